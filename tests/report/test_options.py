"""What a reader may choose: extent, parts, two languages, name, logo and colour; and what is refused, each with a sentence."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ecq.assessment.changes import annotate, answer, begin
from ecq.assessment.file import dump
from ecq.base.errors import ReportError
from ecq.base.language import Lang
from ecq.cli import main
from ecq.document.bilingual import Both, WithOwn, both, merged
from ecq.document.blocks import Bullets, Card, Chapter, Figure, Table, Waves
from ecq.document.charts import Strip
from ecq.document.colours import ACCENT, WHITE, checked, contrast, of
from ecq.document.drawing.page import Written
from ecq.document.logo import read_logo
from ecq.planning import plan
from ecq.planning.agreed import agree, assign, exclude, limits_of, lock, set_weekly, tick
from ecq.rubric.model import Rubric
from ecq.telling.plan import words as p
from ecq.telling.plan.work_plan import NO_FIGURE
from ecq.telling.portfolio.comparison import FEWEST
from ecq.telling.portfolio.summary import summary
from ecq.telling.report.comparisons import Earlier, peers_of
from ecq.telling.report.details import missing_questions
from ecq.telling.report.shown import SECTIONS, Options, choose, people
from ecq.telling.report.whole import view_of
from ecq.writers.pdf.build import Order, make_report, sealed
from ecq.writers.pdf.render import lay
from ecq.writers.verify.verify import verify
from tests import building as b
from tests.in_one_language import in_one
from tests.report.assessments import DAY, answered_shop, filled, full_profile, taken, teaching_shop
from tests.report.full_reports import (
    blocks_of,
    pages_of,
    paragraphs,
    pdf_of,
    plan_of,
    report_with_answers,
    rows_of,
    sealed_of,
    summary_of,
)
from tests.report.full_reports import model as report_model
from tests.report.pdf_archive import complaints
from tests.report.pdf_reading import opened, pressed, text_of
from tests.report.test_verify import failed, swapped

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="40" height="40" fill="#123456"/></svg>'
)


def png(width: int = 300, height: int = 100, mode: str = "RGBA") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), "navy" if mode != "P" else 3).save(out, "PNG")
    return out.getvalue()


REST = [one for one in SECTIONS if one != "plan"]


# Extent and parts


@pytest.mark.parametrize("lang", in_one("en"))
@pytest.mark.parametrize("sample", ["qinghe-mall", "lianshan-industrial", "xinghuo-live"])
def test_the_short_report_of_a_sample_has_five_pages_or_six(shipped: Rubric, lang: Lang, sample: str):
    made = b.sampled(sample, shipped, lang)
    longer = lang == "en" or sample == "xinghuo-live"  # whose failed gate stands in full
    assert len(pages_of(Order(shipped, made, choose(lang, "short"), DAY)).pages) <= (6 if longer else 5)


def test_each_part_can_be_left_out_and_put_in(shipped: Rubric):
    other = shipped.model_copy(update={"layout": shipped.layout.model_copy(update={"id": "b"})})
    made = filled(shipped)
    own = summary(shipped, made)
    peers = peers_of(own, [own.model_copy(update={"name": str(number)}) for number in range(FEWEST)])
    earlier = Earlier(assessment=filled(shipped, seed=3))

    def told(options: Options) -> set[str]:
        model = sealed(Order(shipped, made, options, DAY, (other,), None, earlier, peers=peers))[0]
        return {part for part in SECTIONS if model.part(part)}

    assert told(choose("en", "short", add=SECTIONS)) == set(SECTIONS)
    for left_out in (SECTIONS[::2], SECTIONS[1::2]):
        assert told(choose("en", "short", add=SECTIONS, leave_out=left_out)) == set(SECTIONS) - set(left_out)


def test_a_report_of_nothing_but_cover_and_verification_holds(teaching: Rubric):
    made = Order(teaching, teaching_shop(teaching), choose("zh", "short", leave_out=SECTIONS), DAY)
    assert verify(pdf_of(made), "x.pdf").follows


def test_the_standard_report_has_the_first_gaps_in_full_and_counts_the_others(shipped: Rubric):
    model = report_model(shipped, filled(shipped), choose("en"), DAY)
    every = report_model(shipped, filled(shipped), choose("en", "full"), DAY)
    in_full, all_of_them = ([card.title for card in blocks_of(one, "gaps", Card)] for one in (model, every))
    assert all_of_them[: len(in_full)] == in_full
    assert (len(in_full), len(all_of_them)) == (6, 8)
    missing = len(missing_questions(view_of(shipped, filled(shipped), "en", ())))
    for one, shown in ((model, in_full), (every, all_of_them)):
        assert f"({missing - len(shown)})" in paragraphs(one, "gaps")[-1]


def test_what_the_summary_names_has_the_numbers_of_the_plan(shipped: Rubric):
    model = report_model(shipped, filled(shipped, seed=3), choose("en", "full"), DAY)
    named = [line for wave in summary_of(model).ways[0].waves for line in wave.lines]
    assert any(line.gate for line in named)
    planned = {line.title: line for wave in plan_of(model).waves for line in wave.lines}
    for one in named:
        line = planned[one.title]
        assert (one.gain, one.effort, one.owner, one.day) == (line.gain, line.effort, line.owner, line.day)


@pytest.mark.parametrize("answered", [0, 14])
def test_a_report_on_a_check_hardly_begun_is_short_and_says_why(shipped: Rubric, answered: int):
    made = begin(shipped, "新", full_profile(shipped))
    for question in shipped.questions[:answered]:
        made = taken(answer(made, question, question.lowest_answer))
    model = report_model(shipped, made, choose("zh"), DAY)
    assert not any(
        model.part(part) for part in ("plan", "strengths", "gaps", "sureness", "evidence", "sign", "sources")
    )
    assert "一半以上" in summary_of(model).notes[0]
    assert len(lay(model).pages) <= 10


def test_the_worked_example_adds_up_to_what_the_scorer_says(shipped: Rubric):
    *steps, total = rows_of(report_model(shipped, filled(shipped), choose("en", "full"), DAY), "method")

    def exact(text: str) -> Fraction:
        return Fraction(text.split(" = ", maxsplit=1)[0])

    for place in (1, 3):
        assert sum((exact(step.cells[place][0]) for step in steps), Fraction(0)) == exact(total.cells[place][0])
    for step in steps:
        (worth,), (credit,), (adds,) = step.cells[1:]
        if credit != "open":
            assert exact(worth) * Fraction(credit) == exact(adds)


def test_before_the_first_answer_there_is_neither_example_nor_plan(teaching: Rubric):
    model = report_model(teaching, begin(teaching), choose("zh"), DAY)
    assert (rows_of(model, "method"), model.part("plan"), model.part("sureness")) == ([], (), ())


def test_the_plan_of_the_report_obeys_the_saved_limits(shipped: Rubric):
    made = taken(set_weekly(filled(shipped), "10"))
    found = plan(shipped, made, "four-star", limits_of(shipped, made))
    first = next(step.question for step in found.steps if shipped.by_id[step.question].gate is None)
    without = exclude(made, first, True)
    rest = plan(shipped, without, "four-star", limits_of(shipped, without))
    owned = taken(assign(without, rest.steps[0].question, "张工", "2027-01-31"))
    again = plan(shipped, owned, "four-star", limits_of(shipped, owned))
    model = report_model(shipped, owned, choose("zh", "full", leave_out=REST), DAY)
    (timed,) = blocks_of(model, "plan", Table)
    named = {row.cells[1][0].text for row in timed.rows}
    lines = [line for wave in plan_of(model).waves for line in wave.lines if line.title in named]
    assert {line.id for line in lines} == {step.question for step in again.steps}
    assert first not in {line.id for line in lines}
    assert ("2027-01-31", "张工") in {(line.day, line.owner) for line in lines}
    two = plan_of(report_model(shipped, owned, choose("zh+en", "full", leave_out=REST), DAY))
    assert {line.owner for wave in two.waves for line in wave.lines} == {"", "张工"}, "own words stand once"
    bars = [row.cells[2][0] for row in timed.rows]
    assert all(0 <= bar.start < bar.end <= 1 for bar in bars)
    unsaid = report_model(shipped, filled(shipped), choose("zh", "full", leave_out=REST), DAY)
    assert blocks_of(unsaid, "plan", Table) == [], "nobody said who works on it"


@pytest.mark.parametrize("extent", ["full", pytest.param("standard", marks=pytest.mark.long)])
def test_every_total_of_the_plan_is_exact_and_cut_once(shipped: Rubric, extent: str):
    def points(rows) -> Fraction:
        return sum((Fraction(row.gain.lstrip("+")) for row in rows if row.gain[:1] == "+"), Fraction(0))

    def days(rows) -> Fraction:
        return sum((Fraction(row.effort) for row in rows if row.effort not in ("", "—")), Fraction(0))

    for sample in ("xinghuo-live", "lianshan-industrial"):
        model = report_model(shipped, b.sampled(sample, shipped, "en"), choose("en", extent), DAY)
        waves = plan_of(model)
        for way in (waves, *summary_of(model).ways):
            for wave in way.waves:
                shown = (*wave.lines, *wave.rest)
                # The shortest way has the totals alone.
                if days(shown):
                    sums = [wave.head] if wave.head.effort else way.sums  # of the one wave with work
                    assert days(shown) == days(sums)
                    assert 0 <= points(sums) - points(shown) < Fraction(len(shown), 100)
        heads = [wave.head for wave in waves.waves if wave.head.effort] or waves.sums
        assert days(waves.sums) == days(heads)
        assert 0 <= points(waves.sums) - points(heads) < Fraction(len(heads), 100)
        (strip,) = (figure.chart for figure in blocks_of(model, "plan", Figure) if isinstance(figure.chart, Strip))
        assert days(waves.sums) == sum(share.days for share in strip.shares if share.kind != "if-not-confirmed")


def test_steps_ticked_off_are_ticked_and_what_is_reached_is_listed_as_done(shipped: Rubric):
    made = filled(shipped)
    found = plan(shipped, made, "four-star", limits_of(shipped, made))
    agreed = taken(agree(made, found))
    first, second = [step for step in found.steps if step.kind == "prove"][:2]
    agreed = tick(agreed, first.question, True)
    proved = b.prove(agreed, shipped.by_id[second.question])
    model = report_model(shipped, proved, choose("en", "full", leave_out=REST), DAY)
    (waves,) = blocks_of(model, "plan", Waves)
    lines = [line for wave in waves.waves for line in wave.lines]
    assert [line.id for line in lines if line.ticked] == [first.question]
    (steps,) = (one for one in blocks_of(model, "plan", Table) if len(one.rows) == len(found.steps))
    stands = {row.cells[0][0].id: row.cells[1][0] for row in steps.rows}
    assert (stands[first.question], stands[second.question]) == ("Done, not recorded yet", "In place")
    heads = [column.head for column in steps.columns]
    assert p.ESTIMATED.en in heads
    assert not {p.TOOK.en, p.PLANNED_DAY.en} & {*heads}, "nobody has said what it took, and no day was planned"


def test_a_target_out_of_reach_is_shown_with_the_obstacles(shipped: Rubric):
    made = filled(shipped)
    for question in shipped.questions:
        made = lock(made, question.id, True)
    model = report_model(shipped, made, choose("en", leave_out=REST), DAY)
    lines = [line for waves in blocks_of(model, "plan", Waves) for wave in waves.waves for line in wave.lines]
    assert {line.effort for line in lines} <= {NO_FIGURE}  # to be confirmed; no step
    assert "cannot be reached" in blocks_of(model, "plan", Chapter)[0].claim
    (why,) = blocks_of(model, "plan", Bullets)
    assert len(why.lines) > 1


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"edition": "fr"}, "no language of a report"),
        ({"add": ["cover"]}, "no part of a report"),
        ({"leave_out": ["x"]}, "no part of a report"),
        ({"name": "x" * 61}, "up to 60 characters"),
        ({"name": "a\nb"}, "one line"),
        ({"accent": "jade"}, "is no colour"),
        ({"accent": "#ffcc00"}, "too light"),
    ],
)
def test_a_wrong_choice_gets_one_sentence(choice: dict, sentence: str):
    with pytest.raises(ReportError, match=sentence) as caught:
        choose(**choice)
    assert "\n" not in str(caught.value)


def test_several_names_may_be_longer_and_a_refusal_says_which_is_too_long():
    several = "王敏（客服）、李雷（法务）、" * 6
    assert people(interviewed=several).interviewed == several
    for field, label in (("interviewed", "受访"), ("prepared_for", "呈送"), ("prepared_by", "编制")):
        with pytest.raises(ReportError) as caught:
            people(**{field: "很长的名称" * 50})
        assert caught.value.zh.startswith(f"“{label}”只能是一行")
        assert "现在是 250 个：很长的名称" in caught.value.zh


def test_the_command_says_which_parts_it_leaves_out_and_why(tmp_path: Path, shipped: Rubric, capsys):
    file, out = tmp_path / "a.json", str(tmp_path / "r.pdf")
    file.write_text(dump(begin(shipped, "青禾商城")), encoding="utf-8")
    short = ["report", str(file), "-o", out, "--extent", "short", "--lang", "en"]
    assert main([*short, "--with", "plan", "sign", "progress", "peers"]) == 0
    early, earlier, peers = capsys.readouterr().err.splitlines()
    assert early.startswith("Not in the report: Plan, Signatures; more than half of the points are open")
    assert earlier.endswith("(--since)")
    assert peers.endswith("(--peers)")
    assert main([*short, "--since", str(file)]) == 0
    assert capsys.readouterr().err.splitlines()[0].endswith("(--with progress)")
    assert main([*short, "--since", str(file), "--with", "progress"]) == 0
    assert capsys.readouterr().err == ""


def test_the_colour_that_is_offered_instead_would_do():
    with pytest.raises(ReportError) as caught:
        checked("#7fd0ff")
    offered = str(caught.value).split("; ")[1].split(" ")[0]
    assert checked(offered) == offered
    assert contrast(of(offered), WHITE) >= 4.5
    assert checked("0F766E") == checked("#0f766e") == ACCENT
    assert checked("#036") == "#003366"


# Two languages


def test_both_languages_stand_in_the_bilingual_edition(teaching: Rubric):
    pages = pages_of(Order(teaching, answered_shop(teaching), choose("zh+en", "full"), DAY)).pages
    text = pressed("".join(mark.text for page in pages for mark in page if isinstance(mark, Written)))
    for lang in ("zh", "en"):
        model = report_model(teaching, answered_shop(teaching), choose(lang, "full"), DAY)
        wanted = [model.cover.headline, summary_of(model).headline, *paragraphs(model, "limits")]
        wanted += [card.title for card in blocks_of(model, "gates", Card)]
        wanted += [str(row.cells[1][0]) for row in rows_of(model, "passed")]
        assert [one for one in wanted if pressed(one) not in text] == []


def test_a_note_stands_once_in_the_bilingual_edition(teaching: Rubric):
    note = "周日另写，由客服部核对"
    made = taken(annotate(teaching_shop(teaching), teaching.by_id["opening-hours"], note))
    text = text_of(report_with_answers(teaching, made, "zh+en", DAY))
    assert text.count(note) == 1


def test_what_is_the_same_in_both_languages_stands_once():
    assert both("7.5", "7.5") == "7.5"
    assert both(WithOwn("备注：", "周日另写"), WithOwn("Note: ", "周日另写")) == "备注 Note：周日另写"
    assert isinstance(both("备注：周日另写", "Note: 周日另写"), Both), "nobody guesses whose words they are"
    joint = both("红线项", "Gates")
    assert isinstance(joint, Both)
    assert (joint.first, joint.beneath, str(joint)) == ("红线项", "Gates", "红线项\nGates")
    assert merged(("甲", ("乙",)), ("a", ("b",))) == (Both("甲", "a"), (Both("乙", "b"),))


# The brand


@pytest.mark.slow
def test_name_logo_and_accent_stand_on_the_cover_and_the_report_still_holds(teaching: Rubric):
    def drawn(pdf: bytes) -> bytes:
        return b"".join(page.get_contents().get_data() for page in opened(pdf).pages)

    plain, jade = Order(teaching, teaching_shop(teaching), choose("zh", "short"), DAY), b"0.0588 0.4627 0.4314"
    branded = replace(plain, options=choose("zh", "short", name="衡准咨询", accent="#7a1f5c"))
    assert jade in drawn(pdf_of(plain))
    for given in (png(mode="P"), png(4000, 3000, "L"), SVG):
        made = make_report(replace(branded, logo=read_logo(given, "logo")))
        assert "衡准咨询" in opened(made).pages[0].extract_text()
        assert jade not in drawn(made)
        assert complaints(made) == []
        assert verify(made, "x.pdf").follows


def test_a_large_picture_is_scaled_down(teaching: Rubric):
    logo = read_logo(png(3000, 3000), "logo.png")
    assert (logo.width, logo.height) == (400, 400)
    assert len(logo.data) < 20_000


def forged(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it has so many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def svg(inside: str, more: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" {more}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"", "neither PNG, JPEG nor SVG"),
        (b"\xff\xd8\xff\xe0JFIF", "is damaged"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (forged(8000, 5000), "40 megapixels"),
        (forged(2**31 - 1, 2**31 - 1), "megapixels|is damaged"),
        (forged(0, 5), "is damaged"),
        (forged(100, 100), "is damaged"),
        (png()[:200], "is damaged"),
        (svg("<script>alert(1)</script>"), "carries a script"),
        (svg('<rect onclick="x()" width="1" height="1"/>'), "carries a script"),
        (svg("", 'onload="x()"'), "carries a script"),
        (svg('<image xlink:href="http://example.com/a.png"/>'), "only plain shapes|refers to something else"),
        (svg('<use xlink:href="#a"/>'), "only plain shapes|refers to something else"),
        (svg('<rect fill="url(http://example.com/x)" width="1" height="1"/>'), "refers to something else"),
        (svg('<style>@import "http://example.com/x.css";</style>'), "style sheet"),
        (svg('<g style="background:url(x)"><rect width="1" height="1"/></g>'), "refers to something else"),
        (svg("<foreignObject><p/></foreignObject>"), "only plain shapes are taken"),
        (svg("<text>ECQ</text>"), "text as paths"),
        (svg("<a href='javascript:x'><rect width='1' height='1'/></a>"), "only plain shapes"),
        (
            b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "entities",
        ),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "entities"),
        (svg("<g>" * 40 + "</g>" * 40), "nested too deep"),
        (svg("<rect/>" * 3000), "more than 2000 parts"),
        (b"<svg", "is damaged"),
        (b"<html/>", "no SVG"),
        (svg("x").replace(b'viewBox="0 0 9 9"', b""), "how large"),
        (svg('<rect width="1" height="1" fill="nonsense()"/>'), "cannot be drawn"),
        (svg('<path d="M 0 0 Z" id="' + "x" * 200_000 + '"/>'), "larger than 200 KB"),
    ],
)
def test_a_refused_logo_gets_one_sentence(given: bytes, sentence: str):
    with pytest.raises(ReportError, match=sentence) as caught:
        read_logo(given, "logo.x")
    assert str(caught.value).startswith("logo.x ")
    assert "\n" not in str(caught.value)
    assert caught.value.zh.startswith("logo.x ")


def test_what_draws_nothing_is_dropped_from_an_svg():
    inside = '<title>t</title><metadata>m</metadata><!-- c --><rect id="i" data-x="1" width="4" height="4" fill="red"/>'
    kept = read_logo(svg(inside), "logo.svg").data
    for gone in (b"title", b"metadata", b"<!--", b"data-x", b"id="):
        assert gone not in kept
    assert b'fill="red"' in kept


@pytest.mark.slow
def test_another_logo_put_into_a_report_is_detected(teaching: Rubric):
    pdf = pdf_of(Order(teaching, teaching_shop(teaching), choose("en", "short"), DAY, (), read_logo(png(), "a")))
    other = read_logo(png(200, 100, "L"), "b").data
    wrong = failed(verify(swapped(pdf, "logo.png", lambda _: other), "x.pdf"))
    assert "logo.png is not the one recorded" in wrong["files"]
    wrong = failed(verify(swapped(pdf, "logo.png", lambda _: b"x"), "x.pdf"))
    assert "cannot be used" in wrong["files"] or "cannot be used" in " ".join(wrong.values())


# Editions


@pytest.mark.slow
def test_the_other_edition_is_carried_and_checked(shipped: Rubric, library):
    other = library.rubric("sqe-2015")
    compared = Order(
        shipped, filled(shipped), choose("en", "short", ["editions"], ["summary", "decision"]), DAY, (other,)
    )
    pdf = make_report(compared)
    assert "rubric-sqe-2015.json" in opened(pdf).attachments
    assert len(rows_of(sealed_of(compared), "editions")) == 2
    assert verify(pdf, "x.pdf").follows
    _, carried, _ = sealed(replace(compared, options=choose("en", "short")))
    assert "rubric-sqe-2015.json" not in {one.name for one in carried}


# The command line


def test_the_command_line_takes_every_choice(tmp_path: Path, capsys):
    sheet, logo, out = tmp_path / "a.json", tmp_path / "logo.png", tmp_path / "r.pdf"
    logo.write_bytes(png())
    assert main(["new", "-o", str(sheet), "--name", "青禾商城"]) == 0
    choices = ["--lang", "zh+en", "--extent", "short", "--with", "sources", "--without", "gates"]
    brand = ["--brand", "衡准咨询", "--logo", str(logo), "--accent", "#7a1f5c"]
    assert main(["report", str(sheet), "-o", str(out), "--date", DAY, *choices, *brand]) == 0
    assert "衡准咨询" in opened(out.read_bytes()).pages[0].extract_text()
    assert main(["verify", str(out)]) == 0
    capsys.readouterr()
    for wrong in (["--accent", "#ff0"], ["--logo", str(sheet)], ["--without", "x"], ["--lang", "xx"]):
        assert main(["report", str(sheet), "-o", str(out), *wrong]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


# Progress


@pytest.mark.slow
def test_progress_since_an_earlier_state_is_told_carried_and_verified(
    teaching: Rubric, shipped: Rubric, tmp_path: Path
):
    before = teaching_shop(teaching)
    question = teaching.by_id["refund-days"]
    after = b.prove(taken(answer(before, question, "1")), question)
    earlier = Earlier(name="审核前", day="2026-10-01", assessment=before)
    made = Order(teaching, after, choose("en"), DAY, (), None, earlier)
    pdf = make_report(made)
    assert "earlier.json" in opened(pdf).attachments
    text = text_of(pdf)
    assert pressed("Progress since: 审核前 · 2026-10-01") in text
    assert pressed("Open questions") in text, "some of them are answered and unsure"
    assert verify(pdf, "x.pdf").follows
    other = taken(answer(before, question, "2"))
    other = other.model_copy(update={"rubric": other.rubric.model_copy(update={"digest": "0" * 64})})
    elsewhere = replace(made, earlier=Earlier(name="审核前", day="2026-10-01", assessment=other))
    assert "earlier.json" not in opened(make_report(elsewhere)).attachments
    first, second, out = (tmp_path / name for name in ("a.json", "b.json", "r.pdf"))
    begun, question = begin(shipped, "青禾商城"), shipped.questions[0]
    first.write_text(dump(begun), encoding="utf-8")
    second.write_text(dump(taken(answer(begun, question, question.lowest_answer))), encoding="utf-8")
    short = ["--extent", "short", "--with", "progress"]
    people_of_it = ["--prepared-for", "青禾商城", "--prepared-by", "衡准咨询", "--interviewed", "王敏"]
    assert main(["report", str(second), "-o", str(out), "--since", str(first), *short, *people_of_it]) == 0
    said = pressed(opened(out.read_bytes()).pages[0].extract_text())
    assert all(name in said for name in ("青禾商城", "衡准咨询", "王敏"))
    assert "earlier.json" in opened(out.read_bytes()).attachments


def test_a_jpeg_logo_is_drawn_as_a_png():
    out = BytesIO()
    Image.new("CMYK", (600, 200), (0, 90, 60, 10)).save(out, "JPEG")
    logo = read_logo(out.getvalue(), "logo.jpg")
    assert (logo.kind, logo.width, logo.height) == ("png", 600, 200)
