"""A message in clauses, read in the words of the bank; whether one denies something, asks, or speaks of today and of one's own
platform.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ecq.base.patterns import later
from ecq.interview.facts import in_own_words
from ecq.interview.typed.folding import fold, says_anything
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import NO_QUESTION, STRESSED

LONGEST, MOST_CLAUSES = 600, 40
"""Characters and clauses that are read for claims."""

_REMEMBERED = 1_000
"""Of so many texts it is kept what they come to: in one message the same clause is looked at again and again."""

_STOP = later(
    r"[，。；;！!？?\n\U0001f300-\U0001faff]|—{2}|(?<!\d),|,(?!\d)|(?<!\d)\.(?=\s|$)|\.(?=\s)"
    r"|(?=但(?![^，,。；;]{1,6}的[^，,。；;]{0,3}[也都]?[不没])|不[過过](?![去来來关關期])(?![^，。；;,]{0,5}(?:[钱款账手]|户头|资金|平台|我们)[的了啊]*(?:$|[，,。；;]))|可是|就是(?!说)|只是(?!不)|而且|然后|然後|倒是|要[不就]然|不然|不然就|否[则則])"
    r"|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?<=[^\d][:：])(?!/|\s*(?:有|无|無|没有?|沒有?|未做|是|否|不是|√|×|✓|✗|✅|❌)\s*(?:[。；;，,.!！\n]|$))|…{1,2}|至于|(?=所以)|(?=[这那][个条项块套]?(?:我们|咱们|平台|是|也|都|还|就|倒|目前|现在)*(?:没|有(?![的些人])|不[行是]|做[到了]))"
    r"|\s(?=and (?:(?:we|they|(?:it|there)s?|nobody|no one|nothing|each|every|everyone|you|people)\b|(?:\w+ ){1,4}(?:isn't|aren't|wasn't|don't|doesn't|didn't|can't|cannot|is|are|was|were|has|have|gets?|goes)\b))"
    r"|(?<!\band)(?<!\bso)\s(?=(?:(?:and|so|um+|uh+|er+) )*none of (?:that|this|it|these|those|them)(?:'s| is| are| was| were| has| have| gets?| happens?| exists?)\b)"
    r"|(?<!everything )(?<!all )(?<!nothing )\b(?:but|while|whereas|though|although|however)\b",
    re.IGNORECASE,
)
_SPACED = later(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_END = r"(?=[啊呢吧嘛啦哈呀的了]*(?:$|[，,。；;.!]))"
LEFT_OPEN = (
    rf"(?:还|仍|正)在(?:等(?!级)|排队|走流程|申请)|(?<!不)(?:还|尚|仍)(?:剩|[差欠](?!不)|[是有]?(?:空着|悬着|空白))|(?:还|仍)有(?:[一二两三四五六七八九十几好0-9]+(?:[个条件家项处笔批]|成)|一?[部小]*部分|一些)(?:{_END}|(?=的?(?:高风险|高危|漏洞|隐患|问题)|(?:还|正|都)?[在没未等待要]))"
    rf"|(?:空着|留空|空白|待[补定续办改]|搁着|悬着|没着落){_END}|(?<![快要没未不期前])(?<!即将)(?<!一旦)(?<!如果)(?:到期|过期|失效|作废|脱保)(?:了|啦|咯|的|好久){_END}|(?:已经?|早就?)(?:到期|过期|失效|作废|脱保)(?!的)"
    rf"|(?:早就?|已经?|后来|[去前今]年|[一二两三四五0-9]+年前)(?:已经?|就|都|全)*(?:取消|停用?|撤|下线|废|关)(?:掉|止)?了?{_END}"
    rf"|没有?[\u3400-\u9fff]{{1,2}}完{_END}"
    rf"|(?:[就只才仅]|只有|大概|差不多|约)(?:有|是|做了|报了)?(?:一半|半数|[一小]部分|[一二两三四五六七八九几]成[多左右]*|百分之(?!百)[^，。]{{1,4}}|[0-9]{{1,2}}%|[一二两三四五六七八九十]分之[一二两三四五六七八九]){_END}|一半{_END}"
    r"|\b(?:one|two|three|a few|some) (?:more |others? |of them )?(?:(?:is|are) )?(?:to go|in the queue|under way|in progress)|(?:still|are|is|'re|'s) being (?:worked on|fixed|mended|repaired|remedied|sorted|closed|dealt with|looked (?:at|into))|\b(?:(?:is|are|was|were|been|left|partly|but|'s still|'re still|'s now|'re now) (?:still |now |all |only )*(?:blank|empty|open(?! to\b)|pending|tbd|unfinished|incomplete|unresolved|outstanding|overdue|expired|out of date|half[- ](?:done|finished|empty))|still (?:blank|empty|open|pending|missing)(?=$|[,.;])"
    r"|(?:has|have|had|just|already|since|'s|'ve) (?:lapsed|expired|run out)|(?:lapsed|expired|ran out)(?=$|[,.;]| (?:in|on|at|last|ago|since|a|two|three|this|by now)\b)"
    r"|remain(?:s|ed|ing)?(?=$|[,.;]| (?:open|blank|un\w+|to be|outstanding|undone))|(?:excluded|excepted)(?=$|[,.;])|still to (?:do|be)|left (?:to do|over|open)|(?:only|about|just) half(?= ?$|[,.;]| of)|half (?:of (?:it|them|those)|the (?:time|cases))(?=$|[,.;])|only (?:some|a few|a part|part)(?: of (?:it|them|those))?(?=$|[,.;]))(?![\w-])"
)
"""What says of the words before it that something is left to do, that it is no longer valid, or so for a part only."""
UNFINISHED = later(LEFT_OPEN, re.ASCII)
NO = sought(
    rf"{LEFT_OPEN}|"
    r"没有?|缺(?![陷点货])|(?<=[就只独])[差欠](?![不点劲评价额]|一点|了点)|(?:写得?)?(?:很|挺|好|太|比较|有点)?(?<![没不])(?:含糊|笼统)|不(?=过[^，。；;,]{0,5}(?:[钱款账手]|户头|资金|平台|我们)[的了啊]*(?:$|[，,。；;]))|不(?!(?<=等不)[及切]|过|错|实|仅|但|只|光|管|论|服(?!务)|断|间断|停[地的]|同(?!意)|满(?=意|[0-9一二两三四五六七八九十])|良|当|好[看听]|拦|妨碍|阻[止拦]|挡|耽误|安全|合[格规]|必要|侵权|限于|许|准|得(?!到)|让|给(?:上|发布|过审|通过|开[店播])|混在|夹在|藏在)|未(?!成年|来|登记|完成?的?[订交单售])|无(?=人|从|此|任何|需|须|法|统一|公开|记录|书面|专人)"
    r"|(?<![没不别])[忘漏][了记](?=[做放加写贴挂配建留发])|哪有(?=什么|啥)|哪来的|并非|非(?=月月|每|次次|单单|件件|笔笔|天天|家家|全部)|从不|别说|别提|谈不上|说不上|\b(?:no(?! (?:the|we|they|it|there's)\b.*n't)|not(?! (?:just|only|merely)\b)|never|forgot(?= to\b)|forgotten|without|none|silent (?:on|about)|neither|nor|nobody|nothing|nowhere|cannot|lacks?|lacking|missing|fails?|failed)\b|(?<=[并尚暂均皆])无|\b(?:vague|let alone|much less|yet to|falls? short|absent|un(?:tick|check)|skip(?:s|ped)?|forget it|a gap|weak spot|outstanding)\b|(?:是|还是)(?:个|一片)?(?:空白|短板|弱项|缺口)|\bmissed (?=its|the|our|a\b)|n't\b",
    re.ASCII,
)
ASIDE = sought(
    r"雷打不动|(?:写着?|标[着注]?|显示|提示|叫)[“\"「『][^“”\"「」『』，]{2,24}[”\"」』]|(?<!就是)(?<![也都还并])(?:(?:不(?!是)|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,5}的(?=也)|(?:不(?!是|会[把将]|过(?![审关检]))|没(?!有)|未|没有(?=收|按|完|提|达|办|参|登|核))[^，的、没不未]{1,12}的(?=[大小新老]?(?:商[家户品]|店|材料|资料|月|天数|时间|次数|额度|权益|销售|交易|营业|流水)|[那这][些部种]|[开上进播卖发]不|货|东西|差异|地方|部分|字段|修|改|补|处理|重|退|罚|拒|停|打回|拦|清|删|评价|内容|信息|类目|店|用户|买家|卖家|人|订单|问题|余额|钱|款|在|由|都|全|一律|先|会|要|就|及时|说|讲|解释|写明|可以|告))|(?:找|联系|打|查)不[到上通](?:人|商家|的|卖家)?(?=我们|平台|就|先|由|的)|[没不未][^，。]{0,10}的话|(?:[没无缺]|没有)(?![上完到过])[^，。、没不未无的有]{1,5}就(?![是算没不])|教不改|(?P<same>[\u3400-\u9fff])[不没](?P=same)|^没有[^，的、没不未]{1,6}的(?=也[已都要会])|(?:要是|如果|万一|一旦|假如)[^，就会我]{0,16}|(?:天|日|周|月|小时)之?内(?:都|还)?(?:没|未)[^，]{1,16}的$|(?:没|未)(?!有)[^，的、没不未]{1,6}的(?=[a-z])|没坏|[\u3400-\u9fff]不[了到成上下出起动清住懂](?:的话|的)?(?:就(?![是没不])|可以|能(?!不)|会(?!不)|给人|先|由|让|转)|没(?:啥|什么|几个|多少)人(?:去|会|在)?[开用点](?!的)|[看听弄搞]不[懂明][^，。没不]{0,6}(?:[问找打]|可以|有人)|(?:讲|教|培训|强调|提醒)[^，。没不]{0,4}不(?:能|要|可以)|不(?:同意|接受|认[可同账]|愿意?|想|肯|满意?|服)(?=[^，。不没未]{0,16}(?:能|可以|允许|随时))|不(?!是)[^，。不没]{1,6}[就也](?:能|可以|行)|能不能|可不可以|会不会|有没有|要不要|该不该|是不是|用不用|雷打不动|一成不变|没[得的]说|[没不]含糊|不在话下|[少免]不了|不得不|不是(?:都|已经?|早就?|刚刚?才?)*(?:说|讲|提|答)[过了]+(?=[^，,。]{0,12}[嘛吗么](?:$|[，,。]))|[说讲拿给提]不[出清](?:道理|理由|依据|凭据|原因|证明|材料)的?(?=就|一律|不)|\bno problem\b|\b(?:what(?:ever)?|anything|everything|those that|any that) (?:fails?|failed|falls? short)\b|\b(?:if|when|where|unless|in case|should)(?:(?: \S+){2,}?(?= the (?:merchant|user|platform|shop|buyer)s? )|(?: \S+)+?(?= (?:we|they|nobody|no one|there(?:'s)?) |$))"
    r"|\b(?:those|people|anyone|anybody|(?:merchant|shop|user)s?) without (?:an? |any )?\w+"
    r"|\b(?:those|people|anyone|complainants|(?:user|merchant|seller|shopper|client)s?) (?:who|that)(?: \w+)?(?: not|n't)(?: \w+)?|\b(?:who|that|which) (?:may|must|can|should|could)(?: ?not|n't) (?:be )?\w+"
)
"""What is said of a case, as in "those not content are called": its negation is not about what is done then."""
PLANNED = sought(
    r"(?<![度的个急变案复练训改查照按依期摊业])计划(?![里中书表的是有抽都也写喔哦嘛])|[在是]计划[里中]|[没未]落地|筹备|在规划|规划[中里]|排上日程|plan是|打算|想着?[要去]?[弄搞做上加开](?:一|个|成)|准备(?:改|明|下|上|在|开|做|从|要|出|推|搞|建|每|把|去|写|弄)|明年|下一?个?(?:版|期|月|季度|版本|半年|周|阶段)|(?<![每年去前上])年底|(?<![一二三四五六七八九十0-9几半])年内|排期|预计(?!送达|[0-9]{1,2}[:：点]|[到抵]达|到货|交付|发货|等[待候]|到账|退款|[^，。]{0,2}(?:时[间长]|日期|天数)|什么时候|多久|几[天号]|哪天)|争取|(?:^|我们|[这那等]个?)[之以]后(?:会|要|改)|将(?:要|会|于)|要上线|正要|还在(?:做|开发|建|装|搭|调试|申请|补|写|整改|改(?!价))|在建|正在(?:推|建|走|立)|推进中|立项|待上线|年后|过阵子|(?<![架束完成销结止满期])以后再|回头再|在走流程|^等[^，]{1,14}(?:上了|上线|建好|做好|弄好|好了|完成)|筹划|酝酿|开发中|测试中|(?:还|尚)?[没未]上线|快上了|(?:马上|就)要上|构想|构思|设想|草案|想法是|正?琢磨|[有还]在(?:讨论|聊|商量|研究)|[按照]现在的(?:方案|计划|设想|版本)|将来|日后(?!好)|未来(?!得及)"
    r"|\b(?:plan(?:ned|ning)? to|plan(?=:)|the plan is to|in the pipeline|for later|to-do list|hopefully|in the works|backlog|working on|gonna|roll(?:ing|ed)? out|in q[1-4]|(?:once|when) [^,]{3,40} (?:goes|is) live|from next|hoping to|we'd like to|slated|later this year|next sprint|(?:the )?next phase|have in mind|(?:our|the) intention|(?:in|on) the drawing board|not yet our practice|in the draft|as drafted|aiming to|looking to|scheduled (?:for|to)|being built|under development|not live yet|coming soon|(?<!contingency )(?<!response )(?<!emergency )(?<!recovery )(?<!closure )(?<!action )(?<!written )(?<!breach )(?<!leak )plans? for|planned(?= only|,| so far|:)|(?<=only )planned|(?<=not )planned|idea is to|still to come|aiming for|(?:not|n't) (?:on|in) the (?:plan|road ?map)|plan does not include|planning|going to (?!arbitration|court|mediation|the |a )\w+|(?<!at )(?<!free )will|next (?:year|month|week|spring|summer|autumn|winter|quarter|release)(?!'s)|road ?map|want to|hope to|intend|by (?:summer|spring|winter|autumn)"
    r"|(?:rewriting|redoing|revising|reworking|overhauling) [^,.;]{1,50} (?:in|by) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)"
    r"|from (?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.ASCII,
)
PAST = sought(
    r"老规[定矩]|旧规[则定]|以前(?!的(?:付款|历史|交易|支付|聊天)?(?:记录|订单|交易|数据))|(?<![照按跟])原来|原先|(?:前年|[前早那][几两三]年|[几两三]年前)(?!(?:就|才)?(?:写|做|建|定|上线|改|修|签|买|办|拿)[^，。]{0,2}的|起|开始)|旧时|有一?阵子|上一?个?大?版本(?:时|的时候|里)|我还在(?!做)|老早|曾经|前那[套个批]|[老旧]系统|(?<![不带交转发送报递拿搬传寄走接连跳点打看查])过去(?!的(?!做法|情况|规矩)|这?[一二两三四五六半几0-9]+个?[年月天周季])|(?:^|我们|[这那]个|平台)(?:之前|前)都|(?:^|[，,。；;] ?)之前(?:是|只|才)|那会儿|那时|那阵|(?:^|[:：])当时(?!的|人)|当年|早先|早年|早些年|从前|去年是|\b(?:(?<!get )(?<!gets )(?<!be )(?<!is )(?<!are )(?<!its )(?<!'s )(?<!who )used to|until (?:last|(?:about |around )?(?:19|20)[0-9]{2}|the (?:new|merger|migration|relaunch|redesign|takeover|move|switch|change|summer|spring|autumn|winter|start|beginning|end)\b)|^until the|in (?:earlier|former|my first|previous|those) years|(?:was|were|had|did) [^,.;]{1,40} before(?=$|[,.;])|when (?:we|i|they) (?:were |was )?still (?:had|did|ran|doing|working)|the old (?:set-?up|system|platform|site|version)|formerly|previously|was once|there (?:was|were) [^,.;]{1,40} once(?=$|[,.;])|how it was|(?:that|it) was (?:then|before)|was (?:an?|[0-9]+|two|three|four|five|six|seven|ten|twelve) (?:\w+ )?(?:hour|day|week|month|year)s? (?:once|before)(?=$|[,.;])|before the reorg\w*|last year both|(?<!than \w )(?<!than \w\w\w )(?<!than \w\w\w\w\w )years ago|in the past(?! (?:year|quarter|month|week|\w+ (?:years|quarters|months|weeks|days)))|back then|back in the day|back in (?:19|20)[0-9]{2}|in those days|few years back|before the (?:merger|migration|relaunch|redesign|takeover)|under the old (?!terms|rules|agreement|conditions|contract|prices?|version)\w+|on the old (?:system|platform|site))\b",
    re.ASCII,
)
OTHERS = sought(
    r"(?:我们)?(?:合作|对接)的那(?:间|家|个)|竞争对手|对手[那家]|另外?一[家间](?:平台|公司)|(?<![诉知给跟让对向])人家(?=[那的公平家]| ?[a-z])|对家(?!长|庭|人)|(?:partner|对方)那边|某[宝东多猫音]|某(?:个)?(?:平台|电商)|淘宝|天猫|京东|拼多多|虾皮|momo|集团|母公司|总部|总公司|隔壁|隔篱|对面那?[家间个](?!人)|[这那]?有[的些](?:别的)?平台|兄弟公司|供应商(?!资质)|合作的|合作(?:方|伙伴|商|公司)|外包的?[^，]{0,3}(?:公司|团队|商)|(?:快递|物流|支付|供应)(?:公司|商)自己|友站|厂商|别的平台|另一个平台|别家|友商|同行|他们(?:家|那边)|竞品|[前老]东家|上家公司|我?在上家|别的公司|那家公司|老公|老婆|男朋友|女朋友|[前老]单位|上一?份工作|前公司|上一?家公司|之?前[待呆在做干][过的]?(?:的)?那[家个]|[人他]家那边|我(?:有个)?(?:朋友|同学|老乡)"
    r"|\b(?:(?:parent|mother) (?:company|firm)|parent|our group|head office|headquarters|sister (?:company|platform)|our (?:supplier|(?:\w+ )?(?:partner|vendor|contractor|parent))|one of our (?:logistics )?(?:partners?|suppliers?)|mate of mine|friend of mine|in my (?:last|previous|old|former) (?!year)\w+|(?:the|a|an) partner (?:marketplace|platform|site|company|shop)|where i (?:used to )?work(?:ed)?|amazon|ebay|temu|shopee|taobao|my (?:old|ex|previous|last) (?:job|company|boss|employer|firm|place)|my (?:brother|sister|cousin|husband|wife)|a friend(?: who)? works|old job|(?:previous|last|former|old) (?:job|employer|company|place)|another (?:company|platform|marketplace|firm)|competitors?|rivals?|the competition|that other (?:lot|place|company|platform|site)|other platforms?|(?:lot|crowd|bunch|people|guys|folks|shop|firm|outfit|ones) (?:over|across|next door|down|up|opposite|at the other)|next door|(?:over|across) the (?:road|street|river|way|bay|border))\b",
    re.ASCII,
)
_ASKS = sought(
    r"[?？]\s*$|(?<!着)[吗嗎呢]\s*$|^(?!.*[，,](?:[这那][个块点条些])?[都还也就]*[没未]有?(?:写|定|规定|明确|说|约定|公布|列)[^，,?？]*$)(?:请问|什么(?!.{0,8}[都也])|哪[些个种里]|怎么(?!处理|算|退)|为什么|为啥|多少|多久才|是不是要)|(?:能不能|可不可以)(?!.{0,30}(?:[都也][写有说能讲]|写[了明]|有写|公布|说明|规定))[^，,。；;]*[?？]?$|(?:来着)$"
    r"|^(?:(?:what|how|which|why|who|where|when)(?: \w+)?(?: (?:is|are|do|does|did|can|should|would|will|exactly|many|much)|(?<!there)'s)|(?:do|does|is|are|can|could|should) (?:we|i|you|it|this|that|there|the|they|our))\b",
    re.IGNORECASE,
)
_ALL_PAST = later(
    r"[这那](?:都|些)?(?:已经)?是(?:前几年那会儿|早先|早年|老?早|以前|之前|从前|过去|当时|那时候?|当年|老|旧)的?(?:情况|事|做法|样子|规矩|状况|report|data)|(?:(?:现在|如今|目前)[^。;]{0,12}?(?:是不是|是否|是咪|还|有没有|(?P<v>[\u3400-\u9fff])没(?P=v)|如何|怎么?样|什么样?|啥|的情况)|是不是(?:还|still)[这那])[^。;]{0,12}(?:要再|再查|再确认|没数|得check|不(?:太|大|能|敢|很)?(?:清楚|知道|确定|肯定|确认|保证)|[不没](?:好|能|敢|法)(?:说|讲|确认|保证|打包票)|说不[好准])"
    r"|\b(?:(?:whether|what|if)[^.]{0,40}\b(?:still|these days|today|since|nowadays|now)\b[^.]{0,40}\b(?:no idea|not sure|i (?:do not|don't|can't|cannot|couldn't|could not|wouldn't|would not))\b|i (?:do not|don't|can't|cannot|couldn't|could not|wouldn't|would not) [^.]{0,40}(?<!we )\b(?:still|these days|nowadays|since)\b|that(?:'s| is| was) (?:then\b|how (?:it|things|we) (?:was|were|did|used|worked)|history|all history|the old (?:way|days|set-?up)|(?:all )?in the past|back then)|what it(?:'s| is) like now,? i)\b"
)
_ALL_PLANNED = later(
    r"(?:(?:都|全)还?(?:只是|是|在)|(?:^|，)(?:[这那](?:[些个块]|都)?|以上|上面|目前|现在|其实|但是?|不过|我们|也|就是?|暂时)*还(?:只是|是|在)|^(?:都|全|还|也)*只是)[^，。]{0,3}(?:打算|想法|设想|构思|计划里?|排期里?|规划里?)(?:[啊哈呢吧而已还]|$)|nothing live\b|^(?:we're |it's |but )?not there yet$|none of (?:this|it|that) is (?:in place|live)|\b(?:(?:that's|it's|that is|it is) (?:just |only |still )?(?:the|a|an|our) (?:goal|idea|target|plan|aim|hope)|(?:the|an|only) idea so far|(?:as|is) a target|gunning for|shooting for)\b",
    re.ASCII,
)
_ALL_OTHERS = later(
    r"(?:[这那]|我[讲说]的)(?:些|都)*是(?:人家|他们|对方|别家|别人|那[家间边个])|我(?:只是|就是|是)?[讲说](?:的)?(?:只|都|就)?是?(?:他们|人家|别家|那[家间])|不是(?:在)?(?:说|讲)?我们(?:自己|这边|家|平台)?(?:的事|的情况|喔|哦|啊|哈)?$|(?:不代表|跟|与|和)我们(?:自己)?(?:没关系|无关)$"
    r"|\b(?:that(?:'s| is| was) (?:them|their|theirs|him|her|his)\b|(?:them|theirs|they), not (?:us|ours|we)|not (?:us|ours|our (?:own )?(?:platform|company|site))(?:,| mind you|$|\.)|(?:that(?:'s| is)|it(?:'s| is)) not (?:about )?us\b)"
)
"""What says of all that was said before that it was so once, or is so elsewhere."""
_ASKS_BACK = sought(
    r"^[哎诶喂嗯欸,，]*我?先?(?:我|想)问一?下|还是不(?:算|行)(?:[啊呢呀]|$)|(?:想|要)(?:请|先)?问(?:一?下|问|清楚|你|您|:)|想请?问|请教|(?:(?:我|有点|还是|实在)[^，]{0,3}|^)(?:[看听读]|搞|弄)不(?:太|大|很)?[懂明](?!.*(?:总之|重点是|反正))|搞不(?:太|大)?懂|(?:^|[我,，])(?:还|都|也|真的?|有点|实在|是)*没(?:太|怎么)?[看听搞弄][懂明]|不(?:太|是很)?(?:懂|明白)(?:这|你|题|意思|什么|怎么)|(?:先|再)?(?:跟|给|帮)我(?:先)?(?:解释|说明|讲讲|说说)|是什么意思|指的?是[^，。]{1,20}(?:还是|呢|吗)|法律规定[^，。]{0,6}吗|算[吗嘛][，,]|才算吗|才行[?？]?$|从哪[天个][^，]{0,6}[算起]"
    r"|\b(?:can|could|may) (?:i|we) (?:just |quickly )?(?:ask|check)\b|\bwhat (?:do you|does (?:this|that|it)) mean\b|\bwhat (?:counts|qualifies) as\b[^.]*\?|\b(?:do|did|are) you (?:mean|asking|want|talking)\b|\bi (?:don't|do not) (?:quite |really |fully )?(?:get|understand|follow) (?:the|this|your|that|what)\b|\b(?:could|can|would) you (?:please |just )?(?:explain|clarify|tell me|give)\b|\bquick (?:question|one before)\b|\bnot sure what you(?:'re| are)? (?:mean|ask)",
    re.ASCII,
)
"""What asks back, wherever it stands."""
TWICE = sought(r"(?:并)?不是没有?|没有?不是|\bnot without\b")
"""Denied twice, which denies nothing."""
STILL = later(
    r"(?:照样|照旧)(?!能|可)|绕[到去几一好]|照收|接着[发推收卖打]|附带|一堆|麻烦(?!的?话)|很难|难找|不管$|管不了"
    r"|\b(?:buried|differently|unequal\w*|a hassle|a pain|hard to(?! miss| overlook)|anyway|regardless|still (?:get|do|let|allow|charge|push|send)\w*)\b",
    re.ASCII,
)
"""What may say that something goes on that should not."""
_CLIPPED = later(r"\b(do|does|did|is|are|was|were|has|have|had|ca|wo|could|would|should)nt\b|\bain'?t\b|\btheres\b")
"""What is written without its mark: "dont", "isnt"."""


def unspaced(text: str) -> str:
    """Folded text without the spaces that stand beside Chinese characters."""
    folded = fold(text)
    if "nt" in folded or "ain" in folded or "theres" in folded:
        folded = _CLIPPED.sub(lambda found: "there's" if found[0] == "theres" else f"{found[1] or 'is'}n't", folded)
    if "unti" in folded or "unch" in folded or "unse" in folded:
        folded = _UNTICKED.sub(r"not \1", folded)
    if "bar " in folded or "short of" in folded or "aside from" in folded:
        folded = _LEFT_OUT.sub(_excepted, folded)
    return _SPACED.sub("", folded) if " " in folded and not folded.isascii() else folded


def _excepted(found: re.Match[str]) -> str:
    before = found["before"] or found["before_no"] or found["word"] or ""
    return "apart from" if found["aside"] else f"{before}except"


_LEFT_OUT = later(
    r"(?P<before>^|[,.;:] ?|\b(?:all|each|both|any|every|(?:every|any)(?:thing|one|body|where)|them|these|those|in place|there) )(?:bar|short of)(?= (?!codes?\b|charts?\b)\w)"
    r"|(?P<before_no>\b(?:none|no one|no(?:thing|body|where)) )bar(?= \w)"
    r"|(?P<word>\b(?!(?:we|they|you|i|to|not|also|can|must|may|will|should|which|that|who|rules?|terms?|contracts?|polic(?:y|ies)|agreements?|search|menu|side|top|bottom|tool|status|progress|address|navigation|nav|title|tab|task|scroll|the|a|an|this|our)\b)\w+ )bar(?= (?:the|one|two|three|a few|an?|our|some|those)\b)"
    r"|(?P<aside>\baside from\b)"
)
"""What takes something out in other words than "except": "one tap, bar the coupon"."""
_UNTICKED = later(r"\bun(ticked|checked|selected)\b")
_LABELLED = later(r"[:：]\s*(?:(无|否|没|未做|不是|×|✗|❌)|(是|√|✓|✅))(?=\s*(?:[。；;，,.!！]|$))")
"""What stands behind a name in a list: "sampling: none"."""


@lru_cache(maxsize=_REMEMBERED)
def as_read(text: str) -> str:
    """The same in the words of the bank."""
    plain = unspaced(text)
    plain = _LABELLED.sub(lambda found: "没有" if found[1] else "有", plain) if ":" in plain else plain
    return in_own_words(plain.replace("没有人", "没人"))


@lru_cache(maxsize=_REMEMBERED)
def denials(text: str) -> int:
    """How many negations a text read as the bank's has that are about what is done."""
    denied = [no.start() for no in NO.finditer(TWICE.sub("", text))]
    aside = [span.span() for span in ASIDE.finditer(text)] if denied else []
    return sum(not any(a <= at < b for a, b in aside) for at in denied)


