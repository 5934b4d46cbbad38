"""Typed replies to what waits to be confirmed or was asked back: yes, no, which of them, and what they go on to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ecq.assessment.history.journal import shortened
from ecq.base.language import Text, filled
from ecq.base.patterns import later
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.typed import outcomes
from ecq.interview.typed.clauses import as_read, denies_something
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.deciding import MOST_ASKED, answered, decide
from ecq.interview.typed.figures.in_a_clause import tells_another
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.lists import REST_YES
from ecq.interview.typed.hearing.sentence import hear, hear_at
from ecq.interview.typed.hearing.stating import affirms
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.picks import read_several, value_at
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies.added import added, adds, goes_on_with, so_many
from ecq.interview.typed.replies.to_offer import ToOffer, all_said, puts_down, says_there_is, to_offer
from ecq.interview.typed.replies.to_what_was_asked import (
    answered_with_words,
    but_for_some,
    reply_to,
    takes_out,
    with_a_hurdle,
)
from ecq.interview.typed.replies.which_one import (
    Place,
    by_label,
    by_words,
    compared_figure,
    figure_is_right,
    in_words,
    instead_of_it,
    named_figure,
    which,
)
from ecq.interview.typed.replies.yes_or_no import (
    AGREES_THERE_IS_NONE,
    NTH,
    STOPS,
    WHOLLY,
    at_the_end,
    counts_as_no,
    nearly,
    reply,
    said_before,
)
from ecq.interview.typed.vocabulary import (
    ASKING,
    CONTRAST,
    GUESS,
    HEDGE,
    NEGATION,
    ONLY,
    TURN,
    agreement,
    in_mandarin,
    tidy,
)
from ecq.interview.typed.wanted.commands import unsure
from ecq.interview.typed.weighed import before_a_list
from ecq.rubric.kinds import MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.web.interview.offered_list import joined_words, known_with, not_of_all, put_list_right, with_and_without
from ecq.web.interview.understood import (
    answer_below,
    asked_fact,
    asks_back,
    carry_out,
    choose_understood,
    forget_understood,
    joined_texts,
    offer_no_more,
    offer_words,
    put_under,
    wait_for_press,
)
from ecq.web.session.state import Refused, session
from ecq.web.session.visit import Visit, newest_visit
from ecq.web.session.waiting import Offer, Understanding


def take_reply(question: Question, waiting: Understanding, text: str, visit: Visit) -> bool | str:
    """Take a typed reply to what was asked back: of a fact; yes and no to what was offered, and which of those it is.

    Of words that turn an offer down and go on, what they say instead is handed back, to be read with nothing waiting.
    """
    if waiting.asks:
        return _replied_to_fact(question, waiting, waiting.asks, text, visit)
    several = len(waiting.values) > 1
    if said_before(text):
        asked = c.WHICH_OFFERED if several else asks_back(question, waiting)
        session().proposed = replace(waiting, again=joined_texts(c.MADE_OF_WHAT_WAS_SAID, asked))
        return True
    if not several and isinstance(waiting.values[0], tuple) and all_said(text):
        _take(question, 0, text)
        return True
    if not several and waiting.values[0] and question.parts and agreement(tidy(fold(text))) == "none":
        forget_understood(question.id)  # it may be said of the list that is offered, or of all
        return True
    named = which(text, len(waiting.values)) if several else None
    if several and not named and (beyond := _beyond_those(question, waiting, text)) is not None:
        return beyond
    if named:
        return not (named.number and isinstance(question, YesNoQuestion)) and pick(question, waiting, named, text)
    offered = [offer_words(visit, question, one) for one in waiting.values]
    place = _named_otherwise(question, waiting, text, offered, visit) if several else None
    if (place := _of_that_kind(waiting.values, text) if place is None else place) is not None:
        return pick(question, waiting, Place(place, False), text)
    if not several and isinstance(waiting.values[0], tuple) and _ALL_ABOVE.fullmatch(tidy(fold(text))):
        every = tuple(item.id for item in question.parts)
        return _offer_instead(question, waiting, (every,), text, known_with(waiting, every))
    if not several and _may_agree(question, waiting.values[0], fold(offered[0]), text):
        return _ask_again(question, waiting, filled(c.NOT_SETTLED, words=shortened(text)), waiting.tried)
    if not several and _by_its_place(question, waiting, text, visit):
        _add_further(question, waiting, text, visit)  # "not that one; the other instead"
        return True
    if several and isinstance(question, YesNoQuestion):
        return False
    match _to_offer(question, waiting, text, offered, visit):
        case ToOffer("yes", "") if several:
            session().proposed = replace(waiting, again=c.WHICH_OFFERED, tried=0)
        case ToOffer("yes", rest) if not several:
            return _agreed(question, waiting, rest, visit)
        case ToOffer("no", "") if not several or agreement(tidy(fold(text))) != "no" or not _LACK.search(text):
            forget_understood(question.id)
        case ToOffer("no", rest) if rest and not several and adds(rest) and _taken_in(question, waiting, rest, visit):
            pass
        case ToOffer("no", rest) if (
            rest
            and not several
            and (_known_already(question, waiting, rest) or put_list_right(question, waiting, text, rest))
        ):
            pass
        case ToOffer("no", rest) if rest:
            offer_no_more(visit, question.id, waiting)
            return (instead_of_it(rest) if isinstance(question, MeasureQuestion) else None) or rest
        case _ if several and NTH.search(fold(text)) and not OPTION.search(text):
            session().proposed = replace(waiting, again=c.WHICH_OFFERED, tried=0)
        case None if not several and goes_on_with(text) and _taken_in(question, waiting, text, visit):
            pass
        case _ if not several and _says_it(question, waiting.values[0], text, visit):
            _take(question, 0, text)
        case _:
            return False
    return True


def _named_otherwise(
    question: Question, waiting: Understanding, text: str, offered: Sequence[str], visit: Visit
) -> int | None:
    """The one of several offered that a message names by its words, its figure or that it has both."""
    place = by_words(text, [Text(zh=one, en=one) for one in offered])
    if isinstance(question, MeasureQuestion):
        place = named_figure(text, waiting.values) if place is None else place
        place = compared_figure(text, waiting.values) if place is None else place
        return _of_this_not_of_papers(question, waiting, text, visit) if place is None else place
    lists = [{*one} if isinstance(one, tuple) else set() for one in waiting.values]
    both = [at for at, one in enumerate(lists) if len(one) == len(lists) == 2]
    return both[0] if place is None and len(both) == 1 and _WITH_BOTH.fullmatch(tidy(fold(text))) else place


def _to_offer(
    question: Question, waiting: Understanding, text: str, offered: Sequence[str], visit: Visit
) -> ToOffer | None:
    """What is said to what is offered, where that is one thing; to several, whether it is any of them."""
    one, words_of_it = waiting.values[0], fold(offered[0])
    figure = instead_of_it(text) if isinstance(question, MeasureQuestion) else None
    if len(waiting.values) > 1:
        return ToOffer("no", figure) if figure else to_offer(text)
    if isinstance(question, MeasureQuestion) and (said_again := (figure, "") if figure else figure_is_right(text)):
        again = understand(said_again[0], question, visit.rubric, visit.unordered.asked)
        if isinstance(again, outcomes.Answer) and again.value == one:
            return ToOffer("yes", said_again[1])
        if figure:
            return ToOffer("no", figure)
    if not isinstance(question, MeasureQuestion) and WHOLLY.fullmatch(tidy(fold(text))):
        return ToOffer("yes", "")
    of_profile = isinstance(one, outcomes.FactOfProfile | outcomes.ProfileSaid)
    agrees = AGREES_THERE_IS_NONE.fullmatch(in_mandarin(tidy(fold(text)))) and denies_something(waiting.words)
    if agrees and _LACK.search(words_of_it):
        return ToOffer("yes", "")
    denies = NEGATION.search(words_of_it) and not (_is_answer(one) and question.credit_of(one))  # type: ignore[arg-type]
    said = to_offer(text, bool(denies), of_profile)
    of_two = len([unit for unit in STOPS.split(text) if unit]) == 2
    plain = of_two and not (question.parts or _MORE.search(fold(text)))
    if said is None and plain and at_the_end(text) == "yes":  # "in writing, yes"
        return ToOffer("yes", _LAST.sub("", text.strip()))
    return said


def _known_already(question: Question, waiting: Understanding, said: str) -> bool:
    """Tell who says behind a no only what a list that is offered rests on that it is in it: "no, there are strings attached"."""
    facts = facts_of(question) if question.parts else None
    heard, known = hear(said, facts) if facts else None, dict(waiting.known)
    claims = heard.claims.values() if heard and not heard.clash else ()
    if not claims or not all(one.words and known.get(one.fact) is one.holds for one in claims):
        return False
    return _ask_again(question, waiting, c.IN_IT_ALREADY)


def _ask_again(question: Question, waiting: Understanding, first: Text, tried: int = 0) -> bool:
    """Ask what waits once more, after this."""
    session().proposed = replace(waiting, again=joined_texts(first, asks_back(question, waiting)), tried=tried)
    return True


def _offer_instead(
    question: Question, waiting: Understanding, values: Sequence[Offer], text: str, known: outcomes.Known = ()
) -> bool:
    """Have these wait in place of what waits, for the words of both."""
    wait_for_press(question, values, joined_words(waiting.words, text), waiting.note, known=known)
    return True


def _is_answer(one: Offer) -> bool:
    return isinstance(one, str | tuple)


def _may_agree(question: Question, one: Offer, words_of_it: str, text: str) -> bool:
    """Whether a bare "there is none" may agree with an answer that says so as well as turn it down."""
    denies = _is_answer(one) and not isinstance(question, MeasureQuestion) and NEGATION.search(words_of_it)
    return bool(denies and not question.credit_of(one) and _BARE_LACK.fullmatch(in_mandarin(tidy(fold(text)))))  # type: ignore[arg-type]


_BARE_LACK = later(
    r"(?:我们|都|也|还|暂时|目前)*(?:没有?|没得|不能|不会|不行|不可以|[没未不]做|未)(?:的|了|啊|呀|过|呢|吧)*|none|never|not yet|nothing"
)
_MORE = later(r"[也还又]|\b(?:also|too|as well|and)\b")
"""What may say more than what is offered."""
_LAST = later(r"[，,。.；;：:！!\s]+[^，,。.；;：:！!]+[。.！!]*$")
"""The last of what is said, with what stands before it."""


def _agreed(question: Question, waiting: Understanding, rest: str, visit: Visit) -> bool:
    """Take a yes that goes on: what it adds to a list, or takes out of it, is offered; what it asks, answered after it."""
    one, facts = waiting.values[0], facts_of(question)
    rest = not_of_all(rest) if isinstance(one, tuple) else rest
    said = understand(rest, question, visit.rubric, visit.unordered.asked, visit.assessment.profile) if rest else None
    going = isinstance(said, outcomes.Go | outcomes.ShowPage)
    wanted = going or (said is not None and asked_between(said) and said not in ("why", "basis", "evidence"))
    and_the_rest = question.parts and REST_YES.search(as_read(rest)) is not None
    of_offer = tidy(fold(rest)) in fold(offer_words(visit, question, one))
    same = bool(rest) and (of_offer or (said is not None and _is_that(said, one)))
    if isinstance(one, tuple) and so_many(rest) == len(one):
        rest = ""
    if rest and _is_to_change(question, one, rest):
        session().proposed = replace(waiting, note="\n".join(filter(None, (waiting.note, rest))))
        _take(question, 0, rest)
        return True
    if rest and not (wanted or and_the_rest) and _taken_in(question, waiting, rest, visit):
        return True
    if question.parts and isinstance(one, tuple) and rest and (and_the_rest or not wanted):
        known = dict(waiting.known)
        rest_of_it = [name for name, _ in question.choices if and_the_rest and known.get(name, True)]
        more, less = with_and_without(question, (*one, *rest_of_it), rest)
        if less and (more, less) != (one, one):
            values = (less,) if takes_out(rest) else tuple(dict.fromkeys((less, more)))
            return _offer_instead(question, waiting, values, rest, known_with(waiting, less))
    doubted = any(pattern.search(fold(rest)) for pattern in _UNSETTLED)
    of_it = grams(fold(rest)) & grams(fold(offer_words(visit, question, one)))
    told = hear(rest, facts).known if facts and rest and not question.parts else {}
    left = facts.left(told) if facts and facts.options and told else ()
    if left and _is_answer(one) and one not in left and not (wanted or same):
        return False  # what follows rules out what is offered
    fits = bool(told) and one in left and not TURN.search(fold(rest))
    another = isinstance(question, MeasureQuestion) and bool(rest) and tells_another(fold(rest), question, agreed=True)
    of_none = isinstance(one, outcomes.FactOfProfile | outcomes.NotApplicable)  # a denial agrees with it
    limits = (doubted or another or (NEGATION.search(fold(rest)) and of_it and not of_none)) and not (
        fits or _BESIDES.match(fold(rest))
    )
    if limits and not (wanted or same or another):
        return False
    if not fits and (others := _otherwise(question, waiting, rest, said, visit)) and not (wanted or same):
        wait_for_press(question, (one, *others), joined_words(waiting.words, rest))
        return True
    if another and not (wanted or same):
        return False
    session().proposed = replace(waiting, note="\n".join(filter(None, (waiting.note, "" if wanted or same else rest))))
    _take(question, 0, rest)
    if wanted and said is not None and (now := newest_visit()):
        answer_to_it = carry_out(said, now, question, rest)
        if isinstance(answer_to_it, Text | str):
            answer_below(now, session().question or question.id, rest, answer_to_it)
    return True


def _is_to_change(question: Question, one: Offer, rest: str) -> bool:
    """Whether what follows a yes only says that what is offered, an option that fails no gate, is to be changed one day.

    Not where it may be what is offered that only comes with the change.
    """
    facts = facts_of(question)
    if not (facts and facts.options and isinstance(one, str)) or question.fails_gate(one):
        return False
    if len(quotes_of(rest)) > 1 or NEGATION.search(fold(rest)) or not _TO_CHANGE.fullmatch(tidy(fold(rest))):
        return False
    coming = fold(rest).partition(" with ")[2]
    names = [name for name, fact in facts.facts.items() if coming and [*fact.spans(coming)]]
    return bool(names or not coming) and not any(one in facts.left({name: True}) for name in names)


_TO_CHANGE = later(
    r"(?:(?:though|although|but|and|mind you)[, ]+)?(?:we're|we are|it's being|it is being) (?:rewriting|redoing|revising|reworking|overhauling|rewritten|redone|revised|reworked|overhauled)\b.* (?:in|from|by|next) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|year|month|quarter|q[1-4])"
    r"|(?:但是?|不过|就是)?(?:我们|[这那它])?(?:明年|下个?月|下半年|下个?季度|年[底后]|[0-9一二三四五六七八九十]+月份?)(?:要|会|准备|打算|计划|再)+(?:重写|修订|重新写|改版|重做)(?:一?[遍次版])?[的了啊]*"
)


def _taken_in(question: Question, waiting: Understanding, said: str, visit: Visit) -> bool:
    """Take in what words add to the list that is offered: offer it with that, or ask the item they are nearest to.

    Where that is none and they say that they add something, or name another number of things, what is offered stays.
    """
    one, facts = waiting.values[0], facts_of(question)
    if not (facts and question.parts and isinstance(one, tuple) and one) or takes_out(said):
        return False
    many = so_many(said)
    if many == len(question.parts) > len(one):
        every = tuple(item.id for item in question.parts)
        return _offer_instead(question, waiting, (every,), said, known_with(waiting, every))
    counted = many is not None and many > len(one)
    found = added(waiting.words if counted else said, waiting.words, one, question, facts)
    if found is None or (many is not None and not counted):
        return False
    items = tuple(question.choose([*one, *found.items]))
    if found.asks:
        known = {**dict(waiting.known), **dict.fromkeys(items, True)}
        asked = outcomes.AskFact(
            found.asks, tuple((name, held) for name, held in known.items() if name != found.asks), 1, False
        )
        return _carried_out(asked, question, waiting, said, visit)
    if found.items and adds(said):
        return _offer_instead(question, waiting, (items,), said, known_with(waiting, items))
    if found.items or not (counted or adds(said)):
        return False
    told = c.IN_IT_ALREADY if found.there else filled(c.NOT_THAT_REPLY, words=shortened(said))
    return _ask_again(question, waiting, told, 0 if found.there else waiting.tried)


def _add_further(question: Question, before: Understanding, said: str, visit: Visit) -> None:
    """Take in what words add to the list to which they already led."""
    now = session().proposed
    if now and now is not before and len(now.values) == 1 and not now.asks and adds(said):
        _taken_in(question, now, said, visit)


def _says_it(question: Question, offered: Offer, text: str, visit: Visit) -> bool:
    """Whether words by themselves only state what is offered: all of them are read, and none asks, adds, limits or doubts, nor denies beside a figure."""
    figure, facts = isinstance(question, MeasureQuestion) and offered != NO_FIGURE, facts_of(question)
    doubts = (*(_DOUBTS if figure else (*_UNSETTLED, ASKING)), _IN_SOME_CASE)
    if question.parts or adds(text) or any(pattern.search(fold(text)) for pattern in doubts):
        return False
    said = understand(text, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    if not isinstance(said, outcomes.Answer) or said.value != offered:
        return False
    heard = hear(text, facts) if facts else None
    return said.doubt in (None, "rest") if figure else heard is not None and heard.by_words and not heard.unread


_IN_SOME_CASE = later(r"\b(?:unless|until|depending|if|when|while)\b|除非|的话|如果|要是|的时候")


def _is_that(said: outcomes.Understood, offered: Offer) -> bool:
    """Whether words by themselves come to just what is offered."""
    if isinstance(said, outcomes.PremiseDenied):
        ways = [
            replace(one, words="") if isinstance(one, outcomes.NotApplicable) else one for one in (*said.ways, offered)
        ]
        return ways[-1] in ways[:-1]
    return isinstance(said, outcomes.Answer) and said.value == offered


def _otherwise(
    question: Question, waiting: Understanding, rest: str, said: outcomes.Understood | None, visit: Visit
) -> tuple[Offer, ...]:
    """The other answers that what follows a yes may come to, alone or with what was said before."""
    facts, one = facts_of(question), waiting.values[0]
    if question.parts or isinstance(one, tuple):
        return ()
    more = isinstance(question, MeasureQuestion) or (facts and hear(rest, facts).by_words)
    if not isinstance(said, outcomes.Answer) and more and waiting.words:
        both = joined_words(waiting.words, rest)
        said = understand(both, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
    guessed = said.candidates if isinstance(said, outcomes.NotUnderstood) else ()
    values = (said.value,) if isinstance(said, outcomes.Answer) else guessed
    return tuple(value for value in values if value != one)


_UNSETTLED = (TURN, CONTRAST, HEDGE, GUESS, ONLY)
_DOUBTS = (*_UNSETTLED, NEGATION, ASKING)
_BESIDES = later(r"\b(?:and|plus|also|besides|as well as)\b|还有|另外|而且|并且|同时|外加|再加|加上")
"""What begins to say something besides what was said yes to."""


_WITH_BOTH = later(
    r"(?:(?:i'll take|i'd take|take|yes|then|so|well|[, ])*)(?:the )?(?:one|list) with both(?:(?: of them)?|[,:] [\w' -]{3,60})|(?:那就?|就|选|是|要|[,，])*(?:两[项条样个]都(?:有|在)的?|有两[项条样个]的?)(?:那[一]?[个条种])?(?:吧|了|啊|，.{2,20})*"
)
"""Picks the list that has both."""


def _of_this_not_of_papers(question: Question, waiting: Understanding, text: str, visit: Visit) -> int | None:
    """The one of the figures offered that a message names first, where all it says besides is that another is of papers, which come later."""
    first, *others = [unit for unit in STOPS.split(text.strip()) if unit]
    if not others or not all(_OF_PAPERS.fullmatch(tidy(fold(one))) for one in others):
        return None
    said = understand(first, question, visit.rubric, visit.unordered.asked)
    named = isinstance(said, outcomes.Answer) and said.value in waiting.values
    return waiting.values.index(said.value) if named else None  # type: ignore[union-attr]


_OF_PAPERS = later(
    r"[^，不没]{1,8}?(?:那个?|这个?|才|说的|指的)*(?:是|指)(?:的)?(?:补|交|报|给|那个)*(?:书面|纸质|正式)的?(?:材料|报告|文件|东西)?(?:的?事)?[的了啊吧]*"
    r"|(?:and |but )?(?:the )?[\w -]{2,24}?(?:'s| is| are| was)(?: only| just)? (?:for |about )?the (?:written (?:report|one|part|papers?|version)|paperwork|papers?|written)"
)
"""What says of a figure that it is of papers that follow."""


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


_THE_PROFILE = later(
    r"(?:嗯+|对|那就?|就|还是|选|把|,)*(?:改|更新|修改)?(?:一?下)?画像(?:里?改(?:一下|了|掉)?)?(?:那个|吧|了)*|(?:just |yes,? |ok,? |please )*(?:change|update|correct) (?:the|our|my) profile(?:,? (?:then|please))?"
)

_NOT_FOR_US = later(
    r"(?:嗯+|对|是的?|那就?|就|还是|选|[,，])*(?:这一?题)?不适用(?:的|那个|吧|了|啊)*|(?:yes|ok(?:ay)?|then|right|so|it's|it is|that's|,| )*(?:not applicable|n/a|(?:it |this |that )?(?:doesn't|does not) apply)(?: to us)?(?:,? then)?"
)

OPTION = later(r"选项|選項|option", re.IGNORECASE)


def _by_its_place(question: Question, waiting: Understanding, text: str, visit: Visit) -> bool:
    """Take what is named by its place where one thing is offered: that, or of a list an item in it; the question's own beside it."""
    if isinstance(question, MeasureQuestion) or OPTION.search(text) or not question.choices:
        return False
    one, count = waiting.values[0], len(question.choices)
    if question.parts and isinstance(one, tuple):
        picked = read_several(tidy(fold(text)), count) if NTH.search(fold(text)) else None
        if picked is None:
            return put_list_right(question, waiting, text)
        in_it = [one[place] for place in picked.places if place < len(one)]
        of_it = (question.choose(in_it),) if len(in_it) == len(picked.places) else ()
        offers: tuple[Offer, ...] = (*of_it, value_at(question, picked.places))
    else:
        named = which(text, count)
        if named is None or (named.number and named.place):  # a number that only an option above has
            return False
        own = value_at(question, [named.place])
        offers = (own,) if own == one or named.place else (one, own)
    if offers[0] == one and len({*offers}) == 1:
        session().proposed = waiting
        _take(question, 0, text)
    elif refused := wait_for_press(question, tuple(dict.fromkeys(offers)), text):
        session().proposed = None
        answer_below(visit, question.id, text, refused)
    return True


