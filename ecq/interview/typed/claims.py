"""A sentence taken apart into claims: which facts it says hold, which do not, in whose words, and how firmly.

Clause by clause; a negation belongs to the next words it reaches, else to those before it. What was, what is planned, what
others do and what is asked claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ecq.interview.facts import Cues, QuestionFacts, in_own_words
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.interview.typed.numerals import number

LONGEST, MOST_CLAUSES = 600, 40
"""Characters and clauses that are read for claims."""

_STOP = re.compile(
    r"[，。；;！!？?\n]|(?<!\d),|,(?!\d)|(?<!\d)\.(?=\s|$)|\.(?=\s)"
    r"|(?=但(?![^，,。；;]{1,6}的[^，,。；;]{0,3}[也都]?[不没])|不[過过](?![去来來关關期])|可是|就是(?!说)|只是(?!不)|而且|然后|然後|倒是|要[不就]然|不然|不然就|否[则則])"
    r"|\s(?=and (?:(?:we|they|it|there|nobody|no one|nothing|each|every|everyone|you|people)\b|(?:\w+ ){1,4}(?:isn't|aren't|wasn't|don't|doesn't|didn't|can't|cannot|is|are|was|were|has|have|gets?|goes)\b))"
    r"|(?<!everything )(?<!all )(?<!nothing )\b(?:but|while|whereas|though|although|however)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_NO = re.compile(
    r"没有?|缺(?![陷点货])|不(?!过|错|仅|但|只|光|管|论|断|同(?!意)|满(?=意|[0-9一二两三四五六七八九十])|良|当|好[看听]|拦|妨碍|阻[止拦]|挡|耽误|安全|合[格规]|必要|限于|许|准|得(?!到)|让|混在|夹在|藏在)|未(?!成年|来|登记)|无(?=人|此|任何|需|须|法|统一|公开|记录|书面|专人)"
    r"|并非|从不|别说|别提|谈不上|说不上|\b(?:no|not|never|without|none|neither|nor|nobody|nothing|cannot|lacks?|lacking|missing|fails?|failed)\b|\b(?:let alone|much less)\b|\bmissed (?=its|the|our|a\b)|n't\b"
)
ASIDE = re.compile(
    r"(?:不|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,5}的(?=也)|(?:不|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,12}的(?=商[家户品]|货|东西|评价|内容|信息|类目|店|用户|买家|卖家|人|订单|问题|由|都|全|一律|先|会|要|就|及时|说|可以|告)|(?:找|联系|打|查)不[到上通](?:人|商家|的|卖家)?(?=我们|平台|就|先|由|的)|没坏|不[^，。不没]{1,6}也(?:能|可以|行)|能不能|可不可以|会不会|有没有|要不要|该不该|是不是|用不用|\b(?:if|when|where|unless|in case|should)\b.*"
    r"|\b(?:those|people|customers|anyone|complainants|merchants) (?:who|that)(?: \w+)? (?:not|n't)(?: \w+)?"
)
"""What is said of a case, as in "those not content are called": its negation is not about what is done then."""

_NEEDLESS = re.compile(r"不用|不必|无需|不需要?|免")
"""What says that something is not needed, not that it is not done."""

_TOGETHER = re.compile(
    r"[、和与及跟或/]|或者?[要给]?|也|还有|以及|、还|[,\s]*(?:and|or|nor|and no|nor any|as well as)?[,\s]*"
)
_PART = re.compile(
    r"有的|有些|部分|一部分|个别|偶尔|有时(?![限间效])|大部分|多数|大多|不是每|不是都|不都|没都|并非都"
    r"|\b(?:some|sometimes|partly|mostly|most|a few|not all|not every|not everyone|part of)\b"
)
_HEDGE = re.compile(
    r"应该(?:是|有|都)|估计|大概|可能|好像|也许|我猜|吧$|\b(?:maybe|perhaps|probably|i think|i guess|i believe|should be|as far as i know)\b"
)
_PLANNED = re.compile(
    r"(?<![度的个])计划(?![里中书表的])|打算|准备(?:改|明|下|上|在|开|做|从|要)|明年|下个?(?:月|季度|版本|半年|周|阶段)|年底|(?<![一二三四五六七八九十0-9几])年内|排期|预计|争取|(?:之|以)后(?:会|要|改)|将(?:要|会|于)|要上线|正要|还在(?:做|开发|建)|在建"
    r"|\b(?:plan(?:ned|ning)? to|plans? for|planning|going to|will|next (?:year|month|week|spring|summer|autumn|winter|quarter|release)|roadmap|want to|hope to|intend|by (?:summer|spring|winter|autumn)"
    r"|from (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_PAST = re.compile(
    r"以前|原来|原先|曾经|(?<!不)过去(?!的)|(?:^|我们|[这那]个|平台)之前都|那会儿|那时|那阵子|当年|早先|去年是|\b(?:used to|until (?:last|the)|formerly|previously|was once|in the past|back then|back in the day|back in (?:19|20)[0-9]{2}|in those days)\b"
)
_NOW = re.compile(
    r"现在|如今|目前|今年起|改成|改为|\b(?:now|nowadays|today|since then|no longer|at present)\b|any ?more\b"
)
_STOPPED = re.compile(
    r"停了|下掉|取消了|没了|关了|撤了|停掉|不做了|都没了|\b(?:stopped|gone|discontinued|switched off|dropped)\b"
)
_OTHERS = re.compile(
    r"集团|母公司|总部|总公司|隔壁|兄弟公司|供应商(?!资质)|合作的|合作(?:方|伙伴|商|公司)|外包的?[^，]{0,3}(?:公司|团队|商)|友站|厂商|别的平台|另一个平台|别家|友商|同行|他们(?:家|那边)"
    r"|\b(?:parent|our group|head office|headquarters|sister (?:company|platform)|our supplier|another company|competitors?|other platforms?)\b"
)
_OURS = re.compile(r"我们|我司|咱们|本平台|\b(?:we|ours|our (?:platform|own|site))\b")
_ASKS = re.compile(
    r"[?？]\s*$|[吗嗎呢]\s*$|^(?:请问|什么(?!.{0,8}[都也])|哪[些个种里]|怎么(?!处理|算|退)|为什么|为啥|多少|多久才|是不是要)|(?:能不能|可不可以)(?!.{0,30}(?:[都也][写有说能讲]|写[了明]|有写|公布|说明|规定))|(?:来着)$"
    r"|^(?:(?:what|how|which|why|who|where|when)(?: \w+)?(?: (?:is|are|do|does|did|can|should|would|will|exactly|many|much)|'s)|(?:do|does|is|are|can|could|should) (?:we|i|you|it|this|that|there|the|they|our))\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\bunless\b.*|\([^)]*(?:除外|except)[^)]*\)")
"""What is said of an exception that the law makes."""
_TWICE = re.compile(r"(?:并)?不是没有?|没有?不是|\bnot without\b")
"""Denied twice, which denies nothing."""
_REASON = re.compile(r"^(?:因为|由于|毕竟|because|since|as we|due to)")
_EXCEPT = re.compile(
    r"除了|除开|除去|除外|[以之]外|除(?=.{1,12}[外])|\b(?:except(?: that| for)?|(?:^|, )apart from|other than|all but|everything but)\b"
)
_REST_YES = re.compile(
    r"(?:其[他它余]|别的|剩下)的?(?:[^没不未无]{0,4})(?:都|全)(?![没不未])|另外.{0,3}都有|\b(?:the (?:rest|others)|everything else|all the others)\b(?!.{0,12}(?:not|n't|missing))"
)
_REST_NO = re.compile(
    r"(?:其[他它余]|别的|剩下)的?.{0,4}(?:没|不|未|无)|就这[些样几两三]|只有这|\b(?:nothing else|none of the (?:others|rest)|the rest (?:is|are)(?:n't| not)|that's (?:it|all))\b"
)
_ALL = re.compile(
    r"^(?:我们|以上|上面|这些|这|全部|[二两三四五六七]|[0-9]|[项条个样])*(?:都|全|全都|全部)(?:有|做|做到|做了|做到了|符合|满足|落实|具备|达到|是|齐|齐全|包括|覆盖)(?:了|的|到)?$"
    r"|^(?:yes,? )?(?:we (?:do|have|meet|cover|watch) )?(?:all(?: of (?:them|these|it|the above))?|all (?:two|three|four|five|six|seven)(?: of (?:them|these))?|everything(?: (?:listed|here|listed here|on the list))*)(?: (?:are|is))?(?: in place| done| met| watched| listed| here| listed here)?$|^all done$"
)
_NONE = re.compile(
    r"^(?:我们|以上|上面|这些|平台|现在|目前)*(?:都|全都?|一[项条个样]都|什么都|啥都|哪[项条个]都|什么.{0,4}都)(?:还)?(?:没|不|未)(?:有|做|做到|做过|搞|弄|到)?(?:了|过)?$"
    r"|^(?:we (?:do|have) )?(?:none(?: of (?:them|these|it|the \w+))?|nothing(?: at all)?)(?: (?:is|are))?(?: in place| done)?$"
)
_ONLY = re.compile(r"只(?:有|能|做|按|在|看)|仅|\bonly\b")
_BARE = re.compile(
    r"(?:这个|这条|这项|这块|它)?(?:还|也|都|就|是|倒)*(?P<no>没有?做?|没有|没做过?|没有过|否|不是|不做|没弄|not any more|not yet|no|none|not done|missing|isn't there)|(?:这个|这条|这项)?(?:也|都|就|倒)*(?P<yes>有|有的|做了|都有|是的|做到了|yes|in place|done|is there)"
)
_COUNTED = r"(?P<{0}>[0-9一二两三四五六七八九]|one|two|three|four|five|six)"
_PLACES = re.compile(
    rf"前(?:面)?的?{_COUNTED.format('first')}[项个条样]|(?:最)?后(?:面)?的?{_COUNTED.format('last')}[项个条样]|(?:倒数第一|最后一?|末)[项个条样]|第{_COUNTED.format('nth')}(?:[项个条样]|(?=第|[和、有没都也]|$))"
    rf"|\b(?:the )?first {_COUNTED.format('efirst')}\b|\b(?:the )?last {_COUNTED.format('elast')}\b|\bthe (?P<ord>first|second|third|fourth|fifth|sixth|last)(?: (?:one|item|point))?\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True)
class Claim:
    """That a fact holds or does not, in whose words; not firm where it is said of a part, hedged, or said both ways."""

    fact: str
    holds: bool
    quote: str
    firm: bool = True
    words: str = ""
    """What names the fact; "" where it is one of the rest."""


@dataclass
class Heard:
    """What a message claims, and what of it claims nothing."""

    claims: dict[str, Claim] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    """Its clauses, in order."""
    unread: list[str] = field(default_factory=list)
    not_now: list[str] = field(default_factory=list)
    asks: bool = False
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


@dataclass(frozen=True)
class _Mention:
    fact: str
    opposite: bool
    start: int
    end: int
    words: str = ""
    """What names the fact; "" where it is named by its place."""


def unspaced(text: str) -> str:
    """Folded text without the spaces that stand beside Chinese characters."""
    return _SPACED.sub("", fold(text))


def as_read(text: str) -> str:
    """The same in the words of the bank."""
    return in_own_words(unspaced(text).replace("没有人", "没人"))


def denials(text: str) -> int:
    """How many negations a text read as the bank's has that are about what is done."""
    aside = [span.span() for span in ASIDE.finditer(text)]
    return sum(not any(a <= no.start() < b for a, b in aside) for no in _NO.finditer(_TWICE.sub("", text)))


