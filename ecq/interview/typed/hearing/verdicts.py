"""A clause that names nothing and says yes or no of what the one before it named, or that it is so no more."""

from __future__ import annotations

from ecq.base.patterns import later
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.hearing.claims import Claim, Listener
from ecq.interview.typed.hearing.stating import STATES, plainly_stated

_STOPPED = later(
    r"停了|下掉|取消了|没了|关了|撤了|停掉|不做了|都没了|[没不]再[\u3400-\u9fff]{0,2}过?了?$|\b(?:stopped|died|folded|fizzled out|petered out|disbanded|ended|gone|discontinued|switched off|dropped|scrapped|abolished|(?:took|taken) (?:it|them|that|this|those) (?:out|off|away|down)|got rid of)\b"
)
_POINTS = r"(?:所以|反正|总之|但|可|那|这|其实|而|结果|说实话|老实说|老实讲|坦白说|以上|这里|[一二两三四五六]?(?:个|条|项|块|点|些|套|样|步|方面|件事|部分|事)|我们|咱们|我司|平台|公司|系统|商家|自己|目前|现在|暂时|一直|至今|也|都|还|就|倒|是|又|全|自然|根本|压根|基本|确实|真的?|同样|更|并|从来|统统|,|嗯|唉|(?!\w{0,4}(?:谁|什么|怎么|哪|多久|多少|几))\w{1,5}里(?=没|也))*+"
_POINTS_EN = r"(?:(?:users|people|merchants|customers|so|but|and|well|that|this|those|these|they|it|all|both|one|two|three|four|bits?|ones?|things?|part|parts|is|are|'s|we|of|them|just|simply|really|sadly|honestly|know|one's|bit's|though)[ ,]*)*+"
_HALF = later(r"(?:但|不过|可是?|只是|然而)|\b(?:but|though|yet|however|only)\b")
"""Where a verdict begins that takes something back of what the clause before stated: "published, but not updated"."""
_NONE_OF = later(r"\bnone of ")
"""What denies all that was named before it, or only that it is done as the verdict says: what was stated of it is asked."""
_VERDICT = later(
    rf"{_POINTS}(?P<no>(?!不(?:清楚|明白|知道|好意思)|没(?:有?)问题)(?:没有?|未|不|差|缺)(?:能|去|人|谁|在|再|怎么|按.{1, 8}?)?(?:做到|达到|达标|做|搞|弄|定|订|写|管|办|发|交|测|评|核|审|贴|标|算|改进|提供|通知|告知|展示|更新|落实|跟上|公布|公开|实现|满足|符合|完成|到位|成文|统计|记录?|留|存|设|列|开展|执行|进行|处理|明确|具备|建立|建|配|支持|要求|规定|查|盯|行|好|够|全|齐|干|有)*(?:得|过|起来|出来|下来|明白|清楚|到|好|全|齐|了|的|啊|呢|啦|诶|哈|耶|喔|全部|全都|百分之百|这[个块套步]|活|一点|远|多|意思|事|成(?:文[件字]?|书面|制度|规矩)|进(?:规则|制度|协议|合同|文件)?(?:里|去)+|[到在](?:纸面?|文件|书面|规则|制度|合同)[上里])*)"
    rf"|{_POINTS}(?P<gap>(?:已经?)?(?:空白|短板|弱项|缺口|空着|留空|待[补定续]|到期|过期|失效|作废|一半)(?:的|了)?)"
    rf"|{_POINTS}(?P<yes>(?<!还)有|(?:有)?(?:做到|做|满足|达到|ok|可以|在做|在弄|写|落实)(?:了|的|到|着)*|没(?:什么)?(?:问题|得说|话说|毛病)(?:的)?|(?:满足|符合|达标|做到|到位|有|放心|可以放心|齐全?)(?:了|的)|做得?(?:很|挺)?好(?:的)?)(?:啊|呢|啦|哈)?"
    rf"|{_POINTS_EN}(?P<no_en>missing|(?:still |only )?(?:blank|open|pending|expired|lapsed|ran out|half(?:[- ]done)?|out of date|incomplete|unfinished)|a gap|outstanding|lacking|absent|not (?:there|done|in place|defined|met|so|really|at all|yet|covered|any ?more)|a no|(?:is|are|do|does|did|have|has|was|were|ca)(?:n't| not)(?: (?:there|have(?: (?:it|that|them|any))?|done|do(?: (?:it|that|them|this))?|happen|exist|in place|met|the case|so))?|not (?:published|shown|told|tested|measured|recorded|tracked|possible|provided|implemented|kept(?: up| up to date| current)?|up to date|updated|maintained|enforced|followed|written|set|reviewed|checked)|none(?: of (?:that|this|it|them|those|these)(?:'s| (?:is|are|was|were|has been|have been|gets?|got|happens?|exists?))(?: (?!but\b|except\b|late\b|missed\b|left\b)\w+){{0,3}})?|nah|nope|no,? (?:we|it|they) (?:do|does|is|are|have|has)(?:n't| not)|no)(?:,? (?:either|yet|at all|though|i'm afraid|sadly|nope|no))*"
    r"|(?:(?:and|but|so|well) )*(?:that|those|these|this|them) (?:we|they) (?:do(?:n't| not)|never|can't|cannot) [a-z]+(?: (?:it|them|that|at all|either|yet|though|up|out|back))*"
    rf"|{_POINTS_EN}(?P<yes_en>in place|done|published|recorded|tested|measured|tracked|provided|written down|there|fine|ok|yes|covered|a yes)"
)
"""Says yes or no of what the clause before spoke of."""


