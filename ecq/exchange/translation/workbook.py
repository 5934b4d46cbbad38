"""The workbook of a translation: every text that a person reads, an empty column, and what comes back in one.

The texts stand with their places: those of the program, out of its source, and those of the rubrics.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from ecq.assessment.samples import load_samples
from ecq.base.errors import WorkbookError
from ecq.base.language import OWN_LANGS, Lang, Text, error_of, filled, words
from ecq.base.translations import TAG, Pair, Translation
from ecq.checking.proof import texts
from ecq.exchange.translation import words as w
from ecq.rubric.loading import load_library
from ecq.writers.sheets.forms import FormReader, FormRow, NotRead, Trouble, Unread
from ecq.writers.sheets.reading import DAMAGED, Sheet, TooManyRowsError, opened, pairs
from ecq.writers.sheets.stamps import short_stamp
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look

_HAN = re.compile(r"[\u3400-\u9fff]")
_SAID = {"text", "Text", "Help"}
"""What makes a text of two strings, Chinese first, whatever these look like."""


def every_text() -> dict[Pair, str]:
    """Each text once, with where it stands first: a name in a module, or a thing and a field of the rubrics."""
    found: dict[Pair, str] = {}
    for pair, place in (*_of_rubrics(), *_of_program()):
        found.setdefault(Pair(pair.zh.strip(), pair.en.strip()), place)
    return found


def _of_rubrics() -> Iterator[tuple[Pair, str]]:
    library = load_library()
    named = (*library.questions.values(), library.profile, library.sources, *library.layouts.values(), *load_samples())
    for thing in named:
        for where, path, text in texts(thing, getattr(thing, "id", ""), ""):
            yield Pair(text.zh, text.en), f"rubrics: {where} {path}"
    told = [(file, article) for file, law in library.law for article in (law, *law.articles.values())]
    for file, part in (*told, *library.changes):
        yield from ((Pair(text.zh, text.en), f"rubrics: {file.file} {path}") for _, path, text in texts(part, "", ""))


def _of_program() -> Iterator[tuple[Pair, str]]:
    package = Path(__file__).resolve().parents[2]
    for path in sorted(package.rglob("*.py")):
        module = ".".join(path.relative_to(package.parent).with_suffix("").parts)
        yield from _of_code(ast.parse(path.read_text("utf-8")), module)


def _of_code(node: ast.AST, place: str) -> Iterator[tuple[Pair, str]]:
    """The texts in a piece of code; the place grows by every name and key on the way to them."""
    if isinstance(node, ast.Call) and (pair := _pair(node)) is not None:
        yield pair, place
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _of_code(value, f"{place}[{key.value!s}]" if isinstance(key, ast.Constant) else place)
        return
    for child in ast.iter_child_nodes(node):
        yield from _of_code(child, f"{place}.{name}" if (name := _name(child)) else place)


def _name(node: ast.AST) -> str:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return ""


def _pair(call: ast.Call) -> Pair | None:
    """The text a call says: two strings one after the other, one of them Chinese."""
    keywords = {each.arg: _words(each.value) for each in call.keywords}
    zh, en = keywords.get("zh"), keywords.get("en")
    if zh and en:
        return Pair(zh, en)
    said = [_words(argument) for argument in call.args]
    if zh and said and said[-1]:
        return Pair(zh, said[-1])
    called = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    for first, second in pairwise(said):
        if first and second and (called in _SAID or bool(_HAN.search(first)) != bool(_HAN.search(second))):
            return Pair(first, second) if called in _SAID or _HAN.search(first) else Pair(second, first)
    return None


def _words(node: ast.AST) -> str:
    """A string of the source, with a mark where a value is filled in; "" where it is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_with_marks(node.values))
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


def _with_marks(values: list[ast.expr]) -> Iterator[str]:
    """The parts of a string; what is filled in once more has the same mark, another value of the same name one of its own."""
    marks: dict[str, str] = {}
    for each in values:
        if isinstance(each, ast.FormattedValue):
            name = mark = _filled_in(each.value)
            while mark in marks.values() and marks.get(ast.dump(each.value)) != mark:
                mark += name[-1]
            yield f"{{{marks.setdefault(ast.dump(each.value), mark)}}}"
        else:
            yield _words(each)


def _filled_in(value: ast.AST) -> str:
    """The last name in what is filled in that is no call."""
    called = {id(each.func) for each in ast.walk(value) if isinstance(each, ast.Call)}
    names = [each.id for each in ast.walk(value) if isinstance(each, ast.Name) and id(each) not in called]
    return names[-1] if names else "value"


LANGUAGE = "Language"
_NAMED = 5
"""So many texts are named whose rows are gone."""


class Returned(NamedTuple):
    """What a workbook says: about its language, and each row's cell, text, translation and whether the text was changed in it.

    `held` are checksums of what stood on its sheet when it was written.
    """

    language: Mapping[str, str]
    rows: tuple[tuple[str, Pair, str, bool], ...]
    troubles: tuple[Trouble, ...] = ()
    unread: tuple[Unread, ...] = ()
    held: frozenset[str] = frozenset()
    sheet: str = ""


class Taken(NamedTuple):
    """A translation that was read, what is wrong in which cell, the cells of rows that are no text of ECQ, and what is not read."""

    translation: Translation
    wrong: tuple[Text, ...]
    not_ours: tuple[str, ...]
    unread: tuple[Unread, ...]


