"""What came of verifying a report: checks with their outcomes, in sentences of any language. Knows no PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ecq.base.errors import one_line
from ecq.base.language import Lang, Text, words
from ecq.telling.text.words import say
from ecq.writers.verify import words as v

CheckId = Literal["files", "rubric", "published", "score", "printed", "annex", "pages", "heard", "rest", "signature"]
Outcome = bool | None
"""It follows; it does not; or whether it does is not shown (None), because something could not be compared."""
SHOWN = 5


@dataclass(frozen=True)
class Sentence:
    """A sentence and what fills its marks, to be worded in any language. `unchecked`: it says what nobody looked into."""

    text: Text
    marks: Mapping[str, object] = field(default_factory=dict)
    unchecked: bool = False

    def words(self, lang: Lang) -> str:
        """The sentence in a language, as one line: what fills it may come from the file, and shall not look like another."""
        marks = {name: words(mark, lang) if isinstance(mark, Text) else mark for name, mark in self.marks.items()}
        return one_line(say(self.text, lang, **marks))


@dataclass(frozen=True)
class Check:
    """One check: whether it holds, and the sentences that say so or say where not."""

    id: CheckId
    holds: Outcome
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Verification:
    """All checks that could be made, the content digest, and which ECQ the report says that made it."""

    checks: tuple[Check, ...]
    digest: str | None
    made_by: str | None

    @property
    def follows(self) -> Outcome:
        """Whether the report holds: not where any check fails, not shown where any could not be made."""
        return worst(one.holds for one in self.checks)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of several together."""
    found = set(outcomes)
    return False if False in found else None if None in found else True


def first(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The first few sentences, and how many more there are."""
    rest = len(sentences) - SHOWN
    return (*sentences[:SHOWN], *([Sentence(v.AND_MORE, {"count": rest})] if rest > 0 else []))
