"""Texts of the inbox."""

from ecq.base.language import Text, text
from ecq.store.invitations import State
from ecq.telling.plan.words import SCORE_AXES
from ecq.telling.text.words import ANSWER_SHEET

WAITING = text("待采纳：还有 {count} 条，在 {questions} 题里", "To decide: {count}, on {questions} questions")
LEAD = text(
    "采纳之前都不计分。现在可以保证 {score} 分。", "Nothing counts before it is accepted. Guaranteed now: {score}."
)
LEAD_NO_SCORE = text(
    "别人交来的、文件里读到的先放在这里，采纳之前都不计分。",
    "What others hand in and what is read in files waits here; nothing of it counts before it is accepted.",
)
SEEN_OF = text(
    "已看 {done} / {count} 条 · 采纳 {accepted} · 退回 {returned}",
    "Seen {done} of {count} · accepted {accepted} · sent back {returned}",
)
MORE_NOTICES = text("另有 {count} 句没有列出。", "Not listed: {count} more.")
SOURCE = text("来源", "Source")
KINDS: dict[str, Text] = {
    "document": text("制度文件", "Document"),
    "sheet": ANSWER_SHEET,
    "link": text("邀请链接", "Invitation"),
    "text": text("粘贴的文字", "Pasted text"),
    "api": text("接口", "API"),
    "assistant": text("助手", "Assistant"),
    "model": text("模型", "Model"),
    "earlier": text("以前的自评", "Earlier self-check"),
}
PLACE = text("第 {place} 题，共 {count} 题", "Question {place} of {count}")
BEFORE = text("上一题", "Before")
TWO_WAYS = text("说法不同", "Sources differ")
OF_PROFILE = text("平台画像和方案", "Profile and plan")
DISPUTED = text("来源说法不同，请选一个。", "The sources differ: choose which holds.")
CHANGES_ANSWER = text("已经有回答，采纳会改掉它。", "There is an answer already; accepting changes it.")
OF_DAY = text("{day} 的", "of {day}")
CAME = text("{day} 放进来", "came in {day}")
NOT_CHECKED = text(
    "引文由助手给出，没有和原文核对。", "The quote was given by an assistant and not checked against its source."
)
PROPOSED = text("提议", "Proposed")
NOTHING = text("（还没有回答）", "(no answer yet)")
ADDS: dict[str, Text] = {"evidence": text("加一条证据", "Adds evidence"), "note": text("加备注", "Adds a note")}
NOT_READ = text("没有读到", "Not found in it")
SCORE = SCORE_AXES["score"]
SCORE_STAYS = text("仍是 {before}", "stays {before}")
GATE_STAYS = text("没有影响", "no effect")
CHANGE = text("改后采纳", "Change, then accept")
ACCEPT_CHANGED = text("采纳改过的", "Accept as changed")
SEND_BACK = text("退回", "Send back")
REMARK = text("退回的原因", "Why it is sent back")
REMARK_HINT = text("写一句，填写人会看到", "one sentence, which whoever filled it in will see")
ACCEPT_ALL = text("采纳没有冲突的 {count} 条", "Accept the {count} without conflict")
ACCEPT_ALL_HINT = text("一次采纳，也能一次撤回", "Accepted as one change, which undo takes back as a whole")
MAY_NOT = text(
    "受邀人交来的由所有者和审核采纳或退回，其他的由所有者和编辑来定。",
    "Owners and reviewers accept or send back what was handed in by invitation, owners and editors everything else.",
)
ACCEPTED = text(
    "采纳了 {count} 条，可以保证的分数 {before} → {after}。", "Accepted: {count}. Guaranteed score {before} → {after}."
)
SENT_BACK = text("退回了 {count} 条。", "Sent back: {count}.")
PUT_ASIDE = text("放下了 {count} 条，没有告诉填写人。", "Put aside: {count}. Whoever filled it in is not told.")
TAKEN_BACK = text("已撤回，又等着采纳了。", "Taken back; it waits to be decided again.")
SEEN = text("看过的 {count} 条", "Seen: {count}")
STATES: dict[str, Text] = {"accepted": text("采纳", "Accepted"), "returned": text("退回", "Sent back")}
TAKE_BACK = text("撤回", "Take back")
TAKE_UP = text("再看一次", "Look again")
BRING_IN = text("放进文件或文字", "Bring in files or text")
BRING_IN_LEAD = text(
    "填好的答题表，制度、合同、报告（PDF、Word、Excel、PowerPoint、网页、邮件、文本，或它们的 ZIP），去年的自评，都放这里。读到的先列出来，一条也不会自己计分。",
    "Filled-in answer sheets; rules, contracts, reports (PDF, Word, Excel, PowerPoint, web pages, mails, text, or a ZIP of them); last year's self-check. What is read is listed first; nothing counts by itself.",
)
PASTE = text("或者粘贴一段文字", "Or paste some text")
PASTE_HINT = text("例如制度里的几条", "such as some clauses of your rules")
PASTE_READ = text("读这段文字", "Read this text")
PASTED = KINDS["text"]
MODEL = text("也让语言模型读", "Have a language model read too")
MODEL_WHAT = text(
    "打开后，放进来的文件和粘贴的文字，以及对话里 ECQ 自己没读懂的话，会分段连同题目发送到 {host}（模型 {name}），只用于这份自评。它找出的句子逐字核对，对不上的不用；采纳仍由人来做。",
    "When this is on, the text of files brought in or pasted, and what ECQ itself does not understand in the conversation, is sent in parts with the questions to {host} (model {name}), for this self-check only. Each sentence it finds is checked letter by letter and dropped where it does not stand there; accepting stays with a person.",
)
READING = text("正在读 {file}", "Reading {file}")
READ = text(
    "{file} 读完了：新提议 {count} 条，涉及 {questions} 题。",
    "{file} was read: {count} new proposals on {questions} questions.",
)
READ_BEFORE = text("{file} 以前放进来过，没有新的。", "{file} was brought in before; it says nothing new.")

