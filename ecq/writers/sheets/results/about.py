"""The last sheet: how to follow the scorecard, the method, which rubric, and what the file is not."""

from __future__ import annotations

from ecq.telling.text import words as w
from ecq.telling.text.sentences import citation_words, placement_note
from ecq.writers.sheets.results import words as b
from ecq.writers.sheets.results.contents import Results
from ecq.writers.sheets.writing import QUIET, SheetWriter


def write_about(results: Results, sheet: SheetWriter) -> None:
    """Fill the sheet."""
    layout = results.rubric.layout
    rubric = results.say(b.RUBRIC_LINE, title=results.say(layout.title), id=layout.id, version=layout.version)
    sources = results.joined([citation_words(results.rubric, one, results.lang) for one in layout.bands_sources])
    placement = placement_note(results.rubric, results.lang)
    blocks = (
        (b.HOW_TO_READ, [results.say(line) for line in b.HOW_LINES]),
        (w.METHOD, [results.say(line) for line in w.METHOD_LINES]),
        (b.RUBRIC, [rubric, f"{results.say(b.DIGEST)} {results.rubric.digest}"]),
        (w.POINTS, [results.say(layout.points_note), *([placement] if placement else [])]),
        (w.GRADE_BANDS, [sources]),
        (b.LIMITS, [results.say(line) for line in w.LIMIT_LINES]),
    )
    sheet.columns([3, 105])
    sheet.text(0, 0, results.say(b.ABOUT), bold=True, font_size=14)
    row = 2
    for title, lines in blocks:
        sheet.text(row, 0, results.say(title), bold=True)
        for place, line in enumerate(lines, row + 1):
            sheet.text(place, 0, "·", font_color=QUIET, align="right")
            sheet.text(place, 1, line, text_wrap=True)
        row += len(lines) + 2
    sheet.page(results.foot, portrait=True)