def asked(message: str) -> bool:
    """Whether a message asks rather than states."""
    return bool(_ASKS.search(as_read(message)))


def not_today(message: str) -> bool:
    """Whether a message speaks of what was, what is planned, or of others."""
    text = as_read(message[:LONGEST])
    return any(pattern.search(text) for pattern in (_PAST, _PLANNED, _OTHERS))


def clauses(message: str) -> list[str]:
    """The clauses of a message, as typed."""
    return [part.strip() for part in _STOP.split(message[:LONGEST]) if part and bare(part)][:MOST_CLAUSES]


def hear(message: str, facts: QuestionFacts) -> Heard:
    """What a message claims of these facts."""
    listener = _Listener(facts)
    listener.heard.asks = asked(message)
    listener.heard.quotes = clauses(message)
    for quote in listener.heard.quotes:
        listener.take(quote, as_read(quote))
    listener.fill()
    listener.heard.fit(facts)
    return listener.heard


class _Listener:
    """Takes clause after clause; what one says of time and of whom holds for the next, until that says otherwise."""

    def __init__(self, facts: QuestionFacts) -> None:
        self.facts, self.heard = facts, Heard()
        self.cues = {name: (fact, fact.no) for name, fact in facts.facts.items()}
        self.places = list(facts.facts) if not facts.options else []
        self.past = self.others = self.planned = False
        self.last: list[_Mention] = []
        self.excepted: list[tuple[_Mention, str]] = []
        self.rest: bool | None = None

    def take(self, quote: str, text: str) -> None:
        """Hear one clause."""
        text = _TWICE.sub("", _UNLESS.sub("", text))
        if _REASON.match(text):
            return
        self._turn(text)
        mentions = _mentions(text, self.cues, self.places)
        if not mentions and self.last and self._of_the_last(quote, text):
            return
        self.last = mentions or self.last
        if self.past or self.others or self.planned:
            self.heard.not_now.append(quote)
        elif _EXCEPT.search(text) and mentions:
            self.excepted += [(mention, quote) for mention in mentions]
            if self.rest is None:
                none = _NONE.search(text) or re.search(r"都没|都不|\bnone\b|\bnothing\b", text)
                self.rest = not none if self.heard.all is None else self.heard.all
        else:
            self._claims(quote, text, mentions)

    def _turn(self, text: str) -> None:
        """Whether it is of the past, of others, or planned."""
        now = _NOW.search(text)
        self.past = bool(_PAST.search(text)) or (self.past and not now)
        self.planned = bool(_PLANNED.search(text)) or (self.planned and not now)
        self.others = bool(_OTHERS.search(text)) or (self.others and not _OURS.search(text))

    def _of_the_last(self, quote: str, text: str) -> bool:
        """Whether a clause says yes or no, or that it stopped, of what the one before named."""
        bare_word, stopped = _BARE.fullmatch(text), self.past and _STOPPED.search(text)
        for mention in self.last if bare_word or stopped else ():
            holds = bool(bare_word and bare_word["yes"])
            self.heard.claims[mention.fact] = Claim(mention.fact, holds, quote, not stopped, mention.words)
        self.past = self.past and not stopped
        return bool(bare_word or stopped)

    def _claims(self, quote: str, text: str, mentions: list[_Mention]) -> None:
        remains = _REST_NO.search(text) or _REST_YES.search(text)
        if remains:
            self.rest = not _REST_NO.search(text)
            mentions = [mention for mention in mentions if mention.end <= remains.start()]
        elif not mentions:
            self._of_all(quote, text)
        if not self.facts.options and _ONLY.search(text) and mentions and len(self.facts.facts) > 1:
            self.rest = False
        firm = not _HEDGE.search(text)
        found = _with_polarity(text, mentions, self.facts)
        if mentions and not found:
            self.heard.unread.append(quote)
        for mention, holds, sure in found:
            self._claim(Claim(mention.fact, holds, quote, firm and sure, mention.words))

    def _of_all(self, quote: str, text: str) -> None:
        if _ALL.fullmatch(text) or _NONE.fullmatch(text):
            self.heard.all = bool(_ALL.fullmatch(text))
        elif re.search(r"\bnone\b", text):
            self.rest = False
        else:
            self.heard.unread.append(quote)

    def _claim(self, claim: Claim) -> None:
        """Add a claim; of what is said both ways the worse is kept, and not as firm."""
        earlier = self.heard.claims.get(claim.fact)
        if earlier and earlier.holds is not claim.holds:
            claim = replace(claim, holds=not self.facts.wanted.get(claim.fact, True), firm=False)
        self.heard.claims[claim.fact] = claim

    def fill(self) -> None:
        """What "the rest", "all but" and "none of them" say of the facts not named."""
        heard, wanted = self.heard, self.facts.wanted
        for one, quote in self.excepted:
            holds = wanted.get(one.fact, True) is not self.rest
            heard.claims[one.fact] = Claim(one.fact, holds, quote, words=one.words)
        if self.rest is None and not any(_NO.search(as_read(quote)) for quote in heard.unread):
            self.rest = heard.all
        if self.rest is None or (heard.all is None and not heard.claims):
            return
        for name in self.facts.facts:
            if name not in heard.claims and (self.rest or wanted.get(name, True)):
                holds = wanted.get(name, True) is self.rest
                heard.claims[name] = Claim(name, holds, "", firm=heard.all is self.rest)


