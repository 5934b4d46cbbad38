"""Yes or no in any words, as a reply to what was asked: first, last or as a whole, also by the question's own verb."""

from __future__ import annotations

import re
from typing import Literal

from ecq.base.patterns import later
from ecq.interview.typed.clauses import without_the_case
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.folding import LONGEST_CLAUSE, clauses, fold
from ecq.interview.typed.hearing.mentions import DEVICE, WITHOUT_EXCEPTION
from ecq.interview.typed.not_plain import IF_ANY, OF_EACH
from ecq.interview.typed.vocabulary import CONTRAST, GUESS, HEDGE, NEGATION, ONLY, TURN, agreement, in_mandarin, tidy

ENDS = r"(?:[的了呀啊嘛咯喽哦滴啦喔耶㗎噶吧]|[ ,，.。!！、])*"
_YES = later(
    rf"(?:(?:就(?:是)?[这那](?:样|么)子?(?=对|是|没|可以)|(?:[这现]回|[这现]下|现在)对|就是?它|对头?|是|系|啱|好|中|没毛病|没问题|嗯|没有?错|不错|正确|当然|确实|可以|行|有|就是|正是|yes|yep|yeah|yup|ya|yea|aye|(?:quite |all )?right|(?:quite )?correct|exactly(?: that| so| this)?|(?:quite )?true|sure|grand|lovely|like (?:that|this)|indeed|agreed|spot on|precisely"
    rf"|absolutely|of course|obviously|certainly|definitely|totally|ok(?:ay)?|go (?:ahead|on|for it)(?: then)?|i'm afraid (?:so|(?:that )?(?:we|it|they) (?:do|does|did|is|are|has|have))|that(?:'s| is) (?:(?:about |pretty much )?it|the one)|that(?:'ll| will) do|affirmative|perfect|finally(?=,? ?yes)|fair enough|we do have|there (?:is|are)|now (?:it's|it is) (?:good|right|correct|fine)"
    rf"|(?:that|it|this)(?:'s| is) (?:exactly |just |pretty much )?(?:us|our (?:situation|case)|how it is|what (?:i|we) (?:mean|meant|said)|good|fine)|(?:that|it|this)(?: is|'s) (?:right|correct|it|true|so)|(?:we|they|it|i|those|these) (?:do|does|did|have(?: been)?|has(?: been)?|is|are|can)){ENDS})++"
    rf"(?:(?:就)?(?:是)?(?:这|这个|[这那](?:[两三四五六七八九十几0-9]+[个项条]|回|次)|这样|这么|那样|这意思|这个意思|我说的)(?:回事|样|子|情况)?{ENDS})?|(?:那|嗯|行)?就(?:是)?[这那](?:个|样|些|么|个?情况|[两三四五六七八九十几0-9]+[个项条])(?:定|办)?{ENDS}"
)
_NO = later(
    rf"(?:(?:这个?|那个?)?(?:倒是?|就是?|也|都|还|真|暂时|目前|我们)*(?:没有?|没得|不行|不得|不可以|不会|不能)|没有?[做搞弄办](?:过)?[这那]个|不是|都不是|不对|都不对|不是[这那](?:[个些样]|么?回事|么)?(?:意思)?|唔系|不系|错了?|no|nope|negative|nobody(?: does)?|no one(?: does)?|there(?:'s| is| are) none|never|neither|none(?: of (?:them|these|those))?"
    rf"|(?:no,? )?(?:that|it|this)(?: is not|'s not| isn't) (?:it|right|so|true|correct|what i meant?)|not that(?: one)?|(?:then |so |well )*not (?:quite|really|entirely|exactly|as such)|(?:i'm afraid|i'd say|i would say) not|wrong|否){ENDS}"
)
_FIRMLY_YES = later(
    rf"(?:那|这|那还|这还)*(?:必须|可不(?:是|就是|正是)?嘛?|肯定|妥妥|绝对|的确|确实(?:如此|是这样)?|还用[说问讲]|当然|没得说|千真万确|属实|真的?是?(?:这样|如此)|(?:历来|向来|一向|基本|确实|的确)(?:如此|是这样)|就?是这么个?情况|情况(?:属实|就?是这样)|[一半]点(?:也|都)?[没不]错|谁说不是|没毛病)(?:[是对有](?:的|了|啊)?)?{ENDS}呢?"
    rf"|(?:你|您|我)?(?:说|讲|听|理解|记|看)(?:的|得)?(?:很|太|都|没有?)*(?:对|错|准)了?{ENDS}|(?:[你您我])?没有?(?:说|讲|听|理解|记|看)错{ENDS}|(?:已经?|我|都)*确认(?:无误|过了?|了)?{ENDS}|梗(?:系|是)(?:有|会|啦)?{ENDS}|对晒{ENDS}|(?:[是对有系][哒齁嘞阿罗啰咯呢㖞]|昂){ENDS}|那是(?:自然|当然)?{ENDS}|那自然{ENDS}"
    r"|sure thing|yes ?sir|you bet|you(?:'ve)? got (?:it|that)(?: right)?|got it in one|bang on|(?:hell|heck|oh) ye(?:s|ah)|(?:damn|too|dead) right|quite so|very much so|most definitely|(?:i'm |we're )?afraid so|(?:there's )?no (?:doubt|question)(?: about (?:it|that))?|(?:without|beyond) (?:a |any )?(?:doubt|question)|for (?:sure|certain)|(?:(?:it|we|they|that|i|he|she) )?sure (?:is|are|does|do|has|have|did|was)|naturally|needless to say|(?:that )?goes without saying"
    r"|(?:i (?:can )?)?confirm(?:ed)?(?: (?:it|that|this|so))?|(?:that|this|it)(?:'s| is) (?:indeed )?the case|(?:that|it|this)(?: would|'d) be (?:right|correct|it|us)|(?:(?:that|it|this) )?(?:sounds?|looks?|seems?) (?:about |quite |exactly )?(?:right|correct)|(?:that's )?about the size of it|guilty(?: as charged)?|uh-?huh|m+-?hm+|mhm+|roger(?: that)?|as you say|a?bsolutely|✓|✔️?|👍|👌"
)
"""A yes in firmer or more casual words than the plain ones."""
_FIRMLY_NO = later(
    rf"(?:那|才|并|绝对|肯定|当然|根本|压根儿?|从来?|真的?|这个|确实|的确|实在|一直|至今|目前|暂时|也|都|还|我们|倒|其实|梗系|紧系|就)+(?:没有?|不是|不会|不能|不行|不可以|不可能|没得|不|非|未)(?:过)?{ENDS}[呢诶欸耶喔哦喎]*|没有?[诶欸耶㖞呢]+|哪(?:儿|里)?(?:有|能|会|可能)(?:可能|这种?事|这回事|那回事)?{ENDS}|没有?(?:的|这么?回|那么?回)事{ENDS}|没有?[这那]种?事{ENDS}|没影的?事?儿?{ENDS}|不存在的?{ENDS}|(?:那)?(?:怎么)?(?:不可能|怎么可能|怎么会){ENDS}|(?:[一半][次个回家件条项样](?:也|都)|一点(?:也|都)){{1}}(?:没有?|不)过?{ENDS}|仲?未(?:有)?{ENDS}呀?"
    r"|(?:absolutely|of course|certainly|definitely|sure(?:ly)?|sadly|unfortunately|regrettably|i'm afraid|afraid|probably|currently) not|no(?:pe)? ?(?:sir|siree|ma'am)|never ever|no,? never|not (?:once|even close|a chance|us|in our case|true|the case|so far|currently|at present|at the moment|now|any ?more|a thing|in the least|remotely|for now|right now)|no (?:chance|longer|such thing(?:s)?|such luck)|nah,? (?:mate|man)|(?:i|we) wish(?: we did)?|if only|not?|no way|far from it|nothing of the (?:sort|kind)|nothing like (?:it|that)|nada|zilch|incorrect|untrue|that(?:'s| is) (?:not (?:the case|true|so)|wrong|untrue)|(?:hell|heck|oh) no|(?:we|they|it|there|that|those|i) (?:was|were|is|are|do|does|did|has|have|can|could|will|would)(?:n't| not)(?: at all| any ?more)?|✗|✘|❌|👎"
)
"""A no in firmer or more casual words than the plain ones."""
_HARDLY_NO = later(
    r"(?:no,? )?(?:not (?:that|as far as) (?:i|we) know(?: of)?|(?:i )?don't (?:think|believe|reckon) so|i(?:'d)? doubt (?:it|that)|doubt it|not to my knowledge|probably not|i (?:think|guess|suppose) not)|(?:应该|好像|大概|估计|可能|恐怕|我觉得|印象中|似乎)(?:是)?(?:没有?|不是|不会|不能)(?:吧|的|过|了)*"
)
"""A no that is not quite one: to an offer it is one, and to what is asked where a no flatters nothing."""
WHOLLY = later(rf"(?:100 ?%|百分(?:之)?百|(?:a |one )?(?:hundred|100) ?per ?cent)(?: (?:yes|sure|correct|true))?{ENDS}")
"""A yes that may also be a figure."""
_EVER = later(
    rf"(?:一直|从来|历来|向来|每[次回]|始终|总是?|每[天月年周](?:都)?)(?:都|就)*(?:是|有|会|能|这样|如此|这么做|在做)?(?:的|着)?{ENDS}|(?:always|every (?:single )?(?:time|day|week|month|quarter|year)|each time|without fail|all the time)(?: (?:has|have|is|are|do|does|did|been|was|were|will|would))*"
)
"""Says that something is so each time, where it is asked whether it is."""
_NEARLY = later(
    rf"[嗯是对]*(?:大概|差不多|应该|基本上?|算)(?:就|也)?(?:是|对|这样|这个(?:意思)?|那样|这么回事|的)*(?:吧|了|啦|呀|就是)*{ENDS}|(?:(?:that's |it's )?(?:more or less|pretty much|roughly|(?:there or )?thereabouts|(?:near|close) enough|about (?:right|that))|i(?:'d| would)? (?:think|guess|suppose|say|believe) so|(?:kind|sort) of(?: thing)?)(?: yes)?"
)
"""A yes that is not quite one: it takes what is offered, and to what is asked it says both."""
SAID_SO = later(
    r"(?:我|我们)?(?:都)?(?:知道|明白|清楚)(?:了|的)?|(?:i|we) know(?: (?:that|it))?|(?:我|我们)?(?:不是|都|刚才?|前面|已经)*(?:都|就|已经)?(?:说|讲)(?:过|了)+.{0,2}|(?:as |like )?(?:i|we)(?:'ve| have)?(?: already| just)? ?(?:said|told you)(?: so| that| already)*"
)
I_GUESS = r"i(?:'d)? (?:guess|suppose|think|reckon|say)"
SORRY = later(
    rf"(?:oh |ah )?(?:sorry(?: about that)?|my (?:mistake|bad|apologies)|apologies|pardon)|(?:真)?(?:不好意思|抱歉|对不起)[啊了哈]*|{I_GUESS}"
)
"""What is only polite."""
TWO = 2

