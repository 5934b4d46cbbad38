"""Words of a plan to work from: its sentence, the kinds of work, the waves."""

from __future__ import annotations

from ecq.base.language import Text, text

# The sentence on top
EFFORT = text("到{target}要 {least} 人日{when}", "To {target}: {least} person-days{when}")
EFFORT_BETWEEN = text("到{target}要 {least} — {enough} 人日{when}", "To {target}: {least} — {enough} person-days{when}")
EFFORT_FROM = text("到{target}至少要 {least} 人日{when}", "To {target}: at least {least} person-days{when}")
SCHEDULED = text("；每周 {capacity} 人日，列出的事排到 {day}", "; at {capacity} a week the list ends on {day}")
A_WEEK = text("每周 {days} 人日", "{days} person-days a week")
EACH_A_WEEK = text("每人每周 {days} 人日", "{days} person-days a week each")
OWNERS_A_WEEK = text("各人合计每周 {days} 人日", "{days} person-days a week of all owners")
EARLY = text(
    "到{target}要 {least} — {enough} 人日，看 {count} 道没定的题怎么回答",
    "To {target}: {least} — {enough} person-days, depending on what is open ({count})",
)
EARLY_FROM = text(
    "到{target}至少要 {least} 人日，也可能到不了，看 {count} 道没定的题怎么回答",
    "To {target}: at least {least} person-days, or out of reach; open: {count}",
)
CONFIRM_ONLY = text(
    "到{target}先确认 {count} 题：都成立就不用再做什么，都不成立要 {enough} 人日",
    "To {target}: confirm what is open ({count}); then 0 — {enough} person-days",
)
CONFIRM_ONLY_OR_NOT = text(
    "到{target}先确认 {count} 题：都成立就不用再做什么，都不成立就到不了",
    "To {target}: confirm what is open ({count}); then from 0 person-days to out of reach",
)
CONFIRM_ONLY_AT_ANY = text(
    "到{target}只差确认 {count} 题，怎么回答都不用再投入",
    "To {target}: confirm what is open ({count}); however it turns out, no effort is needed",
)
READY = text(
    "{target}：红线项都过了，分数和有证据的分数都到了，没有要做的事",
    "{target}: every gate passed, the score there with its evidence; nothing is left to do",
)
SCORE_REACHED = text(
    "{target}的分数到了，红线项都过了；这个方案不看证据",
    "{target}: the score is there and every gate is passed; evidence is left aside",
)
OUT_OF_REACH = text("照现在的条件到不了{target}：{why}", "{target} cannot be reached now: {why}")
NOT_FOUND = text("照现在的条件没有找到到{target}的做法：{why}", "No way to {target} was found: {why}")

FACTS_FIRST = text(
    "到{target}先补 {count} 项平台画像：看平台，要 {least} — {enough} 人日",
    "To {target}: fill in {count} facts first; {least} — {enough} person-days, depending on them",
)
FACTS_FIRST_AT_ANY = text(
    "到{target}先补 {count} 项平台画像：怎么填都要 {least} 人日",
    "To {target}: fill in {count} facts first; {least} person-days whatever they turn out to be",
)
FACTS_FIRST_FROM = text(
    "到{target}先补 {count} 项平台画像：看平台，至少要 {least} 人日，也可能到不了",
    "To {target}: fill in {count} facts first; at least {least} person-days, or out of reach",
)

# Missing facts
FILL_IN = text(
    "平台画像还差 {count} 项，先补：{facts}。", "Facts of the profile are missing ({count}); fill in first: {facts}."
)
HANGS_ON = text("{fact}（关系到 {count} 题）", "{fact} (questions that hang on it: {count})")
HANGS_ON_AND_MOVES = text(
    "{fact}（关系到 {count} 题，得分最多差 {points}）",
    "{fact} (questions that hang on it: {count}; it moves the score by up to {points})",
)
LISTED_FOR = text("列出的事是按这样的平台：{facts}。", "What is listed is for a platform like this: {facts}.")
NONE_OF_THESE = text("都没有", "none of these")
WIDER_THAN_TRUE = text(
    "缺的太多，人日按最宽的算，补上几项会收窄。",
    "So many are missing that the person-days are drawn wider than they are; filling some in narrows them.",
)

