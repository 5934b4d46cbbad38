"""ECQ opens in browsers from Chromium 100 on: what only newer ones have may be used where the page does without it. Its style sheet is whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import ecq
import ecq.web.frame.frame
from ecq.document.colours import SHADES
from ecq.web.frame.streamlit_internals import static_files
from ecq.writers.html.style import DARK, LIGHT, STYLE

PACKAGE = Path(ecq.__file__).parent
FEATURES = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("browser_features.yaml").read_text(encoding="utf-8")
)
NEWER = {group: {name: since for since, names in by.items() for name in names} for group, by in FEATURES.items()}
OURS = ("take",)
"""Names in our scripts that are our own and happen to be those of something newer."""
STREAMLITS = {
    "toSorted": "put in by old_browsers.js",
    "withResolvers": "put in by Streamlit",
    "checkVisibility": "asked for before it is used, or put in by old_browsers.js",
    **dict.fromkeys(("bytes", "maximize", "move", "use", "with"), "a name of its own"),
}
"""The same for the scripts that Streamlit loads with every page."""

WITHOUT = {
    "light-dark": "style.py sets the same colours for browsers without it; nowhere else but in properties of :root",
    "color-mix": "only where light-dark() is known too, which came later",
    "has": "never beside other selectors; in Chromium before 105 the cards stand below the interview, not beside it",
    "container": "where a table or bar would be narrow, it is as in a narrow window",
    "container-type": "as container",
    "dvh": "the same in vh stands before it",
    "details-content": "folded parts are printed folded, beside what beforeprint unfolds",
    "highlight": "what was searched for is not marked",
    "popover-open": "top_bar.js and list.js show switcher and menus by a class",
    "field-sizing": "fields keep their height and scroll",
    "text-wrap": "lines are broken less evenly",
    "text-autospace": "no room between Han and Latin",
    "text-spacing-trim": "full-width punctuation keeps its room",
    "scrollbar-width": "a scroll bar is seen",
    "print-color-adjust": "-webkit-print-color-adjust stands beside it",
    "mask": "-webkit-mask stands beside it",
    "inert": "slides that are not shown are hidden by their visibility",
    "checkVisibility": "put in by old_browsers.js",
    "showPopover": "top_bar.js and list.js ask whether there is one",
    "hidePopover": "top_bar.js and list.js ask whether there is one",
    "newState": "comes with the popover, or from top_bar.js and list.js",
    "highlights": "asked for before it is used",
    "isWellFormed": "asked for before it is used",
    "toWellFormed": "asked for with isWellFormed",
}
"""What is used and newer, and what an older browser does instead."""


def _sheets() -> Iterator[tuple[str, str]]:
    """Every style sheet of ours by name, without comments, also those that Python holds."""
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        if path.suffix == ".css":
            yield name, re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        elif path.suffix == ".py" and re.search(r"<style>|\bcss=", written := path.read_text(encoding="utf-8")):
            texts = (one.value for one in ast.walk(ast.parse(written)) if isinstance(one, ast.Constant))
            yield name, "\n".join(text for text in texts if isinstance(text, str) and re.search(r"\{[^{}]*:", text))


@cache
def sheets() -> dict[str, str]:
    """The same, read once."""
    return dict(_sheets())


SCRIPTS = {
    path.relative_to(PACKAGE.parent).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.js")
}


def newer_in_sheet(text: str) -> Iterator[str]:
    """What a style sheet uses that Chromium 100 does not know."""
    for name, value in re.findall(r"(?<=[{;\s])([a-z-]+)\s*:\s*([^;{}]*)", text):
        yield from (f"{name}: {word}" for word in re.findall(r"[a-z-]+", value) if f"{name}: {word}" in NEWER["values"])
        if name in NEWER["properties"]:
            yield name
    found = {
        "functions": re.findall(r"(?<![\w.:-])([a-z-]+)\(", text),
        "selectors": re.findall(r"(?<=[^\s:;{}])::?([a-z-]+)|\s::?([a-z-]+)\(", text),
        "at-rules": re.findall(r"@([a-z-]+)", text),
        "units": re.findall(r"\d([a-z]+)\b", text),
    }
    for group, names in found.items():
        yield from (
            each for name in names for each in (name if isinstance(name, tuple) else (name,)) if each in NEWER[group]
        )
    if re.search(r"[{};]\s*&", text):
        yield "nesting"


def newer_in_script(text: str) -> set[str]:
    return {name for name in re.findall(r"[.]([A-Za-z]+)\b", text) if name in NEWER["methods"]}


def test_what_is_newer_is_used_only_where_the_page_does_without_it():
    used = {(name, thing) for name, text in sheets().items() for thing in newer_in_sheet(text)}
    used |= {(name, thing) for name, text in SCRIPTS.items() for thing in newer_in_script(text) if thing not in OURS}
    assert {(name, thing) for name, thing in used if thing not in WITHOUT} == set()
    assert set(WITHOUT) - {thing for _, thing in used} == set(), "no longer used"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        (".a { color: oklch(50% 0 0); }", "oklch"),
        (".a { position-anchor: --b; }", "position-anchor"),
        (".a:user-invalid { color: red; }", "user-invalid"),
        (".a { & b { color: red; } }", "nesting"),
        ("@starting-style { .a { color: red; } }", "starting-style"),
        (".a { width: 50cqw; }", "cqw"),
        (".a { grid-template-rows: subgrid; }", "grid-template-rows: subgrid"),
    ],
)
def test_something_newer_is_found(text: str, thing: str):
    assert thing in set(newer_in_sheet(text))


def test_colours_in_pairs_are_set_for_browsers_that_know_no_pairs():
    for alone, ink in ((LIGHT, "#16222e"), (DARK, "#e6edf2")):
        assert f"--ecq-ink: {ink};" in alone
        assert "light-dark" not in alone
        assert STYLE.count(": light-dark(#") == alone.count("--ecq-")
        assert alone in STYLE
    known = r"@supports \(color: light-dark\(red, red\)\) \{(?:[^{}]|\{[^{}]*\})*\}|@supports not \(color: light-dark\(red, red\)\)"
    elsewhere = {name: re.sub(known, "", text) for name, text in sheets().items()}
    assert [name for name, text in elsewhere.items() if "light-dark(" in text or "color-mix(" in text] == []


def test_every_colour_stands_in_one_table():
    files = (one for one in PACKAGE.rglob("*") if one.suffix in {".py", ".css", ".js"} and one.name != "colours.py")
    assert [one.name for one in files if re.search(r"#[0-9a-fA-F]{6}\b", one.read_text(encoding="utf-8"))] == []
    known = {colour for shade in SHADES.values() for colour in shade}
    for drawn in (PACKAGE / "web/frame/icon.svg", PACKAGE.parent / ".streamlit/config.toml"):
        assert set(re.findall(r"#[0-9a-f]{6}", drawn.read_text(encoding="utf-8"))) <= known


def test_a_selector_that_is_not_known_takes_no_other_one_with_it():
    """A browser drops the whole rule where it does not know one selector of its list."""
    for name, text in sheets().items():
        for selectors in re.findall(r"([^{};]*:has\([^{};]*|[^{};]*::details-content[^{};]*)\{", text):
            parts = re.split(
                r",(?![^(]*\))", re.sub(r"\((?:[^()]|\([^()]*\))*\)", lambda one: one[0].replace(",", ";"), selectors)
            )
            assert all(":has(" in part for part in parts) or len(parts) == 1, f"{name}: {selectors.strip()}"


def test_heights_of_the_window_are_told_in_old_units_first():
    for name, text in sheets().items():
        for block in re.findall(r"\{([^{}]*dvh[^{}]*)\}", text):
            for prop, value in re.findall(r"([a-z-]+): ([^;]*dvh[^;]*);", block):
                assert f"{prop}: {value.replace('dvh', 'vh')}; {prop}: {value};" in block, f"{name}: {prop}"


def test_the_first_script_is_one_that_every_browser_reads():
    text = re.sub(r"//.*|'[^'\n]*'", "", SCRIPTS["ecq/web/frame/old_browsers.js"])
    assert re.findall(r"=>|\b(?:let|const|class|async|import|export)\b|`|\?\.|\?\?|\.\.\.", text) == []


def test_older_browsers_are_given_what_streamlit_needs():
    """Where a new version of Streamlit needs more, old_browsers.js has to put it in, or docs/browsers.md to name later browsers."""
    js = static_files() / "js"
    index = (static_files().parent / "index.html").read_text(encoding="utf-8")
    loaded = [js / name for name in re.findall(r"js/([\w.-]+\.js)", index)] + list(js.glob("BidiComponent.*.js"))
    scripts = [path.read_text(encoding="utf-8") for path in loaded]
    needed = {name for text in scripts for name in newer_in_script(text)}
    called = {name for text in scripts for name in re.findall(r"[.]([A-Za-z]+)\(", text)}
    assert needed & called == set(STREAMLITS)
    put_in = SCRIPTS["ecq/web/frame/old_browsers.js"]
    assert all(f"'{name}'" in put_in for name, how in STREAMLITS.items() if "old_browsers" in how)
    flags = {
        (pattern, flag)
        for text in scripts
        for pattern, flag in re.findall(r"RegExp\(`([^`]*)`,`([a-z]*v[a-z]*)`\)", text)
    }
    assert flags
    for pattern, _ in flags:
        assert not re.search(r"RGI_|--|&&|\[[^\]]*\[", pattern), f"{pattern} means something else without the flag v"


SHEET = re.sub(
    r'"[^"]*"|/\*.*?\*/',
    "",
    Path(ecq.web.frame.frame.__file__).with_name("look.css").read_text(encoding="utf-8"),
    flags=re.S,
)


def test_every_block_of_the_stylesheet_is_closed():
    depth = 0
    for number, line in enumerate(SHEET.splitlines(), 1):
        depth += line.count("{") - line.count("}")
        assert 0 <= depth <= 2, f"line {number}"
        assert line.strip() or depth == 0, f"a block is still open at the blank line {number}"
    assert depth == 0


def test_in_english_quotation_marks_are_narrow_in_a_chinese_font_too():
    (english,) = re.findall(r"^:root:lang\(en\) \{([^}]*--ecq-font:[^}]*)\}", SHEET, flags=re.M)
    assert "font-variant-east-asian: proportional-width" in english
