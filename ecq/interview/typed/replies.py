"""A typed reply to what was asked back: yes or no in any words, or which of those offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.typed.answers import PLACES, read_several, read_single
from ecq.interview.typed.clauses import WITHOUT_EXCEPTION, unspaced, without_the_case
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, bare, clauses, fold, forms
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

_ENDS = r"(?:[的了呀啊嘛咯喽哦滴啦喔耶㗎噶吧]|[ ,，.。!！、])*"
_TAKE = r"(?:(?:就|先|那就?|你|您|帮我|给我|按|照|请|可以|暂时)*+(?:这么|这样子?|这[个条项])?(?:确认|采纳|同意|接受|提交|(?:记|写|填|选|定|存|录)(?:上|下|下来|进去|一下|这个|成这样)?)|(?:please )?(?:do|record|save|take|put|note|enter|tick|keep|use|choose|pick|accept|confirm)(?: (?:it|that|this))?(?: one)?(?: down| in)?(?: so)?|(?:yes )?(?:let's )?go with (?:it|that|this)(?: one)?(?: so| then)?)"
_YES = later(
    rf"(?:(?:就(?:是)?[这那](?:样|么)子?(?=对|是|没|可以)|(?:[这现]回|[这现]下|现在)对|就是?它|对头?|是|系|啱|好|中|没毛病|没问题|嗯|没有?错|不错|正确|当然|确实|可以|行|有|就是|正是|yes|yep|yeah|yup|ya|yea|aye|(?:quite |all )?right|(?:quite )?correct|exactly(?: that| so| this)?|(?:quite )?true|sure|grand|lovely|like (?:that|this)|indeed|agreed|spot on|precisely"
    rf"|absolutely|of course|obviously|certainly|definitely|totally|ok(?:ay)?|go (?:ahead|on|for it)(?: then)?|i'm afraid (?:so|(?:that )?(?:we|it|they) (?:do|does|did|is|are|has|have))|that(?:'s| is) (?:(?:about |pretty much )?it|the one)|that(?:'ll| will) do|affirmative|perfect|finally(?=,? ?yes)|fair enough|we do have|there (?:is|are)|now (?:it's|it is) (?:good|right|correct|fine)"
    rf"|(?:that|it|this)(?:'s| is) (?:exactly |just |pretty much )?(?:us|our (?:situation|case)|how it is|what (?:i|we) (?:mean|meant|said)|good|fine)|(?:that|it|this)(?: is|'s) (?:right|correct|it|true|so)|(?:we|they|it|i|those|these) (?:do|does|did|have(?: been)?|has(?: been)?|is|are|can)){_ENDS})++"
    rf"(?:(?:就)?(?:是)?(?:这|这个|[这那](?:[两三四五六七八九十几0-9]+[个项条]|回|次)|这样|这么|那样|这意思|这个意思|我说的)(?:回事|样|子|情况)?{_ENDS})?|(?:那|嗯|行)?就(?:是)?[这那](?:个|样|些|么|个?情况|[两三四五六七八九十几0-9]+[个项条])(?:定|办)?{_ENDS}"
)
_TAKEN = later(rf"(?:{_TAKE}{_ENDS})++")
"""What takes an offer: "put it down"."""
_PUT_IN = later(
    rf"(?:帮我|给我|你|那就?|就|直接|这么|这样|,)*+(?:把?画像)?(?:里)?改(?:了|过来|一下|成这样)?{_ENDS}|(?:please )?change it(?: then)?"
)
"""What takes a change of the profile that is offered."""
_NO = later(
    rf"(?:(?:这个?|那个?)?(?:倒是?|就是?|也|都|还|真|暂时|目前|我们)*(?:没有?|没得|不行|不得|不可以|不会|不能)|没有?[做搞弄办](?:过)?[这那]个|不是|都不是|不对|都不对|不是[这那](?:[个些样]|么?回事|么)?(?:意思)?|唔系|不系|错了?|no|nope|negative|nobody(?: does)?|no one(?: does)?|there(?:'s| is| are) none|never|neither|none(?: of (?:them|these|those))?"
    rf"|(?:no,? )?(?:that|it|this)(?: is not|'s not| isn't) (?:it|right|so|true|correct|what i meant?)|not that(?: one)?|(?:then |so |well )*not (?:quite|really|entirely|exactly|as such)|(?:i'm afraid|i'd say|i would say) not|wrong|否){_ENDS}"
)
_NEARLY = later(
    rf"[嗯是对]*(?:大概|差不多|应该|基本上?|算)(?:就|也)?(?:是|对|这样|这个(?:意思)?|那样|这么回事|的)*(?:吧|了|啦|呀|就是)*{_ENDS}|(?:(?:that's |it's )?(?:more or less|pretty much|roughly|(?:there or )?thereabouts|(?:near|close) enough|about (?:right|that))|i(?:'d| would)? (?:think|guess|suppose|say|believe) so)(?: yes)?"
)
"""A yes that is not quite one: it takes what is offered, and to what is asked it says both."""
_SAID_SO = later(
    r"(?:我|我们)?(?:都)?(?:知道|明白|清楚)(?:了|的)?|(?:i|we) know(?: (?:that|it))?|(?:我|我们)?(?:不是|都|刚才?|前面|已经)*(?:都|就|已经)?(?:说|讲)(?:过|了)+.{0,2}|(?:as )?(?:i|we)(?:'ve| have)?(?: already| just)? ?(?:said|told you)(?: so| that| already)*"
)
_I_GUESS = r"i(?:'d)? (?:guess|suppose|think|reckon|say)"
_BEFORE_PICK = later(
    rf"^(?:嗯+|哦|噢|对|好的?|是|那么?|那就|所以|因此|只能|只好|应该是?|就|算|先?[按选照拣挑]|先|还是|我[说选要]?|yes|yeah|ok|okay|then|it's|it is|i'd say|i mean|{_I_GUESS}|(?:i'd |i'll |let's )?(?:go (?:with|for)|take|have)|[ ,，])+(?=.)"
)
_AFTER_PICK = later(
    rf"(?: {_I_GUESS}|应该|大概| (?:on|in|of|from) (?:your|the|this|that) list|[那这][个条项]|[吧呢啊了的啦呀]|[那这]?[个一]?(?:档|级|选项|答案)|[就也都比较最更]*(?:差不多|没错|可以|合适|接近|符合|对|行|像|是)|[ ,，]|(?: one)? of (?:these|those|them|the two)|(?: is| looks| sounds| seems)?(?: about)? (?:right|closest|nearest|best|fine|it|true|then|please)| will do| fits)+$"
)
_SORRY = later(
    rf"(?:oh |ah )?(?:sorry(?: about that)?|my (?:mistake|bad|apologies)|apologies|pardon)|(?:真)?(?:不好意思|抱歉|对不起)[啊了哈]*|{_I_GUESS}"
)
"""What is only polite."""
_OF_SO_MANY = later(
    r"(?: one)? (?:of|out of|among) (?:the|these|those|them|your|all)(?: (?:the|these|those))? (?P<en>two|three|four|five|six|[2-6])(?= ?$)|^(?:[这那])?(?P<zh>[两二三四五六2-6])[个项条种](?:里面?|当中|中间?|之中)[的选是我，]*"
)
"""How many there are of which one is named by its place."""
TWO = 2
_FIRST_OF_TWO = later(r"(?:前|上)(?:面|边|头)?(?:的|那|一)*[个条项种]|前者|(?:the )?(?:former|upper|top)(?: one)?")
_LAST_OF_TWO = later(
    r"(?:后|下)(?:面|边|头)?(?:的|那|一)*[个条项种]|后者|(?:the )?(?:latter|lower|bottom|other)(?: one)?"
)
_MIDDLE = later(r"(?:当?中|正中)[间央]?(?:的|那|一)*[个条项种]|(?:the )?(?:middle|one in the middle)(?: one)?")
_NUMBER_ALONE = later(
    r"(?:选择?|number |no\.? ?)*(?:[0-9]{1,2}|[a-z]|[一二两三四五六七八九十]|one|two|three|four|five|six)号?"
)

_LITTLE = 10
"""So many characters behind a yes to what was offered say nothing of their own."""

Reply = Literal["yes", "no"]


def reply(message: str, asked: str = "") -> Reply | None:
    """Whether a message says yes or no as a whole, or first, with nothing behind it that takes it back; `asked` is the question.

    The verb of the question alone, as people answer in Chinese, says yes, and no with a denial before it.
    """
    if asked and _AGREES_THERE_IS_NONE.fullmatch(in_mandarin(tidy(fold(message)))):
        return "yes" if _ASKS_IF_NOT.search(asked) else "no"
    message = in_breaths(message[:LONGEST_CLAUSE])
    if _QUESTION_MARK.search(message) and _WHAT_FOR.fullmatch(in_mandarin(tidy(fold(message)))):
        return None  # asks what is meant
    if said := yes_or_no(tidy(fold(message)), asked):
        return said
    if asked and (said := _mixed(message, asked) or at_the_end(message, asked)):
        return said
    first, *after = _SENTENCES.split(message, maxsplit=1)
    if after and _NOT_QUITE.search(fold(first)) and _YES_AFTER_ALL.search(fold(after[0])):
        return "yes"
    if after and (said := at_the_end(first, asked)):
        more = fold(after[0])
        return None if any(one.search(more) for one in _TAKEN_BACK) or _ONLY_FIRST.match(more) else said
    for head, rest in reversed([*clauses(message)]):
        said, more = yes_or_no(tidy(fold(head)), asked), tidy(fold(rest[:LONGEST_CLAUSE]))
        if said == "yes" and asked and _NO.fullmatch(in_mandarin(more)):  # "right, there is none"
            return "no"
        more = _NONE_LEFT.sub("", more)
        doubts = (TURN, HEDGE, GUESS) if said == "no" and asked else (TURN, CONTRAST, HEDGE, GUESS, ONLY)
        if said and not any(one.search(more) for one in doubts):
            plain = said == "no" or not NEGATION.search(without_the_case(more, fold(asked)))
            stands = _SAID_SO.fullmatch(more) or (plain and (asked or len(more) <= _LITTLE))
            return said if stands else None
    return None


_SENTENCES = later(r"(?<=[.。!！])\s*(?=\S)")
_NOT_QUITE = later(r"\bnot (?:quite|exactly|really|entirely|as such)\W*$|(?:不完全|不太|不全)是\W*$")
_YES_AFTER_ALL = later(r"[.。!！;；,，]\s*(?:so |well |then )*(?:yes|yep|yeah|是的?|算是)\W*$")
"""What ends with a yes of its own, after what began with no full one."""
_TAKEN_BACK = (TURN, CONTRAST, HEDGE, GUESS)
_ONLY_FIRST = later(r"\W*(?:it's |it is |that's )?(?:only|just|但|只|仅|就)")
"""What takes back in a sentence of its own what the first says at its end: there it may speak of another thing."""


def at_the_end(message: str, asked: str = "") -> Reply | None:
    """Yes or no where a message ends with that: "the refresher didn't happen, so no", "nothing like it in the shops, no"."""
    units = [fold(one).strip() for one in _UNITS.split(message) if one]
    if len(units) < TWO or _QUESTION_MARK.search(message):
        return None
    while len(units) > 1 and (_FRANKLY.fullmatch(units[-1]) or _SAID_SO.fullmatch(units[-1])):
        del units[-1]
    *before, last = units
    rest = "，".join(before)
    if leads := _SO.match(last):
        return None if GUESS.search(rest) else yes_or_no(tidy(last[leads.end() :]), asked)
    last = in_mandarin(tidy(last))
    if not before:
        return yes_or_no(last, asked)
    said: Reply | None = "no" if _NO.fullmatch(last) else "yes" if _YES.fullmatch(last) else None
    doubted = any(one.search(rest) for one in (TURN, CONTRAST, HEDGE, GUESS, ONLY))
    if said is None or doubted or yes_or_no(tidy(before[0]), asked) or (said == "yes" and NEGATION.search(rest)):
        return None
    return said


_QUESTION_MARK = later(r"[?？]")
_SO = later(
    r"(?:and |but )?(?:so|then|hence|therefore|thus|in short|meaning|which means|that makes it|the answer is)[, ]+(?:that's |it's |that is |it is |i'd say |an? )*|(?:所以|因此|总之|结论|等于|归根到底)(?:说|呢|就|是|应该|还是|也|答案|算|[,， ])*"
)
"""What leads to a verdict at the end of a message."""
_FRANKLY = later(
    r"just about|honestly|frankly|really|obviously|of course|you know|anyway|i'm afraid|believe (?:it|me)(?: or not)?|(?:说?老?实话?说?|说真的|反正|真的|当然|你懂的)[啊吧呢了]*"
)
"""What only stresses what was said before it."""
_BREATH = later(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_FIRST_WORD = later(
    r"^(?:嗯+(?!不)|对的?(?=就|是|没|不(?!对|起|住|上|准)|(?!一[半部])[0-9一两二三四五六七八九十半])|(?:yes|yeah|yep|yup)\b(?= \w))(?!$|，)",
    re.IGNORECASE,
)
_BEFORE_A_REPLY = later(
    rf"^(?:我|我们)?(?:刚刚?才?|前面|上面|之前)(?:不是)?(?:都|已经?)?(?:说|讲)(?:过|了)+(?:[吗嘛])?[，, ]*(?=[^，,])|^(?:(?:谢谢[你您]?|多谢|不好意思|抱歉|sorry|apologies|thanks|thank you|well|so|then|oh|ah|look|hang on|hold on|wait|[哦噢啊呃哎唉诶]+|等等|等一下|(?:{_SAID_SO.pattern}))[,，.。!！…\s]+)+(?=\S)",
    re.IGNORECASE,
)


_SORRY_BEHIND = later(rf"(?<=\S)[,，.。!！\s]+(?:{_SORRY.pattern})\W*$", re.IGNORECASE)


def in_breaths(message: str) -> str:
    """A message with a stop where one who dictates or hurries leaves it out, and without what only comes before a reply."""
    plain = _BREATH.sub("，", message.strip())
    plain = _SORRY_BEHIND.sub("", _BEFORE_A_REPLY.sub("", plain))
    return plain if yes_or_no(tidy(fold(plain)), "") else _FIRST_WORD.sub(r"\g<0>，", plain, count=1)


_NONE_LEFT = later(
    r"没有?(?:一[个家件次条])?(?:漏|落下|例外|遗漏|问题)[掉过的了]*|一[个家件条]不[落漏少]|一[个家件条次笔单]?都不例外|无一例外|没有?(?:别的|其[他它余]的?|另外的?|什么)(?:要|可|好)?(?:补充|加|说|讲|改)?的?[了啦]?$|没有?(?:要|可|什么)?补充的?了?$|\b(?:nothing (?:else|more|to add)|that's (?:it|all))\b|\bwithout (?:fail|exception)\b|\bno exceptions?\b|\bnever missed (?:one|any)\b"
)
"""What says that it is so of each: no denial of it."""
_VERDICT = later(
    r"(?P<no>(?:不是|没有?|不行|不会|不能|不可以|没做|[\u3400-\u9fff]不[了到成]|not(?: quite| yet)?|no)的?)$|(?P<yes>(?<![不没])(?:(?:是|有|行|会|能|可以|做了|yes)的?|能[\u3400-\u9fff]))$"
)


def _mixed(message: str, asked: str) -> Reply | None:
    """No, where it is asked of all and one part is said to be so and another not."""
    if not _OF_ALL.search(asked):
        return None
    units = [tidy(fold(one)) for one in re.split(r"[，,。;；:：!！]", message)]
    if any(_one_is_not(in_mandarin(one), asked) for one in units):
        return "no"
    said = [found.lastgroup for one in units if len(one) > 2 and (found := _VERDICT.search(one))]
    return "no" if {*said} == {"yes", "no"} else None


def yes_or_no(short: str, asked: str) -> Reply | None:
    """Whether folded, tidied words say just yes or no to what was `asked`, in any words or by its own verb."""
    short = in_mandarin(short)
    half = short[: len(short) // 2]
    short = half if len(half) > 1 and short == 2 * half else short  # "都有都有"
    short = _IN_OUR_CASE.sub("", _I_PUT.sub("", short))
    if asked and _OF_ALL.search(asked) and (_NOT_ALL.fullmatch(short) or _one_is_not(short, asked)):
        return "no"
    if asked and ((what := _WHAT_FOR.fullmatch(short)) and _same_verb(what["verb"], fold(asked))):
        return "no"
    if asked and _less_often(short, fold(asked)):
        return "no"
    if _YES.fullmatch(short) or (asked and _OF_ALL.search(asked) and WITHOUT_EXCEPTION.fullmatch(short)):
        return "yes"
    if _NO.fullmatch(short):
        return "no"
    if not asked and _NEARLY.fullmatch(short):
        return "yes"
    said = agreement(short)
    if said in ("yes", "no"):
        return said
    if asked and (each := _EACH.fullmatch(short)):
        return "no" if each["no"] or each["no_en"] else "yes"
    return ({"all": "yes", "none": "no"}.get(said or "") or _verb(short, asked)) if asked else None  # type: ignore[return-value]


_I_PUT = later(
    r"^(?:(?:i(?:'d|'ll| would| will| must)?|we(?:'d|'ll)?|let's|let me|you can|just|then|have to) )*(?:put|say|answer|go (?:with|for)|call (?:it|that)|mark|make (?:it|that)|tick|enter|have)(?: (?:it|that|this))?(?: down)?(?: as| for)? (?:an? )?(?=(?:yes|no|nope|yep|not)\b)|^(?:it|that|this|the answer|mine)(?:'s| is| would be|'d be) an? (?=(?:yes|no)\b)"
    r"|^(?:我|这个?|那个?|这一?题|那|就|先|还是|要|会|得|应该|只能|给我|帮我|[你您])*(?:[选填答写记勾]|算(?![是对])|说(?!是))(?:个|成|作)?(?=(?:是|不是|有|没有?|否|对|不对|[能会行]|不[能会行])[的了吧啊呗]*$)"
)
"""What only says that one answers: "I'd put no"."""
_IN_OUR_CASE = later(
    r"(?<=[a-z])(?:,? (?:from (?:me|us|our side)|(?:on|to|for|with) (?:this|that|it)(?: one)?|(?:in|for) our case|with us|for us))$"
)


def _one_is_not(short: str, asked: str) -> bool:
    """Whether one is named of which what was asked of all is not so: "the web page isn't marked"."""
    found = _PART_IS_NOT.fullmatch(short)
    return _ONE_MISSED.fullmatch(short) is not None or (found is not None and found["verb"] in fold(asked))


_PART_IS_NOT = later(
    r"(?:但是?|不过|就是?)?[\u3400-\u9fff]{1,6}?(?:还|就|都)*没有?(?P<verb>[\u3400-\u9fff]{1,2}?)[了过的呀啊呢]*"
)
_ONE_MISSED = later(
    r"(?:但是?|不过|就是?)?[^，没不未一无]{1,8}?(?:好像|可能|应该|似乎|估计|怕是)?(?:都|就|还|是|给)*(?:漏|落下|缺|忘|差)(?:掉|下)?(?:[标写做贴放挂])?[了的着呀啊吧]*"
    r"|(?:i think |maybe |but |only )*(?:the |our )?[\w -]{3,24} (?:was|were|is|got|has been|'s been)(?: probably| maybe)? (?:missed|left out|forgotten|missing|skipped)(?: out)?(?:,? i think)?"
)
"""Names one that was left out: "the mini-program was missed, I think"."""
_WHAT_FOR = later(
    r"(?:还|哪)?(?P<verb>[\u3400-\u9fff]{1,2})(?:啥|什么|个啥|个什么|乜嘢?|咩)(?:[呀啊呢嘛哦喔]+|(?P=verb))?"
)
"""Says no by asking what for: "check what?"."""
_PERIODS = ("天日", "周", "月", "季", "年")
_A_PERIOD = later(r"(?:(?:按|每|一)个?|(?=半))(?P<half>半)?(?P<period>[天日周月季年])(?!限)")


def _less_often(short: str, asked: str) -> bool:
    """Whether a brief reply says that something is done less often than is asked: "by the quarter" to "every month?"."""
    said, wanted = (
        [
            _period(found)
            for found in _A_PERIOD.finditer(text)
            if not text[: found.start()].endswith(("不是", "不", "没"))
        ]
        for text in (short, asked)
    )
    return len(short) <= _SHORT and len({*wanted}) == 1 and bool(said) and min(said) > wanted[0]


def _period(found: re.Match[str]) -> float:
    place = next(at for at, names in enumerate(_PERIODS) if found["period"] in names)
    return place - (0.5 if found["half"] else 0)


_SHORT = 14
_EACH = later(
    r"[这那]?[两二三四五六2-6][个样项条点者]?(?:也|都|全)+(?:(?P<no>没有?|不)|有|是|会|能|写|做|对|行|可以)[了过的着到啊呀吧]*"
    r"|(?:yes,? |no,? )?(?:on |to |for )?(?:(?P<no_en>none|neither|no)(?: (?:of (?:them|these|those)|on|to|for))?(?: (?:all|both))?|(?:(?:all|both)|each)(?: of (?:them|these|those))?)(?: (?:two|three|four|five|six|[2-6]))?(?: of (?:them|these|those))?(?: (?:yes|are|is|do|does|have|has|there|in|named|in there|in place))*"
)
"""Says yes, or no, of each of several things that are asked together."""
_OF_ALL = later(r"都|每|全|整[套个份批]|逐[一个条家件]|所有|\b(?:all|every|each)\b")
_NOT_ALL = later(
    r"(?:也|都)?(?:不是|没有?|并非|不)(?:全部?|所有|都|每)(?:[一个件条单家次笔项]|都|有|是)*|(?:只有|只|就)?(?:大|一|小)?部分.*|多数.*"
    r"|(?:not (?:all|every|each)|(?:only )?(?:some|most|a few))(?: of (?:them|those|it))?|usually|mostly|normally|generally|not always|sometimes|一般(?:来说|会|都)?|通常|多半|有时候?"
)
"""What says no where it is asked whether something is so of all."""
_SAID_AGAIN = later(
    r"(?:我们|平台|系统|后台|自动|这个?|那个?|嗯|对|是的?|已经?|早就?|也|倒是?|[还都从])*(?:(?P<no>没有?|未|不)(?P<verb_no>[\u3400-\u9fff]{1,2}?)(?:[了过的好到])*|(?:有|能|会)?(?P<verb>[\u3400-\u9fff]{1,2}?)(?:[了过的好到]+|(?=[啊呀呢啦]))|都?(?P<all>[\u3400-\u9fff]|(?<=都)[\u3400-\u9fff]{2})|[有会能](?P<has>[\u3400-\u9fff]{1,2}))(?:[啊呀呢啦哦哈嘛])*"
    r"|(?:yes|yeah|yep|sure|no|nope)?,? ?(?:it|they|we|there|that|those|these) (?:is|are|do|does|did|has|have|can|was|were)(?P<no_en>n't| not)?(?: indeed)?"
)
"""A reply that only says the question's own verb again."""


