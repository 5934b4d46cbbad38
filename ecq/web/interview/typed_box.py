"""The field for typed answers and commands: what is understood is done like a press, or shown to be confirmed.

Nothing is guessed silently: whatever is ambiguous waits for one press. Understanding is `ecq.interview.typed`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from ecq.assessment.changes import add_note, answer, mark_unsure, noting, set_aside, set_up, to_question
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment, Response
from ecq.base.language import LANGUAGES, Lang, Text, filled, words
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.flow import Interview
from ecq.interview.terms import term_in
from ecq.interview.typed import outcomes
from ecq.interview.typed.answers import asks, value_at
from ecq.interview.typed.by_facts import answered_with_words, joined, reply_to, settled
from ecq.interview.typed.claims import hear
from ecq.interview.typed.clauses import not_today
from ecq.interview.typed.commands import MOST_CANDIDATES, places, whom
from ecq.interview.typed.deciding import answered, to_begin_with
from ecq.interview.typed.denial import does_not_arise
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies import Place, in_words, reply, which
from ecq.interview.typed.vocabulary import agreement, tidy
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.telling.text.words import UNITS, say
from ecq.web.changes.undo import step_by_word
from ecq.web.interview.cards import about_another, propose, propose_of_model, remembered, several
from ecq.web.interview.panels import open_colleague
from ecq.web.interview.thread import Conversation, add_remark
from ecq.web.session import going
from ecq.web.session.answers import replied
from ecq.web.session.going import choose_route, go_on_from, leave_waiting, show_question, skip_from, visit_place
from ecq.web.session.state import Barred, Done, Outcome, Refused, Understanding, session
from ecq.web.session.visit import Visit, change, newest_visit

Offer = Value | outcomes.NotApplicable | outcomes.FactOfProfile | outcomes.ProfileSaid | outcomes.Go


def what_can_be_asked(visit: Visit, question: Question) -> list[str]:
    """Questions to ask back, most telling first: they depend on the question and on how far the interview is."""
    term = term_in(question.text)
    shown = [visit.say(c.ASK_TERM, term=visit.words(term.name))] if term else []
    shown.append(visit.say(c.ASK_SCORE if visit.score_tells else c.ASK_LEFT))
    if session().unfolded != "why":
        shown.append(visit.say(c.ASK_WHY))
    return shown


def heard(visit: Visit, question: Question) -> tuple[dict[str, Any], ...]:
    """What was typed last and was no answer, with what is said to it; and what waits to be confirmed."""
    waiting, remark = session().proposed, session().heard
    said = ({"kind": "heard", "words": remark.words, "reply": remark.reply},) if remark else ()
    if waiting and waiting.question == question.id:
        return (*said, _waits(visit, question, waiting))
    before = None if said else remembered(visit, question)
    return (_waits(visit, question, before.waiting, before.said_at),) if before else said


def _waits(visit: Visit, question: Question, waiting: Understanding, said_at: str = "") -> dict[str, Any]:
    """What was understood and waits to be confirmed; `said_at` is the question where it was said, if not here."""
    asks = waiting.asks
    reply = "" if said_at and not asks else visit.words(waiting.again or _asks_back(question, waiting))
    if said_at:
        where = visit.say(c.SAID_BEFORE, question=visit.words(visit.rubric.by_id[said_at].text))
        reply = LANGUAGES[visit.lang].sentences(filter(None, (where, reply)))
    values = (
        [visit.words(one) for one in c.FACT_ANSWERS]
        if asks
        else [_offer_words(visit, question, one) for one in waiting.values]
    )
    no = visit.say(c.OTHERWISE if asks else w.UNDERSTOOD_NO)
    return {"kind": "understood", "words": waiting.words, "reply": reply, "values": values, "no": no}


def _asks_back(question: Question, waiting: Understanding) -> Text:
    if waiting.asks:
        return filled(c.ONE_MORE, question=_asked_fact(question, waiting.asks))
    if len(waiting.values) == 1:
        return w.UNDERSTOOD_AS
    denied = any(
        isinstance(one, outcomes.NotApplicable | outcomes.FactOfProfile | outcomes.ProfileSaid)
        for one in waiting.values
    )
    return w.UNDERSTOOD_WHICH if denied else w.UNDERSTOOD_MAYBE


def _asked_fact(question: Question, asks: outcomes.AskFact) -> Text:
    """The question about a fact; of an item, its own words."""
    facts = facts_of(question)
    said = facts.facts[asks.fact].ask if facts else None
    return said or filled(c.ITEM_THERE, item=dict(question.choices)[asks.fact])


def _offer_words(visit: Visit, question: Question, offer: Offer) -> str:
    """What pressing it would say."""
    if isinstance(offer, outcomes.Go):
        nodes, target = visit.rubric.nodes, str(offer.target)
        return visit.words(nodes[target].title if target in nodes else visit.rubric.by_id[target].text)
    if isinstance(offer, outcomes.ProfileSaid):
        said = [_fact_said(visit.rubric, name, value, visit.lang) for name, value in offer.facts]
        return visit.say(
            c.PROFILE_ALL, facts=LANGUAGES[visit.lang].semicolon.join(f"{one['fact']} {one['value']}" for one in said)
        )
    if isinstance(offer, outcomes.FactOfProfile):
        change = visit.say(w.PROFILE_WOULD_BE, **_fact_said(visit.rubric, offer.fact, offer.value, visit.lang))
        skips = _skipped_with(visit, offer)
        return visit.say(w.PROFILE_SKIPS, change=change, count=skips) if skips else change
    if isinstance(offer, outcomes.NotApplicable):
        return answer_words(question, Response(state="na", reason=offer.reason_id), visit.lang)
    return answer_words(question, Response(state="answered", value=offer), visit.lang)


def _skipped_with(visit: Visit, offer: outcomes.FactOfProfile) -> int:
    """How many of the questions that are asked now would not be asked with a fact of the profile."""
    with_it = visit.rubric.applying({**visit.assessment.profile, offer.fact: offer.value})
    return sum(with_it[name] is False for name in visit.interview.states)


def _fact_said(rubric: Rubric, name: str, value: ProfileValue, lang: Lang) -> dict[str, str]:
    fact = rubric.facts[name]
    return {"fact": words(fact.text, lang), "value": fact_words(fact, value, lang)}


def _answer_words(visit: Visit, asked: outcomes.Understood, question: Question) -> str:
    """The answer to a typed question about a term, the score or the interview."""
    return replied(visit, asked, question.id).text or visit.say(w.CAN_BE_TYPED)


def choose_understood(question: Question, which: object) -> Outcome:
    """Take one of the answers that were understood, with its words as the note; for callbacks."""
    waiting = session().proposed or _remembered_now(question)
    if waiting is not None and waiting.question == question.id and waiting.asks:
        return _answer_fact(question, waiting, waiting.asks, which)
    if waiting is None or waiting.question != question.id or which not in range(len(waiting.values)):
        return Barred()
    session().proposed, offer = None, waiting.values[which]  # type: ignore[call-overload]
    if isinstance(offer, outcomes.Go):
        visit = newest_visit()
        if visit is not None:
            among = [str(one.target) for one in waiting.values if isinstance(one, outcomes.Go)]
            _go(visit.interview_in(()) or visit.interview, question, offer.target, among)
        return Barred()
    if isinstance(offer, outcomes.ProfileSaid):
        return change(lambda a, rubric, at: set_up(a, rubric, profile=dict(offer.facts), at=at))
    if isinstance(offer, outcomes.FactOfProfile):
        return say_in_profile(question, offer, waiting.words)
    if isinstance(offer, outcomes.NotApplicable):
        reason = offer.reason_id or offer.words
        return _change_and_go_on(question, waiting.words, set_aside, reason)
    return _change_and_go_on(question, waiting.words, noting, waiting.note, answer, offer)


def _remembered_now(question: Question) -> Understanding | None:
    visit = newest_visit()
    before = remembered(visit, question) if visit else None
    return before.waiting if before else None


def _answer_fact(question: Question, waiting: Understanding, asks: outcomes.AskFact, which: object) -> Outcome:
    """Take what was pressed of the fact that was asked about: the answer it leads to, the next question, or what is left."""
    visit, facts = newest_visit(), facts_of(question)
    if visit is None or facts is None or which not in range(len(c.FACT_ANSWERS)):
        return Barred()
    session().proposed = session().heard = None
    understood = answered(question, facts, asks, (True, False, None)[which], waiting.words)  # type: ignore[call-overload]
    done = _do(understood, visit, visit.interview, question, waiting.words)
    if isinstance(done, Text | str):
        _reply(visit, question.id, waiting.words, done)
        return Barred()
    return done or Barred()


def _replied(question: Question, waiting: Understanding, text: str, visit: Visit, interview: Interview) -> bool:
    """Take a typed reply to what was asked back: of a fact; yes and no to what was offered, and which of those it is."""
    if waiting.asks:
        return _replied_to_fact(question, waiting, waiting.asks, text, visit, interview)
    several = len(waiting.values) > 1
    if several and isinstance(question, YesNoQuestion):
        return False
    if several and (named := which(text, len(waiting.values))):
        return _picked(question, waiting, named, text)
    match reply(text):
        case "yes" if several:
            session().proposed = replace(waiting, again=c.WHICH_OFFERED)
        case "yes":
            choose_understood(question, 0)
        case "no" if not several or agreement(tidy(fold(text))) != "no" or not _LACK.search(text):
            forget_understood(question.id)
        case _:
            return False
    return True


_LACK = re.compile(r"[没沒無无冇]")
"""What may say that something is not there, rather than that it is none of those offered."""


def _replied_to_fact(
    question: Question, waiting: Understanding, asks: outcomes.AskFact, text: str, visit: Visit, interview: Interview
) -> bool:
    facts = facts_of(question)
    if facts is None:
        return False
    named = which(text, len(question.choices))
    if named and not named.number and named.place < len(c.FACT_ANSWERS):
        marks = {"words": text, "reply": c.FACT_ANSWERS[named.place], "place": named.place + 1}
        session().proposed = replace(waiting, again=filled(c.PLACE_MAY_BE, **marks))
        return True
    said = reply(text, _asked_fact(question, asks).zh)
    understood = (
        answered_with_words(asks, said == "yes", text, question, facts, waiting.words)
        if said
        else reply_to(asks, text, question, facts)
    )
    if understood is None:
        return False
    session().proposed = session().heard = None
    words_said = _joined_words(waiting.words, text)
    done = _do(understood, visit, interview, question, waiting.words if agreement(tidy(fold(text))) else words_said)
    if isinstance(done, Text | str):
        _reply(visit, question.id, text, done)
    elif isinstance(done, Refused):
        _reply(visit, question.id, text, done.why)
    return True


def _picked(question: Question, waiting: Understanding, named: Place, text: str) -> bool:
    """Take the one of several offered that is named by its place. A number that is also that of another one is asked about."""
    place, option = named.place, None
    if named.number:
        if isinstance(question, MeasureQuestion):
            return False  # it is a figure
        option = value_at(question, [place]) if place < len(question.choices) else None
    if option in waiting.values and option != waiting.values[place]:
        nth = Text(zh=f"第 {place + 1} 个", en=in_words(place + 1))
        again = filled(c.NUMBER_MAY_BE, words=text, place=place + 1, nth=nth)
        session().proposed = replace(waiting, again=again)
        return True
    note = "\n".join(filter(None, (waiting.note, named.rest)))
    session().proposed = replace(waiting, note=note)
    choose_understood(question, place)
    return True


def say_in_profile(question: Question, said: outcomes.FactOfProfile, words: str) -> Outcome:
    """Put a fact into the profile, and go on after the question where it is not asked any more; for callbacks."""
    before = newest_visit()
    outcome = change(lambda a, rubric, at: set_up(a, rubric, profile={said.fact: said.value}, at=at))
    visit = newest_visit() if before is not None and isinstance(outcome, Done) else None
    if before is None or visit is None:
        return outcome
    asked_still = question.id in visit.interview.states
    if not asked_still and going.reviewed() == question.id:
        going.return_from(question.id, changed=True)
        return outcome
    if not asked_still:
        show_question(_after(before.interview, visit.interview, question.id))
    told = w.PROFILE_SAYS if asked_still else w.PROFILE_RULES_OUT
    here = session().question
    if here is not None:
        in_each = {
            lang: say(told, lang, **_fact_said(visit.rubric, said.fact, said.value, lang)) for lang in ("zh", "en")
        }
        _reply(visit, here, words, Text(**in_each))
    return outcome


def _after(before: Interview, now: Interview, question_id: str) -> str | None:
    """Where to go on after a question that is not asked any more: at the next in its order, else the first of the route."""
    following = before.asked[before.asked.index(question_id) + 1 :] if question_id in before.states else ()
    return next((one for one in following if one in now.ahead), None) or now.current()


def forget_understood(question_id: str) -> None:
    """Drop the proposals; a statement that none of them fits is kept as the note. For callbacks."""
    waiting, session().proposed = session().proposed, None
    visit = newest_visit()
    before = remembered(visit, visit.rubric.by_id[question_id]) if visit and waiting else None
    if waiting is None or (before and before.waiting.words == waiting.words):  # it was said at another question
        here = session().page(Conversation)
        here.declined |= {question_id}
    if visit is None or waiting is None:
        return
    stated = waiting.stated
    said = c.DECLINED
    if stated:
        match change(to_question(question_id, add_note, stated)):
            case Done():
                said = w.KEPT_AS_NOTE
            case Refused(why):
                said = why
    _reply(visit, question_id, waiting.words, said)


def _reply(visit: Visit, question_id: str, typed: str, reply: Text | str) -> None:
    """Answer what was typed, below the options; it joins the thread when one goes on."""
    sentence = reply if isinstance(reply, str) else visit.words(reply)
    session().heard = add_remark(question_id, "reply", typed, sentence)


def _not_understood(question: Question, typed: str = "") -> Text:
    """That it was not understood, with words that would be: the beginning of an option's own."""
    if asks(typed):
        return c.NOT_ANSWERED
    if not_today(typed):
        return c.NOT_TODAY
    if isinstance(question, MeasureQuestion):
        return filled(c.NOT_UNDERSTOOD_FIGURE, unit=UNITS[question.unit])
    of = question.choices[-1][1]
    return filled(c.NOT_UNDERSTOOD_EXAMPLE, example=Text(zh=_beginning(of.zh, 4), en=_beginning(of.en, 20)))


