"""Messages of a fixed form that are not simply an answer: commands, routes, corrections, evidence in hand.

Why, skip, back, undo, redo, "not sure"; "only the unsure ones" (only a message that says so as a whole:
a route that is not asked for would hide questions); "1不对，选3"; "证据：备案证明". None but a correction touches an answer.
What is wished for in any other words, `wishes.py` finds.
"""

from __future__ import annotations

import re
from typing import Literal

from ecq.base.patterns import later
from ecq.interview.flow import RouteId
from ecq.interview.typed.folding import LONGEST_CLAUSE, bare, fold
from ecq.interview.typed.outcomes import (
    Command,
    Correction,
    EvidenceNamed,
    NotUnderstood,
    Order,
    Skip,
    Understood,
    Unsure,
)
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import ASKING, agreement, tidy

_ASK = r"(?:请问|我想知道|能不能说说|可以说说|解释一下|看一?下|看看|告诉我|show(?: me)?|tell me|what is|what's|give me|see|view)? ?(?:这题|这一题|这道题|这个|the|your|its)? ?(?:的)?"
_THIS = r"(?:这个?|这题|这道题|这一题)?"

_COMMANDS: tuple[tuple[Command | Skip, str], ...] = (
    (
        "why",
        rf"{_ASK}(?:{_THIS}为什么(?:要)?(?:问|知道)?{_THIS}(?:问题)?|为什么是红线(?:项)?|有什么用|为啥(?:问)?{_THIS}|为何(?:问)?{_THIS}|原因|什么意思|{_THIS}是什么意思|问这个(?:干嘛|干什么|做什么)|看不懂|不懂|没看懂|不明白|解释一下"
        rf"|(?:{_THIS})?(?:问|回答|答){_THIS}?(?:有)?(?:什么|啥)用|为什么(?:要|会)?问我?(?:们)?{_THIS}|为什么需要{_THIS}|{_THIS}(?:跟|和)我们有什么关系"
        r"|why(?: do you)?(?: ask| need)?(?: us| me)?(?: for)?(?: this| that)?(?: question)?|why (?:does|is) (?:this|that|it) (?:matter|important|needed|asked|relevant)|what(?:'s| is) (?:this|that|it) for|what for|reason|why we ask|explain|what does (?:this|that|it) (?:even |actually )?mean|what(?:'s| is) (?:this|that|it) (?:even |actually )?(?:supposed|meant) to mean|what do you mean|i don't understand|meaning)",
    ),
    (
        "evidence",
        rf"{_ASK}(?:{_THIS}(?:要|需要|该|得)?(?:准备|提供|交|留|看)?(?:什么|哪些|啥)(?:样的)?(?:证据|材料|证明|资料|文件)|(?:怎么|如何)证明|证据(?:呢|清单|要求)?|审核(?:员|时|方)?(?:会|要)?看什么|要准备(?:什么|啥)|需要(?:证据|材料)(?:吗)?"
        r"|(?:what|which) (?:evidence|proof|documents?|papers)(?: .{0,40})?|evidence|evidence needed|proof|what (?:does|will|would) (?:an|the) auditor (?:look at|ask for|want(?: to see)?)|how (?:do|can) (?:we|i) prove (?:it|this))",
    ),
    (
        "basis",
        rf"{_ASK}(?:{_THIS}?(?:的)?(?:有)?(?:什么|哪些|哪个|哪条|啥)?(?:法律|法规|法条|标准)?(?:依据|根据|出处|来源)(?:是)?(?:什么|哪里|哪条|呢)?|依据(?:什么|哪条)(?:法律|法规|法)?|(?:根据|按照?)?(?:哪部|哪条|什么|哪个)(?:法律?|法规|规定|条款|标准)(?:规定的?|要求的?)?|法条|哪一条|第几条"
        r"|legal basis|basis|source|sources|(?:which|what)(?: is the)? (?:law|article|clause|standard|rule|legal basis|regulation)s?(?: .{0,40})?|where does (?:this|it) come from|legal ground|according to what)",
    ),
    (
        "options",
        r"(?:[这那]?(?:一?题|里面?)?|请问|分别|具体|到底|[一总]共|[都也我你]|[这那]?[0-9一二三四五六七八九十几]+[条个项])*(?:[有是问考]|包括|可以|能|可|选项)*(?:选|答|填)?(?:的)?(?:哪[0-9一二三四五六七八九十几]+[条个项]|哪些|(?:什么|啥)(?=选项|答案))(?:选项|答案|可以?选)?(?:的|呢|啊|来着)*(?:[,， ]*(?:再|给我|帮我)*(?:列|念|读|说|数)(?:一下|出来|一遍|给我[听看]*)*)?"
        r"|(?:[这那](?:一?题)?的?|有什么|有啥)?选项(?:都)?(?:有|是)(?:什么|啥|哪些)(?:呢|啊|来着)?|(?:我)?(?:可以|能)选(?:什么|啥|哪些)|(?:列|念|说|读)一?下(?:这题的?)?(?:有哪些)?选项|(?:你|请|帮我|给我|可以|能不能|再)*(?:把)?(?:[这那]里?的?)?[几一二三四五六七八九十0-9]+[条个项](?:选项)?(?:都|再)*(?:列|念|读)(?:一下|出来|一遍|给我[听看]*)+"
        r"|(?:so |sorry,? |and |remind me,? )*(?:what|which)(?: are|'re| were)? (?:the|my|those|these) (?:(?:[0-9]|two|three|four|five|six|seven) )?(?:options|choices|items|lines|answers)(?: again| here| then| exactly)?(?: on offer| there)?|(?:what|which) (?:options|choices|answers|items)(?: do i have| are there| can i (?:choose|pick))?(?: here)?|what can i (?:choose|pick|select|answer)(?: from)?(?: here)?|(?:so |sorry,? )*what are the (?:[2-9]|two|three|four|five|six|seven)(?: again)?|(?:please |can you |could you )*(?:list|show|tell|give|read)(?: me)?(?: out)?(?: all)? (?:the |my |those |these )?(?:(?:[2-9]|two|three|four|five|six|seven) )?(?:options|choices|items)(?: again| out| to me)*",
    ),
    (
        "undo",
        r"(?:请|麻烦|帮我|给我|把|我要|先)*(?:(?:刚才|上一?[步个次题]|上次)(?:的|那一?[题步个])?(?:回答|操作|答案)?)?(?:撤销|撤回|撤消|取消)(?:吧|一下|掉)?|还原|恢复|(?:请|麻烦|帮我|给我|我要|先)*(?:撤销|撤回|撤消|取消)(?:刚才|上一?[步个次题]|上次|最后)(?:的|那一?[题步个])?(?:回答|操作|答案)?(?:吧)?|撤回回答|undo(?: that| it| last)?|ctrl ?\+ ?z|take (?:it|that) back|revert",
    ),
    (
        "redo",
        r"重做|恢复撤销|(?:取消|撤回|撤销)(?:刚才的)?撤销|redo(?: that| it)?|ctrl ?\+ ?y|ctrl ?\+ ?shift ?\+ ?z|do (?:it|that) again|undo the undo",
    ),
    (
        "change-previous",
        r"(?:我?(?:要|想)?)?(?:改|修改|更改|更正|重答|重新回答|重选)(?:一下)?(?:上一?[题个道条](?:题)?|前一?题|刚才(?:那题|那个|的)?|上一个回答|最后一个)(?:的)?(?:回答|答案)?"
        r"|(?:上一?[题个道]|前一?题|刚才(?:那题|那个)?)(?:的)?(?:答案|回答)?(?:要)?(?:选错了?|答错了?|错了|改一下|要改|改|填错了?|有误|不对)"
        r"|(?:change|edit|correct|fix|redo)(?: my| the)?(?: last| previous)(?: answer| one| question)?|(?:the )?(?:last|previous) (?:answer|one|question) (?:was|is) wrong",
    ),
    (
        "back",
        r"(?:看|回|回到|再看看?)(?:上|前)一?[题个步道](?:题)?|上一道题|回到?前面(?:那题|一题)?|返回|后退|回退|回去|退回|上一?题|上一?个|上一?步|前一?题|(?:返回|回到|退回|去|到)(?:上|前)一?[题个步]|back|go back|(?:go (?:to )?|show (?:me )?)?(?:the )?previous(?: question| one)?|(?:go )?(?:one|a) (?:question )?back|go back (?:one|a question)|the question before|prev",
    ),
    (
        Skip(),
        r"(?:这一?[题项道]|这个|本题)?(?:暂时|暂且|我|我们|可以)*先?跳过(?:这一?[题项道](?:题)?|这个|本题|它)?(?:吧|了)?|略过|过|下一?题|下一?个|(?:去|到)下一?题|(?:这一?[题项道]|这个)?先(?:不答|不填|放一放|放一下|放着|不管(?:它|这题|这个)?|空着)(?:吧)?|以后再(?:答|说|填)|(?:等会儿?|等一下|稍后|晚点)(?:再)?(?:答|说|填)?|回头再(?:说|答)|pass|(?:let's |let me |i'll |we'll |can i |could we )?(?:skip|(?:skip|leave|pass on) (?:it|this|this one|this question|that|that one))(?: for now| for the moment| for later| until later)?|next(?: question| one)?|later|not now|come back later",
    ),
    (
        "ask-who",
        r"(?:那|请问|所以|对面的?)*(?:你|您)(?:们)?到?底?(?:是(?:谁|什么|啥|哪位)|(?:是|不是|是不是|算)?(?:一?个)?(?:ai|人工智能|机器人?|真人|活人|人工|程序|大?语言模型|chatgpt|gpt)(?:吗|啊|呀|吧|还是.{1,8})*)|(?:对面|那边|这)(?:是|有)(?:真人|活人|人工|机器人|ai)(?:在(?:回|答|聊))?(?:吗|啊|呀|吧|还是.{1,8})*"
        r"|(?:so |and |wait,? )*(?:who|what) are you(?: anyway| exactly| even)?(?:,? (?:a|an) (?:ro)?bot| a human| a person| an ai)?|(?:so |and |wait,? )*are you (?:even )?(?:(?:a|an|some kind of) )?(?:real |live |actual )?(?:(?:chat|ro)?bot|ai|human(?: being)?|person|machine|program|computer|real|chatgpt|language model)(?: or (?:a |an )?.{1,20})?|am i (?:talking|speaking|chatting|writing|typing) (?:to|with) (?:a |an )?.{1,30}|is (?:this|there) (?:a |an )?(?:real person|human|(?:chat|ro)?bot|ai|person)(?: (?:here|there|behind this|answering))?",
    ),
    (
        "ask-left",
        r"(?:刚才|我们|咱们?|那|上次|现在)*(?:说|做|答|讲|问|填|进行)?到(?:哪(?:里|儿|一?题)?|第几题)(?:了|啦|来着)+|(?:so |ok |right |now |sorry |and )*where (?:were|was|are) (?:we|i)(?: again| now| at)?|(?:so |now )?where did (?:we|i) (?:stop|leave off|get to)",
    ),
    (
        "leave",
        r"(?:我|那|能不能|可不可以|可以|能)*(?:晚点|明天|改天|下次|以后|过(?:几|两)天|回头|周[一二三四五六日])(?:再|接着|继续)+(?:来|答|填|做|弄|回来)*(?:可以|行不行|行|好|成)?(?:吗|么|不)?(?<=[吗么不行])|(?:can|could|may) (?:i|we) (?:(?:come|go) back|continue|finish|carry on|go on|do the rest|pick (?:this|it) up)(?: (?:to|with) (?:this|it|that))?(?: again)? (?:later|tomorrow|another (?:time|day)|next (?:week|time)|tonight)(?: on)?",
    ),
)
_COMMAND = sought("|".join(f"({pattern})" for _, pattern in _COMMANDS))

