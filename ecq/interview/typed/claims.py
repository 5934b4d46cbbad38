"""A sentence taken apart into claims: which facts it says hold, which do not, in whose words, and how firmly.

Clause by clause; a negation belongs to the next words it reaches, else to those before it. What was, what is planned, what
others do and what is asked claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import (
    ASIDE,
    DEVICE,
    HARDLY_SO,
    LONGEST,
    NO,
    NOT_ACHIEVED,
    OF_ALL_SAID,
    OTHERS,
    PAST,
    PLANNED,
    STILL,
    TWICE,
    UNFINISHED,
    Mention,
    as_read,
    asked,
    barred,
    clauses,
    denials,
    denies_something,
    mentioned,
    with_polarity,
    without_the_case,
)
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.numerals import NUMBER, number
from ecq.interview.typed.sought import sought
from ecq.rubric.kinds import Question

_HEDGE = later(
    r"应该(?:是|有|都)|估计|大概|可能|好像|也许|我猜|吧$|\b(?:maybe|perhaps|probably|i think|i guess|i believe|should be|as far as i know)\b"
)
_NOW = later(
    r"(?:现在|如今|目前)(?!的(?:方案|计划|设想|版本|想法|打算|考虑))(?!(?:是|还是?)?[^，。]{0,8}?(?:不(?:太|大)?(?:清楚|知道|确定|了解)|没数|说不[准好]|[要得](?:再|去)|是否|是不是|什么样|啥样|怎么样|怎样|如何))|实际上|至今|[从自打][那此](?:[以之]?后|次以后)|今年起|改成|改为|\b(?:(?:now|nowadays|today|at present)(?!,? (?:i|we) (?:can't|couldn't|don't|do not|cannot|wouldn't)| (?:is|would be) another)|since then|since (?:19|20)[0-9]{2}(?=[ ,]+(?:it|we|they|that|this|only|just|once)\b)|(?:is|are|'s|'re|has|have) still|no longer)\b|any ?more\b"
)
_ALREADY = later(r"已经|早就|到(?:现在|今天|目前|今)|至今|直到现在|\balready\b|\bto this day\b")
_GOT_THEN = later(
    r"\b(?:got|obtained|received|passed|graded|registered|filed|introduced|launched|set up|signed|installed|added|built|wrote|written) (?:\w+ ){0,6}?back in (?:19|20)[0-9]{2}"
)
"""What was got in a year that is over, and is there since."""
_STOPPED = later(
    r"停了|下掉|取消了|没了|关了|撤了|停掉|不做了|都没了|\b(?:stopped|gone|discontinued|switched off|dropped|scrapped|abolished|(?:took|taken) (?:it|them|that|this|those) (?:out|off|away|down)|got rid of)\b"
)
OURS = later(
    r"(?<![跟和与同比给抢对是])我们(?!(?:合作|对接)的)|我司|咱们|本平台|\b(?:we|ours|our (?:platform|own|site))\b"
)
_HERE = sought(rf"{OURS.pattern}|这[里边儿家]|自[家己]|本店|我的|\b(?:here|my|our)\b")
"""What speaks of oneself somewhere."""
_THEIRS = later(rf"(?:[嗯呃哎啊那,]|(?:well|so|oh|u[mh]+|the|that|those|our|my),? )*(?:{OTHERS.pattern})", re.ASCII)
"""A message that begins with others: where it never speaks of oneself, all of it is theirs."""
_THEY = later(r"(?:他们|人家)(?!的)|\b(?:they|them)\b(?!.*\b(?:we|our)\b)")
_NO_PLAN = sought(
    r"\b(?:that|which) (?:\w+ ){1,3}(?:is|are) (?:still )?working on$|[没不未](?:有)?(?:打算|计划|准备)(?:要|过)?|\b(?:not|never|n't|no) (?:plan(?:s|ning)?|intend(?:ing)?)(?: (?:to|on|for))?\b"
)
"""What is not even planned, and what somebody works on, which makes no plan of what is said beside it."""
_UNLESS = later(r"\bunless\b.*|\([^)]*(?:除外|except)[^)]*\)")
"""What is said of an exception that the law makes."""
_REASON = later(
    r"^(?:因为|由于|毕竟|because|since|as we|due to|我?刚才(?:在|去|接|有人|被)|sorry,? (?:i |we )?(?:was|were|had to|got)\b)"
)
"""What only says why, or what the writer was just doing."""
_SAID_BEFORE = later(
    r"(?:我们?|这个|刚才?|刚刚|前面|上面|之前|已经?|不是|都|就)*(?:说|讲|提)(?:过)?了?(?:的|吗|嘛|呀|啊)?|(?:as |like )?i(?:'ve| have)?(?: already| just)? (?:said|told you|mentioned)(?: so| that| already| before| earlier)*"
)
"""What only says that it was said."""
_EXCEPT = sought(
    r"除了|除开|除去|除外|[以之]外(?![部的])|(?<![删免消清解排扣拆剔])除(?=.{1,12}[外])|\b(?:(?<!n't )(?<!not )except(?: that| for)?|save for|barring|excluding|with the exception of|(?:^|, |\b(?:all|each|both|any|every|none|nothing|(?:every|any)(?:thing|one|body|where))\b[^,.;]{0,40} )apart from|(?<!one )(?<!body )(?<!people )other than|all but|everything but)\b"
)
_EXCEPT_FOR = later(r"(?<!n't )(?<!not )(?:\b(?:everything|all) )?\bexcept\b(?!.*\b(?:all|everything|rest)\b)")
"""What takes something out of what the same clause named before it: "erased except what the tax law needs"."""
_ADDS, _NOW_ALL = later("[以之]外.{0,4}[也还]"), later("[都全]")
_TAKES_ALL = later(r"[都全没]|\b(?:all|everything|none|no(?:thing|body)|rest|other\w*)\b")
"""What speaks of all but what is taken out: of a row of options the rest is only then taken to be so."""
_ADDS_TOO = later("除了(?=[^，都全没不]{1,10}[也还]是?(?:能|可以|会|有|支持))")
"""What adds to something instead of taking it out."""
REST_YES = sought(
    r"(?:其[他它余]|别的|剩下)的?(?:[^没不未无]{0,4})(?:都|全)(?![没不未]|.{0,3}[问查]|是(?!的|这样|这么|一样|有|齐|全|做|按|好|ok|没))|另外.{0,3}都有|(?:^|\b(?:and|but|(?<!as )for|so|yes|all|do|does|did|done|has|have|got|only|then),? )(?:the (?:rest|others)|everything else)\b(?!'|.{0,12}\b(?:not?|missing)\b|.{0,12}n't|.{0,24}\b(?:ask|check)\b)"
)
REST_NO = sought(
    r"(?:(?:其[他它余]|剩下)的?(?![^，]{0,6}我(?![们司])|的?还?没问)[^，]{0,4}|(?<![换走用找有])别的[几些项条个样点就都也还全目前暂时现在嘛呢啊倒]{0,4})(?:没|不|未|无)(?!(?:太|是很|大|再|多|一一|方便)?(?:讲|说|提|谈|聊|归我|清楚|知道|了解|确定|评论|展开|好看))|只有这|\b(?:nothing else(?! (?:is |was )?(?:outstanding|open|missing|pending|overdue|left))|none of the (?:others|rest)|the rest (?:is|are)(?:n't| not)|that's (?:it|all)(?=$|[,.]| we\b))\b"
)
_ALL = later(
    r"^(?:我们|以上|上面|这些|这|全部|[二两三四五六七]|[0-9]|[项条个样])*(?:都|全|全都|全部)(?:有|做|做到|做了|做到了|有在做|在做|符合|满足|落实|具备|达到|是|齐|齐全|包括|覆盖)(?:了|的|到)?$"
    r"|^(?:yes,? )?(?:we (?:do|have|meet|cover|watch) )?(?:all(?: of (?:them|these|it|the above))?|all (?:two|three|four|five|six|seven)(?: of (?:them|these))?|everything(?: (?:listed|here|listed here|on the list))*)(?: (?:are|is))?(?: in place| done| met| watched| here| listed here)?$|^all (?:done|yes|good|true)$|^yes (?:on|to|for) all(?: of (?:them|these)| \w+)?$"
)
_NONE = later(
    r"^(?:我们|以上|上面|这些|平台|现在|目前)*(?:都|全都?|一[项条个样]都|什么都|啥都|哪[项条个]都|什么.{0,4}都)(?:还)?(?:没|不|未)(?:有|做|做到|做过|搞|弄|到)?(?:了|过)?$"
    r"|.{0,14}(?:啥|什么|一样|统统|[一哪][项条个样])(?:东西)?(?:都|也)没(?:有)?(?:搞|做|弄|做到|落实|建)?(?:过|到|成)?[了的]?$|^(?:it's (?:a )?)?no (?:on|to|for) all(?: of (?:them|these)| \w+)?$|^.{0,20}nothing to show$"
    r"|^(?:we (?:do|have) )?(?:none(?: of (?:them|these|it|the \w+))?|nothing(?: at all)?)(?: (?:is|are))?(?: in place| done)?$"
)
_NONE_OF_THEM = later(
    r"\bnone(?=$| of (?:them|these|those|it|that|this|the (?:others?|rest|above|items?))\b| (?:is|are|at all|yet|so far|in place|there|done|either)\b)"
)
"""What speaks of all that is asked; "none checked" speaks of what is checked."""
_OF_THOSE = later(r"(?:no, |so |and |but )*none of (?:them|these|those)(?:,? (?:yet|so far|at all|really|either|no))*")
"""What denies what was named before it, not the rest of the list."""
_NOT_ONE = later(
    r"[一哪][项条样](?:也|都)(?:还)?没(?:有|做到?|落实)?[了的过啊啦咯喔呢哦嘛]*$|\bnot (?:a single one|one of (?:them|these))$"
)
_ONLY = later(r"只(?:有|能|做|按|在|看)|仅|\bonly\b")
_TURNS = later(r"(?:但|不过|其[他它余]|别的|倒是)|\b(?:but|however|the rest|otherwise)\b")
"""Where a list of what is lacking, or of what is there, ends."""
_POINTS = r"(?:所以|反正|总之|但|可|那|这|其实|而|结果|说实话|老实说|老实讲|坦白说|以上|这里|[一二两三四五六]?(?:个|条|项|块|点|些|套|样|步|方面|件事|部分|事)|我们|咱们|我司|平台|公司|系统|商家|自己|目前|现在|暂时|一直|至今|也|都|还|就|倒|是|又|全|自然|根本|压根|基本|确实|真的?|同样|更|并|从来|统统|,|嗯|唉|(?!\w{0,4}(?:谁|什么|怎么|哪|多久|多少|几))\w{1,5}里(?=没|也))*+"
_POINTS_EN = r"(?:(?:users|people|merchants|customers|so|but|and|well|that|this|those|these|they|it|all|both|one|two|three|four|bits?|ones?|things?|part|parts|is|are|'s|we|of|them|just|simply|really|sadly|honestly|know|one's|bit's|though)[ ,]*)*+"
_HALF = later(r"(?:但|不过|可是?|只是|然而)|\b(?:but|though|yet|however|only)\b")
"""Where a verdict begins that takes something back of what the clause before stated: "published, but not updated"."""
_OTHER_PARTY = later(r"(?:(?:but|and) )?(users?|customers?|buyers?|merchants?|sellers?|shops?|consumers?)\b")
"""Who is named anew with a verdict, of whom alone it speaks: "customers can't"."""
_NONE_OF = later(r"\bnone of ")
"""What denies all that was named before it, or only that it is done as the verdict says: what was stated of it is asked."""
_INDIRECT = later(
    r"谁|什么|怎么|怎样|如何|哪|多久|多少|几|是否|要不要|能不能|\b(?:who|what|when|where|which|how|whether)\b"
)
_NOT_WRITTEN_THERE = later(
    r"(?!都|也|还|全|并|就|一)(?:我们|平台)?的?[\u3400-\u9fff]{2,6}(?:里|上|中)?(?:也|都|还|并|倒是?|压根|根本|就|是)*(?:没有?|未|不)(?:写|提|说|讲|规定|约定|明确|列|交代)(?:清楚?|明白?|到|过|了|的|进去)*"
    r"|(?:but |and )?(?:the |our )?\w+ (?:do(?:es)?(?:n't| not)|never) (?:say|state|mention|specify|tell|cover)(?: (?:so|that|it|anything))?"
)
"""What says of the clause before, which asks, that it is not written somewhere: "who does what, the plan does not say"."""
_VERDICT = later(
    rf"{_POINTS}(?P<no>(?!不(?:清楚|明白|知道|好意思)|没(?:有?)问题)(?:没有?|未|不|差|缺)(?:能|去|人|谁|在|再|怎么|按.{1, 8}?)?(?:做到|达到|达标|做|搞|弄|定|订|写|管|办|发|交|测|评|核|审|贴|标|算|改进|提供|通知|告知|展示|更新|落实|跟上|公布|公开|实现|满足|符合|完成|到位|成文|统计|记录?|留|存|设|列|开展|执行|进行|处理|明确|具备|建立|建|配|支持|要求|规定|查|盯|行|好|够|全|齐|干|有)*(?:得|过|起来|出来|下来|明白|清楚|到|好|全|齐|了|的|啊|呢|啦|诶|哈|全部|全都|百分之百|这[个块套步]|活|一点|远|多|意思|事)*)"
    rf"|{_POINTS}(?P<gap>(?:已经?)?(?:空白|短板|弱项|缺口|空着|留空|待[补定续]|到期|过期|失效|作废|一半)(?:的|了)?)"
    rf"|{_POINTS}(?P<yes>(?<!还)有|(?:有)?(?:做到|做|满足|达到|ok|可以|在做|在弄|写|落实)(?:了|的|到|着)*|没(?:什么)?(?:问题|得说|话说|毛病)(?:的)?|(?:满足|符合|达标|做到|到位|有|放心|可以放心|齐全?)(?:了|的)|做得?(?:很|挺)?好(?:的)?)(?:啊|呢|啦|哈)?"
    rf"|{_POINTS_EN}(?P<no_en>missing|(?:still |only )?(?:blank|open|pending|expired|lapsed|ran out|half(?:[- ]done)?|out of date|incomplete|unfinished)|a gap|outstanding|lacking|absent|not (?:there|done|in place|defined|met|so|really|at all|yet|covered|any ?more)|a no|(?:is|are|do|does|did|have|has|was|were|ca)(?:n't| not)(?: (?:there|have(?: (?:it|that|them|any))?|done|do(?: (?:it|that|them|this))?|happen|exist|in place|met|the case|so))?|not (?:published|shown|told|tested|measured|recorded|tracked|possible|provided|implemented|kept(?: up| up to date| current)?|up to date|updated|maintained|enforced|followed|written|set|reviewed|checked)|none(?: of (?:that|this|it|them|those|these)(?:'s| (?:is|are|was|were|has been|have been|gets?|got|happens?|exists?))(?: (?!but\b|except\b|late\b|missed\b|left\b)\w+){{0,3}})?|nah|nope|no,? (?:we|it|they) (?:do|does|is|are|have|has)(?:n't| not)|no)(?:,? (?:either|yet|at all|though|i'm afraid|sadly|nope|no))*"
    r"|(?:(?:and|but|so|well) )*(?:that|those|these|this|them) (?:we|they) (?:do(?:n't| not)|never|can't|cannot) [a-z]+(?: (?:it|them|that|at all|either|yet|though|up|out|back))*"
    rf"|{_POINTS_EN}(?P<yes_en>in place|done|published|recorded|tested|measured|tracked|provided|written down|there|fine|ok|yes|covered|a yes)"
)
"""Says yes or no of what the clause before spoke of."""
_NO_MORE = later(
    r"(?:[被让给][^，。]{0,6})?(?:之后|以后|就|才)+(?:全|都|也|马上)*(?:整改|取消|停|撤|改)(?:掉|好|完)?了[的啊呀啦]*|"
    r"(?:但是?|不过|可是?|到|后来)*(?:现在|如今|目前|后来)(?:早就|早|已经?|都|全|也|就|是)*(?:(?:不(?![用必需])|没)(?:再|有|会|让)*[\u3400-\u9fff]{0,3}了|(?:整改|取消|停|关|撤|下|改)(?:掉|好|完)?了)[的啊呀啦]*"
    r"|(?:but |and )?(?:now|nowadays|these days),? (?:we|it|they|that) (?:do(?:es)?|is|are)(?:n't| not)(?: any ?more| any longer)?|(?:but |and )?(?:not any ?more|no longer)"
)
"""What says of what was so once that it is no more."""
_SINCE = later(rf"{_NOW.pattern}|后来|之后|今年|\b(?:now|these days|since|later|after that|any ?more)\b", re.ASCII)
"""What begins to speak of what came after."""
_NOT_THIS = later(r"[不没](?:再|用|会|让|有|需|许|给|要|必|能|允)*([\u3400-\u9fff])")


def _denied_again(text: str, then: str) -> bool:
    """Whether a clause denies what another said, by the same verb or words: "they were ticked … now nothing is ticked"."""
    if HAN.search(text):
        return any(found[1] in then for found in _NOT_THIS.finditer(text))
    return denials(text) == 1 and bool(grams(text) & grams(then))


_MET = later(
    r"做到|达到|达标|落实|满足|符合|没(?:什么)?(?:问题|得说|毛病)|到位|(?<![a-z])ok(?![a-z])|\b(?:met|fine|done)\b"
)
_MANY = later(
    r"[这那](?P<zh>[两二三四五六])[个条项点样]|\b(?:those|these|the|all) (?P<en>two|three|four|five|six)\b|\bboth\b"
)
_LEAD_NO = sought(
    r"(?:没有?|未|不)(?:做到|落实|达到|完成|满足|做|搞|弄|行|够|足)(?:好|到位|到)?的(?:地方|部分)?(?:也有|是|有|就是|呢|包括|如下|[几一二两三四五六0-9]+[项条个点件样])*$"
    r"|(?:(?:[有就]|只有|还有)[一1]|[几二两三四五六2-9])[个项条点件样][^，都也]{0,3}(?:没|未|不)[^，]{0,4}(?:就?是|$)|(?P<one>唯[一独](?:的)?(?:一)?[点条项个样]?(?:是|,)?$|唯[一独][^，]{0,8}(?:没|不|差|欠|缺|弱|问题|短板|遗憾|可惜)[^，]{0,4}(?:的|是)?|就[差缺][^，]{0,2}|比较弱的是?|短板是?|美中不足|欠缺的是?)|坑的是|不(?:太|那么|怎么)好看|不好看了|[缺差少]的是|[都全]没有?(?:做到?)?$|^(?:还|也|但是?|目前)?(?:没有?|缺少?|不足|欠缺|未做到|待改进)的?$"
    r"|^(?:就|还|但|目前)?[缺差欠](?:了|的)?[几一二两三四五六0-9]+[项条个点件样块]$|^none of (?:it|them|these|this)$|\b(?:things?|items?|bits?|points?|parts?) (?:that |which )?(?:we|it|they) (?:\w+ ){0,2}?(?:do|does|have|has|are|is)(?:n't| not)\b|\bwhat (?:we|it|they|is|are)(?:'s|'re)? ?(?:\w+ )?(?:do|does|have|has|are|is)?(?:n't| not|missing|lacking)\b|\bnot (?:mandatory|required|in place|covered|done)$|^(?:(?:and|but|so|also) )?(?:not (?:yet )?(?:covered|done|in place|included|met|there|watched|published|so)|missing|lacking|absent|left out) (?:is|are)\b|\b(?:missing|lacking)$|\b(?P<one_en>the (?:one|only) (?:thing|gap|hole|problem|issue|bit|exception|weak spot))\b(?!,?(?: that| which)? (?:(?:we|it|they) (?:(?:do|does|did|have|has|can)\b(?!n't| not)|'ve)|(?:works?|is (?:done|there|in place|met|fine))\b))"
)
_LIST_NO = later(
    r"(?:(?:and|but|so|also) )?(?:we |they )?(?:(?:do(?:n't| not)|have(?:n't| not)) (?:have|got|do|done)|not (?:in (?:it|there|place)|done|yet|met|there))(?: yet)? ?:"
    r"|(?:但|不过|然后|还|也|目前|暂时|里)*(?:没有?|未|不)(?:写|查|做|列|标|提|说|看|公布|公开|规定|包括|包含|设)(?:到|过|了|好|进去|明)?的?(?:也有|有|就是|是|呢|包括|如下)*:"
)
"""What stands with a colon in front of a list of what is lacking."""
_LEAD_YES = later(
    r"^(?:[^，]{0,6}我们)?(?:都|已经?)?(?:有|做到|具备|做了|写了)(?:写|做)?[的了]?:$|(?<![没不未])做到的(?:是|有|呢|包括|[几一二两三四五六0-9]+[项条个点件样])*$|[有好]的(?:是|呢|包括)$|唯[一独][^，]{0,4}(?:ok|好|做到|有)的?(?:是)?|(?:只有|就)[一1][项条个点样](?:是)?(?:有|做了|做到)[的了]?(?:就?是)?$|\b(?:things?|what) (?:we|it) (?:do|does|have|has)(?! not|n't)|^(?:(?:and|but|so|also) )?(?:we )?(?:have|in (?:it|there|place)|done):"
)
"""What is said in front of a list of what is lacking, or of what is there; the last kind speaks of one thing only."""


@dataclass(frozen=True)
class Claim:
    """That a fact holds or does not, in whose words; not firm where it is said of a part, hedged, or said both ways."""

    fact: str
    holds: bool
    quote: str
    firm: bool = True
    words: str = ""
    """What names the fact; "" where it is one of the rest."""
    stated: bool = True
    """Whether words of its own state it; one that is not may never raise an answer."""


@dataclass
class Heard:
    """What a message claims, and what of it claims nothing."""

    claims: dict[str, Claim] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    """Its clauses, in order."""
    unread: list[str] = field(default_factory=list)
    not_now: list[str] = field(default_factory=list)
    planned: bool = False
    """Whether any clause speaks of a plan."""
    asks: bool = False
    open: list[str] = field(default_factory=list)
    """Facts that are spoken of, and not plainly."""
    both: list[str] = field(default_factory=list)
    """Facts that are said to hold and not to hold."""
    denied: set[str] = field(default_factory=set)
    affirmed: set[str] = field(default_factory=set)
    """Clauses that name no fact and of which it is said elsewhere that it lacks, or that it is there."""
    supposed: set[str] = field(default_factory=set)
    """Clauses that were taken for a fact they do not name."""
    denies: bool = True
    """Whether any of it denies something."""
    clash: bool = False
    """Whether what was claimed fits no state, so that part of it was left out."""
    all: bool | None = None
    """Everything, or nothing, without naming it."""

    @property
    def known(self) -> dict[str, bool]:
        """The facts claimed."""
        return {name: claim.holds for name, claim in self.claims.items()}

    def fit(self, facts: QuestionFacts) -> None:
        """Where the claims fit no state, keep what is said to be lacking: "on no device is there a licence"."""
        if facts.options and not facts.left(self.known):
            kept = {one: claim for one, claim in self.claims.items() if claim.holds is not facts.wanted.get(one, True)}
            self.clash = True
            self.unread += [claim.quote for one, claim in self.claims.items() if one not in kept]
            self.claims = kept

    @property
    def firm(self) -> bool:
        """Whether nothing was left unread and every claim is firm."""
        return not self.unread and not self.not_now and all(claim.firm for claim in self.claims.values())

    @property
    def by_words(self) -> bool:
        """Whether any fact was named by words."""
        return any(claim.words for claim in self.claims.values())


def own_words(question: Question) -> Mapping[str, str]:
    """The words of a checklist's items, as they are read."""
    return {item.id: as_read(f"{item.text.zh} {item.text.en}") for item in question.parts}


