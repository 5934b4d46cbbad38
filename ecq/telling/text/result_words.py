"""Words of the results page: its tabs, what is strong and weak, what to do next, how sure the grade is, all questions at a glance.

And words of progress: snapshots, scores over time, and what lies between two states.
"""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.text import words as w

GATE_NOT_PASSED = text("红线项未过", "gate failed")
MORE_REASONS = text("另外 {count} 条", "{count} more")

# The tabs
VIEWS_LABEL = text("结果的各部分", "Parts of the results")
VIEWS: dict[str, Text] = {
    "story": text("概要", "Overview"),
    "indicators": text("指标", "Indicators"),
    "gates": w.GATES,
    "gaps": text("还能得分的题", "Points to gain"),
    "readiness": text("准备度和把握", "Readiness and certainty"),
    "basis": text("分值和版本", "Points and editions"),
}
VERDICT_IN_SHORT = text("目标{target}：{verdict}", "{verdict} for {target}")

# The kinds of work
DO_FIRST: dict[str, Text] = {
    "confirm": text("先答：{first}", "Answer first: {first}"),
    "prove": text("先补这一题：{first}", "Begin with: {first}"),
    "improve": text("先做：{first}", "Do first: {first}"),
}
COUNT = text("要做", "To do")
COUNTED: dict[str, Text] = {
    **dict.fromkeys(("confirm", "prove"), text("{count} 题", "{count}")),
    "improve": text("{count} 件", "{count}"),
}
EFFECT = text("效果", "Effect")
EFFECTS: dict[str, Text] = {
    "ready": text("有证据 {points}", "{points} with evidence"),
    "score": text("保证 {points}", "{points} guaranteed"),
}
AT_STAKE = text("关系到", "At stake")
GO_TO: dict[str, Text] = {
    "confirm": text("去回答", "Answer them"),
    "prove": text("补证据", "To the evidence"),
    "improve": text("看提升方案", "To the plan"),
}

# Strong and weak
DIMENSIONS = text("各维度得分率（%）", "Share by dimension (%)")
SHARES_NOTE = text(
    "得分率（%），竖线是目标{target}的 {share}", "share of full marks (%); the line is the target, {target} at {share}"
)
STRONGEST = text("最强的指标", "Strongest indicators")
WEAKEST = text("最弱的指标", "Weakest indicators")
NO_STRENGTHS = text(
    "还没有哪个指标既保证达到 {share} %，又没有未过的红线项。",
    "No indicator is guaranteed {share} % or more without a failed gate yet.",
)
NO_WEAKNESSES = text(
    "没有哪个指标已经确定达不到 {share} %，也没有未过的红线项。",
    "No indicator is certain to stay below {share} %, and none has a failed gate.",
)
TO_PASS = text("过线：{action}，{effort} 人日，{lead} 天", "To pass: {action}; {effort} person-days, {lead} days")

# Gaps

HOW_SURE = text("这个等级有多稳", "How sure this grade is")
HEAT_MAP = text("所有题一览", "All questions at a glance")
HEAT_LEGEND = text(
    "数字是得分率（%）；? 还没定，– 不适用，! 红线项没有过",
    "The number is the credit in %; ? open, – not applicable, ! failed gate",
)
HEAT_WORTH = text("值 {points} 分", "worth {points} points")

# As lists: gates, gaps, answers
GAPS = text("差距", "Gaps")
WORTH = text("现值分值", "Worth now")
LEGAL_REASON = text("法律要求", "What the law demands")
PASSES_FROM = text("过线的最低回答", "Lowest answer that passes")
NUMBER = text("序号", "No.")
EFFORT = text("投入（人日）", "Effort (person-days)")
LEAD_TIME = text("周期（天）", "Lead time (days)")
REASON = text("不适用的理由", "Why not applicable")
EVIDENCE_NAMED = text("已写的证据", "Evidence named")
CHANGED = text("最后修改", "Last changed")
GAPS_NOTE = text(
    "按导出时还能得的分从大到小排列；分数随评分卡变化。投入、周期和“这一步得”都只算下一步。",
    "Largest first, as exported; the points follow the scorecard. Effort, lead time and “this step” are those of the next step.",
)
NOT_ASKED = text(
    "另有 {count} 个回答，这份细则不问，没有列出。",
    "Further answers that this rubric does not ask, not listed: {count}.",
)


