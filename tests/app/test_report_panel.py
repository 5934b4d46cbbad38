"""The choices of a report on the results page: what cannot be chosen is said beside it, and keeps the button from working."""

from __future__ import annotations

import pytest

from ecq.base.language import Lang
from ecq.document.colours import ACCENT
from ecq.telling.report.options import EXTENTS
from ecq.web.html.files import MIME
from tests.app.walker import Walker
from tests.building import sampled
from tests.in_one_language import in_one


@pytest.fixture
def results(walk, store, shipped):

    def on_results(lang: Lang) -> Walker:
        made = sampled("qinghe-mall", shipped, lang, "2026-11-24T09:00:00+08:00")
        return walk(store.add(made).id, lang, "results")

    return on_results


def parts_of(walker: Walker, extent: str) -> list[str]:
    return list(walker.app.multiselect(key=f"report-parts-{extent}").value)


def disabled(walker: Walker, key: str = "download-pdf") -> bool:
    (button,) = [one.proto for one in walker.app.get("download_button") if key in one.proto.id]
    return bool(button.disabled)


@pytest.mark.slow
def test_the_report_parts_offered_depend_on_its_length(results):
    walker = results("zh")
    assert parts_of(walker, "standard") == list(EXTENTS["standard"])
    walker.app.radio(key="report-extent").set_value("short")
    walker.run()
    assert parts_of(walker, "short") == list(EXTENTS["short"])
    assert walker.errors == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("en"))
def test_a_colour_that_is_too_light_is_refused_and_a_darker_one_proposed(results, lang):
    walker = results(lang)
    walker.app.color_picker(key="report-accent").set_value("#ffcc00")
    walker.run()
    assert len(walker.errors) == 1
    assert ("太浅" in walker.errors[0]) == (lang == "zh")
    assert disabled(walker)
    walker.app.color_picker(key="report-accent").set_value(ACCENT)
    walker.run()
    assert walker.errors == []
    assert not disabled(walker)


@pytest.mark.slow
def test_a_word_template_that_cannot_be_taken_is_refused_beside_its_field(results):
    walker = results("zh")
    assert not disabled(walker, "download-docx")
    walker.app.file_uploader(key="report-template").set_value(("own.docx", b"PK no template", MIME["docx"]))
    walker.run()
    (error,) = walker.errors
    assert "own.docx" in error.replace("\\", "")
    assert disabled(walker, "download-docx")
    assert not disabled(walker)
