"""The last part of the report model: method and sources. Words a rubric; computes nothing."""

from __future__ import annotations

from ecq import wording as w
from ecq.exact import plain
from ecq.languages import traditional, words
from ecq.report.contents import Labelled, MethodPart, SourceRow, SourcesPart
from ecq.report.opening import View
from ecq.rubric import Source
from ecq.sentences import citation_words


def method_part(view: View) -> MethodPart:
    """How the score comes about, where its points and efforts come from, and where each grade starts."""
    rubric, lang = view.rubric, view.lang
    layout = rubric.layout
    points = [words(layout.points_note, lang)]
    if layout.points_status == "working":
        points.append(words(w.WORKING_POINTS, lang))
    bands = [
        view.say(
            w.REPORT_COLON, label=words(band.title, lang), said=view.say(w.REPORT_BAND_FROM, from_=plain(band.from_))
        )
        for band in rubric.bands
    ]
    cited = view.listed(citation_words(rubric, one, lang) for one in layout.bands_sources)
    return MethodPart(
        title=words(w.REPORT_METHOD, lang),
        lines=tuple(words(line, lang) for line in w.METHOD_LINES),
        notes=(
            Labelled(words(w.REPORT_POINTS_NOTE, lang), tuple(points)),
            Labelled(
                words(w.REPORT_EFFORT_NOTE, lang), tuple(dict.fromkeys(words(one, lang) for one in rubric.efforts))
            ),
        ),
        bands=Labelled(words(w.REPORT_BANDS, lang), tuple(bands)),
        bands_source=view.say(w.REPORT_BANDS_SOURCE, sources=cited),
    )


def sources_part(view: View) -> SourcesPart:
    """Every source the rubric cites, in the order of the register."""
    heads = (w.SOURCE, w.REPORT_NUMBER, w.REPORT_SINCE, w.STATE, w.REPORT_STATUS)
    return SourcesPart(
        title=words(w.REPORT_SOURCES, view.lang),
        heads=tuple(words(head, view.lang) for head in heads),
        rows=tuple(_source(view, source) for source in view.rubric.sources),
    )


def _source(view: View, source: Source) -> SourceRow:
    return SourceRow(
        title=words(source.title, view.lang),
        note=words(source.note, view.lang) if source.note else "",
        # An order number is cited as issued; only the script follows the reader.
        number=traditional(source.number) if view.lang == "zh-Hant" else source.number,
        since=source.in_force_since or "—",
        state=words(w.SOURCE_STATES[source.state], view.lang),
        status=words(w.STATUSES[source.status], view.lang),
    )