_PLAINLY_SKIPS = later(r"跳过|略过|下一?题|先不答|先放|\b(?:skip|pass on|next question|come back later)\b")
_ONLY_WRONG = later(
    r"(?:刚才|刚刚|上一?[题个]|前一?题|最后|[那这]一?[题个]|我|是|搞|弄|sorry|no|oops|that|it|the last (?:one|answer)|was|is|i|[,， 的])*(?:[选答填记点按搞弄说]?错了?|不对|wrong|a mistake)"
    r"|(?:那|这|刚才|刚刚)[^，,。]{0,6}(?:是)?(?:给|答|回|说|填|写)(?:的|给)?[^，,。]{1,12}(?:的|那题)|(?:that|it|this|the)(?: [\w']+){0,3} (?:was|is) (?:meant )?(?:for|about) .{1,40}|(?:oops|sorry|no|ah|oh)(?: (?:no|sorry))*"
)
"""What only says that something was wrong, and not what."""


def among_others(message: str) -> Command | Skip | None:
    """A command that stands as a clause of its own in a message that explains it."""
    parts = [tidy(fold(part)) for part in SENTENCE.split(message[:LONGEST_CLAUSE]) if part.strip()]
    for at, part in enumerate(parts):
        match command(part):
            case Skip() if _PLAINLY_SKIPS.search(part):
                return Skip(message)
            case "options":
                return "options"
            case "why" if at == 0 and len(parts) > 1 and message.rstrip().endswith(("?", "？")):
                return "why"  # what else is asked, it tells
            case "undo" if _OF_THE_LAST.search(part) or all(
                _ONLY_WRONG.fullmatch(one) for place, one in enumerate(parts) if place != at
            ):
                return "undo"
    return None


