"""The slides for a meeting say what the engine says, in every state of an assessment, and need nothing but themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from ecq.assessment.changes import begin
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment, Response
from ecq.base.brand import BrandKit, BrandLogo
from ecq.base.language import Lang, words
from ecq.cli import main
from ecq.document.blocks import Chapter, OnePage, Outcome, OwnPage, Stars, plain
from ecq.document.charts import Interval, Key, Level, ScoreColumns
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling import slides as w
from ecq.telling.portfolio.comparison import FEWEST
from ecq.telling.portfolio.summary import summary
from ecq.telling.report import words as r
from ecq.telling.report.comparisons import Earlier, peers_of
from ecq.telling.report.decision import ways_of
from ecq.telling.report.shown import SECTIONS, SHOWN, SLIDES, choose, gives_to
from ecq.telling.slides import GATE_SLIDES, GATES_ON_A_SLIDE, deck, result, slides
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import gates_words, interval_words, score_words
from ecq.telling.text.words import say
from ecq.writers.html.blocks import html as html_of
from ecq.writers.slides.deck import presentation
from tests import building as b
from tests import strategies
from tests.building import F, sampled
from tests.in_one_language import in_one
from tests.planning.sentence_states import AT, settled, staffed
from tests.report.full_reports import model

DAY = "2026-11-24"
VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """What a browser makes of a page: whether all that opens closes, and every address it names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def told(rubric: Rubric, made: Assessment, lang: Lang = "zh") -> dict[str, str]:
    """The words of each slide, heading first, by its id."""
    shown = slides(result(rubric, made, lang, DAY))
    assert len({one.id for one in shown}) == len(shown)
    return {one.id: f"{one.title}\n" + "".join(f"{text}\n" for text in texts(plain(one.blocks))) for one in shown}


