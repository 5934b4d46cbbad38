"""Verifying: a report that was touched anywhere is found out, and where; one that was only written again holds."""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fpdf import FPDF
from PIL import ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from ecq.assessment.changes import annotate, answer, begin, rebind
from ecq.assessment.file import dump
from ecq.base.errors import ReportError
from ecq.base.language import LANGS, Lang
from ecq.cli import main
from ecq.document.drawing import fonts
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import SECTIONS, Options, choose
from ecq.telling.report.whole import (
    ASSESSMENT,
    MADE_BY,
    RECORD,
    RUBRIC,
    SCORECARD,
    Carried,
    canonical,
    record_of,
    seal_part,
)
from ecq.writers.pdf.build import Order, sealed, writes_annex
from ecq.writers.pdf.render import render
from ecq.writers.verify.remade import seen
from ecq.writers.verify.verify import Verification, verify
from tests.report import tamper
from tests.report.assessments import DAY, answered_shop, filled, taken, teaching_shop
from tests.report.full_reports import full, full_report, pdf_of
from tests.report.tamper import PROGRAMS, refonted, with_program
from tests.report.test_reopen import foreign, rewritten
from tests.tools import tool

Files, Change = dict[str, bytes], Callable[[PdfWriter], Any]
NOTO = Path(fonts.__file__).parents[1] / "fonts" / "NotoSansSC-Regular.ttf"


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, answered_shop(teaching), "en", DAY)


def failed(found: Verification) -> dict[str, str]:
    """The checks that do not hold, or of which that is not shown, with what they say."""
    return {one.id: " ".join(line.words("en") for line in one.sentences) for one in found.checks if not one.holds}


def checked(pdf: bytes) -> dict[str, str]:
    return failed(verify(pdf, "report.pdf"))


def lacking(found: dict[str, str], said: dict[str, str]) -> list[str]:
    """The checks of which not that is said; several things are parted by a stroke."""
    return [check for check, words in said.items() if not all(one in found.get(check, "—") for one in words.split("|"))]


# What holds


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_an_untouched_report_holds(teaching: Rubric, lang: Lang):
    found = verify(full_report(teaching, answered_shop(teaching), lang, DAY), "r.pdf")
    assert failed(found) == {}
    assert found.follows is True
    assert "byte for byte" in found.checks[-1].sentences[0].words("en")


def test_a_report_whose_part_on_verification_goes_on_on_a_second_page_holds(shipped: Rubric):
    rest = [part for part in SECTIONS if part not in ("answers", "editions")]
    made, options = filled(shipped), choose("zh-Hant+en", "full", leave_out=rest)
    assert checked(pdf_of(Order(shipped, made, options, DAY, (load_rubric("sqe-2015"),)))) == {}


def test_the_grade_worked_out_is_told_in_the_language_of_who_verifies(shop: bytes):
    (score,) = [one for check in verify(shop, "report.pdf").checks if check.id == "score" for one in check.sentences]
    assert "(settled)" in score.words("en")
    assert "（已确定）" in score.words("zh")
    assert "（已確定）" in score.words("zh-Hant")


def test_a_report_saved_again_by_another_program_holds_by_its_text(shop: bytes):
    found = verify(rewritten(shop, lambda writer: writer.add_metadata({"/Producer": "x"})), "report.pdf")
    assert failed(found) == {}
    said = {one.id: one.sentences[0].words("en") for one in found.checks}
    assert "compared pixel by pixel" in said["pages"]
    assert "tags and alternative texts are those" in said["heard"]
    assert "not compared are only the program and day" in said["rest"]


@pytest.mark.parametrize("how", [["--linearize", "--object-streams=generate", "--normalize-content=y"], ["--qdf"]])
def test_a_report_saved_again_by_qpdf_holds(shop: bytes, tmp_path: Path, how: list[str]):
    before, after = tmp_path / "report.pdf", tmp_path / "again.pdf"
    before.write_bytes(shop)
    subprocess.run([tool("qpdf"), *how, str(before), str(after)], check=True)
    assert checked(after.read_bytes()) == {}


