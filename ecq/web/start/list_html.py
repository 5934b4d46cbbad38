"""The rows of the list of self-checks as HTML. Every text from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from html import escape
from urllib.parse import urlencode

from ecq.base.day import days_between
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Text
from ecq.document.charts import axis_share
from ecq.interview.reading_time import Length
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.readiness import ReasonCode, Verdict
from ecq.store.collection import BIN_DAYS, Listed
from ecq.telling.portfolio.shelves import done, left, scored, unreadable, waiting
from ecq.telling.portfolio.words import READINESS
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gap_words, interval_words, score_words
from ecq.web.frame import words as access
from ecq.web.html.parts import tag
from ecq.web.session import words as k
from ecq.web.session.clock import day_and_clock
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Visit
from ecq.web.start import list_words as t
from ecq.writers.html.bars.drawing import bar_of, stars

_TONES: dict[Verdict, str] = {"ready": "jade", "conditional": "gold", "not-ready": "plain"}
_SHORT: Mapping[ReasonCode, Text] = {
    "out-of-reach": t.SHORT,
    "below-target": t.SHORT,
    "evidence-below-target": t.EVIDENCE_SHORT,
    "margin": t.ABOVE,
    "gate-cap": t.CAPPED,
}


@dataclass(frozen=True)
class Look:
    """What all rows are drawn with. `now` is the present time, `today` the day where the visitor is."""

    visit: Visit
    rubrics: Mapping[str, Rubric]
    now: str
    today: str
    in_address: bool
    """Whether the language stands in addresses."""
    edits: bool
    """Whether the visitor may change what stands in the list."""


def head_html(look: Look, rows: Iterable[Listed]) -> str:
    """The names of the columns, with the grades above the bars where all rows have the same."""
    say = look.visit.say
    bands = {_bands(look.rubrics[row.summary["rubric"]]) for row in rows if row.summary.get("rubric") in look.rubrics}
    axis = ""
    if len(bands) == 1:
        (marks,) = bands
        axis = "".join(f'<i style="left:{place}%"><b>{count}★</b>{low}</i>' for place, count, low in marks)
    names = (t.PLATFORM, None, w.GRADE, w.PROGRESS, READINESS, t.DUE)
    cells = "".join(
        f'<span class="axis">{axis}</span>' if name is None else f"<span>{escape(say(name))}</span>" for name in names
    )
    return f'<div class="ecq-mine-head" aria-hidden="true"><span></span>{cells}<span></span></div>'


def _bands(rubric: Rubric) -> tuple[tuple[str, int, str], ...]:
    starred = [band for band in rubric.bands if band.stars]
    first = starred[0].from_
    return tuple(
        (f"{float(axis_share(band.from_, first) * 100):.2f}", band.stars, plain(band.from_)) for band in starred
    )


def row_html(look: Look, row: Listed) -> str:
    """One self-check: name and the way to it, bar, grade, progress, readiness, day to be ready by."""
    say, name = look.visit.say, name_of(look.visit, row)
    marks = (tag("gold", say(access.DEMO)) if row.demo else "") + "".join(tag("plain", one) for one in row.tags)
    changed = escape(day_and_clock(row.saved_at, look.now, look.visit.lang)) if row.saved_at else ""
    way = "results" if done(row) else "interview"
    link = f'<a href="{escape(_address(look, row.id, way))}" target="_self" data-open="{way}">{escape(name)}</a>'
    cells = f'<div class="who">{link}<p>{marks}<small class="num">{changed}</small></p></div>{_stands(look, row)}'
    return (
        f'<li data-id="{escape(row.id)}" data-name="{escape(str(row.summary.get("name", "")))}" '
        f'data-shown="{escape(name)}" data-tags="{escape(_joined(row))}">'
        f'<label class="pick"><input type="checkbox" aria-label="{escape(say(t.CHOOSE, name=name))}"></label>{cells}'
        f'<button type="button" class="dots" aria-haspopup="menu" aria-label="{escape(say(t.MANAGE, name=name))}">⋯</button></li>'
    )


def name_of(visit: Visit, row: Listed) -> str:
    """The platform's name, or that it has none yet."""
    return str(row.summary.get("name") or visit.say(w.UNNAMED))


def _joined(row: Listed) -> str:
    return ", ".join(row.tags)


def _address(look: Look, assessment_id: str, page: str) -> str:
    params = {ID_PARAM: assessment_id} | ({LANG_PARAM: look.visit.lang} if look.in_address else {})
    return f"/{page}?{urlencode(params)}"