LITTLE = 10
"""So many characters behind a yes to what was offered say nothing of their own."""

Reply = Literal["yes", "no"]


def reply(message: str, asked: str = "") -> Reply | None:
    """Whether a message says yes or no as a whole, or first, with nothing behind it that takes it back; `asked` is the question.

    The verb of the question alone, as people answer in Chinese, says yes, and no with a denial before it.
    """
    if asked and AGREES_THERE_IS_NONE.fullmatch(in_mandarin(tidy(fold(message)))):
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
        more = said_further(_NONE_LEFT.sub("", _but_the_same(rest[:LONGEST_CLAUSE], said, asked)), asked)
        doubts = (TURN, HEDGE, GUESS) if said == "no" and asked else (TURN, CONTRAST, HEDGE, GUESS, ONLY)
        if said and not any(one.search(more) for one in doubts):
            plain = said == "no" or not NEGATION.search(without_the_case(more, fold(asked)))
            stands = not more or (plain and (asked or len(more) <= LITTLE))
            return said if stands else None
    return None


def said_further(text: str, asked: str) -> str:
    """What stands behind a yes, folded, without what limits nothing of it: what is refused to those who fail a check, and about how many there are."""
    any_there = IF_ANY.search(asked) and not (OF_EACH.search(asked) or _OF_ALL.search(asked))
    return _SO_MANY.sub("", _REFUSED.sub("", text)) if any_there else _REFUSED.sub("", text)