def test_the_same_operators_on_other_lines_hold(shop: bytes):
    def respaced(writer: PdfWriter) -> None:
        for page in writer.pages:
            stream = ContentStream(page.get_contents(), writer)
            assert stream.operations
            page["/Contents"].get_object().set_data(stream.get_data().replace(b"\n", b"\n\n"))

    assert checked(rewritten(shop, respaced)) == {}


# Files inside


def swapped(pdf: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The report with one file inside changed and nothing else."""

    def swap(writer: PdfWriter) -> None:
        (found,) = [one for one in writer.attachment_list if one.name == name]
        before = found.content
        found.content = change(before)
        assert found.content != before

    return rewritten(pdf, swap)


def remove(writer: PdfWriter, name: str) -> None:
    next(one for one in writer.attachment_list if one.name == name).delete()


def edited(change: Callable[[Any], Any]) -> Callable[[bytes], bytes]:
    def change_json(data: bytes) -> bytes:
        raw = json.loads(data)
        change(raw)
        return canonical(raw)

    return change_json


def easier(raw: dict[str, Any]) -> None:
    raw["layout"]["bands"][-2]["from"], raw["layout"]["bands"][-1]["from"] = "19", "20"


def dangling(raw: dict[str, Any]) -> None:
    raw["layout"]["tree"][0]["children"][0]["questions"][0]["question"] = "no-such-question"


def more(raw: dict[str, Any]) -> None:
    raw["exact"]["low"], raw["questions"][0]["credit"] = "95", "1"


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (
            ASSESSMENT,
            edited(lambda raw: raw["responses"]["opening-hours"].update(value="always")),
            {"files": "assessment.json is not the one recorded"},
        ),
        # the note stands on a page too
        (ASSESSMENT, lambda data: data.replace("周日另写".encode(), b"x"), {"files": "assessment.json", "pages": ""}),
        (RUBRIC, edited(easier), {"files": "rubric.json is not the one recorded"}),
        (RUBRIC, edited(dangling), {"rubric": "no-such-question"}),
        *((RUBRIC, lambda _, new=new: new, {"rubric": "rubric.json"}) for new in (b"", b"{}", b"[" * 100_000, b"\xff")),
        (SCORECARD, edited(more), {"score": 'The scorecard says "95" at exact.low|questions[opening-hours].credit'}),
        (SCORECARD, lambda _: b"{", {"score": "cannot be read"}),
        (
            RECORD,
            edited(lambda raw: raw["printed"].update(grade="Five stars (settled)")),
            {"files": "does not print the content digest", "printed": "Five stars (settled)"},
        ),
    ],
)
def test_a_changed_file_is_detected_and_where(shop: bytes, file: str, change: Any, said: dict[str, str]):
    wrong = checked(swapped(shop, file, change))
    assert lacking(wrong, said) == []
    assert set(said) <= set(wrong)


def test_a_record_that_is_none_gets_a_sentence(shop: bytes):
    for spoiled in (b"", b"{}", b"[]", b'{"format": "ecq-report/1"}'):
        with pytest.raises(ReportError, match=r"report\.json is not as ECQ writes it"):
            verify(swapped(shop, RECORD, lambda _data, new=spoiled: new), "report.pdf")
    with pytest.raises(ReportError, match="use a newer ECQ"):
        verify(swapped(shop, RECORD, lambda _: b'{"format": "ecq-report/9"}'), "report.pdf")


def test_a_missing_and_a_strange_file_are_named(shop: bytes):
    def swap(writer: PdfWriter) -> None:
        remove(writer, SCORECARD)
        writer.add_attachment("extra.bin", b"x")

    wrong = checked(rewritten(shop, swap))["files"]
    assert "scorecard.json is missing" in wrong
    assert "extra.bin was not put there by ECQ" in wrong


def test_a_report_without_its_record_is_neither_true_nor_false_and_a_foreign_file_is_none(teaching: Rubric):
    old = FPDF()
    old.add_page()
    old.embed_file(bytes=dump(teaching_shop(teaching)).encode(), basename=ASSESSMENT)
    found = verify(bytes(old.output()), "old.pdf")
    assert found.follows is None
    assert "can be opened, but not verified" in failed(found)["files"]
    with pytest.raises(ReportError, match="without an ECQ assessment"):
        verify(foreign(), "invoice.pdf")


# What is seen on the pages


def stick(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="Five stars", rect=(50, 500, 300, 600)))


def painted(added: bytes) -> Change:
    def paint(writer: PdfWriter) -> None:
        contents = writer.pages[0]["/Contents"].get_object()
        contents.set_data(contents.get_data() + added)

    return paint


COVERED = painted(b"\n1 1 1 rg 50 500 300 100 re f\n")


def embedded(writer: PdfWriter) -> list[Any]:
    """The font files of a page."""
    fonts = writer.pages[0]["/Resources"].get_object()["/Font"].get_object()
    below = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts.values()]
    return [one["/FontDescriptor"].get_object()["/FontFile2"].get_object() for one in below]


def refont(change: Callable[[TTFont], None]) -> Change:
    def into(writer: PdfWriter) -> None:
        for stream in embedded(writer):
            font, out = TTFont(BytesIO(stream.get_data())), BytesIO()
            change(font)
            font.save(out)
            refonted(stream, out.getvalue())

    return into


def swap_shapes(font: TTFont) -> None:
    glyphs = font["glyf"]
    drawn = [name for name in font.getGlyphOrder() if glyphs[name].numberOfContours > 0]
    glyphs[drawn[1]], glyphs[drawn[-1]] = glyphs[drawn[-1]], glyphs[drawn[1]]


def cut(writer: PdfWriter) -> None:
    writer.pages[1].cropbox = RectangleObject((0, 400, 595, 842))
    writer.pages[2].rotate(90)


def relinked(writer: PdfWriter, key: str, value: Any) -> None:
    first = next(page for page in writer.pages if page.get("/Annots"))["/Annots"][0].get_object()
    last = writer.pages[-1].indirect_reference
    first[NameObject(key)] = ArrayObject([last, *first["/Dest"][1:]]) if key == "/Dest" else value


BORDER = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(40)])
DASHES = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(1), ArrayObject([NumberObject(3)])])
ANNOTATED = {"pages": "annotations, form fields or links"}
NOT_SEEN = {"printed": "whether that is what is seen is not shown"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (stick, ANNOTATED | NOT_SEEN),
        (COVERED, {"pages": "looks otherwise"} | NOT_SEEN),
        (lambda writer: writer.remove_page(2), {"pages": "; the report made again has "}),
        (lambda writer: writer.remove_page(len(writer.pages) - 1), {"files": "does not print the content digest"}),
        (cut, {"pages": "Page 2 |Page 3 |of another size"}),
        (refont(swap_shapes), {"pages": "looks otherwise"}),
        # fonts are made alike by every version of the library that may be installed, so another one is no copy
        (refont(lambda font: setattr(font["head"], "fontRevision", 9.0)), {"pages": "fonts and pictures"}),
        (lambda writer: embedded(writer)[0].set_data(b"no font"), {"pages": "looks otherwise"}),
        (lambda writer: relinked(writer, "/Dest", None), ANNOTATED),
        (lambda writer: relinked(writer, "/Border", BORDER), ANNOTATED),
        (lambda writer: relinked(writer, "/Border", DASHES), ANNOTATED),
        (lambda writer: relinked(writer, "/Rect", ArrayObject(map(FloatObject, (50, 500, 300, 600)))), ANNOTATED),
        (lambda writer: relinked(writer, "/Contents", TextStringObject("Five stars")), ANNOTATED),
    ],
)
def test_a_change_of_what_is_seen_is_detected_and_named(shop: bytes, change: Change, said: dict[str, str]):
    wrong = checked(rewritten(shop, change))
    assert lacking(wrong, said) == [], wrong
    assert change is not cut or "Page 4 " not in wrong["pages"]


def test_another_grade_painted_on_the_cover_is_detected(shop: bytes):
    """Two glyph runs of the cover change places: the printed score is no longer the one that follows."""
    data = PdfReader(BytesIO(shop)).pages[0].get_contents().get_data()
    runs = re.findall(rb"\((?:[^()\\]|\\.)*\) Tj", data, re.DOTALL)
    texts = sorted(set(runs), key=runs.index)
    for run in reversed(texts[6:12]):  # the score stands last among them

        def paint(writer: PdfWriter, run: bytes = run) -> None:
            contents = writer.pages[0]["/Contents"].get_object()
            contents._data = zlib.compress(zlib.decompress(contents._data).replace(run, texts[0]))

        wrong = checked(rewritten(shop, paint))
        assert "pages" in wrong
        if "The cover should print" in wrong.get("printed", ""):
            break
    else:
        pytest.fail("none of them is the score that is printed")


def drawn(font: bytes, letter: str) -> bytes:
    """A letter of the report's font as FreeType draws it, which runs a font's programs; the font gets a table of letters for it."""
    told, out, whole = TTFont(BytesIO(font)), BytesIO(), TTFont(NOTO)
    place = whole["glyf"][whole.getBestCmap()[ord(letter)]].coordinates
    same = [name for name in told.getGlyphOrder() if getattr(told["glyf"][name], "coordinates", None) == place]
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 1, 0, {ord(letter): same[0]}
    told["cmap"] = newTable("cmap")
    told["cmap"].tableVersion, told["cmap"].tables = 0, [table]
    told.save(out)
    return bytes(ImageFont.truetype(BytesIO(out.getvalue()), 40).getmask(letter))


@pytest.mark.parametrize("what", PROGRAMS)
def test_programs_in_a_font_are_detected_though_no_pixel_here_differs(shop: bytes, what: str):
    def hint(writer: PdfWriter) -> None:
        for stream in embedded(writer):
            refonted(stream, with_program(stream.get_data(), what))

    forged = rewritten(shop, hint)
    assert list(seen(forged, shop, "report.pdf")) == [], "PDFium draws every page as it was"
    whole, hinted = (embedded(PdfWriter(clone_from=BytesIO(pdf)))[0].get_data() for pdf in (shop, forged))
    if what == PROGRAMS[0]:
        assert any(drawn(whole, "8"))
        assert not any(drawn(hinted, "8")), "who runs the programs sees no 8"
    found = verify(forged, "report.pdf")
    assert found.follows is False
    assert "fonts and pictures" in failed(found)["pages"]


@pytest.mark.parametrize("added", [b"\n100 i\n", b"\n/Perceptual ri\n", b"\nq Q\n"])
def test_commands_that_pdfium_passes_over_are_detected(shop: bytes, added: bytes):
    """Curves drawn flat, say: nothing of it is seen here, and much in a viewer that obeys."""
    forged = rewritten(shop, painted(added))
    assert list(seen(forged, shop, "report.pdf")) == [], "PDFium draws every page as it was"
    found = verify(forged, "report.pdf")
    assert found.follows is False
    assert "another viewer may show it otherwise" in failed(found)["pages"]


def test_a_page_that_stands_above_itself_is_found(shop: bytes):
    def turn(writer: PdfWriter) -> None:
        writer.pages[2][NameObject("/Parent")] = writer.pages[2].indirect_reference

    assert not verify(rewritten(shop, turn), "report.pdf").follows


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


# Anything else: python -m tests.report.tamper tries every value


def of_each_kind() -> list[tamper.Change]:
    """One change in each kind of object, of one sort after the other."""
    kinds: dict[str, dict[str, tamper.Change]] = {}
    for one in tamper.sample():
        kinds.setdefault(one.kind, {})[one.what] = one
    return [list(sorts.values())[place % len(sorts)] for place, sorts in enumerate(kinds.values())]


def of_each_sort() -> list[tamper.Change]:
    """One change of each sort in each kind of object; long, as the same comparison finds the others of a kind."""
    return list({(one.kind, one.what): one for one in tamper.sample()}.values())


@pytest.mark.slow
@pytest.mark.parametrize("changes", [of_each_kind, pytest.param(of_each_sort, marks=pytest.mark.long)])
def test_no_change_of_a_report_follows_and_one_only_written_again_does(changes: Callable[[], list[tamper.Change]]):
    some, out = changes(), BytesIO()
    assert {one.kind for one in some} >= {"Page", "StructElem", "Metadata", "Info", "EmbeddedFile", "Font", "FontFile2"}
    assert {one.what for one in some} >= {"taken out", "changed", "added", "other bytes"}
    said = {one: tamper.outcome(one) for one in some}
    assert [one for one in some if said[one] == "follows" and not tamper.harmless(one)] == []
    assert [one for one in some if said[one] == "not shown"] == [], "all of them are compared"
    tamper.copy().write(out)
    assert verify(out.getvalue(), "report.pdf").follows


# Forgeries by someone who knows the format


def reforged(
    rubric: Rubric,
    touch: Callable[[Files], None] = lambda _: None,
    options: Options | None = None,
    made_by: str = MADE_BY,
) -> bytes:
    """Files changed, and every digest on record and on the last page renewed."""
    order = Order(rubric, teaching_shop(rubric), options or full("en"), DAY)
    model, carried, _ = sealed(order)
    files = {one.name: one.data for one in carried if one.name != RECORD}
    touch(files)
    kept = tuple(replace(one, data=files[one.name]) for one in carried if one.name != RECORD)
    annex_by = writes_annex() if order.options.annexed else None
    record = record_of(replace(model, seal=None), order, kept, made_by=made_by, annex_by=annex_by)
    whole = (*kept, Carried(RECORD, record.data, relationship="Supplement"))
    return render(replace(model, seal=seal_part(record, whole)), whole)


forged_version = partial(reforged, made_by="ecq 0.0.9")
"""A report that says that another version made it."""


def test_a_forgery_with_renewed_digests_and_old_pages_is_detected(teaching: Rubric):
    def better(files: Files) -> None:
        files[ASSESSMENT] = dump(taken(answer(teaching_shop(teaching), teaching.by_id["refund-days"], "1"))).encode()

    wrong = checked(reforged(teaching, better))
    assert "files" not in wrong, "the forger renewed the digests"
    assert {"score", "pages"} <= set(wrong)


def test_a_forgery_with_an_easier_rubric_and_renewed_digests_is_detected(teaching: Rubric):
    bands = tuple(band.model_copy(update={"from_": band.from_ / 10}) for band in teaching.bands)
    easy = teaching.model_copy(update={"layout": teaching.layout.model_copy(update={"bands": bands})})

    def ease(files: Files) -> None:
        files[RUBRIC] = Rubric.model_validate(easy.model_dump(by_alias=True)).canonical.encode()

    wrong = checked(reforged(teaching, ease))
    assert "files" not in wrong
    assert {"score", "pages"} <= set(wrong)


def test_a_note_changed_with_renewed_digests_is_detected_on_its_page(teaching: Rubric):
    def renote(files: Files) -> None:
        noted = taken(annotate(teaching_shop(teaching), teaching.by_id["opening-hours"], "every day"))
        files[ASSESSMENT] = dump(noted).encode()

    wrong = checked(reforged(teaching, renote, choose("en", add=["answers"])))
    assert set(wrong) == {"pages", "heard", "rest"}
    assert "everyday" in wrong["pages"]
    wrong = checked(reforged(teaching, renote))
    assert "The workbook inside does not follow from the answers inside." in wrong["annex"]


# Other versions, of the rubric and of ECQ


def test_a_report_over_another_version_of_the_rubric_verifies_and_says_so(teaching: Rubric):
    old = rebind(teaching_shop(teaching), teaching)
    old = old.model_copy(update={"rubric": old.rubric.model_copy(update={"version": "0.9.0", "digest": "0" * 64})})
    found = verify(pdf_of(Order(teaching, old, choose("en", "short"), DAY)), "report.pdf")
    assert found.follows
    assert "0.9.0" in found.checks[1].sentences[0].words("en")


def test_a_report_of_another_version_follows_where_this_one_makes_the_same_and_else_is_not_shown_to(teaching: Rubric):
    """Another version may word a page otherwise; so may a forger who says that another version made it."""
    old = forged_version(teaching)
    assert checked(old) == {}
    worse = swapped(old, SCORECARD, edited(lambda raw: raw["score"].update(low="99.99")))
    assert "score.low" in checked(worse)["score"]
    found = verify(rewritten(old, COVERED), "report.pdf")
    assert found.follows is None
    assert set(failed(found)) == {"printed", "pages"}
    assert "verify with ecq 0.0.9" in failed(found)["pages"]
    assert "Page 1 has the same text but looks otherwise" in failed(found)["pages"]
    found = verify(rewritten(old, stick), "report.pdf")
    assert found.follows is False, "no version of ECQ makes such a thing"
    assert lacking(failed(found), ANNOTATED) == []


def test_a_rubric_that_only_another_version_can_read_is_not_shown_not_to_follow(teaching: Rubric):
    for made_by, holds in (("ecq 9.0.0", None), (MADE_BY, False)):
        later = swapped(reforged(teaching, made_by=made_by), RUBRIC, edited(lambda raw: raw.update(more=1)))
        assert {one.id: one.holds for one in verify(later, "report.pdf").checks}["rubric"] is holds


def test_a_fault_of_ours_is_not_said_to_be_damage(shop: bytes, monkeypatch: pytest.MonkeyPatch):
    again = rewritten(shop, lambda writer: writer.add_metadata({"/Producer": "x"}))

    def fault(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ecq.writers.verify.remade.drawn_by", fault)
    with pytest.raises(ReportError, match=r"ECQ stumbled .*that says nothing about the report") as caught:
        verify(again, "report.pdf")
    assert "ZeroDivisionError: ecq.writers.verify.remade:" in str(caught.value)
    assert "damaged" not in str(caught.value)


# The commands


@pytest.mark.slow
def test_the_command_line_opens_and_verifies(tmp_path: Path, capsys, shipped: Rubric):
    made = begin(shipped, "青禾商城")
    report = pdf_of(Order(shipped, made, choose("zh", "short"), DAY))
    path, out = tmp_path / "报告.pdf", tmp_path / "again.json"
    path.write_bytes(report)
    assert main(["open", str(path), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == dump(made.on(DAY))
    assert main(["open", str(path), "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["verify", str(path), "--lang", "zh"]) == 0
    assert "印出的等级和得分由里面的回答和已发布的评价细则得出" in capsys.readouterr().out
    path.write_bytes(rewritten(report, lambda writer: remove(writer, RECORD)))
    assert main(["verify", str(path), "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert said.startswith("– Files inside: There is no report.json inside")
    assert "✓" not in said
    path.write_bytes(swapped(report, SCORECARD, lambda _: b"{}"))
    assert main(["verify", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["follows"] is False
    assert {one["check"]: one["holds"] for one in told["checks"]}["score"] is False


def test_what_is_read_is_never_written_over_and_scoring_a_pdf_points_to_open(tmp_path: Path, capsys, shop: bytes):
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
    assert main(["score", str(report)]) == 2
    assert "ecq open" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["open", "verify"])
def test_the_command_line_refuses_a_file_that_is_no_report_in_one_sentence(tmp_path: Path, capsys, command: str):
    path = tmp_path / "x.pdf"
    more = ["-o", str(tmp_path / "out.json")] if command == "open" else []
    assert main([command, str(path), *more]) == 2
    path.write_bytes(foreign())
    assert main([command, str(path), *more]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.startswith("ecq: ") for line in said.err.splitlines()] == [True, True]
