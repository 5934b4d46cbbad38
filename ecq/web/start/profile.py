"""The profile: name, target, and the facts that decide which questions apply, in turns or all at once. Saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from ecq.assessment.changes import How, clean, profiled, set_to
from ecq.assessment.model import NAME_LIMIT
from ecq.base.language import LANGUAGES, Text
from ecq.exchange import rubric_catalogue
from ecq.interview import words as c
from ecq.interview.flow import FIRST
from ecq.interview.typed.about_platform import PlatformSaid, platform_said
from ecq.interview.typed.clauses import LONGEST
from ecq.rubric.conditions import Fact, ProfileValue
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import fact_words
from ecq.web.changes import brought_over, draw_conflicts, earlier_fact_line, step_by_word
from ecq.web.html.parts import choose, draw_html, inert
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.visit import ROUTE_PARAM, TURN_PARAM, Pages, Visit, change_on, newest_visit, say_refused
from ecq.web.start import words as t


@dataclass(frozen=True)
class Turn:
    """What is asked together; the first, without facts, is about the name and the target."""

    title: Text
    facts: tuple[Fact, ...] = ()


_TURNS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (t.TURN_TRADES, ("business-model", "offer", "own-goods", "live-commerce")),
    (t.TURN_GOODS, ("food", "drugs", "regulated-sales", "cross-border")),
    (t.TURN_USERS, ("size", "minors", "minors-data", "payment-role")),
    (t.TURN_SERVICES, ("recommendation", "technology", "advertising", "auto-renewal")),
)


def turns_of(rubric: Rubric) -> list[Turn]:
    """The turns of a rubric's profile. Facts that belong to none of the usual ones come last, together."""
    facts, grouped = rubric.facts, {one for _, group in _TURNS for one in group}
    turns = [Turn(title, tuple(facts[one] for one in group if one in facts)) for title, group in _TURNS]
    rest = Turn(t.TURN_REST, tuple(fact for fact in facts.values() if fact.id not in grouped))
    return [Turn(t.TURN_PLATFORM), *(turn for turn in (*turns, rest) if turn.facts)]


def turn_in_address(rubric: Rubric) -> int | None:
    """The turn one is at, from 1; None for the whole profile."""
    named = st.query_params.get(TURN_PARAM, "")
    return int(named) if named in {str(place + 1) for place in range(len(turns_of(rubric)))} else None


def go_to_turn(place: int) -> None:
    """Go to a turn; for callbacks."""
    st.query_params[TURN_PARAM] = str(place)


def _draw_turns(visit: Visit, pages: Pages, place: int) -> None:
    """Draw the turn one is at below those before it."""
    turns = turns_of(visit.rubric)
    for number, earlier in enumerate(turns[: place - 1], 1):
        draw_html(f'<div class="ecq-bubble">{escape(visit.say(earlier.title))}</div>')
        st.button(
            f"{inert(_said(visit, earlier))} · *{visit.say(w.CHANGE)}*",
            key=f"change-turn-{number}",
            on_click=go_to_turn,
            args=(number,),
        )
    _draw_told(visit)
    turn = turns[place - 1]
    lead = f"<p>{escape(visit.say(w.PROFILE_LEAD))}</p>" if place == 1 else ""
    draw_html(
        f'<div class="ecq-question" data-question="profile-{place}">'
        f"<small>{escape(visit.say(t.TURN_OF, place=place, of=len(turns)))}</small>"
        f"<h1>{escape(visit.say(turn.title))}</h1>{lead}</div>"
    )
    _draw_field(visit)
    with st.container(border=True, key="turn"):
        if turn.facts:
            _facts(visit, turn.facts)
        else:
            _platform(visit)
    _leaves(visit)
    with st.container(key="actions", horizontal=True):
        onward = next(_open_turns(visit, place), None)
        if onward:
            st.button(visit.say(t.TURN_NEXT), type="primary", key="turn-next", on_click=go_to_turn, args=(onward,))
        else:
            _begin(visit, pages)
        if place > 1:
            st.button(visit.say(w.BACK), key="turn-back", type="tertiary", on_click=go_to_turn, args=(place - 1,))
        if onward and st.button(visit.say(t.TURN_LATER), key="turn-later", type="tertiary"):
            st.switch_page(pages.interview, query_params=begin_address(visit))