def _mentions(text: str, cues: Mapping[str, tuple[Cues, Cues]], places: Sequence[str]) -> list[_Mention]:
    """What is named, in order; where names overlap, the longest."""
    found = [
        _mention(name, bool(opposite), text, *span)
        for name, both in cues.items()
        for opposite, words in enumerate(both)
        for span in words.spans(text)
    ]
    for name, (words, _) in cues.items():
        for start, last, end in words.denied(text):
            if not any(one.fact != name and start < one.start < last for one in found):
                found.append(_Mention(name, True, start, end, text[start:end]))
    for match in _PLACES.finditer(text) if places else ():
        found += [_Mention(places[at], False, *match.span()) for at in _places(match, len(places))]
    found.sort(key=lambda one: (not one.opposite, one.start - one.end, one.start))
    kept: list[_Mention] = []
    for one in found:
        clash = [other for other in kept if one.start < other.end and other.start < one.end]
        if all((other.start, other.end) == (one.start, one.end) and other.fact != one.fact for other in clash):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _mention(name: str, opposite: bool, text: str, start: int, end: int) -> _Mention:
    """A mention; the "have" that a negation before it has taken is not its own."""
    if text[start] == "有" and text[start - 1 : start] == "没" and end - start > 1:
        start += 1
    return _Mention(name, opposite, start, end, text[start:end])