_REFUSED = later(
    r"[^，,。；;]{0,6}?(?:不(?:上|过|了|到|齐|全|符|合格|达标|一致)|(?:没(?!收)有?|未)[^，,。；;]{1,4}?)的?(?:话)?[，,]?(?:商家|店)?(?:就|一律|都|直接|也|我们)*(?:不给|不让|不准|不许|不予|不能|不得)(?:他们?)?(?:上线|开店|开业|营业|入驻|上架|上岗|发布|开播|接单)[的了啊呀]*(?=[，,。；;！!]|$)"
    r"|\bno [a-z]+(?: [a-z]+)?[,，]? ?no (?:shops?|listings?|entry|sales?|orders?|deals?)\b"
)
"""Says that what was asked is enforced: "who does not match does not open a shop"."""
_SO_MANY = later(
    rf"\b(?:about|around|roughly|some) (?:{NUMBER})(?! ?(?:%|per ?cent|out of|hours?|times?))(?: or so)?\b|(?:大概|大约|差不多|约)有?(?:{NUMBER})[来多几]?(?=[个人位名台])"
)


def _but_the_same(rest: str, said: Reply | None, asked: str) -> str:
    """What stands behind a yes or no, without what says the same again or nothing."""
    if said is None:
        return tidy(fold(rest))
    units = [tidy(fold(one)) for one in STOPS.split(rest)]
    kept = (one for one in units if one and not SAYS_NOTHING.fullmatch(one) and yes_or_no(one, asked) != said)
    return "，".join(kept)


