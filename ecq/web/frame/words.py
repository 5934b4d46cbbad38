"""Words of getting about: skip links, the live announcement, the sheet of shortcuts, an address that leads nowhere."""

from __future__ import annotations

from ecq.rubric.model import Text


def _t(zh: str, en: str, hant: str | None = None) -> Text:
    return Text(zh=zh, en=en, hant=hant)


FILES = _t("文件往来", "Files")
"""Title of the files page."""

# For who hears or tabs through the page
SKIP_TO_CONTENT = _t("跳到正文", "Skip to the content")
SKIP_TO_QUESTION = _t("跳到当前这一题", "Skip to the question")
STREAMLIT: dict[str, Text] = {
    "Sidebar": _t("侧栏", "Sidebar"),
    "Expand sidebar": _t("展开侧栏", "Open the sidebar"),
    "Collapse sidebar": _t("收起侧栏", "Close the sidebar"),
    "Send message": _t("发送", "Send"),
    "file upload": _t("选择文件", "Choose a file"),
    "Add files": _t("换一个文件", "Another file"),
    "Choose date": _t("选择日期", "Choose a day"),
    "Choose an option": _t("请选择", "Choose"),
    "Open": _t("展开", "Open"),
    "Close": _t("关闭", "Close"),
    "Clear all": _t("全部清除", "Clear all"),
}
"""Names Streamlit gives its own parts, in English only, and what they are called here."""
STREAMLIT_BEFORE: dict[str, Text] = {
    "Help for ": _t("说明：{}", "Help: {}"),
    "Remove ": _t("移除 {}", "Remove {}"),
}
"""The same for names that go on with something of ours, which stands at {}."""
HOME = _t("回到开始页", "To the start page")
SCORE_NOW = _t(
    "目前可以保证 {low} 分，最高可达 {high} 分。{grade}。",
    "Guaranteed so far: {low} points, at most {high}. {grade}.",
)

NEEDS_SCRIPT = _t(
    "ECQ 要用 JavaScript 才能运行。请在浏览器里允许后刷新。",
    "ECQ needs JavaScript. Please allow it in the browser and reload.",
)

# The sheet of shortcuts
SHORTCUTS = _t("快捷键", "Shortcuts")
SHORTCUTS_LEAD = _t(
    "光标在输入框里时，字母和数字照常输入；按 Esc 离开输入框。",
    "In a field, letters and figures are typed as usual; Esc leaves the field.",
)
SHORTCUTS_CLOSE = _t("关闭", "Close")
BY_KEY = _t("按键", "Keys")
BY_WORD = _t("打字", "Typed words")
KEY_OPTION = _t("选第几项；勾选题是勾上或取消第几条", "Choose that option; on a checklist, tick or untick that line")
KEY_NUMBER = _t("数字题：直接输入数字", "Questions for a number: just type the figures")
KEY_NONE = _t("以上都没有，或没有这个数字", "None of these, or no such figure")
KEY_ENTER = _t("记下数字，或确认勾选的几条", "Record the number, or confirm what is ticked")
KEY_NA = _t("不适用（这一题允许时）", "Not applicable (where the question allows it)")
KEY_UNSURE = _t("待确认", "Unsure")
KEY_SKIP = _t("跳过", "Skip")
KEY_BACK = _t("返回上一题", "Back to the question before")
KEY_NOTE = _t("写备注", "Write a note")
KEY_EVIDENCE = _t("写证据", "Name evidence")
KEY_ESCAPE = _t("收起打开的一栏", "Close what was opened")
KEY_SHEET = _t("这张表", "This sheet")
WORD_OPTION = _t("选项的编号或字母", "An option by its number or letter")
WORD_FIGURE = _t("数字题的答案，可以带单位", "The answer to a question for a number, with its unit")
WORD_WHY = _t("为什么问这一题", "Why this is asked")
WORD_BASIS = _t("法律依据", "The legal basis")
WORD_EVIDENCE = _t("审核员会看什么", "What an auditor looks at")
WORD_CHANGE = _t("改上一个回答", "Change the last answer")
WORD_GO = _t("去某个维度、指标", "Go to a dimension or an indicator")

# An address that leads nowhere
LOST_PAGE = _t("找不到这一页", "Page not found")
LOST_PAGE_LEAD = _t("这个网址下面没有页面。", "There is no page at this address.")
LOST_ASSESSMENT = _t("这个网址下面没有自评", "No self-assessment at this address")
LOST_LEAD = _t("可能是这几种情况：", "It may be one of these:")
LOST_REASONS = (
    _t(
        "网址没有复制完整。网址就是钥匙，少一个字符也打不开。",
        "The address was not copied whole. It is the key: one character less and it does not open.",
    ),
    _t("这份自评在另一台服务器上。", "The self-assessment is kept on another server."),
    _t("这份自评已经删除。", "The self-assessment was deleted."),
)
LOST_ADVICE = _t(
    "存过文件的话，可以在开始页把文件打开接着做。",
    "If it was saved to a file, open the file on the start page and go on from there.",
)
TO_START = _t("去开始页", "To the start page")

PAGES_ON_TOP = _t("页面，在上方", "Pages, at the top")
