"""What the cover says, and what every part of the report is made from. Computes no score.

What a part shows is claimed in the sentence at its head: each only in the states in which it holds, else "".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ecq.assessment.model import Assessment
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.bilingual import WithOwn
from ecq.document.blocks import Cover, Labelled, Number, Stars
from ecq.document.charts import Interval, Mark
from ecq.planning import NaRefused, Plan
from ecq.planning.cheapest import EARLY
from ecq.planning.problem import open_points
from ecq.rubric.model import ByDigest, GradeBand, Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Scorecard
from ecq.telling.plan.sentences import na_costs_line
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.shown import Options
from ecq.telling.text import sentences
from ecq.telling.text import words as w

DIGEST_SHOWN, GATES_NAMED = 8, 2


@dataclass(frozen=True)
class View:
    """What every part of the report is made from.

    `plans`: to the target grade, and to the next one where that is lower. `refused`: what refusing what was set aside would do.
    `ids`: sentences name a question with its id, for whoever types it.
    """

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    verdict: Readiness
    lang: Lang
    plans: tuple[Plan, ...] = ()
    refused: NaRefused | None = None
    ids: bool = False

    def say(self, text: Text, **marks: object) -> str:
        """A text in the report's language with its marks filled in."""
        return w.say(text, self.lang, **marks)

    def own(self, label: str, own: str) -> str:
        """A label with an operator's own words behind it, which stand once in two languages."""
        return WithOwn(self.say(r.COLON, label=label, said=""), own)

    def question(self, question_id: str) -> str:
        """A question in its words."""
        return self.say(self.rubric.by_id[question_id].text)

    def title(self, node_id: str) -> str:
        """The title of a dimension or indicator."""
        return self.say(self.rubric.nodes[node_id].title)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other in a sentence."""
        return LANGUAGES[self.lang].semicolon.join(parts)

    def sentences(self, *sentences: str) -> str:
        """Whole sentences one after the other."""
        return LANGUAGES[self.lang].between_sentences.join(sentences)

    def sentence(self, text: str) -> str:
        """A text with the full stop of the language."""
        return text + LANGUAGES[self.lang].full_stop

    @property
    def early(self) -> bool:
        """Whether more is open than settled, by points: gaps, strengths and plans would then say what is not known."""
        return open_points(self.card) > EARLY

    @property
    def scored(self) -> bool:
        """Whether there is a score to tell of."""
        return sentences.anything_counts(self.card)

    @property
    def verdict_words(self) -> str:
        """The verdict for the target."""
        return sentences.verdict_lines(self.rubric, self.card, self.verdict, self.lang)[0]

    def told(self, number: Number) -> Number:
        """A number; a dash where no question counts."""
        return number if self.scored else Number(number.label, "—", "")

    @property
    def first_star(self) -> Fraction:
        """Where the lowest grade with a star starts."""
        return next((band.from_ for band in self.rubric.bands if band.stars), Fraction(0))


def cover(view: View, name: str, day: str, options: Options) -> Cover:
    """The first page."""
    rubric, card = view.rubric, view.card
    standard = rubric.source_by_id[rubric.layout.standard]
    gap = LANGUAGES[view.lang].between_sentences
    titled = f"{standard.number}{gap}{view.say(w.LAW_TITLE, title=view.say(standard.title))}"
    made_with, notice = view.assessment.rubric, ""
    if (made_with.id, made_with.digest) != (rubric.id, rubric.digest):
        notice = view.say(w.MADE_WITH_OTHER, old=f"{made_with.id} {made_with.version}", new=rubric.version)
    changed = (view.assessment.updated_at or "")[:10]
    brand, people = options.brand, options.people
    logo = ""
    if brand.logo:
        logo = view.say(r.LOGO_OF, name=brand.name) if brand.name else view.say(r.LOGO)
    failed, against = len(card.gates_in("failed")), ""
    if failed:  # the stars follow the points, and a failed gate takes none away
        against = view.say(r.GATES_AGAINST, count=failed)
    aside = na_costs_line(view.refused, card, view.lang) if view.refused else ""
    return Cover(
        brand=brand.name,
        logo=logo,
        product=view.say(w.PRODUCT),
        not_a_certificate=view.say(w.NOT_A_CERTIFICATE),
        title=view.say(r.TITLE),
        name=name,
        based_on=view.say(r.BASED_ON, standard=titled, points=view.say(w.POINTS_STATUSES[rubric.layout.points_status])),
        facts=(
            view.say(w.AS_OF, day=day),
            *([view.say(r.LAST_CHANGED, day=changed)] if changed not in ("", day) else []),
            view.say(r.RUBRIC, id=rubric.id, version=rubric.version, digest=rubric.digest[:DIGEST_SHOWN]),
        ),
        notice=notice,
        people=people_of(
            view,
            (r.PREPARED_FOR, people.prepared_for),
            (r.PREPARED_BY, people.prepared_by),
            (r.INTERVIEWED, people.interviewed),
        ),
        stars=stars_of(view),
        grade=view.told(Number(view.say(r.GRADE_NOW), grade_with_state(view), "")),
        against=against,
        score=view.told(
            Number(
                view.say(w.SCORE),
                sentences.interval_words(card.score.low, card.score.high),
                view.say(r.EVIDENCED, score=sentences.interval_words(card.evidenced.low, card.evidenced.high)),
            )
        ),
        readiness=_readiness(view),
        interval=None if options.has("summary") or not view.scored else interval_bar(view),
        bands_note=sentences.bands_note(rubric, view.lang),
        conclusion_title=view.say(r.CONCLUSION),
        headline=view.sentence(sentences.headline(rubric, card, view.verdict, view.lang)),
        reasons=reasons_of(view),
        set_aside=view.sentence(aside) if aside else "",
        contents_title=view.say(r.CONTENTS),
        footer=view.say(r.FOOT_DATA),
    )


def stars_of(view: View) -> Stars:
    """The grade in stars, as every document has it."""
    grade = view.card.grade
    return Stars(
        sure=grade.low.stars,
        possible=grade.high.stars if view.scored else 0,
        all=max(band.stars for band in view.rubric.bands),
        against=bool(view.card.gates_in("failed")),
    )


def reasons_of(view: View) -> tuple[str, ...]:
    """Why the verdict is what it is, gravest first, as far as the headline above does not say it; many failed gates are left
    to it, which counts them. Where no question counts, it says all there is. Evidence that is short by what the score is
    short by adds nothing.
    """
    if not view.scored:
        return ()
    failed = [reason for reason in view.verdict.reasons if reason.code == "gate-failed"]
    named = failed if len(failed) <= GATES_NAMED else []
    short = [reason.amount for reason in view.verdict.reasons if reason.code == "below-target"]
    told = tuple(
        reason
        for reason in view.verdict.reasons
        if reason in named
        or not (
            reason.code == "gate-failed"
            or (reason.code == "evidence-below-target" and reason.amount in short)
            or sentences.in_headline(view.card, view.verdict, reason)
        )
    )
    return tuple(sentences.reason_lines(view.rubric, replace(view.verdict, reasons=told), view.lang))


def grade_with_state(view: View) -> str:
    """The grade, and whether it is settled."""
    grade = view.card.grade
    state = view.say(w.SETTLED if grade.settled else w.NOT_SETTLED)
    return view.say(r.GRADE_WITH_STATE, grade=sentences.grade_words(grade, view.lang), state=state)


def _readiness(view: View) -> Number:
    target, low, meaning = view.verdict.target, view.card.score.low, ""
    if view.scored and view.verdict.verdict == "conditional":
        meaning = sentences.reason_lines(view.rubric, view.verdict, view.lang)[0]  # the condition
    elif view.scored:
        short = target.from_ - low
        if short > 0:
            against = view.say(r.SHORT_OF_TARGET, gap=sentences.gap_words(short))
        else:
            against = view.say(r.ABOVE_TARGET, gap=sentences.score_words(-short))
        meaning = f"{view.say(w.GUARANTEED)} {sentences.score_words(low)} · {against}"
    return Number(view.say(w.READINESS_FOR, target=view.say(target.title)), view.verdict_words, meaning)


def interval_bar(view: View) -> Interval:
    """The score as a bar from 0 to 100, with the starts of the grades and of the target."""
    return score_interval(view.rubric, view.card, view.verdict.target, view.lang, bar_states(view))


def bar_states(view: View) -> tuple[str, ...]:
    """What the four states of a bar and the tick of its target are called."""
    target = view.verdict.target
    tick = view.say(r.TARGET_TICK, target=sentences.grade_inside(target, view.lang), from_=plain(target.from_))
    return (*(view.say(state) for state in r.STATES), tick)


def people_of(view: View, *named: tuple[Text, str]) -> tuple[Labelled, ...]:
    """People by what they are here; without a line where a name is to be filled in."""
    return tuple(Labelled(view.say(label), (name,) if name else ()) for label, name in named)


def score_interval(
    rubric: Rubric, card: Scorecard, target: GradeBand, lang: Lang, states: tuple[str, ...] = ()
) -> Interval:
    """The score from 0 to 100, with the starts of the grades and of the target; `states` name its parts."""
    marks, named = _marks(ByDigest(rubric), lang)
    alt = w.say(
        w.SCORE_BAR_ALT,
        lang,
        evidenced=sentences.score_words(card.evidenced.low),
        low=sentences.score_words(card.score.low),
        high=sentences.score_words(card.score.high),
        target=words(target.title, lang),
        marks=named,
    )
    first = marks[0].score if marks else Fraction(0)
    return Interval(card.evidenced.low, card.score.low, card.score.high, first, target.from_, marks, states, alt)


@lru_cache(maxsize=64)
def _marks(key: ByDigest, lang: Lang) -> tuple[tuple[Mark, ...], str]:
    """Where the grades with stars start, and the same as words."""
    starred = [band for band in key.rubric.bands if band.stars]
    marks = tuple(Mark(band.from_, words(band.title, lang), plain(band.from_), band.stars) for band in starred)
    return marks, LANGUAGES[lang].listed(f"{mark.title} {mark.number}" for mark in marks)


def dimensions_claim(view: View) -> str:
    """The dimension with most points still to gain, where there is one of several with more than all others; while facts are
    missing it cannot be said.
    """
    if view.card.hanging:
        return ""
    nodes = (view.card.nodes[node.id] for node in view.rubric.layout.tree)
    gains = {node.id: sentences.to_gain_shown(node.points, node.low) for node in nodes if node.share is not None}
    most = _most(gains)
    if most is None or len(gains) < 2 or not gains[most]:
        return ""
    return view.say(r.CLAIM_DIMENSION, title=view.title(most), points=sentences.point_words(gains[most]))


def gates_claim(view: View) -> str:
    """What is to be known of the gates first."""
    card = view.card
    failed, waiting = len(card.gates_in("failed")), len(card.gates_in("open"))
    if failed:
        return view.say(w.HEAD_GATES, count=failed)
    if waiting:
        return view.say(r.GATES_WAITING, count=waiting)
    return view.say(r.GATES_FINE) if card.gates_in("passed") else ""


def gaps_claim(view: View, work: WorkPlan | None) -> str:
    """The improvement of the plan that brings most for a person-day, where one brings more than all others."""
    lines = {line.question: line for line in (work.lines if work else ()) if line.kind == "improve"}
    steps = {id_: line.step for id_, line in lines.items()}
    best = _most({id_: one.gain / one.effort if one and one.effort else Fraction(0) for id_, one in steps.items()})
    if best is None or len(lines) < 2:
        return ""
    title, points = LANGUAGES[view.lang].quoted(lines[best].title), lines[best].gain.removeprefix("+")
    claim = r.CLAIM_CHEAPEST[view.assessment.terms.goal]
    return view.say(claim, title=title, points=points, effort=lines[best].effort)


def _most(amounts: dict[str, Fraction]) -> str | None:
    """What has more than every other; None where none has."""
    most = [one for one, amount in amounts.items() if amount == max(amounts.values())]
    return most[0] if len(most) == 1 else None
