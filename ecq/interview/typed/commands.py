"""Commands typed instead of an answer: why, skip, back, undo, redo, "not sure"."""

from __future__ import annotations

import re

from ecq.interview.typed.outcomes import Command, Skip, Understood, Unsure

_ASK = r"(?:请问|我想知道|能不能说说|可以说说|解释一下|看一?下|看看|告诉我|show(?: me)?|tell me|what is|what's|give me|see|view)? ?(?:这题|这一题|这道题|这个|the|your|its)? ?(?:的)?"
_THIS = r"(?:这个?|这题|这道题|这一题)?"

_COMMANDS: tuple[tuple[Command | Skip, str], ...] = (
    (
        "why",
        rf"{_ASK}(?:{_THIS}为什么(?:要)?(?:问|知道)?{_THIS}(?:问题)?|为什么是红线(?:项)?|有什么用|help|帮助|为啥(?:问)?{_THIS}|为何(?:问)?{_THIS}|原因|什么意思|{_THIS}是什么意思|问这个(?:干嘛|干什么|做什么)|看不懂|不懂|没看懂|不明白|解释一下"
        rf"|(?:{_THIS})?(?:问|回答|答){_THIS}?(?:有)?(?:什么|啥)用|为什么(?:要|会)?问我?(?:们)?{_THIS}|为什么需要{_THIS}|{_THIS}(?:跟|和)我们有什么关系"
        r"|why(?: do you)?(?: ask| need)?(?: us| me)?(?: for)?(?: this| that)?(?: question)?|why (?:does|is) (?:this|that|it) (?:matter|important|needed|asked|relevant)|what(?:'s| is) (?:this|that|it) for|what for|reason|why we ask|explain|what does (?:this|that|it) mean|what do you mean|i don't understand|meaning)",
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
        "undo",
        r"撤销|撤回|撤消|取消|还原|恢复|(?:撤销|撤回|取消)(?:刚才|上一?[步个次题]|上次|最后)(?:的)?(?:回答|操作|答案|那个)?|撤回回答|undo(?: that| it| last)?|ctrl ?\+ ?z|take (?:it|that) back|revert",
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
)
_PATTERNS = tuple((outcome, re.compile(pattern)) for outcome, pattern in _COMMANDS)

_UNSURE = re.compile(
    r"(?:我们?|这个?|这题|这一题|这项|暂时|目前|现在|还|也|真的?|有点|,|i'm|i am|we are|we're|i|we|still|really|honestly| )*"
    r"(?:不(?:太|是很|很|能|敢)?(?:确定|清楚|知道|晓得|肯定|了解|好说)|说不(?:清|准|好)|拿不准|没把握|没(?:有)?底|待(?:确认|核实|定|查)|要(?:去)?(?:确认|核实|查|问)(?:一下|一问)?"
    r"|需要?(?:确认|核实)|记不(?:清|得)|忘了"
    r"|not (?:so |too |quite |really )?(?:sure|certain)|unsure|uncertain|(?:don't|do not|doesn't|dunno|can't) ?(?:really )?(?:know|remember|tell|say)?|dunno|idk|no idea|to be confirmed|tbc|tbd|need to (?:check|confirm|ask)|have to (?:check|ask)|to confirm)"
    r"(?:了|的|呢|啊|yet|about (?:this|that|it)|,|\.| )*"
)
_SUBJECT = re.compile(
    r"(?:是|选|到底|究竟|应该|该|哪|有没有|whether|if|which|between|it's|about).{0,24}|(?:with|from) .{0,24}|(?:法务|技术|同事|客服|运营|财务).{0,12}"
)


def command(folded: str) -> Command | Skip | None:
    """The command that a folded, tidied text is as a whole."""
    for outcome, pattern in _PATTERNS:
        if pattern.fullmatch(folded):
            return outcome
    return None


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
