"""Whatever is said of a plan, in every language and wherever it is said, holds in the state it is said in.

All surfaces in all languages under both rubrics, with so many states by chance: python -m tests.planning.test_sentences_hold 6
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from time import process_time

import icalendar
import openpyxl
import pytest

from ecq.base.errors import PlanningError
from ecq.base.language import LANGS, Lang, Text, words
from ecq.cli.section_lines import plan_lines, section_lines
from ecq.planning import na_refused, plan
from ecq.planning.agreed import cheapest_plan
from ecq.rubric.model import Rubric
from ecq.telling.plan import date_sentences
from ecq.telling.plan import words as plan_words
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.sentences import binding_line, less_line, most_line, na_costs_line
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.report.whole import Sections, view_of
from ecq.telling.slides import deck, result
from ecq.telling.text.sentences import grade_inside
from ecq.telling.text.words import WITHOUT_EVIDENCE, say
from ecq.writers.sheets.calendar_file import plan_calendar
from ecq.writers.sheets.results.build import results_json, results_workbook
from ecq.writers.text import lines
from tests.planning.claims import ELSEWHERE, PARTS, TRUE_WHEN, Told
from tests.planning.once import worked_out_once
from tests.planning.sentence_states import DAY, FURTHER, STATES, random_state

ALL = {
    **STATES,
    **FURTHER,
    **{f"random {seed}": lambda rubric, seed=seed: random_state(rubric, seed) for seed in range(6)},
}
CLAIM = re.compile(r"\d|\{\w+\}|\b(?:all|nothing|at (?:the )?(?:least|most)|cannot|earliest|out of reach)\b", re.I)
NUMBER, A_DAY = r"<?\d+(?:\.\d+)?(?:/\d+)?", r"\d{4}-\d\d-\d\d"
MARKS = {
    **dict.fromkeys(("planned", "day", "first", "last", "by", "before", "finish", "start", "begins"), A_DAY),
    **dict.fromkeys(
        [
            "least",
            "enough",
            "count",
            "days",
            "gap",
            "score",
            "points",
            "needed",
            "below",
            "reached",
            "all",
            "spent",
            "added",
            "dropped",
            "other",
        ],
        NUMBER,
    ),
    "years": r"\d{4}(?:[、, and]+\d{4})*",
    "target": r"\w{1,20}(?: \w+)?",
    **dict.fromkeys(("stands", "name"), r"[^。，,:：\n]{1,40}?"),
    **dict.fromkeys(("percent", "loss", "bound", "low", "high", "before"), NUMBER),
    "question": r"[^\n。：:]{1,200}?",
    "among": r"[^\n。.：]{0,60}?",
    "when": "(?:；每周.{1,40}?|; at.{1,40}?|；每週.{1,40}?)?",
    "gates": r"(?:[^。；;.]{0,40}?)",
}
LONG = r"[^\n]{1,1500}?"


def pressed(text: str, lang: Lang) -> str:
    """Without line breaks, and in Chinese without spaces."""
    return re.sub(r"\s+", " " if lang == "en" else "", text)


@cache
def pattern(text: Text, lang: Lang) -> re.Pattern[str]:
    """A sentence with what its marks can be; "person-days" loses its s after a 1."""
    found = ""
    for place, part in enumerate(re.split(r"\{(\w+)\}", pressed(words(text, lang), lang))):
        if place % 2 == 0:
            found += re.sub(r"(person\\-day|day|point)s", r"\1s?", re.escape(part))
        elif part in ("effort", "more"):
            found += rf"(?P<{part}>{NUMBER}(?: ?人日| person-days?)?)"
        elif found or part in MARKS:  # what any words can begin is looked for from its first own word on
            found += rf"(?P<{part}>{MARKS.get(part, LONG)})"
    return re.compile(found)


@cache
def fixed(text: Text, lang: Lang) -> str:
    """The longest part of a sentence that is the same whatever it says."""
    return max(re.split(r"\{\w+\}|(?:person-)?days?|points?", pressed(words(text, lang), lang)), key=len)


def found_in(surface: str, lang: Lang) -> Iterator[tuple[Text, dict[str, str]]]:
    """The sentences of `TRUE_WHEN` in a text, with what stands in their marks; a part of a longer one is no sentence."""
    there = [text for text in TRUE_WHEN if fixed(text, lang) in surface]
    hits = [(text, hit) for text in there for hit in pattern(text, lang).finditer(surface)]
    for text, hit in hits:
        inside = (
            other.start() <= hit.start() and hit.end() <= other.end() and other.span() != hit.span()
            for longer, other in hits
            if not {"facts", "why"} & pattern(longer, lang).groupindex.keys()
        )
        if not any(inside):
            yield text, hit.groupdict()


def said_of(work: WorkPlan) -> tuple[str, ...]:
    """The sentences that every surface prints."""
    return (work.headline, *work.notes, *work.dates, *work.deadline, work.schedule)


def surfaces(
    rubric: Rubric, told: Told, work: WorkPlan, lang: Lang, everywhere: bool, files: bool
) -> Iterator[tuple[str, str]]:
    """Everything that speaks of the plan, or its words alone; slides and workbook, half of the time, among the `files`."""
    yield "words", "\n".join(filter(None, (*said_of(work), work.more, work.nothing)))
    if not everywhere:
        return
    agreed = agreed_work(rubric, told.held, told.plan, lang, DAY)
    if agreed is not None:
        yield "agreed", "\n".join((agreed.headline, *agreed.notes))
    yield "command", "\n".join(plan_lines(rubric, told.held, told.plan, lang, DAY))
    yield "explain", "\n".join(section_lines("explain", rubric, told.held, lang, DAY))
    yield "page", "\n".join(page_lines(told, lang))
    if told.card.counts.answered:
        view = view_of(rubric, told.held, lang, ("plan",))
        sections = Sections(view, "full", DAY, ("plan",))
        yield "report", "\n".join(lines((*sections.blocks("plan"), *sections.blocks("evidence"))))
        if files:
            way = [one for one in deck(result(rubric, told.held, lang, DAY)).slides if one.id == "way"]
            assert way or not told.plan.steps
            yield from (("slides", str(one)) for one in way)
    yield "json", "\n".join(_texts(json.loads(results_json(rubric, told.held, lang, DAY))["plan"]["words"]))
    try:
        events = icalendar.Calendar.from_ical(plan_calendar(rubric, told.held, told.plan, lang, DAY)).walk("VEVENT")
        yield "calendar", "\n".join(str(one["description"]) for one in events)
    except PlanningError:
        assert not [line for line in work.lines if line.day]
    if files and (told.plan.steps or told.plan.facts):
        book = openpyxl.load_workbook(BytesIO(results_workbook(rubric, told.held, lang, DAY)), read_only=True)
        cells = (cell.value for row in book.worksheets[4].iter_rows() for cell in row)
        yield "workbook", "\n".join(str(one) for one in cells if one)


def page_lines(told: Told, lang: Lang) -> Iterator[str]:
    """What the page says besides the words of the plan: why no less will do, what binds, how far one gets, what has no proof."""
    plan, unproved = told.plan, sum(one.unproved for one in told.card.all_open.questions.values())
    yield less_line(plan, lang) or ""
    yield from (most_line(end.most, plan.goal, lang) for end in told.ends if end.most is not None)
    yield from (binding_line(told.rubric, plan, one, lang, ids=False) for one in plan.binding)
    yield na_costs_line(na_refused(told.rubric, told.held), told.card, lang)
    yield say(WITHOUT_EVIDENCE, lang, count=unproved) if unproved else ""


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)


def all_texts(module: object) -> Iterator[Text]:
    for value in vars(module).values():
        held = value.values() if isinstance(value, dict) else [value]
        yield from (one for one in held if isinstance(one, Text))


def test_every_sentence_that_claims_something_has_its_condition():
    parts = {*PARTS, *ELSEWHERE, *plan_words.KINDS.values(), *plan_words.CALENDARS.values()}
    for words_of in (plan_words, date_sentences):
        for text in all_texts(words_of):
            if CLAIM.search(text.en):
                assert (text in TRUE_WHEN) != (text in parts), text.en


@cache
def told_in(rubric_id: str, state: str) -> Told:
    from ecq.exchange import rubric_catalogue

    rubric = rubric_catalogue.rubric(rubric_id)
    held = ALL[state](rubric)
    return Told(rubric, held, cheapest_plan(rubric, held), DAY)


@cache
def to_grade(told: Told, grade: str) -> Told:
    return Told(told.rubric, told.held, plan(told.rubric, told.held, grade, told.plan.limits, told.plan.goal), DAY)


def of_target(told: Told, marks: dict[str, str], lang: Lang) -> Told:
    """The plan to the grade that a sentence names: a report speaks of the next star too."""
    named = [
        band.id
        for band in told.rubric.bands
        if marks.get("target") in {pressed(words(band.title, lang), lang), pressed(grade_inside(band, lang), lang)}
    ]
    return to_grade(told, named[0]) if named and named[0] != told.plan.target.id else told


@pytest.fixture(autouse=True)
def once() -> Iterator[None]:
    """Each state's plan, days and scores are worked out once; the surfaces tell them."""
    with worked_out_once():
        yield


