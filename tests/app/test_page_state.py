"""What a page keeps for itself: one of each kind for a window, and what of it is forgotten with an assessment or a database."""

from ecq.assessment.changes import answer, begin
from ecq.assessment.history.journal import Remark
from ecq.assessment.model import NOTE_LIMIT
from ecq.base.language import text
from ecq.interview.thread import Course
from ecq.store.stored import StoredAssessment
from ecq.web.changes import Steps
from ecq.web.evidence.page import EvidencePage
from ecq.web.interview.thread import Conversation
from ecq.web.overview import Overview
from ecq.web.plan.component import Plans
from ecq.web.progress import Comparison
from ecq.web.session.history import Followed, State
from ecq.web.session.state import Barred, Done, Held, PageState, Refused, Session
from tests.building import a_value, accepted

WHY = text("不行", "no")


def test_only_a_refusal_leaves_a_sentence_and_a_later_change_does_not_take_it_away(shipped):
    page = Session().page(PageState)
    assessment = begin(shipped)
    done = Done(StoredAssessment("a", assessment, 1, ""), assessment)
    for outcome, made in ((Held(WHY), False), (Barred(), False), (done, True)):
        assert page.took(outcome) is made
        assert page.refused is None, outcome
    assert not page.took(Refused(WHY))
    assert page.took(done), "two callbacks of one press: the field left, and the button"
    assert page.refused is WHY


def test_another_assessment_forgets_the_place_and_another_database_what_was_read():
    here = Session(question="q", trail=("p",), resume="p")
    talk = here.page(Conversation)
    talk.addressed, talk.thread_shown, talk.greeted = "q", 40, "a"
    talk.remarks, talk.told = ("a", (Remark(1, "q", "skip"),)), (3, {})
    here.page(Followed).course = ("a", Course())
    here.page(Steps).drawn = {1: None}
    here.leave_assessment()
    assert (here.question, here.trail, here.resume, talk.addressed, talk.thread_shown) == (None, (), None, None, None)
    assert talk.told is not None
    here.forget_what_was_read()
    assert (talk.remarks, here.page(Followed).course, talk.told, here.page(Steps).drawn) == (None, None, None, {})
    assert talk.greeted == "a"


def test_what_was_searched_chosen_and_opened_beside_one_self_check_is_not_there_in_another(shipped):
    here = Session()
    here.page(Overview).text, here.page(EvidencePage).question, here.page(EvidencePage).told = "甲家", "q", (WHY,)
    here.page(Comparison).opened = State("file", "甲.json", "甲", begin(shipped), shipped)
    here.page(Plans).steps_off, here.page(Plans).refused, here.page(Plans).done = frozenset({"q"}), WHY, (WHY,)
    here.leave_assessment()
    for kind in (Overview, EvidencePage, Comparison, Plans):
        assert here.page(kind) == kind(), kind


def test_nothing_that_was_said_in_one_self_check_shows_in_another(walk, store, shipped):
    theirs, mine = store.add(begin(shipped, "甲")).id, store.add(begin(shipped, "乙")).id
    walker = walk(theirs, page="interview")
    at = walker.at
    walker.press("chip-note")
    walker.app.text_area(key=f"note-{at}").set_value("甲的备注" * NOTE_LIMIT)
    walker.run()
    assert walker.errors, "it is too long, and stays in its field to be shortened"
    walker.type("甲家的事，说来话长")
    assert walker.heard[0] == walker.conversation["typed"]["text"] == "甲家的事，说来话长"
    walker.press_in_bar("other", mine)
    assert (walker.assessment_id, walker.at) == (mine, at)
    assert (walker.heard, walker.conversation["typed"]["text"], walker.app.text_area) == ([], "", [])
    walker.type("乙家的事，也说来话长")
    assert walker.heard[0] == "乙家的事，也说来话长"
    walker.app.query_params["a"] = theirs  # the browser's Back
    walker.to_question(at)
    assert (walker.assessment_id, walker.at, walker.heard) == (theirs, at, [])
    walker.press_in_bar("other", mine)
    walker.press("chip-note")
    assert walker.app.text_area(key=f"note-{at}").value == ""
    walker.press_in_bar("other", theirs)
    assert [one["words"] for one in walker.thread] == ["甲家的事，说来话长"]


def test_another_self_check_begins_at_its_own_question_and_takes_nothing_from_a_press_beside(walk, store, shipped):
    """Two presses may share a run, in either order: both are done before anything is drawn."""
    begun = begin(shipped, "甲")
    for question in shipped.questions[:3]:
        begun = accepted(answer(begun, question, a_value(question, 1)))
    theirs, mine = store.add(begun).id, store.add(begin(shipped, "乙")).id
    first = walk(mine, page="interview").at
    walker = walk(theirs, page="interview")
    at = walker.at
    assert at != first
    walker.press_in_bar("other", mine)
    assert (walker.assessment_id, walker.at) == (mine, first)
    walker.press_in_bar("other", theirs, and_then="skip")
    assert (walker.assessment_id, walker.at) == (theirs, at)
    walker.press_in_bar("other", mine, and_then="note")
    assert (walker.assessment_id, walker.at) == (mine, first)
    assert not walker.app.text_area
