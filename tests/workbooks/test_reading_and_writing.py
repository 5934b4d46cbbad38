"""Workbooks as such: what was sent in is opened with care, what goes out is inert, exact and the same every time."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from ecq.base.errors import WorkbookError
from ecq.base.file_limits import FILE_LIMIT, WORKBOOK_LIMIT
from ecq.exchange.points_table.labels import ID
from ecq.writers.sheets.reading import opened, read_sheet
from ecq.writers.sheets.writing import TEXT_LIMIT, Book, cell_text, total
from tests.building import F

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def a_book(*lines: str) -> Book:
    book = Book("zh", "试")
    sheet = book.sheet("试")
    for row, line in enumerate(lines):
        sheet.text(row, 0, line)
    return book


def read_back(workbook: bytes, values: bool = False):
    return openpyxl.load_workbook(io.BytesIO(workbook), data_only=values)


def test_what_is_no_day_stands_as_text():
    """A file that was edited by hand may say anything where a day is meant."""
    book = Book("zh", "试")
    sheet = book.sheet("试")
    for row, day in enumerate(("2026-11-24", "2026-13-45", "gestern", "")):
        sheet.day(row, 0, day)
    column = read_back(book.to_bytes())["试"]["A"]
    assert [cell.value for cell in column[1:3]] == ["2026-13-45", "gestern"]
    assert column[0].is_date


def refusal(workbook: bytes) -> WorkbookError:
    def read() -> None:
        with opened(workbook, "these") as book:
            for sheet in book.worksheets:
                read_sheet(sheet, {"id": ID})

    with pytest.raises(WorkbookError) as caught:
        read()
    return caught.value


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), data)
    return out.getvalue()


MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
BINARY_TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is not an Excel workbook"),
        (b"%PDF-1.7 and so on", "is not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old .xls file or has a password"),
        (archive(TYPES=MACRO_TYPES), "is a workbook with macros"),
        (
            archive(TYPES=b"<Types/>", xl__vbaProject__bin=b"x", **{"xl/vbaProject.bin": b"x"}),
            "is a workbook with macros",
        ),
        (archive(TYPES=BINARY_TYPES), "is a binary workbook (.xlsb)"),
        (archive(mimetype=b"application/vnd.oasis", **{"content.xml": b"<x/>"}), "is an OpenDocument spreadsheet"),
        (archive(word__document=b"<x/>"), "is not an Excel workbook"),
        (archive(TYPES=b"<Types/>"), "is damaged and cannot be read"),
    ],
)
def test_a_file_that_is_no_sound_workbook_is_refused_with_its_reason(data, told):
    refused = refusal(data)
    assert str(refused).startswith(told)
    assert "\n" not in str(refused)
    assert refused.zh != str(refused)


def test_a_hundred_megabytes_and_a_file_that_unpacks_without_end_are_refused_at_once():
    started = time.process_time()
    assert str(refusal(bytes(100_000_000))).startswith("is larger than 20 MB")
    bomb = archive(TYPES=b"<Types/>", xl__worksheets__sheet1=bytes(WORKBOOK_LIMIT + 1))
    assert len(bomb) < FILE_LIMIT / 100
    assert str(refusal(bomb)).startswith("holds far more than it should")
    assert time.process_time() - started < 5


def test_a_size_that_an_archive_lies_about_is_not_unpacked_beyond_what_it_says():
    """The header says 10 bytes; behind it are 60 MB."""
    bomb = bytearray(archive(TYPES=b"<Types/>", xl__workbook=bytes(60_000_000)))
    true_size = (60_000_000).to_bytes(4, "little")
    while true_size in bomb:
        bomb[bomb.index(true_size) : bomb.index(true_size) + 4] = (10).to_bytes(4, "little")
    started = time.process_time()
    refusal(bytes(bomb))
    assert time.process_time() - started < 2


def with_more(name: str, before: bytes, more: bytes) -> bytes:
    """A small sound workbook with something put in before a mark of one of its parts."""
    sound = a_book("id", "x").to_bytes()
    with zipfile.ZipFile(io.BytesIO(sound)) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    assert before in parts[name]
    parts[name] = parts[name].replace(before, more + before)
    return archive(**parts)


SAME_SHEET = b'<sheet name="q" sheetId="99" r:id="rId1"/>'
MANY_CELLS = b'<row r="9">' + b'<c r="A9"><v>1</v></c>' * 9_000 + b"</row>"


@pytest.mark.parametrize(
    ("part", "before", "more"),
    [
        ("xl/styles.xml", b"</fonts>", b"<font/>" * 60_000),
        ("xl/sharedStrings.xml", b"</sst>", b"<si><t>a</t></si>" * 200_000),
        ("xl/workbook.xml", b"</sheets>", SAME_SHEET * 100),
        ("xl/workbook.xml", b"</workbook>", b"<definedNames/>" * 500_000),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="900000"/>' * 500_000),
    ],
)
def test_a_small_file_that_would_be_read_for_minutes_is_refused_at_once(part, before, more):
    heavy = with_more(part, before, more)
    assert len(heavy) < 200_000
    started = time.process_time()
    assert str(refusal(heavy)).startswith("holds far more than it should")
    assert time.process_time() - started < 2


def test_a_sheet_that_is_named_again_and_again_is_not_read_each_time():
    alone = with_more("xl/worksheets/sheet1.xml", b"</sheetData>", MANY_CELLS)
    with opened(alone, "these") as book:
        assert len(book.worksheets) == 1
    with zipfile.ZipFile(io.BytesIO(alone)) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", SAME_SHEET * 50 + b"</sheets>")
    assert str(refusal(archive(**parts))).startswith("holds far more than it should")


HOSTILE = (
    '=HYPERLINK("https://example.org")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "https://example.org",
    "1/2",
)


def test_text_stays_text_whatever_it_looks_like():
    sheet = read_back(a_book(*HOSTILE).to_bytes())["试"]
    for row, line in enumerate(HOSTILE, 1):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.hyperlink) == (line, "s", None)
        assert bool(cell.quotePrefix) == line.startswith(("=", "+", "-", "@"))


def test_control_characters_go_and_the_rest_of_a_text_comes_back():
    text = "一行\r\n二行\t有制表符\x00\x07 and 𠮷😀 _x0041_ <&>"
    assert read_back(a_book(text).to_bytes())["试"]["A1"].value == "一行\n二行\t有制表符 and 𠮷😀 _x0041_ <&>"


def test_a_text_longer_than_a_cell_is_cut_by_what_excel_counts():
    assert cell_text("x" * TEXT_LIMIT) == "x" * TEXT_LIMIT
    for char, units in (("x", 1), ("😀", 2)):
        cut = cell_text(char * (TEXT_LIMIT + 5))
        assert cut.endswith("…")
        assert len(cut[:-1]) * units in (TEXT_LIMIT - 1, TEXT_LIMIT - 2)


def test_a_number_is_exact_or_stands_as_the_division_it_is():
    book = Book("en", "x")
    sheet = book.sheet("x")
    for row, value in enumerate((F(7), F(3, 10), F(2, 3), F(10**16 + 1, 3))):
        sheet.number(row, 0, value)
    saved = book.to_bytes()
    formulas, values = read_back(saved)["x"], read_back(saved, values=True)["x"]
    assert [formulas.cell(row, 1).value for row in range(1, 4)] == [7, 0.3, "=2/3"]
    assert [values.cell(row, 1).value for row in range(1, 5)] == [
        7,
        0.3,
        2 / 3,
        pytest.approx((10**16 + 1) / 3, rel=1e-15),
    ]


def test_sheets_have_names_that_excel_takes_each_once():
    book = Book("en", "x")
    names = [book.sheet(name).name for name in ("a/b:c", "A b C", "x" * 40, "x" * 40, "'quoted'", "", "？")]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(1 <= len(name) <= 31 for name in names)
    assert read_back(book.to_bytes()).sheetnames == names


def test_a_sum_of_very_many_cells_is_one_that_excel_takes():
    assert total("D", [2, 3, 4, 7]) == "SUM(D3:D5,D8)"
    assert total("D", []) == "0"
    many = total("AB", range(0, 1000, 2))
    assert many.count("SUM(") == 4
    assert len(many) < 8192


def test_the_same_calls_give_the_same_bytes_at_any_time(monkeypatch):
    first = a_book("x").to_bytes()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    assert a_book("x").to_bytes() == first
