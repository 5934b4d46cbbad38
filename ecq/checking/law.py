"""What hangs on an article, what a change of a law does, and which duties of the platform are gates. Pure.

Texts that were brought are handed in as article -> paragraphs; what they are held against is the register.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from hashlib import sha256
from operator import getitem
from typing import Any, Literal, get_args

from ecq.base.errors import EcqError
from ecq.base.frozen import Frozen, Words
from ecq.base.language import LANGUAGES, Lang, Text, text, words, written
from ecq.checking.rubric_sources import BOUND, NOT_READ
from ecq.rubric.kinds import Question
from ecq.rubric.law import (
    Article,
    Called,
    Law,
    OwnWords,
    Ungated,
    Version,
    cited,
    clause_digests,
    clauses,
    digest,
    duties,
    marks,
    whole_article,
    wider,
    written_out,
)
from ecq.rubric.loading import Library
from ecq.rubric.model import Rubric
from ecq.telling.text.sentences import article_words, citation_words, source_place
from ecq.telling.text.words import GATE, STATUSES, say

Articles = Mapping[str, Sequence[str]]
"""A text that was brought: article -> paragraphs."""

SAME = text("与 ECQ 对照的文本逐字相同", "word for word the text ECQ was read against")
DIFFERS = text("与 ECQ 对照的文本不同：{words}", "differs from the text ECQ was read against: {words}")
UNKNOWN = text("ECQ 没有这一条的对照文本", "ECQ has no text of this article to compare with")
MISSING = text("带来的文本里没有这一条", "the text that was brought has no such article")
REVIEWED = text("{day} 由 {firm} {name} 审阅", "reviewed by {name}, {firm}, {day}")
VOIDED = text(
    "{day} 由 {firm} {name} 审阅，之后有改动，已失效",
    "reviewed by {name}, {firm}, {day}; void, as it was changed since",
)
BESIDE = text("{article}：{asks}", "{article}: {asks}")
OWN_WORDS = text("原文（{agreement}）：{words}", "Its own words ({agreement}): {words}")
UNGATED: dict[Ungated, Text] = {
    "same-fact": text("另一红线项按别的条款问同一件事", "a gate asks the same fact by another article"),
    "department-rule": text("只有部门规章处罚", "only a department rule punishes it"),
    "no-line": text("条文没有画出回答能说明的界线", "the article draws no line that an answer could state"),
    "case-by-case": text("要看具体个案", "it hangs on single cases"),
    "in-a-list": text("和不是义务的事放在同一张清单里问", "it is asked in a list with what is no duty"),
    "future": text("说的是还没有发生的事", "it is about what has not come yet"),
    "unclear": text("是否管这类平台还没有定论", "whether it is about such platforms is not settled"),
    "not-asked": text("画像和题目没有问到", "profile and questions do not ask about it"),
}
_BINDS = text("约束：{who}", "Binds: {who}")
_ASKS = text("要求：{what}", "Asks: {what}")
_PUNISHED = text("处罚见{where}：{what}", "Punished by {where}: {what}")
_PRACTICE = text(
    "实践（{day}，{status}）：{what}。出处：{source}", "Practice ({day}, {status}): {what}. Known from: {source}"
)
_WORDS = text("原文：", "The article's own words:")
_QUESTIONS = text("题目：{ids}", "Questions: {ids}")
_GATES = text("红线项：{ids}", "Gates: {ids}")
_NO_GATE = text("没有红线项：{why}", "No gate: {why}")
_READ = text("读过原文", "text read")
_COUNTS = text(
    "受处罚的平台义务 {duties} 项：有红线项 {gate}，只计分 {scored}，没有题目 {without}",
    "Punished duties of the platform: {duties}; with a gate {gate}, scored {scored}, without a question {without}",
)
_CHANGES = text(
    "新增 {added}，删去 {gone}，改号 {renumbered}，修改 {changed}，不变 {same}",
    "Added {added}, gone {gone}, renumbered {renumbered}, changed {changed}, the same {same}",
)
_KINDS = {
    "added": text("新增 {new}", "Added: {new}"),
    "gone": text("删去 {old}", "Gone: {old}"),
    "renumbered": text("改号 {old} → {new}", "Renumbered: {old} to {new}"),
    "changed": text("修改 {old} → {new}", "Changed: {old}, now {new}"),
}
_ASKED = re.compile(
    r"[:,]?(?:(?:article|art\.?|第)?(\d+(?:\.\d+)*)条?(?:[(第](\d+)[)款])?(?:[#第](\d+)项?)?)?", re.ASCII
)
_PLACE = re.compile(r"bank/.*: questions\[(.+?)\]\.(?!gate)")
_HANGS = text("  牵涉：{what}", "  Hanging on it: {what}")


Verdict = Literal["agree", "change", "reject"]


class Review(Frozen):
    """What counsel said of an article: the verdict, by whom, and the stamp of all that was before them."""

    verdict: Verdict
    change: str
    name: Words
    firm: Words
    day: Words
    stamp: Words


@dataclass(frozen=True)
class CounselRow:
    """An article as counsel sees it, with all that rests on it and what was said of it before."""

    id: str
    place: str
    binds: str
    asks: str
    own: str
    rests: str
    sentences: str
    gate: bool
    stamp: str
    verdict: Verdict | None
    change: str
    before: str


@dataclass(frozen=True)
class Hanging:
    """What rests on an article: questions, the gates among them, sentences, and articles that it punishes."""

    questions: tuple[str, ...]
    gates: tuple[str, ...]
    sentences: tuple[str, ...]
    punishes: tuple[str, ...]

    def words(self) -> str:
        """All of it by name, each once."""
        return ", ".join(dict.fromkeys((*self.gates, *self.questions, *self.sentences, *self.punishes)))


class Register:
    """The laws of a library, with what hangs on each article."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.laws = library.laws

    @cached_property
    def _cited(self) -> Mapping[tuple[str, str], list[Question]]:
        found: dict[tuple[str, str], list[Question]] = {}
        for question in self.library.questions.values():
            for name in dict.fromkeys((law, whole_article(place)) for law, place in cited(question)):
                found.setdefault(name, []).append(question)
        return found

    @cached_property
    def _gated(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for question in self.library.questions.values():
            places = {(duty.source, place) for _, duty in duties(question) for place in wider(duty.article)}
            for name in places:
                found.setdefault(name, []).append(question.id)
        return found

    @cached_property
    def _punished(self) -> Mapping[tuple[str, str], list[str]]:
        """Article -> the articles of which the register says that it punishes them."""
        found: dict[tuple[str, str], list[str]] = {}
        for law in self.laws.values():
            for at, article in law.articles.items():
                for by in article.punished_by:
                    other, _, place = by.rpartition(":")
                    found.setdefault((other or law.id, whole_article(place)), []).append(f"{law.id} {at}")
        return found

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], Mapping[str, dict[str, str]]]:
        """Article -> where a sentence names it -> that sentence, written out, by language."""
        names = {law.id: Called(law.short.zh, law.short.en, law.versions[-1].numbers) for law in self.laws.values()}
        found: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for document, of in (*self.library.bank, *self.library.law):
            for place, law, named in marks(document.data):
                where = document.at(place[:-1], "")
                said = written_out(
                    reduce(getitem, place[:-1], document.data), names, of.id if isinstance(of, Law) else ""
                )
                found.setdefault((law, whole_article(named)), {})[f"{where.file}: {where.where}"] = said
        return found

    def sentences(self, law: str, place: str, lang: Lang) -> str:
        """Each sentence of a question that names an article, with where it stands; the reason of a gate stands with the gate."""
        named = self._named.get((law, whole_article(place)), {})
        told = {_PLACE.sub(r"\1, ", at): text(said["zh"], said["en"]) for at, said in named.items() if _PLACE.match(at)}
        return "\n".join(say(BESIDE, lang, article=at, asks=words(sentence, lang)) for at, sentence in told.items())

    def hanging(self, law: str, place: str) -> Hanging:
        """What rests on an article, or a part of it."""
        name = (law, whole_article(place))
        return Hanging(
            tuple(question.id for question in self._cited.get(name, ())),
            tuple(self._gated.get((law, place), ())),
            tuple(self._named.get(name, ())),
            tuple(self._punished.get(name, ())),
        )

    def find(self, asked: str) -> tuple[Law, str]:
        """The law and place of `电商法 81`, `ecl:81`, `电商法第81条`, or a law alone. Raises RubricError."""
        plain = re.sub(r"[《》\s]", "", unicodedata.normalize("NFKC", asked)).lower()
        names = {re.sub(r"\s", "", name).lower(): law for law in self.laws.values() for name in _names(law)}
        for name in sorted(names, key=len, reverse=True):
            found = _ASKED.fullmatch(plain.removeprefix(name)) if plain.startswith(name) else None
            if found:
                article, paragraph, item = found.groups()
                part = (f"({paragraph})" if paragraph else "") + (f"#{item}" if item else "")
                return names[name], (article or "") + part
        known = ", ".join(sorted(self.laws))
        raise EcqError(
            f"{asked!r} names no law of the register; write for example ecl:81, with one of: {known}",
            f"“{asked}”不是法规登记里的法律；请写成 ecl:81 这样，现有：{known}",
        )

    def article_lines(self, law: Law, place: str, lang: Lang, brought: Articles | None = None) -> Iterator[str]:
        """What the register tells of an article, what hangs on it, and its own words where the text was brought."""
        told = law.article(place) if place else None
        yield source_place(law.source, (place,) if place else (), lang)
        if told is None:
            if place and not brought:
                raise EcqError(
                    f"{law.id} {place} is not in the register: no question cites it; bring the text to see it",
                    f"{law.id} {place} 不在法规登记里，没有题目引用；带入文本后可以看原文",
                )
        else:
            yield from self._told(law, told, lang)
        if brought is not None and place:
            paragraphs = brought.get(law.number_now(place), ())
            yield ""
            yield f"{words(_WORDS, lang)} [{agreement(law, place, paragraphs, lang)}]"
            yield from (f"  {one}" for one in paragraphs)
        hanging = self.hanging(law.id, place)
        if place and (hanging.questions or hanging.gates):
            yield ""
            yield say(_QUESTIONS, lang, ids=", ".join(hanging.questions))
        if hanging.gates:
            yield say(_GATES, lang, ids=", ".join(hanging.gates))
        elif told is not None and told.ungated:
            yield say(_NO_GATE, lang, why=words(UNGATED[told.ungated], lang))

    def _told(self, law: Law, told: Article, lang: Lang) -> Iterator[str]:
        listed = LANGUAGES[lang].listed
        known = words(_READ if told.read else NOT_READ, lang)
        yield say(_BINDS, lang, who=listed(words(BOUND[one], lang) for one in told.binds)) + f" [{known}]"
        yield say(_ASKS, lang, what=words(told.asks, lang))
        for by in told.punished_by:
            other, _, place = by.rpartition(":")
            threatening = self.laws[other or law.id]
            article = threatening.article(place)
            where = source_place(threatening.source, (place,), lang)
            yield say(_PUNISHED, lang, where=where, what=words(article.asks, lang) if article else "")
        for one in told.practice:
            status = words(STATUSES[one.status], lang)
            yield say(
                _PRACTICE, lang, day=one.day, status=status, what=words(one.what, lang), source=words(one.source, lang)
            )

    # Duties

    def duties(self) -> Iterator[tuple[Law, str, Article, Hanging]]:
        """Every punished duty of the operator, with what hangs on it."""
        for law in self.laws.values():
            for place, article in law.articles.items():
                if article.is_duty:
                    yield law, place, article, self.hanging(law.id, place)

    def duty_lines(self, lang: Lang) -> Iterator[str]:
        """Each with its gate, or why there is none; then the counts."""
        counts: Counter[str] = Counter()
        reasons: Counter[Ungated] = Counter()
        for law, place, article, hanging in self.duties():
            counts["gate" if hanging.gates else "scored" if hanging.questions else "without"] += 1
            if article.ungated:
                reasons[article.ungated] += 1
            why = words(UNGATED[article.ungated], lang) if article.ungated else ""
            gates = f"[{words(GATE, lang)}] {', '.join(hanging.gates)}" if hanging.gates else why
            asked = "" if hanging.gates or not hanging.questions else f" ({', '.join(hanging.questions)})"
            yield f"{law.id} {place}: {words(article.asks, lang)}"
            yield f"  {gates}{asked}"
        yield ""
        yield say(
            _COUNTS, lang, duties=sum(counts.values()), **{one: counts[one] for one in ("gate", "scored", "without")}
        )
        yield from (f"  {words(UNGATED[one], lang)}: {reasons[one]}" for one in get_args(Ungated) if reasons[one])

    def change_lines(self, law: Law, changes: Sequence[Change], lang: Lang) -> Iterator[str]:
        """Each change with what hangs on it, then the counts."""
        for one in changes:
            if one.kind == "same":
                continue
            yield say(_KINDS[one.kind], lang, old=one.old, new=one.new)
            yield from (f"  {line}" for line in one.lines)
            hanging = self.hanging(law.id, one.old).words() if one.old else ""
            if hanging:
                yield say(_HANGS, lang, what=hanging)
        moved = ", ".join(f'{one.old}: "{one.new}"' for one in changes if one.old != one.new and one.old and one.new)
        if moved:
            yield f"numbers: {{{moved}}}"
        counts = Counter(one.kind for one in changes)
        yield say(_CHANGES, lang, **{kind: counts[kind] for kind in ("added", "gone", "renumbered", "changed", "same")})

    # Counsel

    def counsel_rows(
        self, texts: Mapping[str, Articles], reviews: Mapping[str, Review], lang: Lang
    ) -> tuple[CounselRow, ...]:
        """Every article that is told, those of gates first. Answers stand with a gate, and else where a question comes first."""
        every = [(law, place) for law in self.laws.values() for place in law.articles]
        told: set[str] = set()
        return tuple(
            self._row(law, place, texts.get(law.id), reviews.get(f"{law.id}:{place}"), told, lang)
            for law, place in sorted(every, key=lambda one: not self.hanging(one[0].id, one[1]).gates)
        )

    def _row(
        self, law: Law, place: str, brought: Articles | None, review: Review | None, told: set[str], lang: Lang
    ) -> CounselRow:
        hanging, stamp = self.hanging(law.id, place), self.stamp(law, place)
        binds, asks, *more = self._told(law, law.articles[place], lang)
        own = "\n".join((brought or {}).get(law.number_now(place), ()))
        rests: list[str] = []
        for one in dict.fromkeys((*hanging.gates, *hanging.questions)):
            answers = one in hanging.gates or one not in told
            rests += _resting(self.library.questions[one], answers, lang)
            told.add(one)
        holds = review is not None and review.stamp == stamp
        return CounselRow(
            id=f"{law.id}:{place}",
            place=source_place(law.source, (place,), lang),
            binds=binds,
            asks="\n".join((asks, *more)),
            own=f"[{agreement(law, place, own.splitlines(), lang)}]\n{own}" if own else "",
            rests="\n".join(rests),
            sentences=self.sentences(law.id, place, lang),
            gate=bool(hanging.gates),
            stamp=stamp,
            verdict=review.verdict if review and holds else None,
            change=review.change if review and holds else "",
            before=say(REVIEWED if holds else VOIDED, lang, **review.model_dump()) if review else "",
        )

    def stamp(self, law: Law, place: str) -> str:
        """What an article and all that rests on it come to; a review holds as long as it is the same."""
        hanging = self.hanging(law.id, place)
        asked = [self.library.questions[one] for one in (*hanging.gates, *hanging.questions)]
        told = [one.model_dump_json(by_alias=True) for one in (law.articles[place], *asked)]
        return sha256("".join((*told, self.sentences(law.id, place, "zh"))).encode()).hexdigest()[:12]

    # Drawing

    def drawn(self, count: int, seed: int) -> Iterator[dict[str, Any]]:
        """Citations drawn at random by a seed, for somebody to read against the texts."""
        every = [
            (question, law, place)
            for question in self.library.questions.values()
            for law, place in cited(question)
            if law in self.laws and self.laws[law].kind != "standard"
        ]
        every.sort(key=lambda one: sha256(f"{seed} {one[0].id} {one[1]} {one[2]}".encode()).hexdigest())
        for question, law, place in every[:count]:
            article = self.laws[law].article(place)
            asks = written(article.asks) if article else None
            yield {"question": question.id, "text": written(question.text), "law": law, "article": place, "asks": asks}