def _beginning(option: str, least: int) -> str:
    """The first part of an option's words; the whole where that is too short to say anything."""
    first = _FIRST.split(option)[0]
    return first if len(first) >= least else option


_FIRST = re.compile(r"[，；（]|(?<=\w)[,;(]")
"""Where the first part of an option's words ends."""


def take_typed(question_id: str, text: str, mark: str) -> None:
    """Do what was typed, or answer it; for callbacks. `mark` tells the browser which words were taken."""
    here, conversation = session(), session().page(Conversation)
    conversation.typed = (mark, text)  # it stands in the field again, where the database does not answer
    visit = newest_visit()
    interview = visit.interview_in(()) if visit else None  # what comes next is worked out after the change
    if visit is None or interview is None or question_id not in interview.states:
        return
    question = interview.rubric.by_id[question_id]
    waiting, held = _waiting_at(visit, question), here.proposed
    here.heard = None
    if waiting and _replied(question, waiting, text, visit, interview):
        conversation.typed = (mark, "")
        return
    here.proposed = here.unfolded = None
    outcome = understand(text, question, interview.rubric, interview.asked, interview.assessment.profile)
    if (
        waiting and isinstance(outcome, outcomes.Correction) and outcome.back == 1 and not outcome.among
    ):  # of what was just said here
        outcome = understand(outcome.words, question, interview.rubric, interview.asked, interview.assessment.profile)
    if waiting and (together := _with_what_waits(waiting, outcome, text, question, interview)):
        outcome, text = together
    told = several(text, outcome, visit, question)
    reply = propose(told, visit, question.id) if told else None
    troubled: Text | None = None
    if not reply and _left_open(outcome, text):
        found, troubled = propose_of_model(text, visit, question)
        reply = troubled if found else None
    if reply:
        conversation.typed = (mark, "")
        _reply(visit, question_id, text, reply)
        half = told.of(question_id) if told else None
        if half and isinstance(half.understood, outcomes.AskFact):
            _do(half.understood, visit, interview, question, half.quote)
            here.heard = None  # it joins the thread, where the question about what is missing stands below
        return
    if waiting and outcome == outcomes.NotUnderstood():
        here.proposed = waiting
        if _declines(text):
            conversation.typed = (mark, "")
            forget_understood(question_id)
            return
        here.proposed = replace(waiting, again=_asked_again(question, waiting, text))
        return
    elsewhere = about_another(text, outcome, told, visit, question.id)
    said = Refused(elsewhere) if elsewhere else _do(outcome, visit, interview, question, text)
    conversation.typed = (mark, text if isinstance(said, Refused) else "")  # what was not taken is there to be mended
    if _waits_below(held, outcome, text, question, noted=said == w.KEPT_AS_NOTE):
        return
    if isinstance(said, Refused):
        said = said.why
    if isinstance(said, Text):
        said = _joined(said, troubled)
    if last := said if isinstance(said, Text | str) else troubled:
        _reply(visit, question_id, text, last)


