"""Outlines of documents to be written: headings, what each must settle and by which article, and what is known from the answers.

They are outlines and no advice; every word is the bank's or the operator's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pkgutil import get_data

import yaml

from ecq.assessment.model import Assessment
from ecq.base.frozen import Frozen, Id
from ecq.base.language import Lang, Text, text, words
from ecq.document.blocks import Block, Chapter, Facts, Labelled, Paragraph, Section
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.telling.text.sentences import answer_words, citation_words, level_words
from ecq.telling.text.words import BASED_ON

NOTE = text(
    "这是提纲，不是法律意见。“要写清”是题库里得分最高的做法，依据是题目引用的条文；空白处由平台填写，写好后请法务看过。",
    "This is an outline, no legal advice. “To settle” is what earns most in the bank, “Basis” what its question cites; blanks are the platform's to fill, and counsel should read the result.",
)
SETTLE = text("要写清", "To settle")
NOW = text("现在的回答", "Answer now")
OWNER = text("谁负责，何时起", "Who, and from when")
BLANK = "________________"


class Outline(Frozen):
    """A document that several questions ask for: which questions it settles."""

    id: Id
    title: Text
    questions: tuple[Id, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """All of them, in order."""
    raw = yaml.safe_load(get_data("ecq.telling", "outlines.yaml") or b"")
    return tuple(Outline.model_validate({**one, "questions": tuple(one["questions"])}) for one in raw)


def outline_blocks(rubric: Rubric, assessment: Assessment, outline: Outline, lang: Lang) -> Iterator[Block]:
    """An outline as blocks, a section for each question that the rubric asks."""
    yield Chapter(words(outline.title, lang))
    yield Paragraph(words(NOTE, lang), "note")
    for id_ in outline.questions:
        if question := rubric.by_id.get(id_):
            basis = [citation_words(rubric, one, lang) for one in question.sources]
            answer = answer_words(question, assessment.response(id_), lang)
            yield Section(words(question.text, lang))
            yield Facts(
                tuple(
                    Labelled(words(label, lang), tuple(said))
                    for label, said in (
                        (SETTLE, _to_settle(question, lang)),
                        (BASED_ON, basis),
                        (NOW, [answer]),
                        (OWNER, [BLANK]),
                    )
                )
            )
            yield Paragraph(BLANK)


def _to_settle(question: Question, lang: Lang) -> list[str]:
    """What earns full credit."""
    parts = [words(item.text, lang) for item in question.parts]
    return parts or [level_words(question, [*question.scale][-1], lang)]