# What is asked of others
REQUESTS = text("请别人填", "Asked of others")
REQUESTS_LEAD = text(
    "把一部分题发给别人：有服务器时发链接，对方不用登录；也可以发答题表，填好再放进来。交回的先在上面等采纳。",
    "Send some of the questions to somebody else: by a link where this runs on a server, which needs no account; or as an answer sheet, brought in again when it is filled in. What comes back waits above.",
)
ALONE = text(
    "ECQ 现在只在这台电脑上运行，别人打不开这里的链接，请发答题表。",
    "ECQ runs on this computer only, so nobody else could open a link: send an answer sheet.",
)
NO_MORE = text("请别人填由所有者和编辑来做。", "Owners and editors ask others.")
SHEET_READY = text(
    "给“{label}”的答题表已备好，请下载后发给对方。", "The answer sheet for “{label}” is ready; download it and send it."
)
GET_SHEET = text("下载答题表", "Save the answer sheet")
MAKE_SHEET = text("做成答题表", "Make an answer sheet")
BY_SHEET = text("答题表", "sheet")
SENT = text("{day} 发出", "sent {day}")
OPENED = text("{day} 打开过", "opened {day}")
NOT_OPENED = text("还没打开", "not opened yet")
REMINDED = text("{day} 提醒过", "reminded {day}")

# What was done
MADE = text(
    "邀请已建好。请复制链接发给“{label}”：链接只显示这一次，丢了可以换新链接。",
    "The invitation is ready. Copy the link and send it to “{label}”: it is shown this once; if it is lost, make a new one.",
)
RENEWED = text(
    "新链接发给“{label}”，原来的链接已经打不开。新链接只显示这一次。",
    "Send the new link to “{label}”; the one before opens nothing any more. The new one is shown this once.",
)
DONE: dict[str, Text] = {
    "close": text(
        "“{label}”的邀请已关闭，不再收回答。", "The invitation for “{label}” is closed: no more answers are taken."
    ),
    "take-over": text(
        "“{label}”的邀请由您接手了，原来的链接照常可用。",
        "The invitation for “{label}” is yours now; its link works as before.",
    ),
    "revoke": text("“{label}”的链接已作废。", "The link for “{label}” opens nothing any more."),
    "remove": text("“{label}”的邀请已删除。", "The invitation for “{label}” is deleted."),
}
ENDS: dict[str, Text] = {
    "close": text("没有提交的就收不到了，不能再打开。", "What was not submitted is lost; this cannot be undone."),
    "revoke": text(
        "链接再也打不开，没有提交的收不到了。", "The link opens nothing more; what was not submitted is lost."
    ),
    "remove": text(
        "从名单里删去，不能恢复；交来还没看的留着。", "Deleted for good; what was submitted still waits above."
    ),
}
"""What ends by what is pressed, said before it is done."""
GONE = text("这份邀请已经变了，请看过再按。", "This invitation has changed; look again before you press.")