def hear(
    message: str,
    facts: QuestionFacts,
    items: Mapping[str, str] | None = None,
    *,
    likely: bool = False,
    case: str = "",
) -> Heard:
    """What a message claims of these facts; `items` are the own words of a checklist's items, `case` the question as read.

    With `likely` also what a clause that names nothing is plainly about by what people said of it. What the question itself
    denies, and a clause only names again, denies nothing.
    """
    told = message[:LONGEST]
    listener = Listener(facts, denies_something(told), items or {}, told if likely else None, case)
    whole = as_read(message[:LONGEST])
    if (theirs := _THEIRS.match(whole)) and not _HERE.search(whole, theirs.end()):
        listener.beside["elsewhere"] = False
    if len(_ARTICLES.findall(message[:LONGEST])) > 1:
        listener.places = []
    listener.heard.asks = asked(message)
    listener.heard.quotes = _lists_joined(clauses(message), message)
    listener.but = _after_but(listener.heard.quotes, message)
    last = [as_read(quote) for quote in listener.heard.quotes[1:][-3:]]
    of_all = any(of_all.search(text) for text in (*last, "，".join(last)) for of_all in OF_ALL_SAID)
    if of_all or (likely and said.not_now(message[:LONGEST])):
        listener.heard.not_now = listener.heard.quotes
        return listener.heard
    quotes = listener.heard.quotes
    for at, quote in enumerate(quotes):
        verdict = next((text for text in map(as_read, quotes[at + 1 :]) if not _HOW.search(text)), "")
        listener.denied_after = bool(_DENIED_THEN.match(verdict) and not REST_NO.search(verdict))
        _take(listener, quote, as_read(quote))
    _slower_than_ruled(listener)
    _some_of_what_is_listed(listener)
    _of_one_half(listener)
    if items and listener.heard.denies:
        _unstated(listener.heard, message, items)
    _fill_in(listener)
    listener.heard.fit(facts)
    _leave_last_open(listener.heard, listener)
    return listener.heard