def nearly(message: str) -> bool:
    """Whether a message begins with a yes that is not quite one."""
    return any(_NEARLY.fullmatch(tidy(fold(head))) for head, _ in clauses(message[:LONGEST_CLAUSE]))


def _verb(short: str, asked: str) -> Reply | None:
    """ "Checked" to "has it been checked?"."""
    found = _SAID_AGAIN.fullmatch(short)
    if not found or not _same_verb(
        found["verb"] or found["verb_no"] or found["has"] or found["all"] or "", fold(asked)
    ):
        return None
    return "no" if found["no"] or found["no_en"] else "yes"


_VERBS = ("核查验审看检", "处理办置管", "标写注印贴", "存留保", "公布示开", "记录留存登", "给供")
"""Characters of verbs that stand for each other where somebody only says that it is done."""


def _same_verb(verb: str, asked: str) -> bool:
    return (verb in asked and not _only_a_thing(verb, asked)) or (
        not NEGATION.search(verb) and any({*verb} & {*like} and {*asked} & {*like} for like in _VERBS)
    )


def _only_a_thing(word: str, asked: str) -> bool:
    """Whether a word stands in what is asked only as the thing that something is done with: 通知 in 通知都转给商家吗."""
    return word in asked and not re.search(rf"{re.escape(word)}(?![都全的和、])", asked)


