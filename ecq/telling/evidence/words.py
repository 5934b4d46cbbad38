"""Words of the evidence panel, the evidence binder and the checklist made from it."""

from ecq.base.language import Text, text

BINDER = text("证据清单", "Evidence binder")
BINDER_LEAD = text(
    "每题的证明材料，放在哪里、谁去取、什么时候到；列出的“可以准备”是 ECQ 的工作建议",
    "The evidence of each question: where it lies, who brings it and when; what is listed to have ready are ECQ's working suggestions",
)

PROOF_STATES: dict[str, Text] = {
    "in-hand": text("已在手上", "In hand"),
    "to-obtain": text("待取得", "To be obtained"),
    "overdue": text("已逾期", "Overdue"),
    "missing": text("还没有写明", "Not named yet"),
}
SHOWS: dict[str, Text] = {
    "all": text("全部", "All"),
    "to-obtain": PROOF_STATES["to-obtain"],
    "overdue": PROOF_STATES["overdue"],
    "missing": text("没写明证据的题", "Naming no evidence"),
}
SHOW_COUNTED = text("{what} {count}", "{what} {count}")
SHOW_LABEL = text("显示", "Show")
OWNER_LABEL = text("负责人", "Owner")
EVERYBODY = text("所有负责人", "Every owner")
NOBODY = text("没有指定负责人", "No owner named")

# One piece of evidence
WHAT = text("是什么证据", "What it is")
WHERE = text("放在哪里", "Where it lies")
BY_WHOM = text("谁负责", "By whom")
UNTIL = text("期限", "Until when")
IN_HAND = PROOF_STATES["in-hand"]
EDIT = text("修改", "Edit")
REMOVE = text("删去", "Remove")
ADD = text("加一条证据", "Add evidence")
ADD_THIS = text("加一条", "Add")
TO_QUESTION = text("去这一题", "Go to the question")
DUE_ON = text("期限 {day}", "due {day}")
ASKED_FOR = text("可以准备，点一下加为待取得", "To have ready; one press adds it as to be obtained")
ALSO_ASKED_FOR = text("还可以准备", "Further things to have ready")
AT_RISK = text("没有在手的证据，{points} 分得不到支持", "Without evidence in hand {points} points are not backed")

# The top of the page
NO_PIECES = text("还没有写明证据", "No evidence named yet")
COUNTED_PIECES = text("{in_hand} / {proofs} 条在手", "{in_hand} of {proofs} pieces in hand")
BACKED = text(
    "有证据支持 {evidenced} 分，目前可以保证 {sure} 分",
    "Backed by evidence: {evidenced} points; guaranteed so far: {sure}",
)
BACKED_GAP = text(
    "差的 {points} 分，是答了但没有证据在手的题", "The {points} points between are answers without evidence in hand"
)
BACKED_WHOLE = text("得分的回答都有证据在手", "Every scoring answer has evidence in hand")
BACKED_NOTHING = text("还没有得分的回答", "No answer scores yet")
DUE_FIRST = text("先到期的", "Due first")
DUE_MORE = text("另外 {count} 条，见“待取得”", "{count} more, under “To be obtained”")
SEARCH = text("在证据和题目里找", "Search evidence and questions")
FOUND = text("找到 {count} 题", "Questions found: {count}")
FOUND_NOTHING = text("没有找到。", "Nothing found.")
RULED_OUT = text(
    "另有 {count} 条证据属于现在不问的题，保留着，没有列出",
    "Pieces kept for questions that are not asked now, not listed: {count}",
)

# Nothing to show
EMPTY = {
    "to-obtain": text("没有待取得的证据。", "No evidence is still to be obtained."),
    "overdue": text("没有逾期的证据。", "Nothing is overdue."),
    "missing": text("每一题都写明了证据。", "Every question names its evidence."),
    "all": text("没有这样的证据。", "No such evidence."),
}
EMPTY_BINDER = text("没有要问的题，先看一下平台画像。", "No question applies; please look at the platform profile.")

# The checklist
DOWNLOAD_EXCEL = text("核对表（Excel）", "Checklist (Excel)")
DOWNLOAD_SHOWN = text("所示的核对表（Excel）", "This list (Excel)")
DOWNLOAD_CSV = text("CSV", "CSV")
CHECKLIST = text("证据核对表", "Evidence checklist")
CHECKLIST_COUNTS = text(
    "{questions} 题 · 在手 {in_hand} 条 · 待取得 {to_obtain} 条（逾期 {overdue} 条）· 没写明证据的题 {missing}",
    "{questions} questions · pieces in hand: {in_hand} · to be obtained: {to_obtain} (overdue: {overdue}) · questions naming no evidence: {missing}",
)
TICK = text("核对", "Check")
TICK_HINT = text("拿到后选 ☑", "Choose ☑ once it is in hand")
QUESTION_ID = text("题号", "Question id")
GATE = text("红线项", "Gate")
