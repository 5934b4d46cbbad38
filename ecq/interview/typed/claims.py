"""A sentence taken apart into claims: which facts it says hold, which do not, in whose words, and how firmly.

Clause by clause; a negation belongs to the next words it reaches, else to those before it. What was, what is planned, what
others do and what is asked claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ecq.interview.facts import Cues, QuestionFacts, in_own_words
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.interview.typed.numerals import number

LONGEST, MOST_CLAUSES = 600, 40
"""Characters and clauses that are read for claims."""

_STOP = re.compile(
    r"[，。；;！!？?\n\U0001f300-\U0001faff]|(?<!\d),|,(?!\d)|(?<!\d)\.(?=\s|$)|\.(?=\s)"
    r"|(?=但(?![^，,。；;]{1,6}的[^，,。；;]{0,3}[也都]?[不没])|不[過过](?![去来來关關期])|可是|就是(?!说)|只是(?!不)|而且|然后|然後|倒是|要[不就]然|不然|不然就|否[则則])"
    r"|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?<=[^\d][:：])(?!/)|…{1,2}|至于|(?=所以)|(?=[这那][个条项块套]?(?:我们|咱们|平台|是|也|都|还|就|倒|目前|现在)*(?:没|有(?![的些人])|不[行是]|做[到了]))"
    r"|\s(?=and (?:(?:we|they|it|there|nobody|no one|nothing|each|every|everyone|you|people)\b|(?:\w+ ){1,4}(?:isn't|aren't|wasn't|don't|doesn't|didn't|can't|cannot|is|are|was|were|has|have|gets?|goes)\b))"
    r"|(?<!everything )(?<!all )(?<!nothing )\b(?:but|while|whereas|though|although|however)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_NO = re.compile(
    r"没有?|缺(?![陷点货])|不(?!过|错|仅|但|只|光|管|论|服(?!务)|断|同(?!意)|满(?=意|[0-9一二两三四五六七八九十])|良|当|好[看听]|拦|妨碍|阻[止拦]|挡|耽误|安全|合[格规]|必要|限于|许|准|得(?!到)|让|混在|夹在|藏在)|未(?!成年|来|登记)|无(?=人|从|此|任何|需|须|法|统一|公开|记录|书面|专人)"
    r"|并非|从不|别说|别提|谈不上|说不上|\b(?:no|not(?! (?:just|only|merely)\b)|never|without|none|silent (?:on|about)|neither|nor|nobody|nothing|cannot|lacks?|lacking|missing|fails?|failed)\b|(?<=[并尚暂均皆])无|\b(?:let alone|much less|yet to|falls? short|absent|skip(?:s|ped)?|a gap|weak spot|outstanding)\b|(?:是|还是)(?:个|一片)?(?:空白|短板|弱项|缺口)|\bmissed (?=its|the|our|a\b)|n't\b"
)
ASIDE = re.compile(
    r"(?<!就是)(?<![也都还并])(?:(?:不|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,5}的(?=也)|(?:不|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,12}的(?=商[家户品]|货|东西|评价|内容|信息|类目|店|用户|买家|卖家|人|订单|问题|余额|钱|款|由|都|全|一律|先|会|要|就|及时|说|可以|告))|(?:找|联系|打|查)不[到上通](?:人|商家|的|卖家)?(?=我们|平台|就|先|由|的)|[没不未][^，。]{0,10}的话|教不改|(?:要是|如果|万一|一旦|假如)[^，就会我]{0,16}|没坏|不[^，。不没]{1,6}也(?:能|可以|行)|能不能|可不可以|会不会|有没有|要不要|该不该|是不是|用不用|\b(?:if|when|where|unless|in case|should)\b.*"
    r"|\b(?:those|people|anyone|complainants|(?:user|merchant|seller|shopper|client)s?) (?:who|that)(?: \w+)?(?: not|n't)(?: \w+)?|\b(?:who|that|which) (?:may|must|can|should|could)(?: ?not|n't) (?:be )?\w+"
)
"""What is said of a case, as in "those not content are called": its negation is not about what is done then."""

_NEEDLESS = re.compile(r"不用|不必|无需|不需要?|免")
"""What says that something is not needed, not that it is not done."""

_TOGETHER = re.compile(
    r"[、和与及跟或/]|或者?[要给]?|也|还有|以及|、还|[,\s]*(?:and|or|nor|and no|nor any|as well as|it|them|that|this)?[,\s]*"
)
_NOT_ALL = re.compile(r"(?:没有?|未)能?(?:做到|达到)(?:全部?|所有|每一?[个家件条]|都|完全)|[没不]完全|没全部")
"""What is not so of all may be so of some."""
_PART = re.compile(
    r"有的|有些|部分|一部分|个别|偶尔|有时(?![限间效])|大部分|多数|大多|不是每|不是都|不都|没都|并非都"
    r"|\b(?:some|sometimes|partly|mostly|most|a few|not all|not every|not everyone|part of)\b"
)
_HEDGE = re.compile(
    r"应该(?:是|有|都)|估计|大概|可能|好像|也许|我猜|吧$|\b(?:maybe|perhaps|probably|i think|i guess|i believe|should be|as far as i know)\b"
)
_PLANNED = re.compile(
    r"(?<![度的个急变案复练训改查照按依期])计划(?![里中书表的是有抽都也])|在计划[里中]|[没未]落地|筹备|在规划|规划[中里]|排上日程|plan是|打算|准备(?:改|明|下|上|在|开|做|从|要|出|推|搞|建|每|把)|明年|下一?个?(?:版|期|月|季度|版本|半年|周|阶段)|年底|(?<![一二三四五六七八九十0-9几])年内|排期|预计|争取|(?:^|我们|[这那等]个?)[之以]后(?:会|要|改)|将(?:要|会|于)|要上线|正要|还在(?:做|开发|建)|在建|正在(?:推|建|走|立)|推进中|立项|待上线|年后|过阵子|以后再|回头再|在走流程|^等[^，]{1,14}(?:上了|上线|建好|做好|弄好|好了|完成)|筹划|酝酿|开发中|测试中|(?:还|尚)?[没未]上线|快上了|(?:马上|就)要上|构想|设想|草案|[按照]现在的(?:方案|计划|设想|版本)|将来|日后|未来(?!得及)"
    r"|\b(?:plan(?:ned|ning)? to|plan(?=:)|the plan is to|in the pipeline|for later|to-do list|hopefully|in the works|backlog|working on|gonna|roll(?:ing|ed)? out|in q[1-4]|(?:once|when) [^,]{3,40} (?:goes|is) live|from next|hoping to|we'd like to|slated|later this year|next sprint|(?:the )?next phase|have in mind|(?:our|the) intention|(?:in|on) the drawing board|not yet our practice|in the draft|as drafted|aiming to|looking to|scheduled (?:for|to)|being built|under development|not live yet|coming soon|plans? for|planning|going to (?!arbitration|court|mediation|the |a )\w+|(?<!at )(?<!free )will|next (?:year|month|week|spring|summer|autumn|winter|quarter|release)|roadmap|want to|hope to|intend|by (?:summer|spring|winter|autumn)"
    r"|from (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_PAST = re.compile(
    r"以前(?!的(?:付款|历史|交易|支付|聊天)?(?:记录|订单|交易|数据))|(?<![照按跟])原来|原先|前年|前[几两三]年|[几两三]年前|我还在(?!做)|老早|曾经|前那[套个批]|[老旧]系统|(?<![不带交转发送报递拿搬传寄走])过去(?!的|这?[一二两三四五六半几0-9]+个?[年月天周季])|(?:^|我们|[这那]个|平台)(?:之前|前)都|那会儿|那时|那阵|(?:^|[:：])当时(?!的|人)|当年|早先|早年|早些年|从前|去年是|\b(?:used to|until (?:last|the)|formerly|previously|was once|how it was|(?:that|it) was (?:then|before)|before the reorg\w*|last year both|years ago|in the past(?! (?:year|quarter|month|week|\w+ (?:years|quarters|months|weeks|days)))|back then|back in the day|back in (?:19|20)[0-9]{2}|in those days|few years back|before the (?:merger|migration|relaunch|redesign|takeover)|under the old \w+|on the old (?:system|platform|site))\b"
)
_NOW = re.compile(
    r"(?:现在|如今|目前)(?!的(?:方案|计划|设想|版本))(?!(?:是|还是?)?[^，。]{0,8}?(?:不(?:太|大)?(?:清楚|知道|确定|了解)|没数|说不[准好]|[要得](?:再|去)|是否|是不是|什么样|啥样|怎么样|怎样|如何))|实际上|至今|今年起|改成|改为|\b(?:(?:now|nowadays|today|at present)(?!,? (?:i|we) (?:can't|couldn't|don't|do not|cannot|wouldn't)| (?:is|would be) another)|since then|no longer)\b|any ?more\b"
)
_STOPPED = re.compile(
    r"停了|下掉|取消了|没了|关了|撤了|停掉|不做了|都没了|\b(?:stopped|gone|discontinued|switched off|dropped)\b"
)
_OTHERS = re.compile(
    r"(?:我们)?(?:合作|对接)的那(?:间|家|个)|竞争对手|对手[那家]|另外?一[家间](?:平台|公司)|人家(?=[那的公平家]| ?[a-z])|某[宝东多猫音]|某(?:个)?(?:平台|电商)|淘宝|天猫|京东|拼多多|虾皮|momo|集团|母公司|总部|总公司|隔壁|兄弟公司|供应商(?!资质)|合作的|合作(?:方|伙伴|商|公司)|外包的?[^，]{0,3}(?:公司|团队|商)|(?:快递|物流|支付|供应)(?:公司|商)自己|友站|厂商|别的平台|另一个平台|别家|友商|同行|他们(?:家|那边)|竞品|[前老]东家|上家公司|我?在上家|别的公司|那家公司|老公|老婆|男朋友|女朋友|[前老]单位|上一?份工作|前公司|上一?家公司|之?前[待呆在做干][过的]?(?:的)?那[家个]|[人他]家那边|我(?:有个)?(?:朋友|同学|老乡)"
    r"|\b(?:parent|our group|head office|headquarters|sister (?:company|platform)|our (?:supplier|(?:\w+ )?(?:partner|vendor|contractor|parent))|one of our (?:logistics )?(?:partners?|suppliers?)|mate of mine|friend of mine|in my (?:last|previous|old|former) \w+|where i (?:used to )?work(?:ed)?|amazon|ebay|temu|shopee|taobao|my (?:old|ex|previous|last) (?:job|company|boss|employer|firm|place)|my (?:brother|sister|cousin|husband|wife)|a friend(?: who)? works|old job|(?:previous|last|former|old) (?:job|employer|company|place)|another (?:company|platform|marketplace|firm)|competitors?|rivals?|the competition|that other (?:lot|place|company|platform|site)|other platforms?)\b"
)
_OURS = re.compile(
    r"(?<![跟和与同比给抢对是])我们(?!(?:合作|对接)的)|我司|咱们|本平台|\b(?:we|ours|our (?:platform|own|site))\b"
)
_ASKS = re.compile(
    r"[?？]\s*$|[吗嗎呢]\s*$|^(?:请问|什么(?!.{0,8}[都也])|哪[些个种里]|怎么(?!处理|算|退)|为什么|为啥|多少|多久才|是不是要)|(?:能不能|可不可以)(?!.{0,30}(?:[都也][写有说能讲]|写[了明]|有写|公布|说明|规定))[^，,。；;]*[?？]?$|(?:来着)$"
    r"|^(?:(?:what|how|which|why|who|where|when)(?: \w+)?(?: (?:is|are|do|does|did|can|should|would|will|exactly|many|much)|'s)|(?:do|does|is|are|can|could|should) (?:we|i|you|it|this|that|there|the|they|our))\b",
    re.IGNORECASE,
)
_ALL_PAST = re.compile(
    r"[这那](?:都|些)?(?:已经)?是(?:早先|早年|以前|之前|从前|过去|当时|那时候?|当年|老|旧)的?(?:情况|事|做法|样子|规矩|状况)|现在[^，。]{0,10}?(?:是不是|是否|还)[^，。]{0,8}(?:不清楚|不知道|要再|不确定|再查|再确认)"
    r"|\b(?:that(?:'s| is| was) (?:how (?:it|things|we) (?:was|were|did|used)|history|all history|the old (?:way|days|set-?up)|(?:all )?in the past|back then)|what it(?:'s| is) like now,? i)\b"
)
_ALL_OTHERS = re.compile(
    r"(?:[这那]|我[讲说]的)(?:些|都)*是(?:人家|他们|对方|别家|别人|那[家间边个])|我(?:只是|就是|是)?[讲说](?:的)?(?:只|都|就)?是?(?:他们|人家|别家|那[家间])|不是(?:在)?(?:说|讲)?我们(?:自己|这边|家|平台)?(?:的事|的情况|喔|哦|啊|哈)?$|(?:不代表|跟|与|和)我们(?:自己)?(?:没关系|无关)$"
    r"|\b(?:that(?:'s| is| was) (?:them|their|theirs|him|her|his)\b|(?:them|theirs|they), not (?:us|ours|we)|not (?:us|ours|our (?:own )?(?:platform|company|site))(?:,| mind you|$|\.)|(?:that(?:'s| is)|it(?:'s| is)) not (?:about )?us\b)"
)
"""What says of all that was said before that it was so once, or is so elsewhere."""
_ASKS_BACK = re.compile(
    r"(?:想|要)(?:请|先)?问(?:一?下|问|清楚|你|您|:)|想请?问|请教|(?:(?:我|有点|还是|实在)[^，]{0,3}|^)(?:[看听读]|搞|弄)不(?:太|大|很)?[懂明]|搞不(?:太|大)?懂|没(?:太|怎么)?[看听搞弄][懂明]|不(?:太|是很)?(?:懂|明白)(?:这|你|题|意思|什么|怎么)|(?:先|再)?(?:跟|给|帮)我(?:先)?(?:解释|说明|讲讲|说说)|是什么意思|指的?是[^，。]{1,20}(?:还是|呢|吗)|法律规定[^，。]{0,6}吗|算[吗嘛][，,]|才算吗|才行[?？]?$|从哪[天个][^，]{0,6}[算起]"
    r"|\b(?:can|could|may) (?:i|we) (?:just |quickly )?(?:ask|check)\b|\bwhat (?:do you|does (?:this|that|it)) mean\b|\bwhat (?:counts|qualifies) as\b[^.]*\?|\b(?:do|did|are) you (?:mean|asking|want|talking)\b|\bi (?:don't|do not) (?:quite |really |fully )?(?:get|understand|follow) (?:the|this|your|that|what)\b|\b(?:could|can|would) you (?:please |just )?(?:explain|clarify|tell me|give)\b|\bquick question\b|\bnot sure what you(?:'re| are)? (?:mean|ask)"
)
"""What asks back, wherever it stands."""
_UNLESS = re.compile(r"\bunless\b.*|\([^)]*(?:除外|except)[^)]*\)")
"""What is said of an exception that the law makes."""
_TWICE = re.compile(r"(?:并)?不是没有?|没有?不是|\bnot without\b")
"""Denied twice, which denies nothing."""
_REASON = re.compile(r"^(?:因为|由于|毕竟|because|since|as we|due to)")
_EXCEPT = re.compile(
    r"除了|除开|除去|除外|[以之]外(?!部)|除(?=.{1,12}[外])|\b(?:except(?: that| for)?|(?:^|, )apart from|other than|all but|everything but)\b"
)
_REST_YES = re.compile(
    r"(?:其[他它余]|别的|剩下)的?(?:[^没不未无]{0,4})(?:都|全)(?![没不未]|.{0,3}[问查])|另外.{0,3}都有|\b(?:the (?:rest|others)|everything else|all the others)\b(?!.{0,12}(?:not|n't|missing)|.{0,24}\b(?:ask|check)\b)"
)
_REST_NO = re.compile(
    r"(?:其[他它余]|别的|剩下)的?.{0,4}(?:没|不|未|无)(?!(?:太|是很|大|再|多|一一|方便)?(?:讲|说|提|谈|聊|清楚|知道|了解|确定|评论|展开|好看))|(?<!多)(?<!大概)(?<!基本)就这[些几两三]|只有这|\b(?:nothing else|none of the (?:others|rest)|the rest (?:is|are)(?:n't| not)|that's (?:it|all))\b"
)
_ALL = re.compile(
    r"^(?:我们|以上|上面|这些|这|全部|[二两三四五六七]|[0-9]|[项条个样])*(?:都|全|全都|全部)(?:有|做|做到|做了|做到了|有在做|在做|符合|满足|落实|具备|达到|是|齐|齐全|包括|覆盖)(?:了|的|到)?$"
    r"|^(?:yes,? )?(?:we (?:do|have|meet|cover|watch) )?(?:all(?: of (?:them|these|it|the above))?|all (?:two|three|four|five|six|seven)(?: of (?:them|these))?|everything(?: (?:listed|here|listed here|on the list))*)(?: (?:are|is))?(?: in place| done| met| watched| listed| here| listed here)?$|^all (?:done|yes|good|true)$|^yes (?:on|to|for) all(?: of (?:them|these)| \w+)?$"
)
_NONE = re.compile(
    r"^(?:我们|以上|上面|这些|平台|现在|目前)*(?:都|全都?|一[项条个样]都|什么都|啥都|哪[项条个]都|什么.{0,4}都)(?:还)?(?:没|不|未)(?:有|做|做到|做过|搞|弄|到)?(?:了|过)?$"
    r"|.{0,14}(?:啥|什么|一样|统统|[一哪][项条个样])(?:东西)?(?:都|也)没(?:有)?(?:搞|做|弄|做到|落实|建)?(?:过|到|成)?[了的]?$|^(?:it's (?:a )?)?no (?:on|to|for) all(?: of (?:them|these)| \w+)?$|^.{0,20}nothing to show$"
    r"|^(?:we (?:do|have) )?(?:none(?: of (?:them|these|it|the \w+))?|nothing(?: at all)?)(?: (?:is|are))?(?: in place| done)?$"
)
_NOT_ONE = re.compile(
    r"[一哪][项条样](?:也|都)(?:还)?没(?:有|做到?|落实)?[了的过啊啦咯喔呢哦嘛]*$|\bnot (?:a single one|one of (?:them|these))$"
)
_STILL = re.compile(
    r"(?:照样|照旧)(?!能|可)|照收|接着[发推收卖打]|附带|一堆|麻烦(?!的?话)|很难|难找|不管$|管不了"
    r"|\b(?:buried|differently|unequal\w*|a hassle|a pain|hard to|anyway|regardless|still (?:get|do|let|allow|charge|push|send)\w*)\b"
)
"""What may say that something goes on that should not."""
_ONLY = re.compile(r"只(?:有|能|做|按|在|看)|仅|\bonly\b")
_TURNS = re.compile(r"(?:但|不过|其[他它余]|别的|倒是)|\b(?:but|however|the rest|otherwise)\b")
"""Where a list of what is lacking, or of what is there, ends."""
_POINTS = r"(?:所以|反正|总之|但|可|那|这|其实|而|结果|说实话|老实说|老实讲|坦白说|以上|这里|[一二两三四五六]?(?:个|条|项|块|点|些|套|样|步|方面|件事|部分|事)|我们|咱们|我司|平台|公司|系统|商家|自己|目前|现在|暂时|一直|至今|也|都|还|就|倒|是|又|全|自然|根本|压根|基本|确实|真的?|同样|更|并|从来|统统|,|嗯|唉|\w{1,5}里(?=没|也))*+"
_POINTS_EN = r"(?:(?:users|people|merchants|customers|so|but|and|well|that|this|those|these|they|it|all|both|one|two|three|four|bits?|ones?|things?|part|parts|is|are|'s|we|of|them|just|simply|really|sadly|honestly|know|one's|bit's|though)[ ,]*)*+"
_VERDICT = re.compile(
    rf"{_POINTS}(?P<no>(?!不(?:清楚|明白|知道|好意思)|没(?:有?)问题)(?:没有?|未|不|差|缺)(?:能|去|人|谁|在|再|怎么|按.{1, 8}?)?(?:做到|达到|达标|做|搞|弄|定|订|写|管|办|落实|跟上|公布|公开|实现|满足|符合|完成|到位|成文|统计|记录?|留|存|设|列|开展|执行|进行|处理|明确|具备|建立|建|配|支持|要求|规定|查|盯|行|好|够|全|齐|干|有)*(?:得|过|起来|出来|下来|明白|清楚|到|好|全|齐|了|的|啊|呢|啦|诶|哈|全部|全都|百分之百|这[个块套步]|活|一点|远|多|意思|事)*)"
    rf"|{_POINTS}(?P<gap>(?:空白|短板|弱项|缺口)(?:的|了)?)"
    rf"|{_POINTS}(?P<yes>(?<!还)有|(?:有)?(?:做到|做|满足|达到|ok|可以|在做|在弄|写|落实)(?:了|的|到|着)*|没(?:什么)?(?:问题|得说|话说|毛病)(?:的)?|(?:满足|符合|达标|做到|到位|有|放心|可以放心|齐全?)(?:了|的)|做得?(?:很|挺)?好(?:的)?)(?:啊|呢|啦|哈)?"
    rf"|{_POINTS_EN}(?P<no_en>missing|a gap|outstanding|lacking|absent|not (?:there|done|in place|defined|met|so|really|at all|yet|covered|any ?more)|a no|(?:is|are|do|does|did|have|has|was|were|ca)(?:n't| not)(?: (?:there|have(?: (?:it|that|them|any))?|done|do(?: (?:it|that|them|this))?|happen|exist|in place|met|the case|so))?|not (?:published|shown|told|tested|measured|recorded|tracked|possible|provided|implemented|kept|written|set|reviewed|checked)|none|nah|nope|no,? (?:we|it|they) (?:do|does|is|are|have|has)(?:n't| not)|no)(?:,? (?:either|yet|at all|though|i'm afraid|sadly|nope|no))*"
    rf"|{_POINTS_EN}(?P<yes_en>in place|done|published|recorded|tested|measured|tracked|provided|written down|there|fine|ok|yes|covered|a yes)"
)
"""Says yes or no of what the clause before spoke of."""
_MET = re.compile(r"做到|达到|达标|落实|满足|符合|没(?:什么)?(?:问题|得说|毛病)|到位|ok|\b(?:met|fine|done)\b")
_MANY = re.compile(
    r"[这那](?P<zh>[两二三四五六])[个条项点样]|\b(?:those|these|the|all) (?P<en>two|three|four|five|six)\b|\bboth\b"
)
_LEAD_NO = re.compile(
    r"(?:没有?|未|不)(?:做到|落实|达到|完成|满足|做|搞|弄|行|够|足)(?:好|到位|到)?的(?:地方|部分)?(?:也有|是|有|就是|呢|包括|如下|[几一二两三四五六0-9]+[项条个点件样])*$"
    r"|(?:(?:[有就]|只有|还有)[一1]|[几二两三四五六2-9])[个项条点件样][^，都也]{0,3}(?:没|未|不)[^，]{0,4}(?:就?是|$)|(?P<one>唯[一独][^，]{0,8}(?:没|不|差|欠|缺|弱|问题|短板|遗憾|可惜)[^，]{0,4}(?:的|是)?|就[差缺][^，]{0,2}|比较弱的是?|短板是?|美中不足|欠缺的是?)|坑的是|不(?:太|那么|怎么)好看|不好看了|[缺差少]的是|[都全]没有?(?:做到?)?$|^(?:还|也|但是?|目前)?(?:没有?|缺少?|不足|欠缺|未做到|待改进)的?$"
    r"|^none of (?:it|them|these|this)$|\b(?:things?|items?|bits?|points?|parts?) (?:that |which )?(?:we|it|they) (?:\w+ ){0,2}?(?:do|does|have|has|are|is)(?:n't| not)\b|\bwhat (?:we|it|they|is|are)(?:'s|'re)? ?(?:\w+ )?(?:do|does|have|has|are|is)?(?:n't| not|missing|lacking)\b|\bnot (?:mandatory|required|in place|covered|done)$|^(?:(?:and|but|so|also) )?(?:not (?:yet )?(?:covered|done|in place|included|met|there|watched|published|so)|missing|lacking|absent|left out) (?:is|are)\b|\b(?:missing|lacking)$|\b(?P<one_en>the (?:one|only) (?:thing|gap|hole|problem|issue|bit|exception|weak spot))\b"
)
_LEAD_YES = re.compile(
    r"^(?:[^，]{0,6}我们)?(?:都|已经?)?(?:有|做到|具备|做了|写了)(?:写|做)?[的了]?:$|(?<![没不未])做到的(?:是|有|呢|包括|[几一二两三四五六0-9]+[项条个点件样])*$|[有好]的(?:是|呢|包括)$|唯[一独][^，]{0,4}(?:ok|好|做到|有)的?(?:是)?|(?:只有|就)[一1][项条个点样](?:是)?(?:有|做了|做到)[的了]?(?:就?是)?$|\b(?:things?|what) (?:we|it) (?:do|does|have|has)(?! not|n't)"
)
"""What is said in front of a list of what is lacking, or of what is there; the last kind speaks of one thing only."""
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


_CLIPPED = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|ca|wo|could|would|should)nt\b|\bain'?t\b")
"""What is written without its mark: "dont", "isnt"."""


def unspaced(text: str) -> str:
    """Folded text without the spaces that stand beside Chinese characters."""
    return _SPACED.sub("", _CLIPPED.sub(lambda found: f"{found[1] or 'is'}n't", fold(text)))


def as_read(text: str) -> str:
    """The same in the words of the bank."""
    return in_own_words(unspaced(text).replace("没有人", "没人"))


def denials(text: str) -> int:
    """How many negations a text read as the bank's has that are about what is done."""
    aside = [span.span() for span in ASIDE.finditer(text)]
    return sum(not any(a <= no.start() < b for a, b in aside) for no in _NO.finditer(_TWICE.sub("", text)))