PROGRESS = text("进展", "Progress")

# The sentence on top
HEAD_MOVED = text(
    "从{since}到现在：{change} 分（{before} → {after}），{grade}",
    "Since {since}: {change} points ({before} → {after}), {grade}",
)
HEAD_SAME = text(
    "从{since}到现在分数没有变：{after} 分，{grade}", "The score is the same since {since}: {after}, {grade}"
)
HEAD_ONLY_NOW = text(
    "现在 {after} 分，{grade}；还没有可以比较的", "Now {after} points, {grade}; nothing to compare with yet"
)
HEAD_NOTHING_YET = text("还没有可以比较的", "Nothing to compare with yet")
GRADE_STILL = text("等级仍是{grade}", "the grade is still {grade}")
QUOTED = text("“{name}”", "“{name}”")

# Keeping a snapshot
TAKE_SNAPSHOT_TITLE = text("把现在的状态存成快照", "Keep the present state as a snapshot")
TAKE_SNAPSHOT_LEAD = text(
    "快照存下后不再改变。审核前、整改后各存一份，以后可以逐题比较。",
    "A snapshot never changes. Keep one before the audit and one after the fixes, and compare them question by question.",
)
NAME_HINT = text("例如：审核前", "For example: before the audit")
TAKE_SNAPSHOT = text("存快照", "Keep")
SNAPSHOT_TAKEN = text("已存下“{name}”。", "Kept as “{name}”.")
RENAMED = text("已改名为“{name}”。", "Renamed to “{name}”.")
REMOVED = text("已删除“{name}”。", "“{name}” was removed.")
SNAPSHOT_NOT_THERE = text(
    "这份快照已经不在了，可能在另一个窗口里删掉了。",
    "This snapshot is no longer there; it may have been removed in another window.",
)
SAME_AS_NEWEST = text(
    "现在和快照“{name}”完全一样，没有再存一份。",
    "Nothing has changed since the snapshot “{name}”; no second one was kept.",
)

# The list of snapshots
SNAPSHOTS = text("快照", "Snapshots")
SNAPSHOTS_NONE = text("还没有快照。", "No snapshots yet.")
TAKEN_AT = text("{at} 存", "kept {at}")
COMPARE_WITH_NOW = text("和现在比", "Compare with now")
RENAME = text("改名", "Rename")
REMOVE = text("删除", "Remove")
REMOVE_SURE = text("删除的快照不能恢复，现在的回答不受影响。", "This cannot be undone; answers now are not touched.")
YES_REMOVE = text("删除快照", "Remove the snapshot")
AS_FILE = text("存成文件", "Save to a file")

# Scores over time
LINE = text("分数的变化", "Scores over time")
LINE_LEAD = text("从修改记录里逐条还原。", "Worked out from the journal of changes.")
LINE_ONE = text(
    "目前只有一个状态。回答有变化后，这里会画出分数的变化。",
    "There is only one state so far. Once answers change, the scores over time are drawn here.",
)
LINE_ALT = text(
    "已保证的分数从 {first} 的 {low} 分到 {last} 的 {now} 分；现在有证据支持 {evidenced} 分，最高可达 {high} 分；快照：{snapshots}",
    "Guaranteed score from {low} on {first} to {now} on {last}; evidence-backed now {evidenced}, possible {high}; snapshots: {snapshots}",
)
WHEN = text("时间", "When")
BEGINNING = text("开始时", "the beginning")
STRETCHES: dict[str, Text] = {
    "hour": text("每小时末的状态", "The state at the end of each hour"),
    "day": text("每天结束时的状态", "The state at the end of each day"),
    "week": text("每周结束时的状态", "The state at the end of each week"),
}
LINE_RUBRIC = text(
    "整条线都按现在的评价细则（{rubric}）计算。", "The whole line is worked out with the present rubric ({rubric})."
)

