"""The start page: go on, begin one, try a sample, open a file, verify a report; and the page of an unknown address.

Of a report that somebody was handed the outcome stands first, then every check with what it found. An address
without a self-check or page gets the possible reasons, and where to go on. For who looks after several clients
it says what is due this week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ecq.assessment.changes import keep_client
from ecq.assessment.model import LONG, MOST, SHORT, ClientRecord, Stage, contact_of
from ecq.assessment.samples import Sample, demo_assessment, load_samples, sample_assessment
from ecq.base import arms_length
from ecq.base.caches import Recent
from ecq.base.day import day_of
from ecq.base.errors import EcqError, ReportError
from ecq.base.file_limits import VERIFYING
from ecq.base.language import LANGUAGES, Lang, Text, error_sentence, words
from ecq.base.settings import API
from ecq.exchange import rubric_catalogue
from ecq.exchange.rubric_catalogue import DEFAULT_RUBRIC
from ecq.interview.reading_time import A_MINUTE, Length, length
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.due import AHEAD, Due, DueLine, Kind, this_week
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.shelves import due_with, shelf_of
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.telling.text.sentences import headline, score_words
from ecq.telling.text.words import say
from ecq.web import people
from ecq.web.frame import words as fw
from ecq.web.html.parts import card, choose, draw_html, hand_out, inert, take_in
from ecq.web.lists import words as lw
from ecq.web.lists.component import Act
from ecq.web.lists.self_checks import names
from ecq.web.session.going import OVERVIEW, REVIEW_PARAM
from ecq.web.session.state import session
from ecq.web.session.stores import (
    NOWHERE,
    asked,
    collection,
    invitations,
    may,
    may_here,
    organisation,
    organisation_name,
    store,
)
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, QUICK_PARAM, TURN_PARAM, Pages, Visit, now, say_refused, today
from ecq.web.session.whose_list import list_key, new_self_check, where_kept
from ecq.web.start import self_checks
from ecq.web.start import words as t
from ecq.web.start.files import draw_open, draw_save_many
from ecq.writers.html.blocks import score_bar, stars, tag
from ecq.writers.sheets.calendar_file import desk_calendar
from ecq.writers.verify import words as v

if TYPE_CHECKING:
    from ecq.writers.verify.words import Sentence, Verification


KEY = "verify-file"
_COLOURS = {True: "jade", False: "red", None: "gold"}
_VERIFIED: Recent[str, Verification] = Recent(16)
"""Outcomes by the digest of the file: the page is drawn again at every press."""


def draw_verification(visit: Visit) -> None:
    """A place to drop a report, and what came of verifying it."""
    with st.expander(visit.say(t.VERIFY), key="verify-report"):
        chosen = take_in(visit.say(t.VERIFY_HELP), visit.say(t.VERIFY_FILE), KEY, type=["pdf"])
        if chosen is None:
            return
        try:
            with st.spinner(visit.say(t.VERIFYING)):
                found = _verified(chosen.getvalue(), chosen.name)
        except EcqError as error:
            st.error(inert(visit.say(error_sentence(error))))
            return
        draw_html(_told(visit, found))


def _verified(data: bytes, name: str) -> Verification:
    """The outcome for a file. Raises ReportError where it is no report."""
    from ecq.writers.verify.verify import verify

    digest = sha256(data).hexdigest()
    found = _VERIFIED.get(digest)
    if found is None:
        found = arms_length.read(
            verify, data, name, (), datetime.now(UTC), where=name, error=ReportError, allowance=VERIFYING
        )
        _VERIFIED.put(digest, found)
    return found


def _told(visit: Visit, found: Verification) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(visit.say(v.CHECKS[one.id]))}</th>'
        f"<td>{''.join(_line(visit, one.holds, sentence) for sentence in one.sentences)}</td></tr>"
        for one in found.checks
    )
    label = tag(_COLOURS[found.follows], visit.say(v.LABELS[found.follows]))
    said = f'<p role="status">{label} {escape(visit.say(v.OUTCOMES[found.follows]))}</p>'
    return f'{said}<table class="ecq-rows">{rows}</table>'


def _line(visit: Visit, holds: bool | None, sentence: Sentence) -> str:
    holds = None if sentence.unchecked else holds
    label = escape(visit.say(v.LABELS[holds]))
    said = escape(sentence.words(visit.lang))
    return f'<div><b role="img" aria-label="{label}">{v.MARKS[holds]}</b> {said}</div>'


def draw_no_assessment(visit: Visit, pages: Pages) -> None:
    """The page for an address whose self-check does not exist, or cannot be read."""
    if visit.unreadable:
        _draw_lost(visit, pages, fw.UNREADABLE_ASSESSMENT, f"<p>{escape(visit.say(visit.unreadable))}</p>")
        return
    known = fw.LOST_REASONS_WITH_LOG_IN if organisation() else fw.LOST_REASONS
    reasons = "".join(f"<li>{escape(visit.say(reason))}</li>" for reason in known)
    lead = f"<p>{escape(visit.say(fw.LOST_LEAD))}</p><ul>{reasons}</ul><p>{escape(visit.say(fw.LOST_ADVICE))}</p>"
    _draw_lost(visit, pages, fw.LOST_ASSESSMENT, lead)


def draw_no_page(visit: Visit, pages: Pages) -> None:
    """The page for an unknown path; where the address names a self-check, the way back to it."""
    lead = fw.LOST_PAGE_LEAD if visit.stored is None else fw.LOST_PAGE_OF_A_SELF_CHECK
    _draw_lost(visit, pages, fw.LOST_PAGE, f"<p>{escape(visit.say(lead))}</p>")


def _draw_lost(visit: Visit, pages: Pages, title: Text, inside: str) -> None:
    with st.container(key="lost"):
        draw_html(card(f"<h1>{escape(visit.say(title))}</h1>{inside}"))
        known = visit.stored is not None
        if known and st.button(visit.say(fw.BACK_TO, name=inert(visit.platform)), type="primary", key="to-known"):
            st.switch_page(pages.interview, query_params={**visit.address, **OVERVIEW})
        if st.button(visit.say(fw.TO_START), type="secondary" if known else "primary", key="to-start"):
            st.switch_page(pages.start, query_params={LANG_PARAM: visit.lang})


EXAMPLE = "qinghe-mall"
"""The sample shown as an example."""


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the start page: with self-checks their list, before the first what this is."""
    say_refused(visit, self_checks.SelfChecks)
    if organisation() == NOWHERE:
        people.draw(visit, pages)
        return
    rows = self_checks.my_rows()
    if any(shelf_of(row) != "demos" for row in rows):
        _home(visit, pages, rows)
    else:
        _first(visit, pages, rows)
    notes = " · ".join(visit.say(one) for one in (w.NOT_A_CERTIFICATE, w.WORKING_POINTS))
    draw_html(f'<p class="muted ecq-start-foot">{escape(notes)}</p>')
    self_checks.finish_scores(visit, rows)


