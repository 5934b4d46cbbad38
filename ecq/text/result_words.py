"""Words of the results page: how sure the grade is, and all questions at a glance."""

from __future__ import annotations

from ecq.language import text

HEAD_EFFORT = text("最少 {effort} 人日", "{effort} person-days at the least")
SECOND_LINE = text("{evidence}。{robust}。", "{evidence}. {robust}.")
EVIDENCE_HOLDS = text(
    "只算有证据的回答，是 {score} 分（{grade}）",
    "Counting only answers with evidence, the score is {score} ({grade})",
)
SECOND_LINE_OPEN = text("{evidence}。", "{evidence}.")
STILL_OPEN = text("还有 {count} 题未定。", "Questions still open: {count}.")
STILL_OPEN_UNSURE = text(
    "还有 {count} 题未定，其中待确认 {unsure} 题。", "Questions still open: {count}, of these unsure: {unsure}."
)
HOW_SURE = text("这个等级有多稳", "How sure this grade is")
HEAT_MAP = text("所有题一览", "All questions at a glance")
HEAT_LEGEND = text(
    "数字是得分率（%）；? 还没定，– 不适用，! 红线项没有过",
    "The number is the credit in %; ? open, – not applicable, ! failed gate",
)
HEAT_WORTH = text("值 {points} 分", "worth {points} points")
TO_PLAN = text("看提升方案", "To the plan")
