"""What a message says of the profile: what a question takes for granted denied, or the facts of the platform told.

"We take no deposits" is no answer, least of all the lowest. Offered instead are the reason for which the
question does not apply and the profile's fact that rules it out. "B2C 综合平台，有直播，卖食品，420 万用户" states
facts; only clauses that say nothing else count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.facts import Cues, QuestionFacts, Spoken, profile_words
from ecq.interview.typed import nearest
from ecq.interview.typed.clauses import as_read, asked, clauses, not_today
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.outcomes import FactOfProfile, NotApplicable, PremiseDenied
from ecq.interview.typed.said import SURE, not_asked
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import agreement, says_lack, tidy
from ecq.rubric.conditions import Fact, ProfileValue, holds
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

DENIES = sought(
    r"没(?!用[完过]?的)有?|不(?!过|同|只|仅|但)|无(?!法)|从不|未(?!成年|使用的|用完的)|\b(?:no|not|none|never|without|neither|nor|nothing|zero)\b|n't\b"
)
_LITTLE = later(
    r"既|我们?|咱们|我司|平台|综合|电商|商城|自己|商家|用户|消费者|目前|现在|暂时|根本|压根|完全|任何|这[种类些块个]|司机|业务|功能|服务|活动|模式|各端|一[个条件项笔样]|近?[最近]*[一二三四五六0-9]个?[月年天]内?"
    r"|开业|以来|到现在|至今|从来|收到|遇到|过|来|提供|开展|收集|涉及|使?用|卖|做|搞|弄|收|发|打|让|准|许(?!可)|有|上|里|都|也|和|的|呢|啊|了|还|就|带|去|结算|也不|存在|处理|给|向|跟|但是?|可是|所以|反正|参与|参加|接入|合作|这块|这里|[啦喔哈嘛呀诶咯哦耶嗯哎唉吧]|说过?(?=[的了没不])|那种|这种|哪个端|东西|是我们的事|在(?=卖|做|用|搞|$)|入驻|饭店|店"
    r"|\b(?:we|our|us|i|platform|site|business|at all|any|do|does|did|don|doesn|have|has|had|got|get|there|is|are|was|were|isn|aren|a|an|the|on|here|merchants?|of|sells?|takes?|runs?|offers?"
    r"|uses?|sends?|and|or|ever|so|far|yet|in|this|these|for|to|from|by|through|receive[ds]?|with|involved|also|us|yes|kind|only|honestly|really|actually|simply|all|sellers?|but|ours(?:elves)?|anyone|it|re|ve|m|way|sort|type|anything|anywhere|whatsoever|hold|collect|process|knowingly)\b|[^\w\u3400-\u9fff]"
)
_THAT_AND_NO = 2
"""Of so many clauses the last may deny what the first only names: "minors, no"."""
MOST_BESIDE = 1
"""So many English words may stay beside what is denied; of Chinese ones none, where each is a verb or a thing."""


def denied(
    message: str,
    question: Question,
    facts: QuestionFacts,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
    *,
    counted: bool = False,
) -> PremiseDenied | None:
    """What to offer where a message denies what the question takes for granted; None for any other. `counted`: where it says that
    there is no such figure. Where only the profile could say so and it is not filled in, its page is."""
    if not _IN_A_CASE.search(message):
        message = _ASKED_BEFORE.sub("", message)
    if (asked(message) and not does_not_arise(message)) or _DOES_ARISE.search(message):
        return None
    message = _A_LABEL.sub(r"\g<verb>", message)
    said = [as_read(part) for quote in clauses(message) for part in _AND_NO.split(quote) if part]
    said += [
        f"{named} {no}" if named.isascii() else f"{named}{no}"
        for named, no in pairwise(said)
        if DENIES.search(no) and little_else(no) and len(said) == _THAT_AND_NO
    ]
    lowest = question.choices[0][1].zh if question.choices else ""
    if agreement(tidy(fold(message))) in ("no", "none") and question.answered_by == "choice" and not says_lack(lowest):
        bare = tuple(NotApplicable(choice.id, message) for choice in question.not_applicable)
        return PremiseDenied(bare) if bare else None
    reasons = [
        NotApplicable(reason, message)
        for reason, words in facts.set_aside.items()
        if any(_says(words, text) for text in said)
    ]
    begun = () if reasons else (*_just_begun(message, question),)
    options = _options_denied(said, question, rubric)
    ruled_out = [*_ruled_out(said, question, rubric, profile)]
    if not reasons:
        reasons += _out_of_scope(message, question, facts, counted)
    reasons = [one for one in reasons if not _exists(facts, one, said)]
    ways: list[NotApplicable | FactOfProfile] = [*reasons, *begun]
    ways += ruled_out or _taken_for_granted(ways, question, rubric, profile)
    ways += _without(options, question, rubric, profile)
    return PremiseDenied(tuple(ways)) if ways else None


def _exists(facts: QuestionFacts, way: NotApplicable, said: list[str]) -> bool:
    """Whether what a reason denies is said to be there, and nowhere the reason itself."""
    words = facts.set_aside.get(way.reason_id or "", Spoken())
    if any(True for text in said for _ in words.itself.spans(text)):
        return False
    return any(
        _HAS.search(text[:start]) or _IS_THERE.match(text, end)
        for text in said
        if not DENIES.search(text)
        for start, end in words.others.spans(text)
    )


_HAS = later(
    r"(?:(?<![边哪没还])有|(?:[收卖做]|用(?!户))了?|[都全]是)[^，都只]{0,4}$|\b(?:have|has|had|take|sell|run|use|offer|with|are|is)\b[^,.]{0,16}$"
)
_IS_THERE = later(r"(?:我们|平台)?[也都就倒还是]*(?:有|在[收卖用做])| (?:are|is) (?:there|on|sold|used|taken)\b")


def does_not_arise(message: str) -> bool:
    """Whether a message says that what is asked does not arise on the platform."""
    said = _apart_from_cases(message)
    return not_asked(message) >= SURE["not-asked"] or any(
        _NO_CASE.search(text) or _NOT_OURS.fullmatch(text) for text in said
    )


def _apart_from_cases(message: str) -> list[str]:
    """The clauses without "if" and "whether"; what ends in "this question" stands with the verdict after it."""
    return [_IN_A_CASE.sub("", as_read(quote)) for quote in clauses(_THEN.sub("", message))]


def _just_begun(message: str, question: Question) -> Iterator[NotApplicable]:
    """The reasons that say that something is not due yet, where a message says that it has only begun, or is not due."""
    if _BEGUN.search(as_read(message)):
        for choice in question.not_applicable:
            if _NOT_DUE.search(choice.text.zh):
                yield NotApplicable(choice.id, message)


def _out_of_scope(message: str, question: Question, facts: QuestionFacts, counted: bool) -> Iterator[NotApplicable]:
    """The one or two reasons that come nearest, where a message says that what is asked does not arise."""
    text, choices, plain = as_read(message), question.not_applicable, does_not_arise(message)
    if (
        not choices
        or not (LACKS.search(text) or _BEGUN.search(text))
        or not (plain or (not counted and any(map(_NOTHING_TO.search, _apart_from_cases(message)))))
    ):
        return
    if _NOT_DONE.search(text):
        return
    claims = [claim for claim in hear_at(message, question, facts).claims.values() if claim.stated]
    if len(claims) > _MOST_HEARD and not plain:
        return
    there = nearest.grams(text)
    shares = {}
    for choice in choices:
        words = facts.set_aside.get(choice.id, Spoken())
        own = nearest.grams(as_read(choice.text.zh if HAN.search(text) else choice.text.en))
        named = any(True for _ in words.unmarked.spans(text))
        shares[choice.id] = len(there & own) / max(len(own), 1) + named / 2
    best = sorted(shares, key=lambda one: -shares[one])[:2]
    yield from (NotApplicable(one, message) for one in best if shares[one] >= (_HARDLY if plain else _PARTLY))


_DOES_ARISE = sought(
    r"(?:不是|并非|唔係|不算)(?:说|說|講)?(?:不适用|不適用)|\b(?:not that it|it's not that it|not because it) (?:does|is)(?:n't| not) (?:apply|applicable)",
    re.IGNORECASE,
)
"""What says that a question is one for the platform."""
_A_LABEL = later(
    r"(?P<verb>[标標写寫打贴貼叫示注][着了个個成为為的上]{0,2}|\b(?:labelled|marked)(?: as)? )[\"“「『'‘][^\"”」』'’，。]{1,24}[\"”」』'’]"
)
"""What a mark says, which says nothing of the platform: they are marked "private seller"."""
_ASKED_BEFORE = later(r"^[^?？]*[?？](?=\s*[^\s?？][^?？]{3,}$)")
"""What is asked before the rest of a message, which states something."""
_AND_NO = later(r"\s(?=(?:and|or|nor|so) (?:no|not|never|neither|nothing|nobody)\b)", re.IGNORECASE)
"""Where something else is denied in the same breath."""
_THEN = later(r"(?<=问题|問題|情[形况況])[，,](?=.{0,6}不[存成会會])")
_IN_A_CASE = sought(r"\b(?:if|where|whether)\b.*|(?:如果|要是|假如).*")
_NOT_DONE = later(
    r"[没未冇](?:有)?(?:去|往上|上)?报(?:过|送过|上|给|到)|\b(?:reported|filed|submitted|sent) (?:them )?nothing\b|\b(?:haven't|have not|hasn't|didn't|did not|never) (?:yet |ever )?(?:report|file|submit|send|sent)\w*|\b(?:neither|nor) [^.]{0,24}\bdid (?:we|i) (?:report|file|submit|send)"
)
"""What says that something was not done, not that there was nothing to do."""
_MOST_HEARD = 2
_HARDLY, _PARTLY = 0.0, 0.3
"""So much of a reason's words must be there where a message says that the question is none for it, and where it says less."""