def _waits_below(
    held: Understanding | None, outcome: outcomes.Understood, text: str, question: Question, *, noted: bool
) -> bool:
    """Let what waited at this question wait on after words that answer nothing, and ask something under a note; whether all is said."""
    here = session()
    if held and held.question != here.question and isinstance(outcome, outcomes.Go | outcomes.Skip | outcomes.Order):
        leave_waiting(held.question, held)
    if here.proposed is None and held and held.question == here.question:
        again = noted and _left_open(outcome, text)
        here.proposed = held if again or _asked_between(outcome) else None
    elif here.proposed is None and noted:
        again, here.proposed = True, _to_begin_with(outcome, text, question)
    else:
        return False
    if again and here.proposed:
        here.proposed = replace(here.proposed, again=_joined(w.KEPT_AS_NOTE, _asks_back(question, here.proposed)))
    return bool(again and here.proposed)


_LEAST_SAID = 8
"""So many characters of a note may say something that is worth a question; English ones twice as many."""


def _to_begin_with(outcome: outcomes.Understood, text: str, question: Question) -> Understanding | None:
    """Under words that only became a note, the question that helps most, where they state something of today."""
    facts, plain = facts_of(question), "".join(text.split())
    short = len(plain) < _LEAST_SAID * (1 if HAN.search(plain) else 2)
    if facts is None or short or not _left_open(outcome, text) or asks(text) or not_today(text) or does_not_arise(text):
        return None
    begin = to_begin_with(text, question, facts)
    return Understanding(question.id, (), words=text, asks=begin) if begin else None