# Comparing two states
COMPARE = text("比较两个状态", "Compare two states")
FROM = text("从", "From")
TO = text("到", "To")
SWAP = text("对调", "Swap")
NOW = text("现在", "now")
DAY = text("{day} 结束时", "end of {day}")
SNAPSHOT = text("快照：{name}（{at}）", "snapshot: {name} ({at})")
CHECK = text("另一份自评（{day} 最后改动）", "another self-check (last changed on {day})")
FILE = text("文件：{name}", "file: {name}")
WITH_FILE = text("和文件比较", "Compare with a file")
WITH_FILE_HELP = text(
    "选一份存下的自评（JSON）或报告（PDF），它会出现在上面两栏里。文件不会被保存。",
    "Choose a saved self-assessment (JSON) or a report (PDF); it then appears in the two lists above. The file is not kept.",
)
SAME_STATE = text("两边选的是同一个状态。", "The same state is chosen on both sides.")
ONLY_STATE = text(
    "现在只有一个状态。回答有变化，或者在下面打开一份文件，就可以比较。",
    "There is only the present state. Once answers change, or with a file opened below, two can be compared.",
)
WATERFALL = text("差在哪些指标", "Where the difference comes from")
WATERFALL_ALT = text("从 {before} 分到 {after} 分，各指标：{parts}", "From {before} to {after}, by indicator: {parts}")
BY_QUESTION = text("逐题", "By question")
CHANGE = text("变化", "Change")
SHIFTED_PART = text("分值移动", "Points moved")
SUMS = text(
    "各题的变动相加，正好是得分的变动；显示的数都截到两位小数，加起来可能差零点零几分。",
    "What the questions moved sums exactly to the change of the score; numbers shown are cut at two decimals, so that they may add up to some hundredths less or more.",
)
GATES_MOVED = text("变了的红线项", "Gates that changed")
GATES_SAME = text("红线项没有变化。", "No gate changed.")
OTHER_RUBRICS = text(
    "两边的评价细则不同：{before}；{after}。各按各的细则计算。",
    "The two were read with different rubrics: {before}; {after}. Each is worked out with its own.",
)
READ_ANEW = text(
    "“{state}”原来用的是 {made}，那份细则不在手边，这里按现在的 {now} 计算。",
    "“{state}” was made with {made}, which is not at hand; it is worked out here with the present {now}.",
)
UNPUBLISHED = text(
    "“{state}”按 {rubric} 计算，那份细则不是已发布的，这里也没有；它是谁写的，ECQ 无从知道。",
    "“{state}” is worked out by {rubric}, which is no published rubric and not at hand here; who wrote it ECQ cannot tell.",
)
DOWNLOAD_CSV = text("下载明细（CSV）", "Download the breakdown (CSV)")
CSV_NAME = text("进展明细", "breakdown")
CSV_COLUMNS = (
    w.INDICATOR,
    w.QUESTION,
    w.ID,
    text("原因", "Why"),
    text("之前分值", "Points before"),
    text("之前得分率", "Credit before"),
    text("之前得分", "Score before"),
    text("之后分值", "Points after"),
    text("之后得分率", "Credit after"),
    text("之后得分", "Score after"),
    text("其中回答", "Of this, answers"),
    text("其中分值移动", "Of this, points moved"),
    CHANGE,
)

# On the results page
RADAR_BEFORE = text("画出快照“{name}”（{at}）", "Draw the snapshot “{name}” ({at})")
RADAR_BEFORE_ALT = text("；灰色虚线是快照“{name}”", "; the grey dashed line is the snapshot “{name}”")