def hear_at(message: str, question: Question, facts: QuestionFacts) -> Heard:
    """All that a message claims of a question's facts."""
    case = as_read(f"{question.text.zh} {question.text.en}")
    return hear(message, facts, own_words(question), likely=True, case=case)


def claims_by_words(message: str, facts: QuestionFacts) -> bool:
    """Whether a message claims any of these facts in words for it; one that has the characters of none is not heard."""
    there = {*"".join(map(as_read, clauses(message)))}
    return any(map(there.issuperset, facts.letters)) and hear(message, facts).by_words


def only_of_merchants(text: str, asked_of: str) -> bool:
    """Whether a text as read says of merchants what is asked of the platform itself."""
    of_platform = _HERE.search(text) or "平台" in text or "platform" in text
    return bool(_ITSELF.search(asked_of) and _MERCHANTS.search(text) and not of_platform)


def only_a_verdict(quote: str) -> bool:
    """Whether a clause only says no of what the one before it names: "but it is not kept up"."""
    found = _VERDICT.fullmatch(as_read(quote).strip(" .…~"))
    return found is not None and not (found["yes"] or found["yes_en"])


def _after_but(quotes: list[str], message: str) -> frozenset[str]:
    """The clauses before which a "but" stands, which belongs to none."""
    found, at = set(), 0
    for quote in quotes:
        begin = max(message.find(quote, at), at)
        if _BUT_BEFORE.search(message, at, begin):
            found.add(quote)
        at = begin + len(quote)
    return frozenset(found)


_BUT_BEFORE = later(r"\b(?:but|though|yet|however)\W*$", re.IGNORECASE)


def _leave_last_open(heard: Heard, listener: Listener) -> None:
    """Leave open what was named last where a clause that names nothing says that something is left to do or excepted, or has run out.

    Of what is so but for a few, it is so of some and not of each.
    """
    last, follows = "", False
    for quote in heard.quotes:
        own = next((name for name, claim in reversed(heard.claims.items()) if claim.quote == quote), "")
        follows, last = not own and last != "", own or last
        unread = as_read(quote) if last and (quote in heard.unread or quote in heard.not_now) else ""
        others = _THE_OTHERS.match(unread) and PLANNED.search(unread)
        again = _VERB_DENIED.search(unread) if follows else None
        less = (again and (again[1] or again[2]) in heard.claims[last].quote) or (
            _LESS_SO.search(unread) and not denials(unread)
        )
        limited = UNFINISHED.search(unread) or _TO_LOOK_UP.search(unread) or (follows and (others or less))
        few, excepted = _A_FEW.search(unread), EXCEPTION.search(unread)
        every = listener.of_each(last) if excepted and heard.claims[last].holds else None
        if every and few and every not in heard.claims:
            listener.but_for(every, heard.claims[last].quote, heard.claims[last].words)
        elif every and every != last and not _EACH_TIME.search(listener.asks[every]):
            heard.open.append(every)
        elif (limited and heard.claims[last].holds) or excepted:
            heard.open.append(last)
        elif few and follows:
            said = [
                name for name, claim in heard.claims.items() if claim.holds and claim.quote == heard.claims[last].quote
            ]
            heard.open += [name for name in said if _OF_ALL_OF_IT.search(listener.asks.get(name, ""))]
        elif quote in heard.not_now:
            last = ""