def denies_another_act(short: str, asked: str) -> bool:
    """Whether a brief reply denies by a verb that is only a thing in what is asked: "not notified" to "are notices acted on?"."""
    found = _SAID_AGAIN.fullmatch(short)
    return found is not None and _only_a_thing(found["verb_no"] or "", asked)


@dataclass(frozen=True)
class Place:
    """Which of those offered a message names: its place from 0, whether by a number alone, and what is said behind it."""

    place: int
    number: bool
    rest: str = ""


def which(message: str, count: int) -> Place | None:
    """The one of so many offered that a message names by its place; None where it names two, or the rest takes it back."""
    named: Place | None = None
    units = [one for one in _UNITS.split(_BREATH.sub("，", message.strip())) if one and not _SORRY.fullmatch(fold(one))]
    for at, unit in enumerate(units):
        short = in_mandarin(tidy(unspaced(unit)))
        if "选项" in short or "option" in short:
            return None
        of, short = _OF_SO_MANY.search(short), _OF_SO_MANY.sub("", short)
        if of and (number(of["zh"] or of["en"]) != count or _NUMBER_ALONE.fullmatch(short)):
            return None
        plain = _BEFORE_PICK.sub("", short)
        short = _AFTER_PICK.sub("", re.sub("^头[一那]?(?=[个项条])", "第一", plain)) or short
        place = read_single(short, count)
        if place is None and count == TWO:
            of_two = [any(map(of.fullmatch, (plain, short))) for of in (_FIRST_OF_TWO, _LAST_OF_TWO)]
            place = of_two.index(True) if any(of_two) else None
        if place is None and count % TWO and count > TWO and (_MIDDLE.fullmatch(plain) or _MIDDLE.fullmatch(short)):
            place = count // TWO
        alone = _NUMBER_ALONE.fullmatch(short) is not None
        if place is None or (alone and named):
            continue
        if named or (alone and at):
            return None
        named = Place(place, alone, "，".join([*units[:at], *units[at + 1 :]]))
    doubtful = named and (
        TURN.search(_BUT_FOR.sub("", fold(named.rest))) or GUESS.search(fold(named.rest)) or _IN_CASE.search(named.rest)
    )
    return None if doubtful else named