_LACK = later(r"[没沒無无冇]")
"""What may say that something is not there, rather than that it is none of those offered."""


def _replied_to_fact(
    question: Question, waiting: Understanding, asks: outcomes.AskFact, text: str, visit: Visit
) -> bool:
    facts = facts_of(question)
    if facts is None:
        return False
    if _CHOOSES.fullmatch(text.strip()):
        return False
    named = which(text, len(question.choices))
    if named and not named.number and named.place < len(c.FACT_ANSWERS):
        marks = {"words": text, "reply": c.FACT_ANSWERS[named.place], "place": named.place + 1}
        session().proposed = replace(waiting, again=filled(c.PLACE_MAY_BE, **marks), tried=0)
        return True
    if (label := by_label(text, c.FACT_ANSWERS)) is not None:
        _take(question, label, text)
        return True
    if said_before(text):
        return _of_what_was_said(question, waiting, asks, text, visit)
    if every := _every_item(question, asks, text):
        return _offer_instead(question, waiting, (every,), text, tuple(dict.fromkeys(every, True).items()))
    said = reply(text, asked_fact(question, asks.fact).zh)
    said = None if said == "yes" and with_a_hurdle(text, asked_fact(question, asks.fact).zh) else said
    said = "no" if facts.wanted.get(asks.fact, True) and counts_as_no(text) else said
    limited = takes_out(text) or (not facts.wanted.get(asks.fact, True) and but_for_some(text))
    said = None if limited else said
    no_more = all_said(text) or puts_down(text)
    if (unsure(tidy(fold(text))) == "" or no_more) and not said:
        known = dict(asks.known)
        as_it_is = question.parts and any(known.values()) and no_more
        left = (
            decide(question, facts, known, False, waiting.words, MOST_ASKED)
            if as_it_is
            else answered(question, facts, asks, None, waiting.words)
        )
        return _left(question, waiting, left, text, visit)
    if not said:
        anew = understand(text, question, visit.rubric, visit.unordered.asked, visit.assessment.profile)
        if isinstance(anew, outcomes.PremiseDenied):
            there = any(facts.wanted.get(name, True) is held for name, held in asks.known)
            if not there or any(not isinstance(way, outcomes.NotApplicable) for way in anew.ways):
                return False  # the question does not arise: no answer to one of its facts
            # something of it was said to be there, so that only what was just asked does not arise
            return _carried_out(answered(question, facts, asks, None, text), question, waiting, text, visit)
    of_it = hear_at(text, question, facts).known.get(asks.fact) if said else None
    if of_it is not None and of_it is not (said == "yes"):
        said = None  # what follows says the opposite
    elif ONLY.search(fold(text)) or CONTRAST.search(fold(text)):
        asks = replace(asks, firm=False)
    understood = (
        answered_with_words(asks, said == "yes", text, question, facts, waiting.words)
        if said
        else reply_to(asks, text, question, facts)
    )
    further = said == "no" and not all(map(denies_something, quotes_of(text)[1:]))
    before = said != "yes" and any(map(affirms, quotes_of(waiting.words)))
    of_those = agreement(tidy(fold(text))) == "none"
    if getattr(understood, "value", None) == () and (further or before or of_those):
        # More was said, now or before, or none of those spoken of is there: that is not yet "none of these".
        understood = answered(question, facts, replace(asks, asked=0, firm=False), False, waiting.words)
        if further and isinstance(understood, outcomes.Answer):
            return False
    if said and isinstance(understood, outcomes.NotUnderstood) and not understood.candidates:
        understood = answered(question, facts, replace(asks, firm=False), said == "yes", waiting.words)
    if understood is None or (isinstance(understood, outcomes.NotUnderstood) and not understood.candidates):
        return False
    understood = before_a_list(understood, asks, joined_words(waiting.words, text), question)
    _carried_out(understood, question, waiting, text, visit)
    if said == "yes":
        _add_further(question, waiting, text, visit)
    return True


