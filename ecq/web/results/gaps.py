"""The questions with most to gain, each with its next step; what is cheapest altogether is on the plan page."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.language import LANGUAGES
from ecq.planning import PROOF
from ecq.planning.next_step import NextSteps, next_steps
from ecq.scoring.scorecard import QuestionScore
from ecq.telling.plan import words as p
from ecq.telling.plan.page_sentences import day_words
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, citation_words, no_gaps_words, point_words
from ecq.web.html.parts import block, card, tag
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit

SHOWN = 12


def draw_gaps(visit: Visit) -> None:
    """The questions with most to gain, as cards."""
    ranked = sorted(
        (one for one in visit.card.questions.values() if one.counts and one.to_gain > 0),
        key=lambda one: -one.to_gain,
    )
    if not ranked:
        st.html(block(card(f"<p>{escape(no_gaps_words(visit.card, visit.lang))}</p>")))
        return
    plans = planned(visit)
    steps = next_steps(visit.rubric, plans.assessment, plans.to_target.steps)
    st.header(visit.say(w.GAPS), anchor=False)
    st.caption(visit.say(w.SUGGESTIONS_NOTE))
    cards = [_gap(visit, one, steps) for one in ranked]
    rest = ""
    if cards[SHOWN:]:
        more = escape(visit.say(wr.MORE_REASONS, count=len(cards) - SHOWN))
        rest = f'<details class="ecq-more"><summary>{more}</summary>{"".join(cards[SHOWN:])}</details>'
    st.html(block("".join(cards[:SHOWN]) + rest))


def _gap(visit: Visit, scored: QuestionScore, steps: NextSteps) -> str:
    question = visit.rubric.by_id[scored.id]
    stands = answer_words(question, visit.assessment.response(scored.id), visit.lang)
    gate = tag("red", visit.say(w.GATE)) if question.gate else ""
    joint, colon = LANGUAGES[visit.lang].semicolon, LANGUAGES[visit.lang].colon
    evidence = joint.join(visit.words(item) for item in question.evidence)
    basis = joint.join(citation_words(visit.rubric, citation, visit.lang) for citation in question.sources)
    whole = visit.say(wr.WHOLE_QUESTION, points=point_words(scored.to_gain))
    return card(
        f'<div style="display:flex;gap:8px;justify-content:space-between;align-items:flex-start"><b>{escape(visit.words(question.text))} {gate}</b>'
        f'<small class="num">{escape(whole)}</small></div>'
        f"<small>{escape(stands)}</small>{_next(visit, scored, steps)}"
        f"<p><small>{escape(visit.say(w.HAVE_READY))}{colon}{escape(evidence)}</small></p>"
        f"<p><small>{escape(visit.say(w.BASIS))}{colon}{escape(basis)}</small></p>"
    )


def _next(visit: Visit, scored: QuestionScore, steps: NextSteps) -> str:
    """The next step with its own gain, effort and lead time; for what is open, to confirm it first."""
    if scored.open:
        return f"<p>{escape(visit.say(p.CONFIRM_FIRST))}</p>"
    step = steps.of(scored)
    if step is None:
        return f"<p>{escape(visit.say(p.NO_STEP))}</p>"
    advice = LANGUAGES[visit.lang].between_sentences.join(
        visit.words(rung.advice) for rung in step.rungs if rung.id != PROOF
    )
    numbers = " · ".join(
        (
            f"+{point_words(step.gain)}",
            visit.say(w.PERSON_DAYS, days=day_words(step.effort)),
            visit.say(w.DAYS, days=day_words(step.in_a_row)),
        )
    )
    return (
        f"<p><b>{escape(visit.say(w.NEXT_STEP))}</b> {escape(advice)} "
        f'<small class="num">{escape(visit.say(wr.THIS_STEP))} {escape(numbers)}</small></p>'
    )