_BUT_FOR = later(r"(?<!, )(?<!^)\b(?:except|apart from)\b")
"""What takes something out of a reason, and nothing back of the pick before it."""
_UNITS = later(r"(?:[，。；;：:！!？?\n]|,(?![0-9]{3})|\.(?![0-9]))+\s*")
_UNIT = later(rf"(?:(?!{_UNITS.pattern}).)+", re.DOTALL)
_IN_CASE = later(r"的话|如果|要是|\bif\b", re.IGNORECASE)
NTH = later(
    r"第 ?[一二两三四五六七八九十0-9]+ ?(?:[项条种档]|个(?![月季工小星]))|(?:[前后头]|最后)[一二两三四五0-9][个项条]|\b(?:first|second|third|fourth|fifth|last) (?:one|answer|item)\b"
)
"""What names one by its place, in a folded text."""


_AGREES_THERE_IS_NONE = later(
    r"(?:嗯+|对[的啊呀]*|是[的啊呀]*|没错|确实|yes|yeah|yep|right|correct|true)[,， ]*(?:(?:我们|确实|真的?|就是|是|都|也)*没有?|none|no|nope|(?:no,? )?(?:there|we|they|it) (?:(?:is|are|do|does|have|has)(?:n't| not)(?: have)?(?: (?:any|it|that|one))?|(?:is|are|have) none))(?:[的了呀啊呢啦])*"
    r"|(?:没有?|none|no)[的了]*[,， ]+(?:嗯+|对|是)[的啊呀]*"
)
"""What agrees with a denial: "是的没有" takes an offer of "there is none", and says no where it is asked whether there is any."""
_ASKS_IF_NOT = later(
    r"(?<![有是能可会满下])(?:不(?![同符服满])|没有?(?!有)|未)[^，的吗也就能？?]{1,8}吗|[:：](?:没有(?![^，]*的[，,])|不(?![同服登愿]))"
)
"""What is asked as a denial: "are no benefits taken away?"."""