_A_FEW = later(r"个别|少数|有几[家个]|\b(?:a (?:few|handful|couple)|one or two|some of (?:the|our))\b")
EXCEPTION = later(
    r"^(?:(?:除了|除非)|(?:except|apart from|unless)\b)|\b(?:all|each|every)\b[^,.;]* (?:except|apart from) |^(?!.*[没无不]).{1,16}(?:除外|以外|之外|例外)[的啊吧了]*$"
)
_EACH_TIME = later(r"每[月年季周天次]|编号|记录")
"""What asks what is done each time, not whether it is so of each."""
_TO_LOOK_UP = later(
    r"(?:有没有|是不是|是否|会不会|能不能|(?P<v>[\u3400-\u9fff])没(?P=v)|有无).*(?:[得要再]|还没)[^，]{0,3}[翻查看问找核]|\b(?:whether|if)\b.*\b(?:i'd|i'll|i would|need to|have to) (?:\w+ )?(?:check|look|ask|find)\b|\b(?:(?:need|have) to (?:check|look|ask|find out)|not sure|don't know|no idea) (?:whether|if)\b"
)
"""What says that it is still to be found out whether something is so."""
_WHETHER = later(r"(?:(?:and|but|now|as (?:to|for)),? )*whether (?!.*\bor\b)")
"""What raises something that the next words tell: "whether they are all told, only in the notice"."""
_HOW = later(r"怎么(?!没|不)|怎样|如何|\bhow\b")
"""What only goes on to say of what a verdict behind it is."""
_IN_CASE_OF = later(r"(?:唯[独一]|至于|就是|只有|但是?|不过)?[^，]{0,4}(?:要是|如果|万一|一旦|假如)")
"""What names a case, before it is said what is done or written of it."""
_THEMSELVES = later(
    r"只[能好](?:靠|让|找|由|看)?(?:家长|用户|客户|顾客|消费者|买家|商家|他们|人家|大家)[^，]{0,2}自[己行]"
)
"""What others can only do themselves is nothing that the platform does."""
_NOT_ON_PAPER = later(
    r"(?:没有?|未|无)(?:[^，。]{0,4}(?:写下来|成文|书面|纸面|白纸黑字|写成文字))|[只就都全]是?靠?(?:口头|嘴上)|\b(?:nothing|never|(?:not|isn't)(?! (?:just|only|merely))|none of (?:it|that))\b[^,.;]{0,16}\b(?:on paper|in writing|written(?: down)?)\b|\b(?:all|only|just) (?:verbal|by word of mouth)\b"
)
"""What says that something is written nowhere."""
_ONE_HALF = later(r"一半|一部分|有[些的]|\b(?:half|some|part)\b")
_OTHER_HALF = later(
    r"(?:但是?|不过)?(?:另外?一?(?:半|部分|些)|剩下|其[余他它]|还?有[些的])|(?:(?:and|but) )?(?:the )?(?:other half|others?|rest|some)\b"
)
"""What speaks of some, and, at the beginning of the next clause, of the others."""
_DEPENDS = later(
    r"(?P<v>[\u3400-\u9fff])[不没](?P=v)[^，。]{0,4}(?:看|由|随|取决|凭|说了算|另说)|[得要就都是]看(?:具体)?情况|^看情况|视[^，。]{0,6}而定|\b(?:depends? (?:on|who|what|how)|(?:is|are|it's|that's|left) up to (?:the|each|them|whoever|every))\b"
)
"""What says that something is so here and not there: "whether it is refunded depends on the shop"."""
_THE_OTHERS = later(
    r"(?:还有|另外?|剩下|其[余他它]|第[一二三四五六七八九十])|(?:and )?(?:the|one|another) (?:other|rest|last|more|second|third)\b"
)
_VERB_DENIED = later(r"(?:没有?|未|不)(?:([标报改测审查核写留发退删存公])|(?!有)([\u3400-\u9fff])[了过的啊]*$)")
"""The verb of what was named, said again with a denial: "all are marked, the mini-program is not"."""
_LESS_SO = later(r"有时(?!间)|偶尔|(?<!不)只[有能]|\b(?:sometimes|only (?:the|has|have|some))\b")
"""What may say, right after it, that what was named is so only in part."""
_ARTICLES = later(
    r"第[一二三四五六七八九十0-9]+[条條][\s\u3000:：]+(?!都?(?:有|[没沒]|做|是|不|未|无|無|已))[^。；;\n]{8}"
)
"""The articles of a text that was pasted, which are no items of a list."""


def _unstated(heard: Heard, message: str, items: Mapping[str, str]) -> None:
    """Let an item state nothing that is only named where the same sentence goes on with a denial of no other item."""
    said_of, named, at = {claim.quote: claim for claim in heard.claims.values()}, "", 0
    for quote in heard.quotes:
        text, begin = as_read(quote), max(message.find(quote, at), at)
        named = "" if set(message[at:begin]) & _NEW or _TURNS.match(text) else named
        at = begin + len(quote)
        if claim := said_of.get(quote):
            only_named = claim.holds and not (_SURELY.search(text) or STATES.search(_NAMES.sub("", text)))
            named = claim.fact if only_named else ""
        elif named and denies_something(quote) and not REST_NO.search(text):
            shares = {name: len(grams(text) & grams(own)) for name, own in items.items()}
            if max(shares.values()) < max(shares[named] + 1, 2):
                heard.claims[named] = replace(heard.claims[named], stated=False)


_NAMES = later(
    r"有害|还有|以及|(?:(?!我们)[^，是会都])*的(?=[\u3400-\u9fff]{2})|抽查|通报|报道|报告|[谁何哪]|能不能|怎么|什么时候"
)
_SURELY = later(r"提前|公布|公开|马上|定期|一律|自愿|都|^如果|\b(?:never|always|we|freely|voluntarily|themselves)\b")
"""What belongs to the name of something, though it may look like a statement; and what makes it one after all."""


def _only_behind(but_for: re.Match[str] | None, mentions: list[Mention]) -> bool:
    """Whether all that is named stands before an exception."""
    return but_for is not None and all(one.end <= but_for.start() for one in mentions)


def _lists_joined(quotes: Sequence[str], message: str) -> list[str]:
    """The clauses, where the end of an English list that is denied, or of any that was not achieved, stands with its beginning."""
    joined: list[str] = []
    for quote in quotes:
        before = joined[-1] if joined else ""
        fragment = _FRAGMENT.fullmatch(quote) and not _STATED.search(quote)
        goes_on = fragment and len(before.split()) > 3 and not before.endswith(":") and denials(fold(before))
        if goes_on and not re.search(rf"{re.escape(before)}[.;!?\n]\s*{re.escape(quote)}", message):
            joined[-1] = f"{joined[-1]}, {quote}"
        elif NOT_ACHIEVED.search(as_read(before)) and not (denials(as_read(quote)) or _SAYS_SO.search(as_read(quote))):
            comma = next((comma for comma in ("，", ",", ", ") if before + comma + quote in message), None)
            joined[-1:] = [before + comma + quote] if comma else [before, quote]
        else:
            joined.append(quote)
    return joined


_FRAGMENT = later(
    r"(?:(?:and|or|nor) )?(?:(?!the\b)[A-Za-z-]+(?: [A-Za-z-]+)?(?: (?:and|or|nor) [A-Za-z-]+)?|(?:by|in|on|at|for|to|of|with|from)(?: (?:the|by|and|or|nor|[A-Za-z/-]+)){1,5})"
)
_STATED = later(
    r"\b(?:yes|no|not|nope|none|done|ok|okay|fine|is|are|was|were|do|does|has|have|well|so|right|there|that|this|it|we|they|nobody|nothing|never|either|neither|honestly|really|though|sadly|sorry|\w+ed|in place)\b|n't\b",
    re.IGNORECASE,
)


_RHETORIC = later(r"(?:and )?(?:do|does|is|are|can|did|have|has) (?:we|it|they|that|this|there|users?|people)\b")
"""A question that the next clause answers."""
_AS_WELL = later(
    r"(?:连|包括|还?包含|不[管论]|无论|甭管|从(?!来|前)|以及|还有|和|跟(?!进)|及(?!时))(?!.{0,20}(?:[没不未]|[都也][有是会做]|[做到]了))"
    r"|(?:along with|together with|including|whether|from|with|plus|be it|or even|let alone|not even)\b(?!.*(?: (?:is|are|do|does|has|have|no|not)\b|n't\b))"
)
"""What belongs to the clause before, of which the next one speaks as well."""
_SAYS_SO = later(
    r"有|都|会|[了着]|是|能|可以|因为|所以|但|不过|其[他它余]|\b(?:so|because|but|rest|is|are|has|have|do|does|did|can|get|gets|we|they|it)\b|'(?:s|re|ve)\b"
)
_LISTED_ALL = later(
    r"(?P<things>[\u3400-\u9fff]{2,6}(?:、[\u3400-\u9fff]{2,6}?)*(?:和|及|与)[\u3400-\u9fff]{2,4}?)(?:也?都|全)"
)
"""Things that are listed in what is asked of all of them."""
_NOT_OF_IT = later(
    r"(?:结果|[那这][边块里个]|页面?|上面?|里面?|的)*(?:就|还|也|是|倒是?|目前|现在|暂时)*"
    r"(?:(?:不|没有?|没法|做不|未)(?:能|到|行|可以|支持|做|有|开|弄|成|了|给|提供|标|写)*|[关看改查搜]不[了到掉])[的了啊呢哦]*"
)
"""What says no more of a thing than that it is not so of it."""
_NOT_WHOLE = later(r"(?:没有?|未|不)(?:能|太|怎么)?(?:写|做|列|备)?(?:得)?(?:全|完整|齐)全?[的了啊呢]*$")
"""What says of something that it is there and not whole."""
_WHOLE = later("写明|列明|齐|全")
"""What asks whether it is whole."""
_OR = later("，?或者?")
_OF_ALL_OF_IT = later("都|各|每|(?<!安)全|所有")
SEVERAL = later(r"[、和]")
"""In what is asked of a fact: it takes several things together, of which one may be there and another not."""
_THAT_ALONE = later(r"就是|只是|唯[一独]|就[差缺]|除了|(?:the )?(?:one|only)\b|except\b|if\b")
"""What speaks of one thing alone, so that the rest stays as it was said."""
_FILLER = later(r"嗯+|呃+|额|唉|哎|诶|啊|那个|怎么说呢|u[mh]+|er+|hmm+|well|sigh")
"""What people say while they think."""
_ONE_LACKS = later(r"(?:就|只有|唯[一独])(?:有)?[一1][点条项个样块](?:没|不)")
_TAG = later(r" (?:though|really|honestly|sadly)$")


_A_NUMBER = later(
    rf"{NUMBER}|\b(?:once|twice|(?:every|each|per|an?) (?:year|quarter|month|week|day)|(?:year|quarter|month|week|dai)ly)\b|每[年季月周天]"
)


