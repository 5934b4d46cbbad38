"""Texts about changes and saving: undo, redo, history, other windows, unsaved changes, welcome, lost connection, log-in."""

from ecq.base.language import Text, text
from ecq.telling.portfolio import words as pf
from ecq.telling.text.result_words import NOW

# What was changed
PARTS: dict[str, Text] = {
    "answer": text("回答", "answer"),
    "note": text("备注", "note"),
    "evidence": text("证据", "evidence"),
    "profile": text("平台画像", "platform profile"),
    "name": text("平台名称", "platform name"),
    "target": text("目标等级", "target grade"),
    "rubric": text("评价细则", "rubric"),
    "client": text("客户资料", "the client's record"),
    "comments": text("报告里的顾问意见", "comments in the report"),
    "papers": text("申请材料", "application papers"),
    "terms": text("提升方案的设定", "settings of the plan"),
    "several": text("多处修改", "several changes"),
}
PART_OF = text("“{question}”的{part}", "{part} to “{question}”")
PROOFS = text("{count} 条证据", "pieces of evidence: {count}")
NOTHING = text("空", "empty")
FACT_OF = text("{part}“{fact}”", "{part}, “{fact}”")
WITH_VALUE = text("{what}：{said}", "{what}: {said}")

# Undo and redo
UNDO = text("撤销", "Undo")
REDO = text("重做", "Redo")
UNDO_WHAT = text("撤销{what}", "Undo: {what}")
REDO_WHAT = text("重做{what}", "Redo: {what}")
UNDONE = text("已撤销{what}，现在是：{now}", "Undone: {what}. It is now: {now}")
REDONE = text("已重做{what}，现在是：{now}", "Redone: {what}. It is now: {now}")
UNDONE_ALONE = text("已撤销{what}。", "Undone: {what}.")
REDONE_ALONE = text("已重做{what}。", "Redone: {what}.")
NOTHING_TO_UNDO = text("没有可以撤销的了。", "There is nothing to undo.")
NOTHING_TO_REDO = text("没有可以重做的了。", "There is nothing to redo.")
OVERTAKEN = text(
    "这一处后来又在另一个窗口里改过，所以没有动它。要用以前的内容，请在“修改记录”里选。",
    "This was changed in another window since, so it was left as it is. To have what was there before, choose it under “History”.",
)

# History of an answer
HISTORY = text("修改记录", "History")
KEY_HISTORY = text("看这一题的修改记录", "See the history of this answer")
HISTORY_EMPTY = text("这一题还没有修改记录。", "No change of this question is on record yet.")
AT_PRESENT = NOW
BEFORE_THAT = text("更早", "before that")
RESTORE = text("恢复", "Restore")
RESTORE_WHAT = text("恢复{part}：{said}", "Restore the {part}: {said}")
BY_UNDO = text("撤销后", "by undo")
BY_REDO = text("重做后", "by redo")
BY_INVITATION = text("受邀：{label}", "by invitation: {label}")
BY_INVITATION_GONE = text("受邀人", "by invitation")
ACCEPTED_BY = text("{invitee}，{name}接受", "{invitee}, accepted by {name}")
HISTORY_MORE = text("更早的记录", "Earlier ones")

# Another window
NEWS_ANSWERS = text("另一个窗口改了 {count} 题：", "Answers changed in another window: {count}")
NEWS_OTHER = text("另一个窗口改了：", "Changed in another window:")
NEWS_LINE = text("{what}：{said}（{clock}）", "{what}: {said} ({clock})")
NEWS_MORE = text("另有 {count} 处", "and {count} more")
NEWS_SEEN = text("知道了", "Noted")
CONFLICT = text(
    "这一处在另一个窗口里刚改过，您的还没有存。用哪一个？",
    "This was changed in another window meanwhile. Yours is not saved yet. Which one holds?",
)
CONFLICT_THEIRS = text("另一个窗口（{clock}）", "In the other window, at {clock}")
CONFLICT_MINE = text("您的", "Yours")
KEEP_THEIRS = text("保留另一个窗口的", "Keep the other window's")
KEEP_MINE = text("改成我的", "Take mine")

