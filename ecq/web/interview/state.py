"""What the page of the interview keeps for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecq.assessment.history.remarks import Remark
from ecq.web.session.state import PageState


@dataclass
class Conversation(PageState):
    """Where the conversation is, and what the browser has of it."""

    addressed: str | None = None
    """The question that the address names since the last run; another one there means Back, Forward or a link."""
    thread_shown: int | None = None
    """How many exchanges of the thread are shown, where earlier ones were asked for."""
    remarks: tuple[str, tuple[Remark, ...]] | None = None
    """The remarks of an assessment."""
    typed: tuple[str, str] = ("", "")
    """The mark of what was typed last, and the text itself where it goes back into the field to be mended."""
    told: tuple[int, Mapping[str, int]] | None = None
    """What the browser has of the conversation: the number of the last telling, and each part's hash. None: nothing."""
    tellings: int = 0
    """How often the browser was told of the conversation."""
    history_shown: tuple[str, int] | None = None
    """The question whose history was unfolded further, and to how many entries."""
    declined: frozenset[str] = frozenset()
    """The questions at which what was said elsewhere was declined."""
    greeted: str | None = None
    """The assessment that was welcomed back to."""

    def forget_what_was_read(self) -> None:
        """Forget what was read of the database, and have the browser told everything."""
        self.remarks, self.told = None, None

    def leave_assessment(self) -> None:
        """Forget the place in the thread."""
        self.addressed, self.thread_shown, self.declined = None, None, frozenset()