@dataclass(frozen=True)
class ToOffer:
    """What a message says to the one thing that is offered, and what it says besides."""

    reply: Reply
    rest: str


def to_offer(message: str, denies: bool = False, profile: bool = False) -> ToOffer | None:
    """Yes or no to an offer at the beginning of a message, or a plain "put it down" at its end; None for any other.

    `denies`: what is offered says itself that something is not so, `profile`: it is a change of the profile.
    """
    if denies and _AGREES_THERE_IS_NONE.fullmatch(tidy(fold(message))):
        return ToOffer("yes", "")
    whole = in_breaths(message[:LONGEST_CLAUSE]) + message[LONGEST_CLAUSE:]
    units = [unit.span() for unit in _UNIT.finditer(whole)]
    said: Reply | None = None
    start = 0
    for a, b in units:
        short = tidy(fold(whole[a:b]))
        if said and _SAID_SO.fullmatch(short):
            start = b
            continue
        meant = _meant(short, denies, profile, after=said)
        if meant is None or (said == "no" and meant == "yes"):
            break
        if said == "yes" and meant == "no" and not denies:
            return None
        said, start = said or meant, b
    rest = _UNITS.sub("", whole[start:], count=1) if _UNITS.match(whole[start:]) else whole[start:]
    last_of_all = tidy(fold(whole[slice(*units[-1])])) if len(units) > 1 else ""
    if said is None and _TAKEN.fullmatch(last_of_all) and not _IS_WRITTEN.fullmatch(last_of_all):
        said, rest = "yes", whole[: units[-1][0]]
    if said is None and len(units) > 1 and (leads := _SO.match(last := fold(whole[slice(*units[-1])]).strip())):
        said = _meant(tidy(last[leads.end() :]), denies, profile, after="yes")
        rest = whole[: units[-1][0]] if said else rest
    rest = _SURELY.sub("", rest).strip()
    weak = said == "yes" and start and len(rest) > _LITTLE and _WEAK.fullmatch(tidy(fold(whole[:start])))
    lacks = (
        said == "no"
        and rest
        and start
        and _LACKS.search(fold(whole[:start]))
        and not _OBJECTS.search(fold(whole[:start]))
    )
    return None if said is None or lacks or weak else ToOffer(said, rest)


