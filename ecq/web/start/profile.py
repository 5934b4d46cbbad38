"""The profile: name, target, and the facts that decide which questions apply, in turns or all at once. Saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ecq.assessment.attempt import profiled, set_to
from ecq.assessment.cleaning import clean
from ecq.assessment.model import NAME_LIMIT
from ecq.exchange import rubric_catalogue
from ecq.rubric.conditions import Fact, ProfileValue
from ecq.rubric.kinds.base import Invalid
from ecq.telling.text import words as w
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import brought_over, earlier_fact_line
from ecq.web.frame.pages import Pages
from ecq.web.html.words import inert
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import PageState
from ecq.web.session.visit import Visit, change_on, say_refused
from ecq.web.start import words as t
from ecq.web.start.turns import draw_begin, draw_leaves, draw_turns, turn_in_address


@dataclass
class Profile(PageState):
    """What the page of the profile keeps."""


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the profile page."""
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        place = None if visit.looks_only else turn_in_address(visit.rubric)
        if place is not None:
            say_refused(visit, Profile)
            draw_conflicts(visit)
            draw_turns(visit, pages, place, lambda: _platform(visit), lambda facts: _facts(visit, facts))
            return
        st.title(visit.say(w.TO_PROFILE), anchor=False)
        if not visit.looks_only:
            st.write(visit.say(w.PROFILE_LEAD))
        say_refused(visit, Profile)
        draw_conflicts(visit)
        _platform(visit)
        _facts(visit, visit.rubric.profile.facts)
        draw_leaves(visit)
        if visit.looks_only:
            return
        with st.container(key="actions"):
            if not visit.card.counts.answered:
                draw_begin(visit, pages)
            elif st.button(visit.say(w.TO_INTERVIEW), type="primary"):
                st.switch_page(pages.interview, query_params=visit.address)


def _platform(visit: Visit) -> None:
    """Name, edition and target."""
    st.text_input(
        visit.say(w.PLATFORM_NAME),
        value=visit.assessment.name,
        key=keys.PROFILE_NAME,
        help=visit.say(w.PLATFORM_NAME_HELP),
        on_change=_save_name,
        disabled=visit.looks_only,
    )
    refused = clean(keys.text_in(keys.PROFILE_NAME), NAME_LIMIT)
    if isinstance(refused, Invalid):
        st.error(inert(visit.words(refused.sentence)))
    _edition(visit)
    _target(visit)


def _facts(visit: Visit, facts: Sequence[Fact]) -> None:
    for fact in facts:
        _fact(visit, fact)
        earlier = earlier_fact_line(visit, fact.id)
        if earlier:
            st.caption(inert(earlier))


def _save_name() -> None:
    name = st.session_state[keys.PROFILE_NAME]
    if isinstance(clean(name, NAME_LIMIT), Invalid):
        return  # it stays in the field, with the sentence that says why below it
    change_on(Profile, profiled(name=name))


def _edition(visit: Visit) -> None:
    titles = {one.id: visit.words(one.layout.title) for one in rubric_catalogue.rubrics()}
    if len(titles) < 2:
        return

    def save() -> None:
        chosen = st.session_state[keys.PROFILE_RUBRIC]
        if chosen:
            change_on(Profile, set_to(brought_over, rubric_catalogue.rubric(chosen)))

    st.radio(
        visit.say(w.ASKED_BY),
        options=list(titles),
        format_func=lambda one: titles[one],
        index=list(titles).index(visit.rubric.id),
        key=keys.PROFILE_RUBRIC,
        on_change=save,
        help=visit.say(w.ASKED_BY_HELP),
        disabled=visit.looks_only,
    )


def _target(visit: Visit) -> None:
    titles = {band.id: visit.words(band.title) for band in visit.rubric.bands if band.stars}

    def save() -> None:
        target = st.session_state[keys.PROFILE_TARGET]
        if target:
            change_on(Profile, profiled(target=target))

    st.pills(
        visit.say(w.TARGET),
        options=list(titles),
        format_func=lambda band: titles[band],
        default=visit.assessment.target,
        key=keys.PROFILE_TARGET,
        on_change=save,
        disabled=visit.looks_only,
        wrap=True,
    )


def _fact(visit: Visit, fact: Fact) -> None:
    titles = {option.id: visit.words(option.text) for option in fact.options}
    key = keys.fact(fact.id)
    current: ProfileValue | None = visit.assessment.profile.get(fact.id)

    def save() -> None:
        chosen = st.session_state[key]
        value: ProfileValue | None = (tuple(chosen) if fact.kind == "many" else chosen) or None
        change_on(Profile, profiled(profile={fact.id: value}))

    many = fact.kind == "many"
    question = visit.words(fact.text)
    st.pills(
        visit.say(t.MANY, question=question) if many else question,
        options=list(titles),
        format_func=lambda option: titles[option],
        selection_mode="multi" if many else "single",
        default=(list(current or ()) or None) if many else current if isinstance(current, str) else None,
        key=key,
        on_change=save,
        disabled=visit.looks_only,
        wrap=True,
        help=visit.words(fact.help) if fact.help else None,
    )
