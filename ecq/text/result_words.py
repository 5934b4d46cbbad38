"""Words of the results page: how sure the grade is, and all questions at a glance."""

from __future__ import annotations

from ecq.rubric.model import Text


def _t(zh: str, en: str, hant: str | None = None) -> Text:
    return Text(zh=zh, en=en, hant=hant)


HEAD_EFFORT = _t("最少 {effort} 人日", "{effort} person-days at the least")
SECOND_LINE = _t("{evidence}。{robust}。", "{evidence}. {robust}.")
EVIDENCE_HOLDS = _t(
    "只算有证据的回答，是 {score} 分（{grade}）",
    "Counting only answers with evidence, the score is {score} ({grade})",
)
SECOND_LINE_OPEN = _t("{evidence}。", "{evidence}.")
STILL_OPEN = _t("还有 {count} 题未定。", "Questions still open: {count}.")
STILL_OPEN_UNSURE = _t(
    "还有 {count} 题未定，其中待确认 {unsure} 题。", "Questions still open: {count}, of these unsure: {unsure}."
)
HOW_SURE = _t("这个等级有多稳", "How sure this grade is")
FRAGILE_TITLE = _t("审核员不认这些答案，等级就保不住", "If an auditor refuses these, the grade is lost")
UNPROVED_TITLE = _t("其中没有证据的，先补这些", "Of those without evidence, see to these first")
NA_TITLE = _t("“不适用”如果不被认可", "If a “not applicable” is refused")
WITNESS = _t("换成什么权重会变", "Weights that would change it")
HEAT_MAP = _t("所有题一览", "All questions at a glance")
HEAT_LEGEND = _t(
    "数字是得分率（%）；? 还没定，– 不适用，! 红线项没有过",
    "The number is the credit in %; ? open, – not applicable, ! failed gate",
)
HEAT_WORTH = _t("值 {points} 分", "worth {points} points")
TO_PLAN = _t("看提升方案", "To the plan")
