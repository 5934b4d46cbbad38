"""The slides as a PowerPoint file: native and editable, said to those who cannot see them, the same every time, nothing cut off."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import ReportError
from ecq.base.language import LANGS, Lang, words
from ecq.cli import main
from ecq.document.blocks import Deck, Figure, Outcome, Slide, Stars, Work
from ecq.document.charts import CostCurve, Level
from ecq.document.colours import GOLD
from ecq.document.logo import read_logo
from ecq.rubric.model import Rubric
from ecq.telling.report import words as r
from ecq.telling.slides import deck, result
from ecq.telling.text import words as ww
from ecq.writers.html.blocks import html
from ecq.writers.slides.powerpoint import powerpoint
from ecq.writers.slides.template import read_template, taken_from
from tests import building as b
from tests.building import sampled
from tests.in_one_language import in_one
from tests.planning.sentence_states import staffed
from tests.tools import OFFICE, tool

DAY = "2026-11-24"
LONG = "Qinghe International Cross-Border Electronic Commerce and 农产品直供与社区团购一体化服务平台 W" + "W" * 90


def picture(size: tuple[int, int] = (60, 20)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    out.seek(0)
    return out


def told(rubric: Rubric, lang: Lang = "zh", name: str = "", worst: bool = False, brand: str = "") -> Deck:
    made = sampled("xinghuo-live", rubric, lang, DAY)
    if worst:
        least = {q: {"state": "answered", "value": b.worst(rubric.by_id[q])} for q in rubric.order}
        made = Assessment.model_validate({**made.model_dump(), "responses": least})
    return deck(result(rubric, made.model_copy(update={"name": name or made.name}), lang, DAY), brand)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def within(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from within(shape.shapes)


@pytest.mark.parametrize("lang", in_one("en"))
def test_titles_tables_and_charts_are_native_and_every_picture_says_what_it_shows(shipped: Rubric, lang: Lang) -> None:
    shown = told(shipped, lang)
    data = powerpoint(shown, lang, "", None)
    assert powerpoint(told(shipped, lang), lang, "", None) == data
    books = [io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(one)) for one in _names(data) if one.endswith(".xlsx")]
    assert all(b">1980-01-01T00:00:00Z<" in zipfile.ZipFile(book).read("docProps/core.xml") for book in books), (
        "no clock"
    )
    file = opened(data)
    assert (file.slide_width.pt, file.slide_height.pt) == (960, 540)
    assert [one.shapes.title.text_frame.text for one in file.slides] == [one.title for one in shown.slides]
    charts = [shape.chart for slide in file.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 3
    assert charts[0].plots[0].series[0].name == words(r.STATES[0], lang)
    assert all(
        sum(values) == pytest.approx(100) for values in zip(*(s.values for s in charts[0].plots[0].series), strict=True)
    )
    assert any(shape.has_table for shape in file.slides[-1].shapes)
    for slide, made in zip(file.slides, shown.slides, strict=True):
        assert slide.notes_slide.notes_text_frame.text == "\n".join(made.notes)
        assert words(ww.NOT_A_CERTIFICATE, lang) in "".join(one.text_frame.text for one in slide.placeholders)
        assert [one.name for one in slide.placeholders if not one.text_frame.text.strip()] == []
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PICTURE):
                assert shape._element._nvXxPr.cNvPr.get("descr"), shape.name
        for run in slide.element.iter(qn("a:r")):
            assert run.find(f"{qn('a:rPr')}/{qn('a:ea')}") is not None, "Han characters would be in a Latin face"


def test_the_chart_beside_the_decision_names_the_target_on_its_axis_and_the_score_on_its_columns(
    shipped: Rubric,
) -> None:
    shown = deck(result(shipped, staffed(sampled("qinghe-mall", shipped, "zh", DAY)), "zh", DAY))
    file = opened(powerpoint(shown, "zh", "", None))
    (chart,) = [one.chart for one in file.slides[-1].shapes if one.has_chart]
    assert chart.value_axis.tick_labels.number_format == '[=90]"四星 "0;0'
    proved, claimed, still_open = chart.plots[0].series
    for at, (low, more) in enumerate(zip(proved.values, claimed.values, strict=True)):
        said = still_open.points[at].data_label.text_frame.text
        assert float(said) == pytest.approx(low + more), "each column says its guaranteed score"


def test_brand_accent_and_logo_stand_in_the_layout_once(shipped: Rubric) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='40' height='20' fill='#123456'/></svg>"
    logo = read_logo(drawing, "logo.svg")
    file = opened(powerpoint(told(shipped, brand="衡准"), "zh", "#7a1f5c", logo))
    (layout,) = file.slide_layouts
    texts = {one.name: one.text_frame.text for one in layout.shapes if one.has_text_frame}
    assert texts["Brand"] == "衡准"
    (drawn,) = [one for one in layout.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert "衡准" in drawn._element._nvXxPr.cNvPr.get("descr")
    (theme,) = [one.target_part for one in layout.slide_master.part.rels.values() if one.reltype.endswith("/theme")]
    assert b"7A1F5C" in theme.blob
    assert "衡准" in file.core_properties.author


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "name", "worst"),
    [
        ("en", LONG, True),  # the longest words with the longest names; the others repeat this
        *(
            pytest.param(lang, name, bool(name), marks=pytest.mark.long)
            for lang in LANGS
            for name in ("", LONG)
            if (lang, name) != ("en", LONG)
        ),
    ],
)
def test_other_programs_open_it_and_nothing_lies_over_head_foot_or_edge(
    shipped: Rubric, tmp_path: Path, lang: Lang, name: str, worst: bool
) -> None:
    shown = told(shipped, lang, name, worst, brand=LONG[:60] if worst else "")
    (tmp_path / "a.pptx").write_bytes(powerpoint(shown, lang, "", None))
    command = [tool(*OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.pptx"], check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(pdf) == len(shown.slides)
    for number in range(len(pdf)):
        found = list(boxes(pdf[number]))
        assert [box for box in found if box[0] < 40 or box[2] > 925] == []
        assert [box for box in found if box[1] < 53 < box[3] or box[1] < 502 < box[3]] == [], "over head or foot"
    pdf.close()


def boxes(page: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom and words of each line of text."""
    text = page.get_textpage()
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        yield left, 540 - top, right, 540 - bottom, text.get_text_bounded(left, bottom, right, top)


