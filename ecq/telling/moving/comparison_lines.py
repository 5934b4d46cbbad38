"""The difference between two rubrics in sentences, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import Any

from ecq.base.exact import cut
from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.rubric.model import Rubric
from ecq.scoring.answers import QuestionState
from ecq.scoring.difference import Between, GateMove, Move
from ecq.scoring.export import exact_interval, fields, rubric_data
from ecq.scoring.rubric_comparison import Change, Difference, Kind
from ecq.telling.plan.sentences import change_words, hanging_line
from ecq.telling.text.sentences import POINT_DECIMALS, grade_words, interval_words
from ecq.telling.text.words import GATE_STATES, NO, STATES, YES, say

HEAD = text("从 {old} 到 {new}", "From {old} to {new}")
SAME = text("两份细则说的完全一样。", "The two rubrics say the same.")
KINDS: dict[Kind, Text] = {
    "question-added": text("新增评价项：{name}", "Question added: {name}"),
    "question-removed": text("删去评价项：{name}", "Question removed: {name}"),
    "question-moved": text("评价项换了指标：{name}", "Question moved: {name}"),
    "questions-reordered": text("评价项换了次序：{name}", "Questions in another order: {name}"),
    "reworded": text("改了文字：{name}", "Reworded: {name}"),
    "scale-changed": text("改了选项或得分率：{name}", "Options or credits changed: {name}"),
    "effort-changed": text("改了投入或周期：{name}", "Effort or lead time changed: {name}"),
    "gate-changed": text("改了红线：{name}", "Gate changed: {name}"),
    "applies-changed": text("改了适用条件：{name}", "Applies under another condition: {name}"),
    "not-applicable-changed": text("改了可以不适用的理由：{name}", "Reasons for “not applicable” changed: {name}"),
    "sources-changed": text("改了依据：{name}", "Sources cited changed: {name}"),
    "core-changed": text("改了是否核心题：{name}", "Core question or not, changed: {name}"),
    "points-changed": text("改了分值：{name}", "Points changed: {name}"),
    "points-stated": text("分值不变，写法变了：{name}", "Same points, stated in another way: {name}"),
    "cap-changed": text("改了红线未过时的最高等级：{name}", "Highest grade while a gate is failed, changed: {name}"),
    "band-added": text("新增等级：{name}", "Grade added: {name}"),
    "band-removed": text("删去等级：{name}", "Grade removed: {name}"),
    "band-changed": text("改了等级：{name}", "Grade changed: {name}"),
    "node-added": text("新增维度或指标：{name}", "Dimension or indicator added: {name}"),
    "node-removed": text("删去维度或指标：{name}", "Dimension or indicator removed: {name}"),
    "node-changed": text("改了维度或指标：{name}", "Dimension or indicator changed: {name}"),
    "fact-added": text("新增画像问题：{name}", "Profile fact added: {name}"),
    "fact-removed": text("删去画像问题：{name}", "Profile fact removed: {name}"),
    "fact-changed": text("改了画像问题：{name}", "Profile fact changed: {name}"),
    "source-added": text("新增依据：{name}", "Source added: {name}"),
    "source-removed": text("删去依据：{name}", "Source removed: {name}"),
    "source-changed": text("改了依据的登记：{name}", "Source entry changed: {name}"),
    "rubric-changed": text("改了细则本身的说明：{name}", "About the rubric itself, changed: {name}"),
}
FROM_TO = text("{path}：{before} → {after}", "{path}: {before} → {after}")
ABSENT = text("（没有）", "(none)")
POINTS = text(
    "{before} 分 → {after} 分，共 {count} 题：{names}", "{before} → {after} points, {count} questions: {names}"
)
TRUTH = {True: YES, False: NO}
SCORE_MOVED = text("能保证的得分：{before} → {after}（{change}）", "Guaranteed score: {before} → {after} ({change})")
RANGE_MOVED = text("得分区间：{before} → {after}", "Range of scores: {before} → {after}")
GRADE_MOVED = text("等级：{before} → {after}", "Grade: {before} → {after}")
GRADE_STAYS = text("等级不变：{before}", "The grade stays: {before}")
MOVED_BY = text("{name}：{before} → {after}（{change}）", "{name}: {before} → {after} ({change})")
MOVED_WITH_STATE = text(
    "{name}：{before} → {after}（{change}），{state_before} → {state_after}",
    "{name}: {before} → {after} ({change}), {state_before} → {state_after}",
)
NOT_ASKED = text("不问", "not asked")
NOTHING_MOVED = text("没有一题的得分变了。", "No question's contribution changed.")
GATE_MOVED = text("红线项 {name}：{before} → {after}", "Gate {name}: {before} → {after}")
NO_GATE = text("不是红线项", "no gate")


def lines(difference: Difference, lang: Lang) -> list[str]:
    """The difference for a person to read, in one language; details are indented by two spaces."""
    old, new = difference.old, difference.new
    sentences = [say(HEAD, lang, old=f"{old.id} {old.version}", new=f"{new.id} {new.version}")]
    if not difference.changes:
        sentences.append(words(SAME, lang))
    for change in difference.changes:
        if change.kind != "points-changed":
            sentences += _change_lines(difference, change, lang)
    sentences += _point_lines(difference, lang)
    if difference.effect is not None:
        sentences += effect_lines(difference, difference.effect, lang)
    return sentences


def _change_lines(difference: Difference, change: Change, lang: Lang) -> Iterator[str]:
    yield say(KINDS[change.kind], lang, name=_name(difference, change, lang))
    if change.kind.endswith(("-added", "-removed")):
        return
    for path in dict.fromkeys((*change.before, *change.after)):
        before, after = (_value(side.get(path), lang) for side in (change.before, change.after))
        if before != after:  # another language's words may be all that changed
            yield "  " + say(FROM_TO, lang, path=path, before=before, after=after)


def _value(value: Any, lang: Lang) -> str:
    if value is None:
        return words(ABSENT, lang)
    if isinstance(value, bool):
        return words(TRUTH[value], lang)
    if isinstance(value, Mapping):
        return words(Text(zh=value["zh"], en=value["en"], hant=value.get("hant")), lang)
    if isinstance(value, list):
        return LANGUAGES[lang].list_comma.join(map(str, value))
    return str(value)


def _point_lines(difference: Difference, lang: Lang) -> Iterator[str]:
    """Changed points by indicator; questions whose points changed alike share a line."""
    changed = [change for change in difference.changes if change.kind == "points-changed"]
    for indicator, group in groupby(changed, lambda change: difference.new.place[change.where][1]):
        yield say(KINDS["points-changed"], lang, name=words(difference.new.nodes[indicator].title, lang))
        alike: dict[tuple[str, str], list[str]] = {}
        for change in group:
            moved = (change.before["points"], change.after["points"])
            alike.setdefault(moved, []).append(change.where)
        for moved, questions in alike.items():
            before, after = (cut(Fraction(one), POINT_DECIMALS) for one in moved)
            names = ", ".join(questions)
            yield "  " + say(POINTS, lang, before=before, after=after, count=len(questions), names=names)


def _name(difference: Difference, change: Change, lang: Lang) -> str:
    """What a person knows the thing by, with its id where that is needed to find it."""
    for rubric in (difference.new, difference.old):
        text = _title(rubric, change)
        if text is not None:
            return words(text, lang) if change.where == rubric.id else f"{words(text, lang)} [{change.where}]"
    return change.where


def _title(rubric: Rubric, change: Change) -> Text | None:
    what = change.kind.split("-", maxsplit=1)[0]
    if what in ("rubric", "cap"):
        return rubric.layout.title
    if what == "band":
        return next((band.title for band in rubric.bands if band.id == change.where), None)
    named: Mapping[str, Mapping[str, Any]] = {
        "node": rubric.nodes,
        "questions": rubric.nodes,
        "fact": rubric.facts,
        "source": rubric.source_by_id,
    }
    found = named.get(what, rubric.by_id).get(change.where)
    title: Text | None = getattr(found, "title", None) or getattr(found, "text", None)
    return title


def effect_lines(difference: Difference, effect: Between, lang: Lang) -> Iterator[str]:
    """What a change does to an assessment: score, grade, each contribution that moved, gates."""
    cards = dict(zip(("before", "after"), effect.surely, strict=True))
    yield say(SCORE_MOVED, lang, **change_words(*(card.score.low for card in cards.values())))
    ranges = {side: interval_words(card.score.low, card.score.high) for side, card in cards.items()}
    yield say(RANGE_MOVED, lang, **ranges)
    grades = {side: grade_words(card.grade, lang) for side, card in cards.items()}
    yield say(GRADE_STAYS if grades["before"] == grades["after"] else GRADE_MOVED, lang, **grades)
    if hanging := hanging_line(effect, lang):
        yield hanging + LANGUAGES[lang].full_stop
    moves, gates = _in_order(difference.old, effect)
    moved = [one for one in moves if one.difference or _state_shown(one.before.state) != _state_shown(one.after.state)]
    if not moved:
        yield words(NOTHING_MOVED, lang)
    for one in sorted(moved, key=lambda one: -abs(one.difference)):
        yield "  " + _moved(difference, one, lang)
    for gate in gates:
        before, after = (words(GATE_STATES[one] if one else NO_GATE, lang) for one in (gate.before, gate.after))
        name = _question_name(difference, gate.question, lang)
        yield "  " + say(GATE_MOVED, lang, name=name, before=before, after=after)


def _in_order(old: Rubric, effect: Between) -> tuple[list[Move], list[GateMove]]:
    """Questions and gates as the old rubric has them; what it has not comes last."""
    place = {question: at for at, question in enumerate(old.order)}
    moves = sorted(effect.moves, key=lambda one: place.get(one.question, len(place)))
    return moves, sorted(effect.gates, key=lambda one: len(place) if one.before is None else place[one.question])


def _state_shown(state: QuestionState | None) -> QuestionState | None:
    """The state as shown: a question ruled out by the profile is shown as not asked."""
    return None if state == "hidden" else state


def _moved(difference: Difference, one: Move, lang: Lang) -> str:
    marks = {
        "name": _question_name(difference, one.question, lang),
        **change_words(one.before.contribution, one.after.contribution),
    }
    if one.before.state == one.after.state:
        return say(MOVED_BY, lang, **marks)
    was, now = (words(STATES[side.state] if side.state else NOT_ASKED, lang) for side in (one.before, one.after))
    return say(MOVED_WITH_STATE, lang, **marks, state_before=was, state_after=now)


def _question_name(difference: Difference, question_id: str, lang: Lang) -> str:
    rubric = difference.new if question_id in difference.new.by_id else difference.old
    return f"{words(rubric.by_id[question_id].text, lang)} [{question_id}]"


def as_data(difference: Difference) -> dict[str, Any]:
    """The difference as plain data for JSON; every exact number a fraction in a string."""
    return {
        "old": rubric_data(difference.old),
        "new": rubric_data(difference.new),
        "changes": [fields(one, "kind where before after") for one in difference.changes],
        "effect": None if difference.effect is None else effect_data(difference.old, difference.effect),
    }


def effect_data(old: Rubric, effect: Between) -> dict[str, Any]:
    """The same as plain data."""
    sides = dict(zip(("before", "after"), effect.surely, strict=True))
    moves, gates = _in_order(old, effect)
    return {
        "score": {side: exact_interval(card.score) for side, card in sides.items()},
        "difference": str(effect.difference),
        "grade": {side: fields(card.grade, "low high") for side, card in sides.items()},
        "contributions": [
            {
                "question": one.question,
                "state": {"before": one.before.state, "after": one.after.state},
                "before": str(one.before.contribution),
                "after": str(one.after.contribution),
                "difference": str(one.difference),
            }
            for one in moves
        ],
        "gates": [fields(one, "question before after") for one in gates],
    }
