"""The portfolio page: which self-checks it shows, and what it says with none, one, few and many."""

import re

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.cli.files import day_of
from ecq.scoring.scorecard import score
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.comparison import benchmarks
from ecq.telling.portfolio.summary import client
from ecq.telling.text.sentences import interval_words, score_words
from ecq.telling.text.words import say
from tests.in_one_language import in_one

AT = "2026-11-24T09:00:00+00:00"


def filled(mine, shipped, count, lang="zh"):
    """So many self-checks with the samples' answers under names of their own."""
    samples = load_samples()
    made = [sample_assessment(samples[n % len(samples)], shipped, lang, AT) for n in range(count)]
    return [mine.add(one.model_copy(update={"name": f"Client {n}"}), None) for n, one in enumerate(made)]


def names(walker):
    return re.findall(r'href="/results\?a=[^"]*" target="_self" data-open="[^"]*">([^<]*)</a>', walker.html)


def test_without_any_and_with_one_the_page_says_so(walk, mine, shipped):
    walker = walk(page="portfolio")
    assert walker.words(p.EMPTY) in walker.html
    mine.add(begin(shipped, "Only", at=AT), None)
    assert not mine.several(None)
    assert not mine.several("another browser's key")
    walker = walk(page="portfolio", lang="en")
    assert walker.words(p.ONLY_ONE) in walker.html
    assert names(walker) == ["Only"]
    assert "0.0 — 100.0" not in walker.html, "nothing is answered, so there is no score to show"
    assert walker.words(p.NOT_BEGUN) in walker.html


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_list_shows_the_scores_of_each_but_of_no_demo_and_nothing_put_away(walk, mine, shipped, lang):
    shown = filled(mine, shipped, 3, lang)
    mine.add(sample_assessment(load_samples()[0], shipped, lang, AT), None, sample="qinghe-mall")
    hidden = mine.add(begin(shipped, "Archived", at=AT), None)
    mine.archive(hidden.id)
    walker = walk(page="portfolio", lang=lang)
    assert sorted(names(walker)) == ["Client 0", "Client 1", "Client 2"]
    walker.app.selectbox(key="portfolio-order").set_value("name")
    assert names(walker.run()) == ["Client 0", "Client 1", "Client 2"], "in the order asked for"
    for head in (p.TARGET_DAY, p.PROGRESS):  # on a narrow page no heads stand above
        assert walker.html.count(f'data-head="{say(head, lang)}"') == 3
    for one in shown:
        card = score(shipped, one.assessment)
        assert interval_words(card.score.low, card.score.high) in walker.html
        assert say(p.EVIDENCED_SCORE, lang, score=score_words(card.evidenced.low)) in walker.html


def test_tags_and_single_choice_narrow_the_list(walk, mine, shipped):
    shown = filled(mine, shipped, 3)
    mine.tag(shown[1].id, ["retail"])
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-which").set_value("tags").run()
    assert names(walker) == []
    walker.app.pills(key="portfolio-tags").set_value(["retail"]).run()
    assert names(walker) == ["Client 1"]
    walker.app.segmented_control(key="portfolio-which").set_value("chosen").run()
    walker.app.multiselect(key="portfolio-chosen").set_value([shown[0].id, shown[2].id]).run()
    assert sorted(names(walker)) == ["Client 0", "Client 2"]
    assert not walker.app.exception


def test_two_are_compared_and_one_is_not(walk, mine, shipped):
    shown = filled(mine, shipped, 2)
    assert mine.several(None)
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-view").set_value("compare").run()
    assert "<table" in walker.html
    best = max(shown, key=lambda one: score(shipped, one.assessment).score.low)
    assert f"{best.assessment.name} has the highest guaranteed score" in walker.html
    walker.app.multiselect(key="portfolio-compare").set_value([shown[0].id]).run()
    assert "<table" not in walker.html
    assert any(one.value == "Choose 1 more to compare." for one in walker.app.info)


def test_back_leads_to_what_was_shown_before(walk, mine, shipped):
    filled(mine, shipped, 2)
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-view").set_value("compare").run()
    assert walker.app.query_params["view"] in ("compare", ["compare"])
    del walker.app.query_params["view"]
    walker.app.run()
    assert walker.app.segmented_control(key="portfolio-view").value == "overview"
    assert "view" not in walker.app.query_params
    assert not walker.app.multiselect


def test_five_clients_make_a_benchmark_and_four_say_what_is_missing(walk, mine, shipped):
    four = filled(mine, shipped, 4)
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-view").set_value("benchmark").run()
    assert "From 5 clients of one rubric on there is a benchmark; now there are 4." in walker.html
    assert "<table" not in walker.html
    fifth = mine.add(four[0].assessment.model_copy(update={"name": "Client 4"}), None)
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-view").set_value("benchmark").run()
    (expected,) = benchmarks([client(shipped, one.assessment, day_of(None)) for one in (*four, fifth)])
    found = next(line.quartiles for line in expected.lines if line.quartiles)
    assert f'<td class="num">{interval_words(found.median.low, found.median.high)}</td>' in walker.html
    assert not re.search(r"Client \d", walker.html), "a benchmark names nobody"


def test_a_name_with_markup_is_text(walk, mine, shipped):
    name = "<img src=x onerror=alert(1)> **b** =1+1"
    of = sample_assessment(load_samples()[0], shipped, "en", AT).model_copy(update={"name": name})
    for _ in range(2):
        mine.add(of, None)
    walker = walk(page="portfolio", lang="en")
    walker.app.segmented_control(key="portfolio-view").set_value("compare").run()
    assert "&lt;img src=x" in walker.html
    assert "<img src" not in walker.html
    assert not walker.app.exception
