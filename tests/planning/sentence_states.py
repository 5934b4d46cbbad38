"""States of a self-check in which everything that is said of its plan must hold: those of the findings, and random ones."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from ecq.assessment.changes import answer, begin, clear, mark_unsure, set_aside, set_up
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples
from ecq.planning.agreed import (
    agree,
    cheapest_plan,
    days_of_the_rest,
    exclude,
    limits_of,
    lock,
    set_day,
    set_days_off,
    set_goal,
    set_limit,
    set_owner_days,
    set_spent,
    set_weekly,
    tick,
)
from ecq.planning.problem import problem
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from tests.building import accepted, prove, sampled

AT, DAY = "2026-11-24T09:00:00+00:00", "2026-11-28"


def sample(rubric: Rubric, name: str) -> Assessment:
    return sampled(name, rubric, "zh", AT)


def settled(rubric: Rubric, credit: int, evidence: bool) -> Assessment:
    """Every question answered at its best or its worst, with evidence for each or for none."""
    made = begin(rubric, profile=sample(rubric, "qinghe-mall").profile, target="four-star", at=AT)
    for question in rubric.questions:
        value: Value = question.answer_earning(Fraction(1)) if credit else question.lowest_answer
        made = accepted(answer(made, question, value, AT))
        if evidence:
            made = prove(made, question)
    return made


def failed_gates(rubric: Rubric, made: Assessment) -> list[str]:
    return [one.question for one in score(rubric, made).gates_in("failed")]


def all_locked(rubric: Rubric, made: Assessment) -> Assessment:
    for question in rubric.order:
        made = lock(made, question, True)
    return made


def finely_divided(rubric: Rubric) -> Assessment:
    """Own efforts to the thousandth of a day, all but proportional to what they bring: the search for the least is cut short."""
    made = set_goal(set_up(sample(rubric, "lianshan-industrial"), rubric, target="five-star", at=AT), "score")
    posed = problem(rubric, made, score(rubric, made), limits_of(rubric, made), "score", "best")
    random, efforts = Random(3), {}
    for one in posed.subjects:
        before = Fraction(0)
        for way in one.raises:
            gain = one.gain(way)
            days = int((gain - before) * 20_000) + random.randint(-3, 3) + 5
            efforts[f"{one.question.id}/{way.rungs[-1].id}"] = f"{max(days, 0) / 1000:.3f}"
            before = gain
    return made.model_copy(update={"terms": made.terms.model_copy(update={"efforts": efforts})})


def without_facts(made: Assessment, count: int) -> Assessment:
    return made.model_copy(update={"profile": dict(list(made.profile.items())[count:])})


def gate_locked(rubric: Rubric) -> Assessment:
    made = sample(rubric, "xinghuo-live")
    return lock(made, failed_gates(rubric, made)[0], True)


def staffed(made: Assessment, weekly: str = "6", ready_by: str = "", start: str = "2026-12-01") -> Assessment:
    return accepted(
        set_day(accepted(set_day(accepted(set_weekly(made, weekly)), "start", start)), "ready_by", ready_by)
    )


def owned(made: Assessment, days: dict[str, str], owners: list[str]) -> Assessment:
    """Questions shared out by turns."""
    shared = {question: owners[place % len(owners)] for place, question in enumerate(made.responses)}
    terms = made.terms.model_copy(update={"owners": shared})
    return accepted(set_owner_days(made.model_copy(update={"terms": terms}), days))


def nothing_counts(rubric: Rubric) -> Assessment:
    made = begin(rubric, profile=sample(rubric, "qinghe-mall").profile, target="four-star", at=AT)
    for question in rubric.questions:
        if question.not_applicable:
            made = accepted(set_aside(made, question, question.not_applicable[0].id, AT))
    return made


def agreed_and_changed(rubric: Rubric) -> Assessment:
    """An agreed plan without days, of which one question is not asked any more and another step is locked now."""
    made = staffed(sample(rubric, "xinghuo-live"))
    made = accepted(agree(made, cheapest_plan(rubric, made), AT))
    agreed = made.terms.agreed
    assert agreed is not None
    first, second, *rest = agreed.steps
    steps = (first.model_copy(update={"question": "gone"}), second, *rest)
    terms = made.terms.model_copy(update={"agreed": agreed.model_copy(update={"steps": steps})})
    return exclude(made.model_copy(update={"terms": terms}), second.question, True)


def only_to_confirm(rubric: Rubric) -> Assessment:
    made = settled(rubric, 1, evidence=True)
    for question in rubric.questions[:12]:
        made = clear(made, question, AT)
    return staffed(made)


def steps_left_out(rubric: Rubric) -> Assessment:
    """What the failed gates need is left out."""
    made = staffed(sample(rubric, "xinghuo-live"))
    for question in failed_gates(rubric, made):
        made = exclude(made, question, True)
    return made


def a_fraction(rubric: Rubric) -> Assessment:
    """Measures answered with 25/18, as a file may have them, without evidence."""
    made = staffed(sample(rubric, "qinghe-mall"))
    for question in rubric.questions:
        if isinstance(question, MeasureQuestion) and made.response(question.id).state == "answered":
            said = made.response(question.id).model_copy(update={"value": "25/18", "evidence": ()})
            made = made.model_copy(update={"responses": {**made.responses, question.id: said}})
    return made


def under_way(rubric: Rubric) -> Assessment:
    """An agreed plan of which one step is done with its person-days, another ticked off and not yet recorded."""
    made = staffed(sample(rubric, "lianshan-industrial"))
    found = cheapest_plan(rubric, made)
    days = days_of_the_rest(rubric, accepted(agree(made, found)), score(rubric, made), DAY)
    made, (first, second) = accepted(agree(made, found, AT, days)), found.steps[:2]
    for step, days_it_took in ((first, "7.5"), (second, "1")):
        made = tick(made, step.question, True, "2026-12-09T10:00:00+00:00")
        made = accepted(set_spent(made, step.question, days_it_took))
    question = rubric.by_id[second.question]
    return prove(accepted(answer(made, question, second.to)), question)


def random_state(rubric: Rubric, seed: int) -> Assessment:
    """A sample with answers, evidence, doubts, limits, people and days drawn anew."""
    random = Random(seed)
    made = sample(rubric, random.choice([one.id for one in load_samples()]))
    made = set_up(made, rubric, target=random.choice([band.id for band in rubric.bands if band.stars]), at=AT)
    for question in random.sample(rubric.questions, random.choice([5, 20, 60])):
        made = accepted(answer(made, question, question.answer_earning(random.choice([*question.scale.values()])), AT))
        if random.random() < 0.3:
            some = random.sample([*question.pieces], random.randint(1, len(question.pieces)))
            made = accepted(add_evidence(made, question, "A record", at=AT, place="A shelf", pieces=some))
        if random.random() < 0.2:
            made = accepted(mark_unsure(made, question, AT))
    if random.random() < 0.3:
        made = lock(made, random.choice(rubric.order), True)
    if random.random() < 0.2:
        made = accepted(set_limit(made, "max_lead_time", random.choice(["10", "45"])))
    if random.random() < 0.2:
        made = accepted(set_limit(made, "capacity", random.choice(["20", "90"])))
    if random.random() < 0.2:
        made = without_facts(made, random.choice([1, 2]))
    if random.random() < 0.2:
        made = set_goal(made, "score")
    if random.random() < 0.7:
        made = staffed(
            made, random.choice(["1/3", "2.5", "6", "20", "200"]), random.choice(["", "2027-02-01", "2028-01-03"])
        )
    if random.random() < 0.3:
        made = owned(made, {"林岚": "2", "": "1.5"}, ["林岚", ""])
    return made


STATES: dict[str, Callable[[Rubric], Assessment]] = {
    "nothing answered": lambda rubric: begin(rubric, target="three-star", at=AT),
    "all answered, no evidence": lambda rubric: settled(rubric, 1, evidence=False),
    "all answered and proved": lambda rubric: settled(rubric, 1, evidence=True),
    "all at the lowest": lambda rubric: settled(rubric, 0, evidence=False),
    "gate failed": lambda rubric: sample(rubric, "xinghuo-live"),
    "gate locked": gate_locked,
    "all locked": lambda rubric: all_locked(rubric, settled(rubric, 0, evidence=False)),
    "too few days": lambda rubric: accepted(set_limit(sample(rubric, "lianshan-industrial"), "capacity", "3")),
    "lead times too long": lambda rubric: accepted(set_limit(settled(rubric, 0, False), "max_lead_time", "1")),
    "score alone": lambda rubric: set_goal(sample(rubric, "qinghe-mall"), "score"),
    "facts missing": lambda rubric: without_facts(settled(rubric, 1, evidence=False), 3),
    "days past": lambda rubric: accepted(
        set_day(accepted(set_day(sample(rubric, "qinghe-mall"), "start", "2025-01-06")), "ready_by", "2025-06-30")
    ),
    "person-days a week": lambda rubric: accepted(set_weekly(sample(rubric, "qinghe-mall"), "6")),
    "not certified": finely_divided,
}
"""What the page is walked in as well."""

FURTHER: dict[str, Callable[[Rubric], Assessment]] = {
    "nothing counts": nothing_counts,
    "facts missing and open": lambda rubric: staffed(
        without_facts(sample(rubric, "xinghuo-live"), 2), ready_by="2027-01-10"
    ),
    "hardly any fact": lambda rubric: without_facts(sample(rubric, "lianshan-industrial"), 6),
    "many people": lambda rubric: staffed(sample(rubric, "qinghe-mall"), "20", "2027-01-20"),
    "no evidence and few people": lambda rubric: staffed(settled(rubric, 1, evidence=False), "2", "2027-01-20"),
    "between two plans": lambda rubric: staffed(sample(rubric, "lianshan-industrial"), "6", "2027-01-29"),
    "too late": lambda rubric: staffed(sample(rubric, "lianshan-industrial"), "6", "2027-01-27"),
    "nobody makes it": lambda rubric: staffed(sample(rubric, "qinghe-mall"), "20", "2026-12-25"),
    "before the start": lambda rubric: staffed(sample(rubric, "xinghuo-live"), "6", "2026-11-30"),
    "lead times alone": lambda rubric: accepted(set_day(sample(rubric, "qinghe-mall"), "ready_by", "2026-12-05")),
    "small platform": lambda rubric: staffed(sample(rubric, "xinghuo-live"), "1/3", "2027-02-01"),
    "days off": lambda rubric: accepted(set_days_off(staffed(sample(rubric, "xinghuo-live")), "2026-12-24 2026-12-25")),
    "by owner": lambda rubric: owned(staffed(sample(rubric, "xinghuo-live")), {"林岚": "2", "": "1"}, ["林岚", ""]),
    "owner without days": lambda rubric: owned(
        staffed(sample(rubric, "xinghuo-live")), {"林岚": "2"}, ["林岚", "周宁"]
    ),
    "agreed and under way": under_way,
    "a figure as a fraction": a_fraction,
    "agreed and changed": agreed_and_changed,
    "only to confirm": only_to_confirm,
    "steps left out": steps_left_out,
    "in time": lambda rubric: staffed(sample(rubric, "xinghuo-live"), "6", "2027-06-30"),
    "a lock that costs": lambda rubric: lock(
        staffed(sample(rubric, "qinghe-mall")),
        next(
            one.question for one in cheapest_plan(rubric, sample(rubric, "qinghe-mall")).steps if one.kind == "improve"
        ),
        True,
    ),
    "score there": lambda rubric: set_goal(settled(rubric, 1, evidence=False), "score"),
    "work without end": lambda rubric: staffed(settled(rubric, 0, evidence=False), "0.1"),
}