QUICK = (
    "nothing answered", "nothing counts", "too few days", "gate locked", "all answered and proved", "between two plans",
    "too late", "by owner", "owner without days", "agreed and under way",
)  # fmt: skip


RARELY = (
    *(f"random {seed}" for seed in range(5)), "all answered, no evidence", "all at the lowest", "gate failed", "small platform",
    "person-days a week", "a lock that costs", "work without end", "facts missing and open", "too late",
)  # fmt: skip
"""States in which no sentence is said that is not said in one of the others too."""


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(one, marks=[pytest.mark.slow] * (one not in QUICK) + [pytest.mark.long] * (one in RARELY))
        for one in ALL
    ],
)
def test_what_is_said_holds_and_every_surface_says_the_same(state: str) -> None:
    check("gbt31526-2025", state)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("state", [one for one in STATES if one not in QUICK])
def test_slides_and_workbook_do_so_in_every_state(state: str) -> None:
    """They print the plan's words as the other surfaces do; by default they are read in the quick states."""
    check("gbt31526-2025", state, files=True)


@pytest.mark.parametrize("state", ["too few days", pytest.param("facts missing and open", marks=pytest.mark.slow)])
def test_it_does_so_under_the_earlier_edition_too(state: str) -> None:
    check("sqe-2015", state)


