"""The parser of typed messages: (text, question) -> what it means. It orders the readings; each has its own module."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from ecq.assessment.changes import clean
from ecq.assessment.model import NOTE_LIMIT
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed import nearest
from ecq.interview.typed.about_platform import profile_said, size_said
from ecq.interview.typed.beside_a_question import (
    BEFORE_ITS_QUESTION,
    ECHO,
    behind_a_question,
    named_and_denied,
    question_behind,
    without_idle_question,
)
from ecq.interview.typed.by_facts import read_by_facts
from ecq.interview.typed.clauses import as_read, denies_something, not_today, unspaced
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.deciding import to_begin_with, with_the_lowest_first
from ecq.interview.typed.denial import denied, does_not_arise
from ecq.interview.typed.figures.extremes import usual_only
from ecq.interview.typed.figures.in_a_clause import of_the_rest, tells_another
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.figures.which_figure import NOT_THE_RULE, comes_to, only_put_away, time_to_claim
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, clauses, fold
from ecq.interview.typed.hearing.sentence import claims_by_words, hear
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    Correction,
    Note,
    NotUnderstood,
    PremiseDenied,
    Skip,
    Understood,
    Unsure,
)
from ecq.interview.typed.picks import asks, noted, own_alternative, own_with_a_slip, several_named, texts_of
from ecq.interview.typed.replies.yes_or_no import at_the_end, yes_or_no
from ecq.interview.typed.set_aside import set_aside
from ecq.interview.typed.short_answers import (
    SHORT,
    choice_or_note,
    is_a_pick,
    options_own_words,
    put_right_at_once,
    short_answer,
)
from ecq.interview.typed.vocabulary import agreement, tidy
from ecq.interview.typed.wanted.commands import (
    among_others,
    another,
    asks_somebody,
    command,
    correction,
    evidence_named,
    order,
    unsure,
)
from ecq.interview.typed.wanted.places import destination, places
from ecq.interview.typed.wanted.wishes import asks_for, asks_something, left_open, of_another, wish, wished
from ecq.interview.typed.wanted.words_explained import meaning
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid
from ecq.rubric.model import Rubric

NO_PROFILE: Mapping[str, ProfileValue] = {}

_TERSE = 40
"""Characters in which what is plainly wanted comes before what may be answered."""

_LONGEST_GAP = 20
_GAP = later(rf"\s{{{_LONGEST_GAP},}}")
"""White space that says nothing more, however long: a pattern may look at all of it from each of its places."""


def asked_under_a_note(outcome: Understood, message: str, question: Question) -> AskFact | None:
    """What helps most to ask under words that were not understood or only became a note, where they state something of today."""
    facts, plain_words = facts_of(question), "".join(message.split())
    short = len(plain_words) < LEAST_SAID * (1 if HAN.search(plain_words) else 2)
    if facts is None or short or not nothing_taken(outcome, message):
        return None
    told = without_idle_question(message)
    if asks(told) or not_today(told) or does_not_arise(told):
        return None
    return to_begin_with(told, question, facts)


def nothing_taken(outcome: Understood, message: str) -> bool:
    """Whether words were not understood: nothing is offered, or they would only be kept as a note."""
    match outcome:
        case NotUnderstood(candidates=candidates):
            return not candidates
        case Note(text=text):
            return text == message
    return False


LEAST_SAID = 8
"""So many characters of a note may say something that is worth a question; English ones twice as many."""


def understand(
    typed: str,
    question: Question,
    rubric: Rubric,
    asked: Sequence[str],
    profile: Mapping[str, ProfileValue] = NO_PROFILE,
) -> Understood:
    """What an operator means by a message about the question on screen; `asked` are the questions one can go to, `profile`
    what is known of the platform.
    """
    message = clean(typed, NOTE_LIMIT)
    if isinstance(message, Invalid):
        return message
    told = _LEADS_IN.sub("", message)
    if isinstance(question, MeasureQuestion):
        told = _SOURCE_SAYS.sub("", _THERE_SINCE.sub("", told))
    said = _meant(told, question, rubric, asked, profile)
    said = Note(message) if said == Note(told) else said
    return with_the_lowest_first(said, question, facts_of(question))


def _meant(
    message: str, question: Question, rubric: Rubric, asked: Sequence[str], profile: Mapping[str, ProfileValue]
) -> Understood:
    """The same, with an answer in doubt by itself."""
    message = _GAP.sub(lambda found: found[0][:_LONGEST_GAP], message)
    if isinstance(question, MeasureQuestion):
        message = _DAYS_AFTER.sub(r"\1天左右", message)  # of which kind of days is not said
    short = tidy(fold(message)).rstrip("? ") if len(message) <= SHORT else ""
    facts = facts_of(question)
    if question_behind(message, rubric, asked) and (before := BEFORE_ITS_QUESTION.fullmatch(message)):
        answer = _meant(before["said"], question, rubric, asked, profile)
        if isinstance(answer, Answer):
            return replace(answer, doubt=answer.doubt or "rest")
        if isinstance(answer, Note):
            return Note(message)
        if isinstance(answer, AskFact | PremiseDenied) or (isinstance(answer, NotUnderstood) and answer.candidates):
            return answer
    if named := evidence_named(message) or asks_somebody(message):
        return named
    said = _in_a_fixed_form(message, short, question, rubric, asked, profile)
    if said is None and facts is not None:
        said = _by_facts(message, question, facts, rubric, profile)
    elif said is None:
        said = (
            short_answer(message, question) or own_with_a_slip(message, question) or choice_or_note(message, question)
        )
    if isinstance(said, Answer) and said.value != NO_FIGURE and _none_is_set(message, question):
        said = NotUnderstood((NO_FIGURE, said.value), message)
    if isinstance(said, Skip) and (going := _onward(message, said.note, question, rubric, asked)):
        return going
    if (
        isinstance(said, Skip)
        and said.note
        and facts
        and (premise := _denied_before_skipping(message, question, facts, rubric, profile))
    ):
        return premise
    if isinstance(said, Unsure) and said.note and wish(said.note, rubric) == "colleague":
        return "colleague"
    told = without_idle_question(message)
    if told == message and nothing_taken(said, message):
        told = behind_a_question(message, rubric, asked)
    idle = told != message
    if isinstance(said, AskFact) and (none := named_and_denied(message, told)):
        anew = _meant(none, question, rubric, asked, profile)
        said = replace(anew, firm=False) if isinstance(anew, AskFact) and said.fact in dict(anew.known) else said
    if idle and nothing_taken(said, message):
        beside = _told_beside_a_question(message, told, question, rubric, asked, profile)
        if beside:
            return beside
    if isinstance(said, Note | NotUnderstood) and not getattr(said, "candidates", ()):
        said = _command_in_it(message) or said
    wants = not (idle and asks(message) and not nothing_taken(said, message))
    only_said = usual_only(message, question) or _says_yes_or_no(message)
    wants = wants and (asks(message) or not only_said or (said == NotUnderstood() and len(short) <= _TERSE))
    if wants and left_open(said, message) and not (facts and not asks_for(message) and _about_this(message, facts)):
        said = wished(message, said, rubric, asked) or said
    return of_another(_of_that_size(said, message), message, question, rubric)


def _in_a_fixed_form(
    message: str,
    short: str,
    question: Question,
    rubric: Rubric,
    asked: Sequence[str],
    profile: Mapping[str, ProfileValue],
) -> Understood | None:
    """A message that is as a whole an option's own words, a correction, a command, a place or a wish; `short` is it, tidied."""
    facts = facts_of(question)
    return (
        put_right_at_once(message, question)
        or options_own_words(message, question)
        or own_alternative(message, question)
        or command(short)
        or _undone(short)
        or _put_right(short, question, rubric, asked, profile)
        or meaning(short, rubric)
        or order(short)
        or destination(short, question, rubric, asked)
        or set_aside(message, question, facts, rubric, profile)
        or profile_said(message, rubric)
        or _command_beside(message, facts)
        or (Unsure() if unsure(short) == "" else None)
        or (wish(short, rubric, True, asked) if 0 < len(short) <= _TERSE and not is_a_pick(short, question) else None)
    )


