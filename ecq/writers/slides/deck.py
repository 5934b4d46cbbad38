"""The slides as one HTML file: everything is inside, nothing is fetched, keys flip, printed it is a slide on each page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ecq.base.brand import BrandKit
from ecq.base.language import LANGUAGES, words
from ecq.telling.text import words as ww
from ecq.telling.text.words import say
from ecq.writers.html.bars.style import LIGHT_STYLE
from ecq.writers.slides import words as w
from ecq.writers.slides.slides import Result, Slide, slides

_HERE = Path(__file__).parent
_LOOK = (_HERE / "deck.css").read_text(encoding="utf-8")
KEYS = (_HERE / "deck.js").read_text(encoding="utf-8")
"""The only script of the slides; shown inside a page of the app, they stand under its content policy."""

# Nothing may be fetched, whatever a name or a logo holds.
_RULES = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def presentation(shown: Result, brand: BrandKit, day: str) -> str:
    """The HTML file as of a day (ISO 8601), which stands on every slide."""
    lang = shown.lang
    platform = shown.assessment.name or say(ww.UNNAMED, lang)
    told = slides(shown)
    points = words(ww.POINTS_STATUSES[shown.rubric.layout.points_status], lang)
    head = f'{_brand(brand)}<span class="platform">{escape(platform)}</span>'
    foot = " · ".join(filter(None, (say(ww.AS_OF, lang, day=day), words(ww.NOT_A_CERTIFICATE, lang), points)))
    pages = "".join(_page(slide, number, len(told), head, foot) for number, slide in enumerate(told, 1))
    tint = f' style="--accent: {escape(brand.accent)}"' if brand.accent else ""
    kind = "branded" if brand.accent else "plain"
    return (
        f'<!doctype html><html lang="{LANGUAGES[lang].tag}" class="{kind}"{tint}><head><meta charset="utf-8">'
        f'<meta http-equiv="content-security-policy" content="{_RULES}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(say(w.TITLE, lang, platform=platform))}</title><style>{LIGHT_STYLE}{_LOOK}</style></head>"
        f'<body><main>{pages}</main><p id="keys" aria-hidden="true">{escape(words(w.KEYS, lang))}</p>'
        f"<script>{KEYS}</script></body></html>"
    )


def _brand(brand: BrandKit) -> str:
    logo = f'<img src="{brand.logo.address}" alt="">' if brand.logo else ""
    return f"{logo}<span>{escape(brand.name or 'ECQ')}</span>"


def _page(slide: Slide, number: int, count: int, head: str, foot: str) -> str:
    return (
        f'<section id="{slide.id}" aria-roledescription="slide"><header>{head}</header>'
        f'<div class="content"><h1 tabindex="-1">{escape(slide.heading)}</h1>{slide.body}</div>'
        f"<footer><span>{escape(foot)}</span><span>{number} / {count}</span></footer></section>"
    )