def _home(visit: Visit, pages: Pages, rows: Sequence[Listing]) -> None:
    with st.container(key="home"):
        with st.container(key="home-head", horizontal=True, vertical_alignment="bottom"):
            line = escape(self_checks.count_line(visit, rows))
            held = organisation_name()
            title = visit.say(lw.OF_ORGANISATION, name=held) if held else visit.say(lw.MINE)
            draw_html(f'<h1>{escape(title)}</h1><p class="muted">{line}</p>', width="stretch")
            _quick(visit, pages)
            last = _last(visit, rows)
            _begin(visit, pages, primary=last is None)
        people.choose_organisation(visit)
        if last:
            _go_on(visit, pages, last)
        draw_desk(visit, self_checks.on_shelf(rows, "in-hand"))
        self_checks.draw_self_checks(visit, rows)
        with st.container(key="home-foot"):
            with st.container(key="start-open"):
                if may_here("create"):
                    _heading(visit.say(t.OPEN))
                    draw_open(visit, pages)
                draw_verification(visit)
                draw_save_many(visit, rows)
            _samples(visit, pages, rows)


def _first(visit: Visit, pages: Pages, rows: Sequence[Listing]) -> None:
    title = (
        f'<h1 class="ecq-title">{escape(visit.say(w.TAGLINE))}</h1>'
        f'<p class="ecq-start-lead">{escape(visit.say(t.LEAD))}</p>'
    )
    with st.container(key="start"):
        with st.container(key="start-ways"):
            draw_html(title)
            people.choose_organisation(visit)
            last = _last(visit, rows)
            if last:
                _go_on(visit, pages, last)
            if not may_here("create"):
                draw_html(f"<p>{escape(visit.say(t.NONE_HERE))}</p>")
                return
            with st.container(key="start-new"):
                _begin(visit, pages, primary=last is None)
                rubric = rubric_catalogue.rubric(DEFAULT_RUBRIC)
                minutes = _minutes(visit, length(rubric, rubric.order))
                st.caption(
                    visit.say(t.BEGIN_TIME, count=len(rubric.order), minutes=minutes, speed=A_MINUTE[visit.lang])
                )
                st.caption(visit.say(where_kept()))
            with st.container(key="start-quick"):
                _quick(visit, pages)
                st.caption(visit.say(t.QUICK_HELP))
            with st.container(key="start-open"):
                _heading(visit.say(t.OPEN))
                draw_open(visit, pages)
                draw_verification(visit)
            _samples(visit, pages, rows)
        with st.container(key="start-example"):
            draw_html(_example_html(visit.lang))
    if rows:
        self_checks.draw_self_checks(visit, rows)