_BY_RULE = later(r"规[则定]|承诺|合同|协议|写|说好|\b(?:rules?|promised?|contract|terms|says|supposed)\b")
_IN_FACT = later(
    r"实际|其实|真要|往往|经常|常常|有时|一般|得要?|\b(?:i'd say|really|in (?:fact|practice|reality)|actually|takes?|took|more like|often|usually|mostly)\b"
)
"""What a figure is by a rule, and what it is in fact."""
_OF_EACH = later("每|所有|全部|和[^，]{1,6}都")
_ONLY_THESE = later(
    r"(?:但是?|不过)?(?:就(?!是没|没|不)|只有|唯[独一]|仅)(?![^，没不]{0,4}[有能可]以?[^，没不]*$)|(?:but |and |it's )?(?:just|only) (?:the |our |some |those )?(?!no\b|not\b)\w"
)
"""What denies something of a few alone."""
_AGAIN = later(r"(?:可以|能|会|行|是)的?[啊呢啦]*|,? (?:can|is|are|does|do|has|have|gets?|will)\b.{0,12}")
"""What stands for the verb of the clause before it."""
_BRIEF = 12
"""So many characters, or English words, a clause has at most that only says how long something may take."""
_TIME_SAID = sought(
    rf"{NUMBER} ?(?:秒|分钟|个?小时|个?钟头|天|日|个?工作日)|\b{NUMBER} (?:working )?(?:second|minute|hour|day)s?\b"
)
_NO_LIMIT = later(
    r"平均|一般|通常|大概|差不多|用了|花了|拖|超|才|晚|最[长慢久]|[近前上过]|\b(?:average|usually|mostly|took|takes?|late|over|more|worst|last|past|longest|about|ago)\b"
)
"""What says how long something took, or takes as a rule."""


_HOW_MANY = later(r"\b(?:both|two|three|four|five|six|seven|[2-9])\b|[二两三四五六七2-9](?=[项条个样])")
_ONLY_SOME, _EVERY = later(r"\bonly\b|只有|只在|仅"), later(r"\b(?:every|each)\b|每|各")
"""What limits to some, and what is said of each."""


_GOODS = later("医疗器械|药品|食品|化妆品|外卖")
"""Kinds of goods for which rules of their own hold."""


class Listener:
    """What was heard so far, and what of it holds for the next clause, until that says otherwise: of when and of whom it is, and
    what leads a list.
    """

    def __init__(
        self, facts: QuestionFacts, denies: bool, items: Mapping[str, str], whole: str | None = None, case: str = ""
    ) -> None:
        self.facts, self.heard, self.items, self.likely = facts, Heard(denies=denies), items, whole is not None
        self.beside = {
            kind: whole is not None and said.degree_of(kind, whole) < said.MAYBE[kind] for kind in said.MAYBE
        }
        """Of what was, is planned or is so elsewhere, what the message tells at most beside the matter."""
        self.asks = {name: fact.ask.zh for name, fact in facts.facts.items() if fact.ask}
        self.places = list(facts.facts) if not facts.options else []
        self.topic = self.denied_after = False
        self.past = self.others = self.planned = self.not_ours = False
        self.last: list[Mention] = []
        self.once: tuple[list[Mention], str] | None = None
        """What was last named of the past, and the clause that names it."""
        self.excepted: list[tuple[Mention, str]] = []
        self.rest: bool | None = None
        self.rest_stated = True
        self.parts: dict[str, list[Claim]] = {}
        """What was said of a part of a fact that takes several together."""
        self.unclear: list[str] = []
        """Facts that a clause is only likely about, of which it is not plain what it says: they are open unless another claims them."""
        self.lead: bool | None = None
        self.lead_once = False
        self.but: frozenset[str] = frozenset()
        self.case = case
        """The question as read: what it denies itself, and a clause names again, is no denial."""

    def before_this(self, quote: str) -> str:
        """The clause before one, apart from what people say while they think."""
        at = self.heard.quotes.index(quote)
        while at and _FILLER.fullmatch(as_read(self.heard.quotes[at - 1])):
            at -= 1
        return self.heard.quotes[at - 1] if at else ""

    def of_each(self, fact: str) -> str | None:
        """The fact that this one holds of each, in a row of options."""
        each = (name for name, asked in self.asks.items() if self.facts.options and _OF_EACH.search(asked))
        return next((name for name in each if fact in self.facts.follows(name)), None)

    def but_for(self, every: str, quote: str, words: str) -> None:
        """Claim that something is so of some, and not of each."""
        follows = self.facts.follows(every)
        for name in filter(
            follows.__contains__, self.facts.facts
        ):  # in one order, so that the same words come to the same
            self.heard.claims[name] = Claim(name, name != every, quote if name == every else "", False, words)


def _take(listener: Listener, quote: str, text: str) -> None:
    """Hear one clause."""
    text = TWICE.sub("", _UNLESS.sub("", text))
    if _REASON.match(text) or _SAID_BEFORE.fullmatch(text):
        return
    before = listener.past, listener.planned, listener.others
    _turn(listener, text)
    named_alone = listener.denied_after and not (
        (STATES.search(text) and not _IN_CASE_OF.match(text)) or _THIS_MUCH.match(text) or denials(text)
    )
    listener.topic = listener.heard.denies and bool(
        TOPIC.fullmatch(text) or (listener.topic and _AND.match(text)) or named_alone
    )
    listener.topic = listener.topic or (text.endswith(":") and quote == listener.heard.quotes[-1])
    mentions = mentioned(text, listener.facts.words, listener.places)
    asked_of = {one.fact: listener.asks.get(one.fact) or listener.items.get(one.fact, "") for one in mentions}
    mentions = [one for one in mentions if not only_of_merchants(text, asked_of[one.fact])]
    if _only_where(listener, quote, text, mentions) or _of_other_goods(listener, text):
        mentions = []
    if listener.likely:
        mentions = _of_their_fact(listener, mentions, text)
    if (
        not mentions
        and not _ONE_LACKS.match(text)
        and (_no_more(listener, quote, text) or _of_the_last(listener, quote, text))
    ):
        return
    if listener.likely and not mentions:
        text = without_the_case(text, listener.case) if listener.case and denials(text) else text
        mentions = _likely(listener, quote, text) or _a_limit(listener, text) or _not_on_paper(listener, text)
    _beside_the_matter(listener, *before, bool(mentions))
    figure_once = not listener.facts.facts and PAST.search(text) and _A_NUMBER.search(text)
    lead = _led(listener, text, mentions)
    fragment = quote.isascii() and len(quote.split()) <= 4 and not _STATED.search(_TAG.sub("", quote))
    goes_on = not mentions and (fragment or _FILLER.fullmatch(text) or _RHETORIC.match(text) or _AS_WELL.match(text))
    listener.last, listener.not_ours = listener.last if goes_on else mentions, listener.others or listener.planned
    listener.heard.planned = listener.heard.planned or listener.planned
    if mentions:
        listener.once = (mentions, quote) if listener.past and not listener.not_ours else None
    if listener.past or listener.others or listener.planned or figure_once:
        listener.heard.not_now.append(quote)
    elif mentions and (
        _WHETHER.match(text) or _DEPENDS.search(text) or _only_behind(_EXCEPT_FOR.search(text), mentions)
    ):
        listener.heard.open += [one.fact for one in mentions]
    elif _EXCEPT.search(_ADDS_TOO.sub("", text)) and mentions and (not _ADDS.search(text) or _NOW_ALL.search(text)):
        listener.excepted += [(mention, quote) for mention in mentions]
        if listener.rest is None and (not listener.facts.options or _TAKES_ALL.search(text)):
            none = _NONE.search(text) or re.search(r"都没|都不|\bnone\b|\bnothing\b", text)
            listener.rest = not none if listener.heard.all is None else listener.heard.all
    else:
        _take_claims(listener, quote, text, mentions, *lead)


def _only_where(listener: Listener, quote: str, text: str, mentions: list[Mention]) -> bool:
    """Whether what is named is only where that is not written of which the clause before speaks."""
    return (
        bool(mentions)
        and not any(one.opposite for one in mentions)
        and _NOT_WRITTEN_THERE.fullmatch(text) is not None
        and _INDIRECT.search(as_read(listener.before_this(quote))) is not None
    )


def _of_other_goods(listener: Listener, text: str) -> bool:
    """Whether a clause names a kind of goods of which the question does not ask, and none of which it does."""
    own = set(_GOODS.findall("，".join((*listener.asks.values(), *listener.items.values()))))
    return bool(own) and bool(named := set(_GOODS.findall(text))) and not named & own


def _of_their_fact(listener: Listener, mentions: list[Mention], text: str) -> list[Mention]:
    """What is named, without what a clause names that is much more likely about another fact."""
    if not mentions or len(text) > LONGEST_OF_ONE * (1 if HAN.search(text) else 3):
        return mentions
    degrees = said.degrees(text, listener.facts)
    best = max(degrees.values())
    much = best >= said.PLAINLY
    so = {name for name in degrees if listener.facts.options and degrees[name] == best}
    return [
        one
        for one in mentions
        if one.opposite
        or not (much and one.words and best - degrees[one.fact] >= MUCH_MORE)
        or (so and so & listener.facts.follows(one.fact))
    ]


def _likely(listener: Listener, quote: str, text: str) -> list[Mention]:
    """What a clause that names nothing is plainly about by what people said of it; nothing where a denial may say either."""
    found = said.about(text, listener.facts)
    unclear = (
        (found and _JUST_THERE.fullmatch(text) and "有" not in listener.asks.get(found.fact, "有"))
        or barred(text)
        or ((TOPIC.fullmatch(text) or HARDLY_SO.search(text)) and not denials(text))
    )
    if found is None or not found.plain or unclear:
        return []
    turned = said.denial_says_it_holds(listener.facts, found.fact)
    own = as_read(listener.asks.get(found.fact, "")) or listener.items.get(found.fact, "")
    if turned is False and own and denials(text) and not denials(without_the_case(text, own)):
        listener.heard.open.append(found.fact)  # "not preticked", where that is what is asked for
        return []
    if turned is None:
        return []
    listener.heard.supposed.add(quote)
    return [Mention(found.fact, turned, found.start, found.end)]


