"""Assessments and choices of every kind, made by a seed, and what must hold of every report laid out from them.

`python -m tests.report.varied COUNT` tries so many and names what falls apart.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ecq.assessment.changes import annotate, answer, begin, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.document.drawing.page import ARTIFACT, BOTTOM, HEAD, LEFT, RIGHT, Element, Figure, Mark, Sheets, Written
from ecq.planning.agreed import assign
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import EDITIONS, EXTENTS, SECTIONS, Options, choose, people
from ecq.writers.pdf.build import Order, sealed
from ecq.writers.pdf.render import lay
from tests.report.assessments import DAY, full_profile, some_value, taken

_NOTES = (
    "由平台运营部核对。",
    "Checked with the operations team; see the shared folder, second tab, row 14.",
    "第一行\n第二行\n第三行",
    "电商法、" * 60,
    "a" * 300,
)
_NAMES = ("", "青禾商城", "Q", "长" * 60, "A platform with rather a long name for its cover and its running head")
_ALONE = {"H1", "H2", "H3"}


def varied(rubric: Rubric, seed: int) -> tuple[Assessment, Options]:
    """An assessment answered to some degree, well or badly, with notes and evidence or without; an extent and a language."""
    chance = random.Random(seed)
    answered, noted, proved, unsure, aside = (chance.choice((0.0, 0.1, 0.5, 0.95, 1.0)) for _ in range(5))
    level = chance.choice(("any", "best", "worst"))
    target = chance.choice([band.id for band in rubric.bands if band.stars])
    profile = full_profile(rubric) if chance.random() < 0.7 else {}
    made = begin(rubric, chance.choice(_NAMES), profile, target, f"{DAY}T09:00:00+08:00")
    for question in rubric.questions:
        if chance.random() > answered:
            continue
        if question.not_applicable and chance.random() < aside * 0.2:
            made = taken(set_aside(made, question, chance.choice((question.not_applicable[0].id, "没有这项业务"))))
            continue
        credits = list(question.scale.values())
        values = {"any": some_value(question, chance), "best": None, "worst": question.lowest_answer}
        value = values[level] or question.answer_earning(max(credits))
        made = taken(answer(made, question, list(value) if isinstance(value, tuple) else value))
        made = mark_unsure(made, question) if chance.random() < unsure * 0.2 else made
        if chance.random() < proved:
            text = chance.choice((question.evidence[0].zh, "证据 " * 30, "x"))
            made = taken(add_evidence(made, question, text, chance.random() < 0.7))
        if chance.random() < noted * 0.4:
            made = taken(annotate(made, question, chance.choice(_NOTES)))
        if chance.random() < 0.05:
            made = taken(assign(made, question.id, chance.choice(("张工", "Someone with a long name")), "2027-01-31"))
    named = people(*(chance.choice(("", "衡准咨询", "N" * 60)) for _ in range(3)))
    left_out = [part for part in SECTIONS if chance.random() < 0.1]
    brand = chance.choice(("", "衡准咨询"))
    options = choose(chance.choice(list(EDITIONS)), chance.choice(list(EXTENTS)), (), left_out, brand, people=named)
    return made, options


def laid_out(rubric: Rubric, seed: int) -> Sheets:
    """The pages of a varied report."""
    made, options = varied(rubric, seed)
    model = sealed(Order(rubric, made, options, DAY))[0]
    return lay(model)


def what_falls_apart(sheets: Sheets) -> Iterator[str]:
    """Every heading left at a page's foot, row or line alone, and text that leaves its place."""
    pages = [[mark for mark in page if isinstance(mark, Written)] for page in sheets.pages]
    for number, (page, all_marks) in enumerate(zip(pages, sheets.pages, strict=True), 1):
        if not page:
            yield f"page {number} is empty"
            continue
        last = max((mark for mark in page if mark.text), key=lambda mark: mark.y)
        pictured = [point[1] for mark in all_marks if isinstance(mark, Figure) for point in _points(mark)]
        if last.within[0].kind in _ALONE and max(pictured, default=0.0) < last.y:
            yield f"page {number} ends with the heading {last.text!r}"
        if last.style == HEAD:
            yield f"page {number} ends with the head of a table, {last.text!r}"
        yield from (f"page {number}: {said}" for said in _out_of_place(sheets, all_marks))
    yield from _parted(pages)