_THERE_SINCE = later(
    rf"[我俺](?:自己|本人)?(?:在|来|來|进|進|做|干|待|呆|当|當|入)[^，。,.]{{0,10}}?{NUMBER}个?[多几]?[年月][了啦]?[，,。]?|\bi(?:'ve| have) (?:been|worked)\b[^.]{{0,30}}? {NUMBER} (?:years|months)(?: now)?(?: and|[,.])?",
    re.IGNORECASE,
)
"""How long the writer has been there, which is no figure of the platform."""
_SOURCE_SAYS = later(
    rf"^(?:(?:the|our|my) )?(?:report|sheet|dashboard|system|log|records?|figures?)(?: (?:says?|shows?|said|has)|:)(?: it's| it is)? (?=(?:{NUMBER}|once|twice)\b)|^(?:我们)?的?(?:报告|报表|表格?|系统|后台|台账|记录)(?:里|上)?(?:面)?(?:写|显示|记)(?:的|着)?(?:是|：|:)?(?={NUMBER})",
    re.IGNORECASE,
)
"""Where a figure stands, which asks for no page of that name: "the report says 1.7"."""
_LEADS_IN = later(
    r"^(?:(?:这个?|那个?|这块|嗯+|呃+|哎+)(?:…+|\.{2,})\s*|(?:so |well,? |no,? )?what i(?: mean|'m saying|'m trying to say) is(?: that)?,? )(?=\S)",
    re.IGNORECASE,
)
"""What one says before one says anything, or says it anew."""
_DAYS_AFTER = later(r"(?<![A-Za-z])[Tt] ?\+ ?([0-9]{1,3})(?![0-9%.])(?: ?(?:天|日|days?\b))?")
"""So many days after, as banks write it: "T+7"."""


