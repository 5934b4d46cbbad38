"""Whose name, colour and logo stand on what is handed out: kept once, used by report, presentation and portfolio.

Values are checked where they are taken in (`ecq.telling.report.shown`, `ecq.document.logo`); here they are only held.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class BrandLogo:
    """A checked logo; `data` is what was written anew from the file given."""

    kind: Literal["png", "svg"]
    data: bytes

    @property
    def address(self) -> str:
        """It as a data address, for a page that may load nothing from elsewhere."""
        mime = "image/png" if self.kind == "png" else "image/svg+xml"
        return f"data:{mime};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True)
class BrandKit:
    """A name in place of ECQ's own, an accent colour (#rrggbb), a logo; "" and None where ECQ's own stands."""

    name: str = ""
    accent: str = ""
    logo: BrandLogo | None = None
