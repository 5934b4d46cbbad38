"""What the report says on method, editions and sources. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ecq.exact import plain
from ecq.language import words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.content.worked_example import worked_part
from ecq.report.model import EditionRow, EditionsPart, Labelled, MethodPart, SourceRow, SourcesPart
from ecq.report.options import Extent
from ecq.rubric.model import Rubric, Source
from ecq.scoring.editions import Standing, side_by_side
from ecq.text import words as w
from ecq.text.sentences import citation_words, edition_words, gates_words, interval_words, score_words
from ecq.text.source_numbers import number_words


def method_part(view: View, extent: Extent) -> MethodPart:
    """How the score comes about; where points and efforts come from; where grades start.

    `full` has an example worked out. `short` keeps the rules alone: points have a note beside the bars.
    """
    rubric, lang = view.rubric, view.lang
    layout, brief = rubric.layout, extent == "short"
    bands = [
        view.say(r.COLON, label=words(band.title, lang), said=view.say(r.BAND_FROM, from_=plain(band.from_)))
        for band in rubric.bands
    ]
    cited = view.listed(citation_words(rubric, one, lang) for one in layout.bands_sources)
    # Banks say where their efforts come from in nearly the same words: the fullest stands for all.
    efforts = max((words(one, lang) for one in rubric.efforts), key=len, default="")
    notes = [
        Labelled(words(w.POINTS, lang), (words(layout.points_note, lang),)),
        *([Labelled(words(r.EFFORT_NOTE, lang), (efforts,))] if efforts else []),
    ]
    return MethodPart(
        title=words(w.METHOD, lang),
        lines=tuple(words(line, lang) for line in w.METHOD_LINES),
        worked=worked_part(view) if extent == "full" else None,
        notes=() if brief else tuple(notes),
        bands=None if brief else Labelled(words(w.GRADE_BANDS, lang), (view.listed(bands),)),
        bands_source=view.say(r.BANDS_SOURCE, sources=cited),
    )


def editions_part(view: View, others: Sequence[Rubric]) -> EditionsPart | None:
    """The same answers under this rubric and others, and what differs; None where there is no other."""
    standings = side_by_side(view.assessment, view.rubric, others)
    if len(standings) < 2:
        return None
    own = standings[0]
    notes = [edition_words(own, other, view.lang) for other in standings[1:]]
    heads = (w.EDITION, w.SCORE, w.EVIDENCED_SCORE, w.GRADE, w.GATES)
    return EditionsPart(
        title=words(w.EDITIONS, view.lang),
        lead=words(r.EDITIONS_LEAD, view.lang),
        heads=tuple(words(head, view.lang) for head in heads),
        rows=tuple(_edition(view, standing) for standing in standings),
        notes=tuple(notes),
    )


def _edition(view: View, standing: Standing) -> EditionRow:
    layout, card = standing.rubric.layout, standing.card
    low, high = words(card.grade.low.title, view.lang), words(card.grade.high.title, view.lang)
    state = words(w.EDITION_STATES[layout.state], view.lang)
    return EditionRow(
        title=view.say(r.GRADE_WITH_STATE, grade=words(layout.title, view.lang), state=state),
        score=interval_words(card.score.low, card.score.high),
        evidenced=score_words(card.evidenced.low),
        grade=low if card.grade.settled else f"{low} — {high}",
        gates=gates_words(card, view.lang),
    )


def sources_part(view: View, every: bool) -> SourcesPart:
    """The sources in the order of the register: `every` one with its note, or those that what is asked rests on."""
    asked = [one.id for one in view.card.questions.values() if one.state != "hidden"]
    cited = {citation.source for one in asked for citation in view.rubric.by_id[one].sources}
    cited |= {view.rubric.layout.standard, *(one.source for one in view.rubric.layout.bands_sources)}
    listed = [source for source in view.rubric.sources if every or source.id in cited]
    heads = (r.SOURCE, r.NUMBER, r.SINCE, w.STATE, r.STATUS)
    return SourcesPart(
        title=words(r.SOURCES, view.lang),
        lead="" if every else words(r.SOURCES_CITED, view.lang),
        heads=tuple(words(head, view.lang) for head in heads),
        rows=tuple(_source(view, source, noted=every) for source in listed),
    )


def _source(view: View, source: Source, noted: bool) -> SourceRow:
    return SourceRow(
        title=words(source.title, view.lang),
        note=words(source.note, view.lang) if noted and source.note else "",
        number=number_words(source.number, view.lang),
        since=source.in_force_since or "—",
        state=words(w.SOURCE_STATES[source.state], view.lang),
        status=words(w.STATUSES[source.status], view.lang),
    )
