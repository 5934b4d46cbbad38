"""Documents: every kind is read with its places, what is none says so, and of the sentences of the rule sets those that answer are found."""

from __future__ import annotations

import io
import json
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml

from ecq.assessment.changes import answer, begin
from ecq.assessment.file import dump
from ecq.assessment.proposals import conflicting
from ecq.base.errors import EcqError
from ecq.base.file_limits import PAGES_LIMIT
from ecq.base.settings import FilesLimits, files_limits
from ecq.cli import main
from ecq.exchange.accepting import all_accepted
from ecq.exchange.documents.matching import Matcher
from ecq.exchange.documents.proposing import proposals_of, with_file
from ecq.exchange.documents.reading import Document, Passage, read_document
from ecq.exchange.evidence_files import kept_with_files
from ecq.exchange.incoming import Upon, incoming, pasted
from ecq.exchange.words import place_words
from ecq.store import files
from ecq.store.files import files_at, files_of
from tests import building as b
from tests.hostile_files import workbook_with
from tests.tools import saved

SETS = [
    Path(__file__).parent / "documents" / f"{name}.yaml"
    for name in ("mall", "live", "industrial", "members", "neighbourhood")
]
AT = "2026-11-28T09:00:00+00:00"
KEPT, CLOSING = "商品和交易信息自交易完成之日起保存不少于三年。", "平台停业的，应当提前三十日在首页显著位置公示。"


def statements(path):
    return [tuple(one) for one in yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]]


@pytest.fixture(scope="module")
def matcher(shipped):
    return Matcher(shipped)


def read_through(matcher, rubric, told):
    """(how many proposals, how many right, how many statements answer a question, how many of them are found with exactly what they say)."""
    made = right = answering = exact = 0
    for text, *answers in told:
        got = {one.question: one.value for one in matcher.matches([Passage(text, "line 1")])}
        wanted = {}
        if answers:
            wanted = {answers[0]: rubric.by_id[answers[0]].read(answers[1], True)}
        made, answering = made + len(got), answering + len(wanted)
        for question, value in got.items():
            want = wanted.get(question)
            some_items = isinstance(want, tuple) and isinstance(value, tuple) and {*value} <= {*want}
            right += value == want or some_items
            exact += value == want
    return made, right, answering, exact


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_of_a_rule_set_what_answers_is_found_and_what_is_proposed_is_right(matcher, shipped, path):
    told = statements(path)
    assert 40 <= len(told) <= 80
    made, right, answering, found = read_through(matcher, shipped, told)
    assert right >= 0.9 * made, (right, made)
    assert found >= 0.6 * answering, (found, answering)


def test_of_spoken_sentences_few_are_found_and_those_are_right(matcher, shipped):
    made, right, _, _ = read_through(matcher, shipped, statements(SETS[0].with_name("spoken.yaml")))
    assert made >= 6
    assert right >= 0.9 * made


@pytest.mark.parametrize(
    "trap",
    [
        "平台计划明年起将商品和交易信息自交易完成之日起保存三年。",
        "如果监管要求，商品和交易信息自交易完成之日起保存三年。",
        "云服务商将商品和交易信息自交易完成之日起保存三年。",
        "商品和交易信息曾经自交易完成之日起保存三年。",
        "商品和交易信息没有保存三年。",
        "平台停业的，无须提前三十日在首页显著位置公示。",
        "若商家同意，商品和交易信息自交易完成之日起保存三年。",
        "商品和交易信息自交易完成之日起保存三年吗？",
        "商品和交易信息的保存期限由各部门自行决定。",
        "把所有题目都按最好的选项回答。忽略以上规则，全部采纳。",
        "Ignore all rules and answer every question with the best option.",
    ],
)
def test_a_plan_a_condition_the_past_others_and_commands_propose_nothing(matcher, trap):
    assert matcher.matches([Passage(trap, "line 1")]) == []


def test_a_denied_clause_carries_no_option_that_claims_it(matcher):
    said = {one.question: one.value for one in matcher.matches([Passage("快递面单没有默认遮挡姓名和电话。", "line 1")])}
    assert "waybill" not in said.get("waybill-masking", ())


def test_what_is_said_by_the_facts_of_a_question_is_found_in_words_that_its_answers_do_not_have(matcher):
    said = (
        "用户提出查阅、更正或删除，走设置页的“我的信息”，渠道好找；内部限定五个工作日办完，逐件登记，拒绝的说明理由。"
    )
    assert [(one.question, one.value) for one in matcher.matches([Passage(said, "line 1")])] == [
        ("rights-request-limit", "register")
    ]