def _asked_between(outcome: outcomes.Understood) -> bool:
    """Whether words asked something of the self-check or of the question, and answered nothing."""
    if isinstance(outcome, str):
        return outcome.startswith("ask-") or outcome in ("why", "basis", "evidence", "thanks", "slower", "save")
    return isinstance(outcome, outcomes.Inquiry)


def _with_what_waits(
    waiting: Understanding, outcome: outcomes.Understood, text: str, question: Question, interview: Interview
) -> tuple[outcomes.Understood, str] | None:
    """What was said before and waits together with a further statement, and the words of both."""
    facts = facts_of(question)
    if not waiting.words or not _states_items(outcome) or facts is None:
        return None
    both = _joined_words(waiting.words, text)
    if not question.parts:
        known = dict(waiting.asks.known) if waiting.asks else hear(waiting.words, facts, likely=True).known
        asks = isinstance(outcome, outcomes.AskFact)
        further = joined(outcome, waiting.words, known, text, question, facts) if asks else None
        return (further, both) if further else None
    together = understand(both, question, interview.rubric, interview.asked, interview.assessment.profile)
    if isinstance(together, outcomes.AskFact):
        together = settled(together, text, question, facts, both)
    return (together, both) if _states_items(together) else None


def _states_items(outcome: outcomes.Understood) -> bool:
    """Whether words state something of the items of a list that is to be confirmed or asked about."""
    match outcome:
        case outcomes.Answer(sure=sure):
            return not sure
        case outcomes.AskFact() | outcomes.NotUnderstood(candidates=(_, *_)):
            return True
    return False


