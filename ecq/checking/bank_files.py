"""Checks of the files of a bank: duties behind gates, articles of the register, texts, what versions retired.

Finds problems with file, line and what to do. A bank with such problems can be scored; `ecq check` does not pass it.
A published version (`released/`) stays as it is, and what an earlier one had and this bank has not is declared in
`changes/`. The facts that tell answers apart are held against their questions: by going through all their states, and by
reading the bank to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

from ecq.base.errors import Problem
from ecq.base.frozen import Frozen
from ecq.base.language import Text
from ecq.interview.facts import MOST_FACTS, FactsRead, QuestionFacts
from ecq.interview.typed.hearing.sentence import hear
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Duty
from ecq.rubric.law import NUMBER_OF_ARTICLE, Law, cited, duties, marks, sentences, wider
from ecq.rubric.loading import Document, Library
from ecq.rubric.model import Changes, Rubric, Source
from ecq.rubric.released import DIGESTS, release_name

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


def check_bank(library: Library, day: str | None = None) -> tuple[Problem, ...]:
    """Every such problem of the bank and of the register; articles no longer in force on `day` are problems with it."""
    problems: list[Problem] = []
    sources = {source.id: source for source in library.sources.sources}
    for document, bank in library.bank:
        for index, question in enumerate(bank.questions):
            found = (
                *_gate(question, library.laws, sources),
                *_articles(question, library.laws, day),
                *_wording(question),
                *_uncited(question, document.data["questions"][index]),
            )
            problems += [document.at(("questions", index, *place), message) for place, message in found]
    for document, _ in (*library.bank, *library.law, *library.changes):
        problems += [document.at(place, message) for place, message in _sentences(document, library.laws)]
    return (*problems, *_check_register(library, day))


def _gate(question: Question, laws: Mapping[str, Law], sources: Mapping[str, Source]) -> Iterator[tuple[Place, str]]:
    """A gate rests on articles in force that bind the operator itself and that a law makes or punishes."""
    named = list(duties(question))
    if question.gate is None:
        for place, _ in named:
            yield place, "is a duty of a question without a gate; add the gate, or take the duty out"
        return
    if not named:
        yield (
            ("gate",),
            "names no duty; add duty: {source: …, article: …}, the article that binds the operator itself, "
            "or take the gate out and let the question score",
        )
    if isinstance(question, ChecklistQuestion):
        yield from _gate_of_items(question)
    passing = list(question.scale).index(question.gate.pass_)
    for place, duty in named:
        if place[0] == "options" and int(place[1]) >= passing:
            yield place, "is a duty of an option that passes the gate; only an option that fails it breaks a duty"
        yield from ((place, message) for message in _duty(question, duty, laws, sources))


def _gate_of_items(question: ChecklistQuestion) -> Iterator[tuple[Place, str]]:
    """A number of ticked items names no duty: each item of a gate is one, and all of them are needed."""
    assert question.gate is not None
    if question.gate.pass_ != str(len(question.items)):
        yield ("gate", "pass"), f"must be {len(question.items)}, all items; put what is no duty into another question"
    for number, item in enumerate(question.items):
        if item.duty is None:
            yield ("items", number), "is an item of a gate and names no duty; add one, or ask it in another question"


def _duty(question: Question, duty: Duty, laws: Mapping[str, Law], sources: Mapping[str, Source]) -> Iterator[str]:
    named = f"{duty.source} {duty.article}"
    source = sources[duty.source]
    if source.kind not in _BINDING or source.state != "in-force":
        yield f"{named} is of a source of kind {source.kind} and state {source.state}; name a law, regulation or rule in force"
    if not any((duty.source, place) in set(cited(question)) for place in wider(duty.article)):
        yield f"{named} is not among the question's sources; cite it there"
        return  # or it would be missed in the register twice
    law = laws.get(duty.source)
    article = law.article(duty.article) if law else None
    if law is None or article is None:
        return
    out = "or take the gate out and let the question score"
    if "operator" not in article.binds:
        yield f"{named} binds {', '.join(article.binds)} by the register, not the operator; name the article that binds the operator itself, {out}"
    if not article.read:
        yield f"{named} was not read; what is known second-hand only scores: read it, {out}"
    if law.kind == "rule" and not any(":" in one for one in article.punished_by):
        yield f"{named} is of a department rule, and no law punishes its breach by the register; name that law in punished_by, {out}"


def _articles(question: Question, laws: Mapping[str, Law], day: str | None) -> Iterator[tuple[Place, str]]:
    """Each article cited is in the register, and in force on the day."""
    for number, citation in enumerate(question.sources):
        for place, article in enumerate(citation.articles):
            if message := _known(laws, citation.source, article, day):
                yield ("sources", number, "articles", place), message


def _uncited(question: Question, data: Any) -> Iterator[tuple[Place, str]]:
    """Articles that a sentence of the question names and the question does not cite."""
    places = {(law, part) for law, place in cited(question) for part in wider(place)}
    for at, law, place in marks(data):
        if not any((law, part) in places for part in wider(place)):
            yield at, f"names {law} {place}, which the question does not cite; cite it, or correct the mark"


def _known(laws: Mapping[str, Law], law_id: str, place: str, day: str | None) -> str | None:
    law = laws.get(law_id)
    article = law.article(place) if law else None
    if law is None or article is None:
        return f"{law_id} {place} is not in the register; add it to law/{law_id}.yaml with binds and asks"
    until = article.until or law.versions[-1].until
    if day is not None and until is not None and until < day:
        return f"{law_id} {place} was in force until {until} only; cite what is in force on {day}"
    return None


def _sentences(document: Document, laws: Mapping[str, Law]) -> Iterator[tuple[Place, str]]:
    """Articles in sentences are marks of the register, the same in both languages."""
    in_text: dict[Place, dict[str, set[tuple[str, str]]]] = {}
    for place, law_id, article in marks(document.data):
        in_text.setdefault(place[:-1], {}).setdefault(str(place[-1]), set()).add((law_id, article))
        if message := _known(laws, law_id, article, None):
            yield place, message
    for text, found in in_text.items():
        if found.get("zh") != found.get("en"):
            yield text, "names other articles in one language than in the other; make its marks agree"
    for place, sentence in sentences(document.data):
        if written := NUMBER_OF_ARTICLE.search(sentence):
            message = (
                f"has the number of an article in a sentence ({written.group()!r}); write a mark such as {{ecl:81}}"
            )
            yield place, message


def _check_register(library: Library, day: str | None) -> Iterator[Problem]:
    """Articles told twice, by no thing needed, or punished by what is not there."""
    needed = {name for question in library.questions.values() for name in cited(question)}
    for document, _ in (*library.bank, *library.law):
        needed |= {(law_id, article) for _, law_id, article in marks(document.data)}
    for _, law in library.law:
        for article in law.articles.values():
            needed |= {_punishing(law, one) for one in article.punished_by}
    needed |= {(law_id, part) for law_id, place in set(needed) for part in wider(place)}
    gated = {
        (duty.source, place)
        for question in library.questions.values()
        for _, duty in duties(question)
        for place in wider(duty.article)
    }
    told: dict[tuple[str, str], str] = {}
    for document, law in library.law:
        for place, article in law.articles.items():
            where: Place = ("articles", place)
            if (law.id, place) in told:
                message = f"{law.id} {place} is told in {told[law.id, place]} too; an article is told once"
                yield document.at(where, message)
            told.setdefault((law.id, place), document.file)
            if (law.id, place) not in needed and not article.is_duty:
                yield document.at(where, f"{law.id} {place} is cited by nothing; take it out, or cite it")
            if article.is_duty and ((law.id, place) in gated) == (article.ungated is not None):
                yield document.at(where, f"{law.id} {place} {_UNGATED if article.ungated is None else _GATED}")
            for number, one in enumerate(article.punished_by):
                if unknown := _known(library.laws, *_punishing(law, one), day):
                    yield document.at((*where, "punished_by", number), unknown)
        last = law.versions[-1]
        digests = last.digests
        if day is not None and last.since is not None and last.since > day:
            message = f"is in force from {last.since} only; add it on that day"
            yield document.at(("versions", len(law.versions) - 1), message)
        for place, article in law.articles.items():
            if digests and article.read and law.number_now(place) not in digests:
                message = f"{law.id} has no such article in the text that was read; correct it"
                yield document.at(("articles", place), message)


_UNGATED = (
    "binds the operator and is punished, but is the duty of no gate; add a gate, or say why there is none in ungated"
)
_GATED = "says why it has no gate, but is the duty of one; take ungated out"


def _punishing(law: Law, place: str) -> tuple[str, str]:
    """The law and place of a penalty: of the same law, or of the one that stands before a colon."""
    other, _, article = place.rpartition(":")
    return other or law.id, article


def _wording(question: Question) -> Iterator[tuple[Place, str]]:
    """Answers that stand alone, and no sentence on what an auditor does."""
    for place, text in _texts(question):
        for lang, written in (("zh", text.zh), ("en", text.en)):
            alone = place[0] in _ANSWERS and place[-1] != "advice"
            if alone and (hanging := _HANGING[lang].match(written.lstrip('（(“"'))):
                message = f"begins with {hanging.group()!r} and hangs when it is read alone; say the whole fact"
                yield (*place, lang), message
            if prediction := _PREDICTION[lang].search(written):
                message = f"says {prediction.group()!r}, but what an auditor does is not public; say why it matters, or what to have ready"
                yield (*place, lang), message


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
            message = f"{gone.question!r} is still in the bank; take it out of one of them"
            yield document.at(("questions", index), message)
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
            message = f"{option.question} has no {option.successor!r}; correct it"
            yield document.at(("options", index, "successor"), message)
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


def check_facts(library: Library, read: FactsRead) -> Iterator[Problem]:
    """Every problem of the facts that were read beside a library, by file and line."""
    options = {fact.id: {one.id for one in fact.options} for fact in library.profile.facts}
    for name, words in read.profile.items():
        if unknown := sorted(words.options.keys() - options.get(name, set())):
            yield Problem("facts/common/profile.yaml", None, name, f"{', '.join(unknown)}: no option of this fact")
    for document, names in read.documents:
        for name in names:
            question = library.questions.get(name)
            found = ["is not a question of the bank"] if question is None else problems(question, read.questions[name])
            yield from (document.at((name,), message) for message in found)


def problems(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """What is wrong with the facts of one question."""
    known = set(facts.facts)
    if question.answered_by == "choice" and list(facts.options) != [name for name, _ in question.choices]:
        yield "options must be those of the question, in their order"
        return
    if question.parts and list(facts.facts) != [item.id for item in question.parts]:
        yield "facts must be the items of the question, in their order"
        return
    words = [word for holds in facts.options.values() for word in holds.replace("|", " ").split()]
    words += [word for fact in facts.facts.values() for word in fact.so.split()]
    unknown = sorted({word for word in words if word.removeprefix("-") not in known})
    if unknown:
        yield f"{', '.join(unknown)}: no fact of this question"
        return
    if len(known) > MOST_FACTS:
        yield f"has more than {MOST_FACTS} facts, so that not all their states can be gone through"
    if set(facts.set_aside) != {choice.id for choice in question.not_applicable}:
        yield "set_aside must have words for each reason why the question does not apply, and no other"
    if facts.options:
        true = {option for _, option in facts.states}
        for option in facts.options:
            if option not in true:
                yield f"option {option} is true in no state of its facts"
        for name, fact in facts.facts.items():
            if all(facts.option_in({**state, name: not state[name]}) == option for state, option in facts.states):
                yield f"fact {name} tells no two options apart"
            if fact.ask is None:
                yield f"fact {name} has no question (ask)"
        yield from _read_to_itself(question, facts)
        yield from _said_of_gates(question, facts)


def _said_of_gates(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Options that fail a gate and that no fact, nor two, said with words of its own leads to: silence must not."""
    failing = {option for option in facts.options if question.fails_gate(option)}
    said = [
        (name, held)
        for name, fact in facts.facts.items()
        for held, cues in ((True, fact), (False, fact.no))
        if cues.zh and cues.en
    ]
    ways = [facts.left(dict(way)) for way in combinations_with_replacement(said, 2) if len(dict(way)) == len(set(way))]
    reached = {option for left in ways if set(left) <= failing for option in left}
    for option in facts.options:
        if option in failing - reached:
            yield f"option {option} fails a gate, and no fact said with words of its own leads to it alone"


def _read_to_itself(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Options whose own words, read as a sentence, rule that option out, or leave only another."""
    for option, text in question.choices:
        if "任一" in text.zh or "或者" in text.zh:
            continue  # "any of these" does not state one thing
        for lang, words in (("zh", text.zh), ("en", text.en)):
            left = facts.left(hear(words, facts).known)
            if option not in left:
                yield f"option {option}, read to itself ({lang}), leaves {', '.join(left) or 'nothing'}"