def denies_something(quote: str) -> bool:
    """Whether a clause that was not read denies something of the matter."""
    text = as_read(quote)
    return denials(_ASIDE_SAID.sub("", text)) > 0 or _STILL.search(text) is not None


_ASIDE_SAID = re.compile(
    r"不(?:乱讲|好意思|瞒你|太?清楚|太?知道|太?了解|太?懂|敢|用说|管|讲|夸张|骗|知道)|没(?:什么)?(?:问题|得说|话说|毛病|错|关系)|说不[好准]|[没不](?:太|那么|怎么)?好看|没完|不见得|谁不|能不能|打得?开打?不开"
    r"|\b(?:don't|do not|can't|cannot|not) (?:know|say|sure|get me wrong|remember|proud|worry|bad)\b|\bno (?:problem|worries|idea|doubt)\b|\bnot (?:looking|a problem)\b"
)
"""What people say beside the matter."""


def asked(message: str) -> bool:
    """Whether a message asks rather than states."""
    text = as_read(message)
    return bool(_ASKS.search(text) or _ASKS_BACK.search(text))


def not_today(message: str) -> bool:
    """Whether a message speaks of what was, what is planned, or of others."""
    text = as_read(message[:LONGEST])
    return any(pattern.search(text) for pattern in (_PAST, _PLANNED, _OTHERS, *_OF_ALL_SAID))