def _of_what_was_said(
    question: Question, waiting: Understanding, asks: outcomes.AskFact, text: str, visit: Visit
) -> bool:
    """Take what the note says of the fact that is asked, where one says that it was said; else tell that it was not heard."""
    facts = facts_of(question)
    noted = hear_at(visit.assessment.response(question.id).note, question, facts) if facts else None
    claim = noted and noted.claims.get(asks.fact)
    doubted = noted and (noted.clash or asks.fact in (*noted.open, *noted.both))
    before = facts and asks.fact in hear(waiting.words, facts).claims
    if facts and claim and claim.words and claim.stated and not (doubted or before):
        understood = answered(question, facts, replace(asks, firm=False), claim.holds, waiting.words)
        return _carried_out(understood, question, waiting, text, visit)
    return _ask_again(question, waiting, c.NOT_IN_WHAT_WAS_SAID, waiting.tried)


def _every_item(question: Question, asks: outcomes.AskFact, text: str) -> tuple[str, ...]:
    """The items that a reply says are all there, by their number or as those above: of the list, or those spoken of with the one that was asked."""
    many = so_many(text)
    together = 1 + len(_JOINED.findall(asked_fact(question, asks.fact).zh.partition("：")[2]))
    if not question.parts or (many is not None and many <= together):
        return ()  # said of what is asked together
    there = [name for name, held in asks.known if held]
    spoken = question.choose([*there, asks.fact, *asks.then])
    if many == len(question.parts) or _ALL_ABOVE.fullmatch(tidy(fold(text))):
        return tuple(one.id for one in question.parts)
    return tuple(spoken) if many == len(spoken) else ()


