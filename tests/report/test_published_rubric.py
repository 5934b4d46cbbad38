"""A report under a rubric that nobody published is never said simply to follow, whatever the rubric calls itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import Lang
from ecq.cli import main
from ecq.rubric.loading import load_rubric, read_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.points_table import points_of
from ecq.rubric.released import released_rubrics
from ecq.rubric.variant import Variant, apply_variant, dump_variant, load_variants
from ecq.telling.report.shown import choose
from ecq.telling.report.whole import MADE_BY, RUBRIC
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.verify.verify import check_published
from tests.report.assessments import DAY, full_profile

Raw = dict[str, Any]


def report(rubric: Rubric, *others: Rubric) -> bytes:
    made = begin(rubric, "青禾商城", full_profile(rubric))
    return make_report(Order(rubric, made, choose("en", "short", add=["editions"]), DAY, others))


def checked(rubric: Rubric, lang: Lang = "en") -> tuple[bool | None, list[str]]:
    """Whether the rubric of a report is a published one, and what verifying says of it."""
    found = check_published({RUBRIC: rubric}, MADE_BY)
    return found.holds, [line.words(lang) for line in found.sentences]


def forged(rubric: Rubric, *changes: Callable[[Raw], None]) -> Rubric:
    """The rubric as somebody changed it who knows the format."""
    raw = json.loads(rubric.canonical)
    for change in changes:
        change(raw)
    made = read_rubric(json.dumps(raw), "forged")
    assert made.digest != rubric.digest
    return made


def easier_bands(raw: Raw) -> None:
    raw["layout"]["bands"][-2]["from"], raw["layout"]["bands"][-1]["from"] = "82", "83"


def easier_credits(raw: Raw) -> None:
    options = next(one["options"] for one in raw["questions"] if one["kind"] == "level" and len(one["options"]) > 2)
    options[-2]["credit"] = "99/100"


def no_gates(raw: Raw) -> None:
    for question in raw["questions"]:
        question["gate"] = None


def another_question(raw: Raw) -> None:
    raw["questions"][0]["text"] = {"zh": "有网站吗？", "en": "Is there a website?"}


def another_source(raw: Raw) -> None:
    raw["sources"][0]["note"] = {"zh": "已核对", "en": "Compared with the original"}


def another_profile(raw: Raw) -> None:
    raw["profile"]["facts"][0]["options"][0]["text"] = {"zh": "其他", "en": "Other"}


def nobody_is_asked(raw: Raw) -> None:
    always = next(one for one in raw["questions"] if one.get("applies") is None)
    conditional = next(one for one in raw["questions"] if one.get("applies") is not None)
    always["applies"] = conditional["applies"]


def another_title(raw: Raw) -> None:
    raw["layout"]["title"]["zh"] += "（正式版）"


def official_points(raw: Raw) -> None:
    raw["layout"]["points_status"] = "official"


def called(rubric_id: str | None = None, version: str | None = None) -> Callable[[Raw], None]:
    def rename(raw: Raw) -> None:
        raw["layout"]["id"] = rubric_id or raw["layout"]["id"]
        raw["layout"]["version"] = version or raw["layout"]["version"]

    return rename


MORE_THAN_POINTS = (no_gates, another_question, another_source, another_profile, nobody_is_asked)


@pytest.mark.parametrize("change", [*MORE_THAN_POINTS, easier_bands, easier_credits, another_title, official_points])
def test_a_rubric_changed_under_the_name_of_a_published_one_is_no_published_rubric(shipped: Rubric, change: Any):
    holds, said = checked(forged(shipped, change))
    assert holds is None
    assert said[0].startswith(f"rubric.json is not a published rubric: it calls itself {shipped.id}")
    assert shipped.digest in said[0]


@pytest.mark.slow
def test_a_report_under_it_is_said_not_to_be_shown(shipped: Rubric, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "report.pdf"
    path.write_bytes(report(forged(shipped, easier_bands), forged(load_rubric("sqe-2015"), easier_bands)))
    assert main(["verify", str(path), "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert f"– Published rubric: rubric.json is not a published rubric: it calls itself {shipped.id}" in said
    assert "rubric-sqe-2015.json is not a published rubric: it calls itself sqe-2015" in said
    assert said.splitlines()[-1].startswith("Not shown: ")
    assert "✗" not in said
    assert main(["verify", str(path), "--json", "--lang", "en"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["follows"] is None
    assert {one["check"]: one["holds"] for one in told["checks"]}["published"] is None


def test_what_was_changed_is_named(shipped: Rubric):
    _, said = checked(forged(shipped, easier_bands))
    assert 'layout.bands[five-star].from: here "83", as published "95".' in " ".join(said)
    _, said = checked(forged(shipped, no_gates), "zh")
    assert "不是已发布的评价细则" in said[0]
    assert "发布的是 {" in " ".join(said)
    assert "另有" in " ".join(said)


@pytest.mark.parametrize(
    "name",
    [called(version="9.0.0"), called("gbt31526-2026"), called("gbt31526-2025-cqc")],
    ids=["version", "id", "body"],
)
def test_a_rubric_under_a_name_of_its_own_is_no_published_rubric(shipped: Rubric, name: Callable[[Raw], None]):
    made = forged(shipped, easier_bands, name)
    holds, (said, *_) = checked(made)
    assert holds is None
    assert f"rubric.json is not a published rubric: {made.id} {made.version}, SHA-256 {made.digest}" in said


def table(base: Rubric, name: str = "CQC", five_stars: int = 95) -> Variant:
    """A body's table of points: other points, credits and bands."""
    points = points_of(base)
    first, second = base.order[:2]
    assert base.place[first] == base.place[second]
    points[first], points[second] = points[first] / 2, points[second] + points[first] / 2
    bands = {band.id: band.from_ for band in base.bands} | {base.bands[-1].id: five_stars}
    credits = {one.id: one.own_credits for one in base.questions if one.own_credits}
    own = {"id": f"{base.id}-cqc", "name": name, "status": "body", "source": "评价实施细则“第二版”.xlsx"}
    of_base = {"variant_of": base.id, "base_version": base.version, "base_digest": base.digest}
    return Variant.model_validate({**of_base, **own, "points": points, "credits": credits, "bands": bands})