# What waits for others
OUT = text("等对方回答（{count}）", "Waiting for answers ({count})")
NOTHING_WAITS = text("没有发出去还没交回的邀请。", "No invitation is out.")
ANSWERED = text("答了 {answered} / {count} 题", "answered: {answered} of {count}")
DUE = text("{day} 到期，还有 {left} 天", "due {day}, days left: {left}")
DUE_TODAY = text("今天到期", "due today")
OVERDUE = text("{day} 到期，已过 {late} 天", "due {day}, days late: {late}")
NO_DUE = text("没有定日期", "no day set")
EXPIRES = text("链接 {day} 失效", "link expires {day}")
EXPIRED = text("链接已过期", "link expired")
LATE = text("已过期限", "Overdue")
REQUEST_STATES: dict[State, Text] = {
    "open": text("还没交回", "Not submitted"),
    "submitted": text("已提交", "Submitted"),
    "returned": text("已退回", "Sent back"),
    "accepted": text("已看完", "Decided"),
}
CLOSED = text("已关闭", "Closed")
REVOKED = text("已作废", "Revoked")
BY = text("邀请人：{name}", "invited by {name}")
BY_NOBODY = text("没有邀请人", "invited by nobody who is here")
TAKE_OVER = text("由我接手", "Take over")
NEW_LINK = text("换新链接", "New link")
REVOKE = text("作废链接", "Revoke")
OVER = text("已结束的邀请（{count}）", "Past invitations ({count})")
CALENDAR = text("下载期限日历（.ics）", "Due days for a calendar (.ics)")

# Inviting
INVITE = text("邀请别人回答", "Invite somebody to answer")
WHOM = text("邀请谁", "For whom")
WHOM_HINT = text("例如：客服部 李敏", "Such as: Li Min, customer service")
PARTS = text("哪些维度或指标（不选就是全部）", "Which dimensions or indicators (all, where none is chosen)")
PART = text("{title}（{open} 题未定，共 {count} 题）", "{title} ({open} open of {count})")
OWNERS = text("或者：某个负责人的题", "Or: the questions of somebody responsible")
OWNERS_HINT = text(
    "证据或方案里写了谁负责，就可以按人选。", "Whoever is named as responsible for evidence or for a step of the plan."
)
ONLY_OPEN = text("只选还没定的题", "Only questions still open")
CHOSEN = text("选中 {count} 题。", "Questions chosen: {count}.")
NONE_CHOSEN = text("还没有选中题目。", "No question is chosen yet.")
BY_DAY = text("希望哪天前交回（可以不填）", "Wanted by (may be left empty)")
VALID = text("链接有效几天", "Days for which the link is valid")
MAKE = text("生成链接", "Make the link")
LAW = text("带入法律原文", "Bring the text of a law")
LAW_LEAD = text(
    "官方文本（txt、md、Word、网页或 PDF）带入以后，题目的“法律依据”里原文和要求并排显示，并说明与 ECQ 对照的文本是否逐字相同。文本只存在这台电脑上。",
    "Once an official text (txt, md, Word, web page or PDF) is brought, “Legal basis” shows its own words beside what it asks, and says whether they are word for word those ECQ was read against. The text stays on this computer.",
)
CHOOSE_LAW = text("法律文本", "Text of a law")
SEARCH_LAW = text("在带入的文本里查找", "Search the texts that were brought")
FOUND_LAW = text("{law}第 {article} 条：{words}", "{law}, Art. {article}: {words}")

OVERTAKEN = text(
    "看的时候这几题又变了，现在显示的是最新内容，请看过再采纳。",
    "While you looked, these questions changed; they are shown as they are now. Look again before you accept.",
)