def _a_limit(listener: Listener, text: str) -> list[Mention]:
    """That there is a time limit, where a brief clause names one and it is asked whether there is any."""
    limit = next((name for name, fact in listener.facts.facts.items() if fact.kind == "limit"), None)
    found = _TIME_SAID.search(text)
    long = len(text) > _BRIEF if HAN.search(text) else len(text.split()) > _BRIEF
    if limit is None or not found or long or "公布" in listener.asks.get(limit, "") or _NO_LIMIT.search(text):
        return []
    return [Mention(limit, False, *found.span(), found[0], weak=True)]


def _not_on_paper(listener: Listener, text: str) -> list[Mention]:
    """That nothing is written, where it is asked of one thing whether it is."""
    written = [name for name, asked in listener.asks.items() if "书面" in asked or "成文" in asked]
    found = _NOT_ON_PAPER.search(text)
    if len(written) != 1 or not found:
        return []
    return [Mention(written[0], True, *found.span(), found[0], weak=True)]


def _turn(listener: Listener, text: str) -> None:
    """Whether it is of the past, of others, or planned."""
    now = _NOW.search(text)
    listener.past = bool(PAST.search(_GOT_THEN.sub("", text))) or (listener.past and not now)
    no_plan = _ALREADY.search(text) or (now and not denials(text))
    listener.planned = bool(PLANNED.search(_NO_PLAN.sub("", text))) or (listener.planned and not no_plan)
    listener.others = bool(OTHERS.search(text)) or (
        listener.others and bool(_THEY.search(text) or not OURS.search(text))
    )


def _beside_the_matter(listener: Listener, past: bool, planned: bool, others: bool, named: bool) -> None:
    """Let a clause say nothing of the time and of whom for what follows, where it names nothing and tells that beside the matter."""
    listener.past = past if listener.beside["past"] and not named else listener.past
    listener.planned = planned if listener.beside["plans"] and not named else listener.planned
    listener.others = others if listener.beside["elsewhere"] and not named else listener.others


def _led(listener: Listener, text: str, mentions: list[Mention]) -> tuple[bool | None, int]:
    """Whether a list of what is lacking, or of what is there, goes on, and from where in this clause."""
    no, yes = (
        _LEAD_NO.search(re.sub(r"^(?:(?:also|and|so|but) )*no:$", "missing", text).rstrip(": ")),
        _LEAD_YES.search(text.rstrip(": ")) or _LEAD_YES.search(text),
    )
    found = no or yes
    if _LIST_NO.fullmatch(text):
        listener.lead, listener.lead_once = False, False
        return False, len(text)
    if found:
        listener.lead, listener.lead_once = not no, bool(no and (no["one"] or no["one_en"]))
        return listener.lead, found.end()
    if _TURNS.match(text):
        listener.lead = None
    lead = listener.lead
    if listener.lead_once and mentions:
        listener.lead = None
    return lead, 0


def _of_the_last(listener: Listener, quote: str, text: str) -> bool:
    """Whether a clause says yes or no, or that it stopped, of what the one before named."""
    verdict, stopped = _VERDICT.fullmatch(text.strip(" .…~")), listener.past and _STOPPED.search(text)
    if not verdict and not stopped:
        return False
    if listener.others or listener.planned or listener.not_ours or (listener.past and not stopped):
        listener.heard.not_now.append(quote)
        return True
    holds = bool(verdict and (verdict["yes"] or verdict["yes_en"]))
    names = [mention.fact for mention in listener.last]
    if (
        text == "yes"
        and names
        and all(name in listener.heard.claims and not listener.heard.claims[name].holds for name in names)
    ):
        return True  # "no drills, yes" only says so again
    if many := _MANY.search(text):
        count = int(number(many["zh"] or many["en"] or "two") or 2)
        names = list(dict.fromkeys([*reversed(listener.heard.claims)][:count]))
    before = listener.before_this(quote)
    if names and before in listener.heard.unread:
        listener.heard.unread.remove(before)
    if not holds and _NONE_OF.search(text):
        there = {one.fact: as_read(one.quote) for one in listener.heard.claims.values() if one.holds}
        plain = [name for name in [*names, *there] if not STATES.search(there.get(name, ""))]
        names = [] if STATES.search(as_read(before)) else plain
        for name in [name for name in there if name not in names]:
            listener.heard.open.append(name)
            listener.heard.claims.pop(name)
    other = None if holds else _OTHER_PARTY.match(text)
    if other and other[1] not in as_read(before):
        every = next(
            (each for each in map(listener.of_each, names) if each and each not in listener.heard.claims), None
        )
        if every:
            listener.but_for(every, before, listener.last[-1].words if listener.last else "")
            return True
    half = not holds and (quote in listener.but or _HALF.match(text)) and _plainly_stated(before)
    if not holds and _NOT_WHOLE.search(text) and _not_whole(listener, names, before, quote):
        return True
    for name in dict.fromkeys(names):
        if half and (earlier := listener.heard.claims.get(name)) and earlier.holds and earlier.quote == before:
            listener.heard.claims.pop(name)
            listener.heard.open.append(name)
            continue
        _judged(listener, name, quote, holds, bool(_MET.search(text)), not stopped and len(set(names)) == 1)
    if not names and before in listener.heard.unread:
        two_before = listener.before_this(before) if not holds and not _SAYS_SO.search(as_read(before)) else ""
        listener.heard.open += [
            one.fact for one in listener.heard.claims.values() if one.holds and one.quote == two_before
        ]
        (listener.heard.affirmed if holds else listener.heard.denied).add(before)
    elif not names:
        return False
    listener.past = listener.past and not stopped
    return True


def _not_whole(listener: Listener, names: Sequence[str], before: str, quote: str) -> bool:
    """Whether what was just stated is there, and only not all of it: then what asks for all of it does not hold."""
    claims = [claim for name in dict.fromkeys(names) if (claim := listener.heard.claims.get(name))]
    there = [
        claim.fact
        for claim in claims
        if claim.holds and claim.quote == before and not _OF_ALL_OF_IT.search(listener.asks.get(claim.fact, "都"))
    ]
    for name, ask in listener.asks.items() if there else ():
        more = any(name != one and one in listener.facts.follows(name) for one in there)
        if more and name not in listener.heard.claims and _WHOLE.search(ask):
            listener.heard.claims[name] = Claim(name, False, quote, False, quote)
    return bool(there and listener.facts.options)


def _some_of_what_is_listed(listener: Listener) -> None:
    """That what is asked of several things together is not so of each, where a clause denies it of one of them."""
    for name, ask in listener.asks.items():
        listed = _LISTED_ALL.match(ask)
        things = re.split("[、和及与]", listed["things"]) if listed else []
        said = listener.heard.claims.get(name)
        own = [said.quote] if said and not said.holds and not said.words else []
        for quote in (*listener.heard.unread, *own) if len(things) > 1 else ():
            text = as_read(quote)
            denied = [thing for thing in things if text.find(thing) in range(3)]
            if len(denied) != 1 or not _NOT_OF_IT.fullmatch(text, text.find(denied[0]) + len(denied[0])):
                continue
            told = (as_read(one) for one in listener.heard.quotes if one != quote)
            some = any(not denials(one) and any(one.find(thing) >= 0 for thing in things) for one in told)
            if some and listener.of_each(name) == name:
                listener.but_for(name, quote, denied[0])
            else:
                listener.heard.claims[name] = Claim(name, False, quote, False, denied[0])
            listener.heard.unread = [one for one in listener.heard.unread if one != quote]
            listener.heard.both = [one for one in listener.heard.both if one != name]
            break


def _of_one_half(listener: Listener) -> None:
    """That what is asked of all is not so, where it is said of one half and denied of the other."""
    for quote, after in pairwise(listener.heard.quotes):
        one, other = as_read(quote), as_read(after)
        if not (_ONE_HALF.search(one) and _OTHER_HALF.match(other)) or bool(denials(one)) is bool(denials(other)):
            continue
        about = [name for name, claim in listener.heard.claims.items() if claim.quote in (quote, after)]
        found = said.about(one, listener.facts) or said.about(other, listener.facts)
        for name in about or ([found.fact] if found else []):
            if _OF_ALL_OF_IT.search(listener.asks.get(name, "")):
                listener.heard.claims[name] = Claim(name, False, after, False, other)
                listener.heard.unread = [each for each in listener.heard.unread if each not in (quote, after)]


def _slower_than_ruled(listener: Listener) -> None:
    """That something is not done in time, where it takes longer than a clause before says that it may."""
    facts = listener.facts.facts
    in_time = next((name for name, one in facts.items() if "按时" in one.zh or "in time" in one.en), None)
    if in_time is None or in_time in listener.heard.claims:
        return
    ruled = None
    for quote in listener.heard.quotes:
        text = as_read(quote)
        figures = [number(found) for found in re.findall(NUMBER, text)]
        if figures and _BY_RULE.search(text):
            ruled = figures[-1]
        elif ruled and _IN_FACT.search(text) and figures and all(one and one > ruled for one in figures):
            listener.heard.claims[in_time] = Claim(in_time, False, quote, False, quote)


def _no_more(listener: Listener, quote: str, text: str) -> bool:
    """Whether a clause says that what was named of the past is so no more."""
    if not listener.once or listener.others or listener.planned:
        return False
    then = as_read(listener.once[1])
    changed = _NO_MORE.fullmatch(text) and not denials(then)
    if not changed and not (_SINCE.search(text) and _denied_again(text, then)):
        return False
    for one in listener.once[0]:
        _judged(listener, one.fact, quote, one.opposite, False, False)
    listener.past = False
    return True


def _plainly_stated(quote: str) -> bool:
    """Whether a clause states something and denies nothing."""
    text = as_read(quote)
    states = STATES.search(text) or (text.isascii() and len(text.split()) <= _ALONE)
    return bool(states) and not denials(text) and not TOPIC.fullmatch(text)