def _of_that_size(said: Understood, message: str) -> Understood:
    """Of several sizes of the platform that are offered the one that a message tells in a figure."""
    if not isinstance(said, PremiseDenied) or len(said.ways) == 1:
        return said
    size = size_said(fold(message))
    of_it = tuple(one for one in said.ways if getattr(one, "value", size) == size) if size else ()
    return PremiseDenied(of_it) if of_it else said


def _undone(short: str) -> Literal["undo"] | None:
    """ "Undo, that was wrong"."""
    head, _, why = short.replace("，", ",").partition(",")
    return "undo" if why and command(head.strip()) == "undo" and _A_SLIP.search(why) else None


_A_SLIP = later(r"[错误]|不对|\b(?:wrong|mistake|slip|error|not right|misread)\b")


def _command_in_it(message: str) -> Understood | None:
    """To skip, where a message that answers nothing says so in a clause of its own and for the rest says why."""
    units = [tidy(fold(quote)) for quote in quotes_of(message)] if len(message) <= SHORT else []
    return Skip(message) if units[1:] and any(map(_TO_SKIP.fullmatch, units)) else None


_TO_SKIP = later(
    r"(?:那|就|先|我们?|这一?题|这个)*(?:跳过|略过|(?<=先)不[答填])(?:这一?题|它)?(?:[吧了啊]|好了)*|(?:so |let's |let me |i'll |we'll |please )*skip (?:it|this(?: one)?|that)(?: for now)?"
)


def _says_yes_or_no(message: str) -> bool:
    """Whether a message asks nothing and says no, all or partly in a clause of its own, so that it answers something."""
    units = [tidy(fold(quote)) for quote in quotes_of(message)] if len(message) <= SHORT else []
    said = units[1:] and (
        any(agreement(unit) in ("no", "none", "all", "partly") or yes_or_no(unit, "") == "no" for unit in units)
        or at_the_end(message)
    )
    return bool(said) and not asks_something(fold(message))


