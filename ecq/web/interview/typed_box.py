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
from ecq.assessment.history.journal import Remark
from ecq.assessment.model import Assessment, Response
from ecq.base.language import LANGUAGES, Lang, Text, filled, words
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.flow import Interview
from ecq.interview.terms import term_in
from ecq.interview.typed import outcomes
from ecq.interview.typed.answers import asks, read_several, value_at
from ecq.interview.typed.by_facts import answered_with_words, joined, reply_to, settled
from ecq.interview.typed.claims import hear, own_words
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.clauses import denies_something, not_today
from ecq.interview.typed.commands import MOST_CANDIDATES, SENTENCE, places, whom
from ecq.interview.typed.deciding import answered, to_begin_with
from ecq.interview.typed.denial import does_not_arise
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.reading import question_behind, understand
from ecq.interview.typed.replies import (
    NTH,
    Place,
    ToOffer,
    by_words,
    in_words,
    instead_of_it,
    list_put_right,
    puts_down,
    reply,
    to_offer,
    which,
)
from ecq.interview.typed.vocabulary import CONTRAST, GUESS, HEDGE, NEGATION, ONLY, TURN, agreement, tidy
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.telling.text.words import UNITS, say
from ecq.web.changes.undo import step_by_word
from ecq.web.interview.cards import about_another, propose, propose_of_model, remembered, several, take_the_only
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
    if any(isinstance(one, outcomes.FactOfProfile) and not one.value for one in waiting.values):
        return c.PROFILE_DECIDES
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
    if isinstance(offer, outcomes.FactOfProfile) and not offer.value:
        return visit.say(c.IN_PROFILE, fact=visit.words(visit.rubric.facts[offer.fact].text))
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
    if isinstance(offer, outcomes.FactOfProfile) and not offer.value:
        session().go_to = "profile"
        return Barred()
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


def _replied(question: Question, waiting: Understanding, text: str, visit: Visit, interview: Interview) -> bool | str:
    """Take a typed reply to what was asked back: of a fact; yes and no to what was offered, and which of those it is.

    Of words that turn an offer down and go on, what they say instead is handed back, to be read with nothing waiting.
    """
    if waiting.asks:
        return _replied_to_fact(question, waiting, waiting.asks, text, visit, interview)
    several = len(waiting.values) > 1
    if several and (named := which(text, len(waiting.values))):
        return not (named.number and isinstance(question, YesNoQuestion)) and _picked(question, waiting, named, text)
    offered = [_offer_words(visit, question, one) for one in waiting.values]
    place = by_words(text, [Text(zh=one, en=one) for one in offered]) if several else None
    if (place := _of_that_kind(waiting.values, text) if place is None else place) is not None:
        return _picked(question, waiting, Place(place, False), text)
    if not several and _by_its_place(question, waiting, text, visit):
        return True
    if several and isinstance(question, YesNoQuestion):
        return False
    figure = instead_of_it(text) if isinstance(question, MeasureQuestion) else None
    turned = ToOffer("no", figure) if figure else _to_offer(question, waiting, text, offered)
    match turned:
        case ToOffer("yes", "") if several:
            session().proposed = replace(waiting, again=c.WHICH_OFFERED)
        case ToOffer("yes", rest) if not several:
            return _agreed(question, waiting, rest, visit, interview)
        case ToOffer("no", "") if not several or agreement(tidy(fold(text))) != "no" or not _LACK.search(text):
            forget_understood(question.id)
        case ToOffer("no", rest) if rest and not several and _list_put_right(question, waiting, text, rest):
            pass
        case ToOffer("no", rest) if rest:
            _drop(visit, question.id, waiting)
            return (instead_of_it(rest) if isinstance(question, MeasureQuestion) else None) or rest
        case _ if several and NTH.search(fold(text)) and not _OPTION.search(text):
            session().proposed = replace(waiting, again=c.WHICH_OFFERED)
        case _:
            return False
    return True