@dataclass(frozen=True)
class Change:
    """An article that is new, gone, under another number, worded otherwise, or the same."""

    kind: str
    old: str
    new: str
    lines: tuple[str, ...] = ()
    """The clauses that went (−) and came (+)."""


def changes_between(old: Articles | Version, new: Articles) -> tuple[Change, ...]:
    """What a text changes, against another text or the digests of the register.

    An article of other words is the one of the same number, or else the one that has most of its clauses.
    """
    before = dict(old.digests) if isinstance(old, Version) else {one: digest(of) for one, of in old.items()}
    after = {one: digest(of) for one, of in new.items()}
    at = {known: number for number, known in after.items()}
    pairs = {number: number if after.get(number) == known else at.get(known, "") for number, known in before.items()}
    left = [number for number in after if number not in pairs.values()]
    for number, found in pairs.items():
        if not found:
            pairs[number] = _akin(old, number, new, left)
            left = [one for one in left if one != pairs[number]]
    changes = [_change(old, new, number, found, before[number] == after.get(found)) for number, found in pairs.items()]
    return (*changes, *(Change("added", "", number) for number in left))


def _change(old: Articles | Version, new: Articles, number: str, found: str, same: bool) -> Change:
    if not found:
        return Change("gone", number, "")
    if same:
        return Change("same" if number == found else "renumbered", number, found)
    return Change("changed", number, found, _clauses_between(old, new, number, found))