_JOINED = later(r"[、和及，]")
_ALL_ABOVE = later(
    r"(?:以上|上面|上述|所列)的?(?:[几这那]?[些项个条样])?(?:我们)?(?:全部|全都|都|全)(?:是|有|做|符合|满足)(?:到)?[的了啊呀]*|(?:yes,? )?(?:we (?:do|have) )?(?:all|every one) of the above|all (?:the )?above"
)


_CHOOSES = later(
    r"(?:那就?|就|我|还是|[,，])*选(?:择|项)?第? ?[0-9一二三四五六七八九](?:[个项条])?[吧了啊。.!！]*|(?:i'll |i'd |let's )?(?:choose|pick|option) (?:option |number )?[0-9](?: then| please)?[.!]?",
    re.IGNORECASE,
)
"""Who chooses by number, in these words, chooses an option of the question."""


def _carried_out(
    understood: outcomes.Understood,
    question: Question,
    waiting: Understanding,
    text: str,
    visit: Visit,
) -> bool:
    """Do what a reply to a fact came to, with what was said before it."""
    session().proposed = session().heard = None
    words_said, facts = joined_words(waiting.words, text), facts_of(question)
    of_that = agreement(tidy(fold(text))) is not None or (
        facts is not None and hear(words_said, facts).all is not None and hear(waiting.words, facts).all is None
    )  # "yes, all done" to one item is not said of all when it is read together with what follows
    done = carry_out(understood, visit, question, waiting.words if of_that else words_said)
    put_under(waiting, of_both=True)
    answer_below(visit, question.id, text, done)
    say_why_again(question, waiting, text)
    return True