def _to_offer(question: Question, waiting: Understanding, text: str, offered: Sequence[str]) -> ToOffer | None:
    """What is said to what is offered, where that is one thing; to several, whether it is any of them."""
    one, words_of_it = waiting.values[0], fold(offered[0])
    if len(waiting.values) > 1:
        return to_offer(text)
    of_profile = isinstance(one, outcomes.FactOfProfile | outcomes.ProfileSaid)
    answers = not (of_profile or isinstance(one, outcomes.NotApplicable | outcomes.Go))
    denies = NEGATION.search(words_of_it) and not (answers and question.credit_of(one))  # type: ignore[arg-type]
    return to_offer(text, bool(denies), of_profile)


def _agreed(question: Question, waiting: Understanding, rest: str, visit: Visit, interview: Interview) -> bool:
    """Take a yes that goes on: what it adds to a list, or takes out of it, is offered; what it asks, answered after it."""
    one, facts = waiting.values[0], facts_of(question)
    said = understand(rest, question, interview.rubric, interview.asked, interview.assessment.profile) if rest else None
    wanted = said is not None and _asked_between(said) and said not in ("why", "basis", "evidence")
    same = isinstance(said, outcomes.Answer) and said.value == one
    if question.parts and isinstance(one, tuple) and rest and not wanted:
        more, less = _with_and_without(question, one, rest)
        if less and (more, less) != (one, one):
            _propose(question, tuple(dict.fromkeys((less, more))), _joined_words(waiting.words, rest), waiting.note)
            return True
    doubted = any(pattern.search(fold(rest)) for pattern in (TURN, CONTRAST, HEDGE, GUESS, ONLY))
    of_it = grams(fold(rest)) & grams(fold(_offer_words(visit, question, one)))
    known = hear(rest, facts).known if facts and rest and not question.parts else {}
    fits = bool(known) and facts is not None and one in facts.left(known) and not TURN.search(fold(rest))
    limits = (doubted or (NEGATION.search(fold(rest)) and of_it)) and not (fits or _BESIDES.match(fold(rest)))
    if limits and not (wanted or same):
        return False
    if not fits and (others := _otherwise(question, waiting, rest, said, interview)) and not (wanted or same):
        _propose(question, (one, *others), _joined_words(waiting.words, rest))
        return True
    session().proposed = replace(waiting, note="\n".join(filter(None, (waiting.note, "" if wanted or same else rest))))
    choose_understood(question, 0)
    if wanted and said is not None and (now := newest_visit()):
        answer_to_it = _do(said, now, now.interview, question, rest)
        if isinstance(answer_to_it, Text | str):
            _reply(now, session().question or question.id, rest, answer_to_it)
    return True