def _akin(old: Articles | Version, number: str, new: Articles, left: Sequence[str]) -> str:
    """The article among those left that has most of the clauses of an old one; "" where none has half of them."""
    had = set((old.clauses.get(number, "") if isinstance(old, Version) else clause_digests(old[number])).split())
    shared = {one: len(had & set(clause_digests(new[one]).split())) for one in left}
    best = max(left, key=lambda one: (shared[one], one == number), default="")
    return best if best and had and shared[best] * 2 >= len(had) else ""


def _clauses_between(old: Articles | Version, new: Articles, number: str, found: str) -> tuple[str, ...]:
    if isinstance(old, Version):
        return tuple(f"+ {clause}" for clause in old.differing(number, new[found]) or ())
    lines = difflib.ndiff(clauses(old[number]), clauses(new[found]))
    return tuple(line for line in lines if line[0] in "+-")


def agreement(law: Law, place: str, paragraphs: Sequence[str], lang: Lang) -> str:
    """Whether an article's own words are those that were read, with the words that differ."""
    return agreed(law.versions[-1].differing(law.number_now(place), paragraphs), paragraphs, lang)


def own_words(rubric: Rubric, laws: Mapping[str, Law], texts: Mapping[str, Articles]) -> tuple[OwnWords, ...]:
    """The own words of every article that a rubric's questions cite and whose text was brought, law by law."""
    places = dict.fromkeys((law, whole_article(at)) for question in rubric.questions for law, at in cited(question))
    return tuple(
        OwnWords(
            source=law.id, article=at, paragraphs=tuple(words), differing=law.versions[-1].differing(number, words)
        )
        for law_id, at in sorted(places, key=lambda one: (one[0], int(one[1].partition(".")[0])))
        if (law := laws.get(law_id)) and law_id in texts and (words := texts[law_id].get(number := law.number_now(at)))
    )