_OF_ALL_SAID = (_ALL_PAST, _ALL_OTHERS)


def clauses(message: str) -> list[str]:
    """The clauses of a message, as typed."""
    return [part.strip() for part in _STOP.split(message[:LONGEST]) if part and bare(part)][:MOST_CLAUSES]


def hear(message: str, facts: QuestionFacts) -> Heard:
    """What a message claims of these facts."""
    listener = _Listener(facts)
    listener.heard.asks = asked(message)
    listener.heard.quotes = _lists_joined(clauses(message), message)
    if any(of_all.search(as_read(quote)) for quote in listener.heard.quotes[1:][-3:] for of_all in _OF_ALL_SAID):
        listener.heard.not_now = listener.heard.quotes
        return listener.heard
    for quote in listener.heard.quotes:
        listener.take(quote, as_read(quote))
    listener.fill()
    listener.heard.fit(facts)
    return listener.heard


def _lists_joined(quotes: list[str], message: str) -> list[str]:
    """The clauses, where the end of an English list that is denied, or of any that was not achieved, stands with its beginning."""
    joined: list[str] = []
    for quote in quotes:
        before = joined[-1] if joined else ""
        goes_on = len(before.split()) > 3 and not before.endswith(":") and denials(fold(before))
        if goes_on and _FRAGMENT.fullmatch(quote) and not _STATED.search(quote):
            joined[-1] = f"{joined[-1]}, {quote}"
        elif _NOT_ACHIEVED.search(as_read(before)) and not (denials(as_read(quote)) or _SAYS_SO.search(as_read(quote))):
            comma = next((comma for comma in ("，", ",", ", ") if before + comma + quote in message), None)
            joined[-1:] = [before + comma + quote] if comma else [before, quote]
        else:
            joined.append(quote)
    return joined


