"""Words of the evidence panel, the evidence binder and the checklist made from it."""

from ecq.base.language import Text, text
from ecq.telling.text import words as w

BINDER = text("证据清单", "Evidence binder")

PROOF_STATES: dict[str, Text] = {
    "in-hand": w.EVIDENCE_IN_HAND,
    "to-obtain": w.EVIDENCE_WANTED,
    "overdue": w.OVERDUE,
    "expired": text("已过期", "Expired"),
    "missing": text("还没有写明", "Not named yet"),
}
SHOWS: dict[str, Text] = {
    "all": w.ALL,
    "to-obtain": PROOF_STATES["to-obtain"],
    "overdue": PROOF_STATES["overdue"],
    "missing": text("没写明证据的题", "Naming no evidence"),
}
SHOW_LABEL = text("显示", "Show")
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

# By piece
PIECE_STATES: dict[str, Text] = {
    "held": text("在手", "In hand"),
    "to-review": text("待复核", "To review"),
    "returned": text("退回", "Returned"),
    "expired": PROOF_STATES["expired"],
    "wanted": w.EVIDENCE_WANTED,
}
ACCEPTED = text("已认可", "Accepted")
ROOM_HEAD = text(
    "按件算：{state} {held} 件 / 要 {needed} 件；有证据支持的分数 {score}",
    "By piece: {held} of {needed} {state}; score with evidence {score}",
)
ROOM_LEAD = text(
    "答出来的是 {sure} 分，还差的 {points} 分在 {count} 题里。",
    "The answers come to {sure}; the {points} points between lie in {count} questions.",
)
ROOM_WHOLE = text("得分的回答都有证据支持。", "Every answer that earns points is backed by evidence.")
WHAT_COUNTS = text(
    "没过期的文件，或写明放在哪里的材料，才算。",
    "What counts is a file, or words with the place where it lies, that has not expired.",
)
WHAT_COUNTS_REVIEWED = text("认可了、没过期的才算。", "What counts has been accepted and has not expired.")
FALLS = text(
    "{day} 起，有证据支持的等级从{before}降到{after}：{pieces}到期。",
    "From {day} the grade with evidence falls from {before} to {after}: {pieces} expired by then.",
)
PIECES_IN_ALL = text("{pieces}等 {count} 件", "{count} pieces, among them {pieces}")
ENDING = text("{days} 天内到期 {count} 件", "Ending within {days} days: {count}")
EXPIRED_FIRST = text("已过期 {count} 件，先换", "Expired: {count}, renew first")
NONE_ENDING = text("没有快到期的。", "Nothing ends soon.")
QUESTION_PIECES = text(
    "要 {needed} 件，现在在手 {held} 件；齐了有证据 +{points}。回答：{answer}",
    "In hand {held} of {needed} pieces; all of them bring +{points} with evidence. Answer: {answer}",
)
QUESTION_WHOLE = text("{needed} 件都齐了。回答：{answer}", "All pieces are in hand ({needed}). Answer: {answer}")
NOTHING_NEEDED = text("这个回答不得分，不要证据。", "This answer earns nothing, so it needs no evidence.")
PUT_TO_NOTHING = text("没有归到哪一件，不算", "Put to no piece, so it proves nothing")
SAME_THING = text("同一份：{what}", "The same: {what}")
UNTIL_DAY = text("有效至 {day}", "until {day}")
DATED_DAY = text("日期 {day}", "dated {day}")
RETURNED_FOR = text("退回原因：{words}", "Returned: {words}")
REVIEWED_BY = text("{by} {day} {verdict}", "{verdict} by {by} on {day}")
BROUGHT_BY = text("{by} 交来", "brought by {by}")
DATED = text("文件日期", "Its own date")
VALID_UNTIL = text("有效至", "Valid until")
PUT_TO = text("归到哪几件", "Put to")
PLACE_OR_PAGE = text("放在哪里，或第几页", "Where it lies, or which page")
ACCEPT = text("认可", "Accept")
RETURN = text("退回", "Return")
WHY_RETURNED = text("退回的原因", "Why it is returned")
SEE = text("看", "View")
WHICH_PIECE = text("是哪一件", "Which piece it is")
DROP_HERE = text(
    "拖到这里、粘贴，或选文件、拍照；一次可以几个",
    "Drop or paste files here, choose them or take a photo; several at once",
)
MY_NAME = text("我是谁", "Who I am")
REVIEWER = text("由谁复核（写了名字，认可的才算）", "Who reviews (once named, only what is accepted counts)")
REVIEW_SETTINGS = text("复核", "Review")
NAME_FIRST = text("先写明您是谁。", "Please say who you are first.")
NO_PREVIEW = text("这种文件不在这里打开，请下载。", "This kind of file is not opened here; please download it.")
DOWNLOAD_FILE = text("下载 {name}", "Download {name}")
CLOSE = text("关上", "Close")
DOSSIER = text("导出给认证机构的卷宗（ZIP）", "Export the dossier for the certification body (ZIP)")
DOSSIER_HOLDS = text(
    "按指标分文件夹的 {files} 个文件（{size}）；目录，每件注明哪一题、日期、有效至、复核人和 SHA-256；还缺的 {missing} 件列表；准备度报告；能再打开的自评。不算数的文件不放进去。",
    "{files} files in folders by indicator ({size}); an index that gives for each piece its question, dates, validity, reviewer and SHA-256; the list of the pieces still missing ({missing}); the readiness report; the self-check to open again. Files that do not count are left out.",
)
DOSSIER_NAME = text("{name} 证据卷宗 {day}", "{name} evidence dossier {day}")
DOSSIER_LARGE = text(
    "文件一共 {size}，请用命令导出：ecq dossier {id} -o 卷宗.zip",
    "The files come to {size}; please export it by command: ecq dossier {id} -o dossier.zip",
)
INDEX = text("目录", "Index")
BOUND = text("证据合订本", "Bound evidence")
BOUND_BUTTON = text("证据合订本（PDF）", "Evidence bound as one PDF")
BOUND_HOLDS = text(
    "PDF 和图片一页一页收在这里，其他文件在卷宗（ZIP）里。",
    "PDF files and pictures are here page by page; other files are in the dossier (ZIP).",
)
IN_DOSSIER = text("在卷宗里", "in the dossier")
ON_PAGE = text("页", "Page")
PAGE_OF = text("{name} · 第 {page} 页，共 {pages} 页", "{name} · page {page} of {pages}")
REPORT_FILE = text("准备度报告", "Readiness report")
INDEX_COLUMNS = (
    w.DIMENSION,
    w.INDICATOR,
    w.QUESTION,
    text("证据项", "Piece of evidence"),
    w.STATE,
    text("材料", "What it is"),
    w.FILE,
    w.SHA_256,
    text("字节", "Bytes"),
    text("放在哪里或第几页", "Place or page"),
    DATED,
    VALID_UNTIL,
    text("复核", "Reviewed"),
)
WHAT_IN_DOSSIER = text("卷宗里有什么", "What the dossier holds")
BEFORE_AFTER = text(
    "从这一版起，每件证据只支持它对应的回答，只写一个名字不再算数。这份自评按以前的算法有证据支持 {before} 分，现在是 {after} 分；{loose} 条证据没有归到哪一件。",
    "From this version on a piece of evidence backs only the answers it belongs to, and a name alone counts no more. By the earlier rule this self-check had {before} points with evidence; now it has {after}. Put to no piece: {loose}.",
)
SEEN = text("知道了", "Understood")