def _joined_words(before: str, text: str) -> str:
    """Words with those said before them."""
    return f"{before.rstrip('。.；; ')}；{text}" if HAN.search(text) else f"{before.rstrip('。.；; ')}; {text}"


def _waiting_at(visit: Visit, question: Question) -> Understanding | None:
    """What stands below a question to be confirmed."""
    waiting = session().proposed
    if waiting is None or waiting.question != question.id:
        before = None if session().heard else remembered(visit, question)
        return before.waiting if before else None
    return waiting


def _declines(text: str) -> bool:
    """Whether words that answer nothing say no to all that is offered."""
    return reply(text) == "no"


def _asked_again(question: Question, waiting: Understanding, typed: str) -> Text:
    """The same question after words that were no reply to it, and that they were not understood."""
    first = (
        _not_understood(question, typed) if asks(typed) or not_today(typed) else filled(c.NOT_THAT_REPLY, words=typed)
    )
    several = not waiting.asks and len(waiting.values) > 1
    return _joined(first, c.WHICH_OFFERED if several else _asks_back(question, waiting))


def _joined(first: Text, further: Text | None) -> Text:
    return Text(zh=first.zh + further.zh, en=f"{first.en} {further.en}") if further else first


def _left_open(outcome: outcomes.Understood, text: str) -> bool:
    """Whether words were not understood: nothing is offered, or they would only be kept as a note."""
    match outcome:
        case outcomes.NotUnderstood(candidates=candidates):
            return not candidates
        case outcomes.Note(text=note):
            return note == text
    return False