_EITHER_WAY = later(r"([\u3400-\u9fff])[不没]\1")
"""A question that names both ways: 有没有."""


def without_the_case(text: str, asked: str) -> str:
    """A text as read without the denials that stand in what was asked as well, with what they deny."""
    asked = _EITHER_WAY.sub(r"\1", asked)
    for no in reversed([*NO.finditer(text)]):
        if len(own := text[no.start() : no.end() + 2]) > len(no[0]) + 1 and own in asked:
            text = text[: no.start()] + text[no.end() + 2 :]
    return text


@lru_cache(maxsize=_REMEMBERED)
def denies_something(quote: str) -> bool:
    """Whether a clause that was not read denies something of the matter."""
    text = as_read(quote)
    return denials(_ASIDE_SAID.sub("", text)) > 0 or STILL.search(text) is not None


_ASIDE_SAID = sought(
    r"没(?:啥|什么|几个|多少)人(?:去|会|在|来|要)?[开用点退申提要](?!的)|不(?:乱讲|好意思|瞒你|太?清楚|太?知道|太?了解|太?懂|敢|用说|管|讲|夸张|骗|知道)|没(?:什么)?(?:问题|得说|话说|毛病|错|关系)|说不[好准]|[没不](?:太|那么|怎么)?好看|没完|不(?:走|经过?|先找)机器人|不(?:用|必|需要?)(?:再|去|老)?(?:机器人|打电话|找(?:客服|人|我们)|联系客服|排队|跑腿)|没有?(?:什么|任何|一个)?例外|无一例外|没(?:有)?(?:漏|落|断|拖|误|迟|丢)(?:掉|下)?过?|一[个件条单次家]都?没(?:漏|落|断|拖|误|迟|丢)下?|不见得|谁不|能不能|打得?开打?不开"
    r"|\b(?:don't|do not|can't|cannot|not) (?:know|say|sure|get me wrong|remember|proud|worry|bad)\b|\bno (?:problem|worries|idea|doubt)\b|\b(?:none|never|not one|nothing) (?:was |were |is |gets? )?(?:missed|late|skipped|left out)\b|\bnot (?:looking|a problem)\b|\bno (?:exceptions?|strings(?: attached)?|fuss|hassle)\b|\bwithout (?:exception|fail|fuss|hassle)\b|\b(?:believe|like) it or not\b|\b(?:don't|do not|doesn't|needn't|no) (?:(?:have|need) to )?(?:call|ring|phone|queue)\b|\bnot many (?:people|users|customers|buyers|of them) (?:ever |actually |really )?(?:asks?|uses?|wants?|bothers?|tr(?:y|ies)|claims?|do)\b"
)
"""What people say beside the matter."""


