"""Many files at once: each is recognised by what is in it, and none of them stops the others."""

from __future__ import annotations

import io
import zipfile

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.base.errors import EcqError
from ecq.base.language import LANGS, Text, filled, words
from ecq.base.whole_file import pack
from ecq.exchange import words as b
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.batch import dropped, saving
from ecq.exchange.batch.dropped import Recognised, begun, fate, recognise, unpack
from ecq.exchange.batch.saving import saved_files
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import choose
from ecq.telling.text import words as w
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.sheets.results.build import results_workbook
from tests import hostile_files

AT = "2026-11-24T09:00:00+00:00"


@pytest.fixture(scope="module")
def at_hand(shipped: Rubric) -> dict[str, Rubric]:
    return {shipped.id: shipped}


def zipped(*files: tuple[str, bytes]) -> bytes:
    return pack(files)


def test_each_kind_of_file_is_recognised_by_what_is_in_it(mall, shipped, at_hand) -> None:
    saved = recognise(dump(mall).encode(), "a.txt", at_hand)
    assert (saved.kind, saved.assessment, saved.why_not) == ("self-check", mall, None)
    report = recognise(make_report(Order(shipped, mall, choose("zh", "short"), AT[:10])), "b.json", at_hand)
    assert (report.kind, report.assessment, report.why_not) == ("report", mall, None)
    sheet = recognise(export_sheet(shipped, mall, "en"), "c", at_hand)
    assert sheet.kind == "sheet"
    assert sheet.sheet is not None
    assert sheet.sheet.origin["name"] == mall.name
    assert begun(saved) == begun(report) == begun(sheet) == AT
    packed = recognise(zipped(("a.json", b"{}")), "d.json", at_hand)
    assert (packed.kind, packed.why_not) == ("archive", None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", b.EMPTY),
        (b"\x89PNG\r\n\x1a\n", b.UNKNOWN),
        (b"PK\x03\x04 cut off", b.NO_ARCHIVE),
        (zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")), b.WORD),
        (hostile_files.workbook_with(b"<sheetData/>"), filled(b.NO_SHEET, page=w.PAGE_INBOX)),
    ],
)
def test_what_is_not_taken_gets_one_sentence_in_every_language(data: bytes, said: Text, at_hand) -> None:
    found = recognise(data, "x.bin", at_hand)
    assert found.why_not is not None
    for lang in LANGS:
        assert words(found.why_not, lang) == f"x.bin {words(said, lang)}"


def test_files_that_are_almost_right_say_what_is_wrong(mall, shipped, at_hand) -> None:
    results = recognise(results_workbook(shipped, mall, "zh", "2026-11-24"), "r.xlsx", at_hand)
    assert results.why_not is not None
    assert "answer sheet" in results.why_not.en
    sheet = recognise(export_sheet(shipped, mall, "zh"), "s.xlsx", {})
    assert sheet.kind == "sheet"
    assert sheet.why_not is not None
    assert shipped.id in sheet.why_not.en
    for data in (b'{"format": "ecq-assessment/9"}', b"{", b"\xef\xbb\xbf[]", b"%PDF-1.7 cut off"):
        found = recognise(data, "x", at_hand)
        assert found.assessment is None
        assert found.why_not is not None
        assert "\n" not in found.why_not.en


# Archives


def test_an_archive_is_unpacked_without_what_systems_add() -> None:
    inside = (
        ("clients/a.json", b"one"),
        ("__MACOSX/a", b"x"),
        ("b/.DS_Store", b"x"),
        ("clients/", b""),
        ("b.pdf", b"two"),
    )
    assert unpack(zipped(*inside), "z").files == (("clients/a.json", b"one"), ("b.pdf", b"two"))


def test_names_packed_by_windows_in_china_are_read_as_they_were() -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as packed:
        packed.writestr("a" * len("青禾商城.json".encode("gb18030")), b"x")
    data = plain.getvalue().replace(b"a" * len("青禾商城.json".encode("gb18030")), "青禾商城.json".encode("gb18030"))
    assert unpack(data, "z").files == (("青禾商城.json", b"x"),)


