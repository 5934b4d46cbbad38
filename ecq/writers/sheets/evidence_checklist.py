"""The evidence binder as a checklist to work off: an Excel workbook or a CSV file.

A piece of evidence is one row; a question without any has one row for each thing to have ready.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter

from ecq.assessment.model import Evidence
from ecq.base.language import LANGUAGES, words
from ecq.document.blocks import TICKED, UNTICKED, Mark
from ecq.document.lists import ListColumn, SheetList
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets import words as f
from ecq.writers.sheets import writing
from ecq.writers.sheets.forms import FormColumn, SheetForm
from ecq.writers.sheets.stamps import ORIGIN, SUGGESTED, piece_stamp

LIST_FORMAT = "ecq-evidence-list/1"
CHECKLIST = SheetForm(
    (
        FormColumn("tick", e.TICK, 6, "asked"),
        FormColumn("dimension", w.DIMENSION, 16),
        FormColumn("indicator", w.INDICATOR, 18),
        FormColumn("question", w.QUESTION, 38),
        FormColumn("gate", w.GATE, 8),
        FormColumn("text", w.EVIDENCE, 46, "asked"),
        FormColumn("state", w.STATE, 13),
        FormColumn("place", e.WHERE, 24, "asked"),
        FormColumn("owner", e.BY_WHOM, 14, "asked"),
        FormColumn("due", e.UNTIL, 12, "asked"),
        FormColumn("id", e.QUESTION_ID, 26, "id"),
        FormColumn("base", f.BASE, 34, "stamp", hidden=True),
        FormColumn("reading", f.READING, 34, "reckoned", hidden=True),
    ),
    head_row=2,
)
_STATES: Mapping[str, Mark] = {
    "in-hand": "good",
    "to-obtain": "fair",
    "overdue": "bad",
    "expired": "bad",
    "missing": "fair",
}
COLUMNS = CHECKLIST.columns[: CHECKLIST.at["base"]]
"""What a person sees."""
_CELL: writing.Look = {"num_format": "@", "text_wrap": True, "bottom": 1, "bottom_color": writing.LINE}
_LOOKS: dict[str, writing.Look] = {
    **{column.key: {**_CELL, "bg_color": writing.INPUT} for column in COLUMNS if column.kind == "asked"},
    "tick": {**_CELL, "bg_color": writing.INPUT, "font_size": 14, "align": "center"},
    "due": {**_CELL, "bg_color": writing.INPUT, "align": "left"},
    "id": {**_CELL, "font_size": 9, "font_color": writing.QUIET},
}


def rows(binder: Binder) -> Iterator[dict[str, str]]:
    """The lines of the checklist by column, in the order of the rubric; days are ISO 8601 text or empty."""
    for question in binder.questions:
        dimension, indicator = binder.place(question)
        gate = words(w.GATE, binder.lang) if question.gate else ""
        of = {
            "dimension": dimension,
            "indicator": indicator,
            "question": question.text,
            "gate": gate,
            "id": question.id,
        }
        for thing in question.things:
            state = words(e.PROOF_STATES[thing.state], binder.lang)
            yield {**_row(thing.item, state), **of, "base": piece_stamp(thing.item)}
        for asked in question.asked_for if question.missing else ():
            piece = Evidence(text=asked, in_hand=False)
            state = words(e.PROOF_STATES["missing"], binder.lang)
            yield {**_row(piece, state), **of, "base": f"{SUGGESTED}:{piece_stamp(piece)}"}


def _row(piece: Evidence, state: str) -> dict[str, str]:
    said = {"text": piece.text, "place": piece.place, "owner": piece.owner, "due": piece.due or ""}
    return {"tick": TICKED if piece.in_hand else UNTICKED, "state": state, **said}


def evidence_list(binder: Binder) -> SheetList[dict[str, str]]:
    """The binder as a list to look at: what is in hand, what is to be obtained by whom until when, what would be asked for."""
    states = {text: _STATES[state] for state, text in e.PROOF_STATES.items()}
    columns: list[ListColumn[dict[str, str]]] = [
        ListColumn(
            column.head,
            column.width,
            itemgetter(column.key),
            "muted" if column.kind == "id" else "",
            states if column.key == "state" else {},
        )
        for column in COLUMNS
    ]
    return SheetList(binder.lang, w.EVIDENCE, [counts_line(binder)], columns, list(rows(binder)))


def checklist_csv(binder: Binder) -> bytes:
    """The checklist as a CSV file."""
    heads = [words(column.head, binder.lang) for column in COLUMNS]
    return writing.csv_file(
        [heads, *([writing.csv_cell(row[column.key]) for column in COLUMNS] for row in rows(binder))]
    )


def checklist_xlsx(binder: Binder, origin: Mapping[str, str] = {}) -> bytes:
    """The checklist as a workbook to fill in and send back: tick boxes, filters, frozen headings, A4 across.

    `origin` says what it was made from. The same bytes for the same input. Raises EcqError where XlsxWriter is not installed.
    """
    book, lang = writing.Book(binder.lang, words(e.CHECKLIST, binder.lang)), binder.lang
    sheet = book.sheet(words(e.CHECKLIST, lang))
    sheet.text(0, 0, title(binder), bold=True, font_size=14)
    lead = LANGUAGES[lang].sentences((counts_line(binder), say(f.COMES_BACK, lang, page=words(w.PAGE_INBOX, lang))))
    sheet.lead(1, lead)
    at, first = CHECKLIST.at, CHECKLIST.head_row + 1
    CHECKLIST.head(sheet, lang, printed=at["id"])
    number = first - 1
    for number, row in enumerate(rows(binder), first):
        for column in COLUMNS:
            write = sheet.day if column.key == "due" else sheet.text
            write(number, at[column.key], row[column.key], **_LOOKS.get(column.key, _CELL))
        sheet.text(number, at["base"], row["base"])
        sheet.text(number, at["reading"], CHECKLIST.stamps(row))
    last = max(number, first)
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.autofilter(first - 1, 0, last, at["id"])
    sheet.page(binder.assessment.name)
    sheet.raw.print_area(0, 0, last, at["due"])  # the ids are for machines
    CHECKLIST.guard(sheet, lang, last)
    CHECKLIST.tick_box(sheet, "tick", first, last, words(e.TICK, lang), words(e.TICK_HINT, lang))
    _colours(sheet, last, words(e.PROOF_STATES["expired"], lang))
    if origin:
        book.hidden_pairs(ORIGIN, origin)
        book.remember_cells()
    return book.to_bytes()


def title(binder: Binder) -> str:
    """What the list is, of whom, of which day, and what it was narrowed to."""
    parts = [words(e.CHECKLIST, binder.lang), binder.assessment.name, binder.assessment.day]
    if binder.show != "all":
        parts.append(words(e.SHOWS[binder.show], binder.lang))
    if binder.owner is not None:
        parts.append(binder.owner or words(e.NOBODY, binder.lang))
    return " · ".join(part for part in parts if part)


def counts_line(binder: Binder) -> str:
    """How many questions and pieces there are, in one line of whole sentences."""
    told, lang = (binder.head, say(e.CHECKLIST_COUNTS, binder.lang, **binder.counts)), LANGUAGES[binder.lang]
    return lang.sentences(f"{one}{lang.full_stop}" for one in told)


def _colours(sheet: writing.SheetWriter, last: int, expired: str) -> None:
    """Ticked rows turn pale; those expired, and rows overdue on the day the sheet is opened, turn red. The words say the same."""
    first = CHECKLIST.head_row + 2
    area = (first - 1, 0, last, CHECKLIST.at["id"])
    red: writing.Look = {"font_color": writing.RED, "bg_color": writing.RED_SOFT}
    sheet.coloured_where(*area, f'=$G{first}="{expired}"', red, stop=True)
    sheet.coloured_where(*area, f'=$A{first}="{TICKED}"', {"bg_color": writing.JADE_SOFT}, stop=True)
    late = f'=AND(ISNUMBER($J{first}),$J{first}<TODAY(),$A{first}<>"{TICKED}")'
    sheet.coloured_where(*area, late, red)
