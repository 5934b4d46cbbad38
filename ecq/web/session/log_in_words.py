"""Texts around log-in: the page before it, who is logged in, what is said when it ends or fails."""

from __future__ import annotations

from ecq.base.language import text

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
ENDS_LEAD = text(
    "请重新登录，之后回到这一页。",
    "Please log in again; you come back to this page.",
)
ENDS_TYPED = text(
    "输入框里还没发送的文字会留着。",
    "What is typed and not sent yet stays in its field.",
)
AGAIN = text("重新登录", "Log in again")

ELSEWHERE = text("ECQ 要用这个地址打开：{address}", "ECQ is opened under this address: {address}")