def test_a_chart_that_slides_do_not_draw_themselves_is_the_picture_of_the_report(shipped: Rubric) -> None:
    points = tuple((Fraction(at), Fraction(70 + at)) for at in range(9))
    chart = Figure(CostCurve(points, (Level(Fraction(75), "Three", True),), Fraction(5), "days", "what days buy"))
    made = Deck(**{**vars(told(shipped)), "slides": (Slide("curve", "A curve", (chart,), ()),)})
    shapes = opened(powerpoint(made, "en", "", None)).slides[0].shapes
    assert [one._element._nvXxPr.cNvPr.get("descr") for one in shapes if hasattr(one, "image")] == ["what days buy"]
    assert '<img style="max-width:100%" src="data:image/png;base64,' in html((chart,))


# -- a firm's own template


def template(change: Callable[[Any], object] = lambda _: None) -> bytes:
    """A firm's template: slides of 4:3, a picture and a red line of text in its master, a slide of last year."""
    file: Any = Presentation()
    master = file.slide_masters[0]
    kept = file.slides.add_slide(file.slide_layouts[6]).shapes
    box = kept.add_textbox(0, 0, Pt(200), Pt(20))
    box.text_frame.text = "咨询公司 Consulting"
    box.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(200, 0, 0)
    master.shapes._spTree.append(box._element)
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text_frame.text = "A plan of last year"
    change(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_template_lends_its_looks_and_not_its_slides(shipped: Rubric) -> None:
    shown = told(shipped, brand="衡准")
    own = read_template(template(), "own.pptx")
    data = powerpoint(shown, "zh", "", None, own)
    assert powerpoint(shown, "zh", "", None, read_template(template(), "own.pptx")) == data
    file = opened(data)
    assert (file.slide_width.pt, file.slide_height.pt) == (720, 540)
    assert len(file.slides) == len(shown.slides)
    assert any("Consulting" in one.text_frame.text for one in file.slide_masters[0].shapes if one.has_text_frame)
    assert b"last year" not in b"".join(zipfile.ZipFile(io.BytesIO(data)).read(one) for one in _names(data))
    for slide in file.slides:
        foot = next(one for one in slide.shapes if one.name == "Foot").text_frame.text
        assert "衡准" in foot
        assert shown.platform in foot
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= file.slide_width + Pt(1)
            assert shape.top + shape.height <= file.slide_height


def _names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def with_member(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for one in dict.fromkeys((*read.namelist(), name)):
            before = read.read(one) if one in read.namelist() else b""
            written.writestr(one, change(before) if one == name else before)
    return out.getvalue()


MASTER = "ppt/slideMasters/_rels/slideMaster1.xml.rels"


def related(kind: str, target: str, mode: str = "") -> Callable[[bytes], bytes]:
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="rId99" Type="{address}/{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda before: before.replace(b"</Relationships>", line.encode())


def untitled(file: Any) -> None:
    for layout in file.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.element.ph.get("type") in ("title", "ctrTitle"):
                shape.element.getparent().remove(shape.element)


def small(file: Any) -> None:
    file.slide_width = Pt(200)


def huge(file: Any) -> None:
    file.slide_masters[0].part.get_or_add_image_part(picture((5000, 4000)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no file at all", "no PowerPoint file"),
        (b"\xd0\xcf\x11\xe0 old", "old .ppt"),
        (with_member(template(), "ppt/vbaProject.bin", lambda _: b"x"), "macros"),
        (
            with_member(template(), MASTER, related("image", "http://a.example/x.png", ' TargetMode="External"')),
            "outside",
        ),
        (with_member(template(), MASTER, related("oleObject", "../embeddings/a.bin")), "embedded"),
        (with_member(template(), "ppt/theme/theme1.xml", lambda one: b"<!DOCTYPE x>" + one), "entities"),
        (with_member(template(), "ppt/presentation.xml", lambda _: b"<broken"), "damaged"),
        (template(untitled), "layout with a title"),
        (template(small), "too small"),
        (template(huge), "megapixels"),
    ],
)
def test_what_is_no_template_or_could_run_or_fetch_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said) as refused:
        taken_from(data, "own.pptx")
    assert str(refused.value).startswith("own.pptx ")


def test_the_command_writes_it_and_refuses_a_template_for_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shipped: Rubric
) -> None:
    sample = sample_assessment(load_samples()[0], shipped, "zh", DAY)
    (tmp_path / "a.json").write_text(dump(sample), encoding="utf-8")
    (tmp_path / "own.pptx").write_bytes(template())
    start = ["present", str(tmp_path / "a.json"), "--lang", "en", "--date", DAY, "-o"]
    assert main([*start, str(tmp_path / "a.pptx"), "--template", str(tmp_path / "own.pptx")]) == 0
    assert len(opened((tmp_path / "a.pptx").read_bytes()).slides) >= 4
    assert main([*start, str(tmp_path / "a.html"), "--template", str(tmp_path / "own.pptx")]) == 2
    assert "PowerPoint" in capsys.readouterr().err
    assert main([*start, str(tmp_path / "b.pptx"), "--template", str(tmp_path / "a.json")]) == 2
    assert "no PowerPoint file" in capsys.readouterr().err
    assert main([*start, str(tmp_path / "b.key")]) == 2
    assert not (tmp_path / "b.pptx").exists()