def begin_address(visit: Visit) -> dict[str, str]:
    """Where answering begins: with the first questions, where there are more and none is answered yet."""
    begins = not (visit.card.counts.answered or visit.quick) and len(visit.interview.asked) > FIRST
    return visit.address | ({ROUTE_PARAM: "first"} if begins else {})


def _begin(visit: Visit, pages: Pages) -> None:
    """The button that begins with the first questions, and beside it the one for all in the usual order."""
    address = begin_address(visit)
    first = address.get(ROUTE_PARAM) == "first"
    label = visit.say(t.BEGIN_FIRST, count=FIRST) if first else visit.say(w.START_BUTTON)
    if st.button(label, type="primary", key="turn-done"):
        st.switch_page(pages.interview, query_params=address)
    if first and st.button(visit.say(t.BEGIN_WHOLE), key="turn-whole"):
        st.switch_page(pages.interview, query_params={k: v for k, v in address.items() if k != ROUTE_PARAM})


def _said(visit: Visit, turn: Turn) -> str:
    """What was said in a turn, in short."""
    if not turn.facts:
        target = next((band for band in visit.rubric.bands if band.id == visit.assessment.target), None)
        name = visit.assessment.name or visit.say(w.UNNAMED)
        return visit.say(t.SAID_NAME, name=name, target=visit.say(target.title)) if target else name
    said = sum(fact.id in visit.assessment.profile for fact in turn.facts)
    left = len(turn.facts) - said
    return visit.say(t.SAID_SOME, said=said, open=left) if left else visit.say(t.SAID_ALL, said=said)


def _leaves(visit: Visit) -> None:
    """How many questions the profile leaves as it stands; read out when it changes."""
    interview = visit.interview
    asked = len(interview.asked)
    possible = sum(question.core or not interview.core_only for question in visit.rubric.questions)
    minutes = visit.minutes(interview.asked)
    line = visit.say(t.LEAVES_MOST if interview.undecided else t.LEAVES, asked=asked, minutes=minutes)
    if possible > asked:
        line += visit.say(t.LEAVES_OUT, out=possible - asked)
    line += visit.say(c.STOP)
    draw_html(f'<p class="ecq-leaves" data-score-said="{escape(line)}">{escape(line)}</p>')


@dataclass
class Profile(PageState):
    """What the page of the profile keeps."""

    told: tuple[str, tuple[str, ...]] | None = field(default=None, metadata=OF_ASSESSMENT)
    """What was said of the platform last, and what of it was taken down; nothing where nothing was understood."""


def _draw_told(visit: Visit) -> None:
    """What was said of the platform last, and what of it was taken down, to be taken back."""
    told = session().page(Profile).told
    if not told:
        return
    said, taken = told
    reply = (
        visit.say(t.TOLD_TAKEN, said=LANGUAGES[visit.lang].semicolon.join(taken))
        if taken
        else visit.say(t.TOLD_NOTHING)
    )
    lines = f'<p class="own">{escape(said)}</p><p class="reply" role="status">{escape(reply)}</p>'
    draw_html(f'<div class="ecq-heard-box">{lines}</div>')
    if taken:
        st.button(visit.say(t.TOLD_UNDO), key="told-undo", type="tertiary", on_click=_untell)


def _draw_field(visit: Visit) -> None:
    """The field in which one describes the platform."""
    with st.container(key="tell-platform"):
        st.chat_input(visit.say(t.TELL), key=keys.PROFILE_TOLD, max_chars=LONGEST, on_submit=_tell)


def _tell() -> None:
    """Take down what was said of the platform, as one change; for callbacks."""
    visit, text = newest_visit(), str(st.session_state.get(keys.PROFILE_TOLD) or "")
    if visit is None or not text.strip():
        return
    said, here = platform_said(text, visit.rubric), session().page(Profile)
    here.told = (text, ())
    if not said:
        return
    named = {"name": said.name} if said.name else {}
    if change_on(Profile, profiled(profile=said.facts, target=said.target, **named)):
        here.told = (text, tuple(_taken(visit, said)))
        _refill(said.facts, said.name, said.target)
        made = newest_visit()
        place = turn_in_address(visit.rubric)
        if made is not None and place is not None and made.assessment.name and made.assessment.target:
            go_to_turn(next(_open_turns(made, place), len(turns_of(visit.rubric))))


