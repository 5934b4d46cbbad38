"""What somebody wants of the conversation, said in any words: why the score is what it is, what this question is worth.

Read by the words that tell of it where no fixed form was used. It never touches an answer: each wish needs words of the
self-check itself (score, stars, question, gate, report), and either asks or is short; what states a practice is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ecq.interview.typed.answers import asks
from ecq.interview.typed.clauses import as_read, unspaced
from ecq.interview.typed.days import SPOKEN, spoken
from ecq.interview.typed.folding import fold
from ecq.interview.typed.numerals import number
from ecq.interview.typed.outcomes import (
    Answer,
    AskArticle,
    AskGrade,
    AskSaid,
    AskSince,
    AskTerm,
    AskWhatIf,
    AskWorth,
    Note,
    NotUnderstood,
    ShowPage,
    Skip,
    Understood,
)
from ecq.interview.typed.requests import term_of, terms_of
from ecq.rubric.model import Rubric

LONGEST = 240
"""Characters that are read."""

_THIS = (
    r"(?:[这那本此该呢](?:一)?[题条道项个提]|当前|眼前|现在(?:这|的)|这里|这(?=值|算|是|要|问|得|能|占|有)|本题|题目"
    r"|\b(?:this|it|that)\b)"
)
_ASKS = (
    r"[?吗么嘛呢呀啥咩嗦噻]|什么|什摸|什莫|甚么|哪|几|多少|怎|咋|如何|是否|是不是|为何|点[解样]|有没有|能不能|会不会|还是|未$|没$|不$|何|咧|嘞|够不够|行不行|得不得"
    r"|\b(?:what|which|how|why|who|where|when|whether|is|are|can|could|would|will|do|does|did|may|might|any)\b"
)
_WANTS = (
    r"想|请|帮|给我|[俾畀]|告诉|说说|讲讲|列|看一?下|看看|要看|查|麻烦|劳驾|我要|拿|求|需要|要不"
    r"|\b(?:please|plz|pls|kindly|want|like|need|tell|show|give|let|see|wondering|grateful|mind|get|know|explain|remind|quick)\b"
)
_TERSE_HAN, _TERSE_WORDS = 16, 8
"""So many characters or words tell a wish also where nothing asks."""

_SCORE = r"(?:总?分(?!钟|类|别|开|享|期|公|级|店|析|布|包|行|发|之|工|拣)|得分|成绩|\b(?:score|points?|marks?)\b)"
_STARS = r"(?:星(?!期)|等级|评级|级别|级数|[上下]一?级|档次|目标|\b(?:stars?|grade|rating|level|target|certif\w+)\b)"
_GATES = r"(?:红[线相]|强制|法定必|必达|必过|必要(?:门槛|项)|门槛|硬性|一票否决|必须(?:达|过|做|满足)|\b(?:red[- ]?li?nes?|redlien|gates?|mandatory|compulsory|deal ?breaker|obligatory|must-haves?)\b)"
_QUESTIONS = r"(?:[题道提](?!供|高|醒|前|示|出|交|到|取|升)|问题|条目|\b(?:questions?|ones|items?|answers?)\b)"
_ANSWERED = r"(?:[答填搭](?!复)|[选点]错|作答|回答|提交|\b(?:answer\w*|put down|said|say|filled?|enter\w*|input)\b)"
_HOW = r"(?:怎|咋|如何|点样|可以|能不能|能否|可不可以|操作|哪里|哪儿|\b(?:how|way|can|could|possible|where)\b)"
_WHY = r"(?:为什么|为何|为啥|怎么会|怎么(?:才|这|那|只|是|来|算|得|就)|咋|点解|怎么样?算|\b(?:why|how come|how .{0,40}(?:come|came|made|worked out|calculated|arrived|reached)|explain|reason)\b)"
_WHICH = r"(?:哪|边[样个]|几|列|有没有|有冇|还有|一览|清单|\b(?:which|what|list|any|left|still|open|some)\b)"
_NEED = r"(?:要|需|准备|提供|附|交|该|拿|算数|认|\b(?:need|needed|want|see|show|have|ready|enough|counts?|prepare|provide|attach|dig up|required?|count|expect)\b)"


class _Wish(NamedTuple):
    """A wish: what it is, words of which each kind must be there, and words with which it is another."""

    means: Understood
    needs: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None = None


def _wish(means: Understood, *needs: str, never: str = "") -> _Wish:
    return _Wish(means, tuple(map(re.compile, needs)), re.compile(never) if never else None)


_WISHES: tuple[_Wish, ...] = (
    _wish("thanks", r"(?:谢谢|多谢|感谢|感恩)[了啊啦你您多谢呀哈]*[,，。!！ ]*.{0,8}$|^.{0,14}(?:谢|感恩|感激|唔该|多[谢謝]|\b(?:thanks?|thx|cheers|much appreciated)\b).{0,30}$|\b(?:thanks?(?: you)?(?: so much| a lot| a million)?|cheers)[.! ]*$", never=r"麻烦|帮我|报告|上一|退回|给我|[?？]|什么|怎么|多少"),
    _wish("colleague", r"(?:转|丢|甩|让|叫|[搵揾]|推|移|派|交|发|问|请|找|\b(?:pass|forward|hand|send|assign|route|refer|ask|go to|check with|loop|answer|fill)\b)", r"(?:同事|部门?|法务|法物|技术|运营|客服|财务|资讯|信息科?|it|负责人|主管|同仁|她|他|小[\u4e00-\u9fff]|别人|其他人|\b(?:colleagues?|team|department|dept|legal|finance|someone|somebody|(?:our )?it (?:department|team|guys?|people|dept)|to it|ops|logistics|else|logistics|guy|people|manager|him|her|them)\b)", r"(?:答不[了上出]|不会答|没办法回答|不归我|不是我管|不懂这|这[题条道个一].{0,12}(?:转|交|让|给|请)|^转.{1,8}[答填]|不是我负责|搞不定|[让叫](?:.{1,8})(?:来|去)?[答填]|答唔到|(?:转|甩|发|交|丢)(?:交|给).{1,12}(?:答|填|回[复覆])|\b(?:not mine|for legal|for it\b|don'?t know the answer|not my (?:area|field|job|department)|can'?t answer|cannot answer|couldn'?t answer|no idea|not for me|beyond me|above my|this (?:one|question)|someone else|somebody else|should answer this|instead of me|is for the\b|who (?:should|can|could|would))\b)", never=r"\?.*\?"),
    _wish("colleague", r"(?:谁(?:来|该|应该|能|可以)?(?:答|回答|填|负责)|该?问谁|找谁|\bwho (?:should|can|could|would|do i|is) .{0,20}(?:answer|fill|ask|know|do this|responsible)\b|\bwhose (?:job|question)\b)"),
    _wish("leave", r"(?:今[天儿日晚]|先|[明名]天|改天|下次|收工|\b(?:today|tonight|tomorrow|here|for now|it a day|another day)\b)", r"(?:到这(?!会|时|一|个)|到此|这样(?!的)|停|[不别]答|[不别]搭|(?:[明名]天|改天|下次|下回).{0,3}(?:再|接着|继续)|再(?:继续|接着答)|收工|(?:我|要|先)\S{0,3}下班|闪人|先撤|休息|不做了|不[搞弄填]了|\b(?:stop|break|gotta (?:run|go)|need to (?:run|go)|(?:i'm|we're) off|leave (?:it|off)|stopping here|calling? it|call it|done for|finish here|wrap|continue|carry on|pause|pick (?:it|this) up)\b)", never=rf"出自|哪个|哪一?条|哪部|{_THIS}.{{0,6}}(?:放|跳|先不)|\bthis one\b|报告|报表|几点"),
    _wish(Skip(), r"^.{0,12}(?:下一题|下一题下一题)[吧啊,， ]*.{0,10}$", r"(?:回头|晚点|待会|之后|稍后|再答|再补|先放|先方|下一题)", never=r"[?？]|什么|怎么|几"),
    _wish(Skip(), r"(?:[这本此呢]\S{0,3}(?:先)?(?:放|跳|空|略|留)|[这本此呢](?:一|个)?(?:[题条道]|我).{0,8}(?:晚点|等下|待会|回头|之后|稍后)|先(?:放|跳|空|略|不答)|跳过|\b(?:skip|leave (?:this|that|it)|gimme the next|do (?:this|it) later|come back|park|pass on)\b)", r"(?:下一?[题个道提条]|往下|晚点|等[下会]|回头|待会|之后|稍后|迟[点啲]|再(?:来|回|答|填|弄|补)|跳过|\b(?:later|next|following one|move on|carry on|for now|afterwards|skip)\b)"),
    _wish("back", r"(?:[回返翻退去]\S{0,2}[上前](?:一|面)?\S{0,2}(?:[题条道]|提(?![供前高交]))|上一?[题条道提个](?!次)|前一?[题条道提]|[前刚]\S{0,3}[那果嗰][一]?(?:题|条(?!件)|道(?!歉))|\b(?:go(?:ing)? back|previous (?:one|question)|last question|one back|back (?:one|a question|to the (?:last|previous)))\b)", r"(?:看|睇|瞅|瞧|回|返|退|翻|调|^.{0,8}$|\b(?:back|see|look|show|previous)\b)", never=rf"(?:[答选填]错|改|撤|换|应该|错了|\b(?:change|wrong|correct|undo|instead)\b)|变|以来|{_SCORE}"),
    _wish("ask-undo", r"^(?:我?想)?(?:修?改|更正)(?:一下)?(?:之前|前面|刚才|先前)的?(?:答案|回答)$|\bwrong thing\b.{0,40}\bhow\b"),
    _wish("ask-undo", r"(?:[答填选点搭]错|改(?!善|进|好)|撤[回销]|收回|重[答填选新]|更正|修改|\b(?:change|undo|withdraw|correct|wrong|take (?:it |that |one )?back|edit|amend|revise)\b)", _HOW, rf"(?:{_ANSWERED}|{_QUESTIONS}|前面|之前|刚|手滑|\b(?:earlier|already|before|previous)\b)", never=rf"{_SCORE}|{_STARS}|整改|\bsince\b"),
    _wish("ask-ready", r"(?:申请|认证|报名|送[件审]|递|申报|评审|\banything .{0,8}missing\b|\b(?:apply|application|certificat\w+|certified|submit|go for it)\b)", r"(?:能|可以|可不可|得不得|行|够|准备好|差|缺|爭|争|未|条件|\b(?:ready|missing|outstanding|position|can|could|yet|already|still|lack\w*)\b)", r"(?:[?吗么未没嗦噻㗎]|差|缺|欠|爭|争|可不可|能不能|得不得|够不够|行不行|还是说|\b(?:ready|missing|yet|position|can|could|are we|am i|outstanding|already|lack\w*)\b)", never=rf"{_THIS}.{{0,4}}(?:证|要)|证书|{_SCORE}.{{0,4}}多少"),
    _wish("ask-summary", r"(?:总[结节](?!报告)|小结|(?<!大)概(?![率念])|全貌|总的情况|简单讲|归纳|汇总|整[理里]一?下|梳理|捋一?[捋下]|抓个重点|整体(?:情况|怎样|怎么样|如何|是个)|现在(?:是)?什么(?:情况|样)|目前(?:的)?(?:情况|状况|进展)|\b(?:summ?ar\w*(?! reports?)|sum up|recap|overview|where (?:we are|we stand|things stand|are we)|catch me up|bring me up|lost the thread|big picture|round-?up)\b)", never=rf"weak|strong|最[弱差强好]|不好说|说不|不清楚|不知道|不敢|老早|以前|{_SCORE}.{{0,3}}(?:多少|几)"),
    _wish("save", r"(?:保存|存[了好到道下档上]?(?!证|储|量|货|在)|丢|没了|白[搞做写]|不见|[冇没]晒|[冇没][晒咗了]|白[答填]|留着|保留|还在不?|\b(?:saved?|saving|lost?|lose|kept|keep|gone|gonna vanish|vanish|disappear|still there|crash\w*)\b)", r"(?:我(?:们)?[刚之前填答已]|答案|内容|系统|自动|前面打|已经?填|填的|答过?的|填[过好完了]?的|前[头面]答|进度|关[了掉]?(?:网页|电脑|窗口)|离开|\b(?:my|our|i've|i have|we've|so far|browser|answers?|progress|everything)\b)", never=rf"{_QUESTIONS}.{{0,3}}(?:值|占)|{_SCORE}"),
    _wish("ask-weakest", r"(?:最(?:弱|差|好(?!是|的?办)|拉|烂|薄弱|强|棒|厉害|突出|不行|糟)|短板|弱项|强项|长处|弱点|\b(?:do best|weak\w*|strong\w*|strengths?|worst|really good at|good at|bad at|best (?:at|area|bit|part|side))\b)", r"(?:块|面向|方面|哪|环|项|维度|指标|什么|短板|弱项|\b(?:area|bit|part|where|what|which|side|dimension|spot|point|in|at)\b)", never=rf"{_STARS}.{{0,8}}省"),
    _wish(ShowPage("plan"), r"(?:最?省(?:力|劲|事|钱|功夫|心|工)|悭|少折腾|[不别]太?费|不想大改|最?轻松|最划算|成本最?低|花.{0,6}最少|最少.{0,6}(?:力|功夫|钱|人)|不(?:用|怎么)花.{0,8}力|最(?:快|容易|简单)|捷径|\b(?:cheap\w*|least we can do|small(?:est|er) effort|least (?:amount of )?(?:\w+ way|effort|work|cost)|eas(?:iest|y way)|quickest|fastest|lowest[- ](?:effort|cost)|shortest|minimum|minimal|with little)\b)", rf"(?:{_STARS}|升|达标|\b(?:up|bump|there|reach|higher|next)\b)"),
    _wish(ShowPage("report"), r"(?:报告|抱告|write-?up|\bpdf\b|\breport\b)", r"(?:给我|我要|想要|要(?:一份|个)|拿|攞|下载|导出|出份|发我|发给|俾我|哪|边度|怎么(?:弄|拿|下|出)|看|^.{0,4}报告.{0,3}$|\b(?:get|download|send|sent|have|give|see|pls|please|where|export|print|pull|grab)\b)", never=r"不好说|说不|老早|以前|年报|年度报告|责任报告|事件|总结报告|审计|检测|评估报告|月报|\b(?:annual|yearly|audit|incident|reports? to|reported)\b"),
    _wish("ask-settles", r"(?:[定确]下|确定下来|决定|左右|影响|敲定|定[等星级]|取决|\b(?:settles?|decides?|decisive|definite|determin\w+|tip|swing|matter|make (?:a|the|any) difference|fix|pin(?:s|ned)? down|affect)\b)", _STARS, rf"(?:{_QUESTIONS}|没答|没填|空着|剩下|哪|\b(?:which|what|unanswered|remaining|left)\b)", never=r"红线"),
    _wish("ask-gates", _GATES, rf"(?:{_WHICH}|没(?:过|答|定|达|通过)|未(?:过|达|定|通过|答)|不(?:合格|达标|通过|过)|[冇没]过|\b(?:fail\w*|said no|not (?:met|passed|done)|outstanding|pending|unanswered)\b)", never=rf"\bif we (?:fail|don)|{_THIS}.{{0,12}}{_GATES}|\bis (?:this|it)\b|\b(?:this one|this is)\b|[这此呢][题条道]"),
    _wish("ask-gate", rf"(?:{_GATES}|必须|必填|一定要|非.{{1,6}}不可|\b(?:have to|must|required|optional)\b)", r"(?:[?吗么嘛㗎]|是不是|是否|算|会|还是|\b(?:is|are|do|does|would|will|what|if)\b|^red line)", never=rf"{_WHICH}.{{0,8}}没|哪些|哪几|几[条个]|\bwhich\b|法律|法规|哪[条部个]法|{_SCORE}"),
    _wish("ask-gate", r"(?:没(?=做到|达标)|[做达]不到|[做达]唔到|没(?:有)?(?:达到|做到|过)|不(?:达标|做|过|符合|满足)|\b(?:fail\w*|(?:don'?t|do not|can'?t|cannot|couldn'?t|didn'?t|not) (?:meet|comply|have|do|pass|manage)|if no)\b)", r"(?:会(?:怎|有|唔|不|被|直|即)|后果|怎么办|怎样|影响|罚|不合格|完蛋|过不了|\b(?:what (?:happens|would|then|if)|consequences?|penalty|fined?)\b)", never=rf"{_SCORE}"),
    _wish("basis", r"(?:[这那]\S{0,2}(?:法条|条文|法规|条款).{0,8}(?:怎么|说|写|讲|内容|什么)|边(?:条|个|部)\S{0,4}(?:法|标准)|哪[一]?(?:部|条|个|项|章)?\S{0,4}(?:法|规定|法规|条例|条款|标准|国标|依据)|(?:法律?|标准|国标)?(?:依据|出处|来源|法源|根据)|国标还是|什么(?:法|标准|国标|规定)|(?:谁|哪里|哪儿)规定|出自|\b(?:which|what|whose) (?:\w+ )?(?:law|act|standard|article|clause|regulation|rule|statute|legislation)|legal basis|law and which article|come[s]? from|what .{0,12}(?:article|clause|law|paragraph)s? (?:say|demand|require|mean)|based on|basis|article number|under (?:which|what)\b)", never=r"why is our|total so|第[0-9一二三四五六七八九十百]{1,5}条|[0-9]{1,3}条|写(?!的)|怎么算|on that basis"),
    _wish("evidence", r"(?:证据|佐证|证明|举证|材料|凭证|文件|资料|截图|\b(?:evidence|proof|prove|documents?|docs|paperwork|screenshots?|auditors?|certificates?)\b)", rf"{_NEED}", r"(?:什么|哪些|哪种|咩|啥|怎样|怎么证|^evidence needed|\b(?:what|which|how|enough)\b|^.{0,3}要?附|可以[吗?]|算数|认不认)", never=rf"几天|多久|是什么意思|什么是|\bmean(?:s|t|ing)?\b|指什么|{_SCORE}"),
    _wish("why", r"(?:[看读听]不[懂董明]|[没未唔不][太大]?(?:看|读|听|搞)?(?:懂|董|明白?|理解)|不晓得在(?:讲|问|说)|(?<![家户])(?:想|在|要)[问讲](?!点)\S{0,4}(?:什么|啥|咩|乜|虾米)|问紧乜|为什么要?[问门]|点解要?[问门]|[问门](?:这|呢)(?:个|些|啲|题)?(?:是|要|来)?(?:干|做|有|什么|啥)|什么[意以]思|\b(?:lost me|(?:don'?t|do not|didn'?t|can'?t) (?:\w+ )?(?:understand|get|follow)|plain (?:english|words)|getting at|don't see what|reason for asking|why (?:\w+ ){0,4}(?:ask\w*|need|want|wanna)|what is meant|simpler words|(?:what|how) (?:\w+ ){0,4}(?:asking|mean by this|is this about)|confus\w+|rephrase|clarify)\b)", never=rf"{_SCORE}|{_STARS}|readiness|词"),
    _wish("ask-time", r"(?:\bgonna take\b|多久|多长|多少时间|几分钟|几[个]?(?:小时|钟头)|半小?时|一小时|什么时候|几点|来得及|\b(?:how long|how much (?:longer|more time|time)|(?:much|many) (?:more )?(?:longer|minutes|hours)|time left|when will|finish (?:by|before|in))\b)", r"(?:完|搞定|结束|全部|访谈|填|答|做|剩|花|后面|还(?:需)?要|大概|\b(?:finish|take|left|done|complete|this|rest|carrying on|go)\b)", never=rf"{_SCORE}|整改|达标|规定|期限"),
    _wish("ask-left", r"(?:(?:还|剩|后面|余)\S{0,8}(?:多少|几|多不多|题)|(?:多少|几)\S{0,3}[题道条]|进度|\b(?:how many more\b|how many (?:more )?(?:questions|are left|to go|left)|remaining|questions? left|still to come|left to (?:answer|do|go)|how far)\b)", rf"(?:{_QUESTIONS}|条$|进度|没答|作答|\b(?:left|remaining|to go|to come|far|more)\b)", never=rf"minutes|hours|问题在|不成立|没有?隔|{_SCORE}|{_STARS}|{_GATES}|决定"),
    _wish("ask-why-score", rf"(?:{_SCORE}|总评|\b(?:overall|total)\b)", _WHY, never=r"[这本此呢](?:一)?[题条道项]|\bthis (?:one|question)\b|\bwhat if\b|如果|要是"),
    _wish("ask-first", r"(?:先(?:紧着|从|整|做|改|搞|弄|处理|执|抓|补|解决)|优先|第一步|头一件|首先|下手|入手|着手|从哪|边样先|最(?:要紧|紧急|急)|\b(?:first|start|begin|priorit\w+|most urgent|where to)\b)", r"(?:[哪那]|什么|啥|咩|边|何|怎么|\b(?:what|waht|which|where|how|should|do we)\b)", never=rf"{_STARS}.{{0,6}}(?:定|决)|为什么"),
    _wish("ask-score", rf"(?:{_SCORE}.{{0,6}}(?:多少|几|什么)|(?:多少|几多?|什么|啥|咩|哪)\S{{0,3}}(?:{_SCORE}|[颗个]?星|等级|级)|算[几哪]|\b(?:what|which|how|our|my|the|current|know)\b.{{0,40}}\b(?:score|stars?|star level|grade|level|rating|points)\b)", r"(?:现在|眼下|目前|到[目现]|至今|照|而家|此刻|一刻|我们|我哋|咱|总共?|了$|当前|\b(?:now|so far|currently|at the moment|standing|stand|we|our|my|current|as of)\b)", never=rf"[这本此呢](?:一)?[题条道项提]|\bthis (?:one|question)\b|如果|要是|假[如设]|\bif\b|块|部分|那边|\bpart\b|{_QUESTIONS}"),
)  # fmt: skip

_SAID_SO = 8
"""So many wishes from the first are as often said as asked for."""

_GRADE = re.compile(
    r"(?P<zh>[一二三四五1-5两])星|(?P<next>下一?[颗个]?星|再?上(?:去)?一?[颗个]?星|再高一[颗级]|多一?颗星)|(?P<en>[1-5]|one|two|three|four|five)[- ]?stars?\b|\b(?P<next_en>next (?:star|level|grade)|one more star|another star)\b"
)
_WITHIN = re.compile(
    r"准备好|搆得|够|能[评拿上到不]|差|远|有望|机会|拿得到|评得上|达到|可能|希望|\b(?:ready|reach|reachable|on the cards|miles off|far|short|gap|doable|make|get|manage|possible|realistic|off|enough|shot|chance)\b"
)
_STARS_OF = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

_FIXED = r"(?:弄|补(?=到位|正)|整|整改|改(?=到位|好|完|了)|改善|改进|改好|做好|弄好|搞好|修好|补齐|补起来|补上|补好|做到|解决|搞定|提升|处理)(?:到位|好|齐|起来|完)?"
_IF = re.compile(
    rf"(?:如果|要是|假如|假设|假使|若|万一)(?:我们|我|咱们?|平台|能|先|把|将)*(?P<zh>.{{1,16}}?)(?:[这那]一?[块边项]|这?方面|部分|的?问题)?(?:都|全)?{_FIXED}.{{0,12}}?(?:分|等级|星|怎|变|会)"
    rf"|^(?:我们)?把?(?P<zh2>.{{1,12}}?)(?:[这那]一?[块边]|方面|部分)?(?:都|全)?{_FIXED}(?:了|(?<=好)|(?<=齐)|(?<=到位)|(?<=完)).{{0,8}}?(?:(?:多少|几)分|(?:分|等级|星)\S{{0,8}}(?:多少|几|怎|什么|变))"
    r"|\bif (?:we|they) (?:were to |would |could |can |had |have |just )?(?:sort(?:ed)? out|fix(?:ed)?|improved?|solved?|address(?:ed)?|tackled?|cleaned up|got|get|put right|dealt with|deal with|sort|resolved?)(?: our| the)? (?P<en>.{2,50}?)(?: sorted| right| fixed| under control| problem| issue| part)*(?:,|\?| what| how| where| would| then|$)"
    r"|\bif (?:we|they) put(?: the| our)? (?P<en5>.{2,40}?) (?:in order|right|straight)\b|\b(?:suppose|say|assuming) (?:we|they) (?:get|got)(?: our| the)? (?P<en6>.{2,50}?) (?:fixed|sorted|right|in order)"
    r"|\b(?:suppose|say|assume|assuming|imagine) (?:that )?(?:we|i|they) (?:fix(?:ed)?|improved?|sort(?:ed)? out|solved?|put right)(?: the| our)? (?P<en3>.{2,40}?)(?:[.,?]|$)"
    r"|(?:points?|score|gain|change)\b.{0,30}\bby (?:fixing|improving|sorting out|putting|solving)(?: the| our)? (?P<en4>.{2,40}?)(?: in order| right| straight)?(?:[.,?]|$)"
    r"|(?:if|say|suppose|assuming) (?P<en2>.{2,40}?) (?:were|was|is|are|gets?|got) (?:put right|fixed|sorted|sorted out|improved|solved|better)"
)
_PART = r"(?:[这那嗰]?一?[块边個]儿?|[这那嗰]?(?:个|一?)?部分|[这那嗰]?part|方面|这项|相关的?)?"
_WORTH = re.compile(
    rf"(?P<zh>[^，,。?]{{1,12}}?){_PART}[，,]?(?:满打满算|总共|一共|全部|到底|大概|最多|加起来)*(?:值|占|能拿|能得|可以拿|拿|(?<=总共)|(?<=一共))(?:到|是|有)?(?:多少|几多?)分(?!钟)"
    r"|^(?P<en5>.{2,40}?) ?[-–:] ?how many points\b|^(?P<zh2>[^，,。?]{2,10}?) ?(?:一共|总共)?(?:是)?(?:多少|几)分$"
    r"|how (?:much|many points) (?:does|do|is|are|would) (?:the )?(?P<en>.{2,50}?)(?: part| bit| side| section| topic| thing| stuff)* (?:count|carry|carries|worth|bring|weigh|make up)"
    r"|^(?P<en3>.{2,60}?),? how many points do (?:we|i) get for (?:it|that)\b|\bwhat (?:do|does) (?P<en4>.{2,40}?) bring (?:us )?(?:in points)"
    r"|how many points (?:the )?(?P<en2>.{2,50}?)(?: part| bit| side| section| topic)* (?:carries|brings|is worth|has|counts)"
)
_SAID = re.compile(
    rf"(?:之前|前面|早前|先前|刚才|上次|早先|头先)?(?:关于|对|我们|我|在)*(?P<zh>[^，,。?]{{1,12}}?){_PART}(?:的)?(?:问题|题)?(?:我们?|咱们?|之前|前面|当时|是|上次)*(?:(?:怎么|咋个?|点样?)(?:回?答|填|说|选)|(?:填|答|说|选|打)(?:的|了|咗)?(?:是)?(?:什么|啥|咩))"
    r"|what(?:'d| did| have) (?:we|i) (?:already )?(?:put down|put|answer(?:ed)?|say|said|enter(?:ed)?|fill(?:ed)? in)(?: earlier| before| down| so far)*(?: about| on| for| regarding| under| to| with)? (?P<en>.{2,50})"
    r"|what (?:we|i|was) (?:had |have |already )*(?:answered|replied|put|said|entered|filled in)(?: earlier| before| down| in)* (?:on|about|for|to|under|regarding) (?P<en4>.{2,50})"
    r"|^(?P<en2>.{2,40}?)[ ,:–-]+what (?:did|have) (?:we|i) (?:say|answer|put|said|answered|put down)(?: again)?"
    r"|\banswers? (?:we|i) gave (?:earlier |before )?(?:on|about|for|to) (?P<en6>.{2,50})"
    r"|^(?P<en5>.{2,40}?) ?[,:–-] ?(?:our|my) (?:earlier |previous )?answers?\b"
    r"|(?:our|my) (?:earlier |previous )?answers? (?:on|about|to|for|regarding) (?P<en3>.{2,50})"
)
_CHANGED = re.compile(
    r"变|改动|更新|动了|[改动]了?(?:什么|啥|哪|过|多少)|不同|不一样|\b(?:chang\w+|differ\w*|new|happened|updates?|modif\w+)\b"
)
_SINCE = re.compile(
    r"以[来后]|近|过去|over the|之后|至今|[到起]现|到今|跟|相?比|从|自|起|\b(?:since|compared|from|after)\b"
)
_LAW = re.compile(
    r"《?(?P<zh>[\u4e00-\u9fff]{1,14}?(?:法|条例|办法|规定))》?(?:的)?.{0,14}?第?(?P<of>[0-9]{1,3}|[零〇一二三四五六七八九十百]{1,7})条"
    r"|(?P<law>(?:[a-z]+[- ]){0,5}(?:law|act|code|regulation))(?:'s)?,? (?:article|art\.?) ?(?P<en>[0-9]{1,3})"
    r"|\b(?P<law3>[a-z]{3,6}),? (?:article|art\.?) ?(?P<en3>[0-9]{1,3})"
    r"|(?:article|art\.?) ?(?P<en2>[0-9]{1,3}) (?:of|in|from) (?:the )?(?P<law2>(?:[a-z]+[- ]){0,5}(?:law|act|code|regulation))"
)
_BEFORE_LAW = re.compile(r"^.*(?:提到|关于|看看|查|说的?|请问|想问|根据|按照?|那个|这个|的是|一下)(?=.)")
_DEICTIC = re.compile(
    r"^(?:[这那本此该呢]\S{0,4}(?:题|条|道|项|个|法条|问题|里)?|当前\S{0,4}|现在\S{0,4}|它|this|it|that|the question|this (?:one|question|item)|here)?$"
)
_MEANS = re.compile(
    r"(?<![a-z])mean|(?:是|叫)?(?:个)?(?:什么|啥|什摸|什莫|咩|乜)(?:玩意儿?|东西|意思|概念|东东|嘢|来的)?|意思|含义|怎么理解|指什么|解释|到底是|说说|\b(?:mean\w*|what is|what's|what are|explain|define|definition|stands? for|some c)\b"
)
_EXPLAINED = r"{0}[这那]?(?:个|一)?词?(?:到底|究竟|具体|在这里|说的)?(?:是|叫|指)?(?:的是|个)?(?:什么|啥|什摸|什莫|咩|乜)(?:意思|以思|东西|玩意|概念|来的|嘢|样的|标准|的缩写|[?呀啊呢,，。 ]|$)|{0}.{{0,4}}(?:的意思|含义|怎么理解|是指|代表什么| ?= ?\?)|(?:解释|说明|讲讲|说说|什么叫|什么是|何为).{{0,6}}{0}|\b{0}\b.{{0,40}}\b(?:mean|means|stand for|stands for|what is it|what's that)\b|\b(?:what is|what's|what are|what does|what do|explain|define|definition of|meaning of|mean by).{{0,16}}\b{0}\b"
"""Words beside each other of a name and of what is asked of it."""
_APART = re.compile(r"(?<=[\u3400-\u9fff])(?=[a-z])|(?<=[a-z])(?=[\u3400-\u9fff])")
"""Between scripts, so that a word of one begins and ends beside the other."""
_MUCH = re.compile(r"好多(?=[分题道条])|好(?=久)")
"""How some say "how many" and "how long"."""
_QUOTED = re.compile(r"[\"“「『'‘](.{1,40}?)[\"”」』'’]")


def wish(message: str, rubric: Rubric, stated: bool = False) -> Understood | None:
    """What a message wants of the conversation; None where it wants nothing, or something that is none of these.

    Of one that tells of something else (`stated`) only what is as often said as asked for.
    """
    own, text = (_in_words(words) for words in (fold(message[:LONGEST]), as_read(message[:LONGEST])))
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    terse = han <= _TERSE_HAN if han else len(text.split()) <= _TERSE_WORDS
    wants = not stated and (terse or re.search(f"{_ASKS}|{_WANTS}", text) is not None)
    for read in _NAMING if wants else ():
        if found := read(own) or read(text):  # a name as it was said, where it can be read so
            return found
    if wants and (term := _term(text, rubric)):
        return term
    for one in _WISHES if wants else _WISHES[:_SAID_SO]:
        if all(need.search(text) for need in one.needs) and not (one.never and one.never.search(text)):
            return one.means
    return None


def _spelled(found: re.Match[str]) -> str:
    """A word that is one slip away from one that tells of a wish, as that word."""
    word = found[0]
    if word in _SPELLED:
        return word
    near = extractOne(word, _SPELLED, scorer=OSA.distance, score_cutoff=1)
    if near is None or near[0][0] != word[0] or near[0].startswith(word):
        return word
    swapped, left_out = sorted(near[0]) == sorted(word), len(near[0]) > len(word)
    return near[0] if swapped or left_out else word


def _in_words(text: str) -> str:
    spoken_of = _WORD.sub(_spelled, _APART.sub(" ", unspaced(text))).strip("。.!！ ~")
    return _MUCH.sub(lambda found: "多" if found[0] == "好" else "多少", spoken_of)


_ASKED_OF = re.compile(
    r"请问|想(?:知道|问|请教)|告诉我|帮我|给我|可以.{0,12}吗|\b(?:could|would|can) you\b|\b(?:tell|show|give|remind) me\b|\bi (?:want|need|would like|'d like) to know\b|\bi wonder\b"
)
_ENDS_ASKING = re.compile(r"[?？吗嗎么呢啊呀啥]\s*$")
_LONGEST_ASKED, _SHORT_ASKED = 90, 36
_WORD = re.compile(r"\b[a-z]{4,}\b")
_SPELLED = frozenset(
    [
        "answer",
        "answers",
        "answered",
        "article",
        "apply",
        "application",
        "points",
        "worth",
        "change",
        "changed",
        "changes",
        "since",
        "which",
        "what",
        "where",
        "question",
        "questions",
        "score",
        "grade",
        "stars",
        "level",
        "rating",
        "report",
        "summary",
        "evidence",
        "proof",
        "legal",
        "save",
        "saved",
        "saving",
        "lost",
        "later",
        "next",
        "previous",
        "back",
        "skip",
        "thanks",
        "thank",
        "explain",
        "explaining",
        "understand",
        "mean",
        "means",
        "meaning",
        "finish",
        "remaining",
        "left",
        "minutes",
        "longer",
        "weakest",
        "strongest",
        "cheapest",
        "easiest",
        "effort",
        "first",
        "start",
        "improve",
        "mandatory",
        "compulsory",
        "ready",
        "missing",
        "colleague",
        "department",
        "forward",
        "pass",
        "undo",
        "withdraw",
        "wrong",
        "continue",
        "tomorrow",
        "today",
        "still",
        "supposed",
        "line",
        "have",
        "leave",
        "there",
        "this",
        "that",
        "with",
        "from",
        "more",
        "many",
        "much",
        "they",
        "them",
        "then",
        "than",
        "were",
        "will",
        "would",
        "should",
        "could",
        "when",
        "need",
        "want",
        "know",
        "tell",
        "show",
        "give",
        "make",
        "made",
        "most",
        "must",
    ]
)
"""Words that tell of a wish, and short ones that are no slip of them."""


def ends_asking(message: str) -> bool:
    """Whether a message ends as questions do."""
    return _ENDS_ASKING.search(message) is not None


def asks_for(message: str) -> bool:
    """Whether a short message is put as a request, so that what it names is not what it states."""
    return len(message) <= _LONGEST_ASKED and (
        _ASKED_OF.search(as_read(message)) is not None or (len(message) <= _SHORT_ASKED and asks(message))
    )


def left_open(said: Understood, message: str) -> bool:
    """Whether a message may not have been understood: an answer in doubt, or a fixed form filled with a word nobody knows, or "this"."""
    match said:
        case Answer(doubt=None):
            return False
        case Answer() | NotUnderstood(candidates=(_, *_)):
            return ends_asking(message) or _ASKED_OF.search(as_read(message)) is not None
        case NotUnderstood() | Note():
            return True
        case AskTerm(term=None, candidates=near):
            return not near
        case AskSaid(topic=name) | AskWorth(what=name) | AskWhatIf(what=name):
            return _DEICTIC.match(name) is not None
    return False


def _naming_law(text: str) -> AskArticle | None:
    found = _LAW.search(text)
    count = number(found["of"] or found["en"] or found["en2"] or found["en3"]) if found else None
    if found is None or not count:
        return None
    law = _BEFORE_LAW.sub("", found["zh"] or found["law"] or found["law2"] or found["law3"])
    return AskArticle(law.removeprefix("the ").strip(), int(count))


def _naming_day(text: str) -> AskSince | None:
    if not (_CHANGED.search(text) and _SINCE.search(text)) or re.search(_SCORE, text):
        return None
    days = [one[0] for one in SPOKEN.finditer(text) if spoken(one[0])]
    return AskSince(max(days, key=len)) if days else None


_NO_NAME = re.compile(r"没|不|到底是?|就|会|能|的|i answer.*|we can't.*")


def _naming_part(pattern: re.Pattern[str], kind: Callable[[str], Understood]) -> Callable[[str], Understood | None]:
    def read(text: str) -> Understood | None:
        found = pattern.search(text)
        name = _trimmed(next((one for one in found.groups() if one), "").strip(" ,，的")) if found else ""
        if not name or _NO_NAME.fullmatch(name) or (kind is AskSaid and _DEICTIC.match(name)):
            return None
        return kind(name)

    return read


_AROUND = re.compile(r"^(?:请问|想问|麻烦|那个?|就是|不好意思|抱歉|打扰|您好|你好|我们|我|咱们?|平台|关于|之前|刚才|the |our |my |about |all )+|(?:earlier|before|again|please|then|so far|[?？]|的)+$")  # fmt: skip


def _trimmed(name: str) -> str:
    while (shorter := _AROUND.sub("", name).strip(" ,，")) != name and shorter:
        name = shorter
    return name


def _worth(name: str) -> Understood:
    deictic = _DEICTIC.match(name) or re.match(r"(?:this|it)\b|[这那本此该呢当眼]|现在|答[好对]|做[到好]", name)
    return "ask-worth" if deictic else AskWorth(name)


def _naming_grade(text: str) -> AskGrade | None:
    found = _GRADE.search(text)
    if (
        not found
        or not _WITHIN.search(text)
        or re.search(r"省|最[少低]|轻松|力气|cheap|least|easi|effort|如果|\bif we\b", text)
    ):
        return None
    named = found["zh"] or found["en"]
    return AskGrade(None if named is None else _STARS_OF.get(named) or int(named))


_TO_THIS = re.compile(rf"{_THIS}.{{0,24}}(?:值|占|能?拿|能?得|配|给)?(?:多少|几多?)分(?!钟)|(?:值|占|能?得|能?拿)(?:多少|几多?)分(?!钟)|{_THIS}.{{0,8}}分值|(?:points?|ponits?|marks?|worth)\b.{{0,24}}\b(?:this|it)\b|how much .{{0,8}}\b(?:this|it)\b.{{0,8}}(?:worth|get|bring|count)|\b(?:this|it)\b.{{0,20}}\b(?:worth|points?)\b|{_THIS}.{{0,4}}配分")  # fmt: skip


def _naming_this(text: str) -> Understood | None:
    about_this = re.search(r"[这本此该呢](?:一|个)?[题条道项提]|眼前|当前|现在这|^(?:答|做)|\b(?:this|it)\b", text)
    return (
        "ask-worth"
        if about_this
        and _TO_THIS.search(text)
        and not re.search(r"如果|要是|\bif we\b|worth (?:carrying|going|doing|it)", text)
        else None
    )


_NAMING: tuple[Callable[[str], Understood | None], ...] = (
    _naming_law,
    _naming_day,
    _naming_part(_IF, AskWhatIf),
    _naming_part(_WORTH, _worth),
    _naming_this,
    _naming_grade,
    _naming_part(_SAID, AskSaid),
)


def _term(text: str, rubric: Rubric) -> AskTerm | None:
    """A word of the field that the text asks the meaning of: between quotation marks, else the longest in it."""
    if not _MEANS.search(text):
        return None
    terms = terms_of(rubric)
    for quoted in _QUOTED.findall(text):
        if found := term_of(quoted, terms):
            return AskTerm(found)
    named = [
        (len(name), term)
        for term in terms
        for name in {term.name.zh, term.name.en.lower(), *(alias.lower() for alias in term.aliases)}
        if len(name) > 1 and name in text and re.search(_EXPLAINED.format(re.escape(name)), text)
    ]
    return AskTerm(max(named, key=lambda one: one[0])[1]) if named else None
