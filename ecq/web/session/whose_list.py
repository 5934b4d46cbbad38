"""Whose list of self-checks a visitor sees: on this computer all of them, on a server for others those of the browser, and with log-in those of the person."""

from __future__ import annotations

import secrets

import streamlit as st
from streamlit import config

from ecq.assessment.changes import begin
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.language import Lang, Text, filled
from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY, LOOPBACK, mode
from ecq.exchange import rubric_catalogue
from ecq.store.collection import Whose
from ecq.telling.portfolio.summary import Listing, bases, listing, summary_by
from ecq.web.session import words as k
from ecq.web.session.state import session
from ecq.web.session.stores import collection, organisation, organisation_name, store
from ecq.web.session.visit import now, today

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def list_key() -> Whose:
    """The list of the person's organisation, or the browser's by its key; None where the list is that of all of this computer.

    That is so only where nobody logs in and nobody else can be on the other side: the server listens on a loopback address,
    is called by no other name, and no proxy handed the request on. A browser without the cookie, or with one that is not of this kind, gets a list for this session alone.
    """
    if here := organisation():
        return here
    names = (config.get_option("server.address"), config.get_option("browser.serverAddress"))
    headers = st.context.headers
    if mode() != "open" and all(name in LOOPBACK for name in names) and not any(headers.get(one) for one in _FORWARDED):
        return None
    key = st.context.cookies.get(BROWSER_COOKIE)
    if key and BROWSER_KEY.fullmatch(key):
        return key
    session().list_key = session().list_key or secrets.token_urlsafe(32)
    return session().list_key


def where_kept() -> Text:
    """Where the answers are kept, and who can see them."""
    if organisation():
        return filled(k.PRIVATE_ORGANISATION, name=organisation_name())
    return k.PRIVATE if list_key() else k.PRIVATE_HERE


def listed(at_most: int) -> tuple[Listing, ...]:
    """The visitor's list, newest change first; at most so many scores that are missing are worked out now.

    What was begun and left before anything was said is not on it.
    """
    known = rubric_catalogue.at_hand()
    day = today()
    rows = collection().listed(
        list_key(), bases(known.values()), lambda one: summary_by(known, one.on(day)), at_most, day
    )
    return tuple(row for row in map(listing, rows) if not _says_nothing(row))


def _says_nothing(row: Listing) -> bool:
    if row.listed.revision > 1 or row.listed.sample or row.listed.tags or row.name or row.scored:
        return False
    stored = store().find(row.id) if row.summary else None
    return stored is not None and stored.assessment.says_nothing


def new_self_check() -> str:
    """Begin a self-check on the visitor's list; its id. Where nothing was said in the one this window began before, it is that.

    Raises StoreError.
    """
    here, whose = session(), list_key()
    with here.adding:
        before = store().find(here.begun[1]) if here.begun and here.begun[0] == whose else None
        if before is not None and before.assessment.says_nothing:
            return before.id
        made = begin(rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC), at=now())
        here.begun = whose, collection().add(made, whose).id
        return here.begun[1]


def reset_demo(assessment_id: str, lang: Lang) -> str | None:
    """Put a demo back to how the sample is, which can be undone; returns its name, or None where it is no demo."""
    samples = {one.id: one for one in load_samples()}
    sample = samples.get(collection().place(assessment_id, None).sample)
    if sample is None:
        return None
    fresh = demo_assessment(sample, rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC), lang, now())
    store().change(assessment_id, lambda _: fresh, by=session().window)
    return fresh.name
