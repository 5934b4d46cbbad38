"""The law by article: what each cited article asks, of whom, how it is punished, and by which digest its text is known.

`law/*.yaml` holds a law a file. Nothing here is a sentence of a law: what an article asks is told in ECQ's own words.
A law's text is somebody's own copy; `split` takes it apart, and `digest` says whether an article is the one ECQ was read
against.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ecq.base.day import day_of
from ecq.base.frozen import Frozen, Id, Words
from ecq.base.language import Text
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Duty, Status, is_absent
from ecq.rubric.model import Source, SourceKind

Bound = Literal[
    "operator",
    "merchant",
    "courier",
    "payment-institution",
    "seller",
    "advertiser",
    "advertising-publisher",
    "data-processor",
    "network-operator",
    "authority",
    "everyone",
    "nobody",
]
"""Who an article binds. `operator` is the operator of the platform; `nobody` a definition, principle or penalty."""

Ungated = Literal[
    "same-fact", "department-rule", "no-line", "case-by-case", "in-a-list", "future", "unclear", "not-asked"
]
"""Why no gate rests on a punished duty: a gate asks the same fact by another article; only a department rule punishes it;
the article draws no line that an answer could state; it hangs on single cases; it is asked in a list with what is no duty;
it is about what has not come yet; whether it is about such platforms is not settled; the profile or the questions do not
ask about it."""

PLACE = re.compile(r"(?P<article>\d+(?:\.\d+)*)(?:\((?P<paragraph>\d+)\))?(?:#(?P<item>\d+))?", re.ASCII)
"""An article, where it matters its paragraph and its item: `81`, `81(1)`, `81(1)#1`, `23#3`."""
MARK = re.compile(r"\{(?P<law>[a-z0-9-]+):(?P<places>[0-9().#,]+)\}")
"""An article within a sentence: `{ecl:81}`, `{ecl:27,28}`."""
NUMBER_OF_ARTICLE = re.compile(r"第\s*[\d一二三四五六七八九十百]+\s*条|\bArt(?:icle)?s?\.?\s*\d", re.IGNORECASE)
"""The number of an article written into a sentence, where a mark belongs."""


def _day(value: str) -> str:
    if day_of(value) != value:
        raise ValueError("must be a day such as 2026-02-01")
    return value


def _place(value: str) -> str:
    if not PLACE.fullmatch(value):
        raise ValueError("must name an article such as 81, its paragraph as 81(1), its item as 81(1)#2")
    return value


def _listed(value: object) -> object:
    """A single one may be written without brackets."""
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


Day = Annotated[Words, AfterValidator(_day)]
Place = Annotated[Words, AfterValidator(_place)]


class Practice(Frozen):
    """A dated decision under an article: what was decided, where that is known from. Never part of what the article says."""

    day: Words
    what: Text
    source: Text
    status: Status


class Article(Frozen):
    """An article, or a paragraph or item of it that differs: who it binds, what it asks, by which articles it is punished.

    A penalty of another law has its id before a colon. `read`: whether its text was read, not only an account of it.
    `until`: the last day it was in force. `ungated`: why no gate rests on a punished duty of the operator.
    """

    binds: Annotated[
        tuple[Bound, ...],
        Field(min_length=1),
        BeforeValidator(_listed, json_schema_input_type=Bound | tuple[Bound, ...]),
    ]
    asks: Text
    punished_by: tuple[Words, ...] = ()
    read: bool = True
    until: Day | None = None
    practice: tuple[Practice, ...] = ()
    ungated: Ungated | None = None

    @property
    def is_duty(self) -> bool:
        """Whether it binds the operator and its breach is punished."""
        return "operator" in self.binds and bool(self.punished_by)


class Version(Frozen):
    """A wording of a law, in force from a day on.

    `numbers`: article -> its number in this wording, where that is another than the one by which it is cited: what cites it
    stays as it is. `digests`: number -> digest of the text as it was read; none where it was not. `clauses`: number -> short
    digests of the clauses, by which the words that differ are found.
    """

    since: Day | None = None
    until: Day | None = None
    numbers: Mapping[str, Words] = Field(default_factory=dict)
    digests: Mapping[str, Words] = Field(default_factory=dict)
    clauses: Mapping[str, Words] = Field(default_factory=dict)

    def differing(self, article: str, paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        """The clauses that are not in the article as it was read; none where it is the same, None where it was not read."""
        known = self.digests.get(article)
        if known is None:
            return None
        if known == digest(paragraphs):
            return ()
        read = self.clauses.get(article, "").split()
        return tuple(one for one in clauses(paragraphs) if _short(one) not in read) or ("…",)


class OwnWords(Frozen):
    """A cited article's own words from a text that was brought, with what `Version.differing` says of them."""

    source: Words
    article: Words
    paragraphs: tuple[str, ...]
    differing: tuple[str, ...] | None


