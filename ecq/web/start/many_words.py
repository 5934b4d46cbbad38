"""Texts about files dropped on the start page, and about saving many self-checks at once."""

from __future__ import annotations

from ecq.base.language import text

CHOOSE = text(
    "选择或拖入 ECQ 存下的 JSON、PDF 报告、填好的答题表，或装着它们的 ZIP，几份都行，只会传到这台服务器。",
    "Choose or drop JSON files saved by ECQ, PDF reports, answer sheets that came back, or a ZIP of them, as many as you like. They go to this server only.",
)
READING = text("正在读 {name}", "Reading {name}")
FOUND = text("读完 {count} 份", "Files read: {count}")
FILE = text("文件", "File")
KIND = text("种类", "Kind")
NAME = text("自评", "Self-check")
FATE = text("会怎样", "What happens")
MORE = text("还有 {count} 份没有列出，同样会处理。", "{count} more are not listed here and are treated alike.")

OPENS = text("新开一份自评", "Opens as a self-check of its own")
OPENS_BESIDE = text(
    "新开一份；列表里有它的另一个状态，不会动",
    "Opens as one of its own; another state of it is on the list and stays as it is",
)
HERE = text("已经在列表里，内容一样", "Is on the list already, the same")
TAKES_OVER = text("放进 {name} 的收件：{count} 条", "Goes into the inbox of {name}: {count}")
DECIDE = text(
    "属于 {name}，有 {count} 处要您定；请在它的“收件”里放进来",
    "Belongs to {name}; {count} points need your decision: bring it into its inbox",
)
DECIDE_OTHER = text(
    "属于 {name}，有一条提示要先看；请在它的“收件”里放进来",
    "Belongs to {name}, with a note to read first: bring it into its inbox",
)
NOTHING_NEW = text("属于 {name}，没有新内容", "Belongs to {name} and says nothing new")
NO_SELF_CHECK = text(
    "属于 {name}，它不在列表里；请先打开那份自评",
    "Belongs to {name}, which is not on the list; open that self-check first",
)
NO_RUBRIC = text(
    "用的评价细则 {rubric} 这里没有；请先导入它",
    "Was made with the rubric {rubric}, which is not at hand; import it first",
)
OPENED = text("已打开", "Opened")
TAKEN_OVER = text("已放进收件", "In the inbox")

LEAVE_OUT = text("不要的（默认全要）", "Not these (all are taken otherwise)")
NONE_LEFT_OUT = text("都要", "All of them")
DO = {
    "open": text("打开 {opens} 份", "Open {opens}"),
    "take-over": text("把 {takes} 份答题表放进收件", "Put answer sheets into the inbox: {takes}"),
    "both": text(
        "打开 {opens} 份，把 {takes} 份答题表放进收件", "Open {opens}, put answer sheets into the inbox: {takes}"
    ),
}

# Saving many
SAVE_MANY = text("全部存成 ZIP", "Save all as a ZIP")
SAVE_MANY_HELP = text(
    "每份自评一个 JSON 文件，以后可以整包拖回来打开。",
    "A JSON file for each self-check; the ZIP can be dropped here again.",
)
WITH_REPORTS = text("连同 PDF 报告", "With PDF reports")
WITH_REPORTS_HELP = text(
    "每份报告大约要一秒；最多 {most} 份。", "Each report takes about a second; {most} at the most."
)
WHICH = text("哪些（默认全部）", "Which (all otherwise)")
ALL = text("全部", "All of them")
DOWNLOAD = text("下载 {count} 份", "Download {count}")
ZIP_NAME = text("ECQ 自评", "ECQ self-checks")
