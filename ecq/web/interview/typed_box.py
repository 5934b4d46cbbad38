"""The field for typed answers and commands: what is understood is done like a press, or shown to be confirmed.

Understanding is `ecq.interview.typed`'s part; what waits for a press `understood`'s, replies to it `replying`'s. Where no
question is left one asks about the self-check, goes somewhere, or tells of several questions at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeGuard

from ecq.assessment.history.journal import Remark, shortened
from ecq.base.language import Text, filled
from ecq.base.patterns import later
from ecq.exchange.documents.spoken import told_in
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.typed import outcomes
from ecq.interview.typed.beside_a_question import question_behind
from ecq.interview.typed.clauses import as_read, denies_something, not_today
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.claims import own_words
from ecq.interview.typed.hearing.sentence import hear
from ecq.interview.typed.picks import asks, read_several
from ecq.interview.typed.reading import asked_under_a_note, nothing_taken, understand
from ecq.interview.typed.replies.added import leaves_out
from ecq.interview.typed.replies.to_offer import puts_down, tells_beside
from ecq.interview.typed.replies.to_what_was_asked import joined, settled
from ecq.interview.typed.replies.which_one import Place, which
from ecq.interview.typed.replies.yes_or_no import NTH, at_the_end
from ecq.interview.typed.replies.yes_or_no import reply as reply_in
from ecq.interview.typed.said import degrees
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wanted.commands import SENTENCE, command, order, second_thought
from ecq.interview.typed.wanted.places import destination
from ecq.interview.typed.wanted.wishes import question_asked
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Value
from ecq.telling.plan import asked as asked_words
from ecq.telling.text import words as w
from ecq.web.changes import step_by_word
from ecq.web.interview.cards import (
    about_another,
    heard_in,
    leads_of,
    of_a_card,
    of_several,
    propose,
    propose_of_model,
    take_the_only,
)
from ecq.web.interview.in_vain import after_a_reply, tell_so_far
from ecq.web.interview.offered_list import joined_words
from ecq.web.interview.replying import (
    OPTION,
    asked_between,
    may_be,
    partly_so,
    pick,
    say_why_again,
    take_reply,
    what_it_sounded_like,
)
from ecq.web.interview.thread import Conversation, Lead, change_from_thread
from ecq.web.interview.understood import (
    answer_below,
    answer_to,
    asks_back,
    carry_out,
    figure_wanted,
    forget_understood,
    joined_texts,
    not_understood,
    put_under,
    waiting_at,
)
from ecq.web.session.answers import replied
from ecq.web.session.going import choose_route, show_question
from ecq.web.session.state import Outcome, Refused, session
from ecq.web.session.visit import Visit, newest_visit
from ecq.web.session.waiting import Offer, Understanding


def take_typed(question_id: str, text: str, mark: str) -> None:
    """Do what was typed, or answer it; for callbacks. `mark` tells the browser which words were taken."""
    here, conversation = session(), session().page(Conversation)
    stood, replied = here.waits.get(question_id), here.heard.reply if here.heard else ""
    conversation.typed = (mark, text)  # it stands in the field again, where the database does not answer
    conversation.typed = (mark, _take_typed(question_id, text, mark))
    after_a_reply(question_id, stood, replied, text)


def _take_typed(question_id: str, text: str, mark: str) -> str:
    """Do what was typed at a question, or answer it; returns what is left in the field."""
    here, conversation = session(), session().page(Conversation)
    visit = newest_visit()
    if visit is None or question_id not in visit.unordered.states:
        return text
    question = visit.rubric.by_id[question_id]
    if tell_so_far(question, text, visit):
        return ""
    waiting = waiting_at(question, visit)
    sounded = waiting is not None and waiting.sounds_like is not None
    stood, waiting = waiting, what_it_sounded_like(question, text, waiting, visit) if sounded else waiting
    here.heard, held = None, here.proposed
    replied_to = waiting and take_reply(question, waiting, text, visit)
    if stood and sounded and replied_to is False:  # a yes that goes on to limit itself
        here.proposed = held = replace(stood, again=None)
        waiting = None
    if replied_to is True or (not waiting and puts_down(text) and take_the_only(visit, question_id)):
        return ""
    if not waiting and (lead := which(text, len(conversation.leads)) if len(conversation.leads) > 1 else None):
        if lead.number and (isinstance(question, MeasureQuestion) or lead.place < len(question.choices)):
            answer_below(visit, question_id, text, may_be(question, text, lead.place))
            return ""
        conversation.typed = (mark, "")
        take_there(visit, question_id, lead.place, mark)
        return conversation.typed[1]
    if held and held.again and here.proposed is held:  # what was said to the words before is of those words
        here.proposed = held = replace(held, again=None)
    here.unfolded = None
    turned_down: tuple[Offer, ...] | None = None
    if waiting and isinstance(replied_to, str):  # what is said instead of what was turned down
        text, turned_down, waiting, held = replied_to, waiting.values, None, None
    outcome = understand(text, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    outcome = _of_this_place(question, outcome, text, waiting or held, turned_down)
    if not waiting and turned_down is None and (before := _of_the_one_before(outcome, text, question, visit)):
        outcome = before
    if not waiting and of_a_card(text, outcome, visit, question_id):
        if not take_the_only(visit, question_id):
            answer_below(visit, question_id, text, c.CARD_BY_PRESS)
        return ""
    not_that = sounded and "no" in (reply_in(text), at_the_end(text))
    if (turned_down is not None or not_that) and outcome == outcomes.NotUnderstood():
        answer_below(visit, question_id, text, c.DECLINED)
        return ""
    return _act(question, text, outcome, waiting, held, visit)


def _of_this_place(
    question: Question,
    outcome: outcomes.Understood,
    text: str,
    waiting: Understanding | None,
    turned_down: tuple[Offer, ...] | None,
) -> outcomes.Understood:
    """What was understood, without what was just turned down; of a place said while something is offered nothing is sure.

    What is told beside the matter while something waits, or is to be left out, is a note.
    """
    if isinstance(outcome, outcomes.Answer) and turned_down and outcome.value in turned_down:
        return outcomes.Note(text)
    if waiting and (leaves_out(text) or (outcome == outcomes.NotUnderstood() and tells_beside(text))):
        return outcomes.Note(text)
    if waiting and isinstance(outcome, outcomes.AskFact) and _brings_nothing(outcome, waiting, question):
        return outcomes.Note(text)
    if waiting and isinstance(outcome, outcomes.Answer) and _names_some(question, outcome, waiting, text):
        return replace(outcome, doubt=outcome.doubt or "rest", known=tuple((one, True) for one in outcome.value))
    if isinstance(outcome, outcomes.Answer) and waiting and NTH.search(fold(text)) and not OPTION.search(text):
        return replace(outcome, doubt=outcome.doubt or "rest")
    return outcome


def _names_some(question: Question, outcome: outcomes.Answer, waiting: Understanding, text: str) -> bool:
    """Whether words name items of a list, beside others that wait: not by number, nor all of them or none."""
    some = question.parts and isinstance(outcome.value, tuple) and 0 < len(outcome.value) < len(question.parts)
    listed = waiting.asks is not None or any(isinstance(one, tuple) for one in waiting.values)
    return bool(some and listed) and read_several(tidy(fold(text)), len(question.parts)) is None


def _brings_nothing(outcome: outcomes.AskFact, waiting: Understanding, question: Question) -> bool:
    """Whether words state nothing beside what is known, and would ask anew only what failed a gate or is known for the worse."""
    facts, known = facts_of(question), dict(waiting.known)
    if facts is None or question.parts or {*outcome.known} - {*known.items()}:
        return False
    worse = known.get(outcome.fact) is (not facts.wanted.get(outcome.fact, True))
    return waiting.sounds_like is not None or worse


def _of_the_one_before(
    outcome: outcomes.Understood, text: str, question: Question, visit: Visit
) -> outcomes.Correction | None:
    """A second thought about the question that was answered last, where it says more there than here: "no wait, it's four"."""
    last, found = session().reacted, second_thought(text)
    here = isinstance(outcome, outcomes.Answer | outcomes.AskFact | outcomes.PremiseDenied | outcomes.NotApplicable)
    if not found or not (here or isinstance(outcome, outcomes.Note | outcomes.NotUnderstood | outcomes.Correction)):
        return None
    if last is None or last == question.id or last not in visit.unordered.states or asks(text):
        return None
    words, wrong, named = found
    of = visit.rubric.by_id[last]
    there = understand(words, of, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    answers = isinstance(there, outcomes.Answer | outcomes.AskFact) or bool(getattr(there, "candidates", ()))
    nearer = _nearness(words, of) > _nearness(words, question)
    if not (named or (answers and wrong) or (nearer and not here)):
        return None
    return outcomes.Correction(words, before=True, thought="wrong" if wrong else "more")


def _nearness(words: str, question: Question) -> float:
    """How much speaks for it that words are about a question: what they claim of it, and what people said of it."""
    facts = facts_of(question)
    if facts is None or not facts.facts:
        return 0.0
    claimed = hear(words, facts).by_words
    return max(degrees(as_read(words), facts).values()) + (_CLAIMED if claimed else 0)


_CLAIMED = 10.0


def _act(
    question: Question,
    text: str,
    outcome: outcomes.Understood,
    waiting: Understanding | None,
    held: Understanding | None,
    visit: Visit,
) -> str:
    """Do what was understood of words that were no reply to what waits, or answer them; returns what is left in the field.

    `held` is what stood below the question.
    """
    here, conversation, question_id = session(), session().page(Conversation), question.id
    if (
        waiting and isinstance(outcome, outcomes.Correction) and outcome.back == 1 and not outcome.among
    ):  # of what was just said here
        outcome = understand(outcome.words, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    of_those = waiting.values if waiting and isinstance(question, MeasureQuestion) and not asks(text) else ()
    if waiting and isinstance(outcome, outcomes.Answer) and outcome.value in of_those and len(of_those) > 1:
        pick(question, waiting, Place(of_those.index(outcome.value), False), text)
        return ""
    together = _with_what_waits(waiting or held, outcome, text, question, visit)
    replied, (outcome, text) = text, together or (outcome, text)
    outcome = _added(outcome, text, question, visit)
    in_all = heard_in(text, outcome, visit, question)
    conversation.leads = leads_of(in_all, text)
    told = in_all if in_all and of_several(in_all, text, outcome, question) else None
    if told and all(isinstance(one.understood, outcomes.AskFact) for one in told.spoken):
        told = None if asked_under_a_note(outcome, text, question) else told  # of others only halves; here one can ask
    reply: Text | str | None = propose(told, visit, question.id) if told else None
    if not reply and (outcome == outcomes.NotUnderstood() or asked_between(outcome)):
        reply = _several_asked(text, visit, question, alone=not asked_between(outcome))
    ask_model = not reply and nothing_taken(outcome, text)
    found, troubled = propose_of_model(text, visit, question) if ask_model else (False, None)
    reply = troubled if found else reply
    if reply:
        answer_below(visit, question_id, text, reply)
        half = told.of(question_id) if told else None
        if half and isinstance(half.understood, outcomes.AskFact):
            carry_out(half.understood, visit, question, half.quote)
            here.heard = None  # it joins the thread, where the question about what is missing stands below
        return ""
    if waiting and outcome == outcomes.NotUnderstood():
        here.proposed = replace(waiting, again=_asked_again(question, waiting, text))
        if reply_in(text) != "no":
            return replied
        forget_understood(question_id)  # all that is offered
        return ""
    elsewhere = about_another(text, outcome, told, visit, question.id)
    if elsewhere:
        conversation.leads = (Lead(elsewhere, text),)
        said: Outcome | Text | str | None = Refused(
            filled(c.SAID_OF_ANOTHER, question=visit.rubric.by_id[elsewhere].text)
        )
    else:
        said = carry_out(outcome, visit, question, text)
        if waiting and here.proposed is not held:
            say_why_again(question, waiting, replied)
        put_under(held, of_both=together is not None)
    left = text if isinstance(said, Refused) else ""  # what was not taken is there to be mended
    if _waits_below(held, outcome, text, question, noted=said == w.KEPT_AS_NOTE):
        return left
    said = said.why if isinstance(said, Refused) else said
    said = joined_texts(said, troubled) if isinstance(said, Text) else said
    last = _with_what_is_asked(said if isinstance(said, Text | str) else troubled, text, visit, question)
    if last:
        answer_below(visit, question_id, text, last)
    return left


def _added(outcome: outcomes.Understood, text: str, question: Question, visit: Visit) -> outcomes.Understood:
    """What words add to the items that are recorded, where they say that it is added ("I forgot one, the phone line too"), without what they deny."""
    recorded, facts = visit.assessment.response(question.id).value, facts_of(question)
    if not (facts and question.parts and isinstance(recorded, tuple) and recorded and _ADDS.search(fold(text))):
        return outcome
    said = hear(text, facts, own_words(question), likely=True).known

    def both(more: Value, known: Mapping[str, bool]) -> Value:
        return question.choose([one for one in dict.fromkeys((*recorded, *more)) if {**said, **known}.get(one, True)])

    match outcome:
        case outcomes.Answer(value=tuple(more), known=known):
            all_known = tuple({**dict.fromkeys(recorded, True), **dict(known)}.items())
            return replace(outcome, value=both(more, dict(known)), doubt=outcome.doubt or "rest", known=all_known)
        case outcomes.AskFact(fact=fact, known=known, then=then):
            there = {one: True for one in recorded if one not in (fact, *then)}
            return replace(outcome, known=tuple({**there, **dict(known)}.items()))
        case outcomes.NotUnderstood(candidates=(_, *_) as values):
            return replace(outcome, candidates=tuple(dict.fromkeys(both(one, dict(outcome.known)) for one in values)))
    return outcome


_ADDS = later(r"加上|加进|补上|漏了|忘了|忘记|还有|也算|\b(?:add|also|too|as well|forgot|missed|besides)\b")


def _waits_below(
    held: Understanding | None, outcome: outcomes.Understood, text: str, question: Question, *, noted: bool
) -> bool:
    """Ask what waits at this question again under a note, or else what helps most; whether all is said with that."""
    here = session()
    if not noted:
        return False
    if here.proposed is None and (begin := asked_under_a_note(outcome, text, question)):
        here.proposed = Understanding(question.id, (), words=text, asks=begin)
    elif here.proposed is not held or not nothing_taken(outcome, text):
        return False
    if here.proposed:
        here.proposed = replace(here.proposed, again=joined_texts(w.KEPT_AS_NOTE, asks_back(question, here.proposed)))
    return bool(here.proposed)


def _with_what_is_asked(said: Text | str | None, text: str, visit: Visit, question: Question) -> Text | str | None:
    """What is said to words, and to the question behind what they state."""
    if not (session().proposed if not said else said == w.KEPT_AS_NOTE):
        return said
    behind = question_behind(text, visit.rubric, visit.unordered.asked)
    kept = visit.say(said) if isinstance(said, Text) else ""
    if behind:
        return "\n".join(filter(None, (kept, answer_to(visit, behind, question))))
    if kept and isinstance(question, MeasureQuestion) and visit.unordered.states.get(question.id) == "unanswered":
        return joined_texts(w.KEPT_AS_NOTE, figure_wanted(question, text))
    return said


def _several_asked(text: str, visit: Visit, question: Question, alone: bool) -> str:
    """The answers to several things that are asked in one breath, or to one beside other words (`alone`); else ""."""
    parts = [re.sub(r"^(?:and|还有|另外|以及)\s*", "", part.strip()) for part in SENTENCE.split(text) if part.strip()]
    if not (asks(text) and 1 < len(parts) <= _MOST_AT_ONCE):
        return ""
    found = [understand(f"{part}?", question, visit.rubric, visit.unordered.asked) for part in parts]
    told = [one for one in found if asked_between(one) and (not isinstance(one, str) or one.startswith("ask-"))]
    several = told if alone or len(told) > 1 else []
    return "\n".join(dict.fromkeys(answer_to(visit, one, question) for one in several))


_MOST_AT_ONCE = 3


def _with_what_waits(
    waiting: Understanding | None, outcome: outcomes.Understood, text: str, question: Question, visit: Visit
) -> tuple[outcomes.Understood, str] | None:
    """What was said before and waits together with a further statement, and the words of both; also with one that only takes
    something of it back."""
    facts = facts_of(question)
    denies = nothing_taken(outcome, text) and denies_something(text) and not asks(text)
    if (
        waiting is None
        or not waiting.words
        or facts is None
        or leaves_out(text)
        or not (denies or _states_items(outcome))
    ):
        return None
    both = joined_words(waiting.words, text)
    known = dict(waiting.asks.known if waiting.asks else waiting.known)
    if not question.parts and _states_items(outcome):
        known = known or hear(waiting.words, facts, likely=True).known
        further = joined(outcome, waiting.words, known, text, question, facts)
        return (further, both) if further else None
    together = understand(both, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    if isinstance(together, outcomes.AskFact) and _brings_nothing(together, waiting, question):
        return None
    asked = dict(together.known) if isinstance(together, outcomes.AskFact) else known
    if denies:
        return (together, both) if any(asked.get(name) is not held for name, held in known.items()) else None
    if isinstance(together, outcomes.AskFact):
        alone = understand(waiting.words, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
        before = dict(alone.known) if _states_items(alone) else {}  # without what a yes or no told of it
        known = {name: held for name, held in known.items() if name != together.fact or name not in before}
        if together.fact not in before or len(quotes_of(text)) == 1:
            together = settled(together, text, question, facts, both)
    if known and isinstance(
        together, outcomes.AskFact | outcomes.Answer
    ):  # what was answered by yes and no is in no words
        together = joined(together, waiting.words, known, text, question, facts) or together
    return (together, both) if _states_items(together) else None


def _states_items(
    outcome: outcomes.Understood,
) -> TypeGuard[outcomes.Answer | outcomes.AskFact | outcomes.NotUnderstood]:
    """Whether words state something of the items of a list that is to be confirmed or asked about."""
    match outcome:
        case outcomes.Answer(sure=sure):
            return not sure
        case outcomes.AskFact() | outcomes.NotUnderstood(candidates=(_, *_)):
            return True
    return False


def _asked_again(question: Question, waiting: Understanding, typed: str) -> Text:
    """The same question after words that were no reply to it, and that they were not understood."""
    first = partly_so(question, waiting.asks, typed) if waiting.asks else None
    if first is None:
        otherwise = asks(typed) or not_today(typed)
        first = not_understood(question, typed) if otherwise else filled(c.NOT_THAT_REPLY, words=typed)
    several = not waiting.asks and len(waiting.values) > 1
    return joined_texts(first, c.WHICH_OFFERED if several else asks_back(question, waiting))


def take_there(visit: Visit, at: str | None, which: int, mark: str) -> None:
    """Go to a question which words said before may be about, and take them as said there; for callbacks."""
    conversation = session().page(Conversation)
    before = conversation.leads
    if which not in range(len(before)) or before[which].question not in visit.interview.states:
        return
    change_from_thread(before[which].question, visit.interview.current(at))
    take_typed(before[which].question, before[which].words, mark)
    conversation.leads = (*before[:which], *before[which + 1 :])


def take_typed_at_end(text: str, mark: str) -> None:
    """Do what was typed below the card that stands where no question is left, or answer it; for callbacks."""
    conversation = session().page(Conversation)
    conversation.typed = (mark, text)  # it stands in the field again, where the database does not answer
    visit = newest_visit()
    if visit is None or not text.strip():
        return
    said = _done_at_end(visit, text)
    if said is not None:
        session().heard = Remark(visit.kept.revision, "", "reply", shortened(text), said)
    conversation.typed = (mark, "")


def _done_at_end(visit: Visit, text: str) -> str | None:
    """Go where it says, keep what it tells, or answer it: what is replied, None where the page itself shows it."""
    interview, short = visit.unordered, tidy(fold(text)).rstrip("? ")
    shown = next(
        (one for one in (session().reacted, *reversed(visit.unordered.asked)) if one in visit.unordered.states), None
    )
    if shown is None:  # the profile leaves no question
        return _answered_at_end(visit, text)
    last = visit.rubric.by_id[shown]
    match command(short) or order(short) or destination(short, last, visit.rubric, visit.unordered.asked):
        case "back" | "change-previous":
            show_question(last.id)
        case "undo" | "redo" as step:
            outcome = step_by_word(redo=step == "redo")
            return visit.say(outcome.why) if isinstance(outcome, Refused) else None
        case outcomes.Skip() if interview.left:
            choose_route("chapter")
        case outcomes.Order(route=route):
            choose_route(route)
        case outcomes.Go(target=str(target)) if (
            there := target if target in visit.unordered.states else visit.unordered.first_of(target)
        ):
            show_question(there)
        case _:
            told = told_in(text, visit.rubric)
            session().page(Conversation).leads = leads_of(told, text)
            kept = propose(told, visit, "") if told.spoken else None
            return visit.say(kept) if kept else _answered_at_end(visit, text)
    return None


def _answered_at_end(visit: Visit, text: str) -> str:
    """The answer to what was asked; what can be asked, where it is nothing of that."""
    found = replied(visit, question_asked(text, visit.rubric), None).text
    examples = (visit.say(one) for one in asked_words.EXAMPLES)
    return found or "\n".join((visit.say(asked_words.CANNOT), *examples))
