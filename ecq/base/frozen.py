"""The base of every data model: immutable, strict, refusing what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that is not empty."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""The name of a thing in files: lower-case letters, digits and single hyphens."""


class Frozen(BaseModel):
    """Immutable, strict about types, refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ignored_types=(cached_property,))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with changes, without what was worked out (cached_property) from the fields as they were."""
        copied = super().model_copy(update=update, deep=deep)
        for name in vars(copied).keys() - type(copied).model_fields.keys():
            del vars(copied)[name]
        return copied

    def __getstate__(self) -> dict[Any, Any]:
        """What is pickled: the fields, without what was worked out from them."""
        state = super().__getstate__()
        fields = type(self).model_fields.keys()
        return {**state, "__dict__": {name: value for name, value in state["__dict__"].items() if name in fields}}


def check_unique(ids: list[str], what: str) -> None:
    """Raises ValueError where an id is used more than once."""
    doubles = sorted({one for one in ids if ids.count(one) > 1})
    if doubles:
        raise ValueError(f"{what} id {', '.join(doubles)} is used more than once")
