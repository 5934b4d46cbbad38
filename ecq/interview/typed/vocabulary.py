"""Small words in an answer and around it: yes, no, all but two; negation, doubt, limits, contrast.

All for folded, tidied text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ecq.base.patterns import later
from ecq.interview.typed.sought import sought

NEGATION = sought(
    r"没有?|不|未(?!来)|[无非否勿]|\b(?:no|not|never|none|nothing|nobody|without|cannot|neither|nor)\b|n't\b"
)
QUANTIFIER = later(r"都|全部?|每|仅|只|部分|有的|有时|偶尔|\b(?:all|every|each|only|some|partly|sometimes|any)\b")
TENSE = later(r"[别将曾已]|如果|去年|以前|上次|原来|计划|打算|\b(?:if|will|plan|planned|used to|last year)\b")
"""Words that leave a fact no fact of today; like negations and figures they must agree before words count as the same."""

DIGITS = later(r"[0-9]+|[一二三四五六七八九十]+")
HEDGE = sought(
    r"大概|大约|差不多|估计|可能|应该|好像|也许|一般|通常|平均|左右|上下|基本|吧$|^约|约(?=[0-9一二三四五六七八九十两半])"
    r"|\b(?:about|around|roughly|approximately|approx|maybe|perhaps|probably|i think|i guess|i believe|usually|on average"
    r"|mostly|or so|i feel|i suppose)\b|^~|^我(?:觉得|认为|想|猜)"
)
ASKING = sought(
    r"\?|[吗么]$|呢$|是不是|能不能|算不算|还是不(?:算|行|能|用)(?![^，,]*[,，])|^[哎诶喂嗯欸,，]*(?:我|想|先)+问一?下|可不可以|(?:怎么|什么|哪[些个种]|(?<!没)(?<!没有)多少|几(?=[天日年月个次周]))(?![^，。,;；]{0,12}[都也](?:有|写|说|讲|定|标|公布|显示|挂|列|贴|公示|公开))|^(?:what|how|which|who|does|do|is|are|can|should|could)\b|^(?:when|where)(?:'s| (?:is|are|was|were|do|does|did|can|could|should|will|would|shall|must|has|have))\b"
)
STRESSED = sought(r"((?:还|(?<!有)没有?|未)[^，,。?？吗么什怎哪多几谁]{0,16})呢(?=[。！!~ ]*$)")
"""A statement that only sounds like a question: "not all done yet, you know"."""
NO_QUESTION = sought(
    r"什么的(?=$|[，,。.;；])|哪有(?:什么|啥)|[没不]怎么(?![办样了啦]|回事)|[没不]太?怎么|着呢(?=[。.！!~ ]*$)|(?:怎么|多久|什么时候|谁|哪[些个里]|多少)[^。?？]{0,14}?[，,](?:也都|全都?)(?:[得要]|必须)(?!吗|么)|(?:怎么|多久|什么时候|谁|哪[些个里]|多少)[^。?？]{0,14}?[，,](?:也|都|里面|上面)*(?:写|说|讲|定|规定|列)得?(?:很|都|挺|也)?(?:清|明|细|好|死)|不是(?:都|已经?|早就?|刚刚?才?)*(?:说|讲|提|答)[过了]+[^，,。?？]{0,12}[吗嘛么]$|(?:什么|啥)(?:[^，。]{0,4})[都也]|[没不](?![懂明知看听搞弄太大])[^，,。吗呢?？是]{1,14}(?<!为)(?:什么(?!意思)|啥(?!意思))|(?<=[有好这那十前后近过])几(?=[天日年月个次周])"
    r"|(?<!请)(?<!想)(?:(?:[写标注定讲](?:明|清|好)?|规定|约定|说明?|列|问|提醒|告知|通知)(?:了|过|着|好了)|(?<=[里上中])(?:[也都会]|有)?(?:[写标注定讲说](?:明|清)?|规定|列)|[没不未](?:写|规定|约定)(?:明|清)?)[^，,。?？]{0,12}?(?:多少|几(?=[天日年月个次周])|[什怎]么样?|啥时候?|哪[些个种]|能不能|可不可以|是不是|算不算)"
    r"|(?:多少|几(?=[天日年月个次周])|[什怎]么样?|哪[些个种]|能不能|可不可以|是不是|算不算)[^，,。?？]{0,12}(?:我|我们)?(?:也|都|还|真|暂时)*(?:不(?:太)?(?:知道|清楚|晓得|了解|确定)|没(?:写|规定|约定|定|说|看|见|查|注意|统计|数|算|量|管)|说不(?:清|准|好)|要(?:去)?(?:查|问))"
)
"""Words of questions in what is none: "and the like", "nothing at all", "some"; of how much a rule says, or nobody knows."""
BUT_FOR = r"\baside from\b|(?:^|[,.;:] ?)(?:bar|short of)(?= \w)"
"""What takes something out, where a clause begins with it."""

TURN = later(
    r"但|不过|可是|然而|除了|除外|不对|错了|改成|改为|\b(?:but|however|except|although|wait|sorry|actually|i mean)\b"
)
"""What takes back what was said before it, even within a reason."""

CONTRAST = later(
    r"只[是有剩差]|唯[独一]|[就还尚][差剩欠]|还有|一半|空着|(?:到期|过期|失效)了|倒是|差点|勉强|以外|之外|除非|还是(?!能|可以|会|照|正常|一样)|或者?(?!者)|应该是|其实|等等|先别|\b(?:though|only|apart from|save for|barely|(?<!believe it )(?<!like it )or(?! (?:an?|the|at|by) \w+ (?:at|on|in|by|with|from|to)\b)|rather|correction|instead|half|still|remains?|lapsed|expired|ran out|blank)\b"
    rf"|{BUT_FOR}"
)
"""What limits or changes an answer when it follows it directly."""

GUESS = later(
    r"不(?:太|大|是?很)?(?:确定|知道|清楚)|猜|不对|不准|错了|\b(?:not sure|unsure|don't know|guess|guessing|wrong|mistake)\b"
)
"""What takes the certainty even out of a reason given: "2, because I am not sure"."""

ONLY = later(r"[只仅]|\bonly\b")
"""What limits what is said to a part."""

COURTESY = sought(
    r"^(?:请(?!问)|麻烦|你好|您好|(?:please|ok|okay|well|so|hi|hello)\b)[,，!! ]*|(?<![,， ])[,， ]*(?:谢谢|多谢|thanks|thank you|please|哈|哦|啊|呀|哟)$"
)
EDGES = " \t\"'“”‘’「」『』《》<>()（）[]【】.。!！,，、;；:：*…"


@lru_cache(maxsize=1_000)
def tidy(folded: str) -> str:
    """A folded text without quotes, stops and courtesies at its ends."""
    stripped = folded.strip(EDGES)
    while (shorter := COURTESY.sub("", stripped).strip(EDGES)) != stripped and shorter:
        stripped = shorter
    return stripped


_CANTONESE = (
    ("冇耐", "没多久"), ("啱啱", "刚刚"), ("梗系", "当然"), ("唔系", "不是"), ("唔使", "不用"), ("唔得", "不行"), ("唔啱", "不对"), ("唔", "不"), ("冇得", "没得"), ("冇", "没有"), ("咗", "了"),
    ("嘅", "的"), ("啱", "对"), ("咁样", "这样"), ("咁", "这样"), ("嗰", "那"), ("𠮶", "那"), ("就系", "就是"),
)  # fmt: skip
_IN_CANTONESE = later("[唔冇咗嘅啱咁嗰𠮶系㗎噶喎啩嘞吖啫]")


def in_mandarin(folded: str) -> str:
    """A short folded reply in Cantonese as it is said in Mandarin."""
    if not _IN_CANTONESE.search(folded):
        return folded
    for said, same in _CANTONESE:
        folded = folded.replace(said, same)
    return re.sub(r"[㗎噶喎啩嘞吖啫]+$", "", re.sub(r"^系(?![统列])", "是", folded))


Agreement = Literal["yes", "no", "all", "none", "partly", "double"]

_DO = r"(?:做到|达到|满足|符合|具备|完成|落实|实现|办到|办理|办|做|有|是|打勾|勾|选)"
_OUR = r"(?:我们|我方|我司|平台|这里|目前|现在|已经|已|全部?|真的?|压根儿?|根本|嗯|,| )*"
_ABOVE = r"(?:以上|上面|上述|上列|这些|这几[项个条]|下面|里面|其中|每一?[项个条]|所有(?:的)?|各项)*"
_YES = rf"{_OUR}(?:是|是的|对|对的|嗯+|有|有的|没错|当然|确实|能|能的|可以|会|{_DO}了|{_DO}|{_DO}到了)(?:呀|啊|的|了)?|y|yes|yep|yeah|yup|sure|of course|correct|right|true|(?:yes,? )?(?:we|it) (?:do|does|have|has|is|are|can)"
_NO = rf"{_OUR}(?:否|不|不是|不对|没|没有|无|木有|还没有?|尚未|未|从没|从来没有?|不能|不会|不可以|没有?{_DO}|未{_DO}|不{_DO}|还没有?{_DO})(?:到)?(?:过|了|的|呢|呀|啊)?|n|no|nope|nah|none|not yet|not at all|false|never|(?:no,? )?(?:we|it) (?:don't|do not|doesn't|does not|haven't|have not|hasn't|cannot|can't)(?: have (?:it|this|that|any))?"
_ALL = rf"{_OUR}{_ABOVE}(?:(?:全部|全都|通通|统统|都|全)(?:已经?|已)?{_DO}(?:到)?(?:了|的)?|全部|全都|所有|全选|都选|都勾|全勾)(?:了|的)?|(?:yes,? )?(?:we (?:do|have|meet) )?(?:all|every(?:thing| one)|all of (?:them|these|the above|those|it)|all the above|all items|all done)(?: are)?(?: in place| done| met)?|every (?:single )?(?:one|item)(?: of them)?|everything is (?:done|in place)"
_NONE = rf"{_OUR}{_ABOVE}(?:都|全|全都|全部都|全部(?=没|未|无)|通通都?|[一哪][项个条样](?:也|都)|一点(?:也|都)|什么(?:也|都))(?:还)?(?:没有?|未|不|无)(?:{_DO})?(?:到)?(?:过|了|的)?|没有?一[项个条](?:是)?{_DO}?(?:了|的|到)?|全无|零项|none of (?:them|these|those|the above|it)|nothing(?: at all)?|not any(?: of (?:them|these))?|not (?:a single )?one(?: of (?:them|these))?|zero|we (?:do|have) none(?: of (?:them|these))?|no items?|neither"
_PARTLY = rf"{_OUR}(?:只)?(?:部分|一部分|有些|有的|有一些|一半|大部分|多数|少部分)(?:已经?)?(?:{_DO}(?:到)?(?:了|的)?)?|partly|partially|in part|some|some of (?:them|it|these)|half|mostly|most of (?:them|these|it)|to some extent"
_DOUBLE = rf"{_OUR}(?:没有?|无|不是)(?:一[项个条]|任何|哪[项个条])?(?:是)?(?:没有?|不|未){_DO}?(?:到)?(?:过|的|了)*|(?:not|no|none|nothing) (?:is |are |one is )?(?:not|missing)(?: done)?|nothing (?:is )?missing"
_NOT_ALL = r"不是都|没都|没有都|不都|并非都|not all|not every"

_MEANINGS: tuple[Agreement, ...] = ("double", "none", "all", "partly", "no", "yes")
_AGREEMENT = sought("|".join(f"({one})" for one in (_DOUBLE, _NONE, _ALL, _PARTLY, _NO, _YES)))
_COUNTED = later(
    rf"{_OUR}(?P<zh>[0-9]+|[一二两三四五六七八九十]+)[项个条样](?:都|全都|全部|全)(?:都)?(?:还|真)*(?:(?P<no>没有?|未|不)(?:{_DO})?|{_DO})(?:到)?(?:过|了|的)?"
    r"|(?:全部|所有)(?P<first>[0-9]+|[一二两三四五六七八九十]+)[项个条]|all (?:of the )?(?P<en>[0-9]+|[a-z]+)(?: items| of them)?"
)
_LACK = later(
    r"没|无|不|未|由商家自己|no\b|not\b|nothing|nobody|none|never|there is no|merchants? decide", re.IGNORECASE
)
_LACKING = later(
    r"(?:我们|平台|目前|现在|这个|这方面|都|从来|一直|也|还|根本|压根|一次|,)*(?:没有?|未|无|不)(?:人|谁)?(?:去|做|作|进行|专门|明确)?(?:过)?(?:办|做|审计|审|调查|规定|统计|计算|测量|测|测过|记录|记|设定|设|制定|定|写明?|要求|限制|承诺|约定|数据|数字|期限|时限|标准|制度|算|查|跟踪|这个数|这个数据|这方面的?(?:规定|统计|数据))(?:过|的)*(?:规定|统计|数据|期限|时限)?(?:了|的|呢|啊)*"
    r"|(?:there (?:is|are) |we have |it's |it is |we |they |that )*(?:nothing|no|not|never|don't|do not|isn't|aren't|doesn't|haven't|hasn't)(?: been| is| are| a| any| yet| have)*(?: (?:done|made|held|prescribed|specified|set|stated|fixed|counted|measured|recorded|tracked|defined|written(?: down)?|count|measure|track|record|statistics|stats|figures?|numbers?|data|rules?|limits?|time limit|deadlines?|(?:set |fixed )?period|records?|count it|measure it|track it))(?: for (?:this|that|it)| on (?:this|that)| about (?:this|that)| anywhere| at all| so far| yet| it)*"
)
_OTHERS = r"(?:其他|其它|其余|别的|剩下的?)?"
_EXCEPT = later(
    rf"(?:除了?|除开|除去)(?P<zh>[^没不未都]{{1,24}}?)(?:(?:以|之)?外|没有?{_DO}?|,|，| )*(?:{_OTHERS}(?:的)?(?:都|全|全部)(?:都)?(?:{_DO}(?:到)?|[^没不未缺少差无]{{0,3}})(?:了|的)?)?"
    rf"|(?P<zh2>[^没不未都]{{1,24}}?)(?:没有?|未)(?:{_DO}(?:到)?|[^,，没不未都]{{1,3}})?(?:,|，| )*(?:其他|其它|其余|别的|剩下的?)(?:的)?(?:都|全|全部)(?:都)?{_DO}(?:到)?(?:了|的)?"
    r"|(?:(?:we (?:do|have) )?(?:all|everything|every one)(?: of (?:them|these|it))?,? (?:except|but|bar|short of|(?:apart|aside) from|besides|save)|except|(?:apart|aside) from|bar)(?: for)? (?P<en>.{1,40})"
)
_MISSING = later(
    rf"(?:我们|还|只|就|仅|只有|,| )*(?P<zh>[^没不未都缺]{{1,24}}?)(?:这[几些]?[项个条])?(?:还|都|是)*(?:没有?|未|缺|缺少|空缺){_DO}?(?:到|了|的)*"
    rf"|(?:我们|还|只|就|仅| )*(?:缺少?|差|没有|没{_DO}到?|少了?)(?P<zh2>[^没不未都缺]{{1,24}}?)(?:没{_DO}(?:到)?)?(?:了)?"
    r"|(?:only )?(?P<en>.{1,40}?)(?: is| are|'s)? (?:still )?(?:missing|lacking|absent|not (?:done|in place|met|there|yet done))(?: yet)?"
    r"|(?:we )?(?:only )?(?:lack|miss|are missing|are lacking|don't have|do not have|haven't got) (?P<en2>.{1,40})"
    r"|(?:we have |there (?:is|are|was|were) )?no (?P<en3>[a-z' -]{2,30}?)(?: (?:is|was|are|were|has been|have been) (?:held|done|made|kept|there|written|tested|in place))?"
)
_BUT_NOT = later(
    r"(?P<zh>[^没不未都]{1,24}?)(?:都)?(?:做到了?|有|是)?(?:,|，| |但|但是)+(?P<zh_not>[^没不未都]{1,24}?)(?:没有?|未)(?:做到?|有)?(?:了)?"
    r"|(?P<en>[^.]{1,40}?),? (?:but|and) not (?P<en_not>.{1,40})"
)
_INSTEAD = later(
    r"(?:不是|不选|别选|不要)(?P<zh_not>[^,，是不没]{1,12})(?:,|，| )*(?:而是|应该是|应当是|是|就是|选|我选|改选)(?P<zh>[^,，是不没]{1,12})"
    r"|(?:it's |it is |i mean )?not (?P<en_not>[^,]{1,24}?),? (?:but|it's|it is|rather) (?P<en>[^,]{1,24})"
)
_HIGHEST = later(
    r"(?:就?是|选|我们?是|我们?选|算|属于|达到了?)*(?:最高|最好|最上面|最优|顶)(?:的|档|级|一|那|这|个|项|等|选项|水平)*|满分(?:的)?(?:那|个|档|项|选项|一)*|(?:we are |we're |i(?:'d)? (?:pick|say|choose) |at )*(?:the )?(?:highest|best|top)(?: (?:one|option|level|step|answer))?"
)
_LOWEST = later(
    r"(?:就?是|选|我们?是|我们?选|算|属于)*(?:最低|最差|最下面|最底)(?:的|档|级|一|那|这|个|项|等|选项|水平)*|(?:we are |we're |i(?:'d)? (?:pick|say|choose) |at )*(?:the )?(?:lowest|worst|bottom)(?: (?:one|option|level|step|answer))?"
)
_SAID_TWICE = later(r"(没有?|不是?|不会|不能|对|是|有|[no]+)[,， ]*(?:\1[,， ]*)+(?=$|[的啊呀过])")
"""A short word said again for stress: "no no" is no double negative."""


@lru_cache(maxsize=1_000)
def agreement(text: str) -> Agreement | None:
    """The agreement or refusal that a text is as a whole. "没有没做到" is a double negative and never a plain yes or no."""
    text = in_mandarin(text)
    if twice := _SAID_TWICE.match(text):
        text = twice[1] + text[twice.end() :]
    found = _AGREEMENT.fullmatch(text)
    return _MEANINGS[(found.lastindex or 0) - 1] if found and not re.search(_NOT_ALL, text) else None


def counted_all(text: str) -> tuple[str, bool] | None:
    """The number in "all five items" or 五项都做到, which says all only where there are so many; whether it says so or denies it."""
    match = _COUNTED.fullmatch(text)
    return (match["first"] or match["zh"] or match["en"], not match["no"]) if match else None


def exception(text: str) -> str | None:
    """What is left out of "all but …"."""
    match = _EXCEPT.fullmatch(text)
    return (match["zh"] or match["zh2"] or match["en"]).strip(" ,，") if match else None


def missing(text: str) -> str | None:
    """What is named as lacking: "1 and 3 are missing"."""
    match = _MISSING.fullmatch(text)
    return next(part for part in match.groups() if part).strip(" ,，") if match else None


def instead(text: str) -> tuple[str, str] | None:
    """(what it is not, what it is) of "not the first but the second"."""
    match = _INSTEAD.fullmatch(text)
    return (match["zh_not"] or match["en_not"], match["zh"] or match["en"]) if match else None


def but_not(text: str) -> tuple[str, str] | None:
    """(what there is, what there is not) of "1 and 3 but not 4"."""
    match = _BUT_NOT.fullmatch(text)
    return (match["zh"] or match["en"], match["zh_not"] or match["en_not"]) if match else None


def extreme(text: str) -> Literal["highest", "lowest"] | None:
    """Which end of rising options is meant by a word for it."""
    if _HIGHEST.fullmatch(text):
        return "highest"
    return "lowest" if _LOWEST.fullmatch(text) else None


def lacking(text: str) -> bool:
    """Whether a text says that nothing is prescribed, counted or measured."""
    return _LACKING.fullmatch(text) is not None


def says_lack(option: str) -> bool:
    """Whether an option's words begin by saying that something is not there, so that a plain "no" may mean it."""
    return _LACK.match(option) is not None
