"""Counsel's day as a workbook: a row an article, gates first, with all that rests on it and columns to agree, change or reject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ecq.base.language import Lang, Text, text, words
from ecq.checking.law import CounselRow, Verdict
from ecq.telling.text.words import say
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look

TITLE = text("条款审阅", "Review of the law by article")
LEAD = text(
    "一行一个条款，红线项的在前。请在黄色栏选“同意”“改为”或“不同意”，要改的写在旁边；读回用 ecq law counsel 文件.xlsx。",
    "A row an article, those of gates first. Choose agree, change to or reject in the yellow column and write beside it what to change; it is read back by ecq law counsel FILE.xlsx.",
)
COUNT = text("{articles} 个条款，{gates} 个有红线项", "{articles} articles, {gates} with a gate")
READ_BACK = text(
    "同意 {agree}，改为 {change}，不同意 {reject}", "agreed {agree}, to be changed {change}, rejected {reject}"
)
NAME, FIRM, DAY = text("审阅人", "Reviewed by"), text("机构", "Firm"), text("日期", "Day")
VERDICTS: dict[Verdict, Text] = {
    "agree": text("同意", "agree"),
    "change": text("改为", "change to"),
    "reject": text("不同意", "reject"),
}
HEADINGS: Mapping[str, Text] = {
    "id": text("编号", "Id"),
    "place": text("条款", "Article"),
    "binds": text("约束谁", "Who is bound"),
    "asks": text("要求与罚则", "What it asks and threatens"),
    "own": text("原文", "Its own words"),
    "rests": text("靠它的题目、选项和红线项", "Questions, options and gates that rest on it"),
    "verdict": text("意见", "Verdict"),
    "change": text("改成什么", "Change to"),
    "before": text("此前的审阅", "Earlier review"),
    "stamp": text("校验", "Check"),
}
_WIDTHS = (16, 22, 16, 40, 44, 64, 10, 26, 18, 10)
SIGNED_ROWS = {"name": (NAME, 3), "firm": (FIRM, 4), "day": (DAY, 5)}
HEAD_ROW = 7


def counsel_workbook(rows: Sequence[CounselRow], lang: Lang) -> bytes:
    """The workbook; the same bytes for the same rows. Raises EcqError where XlsxWriter is not installed."""
    book = Book(lang, words(TITLE, lang))
    sheet = book.sheet(words(TITLE, lang))
    columns = list(HEADINGS)
    bare = [name for name in ("own", "before") if not any(getattr(row, name) for row in rows)]
    sheet.columns(_WIDTHS, hidden=[columns.index(name) for name in (*bare, "stamp")])
    sheet.text(0, 0, words(TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(LEAD, lang), font_color=QUIET)
    gates = sum(row.gate for row in rows)
    sheet.text(2, 0, say(COUNT, lang, articles=len(rows), gates=gates), font_color=QUIET)
    for label, at in SIGNED_ROWS.values():
        sheet.text(at, 0, words(label, lang))
        sheet.blank(at, 1, bg_color=INPUT)
    sheet.heads(HEAD_ROW, [words(title, lang) for title in HEADINGS.values()])
    look: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, "valign": "top"}
    last = HEAD_ROW
    for last, row in enumerate(rows, HEAD_ROW + 1):
        cells = {
            **{"id": row.id, "place": row.place, "binds": row.binds, "asks": row.asks, "own": row.own},
            **{"rests": row.rests, "before": row.before, "stamp": row.stamp},
            "verdict": words(VERDICTS[row.verdict], lang) if row.verdict else "",
            "change": row.change,
        }
        for column, name in enumerate(columns):
            own: Look = (
                {"bg_color": INPUT} if name in ("verdict", "change") else {"bold": row.gate} if name == "place" else {}
            )
            sheet.text(last, column, cells[name], **look, **own)
    verdict = columns.index("verdict")
    choices = [words(one, lang) for one in VERDICTS.values()]
    sheet.raw.data_validation(HEAD_ROW + 1, verdict, last, verdict, {"validate": "list", "source": choices})
    sheet.raw.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    sheet.raw.freeze_panes(HEAD_ROW + 1, 2)
    sheet.page(words(TITLE, lang))
    return book.to_bytes()
