"""Every citation as a workbook for counsel: question, article, who is bound, to what; what counsel says of it is read back."""

from __future__ import annotations

from ecq.base.language import Lang, text, words
from ecq.checking.rubric_citations import CITATIONS_COUNT, QuestionCitation, citation_counts
from ecq.telling.text.words import GATE, say
from ecq.writers.sheets.forms import FormColumn, SheetForm
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look

TITLE = text("条款与义务", "Articles and duties")
LEAD = text(
    "一行是一道题引用的一个条款。请核对约束谁、约束什么、红线项是否成立，在右边的黄色栏里选一项并写下意见，存成 .xlsx 发回。",
    "A row is one article that a question cites. Please check who is bound, to what, and whether the gate holds; choose and write in the yellow columns, save as .xlsx and send it back.",
)
AGREE, CHANGE, REJECT = text("同意", "agree"), text("要改", "change"), text("不同意", "reject")
CITATIONS = SheetForm(
    (
        FormColumn("question", text("题目", "Question"), 38),
        FormColumn("article", text("条款", "Article"), 30),
        FormColumn("ground", text("红线项的依据", "Ground of the gate"), 26),
        FormColumn("bound", text("约束谁", "Who is bound"), 22),
        FormColumn("duty", text("约束什么", "To what"), 48),
        FormColumn("status", text("依据状态", "Status"), 18),
        FormColumn("verdict", text("律师判断", "Counsel's verdict"), 12, "asked", choices=(AGREE, CHANGE, REJECT)),
        FormColumn("remark", text("律师意见", "Counsel's remark"), 40, "asked"),
        FormColumn("id", text("题目编号", "Question id"), 24, "id"),
        FormColumn("cited", text("条款编号", "Article id"), 24, "id"),
    ),
    head_row=3,
)
_SMALL: Look = {"font_size": 9, "font_color": QUIET}


def citations_workbook(citations: tuple[QuestionCitation, ...], lang: Lang) -> bytes:
    """The workbook; the same bytes for the same citations. Raises EcqError where XlsxWriter is not installed."""
    book = Book(lang, words(TITLE, lang))
    sheet = book.sheet(words(TITLE, lang))
    CITATIONS.head(sheet, lang)
    sheet.text(0, 0, words(TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(LEAD, lang), font_color=QUIET)
    sheet.text(2, 0, say(CITATIONS_COUNT, lang, **citation_counts(citations)), font_color=QUIET)
    looks: dict[str, Look] = {"asked": {"bg_color": INPUT}, "id": _SMALL}
    row = first = CITATIONS.head_row + 1
    for row, one in enumerate(citations, first):
        for column in CITATIONS.columns:
            look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, **looks.get(column.kind, {})}
            sheet.text(row, CITATIONS.at[column.key], _cell(one, column.key, lang), **look)
    CITATIONS.guard(sheet, lang, row)
    CITATIONS.choose(sheet, lang, row)
    sheet.raw.autofilter(CITATIONS.head_row, 0, row, len(CITATIONS.columns) - 1)
    sheet.raw.freeze_panes(first, 1)
    sheet.page(words(TITLE, lang))
    return book.to_bytes()


def _cell(one: QuestionCitation, key: str, lang: Lang) -> str:
    reason = one.question.gate.reason if one.question.gate and one.duty_of_gate else None
    match key:
        case "question":
            return words(one.question.text, lang)
        case "article":
            return one.place(lang)
        case "ground":
            return f"{words(GATE, lang)}\n{words(reason, lang)}" if reason else ""
        case "bound":
            return one.bound(lang)
        case "duty":
            return one.duty(lang)
        case "status":
            return one.known(lang)
        case "id":
            return one.question.id
        case "cited":
            return f"{one.source.id} {one.article}".rstrip()
    return ""