def _points(figure: Figure) -> Iterator[tuple[float, float]]:
    for mark in figure.marks:
        yield from [(mark.x, mark.y)] if isinstance(mark, Written) else mark.points


def _out_of_place(sheets: Sheets, marks: Sequence[Mark]) -> Iterator[str]:
    lines = [mark for mark in marks if isinstance(mark, Written)]
    in_figures = [one for mark in marks if isinstance(mark, Figure) for one in mark.marks if isinstance(one, Written)]
    for line in (*lines, *in_figures):
        end = line.x + sheets.type.width(line.text, line.style)
        if line.x < LEFT - 0.5 or end > RIGHT + 0.5:
            yield f"{line.text!r} leaves the margins"
        if line.y > BOTTOM + 3:
            yield f"{line.text!r} stands below the foot"
    for texts in (lines, in_figures):
        rows: dict[float, list[Written]] = {}
        for line in texts:
            rows.setdefault(round(line.y, 1), []).append(line)
        for row in rows.values():
            for one, other in pairwise(sorted(row, key=lambda line: line.x)):
                if one.x + sheets.type.width(one.text, one.style) > other.x + 0.5:
                    yield f"{one.text!r} lies on {other.text!r}"


_SMALL = {True: 120.0, False: 180.0}
"""Two rows of up to this height together are not parted at the beginning of a table (True), nor at its end."""


def _parted(pages: Sequence[Sequence[Written]]) -> Iterator[str]:
    """What is parted by a page's end: of a table and a list no small row alone, of a paragraph no line."""
    tables: dict[Element, list[dict[Element, list[Written]]]] = {}
    paragraphs: dict[Element, list[list[Written]]] = {}
    for page in pages:
        here: dict[Element, dict[Element, list[Written]]] = {}
        said: dict[Element, list[Written]] = {}
        for mark in page:
            if mark.within == ARTIFACT or not mark.text:
                continue
            for element, inner in pairwise(mark.within):
                if element.kind in ("Table", "L"):
                    here.setdefault(element, {}).setdefault(inner, []).append(mark)
            if mark.within[-1].kind == "P":
                said.setdefault(mark.within[-1], []).append(mark)
        for table, rows in here.items():
            tables.setdefault(table, []).append(rows)
        for paragraph, lines in said.items():
            paragraphs.setdefault(paragraph, []).append(lines)
    for table, parts in tables.items():
        if len(parts) > 1:
            yield from _alone(table, list(parts[0].values())[-1:], parts[1], first=True) if len(parts[0]) == 1 else ()
            yield from (
                _alone(table, list(parts[-2].values())[-1:], parts[-1], first=False) if len(parts[-1]) == 1 else ()
            )
    for parted in paragraphs.values():
        if len(parted) > 1 and 1 in (len(parted[0]), len(parted[-1])):
            yield f"a line alone: {parted[-1][0].text!r}"


def _alone(
    table: Element, before: list[list[Written]], after: dict[Element, list[Written]], first: bool
) -> Iterator[str]:
    row, following = before[0], next(iter(after.values()))
    if row[0].within[:2] == following[0].within[:2]:
        return  # one row, over two pages
    heights = [max(line.y for line in one) - min(line.y for line in one) + 24 for one in (row, following)]
    if sum(heights) <= _SMALL[first]:
        yield f"a {table.kind} has a row alone: {(row if first else following)[0].text!r}"


def main() -> None:
    """Try so many seeds, and say what falls apart."""
    from ecq.exchange.rubric_catalogue import DEFAULT_RUBRIC, rubric

    count, wrong, pages = int(sys.argv[1]) if len(sys.argv) > 1 else 300, 0, 0
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for seed in range(first, first + count):
        sheets = laid_out(rubric(DEFAULT_RUBRIC), seed)
        pages += len(sheets.pages)
        complaints = list(what_falls_apart(sheets))
        wrong += bool(complaints)
        for one in complaints:
            print(seed, one)  # noqa: T201
    print(  # noqa: T201
        f"{count} reports, {pages} pages, {wrong} with something to mend"
    )


if __name__ == "__main__":
    main()