# What stands in the way
GATES_HELD: dict[str, Text] = {
    "lock": text("没过的红线项有 {count} 个被锁定", "failed gates are locked ({count})"),
    "exclude": text("有 {count} 个红线项要走的步骤被排除", "steps that gates need are left out ({count})"),
    "lead-time": text("有 {count} 个红线项要走的步骤周期太长", "steps that gates need take too long ({count})"),
}
TOO_FEW_DAYS = text("最少要 {effort} 人日，现有的不够", "it takes at least {effort} person-days, more than there are")
MOST_SCORE: dict[str, Text] = {
    "ready": text("{gates}有证据的分数最多 {score} 分", "at most {score} points with evidence{gates}"),
    "score": text("{gates}最多 {score} 分", "at most {score} points{gates}"),
}
FURTHER_OBSTACLES = text("还因为：{why}。", "Also: {why}.")
BEST_FOUND = text(
    "人日是找到的最省做法，最多比可能的最少高 {gap} 人日。",
    "The person-days are those of the best plan found, at most {gap} above the least possible.",
)

# The effort to a grade, in a list of grades
REACH_BETWEEN = text("{least} — {enough} 人日", "{least} — {enough} person-days")
REACH_FROM = text("{least} 人日起", "from {least} person-days")
REACH_NOT = text("到不了", "out of reach")
REACH_UNKNOWN = text("没有找到做法", "no plan found")
REACH_FOUND = text(
    "{amount}（找到的最省，最多高出 {gap}）", "{amount} (best found, at most {gap} above the least possible)"
)
REACHED = text("已到", "reached")
REACHED_IF_CONFIRMED = text("只差确认", "only to be confirmed")

# What dates rest on
SCHEDULE = text(
    "日期按排期：{begins} 开工，{capacity}，花在工作日上（{calendar}）；周期从一步开始算起，按自然日。",
    "Dates are those of the schedule: work begins on {begins}, with {capacity}, spent on working days ({calendar}); lead times are calendar days from the beginning of a step.",
)
CALENDARS: dict[str, Text] = {
    "cn": text("中国大陆，含调休", "mainland China, with its shifted weekends"),
    "hk": text("香港", "Hong Kong"),
    "tw": text("台湾地区", "Taiwan"),
    "sg": text("新加坡", "Singapore"),
    "us": text("美国", "United States"),
    "weekdays": text("周一到周五，不扣节假日", "Monday to Friday, public holidays not taken out"),
}
OWN_DAYS_OFF = text("填了的休息日不算工作日。", "The days off that were set are taken out.")
NO_DATES_SINCE = text("没有日期：{why}。", "There are no dates: {why}.")
NO_SCHEDULE = text(
    "还没有说每周有多少人日，所以不写日期。",
    "There are no dates, since nobody has said how many person-days a week there are.",
)
LATE = text("这天以后才做完", "done only later")
LEADS_TOO_LONG = text(
    "从开工到目标日有 {days} 天，周期在这之内的步骤到不了{target}。",
    "Steps whose lead time is within the {days} days from the first day of work until then do not reach {target}.",
)

# Why it is a range
WHY_BETWEEN = text(
    "是一个范围，因为 {count} 题还没确认：都成立是 {least} 人日；都不成立，再加 {more} 人日。",
    "It is a range because questions are open ({count}): {least} person-days if all turn out well, {more} more if none does.",
)
WHY_FROM = text(
    "还有 {count} 题没确认：都成立是 {least} 人日；都不成立就到不了{target}（{why}）。",
    "Questions are open ({count}): {least} person-days if all turn out well; if none does, {target} is out of reach ({why}).",
)
MUST_BRING = text(
    "没确认的 {count} 题一共 {points} 分，至少要得 {needed} 分。",
    "Of the {points} points that are open (questions: {count}), at least {needed} must be earned.",
)
MUST_BRING_PROVED = text(
    "没确认的 {count} 题一共 {points} 分，至少要得 {needed} 分，而且要有证据。",
    "Of the {points} points that are open (questions: {count}), at least {needed} must be earned, with evidence.",
)
AS_EXPECTED = text(
    "假定没确认的题和同类答过的题一样：{score} 分，最少 {effort} 人日。",
    "Assuming that what is open turns out like what is answered: {score} points, {effort} person-days at the least.",
)
AS_EXPECTED_BY = text(
    "假定没确认的题和同类答过的题一样：{score} 分，最少 {effort} 人日，{day} 做完。",
    "Assuming that what is open turns out like what is answered: {score} points, {effort} person-days at the least, done on {day}.",
)
MOVES_MOST = text(
    "{among}最影响人日的是{question}：差 {days} 人日。",
    "{among}What moves the person-days most is {question}, by {days}.",
)
MOVES_DAY_MOST = text(
    "{among}最影响最早完成日的是{question}：差 {days} 天。",
    "{among}What moves the earliest day most is {question}, by {days} days.",
)
AMONG = text("分值最大的 {count} 题里，", "Of the {count} open questions of most points: ")
WHY_NO_STEPS = text(
    "一半以上的分还没有答，所以先不列要做的事：没答的题比答了的更能决定方案。",
    "More than half of the points are open, so no steps are listed: what is open decides more than what is answered.",
)
ONLY_IF_NOT_CONFIRMED = text(
    "没确认的题有不成立的，最多再加 {days} 人日",
    "up to {days} person-days more where what is open does not turn out well",
)
NOT_CONFIRMED_IS_NOT_ENOUGH = text(
    "没确认的题都不成立，就到不了{target}", "If none of what is open turns out well, {target} is out of reach"
)

