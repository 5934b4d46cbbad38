"""The API's description of itself: OpenAPI 3.1 in each language, and a page for people that loads nothing from elsewhere."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from fastapi import FastAPI

from ecq.api import words as w
from ecq.api.responses import CALENDAR, PDF, PROBLEM_JSON, WORD, WORKBOOK
from ecq.api.shapes import Problem
from ecq.base.language import LANGUAGES, Lang, words
from ecq.base.settings import API
from ecq.writers.html.style import PLAIN_STYLE

_FILES = {"read_report": (PDF, WORD), "read_portfolio": (WORKBOOK, PDF), "read_due": (CALENDAR,)}
"""What comes besides JSON, or instead of it."""

_ALWAYS = ("no-key", "too-large", "invalid", "too-often", "not-available", "mistake", "too-slow", "not-allowed")
_ABOUT_ONE = ("not-found",)
_CHANGING = ("conflict", "not-the-newest", "which-state")


@lru_cache(maxsize=8)
def description(app: FastAPI, lang: Lang) -> dict[str, Any]:
    """The OpenAPI document, in a language. Not to be changed: it is kept."""
    from fastapi.openapi.utils import get_openapi

    said = get_openapi(title=words(w.TITLE, lang), version="1", routes=app.routes, description=words(w.ABOUT, lang))
    said["servers"] = [{"url": API}]
    said["security"] = [{"key": []}]
    parts = said["components"]
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": words(w.KEY, lang)}}
    parts["responses"] = {code: _problem(code, lang) for code in w.PROBLEMS}
    for name in ("HTTPValidationError", "ValidationError"):  # what FastAPI would answer by itself
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    for name, schema in parts["schemas"].items():
        _describe(name, schema, lang)
    for path, methods in said["paths"].items():
        for operation in methods.values():
            _operation(path, operation, lang)
    return said


def _operation(path: str, operation: dict[str, Any], lang: Lang) -> None:
    name = operation["operationId"]
    operation["summary"] = words(w.OPERATIONS[name], lang)
    operation.pop("description", None)
    for one in operation.get("parameters", ()):
        one["description"] = words(w.PARAMETERS[one["name"]], lang)
        one["schema"].pop("title", None)
    answers = operation["responses"]
    answers.pop("422", None)
    for status, answer in answers.items():
        answer["description"] = words(w.STATUS_WORDS[status], lang)
    if name in _FILES:
        content = {} if name == "read_report" else answers["200"]["content"]
        binary = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _FILES[name]}
        answers["200"]["content"] = {**content, **binary}
    if name == "read_assessment":
        answers["304"] = {"description": words(w.STATUS_WORDS["304"], lang)}
    codes = [*_ALWAYS, *(_ABOUT_ONE if "{" in path or name in ("begin_assessment", "read_portfolio") else ())]
    codes += _CHANGING if name == "change_assessment" else ()
    for code in sorted(codes, key=lambda one: w.PROBLEMS[one][0]):
        answers[str(w.PROBLEMS[code][0])] = {"$ref": f"#/components/responses/{code}"}


def _problem(code: str, lang: Lang) -> dict[str, Any]:
    _, title = w.PROBLEMS[code]
    separator = LANGUAGES[lang].colon
    return {
        "description": f"{words(title, lang)}{separator}{words(w.ABOUT_PROBLEMS[code], lang)}",
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _describe(name: str, schema: dict[str, Any], lang: Lang) -> None:
    """Without what the code says of itself; fields of what is sent in are explained in the reader's language."""
    schema.pop("description", None)
    schema.pop("title", None)
    for field, one in schema.get("properties", {}).items():
        one.pop("title", None)
        one.pop("description", None)
        if name in ("Beginning", "Change"):
            one["description"] = words(w.FIELDS[field], lang)


def page(app: FastAPI, lang: Lang) -> str:
    """The page for people: every request and every problem, made of the description."""
    said = description(app, lang)
    requests = "".join(
        _request(method, path, operation, said)
        for path, methods in said["paths"].items()
        for method, operation in methods.items()
    )
    problems = "".join(
        f'<dt id="{code}"><code>{code}</code> {status} {escape(words(title, lang))}</dt>'
        f"<dd>{_with_code(words(w.ABOUT_PROBLEMS[code], lang))}</dd>"
        for code, (status, title) in w.PROBLEMS.items()
    )
    head = {name: escape(words(one, lang)) for name, one in w.HEADINGS.items()}
    title, about = escape(words(w.TITLE, lang)), escape(words(w.ABOUT, lang))
    return (
        f'<!doctype html><html lang="{LANGUAGES[lang].tag}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{about}</p>"
        f'<p>{head["whole"]}<a href="openapi.json">openapi.json</a></p>'
        f"<h2>{head['requests']}</h2>{requests}<h2>{head['problems']}</h2><dl>{problems}</dl></main></body></html>"
    )


def _request(method: str, path: str, operation: dict[str, Any], said: dict[str, Any]) -> str:
    taken = [(one["name"], one["description"], one["schema"]) for one in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = said["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
    taken += [(name, one.get("description", ""), one) for name, one in fields.items()]
    named = "".join(
        f"<li><code>{escape(name)}</code> {_with_code(text)}{_choices(schema)}</li>" for name, text, schema in taken
    )
    return (
        f"<section><h3><b>{method.upper()}</b> <code>{escape(path)}</code></h3>"
        f"<p>{_with_code(operation['summary'])}</p><ul>{named}</ul></section>"
    )


def _choices(schema: dict[str, Any]) -> str:
    listed = " | ".join(map(str, schema.get("enum", ())))
    return f" <small>{escape(listed)}</small>" if listed else ""


def _with_code(text: str) -> str:
    """A sentence with what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


_STYLE = f"""{PLAIN_STYLE}main {{ max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }}
h1 {{ font-size: 1.5rem; }} h2 {{ margin-top: 2.5rem; font-size: 1.25rem; }} h3 {{ margin: 0; font-size: 1rem; font-weight: 400; }}
section {{ margin: 0 0 1rem; padding: 0.75rem 1rem; background: var(--ecq-card); border: 1px solid var(--ecq-frame); border-radius: 8px; }}
section p {{ margin: 0.5rem 0 0; }} ul {{ margin: 0.5rem 0 0; padding-left: 1.25rem; }} ul:empty {{ display: none; }}
code {{ font-size: 0.9em; overflow-wrap: anywhere; }} dt {{ margin-top: 1rem; }} dd {{ margin: 0; }}
dt:target {{ background: var(--ecq-gold-soft); }}
"""
