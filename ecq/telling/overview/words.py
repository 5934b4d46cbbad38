"""The words of the overview and of the way from it to a question and back."""

from ecq.base.language import Text, text
from ecq.telling.overview.rows import Show
from ecq.telling.text import words as w

PAGE_OVERVIEW = text("总览", "Overview")
LEAD = text(
    "每一题和它的回答都在这里。可以筛选、搜索，可以改任何一题，改完回到原处。",
    "Every question with its answer. Filter, search, change any of them; after a change you are back at the same place.",
)
LEAD_LOOK = text("每一题和它的回答都在这里。可以筛选、搜索。", "Every question with its answer. Filter and search.")
COUNTED = text(
    "{asked} 题：已答 {answered}，不适用 {na}，待确认 {unsure}，未答 {open}",
    "{asked} questions: {answered} answered, {na} not applicable, {unsure} unsure, {open} open",
)
STANDS = text("目前可以保证 {interval} 分 · {grade}", "Guaranteed so far: {interval} · {grade}")
THROUGH_UNSURE = text("逐个确认待确认的题（{count}）", "Go through the unsure ones ({count})")
THROUGH_OPEN = text("回答未答的题（{count}）", "Answer the open ones ({count})")

# Searching and filtering
SEARCH = text("搜索", "Search")
SEARCH_HINT = text("题目、回答、证据、备注、法规、编号", "Question, answer, evidence, note, law, id")
SLASH = text("按 / 键直接搜索", "Press / to search")
WITHIN = text("维度或指标", "Dimension or indicator")
EVERYWHERE = text("全部维度", "All dimensions")
SHOWN = text("显示哪些题", "Which questions to show")
SHOWS: dict[Show, Text] = {
    "open": w.OPEN_QUESTIONS,
    "unsure": w.UNSURE,
    "answered": text("已答", "Answered"),
    "na": w.NOT_APPLICABLE,
    "waiting": text("等画像", "Waiting for the profile"),
    "gate": w.GATES,
    "gate-failed": text("红线项未过", "Failed gates"),
    "unevidenced": text("得分，没有证据在手", "Scoring, no evidence in hand"),
    "noted": text("有备注", "With a note"),
    "recent": text("最近一天改过", "Changed on the latest day"),
}
RESULTS = text("{count} / {all} 题", "{count} of {all} questions")
ALL_QUESTIONS = text("共 {all} 题", "{all} questions in all")
SIMILAR_RESULTS = text(
    "没有一题含有这些字，下面是最相近的 {count} 题。", "No question has these words. The most similar: {count}"
)
NOTHING = text("没有符合的题。", "No question matches.")
NOTHING_ELSEWHERE = text("不加筛选时有 {count} 题符合。", "Without the filter there would be {count}.")
NOTHING_HIDDEN = text(
    "平台画像排除的题里有 {count} 题符合，在最下面。",
    "Matching among those ruled out by the profile: {count}; see the end.",
)
CLEAR = text("清除筛选和搜索", "Clear filter and search")
UNFOLD_ALL = text("全部展开", "Open all")
FOLD_ALL = text("全部收起", "Close all")

# A dimension, an indicator
STANDING = text("得分率 {share} %", "{share} % of full marks")
NO_STANDING = text("不计分", "does not count")
SETTLED = text("已定 {settled} / {asked}", "{settled} of {asked} settled")
GATES_FAILED = text("红线项未过 {count}", "Gates failed: {count}")
GATES_OPEN = text("红线项未定 {count}", "Gates open: {count}")
GATES_PASSED = text("红线项已过 {count}", "Gates passed: {count}")

# A question
GATE_IS = text("红线项：{state}", "Gate: {state}")
ACTION_ON = text("{action}：{question}", "{action}: {question}")
POINTS_OF = text("{got} / {worth} 分", "{got} of {worth} points")
POINTS_OPEN = text("值 {worth} 分", "worth {worth} points")
EVIDENCE_COUNT = text("证据 {count}", "Evidence: {count}")
EVIDENCE_IN_HAND = text("证据 {count}，在手 {held}", "Evidence: {count}, in hand: {held}")
NO_EVIDENCE = text("没有证据在手", "No evidence in hand")
JUST_CHANGED = text("刚改过", "Just changed")
PLACES: dict[str, Text] = {
    "question": text("题目", "Question"),
    "answer": w.ANSWER,
    "note": w.NOTE,
    "evidence": w.EVIDENCE,
    "id": w.ID,
    "indicator": w.INDICATOR,
    "source": w.BASED_ON,
    "asked": text("可以准备", "To have ready"),
}
PLACED = text("{place}：{excerpt}", "{place}: {excerpt}")

# What the profile rules out
EXCLUDED = text("平台画像排除的题（{count}）", "Ruled out by the profile ({count})")
EXCLUDED_LEAD = text(
    "按平台画像，这些题不适用，也不计分。已经给过的回答都留着，改了画像就会重新算进来。",
    "By the profile these do not apply and do not count. Answers already given are kept, and count again once the profile says so.",
)
FACT_IS = text("{fact} {value}", "{fact} {value}")
SAVED_ANSWER = text("留着的回答：{answer}", "Kept answer: {answer}")
CHANGE_PROFILE = text("改平台画像", "Change the profile")
QUICK_REST = text(
    "快速检查不问的 {count} 题没有列在这里。", "Not listed, since the quick check does not ask them: {count} questions."
)

# There and back
BACK = text("回到总览", "Back to the overview")
CHECK_ANSWERS = text("先检查一遍回答", "Check your answers first")

# Keys
KEY_LINES = text("在搜索框和各行之间移动", "Move between the search field and the lines")
KEY_OPEN = text("展开一个指标，或打开一题", "Unfold an indicator, or open a question")
KEY_BACK = text("从打开的一题回到总览", "Back to the overview from a question opened there")
