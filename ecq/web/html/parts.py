"""Parts of a page as HTML: the interval bar, cards, tags, tables. Every text from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from html import escape

from ecq.exact import cut, plain
from ecq.language import Lang, words
from ecq.report.layout.figures import axis_share
from ecq.rubric.model import ByDigest, GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, GateState, NodeScore, Scorecard
from ecq.text import words as w
from ecq.text.sentences import interval_words, placement_note, score_words
from ecq.text.words import say

GATE_TAGS: dict[GateState, str] = {"passed": "jade", "failed": "red", "open": "gold", "na": "plain"}


def block(inside: str) -> str:
    """HTML in ECQ's style."""
    return f'<div class="ecq">{inside}</div>'


def card(inside: str) -> str:
    """A bordered card."""
    return f'<section class="ecq-card">{inside}</section>'


def tag(kind: str, text: str) -> str:
    """A small coloured label; colour is never the only sign."""
    return f'<span class="ecq-tag {kind}">{escape(text)}</span>'


def stars(count: int, label: str) -> str:
    """A grade's stars, with the grade in words for screen readers."""
    full, empty = "★" * count, "★" * (5 - count)
    return f'<div class="ecq-star" role="img" aria-label="{escape(label)}">{full}<span class="off">{empty}</span></div>'


def score_bar(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang, thin: bool = False) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    return bar_of(rubric, target, (scorecard.evidenced.low, scorecard.score.low, scorecard.score.high), lang, thin)


def bar_of(
    rubric: Rubric, target: GradeBand, ends: tuple[Fraction, Fraction, Fraction], lang: Lang, thin: bool = False
) -> str:
    """The same from where its states end: with evidence, claimed, open."""
    first, ticks, named = _bar_marks(ByDigest(rubric), target.id, lang)
    evidenced, low, high = ends
    label = say(
        w.SCORE_BAR_ALT,
        lang,
        evidenced=score_words(evidenced),
        low=score_words(low),
        high=score_words(high),
        target=words(target.title, lang),
        marks=named,
    )
    parts = _states(*(axis_share(end, first) * HUNDRED for end in (evidenced, low, high)))
    size, squeezed = (" thin", "") if thin else ("", '<s style="left:12%"></s>')
    return f'<div class="ecq-bar{size}" role="img" aria-label="{escape(label)}"><span>{parts}{squeezed}</span>{ticks}</div>'


def share_bar(node: NodeScore, target: GradeBand) -> str:
    """The share of full marks of a dimension or indicator in the same four states, from 0; the numbers stand beside it."""
    share = node.share
    if share is None:
        return ""
    parts = _states(HUNDRED * node.evidenced / node.points, share.low, share.high)
    tick = f'<i class="target" style="left:{cut(target.from_, 2)}%"></i>'
    return f'<div class="ecq-bar thin" aria-hidden="true"><span>{parts}</span>{tick}</div>'


