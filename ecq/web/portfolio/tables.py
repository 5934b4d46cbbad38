"""The portfolio's tables as HTML: the list with its bars, the comparison, the quartiles. Text from outside is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from ecq.base.exact import cut
from ecq.base.language import Lang, words
from ecq.document.charts import axis_share
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Verdict, target_band
from ecq.scoring.scorecard import NodeScore
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark, Spread
from ecq.telling.portfolio.comparison import Comparison, Otherwise
from ecq.telling.portfolio.rows import Row
from ecq.telling.portfolio.sentences import (
    answers_apart,
    grade_words,
    left_words,
    line_title,
    name_words,
    open_line,
    otherwise_line,
    rubric_words,
    score_or_none,
    share_words,
    verdict_words,
)
from ecq.telling.report.words import STATES
from ecq.telling.text import words as w
from ecq.telling.text.sentences import interval_words, point_words, score_words
from ecq.telling.text.words import say
from ecq.web.html.parts import block, card, table, tag
from ecq.writers.html.bars.drawing import bar_of, share_bar, stars

OTHERS_SHOWN = 15
"""Questions that the best does otherwise, on the page; the workbook has all."""

_TONES: dict[Verdict, str] = {"ready": "jade", "conditional": "gold", "not-ready": "plain"}


def legend(lang: Lang) -> str:
    """What the textures of the bars mean."""
    kinds = ("proved", "claimed", "open", "improve")
    items = "".join(
        f'<li><b class="{kind}"></b>{escape(words(state, lang))}</li>'
        for kind, state in zip(kinds, STATES, strict=True)
    )
    aim = f'<li><b class="aim"></b>{escape(words(p.TARGET, lang))}</li>'
    return f'<ul class="ecq-legend">{items}{aim}</ul>'


def list_table(rows: Sequence[Row], link: Callable[[str], str], changed: Callable[[Row], str], lang: Lang) -> str:
    """The list: a row for each self-check. `link` is the address of one's results, `changed` when it was last changed."""
    heads = (p.CLIENT, w.SCORE, w.GRADE, p.PROGRESS, p.READINESS, p.TARGET_DAY)
    several = len({row.rubric.digest for row in rows}) > 1
    axis = "" if several else _axis(rows[0].rubric)
    head = "".join(f'<th scope="col">{escape(words(one, lang))}{axis if one is w.SCORE else ""}</th>' for one in heads)
    body = "".join(_row(row, link(row.id), changed(row), several, lang) for row in rows)
    return block(
        card(f'<table class="ecq-rows ecq-clients"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    )


def _axis(rubric: Rubric) -> str:
    """The stars over the bars, where they begin."""
    starred = [band for band in rubric.bands if band.stars]
    ticks = "".join(
        f'<i style="left:{cut(axis_share(band.from_, starred[0].from_) * 100, 2)}%">{band.stars}★</i>'
        for band in starred
    )
    return f'<span class="ecq-axis" aria-hidden="true">{ticks}</span>'


def _row(row: Row, link: str, changed: str, several: bool, lang: Lang) -> str:
    marks = ([tag("gold", words(p.DEMO, lang))] if row.demo else []) + [tag("plain", one) for one in row.tags]
    name = f'<a href="{escape(link)}" target="_self">{escape(name_words(row.name, lang))}</a>'
    under = [f"<div>{''.join(marks)}<small>{escape(changed)}</small></div>"]
    if several:
        under.append(f"<small>{escape(rubric_words(row.rubric, lang))}</small>")
    score = f"<small>{escape(words(p.NOT_BEGUN, lang))}</small>"
    grade = ""
    if row.begun:
        bar = bar_of(row.rubric, row.target, (row.evidenced.low, row.score.low, row.score.high), lang, thin=True)
        evidenced = say(p.EVIDENCED_SCORE, lang, score=score_words(row.evidenced.low))
        shown = interval_words(row.score.low, row.score.high)
        score = f'{bar}<div class="ecq-apart num"><b>{shown}</b><small>{escape(evidenced)}</small></div>'
        told = grade_words(row.grade, lang)
        grade = f"{stars(row.grade[0].stars, told)}<small>{escape(told)}</small>"
    settled = say(p.SETTLED_OF, lang, settled=row.settled, applicable=row.applicable)
    share = cut(Fraction(100 * row.settled, row.applicable), 1) if row.applicable else "0"
    progress = f'<span class="num">{escape(settled)}</span><div class="ecq-done" aria-hidden="true"><b style="width:{share}%"></b></div>'
    day = f'<span class="num">{escape(row.ready_by or words(p.NO_DAY, lang))}</span>'
    left = f"<div><small>{escape(left_words(row, lang))}</small></div>" if row.ready_by else ""
    cells = (f"{name}{''.join(under)}", score, grade, progress, _ready(row, lang), day + left)
    heads = (None, w.SCORE, w.GRADE, p.PROGRESS, p.READINESS, p.TARGET_DAY)
    return (
        "<tr>"
        + "".join(
            f'<td data-head="{escape(words(head, lang)) if head else ""}">{cell}</td>'
            for cell, head in zip(cells, heads, strict=True)
        )
        + "</tr>"
    )


def _ready(row: Row, lang: Lang) -> str:
    """Target and readiness, and the gates against it."""
    tone = _TONES[row.verdict] if row.begun else "plain"
    lines = [f"{escape(words(row.target.title, lang))} {tag(tone, verdict_words(row, lang))}"]
    if row.failed:
        lines.append(f'<small class="ecq-failed">{escape(say(p.FAILED_COUNT, lang, count=row.failed))}</small>')
    if row.gates_open and row.begun:
        lines.append(f"<small>{escape(say(p.OPEN_COUNT, lang, count=row.gates_open))}</small>")
    return "".join(f"<div>{line}</div>" for line in lines)


def comparison_table(shown: Comparison, lang: Lang) -> str:
    """Dimensions and indicators of each, as numbers and bars."""
    heads = "".join(
        f'<th scope="col" class="{"best" if n == shown.best else ""}">{escape(name_words(one.name, lang))}</th>'
        for n, one in enumerate(shown.clients)
    )
    cards = [one.card for one in shown.clients]
    first = (
        (w.SCORE, [score_or_none(one.card.score, one.begun, lang) for one in shown.clients]),
        (w.GRADE, [grade_words((card.grade.low, card.grade.high), lang) for card in cards]),
        (w.EVIDENCED_SCORE, [score_words(card.evidenced.low) for card in cards]),
        (p.FAILED, [str(len(card.gates_in("failed"))) for card in cards]),
    )
    rows = [
        f'<tr><th scope="row">{escape(words(title, lang))}</th>'
        + "".join(f'<td class="num"><b>{escape(cell)}</b></td>' for cell in cells)
        + "</tr>"
        for title, cells in first
    ]
    for line in shown.lines:
        title = escape(words(shown.rubric.nodes[line.node].title, lang))
        cells = "".join(_share(shown, n, one, lang) for n, one in enumerate(line.scores))
        rows.append(f'<tr class="{"" if line.depth else "top"}"><th scope="row">{title}</th>{cells}</tr>')
    head = f'<thead><tr><th scope="col">{escape(words(p.BY_NODE, lang))}</th>{heads}</tr></thead>'
    whole = f'<table class="ecq-rows ecq-compared">{head}<tbody>{"".join(rows)}</tbody></table>'
    return block(card(f'<div class="ecq-scroll" tabindex="0">{whole}</div>'))


def _share(shown: Comparison, place: int, one: NodeScore | None, lang: Lang) -> str:
    bar = share_bar(one, target_band(shown.rubric, shown.clients[place].assessment)) if one else ""
    return f'<td><span class="num">{escape(share_words(one, lang))}</span>{bar}</td>'


def otherwise_part(shown: Comparison, one: Otherwise, lang: Lang) -> str:
    """What the best does otherwise than one client, to be unfolded."""
    summary = escape(otherwise_line(shown, one, lang))
    waiting = open_line(one, lang)
    below = f"<p><small>{escape(waiting)}</small></p>" if waiting else ""
    if not one.others:
        return block(card(f'<div class="ecq-other"><p>{summary}</p>{below}</div>'))
    heads = [(words(head, lang), head is p.GAIN) for head in (w.QUESTION, p.OWN_ANSWER, p.BEST_ANSWER, p.GAIN)]
    rows = [
        (
            words(shown.rubric.by_id[other.question].text, lang),
            *answers_apart(shown, one, other.question, lang),
            f"+{point_words(other.gain)}",
        )
        for other in one.others[:OTHERS_SHOWN]
    ]
    left = len(one.others) - OTHERS_SHOWN
    more = f"<p><small>{escape(say(p.SHOW_MORE, lang, count=left))}</small></p>" if left > 0 else ""
    inside = f"{below}{table(heads, rows)}{more}"
    return block(card(f'<details class="ecq-other"><summary>{summary}</summary>{inside}</details>'))


def quartiles_table(shown: Benchmark, lang: Lang) -> str:
    """Each line's quartiles as numbers and drawn: the middle half at its widest pale, the lowest median a tick."""
    heads = (w.INDICATOR, p.COUNTED, p.FIRST, p.MEDIAN, p.THIRD)
    head = "".join(
        f'<th scope="col"{" class=num" if place else ""}>{escape(words(one, lang))}</th>'
        for place, one in enumerate(heads)
    )
    rows = []
    for line in shown.lines:
        counted = say(p.COUNTED_OF, lang, counted=line.counted, clients=shown.clients)
        title = escape(line_title(shown.rubric, line, lang))
        if line.quartiles is None:
            few = escape(say(p.TOO_FEW_HERE, lang, needed=FEWEST))
            rest = f'<td colspan="4"><small>{few}</small></td>'
        else:
            values = line.quartiles.ends.values()
            numbers = "".join(f'<td class="num">{interval_words(*ends)}</td>' for ends in values)
            rest = f"{numbers}<td>{_drawn(line.quartiles, lang)}</td>"
        top = "" if line.depth else "top"
        rows.append(f'<tr class="{top}"><th scope="row">{title}</th><td class="num">{escape(counted)}</td>{rest}</tr>')
    whole = f"<thead><tr>{head}<td></td></tr></thead><tbody>{''.join(rows)}</tbody>"
    return block(
        card(f'<div class="ecq-scroll" tabindex="0"><table class="ecq-rows ecq-quartiles">{whole}</table></div>')
    )


def _drawn(shown: Spread, lang: Lang) -> str:
    marks = {name: interval_words(*ends) for name, ends in shown.ends.items()}
    first, third = shown.low.first, shown.high.third
    middle = f'<b class="claimed" style="left:{cut(first, 2)}%;width:{cut(third - first, 2)}%"></b>'
    tick = f'<i class="target" style="left:{cut(shown.low.median, 2)}%"></i>'
    alt = escape(say(p.QUARTILES_ALT, lang, **marks))
    return f'<div class="ecq-bar thin" role="img" aria-label="{alt}"><span>{middle}</span>{tick}</div>'
