"""Texts of the start page and of the turns of the profile."""

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
GO_ON = text("继续：{name}", "Go on: {name}")
GO_ON_DONE = text("{applicable} 题全部已定", "All {applicable} questions are settled")
QUICK = text("快速检查", "Quick check")
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
