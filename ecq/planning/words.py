"""What ECQ says about plans, weak points and differences; shared by command line, screen and report."""

from __future__ import annotations

from ecq.language import Text, text

PERSON_DAYS = text("{days} 人日", "{days} person-days")
PERSON_DAYS_OF_ONE = text("{days} 人日", "{days} person-day")
LEAD_DAYS = text("{days} 天", "{days} days")
LEAD_DAYS_OF_ONE = text("{days} 天", "{days} day")
GAINED = text("+{points} 分", "+{points} points")
PASSES_GATE = text("红线项通过", "passes a gate")
AND_MORE = text("{names}，另有 {count} 题", "{names} and {count} more")
REASON_POINT = text("{question}（{points} 分）", "{question} ({points} points)")

# The plan
PLAN_MOST = text("最高能到 {score} 分（{grade}），要 {effort}", "The most is {score} ({grade}), for {effort}")
PLAN_MOST_GATES = text("红线项仍过不了：{questions}", "Gates that still do not pass: {questions}")
CONFIRM_FIRST = text(
    "先确认。定了怎样回答，才知道要不要做、做什么。",
    "Confirm first: only the answer says whether anything is to be done.",
)
NO_STEP = text("照现在的限制没有可做的下一步。", "Within the limits set there is no next step.")
PLAN_LESS = text(
    "再少投入一点，最高只有 {below} 分，到不了{target}。", "Any less effort reaches {below} at most, short of {target}."
)
PLAN_LESS_GATES = text("再少投入一点，红线项就过不了。", "With any less effort a gate does not pass.")
WHAT_BINDS = text("什么在起作用", "What binds")
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
}
GATES_STOP: dict[str, Text] = {
    "lock": text("锁定了没有通过的红线项：{questions}", "A gate that does not pass is locked: {questions}"),
    "exclude": text("红线项要走的步骤被排除：{questions}", "The steps that a gate needs are excluded: {questions}"),
    "lead-time": text(
        "红线项要走的步骤周期太长：{questions}", "The steps that a gate needs take too long: {questions}"
    ),
}

# Weak points
FRAGILE_HEAD = text("脆弱的回答", "Fragile answers")
FRAGILE_SET = text(
    "{count} 个回答如果不被认可，{grade}就保不住，会到 {score} 分（{after}）",
    "The grade ({grade}) is lost when these answers are refused: {count}; the score would be {score} ({after})",
)
FRAGILE_UNPROVED_SET = text(
    "只看没有证据在手的回答：{count} 个不被认可，等级就保不住",
    "Of the answers without evidence in hand, it is lost when these are refused: {count}",
)
FRAGILE_NONE = text(
    "等级已在最低一档，回答再不被认可也不会更低", "There is no grade below that a refusal could lead to"
)
FRAGILE_PROVED = text(
    "没有证据在手的回答全不被认可，{grade}也还在",
    "The grade ({grade}) stands even if every answer without evidence in hand is refused",
)
FRAGILE_GATES = text(
    "通过了但没有证据在手的红线项，有一个不被认可就不算准备好：{questions}",
    "Gates that pass without evidence in hand; refusing one means not ready: {questions}",
)
WITHOUT_EVIDENCE_MARK = text("没有证据", "no evidence")
ROBUST_HEAD = text("权重不同会怎样", "If the weights differ")
ROBUST_FALLS = text(
    "各指标权重上下变动不超过 {percent} %，{grade}不变；再多，就可能降到{other}",
    "The grade ({grade}) stands while each indicator's weight moves by no more than {percent} %; beyond that it can fall to {other}",
)
ROBUST_RISES = text(
    "各指标权重上下变动小于 {percent} %，{grade}不变；再多，就可能升到{other}",
    "The grade ({grade}) stays while each indicator's weight moves by less than {percent} %; beyond that it can rise to {other}",
)
GUARANTEED_GRADE = text("能保证的等级（{grade}）", "{grade}, guaranteed so far")
ROBUST_ALWAYS = text("权重怎么变，{grade}都不变", "The grade ({grade}) is the same under any weights")
ROBUST_WITNESS = text(
    "例如这些指标的权重乘 {low}，其余乘 {high}，就是 {score} 分（{grade}）：{indicators}",
    "For example, with these indicators' weights times {low} and the others' times {high} the score is {score} ({grade}): {indicators}",
)
NA_HEAD = text("不适用不被认可会怎样", "If “not applicable” is refused")
NA_NONE = text("没有选不适用的题", "No question is set aside")
NA_EACH = text("{question}：{score} 分（{grade}），少 {loss} 分", "{question}: {score} ({grade}), {loss} points less")
NA_TOGETHER = text(
    "全部不被认可：{score} 分（{grade}），少 {loss} 分", "All refused: {score} ({grade}), {loss} points less"
)
NA_GATE = text("红线项未过", "gate failed")

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
