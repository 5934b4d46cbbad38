"""Words of plans: their sentences, the work and its days, the page, weak points and differences; of command line, screen and report."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.text import words as w

AND_MORE = text("{names}，另有 {count} 题", "{names} and {count} more")
REASON_POINT = text("{question}（{points} 分）", "{question} ({points} points)")

# The plan
SCORE_NAMES: dict[str, Text] = {"ready": text("有证据的分数", "score with evidence"), "score": text("分数", "score")}
PLAN_MOST = text(
    "{gates}{name}最高是 {points} 分（{grade}），要 {effort}",
    "The highest {name} is {points} ({grade}){gates}, for {effort}",
)
PLAN_MOST_FOUND = text(
    "{gates}找到的{name}最高是 {points} 分（{grade}），要 {effort}；不会超过 {bound} 分",
    "The highest {name} found is {points} ({grade}){gates}, for {effort}; no more than {bound} is possible",
)
WITH_GATES = text("红线项都过时，", ", with every gate passed")
WITH_MOST_GATES = text("能过的红线项都过时，", ", with every gate passed that can pass")
CONFIRM_FIRST = text(
    "先确认。定了怎样回答，才知道要不要做、做什么。",
    "Confirm first: only the answer says whether anything is to be done.",
)
PROFILE_FIRST = text(
    "先补平台画像，才知道这一题适不适用。", "Fill in the profile first: only that says whether this question applies."
)
NO_STEP = text("照现在的限制没有可做的下一步。", "Within the limits set there is no next step.")
PLAN_LESS = text(
    "再少投入一点，{gates}{name}最高只有 {below} 分，到不了{target}。",
    "With any less effort the {name} is {below} at most{gates}, short of {target}.",
)
PLAN_NO_LESS = text("投入再少就到不了{target}。", "Nothing less reaches {target}.")
PLAN_LESS_GATES = text("再少投入一点，红线项就过不了。", "With any less effort a gate does not pass.")
WHAT_BINDS = text("哪些条件决定了投入", "What decides the effort")
WHY_NOT = text("为什么到不了", "Why not")
STAIRS_HEAD = text("到每个等级最少要多少投入", "The least effort to each grade")
LIMITS_COST: dict[str, Text] = {
    "target": text(
        "按最少的投入做完，比{target}的下限高 {points} 分",
        "The least effort ends {points} points above the start of {target}",
    ),
    "gate": text("为了红线项通过，多要 {effort}：{questions}", "Passing gates takes {effort} more: {questions}"),
    "lock": text("锁定这一题，多要 {effort}：{questions}", "Locking this takes {effort} more: {questions}"),
    "exclude": text("排除这一步，多要 {effort}：{questions}", "Excluding this takes {effort} more: {questions}"),
    "lead-time": text("限制周期，多要 {effort}", "The limit on lead times takes {effort} more"),
}
LIMITS_STOP: dict[str, Text] = {
    "nothing": text(
        "所有题都不适用或被画像排除，没有可以计的分数",
        "Every question is set aside or ruled out by the profile, so there is no score",
    ),
    "target": text(
        "能做的都做了，还差 {points} 分", "With everything done that may be done, {points} points are missing"
    ),
    "lock": text("锁定的题占住 {points} 分：{questions}", "Locked questions hold back {points} points: {questions}"),
    "exclude": text("排除的步骤占住 {points} 分：{questions}", "Excluded steps hold back {points} points: {questions}"),
    "lead-time": text(
        "周期太长的步骤占住 {points} 分：{questions}", "Steps that take too long hold back {points} points: {questions}"
    ),
    "capacity": text("最少要 {effort}，现有的人日不够", "It takes {effort} at least, more than there is"),
    "capacity-unknown": text("现有的人日里没有找到做法", "Within the person-days there are no plan was found"),
}
GATES_STOP: dict[str, Text] = {
    "lock": text("锁定了没有通过的红线项：{questions}", "A gate that does not pass is locked: {questions}"),
    "exclude": text("红线项要走的步骤被排除：{questions}", "The steps that a gate needs are excluded: {questions}"),
    "lead-time": text(
        "红线项要走的步骤周期太长：{questions}", "The steps that a gate needs take too long: {questions}"
    ),
}

# Weak points
SURE_ONCE_KNOWN = text(
    "平台画像没填全，补齐以后才能说等级有多稳。",
    "Facts of the profile are missing; how sure the grade is can be said once they are filled in.",
)
FRAGILE_HEAD = text("等级靠哪些回答撑着", "Answers that the grade rests on")
FRAGILE_SET = text(
    "审核员只要不认这 {count} 个回答，能保证的就只有 {score} 分，是{after}，不再是{grade}：",
    "If an auditor does not accept these answers ({count}), only {score} points are guaranteed: {after}, no longer {grade}:",
)
FRAGILE_UNPROVED_SET = text(
    "只看没有证据在手的回答，这 {count} 个不被认可，等级就会降：",
    "Of the answers without evidence in hand, these ({count}) are enough to lose the grade:",
)
FRAGILE_NONE = text(
    "现在能保证的已经是最低一档，再有回答不被认可也不会更低",
    "What is guaranteed is the lowest grade already; answers that are not accepted cannot lower it",
)
FRAGILE_PROVED = text(
    "没有证据在手的回答就算一个都不被认可，也还能保证{grade}",
    "Even if no answer without evidence in hand is accepted, {grade} is still guaranteed",
)
FRAGILE_GATES = text(
    "这些红线项按回答是过了，但没有证据在手；有一项不被认可，就多一个没过的：{questions}",
    "These gates are passed by their answers, without evidence in hand; one that is not accepted fails: {questions}",
)
WITHOUT_EVIDENCE_MARK = text("证据不在手", "no evidence in hand")
ROBUST_HEAD = text("认证机构的权重不同会怎样", "If the certification body weighs otherwise")
GRADE_IS = text("等级是{grade}", "The grade is {grade}")
GRADE_SO_FAR = text("目前能保证{grade}", "Guaranteed so far: {grade}")
NO_GRADE_YET = text("目前还没有能保证的等级", "No grade is guaranteed so far")
ROBUST_ALWAYS = text("{stands}，权重怎么变都一样", "{stands}, whatever the weights")
ROBUST_FALLS = text(
    "{stands}；每个指标的权重比这里高或低不超过 {percent} % 都是这样，差得更多就可能不到{grade}",
    "{stands}, as long as no indicator weighs more than {percent} % more or less than here; beyond that it can fall below {grade}",
)
ROBUST_RISES = text(
    "{stands}；每个指标的权重比这里高或低不到 {percent} % 都是这样，差得更多就可能到{other}",
    "{stands}, as long as every indicator weighs less than {percent} % more or less than here; beyond that {other} can be reached",
)
ROBUST_HARDLY = text(
    "{stands}；权重只要稍有不同（不到 0.1 %），就可能变",
    "{stands}, but weights that differ by less than 0.1 % can already change that",
)
ROBUST_WITNESS = text(
    "例如这些指标的权重乘 {low}，其余乘 {high}，就是 {score} 分（{grade}）：{indicators}",
    "For example, with these indicators' weights times {low} and the others' times {high} the score is {score} ({grade}): {indicators}",
)
ROBUST_WITNESS_OPEN = text(
    "例如这些指标的权重乘 {low}，其余乘 {high}，能保证的就是 {score} 分：{indicators}",
    "For example, with these indicators' weights times {low} and the others' times {high} the guaranteed score is {score}: {indicators}",
)
NA_HEAD = text("审核员认为适用会怎样", "If the auditor says it does apply")
NA_NONE = text("没有选“不适用”的题", "No question is set aside as not applicable")
NA_LEAD = text(
    "有 {count} 题选了“不适用”，不计分。审核员认为适用、又什么都没做到时，能保证的是：",
    "Set aside as not applicable, so not counted: {count}. If the auditor says they apply, and nothing is in place, this is what is guaranteed:",
)
NA_EACH = text(
    "“{question}”：{score} 分（{grade}），少 {loss} 分", "“{question}”: {score} ({grade}), {loss} points less"
)
NA_TOGETHER = text(
    "全部都这样：{score} 分（{grade}），少 {loss} 分", "All of them: {score} ({grade}), {loss} points less"
)
NA_COSTS = text(
    "标为不适用的有 {count} 题。都不被认可、按最低算时，能保证的分从 {before} 降到 {after}（{grade}）",
    "Set aside as not applicable: {count}. Were all of them refused and answered at their lowest, the guaranteed score would fall from {before} to {after} ({grade})",
)
NA_COSTS_NONE = text(
    "标为不适用的有 {count} 题。都不被认可、按最低算时，能保证的分是 {after}（{grade}）",
    "Set aside as not applicable: {count}. Were all of them refused and answered at their lowest, the guaranteed score would be {after} ({grade})",
)
NA_COSTS_GATES = text("，红线项再有 {count} 个不过", ", and {count} more gates would fail")

# Differences
DIFF_HEAD = text(
    "能保证的分 {before} → {after}，{change} 分；{grades}", "{before} → {after}, {change} points guaranteed; {grades}"
)
DIFF_GRADES = text("等级：{before} → {after}", "grade: {before} → {after}")
DIFF_SAME = text("两次自评没有差别。", "The two assessments do not differ.")
DIFF_SHIFTED = text(
    "其中 {points} 分来自分值在题目之间的转移，不是回答变了",
    "Of this, {points} points come from points moving between questions, not from answers",
)
DIFF_HANGING = text(
    "平台画像没填全：为了逐题说清，题目的变动把牵涉的题都当作没定，这样算是 {before} → {after}，{change} 分",
    "Facts of the profile are missing: so that each question has its part, what questions moved takes those that hang on them as open; taken so it is {before} → {after}, {change} points",
)
DIFF_GATE = text("红线项“{question}”：{before} → {after}", "Gate “{question}”: {before} → {after}")
NO_GATE = text("不计", "not counted")
CAUSES: dict[str, Text] = {
    "same": text("回答没变，分值变了", "same answer, other points"),
    "answered": text("新答", "answered"),
    "raised": text("提高", "raised"),
    "lowered": text("降低", "lowered"),
    "reopened": text("改回未定", "open again"),
    "set-aside": text("改为不适用", "set aside"),
    "counts-again": text("重新计分", "counts again"),
    "proved": text("证据已备齐", "evidence now in hand"),
    "unproved": text("证据不再在手", "evidence no longer in hand"),
    "ruled-out": text("被画像排除", "ruled out by the profile"),
    "added": text("细则新增", "asked by the later rubric only"),
    "removed": text("细则不再问", "asked by the earlier rubric only"),
}

# The sentence on top
EFFORT = text("到{target}要 {least} 人日{when}", "To {target}: {least} person-days{when}")
EFFORT_PROVE = text("证明到了{target}要 {least} 人日{when}", "To prove {target}: {least} person-days{when}")
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
EARLY_FACTS = text(
    "到{target}要 {least} — {enough} 人日：先补 {count} 项平台画像，再看没定的题怎么回答",
    "To {target}: {least} — {enough} person-days; fill in {count} facts first, then answer what is open",
)
EARLY_FACTS_FROM = text(
    "到{target}至少要 {least} 人日，也可能到不了：先补 {count} 项平台画像",
    "To {target}: at least {least} person-days, if at all; fill in {count} facts first",
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
    "要 {least} 人日就够，没确认的 {count} 题（共 {points} 分）至少要得 {needed} 分。",
    "If {least} person-days are to be enough, at least {needed} of the {points} points that are open must be earned (questions: {count}).",
)
MUST_BRING_PROVED = text(
    "要 {least} 人日就够，没确认的 {count} 题（共 {points} 分）至少要得 {needed} 分，而且要有证据。",
    "If {least} person-days are to be enough, at least {needed} of the {points} points that are open must be earned, with evidence (questions: {count}).",
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
    "What moves the person-days most{among} is {question}, by {days}.",
)
MOVES_DAY_MOST = text(
    "{among}最影响最早完成日的是{question}：差 {days} 天。",
    "What moves the earliest day most{among} is {question}, by {days} days.",
)
AMONG = text("分值最大的 {count} 题里，", ", of the {count} open questions of most points,")
WHY_NO_STEPS = text(
    "一半以上的分还没有答，所以先不列要做的事：没答的题比答了的更能决定方案。",
    "More than half of the points are open, so no steps are listed: what is open decides more than what is answered.",
)
ONLY_IF_NOT_CONFIRMED = text(
    "没确认的题有不成立的，最多再加 {days} 人日",
    "Up to {days} person-days more where what is open does not turn out well",
)
NOT_CONFIRMED_IS_NOT_ENOUGH = text(
    "没确认的题都不成立，就到不了{target}", "If none of what is open turns out well, {target} is out of reach"
)

ONLY_IF_OTHERWISE = text(
    "平台画像或没确认的题不是这样，最多再加 {days} 人日",
    "Up to {days} person-days more where missing facts or open questions turn out otherwise",
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
QUESTION_COUNT = text("{count} 题", "{count} questions")
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

PLAN = text("提升方案", "Plan")
EFFORTS_ARE_ESTIMATES = text(
    "人日和周期是工作估计，没有经过实测；请改成自己的数。",
    "Person-days and lead times are working estimates, not measurements; put in your own.",
)

# What a change did to the plan
SAME_PLAN = text("方案没有变。", "The plan has not changed.")
PLAN_CHANGED = text("和刚才比：{parts}。", "Compared with before: {parts}.")
MORE_DAYS = text("多 {days} 人日", "{days} person-days more")
FEWER_DAYS = text("少 {days} 人日", "{days} person-days less")
SAME_DAYS = text("人日一样", "the same person-days")
EFFORT_THEN = text("没确认的题都不成立时是 {days} 人日", "{days} person-days if none of what is open turns out well")
NOW_OUT_OF_REACH_THEN = text("没确认的题都不成立时到不了", "out of reach if none of what is open turns out well")
STEPS_IN = text("加入 {count} 题", "{count} added")
STEPS_OUT = text("去掉 {count} 题", "{count} taken out")
STEPS_OTHER = text("{count} 题改了步骤", "{count} raised differently")
NOW_IMPOSSIBLE = text("目标到不了了", "the target is out of reach")
NOW_POSSIBLE = text("目标到得了了", "the target is within reach")

# The page
GOAL = text("方案要做到", "What the plan is for")
GOALS: dict[str, Text] = {"ready": text("准备好", "Being ready"), "score": text("只到分数", "The score alone")}
GOAL_NOTES: dict[str, Text] = {
    "ready": text("分数、有证据的分数、红线项都到", "score, score with evidence, gates"),
    "score": text("分数和红线项，不看证据", "score and gates, evidence left aside"),
}
START_DAY = text("开工日", "Work begins on")
START_PAST = text("开工日已经过去。", "This day is past.")
READY_BY = text("目标日", "To be done by")
READY_BY_PAST = text("目标日已经过去。", "This day is past.")
IN_TIME = text("排期在目标日以前", "scheduled in time")
NOT_IN_TIME = text("赶不上", "too late")
WEEKLY = text("每周人日（大家一共）", "Person-days a week (all together)")
BY_OWNER = text("按负责人", "By owner")
WITHOUT_OWNER = text("没有负责人的事", "What has no owner")
OWNERS_COME_FROM_LINES = text(
    "负责人是在要做的事里指派的；填了谁，就只有填了的人有人日。",
    "Owners are those assigned to work below; once one has days, only those with days work.",
)
NO_DATES = text("不填就不排日期", "none: no dates")
WORKING_DAYS = text("工作日", "Working days")
CALENDAR = text("按哪里的日历", "Calendar")
DAYS_OFF = text("另外的休息日", "Own days off")
DAYS_OFF_LIKE = text("例如 2026-12-25 2026-12-28", "such as 2026-12-25 2026-12-28")
LONGEST = text("单步周期最多（天）", "Lead time of a step at most (days)")
CAPACITY = text("一共可用人日", "Person-days in all")
NO_LIMIT = text("不限", "no limit")
WHO_WORKS = text("每周多少人日？", "Person-days a week?")
BEGINS = text("{day} 开工", "Begins on {day}")
BEGINS_NEXT = text("下个工作日开工", "Begins on the next working day")
BEGINS_AND_DUE = text("{begins}，{day} 前做完", "{begins}, to be done by {day}")
FILL_IN_FIRST = text("先补平台画像", "Fill in the profile first")
NO_LIMITS = text("没有限制", "No limits")
LIMITS_COUNT = text("限制 {count} 项", "Limits: {count}")
REASONS = text("怎么算出来的", "How this comes about")
LIFT_ALL = text("取消所有限制", "Lift all limits")
LIMITS_HELD = text("限制：{parts}", "Limits: {parts}")
LOCKED_COUNT = text("锁定 {count} 题", "{count} locked")
EXCLUDED_COUNT = text("不做 {count} 项", "{count} left out")
OWN_COUNT = text("自填人日 {count} 项", "{count} with own person-days")

STEPS = text("要做的事", "What to do")
CHEAPEST_NOW = text("现在最省的方案", "The cheapest plan now")
WHAT_IF = text(
    "只做勾选的 {count} 件（{effort} 人日）：{score} 分，有证据 {evidenced} 分，能保证{grade}",
    "With the {count} ticked ({effort} person-days): {score} points, {evidenced} with evidence, {grade} guaranteed",
)
WHAT_IF_HINT = text("去掉勾选，看看少做几件会怎样。", "Untick some to see what happens without them.")
WORK_LABEL = text("各类工作的人日：{parts}", "Person-days by kind of work: {parts}")
RISE_BY = text("{before} → {after}，加上：{added}", "{before} → {after}, adding: {added}")
GAIN_HEADS: dict[str, Text] = {"ready": text("有证据的分", "With evidence"), "score": text("分数", "Points")}
DAYS_UNIT = text("人日", "person-days")
GAIN_UNITS: dict[str, Text] = {"ready": text("分（有证据）", "points with evidence"), "score": w.POINTS_UNIT}
ASSIGN = text("指派", "Assign")
DO_THIS = text("怎么做", "What to do")
EFFORT_OF = text("人日：{step}", "Person-days: {step}")
LEGAL_BASIS = text("依据", "Legal basis")
LOCK = text("答案不再提高", "Keep the present answer")
UNLOCK = text("解除锁定", "Let it be raised")
LEAVE_OUT = text("不做这一步", "Leave this step out")
TAKE_IN = text("恢复", "Take back in")
HELD_OUT = text("锁定和不做的", "Locked and left out")
TO_QUESTION = text("去这一题", "To the question")

STAIRCASE = text("到每一级最少要多少", "The least for each grade")
SCORE_AFTER = text("做完后", "Afterwards")
LONGEST_TIME = text("最长周期", "Longest lead time")
FRONTIER = text("花多少人日，最多到多少分", "How far each person-day goes")
FRONTIER_GATES = text("曲线上每一点，红线项都过了。", "At every point of the curve every gate is passed.")
FRONTIER_GATES_BLOCKED = text(
    "曲线上每一点，能过的红线项都过了；这些限制下过不了的有 {count} 个。",
    "At every point of the curve every gate is passed that can pass; within the limits these cannot: {count}.",
)
FRONTIER_NONE = text("在这些限制下过不了红线项", "Within these limits the gates cannot pass")
SCORE_AXES: dict[str, Text] = {"ready": text("有证据的分数", "Score with evidence"), "score": text("分数", "Score")}
ALL_CONFIRMED = text("都成立", "all turns out well")
NONE_CONFIRMED = text("都不成立", "none does")
THIS_PLAN = text("现在的方案", "This plan")

TIMELINE = text("时间表", "Timeline")
TOO_LATE = text("晚于 {due}", "after {due}")
TO_EXCEL = text("Excel 表格", "Excel")
TO_PDF = text("PDF 报告", "PDF report")
TO_CALENDAR = text("日历", "Calendar")
AT_LEAST_ENDS = text("没确认的题都成立时", "If all that is open turns out well")

# The agreed plan
AGREED = text("定下的方案", "The agreed plan")
AGREE = text("定为方案", "Agree on this plan")
AGREE_AGAIN = text("换成现在的方案", "Replace by the present plan")
AGREED_LINE = text(
    "{day} 定下，目标{target}：{reached} / {all} 已到位", "Agreed on {day} for {target}: {reached} of {all} in place"
)
DISSOLVE = text("取消定下的方案", "Give the agreed plan up")
DISSOLVE_SURE = text("真的取消？答案不受影响。", "Give it up? Answers are not touched.")
YES_DISSOLVE = text("取消方案", "Give it up")
AGREED_STATES: dict[str, Text] = {
    "waiting": text("待做", "To do"),
    "to-confirm": text("做完了，还没记", "Done, not recorded yet"),
    "reached": text("已到位", "In place"),
    "overdue": w.OVERDUE,
}
ACTUAL = text("计划 {planned}，{done} 做完", "planned {planned}, done {done}")
ACTUAL_DAYS = text("估 {effort} 人日，实际 {spent}", "estimated {effort} person-days, took {spent}")
ESTIMATED = text("估计人日", "Estimate")
TOOK = text("实际人日", "Took")
PLANNED_DAY = text("定下的完成日", "Planned for")
DONE_DAY = text("做完", "Done on")
NOW_DUE = text("现在排到", "Now due")
SPENT = text("实际人日", "Person-days it took")
SPENT_IN_ALL = text(
    "填了实际人日的 {count} 件：估 {effort} 人日，实际 {spent} 人日。",
    "Where it was said what it took ({count}): {effort} person-days estimated, {spent} spent.",
)
REST_UNTIL = text("剩下的重新排，到 {day}。", "The rest, scheduled anew, ends on {day}.")
REST_UNTIL_AGAINST = text(
    "定下时排到 {planned}；剩下的重新排，到 {day}。",
    "When agreed it was to end on {planned}; the rest, scheduled anew, ends on {day}.",
)
IN_PLACE = text("已到位的 {count} 件", "In place: {count}")
NEW_ANSWER = text("新答案：{answer}", "New answer: {answer}")
NEW_FIGURE = text("新的数字", "The new figure")
ANSWER_STAYS = text(
    "答案不变，要的证据都放进去就到位。", "The answer stays; it is in place once all its evidence is brought."
)
RECORD = text("记下来", "Record it")
AGREED_ELSEWHERE = text(
    "另有 {count} 题现在不问或不计分，不列在下面。", "Not listed, since not asked or not counted any more: {count}."
)
AGREED_SAME = text("和现在最省的方案一致。", "The same as the cheapest plan now.")
AGREED_DIFFERS = text(
    "现在最省的方案不同：多出 {added} 题，少了 {dropped} 题，步骤不同 {other} 题。",
    "The cheapest plan now differs: {added} more, {dropped} fewer, {other} raised differently.",
)