def _heading(title: str, below: str = "") -> None:
    more = f"<p><small>{escape(below)}</small></p>" if below else ""
    draw_html(f"<h2>{escape(title)}</h2>{more}")


def _minutes(visit: Visit, said: Length) -> str:
    return visit.say(pf.MINUTES, count=said.minutes(visit.lang))


@dataclass(frozen=True)
class _Last:
    """What one can go on with: how many questions are settled of those asked and how many are left to be answered, with
    their length; and the parameters of its address.
    """

    name: str
    settled: int
    asked: int
    left: int
    length: Length
    address: dict[str, str]


def _last(visit: Visit, rows: Sequence[Listing]) -> _Last | None:
    """The self-check one came from, else the one changed last; None where there is none, and for who may only look."""
    if not may_here("edit"):
        return None
    if visit.stored is not None and not visit.assessment.says_nothing:
        interview = visit.interview
        progress, to_read = interview.progress, length(visit.rubric, interview.left)
        name, address = visit.assessment.name, visit.address
        return _Last(name, progress.settled, progress.asked, progress.left, to_read, address)
    for row in self_checks.on_shelf(rows, "in-hand"):
        if told := row.summary:
            address = {**visit.address, ID_PARAM: row.id}
            return _Last(row.name, told.decided, told.applicable, told.left, Length(*told.length), address)
    return None


def _go_on(visit: Visit, pages: Pages, last: _Last) -> None:
    waiting = last.asked - last.settled - last.left
    with st.container(key="start-go-on", horizontal=True, vertical_alignment="center"):
        label = visit.say(t.GO_ON, name=last.name or visit.say(w.UNNAMED))
        if st.button(inert(label), type="primary", key="go-on", wrap=True):
            open_ones = last.left or waiting
            st.switch_page(pages.interview if open_ones else pages.results, query_params=last.address)
        st.caption(_stands(visit, last, waiting), width="content")


def _stands(visit: Visit, last: _Last, waiting: int) -> str:
    """How far it is: what is settled, what is left, and what only the profile can let count."""
    if not last.left and not waiting:
        return visit.say(t.GO_ON_DONE, applicable=last.asked)
    parts = [visit.say(fw.DECIDED_OF, decided=last.settled, applicable=last.asked)]
    parts += [visit.say(pf.QUESTIONS_LEFT, count=last.left, minutes=_minutes(visit, last.length))] if last.left else []
    parts += [visit.say(w.WAITING, count=waiting)] if waiting else []
    return LANGUAGES[visit.lang].comma.join(parts)


def _begin(visit: Visit, pages: Pages, primary: bool) -> None:
    if may_here("create") and st.button(
        visit.say(t.BEGIN), type="primary" if primary else "secondary", key="begin", wrap=True
    ):
        _go(visit, pages.profile, new_self_check, {TURN_PARAM: "1"})


