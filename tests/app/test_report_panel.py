"""The choices of a report on the results page: what cannot be chosen is said beside it, and keeps the button from working."""

from __future__ import annotations

import pytest

from ecq.document.colours import ACCENT
from ecq.telling.report.shown import EXTENTS
from ecq.web.html.fields import MIME
from tests.app.walker import Walker
from tests.building import sampled


def parts_of(walker: Walker, extent: str) -> list[str]:
    return list(walker.app.multiselect(key=f"report-parts-{extent}").value)


def disabled(walker: Walker, key: str = "download-pdf") -> bool:
    (button,) = [one.proto for one in walker.app.get("download_button") if key in one.proto.id]
    return bool(button.disabled)


@pytest.mark.slow
def test_what_cannot_be_chosen_is_refused_beside_its_field_and_keeps_the_button_from_working(walk, store, shipped):
    made = sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+08:00")
    walker = walk(store.add(made).id, "zh", "results")
    assert parts_of(walker, "standard") == list(EXTENTS["standard"])
    walker.app.radio(key="report-extent").set_value("short")
    walker.run()
    assert parts_of(walker, "short") == list(EXTENTS["short"])
    assert walker.errors == []
    walker.app.color_picker(key="report-accent").set_value("#ffcc00")
    walker.run()
    (error,) = walker.errors
    assert "太浅" in error
    assert disabled(walker)
    walker.app.color_picker(key="report-accent").set_value(ACCENT)
    walker.run()
    assert walker.errors == []
    assert not disabled(walker)
    assert not disabled(walker, "download-docx")
    walker.app.file_uploader(key="report-template").set_value(("own.docx", b"PK no template", MIME["docx"]))
    walker.run()
    (error,) = walker.errors
    assert "own.docx" in error.replace("\\", "")
    assert disabled(walker, "download-docx")
    assert not disabled(walker)


@pytest.mark.slow
def test_a_comment_on_a_part_is_kept_with_the_self_check(walk, store, shipped):
    made = sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+08:00")
    walker = walk(store.add(made).id, "zh", "results")
    (field,) = [one for one in walker.app.text_area if str(one.key).startswith("comment-")]
    field.set_value("先把规则公示和退货时限定下来。")
    walker.run()
    assert [one.text for one in walker.assessment.comments.values()] == ["先把规则公示和退货时限定下来。"]
