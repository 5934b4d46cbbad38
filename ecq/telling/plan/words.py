"""What ECQ says about plans, weak points and differences; shared by command line, screen and report."""

from __future__ import annotations

from ecq.base.language import Text, text

PERSON_DAYS_OF_ONE = text("{days} 人日", "{days} person-day")
AND_MORE = text("{names}，另有 {count} 题", "{names} and {count} more")
REASON_POINT = text("{question}（{points} 分）", "{question} ({points} points)")

# The plan
SCORE_NAMES: dict[str, Text] = {
    "ready": text("有证据的分数", "score with evidence"),
    "score": text("分数", "score"),
}
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
    "target": text("比{target}的下限高 {points} 分", "{points} points above the lower end of {target}"),
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
    "这些红线项按回答是过了，但没有证据在手；只要一项不被认可，就不算准备好：{questions}",
    "These gates are passed by their answers, without evidence in hand; if one is not accepted, the platform is not ready: {questions}",
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
NA_EACH = text("{question}：{score} 分（{grade}），少 {loss} 分", "{question}: {score} ({grade}), {loss} points less")
NA_TOGETHER = text(
    "全部都这样：{score} 分（{grade}），少 {loss} 分", "All of them: {score} ({grade}), {loss} points less"
)
NA_COSTS = text(
    "标为不适用的有 {count} 题。都不被认可、按最低算时，能保证的分从 {before} 降到 {after}（{grade}）",
    "Set aside as not applicable: {count}. Were all of them refused and answered at their lowest, the guaranteed score would fall from {before} to {after} ({grade})",
)
NA_COSTS_ONLY_GATES = text(
    "标为不适用的有 {count} 题。都不被认可、按最低算时，红线项再有 {gates} 个不过",
    "Set aside as not applicable: {count}. Were all of them refused and answered at their lowest, further failed gates: {gates}",
)
NA_COSTS_GATES = text("，红线项再有 {count} 个不过", ", and further failed gates: {count}")

# Differences
DIFF_HEAD = text(
    "{before} 分 → {after} 分，{change} 分；{grade_before} → {grade_after}",
    "{before} → {after}, {change} points; {grade_before} → {grade_after}",
)
DIFF_SAME = text("两次自评没有差别。", "The two assessments do not differ.")
DIFF_SHIFTED = text(
    "其中 {points} 分来自分值在题目之间的转移，不是回答变了",
    "Of this, {points} points come from points moving between questions, not from answers",
)
DIFF_HANGING = text(
    "平台画像没填全：为了逐题说清，这里把牵涉的题都当作没定；不管怎么填，能保证的分是 {before} → {after}",
    "Facts of the profile are missing: so that each question has its part, those that hang on them count as open here; whatever the facts are, the guaranteed score is {before} → {after}",
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
