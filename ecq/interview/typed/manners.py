"""What people say to each other rather than to a form, and questions about their own self-check. Only as a whole message."""

from __future__ import annotations

import re

from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.outcomes import AskSaid, Command, Understood

_MY = r"(?:我们?的?|平台的?|现在的?|目前|the |my |our |this )*"
_SAID: tuple[tuple[Command, str], ...] = (
    (
        "thanks",
        r"(?:(?:好的?|行|嗯|收到|了解|明白|ok|okay|got it|noted|great|good)[,，。. ]*)*(?:多?谢谢?(?:你|您|啦|了|啊)?|辛苦了?|感谢|thank(?:s| you)(?: a lot| very much| so much)?)",
    ),
    (
        "save",
        r"(?:先|请|帮我|给我)*(?:存|保存)(?:一?下|着|好|了吗)?(?:吧|进度)?|(?:please )?save(?: it| this| my answers| everything)?(?: please)?|is (?:it|this) saved",
    ),
    (
        "leave",
        r"(?:我)?(?:先|要|想)*(?:到这里|到这儿|走了|下了|撤了|停一下|歇一?会儿?|休息一?会儿?|休息一下|明天再(?:来|说|答)|不答了|结束)(?:吧|了)?|再见|拜拜"
        r"|(?:good)?bye|see you(?: later| tomorrow)?|(?:let's |i need to |i'll )?(?:take a break|stop here|stop for today|leave it here|continue tomorrow)|that's (?:enough|it|all)(?: for (?:today|now))?",
    ),
    (
        "slower",
        r"(?:能不能|可以)?(?:请)?(?:慢一?点|太快了|说短一?点|一次说太多了)(?:吗|说)?|(?:please )?(?:slow(?:er| down)|not so fast|too (?:fast|much))(?: please)?",
    ),
    (
        "ask-summary",
        r"(?:请|帮我)?(?:总结|小结|汇总)(?:一下)?(?:到现在)?|(?:please )?(?:summari[sz]e|sum up|a summary)(?: please| so far| this)?",
    ),
    (
        "ask-why-score",
        rf"为(?:什么|啥|何){_MY}(?:分数?|得分|是|才|只有|这么|那么|这个|这样的?|打)+(?:低|少|高|差)?(?:[0-9.]+分?)?(?:这么低|这么高)?|{_MY}(?:分数?|得分)(?:为什么|怎么)(?:这么|只有|才)?(?:低|高|少|[0-9.]+分?)?"
        r"|why (?:is |do (?:i|we) (?:only )?have )?(?:my |our |the )?(?:score )?(?:is )?(?:only )?(?:so low|so high|[0-9.]+(?: points)?|that low|low)",
    ),
    (
        "ask-first",
        r"(?:我们?)?(?:应该|该|要|得)?先(?:做|改|弄|补|整改|解决)(?:什么|啥|哪个|哪些|哪项)|(?:从哪(?:里|儿)?|哪里)(?:开始|入手)(?:改)?|最该(?:做|改)(?:什么|啥)"
        r"|what (?:should|do|must) (?:i|we) (?:do|fix|tackle|improve) first|where (?:do|should) (?:i|we) start|what(?:'s| is)? (?:most urgent|first)",
    ),
    (
        "ask-settles",
        r"(?:还要|再)?(?:答|回答)?(?:哪些|哪几|几|多少)(?:个)?题(?:能|可以|才能)?(?:定|决定|确定)(?:下来)?(?:等级|星级|结果)|(?:等级|星级)(?:还)?(?:差|看)(?:哪些|哪几|几)题"
        r"|(?:which|how many) (?:more )?(?:questions|answers) (?:settle|decide) (?:the|my|our) grade",
    ),
    (
        "ask-worth",
        r"(?:这一?[题项]|这个|本题)(?:值|有|占|算)?(?:多少|几)分|(?:这一?[题项]|这个)?(?:分值|值多少)(?:是多少|多少)?|how (?:much|many points) (?:is|are|does) (?:this|it|this question)(?: worth| bring| count)?(?: for)?",
    ),
    (
        "ask-ready",
        r"(?:我们?)?(?:现在)?(?:准备好|能过|可以申请|能申请|能认证|过得了|够格|达标)(?:了)?(?:吗|没有?|么)|(?:离|距)(?:准备好|达标)?(?:还)?差(?:多少|什么|哪些)|还差什么"
        r"|are we ready(?: yet)?|am i ready(?: yet)?|(?:can|could) we (?:apply|pass|be certified)(?: now| yet)?|what(?:'s| is) (?:still )?missing",
    ),
)
_PATTERNS = tuple((command, re.compile(pattern)) for command, pattern in _SAID)
_TOPIC = re.compile(
    r"(?:我们?|之前|上次|刚才)*(?:关于|对|对于)?(?P<zh>.{1,20}?)(?:我们?|之前|上次|刚才)*(?:是)?(?:怎么答的|怎么说的|说(?:过|了)什么|答(?:过|了)什么|怎么回答的)"
    r"|what did (?:we|i) (?:say|answer)(?: about| on| to| for)? (?P<en>.{1,40})"
)


def manners(folded: str) -> Understood | None:
    """What a folded, tidied text says or asks as a whole; questions lose their mark before."""
    text = as_read(folded).rstrip("?？。.!！ ")
    for command, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return command
    topic = _TOPIC.fullmatch(text)
    return AskSaid((topic["zh"] or topic["en"]).strip()) if topic else None
