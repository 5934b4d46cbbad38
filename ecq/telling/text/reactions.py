"""What an answer did, in a line: to the score, the grade and its gate, or why it counts for nothing.

Both scorecards, before and after, are handed in. An answer that is taken over counts for nothing where the profile
rules its question out, or does not say yet whether it applies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, Text, filled, text, words, written
from ecq.rubric.conditions import deciding
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateState, QuestionState
from ecq.scoring.scorecard import Interval, NodeScore, Scorecard
from ecq.telling.text.sentences import fact_words, grade_inside, point_words, score_words
from ecq.telling.text.words import say

# What the answer did to the score
GAINED = text("这一项 {points} 分。", "{points} points.")
GAINED_PART = text("这一项 {points} 分，满分 {worth} 分。", "{points} of {worth} points.")
NOTHING_GAINED = text("这一项不得分，满分是 {worth} 分。", "No points here; it is worth {worth}.")
MOVED = text("改后 {points} 分。", "Changed: {points} points.")
UNMOVED = text("得分不变。", "The score stays the same.")
GUARANTEE_UP = text("能保证的分数多 {points} 分。", "Guaranteed score: +{points} points.")
GUARANTEE_DOWN = text("能保证的分数少 {points} 分。", "Guaranteed score: −{points} points.")
ASIDE = text("这一项不计分，分值分给同一指标的其他题。", "Set aside; its points go to the others of its indicator.")
ASIDE_ALONE = text("这一项不计分，分值分给其他指标。", "Set aside; its points go to the other indicators.")
UNSURE = text("已标为待确认，最后再回来看。", "Marked unsure; we will come back to it at the end.")
TAKEN_BACK = text("已撤回，这一题重新算未答。", "Taken back; the question is open again.")
UNDECIDED = text(
    "已记下。这一题是否适用要看平台画像，先不计入得分。",
    "Noted. Whether it applies waits for the profile; until then it does not count.",
)
RANGE = text("现在分数在 {low} — {high} 之间。", "The score now lies between {low} and {high}.")
SCORE = text("现在得分是 {score}。", "The score is now {score}.")

# What it did to the grade
SETTLED = text("等级已定：{grade}。", "The grade is settled: {grade}.")
ROSE = text("等级从{old}升到{new}。", "The grade rises from {old} to {new}.")
FELL = text("等级从{old}降到{new}。", "The grade falls from {old} to {new}.")
OPENED = text("等级又不确定了：{low} — {high}。", "The grade is open again: {low} — {high}.")
AT_LEAST = text("至少{grade}已经确定。", "Now certain: at least {grade}.")
NO_LONGER = text("不再能保证{old}，最低可能是{new}。", "No longer certain: {old}; the lowest possible is {new}.")
AT_MOST = text("最高只能到{grade}了。", "The highest grade within reach is now {grade}.")
POSSIBLE = text("{grade}又有可能了。", "Within reach again: {grade}.")

# Gates and evidence
GATE_PASSED = text("红线项已过。", "Gate passed.")
GATE_FAILED = text("红线项未过，会影响准备度。", "Gate failed; this blocks readiness.")
GATES_ALL_PASSED = text("红线项全部通过。", "All gates are passed.")
KEEP = text("请留好：{evidence}。", "Keep at hand: {evidence}.")

# The end of an indicator or dimension
COMPLETE = text(
    "“{title}”答完了：得分率 {share} %，还能得 {points} 分。",
    "{title} complete: {share} %, {points} points still to gain.",
)
COMPLETE_FULL = text("“{title}”答完了：得分率 {share} %，没有丢分。", "{title} complete: {share} %, no points lost.")
BEST_AND_WORST = text(
    "最强的是“{best}”（{best_share} %），最弱的是“{worst}”（{worst_share} %）。",
    "Strongest: {best} ({best_share} %); weakest: {worst} ({worst_share} %).",
)


@dataclass(frozen=True)
class Standing:
    """A question and the whole assessment at one moment: scores, grades by id, questions open in its dimension and indicator."""

    state: QuestionState
    points: Fraction
    credit: Fraction | None
    gate: GateState | None
    score: Interval
    grade_low: str
    grade_high: str
    open_in: tuple[int, int]


@dataclass(frozen=True)
class Press:
    """One answer: the standing of its question before and after. Small, so that it can be stored until it is drawn."""

    question: str
    before: Standing
    after: Standing

    @property
    def gained(self) -> Fraction:
        """By how many points the guaranteed score moved."""
        return self.after.score.low - self.before.score.low


def standing(card: Scorecard, question_id: str) -> Standing:
    """The standing of a question on a scorecard."""
    one = card.question(question_id)
    gate = next((gate.state for gate in card.gates if gate.question == question_id), None)
    grade = card.grade
    open_in = (card.nodes[one.dimension].open, card.nodes[one.indicator].open)
    return Standing(one.state, one.points, one.credit, gate, card.score, grade.low.id, grade.high.id, open_in)


def reaction(rubric: Rubric, press: Press, card: Scorecard, lang: Lang, ranged: bool = True) -> tuple[str, ...]:
    """The line on the answer, then one on the indicator or dimension it completed, if it did. Empty where nothing changed.

    `card` is the scorecard of now: whether evidence is named, and how indicators stand. Not `ranged`, the line leaves out
    between which ends the score lies, as early in an interview, where that says nothing yet.
    """
    grade = _grade(rubric, press, lang)
    first = (
        _score(press, rubric, card, lang)
        + (grade or (_range(press, lang) if ranged else []))
        + _gate(press, card, lang)
    )
    of = card.question(press.question)
    missing = (one for name, one in rubric.by_id[press.question].pieces.items() if name in of.needed - of.held)
    if press.after.credit and (keep := next(missing, None)):
        first.append(say(KEEP, lang, evidence=words(keep, lang)))
    lines = (LANGUAGES[lang].between_sentences.join(first), _completed(rubric, press, card, lang))
    return tuple(line for line in lines if line)


def signed_points(value: Fraction) -> str:
    """Points with their sign, two decimals, cut: "+1.47", "−0.98"."""
    return f"{'−' if value < 0 else '+'}{point_words(abs(value))}"


def _score(press: Press, rubric: Rubric, card: Scorecard, lang: Lang) -> list[str]:
    before, after = press.before, press.after
    moved = GUARANTEE_UP if press.gained > 0 else GUARANTEE_DOWN
    guarantee = [say(moved, lang, points=point_words(abs(press.gained)))] if press.gained else []
    if after.state == "answered":
        return [_answered(press, card, lang)] if before.state != "na" else guarantee
    if after.state == "na":
        alone = not card.nodes[rubric.place[press.question][1]].points
        return [words(ASIDE_ALONE if alone else ASIDE, lang), *guarantee]
    if after.state == "unsure":
        return [words(UNSURE, lang), *guarantee]
    if after.state == "undecided":
        return [words(UNDECIDED, lang)]
    if after.state == "unanswered" and before.state != "unanswered":
        return [words(TAKEN_BACK, lang), *guarantee]
    return []


def _answered(press: Press, card: Scorecard, lang: Lang) -> str:
    before, after = press.before, press.after
    if before.state in ("unanswered", "unsure"):
        if card.hanging:  # what it is worth may hang on facts, and other profiles bound the score before and after
            return (
                say(GUARANTEE_UP, lang, points=point_words(press.gained)) if press.gained > 0 else words(UNMOVED, lang)
            )
        if not after.credit:
            return say(NOTHING_GAINED, lang, worth=point_words(after.points))
        text = GAINED if after.credit == 1 else GAINED_PART
        return say(text, lang, points=signed_points(press.gained), worth=point_words(after.points))
    if press.gained:
        return say(MOVED, lang, points=signed_points(press.gained))
    return words(UNMOVED, lang)


def _range(press: Press, lang: Lang) -> list[str]:
    """The score or its range now, where the answer moved the high end too; left out where a sentence on the grade is there."""
    before, now = press.before.score, press.after.score
    if before.high == now.high:
        return []
    if now.low == now.high:
        return [say(SCORE, lang, score=score_words(now.low))]
    return [say(RANGE, lang, low=score_words(now.low), high=score_words(now.high))]


def _grade(rubric: Rubric, press: Press, lang: Lang) -> list[str]:
    """What the answer did to the grade; a fall is stated as plainly as a rise."""
    before = [rubric.band(one) for one in (press.before.grade_low, press.before.grade_high)]
    after = [rubric.band(one) for one in (press.after.grade_low, press.after.grade_high)]
    names = {"old": grade_inside(before[0], lang), "new": grade_inside(after[0], lang)}
    if before == after:
        return []
    if before[0] == before[1] and after[0] == after[1]:
        return [say(ROSE if before[0].from_ < after[0].from_ else FELL, lang, **names)]
    if before[0] == before[1]:
        return [say(OPENED, lang, low=grade_inside(after[0], lang), high=grade_inside(after[1], lang))]
    sentences = []
    if after[0].from_ < before[0].from_:
        sentences.append(say(NO_LONGER, lang, **names))
    if after[0] == after[1]:
        return [*sentences, say(SETTLED, lang, grade=grade_inside(after[0], lang))]
    if after[0].from_ > before[0].from_:
        sentences.append(say(AT_LEAST, lang, grade=grade_inside(after[0], lang)))
    if after[1] != before[1]:
        text = AT_MOST if after[1].from_ < before[1].from_ else POSSIBLE
        sentences.append(say(text, lang, grade=grade_inside(after[1], lang)))
    return sentences


def _gate(press: Press, card: Scorecard, lang: Lang) -> list[str]:
    if press.after.state != "answered" or press.after.gate is None:
        return []
    if press.after.gate == "failed":
        return [words(GATE_FAILED, lang)]
    if press.before.gate == press.after.gate:
        return []
    all_passed = not card.gates_in("open") and not card.gates_in("failed")
    return [words(GATES_ALL_PASSED if all_passed else GATE_PASSED, lang)]


def _completed(rubric: Rubric, press: Press, card: Scorecard, lang: Lang) -> str:
    """The dimension whose last open question this was, else the indicator."""
    for node_id, was, now in zip(rubric.place[press.question], press.before.open_in, press.after.open_in, strict=True):
        if was and not now:
            return _standing_of(rubric, card, card.nodes[node_id], lang)
    return ""


def _standing_of(rubric: Rubric, card: Scorecard, node: NodeScore, lang: Lang) -> str:
    share, lost = node.share, node.points - node.low
    if share is None:  # nothing in it applies, which the line before says
        return ""
    marks = {
        "title": words(rubric.nodes[node.id].title, lang),
        "share": score_words(share.low),
        "points": point_words(lost),
    }
    sentence = say(COMPLETE if lost else COMPLETE_FULL, lang, **marks)
    below = [one for one in card.nodes.values() if rubric.nodes[one.id].questions and one.points]
    within = {rubric.place[q][1] for q in rubric.order if rubric.place[q][0] == node.id} - {node.id}
    shares = {one.id: one.share.low for one in below if one.id in within and one.share}
    if len(set(shares.values())) < 2:
        return sentence
    best, worst = max(shares, key=lambda one: shares[one]), min(shares, key=lambda one: shares[one])
    ends = say(
        BEST_AND_WORST,
        lang,
        best=words(rubric.nodes[best].title, lang),
        best_share=score_words(shares[best]),
        worst=words(rubric.nodes[worst].title, lang),
        worst_share=score_words(shares[worst]),
    )
    return LANGUAGES[lang].sentences((sentence, ends))


NOT_COUNTED = text("写进去也不计分", "Does not count even when taken over")
RULED_OUT = text("现在不计分：平台画像里{facts}", "does not count now: in the profile, {facts}")
WAITS = text(
    "平台画像里还没有填{facts}，不知道这一题适不适用，先不计分",
    "does not count yet: whether it applies depends on the profile, where {facts} is not filled in",
)
FACT_IS = text("“{fact}”填的是“{value}”", "“{fact}” says “{value}”")
FACT_OPEN = text("“{fact}”", "“{fact}”")


@dataclass(frozen=True)
class NotCounted:
    """A question whose answer does not count, with the profile facts that decide it and the sentence why."""

    question: str
    facts: tuple[str, ...]
    why: Text

    def data(self, lang: Lang | None = None) -> dict[str, Any]:
        """The same as plain data, in one language or in those that are written."""
        why = written(self.why) if lang is None else words(self.why, lang)
        return {"question": self.question, "facts": list(self.facts), "message": why}


def not_counted(rubric: Rubric, assessment: Assessment, questions: Iterable[str]) -> tuple[NotCounted, ...]:
    """Those of some questions whose answers do not count under the profile, in the order given, each once."""
    applying = rubric.applying(assessment.profile)
    return tuple(
        _why(rubric, assessment, question)
        for question in dict.fromkeys(questions)
        if applying.get(question) is not True
    )


def _why(rubric: Rubric, assessment: Assessment, question: str) -> NotCounted:
    condition, profile = rubric.by_id[question].applies, assessment.profile
    assert condition is not None  # or it would apply
    # Where no answer to any fact changes it, all that it mentions are named.
    facts = deciding(condition, profile, rubric.facts) or tuple(dict.fromkeys(fact for fact, _ in condition.facts()))
    ruled_out = rubric.applying(profile)[question] is False
    return NotCounted(
        question,
        facts,
        filled(
            RULED_OUT if ruled_out else WAITS,
            facts=Text(zh=_facts(rubric, assessment, facts, "zh"), en=_facts(rubric, assessment, facts, "en")),
        ),
    )


def _facts(rubric: Rubric, assessment: Assessment, facts: Iterable[str], lang: Lang) -> str:
    named = []
    for one in facts:
        fact, value = rubric.facts[one], assessment.profile.get(one)
        said = FACT_OPEN if value is None else FACT_IS
        value_words = "" if value is None else fact_words(fact, value, lang)
        named.append(words(said, lang).format(fact=words(fact.text, lang), value=value_words))
    return LANGUAGES[lang].listed(named)