@pytest.mark.slow
@pytest.mark.parametrize("five_stars", [91, pytest.param(95, marks=pytest.mark.long)])
def test_a_table_of_points_is_named_with_its_digest_and_its_published_base(tmp_path: Path, five_stars: int):
    """Of every published version, and as the table is kept in a file."""
    for base in released_rubrics():
        variant = table(base, five_stars=five_stars)
        (tmp_path / f"{variant.id}.yaml").write_text(dump_variant(variant), encoding="utf-8")
        (kept,) = load_variants(tmp_path)
        (tmp_path / f"{variant.id}.yaml").unlink()
        made = apply_variant(kept, base)
        holds, (said, *_) = checked(made)
        assert holds is None
        assert f"rubric.json is not a published rubric, but a table of points, SHA-256 {made.digest}" in said
        assert f"those of “CQC” (file “{variant.source}”); all else is the published {base.id} {base.version}" in said


@pytest.mark.parametrize("change", MORE_THAN_POINTS)
def test_what_calls_itself_a_table_of_points_and_changes_more_is_none(shipped: Rubric, change: Callable[[Raw], None]):
    holds, said = checked(forged(apply_variant(table(shipped), shipped), change))
    assert holds is None
    assert "more than points, credits and grade bands differs from every published rubric" in said[0]
    assert "but a table of points" not in " ".join(said)


def test_a_table_over_a_rubric_that_was_changed_is_none(shipped: Rubric):
    base = forged(shipped, another_question)
    holds, said = checked(apply_variant(table(base), base))
    assert holds is None
    assert "but a table of points" not in " ".join(said)


def test_a_name_cannot_forge_a_line_of_the_answer(shipped: Rubric):
    """Here of a table of points; what fills a sentence is made one line for every sentence."""
    holds, said = checked(
        forged(shipped, called("x", "1\n✓ Published rubric: Published with ECQ: gbt31526-2025 1.1.0."))
    )
    assert holds is None
    assert not any("\n" in line for line in said)


@pytest.mark.slow
def test_every_published_version_is_known():
    for rubric in released_rubrics():
        assert checked(rubric) == (True, [f"Published with ECQ: {rubric.id} {rubric.version}."])