def write(texts: Mapping[Pair, str], into: Translation, lang: Lang) -> bytes:
    """The workbook of all texts with the translations there are; the same bytes for the same texts."""
    book = Book(lang, words(w.TITLE, lang))
    sheet = book.sheet(words(w.TITLE, lang))
    w.TEXTS.head(sheet, lang)
    sheet.text(0, 0, words(w.TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(w.LEAD, lang), font_color=QUIET)
    look: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, "num_format": "@"}
    for row, (pair, place) in enumerate(texts.items(), w.TEXTS.head_row + 1):
        sheet.text(row, 0, place, **look, font_size=9, font_color=QUIET)
        sheet.text(row, 1, pair.zh, **look)
        sheet.text(row, 2, pair.en, **look)
        sheet.text(row, 3, into.texts.get(pair, ""), **look, bg_color=INPUT)
    sheet.raw.freeze_panes(w.TEXTS.head_row + 1, 0)
    sheet.page(words(w.TITLE, lang))
    about = book.sheet(LANGUAGE)
    about.columns((16, 30, 60))
    for row, (key, meaning) in enumerate(w.ABOUT.items()):
        about.text(row, 0, key)
        about.text(row, 1, getattr(into, key), bg_color=INPUT)
        about.text(row, 2, words(meaning, lang), font_color=QUIET)
    book.remember_cells()
    return book.to_bytes()


def read(workbook: bytes) -> Returned:
    """What stands in a workbook. Raises WorkbookError where it is none or has no translations."""
    language: dict[str, str] = {}
    found: Sheet | None = None
    reader = FormReader()
    with opened(workbook, "translations") as book:
        not_read = NotRead(book)
        for sheet in not_read.sheets():
            try:
                table = None if found else reader.table(sheet, w.TEXTS)
            except TooManyRowsError:
                raise error_of(DAMAGED, WorkbookError) from None
            if table:
                found = table
                not_read.of_table(sheet, table)
                continue
            if sheet.title == LANGUAGE:
                language = pairs(sheet)
            own = [f"{LANGUAGE}!B{row}" for row in range(1, len(w.ABOUT) + 1)]
            not_read.of_other(sheet, also_read=own)
        not_read.of_sheets_gone(but=(w.TITLE,))
    if found is None:
        raise error_of(w.NO_TEXTS, WorkbookError)
    held = frozenset().union(*(not_read.held or {}).values())
    rows = tuple(_rows(reader, found, held))
    return Returned(language, rows, tuple(reader.troubles), not_read.told(), held, found.name)


def _rows(reader: FormReader, sheet: Sheet, held: frozenset[str]) -> Iterator[tuple[str, Pair, str, bool]]:
    for cells in sheet.rows:
        row = FormRow(sheet, cells)
        pair = Pair(*(str(cells[lang].value or "") for lang in ("zh", "en")))
        changed = bool(held) and not held.issuperset(map(short_stamp, pair))
        yield row.place("said"), pair, reader.text(row, "said") or "", changed


def take(returned: Returned, texts: Mapping[Pair, str]) -> Taken:
    """The translation that a workbook holds. Raises WorkbookError where it does not say of which language."""
    said = {key: returned.language.get(key, "").strip() for key in w.ABOUT}
    absent = next((key for key in w.ABOUT if not said[key]), None)
    if absent is not None:
        raise error_of(w.NO_LANGUAGE, WorkbookError, sheet=LANGUAGE, key=absent)
    if not TAG.fullmatch(said["tag"]) or said["tag"] in OWN_LANGS:
        raise error_of(w.BAD_TAG, WorkbookError, tag=said["tag"][:40])
    found: dict[Pair, str] = {}
    wrong = [filled(w.AT, cell=one.place, said=one.sentence) for one in returned.troubles]
    not_ours: list[str] = []
    unread = list(returned.unread)
    known = {_as_kept(pair): pair for pair in texts}
    there = {_as_kept(shown) for _, shown, _, _ in returned.rows}
    for cell, shown, translated, changed in returned.rows:
        pair = known.get(_as_kept(shown))
        if not translated:
            continue
        if pair is None and changed:
            unread.append(Unread(cell, w.SOURCE_CHANGED))
        elif pair is None:
            not_ours.append(cell)
        elif found.setdefault(pair, translated) != translated:
            wrong.append(filled(w.TWO, cell=cell))
        else:
            wrong += _marks_wrong(cell, pair.en, translated)
    changed_here = {each for _, shown, _, changed in returned.rows if changed for each in _as_kept(shown)}
    there |= {one for one in known if changed_here.intersection(one)}
    gone = [one for one, pair in known.items() if one not in there and returned.held.issuperset(map(short_stamp, pair))]
    if gone:
        named = " ".join(f"“{one.en}”" for one in gone[:_NAMED]) + " …" * (len(gone) > _NAMED)
        unread.append(Unread(returned.sheet, filled(w.ROWS_GONE, count=len(gone), texts=named)))
    instead: Literal["zh", "en"] = "zh" if said["instead"] == "zh" else "en"
    translation = Translation(said["tag"], said["name"], said["short_name"], instead, found)
    return Taken(translation, tuple(wrong), tuple(not_ours), tuple(unread))


def _as_kept(pair: Pair) -> Pair:
    """A text as a spreadsheet program may give it back: without what stands around it."""
    return Pair(*(" ".join(each.split()) for each in pair))


def _marks_wrong(cell: str, en: str, translated: str) -> Iterator[Text]:
    has, should = Counter(marks(translated)), Counter(marks(en))
    for sentence, found in ((w.LOST, should - has), (w.ADDED, has - should)):
        if found:
            yield filled(sentence, cell=cell, marks=" ".join(found.elements()))


_MARK = re.compile(r"\{[^{}]*\}|[{}]|%\(\w+\)s|<[A-Za-z/!][^<>]*>?|\]\([^)]*\)")


def marks(text: str) -> list[str]:
    """The marks of a text; a lone brace and the beginning of a tag count as one, so that no translation brings any in."""
    return _MARK.findall(text)