_NOT_OURS = later(
    r"(?:(?:这|那|本)[个题条块项]?|对|我们|平台|都|也|还|就|是|,)*(?:[不没](?:涉及|适用|存在|相关)|用不[上着]|无关)(?:我们|这[个块些]|[的了啊呢吧呀嘛啦])*"
    r"|(?:so |well )?(?:it|this|that)(?: one| question)?(?:(?: does|do|'s| is)(?:n't| not)| never) (?:apply|arise|applicable|relevant|concern us|come up)(?: to us| here| for us| at all)*"
)
"""A clause that says nothing but that a question is none for the platform."""
_NOTHING_TO = later(
    r"(?:没|谈不上|不存在|无所谓)[^，。]{0,14}?(?<!天)(?:这回事|这码事|可言|的问题)|没(?:有)?(?:什么|啥)[^，。]{0,10}?(?:可以?|好|得|需要|用得[着上]|要)[关算报退说评答谈查改提统测办做标解带抽]?|(?:[算报说答评]不[出了上]|谈不上(?=几|多|什么|啥|[，。]|$))|没(?:有)?(?:办)?法[算报说评]|没得[算报评答填]|没(?:有)?(?:[^，]{0,6})?(?:天数|次数|数字|比例|百分比|这个数)(?:可|能)?(?:以)?(?:算|报|给|讲|说)?|[没未]有?(?:新|制)?[定订增]过?[，也亦]*[没未]有?[改动变]过|一[封件个条份次宗起笔][^，]{0,3}都[没未]有?(?:收|遇|发现|碰|接)|[没未]有?收(?:到)?过一?[封件个条份次宗起笔]|所以(?:就|也)*(?:没|不存在|谈不上|无)|没(?:有)?(?:这个)?[^，。]{0,6}可以[算报说]|(?:都|全)是[^，。]{0,8}(?:个人|一般人|私人|素人)"
    r"|(?:there'?s|there is|there are|there was|we have|we've|it's|you'd have) (?:just |simply |really |basically )?(?:nothing|nobody|none)\b[^.]{0,40}?\b(?:to|for|over|that)\b|\bso (?:there'?s |there (?:is|are) |we have |we've )?(?:just |simply |really )?no(?:thing|body)?\b[^.]{0,40}?\b(?:to|for|over|that)\b|nothing to (?:\w+)|no(?:thing| such)\b[^.]{0,30}\b(?:so|hence)\b|so (?:there's|there is|there are) no\b|haven't (?:got|had) any\b|\bno one (?:who|we)\b|\bnobody (?:who|we)\b"
)
"""What says that there is nothing of which it could be asked; "there are no such days" only says that there is no figure."""