def _with_and_without(question: Question, items: tuple[str, ...], said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items with what further words state, and without what they deny."""
    facts = facts_of(question)
    claims = hear(said, facts, likely=True).claims.values() if facts else ()
    more = question.choose([*items, *(claim.fact for claim in claims if claim.holds and claim.stated)])
    denied = {claim.fact for claim in claims if not claim.holds}
    return tuple(more), tuple(question.choose([name for name in more if name not in denied]))


def _list_put_right(question: Question, waiting: Understanding, text: str, said: str = "") -> bool:
    """Take items out of a list that is offered, leave some alone, or add some that are `said` after a no; what is left is offered."""
    offered = waiting.values[0]
    if not (question.parts and isinstance(offered, tuple)):
        return False
    texts = dict(question.choices)
    out, only = list_put_right(text, [texts[one] for one in offered])
    kept = [name for at, name in enumerate(offered) if at not in out and (not only or at in only)]
    kept = [] if said and _NONE_OF_IT.match(fold(text)) else kept
    _, left = _with_and_without(question, tuple(kept), said)
    if not left or left == offered:
        return False
    _propose(question, (left,), _joined_words(waiting.words, said or text) if {*left} & {*offered} else said)
    return True


_NONE_OF_IT = re.compile(r"\W*(?:都不|全不|neither|none)")


def _otherwise(
    question: Question, waiting: Understanding, rest: str, said: outcomes.Understood | None, interview: Interview
) -> tuple[Offer, ...]:
    """The other answers that what follows a yes may come to, alone or with what was said before."""
    facts, one = facts_of(question), waiting.values[0]
    if question.parts or isinstance(one, tuple):
        return ()
    if not isinstance(said, outcomes.Answer) and facts and hear(rest, facts).by_words and waiting.words:
        both = _joined_words(waiting.words, rest)
        said = understand(both, question, interview.rubric, interview.asked, interview.assessment.profile)
    values = (said.value,) if isinstance(said, outcomes.Answer) else getattr(said, "candidates", ())
    return tuple(value for value in values if value != one)


_BESIDES = re.compile(r"(?:and|plus|also|besides|as well as)\b|还有|另外|而且|并且|同时|外加|再加")
"""What begins to say something besides what was said yes to."""


def _of_that_kind(offers: Sequence[Offer], text: str) -> int | None:
    """The only one of those offered that is what is named: the change of the profile, or that it does not apply."""
    for named, kinds in (
        (_THE_PROFILE, (outcomes.FactOfProfile, outcomes.ProfileSaid)),
        (_NOT_FOR_US, (outcomes.NotApplicable,)),
    ):
        of_it = [place for place, one in enumerate(offers) if isinstance(one, kinds)]
        if len(of_it) == 1 and named.fullmatch(tidy(fold(text))):
            return of_it[0]
    return None


_THE_PROFILE = re.compile(
    r"(?:嗯+|对|那就?|就|还是|选|把|,)*(?:改|更新|修改)?(?:一?下)?画像(?:里?改(?:一下|了|掉)?)?(?:那个|吧|了)*|(?:just |yes,? |ok,? |please )*(?:change|update|correct) (?:the|our|my) profile(?:,? (?:then|please))?"
)
_NOT_FOR_US = re.compile(
    r"(?:嗯+|对|是的?|那就?|就|还是|选|[,，])*(?:这一?题)?不适用(?:的|那个|吧|了|啊)*|(?:yes|ok(?:ay)?|then|right|so|it's|it is|that's|,| )*(?:not applicable|n/a|(?:it |this |that )?(?:doesn't|does not) apply)(?: to us)?(?:,? then)?"
)
_OPTION = re.compile(r"选项|選項|option", re.IGNORECASE)


def _by_its_place(question: Question, waiting: Understanding, text: str, visit: Visit) -> bool:
    """Take what is named by its place where one thing is offered: that, or of a list an item in it; the question's own beside it."""
    if isinstance(question, MeasureQuestion) or _OPTION.search(text) or not question.choices:
        return False
    one, count = waiting.values[0], len(question.choices)
    if question.parts and isinstance(one, tuple):
        picked = read_several(tidy(fold(text)), count) if NTH.search(fold(text)) else None
        if picked is None:
            return _list_put_right(question, waiting, text)
        in_it = [one[place] for place in picked.places if place < len(one)]
        of_it = (question.choose(in_it),) if len(in_it) == len(picked.places) else ()
        offers: tuple[Offer, ...] = (*of_it, value_at(question, picked.places))
    else:
        named = which(text, count)
        if named is None:
            return False
        own = value_at(question, [named.place])
        offers = (own,) if own == one or named.place else (one, own)
    if offers[0] == one and len({*offers}) == 1:
        session().proposed = waiting
        choose_understood(question, 0)
    elif refused := _propose(question, tuple(dict.fromkeys(offers)), text):
        session().proposed = None
        _reply(visit, question.id, text, refused.why)
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
    of_it = hear(text, facts, own_words(question), likely=True).known.get(asks.fact) if said else None
    if of_it is not None and of_it is not (said == "yes"):
        said = None  # what follows says the opposite
    elif ONLY.search(fold(text)) or CONTRAST.search(fold(text)):
        asks = replace(asks, firm=False)
    understood = (
        answered_with_words(asks, said == "yes", text, question, facts, waiting.words)
        if said
        else reply_to(asks, text, question, facts)
    )
    if (
        said == "no"
        and getattr(understood, "value", None) == ()
        and not all(map(denies_something, quotes_of(text)[1:]))
    ):
        understood = answered(
            question, facts, replace(asks, asked=0, firm=False), False, waiting.words
        )  # more was said
        if isinstance(understood, outcomes.Answer):
            return False
    if said and isinstance(understood, outcomes.NotUnderstood) and not understood.candidates:
        understood = answered(question, facts, replace(asks, firm=False), said == "yes", waiting.words)
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
    waiting, visit = session().proposed, newest_visit()
    if visit is not None:
        _drop(visit, question_id, waiting)
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


def _drop(visit: Visit, question_id: str, waiting: Understanding | None) -> None:
    """Offer it no more, here or where it is remembered from another question."""
    session().proposed = None
    before = remembered(visit, visit.rubric.by_id[question_id]) if waiting else None
    if waiting is None or (before and before.waiting.words == waiting.words):
        session().page(Conversation).declined |= {question_id}


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
    of = question.choices[0 if question.parts else (len(question.choices) - 1) // 2][1]  # leads to no better answer
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
    waiting, held, before = _waiting_at(visit, question), here.proposed, here.heard
    here.heard = None
    waiting = waiting or _what_it_sounded_like(question, text, before, interview)
    replied_to = waiting and _replied(question, waiting, text, visit, interview)
    if replied_to is True or (not waiting and puts_down(text) and take_the_only(visit, question_id)):
        conversation.typed = (mark, "")
        return
    here.proposed = here.unfolded = None
    turned_down: tuple[Offer, ...] | None = None
    if waiting and isinstance(replied_to, str):  # what is said instead of what was turned down
        text, turned_down, waiting, held = replied_to, waiting.values, None, None
    outcome = understand(text, question, interview.rubric, interview.asked, interview.assessment.profile)
    outcome = _of_this_place(outcome, text, waiting, turned_down)
    if turned_down is not None and outcome == outcomes.NotUnderstood():
        conversation.typed = (mark, "")
        _reply(visit, question_id, text, c.DECLINED)
        return
    _act(question, text, outcome, waiting, held, visit, interview, mark)


def _of_this_place(
    outcome: outcomes.Understood, text: str, waiting: Understanding | None, turned_down: tuple[Offer, ...] | None
) -> outcomes.Understood:
    """What was understood, without what was just turned down; of a place said while something is offered nothing is sure."""
    if isinstance(outcome, outcomes.Answer) and turned_down and outcome.value in turned_down:
        return outcomes.Note(text)
    if isinstance(outcome, outcomes.Answer) and waiting and NTH.search(fold(text)) and not _OPTION.search(text):
        return replace(outcome, doubt=outcome.doubt or "rest")
    return outcome


def _what_it_sounded_like(
    question: Question, text: str, heard: Remark | None, interview: Interview
) -> Understanding | None:
    """The answer that failed a gate and so was not offered, where words say that it is the one."""
    conversation = session().page(Conversation)
    sounded, conversation.sounded = conversation.sounded, None
    if sounded is None or heard is None or not question.id == heard.question == sounded.question:
        return None
    session().proposed = sounded if _takes(question, sounded.values[0], text, interview) else None
    return session().proposed


def _act(
    question: Question,
    text: str,
    outcome: outcomes.Understood,
    waiting: Understanding | None,
    held: Understanding | None,
    visit: Visit,
    interview: Interview,
    mark: str,
) -> None:
    """Do what was understood of words that were no reply to what waits, or answer them; `held` is what stood below the question."""
    here, conversation, question_id = session(), session().page(Conversation), question.id
    if (
        waiting and isinstance(outcome, outcomes.Correction) and outcome.back == 1 and not outcome.among
    ):  # of what was just said here
        outcome = understand(outcome.words, question, interview.rubric, interview.asked, interview.assessment.profile)
    of_those = waiting.values if waiting and isinstance(question, MeasureQuestion) and not asks(text) else ()
    if waiting and isinstance(outcome, outcomes.Answer) and outcome.value in of_those and len(of_those) > 1:
        _picked(question, waiting, Place(of_those.index(outcome.value), False), text)
        conversation.typed = (mark, "")
        return
    if waiting and (together := _with_what_waits(waiting, outcome, text, question, interview)):
        outcome, text = together
    told = several(text, outcome, visit, question)
    reply: Text | str | None = propose(told, visit, question.id) if told else None
    if not reply and (outcome == outcomes.NotUnderstood() or _asked_between(outcome)):
        reply = _several_asked(text, visit, interview, question, alone=not _asked_between(outcome))
        here.proposed = held if reply else None
    ask_model = not reply and _left_open(outcome, text)
    found, troubled = propose_of_model(text, visit, question) if ask_model else (False, None)
    reply = troubled if found else reply
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
    said = said.why if isinstance(said, Refused) else said
    said = _joined(said, troubled) if isinstance(said, Text) else said
    last = _with_what_is_asked(said if isinstance(said, Text | str) else troubled, text, visit, interview, question)
    if last:
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


def _takes(question: Question, sounds_like: Offer, text: str, interview: Interview) -> bool:
    """Whether words say yes to what it sounded like, which fails a gate and was not offered: plainly, or naming just that."""
    if (
        not isinstance(question, MeasureQuestion)
        and not question.parts
        and (named := which(text, len(question.choices)))
    ):
        return value_at(question, [named.place]) == sounds_like
    said = to_offer(text)
    rest = said.rest if said and said.reply == "yes" else None
    if not rest:
        return rest == ""
    again = understand(rest, question, interview.rubric, interview.asked, interview.assessment.profile)
    return isinstance(again, outcomes.Answer) and again.value == sounds_like


def _with_what_is_asked(
    said: Text | str | None, text: str, visit: Visit, interview: Interview, question: Question
) -> Text | str | None:
    """What is said to words, and to the question behind what they state."""
    if not (session().proposed if not said else said == w.KEPT_AS_NOTE):
        return said
    behind = question_behind(text, interview.rubric, interview.asked)
    kept = visit.words(said) if isinstance(said, Text) else ""
    return "\n".join(filter(None, (kept, _answer_words(visit, behind, question)))) if behind else said


def _several_asked(text: str, visit: Visit, interview: Interview, question: Question, alone: bool) -> str:
    """The answers to several things that are asked in one breath, or to one beside other words (`alone`); else ""."""
    parts = [re.sub(r"^(?:and|还有|另外|以及)\s*", "", part.strip()) for part in SENTENCE.split(text) if part.strip()]
    if not (asks(text) and 1 < len(parts) <= _MOST_AT_ONCE):
        return ""
    found = [understand(f"{part}?", question, interview.rubric, interview.asked) for part in parts]
    told = [one for one in found if _asked_between(one) and (not isinstance(one, str) or one.startswith("ask-"))]
    several = told if alone or len(told) > 1 else []
    return "\n".join(dict.fromkeys(_answer_words(visit, one, question) for one in several))


_MOST_AT_ONCE = 3


def _asked_between(outcome: outcomes.Understood) -> bool:
    """Whether words asked something of the self-check or of the question, and answered nothing."""
    if isinstance(outcome, str):
        return outcome.startswith("ask-") or outcome in (
            "why",
            "basis",
            "evidence",
            "options",
            "thanks",
            "slower",
            "save",
            "as-before",
            "leave",
        )
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
        if not isinstance(outcome, outcomes.AskFact):
            return None
        further = joined(outcome, waiting.words, known, text, question, facts)
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
            return _put_right(outcome, visit, interview, question, text)
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
            return _obey(outcome, visit, interview, question, text)
        case _:
            assert_never(outcome)
    return None


def _obey(
    said: outcomes.Command, visit: Visit, interview: Interview, question: Question, text: str
) -> Outcome | Text | str | None:
    """Carry out a command, or answer it."""
    here = session()
    match said:
        case "back":
            show_question(interview.previous(question.id) or question.id)
        case "undo" | "redo":
            return step_by_word(redo=said == "redo")
        case "change-previous":  # opens the last answer, where it can be changed or taken back
            show_question(here.reacted or interview.previous(question.id) or question.id)
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
            return _answer_words(visit, said, question)
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
    session().page(Conversation).sounded = Understanding(question.id, (failing[0],), note, words=typed)
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
