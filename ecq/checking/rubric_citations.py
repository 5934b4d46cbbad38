"""Library -> every citation of every question: which article, who is bound by it, to what, and how surely we know.

For a lawyer to go through, article by article. Pure; must not know files, answers or scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ecq.base.language import LANGUAGES, Lang, Text, text, words, written
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Status
from ecq.rubric.law import Article, Bound, duties, wider
from ecq.rubric.loading import Library
from ecq.rubric.model import Source, walk
from ecq.telling.text.sentences import source_place
from ecq.telling.text.words import GATE, STATUSES, say

BOUND: dict[Bound, Text] = {
    "operator": text("平台经营者", "platform operator"),
    "merchant": text("平台内商家", "merchants"),
    "courier": text("快递企业", "couriers"),
    "payment-institution": text("支付机构", "payment institutions"),
    "seller": text("卖家（含平台自营）", "sellers, the platform's own sales among them"),
    "advertiser": text("广告主", "advertisers"),
    "advertising-publisher": text("广告发布者", "publishers of advertising"),
    "data-processor": text("个人信息和数据处理者", "processors of personal information and data"),
    "network-operator": text("网络运营者", "network operators"),
    "authority": text("行政机关", "authorities"),
    "everyone": text("任何单位和个人", "everyone"),
    "nobody": text("无人（定义、原则、罚则）", "nobody (definition, principle, penalty)"),
}
NOT_READ = text("未读到原文", "text not read")
WITHOUT_LINE = text("还没有写明约束谁", "who is bound is not stated yet")
CITATIONS_COUNT = text(
    "{questions} 题，{citations} 处引用，{articles} 个条款，其中 {unread} 个未读到原文",
    "{questions} questions, {citations} citations, {articles} articles; of these the text was not read: {unread}",
)


@dataclass(frozen=True)
class QuestionCitation:
    """One article (or a source as a whole, with an empty `article`) that a question cites.

    `line` says who is bound to what; None where it is not written yet. `duty_of_gate`: the gate rests on this article.
    """

    question: Question
    source: Source
    article: str
    status: Status
    line: Article | None
    duty_of_gate: bool

    def place(self, lang: Lang) -> str:
        """Title and article: "《电子商务法》第 31 条"."""
        return source_place(self.source, (self.article,) if self.article else (), lang)

    def bound(self, lang: Lang) -> str:
        """Who is bound."""
        if self.line is None:
            return words(WITHOUT_LINE, lang) if self.article else ""
        return LANGUAGES[lang].listed(words(BOUND[one], lang) for one in self.line.binds)

    def duty(self, lang: Lang) -> str:
        """To what."""
        return words(self.line.asks, lang) if self.line else ""

    def known(self, lang: Lang) -> str:
        """How surely we know, and whether the text was read."""
        status = words(STATUSES[self.status], lang)
        unread = self.line is not None and not self.line.read
        return f"{status}{LANGUAGES[lang].semicolon}{words(NOT_READ, lang)}" if unread else status


def question_citations(library: Library) -> tuple[QuestionCitation, ...]:
    """Every citation, in the order the questions are asked; those no rubric asks come last."""
    sources = {source.id: source for source in library.sources.sources}
    asked = [
        placed.question
        for layout in library.layouts.values()
        for node, _ in walk(layout.tree)
        for placed in node.questions
    ]
    order = dict.fromkeys((*asked, *library.questions))
    citations: list[QuestionCitation] = []
    for question in (library.questions[question_id] for question_id in order):
        rests_on = {(duty.source, duty.article) for _, duty in duties(question)}
        for citation in question.sources:
            law = library.laws.get(citation.source)
            for article in citation.articles or ("",):
                line = law.article(article) if law else None
                rests = any((citation.source, article) in ((s, p) for p in wider(place)) for s, place in rests_on)
                citations.append(
                    QuestionCitation(question, sources[citation.source], article, citation.status, line, rests)
                )
    return tuple(citations)


def citation_lines(citations: tuple[QuestionCitation, ...], lang: Lang) -> Iterator[str]:
    """To read: each question with its citations, then the counts."""
    at: str | None = None
    for one in citations:
        if one.question.id != at:
            if at is not None:
                yield ""
            at = one.question.id
            yield f"{at}  {words(one.question.text, lang)}"
        mark = f"  [{words(GATE, lang)}]" if one.duty_of_gate else ""
        yield f"  {one.place(lang)}{mark}  [{one.known(lang)}]"
        if one.article:
            yield f"    {LANGUAGES[lang].colon.join(part for part in (one.bound(lang), one.duty(lang)) if part)}"
    yield ""
    yield say(CITATIONS_COUNT, lang, **citation_counts(citations))


def citation_counts(citations: tuple[QuestionCitation, ...]) -> dict[str, int]:
    """How many questions, citations and articles there are, and how many articles have not been read."""
    articles = {(one.source.id, one.article): one.line for one in citations if one.article}
    return {
        "questions": len({one.question.id for one in citations}),
        "citations": len(citations),
        "articles": len(articles),
        "unread": sum(line is not None and not line.read for line in articles.values()),
    }


def citation_data(citations: tuple[QuestionCitation, ...]) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "counts": citation_counts(citations),
        "citations": [
            {
                "question": one.question.id,
                "source": one.source.id,
                "article": one.article or None,
                "binds": list(one.line.binds) if one.line else None,
                "duty": written(one.line.asks) if one.line else None,
                "status": one.status,
                "read": one.line.read if one.line else None,
                "duty_of_gate": one.duty_of_gate,
            }
            for one in citations
        ],
    }