def _quick(visit: Visit, pages: Pages) -> None:
    rubric = rubric_catalogue.rubric(DEFAULT_RUBRIC)
    core = [question.id for question in rubric.questions if question.core]
    time = visit.say(t.QUICK_TIME, count=len(core), minutes=_minutes(visit, length(rubric, core)))
    if may_here("create") and st.button(
        f"**{visit.say(w.QUICK_MARK)}** {time}", key="begin-quick", type="tertiary", wrap=True
    ):
        _go(visit, pages.profile, new_self_check, {QUICK_PARAM: "1", TURN_PARAM: "1"})


def _samples(visit: Visit, pages: Pages, rows: Sequence[Listing]) -> None:
    if not may_here("create"):
        return
    demos = {row.listed.sample: row.id for row in reversed(self_checks.on_shelf(rows, "demos"))}
    with st.container(key="start-sample"):
        _heading(visit.say(t.SAMPLES), visit.say(t.SAMPLES_HELP))
        for sample in load_samples():
            with st.container(horizontal=True, vertical_alignment="center", key=f"a-sample-{sample.id}"):
                _sample(visit, pages, sample)
                if sample.id in demos:
                    act = Act(do="reset", ids=(demos[sample.id],))
                    label, key = visit.say(fw.RESET), f"reset-{sample.id}"
                    st.button(label, key=key, type="tertiary", on_click=self_checks.perform, args=(act, visit.lang))


def _sample(visit: Visit, pages: Pages, sample: Sample) -> None:
    label = f"**{visit.say(sample.title)}** — {visit.say(sample.about)}"
    if st.button(label, key=f"sample-{sample.id}", type="tertiary", wrap=True):
        _go(visit, pages.results, lambda: _demo(sample, visit.lang))


def _demo(sample: Sample, lang: Lang) -> str:
    """The demo of a sample on the visitor's list, made where there is none; its id."""
    known = collection().sample_of(sample.id, list_key())
    if known is not None:
        return known
    assessment = demo_assessment(sample, rubric_catalogue.rubric(DEFAULT_RUBRIC), lang, now())
    return collection().add(assessment, list_key(), sample.id).id


@lru_cache(maxsize=8)
def _example_html(lang: Lang) -> str:
    """What a finished self-check comes to: how a sample stands, worked out by the engine."""
    rubric = rubric_catalogue.rubric(DEFAULT_RUBRIC)
    sample = next(one for one in load_samples() if one.id == EXAMPLE)
    assessment = sample_assessment(sample, rubric, lang, now())
    scored = score(rubric, assessment)
    low, high, grade = scored.score.low, scored.score.high, scored.grade.low
    rest = "" if low == high else f" — {score_words(high)}"
    counts = (
        (t.EXAMPLE_OPEN, scored.counts.open),
        (t.EXAMPLE_UNPROVED, scored.unproved),
        (t.EXAMPLE_FAILED, len(scored.gates_in("failed"))),
    )
    rows = "".join(
        f'<tr><td>{escape(say(label, lang))}</td><td class="num">{count}</td></tr>' for label, count in counts
    )
    verdict = readiness(rubric, assessment, scored)
    sentence = headline(rubric, scored, verdict, lang)
    return card(
        f"<small>{escape(say(t.EXAMPLE, lang, name=words(sample.name, lang)))}</small>"
        f"{stars(grade.stars, words(grade.title, lang))}"
        f'<div class="ecq-big">{score_words(low)} <span>{rest} {escape(say(w.POINTS_UNIT, lang))}</span></div>'
        f'{score_bar(rubric, scored, verdict.target, lang)}<table class="ecq-rows">{rows}</table>'
        f'<p class="ecq-start-sentence">{escape(sentence)}</p>'
    )


def _go(visit: Visit, page: object, made: Callable[[], str], more: dict[str, str] | None = None) -> None:
    """Go to a page with a self-check that is made, or found, for it; where that fails the start page stays and says why."""
    with session().page(self_checks.SelfChecks).telling():
        st.switch_page(page, query_params={**visit.address, **(more or {}), ID_PARAM: made()})  # type: ignore[arg-type]
    st.rerun()