def say_why_again(question: Question, waiting: Understanding, text: str) -> None:
    """Where words leave just what was asked before to be asked once more: why they did not settle it."""
    asked, now = waiting.asks, session().proposed
    if asked and now and now.asks and (now.asks.fact, now.asks.known) == (asked.fact, asked.known):
        unsettled = partly_so(question, asked, text) or filled(c.NOT_SETTLED, words=shortened(text))
        session().proposed = replace(now, again=joined_texts(unsettled, asks_back(question, now)))


def partly_so(question: Question, asks: outcomes.AskFact, text: str) -> Text | None:
    """What is said to a reply that has it so only in part, where the fact must hold throughout."""
    facts = facts_of(question)
    throughout = facts is not None and facts.wanted.get(asks.fact, True)
    return filled(c.PARTLY_SO, words=shortened(text)) if throughout and _PARTLY.search(fold(text)) else None


_PARTLY = later(
    r"部分|有时|有的时候|偶尔|多半|多数|大多|不一定|不总是|不完全|不全|看情况|一半"
    r"|\b(?:part(?:ly|ially)|in part|some|sometimes|mostly|mainly|usually|not (?:always|all|everywhere|entirely|quite|fully|completely)|(?:it )?depends|half|largely|occasionally|often)\b"
)


def _left(question: Question, waiting: Understanding, left: outcomes.Understood, text: str, visit: Visit) -> bool:
    """Offer or ask what is left where what was asked is not known, or all is said; say that it is left open where nothing is."""
    session().proposed = session().heard = None
    nothing = isinstance(left, outcomes.NotUnderstood) and not left.candidates
    done = Refused(c.LEFT_OPEN) if nothing else carry_out(left, visit, question, waiting.words)
    answer_below(visit, question.id, text, done)
    return True


