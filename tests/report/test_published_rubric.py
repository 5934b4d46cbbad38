"""A report under a rubric that nobody published is never said simply to follow, whatever the rubric calls itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecq.assessment.changes import begin, rebind
from ecq.assessment.model import Assessment
from ecq.cli import main
from ecq.rubric.loading import load_rubric, read_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.points_table import points_of
from ecq.rubric.released import released_rubrics
from ecq.rubric.variant import Variant, apply_variant, dump_variant, load_variants
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order, make_report
from tests.report.assessments import DAY, filled, full_profile

Raw = dict[str, Any]
Verified = Callable[..., tuple[int, str]]


@pytest.fixture
def verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verified:
    """What `ecq verify` says of a report: its exit code, and all it prints."""

    def ask(report: bytes, lang: str = "en") -> tuple[int, str]:
        (tmp_path / "report.pdf").write_bytes(report)
        code = main(["verify", str(tmp_path / "report.pdf"), "--lang", lang])
        return code, capsys.readouterr().out

    return ask


def report(rubric: Rubric, assessment: Assessment | None = None, extent: str = "short", *others: Rubric) -> bytes:
    made = assessment or begin(rubric, "青禾商城", full_profile(rubric))
    return make_report(Order(rubric, rebind(made, rubric), choose("en", extent), DAY, others))


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


CHANGES = {
    one.__name__: one
    for one in (
        *(easier_bands, easier_credits, no_gates, another_question, another_source),
        *(another_profile, nobody_is_asked, another_title, official_points),
    )
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_a_rubric_changed_under_the_name_of_a_published_one_is_no_published_rubric(
    shipped: Rubric, verified: Verified, change: str
):
    code, said = verified(report(forged(shipped, CHANGES[change])))
    assert code == 3, said
    assert f"– Published rubric: rubric.json is not a published rubric: it calls itself {shipped.id}" in said
    assert shipped.digest in said
    assert said.splitlines()[-1].startswith("Not shown: ")
    assert "✗" not in said


def test_what_was_changed_is_named(shipped: Rubric, verified: Verified):
    _, said = verified(report(forged(shipped, easier_bands)))
    assert 'layout.bands[five-star].from: here "83", as published "95".' in said
    _, said = verified(report(forged(shipped, no_gates)), "zh")
    assert "不是已发布的评价细则" in said
    assert "发布的是 {" in said
    assert "另有" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [called(version="9.0.0"), called("gbt31526-2026"), called("gbt31526-2025-cqc")],
    ids=["version", "id", "body"],
)
def test_a_rubric_under_a_name_of_its_own_is_no_published_rubric(
    shipped: Rubric, verified: Verified, name: Callable[[Raw], None]
):
    made = forged(shipped, easier_bands, name)
    code, said = verified(report(made))
    assert code == 3
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
@pytest.mark.parametrize("five_stars", [95, 91])
def test_a_table_of_points_is_named_with_its_digest_and_its_published_base(
    tmp_path: Path, verified: Verified, five_stars: int
):
    """Of every published version, and as the table is kept in a file."""
    for base in released_rubrics():
        variant = table(base, five_stars=five_stars)
        (tmp_path / f"{variant.id}.yaml").write_text(dump_variant(variant), encoding="utf-8")
        (kept,) = load_variants(tmp_path)
        (tmp_path / f"{variant.id}.yaml").unlink()
        made = apply_variant(kept, base)
        code, said = verified(report(made))
        assert code == 3
        assert f"rubric.json is not a published rubric, but a table of points, SHA-256 {made.digest}" in said
        assert f"those of “CQC” (file “{variant.source}”); all else is the published {base.id} {base.version}" in said


@pytest.mark.slow
@pytest.mark.parametrize("change", [no_gates, another_question, another_source, another_profile, nobody_is_asked])
def test_what_calls_itself_a_table_of_points_and_changes_more_is_none(
    shipped: Rubric, verified: Verified, change: Callable[[Raw], None]
):
    made = forged(apply_variant(table(shipped), shipped), change)
    code, said = verified(report(made))
    assert code == 3
    assert "more than points, credits and grade bands differs from every published rubric" in said
    assert "but a table of points" not in said


def test_a_table_over_a_rubric_that_was_changed_is_none(shipped: Rubric, verified: Verified):
    base = forged(shipped, another_question)
    code, said = verified(report(apply_variant(table(base), base)))
    assert code == 3
    assert "but a table of points" not in said


def test_a_name_cannot_forge_a_line_of_the_answer(shipped: Rubric, verified: Verified):
    """Here of a table of points; what fills a sentence is made one line for every sentence."""
    made = forged(shipped, called("x", "1\n✓ Published rubric: Published with ECQ: gbt31526-2025 1.1.0."))
    code, said = verified(report(made))
    assert code == 3
    assert not any(line.startswith("✓ Published rubric") for line in said.splitlines())


@pytest.mark.slow
def test_the_other_edition_in_a_report_must_be_published_too(shipped: Rubric, verified: Verified):
    other = load_rubric("sqe-2015")
    assert verified(report(shipped, filled(shipped), "standard", other))[0] == 0
    code, said = verified(report(shipped, filled(shipped), "standard", forged(other, easier_bands)))
    assert code == 3
    assert "rubric-sqe-2015.json is not a published rubric: it calls itself sqe-2015" in said


@pytest.mark.slow
def test_a_program_is_told_that_it_is_not_shown(shipped: Rubric, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "report.pdf").write_bytes(report(forged(shipped, easier_bands)))
    assert main(["verify", str(tmp_path / "report.pdf"), "--json", "--lang", "en"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert said["follows"] is None
    assert {one["check"]: one["holds"] for one in said["checks"]}["published"] is None


@pytest.mark.slow
def test_every_published_version_is_known(verified: Verified):
    for rubric in released_rubrics():
        code, said = verified(report(rubric))
        assert (code, f"✓ Published rubric: Published with ECQ: {rubric.id} {rubric.version}." in said) == (0, True)