def _judged(listener: Listener, name: str, quote: str, holds: bool, met: bool, firm: bool) -> None:
    """Take a verdict on a fact; where it is not plain what it comes to with what was said before, leave it open."""
    wanted, earlier = listener.facts.wanted.get(name, True), listener.heard.claims.get(name)
    words = earlier.words if earlier else next((one.words for one in listener.last if one.fact == name), "")
    if (not wanted and met) or (holds and earlier and not earlier.holds):
        if wanted or not (holds and earlier and not earlier.holds):
            listener.heard.claims.pop(name, None)
            listener.heard.open.append(name)
        return
    listener.heard.claims[name] = Claim(name, holds, earlier.quote if earlier else quote, firm, words)


def _take_claims(
    listener: Listener, quote: str, text: str, mentions: list[Mention], lead: bool | None, start: int
) -> None:
    remains = REST_NO.search(text) or REST_YES.search(text)
    if remains and (
        _of_the_others(listener, quote, text, mentions, remains.end())
        or _others_than_they(listener, quote, text, remains.end())
    ):
        return
    if remains:
        listener.rest = not REST_NO.search(text)
        short = len(text) - len(remains[0]) < (_MUCH if HAN.search(text) else 3 * _MUCH)
        listener.rest_stated = short and not (listener.heard.denies and remains[0] == text)
        mentions = [mention for mention in mentions if mention.end <= remains.start()]
    elif not mentions:
        _of_all(listener, quote, text)
    if not listener.facts.options and len(listener.facts.facts) > 1 and _only_these(listener, text, mentions):
        listener.rest = False
    firm = not _HEDGE.search(text)
    found = with_polarity(text, mentions, listener.facts)
    if lead is not None:
        found = _led_by(listener, lead, quote, text, mentions, found, start)
    if mentions and not found:
        listener.heard.unread.append(quote)
    elif mentions:
        listener.heard.unread += _between(text, mentions)
    listener.heard.open += _side_by_side(mentions)
    still = STILL.search(text)
    for mention, holds, sure in found:
        likely = not mention.words and quote in listener.heard.supposed
        if holds is False and _ONLY_THESE.match(text) and (every := listener.of_each(mention.fact)):
            listener.but_for(every, quote, mention.words)
            continue
        if holds and mention.only_named and _said_elsewhere(listener, mention, text, mentions):
            continue
        alone = likely and listener.facts.options and len(listener.facts.left({mention.fact: True})) == 1
        unheard = likely and holds and not mention.opposite and (alone or NO.search(text))
        stated = lead is not None or (not listener.topic and _stated(text, mention, mentions, holds is True))
        own = listener.asks.get(mention.fact) or listener.items.get(mention.fact, "")
        stated = stated and not (holds and _THEMSELVES.search(text) and "自己" not in own)
        plain = firm and sure and not (likely or mention.weak)
        claim = Claim(mention.fact, holds is True, quote, plain, mention.words, stated)
        limited = holds and _ONLY_SOME.search(text) and _EVERY.search(listener.items.get(mention.fact, ""))
        loose = _said_loosely(listener, mention.fact, holds, text)
        vouched = holds and _CANNOT_SAY.search(text, 0, mention.start)
        if unheard:
            listener.unclear.append(mention.fact)
        elif holds is None or limited or loose or vouched or (still and holds and not mention.opposite):
            listener.heard.open.append(mention.fact)
        elif mention.partly and holds is listener.facts.wanted.get(mention.fact, True):
            listener.parts.setdefault(mention.fact, []).append(claim)
        else:
            _add(listener, claim)


def _led_by(
    listener: Listener,
    lead: bool,
    quote: str,
    text: str,
    mentions: list[Mention],
    found: list[tuple[Mention, bool | None, bool]],
    start: int,
) -> list[tuple[Mention, bool | None, bool]]:
    """What a clause says of each fact under words that lead a list of what is so, or is not."""
    wanted = {one: listener.facts.wanted.get(one.fact, True) is lead for one in mentions if one.start >= start}
    if not lead and denials(text):
        found = [one for one in found if one[1] is not listener.facts.wanted.get(one[0].fact, True)]
    elif not denials(text):
        found = [one for one in found if one[0] not in wanted] + [(one, held, False) for one, held in wanted.items()]
    if not mentions:
        (listener.heard.affirmed if lead else listener.heard.denied).add(quote)
    if not mentions and not lead and text.endswith(":"):
        listener.heard.supposed.add(quote)
    return found


def _said_loosely(listener: Listener, fact: str, holds: bool | None, text: str) -> bool:
    """Whether what is done is left to others, or what is not was only never met with."""
    met = _LEFT_TO_THEM if holds is listener.facts.wanted.get(fact, True) else None if holds else _NEVER_MET
    return met is not None and met.search(text) is not None


def _only_these(listener: Listener, text: str, mentions: list[Mention]) -> bool:
    """Whether only the items named are there: "only" stands right before one and is no word of that item."""
    return any(
        0 <= one.start - only.end() <= _NEAR and not _ONLY.search(listener.items.get(one.fact, ""))
        for only in _ONLY.finditer(text)
        for one in mentions
    )


def _of_the_others(listener: Listener, quote: str, text: str, mentions: list[Mention], end: int) -> bool:
    """Whether "the others can" says of what was just denied that it is so but for those: of some and not of all."""
    before = listener.heard.claims.values()
    denied = next((one for one in before if not one.holds and one.quote == listener.before_this(quote)), None)
    every = listener.of_each(denied.fact) if denied and not REST_NO.search(text) else None
    named = {one.fact for one in mentions if one.end > end}
    if denied is None or every is None or not (named & {denied.fact, every} or _AGAIN.fullmatch(text, end)):
        return False
    listener.but_for(every, denied.quote, denied.words)
    return True


def _others_than_they(listener: Listener, quote: str, text: str, end: int) -> bool:
    """Whether "the others did" speaks of other partners than the one of whom the clause before denies it, not of other items."""
    before = as_read(listener.before_this(quote))
    found = _THEY_DID_NOT.search(before)
    if found is None or found["verb"] not in text[end:]:
        return False
    names = [name for name, claim in listener.heard.claims.items() if as_read(claim.quote) == before]
    for name in names:
        listener.heard.claims.pop(name)
    listener.heard.open += names
    return bool(names)


def _said_elsewhere(listener: Listener, mention: Mention, text: str, mentions: list[Mention]) -> bool:
    """Whether a name adds nothing: its fact was claimed before, or the clause says of it what is another fact."""
    others = any(one.fact != mention.fact and not one.only_named for one in mentions)
    return mention.fact in listener.heard.claims or (others and not SAYS_OF_ALL.search(text, mention.end))


def _of_all(listener: Listener, quote: str, text: str) -> None:
    text = text.rstrip(": ")
    counted = _HOW_MANY.search(text) if listener.items else None
    if counted and (2 if counted[0] == "both" else number(counted[0])) != len(listener.items):
        listener.heard.unread.append(quote)  # all of something else than the list
    elif _ALL.fullmatch(text) or _NONE.fullmatch(text) or _NOT_ONE.search(text):
        listener.heard.all = bool(_ALL.fullmatch(text))
    elif _NONE_OF_THEM.search(text) and not DEVICE.search(text):
        of_those = [name for name, claim in listener.heard.claims.items() if claim.words and _OF_THOSE.fullmatch(text)]
        listener.rest = listener.rest if of_those else False
        for name in of_those:
            if listener.heard.claims[name].holds is listener.facts.wanted.get(name, True):
                listener.heard.claims.pop(name)
                listener.heard.open.append(name)
    else:
        listener.heard.unread.append(quote)


def _add(listener: Listener, claim: Claim) -> None:
    """Add a claim; of what is said both ways the worse is kept, and not as firm."""
    earlier = listener.heard.claims.get(claim.fact)
    if (
        earlier
        and earlier.holds is claim.holds
        and (earlier.stated > claim.stated or denials(as_read(earlier.quote)) > denials(as_read(claim.quote)))
    ):
        return
    if earlier and _by_likeness(listener, claim) is not _by_likeness(listener, earlier):
        by_words, like = (earlier, claim) if _by_likeness(listener, claim) else (claim, earlier)
        raises = by_words.holds is not like.holds and by_words.holds is listener.facts.wanted.get(claim.fact, True)
        if raises and (_TURNS.match(as_read(like.quote)) or not STATES.search(as_read(by_words.quote))):
            listener.heard.open.append(claim.fact)
        claim = replace(by_words, firm=by_words.firm and by_words.holds is like.holds)
    elif earlier and earlier.holds is not claim.holds:
        yes, no = (claim, earlier) if claim.holds else (earlier, claim)
        if claim.quote != earlier.quote and _one_way_only(listener, no, yes):
            listener.heard.claims[claim.fact] = replace(yes, firm=False)
            return
        if claim.quote != earlier.quote and _THAT_ALONE.match(as_read(claim.quote)):
            listener.heard.claims.pop(claim.fact)
            listener.heard.open.append(claim.fact)
            return
        claim = replace(claim, holds=not listener.facts.wanted.get(claim.fact, True), firm=False)
        parts = _of_several(listener, claim, earlier)
        listener.heard.both += [claim.fact] if claim.quote != earlier.quote and not parts else []
    listener.heard.claims[claim.fact] = claim


def _one_way_only(listener: Listener, no: Claim, yes: Claim) -> bool:
    """Whether what is denied is one of two ways, of which the other is there; or is so in one place, where any will do."""
    asked_of = listener.asks.get(no.fact) or listener.items.get(no.fact, "")
    sides = [grams(as_read(side)) for side in _OR.split(asked_of)]
    there = [[bool(grams(claim.words) & side) for side in sides] for claim in (no, yes)]
    ways = len(sides) > 1 and there[0].count(True) == 1 and any(there[1]) and not there[1][there[0].index(True)]
    place = DEVICE.search(as_read(no.quote)) and not DEVICE.search(asked_of) and not _OF_ALL_OF_IT.search(asked_of)
    return bool(ways or (place and asked_of and not listener.items and listener.facts.wanted.get(no.fact, True)))


def _of_several(listener: Listener, claim: Claim, earlier: Claim) -> bool:
    """Whether two claims name different things of those that are asked together: one may be there and the other not."""
    asked_of = listener.asks.get(claim.fact, "")
    one, other = (grams(words.words) & grams(as_read(asked_of)) for words in (claim, earlier))
    return SEVERAL.search(asked_of) is not None and bool(one and other) and not one & other


