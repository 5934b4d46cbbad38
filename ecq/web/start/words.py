"""Texts of the start page and of the turns of the profile."""

from __future__ import annotations

from ecq.language import text

# The start page
LEAD = text(
    "像面谈一样一题一题地问，每答一题，都看得到能保证几星、还差什么。",
    "Questions one at a time, as in an interview; after each answer you see which grade is safe and what is missing.",
)
BEGIN = text("开始自评", "Start the self-check")
BEGIN_TIME = text(
    "最多 {count} 题，{minutes}（每题按半分钟）；随时可停，每答一题都保存。",
    "{count} questions at the most, {minutes} (half a minute each). Stop at any time: every answer is saved.",
)
PRIVATE = text(
    "不用注册。回答存在这台服务器上，网址就是钥匙：收藏它，随时回来继续。",
    "No account needed. Answers are kept on this server and the address is the key: bookmark it to come back any time.",
)
GO_ON = text("继续：{name}", "Go on: {name}")
GO_ON_LEFT = text("还有 {count} 题，{minutes}", "{count} questions left, {minutes}")
GO_ON_DONE = text("没有未定的题", "No question is open")
QUICK = text("快速检查", "Quick check")
QUICK_TIME = text("{count} 题，{minutes}", "{count} questions, {minutes}")
QUICK_HELP = text(
    "只问核心题，包括全部红线项。没问的题按未定计，所以得出的是一个区间；以后接着做完整自评，已答的都算数。",
    "The core questions only, all gates among them. What is not asked stays open, so the result is an interval; going on to the full check loses nothing.",
)
OPEN = text("打开文件或报告", "Open files or reports")
SAMPLES = text("看一个示例", "Look at a sample")
SAMPLES_HELP = text(
    "虚构的平台，答案已经填好，可以随意改。",
    "A fictional platform with all answers filled in; change anything you like.",
)
EXAMPLE = text("答完是这个样子（示例：{name}）", "What it comes to (sample: {name})")
EXAMPLE_OPEN = text("还没有把握", "Not certain yet")
EXAMPLE_BARE = text("没写证据的得分回答", "Scoring answers without evidence")
EXAMPLE_FAILED = text("红线项未过", "Gates failed")


# The list of self-checks
MINE = text("我的自评", "My self-checks")
MINE_COUNT = text("{count} 份在做，最近改的在前。", "In hand: {count}, the last changed first.")
SHOWN = {
    "in-hand": text("在做 {count}", "In hand {count}"),
    "archived": text("已归档 {count}", "Archived {count}"),
    "bin": text("回收站 {count}", "Bin {count}"),
}
WHICH = text("显示哪些", "Which to show")
SEARCH = text("平台名、标签", "Platform or tag")
NOT_FOUND = text("没有名字或标签里有“{query}”的自评。", "No self-check has “{query}” in its name or tags.")
MORE_ROWS = text("再显示 {count} 份", "Show {count} more")
EMPTY = text("这里没有自评。", "There is no self-check here.")
DEMO = text("示例", "Demo")
PROGRESS = text("{decided} / {applicable} 题", "{decided} / {applicable} questions")
WITH_EVIDENCE = text("有证据 {score}", "{score} with evidence")
FOR_TARGET = text("目标{target}：{verdict}", "Target {target}: {verdict}")
NO_RUBRIC = text("这里没有它的评价细则", "its rubric is not at hand")
CONTINUE = text("继续回答", "Continue")
RESULTS = text("看结果", "Results")
MANAGE = text("管理：{name}", "Manage: {name}")
NAME = text("名字", "Name")
TAGS = text("标签（用逗号分开）", "Tags (separated by commas)")
COPY = text("复制一份", "Duplicate")
COPY_PROFILE = text("只用画像另建", "New with this profile")
COPY_NAME = text("{name}（副本）", "{name} (copy)")
ARCHIVE = text("归档", "Archive")
UNARCHIVE = text("放回在做", "Back in hand")
DELETE = text("删除", "Delete")
RESTORE = text("取回", "Take back")
FORGET = text("从这个浏览器的列表去掉", "Off this browser's list")
FOR_GOOD = text("彻底删除", "Delete for good")
FOR_GOOD_SURE = text(
    "回答、修改记录和快照都会彻底删掉，不能恢复。",
    "Answers, history and snapshots go for good and cannot be brought back.",
)
BIN_DAYS = text("回收站里的自评 30 天后彻底删除。", "What is in the bin is deleted for good after 30 days.")
RECEIPT = text(
    "已彻底删除：{at}，第 {revision} 版，SHA-256 {digest}",
    "Deleted for good: {at}, revision {revision}, SHA-256 {digest}",
)
SAVE_RECEIPT = text("保存凭据", "Save the receipt")
RECEIPT_NAME = text("ECQ 删除凭据", "ECQ receipt of deletion")

# The profile, turn by turn
TURN_OF = text("平台画像 · 第 {place} 段，共 {of} 段", "Platform profile · part {place} of {of}")
TURN_PLATFORM = text(
    "先认识一下：是哪个平台，想要几星？", "To begin with: which platform is it, and which grade does it aim for?"
)
TURN_TRADES = text("平台上做哪些买卖？", "What is traded on the platform?")
TURN_GOODS = text("有没有这些情况？", "Is any of this the case?")
TURN_USERS = text("用户有多少，是些什么人？", "How many users are there, and who are they?")
TURN_SERVICES = text("还提供哪些服务？", "What other services are there?")
TURN_REST = text("还有几点", "A few more points")
MANY = text("{question}（可多选）", "{question} (several may be chosen)")
SAID_ALL = text("说了 {said} 项", "{said} answered")
SAID_SOME = text("说了 {said} 项，{open} 项空着", "{said} answered, {open} left open")
SAID_NAME = text("{name}，目标{target}", "{name}, target: {target}")
TURN_NEXT = text("下一段", "Next")
TURN_LATER = text("先答题，画像以后再补", "Questions first, the profile later")
LEAVES = text("要问 {asked} 题，{minutes}", "{asked} questions to answer, {minutes}")
LEAVES_MOST = text("最多要问 {asked} 题，{minutes}", "{asked} questions to answer at the most, {minutes}")
LEAVES_OUT = text("；画像排除了 {out} 题", "; {out} ruled out by the profile")
LEAVES_STOP = text("。", ".")