@pytest.mark.parametrize("name", ["../a.json", "a/../../b.json", "/etc/passwd", "C:\\a.json", "..\\a.json"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_rest_is_read(name: str) -> None:
    found = unpack(zipped((name, b"{}"), ("b.json", b"{}")), "z")
    assert found.files == (("b.json", b"{}"),)
    assert found.refused == ((name, b.LEADS_OUT),)


def test_an_archive_inside_an_archive_is_refused_and_the_rest_is_read() -> None:
    found = unpack(zipped(("in.zip", zipped(("a.json", b"{}"))), ("in.json", b"PK no zip"), ("b.json", b"{}")), "z")
    assert found.files == (("b.json", b"{}"),)
    assert [why for _, why in found.refused] == [b.NESTED, b.NESTED]


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(dropped, "FILE_LIMIT", 1_000)
    monkeypatch.setattr(dropped, "ARCHIVE_LIMIT", 4_000)
    found = unpack(zipped(("large.json", bytes(1_001)), ("small.json", b"{}")), "z")
    assert found.refused == (("large.json", b.TOO_LARGE),)
    assert [name for name, _ in found.files] == ["small.json"]
    with pytest.raises(EcqError, match=r"^z unpacks to more than"):
        unpack(zipped(*((f"{number}.json", bytes(900)) for number in range(5))), "z")
    monkeypatch.setattr(dropped, "ARCHIVE_FILES_LIMIT", 3)
    with pytest.raises(EcqError, match=r"^z holds more than"):
        unpack(zipped(*((f"{number}.json", b"") for number in range(4))), "z")


def test_what_an_entry_says_of_its_size_is_not_believed(monkeypatch) -> None:
    monkeypatch.setattr(dropped, "FILE_LIMIT", 1_000)
    data = zipped(("a.json", bytes(5_000)))
    lying = data.replace((5_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    found = unpack(lying, "z")
    assert not found.files or len(found.files[0][1]) <= 10


@pytest.mark.parametrize(("data", "said"), [(b"PK\x03\x04", b.NO_ARCHIVE), (zipped(), b.ARCHIVE_EMPTY)])
def test_an_archive_without_files_gets_one_sentence(data: bytes, said: Text) -> None:
    with pytest.raises(EcqError) as caught:
        unpack(data, "z")
    assert (str(caught.value), caught.value.zh) == (f"z {said.en}", f"z {said.zh}")


# What will happen


def test_a_self_check_opens_unless_it_is_there_already(mall, at_hand) -> None:
    file = Recognised("a.json", "self-check", mall)
    assert fate(file, {}, at_hand).does == "open"
    assert fate(file, {"x": mall}, at_hand).does == "here"
    changed = mall.model_copy(update={"name": "青禾"})
    assert (fate(file, {"x": changed}, at_hand).does, fate(file, {"x": changed}, at_hand).of) == ("open-beside", "x")
    assert fate(file, {}, {}).does == "no-rubric"


def test_an_answer_sheet_finds_its_self_check(mall, shipped, at_hand) -> None:
    copy = mall.model_copy(update={"name": "另一份"})
    sheet = recognise(export_sheet(shipped, mall, "zh"), "s.xlsx", at_hand)
    assert fate(sheet, {}, at_hand).does == "no-self-check"
    found = fate(sheet, {"copy": copy, "own": mall}, at_hand)
    assert (found.does, found.of) == ("nothing-new", "own"), "of two begun at the same time it is the one of that name"
    assert fate(sheet, {"own": mall}, {}).does == "decide"


# Saving


def test_what_is_saved_together_opens_again_and_no_name_is_there_twice(mall, shipped) -> None:
    two = [mall, mall.model_copy(update={"created_at": "2026-01-01T00:00:00+00:00"}), begin(shipped, "../a:b", at=AT)]
    files = dict(saved_files(two, "zh"))
    assert list(files) == ["青禾商城 2026-11-24.json", "青禾商城 2026-11-24 (2).json", ".._a_b 2026-11-24.json"]
    found = unpack(pack(files.items()), "z")
    assert not found.refused
    assert [read(data, name) for name, data in found.files] == two
    assert pack(files.items()) == pack(files.items())


@pytest.mark.slow
def test_a_report_that_cannot_be_made_says_why_in_its_place(mall) -> None:
    other = mall.model_copy(update={"rubric": mall.rubric.model_copy(update={"id": "of-a-body"}), "name": "乙"})
    files = dict(saved_files([mall, other], "en", "2026-11-24"))
    assert files["青禾商城 2026-11-24.pdf"].startswith(b"%PDF-")
    assert b"of-a-body" in files["乙 2026-11-24.txt"]
    assert saving.REPORTS_MOST >= 2