def _told_beside_a_question(
    message: str,
    told: str,
    question: Question,
    rubric: Rubric,
    asked: Sequence[str],
    profile: Mapping[str, ProfileValue],
) -> Understood | None:
    """What the rest of a message comes to, never recorded; of "food?? We sell phones" that there is no food."""
    answer = _meant(told, question, rubric, asked, profile)
    facts, echo = facts_of(question), ECHO.match(message)
    if echo and facts and nothing_taken(answer, told) and _SELLS.search(as_read(told)):
        none = f"没有{echo['named']}" if HAN.search(message) else f"we have no {echo['named']}"
        ways = denied(none, question, facts, rubric, profile)
        if isinstance(ways, PremiseDenied):
            return ways
    match answer:
        case Answer():
            return replace(answer, doubt=answer.doubt or "question")
        case Note():
            return Note(message)
        case AskFact() | PremiseDenied() | NotUnderstood(candidates=(_, *_)):
            return answer
    return None


_SELLS = later(
    r"^(?:我们|平台|这里)*(?:只|都|全)?是?[卖做](?!的|了|很|不少|这)|^(?:but |well,? )?(?:we|we're|this is|only|just)\b(?: \w+){0,2}? (?:sell|deal in|trade in|do|an?)\b(?! (?:it|that|this|them|those|lots|loads|some|plenty|a lot|have)\b)"
)
"""What names something else that is sold."""


def _command_beside(message: str, facts: QuestionFacts | None) -> Understood | None:
    """A command in a clause of its own, where the rest is not about the question."""
    found = among_others(message) if len(message) <= SHORT else None
    return found if found and not (facts and _about_this(message, facts)) else None


def _about_this(message: str, facts: QuestionFacts) -> bool:
    """Whether a message claims a fact of the question, or several of its clauses are plainly about one."""
    heard = hear(message, facts, likely=True)
    return heard.by_words or len(heard.supposed) > 1


def _onward(message: str, note: str, question: Question, rubric: Rubric, asked: Sequence[str]) -> Understood | None:
    """Where a message wants to go that also leaves this question: its end says so."""
    ends = (note, *(rest for _, rest in clauses(message)))
    return next(filter(None, (destination(tidy(fold(end)), question, rubric, asked) for end in ends if end)), None)