class Law(Frozen):
    """A law, regulation, rule, interpretation or standard with every article that is cited, each once."""

    id: Id
    title: Text
    short: Text
    issuer: Text
    number: Words
    kind: SourceKind
    status: Status
    official: Words
    checked_on: Day
    note: Text | None = Field(default=None, exclude_if=is_absent)
    versions: tuple[Version, ...] = Field(min_length=1)
    articles: Mapping[Place, Article] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        days = [version.since or "" for version in self.versions]
        if days != sorted(days):
            raise ValueError("versions must stand in the order of the days since which they are in force")
        return self

    def number_now(self, place: str) -> str:
        """The number that the article of a place has in the wording in force."""
        article = whole_article(place)
        return self.versions[-1].numbers.get(article, article)

    def article(self, place: str) -> Article | None:
        """What is told of this place: of itself, or of the paragraph or article it belongs to."""
        return next((self.articles[name] for name in wider(place) if name in self.articles), None)

    @cached_property
    def source(self) -> Source:
        """The law as a source that questions and rubrics cite."""
        last = self.versions[-1]
        shared = {name: getattr(self, name) for name in Source.model_fields if name in Law.model_fields}
        return Source(
            **shared,
            in_force_since=last.since,
            in_force_until=last.until,
            state="superseded" if last.until else "in-force",
            numbers=last.numbers or None,
        )


def wider(place: str) -> Iterator[str]:
    """A place, then what it belongs to: `81(1)#1`, `81(1)`, `81`."""
    found = PLACE.fullmatch(place)
    article, paragraph = (found["article"], found["paragraph"]) if found else (place, None)
    yield from dict.fromkeys((place, f"{article}({paragraph})" if paragraph else article, article))


def whole_article(place: str) -> str:
    """The article of a place."""
    return list(wider(place))[-1]


# Marks


def numbered(place: str) -> tuple[str, str]:
    """A place as it is read after 第 and after "Article": 81 条第 1 款第 1 项, and "81(1), item 1"."""
    found = PLACE.fullmatch(place)
    if found is None:
        return f"{place} 条", place
    article, paragraph, item = found["article"], found["paragraph"], found["item"]
    zh = f"{article} 条" + (f"第 {paragraph} 款" if paragraph else "") + (f"第 {item} 项" if item else "")
    return zh, article + (f"({paragraph})" if paragraph else "") + (f", item {item}" if item else "")


def written_places(places: Sequence[str]) -> tuple[str, str]:
    """Places of one law as they are read: 第 27、28 条 and "Articles 27 and 28"."""
    zh, en = zip(*map(numbered, places), strict=True)
    plain = all(place.isdigit() for place in places)
    named_zh = f"第 {'、'.join(places)} 条" if plain else "、".join(f"第 {one}" for one in zh)
    named = en[0] if len(en) == 1 else f"{', '.join(en[:-1])} and {en[-1]}"
    return named_zh, f"Article{'s' if len(en) > 1 else ''} {named}"


@dataclass(frozen=True)
class Called:
    """What sentences call a law, and the numbers its articles have now."""

    zh: str
    en: str
    numbers: Mapping[str, str]


def renumbered(place: str, numbers: Mapping[str, str]) -> str:
    """A place under the number its article has now."""
    article = whole_article(place)
    return numbers.get(article, article) + place.removeprefix(article)


def written_out(data: Any, names: Mapping[str, Called], within: str = "") -> Any:
    """Data of a file with every mark in its texts written out in the language of the text; marks of unknown laws stay.

    `names` has what each law is called; `within` is the law whose own file it is: there its articles go without it.
    """
    if isinstance(data, list):
        return [written_out(one, names, within) for one in data]
    if not isinstance(data, dict):
        return data
    return {
        key: MARK.sub(partial(_named, names, within, key), value)
        if key in ("zh", "en", "hant") and isinstance(value, str)
        else written_out(value, names, within)
        for key, value in data.items()
    }


def _named(names: Mapping[str, Called], within: str, lang: str, mark: re.Match[str]) -> str:
    name = names.get(mark["law"])
    if name is None:
        return mark[0]
    zh, en = written_places([renumbered(place, name.numbers) for place in mark["places"].split(",")])
    if mark["law"] == within:
        return en if lang == "en" else zh
    return f"{en} of the {name.en}" if lang == "en" else f"{name.zh}{zh}"