_SENTENCES = later(r"(?<=[.。!！])\s*(?=\S)")
_NOT_QUITE = later(r"\bnot (?:quite|exactly|really|entirely|as such)\W*$|(?:不完全|不太|不全)是\W*$")
_YES_AFTER_ALL = later(r"[.。!！;；,，]\s*(?:so |well |then )*(?:yes|yep|yeah|是的?|算是)\W*$")
"""What ends with a yes of its own, after what began with no full one."""
_TAKEN_BACK = (TURN, CONTRAST, HEDGE, GUESS)
_ONLY_FIRST = later(r"\W*(?:it's |it is |that's )?(?:only|just|但|只|仅|就)")
"""What takes back in a sentence of its own what the first says at its end: there it may speak of another thing."""


def at_the_end(message: str, asked: str = "") -> Reply | None:
    """Yes or no where a message ends with that: "the refresher didn't happen, so no", "nothing like it in the shops, no"."""
    units = [fold(one).strip() for one in STOPS.split(message) if one]
    if len(units) < TWO or _QUESTION_MARK.search(message):
        return None
    while len(units) > 1 and (_FRANKLY.fullmatch(units[-1]) or SAID_SO.fullmatch(units[-1])):
        del units[-1]
    *before, last = units
    rest = "，".join(before)
    if leads := SO.match(last):
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
SO = later(
    r"(?:and |but )?(?:so|then|hence|therefore|thus|in short|meaning|which means|that makes it|the answer is)[, ]+(?:that's |it's |that is |it is |i'd say |an? )*|(?:所以|因此|总之|结论|等于|归根到底)(?:说|呢|就|是|应该|还是|也|答案|算|[,， ])*"
)
"""What leads to a verdict at the end of a message."""
_FRANKLY = later(
    r"just about|honestly|frankly|really|obviously|of course|you know|anyway|i'm afraid|believe (?:it|me)(?: or not)?|(?:说?老?实话?说?|说真的|反正|真的|当然|你懂的)[啊吧呢了]*"
)
"""What only stresses what was said before it."""
BREATH = later(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_FIRST_WORD = later(
    r"^(?:嗯+(?!不)|对的?(?=就|是|没|不(?!对|起|住|上|准)|(?!一[半部])[0-9一两二三四五六七八九十半])|(?:yes|yeah|yep|yup)\b(?= \w| ?[-–—])|no\b(?= ?[–—]| - ))(?!$|，)",
    re.IGNORECASE,
)
_LOOKED = r"(?:我(?!们)|刚刚?才?|特地|专门|帮你|已经|又|也)+(?:去)?(?:翻|查|看|问|核对|核实|对)(?:了|过)(?:一?[下眼遍圈]|半天)?(?:[^，,。.没不无是有未]{0,6})(?:了)?|(?:翻|查|看|问)了?(?:一?[下眼遍])(?:[^，,。.没不无是有未]{0,6})|(?:yes,? )?i(?:'ve|'d)? (?:(?:just|have|double|already) )*(?:checked|looked(?: it)?(?: up| at it)?|asked(?: around| about| the team)?|verified)(?: (?:it|this|that|again|twice|to be sure|just now))*"
"""What only says that somebody looked it up before replying."""
SAYS_NOTHING = later(
    rf"{SAID_SO.pattern}|{_LOOKED}|(?:真|也)*(?:没(?:办法|辙)|可惜|遗憾|唉|哎)了?|(?:照实|就|先)*记(?:下|上)?吧?|just put it down|sadly|unfortunately|alas"
)
"""What stands beside a yes or no and changes nothing of it."""
_BEFORE_A_REPLY = later(
    rf"^(?:我|我们)?(?:刚刚?才?|前面|上面|之前)(?:不是)?(?:都|已经?)?(?:说|讲)(?:过|了)+(?:[吗嘛])?[，, ]*(?=[^，,])|^(?:(?:谢谢[你您]?|多谢|不好意思|抱歉|sorry|apologies|thanks|thank you|well|so|then|oh|ah|look|hang on|hold on|wait|[哦噢喔啊呃哎唉诶欸唔]+|er+m?|u+m+|hm+|sadly|unfortunately|regrettably|alas|honestly|可惜|很?遗憾|没办法|老?实话?说|说实话|(?:{_LOOKED})|等等|等一下|[对對][了啦]|by the way|btw|(?:{SAID_SO.pattern}))[,，.。!！…\s]+)+(?=\S)",
    re.IGNORECASE,
)
_SORRY_BEHIND = later(rf"(?<=\S)[,，.。!！\s]+(?:{SORRY.pattern})\W*$", re.IGNORECASE)


def in_breaths(message: str) -> str:
    """A message with a stop where one who dictates or hurries leaves it out, and without what only comes before a reply."""
    plain = BREATH.sub("，", message.strip())
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
    """No, where it is asked of all and one part is said to be so and another not; yes, where any device is enough."""
    units = [tidy(fold(one)) for one in re.split(r"[，,。;；:：!！]", message)]
    if not _OF_ALL.search(asked):
        on_each = {found.lastgroup for one in units if DEVICE.search(one) and (found := _VERDICT.search(one))}
        return "yes" if "有" in asked and on_each == {"yes", "no"} else None
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
    plain = _SIGH.sub("", short)
    if any(one.fullmatch(said) for one in (_YES, _FIRMLY_YES) for said in (short, plain)):
        return "yes"
    if asked and (
        WHOLLY.fullmatch(plain)
        or _EVER.fullmatch(plain)
        or (_OF_ALL.search(asked) and WITHOUT_EXCEPTION.fullmatch(short))
    ):
        return "yes"
    if any(one.fullmatch(said) for one in (_NO, _FIRMLY_NO) for said in (short, plain)):
        return "no"
    if not asked and _HARDLY_NO.fullmatch(plain):
        return "no"
    if not asked and _NEARLY.fullmatch(short):
        return "yes"
    said = agreement(plain)
    if said in ("yes", "no"):
        return said
    if asked and (each := _EACH.fullmatch(short)):
        return "no" if each["no"] or each["no_en"] else "yes"
    return ({"all": "yes", "none": "no"}.get(said or "") or _verb(short, asked)) if asked else None  # type: ignore[return-value]


_SIGH = later(
    r"^(?:(?:嗯+|[哦噢喔啊欸诶哎唉呃唔嗨咳]+|那个|可惜|遗憾的?是|很?遗憾|不幸|说实话|老实说|讲真|oh|ah|er+m?|u+m+|hm+|well|sadly|unfortunately|regrettably|alas|honestly|frankly|to be honest|tbh|i'm afraid|like i said|as i said|yes and)[,， ]*)+(?=[^?？,， ])|(?<=\S)[,， ]*(?:sadly|unfortunately|alas|regrettably|i'm afraid|mate|man|👍|👎|可惜|唉|哎)$"
)
"""What only comes before or behind a yes or no and changes nothing of it."""
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
    missed = _ONE_MISSED.fullmatch(short) or _SOME_LEFT.fullmatch(short)
    return missed is not None or (found is not None and found["verb"] in fold(asked))


_PART_IS_NOT = later(
    r"(?:但是?|不过|就是?)?[\u3400-\u9fff]{1,6}?(?:还|就|都)*没有?(?P<verb>[\u3400-\u9fff]{1,2}?)[了过的呀啊呢]*"
)
_ONE_MISSED = later(
    r"(?:但是?|不过|就是?)?[^，没不未一无]{1,8}?(?:好像|可能|应该|似乎|估计|怕是)?(?:都|就|还|是|给)*(?:漏|落下|缺|忘|差)(?:掉|下)?(?:[标写做贴放挂])?[了的着呀啊吧]*"
    r"|(?:i think |maybe |but |only )*(?:the |our )?[\w -]{3,24} (?:was|were|is|got|has been|'s been)(?: probably| maybe)? (?:missed|left out|forgotten|missing|skipped)(?: out)?(?:,? i think)?"
)
"""Names one that was left out: "the mini-program was missed, I think"."""
_SOME_LEFT = later(
    r"(?:但是?|不过|就是?|只是|可惜)*(?:还|仍|尚)(?:有|剩|差|欠)(?:那|这)?(?:[一两二三四五六七八九十几0-9]+|些|好几)?[张个件条家单笔项份批次起处](?:.{0,8}(?:没|未).{1,5}|(?:过期|超期|逾期|拖着|没完)?[了的呢啊]*)"
    r"|(?:but |except |there(?:'s| is| are) )*(?:still )?(?:one|two|three|a (?:few|couple)|some)(?: of (?:them|those))?(?: (?:is|are))?(?: still)? (?:open|overdue|left|outstanding|pending|not (?:done|fixed|closed|finished|there yet))"
)
"""Says that some are still missing."""
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
    r"(?:我们|平台|系统|后台|自动|这个?|那个?|嗯|对|是的?|已经?|早就?|也|倒是?|绝对|肯定|当然|真的?|确实|从来|根本|压根儿?|[还都从])*(?:(?P<no>没有?|未|不)(?P<verb_no>[\u3400-\u9fff]{1,2}?)(?:[了过的好到])*|(?:有|能|会)?(?P<verb>[\u3400-\u9fff]{1,2}?)(?:[了过的好到]+|(?=[啊呀呢啦]))|都?(?P<all>[\u3400-\u9fff]|(?<=都)[\u3400-\u9fff]{2})|[有会能](?P<has>[\u3400-\u9fff]{1,2}))(?:[啊呀呢啦哦哈嘛])*"
    r"|(?:yes|yeah|yep|sure|no|nope)?,? ?(?:it|they|we|there|that|those|these) (?:is|are|do|does|did|has|have|can|was|were)(?P<no_en>n't| not)?(?: indeed)?"
)
"""A reply that only says the question's own verb again."""