_ALL_SAID = later(
    rf"(?:嗯+|好|哦|那|也|就|[,，])*(?:(?:就|只有?)(?:是)?[这那](?:些|么多|几[样个条])|(?:别的|其[他它余]的?|剩下的?|再)(?:就|都|也|真)*没有?了?|没有?(?:别的|其[他它余]的?|更多)|(?:说|讲|报)完|齐|全在这|到此为止){_ENDS}"
    r"|(?:(?:and|so|well|no|ok(?:ay)?|i think|that),? )*(?:that(?:'s| is| will be|'ll be) (?:about |pretty much |really )?(?:all|it|everything|the lot)(?: (?:we have|there is|of (?:it|them)))?|nothing (?:else|more|further)|no more|none (?:else|other)|(?:i'm |we're |all )?done)"
)
"""What says only that all is said."""


def all_said(message: str) -> bool:
    """Whether a message says only that there is nothing more to be said: "that's all"."""
    return _ALL_SAID.fullmatch(tidy(fold(message[:LONGEST_CLAUSE]))) is not None


_IS_WRITTEN = later(r"(?:都|也|已经?)*[记写填选定存录](?:[上下]|进去)?[了过的]+")
"""What says at the end of words that something is written, and does not ask to write it down."""


def tells_beside(message: str) -> bool:
    """Whether a short message that is no reply tells something all the same: it asks nothing, and is no mere noise."""
    plain = tidy(fold(message))
    words = {word for word in plain.split() if word.isalpha()}
    tells = len({*HAN.findall(plain)}) >= _SEVERAL or (plain.isascii() and len(words) >= _SEVERAL - 1)
    return tells and not (ASKING.search(plain) or GUESS.search(plain) or NTH.search(plain) or yes_or_no(plain, ""))


_SEVERAL = 5
"""So many different characters tell something, or one English word less."""


def puts_down(message: str) -> bool:
    """Whether a message says nothing but to put down what lies there: "yes, record it"."""
    short = [tidy(fold(one)) for one in _UNITS.split(in_breaths(message[:LONGEST_CLAUSE])) if one]
    said = to_offer(message)
    return said == ToOffer("yes", "") and _TAKEN.fullmatch(short[-1]) is not None and len(short[-1]) > 1