def marks(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every mark of a file's texts: where it stands, the law, the place."""
    for place, sentence in sentences(data, path):
        for mark in MARK.finditer(sentence):
            for named in mark["places"].split(","):
                yield place, mark["law"], named


def sentences(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every sentence of a file, as written, with where it stands."""
    if isinstance(data, list):
        for number, one in enumerate(data):
            yield from sentences(one, (*path, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in ("zh", "en", "hant") and isinstance(value, str):
                yield (*path, key), value
            else:
                yield from sentences(value, (*path, key))


def cited(question: Question) -> Iterator[tuple[str, str]]:
    """Every article a question cites, as source and article."""
    for citation in question.sources:
        for article in citation.articles:
            yield citation.source, article


def duties(question: Question) -> Iterator[tuple[tuple[str | int, ...], Duty]]:
    """The duties behind a question's gate: its own, and those of single options and items."""
    if question.gate is not None and question.gate.duty is not None:
        yield ("gate", "duty"), question.gate.duty
    for name in ("options", "items"):
        for number, answer in enumerate(getattr(question, name, ())):
            if answer.duty is not None:
                yield (name, number, "duty"), answer.duty


# Texts

_ARTICLE = re.compile(r"第(?P<number>[〇零一二三四五六七八九十百]{1,7}|[0-9]{1,4})条(?:\s+|(?=【))")
_HEADING = re.compile(r"第[〇零一二三四五六七八九十百\d]+[编章节](?:\s|$)|.{1,20}(?<![。；：，、）》”;:)])$")
_DIGITS = {**{digit: number for number, digit in enumerate("〇一二三四五六七八九")}, "零": 0}


@dataclass(frozen=True)
class LawText:
    """A law's text taken apart: what stands before the first article, and each article's paragraphs."""

    head: tuple[str, ...]
    articles: Mapping[str, tuple[str, ...]]
    twice: str = ""
    """The first article that stands twice."""
    gap: str = ""
    """The first article that is missing before a later one."""


def split(text: str) -> LawText:
    """The text of a law article by article. Headings of chapters and comments of whoever copied it are no part of an article."""
    head: list[str] = []
    articles: dict[str, list[str]] = {}
    twice = gap = ""
    for line in _lines(text):
        found = _ARTICLE.match(line)
        number = _number(found["number"]) if found else 0
        if found and number == len(articles) + 1:
            articles[str(number)] = [line[found.end() :].strip()]
        elif found and str(number) in articles:
            twice = twice or str(number)
        elif found and articles:
            gap = gap or str(len(articles) + 1)
        elif not articles:
            head.append(line)
        elif not _HEADING.match(line):
            articles[str(len(articles))].append(line)
    return LawText(tuple(head), {number: tuple(lines) for number, lines in articles.items()}, twice, gap)


def _lines(text: str) -> Iterator[str]:
    for line in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).splitlines():
        plain = line.strip().lstrip("#>").replace("*", "").strip("\u3000 \t\ufeff")
        if plain and not re.fullmatch(r"[=\-_ ]*(?:正文(?:开始|结束))?[=\-_ ]*", plain):
            yield plain


def _number(written: str) -> int:
    """一百五十四 as 154."""
    if written.isdecimal() and written.isascii():
        return int(written)
    total = here = 0
    for sign in written:
        if sign in "十百":
            total += (here or 1) * (10 if sign == "十" else 100)
            here = 0
        else:
            here = _DIGITS[sign]
    return total + here


def normalised(paragraphs: Sequence[str]) -> str:
    """The text that a digest is taken of: no white space, every sign in its plain width, one kind of quotation marks."""
    plain = unicodedata.normalize("NFKC", "".join(paragraphs))
    return re.sub(r"[\s\u200b\ufeff]", "", plain).translate(_QUOTES)


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "「": '"', "」": '"'})


def digest(paragraphs: Sequence[str]) -> str:
    """The first twelve signs of the SHA-256 of the normalised text."""
    return _sha(normalised(paragraphs))[:12]


def clauses(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The normalised text cut after each punctuation mark."""
    return tuple(re.findall(r"[^。;:,、?!]+[。;:,、?!]*", normalised(paragraphs)))


def clause_digests(paragraphs: Sequence[str]) -> str:
    """The short digests of an article's clauses."""
    return " ".join(map(_short, clauses(paragraphs)))


def _short(clause: str) -> str:
    return _sha(clause)[:4]


def _sha(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()