def check(rubric_id: str, state: str, wide: bool = False, files: bool = False) -> int:
    """How many sentences were held against their condition."""
    told, count = told_in(rubric_id, state), 0
    numbers: dict[tuple[str, str], set[str]] = {}
    for lang in LANGS:
        work = work_plan(told.rubric, told.held, told.plan, lang, DAY)
        size = len(re.findall(r"\w[\w.,'-]*" if lang == "en" else r"[\u4e00-\u9fff]", work.headline))
        assert size <= (16 if lang == "en" else 40), work.headline
        # The words stand in every language; each surface in the one whose turn it is.
        everywhere = wide or LANGS[list(ALL).index(state) % len(LANGS)] == lang
        for name, text in surfaces(told.rubric, told, work, lang, everywhere, wide or files or state in QUICK):
            surface = pressed(text, lang)
            for sentence, marks in found_in(surface, lang):
                assert TRUE_WHEN[sentence](of_target(told, marks, lang), marks), (state, name, lang, sentence.en, marks)
                count += 1
            if name in ("report", "slides", "json", "workbook") or (name == "command" and not told.plan.early):
                agreed = agreed_work(told.rubric, told.held, told.plan, lang, DAY) if told.held.terms.agreed else None
                begun = agreed is not None and any(line.standing.state != "waiting" for line in agreed.lines)
                also = (agreed.headline, *agreed.notes) if agreed is not None and (begun or name != "slides") else ()
                for said in filter(None, (*said_of(work), *also)):
                    assert pressed(said, lang) in surface, (state, name, lang, said)
            if name == "words":
                numbers[lang, ""] = {re.sub(r"[^\d.-]", "", one) for one in re.findall(rf"{A_DAY}", surface)}
    assert len({frozenset(one) for one in numbers.values()}) == 1, "each language says the same days"
    return count


def main() -> int:
    """States under both rubrics, every surface in every language; a line for each, and what does not hold in full."""
    parser = argparse.ArgumentParser(prog="python -m tests.planning.test_sentences_hold")
    parser.add_argument("randoms", type=int, metavar="N", help="so many states by chance, beside those that are named")
    parser.add_argument("--part", default="1/1", metavar="I/N", help="only every N-th state from the I-th on")
    asked = parser.parse_args()
    place, parts = map(int, asked.part.split("/"))
    ALL.update(
        {f"random {seed}": lambda rubric, seed=seed: random_state(rubric, seed) for seed in range(asked.randoms)}
    )
    states = [*STATES, *FURTHER, *(f"random {seed}" for seed in range(asked.randoms))][place - 1 :: parts]
    turns = [(rubric, state) for state in states for rubric in ("gbt31526-2025", "sqe-2015")]
    count, failed, began = 0, 0, process_time()
    for turn, (rubric, state) in enumerate(turns, 1):
        try:
            with worked_out_once():
                found = check(rubric, state, wide=True)
            count += found
            told = f"{found} sentences hold"
        except Exception as why:  # told, and the next state is tried
            failed += 1
            told = f"FAILED: {why!r}"
        told_in.cache_clear()
        to_grade.cache_clear()
        sys.stdout.write(f"{turn}/{len(turns)} {process_time() - began:.0f} s {rubric} {state}: {told}\n")
        sys.stdout.flush()
    sys.stdout.write(
        f"{len(turns)} states, {count} sentences, {failed} states failed, {process_time() - began:.0f} s of one core\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
