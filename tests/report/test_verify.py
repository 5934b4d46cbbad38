"""Verifying: a report that was touched anywhere is found out, and where; one that was not holds."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from ecq.assessment.changes import annotate, answer, begin, rebind
from ecq.assessment.file import dump
from ecq.base.errors import ReportError
from ecq.base.language import LANGS, Lang
from ecq.cli import main
from ecq.rubric.model import Rubric
from ecq.telling.report.digest_page import seal_part
from ecq.telling.report.options import Options, choose
from ecq.telling.report.record import ASSESSMENT, MADE_BY, RECORD, RUBRIC, SCORECARD, Carried, canonical, record_of
from ecq.writers.pdf.build import Order, sealed, writes_annex
from ecq.writers.pdf.render import render
from ecq.writers.verify.verify import Verification, verify
from tests.report.assessments import DAY, answered_shop, taken, teaching_shop
from tests.report.full_reports import full, full_report, report_with_answers
from tests.report.test_reopen import foreign, rewritten

Change = Callable[[Any], Any]


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, teaching_shop(teaching), "en", DAY)


def failed(found: Verification) -> dict[str, str]:
    """The checks that do not hold, or of which that is not shown, with what they say."""
    return {one.id: " ".join(line.words("en") for line in one.sentences) for one in found.checks if not one.holds}


def swapped(pdf: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The report with one file inside changed and nothing else."""

    def swap(writer: PdfWriter) -> None:
        found = [one for one in writer.attachment_list if one.name == name]
        assert len(found) == 1
        before = found[0].content
        found[0].content = change(before)
        assert found[0].content != before

    return rewritten(pdf, swap)


def remove(writer: PdfWriter, name: str) -> None:
    next(one for one in writer.attachment_list if one.name == name).delete()


def edited(change: Change) -> Callable[[bytes], bytes]:
    def change_json(data: bytes) -> bytes:
        raw = json.loads(data)
        change(raw)
        return canonical(raw)

    return change_json


def reforged(
    rubric: Rubric, touch: Callable[[dict[str, bytes]], None], pages_of: Any = None, options: Options | None = None
) -> bytes:
    """A forgery by someone who knows the format: files changed, and every digest on record and on the last page renewed."""
    order = Order(rubric, pages_of or teaching_shop(rubric), options or full("en"), DAY)
    model, carried, _ = sealed(order)
    files = {one.name: one.data for one in carried if one.name != RECORD}
    touch(files)
    kept = tuple(replace(one, data=files[one.name]) for one in carried if one.name != RECORD)
    record = record_of(replace(model, seal=None), order.options, kept, annex_by=annex_by(order))
    whole = (*kept, Carried(RECORD, record.data, relationship="Supplement"))
    return render(replace(model, seal=seal_part(record, whole)), whole)


def annex_by(order: Order) -> str | None:
    return writes_annex() if order.options.annexed else None


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_an_untouched_report_holds(teaching: Rubric, reports: dict[Lang, bytes], lang: Lang):
    found = verify(
        reports[lang] if lang == "zh" else full_report(teaching, answered_shop(teaching), lang, DAY), "r.pdf"
    )
    assert failed(found) == {}
    assert found.follows is True
    assert "byte for byte" in found.checks[-1].sentences[0].words("en")


def test_a_report_saved_again_by_another_program_holds_by_its_text(shop: bytes):
    found = verify(rewritten(shop, lambda writer: writer.add_metadata({"/Producer": "x"})), "report.pdf")
    assert failed(found) == {}
    said = {one.id: one.sentences[0].words("en") for one in found.checks}
    assert "compared pixel by pixel" in said["pages"]
    assert "tags and alternative texts are those" in said["heard"]
    assert "not compared are only the program and day" in said["rest"]


def better(raw: dict[str, Any]) -> None:
    raw["responses"]["opening-hours"]["value"] = "always"


def easier(raw: dict[str, Any]) -> None:
    raw["layout"]["bands"][-1]["from"] = "20"
    raw["layout"]["bands"][-2]["from"] = "19"


def dangling(raw: dict[str, Any]) -> None:
    raw["layout"]["tree"][0]["children"][0]["questions"][0]["question"] = "no-such-question"


def more(raw: dict[str, Any]) -> None:
    raw["exact"]["low"] = "95"
    raw["questions"][0]["credit"] = "1"