_MET = later(
    r"做到|达到|达标|落实|满足|符合|没(?:什么)?(?:问题|得说|毛病)|到位|(?<![a-z])ok(?![a-z])|\b(?:met|fine|done)\b"
)
_MANY = later(
    r"[这那](?P<zh>[两二三四五六])[个条项点样]|\b(?:those|these|the|all) (?P<en>two|three|four|five|six)\b|\bboth\b"
)


def only_a_verdict(quote: str) -> bool:
    """Whether a clause only says no of what the one before it names: "but it is not kept up"."""
    found = _VERDICT.fullmatch(as_read(quote).strip(" .…~"))
    return found is not None and not (found["yes"] or found["yes_en"])


SAYS_SO = later(
    r"有|都|会|[了着]|是|能|可以|因为|所以|但|不过|其[他它余]|\b(?:so|because|but|rest|is|are|has|have|do|does|did|can|get|gets|we|they|it)\b|'(?:s|re|ve)\b"
)


def of_the_last(listener: Listener, quote: str, text: str) -> bool:
    """Whether a clause says yes or no, or that it stopped, of what the one before named."""
    verdict, stopped = _VERDICT.fullmatch(text.strip(" .…~")), listener.past and _STOPPED.search(text)
    if not verdict and not stopped:
        return False
    holds = bool(verdict and (verdict["yes"] or verdict["yes_en"]))
    names = [mention.fact for mention in listener.last]
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
    half = not holds and (quote in listener.but or _HALF.match(text)) and plainly_stated(before)
    for name in dict.fromkeys(names):
        if half and (earlier := listener.heard.claims.get(name)) and earlier.holds and earlier.quote == before:
            listener.heard.claims.pop(name)
            listener.heard.open.append(name)
            continue
        _judged(listener, name, quote, holds, bool(_MET.search(text)), not stopped and len(set(names)) == 1)
    if not names and before in listener.heard.unread:
        about = before
        while about in listener.heard.unread and not holds and not SAYS_SO.search(as_read(about)):
            about = listener.before_this(about)
        listener.heard.open += [one.fact for one in listener.heard.claims.values() if one.holds and one.quote == about]
    elif not names:
        return False
    listener.past = listener.past and not stopped
    return True


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