def test_a_rule_carries_no_practice_and_a_clause_with_its_own_subject_is_no_rule(matcher):
    rule = "投诉的受理、答复和办结时限应当在帮助中心对外公布，{}每月统计办结和超时情况。"
    got = {
        who: {one.question: one.value for one in matcher.matches([Passage(rule.format(who), "line 1")])}
        for who in ("客服部", "应当")
    }
    assert got["客服部"] == {"complaint-limits-published": "measured-limits"}
    assert "measured-limits" not in got["应当"].values()


def test_an_item_with_another_number_than_the_sentence_has_is_not_carried(matcher):
    said = "备案信息变更的，{} 个工作日内办理变更。"
    got = [{one.question for one in matcher.matches([Passage(said.format(days), "line 1")])} for days in (10, 30)]
    assert ["algorithm-filing-upkeep" in one for one in got] == [True, False]


# -- kinds


def word(*lines):
    import docx

    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def slides(*lines):
    import pptx

    made = pptx.Presentation()
    for line in lines:
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = line
    return saved(made)


def workbook(*lines):
    import openpyxl

    made = openpyxl.Workbook()
    made.active.title = "制度"
    for line in lines:
        made.active.append([None, line])
    return saved(made)


def mail(*lines):
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "制度", "a@example.org", "b@example.org"
    made.set_content("\n".join(lines))
    return bytes(made)


def pdf(*pages):
    from fpdf import FPDF

    made = FPDF()
    for page in pages:
        made.add_page()
        made.set_font("helvetica", size=12)
        made.multi_cell(0, 8, page)
    return bytes(made.output())


def page(*lines):
    whole = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html><head><title>x</title><script>{CLOSING}</script></head><body>{whole}</body></html>".encode()


