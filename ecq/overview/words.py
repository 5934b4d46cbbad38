"""The words of the overview and of the way from it to a question and back. Knows sentences; must not know screens."""

from __future__ import annotations

from ecq.overview.rows import Show
from ecq.rubric.model import Text


def _t(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


PAGE_OVERVIEW = _t("总览", "Overview")
LEAD = _t(
    "每一题和它的回答都在这里。可以筛选、搜索，可以改任何一题，改完回到原处。",
    "Every question with its answer. Filter, search, change any of them; after a change you are back at the same place.",
)
COUNTED = _t(
    "{asked} 题：已答 {answered}，不适用 {na}，待确认 {unsure}，未答 {open}",
    "{asked} questions: {answered} answered, {na} not applicable, {unsure} unsure, {open} open",
)
STANDS = _t("目前可以保证 {interval} 分 · {grade}", "Guaranteed so far: {interval} · {grade}")
THROUGH_UNSURE = _t("逐个确认待确认的题（{count}）", "Go through the unsure ones ({count})")
THROUGH_OPEN = _t("回答未答的题（{count}）", "Answer the open ones ({count})")

# Searching and filtering
SEARCH = _t("搜索", "Search")
SEARCH_HINT = _t("题目、回答、证据、备注、法规、编号", "Question, answer, evidence, note, law, id")
SLASH = _t("按 / 键直接搜索", "Press / to search")
WITHIN = _t("维度或指标", "Dimension or indicator")
EVERYWHERE = _t("全部维度", "All dimensions")
SHOWN = _t("显示哪些题", "Which questions to show")
SHOW_ALL = _t("全部", "All")
SHOWS: dict[Show, Text] = {
    "open": _t("未答", "Open"),
    "unsure": _t("待确认", "Unsure"),
    "answered": _t("已答", "Answered"),
    "na": _t("不适用", "Not applicable"),
    "gate": _t("红线项", "Gates"),
    "gate-failed": _t("红线项未过", "Failed gates"),
    "unevidenced": _t("得分但无证据", "Scoring without evidence"),
    "noted": _t("有备注", "With a note"),
    "recent": _t("最近一天改过", "Changed on the latest day"),
}
FOUND = _t("{count} / {all} 题", "{count} of {all} questions")
FOUND_ALL = _t("共 {all} 题", "{all} questions in all")
FOUND_SIMILAR = _t(
    "没有一题含有这些字，下面是最相近的 {count} 题。", "No question has these words. The most similar: {count}"
)
NOTHING = _t("没有符合的题。", "No question matches.")
NOTHING_ELSEWHERE = _t("不加筛选时有 {count} 题符合。", "Without the filter there would be {count}.")
NOTHING_HIDDEN = _t(
    "平台画像排除的题里有 {count} 题符合，在最下面。",
    "Among those ruled out by the profile, {count} match; see the end.",
)
CLEAR = _t("清除筛选和搜索", "Clear filter and search")
UNFOLD_ALL = _t("全部展开", "Open all")
FOLD_ALL = _t("全部收起", "Close all")

# A dimension, an indicator
STANDING = _t("得分率 {share} %", "{share} % of full marks")
NO_STANDING = _t("不计分", "does not count")
SETTLED = _t("已定 {settled} / {asked}", "{settled} of {asked} settled")
STANDING_ALT = _t("得分率 {low} 到 {high}", "Share of full marks: {low} to {high}")
GATES_FAILED = _t("红线项未过 {count}", "Gates failed: {count}")
GATES_OPEN = _t("红线项未答 {count}", "Gates open: {count}")
GATES_PASSED = _t("红线项已过 {count}", "Gates passed: {count}")

# A question
GATE_IS = _t("红线项：{state}", "Gate: {state}")
ANSWER_IT = _t("回答", "Answer")
CONFIRM_IT = _t("确认", "Confirm")
ACTION_ON = _t("{action}：{question}", "{action}: {question}")
POINTS_OF = _t("{got} / {worth} 分", "{got} of {worth} points")
POINTS_OPEN = _t("值 {worth} 分", "worth {worth} points")
POINTS_NONE = _t("不计分", "does not count")
EVIDENCE_COUNT = _t("证据 {count}", "Evidence: {count}")
EVIDENCE_HELD = _t("证据 {count}，在手 {held}", "Evidence: {count}, in hand: {held}")
NO_EVIDENCE = _t("没有证据", "No evidence")
NOTED = _t("有备注", "Note")
JUST_CHANGED = _t("刚改过", "Just changed")
PLACES: dict[str, Text] = {
    "question": _t("题目", "Question"),
    "answer": _t("回答", "Answer"),
    "note": _t("备注", "Note"),
    "evidence": _t("证据", "Evidence"),
    "id": _t("编号", "Id"),
    "indicator": _t("指标", "Indicator"),
    "source": _t("依据", "Basis"),
    "asked": _t("审核员会看", "An auditor looks at"),
}
PLACED = _t("{place}：{excerpt}", "{place}: {excerpt}")

# What the profile rules out
EXCLUDED = _t("平台画像排除的题（{count}）", "Ruled out by the profile ({count})")
EXCLUDED_LEAD = _t(
    "按平台画像，这些题不适用，也不计分。已经给过的回答都留着，改了画像就会重新算进来。",
    "By the profile these do not apply and do not count. Answers already given are kept, and count again once the profile says so.",
)
FACT_IS = _t("{fact} {value}", "{fact} {value}")
NO_VALUE = _t("都没有", "None of these")
KEPT_ANSWER = _t("留着的回答：{answer}", "Kept answer: {answer}")
CHANGE_PROFILE = _t("改平台画像", "Change the profile")
QUICK_REST = _t(
    "快速检查不问的 {count} 题没有列在这里。", "The {count} questions that the quick check does not ask are not listed."
)

# There and back
BACK = _t("回到总览", "Back to the overview")
CHECK_ANSWERS = _t("先检查一遍回答", "Check your answers first")

# Keys
KEY_SEARCH = _t("搜索", "Search")
KEY_LINES = _t("在搜索框和各行之间移动", "Move between the search field and the lines")
KEY_OPEN = _t("展开一个指标，或打开一题", "Unfold an indicator, or open a question")
KEY_BACK = _t("从打开的一题回到总览", "Back to the overview from a question opened there")