# What could not be saved
NOT_SAVED_SIDE = text("没有保存", "Not saved")
STILL_HERE = text(
    "下面这些还留在这个页面里，请不要关闭，稍后再试：",
    "What follows is still held by this page. Please do not close it, and try again in a moment:",
)
TRY_AGAIN = text("再试一次", "Try again")
WAITS_HERE = text(
    "有没存下的回答在这个页面里等着，数据库一有应答就会存下。请不要刷新或关闭页面。",
    "Answers that are not saved yet wait in this page and are saved as soon as the database answers. Please do not reload or close it.",
)
DATABASE_REPLACED = text(
    "数据库文件换过了，例如放回了备份。这一页显示的是现在这一份里的内容，之前最后的一些回答可能不在里面。",
    "The database file was replaced, for instance by a backup. This page shows what the present one holds; the last answers of before may not be in it.",
)
SAVE_AGAIN = text("再存一次", "Save again")

# Coming back
WELCOME = text(
    "欢迎回来。上次是{day}，您答了 {count} 题；还有 {open} 题未定。",
    "Welcome back. Last time, on {day}, you answered {count} questions; still open: {open}.",
)
WELCOME_ONE = text(
    "欢迎回来。上次是{day}，您答了 1 题；还有 {open} 题未定。",
    "Welcome back. Last time, on {day}, you answered one question; still open: {open}.",
)
WELCOME_PLAIN = text(
    "欢迎回来。上次修改是{day}；还有 {open} 题未定。",
    "Welcome back. The last change was on {day}; questions open: {open}.",
)
MONTHS = text(
    "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "January February March April May June July August September October November December",
)
DAY = text("{month}{day}日", "{day} {month}")
DAY_OF_YEAR = text("{year}年{month}{day}日", "{day} {month} {year}")
DAY_AND_CLOCK = text("{day} {clock}", "{day}, {clock}")

# A lost connection
OFFLINE = text(
    "服务器没有回音，正在重连。页面上显示已答的都保存着；刚按的、刚写的有没有收到，连上才知道，请先别按。",
    "The server does not answer; reconnecting. What the page shows as answered is saved. Whether your last press or words arrived shows when it is back: press nothing until then.",
)

# How long it takes
MINUTES = pf.MINUTES
TIME_LEFT = text("剩下的{minutes}（每分钟 {speed} 字）", "What is left: {minutes} ({speed} words a minute)")
MINUTES_OWN = text("照您的速度约 {count} 分钟", "about {count} min at your pace")
TIME_LEFT_OWN = text("剩下的{minutes}", "What is left: {minutes}, reading and answering")
"""As many lines as the one before it, so that what stands below does not move."""


LOG_IN = text("登录", "Log in")
LEAD = text(
    "这里是电商平台在服务质量认证之前做自评的地方。登录之后才能看到内容。",
    "This is where e-commerce platforms check themselves before their service-quality certification. Its contents are shown after log-in.",
)
WHERE = text(
    "登录在您单位的账号系统里进行，ECQ 得不到您的密码。登录后回到这个地址。",
    "You log in where your organisation keeps its accounts; ECQ does not get your password. You come back to this address.",
)
ENDED = text(
    "登录已结束，请重新登录。已保存的回答都在；最后一次操作如果没有保存，请再做一次。",
    "Your log-in has ended; please log in again. Saved answers are all there; if your last press was not saved, make it again.",
)
FAILED = text(
    "登录没有成功，请再试一次。一直这样的话，请找管理这台服务器的人，原因在日志里。",
    "The log-in did not succeed; please try again. If it goes on like this, ask whoever runs this server: the log says why.",
)
NEEDED = text("登录已结束，请重新登录", "your log-in has ended; log in again")

# In the bar, and over a page whose log-in has ended
WHO = text("已登录：{name}", "Logged in: {name}")
NO_NAME = text("没有名字的账号", "account without a name")
LOG_OUT = text("退出登录", "Log out")
ENDS = text("登录即将到期", "Your log-in is about to expire")
ENDS_LEAD = text("请重新登录，之后回到这一页。", "Please log in again; you come back to this page.")
ENDS_TYPED = text("输入框里还没发送的文字会留着。", "What is typed and not sent yet stays in its field.")
AGAIN = text("重新登录", "Log in again")

ELSEWHERE = text("ECQ 要用这个地址打开：{address}", "ECQ is opened under this address: {address}")

# Where the answers are, and who sees them
PRIVATE_ORGANISATION = text(
    "回答归“{name}”所有，成员按各自的身份查看和修改。",
    "Answers belong to {name}; its members see and change them as their roles permit.",
)
PRIVATE = text(
    "不用注册。回答存在这台服务器上，网址就是钥匙：收藏它，随时回来继续。",
    "No account needed. Answers are kept on this server and the address is the key: bookmark it to come back any time.",
)
PRIVATE_HERE = text(
    "不用注册。回答存在这台电脑上，随时回来继续。",
    "No account needed. Answers are kept on this computer; come back any time.",
)