def _meant(short: str, denies: bool, profile: bool, after: Reply | None) -> Reply | None:
    """What one breath says to an offer as a whole."""
    if denies and _EXISTS.fullmatch(in_mandarin(short)):
        return "no"
    if _TAKEN.fullmatch(short) or (profile and _PUT_IN.fullmatch(short)):
        return "yes"
    said = yes_or_no(short, "")
    return said or ("no" if after is None and _OBJECTS.fullmatch(short) else None)


_LACKS = later(r"没|无")
_WEAK = later(rf"(?:有|能|会|可以|行|(?:we|they|it|i) (?:do|does|did|have|has|is|are)|there (?:is|are)|{_ENDS})+")
"""A yes with which one also begins to tell something else."""
_EXISTS = later(
    rf"(?:我们|都|也|是|当然|确实)*有{_ENDS}|(?:我们|都|也|是)*(?:收|卖|做|用|发|办|开)[的啊呀]{_ENDS}|(?:yes,? )?(?:we|they) (?:do|have)|we do have|there (?:is|are)"
)
"""What says that something is there after all."""
_OBJECTS = later(
    r"(?:[啊哎诶唉嗯,]|都|完全|刚才?|好像)*(?:怎么(?:会|可能|能|都).*|(?:胡|瞎|乱)(?:说|讲|扯|写).*|谁说.*|不可能.{0,4}|[^，题]{0,6}?(?:说|搞|弄|听|理解|看|想|读|记)(?:反|错|混|岔|拧|偏|歪)了?(?:吧|啊|呀|的)*|(?:正好|完全|刚好|全)?(?:相反|反了)(?:吧|啊|呀|的)*"
    r"|不是[说指讲问].*|没(?:这么|这样|那么)?[说讲](?:过)?.{0,8}|我(?:可)?没[说讲].*|不是我(?:的意思|[说讲想要].*))"
    r"|no way|nonsense|rubbish|(?:that's|that is|it's|you(?:'ve| have)?(?: got)?|you) .{0,20}(?:wrong(?: way round)?|backwards|mis\w+)|(?:that's|that is|it's) not (?:(?:quite|really|exactly) )?(?:it|that|right|what .*)|i (?:didn't|did not|never) (?:say|said|mean)\b.*|not what i (?:said|meant).*|(?:quite )?the opposite|on the contrary|how come .*|far from it"
)
"""What objects to what is offered."""
_SURELY = later(
    r"(?:^|[,.]\s*)(?:unfortunately|sadly|regrettably|alas|i'm afraid|please)\W*$|(?:^|[，,。]\s*)(?:可惜|遗憾|遺憾|很?不幸|没过就没过|不过就不过|就这样了?|没办法)(?:吧|了)*\W*$|(?:^|[，,。；;]\s*)(?:[这那]不?就?是?有吗|[这那]?(?:不是|不就是|难道不是?|不都)(?:[^，,。；;]{0,4})[吗嗎么麼])\W*$"
)
"""A question that only stresses what was said, and what only regrets it."""


def figure_is_right(message: str) -> tuple[str, str] | None:
    """The figure that a message begins by calling right ("5 is right"), and what it says behind that."""
    found = _IS_RIGHT.match(message.strip())
    return (found["figure"].strip(), message.strip()[found.end() :].strip()) if found else None


_IS_RIGHT = later(
    rf"(?:(?:ya|yes|yeah|yep|yup|ok|so|well|嗯+|对|是的?|那就?)[ ,，]*)*(?P<figure>(?:{NUMBER})[^，,。.；;!！?？]{{0,12}}?) ?(?:(?:is|'s|sounds|looks) (?:right|correct|fine|good|ok(?:ay)?|it|true)|就?(?:对|没错|可以|正确|行))[了的吧啊呀]*(?:[，,。.；;!！\s]+|$)",
    re.IGNORECASE,
)


def instead_of_it(message: str) -> str | None:
    """What is to stand instead of the figure that is offered: "make it 8"."""
    found = _MAKE_IT.match(fold(message))
    return message[found.end() :].strip() if found and len(fold(message)) == len(message) else None


_MAKE_IT = later(
    r"(?:(?:well|actually|no|oh),? )*(?:make|call|say|put|let's (?:say|call|make)) (?:it|that)(?= [0-9a-z])|(?:还是|那就|就)?(?:改|算|写|填|记)(?:成|作|为)?(?=[0-9一二两三四五六七八九十])"
)


def named_figure(message: str, offered: Sequence[object]) -> int | None:
    """The one of the figures offered that a message picks, in the only number it says: "let's put the five from the rules"."""
    text = fold(message)
    found = _PICKS_A_FIGURE.match(text)
    doubted = any(one.search(text) for one in (TURN, CONTRAST, HEDGE, GUESS, NEGATION, ASKING))
    if not found or doubted or len(re.findall(NUMBER, text)) != 1:
        return None
    of_it = [place for place, one in enumerate(offered) if isinstance(one, str) and number(found["n"]) == number(one)]
    return of_it[0] if len(of_it) == 1 else None


_PICKS_A_FIGURE = later(
    rf"(?:(?:ok(?:ay)?|yes|well|then|so|hmm+),? )*(?:let's |i'd |i'll |we |we'll |please |just |better )*(?:put|take|go (?:with|for)|use|say|record|enter|choose|pick|make it) (?:the |it as |down )*(?P<n>{NUMBER})\b"
)


