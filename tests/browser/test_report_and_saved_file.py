"""Files out and in: the report and the JSON are taken away, the JSON is opened again, and wrong files get one sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ecq.assessment.model import Assessment
from ecq.base.brand import BrandKit
from ecq.base.language import LANGUAGES
from ecq.scoring.scorecard import score
from ecq.store.brand_kits import BrandKits
from ecq.telling.report import words as r
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.web import brand
from tests.browser.visitor import Visitor, said

pytestmark = pytest.mark.browser

HAN = re.compile(r"[\u4e00-\u9fff]")


def taken(visitor: Visitor, key: str, folder: Path) -> Path:
    with visitor.page.expect_download() as download:
        visitor.key(key).locator("button").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def undated(assessment: Assessment) -> Assessment:
    """It without the day as of which it is scored: the app scores every self-check as of today."""
    return assessment.model_copy(update={"as_of": None})


def test_a_sample_can_be_reported_saved_and_opened_again(visit, served, shipped, tmp_path):
    from pypdf import PdfReader

    visitor = visit("zh")
    visitor.open()
    visitor.key("sample-qinghe-mall").locator("button").click()
    visitor.wait_for_page("results")
    low, high = visitor.shown_score
    card = score(shipped, visitor.assessment)
    assert (low, high) == (score_words(card.score.low), score_words(card.score.high))
    assert low != high
    name, first, kept = visitor.assessment.name, visitor.assessment, visitor.assessment_id

    visitor.open_downloads()
    visitor.page.get_by_role("combobox").click()
    visitor.page.get_by_role("option", name=LANGUAGES["en"].name, exact=True).click()
    visitor.page.get_by_role("option").first.wait_for(state="detached")
    visitor.idle()
    report = taken(visitor, "download-pdf", tmp_path)
    assert re.fullmatch(
        rf"{re.escape(name)} 准备度报告 标准版 {LANGUAGES['en'].name} 20\d\d-\d\d-\d\d\.pdf", report.name
    )
    with PdfReader(report) as reader:
        cover = reader.pages[0].extract_text()
    assert f"{low} — {high}" in cover
    assert w.say(r.TITLE, "en") in cover
    visitor.open_downloads()
    saved = taken(visitor, "download-json", tmp_path)
    assert json.loads(saved.read_text(encoding="utf-8"))["format"] == "ecq-assessment/3"

    visitor.open()
    visitor.key("open-file").locator("input[type=file]").set_input_files(saved)
    visitor.wait_for_page("results")
    assert visitor.shown_score == (low, high)
    assert visitor.assessment_id != kept, "an opened file is a new assessment; the old one is left alone"
    assert said(visitor.assessment) == said(first)
    assert undated(visitor.assessment) == undated(first), "the same, but for the day as of which the file was saved"
    # back at the start, the file is not opened once more
    opened = visitor.assessment_id
    visitor.page.go_back()
    visitor.wait_for_page("start")
    assert visitor.page.locator(".st-key-download-pdf").count() == 0
    assert served.store.find(opened) is not None

    visitor.key("open-file").locator("input[type=file]").set_input_files(report)
    visitor.wait_for_page("results")
    assert undated(visitor.assessment) == undated(first), "the report is a save file too"


def test_a_wrong_file_gets_one_sentence_in_the_visitors_language(visit, served, tmp_path):
    """Readers hold what is said of each kind; here it is said in the page, and a name with marks stays a name."""
    visitor = visit("zh")
    alerts = visitor.page.get_by_role("alert")
    path = tmp_path / "a [link](x) $b$ **c** <i>d<i>.json"
    path.write_bytes(b'{"name": "something else", "version": 3}')
    visitor.open()
    visitor.key("open-file").locator("input[type=file]").set_input_files(path)
    alerts.filter(has_text=path.name).first.wait_for()
    sentence = alerts.first.inner_text().strip()
    assert "\n" not in sentence, sentence
    assert len(sentence) < 200, sentence
    told = re.sub("ECQ|JSON", "", sentence.replace(path.name, ""))
    assert HAN.search(told), sentence
    assert not re.search("[A-Za-z]{2,}", told), sentence
    assert alerts.get_by_role("link").count() == 0
    visitor.key("begin").locator("button").wait_for()  # the page is still whole
    assert "a=" not in visitor.page.url


WATCH = """() => {
  const working = () => [...document.querySelectorAll('.st-key-download-pdf')].some(
    (whole) => whole.querySelector('button')?.disabled && whole.querySelector('[data-testid*=Spinner], i'))
  new MutationObserver(() => (window.busy ||= working())).observe(document.body, { subtree: true, attributes: true, childList: true })
}"""


def test_a_brand_is_kept_and_stands_on_report_and_slides(visit, served, tmp_path):
    from PIL import Image
    from pypdf import PdfReader

    from ecq.writers.verify.verify import verify

    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "navy").save(logo)
    visitor = visit("zh")
    visitor.open()
    visitor.key("sample-qinghe-mall").locator("button").click()
    visitor.wait_for_page("results")
    visitor.open_downloads()
    page = visitor.page
    page.get_by_text(w.say(r.EXTENTS["short"], "zh"), exact=True).click()
    visitor.idle()
    visitor.key("brand").locator("summary").click()
    visitor.types(page.get_by_label(w.say(w.NAME, "zh"), exact=True), "衡准咨询")
    page.get_by_label(w.say(w.NAME, "zh"), exact=True).press("Enter")
    visitor.idle()
    visitor.brings(page.locator(".st-key-report-logo input[type=file]"), logo)
    page.locator("img.ecq-logo").wait_for()
    page.keyboard.press("Escape")
    visitor.idle()  # whatever is still drawn puts another button in the place of this one
    page.evaluate(WATCH)
    report = taken(visitor, "download-pdf", tmp_path)
    assert page.evaluate("window.busy"), "the button does not show that the report is being made"
    with PdfReader(report) as reader:
        assert len(reader.pages) == 5
        assert "衡准咨询" in reader.pages[0].extract_text()
        assert len(reader.pages[0].images) == 1
    assert verify(report.read_bytes(), report.name).follows

    # it is there again for whoever comes back, on the slides too, until it is deleted
    visitor.open("results", visitor.assessment_id)
    visitor.open_downloads()
    slides = taken(visitor, "download-html", tmp_path).read_text(encoding="utf-8")
    assert "<span>衡准咨询</span>" in slides
    assert slides.count('<img src="data:image/png;base64,') == slides.count("<section")
    visitor.idle()  # what is still drawn after the download would take the press
    visitor.key("brand").locator("summary").click()
    visitor.button(brand.BRAND_DELETE).click()
    page.locator("img.ecq-logo").wait_for(state="detached")
    assert BrandKits(served.store).of(None) == BrandKit()