def texts(value: Any) -> Iterator[str]:
    """All texts of blocks as plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for name, part in value.items() if name != "kind" for text in texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def state(shipped: Rubric, name: str) -> Assessment:
    sample = sampled("xinghuo-live", shipped, "zh", DAY)
    questions = shipped.by_id
    made: Mapping[str, Mapping[str, Response]] = {
        "nothing": {},
        "half": dict(list(sample.responses.items())[:60]),
        "sample": sample.responses,
        "best": {q: Response(state="answered", value=b.best(questions[q])) for q in shipped.order},
        "worst": {q: Response(state="answered", value=b.worst(questions[q])) for q in shipped.order},
        "aside": {
            q: Response(state="na", reason=questions[q].not_applicable[0].id)
            for q in shipped.order
            if questions[q].not_applicable
        },
    }
    return sample.model_copy(update={"responses": made[name]})


def test_the_way_to_the_target_is_the_plan_worded_already(shipped: Rubric) -> None:
    shown = result(shipped, staffed(sampled("qinghe-mall", shipped, "zh", DAY)), "zh", DAY)
    assert ways_of(shown.view, DAY)["target"] == shown.ways["target"]
    assert shown.ways["target"][1] is shown.work


def test_where_nothing_is_left_to_do_there_is_no_empty_slide(shipped: Rubric) -> None:
    shown = slides(result(shipped, settled(shipped, 1, evidence=True), "zh", DAY))
    assert [one.id for one in shown] == ["standing", "dimensions", "gates", "scenarios", "decision"]
    assert all(one.blocks for one in shown)


@pytest.mark.parametrize("name", ["nothing", "half", "sample", "best", "worst", "aside"])
def test_the_slides_say_what_the_engine_says_in_every_state(shipped: Rubric, name: str) -> None:
    made = state(shipped, name)
    card, shown = score(shipped, made), told(shipped, made)
    plan = result(shipped, made, "zh", DAY).work
    assert (score_words(card.score.low) + "\n" in shown["standing"]) == card.tells == (name != "nothing")
    assert gates_words(card, "zh") in shown["standing"]
    assert ("dimensions" in shown) == bool(card.counts.answered)
    if card.counts.answered:
        for node in card.nodes.values():
            if not node.depth and node.share is not None:
                assert interval_words(node.share.low, node.share.high) in shown["dimensions"]
    failed = card.gates_in("failed")
    gates = [text for slide, text in shown.items() if slide.startswith("gates")]
    assert len(gates) == max(1, min(GATE_SLIDES, -(-len(failed) // GATES_ON_A_SLIDE)))
    most = GATES_ON_A_SLIDE * GATE_SLIDES
    assert all("红线项：未过" in one for one in gates) or not any(gate.state != "na" for gate in card.gates)
    for gate in failed[:most]:
        assert words(shipped.by_id[gate.question].text, "zh") in "".join(gates)
    if failed[most:]:
        assert say(w.GATES_OTHERS, "zh", count=len(failed) - most) in gates[-1]
        spoken = "".join(note for slide in slides(result(shipped, made, "zh", DAY)) for note in slide.notes)
        assert all(words(shipped.by_id[gate.question].text, "zh") in spoken for gate in failed), "every one is named"
    passed = not failed and not card.gates_in("open") and card.gates_in("passed")
    assert (r.GATES_FINE.zh in "".join(gates)) == bool(passed)
    assert plan.headline in shown["way"]
    for share in plan.shares:
        if share.kind != "if-not-confirmed":
            assert share.label in shown["way"]
            assert share.amount.removesuffix(" 题") in shown["way"]
    assert ("scenarios" in shown) == ("decision" in shown) == (name in ("sample", "best", "worst"))


@given(both=strategies.scored(gate_cap=True))
def test_slides_of_any_assessment_are_whole_and_claim_no_score_where_there_is_none(
    both: tuple[Rubric, Assessment],
) -> None:
    rubric, made = both
    Page(presentation(deck(result(rubric, made, "en", DAY)), "en", BrandKit()))
    shown = told(rubric, made, "en")
    card = scorecard(rubric, made)
    assert (score_words(card.score.low) + "\n" in shown["standing"]) == card.tells
    if not card.tells:
        assert ww.VERDICTS["ready"].en not in shown["standing"]


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_file_fetches_nothing_and_what_comes_from_outside_stays_text(shipped: Rubric, lang: Lang) -> None:
    made = begin(shipped, '<script>alert(1)</script> & "青禾"')
    logo = BrandLogo("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    brand = BrandKit("<i>衡准</i>", "#7a1f5c", logo)
    html = presentation(deck(result(shipped, made, lang, DAY), brand.name), lang, brand)
    page = Page(html)
    assert {address.partition(",")[0] for address in page.addresses} == {"data:image/svg+xml;base64"}
    assert "<script>alert" not in html
    assert "<i>衡准" not in html
    assert "url(" not in html
    assert "@import" not in html
    assert "#7a1f5c" in html
    assert html.count("<section") == len(slides(result(shipped, made, lang, DAY)))
    assert html.count(words(ww.NOT_A_CERTIFICATE, lang)) >= html.count("<section"), "each slide says what it is not"


def test_the_html_says_every_text_of_the_blocks(shipped: Rubric) -> None:
    for name in ("half", "sample", "worst"):
        shown = deck(result(shipped, state(shipped, name), "zh", DAY))
        html = re.sub(r'<span class="day">(.*?)</span>', r"\1", unescape(presentation(shown, "zh", BrandKit())))
        for slide in shown.slides:
            said = [slide.title, *(text for block in slide.blocks for text in sayings(block))]
            assert [text for text in said if spaced(text) not in spaced(html)] == []


def spaced(text: str) -> str:
    """With plain spaces in place of those that keep a number beside its unit."""
    return text.replace("\u00a0", " ")


def test_a_day_a_range_and_a_number_with_its_unit_stay_on_one_line(shipped: Rubric) -> None:
    made = staffed(sampled("lianshan-industrial", shipped, "zh", AT), ready_by="2027-01-29")
    html = presentation(deck(result(shipped, made, "zh", DAY)), "zh", BrandKit())
    assert re.search(r"还差\u00a0\d+\.\d\u00a0分", html)
    assert re.search(r"\d\u00a0—\u00a0\d", html)
    content = "".join(re.findall(r'<div class="content">(.*?)<footer>', html))
    told = re.sub(r'<span class="day">[\d-]{10}</span>', "", content)
    assert re.findall(r">[^<>]*\b\d{4}-\d\d-\d\d", told) == []
    assert re.search(r'aria-label="[^"<>]*\d{4}-\d\d-\d\d', html), "what is heard is text alone"


def test_on_a_phone_a_table_tears_no_number_or_grade_apart_and_gates_have_the_colour_of_their_state(
    shipped: Rubric,
) -> None:
    made = presentation(deck(result(shipped, sampled("qinghe-mall", shipped), "zh", DAY)), "zh", BrandKit())
    style = made.partition("<style>")[2].partition("</style>")[0]
    assert "overflow-wrap: anywhere" not in style, "it lets a column be as narrow as a digit"
    phone = style.partition("(orientation: portrait)")[2].partition("@page")[0]
    assert ":is(th[scope=row], td:last-child):lang(zh) { word-break: keep-all; }" in phone
    assert not re.search(r"\.num {[^}]*white-space: normal", style)
    assert ".ecq-card:has(.ecq-head > .ecq-bad) { border-color: var(--ecq-red); }" in style
    assert "▢\u00a0三星" in made


def test_stars_are_grey_and_names_of_grades_apart_as_in_the_report(shipped: Rubric) -> None:
    failed = staffed(sampled("xinghuo-live", shipped, "zh", AT))
    assert 'class="graded against"' in presentation(deck(result(shipped, failed, "zh", DAY)), "zh", BrandKit())
    assert 'class="graded"' in presentation(
        deck(result(shipped, settled(shipped, 1, True), "zh", DAY)), "zh", BrandKit()
    )
    levels = tuple(Level(F(score), name, score == 95) for score, name in ((80, "three"), (90, "four"), (95, "five")))
    html = html_of([ScoreColumns((), levels, (), "")])
    assert "three" in html
    assert "five" in html
    assert "four" not in html, "its name would lie on that of the target"
    assert html.count("<i ") == 3


def test_stars_not_reached_are_told_apart_as_on_paper_and_a_bar_too_low_is_red(shipped: Rubric) -> None:
    reached = Outcome(Stars(1, 3, 5, False), "", "", "", "")
    assert '>★<span class="may">★★</span><span class="off">★★</span></div>' in html_of([reached])
    every = html_of([Outcome(Stars(5, 5, 5, False), "", "", "", "")])
    assert ">★★★★★</div>" in every
    low = presentation(
        deck(result(shipped, sampled("lianshan-industrial", shipped, "zh", AT), "zh", DAY)), "zh", BrandKit()
    )
    assert low.count('class="ecq-bar thin bad"') == 3, "its weakest indicators cannot reach two stars"
    assert ".ecq-bar.bad .proved { background: var(--ecq-red); }" in low
    assert ".ecq-bar.bad .claimed { background: var(--ecq-red-pale); }" in low


def sayings(block: Any) -> Iterator[str]:
    """The texts of a block that stand in every writer's slides: no ids, no words of axes that are drawn."""
    hidden = {"id", "rank", "alt", "lead", "kind", "caption", "tone"}
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        yield from (text for part in block for text in sayings(part))
    elif isinstance(block, Key):
        yield from block.states[:4]
    elif is_dataclass(block) and not isinstance(block, Interval):
        yield from (
            text for part in fields(block) if part.name not in hidden for text in sayings(getattr(block, part.name))
        )