# The top of the page
BACKED_NOTHING = text(
    "还没有得分的回答。回答以后，得分的题和要备的证据列在这里。",
    "No answer scores yet. Once there are some, the evidence they need is listed here.",
)
SEARCH = text("在证据和题目里找", "Search evidence and questions")
FOUND = text("找到 {count} 题", "Questions found: {count}")
FOUND_NOTHING = text("没有找到。", "Nothing found.")
RULED_OUT = text(
    "另有 {count} 条证据属于现在不问的题，保留着，没有列出",
    "pieces kept for questions that are not asked now, not listed: {count}",
)

# Nothing to show
NONE_SUCH = text("没有这样的证据。", "No such evidence.")
EMPTY_BINDER = text("没有要问的题，先看一下平台画像。", "No question applies; please look at the platform profile.")

# The checklist
DOWNLOAD_EXCEL = text("核对表（Excel）", "Checklist (Excel)")
DOWNLOAD_CSV = text("核对表（CSV）", "Checklist (CSV)")
CHECKLIST = text("证据核对表", "Evidence checklist")
CHECKLIST_COUNTS = text(
    "{questions} 题 · 写明待取得的 {to_obtain} 条（逾期 {overdue} 条）· 没写明证据的题 {missing}",
    "{questions} questions · named and to be obtained: {to_obtain} (overdue: {overdue}) · questions naming no evidence: {missing}",
)
TICK = text("核对", "Check")
TICK_HINT = text("拿到后选 ☑", "Choose ☑ once it is in hand")
QUESTION_ID = text("题号", "Question id")