def _denied_before_skipping(
    message: str, question: Question, facts: QuestionFacts, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> PremiseDenied | None:
    """What the rest of a message that wants to skip denies of what the question takes for granted."""
    quotes = [quote for quote in quotes_of(message) if command(tidy(fold(quote))) != Skip()]
    ways = denied("，".join(quotes), question, facts, rubric, profile) if quotes else None
    return ways if isinstance(ways, PremiseDenied) else None


def _put_right(
    short: str, question: Question, rubric: Rubric, asked: Sequence[str], profile: Mapping[str, ProfileValue]
) -> Understood | None:
    """A correction of an answer before, or of one that is named; or what this question's is to be instead, where that is understood."""
    found = correction(short)
    if not (found and found.before) and (elsewhere := another(short)):
        if isinstance(elsewhere, Correction):
            return elsewhere
        right, name = elsewhere
        of = places(name, rubric, asked)
        among = tuple(one for one in asked if one in of or (one in rubric.place and rubric.place[one][1] in of))
        if question.id not in among:
            return Correction(right, before=True, among=among) if among and right else None
        found = Correction(right)
    if found is None or found.before:
        return found
    said = _meant(found.words, question, rubric, asked, profile)
    return said if isinstance(said, Answer | AskFact) else None


def _by_facts(
    message: str,
    question: Question,
    facts: QuestionFacts,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Understood:
    """A number or pick, what the facts say, or a note; the opposite of an option's own words is none of these."""
    texts = texts_of(question)
    if (turned := _TURNED.match(message)) and nearest.exact(message[turned.end() :], texts) is not None:
        return NotUnderstood()
    usual = usual_only(message, question) or (isinstance(question, MeasureQuestion) and comes_to(message))
    others = isinstance(question, MeasureQuestion) and _of_something_else(unspaced(message[:LONGEST_CLAUSE]), question)
    picked = (
        None
        if usual or others or not_today(message)
        else short_answer(message, question) or own_with_a_slip(message, question)
    )
    if isinstance(picked, Answer) and not question.credit_of(picked.value):
        said_besides = _NONE_OF_IT.match(message) and not all(map(denies_something, quotes_of(picked.note)))
        picked = None if said_besides or does_not_arise(message) else picked
    told_at_once = not (usual or others or not_today(message))
    if picked is None and isinstance(question, MeasureQuestion) and told_at_once:
        named = several_named(tidy(fold(message)), question)
        picked = named if len(named.candidates) > 1 else None
    several = isinstance(picked, Answer) and isinstance(question, MeasureQuestion) and _said_on(picked, question)
    if picked is not None and not several and (isinstance(question, MeasureQuestion) or getattr(picked, "sure", False)):
        return picked
    said = read_by_facts(message, question, facts, rubric, profile)
    if several and picked and not isinstance(said, Answer) and not _worse_beside(said, picked, question):
        return picked
    if isinstance(said, PremiseDenied) and isinstance(picked, Answer) and not question.credit_of(picked.value):
        return said  # its "no" denies what is asked for, not that it is done
    understood = not isinstance(said, NotUnderstood) or said.candidates
    if understood and (several or picked is None or claims_by_words(message, facts)):
        return said
    return picked or (noted(message) if others else choice_or_note(message, question))


def _of_something_else(text: str, question: MeasureQuestion) -> bool:
    """Whether a figure is what somebody wished for, what the law says, how long people have to ask, something is put away, or it
    is the share of the others."""
    of_others = NOT_THE_RULE.search(text) is not None or time_to_claim(text, question)
    return of_others or only_put_away(text, question) or of_the_rest(text, question)


def _said_on(picked: Answer, question: MeasureQuestion) -> bool:
    """Whether a figure is in doubt for what follows it."""
    return picked.doubt == "rest" or (picked.doubt is not None and tells_another(fold(picked.note), question))


def _worse_beside(said: Understood, picked: Understood, question: Question) -> bool:
    """Whether what is offered instead of a figure has none in it, or a worse one."""
    if not (isinstance(said, NotUnderstood) and isinstance(picked, Answer) and isinstance(question, MeasureQuestion)):
        return False
    offered = (*said.candidates, picked.value)
    worst = (min if question.better == "higher" else max)(
        (Fraction(str(one)) for one in offered if one != NO_FIGURE), default=None
    )
    return NO_FIGURE in offered or worst != Fraction(str(picked.value))


_NONE_OF_IT = later(r"\W*(?:都不是|都不对|neither|none of (?:them|these|those))", re.IGNORECASE)
"""What may only turn down what was thought, where something is stated behind it."""


_NOT_SET = later(
    r"(?:没|未|没有|从没)(?:具体|明确|统一|正式)?(?:定|规定|设|约定|写明)(?:过|下来|死)?(?:数|期限|时限|几天)?[的啊呢吧了呀]*(?:$|[，,。；;！!])"
    r"|\b(?:never (?:been )?(?:set|fixed|laid down|written down)|there isn't|there is not|nowhere does it say)(?:$|[,.;!?]| )",
    re.IGNORECASE,
)


def _none_is_set(message: str, question: Question) -> bool:
    """Whether words end by saying that no such figure is laid down: one of practice beside it is not the one that is asked."""
    return (
        isinstance(question, MeasureQuestion) and question.none is not None and bool(_NOT_SET.search(unspaced(message)))
    )


_TURNED = later(r"(?:不是|没有|别选|除了|not |isn't |except |❌ ?)")
