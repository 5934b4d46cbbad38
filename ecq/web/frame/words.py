"""Texts of navigation: skip links, announcements, the sheet of shortcuts, the page for an unknown address."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.interview.words import SEND
from ecq.telling.overview.words import PAGE_OVERVIEW
from ecq.telling.portfolio import words as pf
from ecq.telling.text import words as w
from ecq.telling.text.result_words import PROGRESS

PAGES: dict[str, Text] = {
    "interview": w.PAGE_ANSWERING,
    "overview": PAGE_OVERVIEW,
    "results": w.PAGE_RESULTS,
    "plan": w.PAGE_PLAN,
    "evidence": w.EVIDENCE,
    "progress": PROGRESS,
    "inbox": w.PAGE_INBOX,
    "profile": text("画像", "Profile"),
}
"""Pages of an assessment by their name in the address, as the bar at the top calls them; the overview is a view of the first."""
ONE_BY_ONE, ALL_AT_ONCE = text("逐题", "One by one"), w.ALL
VIEWS = text("怎么看这些题", "How to see the questions")

# For screen readers and the keyboard
SKIP_TO_CONTENT = text("跳到正文", "Skip to the content")
SKIP_TO_QUESTION = text("跳到当前这一题", "Skip to the question")
MAKING_FILE = text("正在生成文件。", "The file is being made.")
STREAMLIT: dict[str, Text] = {
    "Sidebar": text("侧栏", "Sidebar"),
    "Expand sidebar": text("展开侧栏", "Open the sidebar"),
    "Collapse sidebar": text("收起侧栏", "Close the sidebar"),
    "file upload": w.CHOOSE_FILE,
    "Add files": text("换一个文件", "Another file"),
    "Choose date": text("选择日期", "Choose a day"),
    "Clear date": text("清除日期", "Clear the day"),
    "Empty": text("未填", "Empty"),
    "Previous month": text("上个月", "The month before"),
    "Next month": text("下个月", "The month after"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": text(
        "用方向键移动，按 Enter 选定，按 Esc 关闭。", "Arrow keys move, Enter chooses, Esc closes."
    ),
    "Choose an option": text("请选择", "Choose"),
    "Open": text("展开", "Open"),
    "Close": w.CLOSE,
    "Clear all": text("全部清除", "Clear all"),
    "Send message": SEND,
}
"""Names Streamlit gives its own parts, in English only, and what they are called here."""
NOTHING_FOUND = text("没有找到", "Nothing found")
"""What a field to choose in says, in place of “No results”, where nothing of its list is like what was typed."""
STREAMLIT_BEFORE: dict[str, Text] = {
    "Help for ": text("说明：{}", "Help: {}"),
    "Remove ": text("移除 {}", "Remove {}"),
    "year, ": text("年，{}", "year, {}"),
    "month, ": text("月，{}", "month, {}"),
    "day, ": text("日，{}", "day, {}"),
    "Choose date, ": text("选择日期，{}", "Choose a day, {}"),
}
"""The same for names that go on with something of ours, which stands at {}."""
MONTH = text("{number} 月", "{number}")
"""What the month of a day is read out as, in place of “01 – January”."""
LOOKS_ONLY = text(
    "您的身份是{role}，可以查看和下载；修改由所有者和编辑来做。",
    "Your role here is {role}: you can look and download. Owners and editors make changes.",
)
LOOKS_AND_DECIDES = text(
    "您的身份是{role}，可以查看和下载，在收件里采纳或退回受邀人交来的；其他修改由所有者和编辑来做。",
    "Your role here is {role}: you can look and download, and accept or send back in the inbox what was handed in by invitation. Owners and editors make all other changes.",
)
PEOPLE = text("成员和账号", "People")
"""Title of the page of the organisation."""
_REFUSED = "Error: AxiosError: Request failed with status code "
STREAMLIT_UPLOADS: dict[str, Text] = {
    f"{_REFUSED}413": text(
        "没有收：文件太大，或这个窗口传上来的太多。请传小一些的，或刷新后再传。",
        "Not taken: the file is too large, or too much was uploaded in this window. Bring a smaller one, or reload the page and try again.",
    ),
    f"{_REFUSED}503": text(
        "没有收：服务器上正放着的文件太多。请过一会儿再传。",
        "Not taken: the server holds too many files at the moment. Try again in a while.",
    ),
    f"{_REFUSED}400": text(
        "没有传上来：这个窗口断过线。请刷新后再传。",
        "Not uploaded: this window had lost its connection. Reload the page and try again.",
    ),
    "Error: AxiosError: Network Error": text(
        "没有传上来：连接断了，或文件太大。", "Not uploaded: the connection was lost, or the file is too large."
    ),
    "Error: File must be ": text("没有收：文件超过 25 MB。", "Not taken: the file is larger than 25 MB."),
    " files are not allowed.": text("没有收：这里不读这种文件。", "Not taken: files of this kind are not read here."),
}
"""Why a file was not taken: how Streamlit's words for it begin or end, and a sentence."""
WAITS = text("收件里有 {count} 条待采纳。", "The inbox holds {count} to decide.")
OUTSTANDING = text("请别人填的还有 {count} 份没交回。", "Asked of others and not back yet: {count}.")
HOME = text("回到开始页", "To the start page")
SCORE_NOW = text(
    "目前可以保证 {low} 分，最高可达 {high} 分。{grade}。",
    "Guaranteed so far: {low} points, at most {high}. {grade}.",
)
PROGRESS_NOW = text("已定 {settled} 题，共 {asked} 题。", "{settled} of {asked} questions settled.")