ONLY_IF_OTHERWISE = text(
    "平台画像或没确认的题不是这样，最多再加 {days} 人日",
    "up to {days} person-days more where missing facts or open questions turn out otherwise",
)
OTHERWISE_OUT_OF_REACH = text(
    "平台画像或没确认的题不是这样，可能到不了{target}",
    "Where missing facts or open questions turn out otherwise, {target} may be out of reach",
)

NOTHING_LISTED = text(
    "方案里没有排上日期的事，日历里没有可写的；看方案说明原因",
    "the plan lists nothing on a day, so a calendar would be empty; the plan says why",
)
NOTHING_DATED = text(
    "方案里没有日期：先填每周有多少人日，或者给要做的事定下完成日",
    "the plan has no dates; say how many person-days a week there are, or set days for what is to be done",
)

# Where nothing is listed
NOTHING_TO_DO = text("没有要做的事。", "There is nothing to do.")
NOTHING_COUNTS = text("没有计分的题，所以没有要做的事。", "No question is scored, so there is nothing to do.")
NOTHING_POSSIBLE = text(
    "照现在的条件到不了{target}，所以没有列出要做的事。",
    "Nothing is listed, since {target} cannot be reached as things stand.",
)
NOTHING_FOUND = text(
    "照现在的条件没有找到到{target}的做法，所以没有列出要做的事。",
    "Nothing is listed, since no way to {target} was found as things stand.",
)

# The kinds of work
KINDS: dict[str, Text] = {
    "confirm": text("确认", "Confirm"),
    "prove": text("证明", "Prove"),
    "improve": text("提升", "Improve"),
    "if-not-confirmed": text("确认不成立才做", "Only if not confirmed"),
}
ONLY_OTHERWISE = text("不是这样才做", "Only if otherwise")
GAINS: dict[str, Text] = {
    "ready": text("有证据的分 {points}", "{points} points with evidence"),
    "score": text("{points} 分", "{points} points"),
}
CAN_BRING = GAINS["score"]
EVIDENCE = text("产出：{evidence}", "To have afterwards: {evidence}")
QUESTION_COUNT = text("{count} 题", "{count} open")
QUICK = text("省力", "quick win")
PROVE_ONE = text("备齐证据：{question}", "Bring the evidence together: {question}")
THE_OTHERS = text("其余 {count} 件", "The others: {count}")
THE_OTHER_QUESTIONS = text("其余 {count} 题", "The other questions: {count}")
AND_SO_ON = text("{names}等", "{names} and more")

ANSWER_FIRST = text("先答这些", "Answer these first")
# The waves, in the order to work in
WAVES: dict[str, Text] = {
    "gates": text("先过红线项", "Failed gates first"),
    "confirm": text("要确认的", "To confirm"),
    "rest": text("按这个次序做", "In this order"),
}
FIRST_WEEK = text("第 1 周，{start} 至 {end}", "Week 1, {start} to {end}")
FROM_TO = text("{start} 至 {end}", "{start} to {end}")
PACKAGE_OF = text("{owner}的证据包：{count} 题", "Evidence to bring, {owner}: {count} questions")
PACKAGE = text("证据包：{count} 题", "Evidence to bring: {count} questions")
WORK_OF = text("{when}：{count} 件", "{when}: {count} pieces of work")
CARRIED_ON = text("{when}：接着做前面的", "{when}: what was begun goes on")
WAITED_FOR = text("{when}：等前面的周期走完", "{when}: lead times run on, nothing to work on")
TO_CONFIRM = text("确认没把握的 {count} 题", "Confirm what is open: {count} questions")
AFTERWARDS = text("做完 {score} 分，有证据 {evidenced} 分", "then {score} points, {evidenced} with evidence")