def five_stars(raw: dict[str, Any]) -> None:
    raw["printed"]["grade"] = "Five stars (settled)"


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (ASSESSMENT, edited(better), {"files": "assessment.json is not the one recorded"}),
        # the note stands on a page too
        (ASSESSMENT, lambda data: data.replace("周日另写".encode(), b"x"), {"files": "assessment.json", "pages": ""}),
        (RUBRIC, edited(easier), {"files": "rubric.json is not the one recorded"}),
        (RUBRIC, edited(dangling), {"rubric": "no-such-question"}),
        (SCORECARD, edited(more), {"score": 'The scorecard says "95" at exact.low'}),
        (SCORECARD, edited(more), {"score": "questions[opening-hours].credit"}),
        (SCORECARD, lambda _: b"{", {"score": "cannot be read"}),
        (RECORD, edited(five_stars), {"files": "does not print the content digest", "printed": "Five stars (settled)"}),
    ],
    ids=["answer", "note", "bands", "reference", "score", "credit", "no JSON", "grade"],
)
def test_a_changed_file_is_detected_and_where(
    shop: bytes, file: str, change: Callable[[bytes], bytes], said: dict[str, str]
):
    wrong = failed(verify(swapped(shop, file, change), "report.pdf"))
    assert [check for check, words in said.items() if words not in wrong.get(check, "—")] == []
    assert set(said) <= set(wrong)


def test_an_invalid_rubric_is_detected(shop: bytes):
    for spoiled in (b"", b"{}", b"[" * 100_000, b"\xff\xfe"):
        wrong = failed(verify(swapped(shop, RUBRIC, lambda _data, new=spoiled: new), "report.pdf"))
        assert "rubric.json" in wrong["rubric"]


def test_a_record_that_is_none_gets_a_sentence(shop: bytes):
    for spoiled in (b"", b"{}", b"[]", b'{"format": "ecq-report/1"}'):
        with pytest.raises(ReportError, match=r"report\.json is not as ECQ writes it"):
            verify(swapped(shop, RECORD, lambda _data, new=spoiled: new), "report.pdf")
    with pytest.raises(ReportError, match="use a newer ECQ"):
        verify(swapped(shop, RECORD, lambda _: b'{"format": "ecq-report/9"}'), "report.pdf")


def repainted(pdf: bytes, page: int, old: bytes, new: bytes) -> bytes:
    """The report with other glyphs drawn on one page, as an editor would leave it."""

    def paint(writer: PdfWriter) -> None:
        contents = writer.pages[page]["/Contents"].get_object()
        drawn = zlib.decompress(contents._data)
        assert old in drawn
        contents._data = zlib.compress(drawn.replace(old, new))

    return rewritten(pdf, paint)


def glyphs_of(pdf: bytes, page: int) -> list[bytes]:
    """The text operands of a page, in order."""

    data = PdfReader(BytesIO(pdf)).pages[page].get_contents().get_data()
    return re.findall(rb"\((?:[^()\\]|\\.)*\) Tj", data, re.DOTALL)


@pytest.mark.slow
def test_another_grade_painted_on_the_cover_is_detected(teaching: Rubric, shop: bytes):
    """Two glyph runs of the cover change places: the printed score is no longer the one that follows."""
    runs = glyphs_of(shop, 0)
    texts = sorted(set(runs), key=runs.index)
    wrong_somewhere = [failed(verify(repainted(shop, 0, run, texts[0]), "report.pdf")) for run in texts[6:12]]
    assert all("pages" in wrong for wrong in wrong_somewhere)
    assert any("The cover should print" in wrong.get("printed", "") for wrong in wrong_somewhere)


@pytest.mark.slow
def test_a_removed_page_is_detected(shop: bytes):
    wrong = failed(verify(rewritten(shop, lambda writer: writer.remove_page(2)), "report.pdf"))
    whole = len(PdfReader(BytesIO(shop)).pages)
    assert f"There are {whole - 1} pages; the report made again has {whole}" in wrong["pages"]


def test_a_removed_digest_page_is_detected(shop: bytes):
    wrong = failed(verify(rewritten(shop, lambda writer: writer.remove_page(len(writer.pages) - 1)), "report.pdf"))
    assert "does not print the content digest" in wrong["files"]


def test_an_annotation_over_the_grade_is_detected(shop: bytes):
    def stick(writer: PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="Five stars", rect=(50, 500, 300, 600)))

    wrong = failed(verify(rewritten(shop, stick), "report.pdf"))
    assert "annotations, form fields or links" in wrong["pages"]
    assert "whether that is what is seen is not shown" in wrong["printed"]


def test_a_box_drawn_over_the_grade_is_detected(shop: bytes):
    def cover(writer: PdfWriter) -> None:
        contents = writer.pages[0]["/Contents"].get_object()
        contents._data = zlib.compress(zlib.decompress(contents._data) + b"\n1 1 1 rg 50 500 300 100 re f\n")

    found = verify(rewritten(shop, cover), "report.pdf")
    assert found.follows is False
    assert "looks otherwise" in failed(found)["pages"]
    assert "whether that is what is seen is not shown" in failed(found)["printed"], "the words are there, but not seen"