def bar_legend(scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """What the textures of the bars mean, each with the score it reaches; states that are not there are left out."""
    evidenced, low, high = scorecard.evidenced.low, scorecard.score.low, scorecard.score.high
    lines = []
    if evidenced:
        lines.append(("proved", say(w.BAR_PROVED, lang, score=score_words(evidenced))))
    if low > evidenced:
        lines.append(("claimed", say(w.BAR_CLAIMED, lang, score=score_words(low))))
    if high > low:
        lines.append(("open", say(w.BAR_OPEN, lang, score=score_words(high))))
    if high < target.from_:
        lines.append(("improve", say(w.BAR_TO_IMPROVE, lang, score=score_words(target.from_))))
    elif high < HUNDRED:
        lines.append(("improve", say(w.BAR_LOST, lang)))
    items = "".join(f'<li><b class="{kind}"></b>{escape(line)}</li>' for kind, line in lines)
    return f'<ul class="ecq-legend">{items}</ul>'


def _states(evidenced: Fraction, low: Fraction, high: Fraction) -> str:
    """The coloured parts of a bar, given where they end, in per cent of its width."""
    ends = (("proved", Fraction(0), evidenced), ("claimed", evidenced, low), ("open", low, high))
    return "".join(
        f'<b class="{kind}" style="left:{cut(start, 2)}%;width:{cut(end - start, 2)}%"></b>'
        for kind, start, end in ends
        if end > start
    )


@lru_cache(maxsize=64)
def _bar_marks(key: ByDigest, target: str, lang: Lang) -> tuple[Fraction, str, str]:
    """Where the first grade starts, the marks of all grades as HTML, and the same in words."""
    marks = [band for band in key.rubric.bands if band.stars]
    first = marks[0].from_
    ticks = "".join(
        f'<i{" class=target" if band.id == target else ""} style="left:{cut(axis_share(band.from_, first) * 100, 2)}%" '
        f'data-top="{escape(words(band.title, lang).split(" ")[0])}" data-few="{band.stars}★" data-low="{plain(band.from_)}"></i>'
        for band in marks
    )
    return first, ticks, ", ".join(f"{words(band.title, lang)} {plain(band.from_)}" for band in marks)


def score_card(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang, further: str = "") -> str:
    """The guaranteed interval in numbers, as the bar, and what it means for the grade; `further` is a line below."""
    low, high = scorecard.score.low, scorecard.score.high
    rest = "" if low == high else f" — {score_words(high)}"
    unit = say(w.POINTS_UNIT, lang)
    grade_low, grade_high = words(scorecard.grade.low.title, lang), words(scorecard.grade.high.title, lang)
    if scorecard.grade.settled:
        meaning = say(w.GRADE_SETTLED, lang, grade=grade_low)
    else:
        meaning = say(w.GRADE_BETWEEN, lang, low=grade_low, high=grade_high)
    return card(
        f"<small>{escape(say(w.GUARANTEED, lang))}</small>"
        f'<div class="ecq-big">{score_words(low)} <span>{rest} {escape(unit)}</span></div>'
        f"{score_bar(rubric, scorecard, target, lang)}{bar_legend(scorecard, target, lang)}"
        f"<div>{escape(meaning)}</div>" + (f"<small>{escape(further)}</small>" if further else "")
    )


def evidence_card(scorecard: Scorecard, lang: Lang) -> str:
    """What remains of the score if every claim without evidence is refused."""
    bare = sum(1 for one in scorecard.questions.values() if one.credit and not one.evidenced)
    line = say(w.WITHOUT_EVIDENCE, lang, count=bare) if bare else say(w.ALL_EVIDENCED, lang)
    if not scorecard.counts.answered:
        line = ""
    return card(
        f"<small>{escape(say(w.EVIDENCED_SCORE, lang))}</small>"
        f'<div class="num ecq-mid">{score_words(scorecard.evidenced.low)}'
        f" {escape(say(w.POINTS_UNIT, lang))}</div><small>{escape(line)}</small>"
    )


def gates_card(scorecard: Scorecard, lang: Lang) -> str:
    """How many gates are passed, open, failed."""
    states: list[GateState] = ["passed", "open", "failed"]
    tags = "".join(
        tag(
            GATE_TAGS[state] if scorecard.gates_in(state) else "plain",
            f"{say(w.GATE_STATES[state], lang)} {len(scorecard.gates_in(state))}",
        )
        for state in states
    )
    return card(f'<small>{escape(say(w.GATES, lang))}</small><div style="margin-top:4px">{tags}</div>')


def dimensions_card(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """Each dimension's standing: its share of full marks as a bar and in numbers."""
    rows = []
    for node in scorecard.nodes.values():
        if node.depth or not node.asked:
            continue
        share = node.share
        told = share is not None and (share.low > 0 or share.high < 100)
        share_text = interval_words(share.low, share.high) if share and told else say(w.NOTHING_YET, lang)
        rows.append(
            f"<tr><td>{escape(words(rubric.nodes[node.id].title, lang))}{share_bar(node, target)}</td>"
            f'<td class="num">{share_text}</td></tr>'
        )
    note = placement_note(rubric, lang)
    below = f"<small>{escape(note)}</small>" if note else ""
    return card(
        f'<small>{escape(say(w.DIMENSION, lang))}</small><table class="ecq-rows">{"".join(rows)}</table>{below}'
    )


def progress_card(
    settled: int, asked: int, unsure: int, lang: Lang, quick: bool = False, further: Sequence[str] = ()
) -> str:
    """How far the interview is, and `further` lines; a quick check is labelled, since it asks less than the score counts."""
    share = cut(Fraction(100 * settled, asked), 1) if asked else "0"
    line = say(w.PROGRESS_OF, lang, settled=settled, asked=asked)
    title = f"{say(w.PROGRESS, lang)} · {say(w.QUICK_MARK, lang)}" if quick else say(w.PROGRESS, lang)
    extra = f" · {say(w.UNSURE_COUNT, lang, count=unsure)}" if unsure else ""
    return card(
        f"<small>{escape(title)}</small><div>{escape(line + extra)}</div>"
        f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}%"></b></div>'
        + "".join(f"<p><small>{escape(one)}</small></p>" for one in further)
    )


def table(heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]], top: Sequence[int] = ()) -> str:
    """A table of plain texts. `heads` are (text, is a number); rows listed in `top` are set in bold."""
    head = "".join(f'<th scope="col"{_num(number)}>{escape(text)}</th>' for text, number in heads)
    body = "".join(
        f"<tr{' class=top' if index in top else ''}>"
        + "".join(f"<td{_num(number)}>{escape(cell)}</td>" for cell, (_, number) in zip(row, heads, strict=True))
        + "</tr>"
        for index, row in enumerate(rows)
    )
    return f'<div class="ecq-scroll" tabindex="0"><table class="ecq-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def upload_label(key: str, label: str) -> str:
    """CSS that puts a file uploader's button in the visitor's language: Streamlit has it in English only."""
    words = escape(label).replace('"', "")
    text = f".st-key-{key} button p"
    return f'<style>{text} {{ font-size: 0 }} {text}::after {{ content: "{words}"; font-size: .875rem }}</style>'


def _num(number: bool) -> str:
    return ' class="num"' if number else ""


def details(summary: str, lines: Sequence[str], unfolded: bool = False, note: str = "") -> str:
    """A fold that opens without the server; `note` says what kind of thing is inside."""
    if len(lines) == 1:
        inside = f"<p>{escape(lines[0])}</p>"
    else:
        inside = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    noted = f"<p><small>{escape(note)}</small></p>" if note else ""
    return f"<details{' open' if unfolded else ''}><summary>{escape(summary)}</summary><div>{noted}{inside}</div></details>"
