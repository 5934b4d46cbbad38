"""What `ecq portfolio` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.language import Lang, Text, words
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.document import portfolio_blocks
from ecq.telling.text.words import say
from ecq.writers.text import lines


def portfolio_lines(contents: Contents) -> Iterator[str]:
    """The list, then what else is in it, then what must be known of the numbers."""
    return lines(portfolio_blocks(contents))


def read_lines(bad: Sequence[Text], lang: Lang) -> Iterator[str]:
    """The files that were not read, each with why."""
    yield say(p.BAD_FILES, lang, count=len(bad))
    yield from (f"  {words(one, lang)}" for one in bad)
