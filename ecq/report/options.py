"""What a reader may choose about a report. Knows choices and their limits; must not know content or pages."""

from __future__ import annotations

from ecq.rubric import Frozen, Lang


class Options(Frozen):
    """How a report is made from an assessment; kept in the report, so that it can be made again."""

    lang: Lang = "zh"
