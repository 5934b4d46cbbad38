"""`ecq plan`, `ecq explain`, `ecq diff`: what to do, what could go wrong, what changed. Knows arguments and what to print."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecq import rubric_catalogue
from ecq.assessment.model import Assessment, rebind
from ecq.cli.common import common_options, load, print_json
from ecq.cli.plan_lines import plan_lines, stairs_lines
from ecq.errors import PlanningError
from ecq.language import words
from ecq.planning import (
    NO_LIMITS,
    Limits,
    difference,
    fragile,
    frontier,
    na_refused,
    plan,
    robustness,
    staircase,
)
from ecq.planning import export as d
from ecq.planning import sentences as told
from ecq.planning import words as p
from ecq.planning.agreed import limits_of
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import score

Command = Callable[[str, Any, str], argparse.ArgumentParser]


def add_commands(command: Command) -> None:
    """Register the commands."""
    planned = command("plan", _plan, "The cheapest way to a grade: least effort, every gate passed.")
    planned.add_argument("file", type=Path, metavar="FILE")
    planned.add_argument("--target", metavar="GRADE", help="the grade to reach (default: the assessment's target)")
    _many(planned, "--lock", "QUESTION", "questions that keep their present answer")
    _many(planned, "--exclude", "STEP", "steps not to take: QUESTION, or QUESTION/STEP for one of its steps")
    _many(planned, "--effort", "STEP=DAYS", "own person-days: of each step of QUESTION, or of QUESTION/STEP")
    _many(planned, "--lead", "STEP=DAYS", "own lead times, likewise")
    planned.add_argument("--max-lead", metavar="DAYS", help="take no step with a longer lead time")
    planned.add_argument("--capacity", metavar="DAYS", help="person-days there are in all")
    planned.add_argument("--free", action="store_true", help="leave aside the limits laid down in the file")
    planned.add_argument("--staircase", action="store_true", help="the least effort to every grade, within the limits")
    _other_rubric(planned)
    common_options(planned)

    explained = command("explain", _explain, "How sure the grade is: fragile answers, robustness, refused N/A.")
    explained.add_argument("file", type=Path, metavar="FILE")
    _other_rubric(explained)
    common_options(explained)

    compared = command("diff", _diff, "What changed between two assessments, adding up to the difference exactly.")
    compared.add_argument("before", type=Path, metavar="A")
    compared.add_argument("after", type=Path, metavar="B")
    common_options(compared)


def _many(sub: argparse.ArgumentParser, name: str, metavar: str, text: str) -> None:
    sub.add_argument(name, nargs="+", action="extend", default=[], metavar=metavar, help=text)


def _other_rubric(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--rubric", metavar="ID", help="read the same answers under another rubric")


def _loaded(path: Path, other: str | None = None) -> tuple[Assessment, Rubric]:
    """An assessment as answers to the rubric at hand; a note says where that one has changed."""
    assessment, rubric = load(path)
    if other:
        rubric = rubric_catalogue.rubric(other)
    return rebind(assessment, rubric), rubric


def _pairs(entries: list[str]) -> dict[str, str]:
    pairs = {}
    for entry in entries:
        key, equals, value = entry.partition("=")
        if not equals or not key.strip():
            raise PlanningError(f"{entry!r} is not of the form QUESTION=DAYS or QUESTION/STEP=DAYS")
        pairs[key.strip()] = value
    return pairs


def _limits(options: argparse.Namespace, rubric: Rubric, assessment: Assessment) -> Limits:
    """The limits laid down in the file, unless they are left aside, with those of the options on top."""
    laid_down = NO_LIMITS if options.free else limits_of(rubric, assessment)
    return Limits(
        locked={*laid_down.locked, *options.lock},
        excluded={*laid_down.excluded, *options.exclude},
        efforts={**laid_down.efforts, **_pairs(options.effort)},  # type: ignore[dict-item]  # Limits reads text
        lead_times={**laid_down.lead_times, **_pairs(options.lead)},  # type: ignore[dict-item]
        max_lead_time=laid_down.max_lead_time if options.max_lead is None else options.max_lead,
        capacity=laid_down.capacity if options.capacity is None else options.capacity,
    )


def _plan(options: argparse.Namespace) -> int:
    assessment, rubric = _loaded(options.file, options.rubric)
    limits = _limits(options, rubric, assessment)
    asked = {"rubric": d.rubric_data(rubric), "limits": d.limits_data(limits)}
    if options.staircase:
        stairs = staircase(rubric, assessment, limits)
        if options.json:
            line = frontier(rubric, assessment, limits)
            print_json({**asked, **d.stairs_data(stairs, line)})
        else:
            print("\n".join(stairs_lines(stairs, options.lang)))
        return 0
    target = options.target or target_band(rubric, assessment).id
    found = plan(rubric, assessment, target, limits)
    if options.json:
        print_json({**asked, **d.plan_data(found)})
    else:
        print("\n".join(plan_lines(rubric, assessment, found, options.lang)))
    return 0


def _explain(options: argparse.Namespace) -> int:
    assessment, rubric = _loaded(options.file, options.rubric)
    card = score(rubric, assessment)
    fragile_of = {unproved: fragile(rubric, card, unproved) for unproved in (False, True)}
    robust, refused = robustness(rubric, card), na_refused(rubric, assessment)
    if options.json:
        print_json(
            {
                "rubric": d.rubric_data(rubric),
                "score": str(card.score.low),
                "grade": card.grade.low.id,
                "fragile": d.fragile_data(fragile_of[False]),
                "fragile_unproved": d.fragile_data(fragile_of[True]),
                "robustness": d.robust_data(robust),
                "na_refused": d.na_data(refused),
            }
        )
        return 0
    lang = options.lang
    print(words(p.FRAGILE_HEAD, lang))
    print("\n".join(told.fragile_lines(rubric, fragile_of[False], fragile_of[True], lang)))
    print(f"\n{words(p.ROBUST_HEAD, lang)}\n{told.robust_line(robust, lang)}")
    if robust.witness:
        print(told.witness_line(rubric, robust.witness, lang))
    print(f"\n{words(p.NA_HEAD, lang)}")
    print("\n".join(told.na_lines(rubric, refused, lang)))
    return 0


def _diff(options: argparse.Namespace) -> int:
    (a, rubric_a), (b, rubric_b) = _loaded(options.before), _loaded(options.after)
    found = difference(rubric_a, a, rubric_b, b)
    if options.json:
        print_json(d.difference_data(rubric_a, rubric_b, found))
    else:
        print("\n".join(told.difference_lines(rubric_a, rubric_b, found, options.lang)))
    return 0
