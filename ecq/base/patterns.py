"""Patterns of text that are compiled when they are first looked for.

What people type is read with hundreds of long patterns, which take a second or two to compile: a command that reads
nothing, and a page that is opened before anybody typed, do not wait for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

Prepared = Callable[[str, int], str]
_waiting: list[_Later] = []


class _Later:
    """Stands for a compiled pattern, and is as quick as one from the second use on."""

    def __init__(self, pattern: str, flags: int, prepared: Prepared) -> None:
        self.pattern, self.flags, self._prepared = pattern, flags, prepared
        _waiting.append(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._prepared(self.pattern, self.flags), self.flags)
        more = {*dir(compiled)} - {*vars(self)}
        vars(self).update({one: getattr(compiled, one) for one in more if not one.startswith("__")})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0, prepared: Prepared = lambda pattern, _: pattern) -> re.Pattern[str]:
    """A pattern of a module, compiled at its first use; to be looked for by its own methods, not by the functions of `re`.

    `prepared` makes of it and its flags what is compiled. What is found names the compiled pattern (`Match.re`), which is
    another object than this.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags, prepared))


def compile_all() -> None:
    """Compile what has not been used yet, so that who is first to type does not wait for it. Raises re.error for a wrong one."""
    while _waiting:
        _waiting.pop().search("")
