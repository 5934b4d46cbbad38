"""What the frame around every page keeps for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecq.base.language import Text
from ecq.web.session.state import PageState


@dataclass
class Frame(PageState):
    """What the bar and what stands above a page keep."""

    looked_for: str | None = None
    """What is looked for in the switcher of the bar, where it was just opened or typed into."""
    log_in_left: int | None = None
    """For how many seconds the log-in held when this window first drew a page."""
    erased: tuple[Text, Mapping[str, object]] | None = None
    """The receipt for somebody who just deleted their own account; shown where one logs in, for as long as the window stays."""
