"""The list of Streamlit's private parts is whole, holds nothing unused, and fits the Streamlit that is installed."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import ecq.web
from ecq.server.app import make_app
from ecq.web.frame import streamlit_internals as internals
from tests import streamlit_parts as parts

WEB = Path(ecq.web.__file__).parent
LIST = Path(internals.__file__)
FILES = {
    path: path.read_text(encoding="utf-8")
    for path in sorted(
        (
            *WEB.rglob("*"),
            *(WEB.parent / "writers/html").rglob("*"),
            WEB.parent / "document/charts.py",
        )  # kinds are classes
    )
    if path.suffix in (".css", ".js", ".py")
}
CODE = {path: text for path, text in FILES.items() if path != LIST}
STYLE = "".join(text for path, text in CODE.items() if path.suffix == ".css")
OTHER = "".join(text for path, text in CODE.items() if path.suffix != ".css")
INDEX = (Path(streamlit.__file__).parent / "static/index.html").read_text(encoding="utf-8")


def test_every_data_testid_is_listed_and_used():
    used = set(re.findall(r"data-testid[$^*]?=[\"']?([\w-]+)", STYLE + OTHER))
    assert used == set(parts.TEST_IDS)


def test_every_foreign_class_is_listed_and_used():
    """A class in the style sheet that nothing of ECQ's carries is Streamlit's or Plotly's."""
    sheet = re.sub(r'"[^"]*"|/\*.*?\*/', "", STYLE, flags=re.DOTALL)
    carried = set(re.findall(r"[\w-]+", re.sub(r"\.(js-plotly-plot|svg-container|main-svg)\b", "", OTHER)))
    in_style = {name for name in re.findall(r"\.([A-Za-z][\w-]*)", sheet) if not name.startswith("st-key-")}
    in_scripts = set(re.findall(r"\.(js-plotly-plot|svg-container|main-svg|modebar|stApp)\b", OTHER))
    assert (in_style - carried) | in_scripts == set(parts.CLASSES)


def test_every_foreign_attribute_is_listed_and_used():
    foreign = r"\bdata-(?:react|selected|test-|baseweb)[a-z-]*"
    used = set(re.findall(foreign, STYLE + OTHER))
    if "dataset.reactAriaTopLayer" in OTHER:
        used.add("data-react-aria-top-layer")
    assert used == set(parts.ATTRIBUTES)


@pytest.mark.parametrize("part", parts.INDEX_HTML, ids=str)
def test_each_replaced_part_of_index_html_occurs_once(part):
    found = len(part.findall(INDEX)) if isinstance(part, re.Pattern) else INDEX.count(part)
    assert found == 1, parts.INDEX_HTML[part]


@pytest.mark.parametrize("name", parts.PYTHON)
def test_every_listed_private_python_name_exists(name):
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(f"streamlit.{module}"), attribute), parts.PYTHON[name]


def test_the_theme_that_is_kept_is_what_streamlit_works_out():
    make_app()
    sections = ["theme", *(f"theme.{part.value}" for part in streamlit.config.CustomThemeCategories)]

    def told(tell):
        message = CustomThemeConfig()
        for section, part in zip(
            sections,
            (message, message.sidebar, message.light, message.dark, message.light.sidebar, message.dark.sidebar),
            strict=True,
        ):
            tell(part, section)
        return message

    kept, works_out = app_session._populate_theme_msg, inspect.unwrap(app_session._populate_theme_msg)
    assert kept is not works_out
    assert told(kept) == told(kept) == told(works_out)
    assert told(kept).ByteSize() > 100


def test_no_other_private_python_name_is_used():
    package = WEB.parent
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\b(?:st|streamlit|config|net_util|runtime)\.(_\w+|\w+\._\w+)", text)
        assert path == LIST or not found, f"{path.name}: {found}"


def test_every_icon_is_listed_and_used():
    """One that is not listed is missing from the font that is sent, and its name stands there instead."""
    drawn = {name for text in CODE.values() for name in re.findall(r":material/(\w+):", text)}
    assert drawn == set(internals.ICONS)
