"""The slides as one HTML file: everything is inside, nothing is fetched, keys flip, printed it is a slide on each page."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from ecq.base.brand import BrandKit
from ecq.base.language import LANGUAGES, Lang
from ecq.document.blocks import Deck, Slide
from ecq.writers.html.blocks import html
from ecq.writers.html.style import LIGHT_STYLE

_HERE = Path(__file__).parent
_LOOK = (_HERE / "deck.css").read_text(encoding="utf-8")
KEYS = (_HERE / "deck.js").read_text(encoding="utf-8")
"""The only script of the slides; shown inside a page of the app, they stand under its content policy."""

# Nothing may be fetched, whatever a name or a logo holds.
_RULES = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"


_TOGETHER = re.compile(r"(?<=[\d—]) (?=[\u4e00-\u9fff—])|(?<=[\u4e00-\u9fff—]) (?=\d)")
"""The spaces around a number in Chinese, and those of a range."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b(?=[^<>]*<)")
"""A day in a text, not in a tag."""


def presentation(deck: Deck, lang: Lang, brand: BrandKit) -> str:
    """The HTML file."""
    logo = f'<img src="{brand.logo.address}" alt="">' if brand.logo else ""
    head = f'{logo}<span>{escape(deck.brand)}</span><span class="platform">{escape(deck.platform)}</span>'
    count = len(deck.slides)
    pages = "".join(_page(slide, f"{at} / {count}", head, deck.foot) for at, slide in enumerate(deck.slides, 1))
    tint = f' style="--accent: {escape(brand.accent)}"' if brand.accent else ""
    kind = "branded" if brand.accent else "plain"
    return (
        f'<!doctype html><html lang="{LANGUAGES[lang].tag}" class="{kind}"{tint}><head><meta charset="utf-8">'
        f'<meta http-equiv="content-security-policy" content="{_RULES}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(deck.title)}</title><style>{LIGHT_STYLE}{_LOOK}</style></head>"
        f'<body><main>{pages}</main><p id="keys" aria-hidden="true">{escape(deck.keys)}</p>'
        f"<script>{KEYS}</script></body></html>"
    )


def _page(slide: Slide, place: str, head: str, foot: str) -> str:
    content = f'<h1 tabindex="-1">{escape(slide.title)}</h1>{html(slide.blocks)}'
    content = _DAY.sub(r'<span class="day">\g<0></span>', _TOGETHER.sub("\u00a0", content))
    return (
        f'<section id="{slide.id}" aria-roledescription="slide"><header>{head}</header>'
        f'<div class="content">{content}</div>'
        f"<footer><span>{escape(foot)}</span><span>{place}</span></footer></section>"
    )