def pick(question: Question, waiting: Understanding, named: Place, text: str) -> bool:
    """Take the one of several offered that is named by its place. A number that may be something else is asked about."""
    place, offered = named.place, waiting.values[named.place]
    if named.number and not isinstance(offered, outcomes.Go):
        if isinstance(question, MeasureQuestion) and number(tidy(fold(text))) in map(_figure, waiting.values):
            return False  # one of the figures that are offered
        another = place < len(question.choices) and value_at(question, [place]) != offered
        if another or isinstance(question, MeasureQuestion):
            session().proposed = replace(waiting, again=may_be(question, text, place), tried=0)
            return True
    if question.parts and isinstance(offered, tuple) and named.rest:  # "the first, and the one about guardians"
        _, left = with_and_without(question, offered, named.rest)
        if left != offered or _BESIDES.search(fold(named.rest)):
            return _offer_instead(question, waiting, (left,), named.rest)
    if others := _said_beside(question, waiting, offered, named.rest):
        return _offer_instead(question, waiting, (offered, *others), text)
    note = "\n".join(filter(None, (waiting.note, named.rest)))
    session().proposed = replace(waiting, note=note)
    _take(question, place, text)
    return True


def _said_beside(question: Question, waiting: Understanding, offered: Offer, rest: str) -> tuple[Offer, ...]:
    """The options that are left, of those offered if any, where what stands beside a place rules out the one at that place."""
    facts = facts_of(question)
    if not (rest and facts and facts.options and isinstance(offered, str)) or isinstance(question, MeasureQuestion):
        return ()
    told = {name: claim.holds for name, claim in hear(rest, facts).claims.items() if claim.words and claim.stated}
    left = facts.left(told) if told else ()
    if not left or offered in left:
        return ()
    return tuple(one for one in waiting.values if one in left) or left[:1]


