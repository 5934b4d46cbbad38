"""Words of the evidence panel, the evidence binder and the checklist made from it."""

from __future__ import annotations

from ecq.rubric.model import Text


def _t(zh: str, en: str, hant: str | None = None) -> Text:
    return Text(zh=zh, en=en, hant=hant)


BINDER = _t("证据清单", "Evidence binder")
BINDER_LEAD = _t(
    "审核员逐项要看的证明材料，放在哪里、谁去取、什么时候到",
    "What an auditor will ask to see, where it lies, who brings it and when",
)

PROOF_STATES: dict[str, Text] = {
    "in-hand": _t("已在手上", "In hand"),
    "to-obtain": _t("待取得", "To be obtained"),
    "overdue": _t("已逾期", "Overdue"),
    "missing": _t("还没有写明", "Not named yet"),
}
SHOWS: dict[str, Text] = {
    "all": _t("全部", "All"),
    "to-obtain": _t("待取得", "To be obtained"),
    "overdue": _t("已逾期", "Overdue"),
    "missing": _t("没有证据的题", "Without evidence"),
}
SHOW_COUNTED = _t("{what} {count}", "{what} {count}")
SHOW_LABEL = _t("显示", "Show")
OWNER_LABEL = _t("负责人", "Owner")
EVERYBODY = _t("所有负责人", "Every owner")
NOBODY = _t("没有指定负责人", "No owner named")

# One piece of evidence
WHAT = _t("是什么证据", "What it is")
WHERE = _t("放在哪里", "Where it lies")
BY_WHOM = _t("谁负责", "By whom")
UNTIL = _t("期限", "Until when")
IN_HAND = _t("已在手上", "In hand")
EDIT = _t("修改", "Edit")
REMOVE = _t("删去", "Remove")
SAVE = _t("保存", "Save")
CANCEL = _t("取消", "Cancel")
ADD = _t("加一条证据", "Add evidence")
ADD_THIS = _t("加一条", "Add")
TO_QUESTION = _t("去这一题", "Go to the question")
DUE_ON = _t("期限 {day}", "due {day}")
NAMED_NONE = _t("还没有写明证据", "No evidence named yet")
ASKED_FOR = _t("审核员会要，点一下加为待取得", "An auditor would ask for; one press adds it as to be obtained")
ALSO_ASKED_FOR = _t("审核员还可能要", "An auditor may also ask for")
AT_RISK = _t("没有在手的证据，{points} 分得不到支持", "Without evidence in hand {points} points are not backed")
# A name for screen readers: which piece, which question
OF_PIECE = _t("{what}：{piece}", "{what}: {piece}")
EVIDENCE_FOR = _t("证据：{question}", "Evidence: {question}")

# The top of the page
NO_PIECES = _t("还没有写明证据", "No evidence named yet")
COUNTED_PIECES = _t("{in_hand} / {proofs} 条在手", "{in_hand} of {proofs} pieces in hand")
BACKED = _t(
    "有证据支持 {evidenced} 分，目前可以保证 {sure} 分",
    "Backed by evidence: {evidenced} points; guaranteed so far: {sure}",
)
BACKED_GAP = _t(
    "差的 {points} 分，是答了但没有证据在手的题", "The {points} points between are answers without evidence in hand"
)
BACKED_WHOLE = _t("得分的回答都有证据在手", "Every scoring answer has evidence in hand")
BACKED_NOTHING = _t("还没有得分的回答", "No answer scores yet")
RULED_OUT = _t(
    "另有 {count} 条证据属于现在不问的题，保留着，没有列出",
    "Pieces kept for questions that are not asked now, not listed: {count}",
)

# Nothing to show
EMPTY = {
    "to-obtain": _t("没有待取得的证据。", "No evidence is still to be obtained."),
    "overdue": _t("没有逾期的证据。", "Nothing is overdue."),
    "missing": _t("每一题都写明了证据。", "Every question names its evidence."),
    "all": _t("没有这样的证据。", "No such evidence."),
}
EMPTY_BINDER = _t("没有要问的题，先看一下平台画像。", "No question applies; please look at the platform profile.")

# The checklist
DOWNLOAD_EXCEL = _t("核对表（Excel）", "Checklist (Excel)")
DOWNLOAD_SHOWN = _t("所示的核对表（Excel）", "This list (Excel)")
DOWNLOAD_CSV = _t("CSV", "CSV")
CHECKLIST = _t("证据核对表", "Evidence checklist")
CHECKLIST_COUNTS = _t(
    "{questions} 题 · 在手 {in_hand} 条 · 待取得 {to_obtain} 条（逾期 {overdue} 条）· 没有证据的题 {missing}",
    "{questions} questions · pieces in hand: {in_hand} · to be obtained: {to_obtain} (overdue: {overdue}) · questions without evidence: {missing}",
)
TICK = _t("核对", "Check")
TICK_HINT = _t("拿到后选 ☑", "Choose ☑ once it is in hand")
EVIDENCE_PIECE = _t("证据", "Evidence")
STATE = _t("状态", "State")
QUESTION = _t("评价项", "Question")
QUESTION_ID = _t("题号", "Question id")
DIMENSION = _t("维度", "Dimension")
INDICATOR = _t("指标", "Indicator")
GATE = _t("红线项", "Gate")