def test_the_table_of_surfaces_says_what_slides_take_and_notes_say_where_it_stands(shipped: Rubric) -> None:
    before = Earlier(day="2026-06-30", assessment=state(shipped, "half"))
    told_of = result(shipped, state(shipped, "sample"), "zh", DAY, [before])
    own = summary(shipped, state(shipped, "sample"))
    peers = peers_of(own, [own.model_copy(update={"name": str(number)}) for number in range(FEWEST)])
    shown = slides(replace(told_of, peers=peers))
    assert "2026-06-30" in shown[1].title
    assert list(dict.fromkeys(one.id.partition("-")[0] for one in shown)) == list(SLIDES)
    assert {slide for one in SECTIONS for slide in SHOWN[one].slides} == set(SLIDES)
    for slide in shown:
        parts = gives_to(next(one for one in SLIDES if one == slide.id.partition("-")[0]))
        assert parts
        assert all(words(SHOWN[part].title, "zh") in slide.notes[0] for part in parts)
        assert f"{shipped.id} {shipped.version}" in slide.notes[-1]
    (gates,) = [one for one in shown if one.id.startswith("gates")]
    (failed,) = score(shipped, state(shipped, "sample")).gates_in("failed")
    assert any(line.startswith(failed.question) for line in gates.notes)


@pytest.mark.parametrize("name", ["nothing", "half", "sample", "worst"])
def test_notes_name_no_part_that_the_report_does_not_have_or_calls_otherwise(shipped: Rubric, name: str) -> None:
    made = state(shipped, name)
    report = model(shipped, made, choose("zh"), DAY)
    firsts = [
        part.blocks[0].ways[0][0] if isinstance(part.blocks[0], OwnPage) else part.blocks[0] for part in report.parts
    ]
    titles = {first.title for first in firsts if isinstance(first, Chapter | OnePage)}
    for slide in slides(result(shipped, made, "zh", DAY)):
        named = slide.notes[0].partition("部分")[0]
        assert set(re.findall("“(.*?)”", named)) <= titles, slide.id


def test_dimensions_are_measured_against_the_target(shipped: Rubric) -> None:
    shown = told(shipped, state(shipped, "sample"))
    assert wr.SHARES_NOTE.zh.format(target="四星", share="90") in shown["dimensions"]


def test_the_command_writes_the_slides(tmp_path, capsys: pytest.CaptureFixture[str], shipped: Rubric) -> None:
    (tmp_path / "a.json").write_text(dump(state(shipped, "sample")), encoding="utf-8")
    args = ["present", str(tmp_path / "a.json"), "-o", str(tmp_path / "a.html"), "--lang", "en", "--brand", "Hengzhun"]
    assert main(args) == 0
    assert "<span>Hengzhun</span>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert main([*args[:-2], "--accent", "#ffee00"]) == 2
    assert "too light" in capsys.readouterr().err
