"""What a step of a plan is called: an action, from the bank's own advice. Must not know points, efforts or screens."""

from __future__ import annotations

import re

from ecq.assessment.plan_terms import AgreedStep
from ecq.base.language import Text
from ecq.planning.cheapest import PlanStep
from ecq.rubric.kinds import Question

LONGEST = {"zh": 24, "en": 70}
"""About as many characters as a title holds."""

_SENTENCE = {"zh": re.compile(r"[。！？；;\n]|[!?](?=\s|$)"), "en": re.compile(r"[.!?;](?=\s|$)|\n")}
_VERBS = (
    "act add agree alert appoint ask block check collect compare complete fix follow give have keep let look make move "
    "pass prepare publish put raise recheck refuse remove require send set show start stop take tell warn write"
)
# An English comma mostly stands in a list; a new clause begins where another thing to do, or a word that joins, follows.
_EN_CLAUSE = (
    rf":(?=\s)|,?\sand\s(?=(?:{_VERBS.replace(' ', '|')})\s)|,\s(?=(?:{_VERBS.replace(' ', '|')}|with|so|which|then)\s)"
)
_CLAUSE = {"zh": re.compile(r"[，：,:]|——"), "en": re.compile(_EN_CLAUSE)}
_OPENING, _CLOSING = '（(“"「《[', '）)”"」》]'

_TAIL = re.compile(r"[，：,:—\s]+$|,?\sand\s$")


def title(question: Question, step: PlanStep) -> Text:
    """The action that a step of a plan begins with; for a proof, the evidence to bring together."""
    return _proof_title(question) if step.kind == "prove" else action(step.rungs[0].advice)


def agreed_title(question: Question, step: AgreedStep) -> Text:
    """The same of a step as it was agreed; the question's own text where the bank has no such step any more."""
    if step.proves and step.before == step.to:
        return _proof_title(question)
    left = question.steps_left(step.before).items()
    advice = next((one.advice for key, one in left if not question.parts or key in step.to), None)
    return question.text if advice is None else action(advice)


def _proof_title(question: Question) -> Text:
    first = question.evidence[0]
    return Text(zh=f"备齐证据：{_short(first.zh, 'zh')}", en=f"Bring the evidence together: {_short(first.en, 'en')}")


def confirm_title(question: Question) -> Text:
    """To find out what an open question asks."""
    return Text(zh=f"确认：{question.text.zh}", en=f"Confirm: {question.text.en}")


def action(advice: Text) -> Text:
    """The first thing an advice says to do, short enough for a title: its first sentence, or as many clauses as fit."""
    return Text(zh=_short(advice.zh, "zh"), en=_short(advice.en, "en"))


def _short(words: str, lang: str) -> str:
    sentences = [words[start:end].strip() for start, end in _pieces(words, _SENTENCE[lang])]
    asked = [one for one in sentences if one and one[-1] not in "？?"]
    first = (asked or sentences)[0].rstrip("。．.；;！!")
    heads = [_TAIL.sub("", first[:end]) for _, end in _pieces(first, _CLAUSE[lang])]
    fitting = [one for one in heads if len(one) <= LONGEST[lang]]
    return fitting[-1] if fitting else heads[0]


def _pieces(words: str, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the pieces start and end, their closing mark with them; nothing is cut within brackets or quotation marks."""
    cuts = [mark.end() for mark in boundary.finditer(words) if _outside(words[: mark.start()])]
    ends = [*cuts, len(words)] if not cuts or cuts[-1] < len(words) else cuts
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _outside(before: str) -> bool:
    """Whether all brackets and quotation marks opened so far are closed."""
    plain = sum(before.count(mark) for mark in _OPENING if mark not in _CLOSING)
    return plain <= sum(before.count(mark) for mark in _CLOSING if mark not in _OPENING) and before.count('"') % 2 == 0