_NO_CASE = sought(
    r"没(?:有)?(?:任何|什么|哪[个种]|一[个种])?(?:需要|需|应当?|应该|该|必须|得|用得[着上])[^，。;]{1,16}的?(?:情[形况]|场景|场合|业务|活动|事项?|东西|处理)|(?:(?<![\u3400-\u9fff])|(?<=[们台里边都也就还前在本根来]))没(?:有)?(?:任何)?(?:这|那|此|该)(?:[种类些]|样的?)?(?:情[形况]|场景|业务|商品|货|东西|case)"
    r"|\b(?:nothing|none|(?:no|n't have any) (?:such )?(?:case|situation|scenario|occasion|processing|activity|business)\w*|not a single)\b[^.,]{0,40}\b(?:needs?|need(?:ing|ed)|requir(?:es?|ed|ing)|calls? for|trigger(?:s|ing)?)\b|\bno such (?:case|situation|scenario|thing|goods|products?|business|activity)\w*(?! (?!here|on|at|in|with|for|so|and|or|that|to|of|as)\w)"
)
"""What says that there is no case in which it would have to be done."""

_BEGUN = sought(
    r"刚(?:刚|才)?(?:开|上线|成立|起步|做|被?认定|成为)|才(?:刚|开[业张通始]?)|[开成][业张通立为][^，。]{0,8}(?:不久|不到|没多久|没几天)|[没未](?:有)?(?:任何)?(?:一[项个条])?到期|[没未](?:有)?赶上|[没未](?:有)?到(?:了)?(?:该|要|deadline)|(?:日子|日期|期限|时间|时候)[都还也]*没(?:有)?到(?!位)|[问谈讲说][^，。;]{0,8}(?:还|太|为时[过尚])早|[还都][没未](?:有)?(?:轮到|碰[到上]|到(?:期|时候|日子|报|点|[0-9一七]+月|日子|时间|,|$))"
    r"|\b(?:(?:only |have )?just (?:opened|started|launched|begun)|only (?:opened|started|launched|became)|recently (?:opened|started|launched)|opened recently|(?:isn't|not|aren't|is|are) (?:yet )?due|(?:has|have) (?:come|fallen) (?:round |around |due |do )?yet|(?:has|have)(?:n't| not) (?:yet )?(?:come|fallen) due|(?:n't|not|none|nothing)\b[^.]{0,24} (?:comes?|came|falls?|fell|fallen) due|still ahead|too early|only been (?:open|live|running))\b"
)
_NOT_DUE = later(r"到期|不久|不满|未满|报送期")


