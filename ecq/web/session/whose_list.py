"""Whose list of self-checks a visitor sees: on this computer all of them, on a server for others those of the browser."""

from __future__ import annotations

import secrets

import streamlit as st
from streamlit import config

from ecq.settings import BROWSER_COOKIE, LOOPBACK
from ecq.store.collection import Collection
from ecq.web.session.state import session
from ecq.web.session.visit import store

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def list_key() -> str | None:
    """The key of the browser's list; None where the list is that of all of this computer.

    That is so only where nobody else can be on the other side: the server listens on a loopback address, is called by no
    other name, and no proxy handed the request on. A browser without the cookie gets a list for this session alone.
    """
    names = (config.get_option("server.address"), config.get_option("browser.serverAddress"))
    headers = st.context.headers
    if all(name in LOOPBACK for name in names) and not any(headers.get(one) for one in _FORWARDED):
        return None
    key = st.context.cookies.get(BROWSER_COOKIE)
    if key:
        return key
    session().list_key = session().list_key or secrets.token_urlsafe(32)
    return session().list_key


def collection() -> Collection:
    """The list over the app's store. Raises StoreError."""
    return Collection(store())
