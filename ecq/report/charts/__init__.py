"""Charts of the report, a module each: what a chart shows and how it is drawn. A part of the report lists its charts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from ecq.report.layout.page import Figure, Type


class Chart(ABC):
    """A chart with its title; `alt` says it in words, `note` what to know of it, or is empty. Subclasses are dataclasses."""

    height: ClassVar[float]
    title: str
    alt: str
    note: str

    @abstractmethod
    def figure(self, type_: Type, x: float, top: float, width: float) -> Figure:
        """The chart in this width, below its title."""
