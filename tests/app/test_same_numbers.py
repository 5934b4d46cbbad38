"""One assessment, four places: screen, PDF, workbook and JSON say the same numbers. Each is read for itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from typing import Any

import pytest

from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples
from ecq.base.exact import cut, plain
from ecq.planning.agreed import set_day
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.telling.plan import words as pw
from ecq.telling.text import words as w
from ecq.writers.pdf.build import build_report
from ecq.writers.sheets import words as rb
from ecq.writers.sheets.results.build import results_json, results_workbook
from tests.app.walker import Walker
from tests.building import sampled
from tests.report.pdf_reading import opened
from tests.tools import opened as workbook_opened

DAY, MONDAY = "2026-11-24", "2030-11-25"
EFFORT = re.compile(r"要 ([\d.]+)(?: — ([\d.]+))? 人日")
GATES = re.compile(r"未过 (\d+) · 未定 (\d+) · 已过 (\d+)")
WAVES = "|".join(title.zh for title in pw.WAVES.values())


@dataclass(frozen=True)
class Numbers:
    """What one place says: scores with one decimal, efforts, gates failed, open and passed; (effort, points) by wave."""

    score: tuple[str, str]
    evidenced: str
    effort: tuple[str, str]
    prove: str
    improve: str
    gates: tuple[int, int, int]
    waves: Mapping[str, tuple[str, str]]


def on_screen(walk: Callable[..., Walker], store: DatabaseStore, made: Assessment) -> Numbers:
    kept = store.add(made).id
    html = walk(kept, "zh", "results").html
    score = re.findall(r"\d+\.\d", first(r'<p class="score">(.*?)</p>', html))
    cards = html.split('class="ecq-sub ecq-kind">')[1:]
    kinds = dict(
        found.groups() for one in cards if (found := re.search(r"</b>(.*?)</h2>.*?<dd>([\d.]+) 人日</dd>", one))
    )
    planned = walk(kept, "zh", "plan")
    lists = planned.told("ecq_plan_list")
    least, enough = EFFORT.search(unescape(planned.html)).groups()
    assert (least, enough) == EFFORT.search(html).groups(), "the results and the plan say the same"
    return Numbers(
        (score[0], score[-1]),
        first(rf"<dt>{w.EVIDENCED.zh}</dt><dd>([\d.]+)", walk(kept, "zh", "results", view="readiness").html),
        (least, enough or least),
        kinds.get(pw.KINDS["prove"].zh, "0"),
        kinds.get(pw.KINDS["improve"].zh, "0"),
        numbers_of(GATES.search(html)),
        {wave["title"]: (wave["effort"], wave["gain"]) for wave in lists[0]["waves"] if wave["effort"]},
    )


def in_report(rubric: Rubric, made: Assessment) -> Numbers:
    pages = [page.extract_text() for page in opened(build_report(rubric, made, "zh", DAY)).pages]
    text = re.sub(r"[^\S\n]+", " ", "\n".join(pages))
    least, enough = EFFORT.search(text).groups()
    low, high = re.search(rf"\n{w.SCORE.zh}\s+([\d.]+)(?: — ([\d.]+))?", text).groups()
    kinds = first(r"\n人日 (.*)", text)
    waves = re.findall(rf"^({WAVES}) \+([\d.]+) ([\d.]+) ", text, re.M)
    return Numbers(
        (low, high or low),
        first(rf"{w.EVIDENCED_SCORE.zh}\s+([\d.]+)", text),
        (least, enough or least),
        amount(pw.KINDS["prove"].zh, kinds),
        amount(pw.KINDS["improve"].zh, kinds),
        numbers_of(GATES.search(text)),
        {title: (effort, f"+{gain}") for title, gain, effort in waves},
    )


def in_workbook(rubric: Rubric, made: Assessment) -> Numbers:
    book = workbook_opened(results_workbook(rubric, made, "zh", DAY), values=True)
    rows = {
        sheet.title: [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }
    summary, sheet = rows[rb.SUMMARY.zh], rows[rb.PLAN.zh]
    named: dict[str, list[Any]] = {str(row[0]): row[1:] for row in summary if row}
    efforts, waves = {"prove": Fraction(0), "improve": Fraction(0)}, {}
    for row in sheet:
        wave = re.fullmatch(WAVES, str(row[0])) if row else None
        if wave and len(row) > 1:
            waves[wave[0]] = (days(row[2]), f"+{decimals(row[1], 2)}")
        if row and row[0] == w.YES.zh:
            kind = "prove" if str(row[1]).startswith("备齐证据") else "improve"
            gain = next(place for place, cell in enumerate(row) if isinstance(cell, int | float))
            efforts[kind] += Fraction(str(row[gain + 1]))
    least, enough = EFFORT.search(str(sheet[1][0])).groups()
    low, high = named[rb.SCORE_ROW.zh][2:4]
    return Numbers(
        (str(low), str(high)),
        str(named[w.EVIDENCED_SCORE.zh][2]),
        (least, enough or least),
        plain(efforts["prove"]),
        plain(efforts["improve"]),
        (int(named["未过"][0]), gate_row(summary, "未定"), int(named["已过"][0])),
        waves,
    )


def in_json(rubric: Rubric, made: Assessment) -> Numbers:
    data = json.loads(results_json(rubric, made, "zh", DAY))
    said = data["plan"]["words"]
    kinds = {one["kind"]: one["amount"] for one in said["kinds"]}
    states = [gate["state"] for gate in data["gates"]]
    least, enough = EFFORT.search(said["headline"]).groups()
    return Numbers(
        (cut(Fraction(data["exact"]["low"]), 1), cut(Fraction(data["exact"]["high"]), 1)),
        cut(Fraction(data["evidenced_exact"]["low"]), 1),
        (least, enough or least),
        kinds.get("prove", "0"),
        kinds.get("improve", "0"),
        (states.count("failed"), states.count("open"), states.count("passed")),
        {wave["title"]: (wave["effort"], wave["gain"]) for wave in said["waves"] if wave["effort"]},
    )


def first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.S if "<" in pattern or "class" in pattern else 0)
    assert found, pattern
    return found[1]


def amount(label: str, kinds: str) -> str:
    found = re.search(rf"{label} ([\d.]+)", kinds)
    return found[1] if found else "0"


def numbers_of(found: re.Match[str] | None) -> tuple[int, int, int]:
    assert found
    failed, waiting, passed = (int(one) for one in found.groups())
    return failed, waiting, passed


def gate_row(summary: list[list[Any]], state: str) -> int:
    """The count of a state below the heading of the gates: questions have rows of the same name further up."""
    start = next(place for place, row in enumerate(summary) if row and row[0] == w.GATES.zh)
    return int(next(row[1] for row in summary[start:] if row and row[0] == state))


def days(cell: float) -> str:
    return plain(Fraction(str(cell)))


def decimals(cell: float, places: int) -> str:
    return cut(Fraction(str(cell)), places)


@pytest.mark.slow
@pytest.mark.parametrize(
    "sample", [pytest.param(one.id, marks=[pytest.mark.long] * (place > 0)) for place, one in enumerate(load_samples())]
)
def test_screen_report_workbook_and_json_say_the_same_numbers(walk, store, shipped, sample):
    made = set_day(sampled(sample, shipped, "zh", f"{DAY}T09:00:00+00:00"), "start", MONDAY)
    said = in_json(shipped, made)
    assert said.effort[0] != said.effort[1], "questions are open, so both ends are read"
    assert said.waves
    assert sum(Fraction(effort) for effort, _ in said.waves.values()) == Fraction(said.effort[0])
    assert Fraction(said.prove) + Fraction(said.improve) == Fraction(said.effort[0])
    assert in_workbook(shipped, made) == said
    assert in_report(shipped, made) == said
    assert on_screen(walk, store, made) == said