def agreed(differing: Sequence[str] | None, paragraphs: Sequence[str], lang: Lang) -> str:
    """The same in words, from what `Version.differing` said."""
    if not paragraphs:
        return words(MISSING, lang)
    if differing is None:
        return words(UNKNOWN, lang)
    return say(DIFFERS, lang, words=" ".join(differing)) if differing else words(SAME, lang)


def basis_lines(
    rubric: Rubric, question: Question, laws: Mapping[str, Law], texts: Mapping[str, Articles], lang: Lang
) -> Iterator[str]:
    """Each source that a question cites, what each of its articles asks in plain words, and its own words where the text was
    brought. One article stands on the line of its source, several below it.
    """
    for citation in question.sources:
        whole, law = citation_words(rubric, citation, lang), laws.get(citation.source)
        asked = [(place, article) for place in citation.articles if law and (article := law.article(place))]
        alone = len(citation.articles) == len(asked) == 1
        if not alone:
            yield whole
        for place, article in asked:
            assert law is not None
            named = whole if alone else article_words(law.source, place, lang)
            yield say(BESIDE, lang, article=named, asks=words(article.asks, lang))
            if (brought := texts.get(citation.source)) is not None:
                paragraphs = brought.get(law.number_now(place), ())
                said = agreement(law, place, paragraphs, lang)
                yield say(OWN_WORDS, lang, agreement=said, words=" ".join(paragraphs))


def _resting(question: Question, answers: bool, lang: Lang) -> Iterator[str]:
    """A question as it rests on an article, with its `answers` and the reason of its gate or without."""
    yield f"{question.id}: {words(question.text, lang)}"
    if answers:
        yield from (f"· {words(answer, lang)}" for _, answer in question.choices)
    if answers and question.gate is not None:
        yield f"[{words(GATE, lang)}] {words(question.gate.reason, lang)}"


def _names(law: Law) -> Iterator[str]:
    for name in (
        law.id,
        law.short.zh,
        law.short.en,
        law.title.zh,
        law.title.zh.removeprefix("中华人民共和国"),
        law.title.en,
    ):
        yield unicodedata.normalize("NFKC", name)
