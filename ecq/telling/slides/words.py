"""Words of the slides and of the file they stand in."""

from __future__ import annotations

from collections.abc import Mapping

from ecq.base.language import Text, text
from ecq.telling.progress.words import PROGRESS
from ecq.telling.report.shown import SlideId
from ecq.telling.text import words as ww

TITLE = text("{platform} · 服务质量自评结果", "{platform} · self-check of service quality")
NOT_SCORED = text("回答后才有分数和等级。", "There is a score and a grade once questions are answered.")
NOTHING_COUNTS = text("现在没有要计分的题。", "There is no question to score.")

GATES_STAND = text("红线项：{counts}", "Gates: {counts}")
GATES_MORE = text("红线项（续）", "Gates, continued")
GATES_OTHERS = text("另外 {count} 个", "{count} more")

SINCE = text(
    "能保证的分：{day} 是 {before}，现在是 {now}", "The guaranteed score was {before} on {day} and is {now} now"
)
COLUMN = text("{day} {score}，有证据 {evidenced}", "{day}: {score}, with evidence {evidenced}")
WITHOUT = text("现在的情况：{standing}", "As things stand: {standing}")
SCENARIOS = text("到每一级要多少人日", "What each grade takes in person-days")

KEYS = text("→ 下一页 · ← 上一页 · Esc 退出", "→ next · ← back · Esc to leave")

# Speaker notes: where each number stands
PAGES: Mapping[SlideId, Text] = {
    "standing": ww.PAGE_RESULTS,
    "dimensions": ww.PAGE_RESULTS,
    "gates": ww.PAGE_RESULTS,
    "progress": PROGRESS,
    "way": ww.PAGE_PLAN,
    "scenarios": ww.PAGE_PLAN,
    "peers": ww.PAGE_RESULTS,
    "decision": ww.PAGE_PLAN,
}
STANDS_IN = text(
    "数字在报告的{parts}一部分，在应用的{page}页。",
    "The numbers stand in the report under {parts} and in the app on the page {page}.",
)
QUESTION_IS = text("{id}：{question}（{place}）", "{id}: {question} ({place})")
WORKED_OUT_WITH = text("按评价细则 {rubric} 算出。", "Worked out with the rubric {rubric}.")
