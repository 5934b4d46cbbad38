"""Counsel's day as a workbook: a row an article, gates first, with all that rests on it and columns to agree, change or reject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.checking.law import CounselRow, Verdict
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets.forms import FormColumn, SheetForm
from ecq.writers.sheets.stamps import ORIGIN
from ecq.writers.sheets.words import READING
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look, SheetWriter, lines_of

TITLE = text("条款审阅", "Review of the law by article")
LEAD = text(
    "一行一个条款，红线项的在前。请在黄色栏选“同意”“改为”或“不同意”，要改的写在旁边。一题的选项写在它的红线条款旁，或者它第一次出现的行里；读回用 ecq law counsel 文件.xlsx。",
    "A row an article, those of gates first. Choose agree, change to or reject in the yellow column and write beside it what to change. A question's answers stand at its gate, or in the row where it comes first; it is read back by ecq law counsel FILE.xlsx.",
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
EMPTY = text("是空的，请填{label}", "is empty; fill it in: {label}")
NO_VERDICT = text(
    "没有意见，旁边却写了内容；请选同意、改为或不同意",
    "has no verdict, but something is written beside it; choose agree, change to or reject",
)
ODD_VERDICT = text("{said}不是意见；请选同意、改为或不同意", "{said} is no verdict; choose agree, change to or reject")
NO_CHANGE = text("没有写改成什么；请写在这一格", "does not say what to change to; write it here")
OTHER_ROW = text(
    "编号是 {id}，这一行的内容和校验却是 {other} 的；请改回编号",
    "is {id}, but the row and its check are those of {other}; put the id back",
)
NO_ARTICLE = text("{id}不是法规登记里的条款；请改回编号", "{id} is no article of the register; put the id back")
VOID = text(
    "条款或靠它的内容在写出工作簿之后改过，这条意见已失效",
    "void: the article or what rests on it was changed since the workbook was written",
)
ROWS_GONE = text(
    "{count} 个条款的行不在了，没有读：{articles}",
    "rows are gone, so these articles ({count}) were not read: {articles}",
)
SENTENCES = text("提到它的句子", "Sentences that name it")
COUNSEL = SheetForm(
    (
        FormColumn("id", w.ID, 12, "id"),
        FormColumn("place", text("条款", "Article"), 17),
        FormColumn("binds", text("约束谁", "Who is bound"), 13),
        FormColumn("asks", text("要求与罚则", "What it asks and threatens"), 52),
        FormColumn("own", text("原文", "Its own words"), 44),
        FormColumn("rests", text("靠它的题目、选项和红线项", "Questions, options and gates that rest on it"), 80),
        # in workbooks of before; now they stand below what rests on an article: a column of their own was mostly empty paper
        FormColumn("sentences", SENTENCES, 10, hidden=True),
        FormColumn("verdict", text("意见", "Verdict"), 10, "asked", choices=tuple(VERDICTS.values())),
        FormColumn("change", text("改成什么", "Change to"), 22, "asked"),
        FormColumn("before", text("此前的审阅", "Earlier review"), 18),
        FormColumn("stamp", text("校验", "Check"), 10, "id", hidden=True),
        FormColumn("reading", READING, 10, "reckoned", hidden=True),
    ),
    head_row=7,
)
ARTICLES = "articles"
"""What the hidden sheet calls the articles that were written."""
CONTINUED = text("{place}（续）", "{place} (continued)")
_ROW_LINES = 22
"""Excel makes no row higher than 409 points."""
SIGNED_ROWS = {"name": (NAME, 3), "firm": (FIRM, 4), "day": (DAY, 5)}


def _parts(row: CounselRow, sheet: SheetWriter, lang: Lang) -> Iterator[dict[str, str]]:
    """The long texts of an article, as many lines at a time as can be seen in one row and printed whole."""
    naming = f"{words(SENTENCES, lang)}{LANGUAGES[lang].colon.strip()}\n{row.sentences}" if row.sentences else ""
    told = {"asks": row.asks, "own": row.own, "rests": "\n".join(filter(None, (row.rests, naming)))}
    left = {name: text.split("\n") for name, text in told.items()}
    while any(left.values()):
        here = {name: _fitting(lines, _room(sheet, name)) for name, lines in left.items()}
        yield {name: "\n".join(left[name][:count]) for name, count in here.items()}
        left = {name: lines[here[name] :] for name, lines in left.items()}


def _room(sheet: SheetWriter, name: str) -> float:
    """Characters that surely stand in one line of a column, where lines break between words."""
    return 0.97 * sheet.width(COUNSEL.at[name])


def _fitting(lines: Sequence[str], width: float) -> int:
    """How many of these lines fit into a row; one always does."""
    room = _ROW_LINES
    for count, line in enumerate(lines):
        room -= lines_of(line, width)
        if room < 0 and count:
            return count
    return len(lines)


def counsel_workbook(rows: Sequence[CounselRow], lang: Lang) -> bytes:
    """The workbook; the same bytes for the same rows. Raises EcqError where XlsxWriter is not installed."""
    book = Book(lang, words(TITLE, lang))
    sheet = book.sheet(words(TITLE, lang))
    unused = {name for name in ("own", "before") if not any(getattr(row, name) for row in rows)}
    columns = tuple(replace(one, hidden=one.hidden or one.key in unused) for one in COUNSEL.columns)
    SheetForm(columns, COUNSEL.head_row).head(sheet, lang)
    sheet.text(0, 0, words(TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(LEAD, lang), font_color=QUIET)
    gates = sum(row.gate for row in rows)
    sheet.text(2, 0, say(COUNT, lang, articles=len(rows), gates=gates), font_color=QUIET)
    for label, at in SIGNED_ROWS.values():
        sheet.text(at, 0, words(label, lang))
        sheet.text(at, 1, "", bg_color=INPUT)
    look: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, "left": 1, "left_color": LINE, "valign": "top"}
    last = first = COUNSEL.head_row + 1
    for row in rows:
        for part, texts in enumerate(_parts(row, sheet, lang)):
            place = say(CONTINUED, lang, place=row.place) if part else row.place
            cells = {
                **{"id": row.id, "place": place, "binds": "" if part else row.binds, "stamp": row.stamp},
                **{"verdict": words(VERDICTS[row.verdict], lang) if row.verdict and not part else ""},
                **{
                    "change": "" if part else row.change,
                    "before": "" if part else row.before,
                    "sentences": "",
                    **texts,
                },
            }
            cells["reading"] = COUNSEL.stamps(cells)
            for name, column in COUNSEL.at.items():
                own: Look = {"bold": row.gate} if name == "place" else {}
                if name in ("verdict", "change") and not part:
                    own = {"bg_color": INPUT}
                sheet.text(last, column, cells[name], **look, **own)
            seen = (name for name in COUNSEL.at if name not in unused and name not in ("stamp", "reading"))
            lines = max(sum(lines_of(one, _room(sheet, name)) for one in cells[name].split("\n")) for name in seen)
            sheet.raw.set_row(last, (13 if lang == "en" else 15.5) * lines + 5)
            last += 1
    last -= 1
    COUNSEL.choose(sheet, lang, last)
    COUNSEL.guard(sheet, lang, last)
    sheet.raw.autofilter(COUNSEL.head_row, 0, last, len(COUNSEL.columns) - 1)
    sheet.raw.freeze_panes(first, 2)
    sheet.page(words(TITLE, lang))
    book.hidden_pairs(ORIGIN, {ARTICLES: " ".join(row.id for row in rows)})
    book.remember_cells()
    return book.to_bytes()
