"""A number, a pick or a short word that answers, alone or with an explanation after it; and an option's own words.

Every value goes through `Question.read`, so that none can be recorded that a press could not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import starmap
from typing import assert_never

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.facts import facts_of
from ecq.interview.typed import nearest
from ecq.interview.typed.figures.in_a_clause import names_worse
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.figures.quantities import read_quantity
from ecq.interview.typed.folding import LONGEST_CLAUSE, bare, clauses, fold
from ecq.interview.typed.hearing.sentence import claims_by_words
from ecq.interview.typed.nearest import EXCLUDES
from ecq.interview.typed.outcomes import Answer, Doubt, NotApplicable, Understood
from ecq.interview.typed.picks import (
    ASKED,
    Picked,
    asks,
    leading_pick,
    noted,
    read_several,
    read_single,
    several_named,
    texts_of,
    value_at,
    with_rest,
)
from ecq.interview.typed.vocabulary import (
    HEDGE,
    agreement,
    but_not,
    counted_all,
    exception,
    extreme,
    instead,
    lacking,
    missing,
    says_lack,
    tidy,
)
from ecq.interview.typed.wanted.commands import parted
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Invalid

SHORT = 160
"""Characters beyond which nothing is a number, a pick or a command."""
_TENTATIVE = later(r"[?吗么呢 ]+$")


def is_a_pick(short: str, question: Question) -> bool:
    """Whether a short message names an option by its place, or begins with a figure that is asked for."""
    if isinstance(question, MeasureQuestion):
        return isinstance(answer := short_answer(short, question), Answer) and answer.value != NO_FIGURE
    return question.answered_by == "choice" and read_single(short, len(question.choices)) is not None


_CORRECTION = later(
    r"[，,。；;、…\s—-]+(?:[哦啊呃唉哎诶喔]+[，,\s]*)?(?:不对|不對|(?:我)?(?:说|說|记|記|打|弄)?[错錯]了|口误|口誤|更正(?:一下)?)(?:[啊哦]*[，,。；;：:\s—-]+)(?:(?:应该|應該)?(?:是|为|為)|我是[说說])?"
    r"|[,.;\s—-]+(?:no,? wait|wait,? no|sorry|scratch that|correction|i mean(?:t)?|make that|or rather|wait|no)(?:[,.:;\s—-]+)(?:(?:it's|it is|make it|i mean) )?",
    re.IGNORECASE,
)


def put_right_at_once(message: str, question: Question) -> Answer | None:
    """A number or pick that is put right in the same breath: what was said last, to be confirmed."""
    if len(message) > SHORT or not (found := [*_CORRECTION.finditer(message)]):
        return None
    first, last = (
        short_answer(part.strip(), question) for part in (message[: found[0].start()], message[found[-1].end() :])
    )
    return replace(last, doubt="rest", note="") if isinstance(first, Answer) and isinstance(last, Answer) else None


def choice_or_note(message: str, question: Question) -> Understood:
    """Several answers to choose from, a note, or nothing that was understood."""
    named = several_named(tidy(fold(message)), question)
    return named if named.candidates else noted(message)


def options_own_words(message: str, question: Question) -> Understood | None:
    """An option's, item's or reason's own words, in any language."""
    texts, facts = texts_of(question), facts_of(question)
    for head, rest in clauses(message):
        if question.parts:
            places = nearest.consumed(head, texts)
            places = () if places and rest and facts is not None and claims_by_words(rest, facts) else places
        else:
            place = nearest.exact(head, texts)
            places = () if place is None else (place,)
        if places:
            asking = ASKED.search(message) and not any(ASKED.search(text.zh + text.en) for text in texts)
            return with_rest(Answer(value_at(question, places), doubt="question" if asking else None), rest, question)
    reason = nearest.exact(message[:LONGEST_CLAUSE], [choice.text for choice in question.not_applicable])
    return None if reason is None else NotApplicable(question.not_applicable[reason].id, message)


def short_answer(message: str, question: Question) -> Understood | None:
    """A number, pick or short word, alone or with an explanation after it. A sure reading wins over a doubtful one."""
    doubtful: Understood | None = None
    refused: Invalid | None = None
    asking: Doubt | None = "question" if asks(message) else None
    for head, rest in starmap(_exception_last, clauses(message)):
        folded = tidy(fold(head))
        other = parted(message, folded, rest)
        if other is not None:
            return other
        reading = _read(_TENTATIVE.sub("", folded), question)
        reading = None if reading is not None and _goes_on(folded, rest, question) else reading
        if isinstance(reading, Invalid):
            if not rest:
                return reading
            refused = refused or reading
        elif reading is not None:
            answer = with_rest(replace(reading, doubt=reading.doubt or asking), rest, question)
            if answer is None:
                continue
            if answer.sure:
                return answer
            doubtful = answer
    return doubtful or refused


def _exception_last(head: str, rest: str) -> tuple[str, str]:
    """ "All but the ledger" for "but the ledger, all": the answer first."""
    turned = EXCLUDES.search(fold(head)) and agreement(tidy(fold(rest))) == "all"
    return (rest, head) if turned else (head, rest)


