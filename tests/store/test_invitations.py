"""Invitations over both databases: what a link opens and when, that no answer is lost, and that acceptance overwrites nothing unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import annotate, answer, set_aside
from ecq.assessment.history.journal import ConflictError
from ecq.assessment.proposals import conflicting
from ecq.base.errors import AssessmentError, EcqError
from ecq.exchange.accepting import all_accepted
from ecq.store.audit import Audit
from ecq.store.collection import Collection
from ecq.store.invitations import DAYS_MOST, MOST, OF_ALL, OF_ONE, WINDOW, Attempts, Invitations, ShutError
from ecq.store.organisations import Organisations
from ecq.store.person import NotAllowedError
from ecq.store.proposals import OvertakenError, Proposals
from ecq.store.tables import INVITATIONS
from ecq.telling.due import in_order, stage, waiting
from tests import building as b
from tests.store.clock import NOON
from tests.store.test_permitted import Firm, identity

AT = "2026-11-25T00:00:00+00:00"
RUBRIC = b.rubric([b.yes_no("a", not_applicable=b.NA), b.yes_no("c"), b.level("d", (b.F(0), b.F(1)))])


@pytest.fixture
def stored(store):
    return store.add(b.answered(RUBRIC, {"a": "no"}))


@pytest.fixture
def desk(store):
    return Invitations(store)


def says(question, value, at="2026-11-24T12:00:00+00:00"):
    return lambda answers: b.accepted(answer(answers, RUBRIC.by_id[question], value, at))


def press(desk, secret, question, value, seen=None):
    return desk.answer(secret, says(question, value), seen or desk.opened(secret).answers)


def proposed(store, invitation, permissions=None):
    kept = Proposals(store, permissions).of(invitation.assessment_id)
    return {one.id: one.proposal for one in kept if one.proposal.source.request == invitation.id}


def taken(rubric):
    def how(assessment, made):
        after, troubles = all_accepted(assessment, rubric, made, AT)
        for why in troubles.values():
            raise AssessmentError(why.sentence.en, why.sentence.zh)
        return after

    return how


def accept(store, invitation, kept=(), seen=None, permissions=None, rubric=None):
    """Accept what was handed in, but for the questions in `kept`."""
    chosen = {key: one for key, one in proposed(store, invitation).items() if one.about not in kept}
    seen = seen or store.find(invitation.assessment_id).revision
    how = taken(rubric or RUBRIC)
    return Proposals(store, permissions).accept(invitation.assessment_id, chosen, how, seen=seen, by="review")


def handed_in(desk, stored, answers, label="Li"):
    invitation, secret = desk.make(stored.id, ["a", "c"], label)
    for question, value in answers.items():
        invitation = press(desk, secret, question, value)
    return desk.submit(secret, invitation.revision), secret


def why(error):
    return error.value.why


def test_a_link_shows_its_questions_and_nothing_of_the_self_check(desk, store, stored):
    made, secret = desk.make(stored.id, ["a", "c", "a"], " Li ", due="2026-12-01")
    opened = desk.opened(secret)
    assert opened == made
    assert (opened.label, opened.questions, opened.due, opened.answered) == ("Li", ("a", "c"), "2026-12-01", 0)
    assert (opened.answers.name, opened.answers.responses, opened.answers.profile) == ("", {}, {})
    with store.engine.connect() as connection:
        row = connection.execute(sa.select(INVITATIONS)).one()
    assert secret not in repr(row)


def test_answers_enter_the_self_check_when_they_are_accepted_and_not_before(desk, store, stored):
    invitation, _ = handed_in(desk, stored, {"a": "yes", "c": "yes"})
    assert store.find(stored.id) == stored
    after = accept(store, invitation)
    assert {q: after.assessment.response(q).value for q in ("a", "c")} == {"a": "yes", "c": "yes"}
    (entry,) = store.entries(stored.id)
    assert (entry.by, entry.questions) == ("review", ("a", "c"))
    assert [one.state for one in desk.of(stored.id)] == ["accepted"]


def test_what_is_over_is_not_submitted_answered_accepted_or_returned_again(desk, store, stored):
    invitation, secret = handed_in(desk, stored, {"c": "yes"})
    for replayed in (lambda: press(desk, secret, "c", "no"), lambda: desk.submit(secret, invitation.revision)):
        with pytest.raises(OvertakenError):
            replayed()
    accept(store, invitation)
    revision, ids = store.find(stored.id).revision, [*proposed(store, invitation)]
    for replayed in (
        lambda: accept(store, invitation),
        lambda: Proposals(store).send_back(stored.id, ids, "again"),
        lambda: press(desk, secret, "c", "no"),
        lambda: desk.submit(secret, invitation.revision),
    ):
        with pytest.raises(OvertakenError):
            replayed()
    assert store.find(stored.id).revision == revision


def test_guessed_revoked_renewed_and_deleted_links_look_the_same(desk, store, stored):
    first, revoked = desk.make(stored.id, ["a"], "Li")
    renewed, before = desk.make(stored.id, ["a"], "Wang")
    third, deleted = desk.make(stored.id, ["a"], "Chen")
    desk.revoke(stored.id, first.id)
    after = desk.renew_link(stored.id, renewed.id)
    assert desk.opened(after).label == "Wang"
    assert desk.remove(stored.id, third.id)
    said = set()
    for secret in ("guessed", "", revoked, before, deleted):
        with pytest.raises(ShutError) as error:
            desk.opened(secret)
        said.add((str(error.value), error.value.zh))
        with pytest.raises(ShutError):
            desk.submit(secret, 1)
    assert len(said) == 1
    Collection(store).delete(stored.id)
    with pytest.raises(ShutError) as error:
        desk.opened(after)
    assert why(error) == "none"


def test_a_closed_link_and_one_of_a_self_check_in_the_bin_take_nothing_more(desk, store, stored):
    invitation, secret = handed_in(desk, stored, {"c": "yes"})
    other, second = desk.make(stored.id, ["a"], "Wang")
    desk.close(stored.id, invitation.id)
    with pytest.raises(ShutError) as error:
        desk.opened(secret)
    assert why(error) == "closed"
    closed = next(one for one in desk.of(stored.id) if one.label == "Li")
    assert accept(store, closed).assessment.response("c").value == "yes"
    Collection(store).bin(stored.id)
    with pytest.raises(ShutError) as error:
        press(desk, second, "a", "yes", other.answers)
    assert why(error) == "closed"
    assert desk.open_ones() == ()


def test_a_link_expires_by_the_clock_of_the_database_alone(desk, opened, clock, stored):
    invitation, secret = desk.make(stored.id, ["a"], "Li", days=1)
    press(desk, secret, "a", "yes")
    later = Invitations(opened(clock=lambda: NOON + timedelta(days=1, seconds=-1)))
    skewed = says("a", "no", at="2031-01-01T00:00:00+00:00")  # what a page says of the time decides nothing
    assert later.answer(secret, skewed, later.opened(secret).answers).expires_at == invitation.expires_at
    clock.now += timedelta(days=1)
    for attempt in (lambda: desk.opened(secret), lambda: desk.submit(secret, 3)):
        with pytest.raises(ShutError) as error:
            attempt()
        assert why(error) == "expired"
    assert desk.opened(desk.renew_link(stored.id, invitation.id)).answers.response("a").value == "no"


def test_two_windows_of_a_respondent_lose_nothing_and_overwrite_nothing_unseen(desk, stored):
    invitation, secret = desk.make(stored.id, ["a", "c"], "Li")
    press(desk, secret, "a", "yes", invitation.answers)
    both = press(desk, secret, "c", "no", invitation.answers)
    assert {q: both.answers.response(q).value for q in ("a", "c")} == {"a": "yes", "c": "no"}
    with pytest.raises(OvertakenError):
        press(desk, secret, "a", "no", invitation.answers)
    with pytest.raises(OvertakenError):
        desk.submit(secret, both.revision - 1)
    assert desk.opened(secret).answers == both.answers


def test_many_presses_at_once_are_all_kept(opened, stored):
    first = Invitations(opened(clock=lambda: NOON))
    invitation, secret = first.make(stored.id, ["a", "c", "d"], "Li")
    desks = [Invitations(opened(clock=lambda: NOON)) for _ in range(3)]
    presses = [("a", "yes"), ("c", "no"), ("d", "o1")]
    with ThreadPoolExecutor(3) as pool:
        list(
            pool.map(
                lambda pair: press(pair[0], secret, *pair[1], invitation.answers), zip(desks, presses, strict=True)
            )
        )
    assert {q: first.opened(secret).answers.response(q).value for q, _ in presses} == dict(presses)


def test_a_question_that_was_not_asked_cannot_be_answered(desk, stored):
    invitation, secret = desk.make(stored.id, ["a"], "Li")
    with pytest.raises(ShutError):
        press(desk, secret, "c", "yes")
    assert desk.opened(secret).answers == invitation.answers


def test_of_two_who_accept_at_once_one_succeeds(opened, store, stored, desk):
    invitation, _ = handed_in(desk, stored, {"c": "yes"})
    together, outcomes = Barrier(2), []

    def one(number):
        mine = opened(clock=lambda: NOON)
        together.wait()
        try:
            accept(mine, invitation)
            outcomes.append("accepted")
        except (OvertakenError, ConflictError):
            outcomes.append("refused")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))
    assert sorted(outcomes) == ["accepted", "refused"]
    assert len(store.entries(stored.id)) == 1


def test_what_was_changed_after_the_review_was_drawn_is_not_overwritten(desk, store, stored):
    invitation, _ = handed_in(desk, stored, {"a": "yes"})
    drawn = store.find(stored.id)
    store.change(stored.id, lambda one: b.accepted(set_aside(one, RUBRIC.by_id["a"], "not-here")), by="window")
    with pytest.raises(ConflictError):
        accept(store, invitation, seen=drawn.revision)
    assert store.find(stored.id).assessment.response("a").state == "na"
    assert desk.of(stored.id)[0].state == "submitted", "all or nothing"
    made = proposed(store, invitation)
    assert conflicting(store.find(stored.id).assessment, made.values()) == {*made}
    Proposals(store).send_back(stored.id, [*made])
    assert store.find(stored.id).assessment.response("a").state == "na"
    assert desk.of(stored.id)[0].state == "accepted", "nothing of it waits"


def test_an_owner_who_goes_on_elsewhere_does_not_hinder_the_review(desk, store, stored):
    invitation, _ = handed_in(desk, stored, {"a": "yes"})
    drawn = store.find(stored.id)
    store.change(stored.id, says("c", "no"), by="window")
    after = accept(store, invitation, seen=drawn.revision)
    assert {q: after.assessment.response(q).value for q in ("a", "c")} == {"a": "yes", "c": "no"}


def test_only_an_answer_that_changed_since_the_invitation_is_asked_about(desk, store, stored):
    invitation, secret = desk.make(stored.id, ["a", "c", "d"], "Li")
    store.change(stored.id, says("c", "no"))
    store.change(stored.id, lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], "ours")))
    for question, value in (("a", "yes"), ("c", "yes")):
        press(desk, secret, question, value)
    for how in (
        lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], "theirs")),
        lambda one: b.prove(one, RUBRIC.by_id["d"]),
    ):
        invitation = desk.answer(secret, how, desk.opened(secret).answers)
    invitation = desk.submit(secret, invitation.revision)
    made = proposed(store, invitation)
    clashes = conflicting(store.find(stored.id).assessment, made.values())
    assert [(one.about, one.part, key in clashes) for key, one in made.items()] == [
        ("a", "answer", False),
        ("a", "note", False),
        ("c", "answer", True),
        ("d", "evidence", False),
    ]
    after = accept(store, invitation, kept={"c"}).assessment
    assert (after.response("a").note, after.response("c").value) == ("ours\ntheirs", "no")
    assert [piece.text for piece in after.response("d").evidence] == ["a document"]
    again = taken(RUBRIC)(after, [one for one in made.values() if one.about != "c"])
    assert again.responses == after.responses, "what is there already is not added twice"


def test_a_note_that_would_become_too_long_is_said_before_anything_changes(desk, store, stored):
    store.change(stored.id, lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], "x" * 9_990)))
    _, secret = desk.make(stored.id, ["a"], "Li")
    noted = desk.answer(
        secret, lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], "y" * 20)), desk.opened(secret).answers
    )
    noted = press(desk, secret, "a", "yes", noted.answers)
    invitation = desk.submit(secret, noted.revision)
    with pytest.raises(AssessmentError):
        accept(store, invitation)
    assert desk.of(stored.id)[0].state == "submitted"


def test_each_reason_reaches_whoever_filled_it_in_with_the_number_of_its_question(desk, store, stored):
    invitation, secret = handed_in(desk, stored, {"a": "yes", "c": "yes"})
    ids = {one.about: key for key, one in proposed(store, invitation).items()}
    Proposals(store).send_back(stored.id, [ids["c"]], "which log?")
    Proposals(store).send_back(stored.id, [ids["a"]], "since when?")
    assert desk.opened(secret).remark == "2. which log?\n1. since when?"
    desk.submit(secret, press(desk, secret, "c", "no").revision)
    waits = [one for one in Proposals(store).of(stored.id) if one.waits]
    Proposals(store).send_back(stored.id, [one.id for one in waits], "sign it")
    assert desk.opened(secret).remark == "1, 2. sign it", "what was said before it was submitted again is done with"


def test_what_is_sent_back_is_edited_and_submitted_again(desk, store, stored, clock):
    invitation, secret = handed_in(desk, stored, {"c": "yes"})
    Proposals(store).send_back(stored.id, [*proposed(store, invitation)], "which log?")
    returned = desk.opened(secret)
    assert (returned.state, returned.remark, stage(returned)) == ("returned", "2. which log?", "waiting")
    again = desk.submit(secret, press(desk, secret, "c", "no").revision)
    waits = [one.proposal for one in Proposals(store).of(stored.id) if one.waits]
    assert [one.value.value for one in waits] == ["no"]
    Proposals(store).send_back(stored.id, [one.id for one in waits], "again")
    same = desk.submit(secret, desk.opened(secret).revision, "Luo Man, head of quality")
    assert Proposals(store).waiting(stored.id) == 1, "who insists is heard"
    late, _ = handed_in(desk, stored, {"a": "yes"}, "Wang")
    clock.now += timedelta(days=DAYS_MOST)
    Proposals(store).send_back(stored.id, [*proposed(store, late)], "more")
    assert [one.state for one in desk.of(stored.id) if one.id == late.id] == ["accepted"], (
        "a link that is over is not waited for"
    )
    assert (again.state, same.state) == ("submitted", "submitted")


def test_nonsense_is_refused_in_a_sentence(desk, stored):
    for questions, label, days in (
        ([], "Li", 1),
        (["a"], " ", 1),
        (["a"], "Li", 0),
        (["a"], "Li", 91),
        (["a"], "x" * 201, 1),
    ):
        with pytest.raises(EcqError):
            desk.make(stored.id, questions, label, days)
    _, secret = desk.make(stored.id, ["a"], "Li")
    with pytest.raises(EcqError, match="at least one"):
        desk.submit(secret, 1)
    assert desk.make("unknown", ["a"], "Li") is None


def test_a_self_check_takes_only_so_many(desk, stored, monkeypatch):
    monkeypatch.setattr("ecq.store.invitations.MOST", 2)
    assert MOST >= 100
    desk.make(stored.id, ["a"], "Li")
    desk.make(stored.id, ["a"], "Wang")
    with pytest.raises(EcqError, match="at most"):
        desk.make(stored.id, ["a"], "Chen")


def test_what_needs_somebody_comes_first(desk, store, stored, clock):
    for label, due in (("without", ""), ("later", "2026-12-20"), ("overdue", "2026-11-20"), ("soon", "2026-11-30")):
        desk.make(stored.id, ["a"], label, due=due)
    handed_in(desk, stored, {"c": "yes"}, "handed in")
    everything = desk.of(stored.id)
    open_ones = [one for one in everything if stage(one) == "waiting"]
    assert [one.label for one in in_order(open_ones, "2026-11-24")] == ["overdue", "soon", "later", "without"]
    counts = waiting(desk.open_ones(), "2026-11-24", store.now())
    assert (counts.respondents, counts.overdue, counts.soon, counts.reviews) == (4, 1, 1, 1)
    assert waiting(everything, "2026-11-24", "2027-06-01T00:00:00+00:00").respondents == 0


def test_who_may_invite_and_who_may_review(opened, shipped):
    store = opened()
    firm = Firm(store, shipped)
    question = shipped.questions[0].id
    for role in ("owner", "editor"):
        assert Invitations(store, firm.allowed(role)).make(firm.id, [question], "Li") is not None
    for role in ("reviewer", "reader"):
        with pytest.raises(NotAllowedError):
            Invitations(store, firm.allowed(role)).make(firm.id, [question], "Li")
        assert len(Invitations(store, firm.allowed(role)).of(firm.id)) == 2
    stranger = Invitations(store, firm.allowed(firm.stranger))
    assert stranger.make(firm.id, [question], "Li") is None
    assert stranger.of(firm.id) == ()
    mine = firm.people["owner"].id
    invitation = next(one for one in Invitations(store).of(firm.id) if one.created_by == mine)
    secret = Invitations(store, firm.allowed("owner")).renew_link(firm.id, invitation.id)
    value = shipped.questions[0].options[-1].id
    asked = Invitations(store).answer(
        secret, lambda one: b.accepted(answer(one, shipped.questions[0], value)), invitation.answers
    )
    handed = Invitations(store).submit(secret, asked.revision)
    with pytest.raises(NotAllowedError):
        accept(store, handed, permissions=firm.allowed("editor"), rubric=shipped)
    after = accept(store, handed, permissions=firm.allowed("reviewer"), rubric=shipped)
    assert store.entries(firm.id)[0].person == firm.people["reviewer"].id
    assert after.assessment.response(question).value == value
    deeds = [deed.did for _, deed in Audit(store).deeds(firm.acme.id)]
    assert deeds[:3] == ["accept", "new link", "invite"]
    assert Organisations(store).names([store.entries(firm.id)[0].person])
    erased = Organisations(store).erase_person(firm.people["editor"].id)
    assert erased.counts["invitations"] == 1
    assert firm.people["editor"].id not in {one.created_by for one in Invitations(store).of(firm.id)}


def shut(store, secret):
    with pytest.raises(ShutError) as told:
        Invitations(store).opened(secret)
    return told.value.why


@pytest.mark.parametrize("how", ["removed", "deleted", "left the group", "left"])
def test_an_invitation_ends_with_the_membership_of_its_maker(opened, shipped, how):
    store = opened()
    firm = Firm(store, shipped)
    question = shipped.questions[0]
    maker = firm.people["editor"] if how == "left the group" else firm.owner_by_hand("maker")
    desk = Invitations(store, firm.allowed(maker))
    _, secret = desk.make(firm.id, [question.id], "Li")
    submitted_one, other = desk.make(firm.id, [question.id], "Wang")
    asked = desk.answer(
        other, lambda one: b.accepted(answer(one, question, question.options[0].id)), submitted_one.answers
    )
    desk.submit(other, asked.revision)
    kept = Invitations(store, firm.allowed("owner")).make(firm.id, [question.id], "of somebody else")
    if how == "removed":
        assert firm.organisations.remove_member(firm.acme.id, maker.id, firm.people["owner"]) == 2
    elif how == "deleted":
        firm.organisations.erase_person(maker.id)
    elif how == "left":
        assert firm.organisations.remove_member(firm.acme.id, maker.id, maker) == 2
    else:
        firm.organisations.log_in(identity("editor", "other"))
    assert (shut(store, secret), shut(store, other)) == ("closed", "closed")
    assert Invitations(store).opened(kept[1]).id == kept[0].id
    handed = next(one for one in Invitations(store).of(firm.id) if one.id == submitted_one.id)
    assert stage(handed) == "review", "what was submitted can still be accepted"
    assert accept(store, handed, permissions=firm.allowed("owner"), rubric=shipped)


def of_the_editor(store, shipped):
    """A firm, and an invitation that its editor made, with the secret of its link."""
    firm = Firm(store, shipped)
    return firm, *Invitations(store, firm.allowed("editor")).make(firm.id, [shipped.questions[0].id], "Li")


def test_an_invitation_that_somebody_took_over_stays_open(opened, shipped):
    store = opened()
    firm, made, secret = of_the_editor(store, shipped)
    owner = Invitations(store, firm.allowed("owner"))
    for role in ("reviewer", "reader"):
        with pytest.raises(NotAllowedError):
            Invitations(store, firm.allowed(role)).take_over(firm.id, made.id)
    assert not Invitations(store, firm.allowed(firm.stranger)).take_over(firm.id, made.id)
    assert owner.take_over(firm.id, made.id)
    assert Audit(store).deeds(firm.acme.id)[0][1].did == "take over"
    firm.organisations.erase_person(firm.people["editor"].id)
    assert Invitations(store).opened(secret).created_by == firm.people["owner"].id
    owner.close(firm.id, made.id)
    assert not owner.take_over(firm.id, made.id), "what is closed stays so"


def test_whoever_makes_a_new_link_takes_the_invitation_over(opened, shipped):
    store = opened()
    firm, made, _ = of_the_editor(store, shipped)
    secret = Invitations(store, firm.allowed("owner")).renew_link(firm.id, made.id)
    firm.organisations.erase_person(firm.people["editor"].id)
    assert Invitations(store).opened(secret).id == made.id


def test_wrong_links_are_tried_only_so_often():
    attempts = Attempts()
    for _ in range(OF_ONE):
        assert attempts.allowed("here", 0.0)
        attempts.failed("here", 0.0)
    assert not attempts.allowed("here", WINDOW - 1)
    assert attempts.allowed("there", 0.0), "others are not locked out"
    assert attempts.allowed("here", WINDOW)
    for number in range(3 * OF_ALL):
        attempts.failed(f"robot {number}", WINDOW)
    assert attempts.allowed("there", WINDOW), "who has the link gets in, however many guess"
    attempts.failed("there", WINDOW)
    assert not attempts.allowed("there", WINDOW)
    assert attempts.allowed("there", 2 * WINDOW)
