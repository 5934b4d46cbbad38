"""An assessment of an earlier version opens under the present one, is told what changed, and loses nothing."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ecq.assessment.changes import annotate, mark_unsure, rebind, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import read
from ecq.assessment.model import unknown_questions
from ecq.checking.bank_files import check_changes
from ecq.cli import main
from ecq.rubric.loading import load_library, read_rubric
from ecq.rubric.model import Changes, Rubric
from ecq.rubric.released import released_question, released_rubric, released_rubrics
from ecq.scoring.scorecard import score
from ecq.telling.moving.move import earlier_answer, earlier_answers, move
from ecq.telling.moving.words import move_data, move_lines, sections
from tests import building as b
from tests.command import printed
from tests.test_loading import spoil

DIGESTS = {
    ("gbt31526-2025", "1.0.0"): "8d04626322d71307993a992f14e7de092fa4d33f9ca26dec56179542886f95b8",
    ("sqe-2015", "1.0.0"): "379289d261f71a6b438eff79bd90da24cdcf907c0e0d6bcb6fb18617181f9bd3",
    ("gbt31526-2025", "1.1.0"): "1d87310174ca09cd7226ce3af152aef319b3c28f0139e0d78dfd0a335cf80ad6",
    ("sqe-2015", "1.1.0"): "b899c52c58a7dcdf9bb19ca5be13cf5a8e4ca6c31451b00b15b3e96307935646",
}
OLD_SAMPLES = sorted((Path(__file__).parent / "files" / "samples-1.0.0").glob("*.json"))
AT, LATER = "2026-11-20T08:00:00+00:00", "2026-11-26T08:00:00+00:00"


# Rubrics of earlier releases


def test_the_rubrics_of_earlier_releases_are_unchanged():
    kept = {(one.id, one.version): one for one in released_rubrics()}
    for release, digest in DIGESTS.items():
        assert kept[release].digest == digest
        assert released_rubric(digest) is kept[release]
        assert read_rubric(kept[release].canonical, "there").digest == digest
    assert released_rubric("0" * 64) is None
    assert released_question("nobody-asks-this", "sqe-2015") is None
    assert released_question("tax-report-months", "gbt31526-2025")
    assert released_question("tax-report-months", "sqe-2015") is None


def test_an_earlier_answer_is_shown_in_the_words_of_its_own_version():
    for version, option in (("1.0.0", "complete"), ("1.1.0", "on-time")):
        question = released_question("tax-information-reporting", "gbt31526-2025", version)
        assert option in dict(question.choices)
    newest = released_question("tax-information-reporting", "gbt31526-2025")
    assert newest == released_question("tax-information-reporting", "gbt31526-2025", "1.2.0")


# Two small versions of one rubric


def version_one() -> Rubric:
    return b.rubric(
        [
            b.level("kept", (b.F(0), b.F(1, 2), b.F(1))),
            b.level("loses-an-option", (b.F(0), b.F(1, 2), b.F(1))),
            b.checklist("loses-items", 3),
            b.measure("narrowed", none=b.text("none")),
            b.yes_no("goes"),
            b.yes_no("aside", not_applicable=b.NA),
        ],
        facts=[b.fact("size", options=("small", "big")), b.fact("sells", "many", ("goods", "services"))],
        id="shop",
        version="1.0.0",
    )


def version_two() -> Rubric:
    two_options = b.level("loses-an-option", (b.F(0), b.F(1)))
    two_options["options"] = (
        {**two_options["options"][0]},
        {**two_options["options"][1], "id": "o2", "text": b.text("o2")},
    )
    two_items = b.checklist("loses-items", 3)
    two_items["items"] = two_items["items"][:2]
    applies = {"fact": "size", "is": ("tiny",)}
    return b.rubric(
        [
            b.level("kept", (b.F(0), b.F(3, 4), b.F(1))),
            two_options,
            two_items,
            b.measure("narrowed", none=b.text("worse than none")),
            b.yes_no("comes"),
            b.yes_no("comes-for-the-tiny", applies=applies),
            b.yes_no("aside", not_applicable=({"id": "another", "text": b.text("another")},)),
        ],
        facts=[b.fact("size", options=("tiny", "small", "big")), b.fact("sells", "many", ("goods", "services"))],
        id="shop",
        version="1.1.0",
    )


CHANGES = Changes.model_validate(
    {
        "version": "1.1.0",
        "day": "2026-11-25",
        "rubrics": ("shop",),
        "questions": ({"question": "goes", "successor": "comes"},),
        "options": (
            {"question": "loses-an-option", "option": "o1", "successor": "o2"},
            {"question": "loses-items", "option": "i2", "asked_by": "comes"},
        ),
        "answers": ({"question": "narrowed", "options": ("none",)},),
        "facts": ({"fact": "size", "values": ("small",), "why": b.text("it was split")},),
    }
)
ONE, TWO = version_one(), version_two()


def after_move(answers, profile=None, changes=(CHANGES,), old=ONE, new=TWO):
    assessment = b.answered(ONE, answers, profile=profile or {}, at=AT)
    return move(assessment, old, new, changes, LATER)


def test_an_answer_with_unchanged_meaning_moves_unchanged():
    made = after_move({"kept": "o1", "narrowed": "7"}, {"size": "big", "sells": ("goods",)})
    assert made.after.responses == made.before.responses
    assert made.after.profile == made.before.profile
    assert (made.after.rubric.version, made.after.rubric.digest) == ("1.1.0", TWO.digest)
    assert made.after.updated_at == LATER
    assert (made.asked_again, made.retired, made.items_removed, made.facts) == ((), (), (), ())


def test_a_removed_answer_is_asked_again_and_stays_readable():
    made = after_move({"loses-an-option": "o1"})
    assert [one.question for one in made.asked_again] == ["loses-an-option"]
    assert [one.successor for one in made.asked_again[0].options] == ["o2"]
    assert made.after.response("loses-an-option").state == "unanswered"
    assert made.after.responses["loses-an-option@1.0.0"].value == "o1"
    assert "Look at now: o2" in "\n".join(move_lines(made, "en"))
    assert score(TWO, made.after).questions["loses-an-option"].state == "unanswered"


def test_notes_and_evidence_stay_at_their_question():
    assessment = b.answered(ONE, {"loses-an-option": "o1"}, at=AT)
    question = ONE.by_id["loses-an-option"]
    assessment = b.accepted(
        add_evidence(b.accepted(annotate(assessment, question, "why", AT)), question, "paper", at=AT)
    )
    moved = move(assessment, ONE, TWO, (CHANGES,), LATER).after
    response = moved.response("loses-an-option")
    assert (response.note, [one.text for one in response.evidence]) == ("why", ["paper"])
    kept = moved.responses["loses-an-option@1.0.0"]
    assert (kept.note, kept.evidence, kept.at) == ("", (), assessment.response("loses-an-option").at)


def test_a_removed_checklist_item_leaves_the_other_ticks():
    made = after_move({"loses-items": ("i0", "i2")})
    (gone,) = made.items_removed
    assert (gone.question, gone.items) == ("loses-items", ("i2",))
    assert made.after.response("loses-items").value == ("i0",)
    assert made.after.responses["loses-items@1.0.0"].value == ("i0", "i2")


def test_an_answer_whose_meaning_became_narrower_is_asked_again():
    made = after_move({"narrowed": "none"})
    assert [one.question for one in made.asked_again] == ["narrowed"]
    assert made.after.response("narrowed").value is None


def test_a_removed_tentative_answer_stays_readable():
    unsure = mark_unsure(b.answered(ONE, {"loses-an-option": "o1"}), ONE.by_id["loses-an-option"])
    moved = move(unsure, ONE, TWO, (CHANGES,)).after
    assert moved.responses["loses-an-option@1.0.0"] == unsure.response("loses-an-option")


def test_a_removed_reason_is_asked_again_and_free_text_stays():
    for reason, again in (("not-here", True), ("because we never do", False)):
        aside = b.accepted(set_aside(b.answered(ONE, {}), ONE.by_id["aside"], reason))
        made = move(aside, ONE, TWO, (CHANGES,))
        assert [one.question for one in made.asked_again] == (["aside"] if again else [])
        assert (made.after.response("aside").state == "na") is not again


def test_a_removed_question_keeps_its_answer_and_names_its_successor():
    made = after_move({"goes": "yes"})
    assert [(one.question, one.successor) for one in made.retired] == [("goes", "comes")]
    assert made.after.response("goes") == made.before.response("goes")
    assert "Asked now by: comes" in "\n".join(move_lines(made, "en"))


def test_only_new_questions_that_may_apply_are_listed():
    assert after_move({}, {"size": "big"}).new_questions == ("comes",)
    assert after_move({}).new_questions == ("comes", "comes-for-the-tiny")
    assert after_move({}, {"size": "small"}).new_questions == ("comes", "comes-for-the-tiny")  # it is asked again


def test_a_profile_fact_with_a_new_meaning_is_asked_again_and_stays_readable():
    made = after_move({}, {"size": "small", "sells": ("goods",)})
    assert made.after.profile == {"sells": ("goods",), "size@1.0.0": "small"}
    assert [(one.fact, one.answer) for one in made.facts] == [("size", "small")]
    assert "it was split" in "\n".join(move_lines(made, "en"))
    assert read(json.dumps(made.after.model_dump(mode="json"))) == made.after


def test_an_answer_with_a_changed_credit_is_reported():
    made = after_move({"kept": "o1"})
    assert made.reads_otherwise == ("kept",)
    assert "credit 0.5 → 0.75" in "\n".join(move_lines(made, "en"))


def test_the_score_difference_is_exact_question_by_question():
    made = after_move({"kept": "o2", "goes": "yes", "loses-items": ("i2",)}, {"size": "small"})
    assert made.effect
    moved = made.effect.after.score.low - made.effect.before.score.low
    assert sum(one.difference for one in made.effect.moves) == moved
    assert made.effect.before.score == score(ONE, made.before).score
    assert made.effect.after.score == score(TWO, made.after).score


def test_moving_twice_changes_nothing_more():
    made = after_move({"kept": "o1", "loses-an-option": "o1", "goes": "yes"}, {"size": "small"})
    again = move(made.after, TWO, TWO, (CHANGES,), made.after.updated_at)
    assert again.after == made.after
    assert not sections(again, "en")


def test_without_the_old_rubric_only_ids_are_compared():
    made = after_move({"loses-an-option": "o1", "goes": "yes", "kept": "o1"}, old=None)
    assert [one.question for one in made.asked_again] == ["loses-an-option"]
    assert [one.question for one in made.retired] == ["goes"]
    assert (made.new_questions, made.reads_otherwise, made.effect) == ((), (), None)
    assert "The rubric as it was then is not at hand" in "\n".join(move_lines(made, "en"))


def test_for_a_third_party_rubric_the_start_date_decides_which_changes_apply():
    others = Changes.model_validate({**CHANGES.model_dump(), "rubrics": ("ecq",)})
    before = after_move({"narrowed": "none"}, changes=(others,))
    assert [one.question for one in before.asked_again] == ["narrowed"]
    begun_after = b.answered(ONE, {"narrowed": "none"}, at=LATER)
    assert move(begun_after, ONE, TWO, (others,)).asked_again == ()


def test_earlier_answers_are_shown_but_do_not_count(monkeypatch):
    monkeypatch.setattr("ecq.rubric.released.released_rubrics", lambda folder=None: (ONE,))
    made = after_move({"loses-an-option": "o1", "goes": "yes", "loses-items": ("i0", "i2")})
    keys = ("loses-an-option@1.0.0", "loses-items@1.0.0")
    assert {one.question_id for one in earlier_answers(made.after, TWO)} == {"goes", "loses-an-option", "loses-items"}
    assert set(unknown_questions(made.after, TWO)) == {"goes", *keys}
    found = earlier_answer(made.after, TWO, "loses-an-option")
    assert found
    assert (found.version, found.answer("en")) == ("1.0.0", "o1")
    assert earlier_answer(made.after, TWO, "kept") is None
    bare = {key: value for key, value in made.after.responses.items() if key in TWO.by_id}
    assert score(TWO, made.after) == score(TWO, made.after.model_copy(update={"responses": bare}))


# The samples of 1.0.0


@pytest.mark.parametrize("path", OLD_SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", "sqe-2015"])
def test_the_samples_of_1_0_0_move_without_losing_an_answer(path, rubric_id, library, shipped):
    old = released_rubric(DIGESTS[rubric_id, "1.0.0"])
    assessment = rebind(read(path.read_bytes()), old)
    new = library.rubric(rubric_id)
    moved = move(assessment, old, new, [changes for _, changes in library.changes], LATER)
    before = Counter(repr((one.value, one.reason)) for one in assessment.responses.values())
    after = Counter(repr((one.value, one.reason)) for one in moved.after.responses.values())
    assert not before - after  # no value is lost: what is not carried over stands beside
    assert {(q, one.note, one.evidence) for q, one in assessment.responses.items()} <= {
        (q, one.note, one.evidence) for q, one in moved.after.responses.items()
    }
    assert set(map(repr, assessment.profile.values())) <= set(map(repr, moved.after.profile.values()))
    for lang in ("zh", "en", "zh-Hant"):
        assert list(move_lines(moved, lang))
    json.dumps(move_data(moved))
    assert read(json.dumps(moved.after.model_dump(mode="json"))) == moved.after


# Every answer that an earlier release had


def possible_answers(question):
    """Each option; of a checklist all items at once; of a measure that there is no such figure, since numbers stay numbers."""
    ids = [one for one, _ in question.choices]
    return [tuple(ids)] if question.parts else ids


@pytest.mark.parametrize("release", DIGESTS, ids=" ".join)
def test_every_answer_of_an_earlier_release_stays_or_is_asked_again_and_kept(release, library):
    """All questions are answered at once, each with its first answer, its second and so on; then set aside for each reason."""
    old, new = released_rubric(DIGESTS[release]), library.rubric(release[0])
    changes = [one for _, one in library.changes]
    # with a whole profile: what is not known costs most of the time of a score
    profile = {one.id: () if one.kind == "many" else one.options[0].id for one in old.facts.values()}
    possible = {question.id: possible_answers(question) for question in old.questions}
    for place in range(max(map(len, possible.values()))):
        given = {one: values[place] for one, values in possible.items() if place < len(values)}
        moved = move(b.answered(old, given, profile=profile), old, new, changes).after
        for one, value in given.items():
            if one in new.by_id and moved.response(one).value != value:
                assert moved.responses[f"{one}@{release[1]}"].value == value, one
            else:
                assert moved.responses[one].value == value, one
    for place in range(max(len(question.not_applicable) for question in old.questions)):
        reasons = {one.id: one.not_applicable[place].id for one in old.questions if place < len(one.not_applicable)}
        made = b.answered(old, {}, profile=profile)
        for one, reason in reasons.items():
            made = b.accepted(set_aside(made, old.by_id[one], reason))
        aside = move(made, old, new, changes).after
        for one, reason in reasons.items():
            assert aside.responses[one].reason == reason, one


# The command


MOVED_FROM_1_1_0 = {  # answer under 1.1.0 -> the same now, or None where it is asked again; the state of its gate now
    "rule-notice-major=7": ("7", "passed"),
    "rule-notice-ordinary=7": ("7", "passed"),
    "rules-on-home-page=incomplete": (None, "open"),
    "review-no-deletion=own-standard": (None, "open"),
    "live-identity-reporting=1": ("1", None),
    "ip-notice-and-action=act": ("act", "failed"),
    "rights-request-limit=channel": (None, "open"),
    "safety-report-channels=unpublished": (None, "open"),
    "recommendation-off-switch=partial": (None, "open"),
    "impact-assessment-records=none": (None, "open"),
    "data-sharing-records=none": (None, "open"),
    "large-platform-yearly-report=partial": (None, "open"),
    "platform-licences-held=missing": (None, "open"),
    "unfair-merchant-terms-review=present": (None, "open"),
    "paid-ranking-label=unmarked": ("unmarked", "failed"),
    "trade-records-kept=none": ("none", "failed"),
}


def test_the_command_moves_a_file_of_1_1_0_and_its_gates(tmp_path):
    old = released_rubric(DIGESTS["gbt31526-2025", "1.1.0"])
    profile = {
        "business-model": ("b2c",), "offer": ("goods",), "own-goods": "yes", "live-commerce": "yes", "size": "very-large",
        "recommendation": "yes", "advertising": "yes",
    }  # fmt: skip
    said = dict(one.split("=") for one in MOVED_FROM_1_1_0)
    made = b.answered(old, said, profile=profile, at=AT)
    file, new = tmp_path / "then.json", tmp_path / "now.json"
    file.write_text(made.model_dump_json(), encoding="utf-8")
    assert "from version 1.1.0 to version" in printed("move", file, "--lang", "en")
    told = json.loads(printed("move", file, "-o", new, "--json"))
    assert told["old_at_hand"] is True
    assert [one["successor"] for one in told["retired"]] == ["live-identities-reported"]
    moved = read(new.read_bytes())
    gates = {gate["question"]: gate["state"] for gate in json.loads(printed("score", new, "--json"))["gates"]}
    for answer, (value, gate) in MOVED_FROM_1_1_0.items():
        question_id, before = answer.split("=")
        assert moved.response(question_id).value == value, question_id
        assert gates.get(question_id) == gate, question_id
        if value is None:
            assert moved.responses[f"{question_id}@1.1.0"].value == before
    assert {one["question"] for one in told["asked_again"]} == {
        answer.split("=")[0] for answer, (value, _) in MOVED_FROM_1_1_0.items() if value is None
    }


def test_a_file_of_1_0_0_moves_past_1_1_0_in_one_go(tmp_path):
    for path in OLD_SAMPLES:
        new = tmp_path / path.name
        told = json.loads(printed("move", path, "-o", new, "--json"))
        moved, then = read(new.read_bytes()), read(path.read_bytes())
        assert (told["made_with"]["version"], told["rubric"]["version"]) == ("1.0.0", moved.rubric.version)
        again = {one["question"] for one in told["asked_again"]}
        assert {question_id for question_id in then.responses if f"{question_id}@1.0.0" in moved.responses} >= again
        assert "Nothing changes for this assessment." in printed("move", new, "--lang", "en")


@pytest.fixture
def old_file(tmp_path):
    path = tmp_path / "old.json"
    path.write_bytes(OLD_SAMPLES[0].read_bytes())
    return path


def test_the_move_command_shows_changes_and_writes_only_to_the_given_file(old_file, tmp_path, capsys):
    before = old_file.read_bytes()
    out = tmp_path / "new.json"
    assert main(["move", str(old_file), "--lang", "en"]) == 0
    assert "gbt31526-2025: from version 1.0.0 to version" in capsys.readouterr().out
    assert not out.exists()
    assert main(["move", str(old_file), "-o", str(out), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["made_with"]["version"] == "1.0.0"
    assert data["old_at_hand"] is True
    assert data["file"] == str(out)
    assert old_file.read_bytes() == before
    assert read(out.read_bytes()).rubric.digest == data["rubric"]["digest"]
    assert main(["move", str(old_file), "-o", str(out)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["move", str(old_file), "-o", str(old_file)]) == 0


# What `changes/` declares fits the bank, and nothing goes undeclared


@pytest.fixture
def declared(folder):
    (folder / "changes").mkdir()
    (folder / "changes" / "2.0.0.yaml").write_text(
        'version: 2.0.0\nday: "2026-11-25"\nrubrics: [teaching]\n'
        "questions:\n  - {question: sign, successor: receipt}\n"
        "options:\n  - {question: opening-hours, option: radio, successor: posted, asked_by: receipt}\n"
        "answers:\n  - {question: refund-days, options: [none]}\n"
        "facts:\n  - {fact: delivers, values: ['yes'], why: {zh: 一, en: one}}\n",
        encoding="utf-8",
    )
    return folder


def test_declared_changes_that_fit_the_bank_pass(declared):
    assert check_changes(load_library(declared), ()) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("question: sign,", "question: receipt,", "'receipt' is still in the bank"),
        ("successor: receipt", "successor: sign", "'sign' is not a question of the bank"),
        ("option: radio", "option: nowhere", "opening-hours still has 'nowhere'"),
        ("question: opening-hours", "question: closing-hours", "'closing-hours' is not a question of the bank"),
        ("successor: posted", "successor: radio", "opening-hours has no 'radio'"),
        ("asked_by: receipt", "asked_by: sign", "'sign' is not a question of the bank"),
        ("options: [none]", "options: [legal]", "refund-days has no answer 'legal'"),
        ("values: ['yes']", "values: [often]", "'often' is not a value of the fact delivers"),
    ],
)
def test_a_declared_change_that_does_not_fit_is_reported(declared, old, new, words):
    line = spoil(declared, "changes/2.0.0.yaml", old, new)
    (problem,) = check_changes(load_library(declared), ())
    assert str(problem).startswith(f"changes/2.0.0.yaml:{line}: ")
    assert words in problem.message


def test_an_undeclared_removal_is_reported(declared, folder):
    library = load_library(declared)
    before = b.rubric(
        [b.yes_no("sign"), b.yes_no("gone"), b.level("opening-hours"), b.checklist("parcel-checks")], id="teaching"
    )
    said = [str(one) for one in check_changes(library, (before, before))]
    assert [one.split(": ")[1] for one in said] == [
        "gone",
        "opening-hours.o0",
        "opening-hours.o1",
        "parcel-checks.i0",
        "parcel-checks.i1",
    ]
    assert "name it under questions in changes/, or put it back" in said[0]