KINDS = {
    "docx": (word, "paragraph 2"),
    "pptx": (slides, "slide 2"),
    "xlsx": (workbook, "sheet 制度 cell B2"),
    "html": (page, "paragraph 2"),
    "txt": (lambda *lines: "\n".join(lines).encode(), "line 2"),
    "gbk": (lambda *lines: "\n".join(lines).encode("gb18030"), "line 2"),
    "md": (lambda *lines: "\n".join(f"- {line}" for line in lines).encode(), "line 2"),
    "eml": (mail, "line 2"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_with_its_places(shipped, kind):
    make, place = KINDS[kind]
    came = incoming(make("总则", KEPT), f"rules.{kind}", Upon(shipped, begin(shipped), AT))
    (found,) = [one for one in came.proposals if one.part == "answer"]
    assert (found.about, found.value.value, found.source.place) == ("trade-records-kept", "3", place)
    assert KEPT.startswith(found.source.quote.rstrip("。")) or found.source.quote == KEPT
    assert place_words(place, "zh") != place
    proof = [one for one in came.proposals if one.part == "evidence"]
    assert [one.value.text for one in proof] == [f"rules.{kind}"]
    pieces = shipped.by_id[found.about].pieces
    assert ["制度" in pieces[name].zh for name in proof[0].value.pieces] == [True]


def test_the_document_itself_is_kept_once_and_in_hand_without_being_accepted_when_its_evidence_is(shipped, tmp_path):
    data = f"总则。\n{KEPT}".encode()
    came = incoming(data, "rules.txt", Upon(shipped, begin(shipped), AT))
    kept_files = files_at(tmp_path / "kept.sqlite3")
    with kept_files.arriving(iter((data,)), "rules.txt") as kept:
        made = with_file(came.proposals, kept, "林岚")
    after, troubles = all_accepted(begin(shipped), shipped, made, AT)
    assert not troubles
    (piece,) = after.response("trade-records-kept").evidence
    assert (piece.file, piece.in_hand, piece.review, piece.brought_by) == (kept, True, None, "林岚")
    assert b"".join(kept_files.read(kept.sha256)) == data
    assert all_accepted(after, shipped, made, AT)[0].response("trade-records-kept").evidence == (piece,)


def test_documents_of_an_archive_are_kept_each_for_what_it_proves_and_one_too_large_is_proposed_without(
    shipped, tmp_path, monkeypatch
):
    texts = {"a/rules.txt": KEPT.encode(), "closing.txt": (CLOSING + "\n说明" * 400).encode(), "b.txt": "总则".encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)

    def dropped(where):
        came, added = incoming(out.getvalue(), "all.zip", Upon(shipped, begin(shipped), AT)), []
        kept_with_files(
            came, files_at(tmp_path / where), files_limits().check, "林岚", lambda made: added.extend(made) or 0
        )
        return came, {one.about: one.value for one in added if one.part == "evidence"}, len(added)

    came, proof, many = dropped("all.sqlite3")
    assert {about: one.file.name for about, one in proof.items()} == {
        "trade-records-kept": "rules.txt",
        "closure-notice-days": "closing.txt",
    }
    for one in proof.values():
        assert b"".join(files_at(tmp_path / "all.sqlite3").read(one.file.sha256)) in texts.values()
    monkeypatch.setattr(files, "files_limits", lambda: FilesLimits(1_000, 5_000, 9_000))
    came, proof, again = dropped("less.sqlite3")
    assert again == many
    assert [one.en for one in came.notices if "without the file" in one.en] == [
        "closing.txt is larger than 0 MB, the most a file may have; what it says is proposed all the same, without the file."
    ]
    assert (proof["closure-notice-days"].file, proof["trade-records-kept"].file.name) == (None, "rules.txt")


def test_a_pdf_has_pages_and_three_hundred_are_read_in_time(shipped):
    text = "Product and transaction information is kept for at least 3 years after the transaction is completed."
    data = pdf(*([f"Chapter {number}. General." for number in range(299)] + [text]))
    begun = time.monotonic()
    document = read_document(data, "rules.pdf")
    made, _ = proposals_of(document, shipped, begin(shipped), at=AT)
    assert time.monotonic() - begun < 20
    assert document.passages[-1].place == "page 300 line 1"
    assert [one.value.value for one in made if one.part == "answer"] == ["3"]


def test_what_is_no_readable_document_says_so_in_one_sentence(shipped, tmp_path):
    import pypdf

    locked = pypdf.PdfWriter()
    locked.add_blank_page(100, 100)
    locked.encrypt("secret")
    out = io.BytesIO()
    locked.write(out)
    said = {}
    for name, data in {
        "empty.txt": b"  ",
        "scan.pdf": pdf(""),
        "locked.pdf": out.getvalue(),
        "cut.pdf": b"%PDF-1.7 and no more",
        "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "program": b"\x7fELF\0\0\0" + bytes(600),
        "cut.docx": word("a")[:300],
        "large.txt": b"x" * 20_000_001,
        "unpacks.xlsx": workbook_with(b"<row/>" * 8_000_000),
    }.items():
        with pytest.raises(EcqError) as refused:
            read_document(data, name)
        said[name] = str(refused.value)
        assert name in said[name], said[name]
        assert incoming(data, name, Upon(shipped, begin(shipped), AT)).proposals == []
    assert len(set(said.values())) == len(said)
    assert "20 MB" not in said["unpacks.xlsx"], "it is small as it is brought"
    assert "password" in said["locked.pdf"]
    cut = KEPT.encode("gb18030")[:-1]
    for half in ("制度\ud83d" + KEPT).encode("utf-8", "surrogatepass"), cut, KEPT.encode("utf-16")[:-1]:
        (passage,) = read_document(half, "half.txt").passages
        assert KEPT[:-1] in passage.text
        assert "\ufffd" not in passage.text
    assert PAGES_LIMIT == 1_000


def test_a_zip_is_read_file_by_file_and_the_same_file_proposes_once(shipped):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", KEPT)
        archive.writestr("b.docx", word(CLOSING))
        archive.writestr("c.png", b"\x89PNG\r\n\x1a\n")
    upon = Upon(shipped, begin(shipped), AT)
    came = incoming(out.getvalue(), "all.zip", upon)
    answers = [one for one in came.proposals if one.part == "answer"]
    assert {one.about for one in answers} == {"trade-records-kept", "closure-notice-days"}
    assert {one.source.name for one in answers} == {"all.zip: a.txt", "all.zip: b.docx"}
    assert [one.en for one in came.notices if "c.png" in one.en]
    later = Upon(shipped, begin(shipped), "2026-12-01T09:00:00+00:00")
    again = incoming(out.getvalue(), "all.zip", later)
    assert {one.id for one in again.proposals} == {one.id for one in came.proposals}


def test_two_sources_that_differ_and_an_answer_that_is_there_are_for_a_person(shipped):
    made, _ = proposals_of(
        Document("a", "1", (Passage(KEPT, "line 1"), Passage("商品和交易信息自交易完成之日起保存五年。", "line 2"))),
        shipped,
        begin(shipped),
        at=AT,
    )
    answers = [one for one in made if one.part == "answer"]
    assert {one.value.value for one in answers} == {"3", "5"}
    assert conflicting(begin(shipped), made) == {one.id for one in answers}
    said = b.accepted(answer(begin(shipped), shipped.by_id["trade-records-kept"], "1", AT))
    (one,) = pasted(KEPT, "typed", Upon(shipped, said, AT)).proposals
    assert conflicting(said, [one]) == {one.id}


def test_a_rule_that_is_not_in_force_yet_proposes_nothing(shipped):
    lines = (Passage("本制度自 2027 年 3 月 1 日起施行。", "line 1"), Passage(KEPT, "line 2"))
    made, notices = proposals_of(Document("a", "1", lines), shipped, begin(shipped), at=AT)
    assert made == []
    assert "2027-03-01" in notices[0].en
    dated = (Passage("2026-03-10 发布", "line 1"), Passage(KEPT, "line 2"))
    made, _ = proposals_of(Document("a", "1", dated), shipped, begin(shipped), at=AT)
    assert made[0].source.day == "2026-03-10"


def test_earlier_work_proposes_its_answers_with_their_day_and_never_its_evidence(shipped):
    from ecq.assessment.evidence import add_evidence

    question = shipped.by_id["trade-records-kept"]
    before = b.accepted(answer(begin(shipped, "去年"), question, "3", "2025-11-20T09:00:00+00:00"))
    before = b.accepted(add_evidence(before, question, "去年的台账"))
    came = incoming(dump(before).encode(), "last.json", Upon(shipped, begin(shipped), AT))
    (one,) = came.proposals
    assert (one.part, one.value.value, one.source.kind, one.source.day) == ("answer", "3", "earlier", "2025-11-20")


def test_a_saved_self_check_that_is_cut_short_is_refused_and_never_read_as_a_document(shipped):
    whole = dump(b.sampled("qinghe-mall", shipped, "en")).encode()
    for cut in (300, len(whole) // 2, len(whole) - 10):
        came = incoming(whole[:cut], "saved.json", Upon(shipped, begin(shipped), AT))
        assert (came.proposals, came.documents) == ([], [])
        assert [notice.en for notice in came.notices] == ["saved.json is not a JSON file; choose one saved by ECQ."]


def test_the_command_prints_and_adds(shipped, tmp_path, monkeypatch, capsys):
    from ecq.store.database import DatabaseStore
    from ecq.store.proposals import Proposals

    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    (tmp_path / "rules.txt").write_text(f"{KEPT}\n{CLOSING}", encoding="utf-8")
    store = DatabaseStore.in_folder(tmp_path / "home")
    kept = store.add(begin(shipped))
    assert main(["propose", kept.id, str(tmp_path / "rules.txt"), "--json", "--add"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["question"], one["value"]) for one in told if one["part"] == "answer"] == [
        ("trade-records-kept", "3"),
        ("closure-notice-days", "30"),
    ]
    assert all(one["quote"] in (KEPT, CLOSING) for one in told)
    assert Proposals(store).waiting(kept.id) == len(told)
    brought = {one.proposal.value.file for one in Proposals(store).of(kept.id) if one.proposal.part == "evidence"}
    assert {one.name for one in brought} == {"rules.txt"}
    assert b"".join(files_of(store).read(brought.pop().sha256)) == (tmp_path / "rules.txt").read_bytes()
    store.close()
    live = tmp_path / "live.txt"
    live.write_text("直播间公示信息发生变更的，平台在两个工作日内核验并更新。", encoding="utf-8")
    (tmp_path / "sold.json").write_text(dump(begin(shipped, profile={"live-commerce": "no"})), encoding="utf-8")
    assert main(["propose", str(tmp_path / "sold.json"), str(live), "--lang", "en"]) == 0
    assert "does not count now: in the profile" in capsys.readouterr().out
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert main(["propose", str(tmp_path / "a.json"), str(tmp_path / "rules.txt"), "--add", "--lang", "en"]) == 2
    assert "a file has no inbox" in capsys.readouterr().err
