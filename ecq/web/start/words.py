"""Texts of the start page, the turns of the profile, and of many files at once."""

from __future__ import annotations

from ecq.base.language import text

# The start page
LEAD = text(
    "像面谈一样一题一题地问，每答一题，都看得到能保证几星、还差什么。",
    "Questions one at a time, as in an interview; after each answer you see which grade is safe and what is missing.",
)
BEGIN = text("开始自评", "Start the self-check")
BEGIN_TIME = text(
    "最多 {count} 题，{minutes}（每分钟 {speed} 字）；随时可停，每答一题都保存。",
    "{count} questions at the most, {minutes} ({speed} words a minute). Stop at any time: every answer is saved.",
)
GO_ON = text("继续：{name}", "Go on: {name}")
GO_ON_DONE = text("{applicable} 题全部已定", "All {applicable} questions are settled")
QUICK_TIME = text("{count} 题，{minutes}", "{count} questions, {minutes}")
QUICK_HELP = text(
    "只问核心题，包括全部红线项。没问的题按未定计，所以得出的是一个区间；以后接着做完整自评，已答的都算数。",
    "The core questions only, all gates among them. What is not asked stays open, so the result is an interval; going on to the full check loses nothing.",
)
NONE_HERE = text(
    "这个组织还没有自评，您的身份不能新建。",
    "The organisation has no self-checks yet; your role does not let you begin one.",
)
OPEN = text("打开文件或报告", "Open files or reports")
VERIFY = text("核验一份报告", "Verify a report")
VERIFY_FILE = text("选择要核验的报告", "Choose the report to verify")
VERIFY_HELP = text(
    "ECQ 会用报告里的回答和细则重新生成一遍，逐页比对，只核验，不加入列表。",
    "ECQ makes the report again from the answers and the rubric inside and compares them page by page. It is only verified, not added to the list.",
)
VERIFYING = text("正在重新生成并比对…", "Making it again and comparing…")
SAMPLES = text("看一个示例", "Look at a sample")
SAMPLES_HELP = text(
    "虚构的平台，答案已经填好，可以随意改；不和您的自评放在一起，也不计入统计。",
    "A fictional platform with all answers filled in; change anything you like. It stands apart from your self-checks and is not counted.",
)
RESET_DONE = text(
    "示例“{name}”恢复原样了，在修改记录里可以撤销。", "The sample “{name}” is as it was; the history can undo this."
)
EXAMPLE = text("答完是这个样子（示例：{name}）", "What it comes to (sample: {name})")
EXAMPLE_OPEN = text("还没有把握", "Not certain yet")
EXAMPLE_UNPROVED = text("没有证据在手的得分回答", "Scoring answers without evidence in hand")
EXAMPLE_FAILED = text("红线项未过", "Gates failed")


# The profile, turn by turn
TURN_OF = text("平台画像 · 第 {place} 段，共 {of} 段", "Platform profile · part {place} of {of}")
TURN_PLATFORM = text(
    "先认识一下：是哪个平台，想要几星？", "To begin with: which platform is it, and which grade does it aim for?"
)
TURN_TRADES = text("平台上做哪些买卖？", "What is traded on the platform?")
TURN_GOODS = text("有没有这些情况？", "Is any of this the case?")
TURN_USERS = text("用户有多少，是些什么人，怎么付款？", "How many users are there, who are they, and how do they pay?")
TURN_SERVICES = text("还有哪些服务，用了哪些技术？", "What other services are there, and which technology is used?")
TURN_REST = text("还有几点", "A few more points")
MANY = text("{question}（可多选）", "{question} (several may be chosen)")
SAID_ALL = text("说了 {said} 项", "{said} answered")
SAID_SOME = text("说了 {said} 项，{open} 项空着", "{said} answered, {open} left open")
SAID_NAME = text("{name}，目标{target}", "{name}, target: {target}")
TELL = text(
    "也可以一句话说完，例如：B2C 综合平台，有直播，卖食品，420 万用户，目标四星",
    "Or say it in a sentence, such as: B2C, live streams, food, 4.2 million users, aiming for four stars",
)
TOLD_TAKEN = text("记下了：{said}。其余的在下面点。", "Noted: {said}. The rest is below.")
TOLD_NOTHING = text(
    "没听出平台的情况。试试“有直播，不卖食品，30 万用户”，或直接在下面点。",
    "Nothing about the platform was understood. Try “live streams, no food, 300,000 users”, or choose below.",
)
TOLD_UNDO = text("撤销这一句", "Take this back")
TURN_NEXT = text("下一段", "Next")
BEGIN_FIRST = text("先答最要紧的 {count} 题", "Begin with the {count} that settle most")
BEGIN_WHOLE = text("按章节从头答", "All, by chapter")
TURN_LATER = text("先答题，画像以后再补", "Questions first, the profile later")
LEAVES = text("要问 {asked} 题，{minutes}", "{asked} questions to answer, {minutes}")
LEAVES_MOST = text("最多要问 {asked} 题，{minutes}", "{asked} questions to answer at the most, {minutes}")
LEAVES_OUT = text("；画像排除了 {out} 题", "; {out} ruled out by the profile")


CHOOSE = text(
    "选择或拖入 ECQ 存下的 JSON、PDF 报告、填好的答题表，或装着它们的 ZIP，几份都行，只会传到这台服务器。",
    "Choose or drop JSON files saved by ECQ, PDF reports, answer sheets that came back, or a ZIP of them, as many as you like. They go to this server only.",
)
READING = text("正在读 {name}", "Reading {name}")
FOUND = text("读完 {count} 份", "Files read: {count}")
KIND = text("种类", "Kind")
FATE = text("会怎样", "What happens")
MORE = text("还有 {count} 份没有列出，同样会处理。", "Not listed here and treated alike: {count} more.")

OPENS = text("新开一份自评", "Opens as a self-check of its own")
OPENS_BESIDE = text(
    "新开一份；列表里有它的另一个状态，不会动",
    "Opens as one of its own; another state of it is on the list and stays as it is",
)
HERE = text("已经在列表里，内容一样", "Is on the list already, the same")
TAKES_OVER = text("放进 {name} 的收件：{count} 条", "Goes into the inbox of {name}: {count}")
DECIDE = text(
    "属于 {name}，有 {count} 处要您定；请在它的“收件”里放进来",
    "Belongs to {name}; to be decided by you: {count}. Bring it into its inbox",
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
