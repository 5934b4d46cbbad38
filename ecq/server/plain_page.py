"""A page that the server answers with itself, before and without the app: a heading and a few sentences, in one language."""

from __future__ import annotations

from html import escape

from ecq.base.language import LANGUAGES, Lang, words
from ecq.telling.text import words as w

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: flex; align-items: center; justify-content: center;
  background: #f7f9fa; color: #16222e;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
main { box-sizing: border-box; width: 100%; max-width: 34rem; margin: 1rem; padding: 2rem; background: #fff;
  border: 1px solid #cfd8de; border-radius: 10px; }
h1 { margin: 0.25rem 0 0.75rem; font-size: 1.375rem; line-height: 1.4; }
p { margin: 0.5rem 0 0; }
a { color: #0f766e; }
small { color: #52616e; font-size: 0.875rem; }
label, input, button { font: inherit; }
input { box-sizing: border-box; width: 100%; margin: 0.25rem 0 0.75rem; padding: 0.5rem; color: inherit;
  background: transparent; border: 1px solid #6b7a86; border-radius: 6px; }
button { padding: 0.5rem 1.25rem; color: #fff; background: #0f766e; border: 0; border-radius: 6px; }
@media (prefers-color-scheme: dark) {
  body { background: #10171d; color: #e6edf2; }
  main { background: #19232b; border-color: #3a4853; }
  a { color: #5cc5b8; }
  small { color: #a9b7c2; }
}
"""


def plain_page(lang: Lang, title: str, body: str, *, again: str = "") -> str:
    """The page; `title` is text, `body` HTML, `again` what `http-equiv=refresh` takes: after how long, and where to."""
    refresh = f'<meta http-equiv="refresh" content="{escape(again)}">' if again else ""
    return f"""<!doctype html>
<html lang="{LANGUAGES[lang].tag}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>{escape(title)} · ECQ</title><style>{_STYLE}</style></head>
<body><main><small>{escape(words(w.PRODUCT, lang))}</small><h1>{escape(title)}</h1>{body}</main></body></html>
"""
