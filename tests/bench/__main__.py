"""Speed as ratios from one run: python -m tests.bench [PART ...]. Nothing here passes or fails; the numbers are for reading.

Each part ends by itself; with `--once` it does each thing as seldom as it can, which shows that it runs and not how fast.

An answer in ECQ (saved to SQLite with fsync, scored, drawn) against a press on a bare Streamlit chat page served the same
way; the last answers of an interview against the first, over the same questions; a warm report against fpdf2 alone, ReportLab and WeasyPrint writing
the same characters, and verifying it against making it (`python -m tests.bench report`: this alone; the two are in the extra `bench`); the start of a command against that of
Python (`python -m tests.bench start`: this alone); a score, also after one more answer (`python -m tests.bench engine`: this and the plans
alone); answers saved a second, and during a backup (`python -m tests.bench saving`: this alone); self-checks scored a second, and the memory that takes
(`python -m tests.bench batch [COUNT ...]`, by default 1,000 and 20,000); slides against python-pptx alone (`slides`); the list
and what is due of 1,000 clients against 10 (`clients`). `python -m tests.bench interview`: the answers alone; `python -m tests.bench click`: an answer as Chromium shows it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from ecq.assessment.changes import with_response
from ecq.assessment.file import compact, read
from ecq.assessment.model import Assessment
from ecq.planning import Limits, frontier, plan
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import by_owner, together
from ecq.planning.deadline_curve import curve, staff_needed
from ecq.planning.schedule import schedule
from ecq.rubric.loading import load_rubric
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from tests.bench.batch import batch
from tests.bench.clicks import clicks
from tests.bench.clients import MANY, clients
from tests.bench.saving import Long, saving
from tests.bench.streamlit_page import StreamlitPage
from tests.building import sampled
from tests.planning.large import HARD, hardest, large
from tests.pressing import sent
from tests.serving import ecq_running, free_port, running


class Often(NamedTuple):
    """How often each thing is done."""

    rounds: int = 6
    presses: int = 12
    reports: int = 4
    starts: int = 9
    plans: int = 7
    scores: int = 50
    clicks: int = 30
    extents: int = 3
    questions: int = 300
    warm: int = 1
    lists: int = 7


ONCE = Often(
    rounds=1, presses=3, reports=1, starts=1, plans=1, scores=1, clicks=3, extents=1, questions=30, warm=0, lists=1
)
"""As seldom as it can be: the first two presses and clicks load what is loaded once, and do not count."""

BARE_SERVER = [sys.executable, "-m", "tests.bench.serve_bare"]


def _full() -> Assessment:
    rubric = load_rubric("gbt31526-2025")
    return sampled("qinghe-mall", rubric, "zh")


def _only(assessment: Assessment, keep: list[str]) -> Assessment:
    return assessment.model_copy(update={"responses": {q: r for q, r in assessment.responses.items() if q in keep}})


def _start(often: Often) -> None:
    """How long the command line takes to begin, as a ratio to Python doing nothing."""

    def seconds(*argv: str) -> float:
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        times = []
        for _ in range(often.starts):
            began = time.perf_counter()
            subprocess.run([sys.executable, *argv], check=True, capture_output=True, env=environment)
            times.append(time.perf_counter() - began)
        return min(times)

    nothing = seconds("-c", "pass")
    print(f"python -c pass: {nothing * 1000:.0f} ms")
    print(f"  import ecq: {seconds('-c', 'import ecq') / nothing:.1f} times that")
    for argv in (["--version"], ["--help"], ["plan", "--help"], ["rubrics"]):
        print(f"  ecq {' '.join(argv)}: {seconds('-m', 'ecq.cli', *argv) / nothing:.1f} times that")


Press = tuple[float, int]
"""Seconds and bytes received."""


async def _bare(address: str, presses: int) -> list[Press]:
    async with StreamlitPage(address) as page:
        await page.run()
        return [(await page.run(page.button("option-")), page.received) for _ in range(presses)][2:]


def _choice(answers: dict[str, Any]) -> dict[str, Any]:
    """The first option, or what a chip does where there are none."""
    return {"do": "answer", "value": answers["options"][0][0]} if "options" in answers else {"do": "unsure"}


async def _answers(address: str, store: DatabaseStore, start: Assessment, presses: int) -> list[Press]:
    """Answer some questions of a fresh copy, without the first two presses, which load what is loaded once."""
    kept = store.add(start)
    async with StreamlitPage(address, "interview", f"a={kept.id}") as page:
        await page.run()
        times, parts = [], {}
        for turn in range(presses):
            conversation = page.components["ecq_conversation"]
            told = json.loads(conversation.bytes)
            parts = told["parts"] if told["after"] == 0 else {**parts, **told["parts"]}
            press = {"mark": str(turn), "question": parts["at"]["question"], **_choice(parts["answers"])}
            times.append((await page.run(sends=sent(conversation.id, "press", press)), page.received))
            if page.errors:
                raise RuntimeError(f"the page has failed: {page.errors}")
        found = store.find(kept.id)
        assert found is not None
        if found.revision < presses:
            raise RuntimeError("the answers were not saved, so the times mean nothing")
        return times[2:]


async def _interview(folder: Path, often: Often) -> None:
    full = _full()
    asked = [q for q in load_rubric("gbt31526-2025").order if q in full.responses]
    first = _only(full, [])
    last = _only(full, asked[often.presses :])  # the same questions are answered, with all the others answered before
    presses: dict[str, list[Press]] = {"bare": [], "changed": [], "first": [], "last": []}
    with ExitStack() as stack:
        ours = stack.enter_context(ecq_running(folder / "ecq"))
        bare, changed = (
            stack.enter_context(
                running([*BARE_SERVER, str(port), *as_it_is], port, folder / str(port), health="/_stcore/health")
            )
            for port, as_it_is in ((free_port(), ["--unchanged"]), (free_port(), []))
        )
        store = DatabaseStore.in_folder(folder / "ecq")
        for _ in range(often.rounds):  # interleaved, so that a slow moment of the machine hits all alike
            presses["bare"] += await _bare(bare, often.presses)
            presses["changed"] += await _bare(changed, often.presses)
            presses["first"] += await _answers(ours, store, first, often.presses)
            presses["last"] += await _answers(ours, store, last, often.presses)
    middle = {name: statistics.median(seconds for seconds, _ in values) for name, values in presses.items()}
    for name, value in middle.items():
        received = statistics.median(size for _, size in presses[name])
        print(f"one press, {name:8}: median {value * 1000:6.1f} ms, {received / 1000:5.1f} KB received")
    print(
        f"RATIO answer / bare chat page   {middle['first'] / middle['bare']:.2f}  (Streamlit as it is; aim 1.3 or less)"
    )
    print(f"RATIO answer / the same, Streamlit changed as ECQ does {middle['first'] / middle['changed']:.2f}")
    print(f"RATIO last / first answers      {middle['last'] / middle['first']:.2f}  (aim 1.15 or less)")


def _engine(often: Often) -> None:
    """One score of all questions; after one more answer, as in an interview; and after one more was set aside, which moves points."""
    rubric, full = load_rubric("gbt31526-2025"), _full()
    questions = list(full.responses)
    waivable = [q for q in questions if rubric.by_id[q].not_applicable]
    score(rubric, full)
    kinds: dict[str, list[Assessment]] = {
        "again": [full] * often.scores,
        "after one more answer": [with_response(full, q, None, state="unsure") for q in questions[: often.scores]],
        "after one more is set aside": [
            with_response(full, q, None, state="na", value=None) for q in waivable[: often.scores]
        ],
    }
    for name, states in kinds.items():
        spent = []
        for state in states:
            begun = time.perf_counter()
            score(rubric, state)
            spent.append(time.perf_counter() - begun)
        print(f"score of {len(rubric.questions)} questions, {name}: median {statistics.median(spent) * 1000:.2f} ms")
    text = compact(full).decode()
    for name, work in (("written as stored", lambda: compact(full)), ("read", lambda: read(text))):
        spent = []
        for _ in range(often.scores):
            begun = time.perf_counter()
            work()
            spent.append(time.perf_counter() - begun)
        print(
            f"an assessment of {len(text.encode()) / 1000:.0f} kB {name}: median {statistics.median(spent) * 1000:.2f} ms"
        )


def _plans(often: Often) -> None:
    """A plan for 300 questions against one score of them, with nothing locked and with a sixth of the questions locked."""
    count = often.questions
    rubric, assessment, limits, random = large(0, count)
    score(rubric, assessment)
    locked = Limits(locked=random.sample(rubric.order, count // 6), efforts=limits.efforts)
    asked = {
        "score": lambda: score(rubric, assessment),
        "plan": lambda: plan(rubric, assessment, "four-star", limits),
        "plan, a sixth locked": lambda: plan(rubric, assessment, "four-star", locked),
        "frontier": lambda: frontier(rubric, assessment, limits),
    }
    for kind in HARD:
        posed = hardest(kind, count)
        asked[f"plan, efforts {kind}"] = lambda posed=posed: plan(posed[0], posed[1], "two-star", posed[2])
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(often.plans):
        for name, ask in asked.items():
            begun = time.perf_counter()
            ask()
            times[name].append(time.perf_counter() - begun)
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(f"{count} questions, {name}: median {value * 1000:.1f} ms, {value / middle['score']:.0f} times one score")


def _days(often: Often) -> None:
    """Plans with days against one score: the curve, the same by three owners, the staff needed for a day, the schedule."""
    shipped, (rubric, assessment, limits, random) = load_rubric("gbt31526-2025"), large(0, often.questions)
    leads = {
        f"{q.id}/{step}": Fraction(random.choice([7, 14, 30, 60, 90])) for q in rubric.questions for step in q.steps
    }
    slow = Limits(efforts=limits.efforts, lead_times=leads)
    for name, each, asked in (
        ("shipped questions", 4, aim(shipped, _full(), "four-star")),
        (f"{often.questions} questions", 20, aim(rubric, assessment, "three-star", slow)),
    ):
        owners = {question: random.choice("abc") for question in asked.rubric.order}
        all_of_them = together(Fraction(3 * each), "2026-12-01")
        by_three = by_owner(dict.fromkeys("abc", Fraction(each)), owners, "2026-12-01")
        made = curve(asked, all_of_them)
        work: dict[str, Callable[[], object]] = {
            "score": lambda asked=asked: score(asked.rubric, asked.assessment),
            "curve": lambda asked=asked, staffing=all_of_them: curve(asked, staffing),
            "curve, three owners": lambda asked=asked, staffing=by_three: curve(asked, staffing),
            "staff needed": lambda asked=asked, staffing=all_of_them: staff_needed(asked, staffing, "2027-06-30"),
            "schedule and scores": lambda made=made: (
                schedule(made.aim.rubric, made.aim.assessment, made.plans[-1].steps, made.staffing).standings
            ),
        }
        times = {what: statistics.median(_seconds(do) for _ in range(often.plans)) for what, do in work.items()}
        for what, value in times.items():
            print(f"{name}, {what}: median {value * 1000:.1f} ms, {value / times['score']:.0f} times one score")


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _report(often: Often) -> None:
    """A warm report against the same characters written by others; those that are not installed are left out."""
    from ecq.telling.report.shown import EXTENTS, choose
    from ecq.writers.pdf.build import Order, make_report, sealed
    from tests.bench.rivals import WRITERS, strings

    rubric, full = load_rubric("gbt31526-2025"), _full()
    others = (load_rubric("sqe-2015"),)
    for extent in tuple(EXTENTS)[: often.extents]:
        order = Order(rubric, full, choose("zh", extent), "2026-01-01", others)
        texts = [text for text in strings(sealed(order)[0]) if text.strip()]
        writers = {"ECQ": lambda _texts, order=order: make_report(order), **WRITERS}
        times: dict[str, list[float]] = {}
        for round_ in range(often.warm + often.reports):
            for name, write in writers.items():
                begun = time.perf_counter()
                try:
                    write(texts)
                except ModuleNotFoundError:
                    continue
                if round_ >= often.warm:
                    times.setdefault(name, []).append(time.perf_counter() - begun)
        middle = {name: statistics.median(values) for name, values in times.items()}
        characters = sum(map(len, texts))
        print(f"report, {extent}, {characters} characters, warm: median {middle['ECQ']:.3f} s")
        for name, value in middle.items():
            if name != "ECQ":
                print(f"RATIO report / {name:10} {middle['ECQ'] / value:5.2f}   ({value:.3f} s)")
        for name, seconds in _verifying(make_report(order), often).items():
            print(f"RATIO verify, {name} / report {seconds / middle['ECQ']:5.2f}   ({seconds:.3f} s)")


def _slides(often: Often) -> None:
    """The slides as PowerPoint against python-pptx alone: as many slides with the same titles and words in one text box each."""
    from pptx import Presentation

    from ecq.planning.agreed import set_day, set_weekly
    from ecq.telling.slides import deck, result
    from ecq.writers.slides.powerpoint import powerpoint
    from tests.bench.rivals import bare_slides
    from tests.building import accepted

    rubric = load_rubric("gbt31526-2025")
    staffed = accepted(set_day(accepted(set_weekly(_full(), "6")), "start", "2026-12-01"))
    told = deck(result(rubric, staffed, "zh", "2026-11-28"))
    data = powerpoint(told, "zh", "", None)
    said = [
        (slide.shapes.title.text_frame.text, [one.text_frame.text for one in slide.shapes if one.has_text_frame][1:])
        for slide in Presentation(BytesIO(data)).slides
    ]
    work: dict[str, Callable[[], object]] = {
        "drawn": lambda: powerpoint(told, "zh", "", None),
        "worked out and drawn": lambda: powerpoint(deck(result(rubric, staffed, "zh", "2026-11-28")), "zh", "", None),
        "python-pptx": lambda: bare_slides(said),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for round_ in range(often.reports + often.warm):  # the first one warms up
        for name, do in work.items():
            spent = _seconds(do)
            if round_ >= often.warm:
                times[name].append(spent)
    middle = {name: statistics.median(values) for name, values in times.items()}
    print(f"{len(said)} slides, warm: {', '.join(f'{name} {value:.3f} s' for name, value in middle.items())}")
    for name in ("drawn", "worked out and drawn"):
        print(f"RATIO slides, {name} / python-pptx {middle[name] / middle['python-pptx']:.2f}")


def _verifying(report: bytes, often: Often) -> dict[str, float]:
    """Seconds that verifying takes: of the file as it was made, saved again, and with all its drawing written otherwise."""
    from pypdf import PdfWriter
    from pypdf.generic import ContentStream

    from ecq.writers.verify.verify import verify

    saved = PdfWriter(clone_from=BytesIO(report))
    otherwise = PdfWriter(clone_from=BytesIO(report))
    for page in otherwise.pages:
        stream = ContentStream(page.get_contents(), otherwise)
        assert stream.operations
        page["/Contents"].get_object().set_data(stream.get_data().replace(b"\n", b"\n\n"))
    files = {"as made": report}
    for name, writer in (("saved again", saved), ("drawn otherwise", otherwise)):
        out = BytesIO()
        writer.write(out)
        files[name] = out.getvalue()
    times: dict[str, float] = {}
    for name, data in files.items():
        spent = []
        for _ in range(often.warm + often.reports):
            begun = time.perf_counter()
            assert verify(data, name).follows
            spent.append(time.perf_counter() - begun)
        times[name] = statistics.median(spent[often.warm :])
    return times


PARTS = ("start", "engine", "interview", "report", "slides", "clients", "saving", "click", "batch")
WITHOUT_WORD = PARTS[:4]
"""What is measured where no part is named."""


def _measure(part: str, folder: Path, counts: list[int], often: Often) -> None:
    match part:
        case "start":
            _start(often)
        case "engine":
            _engine(often)
            _plans(often)
            _days(often)
        case "interview":
            asyncio.run(_interview(folder, often))
        case "report":
            _report(often)
        case "slides":
            _slides(often)
        case "clients":
            clients(folder, often.lists, 20 if often is ONCE else MANY)
        case "saving":
            saving(folder, _full(), Long(1, 0.1, 5) if often is ONCE else Long())
        case "click":
            clicks(folder, _only(_full(), []), BARE_SERVER, often.clicks)
        case "batch":
            batch(counts or ([20] if often is ONCE else [1_000, 20_000]))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m tests.bench")
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; after batch how many self-checks")
    asked.add_argument("--once", action="store_true", help="each thing as seldom as it can be: whether it runs")
    given = asked.parse_args()
    numbers = [int(one) for one in given.parts if one.isdecimal()]
    named = [one for one in given.parts if not one.isdecimal()]
    for unknown in set(named) - set(PARTS):
        asked.error(f"there is no {unknown}; there are: {', '.join(PARTS)}")
    for one in named or WITHOUT_WORD:
        with tempfile.TemporaryDirectory() as place:
            _measure(one, Path(place), numbers, ONCE if given.once else Often())