_FRAGMENT = re.compile(r"(?:(?:and|or|nor) )?(?!the\b)[A-Za-z-]+(?: [A-Za-z-]+)?")
_STATED = re.compile(
    r"\b(?:yes|no|not|nope|none|done|ok|okay|fine|is|are|was|were|do|does|has|have|well|so|right|there|that|this|it|we|they|nobody|nothing|never|either|neither|honestly|really|though|sadly|sorry|\w+ed|in place)\b|n't\b",
    re.IGNORECASE,
)


_RHETORIC = re.compile(r"(?:and )?(?:do|does|is|are|can|did|have|has) (?:we|it|they|that|this|there|users?|people)\b")
"""A question that the next clause answers."""
_AS_WELL = re.compile(
    r"(?:连|包括|还?包含|不[管论]|无论|甭管|从(?!来|前)|以及|还有|和|跟(?!进)|及(?!时))(?!.{0,20}(?:[没不未]|[都也][有是会做]|[做到]了))"
    r"|(?:along with|together with|including|whether|from|with|plus|be it|or even|let alone|not even)\b(?!.*(?: (?:is|are|do|does|has|have|no|not)\b|n't\b))"
)
"""What belongs to the clause before, of which the next one speaks as well."""
_SAYS_SO = re.compile(
    r"有|都|会|[了着]|是|能|可以|因为|所以|但|不过|其[他它余]|\b(?:so|because|but|rest|is|are|has|have|do|does|did|can|get|gets|we|they|it)\b|'(?:s|re|ve)\b"
)
_TAG = re.compile(r" (?:though|really|honestly|sadly)$")


