"""What is answered to questions about one's own self-check: each sentence from the scorecard as it stands, none from memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, words
from ecq.interview.conversation import words as c
from ecq.interview.typed.folding import bare, forms
from ecq.interview.typed.outcomes import Command
from ecq.planning.certainty import Certainty
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Scorecard
from ecq.telling.plan.certainty_sentence import certainty_words
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, point_words, reason_lines, score_words
from ecq.telling.text.words import say

MOST_NAMED = 3


@dataclass(frozen=True)
class Standing:
    """What an answer is taken from."""

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    verdict: Readiness
    certainty: Certainty
    lang: Lang
    question: str

    def text_of(self, question_id: str) -> str:
        """A question's words in the reader's language."""
        return words(self.rubric.by_id[question_id].text, self.lang)

    def listed(self, question_ids: list[str]) -> str:
        """Questions by their words."""
        return LANGUAGES[self.lang].semicolon.join(self.text_of(one).rstrip("？?") for one in question_ids)


def asked(command: Command, standing: Standing) -> str | None:
    """The answer to a question about the self-check; None for a command that is none."""
    tell = _TOLD.get(command)
    return tell(standing) if tell else None


def said_of(topic: str, standing: Standing) -> str:
    """What was answered to the questions that speak of a topic."""
    name, lang = bare(topic), standing.lang
    lines = [
        say(
            c.SAID_LINE,
            lang,
            question=standing.text_of(one),
            answer=answer_words(standing.rubric.by_id[one], response, lang),
        )
        for one, response in standing.assessment.responses.items()
        if one in standing.rubric.by_id and response.state != "unanswered"
        if name and any(name in form for form in forms(standing.rubric.by_id[one].text))
    ]
    if not lines:
        return say(c.SAID_NOTHING, lang, topic=topic)
    more = len(lines) - MOST_NAMED
    shown = "\n".join(lines[:MOST_NAMED])
    return shown + (f"\n{say(c.SAID_MORE, lang, count=more)}" if more > 0 else "")


def _why(standing: Standing) -> str:
    """Up to three lines: what is guaranteed, what is open, where most is lost for good, what has evidence."""
    card, lang = standing.card, standing.lang
    if not card.counts.answered:
        return words(w.HEAD_BEGIN, lang)
    lines = [say(c.WHY_SURE, lang, score=score_words(card.score.low), count=card.counts.answered)]
    if card.counts.open:
        lines.append(say(c.WHY_OPEN, lang, count=card.counts.open, score=score_words(card.score.high)))
    leaves = [card.nodes[leaf.id] for leaf in standing.rubric.leaves]
    losing = sorted((node for node in leaves if node.points > node.high), key=lambda node: node.high - node.points)
    if losing:
        named = [
            f"{words(standing.rubric.nodes[node.id].title, lang)} {point_words(node.points - node.high)}"
            for node in losing[:MOST_NAMED]
        ]
        lines.append(say(c.WHY_LOST, lang, indicators=LANGUAGES[lang].listed(named)))
    if card.score.low > card.evidenced.low:
        lines.append(say(c.WHY_PROVED, lang, score=score_words(card.evidenced.low)))
    return "\n".join(lines)


def _first(standing: Standing) -> str:
    """The failed gates, else what is open, else the answer that leaves most to gain."""
    card, lang = standing.card, standing.lang
    failed = [gate.question for gate in card.gates_in("failed")]
    if failed:
        return say(c.FIRST_GATES, lang, count=len(failed), questions=standing.listed(failed[:MOST_NAMED]))
    if card.counts.open:
        return _settles(standing)
    gains = [one for one in card.questions.values() if one.to_gain]
    if not gains:
        return words(c.FIRST_NOTHING, lang)
    most = max(gains, key=lambda one: one.to_gain)
    return say(c.FIRST_GAIN, lang, question=standing.text_of(most.id), points=point_words(most.to_gain))


def _settles(standing: Standing) -> str:
    """How many more answers settle the grade, and which come first."""
    found, lang = standing.certainty, standing.lang
    sentence = certainty_words(found, standing.card, lang)
    if standing.card.grade.settled or not found.order:
        return sentence or words(c.SETTLED_ALREADY, lang)
    return f"{sentence}\n{say(c.SETTLE_FIRST, lang, questions=standing.listed(list(found.order[:MOST_NAMED])))}"


def _worth(standing: Standing) -> str:
    scored, lang = standing.card.questions[standing.question], standing.lang
    if not scored.counts:
        return words(c.WORTH_NOTHING, lang)
    points = point_words(scored.points)
    if scored.credit is None:
        return say(c.WORTH, lang, points=points)
    return say(c.WORTH_NOW, lang, points=points, now=point_words(scored.contribution))


def _ready(standing: Standing) -> str:
    verdict, lang = standing.verdict, standing.lang
    lines = [words(w.VERDICTS[verdict.verdict], lang), *reason_lines(standing.rubric, verdict, lang)]
    return "\n".join(lines[: 1 + MOST_NAMED])


def _summary(standing: Standing) -> str:
    """Where the present dimension stands, and what is open in it."""
    card, lang = standing.card, standing.lang
    dimension = standing.rubric.place[standing.question][0]
    node = card.nodes[dimension]
    title = words(standing.rubric.nodes[dimension].title, lang)
    marks = {"points": point_words(node.points), "low": point_words(node.low), "high": point_words(node.high)}
    return say(c.SUMMARY, lang, dimension=title, open=node.open, **marks)


_TOLD: Mapping[Command, Callable[[Standing], str]] = {
    "ask-why-score": _why,
    "ask-first": _first,
    "ask-settles": _settles,
    "ask-worth": _worth,
    "ask-ready": _ready,
    "ask-summary": _summary,
}
