"""The parser of typed messages: (text, question) -> what it means. It orders the readings; each has its own module.

Every value goes through `Question.read`, so that none can be recorded that a press could not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import starmap
from typing import Literal, assert_never

from ecq.assessment.changes import clean
from ecq.assessment.model import NOTE_LIMIT
from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed import nearest
from ecq.interview.typed.about_platform import profile_said, size_said
from ecq.interview.typed.answers import (
    ASKED,
    Picked,
    asks,
    leading_pick,
    noted,
    own_alternative,
    own_with_a_slip,
    read_several,
    read_single,
    several_named,
    texts_of,
    value_at,
    with_rest,
)
from ecq.interview.typed.by_facts import read_by_facts
from ecq.interview.typed.clauses import as_read, denies_something, not_today, unspaced
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.deciding import to_begin_with
from ecq.interview.typed.denial import by_profile, denied, does_not_arise, little_else
from ecq.interview.typed.figures.extremes import until_then, usual_only
from ecq.interview.typed.figures.in_a_clause import mentions_quantity, names_worse, of_the_rest, tells_another
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.figures.quantities import read_quantity
from ecq.interview.typed.figures.which_figure import (
    NOT_THE_RULE,
    comes_to,
    one_left_out,
    one_more,
    only_put_away,
    time_to_claim,
)
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, bare, clauses, fold
from ecq.interview.typed.hearing.sentence import claims_by_words, hear
from ecq.interview.typed.nearest import EXCLUDES
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    AskTerm,
    AskWhyScore,
    Correction,
    Doubt,
    FactOfProfile,
    NotApplicable,
    Note,
    NotUnderstood,
    PremiseDenied,
    Skip,
    Understood,
    Unsure,
)
from ecq.interview.typed.replies.yes_or_no import at_the_end, yes_or_no
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import (
    EDGES,
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
from ecq.interview.typed.wanted.commands import (
    among_others,
    another,
    asks_somebody,
    command,
    correction,
    evidence_named,
    order,
    parted,
    unsure,
)
from ecq.interview.typed.wanted.places import destination, places
from ecq.interview.typed.wanted.wishes import asks_for, asks_something, left_open, of_another, wish, wished
from ecq.interview.typed.wanted.words_explained import meaning
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Invalid
from ecq.rubric.model import Rubric

NO_PROFILE: Mapping[str, ProfileValue] = {}

_SHORT = 160
"""Characters beyond which nothing is a number, a pick or a command."""

_TERSE = 40
"""Characters in which what is plainly wanted comes before what may be answered."""

_LONGEST_GAP = 20
_GAP = later(rf"\s{{{_LONGEST_GAP},}}")
"""White space that says nothing more, however long: a pattern may look at all of it from each of its places."""

_NA = r"不适用|不適用|(?:[跟和与與同][我咱][们們]|[跟同]我哋)(?:平台|平臺)?(?:(?:[没沒]|冇)(?:有)?(?:什么|什麼|啥|咩)?(?:关系|關係)|[无無][关關])|不[关關](?:[我咱][们們])?(?:的)?事|不相关|不相關|(?:不是|唔係)我(?:们|們|哋)(?:的|嘅|這种|这种|這種)?(?:情[况況形]|业务|業務|范围|範圍)(?=\W*$|[，,。；;])|n/a|n\.a\.|na|not applicable|inapplicable|(?:(?:this|it|that)(?: is|'s)? )?(?:not|isn't) our (?:case|situation|business|field|line(?: of business)?)(?: here)?(?=\W*$|[,.;!])|(?:this |it |that )?(?:does not|doesn't|doesn’t) apply(?: to us| here)?|not relevant(?: to us)?|(?:this |it |that )?(?:has |have |'s )?(?:got )?nothing to do with us|(?:this |it |that )?(?:does not|doesn't|doesn’t) (?:concern|affect|involve) us"
_NA_FIRST = later(
    rf"(?:(?:这一?题|這一?題|这项|這項|该项|[这這]?[个個]?[问問][题題]|[对對]?我[们們]|it is|it's|this is)\s*)*(?:{_NA})(?![a-z吗嗎]|[^没沒我因，,。.；;：:、\s]{{1,12}}的(?:商品|[货貨訂订][单單]?|东西|東西|产品|產品|类目|類目|情形|情况|情況|服务|服務))[\s，,。.；;：:、!！（(\-—]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NA_LAST = later(
    rf"(?P<words>.{{1,300}}?)[\s，,。.；;：:、]++(?:(?:所以|因此|so|thus|therefore)\s*+)?(?:{_NA})[\s。.!！]*",
    re.IGNORECASE | re.DOTALL,
)
_NA_ASKED = later(
    rf"(?:[那这]|我们?|一?题|道|个|就|能不能|可不可以|可以|能|也)*(?:选|填|答|算|点|说)?(?:{_NA})(?:可以|能|行|可)?(?:选|填|答|算|点)?(?:[吗么吧]|不|行不行|可以吗|行吗|可不可以)+"
    r"|(?:[那这]|我们?|一?题|道|个|就|真的?)*(?:还|也|一定|必须|非)*(?:[要用得]|需要)(?:不[要用])?(?:回?答|填|选)[这个吗么]*"
    rf"|(?:so |then |and )*(?:can|could|may|should|shall|do|would) (?:i|we|you) (?:just |then |also )*(?:pick|choose|select|say|put|mark|tick|take|use|answer|enter)?(?: it| this)?(?: as| that| with)? ?(?:{_NA})(?: here| for (?:this|it)| then)?"
    r"|(?:do|must|should) (?:i|we) (?:really |even |still )*(?:have to |need to )?answer (?:this|it|that)(?: one| question)?(?: at all)?|is (?:it|this) (?:really |even )?(?:necessary|needed|required)(?: to answer (?:this|it))?",
    re.IGNORECASE,
)
"""What asks whether a question has to be answered, or may be set aside."""
_TENTATIVE = later(r"[?吗么呢 ]+$")


def asked_under_a_note(outcome: Understood, message: str, question: Question) -> AskFact | None:
    """What helps most to ask under words that were not understood or only became a note, where they state something of today."""
    facts, plain_words = facts_of(question), "".join(message.split())
    short = len(plain_words) < LEAST_SAID * (1 if HAN.search(plain_words) else 2)
    if facts is None or short or not nothing_taken(outcome, message):
        return None
    told = _without_idle_question(message)
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
    message = _GAP.sub(lambda found: found[0][:_LONGEST_GAP], message)
    if isinstance(question, MeasureQuestion):
        message = _DAYS_AFTER.sub(r"\1天左右", message)  # of which kind of days is not said
    short = tidy(fold(message)).rstrip("? ") if len(message) <= _SHORT else ""
    facts = facts_of(question)
    if question_behind(message, rubric, asked) and (before := _BEFORE_ITS_QUESTION.fullmatch(message)):
        answer = understand(before["said"], question, rubric, asked, profile)
        if isinstance(answer, Answer):
            return replace(answer, doubt=answer.doubt or "rest")
        if isinstance(answer, Note):
            return Note(message)
        if isinstance(answer, AskFact | PremiseDenied) or (isinstance(answer, NotUnderstood) and answer.candidates):
            return answer
    if named := evidence_named(message) or asks_somebody(message):
        return named
    said = (
        _corrected(message, question)
        or _own_words(message, question)
        or own_alternative(message, question)
        or command(short)
        or _undone(short)
        or _put_right(short, question, rubric, asked, profile)
        or meaning(short, rubric)
        or order(short)
        or destination(short, question, rubric, asked)
        or _set_aside(message, question, facts, rubric, profile)
        or profile_said(message, rubric)
        or _command_beside(message, facts)
        or (Unsure() if unsure(short) == "" else None)
        or (wish(short, rubric, True, asked) if 0 < len(short) <= _TERSE and not _is_a_pick(short, question) else None)
    )
    if said is None and facts is not None:
        said = _by_facts(message, question, facts, rubric, profile)
    elif said is None:
        said = _answered(message, question) or own_with_a_slip(message, question) or _left(message, question)
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
    told = _without_idle_question(message)
    if told == message and nothing_taken(said, message):
        told = _behind_a_question(message, rubric, asked)
    idle = told != message
    if isinstance(said, AskFact) and (none := _named_and_denied(message, told)):
        anew = understand(none, question, rubric, asked, profile)
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
    units = [tidy(fold(quote)) for quote in quotes_of(message)] if len(message) <= _SHORT else []
    return Skip(message) if units[1:] and any(map(_TO_SKIP.fullmatch, units)) else None


_TO_SKIP = later(
    r"(?:那|就|先|我们?|这一?题|这个)*(?:跳过|略过|(?<=先)不[答填])(?:这一?题|它)?(?:[吧了啊]|好了)*|(?:so |let's |let me |i'll |we'll |please )*skip (?:it|this(?: one)?|that)(?: for now)?"
)
_BEFORE_ITS_QUESTION = later(
    r"(?P<said>.{2,600}[。.；;!！，,\n])\s*(?P<asked>[^。.；;!！，,\n?？]{3,40}[?？]?)\s*", re.DOTALL
)
"""An answer and a short question behind it."""


def question_behind(message: str, rubric: Rubric, asked: Sequence[str]) -> Understood | None:
    """What a message asks at its end about the self-check, as its score, or about a word; what stands before it is still an answer."""
    before = _BEFORE_ITS_QUESTION.fullmatch(message)
    if before is None:
        return None
    behind = tidy(fold(before["asked"])).rstrip("? ")
    if word := meaning(behind, rubric):
        return word if isinstance(word, AskTerm) else None
    wanted = wish(behind, rubric, True, asked) if ASKED.search(message.rstrip()[-1:]) else None
    about_it = isinstance(wanted, AskTerm | AskWhyScore) or (isinstance(wanted, str) and wanted.startswith("ask-"))
    return wanted if about_it else None


_ECHO = later(
    r"\W*(?P<named>(?!(?:what|how|why|which|who|when|where|can|could|do|does|is|are|may|should|must|if)\b)[^.。!！?？,，;；\n吗呢么什怎哪几多谁]{1,16})[?？]+\s*(?=[^\s?？][^?？]{5})",
    re.IGNORECASE,
)
"""What only says again what is asked about, before something is told: "closure?? we will not close"."""
_OF_THE_TALK = sought(
    r"(?<=[.。;；!！，,\n])\s*(?:(?:i'm )?not sure (?:if|whether) |i don't know (?:if|whether) )?(?:(?:is|was) )?(?:this|that|it)(?: is|'s)? (?:what|how|where) (?:you|we|i|it)\b[^.?？!,;]{0,24}[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:(?:if )?(?:you|u) (?:know|see) what i mean|(?:does|did) (?:that|this) (?:help|answer (?:it|that|the question|your question)|make sense)|(?:is|was) (?:that|this|it) (?:ok(?:ay)?|enough|clear|good enough)|right|ok(?:ay)?|you know|see)[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:不知道|不晓得|不清楚)?(?:你|您|这题)?(?:[要问想是]*)(?:不是)?(?:这个|这样|这些|这意思|这个意思)(?:吗|吧|行吗|可以吗|够吗|么)?[?？]\s*$|(?<=[.。;；!！，,\n])\s*(?:够(?:了|清楚)?[吗不]|对(?:吧|不对)|明白(?:吗|我意思吗)|懂(?:吗|我意思吗)|行不行|行[吗吧])[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:(?:so|and|but|then|mostly|basically|overall|we are|we're|that's|that is|it's) )*(?:fine|ok(?:ay)?|good|all right|covered)?,? ?(?:i(?:'d| would)? (?:say|think|guess|suppose|hope|believe|reckon)|no|yeah|isn't it|aren't we|or (?:not|so|something))[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:[这那](?:样|个)?|总体|大体上?|基本上?|应该|也|就|还|都|我们)*(?:算|行|可以|没(?:什么|啥)?问题|过得去|合格|达标|符合)(?:数|有|做到|达标|合格|了)*(?:吧|吗|么|不)+[?？]\s*$",
    re.IGNORECASE,
)
"""What asks at the end whether that was said as it was wanted, or will do."""


def _without_idle_question(message: str) -> str:
    """What is told, without a question that asks nothing: the matter named again before it, or whether that will do behind it."""
    return _OF_THE_TALK.sub("", _ECHO.sub("", message, count=1) if _ECHO.match(message) else message).strip()


_ASKED_FIRST = later(r"\s*(?P<asked>[^?？]{2,80}[?？])\s*(?P<told>[^?？]{12,})")


def _behind_a_question(message: str, rubric: Rubric, asked: Sequence[str]) -> str:
    """What is told behind a question that is none of those one asks here: "Should I give you the list? We have one, but …"."""
    found = _ASKED_FIRST.fullmatch(message)
    if found is None or asks(found["told"]) or not_today(message):
        return message
    short = tidy(fold(found["asked"])).rstrip("? ")
    wanted = command(short) or meaning(short, rubric) or wish(short, rubric, False, asked)
    return message if wanted else found["told"].strip()


def _says_yes_or_no(message: str) -> bool:
    """Whether a message asks nothing and says no, all or partly in a clause of its own, so that it answers something."""
    units = [tidy(fold(quote)) for quote in quotes_of(message)] if len(message) <= _SHORT else []
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
    answer = understand(told, question, rubric, asked, profile)
    facts, echo = facts_of(question), _ECHO.match(message)
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


def _named_and_denied(message: str, told: str) -> str:
    """That there is none of what a message names as a question, where the next clause says no as a whole; "" else."""
    echo = _ECHO.match(message)
    if echo is None or yes_or_no(tidy(fold(next(iter(quotes_of(told)), ""))), "") != "no":
        return ""
    return f"没有{echo['named']}" if HAN.search(message) else f"we have no {echo['named']}"


_SELLS = later(
    r"^(?:我们|平台|这里)*(?:只|都|全)?是?[卖做](?!的|了|很|不少|这)|^(?:but |well,? )?(?:we|we're|this is|only|just)\b(?: \w+){0,2}? (?:sell|deal in|trade in|do|an?)\b(?! (?:it|that|this|them|those|lots|loads|some|plenty|a lot|have)\b)"
)
"""What names something else that is sold."""


def _command_beside(message: str, facts: QuestionFacts | None) -> Understood | None:
    """A command in a clause of its own, where the rest is not about the question."""
    found = among_others(message) if len(message) <= _SHORT else None
    return found if found and not (facts and _about_this(message, facts)) else None


def _about_this(message: str, facts: QuestionFacts) -> bool:
    """Whether a message claims a fact of the question, or several of its clauses are plainly about one."""
    heard = hear(message, facts, likely=True)
    return heard.by_words or len(heard.supposed) > 1


def _is_a_pick(short: str, question: Question) -> bool:
    """Whether a short message names an option by its place, or begins with a figure that is asked for."""
    if isinstance(question, MeasureQuestion):
        return isinstance(answer := _answered(short, question), Answer) and answer.value != NO_FIGURE
    return question.answered_by == "choice" and read_single(short, len(question.choices)) is not None


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


_CORRECTION = later(
    r"[，,。；;、…\s—-]+(?:[哦啊呃唉哎诶喔]+[，,\s]*)?(?:不对|不對|(?:我)?(?:说|說|记|記|打|弄)?[错錯]了|口误|口誤|更正(?:一下)?)(?:[啊哦]*[，,。；;：:\s—-]+)(?:(?:应该|應該)?(?:是|为|為)|我是[说說])?"
    r"|[,.;\s—-]+(?:no,? wait|wait,? no|sorry|scratch that|correction|i mean(?:t)?|make that|or rather|wait|no)(?:[,.:;\s—-]+)(?:(?:it's|it is|make it|i mean) )?",
    re.IGNORECASE,
)


def _corrected(message: str, question: Question) -> Answer | None:
    """A number or pick that is put right in the same breath: what was said last, to be confirmed."""
    if len(message) > _SHORT or not (found := [*_CORRECTION.finditer(message)]):
        return None
    first, last = (
        _answered(part.strip(), question) for part in (message[: found[0].start()], message[found[-1].end() :])
    )
    return replace(last, doubt="rest", note="") if isinstance(first, Answer) and isinstance(last, Answer) else None


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
    said = understand(found.words, question, rubric, asked, profile)
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
    usual = usual_only(message, question) or one_left_out(message, question) or one_more(message, question)
    usual = usual or (isinstance(question, MeasureQuestion) and comes_to(message))
    others = isinstance(question, MeasureQuestion) and _of_something_else(unspaced(message[:LONGEST_CLAUSE]), question)
    picked = (
        None
        if usual or others or not_today(message)
        else _answered(message, question) or own_with_a_slip(message, question)
    )
    if isinstance(picked, Answer) and not question.credit_of(picked.value):
        said_besides = _NONE_OF_IT.match(message) and not all(map(denies_something, quotes_of(picked.note)))
        picked = None if said_besides or does_not_arise(message) else picked
    if isinstance(picked, Answer) and picked.value == NO_FIGURE and _some_follow(message, question):
        picked = None
    told_at_once = not (usual or others or not_today(message) or until_then(message, question))
    if picked is None and isinstance(question, MeasureQuestion) and told_at_once:
        named = several_named(tidy(fold(message)), question)
        picked = named if len(named.candidates) > 1 else None
    several = isinstance(picked, Answer) and isinstance(question, MeasureQuestion) and _said_on(picked, question)
    if picked is not None and not several and (isinstance(question, MeasureQuestion) or getattr(picked, "sure", False)):
        return picked
    said = read_by_facts(message, question, facts, rubric, profile)
    if several and isinstance(picked, Answer) and picked.value == "0" and getattr(said, "value", "") == NO_FIGURE:
        return NotUnderstood((NO_FIGURE, "0"), message)
    if several and picked and not isinstance(said, Answer) and not _worse_beside(said, picked, question):
        return picked
    if isinstance(said, PremiseDenied) and isinstance(picked, Answer) and not question.credit_of(picked.value):
        return said  # its "no" denies what is asked for, not that it is done
    understood = not isinstance(said, NotUnderstood) or said.candidates
    if understood and (several or picked is None or claims_by_words(message, facts)):
        return said
    return picked or (noted(message) if others else _left(message, question))


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


def _some_follow(message: str, question: Question) -> bool:
    """Whether a first "no" only denies what was offered or asked, and a figure or an exception follows it."""
    return isinstance(question, MeasureQuestion) and any(
        agreement(tidy(fold(head))) in ("no", "none")
        and (mentions_quantity(fold(rest[:LONGEST_CLAUSE]), question) or EXCLUDES.search(fold(rest)))
        for head, rest in clauses(message)
    )


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


def _left(message: str, question: Question) -> Understood:
    """Several answers to choose from, a note, or nothing that was understood."""
    named = several_named(tidy(fold(message)), question)
    return named if named.candidates else noted(message)


_TURNED = later(r"(?:不是|没有|别选|除了|not |isn't |except |❌ ?)")


def _own_words(message: str, question: Question) -> Understood | None:
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


_NO_REASON = later(
    r"(?:\b(?:then|right|so|ok(?:ay)?|really|here|(?:for|to) us|i (?:think|guess|suppose))\b|[吧呀啊呢对是嗯了的那就也]|这一?题|我们|[\s,，.。])+"
)
"""What is said beside "not applicable" and gives no reason."""


def _set_aside(
    message: str,
    question: Question,
    facts: QuestionFacts | None,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Understood | None:
    """不适用, with or without a reason; the reason's id only where its own words were typed.

    Where no reason is permitted and the words deny what the question takes for granted, what to offer for that.
    """
    match = _NA_FIRST.fullmatch(message) or _NA_LAST.fullmatch(message)
    asking = [quote for quote in quotes_of(message) if _NA_ASKED.fullmatch(tidy(fold(quote)))]
    if not asking and (not match or ASKED.search(message)):
        return None
    words = match["words"].strip(EDGES + "\n") if match and not asking else ""
    words = "" if _NO_REASON.fullmatch(fold(words)) else words
    if asking or little_else(as_read(words)) or asks(words):
        rest = "，".join(quote for quote in quotes_of(message) if quote not in asking) if asking or words else ""
        ways = denied(rest, question, facts, rubric, profile) if rest and facts is not None else None
        if isinstance(ways, PremiseDenied):
            return ways
        words = ""
    texts = [choice.text for choice in question.not_applicable]
    best = next(iter(nearest.ranked(words[:LONGEST_CLAUSE], texts)), None)
    place = nearest.exact(words, texts)
    if place is None and best is not None and best.own:
        place = best.place
    if place is None and facts is not None:
        ways = denied(words, question, facts, rubric, profile)
        of_profile = isinstance(ways, PremiseDenied) and any(isinstance(way, FactOfProfile) for way in ways.ways)
        if of_profile or (isinstance(ways, PremiseDenied) and not question.not_applicable):
            return ways
    if not question.not_applicable and (ways := by_profile(question, rubric)):
        return ways
    return NotApplicable(None if place is None else question.not_applicable[place].id, words)


def _answered(message: str, question: Question) -> Understood | None:
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
    if not folded or len(folded) > _SHORT:
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
    if meaning in ("all", "double") or (many and number(many) == count):
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
