"""Every slide shows all of itself, on a small and a large screen and on paper, whatever the platform is called and however it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.brand import BrandKit
from ecq.base.language import Lang
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.telling.slides import deck, result
from ecq.writers.slides.deck import presentation
from tests.planning.sentence_states import under_way

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AT = "2026-11-24T09:00:00+00:00"
SCREENS = ((1280, 720), (1920, 1080), (1024, 768))
PAPER = (1058, 595)
"""280 mm by 157.5 mm in pixels, as the style sheet has it printed."""
NAMES = (
    "杭州数字贸易港跨境电子商务综合试验区青禾优选品质生活农产品直供与社区团购一体化服务平台" * 4,
    "Qinghe International Cross-Border Electronic Commerce and Agricultural Products Direct Supply Platform " * 2,
    "青禾 Qinghe 优选 Select · " * 9,
    "W" * 200,
)
BRAND = BrandKit("衡准咨询有限公司 Hengzhun Certification Consulting Co., Ltd.", "#7a1f5c")

OVER = """() => {
  const over = (inner, outer) =>
    inner.width && inner.height && (inner.right > outer.right + .5 || inner.left < outer.left - .5 || inner.bottom > outer.bottom + .5 || inner.top < outer.top - .5)
  return [...document.querySelectorAll('section')].flatMap((slide) => {
    const box = slide.getBoundingClientRect()
    const [head, content, foot] = ['header', '.content', 'footer'].map((part) => slide.querySelector(part).getBoundingClientRect())
    const between = { left: box.left, right: box.right, top: head.bottom, bottom: foot.top }
    const out = [...slide.querySelectorAll('*')].filter((one) => over(one.getBoundingClientRect(), box))
    out.push(...[...slide.querySelectorAll('.content *')].filter((one) => over(one.getBoundingClientRect(), between)))
    if (foot.bottom > innerHeight + .5 && getComputedStyle(slide).position === 'fixed') out.push(slide.querySelector('footer'))
    if (head.bottom > content.top + .5 || content.bottom > foot.top + .5) out.push(slide.querySelector('.content'))
    return out.slice(0, 3).map((one) => `${slide.id}: ${one.tagName} ${one.className}`)
  })
}"""
"""What lies beyond its slide, or over its head or foot."""


def worst(rubric: Rubric, lang: Lang) -> Assessment:
    """Every answer the least there is: as many failed gates, and as much to do, as there can be."""
    made = sample_assessment(load_samples()[0], rubric, lang, AT)
    for question in rubric.questions:
        least = question.options[0].id if hasattr(question, "options") else "none"
        after = answer(made, question, least, AT)
        made = made if isinstance(after, Invalid) else after
    return made


def states(rubric: Rubric, lang: Lang) -> Iterator[Assessment]:
    yield from (sample_assessment(one, rubric, lang, AT) for one in load_samples())
    yield worst(rubric, lang)
    yield begin(rubric, at=AT)
    yield under_way(rubric)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def over(page: Page, made: Assessment, rubric: Rubric, lang: Lang) -> list[str]:
    """What does not fit, on any screen and on paper."""
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.set_content(presentation(deck(result(rubric, made, lang, AT[:10]), BRAND.name), lang, BRAND))
    found = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{made.name[:9]} {rubric.id} {lang} {width}: {one}" for one in page.evaluate(OVER)]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    return found + [f"{made.name[:9]} {rubric.id} {lang} paper: {one}" for one in page.evaluate(OVER)]


@pytest.mark.parametrize(
    ("rubric_id", "lang"),
    [
        ("gbt31526-2025", "en"),
        pytest.param("gbt31526-2025", "zh", marks=pytest.mark.long),  # shorter
        pytest.param("sqe-2015", "en", marks=pytest.mark.long),  # repeats it in the other edition
    ],
)
def test_all_of_every_slide_is_seen(page, lang, rubric_id):
    rubric = load_rubric(rubric_id)
    assert [one for made in states(rubric, lang) for one in over(page, made, rubric, lang)] == []


def test_so_it_is_with_any_name(page, shipped):
    for name in NAMES:
        assert over(page, worst(shipped, "en").model_copy(update={"name": name[:200]}), shipped, "en") == []


def test_slides_that_fit_as_they_are_stay_as_large_as_they_are(page, shipped):
    made = sample_assessment(load_samples()[0], shipped, "zh", AT)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.set_content(presentation(deck(result(shipped, made, "zh", AT[:10])), "zh", BrandKit()))
    sizes = page.evaluate("[...document.querySelectorAll('.content')].map((one) => Number(getComputedStyle(one).zoom))")
    assert sizes[0] == 1
    assert all(0.6 < one <= 1 for one in sizes)