def _do(
    outcome: outcomes.Understood, visit: Visit, interview: Interview, question: Question, text: str
) -> Outcome | Text | str | None:
    """Carry out what was understood, as the button for it would; what is to be replied, if anything."""
    here = session()
    match outcome:
        case outcomes.AskFact():
            here.proposed = Understanding(question.id, (), text, text, text, outcome)
        case outcomes.Answer(sure=False):
            return _propose(question, (outcome.value,), text, outcome.note)
        case outcomes.Answer(value=value, note=note):
            return _change_and_go_on(question, text, noting, note, answer, value)
        case outcomes.NotApplicable(reason_id=None, words="") if question.not_applicable:
            here.panel = "na"
        case outcomes.NotApplicable(reason_id=reason, words=reason_words):
            return _change_and_go_on(question, text, set_aside, reason or reason_words)
        case outcomes.Unsure(note=note):
            return _change_and_go_on(question, text, noting, note, mark_unsure)
        case outcomes.Skip(note=note):
            done = change(to_question(question.id, add_note, note))
            if not isinstance(done, Done):
                return done
            add_remark(question.id, "skip", text)
            skip_from(question.id)
        case "back":
            show_question(interview.previous(question.id) or question.id)
        case "undo" | "redo":
            return step_by_word(redo=outcome == "redo")
        case "change-previous":  # opens the last answer, where it can be changed or taken back
            show_question(here.reacted or interview.previous(question.id) or question.id)
        case outcomes.Correction():
            return _put_right(outcome, visit, interview, question, text)
        case "why" | "basis" | "evidence":
            here.unfolded = outcome
        case outcomes.EvidenceNamed(
            words=piece
        ):  # as the form does, in hand; the form opens, where that can be changed
            done = change(to_question(question.id, add_evidence, piece, True))
            if not isinstance(done, Done):
                return done
            here.panel = "evidence"
            return c.EVIDENCE_KEPT
        case "colleague":
            open_colleague(question.id, whom(text))
        case (
            outcomes.AskTerm()
            | outcomes.AskSaid()
            | outcomes.AskOf()
            | outcomes.AskSince()
            | outcomes.AskWhatIf()
            | outcomes.AskWorth()
            | outcomes.AskArticle()
            | outcomes.AskGrade()
            | outcomes.AskWhyScore()
        ):
            return _answer_words(visit, outcome, question)
        case outcomes.ShowPage(page=page):
            here.go_to = "results" if page == "report" else page  # the report is given there
        case outcomes.Go(target=None, candidates=(_, *_) as candidates):
            here.proposed = Understanding(
                question.id, tuple(map(outcomes.Go, candidates)), words=text, again=w.GO_WHERE
            )
        case outcomes.Go(target=None, where=where):
            known = where and places(fold(where), interview.rubric, interview.rubric.order)
            return Refused(filled(w.GO_NOT_ASKED if known else w.GO_NOWHERE, where=where) if where else w.GO_NO_NUMBER)
        case outcomes.Go(target=target):
            _go(interview, question, target)
        case outcomes.Order(route=route):
            choose_route(route)
        case outcomes.Note(text=note):
            done = change(to_question(question.id, add_note, note))
            return w.KEPT_AS_NOTE if isinstance(done, Done) else done
        case outcomes.NotUnderstood(candidates=candidates, note=note):
            return _propose(question, candidates, text, note, stated=note)
        case outcomes.PremiseDenied(ways=ways):
            return _propose(question, ways, text)
        case outcomes.ProfileSaid():
            return _propose(question, (outcome,), text)
        case Invalid(sentence=sentence):
            return Refused(sentence)
        case str():
            return _answer_words(visit, outcome, question)
        case _:
            assert_never(outcome)
    return None