_SAID_BEFORE = later(
    r"(?:你|您|请|自己)*(?:看|见|参见|翻|往上看)(?:一?下)?(?:上面|前面|上文|上一?[条句])(?:的|那[句条]|我?[说写讲]的|那段)*|同上|(?:我|我们|这个?|不是|刚刚?才?|前面|上面|之前|早就?|都|就|已经|不)*[说讲写提答](?:过|了)+(?:好?几?多少?[遍次]|啊|呀|的|吗|嘛|么|呢|吧)*"
    r"|(?:please )?(?:see|read|look at|refer to|check|scroll up to) (?:(?:what|as) (?:i|we) (?:just )?(?:said|wrote|told you|mentioned) ?)?(?:above|before|earlier|up there|my (?:last|previous|earlier|first) (?:message|answer|reply|sentence|line))"
    r"|(?:as )?(?:already )?(?:said|stated|mentioned|explained|answered)(?: (?:above|before|earlier|already))*|(?:as )?(?:i|we)(?:'ve| have)? ?(?:(?:already|just|literally) )*(?:said|told you|answered|mentioned|explained|wrote)(?: (?:that|so|it|this|already|above|before|earlier|just now))*|asked and answered|(?:haven't|didn't) i (?:just |already )*(?:say|said|tell|told|answer|answered)(?: (?:you|that|so|it|this))*"
)
"""What says only that it was said before."""