def _beyond_those(question: Question, waiting: Understanding, text: str) -> bool | None:
    """Take the option of the question that is named by a place which those offered do not have: where it is one of them, else offered."""
    if isinstance(question, MeasureQuestion) or any(isinstance(one, outcomes.Go) for one in waiting.values):
        return None
    named = which(text, len(question.choices)) if not question.parts else None
    if named is None or named.number or named.place < len(waiting.values):
        return None
    own = value_at(question, [named.place])
    if own in waiting.values:
        return pick(question, waiting, replace(named, place=waiting.values.index(own)), text)
    return _offer_instead(question, waiting, (own,), text)


def _figure(offer: Offer) -> Fraction | None:
    return number(offer) if isinstance(offer, str) else None


def may_be(question: Question, text: str, place: int) -> Text:
    """That a number may be the one at this place of those offered, or an answer of the question itself."""
    nth = Text(zh=f"第 {place + 1} 个", en=in_words(place + 1))
    own = c.FIGURE_MAY_BE if isinstance(question, MeasureQuestion) else c.NUMBER_MAY_BE
    return filled(own, words=text, place=place + 1, nth=nth)


def _take(question: Question, place: int, text: str) -> None:
    """Do what a press of the button at this place would; what is refused then is said below, as a reply to the words typed."""
    done, visit = choose_understood(question, place), newest_visit()
    if visit is not None:
        answer_below(visit, question.id, text, done)