LACKS = later(rf"{DENIES.pattern}|只|都是|刚|才|\b(?:only|all|just)\b")
NEVER = later(
    r"从(?:来)?(?:没|未)|没.{0,8}过|没有?(?:开|哪个|任何人|人来)|还(?:没|不)(?:到|有过)|一[个件次条单]?.{0,5}(?:都|也)没|才.{0,6}[年月]|\b(?:never|(?:haven't|hasn't) (?:been|had|come)|nobody has|no one has|so far|yet)\b"
)
"""What says that something has never happened or begun; a reason for not applicable may say the same in other words."""


def _says(words: Spoken, text: str) -> bool:
    """Whether a text says the reason itself ("="), or denies what it denies and says nothing else."""
    return any(words.itself.spans(text)) or _denies(words.others, text)


def _denies(there: Cues, text: str) -> bool:
    if _GIVEN_UP.search(text):
        text = _GIVEN_UP.sub(" no ", _WHEN.sub(" ", text))
    return DENIES.search(_NOT_ALL.sub("", text)) is not None and says_nothing_else(there, text)


_GIVEN_UP = sought(
    r"(?<!不)(?:停用?|下线|取消|撤|砍)掉?了|(?:早就|已经|年前?|后来)[就都]?关(?:掉|停)?了|不再?(?:做|卖|收|用|开|办|搞)了|\b(?:stopped|dropped|scrapped|discontinued|abolished|closed down|shut down|gave up|given up)\b"
)
"""What says of something that it is no more."""
_WHEN = later(
    r"[去前今]年|[一二两三四五六0-9]+年前|(?:19|20)[0-9]{2}年?|早就?|已经?|后来|\b(?:(?:a few|some|a|one|two|three|four|five|[1-9]) years? ago|last year|in (?:19|20)[0-9]{2}|already|long ago)\b"
)
_NOT_ALL = later(r"\bnot (?:all|every|always|each)\w*|(?:不是?|没有?)(?:都|每|全)|并非[都每所全]")
"""What is not so of all is so of some: it denies no premise."""


def says_nothing_else(there: Cues, text: str) -> bool:
    """Whether a folded clause names this, denied or not, and says nothing besides."""
    spans = sorted(there.spans(text), key=lambda span: span[0] - span[1])
    kept = text
    for start, end in spans:
        kept = kept[:start] + " " * (end - start) + kept[end:]
    return bool(spans) and little_else(kept)


def little_else(kept: str) -> bool:
    """Whether what is left of a folded clause, where its names stood, says nothing by itself."""
    left = beside(kept)
    return not left or (kept.isascii() and len(left) <= MOST_BESIDE)


def beside(kept: str) -> list[str]:
    """What is left of a folded clause beside words that say nothing by themselves."""
    return _LITTLE.sub(" ", DENIES.sub(" ", re.sub("是(?=[不没](?!是))", "", kept))).split()