@pytest.mark.slow
def test_a_forgery_with_renewed_digests_and_old_pages_is_detected(teaching: Rubric):
    def better(files: dict[str, bytes]) -> None:
        improved = taken(answer(teaching_shop(teaching), teaching.by_id["refund-days"], "1"))
        files[ASSESSMENT] = dump(improved).encode()

    wrong = failed(verify(reforged(teaching, better), "report.pdf"))
    assert "files" not in wrong, "the forger renewed the digests"
    assert {"score", "pages"} <= set(wrong)


@pytest.mark.slow
def test_a_forgery_with_an_easier_rubric_and_renewed_digests_is_detected(teaching: Rubric):
    bands = tuple(band.model_copy(update={"from_": band.from_ / 10}) for band in teaching.bands)
    easy = teaching.model_copy(update={"layout": teaching.layout.model_copy(update={"bands": bands})})

    def ease(files: dict[str, bytes]) -> None:
        files[RUBRIC] = Rubric.model_validate(easy.model_dump(by_alias=True)).canonical.encode()

    wrong = failed(verify(reforged(teaching, ease), "report.pdf"))
    assert "files" not in wrong
    assert {"score", "pages"} <= set(wrong)


def test_a_note_changed_with_renewed_digests_is_detected_on_its_page(teaching: Rubric):
    def renote(files: dict[str, bytes]) -> None:
        noted = taken(annotate(teaching_shop(teaching), teaching.by_id["opening-hours"], "every day"))
        files[ASSESSMENT] = dump(noted).encode()

    printed = choose("en", add=["answers"])
    wrong = failed(verify(reforged(teaching, renote, options=printed), "report.pdf"))
    assert set(wrong) == {"pages", "heard", "rest"}
    assert "everyday" in wrong["pages"]
    wrong = failed(verify(reforged(teaching, renote), "report.pdf"))
    assert "The workbook inside does not follow from the answers inside." in wrong["annex"]


def test_a_report_over_another_version_of_the_rubric_verifies_and_says_so(teaching: Rubric):
    old = rebind(teaching_shop(teaching), teaching)
    old = old.model_copy(update={"rubric": old.rubric.model_copy(update={"version": "0.9.0", "digest": "0" * 64})})
    found = verify(full_report(teaching, old, "en", DAY), "report.pdf")
    assert found.follows
    assert "0.9.0" in found.checks[1].sentences[0].words("en")


def test_a_report_of_another_version_follows_where_this_one_makes_the_same(teaching: Rubric):
    old = forged_version(teaching, "ecq 0.0.9")
    assert failed(verify(old, "report.pdf")) == {}
    worse = swapped(old, SCORECARD, edited(lambda raw: raw["score"].update(low="99.99")))
    assert "score.low" in failed(verify(worse, "report.pdf"))["score"]


def test_what_differs_in_a_report_of_another_version_is_not_shown_to_follow(teaching: Rubric):
    """Another version may word a page otherwise; so may a forger who says that another version made it."""

    def cover(writer: PdfWriter) -> None:
        contents = writer.pages[0]["/Contents"].get_object()
        contents.set_data(contents.get_data() + b"\n1 1 1 rg 50 400 500 400 re f\n")

    found = verify(rewritten(forged_version(teaching, "ecq 0.0.9"), cover), "report.pdf")
    assert found.follows is None
    assert set(failed(found)) == {"printed", "pages"}
    assert "verify with ecq 0.0.9" in failed(found)["pages"]
    assert "Page 1 has the same text but looks otherwise" in failed(found)["pages"]


def forged_version(rubric: Rubric, made_by: str) -> bytes:
    order = Order(rubric, teaching_shop(rubric), full("en"), DAY)
    model, carried, _ = sealed(order)
    kept = tuple(one for one in carried if one.name != RECORD)
    record = record_of(replace(model, seal=None), order.options, kept, made_by=made_by, annex_by=annex_by(order))
    whole = (*kept, Carried(RECORD, record.data, relationship="Supplement"))
    return render(replace(model, seal=seal_part(record, whole)), whole)


def test_a_rubric_that_only_another_version_can_read_is_not_shown_not_to_follow(teaching: Rubric):
    later = swapped(forged_version(teaching, "ecq 9.0.0"), RUBRIC, edited(lambda raw: raw.update(more=1)))
    checks = {one.id: one.holds for one in verify(later, "report.pdf").checks}
    assert checks["rubric"] is None
    own = swapped(forged_version(teaching, MADE_BY), RUBRIC, edited(lambda raw: raw.update(more=1)))
    assert {one.id: one.holds for one in verify(own, "report.pdf").checks}["rubric"] is False


