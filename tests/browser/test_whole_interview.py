"""The whole way by mouse: an empty assessment, its profile, the first and the last questions, the results. Every question of a
platform is answered in `tests/app/test_whole_interview.py`; that all say the same numbers: `tests/api/test_same_figures.py`."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import answer
from ecq.assessment.model import Assessment
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Visitor, lean_profile, said
from tests.building import a_value, accepted

pytestmark = pytest.mark.browser


KINDS = ("level", "checklist", "measure")


def fill_profile(visitor: Visitor, rubric: Rubric, name: str, target: str) -> dict[str, object]:
    """Say name, target and the facts of the second turn by mouse, as a person would; what was said."""
    page, lean, told = visitor.page, lean_profile(), dict[str, object]()
    field = visitor.key("profile-name").locator("input")
    visitor.types(field, name)
    field.press("Enter")
    bands = {band.id: visitor.words(band.title) for band in rubric.bands}
    aims = visitor.key("profile-target")
    aims.get_by_role("radio", name=bands[target], exact=True).click()
    visitor.moves(visitor.key("turn-next").locator("button").click)
    for fact in rubric.profile.facts:
        here = visitor.key(f"fact-{fact.id}")
        if not here.count():
            continue
        titles = {option.id: visitor.words(option.text) for option in fact.options}
        told[fact.id] = held = lean[fact.id]
        for value in (held,) if isinstance(held, str) else held:
            here.locator("button").filter(has=page.get_by_text(titles[value], exact=True)).click()
    visitor.idle()
    return told


def all_but(rubric: Rubric, made: Assessment, open_: set[str]) -> Assessment:
    """It with every other fact told and every other question answered."""
    made = made.model_copy(update={"profile": lean_profile()})
    for turn, question_id in enumerate(q for q in Interview(rubric, made).unanswered if q not in open_):
        question = rubric.by_id[question_id]
        made = accepted(answer(made, question, a_value(question, turn)))
    return made


def test_an_empty_self_check_is_led_to_its_results_by_mouse(visit, served, shipped):
    visitor = visit("zh")
    visitor.open()
    visitor.key("begin").locator("button").click()
    visitor.wait_for_page("profile")
    told = fill_profile(visitor, shipped, "测试平台甲", "three-star")
    assert told
    visitor.key("turn-later").locator("button").click()
    visitor.wait_for_page("interview")

    made = visitor.assessment
    assert (made.name, made.target, made.profile) == ("测试平台甲", "three-star", told)
    asked = Interview(shipped, all_but(shipped, made, set(shipped.by_id))).asked
    last = [next(q for q in reversed(asked) if shipped.by_id[q].kind == kind) for kind in KINDS]
    last.append(next(q for q in asked if shipped.by_id[q].not_applicable))
    answer_some(visitor, shipped, 2)
    served.store.change(visitor.assessment_id, lambda held: all_but(shipped, held, set(last)))
    visitor.open("interview", visitor.assessment_id)
    expected, order, unsure = dict(said(visitor.assessment)), list[str](), ""
    at, turn = visitor.at, 0
    while at is not None:
        assert len(order) <= len(last), f"the interview goes round in circles at {at}"
        order.append(at)
        question = shipped.by_id[at]
        if question.not_applicable:
            visitor.chip("na").click()
            reason = question.not_applicable[0].id
            expected[at] = ("na", None, reason)
            at = visitor.moves(visitor.key(f"reason-{at}-{reason}").click)
        elif not unsure:
            unsure = at
            at = visitor.moves(visitor.chip("unsure").click)
        else:
            turn += 1
            value = a_value(question, turn)
            expected[at] = ("answered", value, None)
            at = visitor.press_answer(question, value)
    assert order == [*sorted(last, key=asked.index), unsure]
    assert visitor.heading == visitor.say(w.DONE_TITLE)
    assert visitor.say(w.DONE_LEAD) in visitor.page.locator(".ecq-question").inner_text()
    assert visitor.say(w.PROGRESS_OF, settled=len(asked), asked=len(asked)) in visitor.page.content()
    assert said(visitor.assessment) == expected

    visitor.button(w.TO_RESULTS).click()
    visitor.wait_for_page("results")
    low, high = visitor.shown_score
    assert low == high, "nothing is open, so the interval is one number"
