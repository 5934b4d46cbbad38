"""What was understood of typed words: shown to be confirmed, done like a press, answered below the question, or dropped.

Nothing is guessed silently: whatever is ambiguous waits for one press.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from ecq.assessment.changes import add_note, answer, mark_unsure, noting, set_aside, set_up, to_question
from ecq.assessment.evidence import add_evidence
from ecq.assessment.history.journal import shortened
from ecq.assessment.model import Assessment, Response
from ecq.base.language import LANGUAGES, Lang, Text, filled, words
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.flow import Interview
from ecq.interview.terms import term_in
from ecq.interview.typed import outcomes
from ecq.interview.typed.clauses import not_today
from ecq.interview.typed.deciding import answered, in_order, turned
from ecq.interview.typed.figures.extremes import usual_only
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.picks import asks
from ecq.interview.typed.reading import nothing_taken, understand
from ecq.interview.typed.wanted.commands import whom
from ecq.interview.typed.wanted.places import MOST_CANDIDATES, places
from ecq.interview.typed.weighed import before_a_list, said_of_it
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.telling.text.words import UNITS, say
from ecq.web.changes import step_by_word
from ecq.web.interview.cards import remembered
from ecq.web.interview.panels import open_colleague
from ecq.web.interview.thread import Conversation, add_remark
from ecq.web.session import going
from ecq.web.session.answers import replied
from ecq.web.session.going import choose_route, go_on_from, show_question, skip_from, visit_place
from ecq.web.session.state import Barred, Done, Outcome, Refused, session
from ecq.web.session.visit import Visit, change, newest_visit
from ecq.web.session.waiting import Offer, Understanding


def what_can_be_asked(visit: Visit, question: Question) -> list[str]:
    """Questions to ask back, most telling first: they depend on the question and on how far the interview is."""
    term = term_in(question.text)
    shown = [visit.say(c.ASK_TERM, term=visit.say(term.name))] if term else []
    shown.append(visit.say(c.ASK_SCORE if visit.score_tells else c.ASK_LEFT))
    if session().unfolded != "why":
        shown.append(visit.say(c.ASK_WHY))
    return shown


def heard(visit: Visit, question: Question) -> tuple[dict[str, Any], ...]:
    """What was typed last and was no answer, with what is said to it; and what waits to be confirmed."""
    waiting, remark = session().waits.get(question.id), session().heard
    said = ({"kind": "heard", "words": remark.words, "reply": remark.reply},) if remark else ()
    if waiting and waiting.sounds_like is not None:
        asked, words_said = visit.say(waiting.again or asks_back(question, waiting)), shortened(waiting.words)
        if remark and remark.reply.endswith(asked):
            return said
        reply = f"{remark.reply}\n{asked}" if remark else asked
        return ({"kind": "heard", "words": remark.words if remark else words_said, "reply": reply},)
    if waiting:
        return (*said, _waits(visit, question, waiting))
    before = None if said else remembered(visit, question)
    return (_waits(visit, question, before.waiting, before.said_at),) if before else said


def _waits(visit: Visit, question: Question, waiting: Understanding, said_at: str = "") -> dict[str, Any]:
    """What was understood and waits to be confirmed; `said_at` is the question where it was said, if not here."""
    asks = waiting.asks
    reply = "" if said_at and not asks else visit.say(waiting.again or asks_back(question, waiting))
    if said_at:
        where = visit.say(c.SAID_BEFORE, question=visit.say(visit.rubric.by_id[said_at].text))
        reply = LANGUAGES[visit.lang].sentences(filter(None, (where, reply)))
    values = (
        [visit.say(one) for one in c.FACT_ANSWERS]
        if asks
        else [offer_words(visit, question, one) for one in waiting.values]
    )
    told: dict[str, Any] = {
        "kind": "understood",
        "words": waiting.words,
        "reply": reply,
        "values": values,
        "no": visit.say(c.OTHERWISE if asks else w.UNDERSTOOD_NO),
    }
    taken = _taken(question, waiting)
    if taken:
        lead, states = (c.TAKEN_SO, c.FACT_ANSWERS) if asks else (c.TICKED_SO, c.TICKED)
        rows = [
            (name, visit.say(_what_it_says(question, name)), holds, visit.say(states[0 if holds else 1]))
            for name, holds in taken.items()
        ]
        told["taken"] = {"lead": visit.say(lead), "facts": rows}
        count = sum(taken.values())
        if count and not asks:  # the rows say it
            told["values"] = [visit.say(c.RECORD_SO, count=count, of=len(taken))]
    return told


def _taken(question: Question, waiting: Understanding) -> dict[str, bool]:
    """What can be turned round by a press: the facts taken for known beside the one that is asked, the items of a list offered."""
    offered = waiting.values[0] if len(waiting.values) == 1 else None
    if waiting.asks:
        facts = facts_of(question)
        known = dict(waiting.asks.known) if facts else {}
        return {name: holds for name, holds in known.items() if question.parts or (facts and facts.facts[name].ask)}
    if question.parts and isinstance(offered, tuple):
        return {name: name in offered for name, _ in question.choices}
    return {}


def _what_it_says(question: Question, fact: str) -> Text:
    """An item in its own words; another fact as it is asked."""
    facts = facts_of(question)
    items = dict(question.choices) if question.parts else {}
    asked = facts.facts[fact].ask if facts else None
    return items.get(fact) or asked or Text(zh=fact, en=fact)


def asks_back(question: Question, waiting: Understanding) -> Text:
    """What is asked of what waits: the fact that is missing, whether this, or which of these, is meant, or whether what fails a gate is so."""
    if waiting.sounds_like is not None:
        said = Response(state="answered", value=waiting.sounds_like)
        answer_said = Text(zh=answer_words(question, said, "zh"), en=answer_words(question, said, "en"))
        return filled(w.UNDERSTOOD_FAILS_GATE, answer=answer_said)
    if waiting.asks:
        fact, something = waiting.asks.fact, waiting.asks.known or waiting.asks.asked > 1
        if quote := shortened(said_of_it(waiting.words, question, fact)):
            return filled(c.YOU_SAID, quote=Text(zh=quote, en=quote), question=asked_fact(question, fact))
        return filled(c.ONE_MORE if something else c.TO_BE_SURE, question=asked_fact(question, fact))
    if any(isinstance(one, outcomes.Go) for one in waiting.values):
        return w.GO_WHERE
    if any(isinstance(one, outcomes.FactOfProfile) and not one.value for one in waiting.values):
        return c.PROFILE_DECIDES
    return w.UNDERSTOOD_AS if len(waiting.values) == 1 else w.UNDERSTOOD_WHICH


def asked_fact(question: Question, fact: str) -> Text:
    """The question about a fact; of an item, its own words."""
    facts = facts_of(question)
    said = facts.facts[fact].ask if facts else None
    return said or filled(c.ITEM_THERE, item=dict(question.choices)[fact])


def offer_words(visit: Visit, question: Question, offer: Offer) -> str:
    """What pressing it would say."""
    if isinstance(offer, outcomes.Go):
        nodes, target = visit.rubric.nodes, str(offer.target)
        return visit.say(nodes[target].title if target in nodes else visit.rubric.by_id[target].text)
    if isinstance(offer, outcomes.ProfileSaid):
        said = [_fact_said(visit.rubric, name, value, visit.lang) for name, value in offer.facts]
        return visit.say(
            c.PROFILE_ALL, facts=LANGUAGES[visit.lang].semicolon.join(f"{one['fact']} {one['value']}" for one in said)
        )
    if isinstance(offer, outcomes.FactOfProfile) and not offer.value:
        return visit.say(c.IN_PROFILE, fact=visit.say(visit.rubric.facts[offer.fact].text))
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


def answer_to(visit: Visit, asked: outcomes.Understood, question: Question) -> str:
    """The answer to a typed question about a term, the score or the interview."""
    return replied(visit, asked, question.id).text or visit.say(w.CAN_BE_TYPED)


def choose_understood(question: Question, which: object) -> Outcome:
    """Take one of the answers that were understood, with its words as the note; for callbacks."""
    waiting = waiting_at(question)
    if waiting and waiting.asks:
        return _answer_fact(question, waiting, waiting.asks, which)
    if waiting is None or which not in range(len(waiting.values)):
        return Barred()
    session().proposed, offer = waiting.under, waiting.values[which]  # type: ignore[call-overload]
    if isinstance(offer, outcomes.Go):
        visit = newest_visit()
        if visit is not None:
            among = [str(one.target) for one in waiting.values if isinstance(one, outcomes.Go)]
            _go(visit, question, offer.target, among)
        return Barred()
    if isinstance(offer, outcomes.ProfileSaid):
        return change(lambda a, rubric, at: set_up(a, rubric, profile=dict(offer.facts), at=at))
    if isinstance(offer, outcomes.FactOfProfile) and not offer.value:
        session().go_to = "profile"
        return Barred()
    if isinstance(offer, outcomes.FactOfProfile):
        return say_in_profile(question, offer, waiting.words)
    if isinstance(offer, outcomes.NotApplicable):
        reason = offer.reason_id or offer.words
        return _change_and_go_on(question, waiting.words, set_aside, reason)
    return _change_and_go_on(question, waiting.words, noting, waiting.note, answer, offer)


def waiting_at(question: Question, visit: Visit | None = None) -> Understanding | None:
    """What stands below a question to be confirmed: said there, or remembered from elsewhere."""
    here = session()
    if here.heard or question.id in here.waits:
        return here.waits.get(question.id)
    visit = visit or newest_visit()
    before = remembered(visit, question) if visit else None
    return before.waiting if before else None


def _answer_fact(question: Question, waiting: Understanding, asks: outcomes.AskFact, which: object) -> Outcome:
    """Take what was pressed of the fact that was asked about: the answer it leads to, the next question, or what is left."""
    visit, facts = newest_visit(), facts_of(question)
    if visit is None or facts is None or which not in range(len(c.FACT_ANSWERS)):
        return Barred()
    session().proposed = session().heard = None
    held = (True, False, None)[which]  # type: ignore[call-overload]
    understood = answered(question, facts, asks, held, waiting.words)
    understood = before_a_list(understood, asks, waiting.words, question)
    if isinstance(understood, outcomes.NotUnderstood) and not understood.candidates:
        return Refused(c.LEFT_OPEN)
    done = carry_out(understood, visit, question, waiting.words)
    put_under(waiting, of_both=True)
    answer_below(visit, question.id, waiting.words, done)
    return Barred() if isinstance(done, Refused | Text | str | None) else done


def put_under(before: Understanding | None, of_both: bool) -> None:
    """Have what waited before wait under what came in its place, where that is not of both or sounds like what fails a gate."""
    now = session().proposed
    in_its_place = before and now and now is not before and now.question == before.question
    if before and now and in_its_place and (not of_both or now.sounds_like is not None):
        session().proposed = now.over(before)


def turn_round(question: Question, fact: object) -> Outcome:
    """Take one thing that was understood the other way round, and wait with the rest as before; for callbacks."""
    waiting, facts, visit = waiting_at(question), facts_of(question), newest_visit()
    if visit is None or waiting is None or fact not in (taken := _taken(question, waiting)):
        return Barred()
    name = str(fact)
    if waiting.asks and facts:
        understood = turned(question, facts, waiting.asks, name, waiting.words)
    else:
        items = {**taken, name: not taken[name]}
        ticked = question.choose([one for one, held in items.items() if held])
        known = {**dict(waiting.known), **dict.fromkeys(ticked, True), name: not taken[name]}
        understood = outcomes.Answer(ticked, waiting.note, "unsaid", tuple(known.items()))
    session().proposed = session().heard = None
    done = carry_out(understood, visit, question, waiting.words)
    put_under(waiting, of_both=True)
    answer_below(visit, question.id, waiting.words, done)
    return Barred()


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
        answer_below(visit, here, words, Text(**in_each))
    return outcome


def _after(before: Interview, now: Interview, question_id: str) -> str | None:
    """Where to go on after a question that is not asked any more: at the next in its order, else the first of the route."""
    following = before.asked[before.asked.index(question_id) + 1 :] if question_id in before.states else ()
    return next((one for one in following if one in now.ahead), None) or now.current()


def forget_understood(question_id: str) -> None:
    """Drop the proposals; a statement that none of them fits is kept as the note. For callbacks."""
    waiting, visit = session().proposed, newest_visit()
    if visit is not None:
        offer_no_more(visit, question_id, waiting)
    if visit is None or waiting is None:
        return
    stated = waiting.stated
    said = c.DECLINED
    if stated:
        match change(to_question(question_id, add_note, stated)):
            case Done():
                said = c.DECLINED_NOTED
            case Refused(why):
                said = why
    answer_below(visit, question_id, waiting.words, said)


def offer_no_more(visit: Visit, question_id: str, waiting: Understanding | None) -> None:
    """Offer it no more, here or where it is remembered from another question."""
    session().proposed = waiting and waiting.under
    before = remembered(visit, visit.rubric.by_id[question_id]) if waiting else None
    if waiting is None or (before and before.waiting.words == waiting.words):
        session().page(Conversation).declined |= {question_id}


def answer_below(visit: Visit, question_id: str, typed: str, reply: Outcome | Text | str | None) -> None:
    """Answer what was typed, below the options, or say why nothing came of it; it joins the thread when one goes on."""
    reply = reply.why if isinstance(reply, Refused) else reply
    if isinstance(reply, Text | str):
        sentence = reply if isinstance(reply, str) else visit.say(reply)
        session().heard = add_remark(question_id, "reply", typed, sentence)


def not_understood(question: Question, typed: str = "") -> Text:
    """That it was not understood, and what one could begin with: what is asked of its first fact, since words of an option flatter."""
    if asks(typed):
        return c.NOT_ANSWERED
    if not_today(typed):
        return c.NOT_TODAY
    if isinstance(question, MeasureQuestion):
        wanted = figure_wanted(question, typed)
        return wanted if usual_only(typed, question) else joined_texts(c.NOT_UNDERSTOOD, wanted)
    facts = facts_of(question)
    first = next((name for name, one in facts.facts.items() if one.ask or question.parts), None) if facts else None
    return filled(c.NOT_UNDERSTOOD_BEGIN, question=asked_fact(question, first)) if first else c.NOT_UNDERSTOOD_PRESS


def joined_texts(first: Text, further: Text | None) -> Text:
    """One text behind another."""
    return Text(zh=first.zh + further.zh, en=f"{first.en} {further.en}") if further else first


def figure_wanted(question: MeasureQuestion, typed: str) -> Text:
    """That a figure is asked for, with an example; or why what is usual is none."""
    most = c.SHORTEST if question.better == "higher" else c.LONGEST
    usual = usual_only(typed, question)
    return filled(c.NOT_THE_USUAL if usual else c.A_FIGURE, unit=UNITS[question.unit], most=most)


def carry_out(outcome: outcomes.Understood, visit: Visit, question: Question, text: str) -> Outcome | Text | str | None:
    """Carry out what was understood, as the button for it would; what is to be replied, if anything."""
    here = session()
    match outcome:
        case outcomes.AskFact():
            here.proposed = Understanding(question.id, (), text, text, text, outcome)
        case outcomes.Answer(sure=False):
            return wait_for_press(question, (outcome.value,), text, outcome.note, known=outcome.known)
        case outcomes.Answer(value=value, note=note):
            return _change_and_go_on(question, text, noting, note, answer, value)
        case outcomes.NotApplicable(reason_id=None, words="") if question.not_applicable:
            here.panel = "na"
            return c.REASONS_BELOW
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
        case outcomes.Correction():
            return _put_right(outcome, visit, question, text)
        case outcomes.EvidenceNamed(
            words=piece
        ):  # as the form does, in hand; the form opens, where that can be changed
            done = change(to_question(question.id, add_evidence, piece, True))
            if not isinstance(done, Done):
                return done
            here.panel = "evidence"
            return c.EVIDENCE_KEPT
        case outcomes.AskTerm(term=None, candidates=()):
            here.unfolded = "why"
            return c.NOT_OF_THESE_TERMS
        case outcomes.Inquiry():
            return answer_to(visit, outcome, question)
        case outcomes.ShowPage(page=page):
            here.go_to = "results" if page == "report" else page  # the report is given there
        case outcomes.Go(target=None, candidates=(_, *_) as candidates):
            here.proposed = Understanding(question.id, tuple(map(outcomes.Go, candidates)), words=text)
        case outcomes.Go(target=None, where=where):
            known = where and places(fold(where), visit.rubric, visit.rubric.order)
            return Refused(filled(w.GO_NOT_ASKED if known else w.GO_NOWHERE, where=where) if where else w.GO_NO_NUMBER)
        case outcomes.Go(target=target):
            _go(visit, question, target)
        case outcomes.Order(route=route):
            choose_route(route)
        case outcomes.Note(text=note):
            done = change(to_question(question.id, add_note, note))
            kept = w.KEPT_AS_NOTE if visit.unordered.states.get(question.id) == "unanswered" else w.KEPT_BESIDE_ANSWER
            return kept if isinstance(done, Done) else done
        case outcomes.NotUnderstood(candidates=candidates, note=note, known=known):
            return wait_for_press(question, candidates, text, note, note, known)
        case outcomes.PremiseDenied(ways=ways):
            return wait_for_press(question, ways, text)
        case outcomes.ProfileSaid():
            return wait_for_press(question, (outcome,), text)
        case Invalid(sentence=sentence):
            return Refused(sentence)
        case str():
            return _obey(outcome, visit, question, text)
        case _:
            assert_never(outcome)
    return None


def _obey(said: outcomes.Command, visit: Visit, question: Question, text: str) -> Outcome | Text | str | None:
    """Carry out a command, or answer it."""
    here = session()
    match said:
        case "back":
            show_question(visit.unordered.previous(question.id) or question.id)
        case "undo" | "redo":
            return step_by_word(redo=said == "redo")
        case "change-previous":  # opens the last answer, where it can be changed or taken back
            show_question(here.reacted or visit.unordered.previous(question.id) or question.id)
        case "why" | "basis" | "evidence":
            here.unfolded = said
            return filled(c.OPENED, part={"why": w.WHY, "basis": w.BASIS, "evidence": w.HAVE_READY}[said])
        case "options":
            return _options_said(question)
        case "colleague" if visit.may("invite"):
            open_colleague(question.id, whom(text))
            return c.HANDED_BELOW
        case "colleague":
            return _change_and_go_on(question, text, noting, text, mark_unsure)
        case _:
            return answer_to(visit, said, question)
    return None


def _options_said(question: Question) -> Text:
    """What can be answered, by its place."""
    if isinstance(question, MeasureQuestion):
        return filled(c.OPTIONS_FIGURE, unit=UNITS[question.unit])
    numbered = [
        filled(Text(zh=f"{place}. {{of}}", en=f"{place}. {{of}}"), of=of)
        for place, (_, of) in enumerate(question.choices, 1)
    ]
    options = Text(zh="；".join(one.zh for one in numbered), en="; ".join(one.en for one in numbered))
    return filled(c.OPTIONS_ARE, options=options)


def _go(visit: Visit, question: Question, target: str | None, among: Sequence[str] = ()) -> None:
    if not visit_place(visit.unordered, str(target), among):
        show_question(question.id)


def _put_right(said: outcomes.Correction, visit: Visit, question: Question, text: str) -> Outcome | Text | str | None:
    """Show the question that was answered before, with what its answer is to be instead; after it the interview goes on here."""
    before = [one for one in said.among if visit.unordered.states.get(one) in ("answered", "na", "unsure")] or list(
        said.among
    )
    if len(before) > 1:
        return carry_out(outcomes.Go(None, tuple(before[:MOST_CANDIDATES])), visit, question, text)
    last = before[0] if before else _answered_before(visit, question, said.back)
    if last is None or last not in visit.unordered.states:
        return Refused(not_understood(question, text))
    of = visit.rubric.by_id[last]
    show_question(last)
    session().resume = question.id
    right = understand(said.words, of, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    if said.thought:
        right = _of_a_thought(said, right, of, visit)
    return carry_out(outcomes.NotUnderstood() if isinstance(right, outcomes.Correction) else right, visit, of, text)


def _of_a_thought(
    said: outcomes.Correction, right: outcomes.Understood, question: Question, visit: Visit
) -> outcomes.Understood:
    """What a second thought comes to: of a list the items recorded, with what it states and without what it denies."""
    recorded, facts = visit.assessment.response(question.id).value, facts_of(question)
    if facts and question.parts and isinstance(recorded, tuple) and recorded:
        claims = [claim for claim in hear_at(said.words, question, facts).claims.values() if claim.quote]
        told = {claim.fact: claim.holds for claim in claims if claim.stated or not claim.holds}
        items = {**dict.fromkeys(recorded, True), **told}
        value = question.choose([name for name, holds in items.items() if holds])
        return (
            outcomes.Answer(value, "", "rest", tuple(items.items())) if value != recorded else outcomes.Note(said.words)
        )
    if isinstance(right, outcomes.Answer):
        return replace(right, doubt=right.doubt or "rest")
    only_more = said.thought == "more" and (isinstance(right, outcomes.AskFact) or nothing_taken(right, said.words))
    return outcomes.Note(said.words) if only_more else right


def _answered_before(visit: Visit, question: Question, back: int) -> str | None:
    """The question so many before this one, as they were shown; else in their order."""
    here = session()
    if back == 1 and here.reacted:
        return here.reacted
    shown = [one for one in (*here.trail, here.reacted) if one in visit.unordered.states and one != question.id]
    said = [one for one in dict.fromkeys(reversed(shown)) if visit.unordered.states[str(one)] != "unanswered"]
    if len(said) >= back:
        return said[back - 1]
    at: str | None = question.id
    for _ in range(back):
        at = visit.unordered.previous(at) if at else None
    return at


def wait_for_press(
    question: Question,
    guessed: Sequence[Offer],
    typed: str,
    note: str = "",
    stated: str = "",
    known: outcomes.Known = (),
) -> Refused | None:
    """Wait for a press on one of these guesses, in order. What fails the gate is never offered by itself."""
    values = [one for one in guessed if isinstance(one, str | tuple)]
    if not guessed:
        return Refused(not_understood(question, typed))
    if not values or not all(map(question.fails_gate, values)):
        offered = in_order(values, question) if values else tuple(guessed)
        session().proposed = Understanding(question.id, offered, note, stated, typed, known=known)
        return None
    likely = in_order(values, question)[-1]
    if stated:
        change(to_question(question.id, add_note, stated))
    sounded = Understanding(question.id, (), note, words=typed, known=known, sounds_like=likely)
    session().proposed = sounded
    return Refused(asks_back(question, sounded))


def _change_and_go_on(
    question: Question, typed: str, does: Callable[..., Assessment | Invalid], *given: object
) -> Outcome:
    outcome = change(to_question(question.id, does, *given))
    if isinstance(outcome, Done):
        add_remark(question.id, "change", typed)
        go_on_from(question.id, outcome)
    return outcome
