"""One damaged self-check among others: the start page and the portfolio name it and show the others, which open as before."""

import re

import pytest

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.store.collection import Collection
from ecq.store.database import FILE_NAME
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.contents import Contents
from ecq.web import portfolio
from ecq.web.frame import words as access
from ecq.web.html.parts import inert
from tests.app.test_self_checks import rows
from tests.damage import flip_body
from tests.in_one_language import in_one


@pytest.fixture
def three(store, shipped, tmp_path):
    """Three self-checks, of which one byte of the second is changed on the disk."""
    made = [
        Collection(store).add(sample_assessment(one, shipped, "en", "2026-11-24T09:00:00+00:00"), None)
        for one in load_samples()[:3]
    ]
    store.engine.dispose()  # so that all of it stands in the file
    flip_body(tmp_path / FILE_NAME, made[1].id)
    store.forget_all()
    return made


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_start_page_lists_all_and_says_which_cannot_be_read(walk, three, lang):
    walker = walk(lang=lang, page="start")
    assert walker.errors == []
    shown = {re.findall(r'data-id="(.*?)"', row)[0]: row for row in rows(walker)}
    assert set(shown) == {one.id for one in three}
    said = {one for one, row in shown.items() if walker.words(p.UNREADABLE_ROW) in row}
    assert said == {three[1].id}


def test_its_own_page_says_so_and_leads_to_the_others(walk, three):
    walker = walk(lang="en").go("interview", a=three[1].id)
    assert walker.words(access.UNREADABLE_ASSESSMENT) in walker.html
    assert f"Self-check “{three[1].assessment.name}” ({three[1].id}) cannot be read" in walker.html
    walker.press("to-start")
    other = walk(three[0].id, "en", page="results")
    assert other.errors == []
    assert walker.words(access.UNREADABLE_ASSESSMENT) not in other.html


def test_the_portfolio_shows_the_others_and_says_what_is_left_out_in_files_too(walk, three, monkeypatch):
    made: list[Contents] = []
    monkeypatch.setattr(portfolio, "_files", lambda visit, contents, ids: made.append(contents))
    walker = walk(lang="en", page="portfolio")
    assert walker.errors == []
    told = p.UNREADABLE.en.format(names=three[1].assessment.name)
    assert told in made[0].notes()
    assert [one.value for one in walker.app.info] == [inert(told)]
    assert all(one.assessment.name in walker.html for one in (three[0], three[2]))


def test_it_can_be_put_into_the_bin(walk, three, store):
    from tests.app.test_self_checks import press

    press("bin", three[1].id)
    assert Collection(store).place(three[1].id, None).binned
