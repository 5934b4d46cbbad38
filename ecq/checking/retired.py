"""Checks of `changes/` and `released/`: a published version stays as it is, and what an earlier one had and this bank has not is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecq.base.errors import Problem
from ecq.rubric.changes import Changes
from ecq.rubric.kinds import Question
from ecq.rubric.loading import Document, Library
from ecq.rubric.model import Rubric
from ecq.rubric.released import DIGESTS, release_name


def check_published(rubrics: Iterable[Rubric], published: Mapping[str, str]) -> Iterator[Problem]:
    """Every rubric whose version is not kept, or says something else than when it was."""
    for rubric in rubrics:
        name = release_name(rubric)
        if name not in published:
            yield _problem(name, f"version {rubric.version} of {rubric.id} is not kept; keep it with: ecq check --keep")
        elif published[name] != rubric.digest:
            yield _problem(
                name,
                f"{rubric.id} says something else now than version {rubric.version} did when it was kept; raise its "
                "version and keep that with: ecq check --keep (add --force where nobody was ever given this version)",
            )


def check_kept(published: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[Problem]:
    """Every published version whose file is gone or was changed, and every file that is no published version."""
    for name in sorted({*published, *kept}):
        if name not in kept:
            yield _problem(name, f"is in {DIGESTS}, but not there; get it back from the history of these files")
        elif name not in published:
            yield _problem(name, f"is not in {DIGESTS}; add its line there, as sha256sum writes it, or remove the file")
        elif kept[name] != published[name]:
            yield _problem(name, f"has another digest than in {DIGESTS}; get it back from the history of these files")


def _problem(name: str, message: str) -> Problem:
    return Problem(f"released/{name}.json", None, "", message)


_NO_QUESTION = "{0!r} is not a question of the bank; correct it"


def check_changes(library: Library, released: Sequence[Rubric]) -> tuple[Problem, ...]:
    """Every declared change that does not fit the bank, and everything that went without being declared."""
    problems = [problem for document, changes in library.changes for problem in _declared(library, document, changes)]
    return (*problems, *_undeclared(library, released))


def answer_ids(question: Question) -> frozenset[str]:
    """The ids that can stand in an answer: options, items, or "there is no such figure"."""
    return frozenset(one for one, _ in question.choices)


def _declared(library: Library, document: Document, changes: Changes) -> Iterator[Problem]:
    for index, gone in enumerate(changes.questions):
        if gone.question in library.questions:
            yield document.at(
                ("questions", index), f"{gone.question!r} is still in the bank; take it out of one of them"
            )
        if gone.successor is not None and gone.successor not in library.questions:
            yield document.at(("questions", index, "successor"), _NO_QUESTION.format(gone.successor))
    for index, option in enumerate(changes.options):
        question = library.questions.get(option.question)
        if question is None:
            message = f"{option.question!r} is not a question of the bank; a question that went stands under questions"
            yield document.at(("options", index), message)
            continue
        ids = answer_ids(question)
        if option.option in ids:
            message = f"{option.question} still has {option.option!r}; take it out here, or name it under answers"
            yield document.at(("options", index), message)
        if option.successor is not None and option.successor not in ids:
            yield document.at(
                ("options", index, "successor"), f"{option.question} has no {option.successor!r}; correct it"
            )
        if option.asked_by is not None and option.asked_by not in library.questions:
            yield document.at(("options", index, "asked_by"), _NO_QUESTION.format(option.asked_by))
    for index, again in enumerate(changes.answers):
        question = library.questions.get(again.question)
        unknown = sorted(set(again.options) - (answer_ids(question) if question else set()))
        if unknown:
            yield document.at(("answers", index), f"{again.question} has no answer {unknown[0]!r}; correct it")
    facts = {fact.id: {option.id for option in fact.options} for fact in library.profile.facts}
    for index, fact in enumerate(changes.facts):
        strange = sorted(set(fact.values) - facts.get(fact.fact, set()))
        if strange:
            yield document.at(("facts", index), f"{strange[0]!r} is not a value of the fact {fact.fact}; correct it")


def _undeclared(library: Library, released: Sequence[Rubric]) -> Iterator[Problem]:
    changes = [one for _, one in library.changes]
    questions = {gone.question for one in changes for gone in one.questions}
    options = {(gone.question, gone.option) for one in changes for gone in one.options}
    reported: set[tuple[str, str]] = set()
    for rubric in released:
        where = f"released/{rubric.id}-{rubric.version}.json"
        for old in rubric.questions:
            current = library.questions.get(old.id)
            if current is None and old.id not in questions and (old.id, "") not in reported:
                reported.add((old.id, ""))
                message = "is no longer in the bank; name it under questions in changes/, or put it back"
                yield Problem(where, None, old.id, message)
            for option in sorted(answer_ids(old) - answer_ids(current)) if current else ():
                if (old.id, option) not in options | reported:
                    reported.add((old.id, option))
                    message = "is no longer an answer; name it under options in changes/, or put it back"
                    yield Problem(where, None, f"{old.id}.{option}", message)