def what_it_sounded_like(
    question: Question, text: str, sounded: Understanding | None, visit: Visit
) -> Understanding | None:
    """The answer that failed a gate and so was not offered, where words say that it is the one; a no lets it go."""
    taken = sounded.sounds_like if sounded else None
    if sounded is None or taken is None:
        return None
    if not _takes(question, taken, text, sounded.words, visit):
        said = to_offer(text)
        declined = "no" in (said and said.reply, reply(text), at_the_end(text))
        session().proposed = sounded.under if declined else replace(sounded, again=None)
        return None
    session().proposed = replace(sounded, values=(taken,), again=None, sounds_like=None)
    return session().proposed


def _takes(question: Question, sounds_like: Offer, text: str, before: str, visit: Visit) -> bool:
    """Whether words say yes to what it sounded like, which fails a gate and was not offered, or name just that; those typed `before`, sent once more, do not."""
    one_of = not isinstance(question, MeasureQuestion) and not question.parts
    if one_of and (named := which(text, len(question.choices))):
        return value_at(question, [named.place]) == sounds_like
    if _A_VERB.fullmatch(tidy(fold(text))) or nearly(text):
        return False
    denies = one_of and NEGATION.search(fold(dict(question.choices)[str(sounds_like)].zh))
    if denies and says_there_is(text):
        return False
    said = to_offer(text)
    if said:
        return said.reply == "yes"
    return fold(text) != fold(before) and _says_it(question, sounds_like, text, visit)


_A_VERB = later(
    r"(?:都|也|当然|我们|是)*(?:能|有|会|可以|行|做了?)(?:的|了|啊|呀|吧)*|(?:yes,? )?(?:we|they|it|you) (?:do|does|can|has|have)"
)
"""What says that there is something or that it is done: it answers the question rather than what it sounded like."""


def asked_between(outcome: outcomes.Understood) -> bool:
    """Whether words asked something of the self-check or of the question, and answered nothing."""
    if isinstance(outcome, str):
        return outcome.startswith("ask-") or outcome in _BETWEEN
    return isinstance(outcome, outcomes.Inquiry)


_BETWEEN = frozenset(["why", "basis", "evidence", "options", *c.MANNERS])