FEWEST = 4
"""From so many clients on the start page says what is due."""
SHOWN, AHEAD_SHOWN, FOLDED = 12, 6, 100
"""So many things are shown of this week, and of the time after it."""
_PAGES: dict[Kind, str] = {
    "evidence": "interview",
    "expiry": "evidence",
    "step": "interview",
    "request": "inbox",
    "review": "inbox",
    "target": "plan",
}
"""Where a thing is done; the others on the results page."""


def draw_desk(visit: Visit, rows: Sequence[Listing]) -> None:
    """Draw what is due with these clients; nothing where they are few."""
    if len(rows) < FEWEST:
        return
    here, lang, day, known = organisation(), visit.lang, today(), rubric_catalogue.at_hand()
    asked_of_others = invitations().open_ones(here.organisation_id if here else None)
    lines = due_with(rows, asked_of_others, day, now(), visit.say(w.UNNAMED))
    week = this_week(lines)
    with st.container(key="desk"):
        ahead = lines[len(week) :]
        beside = card(_ahead_html(visit, known, ahead)) if ahead else ""
        draw_html(f'<div class="ecq-desk">{card(_week_html(visit, known, rows, week))}{beside}</div>')
        with st.container(horizontal=True):
            made = asked(lambda: desk_calendar(lines, known, lang, day), [row.id for row in rows], "ics")
            hand_out(visit.say(pf.CALENDAR), f"{visit.say(pf.CALENDAR_NAME)} {day}.ics", made, "desk-ics")
            with st.popover(visit.say(pf.SUBSCRIBE), key="desk-subscribe"):
                st.caption(visit.say(pf.SUBSCRIBE_HOW))
                # Under this address a calendar program finds what is due, with a place for the key.
                url = urlsplit(st.context.url or "")
                st.code(f"{url.scheme}://ecq:KEY@{url.netloc}{API}/due?format=ics", language=None, wrap_lines=True)
            if mine := names(visit, [row for row in rows if may("edit", row.id)]):
                with st.popover(visit.say(pf.RECORD), key="desk-record"):
                    _record(visit, mine)


def _week_html(visit: Visit, known: dict[str, Rubric], listed: Sequence[Listing], week: Sequence[DueLine]) -> str:
    """What is due this week, and below it how many clients are at which stage."""
    title = visit.say(pf.WEEK, count=len(week), clients=len({line.id for line in week}))
    late = sum(line.left < 0 for line in week)
    below = [visit.say(pf.PASSED, count=late)] if late else []
    stages = [row.summary.stage if row.summary else "" for row in listed]
    below += [f"{visit.say(name)} {stages.count(stage)}" for stage, name in pf.STAGES.items() if stage in stages]
    rows = [
        _row(escape(_day(visit, line)), _link(visit, line), escape(_what_is_due(visit, known, line.due)))
        for line in week
    ]
    table = _folded(visit, rows, SHOWN)
    said = f"<p><small>{escape(' · '.join(below))}</small></p>" if below else ""
    return f'<h2 class="ecq-title">{escape(title if week else visit.say(pf.WEEK_NOTHING))}</h2>{said}{table}'


def _ahead_html(visit: Visit, known: dict[str, Rubric], ahead: Sequence[DueLine]) -> str:
    """The next things after this week."""
    rows = [
        _row(
            escape(line.due.day),
            f"{_link(visit, line)}<br><small>{escape(_what_is_due(visit, known, line.due))}</small>",
        )
        for line in ahead
    ]
    title = visit.say(pf.AHEAD, days=AHEAD, count=len(ahead))
    return f'<h3 class="ecq-sub">{escape(title)}</h3>{_folded(visit, rows, AHEAD_SHOWN)}'


def _row(*cells: str) -> str:
    """A row of what is due; its parts say what they are, since on a phone they stand below one another."""
    return f'<tr role="row">{"".join(f"<td role=cell>{cell}</td>" for cell in cells)}</tr>'