def test_the_bar_of_the_score_is_one_group_that_says_its_axis_is_squeezed_and_stars_that_are_not_sure_are_outlined(
    shipped: Rubric,
) -> None:
    shown = Presentation(io.BytesIO(powerpoint(told(shipped, "en"), "en", "", None)))
    (group,) = [one for one in shown.slides[0].shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    inside = [one for one in group.shapes if one.shape_type != MSO_SHAPE_TYPE.TEXT_BOX]
    (stroke,) = [at for at, one in enumerate(inside) if one.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    assert stroke >= 3, "behind it stand the states of the bar, in the same group"
    assert len(inside) - stroke - 1 == 4, "and before it the starts of the grades"
    texts = [one.text_frame.text.split("\n")[0] for one in shown.slides[0].shapes if one.has_text_frame]
    assert "★★★★☆" in texts


def test_stars_still_possible_are_of_the_grades_colour_and_what_is_to_improve_is_darker_than_the_track() -> None:
    begun = Slide("a", "S", (Outcome(Stars(1, 3, 5, False), "", "", "1.0", ""),), ())
    work = Slide("b", "T", (Work("improve", "Improve", (), "Begin"),), ())
    made = powerpoint(Deck("N", "", "", "", "", "", DAY, (begun, work)), "en", "", None)
    shown = Presentation(io.BytesIO(made))
    texts = (shape.text_frame for shape in shown.slides[0].shapes if shape.has_text_frame)
    runs = [
        run for text in texts for one in text.paragraphs for run in one.runs if run.text.strip("★☆") == "" != run.text
    ]
    assert [run.text for run in runs] == ["★", "☆☆", "☆☆"]
    assert [run.font.color.rgb for run in runs[:2]] == [RGBColor(*GOLD)] * 2
    assert runs[2].font.color.theme_color == MSO_THEME_COLOR.BACKGROUND_2
    (swatch,) = [one for one in shown.slides[1].shapes if one.width == Pt(30)]
    assert swatch.fill.fore_color.brightness == pytest.approx(-0.2)