def _taken(visit: Visit, said: PlatformSaid) -> Iterator[str]:
    if said.name:
        yield said.name
    if said.target:
        yield next(visit.say(band.title) for band in visit.rubric.bands if band.id == said.target)
    for name, value in said.facts.items():
        fact = visit.rubric.facts[name]
        told = fact_words(fact, value, visit.lang)
        yield f"{visit.say(fact.text)} {told}" if value in ("yes", "no") and told in ("Yes", "No") else told


def _refill(facts: Mapping[str, ProfileValue | None], name: str, target: str | None) -> None:
    """Show in the fields what was taken down elsewhere; for callbacks."""
    if name:
        st.session_state[keys.PROFILE_NAME] = name
    if target:
        st.session_state[keys.PROFILE_TARGET] = target
    for fact, value in facts.items():
        st.session_state[keys.fact(fact)] = list(value) if isinstance(value, tuple) else value


def _untell() -> None:
    """Take back what was said of the platform; for callbacks."""
    here = session().page(Profile)
    if here.took(step_by_word(redo=False)):
        here.told = None
        for key in [key for key in st.session_state if str(key).startswith(("fact-", "profile-"))]:
            del st.session_state[key]


def _open_turns(visit: Visit, place: int) -> Iterator[int]:
    """The turns after this one of which something is not said yet."""
    for number, turn in enumerate(turns_of(visit.rubric), 1):
        if number > place and any(fact.id not in visit.assessment.profile for fact in turn.facts):
            yield number


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the profile page."""
    place = None if visit.looks_only else turn_in_address(visit.rubric)
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        if place is None:
            st.title(visit.say(w.TO_PROFILE), anchor=False)
            if not visit.looks_only:
                st.write(visit.say(w.PROFILE_LEAD))
        say_refused(visit, Profile)
        draw_conflicts(visit)
        if place is not None:
            _draw_turns(visit, pages, place)
            return
        if not visit.looks_only:
            _draw_told(visit)
            _draw_field(visit)
        _platform(visit)
        _facts(visit, visit.rubric.profile.facts)
        _leaves(visit)
        if visit.looks_only:
            return
        with st.container(key="actions"):
            if not visit.card.counts.answered:
                _begin(visit, pages)
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
        st.error(inert(visit.say(refused.sentence)))
    _edition(visit)
    titles = {band.id: visit.say(band.title) for band in visit.rubric.bands if band.stars}
    field = _saved(visit, keys.PROFILE_TARGET, lambda target: profiled(target=target))
    choose(st.pills, visit.say(w.TARGET), titles, default=visit.assessment.target, wrap=True, **field)


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
    titles = {one.id: visit.say(one.layout.title) for one in rubric_catalogue.rubrics()}
    if len(titles) < 2:
        return
    field = _saved(visit, keys.PROFILE_RUBRIC, lambda chosen: set_to(brought_over, rubric_catalogue.rubric(chosen)))
    about = visit.say(w.ASKED_BY_HELP)
    choose(st.radio, visit.say(w.ASKED_BY), titles, at=visit.rubric.id, help=about, **field)


def _fact(visit: Visit, fact: Fact) -> None:
    titles = {option.id: visit.say(option.text) for option in fact.options}
    many, question = fact.kind == "many", visit.say(fact.text)
    current: ProfileValue | None = visit.assessment.profile.get(fact.id)

    def how(chosen: Any) -> How:
        return profiled(profile={fact.id: (tuple(chosen) if many else chosen) or None})

    choose(
        st.pills,
        visit.say(t.MANY, question=question) if many else question,
        titles,
        selection_mode="multi" if many else "single",
        default=(list(current or ()) or None) if many else current if isinstance(current, str) else None,
        wrap=True,
        help=visit.say(fact.help) if fact.help else None,
        **_saved(visit, keys.fact(fact.id), how, emptied=True),
    )


def _saved(visit: Visit, key: str, how: Callable[[Any], How], emptied: bool = False) -> dict[str, Any]:
    """What a field is drawn with that is saved at once; `emptied`: also where nothing is chosen in it any more."""

    def save() -> None:
        chosen = st.session_state[key]
        if chosen or emptied:
            change_on(Profile, how(chosen))

    return {"key": key, "on_change": save, "disabled": visit.looks_only}