class _Listener:
    """Takes clause after clause; what one says of time and of whom holds for the next, until that says otherwise."""

    def __init__(self, facts: QuestionFacts) -> None:
        self.facts, self.heard = facts, Heard()
        self.cues = {name: (fact, fact.no) for name, fact in facts.facts.items()}
        self.places = list(facts.facts) if not facts.options else []
        self.past = self.others = self.planned = self.not_ours = False
        self.last: list[_Mention] = []
        self.excepted: list[tuple[_Mention, str]] = []
        self.rest: bool | None = None
        self.lead: bool | None = None
        self.lead_once = False

    def take(self, quote: str, text: str) -> None:
        """Hear one clause."""
        text = _TWICE.sub("", _UNLESS.sub("", text))
        if _REASON.match(text):
            return
        self._turn(text)
        mentions = _mentions(text, self.cues, self.places)
        if not mentions and self._of_the_last(quote, text):
            return
        lead = self._led(text, mentions)
        fragment = quote.isascii() and len(quote.split()) <= 4 and not _STATED.search(_TAG.sub("", quote))
        goes_on = not mentions and (fragment or _RHETORIC.match(text) or _AS_WELL.match(text))
        self.last, self.not_ours = self.last if goes_on else mentions, self.others or self.planned
        self.heard.planned = self.heard.planned or self.planned
        if self.past or self.others or self.planned:
            self.heard.not_now.append(quote)
        elif _EXCEPT.search(text) and mentions:
            self.excepted += [(mention, quote) for mention in mentions]
            if self.rest is None:
                none = _NONE.search(text) or re.search(r"都没|都不|\bnone\b|\bnothing\b", text)
                self.rest = not none if self.heard.all is None else self.heard.all
        else:
            self._claims(quote, text, mentions, *lead)

    def _turn(self, text: str) -> None:
        """Whether it is of the past, of others, or planned."""
        now = _NOW.search(text)
        self.past = bool(_PAST.search(text)) or (self.past and not now)
        self.planned = bool(_PLANNED.search(text)) or (self.planned and not now)
        self.others = bool(_OTHERS.search(text)) or (self.others and not _OURS.search(text))

    def _led(self, text: str, mentions: list[_Mention]) -> tuple[bool | None, int]:
        """Whether a list of what is lacking, or of what is there, goes on, and from where in this clause."""
        no, yes = (
            _LEAD_NO.search(re.sub(r"^(?:(?:also|and|so|but) )*no:$", "missing", text).rstrip(": ")),
            _LEAD_YES.search(text.rstrip(": ")) or _LEAD_YES.search(text),
        )
        found = no or yes
        if found:
            self.lead, self.lead_once = not no, bool(no and (no["one"] or no["one_en"]))
            return self.lead, found.end()
        if _TURNS.match(text):
            self.lead = None
        lead = self.lead
        if self.lead_once and mentions:
            self.lead = None
        return lead, 0

    def _of_the_last(self, quote: str, text: str) -> bool:
        """Whether a clause says yes or no, or that it stopped, of what the one before named."""
        verdict, stopped = _VERDICT.fullmatch(text.strip(" .…~")), self.past and _STOPPED.search(text)
        if not verdict and not stopped:
            return False
        if self.others or self.planned or self.not_ours or (self.past and not stopped):
            self.heard.not_now.append(quote)
            return True
        holds = bool(verdict and (verdict["yes"] or verdict["yes_en"]))
        names = [mention.fact for mention in self.last]
        if many := _MANY.search(text):
            count = int(number(many["zh"] or many["en"] or "two") or 2)
            names = list(dict.fromkeys([*reversed(self.heard.claims)][:count]))
        before = self._before_this(quote)
        if names and before in self.heard.unread:
            self.heard.unread.remove(before)
        for name in dict.fromkeys(names):
            self._judged(name, quote, holds, bool(_MET.search(text)), not stopped and len(set(names)) == 1)
        if not names and before in self.heard.unread:
            two_before = self._before_this(before) if not holds and not _SAYS_SO.search(as_read(before)) else ""
            self.heard.open += [one.fact for one in self.heard.claims.values() if one.holds and one.quote == two_before]
            (self.heard.affirmed if holds else self.heard.denied).add(before)
        elif not names:
            return False
        self.past = self.past and not stopped
        return True

    def _before_this(self, quote: str) -> str:
        at = self.heard.quotes.index(quote)
        return self.heard.quotes[at - 1] if at else ""

    def _judged(self, name: str, quote: str, holds: bool, met: bool, firm: bool) -> None:
        """Take a verdict on a fact; where it is not plain what it comes to with what was said before, leave it open."""
        wanted, earlier = self.facts.wanted.get(name, True), self.heard.claims.get(name)
        words = earlier.words if earlier else next((one.words for one in self.last if one.fact == name), "")
        if (not wanted and met) or (holds and earlier and not earlier.holds):
            if wanted or not (holds and earlier and not earlier.holds):
                self.heard.claims.pop(name, None)
                self.heard.open.append(name)
            return
        self.heard.claims[name] = Claim(name, holds, earlier.quote if earlier else quote, firm, words)

    def _claims(self, quote: str, text: str, mentions: list[_Mention], lead: bool | None, start: int) -> None:
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
        if lead is not None:
            wanted = {one: self.facts.wanted.get(one.fact, True) is lead for one in mentions if one.start >= start}
            if not lead and denials(text):
                found = [one for one in found if one[1] is not self.facts.wanted.get(one[0].fact, True)]
            elif not denials(text):
                found = [one for one in found if one[0] not in wanted] + [
                    (one, held, False) for one, held in wanted.items()
                ]
            if not mentions:
                (self.heard.affirmed if lead else self.heard.denied).add(quote)
            if not mentions and not lead and text.endswith(":"):
                self.heard.supposed.add(quote)
        if mentions and not found:
            self.heard.unread.append(quote)
        elif mentions:
            self.heard.unread += _between(text, mentions)
        self.heard.open += _side_by_side(mentions)
        still = _STILL.search(text)
        for mention, holds, sure in found:
            if holds is None or (still and holds and not mention.opposite):
                self.heard.open.append(mention.fact)
            else:
                self._claim(Claim(mention.fact, holds, quote, firm and sure, mention.words))

    def _of_all(self, quote: str, text: str) -> None:
        text = text.rstrip(": ")
        if _ALL.fullmatch(text) or _NONE.fullmatch(text) or _NOT_ONE.search(text):
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
            self.heard.both += [claim.fact] if claim.quote != earlier.quote else []
        self.heard.claims[claim.fact] = claim

    def fill(self) -> None:
        """What "the rest", "all but" and "none of them" say of the facts not named."""
        heard, wanted = self.heard, self.facts.wanted
        if heard.all is False:
            heard.open += [name for name, claim in heard.claims.items() if claim.holds and wanted.get(name, True)]
        for one, quote in self.excepted:
            holds = wanted.get(one.fact, True) is not self.rest
            heard.claims[one.fact] = Claim(one.fact, holds, quote, words=one.words)
        if self.rest is None and not any(_NO.search(as_read(quote)) for quote in heard.unread):
            self.rest = heard.all
        if self.rest is False and any(quote in heard.affirmed for quote in heard.unread):
            return
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