NEEDS_SCRIPT = text(
    "ECQ 要用 JavaScript 才能运行。请在浏览器里允许后刷新。",
    "ECQ needs JavaScript. Please allow it in the browser and reload.",
)
TOO_OLD = text("这个浏览器太旧，打不开 ECQ", "This browser is too old for ECQ")
TOO_OLD_NEEDED = text(
    "ECQ 需要 Chrome、Edge 或同内核的浏览器 100 及以上，或者新版的 Firefox、Safari。",
    "ECQ needs Chrome, Edge or another browser of their kind from version 100 on, or a current Firefox or Safari.",
)
NOT_HERE_YET = text("ECQ 的页面还没有出来", "The page of ECQ has not come yet")
NOT_HERE_YET_WHY = text(
    "网络慢的话请再等一会儿，或者刷新。一直不出来，多半是浏览器太旧。",
    "On a slow line please wait, or reload. If it never comes, the browser is probably too old.",
)
WITHOUT_APP = text(
    "打不开也能填：下载答题表，在 Excel、WPS 或 LibreOffice 里填好，再到能打开 ECQ 的电脑上导入。",
    "It can be answered all the same: save an answer sheet, fill it in with Excel, WPS or LibreOffice, and import it on a computer that opens ECQ.",
)
QUICK_SHEET = text("快速检查答题表", "Answer sheet of the quick check")

