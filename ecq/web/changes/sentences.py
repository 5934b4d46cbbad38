"""Journal entries in words: what was changed, and the present value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecq.assessment.history.journal import SEVERAL, Change, kind_of
from ecq.assessment.model import Assessment, Response
from ecq.base.language import Lang, text, words
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.telling.text.words import say
from ecq.web.session import words as k

EFFECT = text("对得分和等级的影响", "What it does to score and grade")
EARLIER = text("按 {version} 版的回答：{said}", "Answered under version {version}: {said}")
UNDER = text("（{version} 版）", " (version {version})")
NO_LONGER_ASKED = text(
    "按以前版本答的，现在不问或要重新回答", "Answered under an earlier version and not asked any more, or asked again"
)


SHORT = 60


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


@dataclass(frozen=True)
class ChangeWords:
    """Describes changes to an assessment in one language."""

    rubric: Rubric
    lang: Lang

    def what(self, changes: Sequence[Change]) -> str:
        """Name what was changed: "answer to “How soon …”"."""
        kind = kind_of(changes)
        question_id = next((c.question for c in changes if c.question is not None), "")
        part = say(k.PARTS.get(kind, w.OTHER_CONTENT), self.lang)
        if kind != SEVERAL and question_id in self.rubric.by_id:
            question = short(words(self.rubric.by_id[question_id].text, self.lang))
            return say(k.PART_OF, self.lang, question=question, part=part)
        fact = next((c.path[1] for c in changes if c.path[0] == "profile" and len(c.path) > 1), "")
        if kind == "profile" and fact in self.rubric.facts:
            return say(k.FACT_OF, self.lang, part=part, fact=words(self.rubric.facts[fact].text, self.lang))
        return part

    def stands(self, assessment: Assessment, changes: Sequence[Change]) -> str:
        """The present value of what was changed; "" where it does not fit into a few words."""
        question_id = next((c.question for c in changes if c.question is not None), None)
        kind = kind_of(changes)
        if question_id is not None and kind != SEVERAL:
            return self.part(question_id, kind, assessment.response(question_id))
        if kind == "name":
            return assessment.name or say(k.NOTHING, self.lang)
        if kind == "target":
            band = next((one for one in self.rubric.bands if one.id == assessment.target), None)
            return words(band.title, self.lang) if band else say(k.NOTHING, self.lang)
        if kind == "profile" and len(changes) == 1:
            fact, value = self.rubric.facts.get(changes[0].path[1]), assessment.profile.get(changes[0].path[1])
            return say(k.NOTHING, self.lang) if fact is None or value is None else fact_words(fact, value, self.lang)
        return ""

    def part(self, question_id: str, part: str, response: Response) -> str:
        """One part of a response: the answer, the note, or how much evidence there is."""
        if part == "note":
            return short(response.note) or say(k.NOTHING, self.lang)
        if part == "evidence":
            return say(k.PROOFS, self.lang, count=len(response.evidence))
        question = self.rubric.by_id.get(question_id)
        return short(answer_words(question, response, self.lang)) if question else ""

    def lines(self, assessment: Assessment, changes: Iterable[Change]) -> list[str]:
        """One line for each thing changed, with its present value."""
        groups: dict[tuple[str | None, str | None], list[Change]] = {}
        for change in changes:
            if change.part is not None:
                fact = change.path[1] if change.path[0] == "profile" and len(change.path) > 1 else None
                groups.setdefault((change.question or fact, change.part), []).append(change)
        lines = []
        for group in groups.values():
            value = self.stands(assessment, group)
            lines.append(say(k.WITH_VALUE, self.lang, what=self.what(group), said=value) if value else self.what(group))
        return lines