def _between(text: str, mentions: Sequence[_Mention]) -> list[str]:
    """What of a text without a stop lies so far from everything named that it may say more than that."""
    much = _MUCH if HAN.search(text) else 3 * _MUCH
    edges = [0, *(at for one in mentions for at in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > much]


_MUCH = 16


def _side_by_side(mentions: Sequence[_Mention]) -> list[str]:
    """Facts named side by side of which the second's words deny: "messages nobody answers" may be about either."""
    return [
        name
        for one, other in pairwise(mentions)
        if one.fact != other.fact and other.start - one.end in (0, 1) and other.opposite and not one.opposite
        for name in (other.fact,)
        if _NO.search(other.words)
    ]


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


def _with_polarity(
    text: str, mentions: Sequence[_Mention], facts: QuestionFacts
) -> list[tuple[_Mention, bool | None, bool]]:
    """Each mention, whether it holds (None where that is open), and whether that is sure; one whose absence only another's needs is left out."""
    turned = dict.fromkeys(mentions, 0)
    dropped: set[_Mention] = set()
    at_once = _RUN_ON if len(mentions) > 1 and len(text) > _RUN_ON and HAN.search(text) else 0
    for no in _NO.finditer(text):
        inside = any(one.start <= no.start() < one.end for one in mentions)
        only = _NOT_ONLY.match(text, no.start())
        if only and not any(one.start == only.end() - 1 for one in mentions):
            continue
        if inside or any(aside.start() <= no.start() < aside.end() for aside in ASIDE.finditer(text)):
            continue
        reached = _next(text, no, mentions, bool(at_once))
        if not reached and _NEEDLESS.match(text, no.start()):
            continue
        if reached:
            before = [one for one in mentions if one.end <= no.start() and _subject(text[one.end : no.start()])]
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
    part, not_all = _PART.search(text) is not None, _NOT_ALL.search(text) if facts.options else None
    found: list[tuple[_Mention, bool | None, bool]] = []
    for one in mentions:
        if one in dropped and not turned[one]:
            continue
        if not_all and turned[one] and one.start >= not_all.start():
            found.append((one, None, False))
            continue
        holds = (turned[one] % 2 == 0) is not one.opposite
        if part and holds and not one.opposite:
            if not facts.wanted.get(one.fact, True):
                found.append((one, True, False))
        else:
            found.append((one, holds, not part or not holds))
    return found


_NOT_ONLY = re.compile(r"不是[只仅光]")
_DONE = re.compile(r"(?:有)?(?:做|搞|弄|办|到|跟|落实|有|过|了|[也都还]|$)")
"""What stands after a negation of what is before it, where the text goes on without a stop."""

_RUN_ON = 20
"""Longer than this what names several facts without a stop is more than one clause."""

_BEFORE_A_NOUN = ("no", "without", "nobody", "nothing", "neither", "nor")


def _subject(between: str) -> bool:
    """Whether what stands before a negation may be what it is said of."""
    return (len(between) <= 3 and not re.search(r"[、a-z]", between)) or _AUXILIARY.fullmatch(between) is not None


_AUXILIARY = re.compile(r" (?:is|are|was|were|do|does|did|has|have|ca|can|could|wo)? ?")


def _next(text: str, no: re.Match[str], mentions: Sequence[_Mention], run_on: bool) -> list[_Mention]:
    """The mention a negation reaches, and what is joined to it."""
    ahead = [one for one in mentions if one.start >= no.end()]
    if not ahead:
        return []
    between = text[no.end() : ahead[0].start]
    far = len(between) > (4 if run_on else 9) if HAN.search(text) else len(between.split()) > 5
    if far or _NO.search(between) or "、" in between:
        return []
    if ahead[0].opposite and (between == "了" or len(_SAYS.sub("", between)) > 1):
        return []
    if _NOT_ACHIEVED.match(text, no.start()):
        return [one for one in ahead if not _NO.search(text, no.end(), one.start)]
    reached = [ahead[0]]
    for one in ahead[1:]:
        joint = text[reached[-1].end : one.start]
        if one.start == reached[-1].start or (joint and _TOGETHER.fullmatch(joint) and not _NO.search(joint)):
            reached.append(one)
        elif one.start >= reached[-1].end:
            break
    return reached


_NOT_ACHIEVED = re.compile(
    r"(?:没有?|未能?|不)能?(?:够|真正|完全|按要求)?(?:做到|落实|实现|达到)(?![^，。]{1,12}的)|没能|未能|(?:fail(?:s|ed)? to|(?:not|n't) (?:been |yet )?(?:managed? to|able to|succeed(?:ed)? in|got round to)|never (?:managed to|got round to))\b"
)
"""What denies all that is named after it."""
_SAYS = re.compile(r"[「」“”\"'\s有]|写[明着]?|约定|规定|出现")
"""What stands between a denial and the words that are not to be found."""


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
