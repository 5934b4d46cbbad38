"""What an operator may say, what is refused with one sentence, and what a file keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clean, clear, mark_unsure, set_aside, set_up, with_response
from ecq.assessment.evidence import add_evidence, drop_evidence, edit_evidence, read_day
from ecq.assessment.file import compact, dump, read
from ecq.assessment.model import Assessment, Response, unknown_questions
from ecq.base.errors import AssessmentError
from ecq.base.file_limits import FILE_LIMIT
from ecq.base.language import LANGS, words
from ecq.rubric.kinds.base import Invalid
from tests import building as b
from tests.building import F

RUBRIC = b.rubric(
    [
        b.level("level", (F(0), F(1, 2), F(1)), not_applicable=b.NA),
        b.yes_no("yes-no"),
        b.checklist("list", 3),
        b.measure("days", none=b.text("never measured")),
        b.measure("share", ((None, F(0)), (99, F(1))), unit="percent", most=F(100)),
    ],
    facts=[b.fact("live"), b.fact("models", "many", ("b2b", "b2c", "c2c"))],
)
LEVEL, YES_NO, LIST, DAYS, SHARE = RUBRIC.questions


def sentence(result):
    """The one sentence of a refusal, checked in every language."""
    assert isinstance(result, Invalid)
    for lang in LANGS:
        told = words(result.sentence, lang)
        assert told
        assert "\n" not in told
        assert len(told) < 300
    return result.sentence.en


# Values


@pytest.mark.parametrize(
    ("question", "said", "value", "credit"),
    [
        (LEVEL, "o1", "o1", F(1, 2)),
        (LEVEL, " o2 ", "o2", F(1)),
        (YES_NO, "no", "no", F(0)),
        (YES_NO, "yes", "yes", F(1)),
        (LIST, "i2,i0", ("i0", "i2"), F(2, 3)),
        (LIST, " i1 , , i1 ", ("i1",), F(1, 3)),
        (LIST, ["i0", "i1", "i2"], ("i0", "i1", "i2"), F(1)),
        (LIST, "", (), F(0)),
        (LIST, (), (), F(0)),
        (LIST, "none", (), F(0)),
        (DAYS, "7", "7", F(1)),
        (DAYS, "7.0", "7", F(1)),
        (DAYS, "6.99", "6.99", F(0)),
        (DAYS, "0", "0", F(0)),
        (DAYS, "30", "30", F(1)),
        (DAYS, "none", "none", F(0)),
        (DAYS, "７", "7", F(1)),
        (DAYS, "１５．５", "15.5", F(1)),
        (SHARE, "99.95", "99.95", F(1)),
        (SHARE, "99.95%", "99.95", F(1)),
        (SHARE, "９９．９５ ％", "99.95", F(1)),
        (SHARE, "98.99 %", "98.99", F(0)),
    ],
)
def test_answers_typed_in_usual_ways_are_read_to_the_right_value(question, said, value, credit):
    assert question.read(said) == value
    assert question.credit_of(value) == credit


@pytest.mark.parametrize(
    ("question", "said", "told"),
    [
        (LEVEL, "o9", "choose one of: o0, o1, o2"),
        (LEVEL, "", "choose one of"),
        (LEVEL, "O1", "choose one of"),
        (LEVEL, ["o1"], "takes one answer"),
        (YES_NO, "maybe", "choose one of: no, yes"),
        (LIST, "i0,i7", "'i7' is not on this checklist; there are: i0, i1, i2"),
        (LIST, "none,i0", "'none' is not on this checklist"),
        (DAYS, "-1", "must be from 0 to 30"),
        (DAYS, "30.01", "must be from 0 to 30"),
        (DAYS, "seven", "give a number"),
        (DAYS, "7 days", "give a number"),
        (DAYS, "7%", "give a number"),
        (DAYS, "", "give a number"),
        (DAYS, "1e1", "give a number"),
        (DAYS, "nan", "give a number"),
        (DAYS, "1/0", "give a number"),
        (DAYS, "9" * 1000, "give a number"),
        (SHARE, "none", "give a number"),
        (SHARE, "101%", "must be from 0 to 100"),
        (SHARE, "50%%", "give a number"),
    ],
)
def test_an_impossible_answer_is_refused_with_one_sentence(question, said, told):
    assert told in sentence(question.read(said))
    assert isinstance(answer(begin(RUBRIC), question, said), Invalid)


@pytest.mark.slow
@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9]{1,4}([./][0-9]{1,7})?", fullmatch=True)))
@example("1/1048576")
@example("1/32768")
def test_a_number_that_is_accepted_is_saved_and_scored(said):
    for question in (DAYS, SHARE):
        value = question.read(said)
        if isinstance(value, Invalid):
            sentence(value)
        else:
            assert question.credit_of(value) is not None
            assert question.read(value) == value


@pytest.mark.parametrize(
    ("question", "stored"),
    [
        (LEVEL, "gone"),
        (LEVEL, ("o1",)),
        (LIST, "i0"),
        (LIST, ("i0", "gone")),
        (DAYS, "31"),
        (DAYS, "soon"),
        (SHARE, "none"),
        (LEVEL, None),
    ],
)
def test_an_unknown_stored_value_earns_nothing_and_breaks_nothing(question, stored):
    assert question.credit_of(stored) is None


# States


def test_a_new_answer_replaces_the_old_and_removing_it_keeps_note_and_evidence():
    assessment = b.answered(RUBRIC, {"level": "o1"})
    assessment = b.accepted(annotate(assessment, LEVEL, "see wiki"))
    assessment = b.accepted(add_evidence(assessment, LEVEL, "screenshot"))
    assessment = b.accepted(answer(assessment, LEVEL, "o2"))
    assert assessment.response("level").value == "o2"
    cleared = clear(assessment, LEVEL).response("level")
    assert (cleared.state, cleared.value, cleared.note) == ("unanswered", None, "see wiki")
    assert [item.text for item in cleared.evidence] == ["screenshot"]


def test_unsure_keeps_the_tentative_answer_and_answering_settles_it():
    doubted = mark_unsure(b.answered(RUBRIC, {"level": "o1"}), LEVEL)
    assert (doubted.response("level").state, doubted.response("level").value) == ("unsure", "o1")
    settled = b.accepted(answer(doubted, LEVEL, "o1"))
    assert settled.response("level").state == "answered"


def test_not_applicable_needs_a_reason_and_a_question_that_permits_it():
    assessment = begin(RUBRIC)
    assert "cannot be set aside" in sentence(set_aside(assessment, YES_NO, "we do not do that"))
    assert "say why" in sentence(set_aside(assessment, LEVEL, " \n "))
    own_words = b.accepted(set_aside(assessment, LEVEL, "we sell nothing")).response("level")
    assert (own_words.state, own_words.value, own_words.reason) == ("na", None, "we sell nothing")
    aside = b.accepted(set_aside(assessment, LEVEL, "not-here"))
    for after in (b.accepted(answer(aside, LEVEL, "o1")), clear(aside, LEVEL), mark_unsure(aside, LEVEL)):
        assert after.response("level").reason is None, "it goes with its state"
    silent = assessment.response("level")
    assert (silent.state, silent.value, silent.evidence) == ("unanswered", None, ()), "not the lowest option"


def test_a_change_carries_the_time_passed_in():
    assessment = begin(RUBRIC, at="2026-11-24T10:00:00+00:00")
    later = b.accepted(answer(assessment, LEVEL, "o1", at="2026-11-25T08:00:00+00:00"))
    assert (later.created_at, later.updated_at) == ("2026-11-24T10:00:00+00:00", "2026-11-25T08:00:00+00:00")
    assert later.response("level").at == "2026-11-25T08:00:00+00:00"


# Text, notes and evidence


def test_control_characters_are_dropped_and_line_ends_normalised():
    assert clean(" a\x00b\x1bc\r\nd\re\tf\x85\ufffe\ud800 ", 100) == "abc\nd\ne\tf"


def test_a_note_that_is_too_long_is_refused_and_nothing_is_lost():
    assessment = b.accepted(annotate(begin(RUBRIC), LEVEL, "short"))
    told = sentence(annotate(assessment, LEVEL, "长" * 100_000))
    assert "100000 characters; at most 10000" in told
    assert assessment.response("level").note == "short"
    assert isinstance(annotate(assessment, LEVEL, "长" * 10_000), Assessment)


def test_evidence_has_a_limit_in_length_and_in_number():
    assessment = begin(RUBRIC)
    assert "say what the evidence is" in sentence(add_evidence(assessment, LEVEL, "\x00 "))
    assert "at most 2000" in sentence(add_evidence(assessment, LEVEL, "x" * 2001))
    for number in range(50):
        assessment = b.accepted(add_evidence(assessment, LEVEL, f"document {number}"))
    assert "at most 50" in sentence(add_evidence(assessment, LEVEL, "one more"))
    assert len(assessment.response("level").evidence) == 50


@pytest.mark.parametrize(
    "words",
    [
        "无",
        "没有",
        "暂无。",
        "還沒有",
        "目前没有证据",
        "我们没有证明材料",
        "none",
        "N/A",
        "not yet",
        "no evidence",
        "—",
        "- ",
    ],
)
def test_words_that_say_there_is_no_evidence_are_kept_as_none(words):
    assert "leave it out where there is none" in sentence(add_evidence(begin(RUBRIC), LEVEL, words))


@pytest.mark.parametrize(
    "words", ["无违规证明", "没有关联关系的声明", "None-disclosure agreement", "No. 12", "404.png", "无.pdf"]
)
def test_evidence_whose_name_begins_like_a_no_is_evidence(words):
    assert b.accepted(add_evidence(begin(RUBRIC), LEVEL, words)).response("level").evidence[0].in_hand


def test_removing_evidence_removes_only_the_named_piece():
    assessment = begin(RUBRIC)
    for name in ("one", "two", "three"):
        assessment = b.accepted(add_evidence(assessment, LEVEL, name))
    left = drop_evidence(assessment, LEVEL, 1).response("level").evidence
    assert [item.text for item in left] == ["one", "three"]
    for nowhere in (3, 99, -1):
        assert len(drop_evidence(assessment, LEVEL, nowhere).response("level").evidence) == 3


def named(**more):
    """An assessment with three pieces of evidence on one question, the second with all that can be said of it."""
    assessment = b.accepted(add_evidence(begin(RUBRIC), LEVEL, "one"))
    all_said = {"place": "wiki", "owner": "Li", "due": "2026-12-01", **more}
    assessment = b.accepted(add_evidence(assessment, LEVEL, "two", False, **all_said))
    return b.accepted(add_evidence(assessment, LEVEL, "three"))


def held(made):
    return made.response("level").evidence


def test_evidence_has_a_location_an_owner_and_a_due_date():
    item = held(named())[1]
    assert (item.text, item.in_hand, item.place, item.owner, item.due) == ("two", False, "wiki", "Li", "2026-12-01")
    bare = held(named())[0]
    assert (bare.in_hand, bare.place, bare.owner, bare.due) == (True, "", "", None)
    assert [item.overdue(day) for day in ("2026-11-30", "2026-12-01", "2026-12-02")] == [False, False, True]
    for other in ({"in_hand": True}, {"due": None}):
        assert not item.model_copy(update=other).overdue("2027-01-01")
    lines = held(named(place=" cabinet\n 3 ", owner="Li\tMing"))[1]
    assert (lines.place, lines.owner) == ("cabinet 3", "Li Ming")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        (" 2026-3-5 ", "2026-03-05"),
        ("2026/11/24", "2026-11-24"),
        ("2026.11.24", "2026-11-24"),
        ("2026年11月24日", "2026-11-24"),
        ("２０２６年１月２日", "2026-01-02"),
        ("2028-02-29", "2028-02-29"),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("2026-00-10", None),
        ("2026-04-31", None),
        ("0000-01-01", None),
        ("26-11-24", None),
        ("24.11.2026", None),
        ("2026-11-24T10:00", None),
        ("٢٠٢٦-11-24", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_a_date_is_read_exactly_or_refused(said, day):
    read_as = read_day(said)
    if day is None:
        assert "a day, such as 2026-11-24" in sentence(read_as)
    else:
        assert read_as == day


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": " "}, "say what the evidence is"),
        ({"text": "x" * 2001}, "at most 2000"),
        ({"place": "x" * 501}, "at most 500"),
        ({"owner": "x" * 201}, "at most 200"),
        ({"due": "soon"}, "a day, such as"),
    ],
)
def test_refused_evidence_changes_nothing(wrong, told):
    made = named()
    assert told in sentence(edit_evidence(made, LEVEL, 1, **wrong))
    assert told in sentence(add_evidence(made, LEVEL, **{"text": "four", **wrong}))
    assert held(made) == held(named())


def test_editing_evidence_changes_only_the_given_fields():
    made = named()
    later = b.accepted(edit_evidence(made, LEVEL, 1, "2026-11-25T08:00:00+00:00", in_hand=True))
    assert held(later)[1] == held(made)[1].model_copy(update={"in_hand": True})
    assert (held(later)[0], held(later)[2]) == (held(made)[0], held(made)[2])
    assert later.updated_at == later.response("level").at == "2026-11-25T08:00:00+00:00"
    assert edit_evidence(made, LEVEL, 1, "2026-11-26T08:00:00+00:00", text="two", due="2026/12/1") is made, "no change"
    bare = held(b.accepted(edit_evidence(made, LEVEL, 1, place="", owner="", due="")))[1]
    assert (bare.text, bare.in_hand, bare.place, bare.owner, bare.due) == ("two", False, "", "", None)


def test_editing_evidence_changes_the_piece_shown_even_if_another_window_removed_one_before_it():
    seen = held(named())[1]
    moved = drop_evidence(named(), LEVEL, 0)
    edited = b.accepted(edit_evidence(moved, LEVEL, 1, seen=seen, in_hand=True))
    assert [(item.text, item.in_hand) for item in held(edited)] == [("two", True), ("three", True)]
    assert [item.text for item in held(drop_evidence(moved, LEVEL, 1, seen=seen))] == ["three"]


def test_editing_evidence_never_overwrites_another_windows_edit():
    seen = held(named())[1]
    other = b.accepted(edit_evidence(named(), LEVEL, 1, owner="Wang"))
    assert "changed or removed elsewhere" in sentence(edit_evidence(other, LEVEL, 1, seen=seen, owner="Zhao"))
    assert drop_evidence(other, LEVEL, 1, seen=seen) is other
    for nowhere in (3, -1):
        assert "changed or removed elsewhere" in sentence(edit_evidence(other, LEVEL, nowhere, text="x"))


# Set-up


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"profile": {"lives": "yes"}}, "'lives' is not known; there are: live, models"),
        ({"profile": {"live": "maybe"}}, "'maybe' is not a value of live; choose from: yes, no"),
        ({"profile": {"live": ("yes", "no")}}, "takes one value"),
        ({"profile": {"live": ()}}, "takes one value"),
        ({"profile": {"models": "x2x"}}, "'x2x' is not a value of models"),
        ({"target": "none"}, "is not a grade of small; choose one of: two-star"),
        ({"target": "six-star"}, "is not a grade"),
        ({"name": "x" * 201}, "at most 200"),
    ],
)
def test_a_wrong_profile_or_target_is_refused_with_the_valid_choices(changes, told):
    with pytest.raises(AssessmentError, match=told):
        set_up(begin(RUBRIC), RUBRIC, **changes)


def test_changing_one_fact_leaves_the_others_and_all_answers():
    assessment = b.answered(
        RUBRIC, {"level": "o1"}, profile={"live": "yes", "models": ("c2c", "b2b")}, target="three-star"
    )
    assert (assessment.target, assessment.rubric.digest) == ("three-star", RUBRIC.digest)
    changed = set_up(assessment, RUBRIC, profile={"live": "no"})
    assert changed.profile == {"live": "no", "models": ("b2b", "c2c")}
    assert changed.responses == assessment.responses


# The file


@given(st.text(), st.text(max_size=20), st.text(max_size=20))
@example('\x00\x1b\x7f\u202e\ufffe"responses":{}', '"responses":{}', "\\u0041\\b")
@settings(max_examples=60)
def test_an_assessment_is_written_and_read_the_same_by_every_way(note, question, name):
    """Whole or response by response, on one line or many; plain or with its characters escaped, whatever they are."""
    responses = {question: Response(note=note[:100]), "level": Response(state="answered", value="o1")}
    made = begin(RUBRIC).model_copy(update={"name": name, "responses": responses, "profile": {"models": ("b2b",)}})
    data = made.model_dump(mode="json")
    assert dump(made) == json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    assert compact(made).decode() == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    noted = with_response(made, "level", None, note="x")
    assert compact(noted).decode() == noted.model_dump_json()
    escaped = json.dumps(data).replace('"format"', '"\\u0066ormat"', 1)
    marked = b"\xef\xbb\xbf" + dump(made).encode()
    assert read(dump(made)) == read(compact(made)) == read(escaped) == read(marked)


def test_a_file_of_the_first_format_is_read_and_saved_in_the_current_format():
    text = (Path(__file__).parent / "files" / "assessment-1.json").read_text(encoding="utf-8")
    made = read(text)
    assert made.name == "旧平台 Old"
    assert "旧平台" in dump(made), "a person can read it"
    assert len(made.responses) == 5
    proofs = made.response("mlps-filing-and-test").evidence
    assert [(item.text, item.in_hand) for item in proofs] == [
        ("三级等保测评报告，合规部档案柜", True),
        ("整改后的复测报告", False),
    ]
    again = json.loads(dump(made))
    assert again["format"] == "ecq-assessment/3"
    assert read(dump(made)) == made.model_copy(update={"format": again["format"]})
    old = json.loads(text)
    assert [again[key] for key in old if key not in ("format", "responses")] == [
        old[key] for key in old if key not in ("format", "responses")
    ]
    for question_id, response in old["responses"].items():
        for key, value in response.items():
            if key != "evidence":
                assert again["responses"][question_id][key] == value


GOOD = json.loads(dump(b.answered(RUBRIC, {"level": "o1", "list": "i0"})))


def damaged(**changes):
    return json.dumps({key: value for key, value in {**GOOD, **changes}.items() if value is not ...})


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("", "is not a JSON file"),
        (b"\x89PNG\r\n", "is not a JSON file"),
        (dump(begin(RUBRIC)).encode("utf-16"), "is not a JSON file"),
        (dump(begin(RUBRIC))[:-20], "is not a JSON file"),
        ("[" * 100_000, "is not a JSON file"),
        ("[]", "is not an ECQ assessment"),
        ("{}", "is not an ECQ assessment"),
        ('{"format": 1}', "is not an ECQ assessment"),
        ('{"format": "other/1"}', "is not an ECQ assessment"),
        (damaged(format="ecq-assessment/4"), "format ecq-assessment/4, which this ECQ cannot read; use a newer ECQ"),
        (damaged(rubric=...), "is damaged at rubric"),
        (damaged(extra=1), "is damaged at extra"),
        (damaged(name=5), "is damaged at name"),
        (damaged(name="x" * 201), "is damaged at name"),
        (damaged(profile={"live": 1}), "is damaged at profile.live"),
        (damaged(responses={"level": {"state": "perhaps"}}), "is damaged at responses.level.state"),
        (damaged(responses={"level": {"state": "answered", "value": 3}}), "is damaged at responses.level.value"),
        (damaged(responses={"level": {"note": "x" * 10_001}}), "is damaged at responses.level.note"),
        (damaged(responses={"level": {"evidence": [{"text": "x"}] * 51}}), "is damaged at responses.level.evidence"),
        (damaged(responses={"level": {"evidence": [{"text": ""}]}}), "is damaged at responses.level.evidence"),
        (
            damaged(responses={"level": {"evidence": [{"text": "x", "due": "2026-02-29"}]}}),
            "is damaged at responses.level.evidence.0.due",
        ),
        (
            damaged(responses={"level": {"evidence": [{"text": "x", "owner": "x" * 201}]}}),
            "is damaged at responses.level.evidence.0.owner",
        ),
        (
            damaged(responses={"level": {"evidence": [{"text": "x", "where": "x"}]}}),
            "is damaged at responses.level.evidence.0.where",
        ),
        (damaged(responses=[]), "is damaged at responses"),
        ("x" * (FILE_LIMIT + 1), "larger than 20 MB"),
    ],
    ids=lambda value: value[-40:] if isinstance(value, str) and len(value) < 90 else "file",
)
def test_a_file_that_cannot_be_opened_gives_one_sentence(file, told):
    with pytest.raises(AssessmentError) as caught:
        read(file, "my.json")
    assert str(caught.value).startswith("my.json ")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_deeply_nested_file_gives_one_sentence_and_no_crash():
    for depth in range(800, 1060, 4):
        with pytest.raises(AssessmentError):
            read('{"format": "ecq-assessment/2", "name": ' + "[" * depth + "]" * depth + "}")


def test_answers_to_questions_of_another_rubric_are_preserved_and_listed():
    made = read(damaged(responses={**GOOD["responses"], "other-question": {"state": "answered", "value": "yes"}}))
    assert unknown_questions(made, RUBRIC) == ("other-question",)
    assert "other-question" in read(dump(made)).responses


def test_what_nobody_types_is_dropped_when_a_file_is_opened():
    """A spreadsheet program would take the rest for a formula, a terminal for a command."""
    evidence = {"text": "\x1b]0;x\x07photo\ud800", "owner": "\x01=cmd|' /C calc'!A0", "place": "a\u202eb"}
    made = read(damaged(name="\x00@SUM(1)", responses={"level": {"evidence": [evidence], "note": "a\tb\nc\x7f"}}))
    assert made.name == "@SUM(1)"
    (piece,) = made.response("level").evidence
    assert (piece.text, piece.owner, piece.place) == ("]0;xphoto", "=cmd|' /C calc'!A0", "ab")
    assert made.response("level").note == "a\tb\nc"
    typed = begin(RUBRIC, "\u202eemag\u202c\u2066x\u2069\n第二行\t第三列")
    assert typed.name == "emagx 第二行 第三列", "what turns or breaks a line would make a report say something else"
    assert annotate(typed, LEVEL, "a\u2028b\u2029c\r\nd\re").response(LEVEL.id).note == "a\nb\nc\nd\ne"
