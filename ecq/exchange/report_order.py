"""What a report is made from where rubrics and texts of the law are at hand."""

from __future__ import annotations

from ecq.assessment.model import Assessment
from ecq.document.logo import Logo
from ecq.exchange.law_texts import own_words_of
from ecq.exchange.rubric_catalogue import compared_with
from ecq.rubric.model import Rubric
from ecq.telling.report.comparisons import Earlier, Peers
from ecq.telling.report.shown import Options
from ecq.telling.report.whole import Order


def order_of(
    rubric: Rubric,
    assessment: Assessment,
    options: Options,
    day: str,
    logo: Logo | None = None,
    earlier: Earlier | None = None,
    peers: Peers | None = None,
) -> Order:
    """With the rubrics to compare with, and the words of articles whose text was brought."""
    others, own_words = compared_with(rubric), own_words_of(rubric)
    return Order(rubric, assessment, options, day, others, logo, earlier, peers=peers, own_words=own_words)
