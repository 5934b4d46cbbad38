"""Answer sheets: questions out as a workbook to fill in, answers back with a preview of every change.

`export_sheet` writes the workbook, `read_answers` reads it when it comes back (`read_returned` also takes an evidence
checklist or the plan of a workbook of results), `preview` says what it would change in the
assessment as it is now, `take_over` does that, all or nothing.
"""

from ecq.exchange.answer_sheet.merging import Preview, preview, take_over
from ecq.exchange.answer_sheet.reading import AnswerSheet, read_answers, sheet_origin
from ecq.exchange.answer_sheet.returned_lists import ReturnedList, read_returned
from ecq.exchange.answer_sheet.writing import asked_under, export_sheet
from ecq.writers.sheets.forms import Trouble

__all__ = [
    "AnswerSheet",
    "Preview",
    "ReturnedList",
    "Trouble",
    "asked_under",
    "export_sheet",
    "preview",
    "read_answers",
    "read_returned",
    "sheet_origin",
    "take_over",
]