def _places(match: re.Match[str], count: int) -> Sequence[int]:
    first, last, nth = match["first"] or match["efirst"], match["last"] or match["elast"], match["nth"]
    if first or last:
        many = min(int(number(first or last) or 0), count)
        return range(many) if first else range(count - many, count)
    named = _ORDINALS.index(match["ord"]) if match["ord"] in _ORDINALS else count - 1
    at = int(number(nth) or 0) - 1 if nth else named
    return (at,) if 0 <= at < count else ()


def _with_polarity(text: str, mentions: Sequence[_Mention], facts: QuestionFacts) -> list[tuple[_Mention, bool, bool]]:
    """Each mention, whether it holds, and whether that is sure; one whose absence only another's needs is left out."""
    turned = dict.fromkeys(mentions, 0)
    dropped: set[_Mention] = set()
    at_once = _RUN_ON if len(mentions) > 1 and len(text) > _RUN_ON and HAN.search(text) else 0
    for no in _NO.finditer(text):
        inside = any(one.start <= no.start() < one.end for one in mentions)
        if inside or any(aside.start() <= no.start() < aside.end() for aside in ASIDE.finditer(text)):
            continue
        reached = _next(text, no, mentions, bool(at_once))
        if not reached and _NEEDLESS.match(text, no.start()):
            continue
        if reached:
            before = [one for one in mentions if one.end <= no.start() and _near(text[one.end : no.start()])]
            for one in before:
                needed = {name for target in reached for name in facts.follows(target.fact)} if facts.options else set()
                if one.fact not in needed and one.fact not in {target.fact for target in reached}:
                    dropped.add(one)
        else:
            denies = not at_once or _DONE.match(text, no.end())
            reached = _before(text, no, mentions) if denies else []
            if not reached and not any(one.opposite for one in mentions):
                # something is denied, and it is not plain what: of what is said without a stop only what stands beside it
                beside = [
                    one
                    for one in mentions
                    if abs(one.start - no.end()) < at_once or abs(no.start() - one.end) < at_once
                ]
                if not at_once:
                    return []
                dropped.update(beside)
            reached = [one for one in reached if not turned[one]]
        for one in reached:
            turned[one] += 1
    part = _PART.search(text) is not None
    found = []
    for one in mentions:
        if one in dropped and not turned[one]:
            continue
        holds = (turned[one] % 2 == 0) is not one.opposite
        if part and holds and not one.opposite:
            if not facts.wanted.get(one.fact, True):
                found.append((one, True, False))
        else:
            found.append((one, holds, not part or not holds))
    return found