SENTENCE = later(r"[，,。.;；!！?？\n]|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_OF_THE_LAST = later(r"刚才|上一?[步个次题]|上次|\blast\b")
_UNSURE = later(
    r"(?:我们?|这个?|这题|这一题|这项|暂时|目前|现在|还|也|真的?|有点|,|i'm|i am|we are|we're|i|we|still|really|honestly| )*"
    r"(?:不(?:太|是很|很|能|敢)?(?:确定|清楚|知道|晓得|肯定|了解|好说)|唔(?:知|清楚|肯定|记得)|说不(?:清|准|好)|拿不准|没把握|没(?:有)?底|待(?:确认|核实|定|查)|要(?:去)?(?:确认|核实|查|问)(?:一下|一问)?"
    r"|需要?(?:确认|核实)|记不(?:清|得)|忘了"
    r"|not (?:so |too |quite |really )?(?:sure|certain)|unsure|uncertain|(?:don't|do not|doesn't|dunno|can't) ?(?:really )?(?:know|remember|tell|say)?|dunno|idk|no idea|to be confirmed|tbc|tbd|need to (?:check|confirm|ask)|have to (?:check|ask)|to confirm)"
    r"(?:了|的|呢|啊|yet|about (?:this|that|it)|,|\.| )*"
)
_SUBJECT = later(
    r"(?:是|选|到底|究竟|应该|该|哪|有没有|whether|if|which|between|it's|about).{0,24}|(?:with|from) .{0,24}|(?:法务|技术|同事|客服|运营|财务)(?:部门?|那边|这边|那里|的?同事)*(?:(?:的事|[^，]{0,6}?(?:知道|清楚|懂|负责|管|才|跟进?|答|填|回)).{0,6})?|[问找](?:一下)?[\u3400-\u9fff]{1,6}"
)


def command(folded: str) -> Command | Skip | None:
    """The command that a folded, tidied text is as a whole."""
    found = _COMMAND.fullmatch(folded)
    return _COMMANDS[(found.lastindex or 0) - 1][0] if found else None


def unsure(folded: str) -> str | None:
    """What it is that nobody knows yet ("" where it is not said), if a folded, tidied text says so; else None."""
    match = _UNSURE.match(folded)
    if not match:
        return None
    rest = folded[match.end() :].strip()
    return rest if not rest or _SUBJECT.fullmatch(rest) else None


def parted(message: str, folded: str, rest: str) -> Understood | None:
    """Unsure or Skip, with the rest of the message as its note; other commands take no more words."""
    unknown = unsure(folded)
    if unknown is not None:
        return Unsure(message.strip() if unknown else rest)
    if len(folded) > 1 and command(folded) == Skip():
        return Skip(rest)
    return None


_ONLY = r"(?:请|我想|我要|先)?(?:只|仅|光)(?:看|问|答|要|显示|过)?(?:一下)?(?:还|那些)?"
_ONES = r"(?:的)?(?:题|题目|项|项目|部分|回答)?"
_ONLY_EN = r"(?:please |show |ask |show me |ask me |go through )?(?:only|just)(?: show| ask)? (?:what is |what's |the |those |questions |answers )*"
_ONES_EN = r"(?: ones| questions| answers)?"

_ORDERS: tuple[tuple[RouteId, str], ...] = (
    (
        "chapter",
        r"(?:还是|改回|回到|恢复|请)?(?:按照?)(?:章节|指标|原来的?|正常)(?:的)?(?:顺序)?(?:来|问|答|接着答|继续)?|(?:go )?(?:in |by )?chapters?(?: order)?|(?:in )?the usual order",
    ),
    (
        "first",
        r"(?:请|先)*(?:先答|先问|只答)?最(?:要紧|关键)的?(?:[0-9十五]+)?(?:题|几题)?(?:先答|先问)?|(?:the )?first fifteen(?: questions)?|what settles most(?: first)?",
    ),
    (
        "certainty",
        r"(?:请|走|按)?最(?:快|短)(?:的)?(?:确定等级|定等级|路线?|路径|顺序)(?:来|问|答)?|(?:先问|先答)(?:最重要|分值最[大高]|分最[多高])(?:的)?(?:题)?"
        r"|(?:the )?(?:shortest|fastest|quickest) way(?: to (?:certainty|settle the grade|a settled grade))?|(?:most important|largest|biggest) first",
    ),
    (
        "open",
        rf"{_ONLY}(?:未|没有?)(?:答|回答|定|确定)(?:过)?{_ONES}|{_ONLY_EN}(?:open|unanswered|not answered|still open){_ONES_EN}",
    ),
    (
        "unsure",
        rf"{_ONLY}(?:待确认|不确定|要确认|没把握){_ONES}|{_ONLY_EN}(?:unsure|uncertain|to be confirmed|i am unsure about){_ONES_EN}",
    ),
    (
        "unevidenced",
        rf"{_ONLY}(?:缺少?|没有?|无|差)证据{_ONES}|{_ONLY_EN}(?:without evidence|unevidenced|lacking evidence|with no evidence){_ONES_EN}",
    ),
    (
        "failed",
        rf"{_ONLY}(?:未过|没过|没通过|未通过|不合格|零分|0 ?分|没得分|不得分)(?:的)?(?:红线项?)?{_ONES}|{_ONLY}红线项?(?:未过|没过){_ONES}"
        rf"|{_ONLY_EN}(?:failed|failing|failed gates|without points|with no points){_ONES_EN}",
    ),
)
_ORDER = later("|".join(f"({pattern})" for _, pattern in _ORDERS))


def order(folded: str) -> Order | None:
    """The order that a folded, tidied text asks for as a whole."""
    found = _ORDER.fullmatch(folded)
    return Order(_ORDERS[(found.lastindex or 0) - 1][0]) if found else None


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許傅呂蘇盧賈閻餘鐘譚廖鄒陸龍萬錢湯賴龔葉蔣"
_PERSON = rf"(?:小|老)[{_SURNAMES}](?:姐|哥|总|工)?|阿(?:[A-Z][a-z]+|[\u3400-\u9fff](?![\u3400-\u9fff]{{2}}))|[{_SURNAMES}][\u3400-\u9fff]{{0,2}}?(?:总监|总|经理|主管|主任|老师|律师|会计|姐|哥|工|總監|總|經理|老師|律師|會計)"
_UNIT_OF = r"[\u3400-\u9fff]{2,6}?(?:部门|部門|部|中心|团队|團隊|组|組)"
_NAMED_EN = r"[A-Z][\w'-]*(?: (?:from|in|at|of) (?:the )?\w+| [A-Z][\w'-]+)?"
_TO_ASK = later(
    rf"(?:(?:这|那|這)[个個题題]?|得|要|去|先|应该|應該|可以|需要|麻烦|麻煩|帮我|幫我|还是|還是|你|我|[,， ])*"
    rf"(?:(?:问一?问?|問一?問?)(?:一?下)?|请|請|让|讓|找|叫|(?:转|轉|交|发|發|留|甩|丢)?(?:给|給))(?:(?:{_UNIT_OF}|[\u3400-\u9fff]{{2,6}}?的)的?)?(?:{_PERSON})(?:去|来|來)?(?:回?答|填|看|弄|处理|處理|说|說|确认|確認)?(?:一?下)?(?:这题|這題)?(?:吧|呀|啊|就行|才知道|才清楚)?"
    rf"|(?i:(?:please |let's |let me |i'?ll |i |we |you |should |would |have to |need to |better |can |could |just )*(?:ask|check with|(?:send|pass|forward|give|hand) (?:this|it|that)(?: one| question)?(?: on| over)? to|let)) {_NAMED_EN}(?i:(?: to)? (?:answer|fill (?:it|this) in|do it|answer (?:this|it)))?"
)
"""Words that only send a question to somebody by name."""
_WHOM = later(
    rf"(?:(?:转|轉|交|发|發|留|甩|丢)?[给給]|[问問请請让讓找叫转轉是归歸])(?:问|問)?(?:一?下)?(?P<zh>(?:(?:{_UNIT_OF}|[\u3400-\u9fff]{{2,6}}?的)的?)?(?:{_PERSON})|{_UNIT_OF})"
    rf"|\b(?i:ask|with|to|let|for|by) (?:(?P<en>(?!I\b){_NAMED_EN})|(?:the |our )?(?P<team>[a-z]+(?: [a-z]+)? (?:department|team|people)\b))"
)


def asks_somebody(message: str) -> Literal["colleague"] | None:
    """Whether a message only sends a question to somebody by name: "ask Tom from IT"."""
    return "colleague" if _TO_ASK.fullmatch(message.strip().rstrip("。.！!")) else None


def whom(message: str) -> str:
    """The person or department a message names that is to answer instead; "" where it names none."""
    found = _WHOM.search(message)
    return (found["zh"] or found["en"] or found["team"]) if found else ""


_GAP = r"[\s,，。.;；:：!！-]*"
_WRONG = r"(?:是)?(?:我)?(?:选|答|填|说|点)?错了?+|(?:说得|答得|选得)?不对|有误|(?:was|is|'s) (?:wrong|a mistake|not right|incorrect)"
_BEFORE = (
    r"(?:刚才|前面|刚刚|上面)?的?(?:上一?|前一?|刚才那?|刚刚那?|前面那?|最后一?)[题个道条]题?的?(?:回答|答案)?我?|我?(?:刚才|刚刚|刚)[的那]?(?:回答|答案)?我?"
    r"|(?:in )?(?:the |my )?(?:last|previous)(?: one| answer| question)?|the (?:one|question|answer) before"
)
_INTO = r"应该|应当|要|得|请|我|是|就|[改换选填答](?:成|为|到|作)?|\b(?:it|that|we|i|should|be|have|been|is|was|mean|meant|rather|actually|to|instead|change|make|pick)\b|[\s,，]"
_OF_THIS_ONE = later(
    rf"(?:我|选|[0-9a-z第个项条 ])?[0-9一二三四五六七八九十个项条 ]{{0,4}}(?:{_WRONG}){_GAP}(?P<right>.+)"
    rf"|(?:sorry|oops|wait|no,? wait|i meant?|correction|等等|不对不对|哦不|更正|说错了){_GAP}(?P<then>.+)|not (?P<not>[0-9a-h]{{1,2}}),? (?P<but>[0-9a-h]{{1,2}})"
)
_PREVIOUS = later(
    rf"(?:不对|等等|等一下|哦|抱歉|不好意思|sorry|wait|no|[\s,，])*(?:change |correct |(?:请|帮我|麻烦)?把)?(?:{_BEFORE}){_GAP}(?:{_WRONG}|(?=改成|改为|换成|应该|should|to )){_GAP}(?P<right>.+)"
)
_LEADING = later(rf"(?:{_INTO})+")
_SORRY = r"(?:(?:不对|等等|等一下|哦|啊|抱歉|不好意思|sorry|oops|wait|no|actually|hold on|please|could you|can you|would you)[\s,，.。!！-]*)*"
_AGO = r"(?:上(?P<up>上+)一?[题个道]题?|(?:the |my )?(?:answer |one |question )?(?:(?:from |to )?(?P<ago>two|three|four|[2-4]) (?:questions?|ones?|answers?) (?:ago|back|before)|(?P<but>(?:last|previous) but one)))"
_COUNTED_BACK = later(_AGO)
_BACK = later(
    rf"{_SORRY}(?:把)?{_AGO}(?: answer| one| question)?\s*也?(?:{_WRONG}|(?=改成|改为|换成|应该|should|to )){_GAP}(?P<right>.+)"
    rf"|{_SORRY}go back (?P<steps>two|three|four|[2-4]) (?:questions?|ones?) and (?:set|change|put|make) (?:that|it|this)(?: answer)? to (?P<then>.+)"
)
_ANOTHER = later(
    rf"{_SORRY}(?:把|将|刚才|刚刚|前面|那个|的)*(?P<a>[^，,]{{1,14}}?)(?:那一?[题道条]题?|的(?:答案|回答))我?(?:也|都)?(?:{_WRONG}|(?=改成|改为|换成|应该|应当|要选|选)){_GAP}(?P<right_a>.+)"
    rf"|{_SORRY}(?:刚才|刚刚|前面)(?:那个|的)(?P<b>[^，,]{{1,10}}?)(?:那个)?我?(?:{_WRONG}){_GAP}(?P<right_b>.+)"
    rf"|{_SORRY}(?:把)?(?P<e>[^，,]{{1,10}}?)(?:那一?[个项题道]题?)[^，,不没]{{0,8}}?(?:我(?:要|想|得)改[成为]|(?:我|前面|刚才)*(?:记|说|填)错了[，,]?(?:应该)?(?:是|改成))(?P<right_e>[^，,。]{{1,12}}?)(?:[，,].{{0,4}}(?:记|说|填|选|答|弄)错了)?"
    rf"|{_SORRY}(?:i(?:'d| would) like to |i want to )?(?:change|correct|switch|set|put) (?:my |the )?(?:answers? )?(?:(?:to|on|for|of|from|about) )*(?P<c>.{{1,60}}?)[\s-]*(?:to|into) (?P<right_c>.+)"
    rf"|{_SORRY}(?:the )?(?P<d>[^,]{{2,40}}?) (?:one|question|answer),? (?:(?:(?:was|is) wrong|i said [^,]{{1,20}}),? (?:it'?s|it is|it should be|should be|make it)(?: actually)?|(?:please )?(?:change|set) (?:it|that) to) (?P<right_d>.+)"
)
_THE_ONE = later(r"\bthe ([^-,]{2,30}?) (?:one|question)\b")
_STEPS = {"two": 2, "three": 3, "four": 4}


def another(folded: str) -> tuple[str, str] | Correction | None:
    """What a folded, tidied text puts right elsewhere, as a whole: further back, or (words, the name of the question)."""
    if back := _BACK.fullmatch(folded):
        return Correction(_said(back["right"] or back["then"]), before=True, back=_steps(back))
    found = _ANOTHER.fullmatch(folded)
    if not found:
        return None
    where = found["a"] or found["b"] or found["c"] or found["d"] or found["e"]
    right = _said(next(found[name] for name in ("right_a", "right_b", "right_c", "right_d", "right_e") if found[name]))
    if one := _THE_ONE.search(where):
        return right, one[1]
    ago = _COUNTED_BACK.search(where)
    return Correction(right, before=True, back=_steps(ago)) if ago else (right, where)


def _steps(found: re.Match[str]) -> int:
    if found["up"]:
        return 1 + len(found["up"])
    steps = found["ago"] or found.groupdict().get("steps")
    return 2 if not steps else _STEPS.get(steps) or int(steps)


def _said(right: str) -> str:
    right = re.split(r"[\"”]?(?:[?？。!！;；]|\. )", right, maxsplit=1)[0]
    return (_LEADING.sub("", right, count=1) if _LEADING.match(right) else right).strip(" .\"'“”")


def correction(folded: str) -> Correction | None:
    """What a folded, tidied text puts right, as a whole."""
    found = _PREVIOUS.fullmatch(folded) or _OF_THIS_ONE.fullmatch(folded)
    if not found:
        return None
    right = next(words for name, words in found.groupdict().items() if words and name != "not")
    right = _LEADING.sub("", right, count=1) if _LEADING.match(right) else right
    return Correction(right.strip(), before=found.re.pattern == _PREVIOUS.pattern) if right.strip() else None


def second_thought(message: str) -> tuple[str, bool, bool] | None:
    """What is said behind words that come back to what was said before, whether they call that wrong ("no wait, it's four"), and
    whether they name the question before this one.
    """
    named = _TO_THE_LAST.match(message)
    found = named or _COMES_BACK.match(message)
    words = message[found.end() :].strip() if found else ""
    wrong = _WAS_WRONG.search(message, 0, len(message) - len(words)) is not None
    return (words, wrong, named is not None) if words else None


_WAS_WRONG = later(
    r"不[对對]|[记記说說搞弄填答]?(?:混|错|錯)|更正|[纠糾]正|改[成为為]|[应應][该該]|\bno\b|oops|correction|should be|scratch that|my mistake",
    re.IGNORECASE,
)
_TO_THE_LAST = later(
    r"(?:对了?|對了?|[啊哦噢呃]|等等|等一?下|不好意思|抱歉|[,，。.、\s])*(?:(?:更正|纠正|糾正|[补補]充?(?:一?[句下点點])?)(?:一?下)?[,，:：\s]*)?(?:关于|關於)?(?:刚才|剛才|前面)?的?(?:上一?|前一?|(?:刚才|剛才)(?:[^，,。\s我你您他她有跟和说說聊讨討问問那这這]{2,4}那|那?))[个個]?[题題](?:我|再|想|要|[还還]|的|也|是|[应應][该該当當]|改成|改[为為]|更正|纠正|糾正|[补補]充?(?:[说說])?(?:一?[句下点點])?)*[,，:：\s]*(?!.{0,6}(?:错|錯|[?？吗嗎]))(?=.{2})"
    r"|(?:(?:one more thing|also|and|to add|oh|wait|by the way)[,:\s-]*)*(?:(?:on|to|about|regarding) (?:the |my )?(?:last|previous) (?:question|one|answer)|(?:sorry|correction)[,:\s-]+(?:the |my )?(?:last|previous) (?:question|one|answer)(?: (?:should be|is|was))?)[,:\s-]+(?=\w)",
    re.IGNORECASE,
)
"""What names the question before, as the beginning of a message that adds to it or puts it right."""
_COMES_BACK = later(
    r"(?:[哦噢啊呃诶欸,，\s]|不[对對]+|等等|等一?下|等陣|(?:我|刚才|剛才|刚刚|剛剛)*(?:[记記说說搞弄填答](?:混|错|錯))[了咗]?|更正(?:一下)?|[补補](?:充)?一?[句下点點](?![\u3400-\u9fff])|[还還]有(?=[,，])|另外(?=[,，]))+[,，:：。.!！\s]+"
    r"|(?:[哦噢啊]|对了|對了)[,，\s]*(?:关于|關於|说到|說到|刚才|剛才|前面)+[那这這]?[个個]?的?(?=[\u3400-\u9fff])|(?:oh|ah|by the way|btw)[,\s]+(?:and |also )?(?:about|as for|regarding) (?=(?:the|those|that|our)\b)"
    r"|(?:(?:oh|ah|um+|hmm+|no|wait|hang on|hold on|oops|sorry|correction|scratch that|my mistake|although|actually|come to think of it|i (?:was wrong|got that wrong|mixed that up))[,.!\s:-]+)*(?:wait|hang on|hold on|oops|correction|scratch that|my mistake|come to think of it|i (?:was wrong|got that wrong|mixed that up))[,.!\s:-]+",
    re.IGNORECASE,
)
"""How one comes back to what was said before, as the beginning of a message."""
_DENIED = later(r"没|无|暂无|还没|尚无|no\b|none\b|not\b")
_HAVE_EVIDENCE = (
    later(
        r"(?:我们?有?的?)?(?:证据|證據|证明材料|證明材料|佐证|佐證|凭证|憑證|evidence|proof)(?:是|有|为|為| is| are)?\s*[:：]\s*(?P<words>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    later(
        r"(?:我们?)?(?:这里|手里|手上|手头)?(?:有|有现成的?)(?P<words>[^，。,.?？]{2,60}?)(?:，|,)?(?:可以?|能)?(?:作为|作為|当作?|當作?|做|作)(?:证据|證據|证明|證明)",
        re.IGNORECASE,
    ),
    later(
        r"(?:we|i) have (?P<words>[^?]{2,80}?) (?:as|for|to serve as) (?:evidence|proof)",
        re.IGNORECASE,
    ),
)


def evidence_named(message: str) -> EvidenceNamed | Literal["evidence"] | NotUnderstood | None:
    """Evidence in hand, named as such: "证据：备案证明"; a list where it is asked for, and nothing where it is denied."""
    for pattern in _HAVE_EVIDENCE:
        named = pattern.fullmatch(message.strip())
        if named:
            words = named["words"].strip()
            folded = tidy(fold(words[:300]))
            if ASKING.search(folded):
                return "evidence"
            denied = agreement(folded) is not None or _DENIED.match(folded) or not bare(words[:300])
            return NotUnderstood() if denied else EvidenceNamed(words)
    return None
