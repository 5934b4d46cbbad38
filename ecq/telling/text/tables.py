"""Heads of tables in one language."""

from __future__ import annotations

from collections.abc import Container, Mapping

from ecq.base.language import Lang, Text, words
from ecq.document.blocks import Column, Tone


def columns(
    lang: Lang,
    *heads: tuple[Text | str, float],
    right: Container[int] = (),
    tones: Mapping[int, Tone] = {},
) -> tuple[Column, ...]:
    """Columns by their heads and shares of the width; which stand to the right, and how some look, by place."""
    return tuple(
        Column(head if isinstance(head, str) else words(head, lang), share, place in right, tones.get(place, ""))
        for place, (head, share) in enumerate(heads)
    )