def compared_figure(message: str, offered: Sequence[object]) -> int | None:
    """The least or the greatest of the figures offered, where a message says no more than that it is that one: "the shorter one"."""
    found = _THE_LESS.fullmatch(tidy(fold(message)))
    figures = [number(one) if isinstance(one, str) else None for one in offered]
    if not found or None in figures or len({*figures}) != len(figures):
        return None
    wanted = (min if found["less"] or found["less_en"] else max)(one for one in figures if one is not None)
    return figures.index(wanted)


_THE_LESS = later(
    r"(?:那就?|就|按|取|选|是|应该是|以)*(?:(?P<less>[短少小低]|最[短少小低])|最?[长多大高])(?:一点|些)?的?(?:那?[个一]?(?:数|为准|算)?)[吧了啊]*"
    r"|(?:yes|so|then|well|ok(?:ay)?|let's|take|use|go (?:with|for)|put|it's|that would be|[, ])*(?:the )?(?:(?P<less_en>short(?:er|est)|small(?:er|est)|low(?:er|est)|less(?:er)?|least)|long(?:er|est)|large?(?:r|st)|bigg(?:er|est)|high(?:er|est)|greater|greatest)(?: (?:one|figure|number|of the two|of them))?(?: then| please)?"
)


def by_words(message: str, offered: Sequence[Text]) -> int | None:
    """The only one of those offered that a message picks by its own words: "the 3-day one"."""
    found: set[int | None] = set()
    for unit in _UNITS.split(_BREATH.sub("，", message.strip())):
        core = _PICKS.fullmatch(tidy(unspaced(unit)))
        name = bare(core["name"] or core["no"] or core["verb"] or core["en"]) if core else ""
        if len(name) >= (2 if HAN.search(name) else 4):
            found |= {place for place, one in enumerate(offered) if _says(one, name)} or {None}
    return next(iter(found)) if len(found) == 1 else None


def list_put_right(message: str, items: Sequence[Text]) -> tuple[set[int], set[int]]:
    """Which of the items that are offered a message takes out, and which it leaves alone: "not the second bit, only the …"."""
    places: tuple[set[int], set[int]] = set(), set()
    for unit in _UNITS.split(_BREATH.sub("，", message.strip())):
        found = _OUT_OR_ONLY.fullmatch(in_mandarin(tidy(unspaced(unit))))
        name = (
            bare(found["out"] or found["not"] or found["only"] or found["out_en"] or found["only_en"]) if found else ""
        )
        of_it = [place for place, one in enumerate(items) if name and _says(one, name)]
        if found and len(of_it) == 1:
            places["only" in str(found.lastgroup)].add(of_it[0])
    return places


_OUT_OR_ONLY = later(
    r"不是[说指讲](?P<not>.{2,16}?)(?:的?[那这][个条项])?|(?:把|,)*(?P<out>.{2,16}?)(?:的?[那这][个条项]|这[一]?[条项])(?:没有?|不算|不是|不对|去掉|不要|划掉|删掉|除外|没做到?)[的了啊吧]*|只(?:留|要|算|有|是)(?:后面|前面)?(?:的|那)?(?P<only>.{2,16}?)(?:的?[那这][个条项])[的了啊吧]*"
    r"|(?:not|without|leave out|drop|take out) (?:the |that )?(?P<out_en>.{4,40}?)(?: (?:one|bit|item|part))?|(?:only|just) (?:the |that )?(?P<only_en>.{4,40}?)(?: (?:one|bit|item|part))?"
)


def _says(text: Text, name: str) -> bool:
    """Whether a text has these words, in their order and close by each other."""
    return any(re.search(".{0,3}".join(map(re.escape, name)), form) for form in forms(text))


_OUT = later(
    r"(?:please |then |just )*(?:un(?:tick|check)|remove|take (?:out|off)|drop|delete|leave out) (?P<en>.{3,24}?)(?: (?:off|out|again|please|too))*"
    r"|(?:请|帮我|先|那|就|把|,)*(?:去掉|取消|不要|划掉|删掉|不勾)(?P<zh>.{2,8}?)[吧了啊]*|(?:请|帮我|先|那|就|,)*把(?P<ba>.{2,8}?)(?:去掉|取消|划掉|删掉|不勾)[吧了啊]*"
)


def out_by_place(message: str, count: int) -> set[int]:
    """The places from 0, of so many items, that a message takes out: "untick the first one"."""
    units = [_OUT.fullmatch(tidy(unspaced(unit))) for unit in _UNITS.split(_BREATH.sub("，", message.strip()))]
    picked = [read_several(found["en"] or found["zh"] or found["ba"], count) for found in units if found]
    return {place for one in picked if one for place in one.places}


_PICKS = later(
    r"(?:那就?|就|还是|我|应该|是|[,，])*+[选按要]?(?P<name>.+?)的?那[个条项种](?:选项|答案)?[吧啊呢]*|(?P<no>(?:没有?|未|不(?![是对行]))[^，]{2,8}?)的?[吧啊呢]*|(?:那就?|就|还是|我|应该|[,，])*+(?:选|按)(?P<verb>.+?)[吧啊呢]*|(?:then |so |ok(?:ay)? |i'll (?:take|have|go for) |let's go (?:with|for) |go (?:with|for) |take |choose |pick )*the (?P<en>.+?) (?:one|option|answer)(?:,? then|,? please)?"
)
"""A pick of one by what it says."""


def by_label(message: str, labels: Sequence[Text]) -> int | None:
    """The button whose words a message is."""
    short = tidy(fold(message))
    return next((at for at, one in enumerate(labels) if short in (tidy(fold(one.zh)), tidy(fold(one.en)))), None)


def in_words(place: int) -> str:
    """A place from 1 in English: "second"."""
    return PLACES[place - 1] if place <= len(PLACES) else f"{place}th"
