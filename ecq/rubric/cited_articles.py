"""Who is bound to what by each article that the bank cites: `citations/*.yaml` beside the bank, for counsel to check.

One file a bank file, by the same name. Not part of a rubric: these lines move no score.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, RootModel

from ecq.base.frozen import Frozen, Id, Words
from ecq.base.language import Text
from ecq.rubric.kinds import Question

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


def _listed(value: object) -> object:
    """One is written without brackets."""
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


class CitedArticle(Frozen):
    """One article: who it binds and to what. `read`: whether its text was read, not only an account of it."""

    source: Id
    article: Words
    binds: Annotated[
        tuple[Bound, ...],
        Field(min_length=1),
        BeforeValidator(_listed, json_schema_input_type=Bound | tuple[Bound, ...]),
    ]
    duty: Text
    read: bool = True

    @property
    def name(self) -> tuple[str, str]:
        """Which article it is: source and article."""
        return self.source, self.article


class CitedArticles(RootModel[tuple[CitedArticle, ...]]):
    """A file of `citations/`: a plain list."""

    model_config = ConfigDict(frozen=True, strict=True)


def cited(question: Question) -> Iterator[tuple[str, str]]:
    """Every article a question cites, as source and article."""
    for citation in question.sources:
        for article in citation.articles:
            yield citation.source, article