def _stands(look: Look, row: Listed) -> str:
    say, shown = look.visit.say, row.summary
    rubric = look.rubrics.get(str(shown.get("rubric")))
    if rubric is None or "score" not in shown:
        why = t.UNREADABLE if unreadable(row) else t.NO_RUBRIC
        return f'<div class="rest"><small>{escape(say(why))}</small></div>'
    bands = {band.id: band for band in rubric.bands}
    target = bands[shown["target"]]
    return (
        f"{_score(look, row, rubric, target)}{_grade(look, row, bands)}{_progress(look, row)}"
        f"{_readiness(look, row, target)}{_due(look, row)}"
    )


def _score(look: Look, row: Listed, rubric: Rubric, target: GradeBand) -> str:
    say = look.visit.say
    if not scored(row):
        return f'<div class="score"><small>{escape(say(t.NOT_BEGUN))}</small></div>'
    low, high = (Fraction(one) for one in row.summary["score"])
    evidenced = Fraction(row.summary["evidenced"][0])
    first, _, rest = interval_words(low, high).partition(" — ")
    numbers = f"<b>{first}</b>" + (f" — {rest}" if rest else "")
    evidence = escape(say(t.WITH_EVIDENCE, score=score_words(evidenced)))
    bar = bar_of(rubric, target, (evidenced, low, high), look.visit.lang, thin=True)
    return f'<div class="score">{bar}<p class="num"><span>{numbers}</span><small>{evidence}</small></p></div>'


def _grade(look: Look, row: Listed, bands: Mapping[str, GradeBand]) -> str:
    if not scored(row):
        return '<div class="grade"></div>'
    say, words = look.visit.say, look.visit.words
    low, high = (bands[one] for one in row.summary["grade"])
    if low is high:
        named = words(low.title)
        drawn = stars(low.stars, named) if low.stars else ""
        return f'<div class="grade">{drawn}<small>{escape(named)} · {escape(say(t.SETTLED))}</small></div>'
    between = f"{words(low.title)} — {words(high.title)}"
    return f'<div class="grade"><span>{escape(between)}</span><small>{escape(say(t.OPEN_GRADE))}</small></div>'


def _progress(look: Look, row: Listed) -> str:
    say = look.visit.say
    counts = {name: row.summary[name] for name in ("decided", "applicable")}
    share = 100 * counts["decided"] / counts["applicable"] if counts["applicable"] else 0
    return (
        f'<div class="done"><span class="num" aria-hidden="true">{escape(say(t.COUNTED, **counts))}</span>'
        f'<span class="ecq-heard">{escape(say(t.COUNTED_WORDS, **counts))}</span>'
        f'<div class="way" aria-hidden="true"><b style="width:{share:.1f}%"></b></div></div>'
    )


def _readiness(look: Look, row: Listed, target: GradeBand) -> str:
    say, shown = look.visit.say, row.summary
    aim = escape(say(t.TARGET, target=look.visit.words(target.title)))
    if not scored(row):
        return f'<div class="ready"><span>{aim}</span></div>'
    verdict: Verdict = shown["verdict"]
    tone, line = "", ""
    if shown["gates"]["failed"]:
        tone, line = "red", say(t.FAILED, count=shown["gates"]["failed"])
    elif left(row) or waiting(row):
        minutes = say(k.MINUTES, count=Length(*shown["length"]).minutes(look.visit.lang))
        parts = [say(t.LEFT, count=left(row), minutes=minutes)] if left(row) else []
        parts += [say(w.WAITING, count=waiting(row))] if waiting(row) else []
        line = LANGUAGES[look.visit.lang].comma.join(parts)
    elif shown["reason"] in _SHORT:
        amount = Fraction(shown["amount"] or 0)
        line = say(
            _SHORT[shown["reason"]], amount=score_words(amount) if shown["reason"] == "margin" else gap_words(amount)
        )
    below = f'<small class="{tone}">{escape(line)}</small>' if line else ""
    return f'<div class="ready"><span>{aim} {tag(_TONES[verdict], say(w.VERDICTS[verdict]))}</span>{below}</div>'


def _due(look: Look, row: Listed) -> str:
    say = look.visit.say
    if row.binned_at:
        gone = datetime.fromisoformat(row.binned_at) + timedelta(days=BIN_DAYS) - datetime.fromisoformat(look.now)
        line = say(t.WILL_GO, count=gone.days) if gone.days > 0 else say(t.WILL_GO_TODAY)
        return f'<div class="due"><small>{escape(line)}</small></div>'
    day = row.summary.get("ready_by")
    if not day:
        href = escape(_address(look, row.id, "plan"))
        link = f'<small><a href="{href}" target="_self" data-open="plan">{escape(say(t.SET_DAY))}</a></small>'
        return f'<div class="due"><span>{escape(say(t.NO_DAY))}</span>{link if look.edits else ""}</div>'
    days = days_between(look.today, day)
    line = say(t.DAYS_LEFT, count=days) if days > 0 else say(t.DAYS_OVER, count=-days) if days else say(t.LAST_DAY)
    return f'<div class="due"><span class="num">{escape(day)}</span><small>{escape(line)}</small></div>'