def _all_parts(listener: Listener, name: str, parts: Sequence[Claim]) -> bool:
    """Whether words for as many different parts of a fact are said as it takes together."""
    asked_of = listener.asks.get(name) or listener.items.get(name, "")
    told: list[frozenset[str]] = []
    for own in (grams(one.words) for one in parts):
        told += [] if any(own & other for other in told) else [own]
    return len(told) >= max(2, len(SEVERAL.split(asked_of)))


def _follows_from_another(listener: Listener, name: str) -> bool:
    """Whether a fact holds wherever another does that was claimed."""
    there = (one for one, claim in listener.heard.claims.items() if claim.holds and listener.facts.options)
    return any(name in listener.facts.follows(one) for one in there)


def _by_likeness(listener: Listener, claim: Claim) -> bool:
    return not claim.words and claim.quote in listener.heard.supposed


def _fill_in(listener: Listener) -> None:
    """What "the rest", "all but" and "none of them" say of the facts not named, and what was said of parts."""
    heard, wanted = listener.heard, listener.facts.wanted
    said_in = {name: as_read(claim.quote) for name, claim in heard.claims.items()}
    heard.open += [name for name in listener.unclear if not STATES.search(said_in.get(name, ""))]
    for name, parts in listener.parts.items():
        if name not in heard.claims and _all_parts(listener, name, parts):
            heard.claims[name] = parts[0]
        elif name not in heard.claims and not _follows_from_another(listener, name):
            heard.open.append(name)
            follows = {one for one in listener.facts.facts[name].so.split() if one in listener.facts.facts}
            heard.claims |= {one: replace(parts[0], fact=one) for one in follows - heard.claims.keys()}
    if heard.all is False:
        heard.open += [name for name, claim in heard.claims.items() if claim.holds and wanted.get(name, True)]
    for one, quote in listener.excepted:
        holds = wanted.get(one.fact, True) is not (True if listener.rest is None else listener.rest)
        heard.claims[one.fact] = Claim(one.fact, holds, quote, words=one.words)
    if listener.rest is None and not any(NO.search(as_read(quote)) for quote in heard.unread):
        listener.rest = heard.all
    if listener.rest is False and any(quote in heard.affirmed for quote in heard.unread):
        return
    if listener.rest is None or (heard.all is None and not (heard.claims or listener.parts)):
        return
    for name in listener.facts.facts:
        if name not in heard.claims and name not in listener.parts and (listener.rest or wanted.get(name, True)):
            holds = wanted.get(name, True) is listener.rest
            heard.claims[name] = Claim(name, holds, "", firm=heard.all is listener.rest, stated=listener.rest_stated)


_CANNOT_SAY = later(
    r"\b(?:can't|cannot|couldn't|wouldn't|can not) (?:\w+ )?(?:say|claim|swear)(?: that)? (?:we|they|it|every|each|all)\b"
)
"""Before what nobody vouches for: "we can't say that we never force anybody"."""
_JUST_THERE = later(r"[\u3400-\u9fff]{1,4}?(?:是|倒|都|也)*有的?")
"""What says of something that it is there, and nothing of how."""
_THEY_DID_NOT = later(r"(?:[那这][边家个]|[一二两三几][家个]|的)(?:还|就|都|是)*没有?(?P<verb>[\u3400-\u9fff])(?!有)")
"""What denies something of one partner among several."""
_ITSELF = later(r"平台[^，]{0,10}自己(?!定)")
_MERCHANTS = later(r"他们|商[家户]|卖家|店铺|店家|\b(?:merchants?|sellers?|shops?)\b")
_LEFT_TO_THEM = later(
    r"[看凭靠][^，]{0,4}(?:自觉|心情|良心)|靠(?:商家|卖家|他们|用户|个人)?自己(?=$|[填写传标做管])|随(?:他们?|便|意|缘)|自愿(?:的|填|写)?$|(?:想|爱|愿意)(?P<v>[\u3400-\u9fff])[就不](?P=v)|爱[\u3400-\u9fff]不[\u3400-\u9fff]|\b(?:up to (?:them|(?:the |each )?(?:sellers?|merchants?|shops?|users?))|(?:left to|at) (?:their|the \w+) (?:own )?(?:discretion|conscience)|as they (?:like|please))\b"
)
"""What leaves it to others whether something is done."""
_NEVER_MET = later(
    r"[没未]有?(?:怎么|真的?)?(?:碰|遇)(?:到|上|见)|[没未]有?(?:发生|出现)过|[没未]有?出过(?=这种|这类|事|问题|岔|故障|[啊呢的了吧]*$)|\bnever (?:come|came) up\b|\b(?:never|not) (?:had|seen|met) (?:one|any|it|that)\b"
)
"""What says that something never happened, and not that nothing is ready for it."""
_ALONE = 2
"""So many English words state what they name: "published", "is shown"."""
_NEW = set("。；;！!？?\n.")
MUCH_MORE, LONGEST_OF_ONE = 12.0, 32
"""So much more likely a clause of so many characters is about another fact than about the one it names."""


def _stated(text: str, mention: Mention, mentions: Sequence[Mention], holds: bool) -> bool:
    """Whether a clause states what it names: it is no mere case, and no denial beside it is left without an object."""
    if holds is mention.opposite:
        return True
    if (complained := _COMPLAINED.search(text)) and mention.end <= complained.start():
        return False
    if mention.only_named and not (SAYS_OF_ALL.search(text, mention.end) or _HOLDS.search(text)):
        return False
    if _CASE.fullmatch(text):
        return False
    if not denials(text):
        return True
    text = ASIDE.sub(lambda found: " " * len(found[0]), text)
    follows = next((one for one in mentions if one.start >= mention.end), None)
    before = text[max((one.end for one in mentions if one.end <= mention.start), default=0) : mention.start]
    after = text[mention.end : follows.start if follows else len(text)]
    if follows and follows.opposite and follows.start - mention.end <= 1 and NO.search(follows.words):
        return False
    no_before, no_after = [*NO.finditer(before)], NO.search(after)
    if no_before and not STATES.search(before, no_before[-1].end()):
        return False
    return no_after is None or STATES.search(f"{before[-3:]} {after[: no_after.start()]}") is not None


STATES = later(
    r"有|都|会|[了着]|是|能|可(?!是)|在|做|写|每|[查审给放发标报]|\b(?:is|are|has|have|do|does|did|can|get|gets|will|we|they|every|each|all)\b|'(?:s|re|ve)\b"
)
"""What makes a clause one that states something of its own."""
SAYS_OF_ALL = later(
    r"完|全|齐|[都已].{0,8}[了好过]|结案|销案|销号|办结|有效|通过|清零|归零|闭环|关闭|解决|修复|处理[好掉了]|搞定|妥|也.{0,8}[删标清]|一[起并]|写[到进明清]|包[括含]|\b(?:all|closed?|fixed|remedied|resolved|cleared|complete[ds]?|done|in full|valid|in date|current|passed|sorted|mended|each|every|too|as well|deleted|state|carry)\b"
)
"""What makes of the name of something that it is done, valid or whole."""
_HOLDS = later(r"包[括含]|涵盖|有?写[到进明]|\b(?:covers?|includes?|states?)\b")
"""What says that something stands in a text."""
TOPIC = later(
    r"(?:至于|关于).*|.*(?:过程中|之[前后]|(?<=[\u3400-\u9fff]{3})(?<![提在以])前)[啊嘛吧呢哈喔哦呀,:]*|(?!.*[有都会了是能也到]).*(?:[这那][个块边方面件事些种类]+|[啊嘛吧呢哈喔])|(?:as for|about|regarding|(?:is|are) there|(?:do|does|have|has|can) (?:we|they|it|users|the platform))\b.*|.*:"
)
_DENIED_THEN = later(
    rf"(?:(?:[这那它][个些]?)?(?:[也都就倒还]|[就倒]是)?|(?:制度|规则|规定|协议|合同|文件)[里上中]?(?:面)?(?:[也都就]|一[个句]字?[也都]?)*|(?:those|these|that|it|they|this)(?: \w+)?(?: (?=not|never|no\b)|(?=n't)))?(?:{NO.pattern})",
    re.ASCII,
)
"""What denies what was named alone before it."""
_THIS_MUCH = later(r"(?:just|only) (?:the|our|a|an)\b")
"""What is said to be there alone, so that a denial behind it is of something else: "just the backup; no drills"."""
_AND = later(r"(?:and|or|written|which|with|in which)\b|和|以及|还有|跟")
_CASE = later(
    r"(?:如果|要是|万一|一旦|假如)(?!.*[就都]).*|.{1,4}一(?=退|关|开|有|发现|收|点|到)(?!.*[就都]).*|.*(?:的话|时候|(?<![计按及准实随限超同])时)[啊嘛吧呢哈喔哦呀,:]*|(?:if|when|once)\b(?!.{12,}\b(?:we|they|it|there)\b).*"
)
"""A clause that only says of what, or in which case, something is to be said."""


_COMPLAINED = later(
    r"(?:用户|顾客|客户|商家|买家|老人|有人)[^，]{0,3}(?:投诉|反映|反馈|吐槽|抱怨)(?:过|我们|说|了|到)|\b(?:complained|moaned)\b"
)
"""What somebody complained of is not said to be there."""


def _between(text: str, mentions: Sequence[Mention]) -> list[str]:
    """What of a text without a stop lies so far from everything named that it may say more than that."""
    much = _MUCH if HAN.search(text) else 3 * _MUCH
    edges = [0, *(at for one in mentions for at in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > much]


_MUCH = 16
_NEAR = 6
"""So many characters may stand between "only" and the one thing that it lets stand."""


def _side_by_side(mentions: Sequence[Mention]) -> list[str]:
    """Facts named side by side of which the second's words deny: "messages nobody answers" may be about either."""
    return [
        name
        for one, other in pairwise(mentions)
        if one.fact != other.fact and other.start - one.end in (0, 1) and other.opposite and not one.opposite
        for name in (other.fact,)
        if NO.search(other.words)
    ]
