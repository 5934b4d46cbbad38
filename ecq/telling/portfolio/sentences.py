"""What the portfolio says, in one language: screen, workbook, PDF and command line share these sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ecq.base.language import LANGUAGES, Lang, words
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.comparison import FEWEST, Benchmark, Comparison, Otherwise, QuartileLine
from ecq.telling.portfolio.summary import SelfCheckRow
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, interval_words, point_words, score_words
from ecq.telling.text.words import say


def name_words(name: str, lang: Lang) -> str:
    """A platform's name, or that it has none."""
    return name or words(w.UNNAMED, lang)


def names_apart(shown: Comparison, lang: Lang) -> list[str]:
    """The names of those compared; behind those of one name when each was last changed or, where that is the same, which it is."""
    told = [(name_words(one.name, lang), (one.assessment.updated_at or "")[:10]) for one in shown.clients]
    names, bracketed = [name for name, _ in told], LANGUAGES[lang].bracketed
    once = [day if day and told.count((name, day)) == 1 else f"#{at}" for at, (name, day) in enumerate(told, 1)]
    return [f"{name}{bracketed(one) if names.count(name) > 1 else ''}" for name, one in zip(names, once, strict=True)]


def left_words(row: SelfCheckRow, lang: Lang) -> str:
    """How far off the target day is; "" where none is set."""
    days = row.days_left
    if days is None:
        return ""
    if days == 0:
        return words(pf.TODAY, lang)
    return say(pf.LEFT if days > 0 else pf.PAST, lang, days=abs(days))


def verdict_words(row: SelfCheckRow, lang: Lang) -> str:
    """Readiness for the target, or that nothing is answered."""
    return words(w.VERDICTS[row.verdict], lang) if row.begun else words(pf.NOT_BEGUN, lang)


def stand_line(rows: Sequence[SelfCheckRow], lang: Lang) -> str:
    """How many there are and how many are ready."""
    counts = Counter(row.verdict for row in rows if row.begun)
    empty = sum(not row.begun for row in rows)
    marks = {name.replace("-", "_"): counts[name] for name in ("ready", "conditional", "not-ready")}
    return say(pf.STAND, lang, count=len(rows), empty=empty, **marks)


def next_day_line(rows: Sequence[SelfCheckRow], lang: Lang) -> str:
    """The nearest target day that has not passed; "" where none is set."""
    ahead = [row for row in rows if row.days_left is not None and row.days_left >= 0]
    if not ahead:
        return ""
    row = min(ahead, key=lambda one: one.days_left or 0)
    return say(pf.NEXT_DAY, lang, name=name_words(row.name, lang), day=row.ready_by, left=left_words(row, lang))


def rubric_words(rubric: Rubric, lang: Lang) -> str:
    """A rubric's title with its version."""
    return f"{words(rubric.layout.title, lang)} {rubric.version}"


def mixed_line(rubrics: Iterable[Rubric], lang: Lang) -> str:
    """That there are different rubrics, each with how many; "" where there is one."""
    titles = Counter(rubric_words(rubric, lang) for rubric in rubrics)
    if len(titles) < 2:
        return ""
    named = LANGUAGES[lang].listed(say(pf.RUBRIC_COUNT, lang, title=title, count=n) for title, n in titles.items())
    return say(pf.MIXED, lang, rubrics=named)


def score_or_none(score: Interval, begun: bool, lang: Lang) -> str:
    """A score, or that nothing is answered."""
    return interval_words(score.low, score.high) if begun else words(pf.NOT_BEGUN, lang)


def best_line(shown: Comparison, lang: Lang) -> str:
    """Which has the highest guaranteed score, and what is listed below; or that all are alike."""
    if shown.best is None:
        return words(pf.NO_BEST, lang)
    best = shown.clients[shown.best]
    return say(pf.BEST_IS, lang, name=names_apart(shown, lang)[shown.best], score=score_words(best.card.score.low))


def otherwise_line(shown: Comparison, one: Otherwise, lang: Lang) -> str:
    """How many questions the best does otherwise than this client, and what that is worth to it."""
    name = names_apart(shown, lang)[one.client]
    if not one.others:
        return say(pf.NO_OTHERS, lang, name=name)
    form = pf.MORE_ONE if len(one.others) == 1 else pf.MORE
    return say(form, lang, name=name, count=len(one.others), gain=point_words(one.gain))


def answers_apart(shown: Comparison, one: Otherwise, question_id: str, lang: Lang) -> tuple[str, str]:
    """A client's answer and the best's; of a checklist how many lines are ticked, and those that only the best has."""
    assert shown.best is not None
    question = shown.rubric.by_id[question_id]
    own, best = (shown.clients[place].assessment.response(question_id) for place in (one.client, shown.best))
    if not isinstance(question, ChecklistQuestion):
        return answer_words(question, own, lang), answer_words(question, best, lang)
    ticked = [{item.id for item in question.items if item.id in (of.value or ())} for of in (own, best)]
    counted = [say(w.ITEMS_OF, lang, count=len(items), all=len(question.items)) for items in ticked]
    more = [words(item.text, lang) for item in question.items if item.id in ticked[1] - ticked[0]]
    return counted[0], LANGUAGES[lang].colon.join((counted[1], LANGUAGES[lang].listed(more)))


def open_line(one: Otherwise, lang: Lang) -> str:
    """What is open at this client that the best has credit for; "" where nothing is."""
    return say(pf.ALSO_OPEN, lang, count=one.open, gain=point_words(one.open_points)) if one.open else ""


def benchmark_lines(shown: Benchmark, lang: Lang) -> list[str]:
    """How many clients there are, what was left out, and whether they are enough."""
    left_out = (
        (pf.LEFT_OUT_DEMOS, shown.demos),
        (pf.LEFT_OUT_REPEATED, shown.repeated),
        (pf.LEFT_OUT_UNBEGUN, shown.unbegun),
    )
    first = say(pf.OF_CLIENTS if shown.enough else pf.TOO_FEW, lang, needed=FEWEST, count=shown.clients)
    return [first, *(say(text, lang, count=count) for text, count in left_out if count)]


def line_title(rubric: Rubric, line: QuartileLine, lang: Lang) -> str:
    """A node's title; that of the whole score."""
    return words(rubric.nodes[line.node].title, lang) if line.node else words(pf.WHOLE, lang)


def method_lines(lang: Lang) -> list[str]:
    """What the benchmark counts and how quartiles are worked out."""
    return [say(pf.DEFINITION, lang, needed=FEWEST), words(pf.QUARTILE_METHOD, lang)]