def test_a_fault_of_ours_is_not_said_to_be_damage(shop: bytes, monkeypatch: pytest.MonkeyPatch):
    again = rewritten(shop, lambda writer: writer.add_metadata({"/Producer": "x"}))

    def fault(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ecq.writers.verify.remade.counted", fault)
    with pytest.raises(ReportError, match=r"ECQ stumbled .*that says nothing about the report") as caught:
        verify(again, "report.pdf")
    assert "ZeroDivisionError: ecq.writers.verify.remade:" in str(caught.value)
    assert "damaged" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "instead"),
    [(rb"/Info (\d+ 0 R)", b"7"), (rb"/Info (\d+ 0 R)", b"null"), (rb"/Contents (\d+ 0 R)", b"[7]")],
)
def test_odd_objects_are_differences_and_nothing_ecq_stumbles_over(shop: bytes, written: bytes, instead: bytes):
    found = re.search(written, shop)
    assert found
    odd = shop[: found.start(1)] + instead.ljust(len(found[1])) + shop[found.end(1) :]
    assert len(odd) == len(shop), "every object is where the table says"
    assert verify(odd, "report.pdf").follows is False


def test_a_report_without_its_record_is_neither_true_nor_false(teaching: Rubric):
    old = FPDF()
    old.add_page()
    old.embed_file(bytes=dump(teaching_shop(teaching)).encode(), basename=ASSESSMENT)
    found = verify(bytes(old.output()), "old.pdf")
    assert found.follows is None
    assert "can be opened, but not verified" in failed(found)["files"]


def test_a_foreign_file_is_no_report():
    with pytest.raises(ReportError, match="without an ECQ assessment"):
        verify(foreign(), "invoice.pdf")


def test_a_missing_and_a_strange_file_are_named(shop: bytes):
    def swap(writer: PdfWriter) -> None:
        remove(writer, SCORECARD)
        writer.add_attachment("extra.bin", b"x")

    wrong = failed(verify(rewritten(shop, swap), "report.pdf"))
    assert "scorecard.json is missing" in wrong["files"]
    assert "extra.bin was not put there by ECQ" in wrong["files"]


@pytest.mark.slow
def test_the_command_line_opens_and_verifies(tmp_path, capsys, shipped: Rubric):
    made, report = begin(shipped, "青禾商城"), report_with_answers(shipped, begin(shipped, "青禾商城"), "zh", DAY)
    path, out = tmp_path / "报告.pdf", tmp_path / "again.json"
    path.write_bytes(report)
    assert main(["open", str(path), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == dump(made.on(DAY))
    assert main(["open", str(path), "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["verify", str(path), "--lang", "zh"]) == 0
    assert "印出的等级和得分由里面的回答和已发布的评价细则得出" in capsys.readouterr().out
    bare = rewritten(report, lambda writer: remove(writer, RECORD))
    path.write_bytes(bare)
    assert main(["verify", str(path), "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert said.startswith("– Files inside: There is no report.json inside")
    assert "✓" not in said
    path.write_bytes(swapped(report, SCORECARD, lambda _: b"{}"))
    assert main(["verify", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["follows"] is False
    assert {one["check"]: one["holds"] for one in told["checks"]}["score"] is False


@pytest.mark.slow
def test_what_is_read_is_never_written_over(tmp_path, capsys, shop: bytes):
    report, saved = tmp_path / "report.pdf", tmp_path / "saved.json"
    report.write_bytes(shop)
    assert main(["open", str(report), "-o", str(report), "--force"]) == 2
    assert report.read_bytes() == shop
    assert main(["open", str(report), "-o", str(saved)]) == 0
    kept = saved.read_bytes()
    capsys.readouterr()
    assert main(["report", str(saved), "-o", str(saved)]) == 2
    assert saved.read_bytes() == kept
    assert "would be lost" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["open", "verify"])
def test_the_command_line_refuses_a_file_that_is_no_report_in_one_sentence(tmp_path, capsys, command: str):
    path = tmp_path / "x.pdf"
    more = ["-o", str(tmp_path / "out.json")] if command == "open" else []
    assert main([command, str(path), *more]) == 2
    path.write_bytes(foreign())
    assert main([command, str(path), *more]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.startswith("ecq: ") for line in said.err.splitlines()] == [True, True]


def test_scoring_a_pdf_points_to_open(tmp_path, capsys, shop: bytes):
    path = tmp_path / "r.pdf"
    path.write_bytes(shop)
    assert main(["score", str(path)]) == 2
    assert "ecq open" in capsys.readouterr().err
