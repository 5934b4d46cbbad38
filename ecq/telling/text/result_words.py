"""Words of the results page: its tabs, what is strong and weak, what to do next, how sure the grade is, all questions at a glance."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.text import words as w

GATES_NOT_PASSED = text("{count} 个红线项未过", "failed gates: {count}")
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
