"""The page to sign: what those who sign confirm. Knows names, no numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.language import words
from ecq.document.blocks import Block, Chapter, Labelled, Paragraph, Signatures
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.options import People


def sign_part(view: View, people: People) -> Iterator[Block]:
    """Who prepared the report, who answers for the platform, and who was interviewed, each with a place to sign."""
    named = ((r.SIGNS_PREPARED, people.prepared_by), (r.SIGNS_PLATFORM, ""), (r.SIGNS_INTERVIEWED, people.interviewed))
    yield Chapter(words(r.SIGN, view.lang))
    for line in r.SIGN_LINES:
        yield Paragraph(words(line, view.lang))
    yield Signatures(
        signature=words(r.SIGNATURE, view.lang),
        day=words(r.SIGNED_ON, view.lang),
        people=tuple(Labelled(words(label, view.lang), (name,) if name else ()) for label, name in named),
    )
