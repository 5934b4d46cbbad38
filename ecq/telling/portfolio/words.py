"""The words of the portfolio: its list, comparison and benchmark, what is due with whom, what is kept of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.base.language import Lang, Text, text, words
from ecq.telling.text import words as w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecq.assessment.model import Stage
    from ecq.rubric.model import Rubric
    from ecq.telling.due import Due, Kind

PORTFOLIO = text("客户一览", "Portfolio")
OVERVIEW = text("一览", "Overview")
COMPARE = text("比较", "Compare")
BENCHMARK = text("对标", "Benchmark")
CHART = text("图", "Chart")

# The list
STAND = text(
    "{count} 份自评：准备好 {ready}，有条件准备好 {conditional}，尚未准备好 {not_ready}，还没有回答 {empty}",
    "Self-checks: {count}. Ready {ready}, ready with conditions {conditional}, not ready {not_ready}, nothing answered {empty}",
)
NEXT_DAY = text("最近的目标日期：{name}，{day}，{left}", "Next target day: {name}, {day}, {left}")
CLIENT = text("平台", "Platform")
TAGS = text("标签", "Tags")
RUBRIC = text("评价细则", "Rubric")
GRADE_AT_LEAST = text("能保证的等级", "Guaranteed grade")
GRADE_AT_MOST = text("最高可达的等级", "Possible grade")
SETTLED = text("已定", "Settled")
APPLICABLE = text("适用", "Apply")
SETTLED_OF = text("{settled} / {applicable} 题", "{settled} of {applicable}")
PROGRESS = text("已定的题", "Settled")
NOT_BEGUN = text("还没有回答", "Nothing answered yet")
READINESS = text("准备度", "Readiness")
FAILED = text("红线未过", "Gates failed")
GATES_OPEN = text("红线未定", "Gates open")
TARGET = text("目标", "Target")
TARGET_DAY = text("目标日期", "Target day")
DAYS_LEFT = text("还有天数", "Days left")
NO_DAY = text("未定", "none set")
LEFT = text("还有 {days} 天", "{days} days left")
TODAY = text("就是今天", "today")
PAST = text("已过 {days} 天", "{days} days past")
CHANGED = text("最近改动", "Last change")
EVIDENCED_SCORE = text("有证据 {score}", "with evidence {score}")
FALLS = text("证据到期后", "When evidence expires")
DEMO = text("示例", "Demo")
FAILED_COUNT = text("{count} 个红线项未过", "Gates failed: {count}")
OPEN_COUNT = text("{count} 个红线项未定", "{count} gates open")
AIM = text("目标{target}", "Target {target}")
MINUTES = text("读完约 {count} 分钟", "about {count} min to read")
QUESTIONS_LEFT = text("还剩 {count} 题，{minutes}", "{count} left, {minutes}")
SHORT = text("分数还差 {amount}", "{amount} points short")
EVIDENCE_SHORT = text("有证据的分还差 {amount}", "With evidence {amount} short")
ABOVE = text("比目标高 {amount} 分", "{amount} points above")
CAPPED = text("红线项限制了等级", "A gate holds the grade")
SET_DAY = text("定一个日期", "Set a day")
GONE_IN = text("{count} 天后彻底删除", "Gone for good in {count} days")
GONE_TODAY = text("今天彻底删除", "Gone for good today")
UNREADABLE_ROW = text(
    "读不出来：存的内容坏了，或是更新版本的 ECQ 写的",
    "Cannot be read: it is damaged, or a later version of ECQ wrote it",
)
NO_RUBRIC_ROW = text("这里没有它的评价细则", "Its rubric is not at hand")
MIXED = text(
    "这里有不同的评价细则：{rubrics}。不同细则的分数含义不同，只在同一份细则里比较和对标。",
    "There are different rubrics here: {rubrics}. Their scores mean different things; comparing and the benchmark stay within one rubric.",
)
RUBRIC_COUNT = text("{title}（{count} 份）", "{title} ({count})")
NO_RUBRIC = text("评价细则不在手边，没有列入：{names}。", "Not listed, as its rubric is not at hand: {names}.")
UNREADABLE = text(
    "读不出来，没有列入：{names}（存的内容坏了，或是更新版本的 ECQ 写的）。",
    "Not listed, as they cannot be read: {names} (damaged, or written by a later version of ECQ).",
)

# Comparing
COMPARE_LEAD = text(
    "选 2 到 5 份同一评价细则的自评。条上实色是有证据的部分，浅色是答了但证据不在手的，斜纹是还没确认的。",
    "Choose two to five self-checks of one rubric. In the bars, solid is backed by evidence, pale is answered without evidence in hand, hatched is open.",
)
BEST_DOES = text("分数最高的一份有哪些不同", "What the best does otherwise")
BEST_IS = text(
    "{name}能保证的分数最高（{score}）。下面是双方都答了、它得分更高的题；分数是照它那样回答，自己能多得的。",
    "{name} has the highest guaranteed score ({score}). Listed are questions that both have answered and it earns more on; the points are what the same answer would add to one's own score.",
)
NO_BEST = text(
    "能保证的分数和有证据的分数都一样，没有哪一份更高。",
    "Guaranteed and evidence-backed scores are all alike; none is higher.",
)
MORE = text("{name}：{count} 题，共 {gain} 分", "{name}: {count} questions, {gain} points in all")
MORE_ONE = text("{name}：1 题，{gain} 分", "{name}: one question, {gain} points")
NO_OTHERS = text(
    "{name}：双方都答了的题里，没有一题得分比它低。", "{name}: no question that both have answered earns it less."
)
ALSO_OPEN = text(
    "另有 {count} 题还没确认，分数最高的一份在这些题上有得分；最多能多得 {gain} 分。",
    "Further questions are open here that the best has credit for: {count}. They can add {gain} points at most.",
)
OWN_ANSWER = text("自己的回答", "Own answer")
BEST_ANSWER = text("分数最高的一份", "The best one's answer")
GAIN = text("能多得", "Adds")
GAIN_POINTS = text("+{gain} 分", "+{gain}")
SHOW_MORE = text("另有 {count} 题，见工作簿", "and {count} more, in the workbook")

# The benchmark
BENCHMARK_LEAD = text(
    "自己的客户整体怎样：每个指标的四分位数。只有数字，没有名字。",
    "How your own clients stand as a whole: quartiles of every indicator. Numbers only, no names.",
)
TOO_FEW = text(
    "同一评价细则的客户满 {needed} 家才有对标，现在 {count} 家。",
    "From {needed} clients of one rubric on there is a benchmark; now there are {count}.",
)
OF_CLIENTS = text("{count} 家客户", "Clients: {count}")
LEFT_OUT_DEMOS = text("示例不计：{count} 份。", "Demos are not counted: {count}.")
LEFT_OUT_REPEATED = text(
    "同名的只计最近改动的一份，另有 {count} 份不计。",
    "Of several self-checks with one name only the one changed last counts; left out: {count}.",
)
LEFT_OUT_UNBEGUN = text("一题都没答的不计：{count} 份。", "Not begun, and not counted: {count}.")
COUNTED = text("计入", "Counted")
COUNTED_OF = text("{counted} / {clients}", "{counted} of {clients}")
FIRST = text("下四分位", "First quartile")
MEDIAN = text("中位数", "Median")
THIRD = text("上四分位", "Third quartile")
WHOLE = text("总分", "Score")
TOO_FEW_HERE = text("不足 {needed} 家", "fewer than {needed}")
QUARTILES_ALT = text(
    "四分之一不高于 {first}，一半不高于 {median}，四分之三不高于 {third}",
    "a quarter at or below {first}, half at or below {median}, three quarters at or below {third}",
)
DEFINITION = text(
    "还有未定题的也计入：它的得分率是一个区间，四分位数也就是一个区间，未定的题怎么答都在里面。每行写明计入几家，不足 {needed} 家的不给四分位数。只计名单上的自评。",
    "Who still has open questions counts too: a share is an interval then, and so is a quartile; however the open questions turn out, it lies within. Each line says how many count; below {needed} there are no quartiles. Only self-checks of this list count.",
)
QUARTILE_METHOD = text(
    "四分位数按 Excel 的 QUARTILE.INC 精确计算：落在两个值之间的，按比例取中间；显示时舍去多余位数，不进位。",
    "Quartiles are exact, as Excel's QUARTILE.INC has them: between two values the place is divided in proportion. For display they are cut, never rounded up.",
)

# Files and notes
NOTES = text("怎样看这些数", "How to read these numbers")
SELF_ASSESSED = text(
    "都是各平台的自评，ECQ 没有核实，也不是认证证书。",
    "All of these are the platforms' own self-assessments. ECQ has not verified them, and they are no certificates.",
)
SCORES_NOTE = text(
    "分数是区间：未定的题最低按 0、最高按 1 计。有证据的分数只计证据在手的回答。显示时舍去多余位数，不进位。",
    "Scores are intervals: open questions count 0 at the low end and 1 at the high end. The evidence-backed score counts only answers with evidence in hand. Numbers shown are cut, never rounded up.",
)
OPEN_PART = text("还没确认", "Open")

# The page
CHOOSE = text("看哪些", "Which")
BY_TAG = text("按标签", "By tag")
BY_CHOICE = text("自己选", "Choose")
CHOOSE_ONES = text("自评", "Self-checks")
CHOOSE_NONE = text("还没有选", "None chosen yet")
VIEW = text("看什么", "What to see")
ORDER = text("排列", "Order")
ORDERS: dict[str, Text] = {
    "changed": CHANGED,
    "name": w.NAME,
    "score": text("能保证的分数", "Guaranteed score"),
    "target-day": TARGET_DAY,
    "open": w.OPEN_QUESTIONS_HEAD,
}
EMPTY = text(
    "这里还没有自评。做过一份，或者打开一份存下的文件，它就列在这里。",
    "There is no self-check here yet. Once one is begun or opened from a file, it is listed here.",
)
ONLY_ONE = text(
    "只有一份自评，再有一份就可以比较。", "There is one self-check only; with one more they can be compared."
)
NONE_CHOSEN = text("还没有选中自评。", "No self-check is chosen.")
ONLY_DEMOS = text(
    "列表里只有示例。“自己选”可以看示例；对标不计示例。",
    "There are only demos on the list. “Choose” shows them; the benchmark never counts them.",
)
CHOOSE_TWO = text("再选 {count} 份就可以比较。", "Choose {count} more to compare.")
WORKBOOK = text("下载工作簿（Excel）", "Download workbook (Excel)")
PDF = text("下载 PDF", "Download PDF")
TO_START = text("去开始页", "To the start page")

# The command line
BAD_FILES = text("{count} 个文件没有读进来：", "Files that were not read: {count}")


WEEK = text("这一周：{count} 件事，在 {clients} 家客户", "Due this week: {count} (clients: {clients})")
WEEK_NOTHING = text("这一周没有到期的事", "Nothing is due this week")
PASSED = text("其中 {count} 件已经过期", "of these overdue: {count}")
AHEAD = text("往后 {days} 天另有 {count} 件", "{count} more in the next {days} days")
IN_CALENDAR = text("另外 {count} 件见日历", "{count} more in the calendar")
FURTHER = text("另有 {count} 件", "{count} more")
LATE = text("过期 {days} 天", "{days} d late")
DUE_TODAY = text("今天", "today")
KINDS: Mapping[Kind, Text] = {
    "evidence": text("证据要取得", "evidence to obtain"),
    "expiry": text("证据到期", "evidence expires"),
    "step": text("提升到期", "step due"),
    "target": text("目标日", "target day"),
    "contract": text("合同到期", "contract ends"),
    "surveillance": text("监督审核", "surveillance audit"),
    "renewal": text("证书到期", "certificate ends"),
    "request": text("受邀答题到期", "answers due"),
    "review": text("交回的待复核", "answers to review"),
}


def due_about(due: Due, rubrics: Mapping[str, Rubric], lang: Lang) -> str:
    """What something due is about: an operator's own words, else the piece of evidence or the question."""
    question = next((one.by_id[due.question] for one in rubrics.values() if due.question in one.by_id), None)
    if due.what or question is None:
        return due.what
    return words(question.pieces.get(due.piece) or question.text, lang)