# The sheet of shortcuts
SHORTCUTS = text("快捷键", "Shortcuts")
SHORTCUTS_LEAD = text(
    "光标在输入框里时，字母和数字照常输入；按 Esc 离开输入框。",
    "In a field, letters and figures are typed as usual; Esc leaves the field.",
)
BY_KEY = text("按键", "Keys")
BY_WORD = text("打字", "Typed words")
KEY_OPTION = text("选第几项；勾选题是勾上或取消第几条", "Choose that option; on a checklist, tick or untick that line")
KEY_NUMBER = text("数字题：直接输入数字", "Questions for a number: just type the figures")
KEY_NONE = text("以上都没有，或没有这个数字", "None of these, or no such figure")
KEY_ENTER = text("记下数字，或确认勾选的几条", "Record the number, or confirm what is ticked")
KEY_NA = text("不适用（这一题允许时）", "Not applicable (where the question allows it)")
KEY_BACK = text("返回上一题", "Back to the question before")
KEY_NOTE = text("写备注", "Write a note")
KEY_EVIDENCE = text("写证据", "Name evidence")
KEY_ASKED_BACK = text("输入框空着时：移到对您所说的回应", "While the field is empty: to what was said to your words")
KEY_CARDS = text("采纳、不要第一张卡片，全部采纳", "Accept or leave the first card, accept all")
KEY_ESCAPE = text("收起打开的一栏", "Close what was opened")
KEY_SHEET = text("这张表", "This sheet")
WORD_OPTION = text("选项的编号或字母", "An option by its number or letter")
WORD_FIGURE = text("数字题的答案，可以带单位", "The answer to a question for a number, with its unit")
WORD_WHY = text("为什么问这一题", "Why this is asked")
WORD_BASIS = text("法律依据", "The legal basis")
WORD_CHANGE = text("改上一个回答", "Change the last answer")
WORD_GO = text("去某个维度、指标", "Go to a dimension or an indicator")

# The switcher to other self-checks
SWITCH = text("换一份自评", "Another self-check")
SEARCH = text("按平台名、标签查找", "Search by platform or tag")
HINT = text("平台名、标签", "Platform or tag")
NONE_FOUND = text("没有符合条件的自评。", "No self-check matches.")
NO_OTHER = text("还没有别的自评。", "There is no other self-check yet.")
ALL_MINE = text("全部自评", "All self-checks")
BEGIN_NEW = text("新建自评", "New self-check")
DECIDED_OF = text("{decided} / {applicable} 题已定", "{decided} of {applicable} settled")

# Above a page: what is to be known of this self-check as a whole
DEMO = text("示例", "Sample")
IS_DEMO = text(
    "这是示例：平台和回答都是虚构的，不计入统计。",
    "This is a sample: platform and answers are invented, and it is not counted.",
)
RESET = text("恢复原样", "Reset")
NOT_LISTED = text(
    "您是用网址打开的，这份自评不在这个浏览器的列表里。",
    "Opened by its address: this self-check is not on this browser's list.",
)
ADD_TO_LIST = text("加进列表", "Add to the list")
IN_BIN = text(
    "这份自评在回收站里，30 天后彻底删除。", "This self-check is in the bin; it is deleted for good after 30 days."
)

# An unknown address
LOST_PAGE = text("找不到这一页", "Page not found")
LOST_PAGE_LEAD = text("这个网址下面没有页面。", "There is no page at this address.")
LOST_PAGE_OF_A_SELF_CHECK = text(
    "这个网址下面没有页面。自评还在，上面一栏可以去它的各页。",
    "There is no page at this address. The self-check is still there; the bar above leads to its pages.",
)
BACK_TO = text("回到自评：{name}", "Back to the self-check: {name}")
LOST_ASSESSMENT = text("这个网址下面没有自评", "No self-assessment at this address")
UNREADABLE_ASSESSMENT = text("这份自评读不出来", "This self-assessment cannot be read")
LOST_LEAD = text("可能是这几种情况：", "It may be one of these:")
LOST_REASONS = (
    text(
        "网址没有复制完整。网址就是钥匙，少一个字符也打不开。",
        "The address was not copied whole. It is the key: one character less and it does not open.",
    ),
    text("这份自评在另一台服务器上。", "The self-assessment is kept on another server."),
    text("这份自评已经删除。", "The self-assessment was deleted."),
)
LOST_REASONS_WITH_LOG_IN = (
    text(
        "网址没有复制完整，少一个字符也打不开。",
        "The address was not copied whole; one character less and it does not open.",
    ),
    text("它属于您不在的组织。", "It belongs to an organisation of which you are no member."),
    *LOST_REASONS[1:],
)
LOST_ADVICE = text(
    "存过文件的话，可以在开始页把文件打开接着做。",
    "If it was saved to a file, open the file on the start page and go on from there.",
)
TO_START = pf.TO_START
