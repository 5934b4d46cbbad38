"""Checks of a bank for lawyers and readers: duties behind gates, a line for each article, texts that stand alone.

Finds problems with file, line and what to do. A bank with such problems can be scored; `ecq check` does not pass it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ecq.base.errors import Problem
from ecq.base.frozen import Frozen
from ecq.base.language import Text
from ecq.rubric.cited_articles import CitedArticle, cited
from ecq.rubric.kinds import Question
from ecq.rubric.loading import Library
from ecq.rubric.model import Source

_BINDING = ("law", "regulation", "rule")
"""Kinds of sources that can make a duty; a standard or somebody's guidance cannot."""

_HANGING = {
    "zh": re.compile(r"(?:另外|并且|而且|同时|此外|除此之外|再加上|在此之上|在此基础上|以上|上述)"),
    "en": re.compile(
        r"(?:also|in addition|additionally|moreover|furthermore|besides|on top of (?:this|that)|beyond (?:this|that)"
        r"|all (?:of )?(?:the above|these|this)|the above)\b",
        re.IGNORECASE,
    ),
}
_PREDICTION = {
    "zh": re.compile(r"审核员(?:通常|往往|一般|可能)?(?:会|要|想|看|问)|审核(?:时|中)?会(?!议)|评审员"),
    "en": re.compile(
        r"\bauditors? (?:(?:usually|often|also) )?(?:will|would|may|might|wants?|looks?|asks?|checks?|expects?)\b",
        re.IGNORECASE,
    ),
}
_ANSWERS = ("options", "items", "bands", "yes", "no", "none")
"""Where the texts of answers stand."""

Place = tuple[str | int, ...]
Lines = Mapping[tuple[str, str], CitedArticle]


def check_bank(library: Library) -> tuple[Problem, ...]:
    """Every such problem of the bank and of the lines on the articles it cites."""
    sources = {source.id: source for source in library.sources.sources}
    problems: list[Problem] = []
    for document, bank in library.bank:
        lines = library.articles(document.file)
        for index, question in enumerate(bank.questions):
            for place, message in (*_gate(question, lines, sources), *_articles(question, lines), *_wording(question)):
                problems.append(document.at(("questions", index, *place), message))
    return (*problems, *_check_lines(library))


def _gate(question: Question, lines: Lines, sources: Mapping[str, Source]) -> Iterator[tuple[Place, str]]:
    """A gate rests on an article in force that binds the operator itself."""
    if question.gate is None:
        return
    duty = question.gate.duty
    if duty is None:
        yield (
            ("gate",),
            "names no duty; add duty: {source: …, article: …}, the article that binds the operator itself, "
            "or take the gate out and let the question score",
        )
        return
    here: Place = ("gate", "duty")
    named = f"{duty.source} {duty.article}"
    source = sources[duty.source]
    if source.kind not in _BINDING or source.state != "in-force":
        yield (
            here,
            f"{named} is of a source of kind {source.kind} and state {source.state}; name a law, regulation or rule in force",
        )
    if (duty.source, duty.article) not in cited(question):
        yield here, f"{named} is not among the question's sources; cite it there"
        return  # or its line would be asked for twice
    line = lines.get((duty.source, duty.article))
    if line is not None and "operator" not in line.binds:
        bound = ", ".join(line.binds)
        yield (
            here,
            f"{named} binds {bound} by its line in citations/, not the operator; name the article that binds the "
            "operator itself, or take the gate out and let the question score",
        )


def _articles(question: Question, lines: Lines) -> Iterator[tuple[Place, str]]:
    """Each article cited has its line."""
    for number, citation in enumerate(question.sources):
        for place, article in enumerate(citation.articles):
            if (citation.source, article) not in lines:
                line = f'- {{source: {citation.source}, article: "{article}", binds: …, duty: {{zh: …, en: …}}}}'
                yield (
                    ("sources", number, "articles", place),
                    f"{citation.source} {article} has no line in citations/ that says who is bound to what; add {line}",
                )


def _wording(question: Question) -> Iterator[tuple[Place, str]]:
    """Answers that stand alone, and no sentence on what an auditor does."""
    for place, text in _texts(question):
        for lang, written in (("zh", text.zh), ("en", text.en)):
            hanging = (
                _HANGING[lang].match(written.lstrip('（(“"'))
                if place[0] in _ANSWERS and place[-1] != "advice"
                else None
            )
            if hanging:
                yield (
                    (*place, lang),
                    f"begins with {hanging.group()!r} and hangs when it is read alone; say the whole fact",
                )
            prediction = _PREDICTION[lang].search(written)
            if prediction:
                yield (
                    (*place, lang),
                    f"says {prediction.group()!r}, but what an auditor does is not public; say why it matters, or what to have ready",
                )


def _texts(of: Any, place: Place = ()) -> Iterator[tuple[Place, Text]]:
    """Every text of a question with its place in the file."""
    if isinstance(of, Text):
        yield place, of
    elif isinstance(of, Frozen):
        for name, field in type(of).model_fields.items():
            yield from _texts(getattr(of, name), (*place, field.alias or name))
    elif isinstance(of, tuple):
        for number, one in enumerate(of):
            yield from _texts(one, (*place, number))


def _check_lines(library: Library) -> Iterator[Problem]:
    """Lines on articles that nobody cites, and lines on one article that disagree on who is bound."""
    named = {name for question in library.questions.values() for name in cited(question)}
    first: dict[tuple[str, str], tuple[str, CitedArticle]] = {}
    for document, lines in library.citations:
        for index, line in enumerate(lines.root):
            if line.name not in named:
                message = (
                    f"{line.source} {line.article} is cited by no question; take the line out, or cite the article"
                )
                yield document.at((index,), message)
            where, other = first.setdefault(line.name, (f"{document.file}:{document.line_of((index,))}", line))
            if set(other.binds) != set(line.binds):
                message = (
                    f"{line.source} {line.article} binds {', '.join(line.binds)} here and {', '.join(other.binds)} "
                    f"in {where}; who is bound by an article is one thing: make them agree"
                )
                yield document.at((index, "binds"), message)
