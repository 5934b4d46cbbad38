"""Texts of the page of those who answer together."""

from ecq.base.language import Text, text
from ecq.store.invitations import State

TEAM = text("协作", "Team")
LEAD = text(
    "把一部分题发给别人回答。对方只看到这几题，不用登录；交回的回答先放在这里，接受以后才写进自评，在那之前分数不变。",
    "Send some of the questions to somebody else. They see these questions only and need no account. What they hand in waits "
    "here; it enters the self-check when it is accepted, and until then the score stays as it is.",
)
ALONE = text(
    "ECQ 现在只在这台电脑上运行，别人打不开这里的链接。要请别人填，请用答题表：在“文件”页下载，对方填好后再读回来。",
    "ECQ runs on this computer only, so nobody else could open a link. To have others answer, use an answer sheet: download "
    "it on the page “Files” and read it back when it is filled in.",
)
TO_FILES = text("去文件页", "To the files")
NO_MORE = text("不能邀请：您的身份只能查看。", "You cannot invite others: your role may only look.")

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
    "accept": text("“{label}”的回答已写进自评。", "The answers of “{label}” are now in the self-check."),
    "return": text(
        "已退回给“{label}”，对方用原来的链接打开。", "Sent back to “{label}”, who opens it with the same link."
    ),
}
GONE = text("这份邀请已经变了，请看过再按。", "This invitation has changed; look again before you press.")

# What waits for a review
REVIEWS = text("等您查看（{count}）", "For review ({count})")
HANDED_IN = text("{day} 提交 · 答了 {answered} / {count} 题", "Submitted {day} · answered: {answered} of {count}")
QUESTION = text("题目", "Question")
NOW = text("现在", "Now")
SUBMITTED = text("提交的", "Submitted")
SAME = text("和现在一样", "the same as now")
ADDS_NOTE = text("备注：{note}", "Note: {note}")
ADDS_EVIDENCE = text("证据：{what}", "Evidence: {what}")
NOTHING_NEW = text(
    "提交的和自评里的一样，接受后没有变化。",
    "What was submitted is what the self-check has: accepting it changes nothing.",
)
SCORE_MOVES = text(
    "接受以后，可以保证的分数从 {before} 变为 {after}。",
    "Accepting it moves the guaranteed score from {before} to {after}.",
)
SCORE_STAYS = text("接受以后，可以保证的分数还是 {before}。", "Accepting it leaves the guaranteed score at {before}.")
MEANWHILE = text(
    "这几题在邀请发出以后，自评里另外答过，请选用哪一个：",
    "Since the invitation was made, these were answered in the self-check as well. Choose which holds:",
)
KEEP = text("保留现在的：{answer}", "Keep what is there: {answer}")
TAKE = text("用提交的：{answer}", "Take what was submitted: {answer}")
DECIDE = text(
    "还有题没选用哪一个，选好再接受。",
    "For some questions it is not chosen yet which answer holds; choose, then accept.",
)
CHANGED_SINCE = text(
    "查看的时候，这几题的回答又变了，现在显示的是最新内容。请看过再接受。",
    "While you looked, answers to these questions changed; they are shown as they are now. Look again before you accept.",
)
ACCEPT = text("接受，写进自评", "Accept into the self-check")
REMARK = text("退回时写明要补什么", "When sending back: what is missing")
SEND_BACK = text("退回补充", "Send back")
MAY_NOT_REVIEW = text("接受和退回由所有者或审核人来做。", "Owners and reviewers accept it or send it back.")

# What waits for others
WAITING = text("等对方回答（{count}）", "Waiting for answers ({count})")
NOTHING_WAITS = text("没有发出去还没交回的邀请。", "No invitation is out.")
ANSWERED = text("答了 {answered} / {count} 题", "answered: {answered} of {count}")
DUE = text("{day} 到期，还有 {left} 天", "due {day}, days left: {left}")
DUE_TODAY = text("今天到期", "due today")
OVERDUE = text("{day} 到期，已过 {late} 天", "due {day}, days late: {late}")
NO_DUE = text("没有定日期", "no day set")
EXPIRES = text("链接 {day} 失效", "link expires {day}")
EXPIRED = text("链接已过期", "link expired")
LATE = text("已过期限", "Overdue")
STATES: dict[State, Text] = {
    "open": text("还没交回", "Not submitted"),
    "submitted": text("已提交", "Submitted"),
    "returned": text("已退回", "Sent back"),
    "accepted": text("已接受", "Accepted"),
}
CLOSED = text("已关闭", "Closed")
REVOKED = text("已作废", "Revoked")
BY = text("邀请人：{name}", "invited by {name}")
BY_NOBODY = text("没有邀请人", "invited by nobody who is here")
TAKE_OVER = text("由我接手", "Take over")
NEW_LINK = text("换新链接", "New link")
CLOSE = text("关闭", "Close")
REVOKE = text("作废链接", "Revoke")
REMOVE = text("删除", "Delete")
OVER = text("已结束的邀请（{count}）", "Past invitations ({count})")
CALENDAR = text("下载期限日历（.ics）", "Due days for a calendar (.ics)")

# Inviting
INVITE = text("邀请别人回答", "Invite somebody to answer")
WHOM = text("邀请谁", "For whom")
WHOM_HINT = text("例如：客服部 李敏", "Such as: Li Min, customer service")
PARTS = text("哪些维度或指标", "Which dimensions or indicators")
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
