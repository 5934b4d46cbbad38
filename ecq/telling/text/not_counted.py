"""Why an answer that is taken over counts for nothing: the profile rules its question out, or does not say yet whether it applies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, Text, filled, text, words, written
from ecq.rubric.conditions import deciding
from ecq.rubric.model import Rubric
from ecq.telling.text.sentences import fact_words

NOT_COUNTED = text("写进去也不计分", "Taken over, but not counted")
RULED_OUT = text("现在不计分：平台画像里{facts}", "does not count now: in the profile, {facts}")
WAITS = text(
    "平台画像里还没有填{facts}，不知道这一题适不适用，先不计分",
    "does not count yet: whether it applies depends on the profile, where {facts} is not filled in",
)
FACT_IS = text("“{fact}”填的是“{value}”", "“{fact}” says “{value}”")
FACT_OPEN = text("“{fact}”", "“{fact}”")


@dataclass(frozen=True)
class NotCounted:
    """A question whose answer does not count, with the profile facts that decide it and the sentence why."""

    question: str
    facts: tuple[str, ...]
    why: Text

    def data(self, lang: Lang | None = None) -> dict[str, Any]:
        """The same as plain data, in one language or in those that are written."""
        why = written(self.why) if lang is None else words(self.why, lang)
        return {"question": self.question, "facts": list(self.facts), "message": why}


def not_counted(rubric: Rubric, assessment: Assessment, questions: Iterable[str]) -> tuple[NotCounted, ...]:
    """Those of some questions whose answers do not count under the profile, in the order given, each once."""
    applying = rubric.applying(assessment.profile)
    return tuple(
        _why(rubric, assessment, question)
        for question in dict.fromkeys(questions)
        if applying.get(question) is not True
    )


def _why(rubric: Rubric, assessment: Assessment, question: str) -> NotCounted:
    condition, profile = rubric.by_id[question].applies, assessment.profile
    assert condition is not None  # or it would apply
    # Where no answer to any fact changes it, all that it mentions are named.
    facts = deciding(condition, profile, rubric.facts) or tuple(dict.fromkeys(fact for fact, _ in condition.facts()))
    ruled_out = rubric.applying(profile)[question] is False
    return NotCounted(
        question,
        facts,
        filled(
            RULED_OUT if ruled_out else WAITS,
            facts=Text(zh=_facts(rubric, assessment, facts, "zh"), en=_facts(rubric, assessment, facts, "en")),
        ),
    )


def _facts(rubric: Rubric, assessment: Assessment, facts: Iterable[str], lang: Lang) -> str:
    named = []
    for one in facts:
        fact, value = rubric.facts[one], assessment.profile.get(one)
        said = FACT_OPEN if value is None else FACT_IS
        value_words = "" if value is None else fact_words(fact, value, lang)
        named.append(words(said, lang).format(fact=words(fact.text, lang), value=value_words))
    return LANGUAGES[lang].listed(named)
