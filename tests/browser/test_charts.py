"""A chart is saved as a picture by one button, told in words, and has its numbers as a table."""

from __future__ import annotations

import pytest
from PIL import Image

from ecq.base.language import Lang
from ecq.web.html.parts import SAVE_PICTURE
from tests.building import sampled

pytestmark = pytest.mark.browser


# Words of a table's heads that stand on two lines.
BROKEN = """() => [...document.querySelectorAll('.ecq-rows th')].filter((head) => head.checkVisibility()).flatMap((head) => {
  const text = head.firstChild, range = document.createRange()
  return [...text.textContent.matchAll(/[^\\s-]+/g)].filter((word) => {
    range.setStart(text, word.index)
    range.setEnd(text, word.index + word[0].length)
    return range.getClientRects().length > 1
  }).map(String)
})"""


def test_a_chart_downloads_as_a_picture_with_the_page_background_and_no_word_of_a_heading_is_broken(
    visit, served, shipped, tmp_path
):
    lang: Lang = "en"
    visitor = visit(lang, color_scheme="dark")
    made = sampled("qinghe-mall", shipped, lang)
    visitor.open("results", served.keep(made))
    assert not [url for url in visitor.requests if "plotly" in url.lower()], "only a chart loads what draws charts"
    visitor.open("results", visitor.assessment_id, view="indicators")
    visitor.key("radar").locator(".ecq-rows th").first.wait_for()
    assert visitor.page.evaluate(BROKEN) == []
    charts = visitor.page.locator("[class*=st-key-chart-]")
    for number in range(2):
        chart = charts.nth(number)
        chart.get_by_role("figure").wait_for()
        assert chart.get_by_role("figure").get_attribute("aria-label")
        assert made.name in chart.locator(".gtitle-subtitle").text_content()
        assert not chart.locator(".gtitle-subtitle").is_visible()
        assert chart.get_by_role("button").count() == 1
        button = chart.get_by_role("button", name=visitor.say(SAVE_PICTURE), exact=True)
        with visitor.page.expect_download() as download:
            button.click()
    assert download.value.suggested_filename.startswith(f"{made.name} ")
    assert download.value.suggested_filename.endswith(".png")
    path = tmp_path / "chart.png"
    download.value.save_as(path)
    with Image.open(path) as picture:
        assert picture.convert("RGBA").getpixel((2, 2))[0] == 16, "what is written could not be read on paper"
        assert picture.convert("RGBA").getpixel((2, 2))[3] == 255
        assert picture.width > 1000
