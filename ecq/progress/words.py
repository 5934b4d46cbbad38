"""Words of progress: snapshots, scores over time, and what lies between two states."""

from __future__ import annotations

from ecq.rubric.model import Text


def _t(zh: str, en: str, hant: str | None = None) -> Text:
    return Text(zh=zh, en=en, hant=hant)


PROGRESS = _t("进展", "Progress")

# The sentence on top
HEAD_MOVED = _t(
    "从{since}到现在：{change} 分（{before} → {after}），{grade}",
    "Since {since}: {change} points ({before} → {after}), {grade}",
)
HEAD_SAME = _t(
    "从{since}到现在分数没有变：{after} 分，{grade}", "The score is the same since {since}: {after}, {grade}"
)
HEAD_ONLY_NOW = _t(
    "现在 {after} 分，{grade}；还没有可以比较的", "Now {after} points, {grade}; nothing to compare with yet"
)
GRADE_MOVED = _t("{before} → {after}", "{before} → {after}")
GRADE_STILL = _t("等级仍是{grade}", "the grade is still {grade}")
GRADE_STILL_OPEN = _t("能保证的等级仍是{grade}", "the guaranteed grade is still {grade}")
QUOTED = _t("“{name}”", "“{name}”")

# Keeping a snapshot
KEEP_TITLE = _t("把现在的状态存成快照", "Keep the present state as a snapshot")
KEEP_LEAD = _t(
    "快照存下后不再改变。审核前、整改后各存一份，以后可以逐题比较。",
    "A snapshot never changes. Keep one before the audit and one after the fixes, and compare them question by question.",
)
NAME = _t("名称", "Name")
NAME_HINT = _t("例如：审核前", "For example: before the audit")
KEEP = _t("存快照", "Keep")
KEPT = _t("已存下“{name}”。", "Kept as “{name}”.")
RENAMED = _t("已改名为“{name}”。", "Renamed to “{name}”.")
REMOVED = _t("已删除“{name}”。", "“{name}” was removed.")
GONE = _t(
    "这份快照已经不在了，可能在另一个窗口里删掉了。",
    "This snapshot is no longer there; it may have been removed in another window.",
)
SAME_AS_NEWEST = _t(
    "现在和快照“{name}”完全一样，没有再存一份。",
    "Nothing has changed since the snapshot “{name}”; no second one was kept.",
)

# The list of snapshots
SNAPSHOTS = _t("快照", "Snapshots")
SNAPSHOTS_NONE = _t(
    "还没有快照。先存一份，回答有变化后再来看，就知道差在哪里。",
    "No snapshots yet. Keep one, and when answers have changed come back to see what made the difference.",
)
KEPT_ON = _t("{at} 存", "kept {at}")
SCORE_OF = _t("{score} 分", "{score} points")
EVIDENCED_OF = _t("有证据 {score}", "with evidence {score}")
OPEN_OF = _t("{count} 题未定", "{count} open")
OPEN_NONE = _t("全部已定", "all settled")
COMPARE_WITH_NOW = _t("和现在比", "Compare with now")
RENAME = _t("改名", "Rename")
REMOVE = _t("删除", "Remove")
REMOVE_SURE = _t(
    "删除快照“{name}”？不能恢复，现在的回答不受影响。",
    "Remove the snapshot “{name}”? This cannot be undone; answers now are not touched.",
)
YES_REMOVE = _t("删除快照", "Remove the snapshot")
KEEP_IT = _t("留着", "Keep it")
AS_FILE = _t("存成文件", "Save to a file")
NEW_NAME = _t("“{name}”的新名称", "New name for “{name}”")