@lru_cache(maxsize=_REMEMBERED)
def asked(message: str) -> bool:
    """Whether a message asks rather than states."""
    text = STRESSED.sub(r"\1", NO_QUESTION.sub("", as_read(message)))
    return bool(_ASKS.search(text) or _ASKS_BACK.search(text))


@lru_cache(maxsize=_REMEMBERED)
def not_today(message: str) -> bool:
    """Whether a message speaks of what was, what is planned, or of others."""
    text = as_read(message[:LONGEST])
    return any(pattern.search(text) for pattern in (PAST, PLANNED, OTHERS, *OF_ALL_SAID))


OF_ALL_SAID = (_ALL_PAST, _ALL_PLANNED, _ALL_OTHERS)
_LONG_RUN = 24
_RUNS_ON = later(
    r"(?<=[^边邊块塊个個事][喔啦耶齁哦哈咯])(?=[\u3400-\u9fff]{3})|(?<=[这這那][个個块塊]没[做有弄])(?=[也还還而另])|(?<=[这這那][个個块塊]沒[做有弄])(?=[也还還而另])|(?<=[\u3400-\u9fff]{4})(?=另外|再就是|再来|再來|(?:也|并|並)不是|对了|對了)"
)
"""Where a text without a stop begins something new."""


@lru_cache(maxsize=_REMEMBERED)
def clauses(message: str) -> tuple[str, ...]:
    """The clauses of a message, as typed."""
    parts = [part for part in _STOP.split(message[:LONGEST]) if part]
    parts = [piece for part in parts for piece in (_RUNS_ON.split(part) if len(part) > _LONG_RUN else [part])]
    return tuple(part.strip() for part in parts if says_anything(part))[:MOST_CLAUSES]


def waits(message: str) -> bool:
    """Whether a short message asks to wait, in a clause of its own."""
    quotes = clauses(message)
    return len(quotes) <= _CALLED_AWAY and any(_WAITS.fullmatch(as_read(quote)) for quote in quotes)


_CALLED_AWAY = 3
"""Who is called away says no more clauses than these."""
_WAITS = later(
    r"(?:[你您那再先稍,]|请|麻烦)*(?:等(?:我|一?[下会阵]|等|片刻)*|稍候|(?:我先?|先)(?:去|接|拿|签|吃|喝|开)[^，年0-9]{0,6}(?:一[下趟]|电话|门|会|饭|水)|马上就?回来?)[儿啊哈呀哦]*"
    r"|(?:(?:sorry|okay|ok|um|so|just|please|and|right)[, ]*)*(?:(?:(?:hang|hold) on|wait)(?: there)?|bear with me|brb|(?:one|two|a|give me \w+|back in an?|be (?:right )?back(?: in an?)?|(?:hang|hold) on an?|wait an?) (?:sec|second|moment|minute|min|tick|mo|jiffy)s?\b.*|(?:i'll )?be (?:right )?back)(?: please)?"
)
"""A clause that only asks to wait: who says so is called away and tells nothing of the matter."""
