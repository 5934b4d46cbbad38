"""An answer as a sheet shows it, a response without note and evidence, and its wording in cells, both ways.

Knows questions and the words of their answers in every language. Must not know cells, files or scores.
"""

from __future__ import annotations

import re

from ecq.assessment.evidence import says_none
from ecq.assessment.model import NO_RESPONSE, Response
from ecq.base.exact import parse_exact
from ecq.base.language import LANGS, Lang, Text, words
from ecq.exchange.answer_sheet import words as a
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid, Value
from ecq.telling.text import words as w
from ecq.telling.text.sentences import unit_words
from ecq.writers.sheets.forms import bare, means
from ecq.writers.sheets.reading import folded, forms
from ecq.writers.sheets.stamps import cell_form, stamp


def seen(question: Question, response: Response) -> Response:
    """The answer of an assessment to a question, as a sheet shows it: a value the question does not have (any more) is none."""
    if response.state == "na":
        reason = reason_of(question, response.reason or "") or None
        return Response(state="na", reason=reason) if question.not_applicable else NO_RESPONSE
    value = _plain_value(question, response.value)
    if response.state == "unanswered" or (response.state == "answered" and value is None):
        return NO_RESPONSE
    return Response(state=response.state, value=value)


def answer_stamp(answer: Response) -> str:
    """A short checksum, the same exactly for the same answer."""
    return stamp([answer.state, answer.value, answer.reason or ""])


def _plain_value(question: Question, value: Value | None) -> Value | None:
    if value is None or question.credit_of(value) is None:
        return None
    if isinstance(value, tuple):
        return question.choose(value)
    read = question.read(value, exact=True)
    return None if isinstance(read, Invalid) else read


def note_stamp(text: str) -> str:
    """A short checksum, the same exactly for the same note."""
    return stamp(cell_form(text))


# Words in cells


def choices(question: Question, lang: Lang) -> list[tuple[str, str]]:
    """(value, words) of what can be chosen in the answer's cell: numbered options, or that there is no figure."""
    if question.parts:
        return []
    labels = [(value, words(text, lang)) for value, text in question.choices]
    if question.answered_by == "typed":
        return labels
    return [(value, f"{number} · {label}") for number, (value, label) in enumerate(labels, 1)]


def value_cell(question: Question, value: Value | None, lang: Lang) -> str:
    """What stands in the answer's cell for a value; checklists have theirs in cells of their own."""
    if not isinstance(value, str):
        return ""
    known = dict(choices(question, lang))
    if value not in known and getattr(question, "unit", "") == "percent" and 0 < parse_exact(value) <= 1:
        return f"{value} %"  # or it would be asked whether it is a share of one
    return known.get(value, value)


_DIGITS = "一二三四五六七八九"
_ORDINAL = re.compile(rf"(?:第|选项?|選項?|option )?\s*([1-9]|[{_DIGITS}])\s*(?:项|項|[·、)])?")


def _ordinal(typed: str) -> int | None:
    """Which one is meant by its place: 2, “第2项”, “选2”, “2·” or “二”."""
    found = _ORDINAL.fullmatch(bare(typed))
    return None if found is None else _DIGITS.find(found[1]) + 1 or int(found[1])


def option_of(question: Question, typed: str) -> str | None:
    """The value of a chosen option: its words in any language, with or without its number, its number, or its id."""
    entry = folded(typed)
    ordinal = None if question.answered_by == "typed" else _ordinal(typed)
    for number, (value, text) in enumerate(question.choices, 1):
        known = forms(text)
        numbered = {f"{number} · {form}" for form in known}
        if entry in known | numbered or bare(typed) in known or ordinal == number:
            return value
    return entry if entry in dict(question.choices) else None


def reason_cell(question: Question, reason: str, lang: Lang) -> str:
    """What stands in the reason's cell."""
    return next((words(one.text, lang) for one in question.not_applicable if one.id == reason), reason)


def reason_of(question: Question, typed: str) -> str:
    """The reason that a cell gives: the id of a permitted one, or the own words."""
    own = cell_form(typed)
    entry = folded(own)
    return next((one.id for one in question.not_applicable if one.id == own or entry in forms(one.text)), own)


def evidence_lines(typed: str) -> list[tuple[str, bool]]:
    """Pieces of evidence, one a line, each with whether it is in hand; a line that says there is none names no piece."""
    pieces = []
    for line in typed.splitlines():
        text = line.strip().lstrip("·•-*").strip()
        head, mark, rest = text.replace("：", ":", 1).partition(":")
        to_obtain = bool(mark) and folded(head) in forms(a.TO_OBTAIN) | forms(w.EVIDENCE_WANTED)
        if to_obtain:
            text = rest.strip()
        if not says_none(text):
            pieces.append((text, not to_obtain))
    return pieces


def not_an_answer(typed: str, otherwise: Text) -> Text:
    """What to say of an answer that is none: that it is a mark, where it is one."""
    is_mark = means(a.UNSURE, typed) or means(a.NOT_APPLICABLE, typed) or folded(typed) in ("n/a", "不涉及")
    return a.MARK_AS_ANSWER if is_mark else otherwise


def without_unit(question: MeasureQuestion, text: str) -> str:
    """The number alone, where the unit was typed with it."""
    typed = folded(text)
    units = {"%"} if question.unit == "percent" else set()
    for lang in LANGS:
        units |= {unit_words(question, lang), unit_words(question, lang, "1")}
    for unit in sorted(map(folded, units), key=len, reverse=True):
        if typed.endswith(unit):
            return typed.removesuffix(unit).strip()
    return typed
