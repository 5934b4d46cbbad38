"""Licences: every package that an extra installs has one that is known and permitted, and the list of them is current."""

from __future__ import annotations

from email.message import Message

import pytest

from tests import licences


def installed() -> set[str]:
    return set().union(*(licences.installed_by(extra) for extra in licences.extras()))


def test_every_package_has_a_licence_that_is_permitted_or_explained():
    assert licences.faults(installed()) == []


def test_the_list_is_current_and_leaves_out_nothing_that_is_pinned():
    assert set(licences.pinned()) - installed() == set()
    assert licences.DOCUMENT.read_text(encoding="utf-8") == licences.document(), "python -m tests.licences --write"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"License-Expression": "MIT OR Apache-2.0"}, ""),
        ({"License": "A text of many lines", "Classifier": "License :: OSI Approved :: MIT License"}, ""),
        ({"License-Expression": "MIT AND GPL-3.0-or-later"}, "GPL-3.0-or-later is not permitted"),
        ({"License-Expression": "AGPL-3.0-only"}, "AGPL-3.0-only is not permitted"),
        ({"Classifier": "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"}, "is not known"),
        ({}, "is not known"),
    ],
)
def test_what_may_not_be_is_named(monkeypatch, said, fault):
    told = Message()
    for name, value in said.items():
        told[name] = value
    monkeypatch.setattr(licences, "metadata", lambda _: told)
    licences.licence_of.cache_clear()
    found = licences.faults(["some-package"])
    licences.licence_of.cache_clear()
    assert (fault in found[0]) if fault else found == []
