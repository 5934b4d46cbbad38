"""A move in sentences and as plain data. Knows wording; must not decide what is carried over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ecq.assessment.model import Response
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, text, words
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import ZERO
from ecq.rubric.model import RetiredOption, Rubric
from ecq.scoring.export import rubric_data
from ecq.scoring.rubric_comparison import Difference
from ecq.telling.moving.comparison_lines import effect_data, effect_lines
from ecq.telling.moving.move import ItemsRemoved, Move
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words, value_words
from ecq.telling.text.words import say

HEAD = text("{rubric}：从 {old} 版换到 {new} 版", "{rubric}: from version {old} to version {new}")
OLD_NOT_AT_HAND = text(
    "当时那一版细则的内容不在手边，所以只能按编号比较。",
    "The rubric as it was then is not at hand, so only ids could be compared.",
)
NOTHING_CHANGED = text("对这份自评没有影响。", "Nothing changes for this assessment.")
FACTS = text("画像要重新回答", "Profile facts to answer again")
ASKED_AGAIN = text("要重新回答的题", "Questions to answer again")
NEW_QUESTIONS = text("新问的题", "New questions")
RETIRED = text("不再问的题（原来的回答还留在文件里）", "Questions no longer asked (their answers stay in the file)")
ITEMS_REMOVED = text("清单里不再问的项（其余勾选照旧）", "Items no longer on their checklist (the other ticks stay)")
READS_OTHERWISE = text("回答照旧，但文字或得分率变了", "Answers that stay, but now read or score otherwise")
COUNTED = text("{title}：{count}", "{title}: {count}")
ANSWERED_BEFORE = text("原来的回答：{said}", "Answered before: {said}")
LOOK_AT = text("现在请看：{options}", "Look at now: {options}")
ASKED_BY = text("现在由这一题问：{question}", "Asked now by: {question}")
CREDIT = text("得分率 {before} → {after}", "credit {before} → {after}")


@dataclass(frozen=True)
class MoveLine:
    """One thing that changed: its id, what it is called, and what there is to say about it."""

    id: str
    title: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class MoveSection:
    """Things that changed in the same way."""

    title: str
    lines: tuple[MoveLine, ...]


def sections(moved: Move, lang: Lang) -> tuple[MoveSection, ...]:
    """What changed for the assessment, what wants doing first; parts with nothing in them are left out."""
    new, old = moved.new, moved.old or moved.new
    before = moved.before

    def asked(question_id: str) -> str:
        return words(new.by_id[question_id].text, lang)

    def answered(question_id: str) -> str:
        question = old.by_id.get(question_id)
        return say(ANSWERED_BEFORE, lang, said=_answer(question, before.response(question_id), lang))

    facts = [
        MoveLine(
            one.fact,
            words(new.facts[one.fact].text, lang),
            (
                *((words(one.why.why, lang),) if one.why else ()),
                say(ANSWERED_BEFORE, lang, said=fact_words(old.facts.get(one.fact), one.answer, lang)),
            ),
        )
        for one in moved.facts
    ]
    again = [
        MoveLine(one.question, asked(one.question), (answered(one.question), *_instead(new, one.options, lang)))
        for one in moved.asked_again
    ]
    removed = [
        MoveLine(one.question, asked(one.question), (_items(old, one, lang), *_instead(new, one.options, lang)))
        for one in moved.items_removed
    ]
    retired = [
        MoveLine(
            one.question,
            words(old.by_id[one.question].text, lang) if one.question in old.by_id else one.question,
            (answered(one.question), *_asked_by(new, one.successor, lang)),
        )
        for one in moved.retired
    ]
    fresh = [MoveLine(one, asked(one)) for one in moved.new_questions]
    otherwise = [MoveLine(one, asked(one), _otherwise(moved, old, one, lang)) for one in moved.reads_otherwise]
    otherwise = [line for line in otherwise if line.details]  # what changed in another language only is not told
    parts = (
        (FACTS, facts),
        (ASKED_AGAIN, again),
        (NEW_QUESTIONS, fresh),
        (RETIRED, retired),
        (ITEMS_REMOVED, removed),
        (READS_OTHERWISE, otherwise),
    )
    return tuple(MoveSection(words(title, lang), tuple(lines)) for title, lines in parts if lines)


def effect_of_move(moved: Move, lang: Lang) -> list[str]:
    """What moving does to the score, contribution by contribution; empty where the old rubric is not at hand."""
    if moved.effect is None or moved.old is None:
        return []
    return list(effect_lines(Difference(moved.old, moved.new, (), moved.effect), moved.effect, lang))


def move_lines(moved: Move, lang: Lang) -> Iterator[str]:
    """All of it to read; details are indented."""
    yield say(HEAD, lang, rubric=moved.new.id, old=moved.made_with.version, new=moved.new.version)
    if moved.old is None:
        yield words(OLD_NOT_AT_HAND, lang)
    parts = sections(moved, lang)
    if not parts:
        yield words(NOTHING_CHANGED, lang)
    for part in parts:
        yield ""
        yield say(COUNTED, lang, title=part.title, count=len(part.lines))
        for line in part.lines:
            yield f"  {line.title} [{line.id}]"
            yield from (f"    {detail}" for detail in line.details)
    effect = effect_of_move(moved, lang)
    if effect:
        yield ""
        yield from effect


def move_data(moved: Move) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "rubric": rubric_data(moved.new),
        "made_with": moved.made_with.model_dump(),
        "old_at_hand": moved.old is not None,
        "facts": [{"fact": one.fact, "said": _plain(one.answer)} for one in moved.facts],
        "asked_again": [
            {"question": one.question, "said": _response(moved, one.question), **_options(one.options)}
            for one in moved.asked_again
        ],
        "new_questions": list(moved.new_questions),
        "retired": [
            {"question": one.question, "said": _response(moved, one.question), "successor": one.successor}
            for one in moved.retired
        ],
        "items_gone": [
            {"question": one.question, "items": list(one.items), **_options(one.options)} for one in moved.items_removed
        ],
        "reads_otherwise": list(moved.reads_otherwise),
        "effect": effect_data(moved.old, moved.effect) if moved.old and moved.effect else None,
    }


def _answer(question: Question | None, response: Response, lang: Lang) -> str:
    if question is not None:
        return answer_words(question, response, lang)
    value = response.value
    return ", ".join(value) if isinstance(value, tuple) else value or response.reason or ""


def _items(rubric: Rubric, removed: ItemsRemoved, lang: Lang) -> str:
    question = rubric.by_id.get(removed.question)
    titles = dict(question.choices) if question else {}
    return LANGUAGES[lang].semicolon.join(words(titles[one], lang) if one in titles else one for one in removed.items)


def _instead(new: Rubric, options: Sequence[RetiredOption], lang: Lang) -> Iterable[str]:
    """Where to look now, each place once."""
    places: list[str] = []
    for one in options:
        if named := dict(new.by_id[one.question].choices).get(one.successor or ""):
            places.append(say(LOOK_AT, lang, options=words(named, lang)))
        places += _asked_by(new, one.asked_by, lang)
    return dict.fromkeys(places)


def _asked_by(new: Rubric, question_id: str | None, lang: Lang) -> Iterator[str]:
    if question_id is not None and question_id in new.by_id:
        yield say(ASKED_BY, lang, question=words(new.by_id[question_id].text, lang))


def _otherwise(moved: Move, old: Rubric, question_id: str, lang: Lang) -> tuple[str, ...]:
    was, now = moved.before.response(question_id), moved.after.response(question_id)
    one, other = old.by_id[question_id], moved.new.by_id[question_id]
    pairs = [(value_words(one, was, lang), value_words(other, now, lang))]
    if one.parts and other.parts:
        texts = {item.id: words(item.text, lang) for item in one.parts}
        pairs = [
            (texts.get(item.id, ""), words(item.text, lang)) for item in other.parts if item.id in (now.value or ())
        ]
    lines = tuple(say(w.BEFORE_AFTER, lang, before=before, after=after) for before, after in pairs if before != after)
    credits = [q.credit_of(r.value) or ZERO for q, r in ((one, was), (other, now))]
    if credits[0] == credits[1]:
        return lines
    return (*lines, say(CREDIT, lang, before=plain(credits[0]), after=plain(credits[1])))


def _plain(value: ProfileValue) -> Any:
    return value if isinstance(value, str) else list(value)


def _response(moved: Move, question_id: str) -> dict[str, Any]:
    response = moved.before.response(question_id)
    return {"state": response.state, "value": _plain(response.value or ""), "reason": response.reason}


def _options(options: Sequence[RetiredOption]) -> dict[str, Any]:
    return {"options": [one.model_dump(exclude={"question"}) for one in options]}