def _folded(visit: Visit, rows: Sequence[str], shown: int) -> str:
    """The first rows as a table, the others folded below it."""
    first, rest = (
        f'<table class="ecq-rows ecq-due" role="table"><tbody role="rowgroup">{"".join(part)}</tbody></table>'
        if part
        else ""
        for part in (rows[:shown], rows[shown:FOLDED])
    )
    if not rest:
        return first
    more, uncounted = escape(visit.say(pf.FURTHER, count=len(rows) - shown)), len(rows) - FOLDED
    further = f"<p><small>{escape(visit.say(pf.IN_CALENDAR, count=uncounted))}</small></p>" if uncounted > 0 else ""
    return f"{first}<details><summary>{more}</summary>{rest}{further}</details>"


def _link(visit: Visit, line: DueLine) -> str:
    more = {REVIEW_PARAM: line.due.question} if line.due.question else {}
    query = urlencode({LANG_PARAM: visit.lang, ID_PARAM: line.id, **more})
    address = f"/{_PAGES.get(line.due.kind, 'results')}?{query}"
    return f'<a href="{escape(address)}" target="_self">{escape(line.name)}</a>'


def _day(visit: Visit, line: DueLine) -> str:
    if line.left < 0:
        return visit.say(pf.LATE, days=-line.left)
    return visit.say(pf.DUE_TODAY) if line.left == 0 else line.due.day


def _what_is_due(visit: Visit, known: dict[str, Rubric], due: Due) -> str:
    """What is due in words: its kind, and what it is about."""
    about, kind = pf.due_about(due, known, visit.lang), visit.say(pf.KINDS[due.kind])
    return f"{kind}{LANGUAGES[visit.lang].colon}{about}" if about else kind


# -- what is kept of a client


def _record(visit: Visit, mine: Mapping[str, str]) -> None:
    which = choose(st.selectbox, visit.say(pf.WHICH), mine, "record-of")
    stored = store().find(which) if which else None
    if stored is None:
        return
    kept = stored.assessment.client
    with st.form(f"record-{which}", border=False):
        stages: list[Stage | None] = [None, *get_args(Stage)]
        stage = st.selectbox(
            visit.say(pf.STAGE),
            stages,
            index=stages.index(kept.stage),
            format_func=lambda one: visit.say(pf.STAGES[one]) if one else visit.say(pf.NO_STAGE),
        )
        known = (", ".join((one.name, one.role, one.reach)).rstrip(", ") for one in kept.contacts)
        contacts = st.text_area(visit.say(pf.CONTACTS), "\n".join(known))
        lines = {
            name: st.text_input(visit.say(label), getattr(kept, name), max_chars=most)
            for name, label, most in (
                ("scope", pf.SCOPE, LONG),
                ("contract", pf.CONTRACT, SHORT),
                ("body", pf.BODY, SHORT),
                ("certificate", pf.CERTIFICATE, SHORT),
            )
        }
        days = {
            name: st.date_input(visit.say(label), getattr(kept, name) or None, format="YYYY-MM-DD")
            for name, label in (
                ("contract_until", pf.CONTRACT_UNTIL),
                ("issued", pf.ISSUED),
                ("valid_until", pf.VALID_UNTIL),
            )
        }
        audits = st.text_input(visit.say(pf.SURVEILLANCE), ", ".join(kept.surveillance))
        if not st.form_submit_button(visit.say(pf.SAVE)):
            return
    said = [one.strip() for one in audits.replace("，", ",").split(",") if one.strip()]
    if wrong := [one for one in said if day_of(one) is None]:
        st.error(inert(visit.say(pf.BAD_DAYS, said=LANGUAGES[visit.lang].listed(wrong))))
        return
    people = tuple(contact_of(line) for line in contacts.splitlines() if line.strip())
    if max(len(people), len(said)) > MOST:
        st.error(inert(visit.say(pf.TOO_MANY, most=MOST)))
        return
    keeping = ClientRecord.model_validate(
        {
            "stage": stage,
            "contacts": people,
            **{name: typed.strip() for name, typed in lines.items()},
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "surveillance": tuple(sorted(said)),
        }
    )
    store().change(stored.id, lambda one: keep_client(one, keeping, now()), by=session().window)
    st.rerun()