STAGES: Mapping[Stage, Text] = {
    "contract": text("签约", "contract"),
    "self-check": text("自评", "self-check"),
    "improving": text("整改", "improving"),
    "applying": text("申请", "applying"),
    "certified": text("持证", "certified"),
    "surveillance": text("监督", "surveillance"),
    "renewal": text("换证", "renewal"),
}
CALENDAR = text("导出日历", "Calendar file")
CALENDAR_NAME = text("到期的事", "what is due")
SUBSCRIBE = text("订阅日历", "Subscribe")
SUBSCRIBE_HOW = text(
    "在日历程序里订阅这个地址，KEY 换成接口密钥（在组织页上生成，或用 ecq tokens add）。",
    "Subscribe to this address in a calendar program, with a key of the API in place of KEY (made on the organisation's page, or with ecq tokens add).",
)
RECORD = text("客户资料", "Client's record")
WHICH = text("哪一家", "Which client")
STAGE = text("走到哪一步", "Stage")
NO_STAGE = text("没有填", "not set")
CONTACTS = text("联系人，一行一个：姓名，职务，联系方式", "Contacts, one a line: name, role, how to reach")
SCOPE = text("范围", "Scope")
CONTRACT = text("合同号", "Contract number")
CONTRACT_UNTIL = text("合同到期", "Contract ends")
BODY = text("认证机构", "Certification body")
CERTIFICATE = text("证书号", "Certificate number")
ISSUED = text("发证日", "Issued")
VALID_UNTIL = text("证书有效到", "Valid until")
SURVEILLANCE = text("监督审核的日子，逗号分开，如 2027-06-30", "Days of surveillance audits, with commas: 2027-06-30")
SAVE = text("保存客户资料", "Save the record")
BAD_DAYS = text("不是日期：{said}；请写成 2027-06-30", "These are no dates: {said}; write them like 2027-06-30")
TOO_MANY = text(
    "最多记 {most} 位联系人、{most} 个监督审核的日子",
    "At most {most} contacts and {most} days of surveillance audits can be kept",
)
