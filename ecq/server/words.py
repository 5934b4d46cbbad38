"""Words of the pages that the server answers with itself."""

from __future__ import annotations

from ecq.base.language import text

TITLE = {
    "full": text("服务器满员", "This server is full"),
    "address": text("打开的窗口太多", "Too many windows are open"),
}
BECAUSE = {
    "full": text(
        "同时打开的窗口已到上限，新来的请稍等。已经打开的自评照常使用。",
        "As many windows as this server takes are open, so newcomers have to wait. Self-checks that are already open go on as usual.",
    ),
    "address": text(
        "您的网络地址同时打开的窗口已到上限。请关掉不用的窗口，或稍等。",
        "As many windows as are allowed from one network address are open from yours. Close those you do not need, or wait.",
    ),
}
AGAIN = text("本页 {seconds} 秒后自动再试。", "This page tries again by itself in {seconds} seconds.")

# Where a token is asked for
TOKEN_ASKED = text("请输入口令", "This ECQ asks for its token")
TOKEN_WHERE = text(
    "启动 ECQ 的窗口里写着带口令的地址：请打开那个地址，或在这里输入口令。",
    "The address that was printed where ECQ was started has the token in it: open that address, or type the token here.",
)
TOKEN_WRONG = text("口令不对。", "That is not the token.")
TOKEN = text("口令", "Token")
OPEN = text("打开", "Open")

# On the way back from a log-in
LOGGING_IN = text("正在登录", "Logging in")
GO_ON = text("没有自动继续时，请点这里", "Press here if it does not go on by itself")