def _ruled_out(
    said: list[str], question: Question, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> Iterator[FactOfProfile]:
    """Facts of the profile that are denied, and with which the question is not asked."""
    if question.applies is None:
        return
    for name in dict.fromkeys(fact for fact, _ in question.applies.facts()):
        words, fact = profile_words().get(name), rubric.facts.get(name)
        if words is None or fact is None or fact.kind != "one":
            continue
        no = none_of(fact)
        ruled_out = no is not None and holds(question.applies, {**profile, name: no}, rubric.facts) is False
        if (
            no is not None
            and ruled_out
            and any(
                _denies(words.others, text) or (any(words.itself.spans(text)) and not not_today(text)) for text in said
            )
        ):
            yield FactOfProfile(name, no)


def _taken_for_granted(
    ways: list[NotApplicable | FactOfProfile], question: Question, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> list[FactOfProfile]:
    """Beside a reason that says that the platform has what the question is asked for: that it has not, where nobody said so yet."""
    reasons = {choice.id: choice.text.zh for choice in question.not_applicable}
    given = [reasons.get(way.reason_id or "", "") for way in ways if isinstance(way, NotApplicable)]
    texts = [as_read(found[0]) for text in given if (found := _ONLY_THAT.search(text))]
    instead = by_profile(question, rubric) if texts else None
    return [
        way
        for way in (instead.ways if instead else ())
        if isinstance(way, FactOfProfile)
        and way.value
        and way.fact not in profile
        and any(True for text in texts for _ in profile_words().get(way.fact, Spoken()).spans(text))
    ]


_ONLY_THAT = later("只有[^，]+")


def by_profile(question: Question, rubric: Rubric) -> PremiseDenied | None:
    """The facts of the profile with which the question would not be asked, where it is only said not to apply; None where none does."""
    applies = question.applies
    if applies is None:
        return None
    facts = [rubric.facts[name] for name in dict.fromkeys(fact for fact, _ in applies.facts()) if name in rubric.facts]
    ways = [
        FactOfProfile(fact.id, no)
        for fact in facts
        if fact.kind == "one" and (no := none_of(fact)) and holds(applies, {fact.id: no}, rubric.facts) is False
    ]
    ways = ways or [FactOfProfile(fact.id, ()) for fact in facts]
    return PremiseDenied(tuple(ways[:_MOST_INSTEAD])) if ways else None


def none_of(fact: Fact) -> str | None:
    """The option of a fact of the profile that says that it is not so, or none of the others."""
    return next((one.id for one in fact.options if one.id in ("no", "none")), None)


def _options_denied(said: list[str], question: Question, rubric: Rubric) -> Mapping[str, frozenset[str]]:
    """The options of facts of the profile that are denied, of those for which the question is asked: by fact."""
    found: dict[str, frozenset[str]] = {}
    for name, asked_for in question.applies.facts() if question.applies is not None else ():
        words = profile_words().get(name)
        if words is None or name not in rubric.facts:
            continue
        for text in said:
            if outright := {option for option, cues in words.options.items() if any(cues.itself.spans(text))}:
                found[name] = found.get(name, frozenset()) | outright
            named = {option: cues for option, cues in words.options.items() if any(cues.spans(text))}
            together = Cues(
                zh=" ".join(one.zh for one in named.values()), en=", ".join(one.en for one in named.values())
            )
            if named and _denies(together, text):
                found[name] = found.get(name, frozenset()) | named.keys()
        if not found.get(name, frozenset()) & set(asked_for):
            found.pop(name, None)
    return found


def _without(
    denied_options: Mapping[str, frozenset[str]],
    question: Question,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Iterator[FactOfProfile]:
    """The facts of the profile without what is denied: of several options those that are left, where they are known; of one the
    one or two before it."""
    for name, options in denied_options.items():
        fact, value = rubric.facts[name], profile.get(name)
        ids = [one.id for one in fact.options]
        instead: list[ProfileValue] = []
        if fact.kind == "one":
            before = [one for one in ids[: min(map(ids.index, options))] if one != value]
            instead += before[: -_MOST_INSTEAD - 1 : -1]
        elif isinstance(value, tuple):
            left = tuple(one for one in value if one not in options)
            none = none_of(fact)
            instead += [left] if left else [(none,)] if none else []
        if fact.kind == "many" and not instead:
            yield FactOfProfile(name, ())
        for one in instead:
            if question.applies is not None and holds(question.applies, {**profile, name: one}, rubric.facts) is False:
                yield FactOfProfile(name, one)


_MOST_INSTEAD = 2