def _goes_on(folded: str, rest: str, question: Question) -> bool:
    """Whether an answer is only the beginning: of a list that could not be read as a whole, or of a worse number."""
    if isinstance(question, MeasureQuestion):
        return bool(rest) and names_worse(folded, fold(rest[:LONGEST_CLAUSE]), question)
    following = leading_pick(fold(rest[:LONGEST_CLAUSE]), len(question.choices))
    if question.parts:
        return following is not None
    several = read_several(folded, len(question.choices))
    return bool(several and len(several.places) > 1) or (following is not None and len(bare(rest)) <= 2)


_SETTLED_ON = later(
    r"\b(?:i(?:'d| would) (?:say|put|guess)|i reckon|to be safe|on the safe side|let's (?:say|call it|put)|call it|then$)|^保守点?说?|^那?就算"
)
"""What is said around a figure that is a guess, or settled on."""
_LET_IT_BE = later(r"^((?:那就?|就|还是)?选.+)吧$")
"""Who chooses says so, and does not guess: "选3吧"."""


def _read(folded: str, question: Question) -> Answer | Invalid | None:
    """What a folded, tidied text answers as a whole."""
    if not folded or len(folded) > SHORT:
        return None
    folded = _LET_IT_BE.sub(r"\1", folded)
    hedged: Doubt | None = "about" if HEDGE.search(folded) else None
    text = tidy(HEDGE.sub("", folded)) if hedged else folded
    match question:
        case MeasureQuestion():
            plain = tidy(_SETTLED_ON.sub("", folded))
            said = _measured(_YES_BEFORE.sub("", plain), question)
            return replace(said, doubt=said.doubt or "about") if isinstance(said, Answer) and plain != folded else said
        case ChecklistQuestion():
            answer = _listed(text, question)
        case LevelQuestion() | YesNoQuestion():
            answer = _chosen(text, question)
        case _:
            assert_never(question)
    return replace(answer, doubt=answer.doubt or hedged) if answer else None


_YES_BEFORE = later(
    r"^(?:(?:嗯+|对[的啊]?|是[的啊]?|好[的啊]?|行|yes|yeah|yep|yup|yea|aye|right|sure|well|so)[,， ]+)+(?=.)"
)
"""What only says, before a figure, that one has understood or agrees."""


def _measured(folded: str, question: MeasureQuestion) -> Answer | Invalid | None:
    if (agreement(folded) in ("no", "none") and folded != "zero") or lacking(folded):
        return Answer(NO_FIGURE, doubt="resembles") if question.none else None
    reading = read_quantity(folded, question)
    if reading is None:
        return None
    value = question.read(plain(reading.amount))
    if isinstance(value, Invalid):
        return value if reading.doubt is None else None
    return Answer(value, doubt=reading.doubt)


def _chosen(text: str, question: LevelQuestion | YesNoQuestion) -> Answer | None:
    """One option by number, letter or a short word. Yes and no are answers only where the question takes them."""
    last = len(question.levels) - 1
    place = read_single(text, last + 1)
    if place is not None:
        return Answer(value_at(question, [place]))
    corrected = instead(text)
    if corrected:
        places = [read_single(part, last + 1) for part in corrected]
        known = None not in places and places[0] != places[1]
        return Answer(value_at(question, [places[1] or 0])) if known else None
    end = extreme(text)
    if end:
        return Answer(value_at(question, [last if end == "highest" else 0]), doubt="resembles")
    meaning = agreement(text)
    if isinstance(question, YesNoQuestion) and meaning in ("yes", "no"):
        return Answer("yes" if meaning == "yes" else "no")
    if meaning == "double":
        return Answer(value_at(question, [last]), doubt="negation")
    lack = meaning == "no" and says_lack(question.levels[0].text.zh)
    proposed = (
        0
        if lack
        else {"all": last, "yes": 1 if last == 1 else None, "partly": 1 if last == 2 else None}.get(meaning or "")
    )
    return None if proposed is None else Answer(value_at(question, [proposed]), doubt="resembles")


def _listed(text: str, question: ChecklistQuestion) -> Answer | None:
    """Items by number, all, none, or all but some."""
    count = len(question.items)
    meaning = agreement(text)
    if text == "0" or meaning in ("none", "no"):
        return Answer((), doubt="resembles" if meaning == "no" else None)
    many = counted_all(text)
    if many and number(many[0]) == count:
        return Answer(value_at(question, range(count if many[1] else 0)))
    if meaning in ("all", "double"):
        return Answer(value_at(question, range(count)), doubt="negation" if meaning == "double" else None)
    left_out = exception(text)
    if left_out is not None:
        return _all_but(read_several(left_out, count), question)
    lack = missing(text)
    if lack and (numbered := read_several(lack, count)):
        return _all_but(numbered, question)
    parted_in_two = but_not(text)
    if parted_in_two:
        there, not_there = (read_several(part, count) for part in parted_in_two)
        sound = there and not_there and not set(there.places) & set(not_there.places)
        return Answer(value_at(question, there.places), doubt="negation") if there and sound else None
    picked = read_several(text, count)
    return Answer(value_at(question, picked.places), doubt=picked.doubt) if picked else None


def _all_but(left_out: Picked | None, question: ChecklistQuestion) -> Answer | None:
    """All items but these, to be confirmed; None where it is not known which are left out."""
    if left_out is None:
        return None
    places = [place for place in range(len(question.items)) if place not in left_out.places]
    return Answer(value_at(question, places), doubt="negation")
