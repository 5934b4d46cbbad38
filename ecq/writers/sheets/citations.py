"""Every citation as a workbook for counsel: question, article, who is bound, to what, and an empty column for a remark."""

from __future__ import annotations

from ecq.base.language import Lang, text, words
from ecq.checking.rubric_citations import CITATIONS_COUNT, QuestionCitation, citation_counts
from ecq.telling.text.words import GATE, say
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look

TITLE = text("条款与义务", "Articles and duties")
LEAD = text(
    "一行是一道题引用的一个条款。请核对约束谁、约束什么、红线项是否成立，意见写在右边的黄色栏。",
    "A row is one article that a question cites. Please check who is bound, to what, and whether the gate holds; write in the yellow column.",
)
HEADINGS = (
    (text("题目", "Question"), 38),
    (text("条款", "Article"), 30),
    (text("红线项的依据", "Ground of the gate"), 26),
    (text("约束谁", "Who is bound"), 22),
    (text("约束什么", "To what"), 48),
    (text("依据状态", "Status"), 18),
    (text("律师意见", "Counsel's remark"), 40),
    (text("题目编号", "Question id"), 24),
)
_HEAD_ROW = 3
_REMARK, _ID = 6, 7


def citations_workbook(citations: tuple[QuestionCitation, ...], lang: Lang) -> bytes:
    """The workbook; the same bytes for the same citations. Raises EcqError where XlsxWriter is not installed."""
    book = Book(lang, words(TITLE, lang))
    sheet = book.sheet(words(TITLE, lang))
    sheet.columns([width for _, width in HEADINGS])
    sheet.text(0, 0, words(TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(LEAD, lang), font_color=QUIET)
    sheet.text(2, 0, say(CITATIONS_COUNT, lang, **citation_counts(citations)), font_color=QUIET)
    sheet.heads(_HEAD_ROW, [words(title, lang) for title, _ in HEADINGS])
    look: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE}
    row = _HEAD_ROW
    for row, one in enumerate(citations, _HEAD_ROW + 1):
        reason = one.question.gate.reason if one.question.gate and one.duty_of_gate else None
        gate = f"{words(GATE, lang)}\n{words(reason, lang)}" if reason else ""
        cells = (words(one.question.text, lang), one.place(lang), gate)
        for column, content in enumerate((*cells, one.bound(lang), one.duty(lang), one.known(lang))):
            sheet.text(row, column, content, **look)
        sheet.blank(row, _REMARK, bg_color=INPUT, **look)
        sheet.text(row, _ID, one.question.id, **look, font_size=9, font_color=QUIET)
    sheet.raw.autofilter(_HEAD_ROW, 0, row, _ID)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.page(words(TITLE, lang))
    return book.to_bytes()
