"""The question asked now, as the conversation is told of it: notices above, its words, ways to answer, what to press.

Notices say why an action failed, what another window edited, a welcome back, an undo; mostly there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from html import escape
from typing import Any, assert_never

from ecq.assessment.model import Response
from ecq.base.caches import Same
from ecq.base.language import Lang, words
from ecq.checking.law import basis_lines
from ecq.exchange import law_texts, rubric_catalogue
from ecq.exchange.law_texts import Brought
from ecq.interview import words as c
from ecq.interview.words import NEXT
from ecq.rubric.conditions import deciding
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.rubric.law import Law
from ecq.rubric.model import ByDigest
from ecq.telling.text import words as w
from ecq.telling.text.reactions import reaction
from ecq.telling.text.sentences import law_as_of, unit_words
from ecq.telling.text.words import say
from ecq.web.changes import done_line, draw_conflicts, earlier_line
from ecq.web.html.parts import details
from ecq.web.interview.thread import Conversation
from ecq.web.session import words as k
from ecq.web.session.going import press_of, reviewed
from ecq.web.session.history import between, last_sitting
from ecq.web.session.state import session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit, now, say_refused
from ecq.writers.html.blocks import tag

AWAY = timedelta(hours=12)
"""How long after the last change a visitor is welcomed back."""


def greet(visit: Visit) -> None:
    """On first opening an assessment after a long absence: prepare the welcome, and go to the open question after the
    one answered last.
    """
    here, conversation = session(), session().page(Conversation)
    if conversation.greeted == visit.kept.id or visit.looks_only:
        return
    conversation.greeted, here.welcome = visit.kept.id, None
    if between(visit.kept.saved_at, now()) < AWAY:
        return
    sitting = last_sitting(store().back_from(visit.kept), visit.kept.saved_at)
    here.welcome = sitting
    if sitting.answered and here.question is None and not reviewed():
        here.question = visit.interview.next_after(sitting.answered[0])


def welcome_line(visit: Visit) -> str:
    """When they were last here and what is left; shown until the next change."""
    sitting = session().welcome
    if sitting is None:
        return ""
    ended, interview = visit.day_of(sitting.ended), visit.interview
    left = len(interview.left)
    count = len(sitting.answered)
    text = k.WELCOME if count > 1 else k.WELCOME_ONE if count else k.WELCOME_PLAIN
    return visit.say(text, day=ended, count=count, open=left)


def draw_notices(visit: Visit) -> None:
    """Draw notices that stand apart and may need an action."""
    say_refused(visit, Conversation)
    draw_conflicts(visit)


def reaction_html(visit: Visit) -> str:
    """What the assistant says to the last answer or change."""
    line, press = done_line(visit) or welcome_line(visit), press_of(visit)
    notice = f'<div class="ecq-said"><p>{escape(line)}</p></div>' if line else ""
    if press is None or press.question != session().reacted or press.question not in visit.rubric.by_id:
        return notice
    said = reaction(visit.rubric, press, visit.card, visit.lang, visit.score_tells)
    lines = "".join(f"<p>{escape(line)}</p>" for line in said)
    return f'{notice}<div class="ecq-said">{lines}</div>'


def question_html(visit: Visit, question: Question) -> str:
    """The question with its place, and what explains it unfolded on demand."""
    position = visit.interview.position(question.id)
    indicator = visit.say(visit.rubric.nodes[position.indicator].title)
    place = visit.say(w.QUESTION_OF, indicator=indicator, place=position.place, of=position.of)
    gate = tag("red", visit.say(w.GATE)) if question.gate else ""
    state = visit.interview.states[question.id]
    shown_state = tag("plain", visit.say(w.STATES[state])) if state != "unanswered" else ""
    folds = folds_html(visit, question)
    earlier = earlier_line(visit, question.id)
    hint = f"<p><small>{escape(earlier)}</small></p>" if earlier else ""
    if visit.card.question(question.id).state == "undecided":
        hint += f"<p><small>{escape(visit.say(w.UNDECIDED_HINT))}</small></p>"
    return (
        f'<div class="ecq-question" data-question="{escape(question.id)}"><small>{escape(place)}</small> {gate}{shown_state}'
        f"<h1>{escape(visit.say(question.text))}</h1>{folds}{hint}</div>"
    )


def folds_html(visit: Visit, question: Question) -> str:
    """What explains a question, folded: why it is asked, what it rests on, what to have ready."""
    brought, laws = Same(law_texts.kept()), Same(rubric_catalogue.library().laws)
    return _folds(ByDigest(visit.rubric), question.id, visit.lang, session().unfolded, brought, laws)


@lru_cache(maxsize=1024)
def _folds(
    key: ByDigest,
    question_id: str,
    lang: Lang,
    unfolded: str | None,
    brought: Same[Mapping[str, Brought]],
    laws: Same[Mapping[str, Law]],
) -> str:
    rubric, question = key.rubric, key.rubric.by_id[question_id]
    basis = [words(question.gate.reason, lang)] if question.gate else []
    texts = {law: one.articles for law, one in brought.what.items()}
    basis += basis_lines(rubric, question, laws.what, texts, lang)
    ready = [words(item, lang) for item in question.evidence]
    return (
        details(say(w.WHY, lang), [words(question.why, lang)], unfolded == "why")
        + details(say(w.BASIS, lang), basis, unfolded == "basis", law_as_of(rubric, lang))
        + details(say(w.HAVE_READY, lang), ready, unfolded == "evidence", say(w.SUGGESTIONS, lang))
    )


def ways_to_answer(visit: Visit, question: Question) -> dict[str, Any]:
    """The options, the lines of a checklist or the field for a number, and what is chosen there now.

    `drawn` changes where what was ticked or typed must give way to what is saved, as after an undo. `off`: only to look at.
    """
    response = visit.assessment.response(question.id)
    given = response.value if response.state in ("answered", "unsure") else None
    told: dict[str, Any] = {"question": question.id, "given": given, "drawn": session().renewals}
    if visit.looks_only:
        told["off"] = True
    match question:
        case LevelQuestion() | YesNoQuestion():
            return told | {
                "kind": "options",
                "options": [(option.id, visit.say(option.text)) for option in question.levels],
            }
        case ChecklistQuestion():
            return told | {
                "kind": "items",
                "items": [(item.id, visit.say(item.text)) for item in question.items],
                "confirm": visit.say(w.CONFIRM_ITEMS),
                "none": visit.say(w.NO_ITEM),
                "noneIs": [],
            }
        case MeasureQuestion():
            return told | {
                "kind": "number",
                "field": visit.say(w.TYPE_NUMBER, unit=unit_words(question, visit.lang)),
                "confirm": visit.say(w.RECORD),
                "none": visit.say(question.none) if question.none else "",
                "noneIs": NO_FIGURE,
            }
        case _:
            assert_never(question)


def what_can_be_said(visit: Visit, question: Question) -> str:
    """An example of each kind of words, for the empty field."""
    match question:
        case MeasureQuestion():
            return visit.say(c.SAY_FIGURE, unit=unit_words(question, visit.lang))
        case ChecklistQuestion():
            return visit.say(c.SAY_ITEMS)
        case LevelQuestion() | YesNoQuestion():
            return visit.say(c.SAY_OPTION)
        case _:
            assert_never(question)


def fact_to_decide(visit: Visit, question: Question) -> dict[str, Any] | None:
    """The fact of the profile that is missing to say whether the question counts, and its values to press; None where none is.

    A fact that takes several values is said in the profile.
    """
    condition, profile = question.applies, visit.assessment.profile
    if condition is None or visit.looks_only or visit.card.question(question.id).state != "undecided":
        return None
    fact = next(
        visit.rubric.facts[one] for one in deciding(condition, profile, visit.rubric.facts) if one not in profile
    )
    if fact.kind == "many":
        return {"kind": "fact", "lead": visit.say(fact.text), "facts": [(fact.id, "", visit.say(w.TO_PROFILE))]}
    values = [(fact.id, option.id, visit.say(option.text)) for option in fact.options]
    return {"kind": "fact", "lead": visit.say(fact.text), "facts": values}


def reasons(visit: Visit, question: Question) -> dict[str, Any]:
    """The permitted reasons why the question does not apply."""
    return {
        "kind": "na",
        "lead": visit.say(w.WHY_NOT_APPLICABLE),
        "reasons": [(reason.id, visit.say(reason.text)) for reason in question.not_applicable],
        "cancel": visit.say(w.CANCEL),
    }


def chips(visit: Visit, question: Question) -> list[tuple[str, str, str]]:
    """What can be done besides answering: name, words, key."""
    response: Response = visit.assessment.response(question.id)
    is_open = visit.interview.states[question.id] in ("unanswered", "unsure")
    shown = [("skip", visit.say(w.SKIP if is_open and not visit.looks_only else NEXT), "S")]
    if not visit.looks_only:
        shown.insert(0, ("unsure", visit.say(w.UNSURE), "U"))
        if question.not_applicable:
            shown.insert(0, ("na", visit.say(w.NOT_APPLICABLE), "N"))
    if visit.interview.previous(question.id):
        shown.append(("back", visit.say(w.BACK), "B"))
    shown.append(("note", visit.say(w.NOTE) + (" ✓" if response.note else ""), "M"))
    if visit.may("invite") and not visit.looks_only:
        shown.append(("colleague", visit.say(c.COLLEAGUE), "C"))
    proofs = f" {len(response.evidence)}" if response.evidence else ""
    shown.append(("evidence", visit.say(w.EVIDENCE) + proofs, "E"))
    if response.state != "unanswered" and not visit.looks_only:
        shown.append(("clear", visit.say(w.CLEAR_ANSWER), ""))
    return shown