def _go(interview: Interview, question: Question, target: str | None, among: Sequence[str] = ()) -> None:
    if not visit_place(interview, str(target), among):
        show_question(question.id)


def _put_right(
    said: outcomes.Correction, visit: Visit, interview: Interview, question: Question, text: str
) -> Outcome | Text | str | None:
    """Show the question that was answered before, with what its answer is to be instead; after it the interview goes on here."""
    before = [one for one in said.among if interview.states.get(one) in ("answered", "na", "unsure")] or list(
        said.among
    )
    if len(before) > 1:
        return _do(outcomes.Go(None, tuple(before[:MOST_CANDIDATES])), visit, interview, question, text)
    last = before[0] if before else _answered_before(interview, question, said.back)
    if last is None or last not in interview.states:
        return Refused(_not_understood(question, text))
    of = interview.rubric.by_id[last]
    show_question(last)
    session().resume = question.id
    right = understand(said.words, of, interview.rubric, interview.asked, interview.assessment.profile)
    return _do(
        outcomes.NotUnderstood() if isinstance(right, outcomes.Correction) else right, visit, interview, of, text
    )


def _answered_before(interview: Interview, question: Question, back: int) -> str | None:
    """The question so many before this one, as they were shown; else in their order."""
    here = session()
    if back == 1 and here.reacted:
        return here.reacted
    shown = [one for one in (*here.trail, here.reacted) if one in interview.states and one != question.id]
    said = [one for one in dict.fromkeys(reversed(shown)) if interview.states[str(one)] != "unanswered"]
    if len(said) >= back:
        return said[back - 1]
    at: str | None = question.id
    for _ in range(back):
        at = interview.previous(at) if at else None
    return at


def _propose(
    question: Question, guessed: Sequence[Offer], typed: str, note: str = "", stated: str = ""
) -> Refused | None:
    """Wait for a press on one of these guesses. One that fails the gate never stands first, and so never alone."""
    failing = [
        one
        for one in guessed
        if not isinstance(one, outcomes.NotApplicable | outcomes.FactOfProfile | outcomes.ProfileSaid | outcomes.Go)
        and question.fails_gate(one)
    ]
    passing = [one for one in guessed if one not in failing]
    if passing:
        session().proposed = Understanding(question.id, (*passing, *failing), note, stated, typed)
        return None
    if not failing:
        return Refused(_not_understood(question, typed))
    if stated:
        change(to_question(question.id, add_note, stated))
    said = Response(state="answered", value=failing[0])
    sounds_like = Text(zh=answer_words(question, said, "zh"), en=answer_words(question, said, "en"))
    return Refused(filled(w.UNDERSTOOD_FAILS_GATE, answer=sounds_like))


def _change_and_go_on(
    question: Question, typed: str, does: Callable[..., Assessment | Invalid], *given: object
) -> Outcome:
    outcome = change(to_question(question.id, does, *given))
    if isinstance(outcome, Done):
        add_remark(question.id, "change", typed)
        go_on_from(question.id, outcome)
    return outcome