# Scores over time
LINE = _t("分数的变化", "Scores over time")
LINE_LEAD = _t("从修改记录里逐条还原。", "Worked out from the journal of changes.")
LINE_ONE = _t(
    "目前只有一个状态。回答有变化后，这里会画出分数的变化。",
    "There is only one state so far. Once answers change, the scores over time are drawn here.",
)
LINE_ALT = _t(
    "已保证的分数从 {first} 的 {low} 分到 {last} 的 {now} 分；现在有证据支持 {evidenced} 分，最高可达 {high} 分；快照：{snapshots}",
    "Guaranteed score from {low} on {first} to {now} on {last}; evidence-backed now {evidenced}, possible {high}; snapshots: {snapshots}",
)
NO_SNAPSHOTS = _t("无", "none")
EVIDENCED_SERIES = _t("有证据", "With evidence")
WHEN = _t("时间", "When")
BEGINNING = _t("开始时", "the beginning")
STRETCHES: dict[str, Text] = {
    "hour": _t("每小时末的状态", "The state at the end of each hour"),
    "day": _t("每天结束时的状态", "The state at the end of each day"),
    "week": _t("每周结束时的状态", "The state at the end of each week"),
}
LINE_RUBRIC = _t(
    "整条线都按现在的评价细则（{rubric}）计算。", "The whole line is worked out with the present rubric ({rubric})."
)

# Comparing two states
COMPARE = _t("比较两个状态", "Compare two states")
FROM = _t("从", "From")
TO = _t("到", "To")
SWAP = _t("对调", "Swap")
NOW = _t("现在", "now")
DAY = _t("{day} 结束时", "end of {day}")
SNAPSHOT = _t("快照：{name}（{at}）", "snapshot: {name} ({at})")
FILE = _t("文件：{name}", "file: {name}")
WITH_FILE = _t("和文件比较", "Compare with a file")
WITH_FILE_HELP = _t(
    "选一份存下的自评（JSON）或报告（PDF），它会出现在上面两栏里。文件不会被保存。",
    "Choose a saved self-assessment (JSON) or a report (PDF); it then appears in the two lists above. The file is not kept.",
)
FILE_BAD = _t("打不开这个文件：{cause}", "This file cannot be opened: {cause}")
SAME_STATE = _t("两边选的是同一个状态。", "The same state is chosen on both sides.")
ONLY_STATE = _t(
    "现在只有一个状态。回答有变化，或者在下面打开一份文件，就可以比较。",
    "There is only the present state. Once answers change, or with a file opened below, two can be compared.",
)
WATERFALL = _t("差在哪些指标", "Where the difference comes from")
WATERFALL_ALT = _t("从 {before} 分到 {after} 分，各指标：{parts}", "From {before} to {after}, by indicator: {parts}")
BY_QUESTION = _t("逐题", "By question")
CHANGE = _t("变化", "Change")
WHY = _t("原因", "Why")
ANSWERS_PART = _t("回答", "Answers")
SHIFTED_PART = _t("分值移动", "Points moved")
TOTAL = _t("合计", "Total")
QUIET = _t("{title}（不影响分数）", "{title} (without effect on the score)")
SUMS = _t(
    "各题相加正好是 {difference} 分；显示的数都截到两位小数。",
    "The questions sum to exactly {difference} points; numbers shown are cut at two decimals.",
)
GATES_MOVED = _t("变了的红线项", "Gates that changed")
GATES_SAME = _t("红线项没有变化。", "No gate changed.")
OTHER_RUBRICS = _t(
    "两边的评价细则不同：{before}；{after}。各按各的细则计算。",
    "The two were read with different rubrics: {before}; {after}. Each is worked out with its own.",
)
READ_ANEW = _t(
    "“{state}”原来用的是 {made}，那份细则不在手边，这里按现在的 {now} 计算。",
    "“{state}” was made with {made}, which is not at hand; it is worked out here with the present {now}.",
)
DOWNLOAD_CSV = _t("下载明细（CSV）", "Download the breakdown (CSV)")
CSV_NAME = _t("进展明细", "breakdown")
CSV_COLUMNS = (
    _t("指标", "Indicator"),
    _t("评价项", "Question"),
    _t("编号", "Id"),
    _t("原因", "Why"),
    _t("之前分值", "Points before"),
    _t("之前得分率", "Credit before"),
    _t("之前得分", "Score before"),
    _t("之后分值", "Points after"),
    _t("之后得分率", "Credit after"),
    _t("之后得分", "Score after"),
    _t("其中回答", "Of this, answers"),
    _t("其中分值移动", "Of this, points moved"),
    _t("变化", "Change"),
)

# On the results page
RADAR_BEFORE = _t("画出快照“{name}”（{at}）", "Draw the snapshot “{name}” ({at})")
RADAR_BEFORE_ALT = _t("；灰色虚线是快照“{name}”", "; the grey dashed line is the snapshot “{name}”")