_DONE = re.compile(r"(?:有)?(?:做|搞|弄|办|到|跟|落实|有|过|了|[也都还]|$)")
"""What stands after a negation of what is before it, where the text goes on without a stop."""

_RUN_ON = 20
"""Longer than this what names several facts without a stop is more than one clause."""

_BEFORE_A_NOUN = ("no", "without", "nobody", "nothing", "neither", "nor")


def _near(between: str) -> bool:
    return len(between) <= 3 and not re.search(r"[、a-z]", between)


def _next(text: str, no: re.Match[str], mentions: Sequence[_Mention], run_on: bool) -> list[_Mention]:
    """The mention a negation reaches, and what is joined to it."""
    ahead = [one for one in mentions if one.start >= no.end()]
    if not ahead:
        return []
    between = text[no.end() : ahead[0].start]
    far = len(between) > (4 if run_on else 9) if HAN.search(text) else len(between.split()) > 5
    if far or _NO.search(between) or "、" in between:
        return []
    if ahead[0].opposite and len(between.strip()) > 1:
        return []
    reached = [ahead[0]]
    for one in ahead[1:]:
        joint = text[reached[-1].end : one.start]
        if one.start == reached[-1].start or (joint and _TOGETHER.fullmatch(joint) and not _NO.search(joint)):
            reached.append(one)
        elif one.start >= reached[-1].end:
            break
    return reached


def _before(text: str, no: re.Match[str], mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mention before a negation, and what is joined to it."""
    behind = [one for one in mentions if one.end <= no.start() and not one.opposite]
    if not behind or no[0] in _BEFORE_A_NOUN:
        return []
    gap, tail = text[behind[-1].end : no.start()], text[no.end() :]
    if HAN.search(text):
        far = len(gap) > 1 and (len(gap) > 5 or len(tail) > 7)
    else:
        verb = re.fullmatch(r"(?: \w+)?", gap) and no[0] in ("n't", "not", "never", "cannot")
        far = not verb and (len(gap.split()) > 3 or len(tail.split()) > 3)
    if far or _NO.search(gap):
        return []
    reached = [behind[-1]]
    for one in reversed(behind[:-1]):
        joint = text[one.end : reached[-1].start]
        if (
            one.end == reached[-1].end
            or _TOGETHER.fullmatch(joint)
            or re.fullmatch(r"[里上]?[、和与及跟]?(?:或者?[要给]?)?[里上]?", joint)
        ):
            reached.append(one)
        else:
            break
    return reached