def said_before(message: str) -> bool:
    """Whether a message says no more than that it was said before."""
    return _SAID_BEFORE.fullmatch(tidy(fold(message)).rstrip("?？")) is not None


def hardly(message: str) -> bool:
    """Whether a message is a no that is not quite one."""
    return _HARDLY_NO.fullmatch(_SIGH.sub("", tidy(fold(message)))) is not None


def counts_as_no(message: str) -> bool:
    """Whether a message begins by counting what nobody knows as not so: "put it down as not checked for now"."""
    return _COUNTS_AS_NO.fullmatch(tidy(fold(STOPS.split(message.strip(), maxsplit=1)[0]))) is not None


_COUNTS_AS_NO = later(
    r"(?:那|就|先|暂时?|姑且|我们?)*(?:当作?|按|算)(?:它|他们)?(?:是|作)?(?:没有?|未)[\u3400-\u9fff]{0,4}?(?:处理|来|算)?[的了吧呗啊]*"
    r"|(?:let's |just |then |well |for now |better |please )*(?:call|count|treat|take|put|mark) (?:it|that|them) (?:down )?as (?:a no|not [a-z]+|un[a-z]+ed)(?: (?:then|for now))?"
)


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


STOPS = later(r"(?:[，。；;：:！!？?\n]|,(?![0-9]{3})|\.(?![0-9]))+\s*")
NTH = later(
    r"第 ?[一二两三四五六七八九十0-9]+ ?(?:[项条种档]|个(?![月季工小星]))|(?:[前后头]|最后)[一二两三四五0-9][个项条]|\b(?:first|second|third|fourth|fifth|last) (?:one|answer|item)\b"
)
"""What names one by its place, in a folded text."""
AGREES_THERE_IS_NONE = later(
    r"(?:嗯+|对[的啊呀]*|是[的啊呀]*|没错|确实|yes|yeah|yep|right|correct|true)[,， ]*(?:(?:我们|确实|真的?|就是|是|都|也)*没有?|none|no|nope|(?:no,? )?(?:there|we|they|it) (?:(?:is|are|do|does|have|has)(?:n't| not)(?: have)?(?: (?:any|it|that|one))?|(?:is|are|have) none))(?:[的了呀啊呢啦])*"
    r"|(?:没有?|none|no)[的了]*[,， ]+(?:嗯+|对|是)[的啊呀]*"
    r"|(?:我们|也|都)*(?:真的?|确实|的确|根本|完全|压根儿?|绝对)(?:就|是|都|也)*没有?(?:[的了呀啊呢啦]|过)*"
)
"""What agrees with a denial: "是的没有" takes an offer of "there is none", and says no where it is asked whether there is any."""
_ASKS_IF_NOT = later(
    r"(?<![有是能可会满下])(?:不(?![同符服满])|没有?(?!有)|未)[^，的吗也就能？?]{1,8}吗|[:：](?:没有(?![^，]*的[，,])|不(?![同服登愿]))"
)
"""What is asked as a denial: "are no benefits taken away?"."""
