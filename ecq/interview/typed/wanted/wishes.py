"""What somebody wants of the conversation, said in any words: why the score is what it is, what this question is worth.

It never touches an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ecq.assessment.changes import clean
from ecq.base.patterns import later
from ecq.interview.topics import REST, about, fragments, spoken_of
from ecq.interview.typed.clauses import as_read, unspaced
from ecq.interview.typed.figures.numerals import NUMBER, SPOKEN, number, spoken
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.interview.typed.nearest import marks
from ecq.interview.typed.outcomes import (
    Answer,
    AskArticle,
    AskGrade,
    AskOf,
    AskSaid,
    AskSince,
    AskTerm,
    AskWhatIf,
    AskWhyScore,
    AskWorth,
    Go,
    Note,
    NotUnderstood,
    ShowPage,
    Skip,
    Understood,
)
from ecq.interview.typed.picks import asks
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wanted.commands import command
from ecq.interview.typed.wanted.learned import as_said_alone, known
from ecq.interview.typed.wanted.places import go_to, named
from ecq.interview.typed.wanted.words_explained import meaning, term_in, term_of, terms_of
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

LONGEST = 600
"""Characters that are read."""

_MEANS: Mapping[str, Understood] = {
    **{"score": "ask-score", "why-score": "ask-why-score", "first": "ask-first", "settles": "ask-settles"},
    **{"left": "ask-left", "time": "ask-time", "ready": "ask-ready", "summary": "ask-summary"},
    **{"weakest": "ask-weakest", "gates": "ask-gates", "gate-this": "ask-gate", "worth-this": "ask-worth"},
    **{"why-this": "why", "basis-this": "basis", "evidence-this": "evidence", "undo": "ask-undo"},
    **{"colleague": "colleague", "thanks": "thanks", "leave": "leave", "saved": "save", "back": "back"},
    **{
        "slower": "slower",
        "as-before": "as-before",
        "hello": "hello",
        "agreed": "agreed",
        "which": "which",
        "who": "ask-who",
        "language": "language",
        "start-over": "start-over",
        "help": "ask-help",
        "about": "ask-about",
        "who-sees": "ask-who-sees",
        "if-unsure": "ask-if-unsure",
        "next": Skip(),
        "plan": ShowPage("plan"),
        "report": ShowPage("report"),
    },
    **{"page-results": ShowPage("results"), "page-overview": ShowPage("overview")},
    **{"page-evidence": ShowPage("evidence"), "page-profile": ShowPage("profile")},
}
"""What each wish is understood as that names nothing."""

_MAY_ANSWER = ("left", "agreed", "gates", "weakest", "plan", "report", "first", "why-this")
"""Whose short words may answer a question too, or ask something else about it."""
_CLEAR, _PLAIN = 9, 20
"""So much more must speak for a wish than for none (logarithms of shares): where nothing else is meant, and before it is asked
what else may be meant."""
_TERSE, _LIKELY, _BRIEF = 12, 6, 6
"""Characters of a message for whose wish so much is enough where it ends with what is asked."""
_EACH = 0.2
"""So much more must speak for it for each of its marks where a message asks nothing: a long statement has some marks of every wish."""

_LAW = later(
    r"《?([\u4e00-\u9fff]{1,14}?(?:法|条例|办法|规定))》?(?=.{0,16}(?:条|§))|条的?《?([\u4e00-\u9fff]{1,12}(?:法|条例|办法))"
    r"|((?:[a-z]+[- ]){0,5}(?:law|act|code|regulation)\b)|\b(?!art|does|what|see)([a-z]{3,6}),? art"
)
_ARTICLE = later(
    r"第 ?([0-9]{1,3}|[零〇一二三四五六七八九十百]{1,7}) ?条|([0-9]{1,3}) ?条|(?:\b(?:article|art\.?|artcile)|§) ?([0-9]{1,3})"
)
_BEFORE_LAW = later(r"^.*(?:提到|关于|看看|查|说的?|请问|想问|根据|按照?|那个|这个|的是|一下)(?=.)")
_ASKED_OF = later(
    r"请问|想(?:知道|问|请教)|告诉我|帮我|给我|可以.{0,12}吗|\b(?:could|would|can) you\b|\b(?:tell|show|give|remind) me\b|\bi (?:want|need|would like|'d like) to know\b|\bi wonder\b"
)
_ENDS_ASKING = later(r"[?？吗嗎么呢啊呀啥]\s*$")
_ENDS_WITH_WHAT = later(r"(?:什么|怎么?样|如何|几分|多少分?|哪[里些个])[的了呢啊?]*$")
_TAG = later(
    r"[,;—–-] ?(?:right|correct|yes|(?:is|are|do|does|did|have|has|was|were)(?:n't)? (?:it|that|they|we)|[对是][吧吗]|对不对|是不是)[?]?$"
)
"""What only asks to be told that an answer before it is right."""
_LONGEST_ASKED, _SHORT_ASKED = 90, 36


def wish(message: str, rubric: Rubric, plainly: bool = False, asked: Sequence[str] | None = None) -> Understood | None:
    """What a message wants of the conversation, `plainly` so; None where it wants nothing, or something that is none of these.

    `asked` are the questions one can go to, all where it is not told.
    """
    folded = fold(message[:LONGEST])
    alone = known().alone.get(as_said_alone(folded)) if len(folded) <= _SHORT_ASKED else None
    if alone is not None and alone in _MEANS and not (plainly and alone in _MAY_ANSWER):
        return _MEANS[alone]
    if _JUDGES_ITSELF.fullmatch(as_read(folded)):
        return None
    asking = "?" in folded or _ends_asking(message) or _ASKED_OF.search(as_read(folded))
    if not asking and _IT_DOES.match(folded):
        return None
    least = _CLEAR if asking else max(_CLEAR, _EACH * len(marks(folded)))
    if len(folded) <= _TERSE and _ENDS_WITH_WHAT.search(folded):
        least = _LIKELY
    wanted = (None if plainly else alone) or known().of(folded, _PLAIN if plainly else least)
    if with_figure := _what_if_figure(folded, wanted == "what-if"):
        return with_figure
    if wanted not in _NOT_TO_BE_TOLD and not asking and folded.isascii() and len(folded.split()) >= _TELLS:
        wanted = wanted if _ASKED_FOR.search(folded) else None
    match wanted:
        case "article":
            return _article(as_read(folded)) or "basis"
        case "since":
            return _since(folded)
        case "grade":
            return _grade(folded)
        case "why-score" if figure := _SCORE.search(folded):
            return AskWhyScore(figure[1] or figure[2])
        case "term":
            return AskTerm(term) if (term := term_in(folded, rubric)) else None
        case "go" if not asking and folded.isascii() and len(folded.split()) > _TELLS and not _TO_ME.search(folded):
            return None
        case "go":
            return _to_go(_named_to_go(folded, rubric), rubric, rubric.order if asked is None else asked)
        case "worth-named" if len(folded) <= _BRIEF and not (asking or _OF_POINTS.search(folded)):
            return None
        case "what-if" if not _IF.search(folded) and _tells_of_the_matter(folded):
            return None
        case "as-before" if _THAN.search(folded):
            return None
        case "said" | "what-if" | "worth-named":
            return _named(wanted, folded, rubric)
        case "worth-this" | "settles" | "time" | "left" | "score" if _tells_of_the_matter(folded):
            return None
        case "time" if not asking and _A_FIGURE.search(folded) and not _UNTIL_THE_END.search(folded):
            return None
        case "colleague" if not _SOMEBODY.search(folded):
            return None
        case "leave" if not _GOING.search(folded):
            return None
        case "thanks" if _THANKFUL.search(folded):
            return None
        case "gate-this" | "gates" if not (asks_something(folded) or _A_GATE.search(folded)):
            return None
        case "report" if not _THE_REPORT.search(folded) or (not asking and _A_REPORT_IS.search(folded)):
            return None
        case "about" | "who-sees" | "if-unsure" if not (_ABOUT_IT[wanted].search(folded) and asks_something(folded)):
            return None
        case "next" if _NEXT_TO.search(folded):
            return None
        case "back" | "leave" if _TOLD_WHEN.search(folded):
            return None
    return _MEANS.get(wanted or "")


_IF = later(r"(?:\b(?:what if|suppose|supposing|assuming|if|say)\b|如果|假如|要是|假设|倘若|若是)(?P<said>[^?？。;]*)")
_INSTEAD = later(r"[,， ]*(?:\b(?:instead of|rather than|and not|not)\b|而不是|而非|不是)[^,，]*")
_A_FIGURE = later(
    rf"百分之(?:{NUMBER})|(?:{NUMBER}) ?(?:%|个?工作日|个?小时|分钟|天|日|个?月|年|[次回]|(?:per ?cent|percent|pct|(?:working |business )?days?|hours?|minutes?|months?|years?|times)\b)"
)
_ASKS_WHAT = later(
    r"\bwhat if\b|\bwhat (?:would|will|happens?|does|is|about)\b|\bhow (?:much|many|would|will|far)\b|会怎么?样|会如何|会变|多少分|几分|几星|分数|加分|得分|等级|怎么样|呢[?？]?$"
)
_AROUND_A_FIGURE = later(
    r"\b(?:we|our|the|an?|it|they|were|was|is|are|be|been|took|takes?|only|to|in|for|within|at|by|became|goes|went|fell|dropped|rose|that|all)\b|[就能都是为了会到占]|变成|改成|只有|我们"
)
_ASKS_AFTER = later(r"[,，].*|(?:的话)?(?:会|能)?(?:怎么?样|如何|变|怎样|多少|几).*|呢$|\b(?:what|how|would) .*")


def _what_if_figure(folded: str, wanted: bool) -> AskWhatIf | None:
    """What is asked of a figure that something might have: "what if the share were 3 per cent instead of 0.8"."""
    found = _IF.search(folded)
    said = _INSTEAD.sub("", found["said"]) if found else ""
    figure = next(reversed([*_A_FIGURE.finditer(said)]), None)
    if not figure or not (wanted or _ASKS_WHAT.search(folded)):
        return None
    said = said[: figure.end()] + _ASKS_AFTER.sub("", said[figure.end() :])
    name = _AROUND_A_FIGURE.sub(" ", said[: figure.start()] + " " + said[figure.end() :])
    return AskWhatIf(" ".join(name.split()) or said.strip(), said.strip())


_TELLS = 8
_NOT_TO_BE_TOLD = (
    "colleague",
    "thanks",
    "leave",
    "saved",
    "back",
    "slower",
    "as-before",
    "hello",
    "agreed",
    "language",
    "start-over",
    "undo",
    "next",
    "go",
    "help",
    "if-unsure",
)
"""Wishes that may be told as a statement is: the others ask to be told or shown something."""
_ASKED_FOR = later(
    r"\b(?:what|how|why|which|whether)(?:'s)?\b|(?:^|[,.;:] ?|\b(?:so|and|ok|okay|well|please|now|hey|um|but|then|just|right|maybe)\b,? ?)(?:where|when|who|is|are|am|do|does|did|can|could|would|should|will|show|tell|give|list|explain|remind|open|bring|take|let|summar\w*|recap|sum|download|print|export|send|get|go|check|find|run|walk|quick)\b"
    r"|\bi(?:'d| would|'m)? (?:just )?(?:want|need|like|love|wonder|wanna|curious|wondering|looking)|\b(?:tell|show|give|remind|send) (?:me|us)\b|\b(?:scores?|stars?|sat?r|grades?|self-check|red lines?|this question|rundown|write-up|w(?:h?at|aht|h?cih|ich|hih)s?|wher|gimme|kindly|grateful|appreciate|obliged|may i|curious|wondering|any idea|no idea|please|pls|your (?:advice|view|suggestion))\b"
)
"""Who asks, in English, begins with what he asks, says that he wants it, or speaks of score and grade."""
_TO_ME = later(
    r"\b(?:me|us|let's|question|please|i|jump|skip|start with|carry on|continue)\b|^(?:(?:ok(?:ay)?|now|then|and|so|right|well),? )*(?:go|show|open|take|do|move)\b"
)
"""What a message of more than so many English words has that asks to be taken somewhere, and does not tell who goes where."""
_FRANKLY = r"(?:(?:说?(?:老?实|真)(?:话|讲|的|说)|坦白(?:说|讲)?|讲真的?|honestly|frankly|to be (?:honest|frank|fair)|tbh|i must (?:say|admit)|i have to (?:say|admit))[,， ]*)?"
_JUDGES_ITSELF = later(
    rf"{_FRANKLY}(?:[这那]一?[个块项点方题]面?|在这方面|我们|咱们|{_FRANKLY}|[,， ])*(?:[做弄搞干管]得?|算|比较|还|是|都|挺|很|真的|确实|有点|有些|也)*(?:不(?:太|够|大|怎么|算)?)?(?:很|太)?(?:好|行|弱|差|一般|一般般|到位|理想|样)(?:[的了啊吧呀]|[,， ])*{_FRANKLY}"
    rf"|{_FRANKLY}(?:we|ours|our side|this|that|it)\b(?:(?!\b(?:how|what|why|where|which|who|when|score|points?|stars?|grades?|want|need|if|more|next)\b)[^?？.;]){{0,50}}\b(?:well|great|good|bad(?:ly)?|weak|strong|poor(?:ly)?)\b(?: (?:at|on|in|with|about) (?:this|that|it|these|here)(?: one| bit| part)?| here| either| at all| enough| yet)*[,， ]*{_FRANKLY}",
    re.ASCII,
)
"""What only says of oneself how well something is done: it wants nothing and sends nobody anywhere."""


def _tells_of_the_matter(folded: str) -> bool:
    """Whether an English message asks nothing and has no word of the self-check: "takes a week or so"."""
    return folded.isascii() and not (asks_something(folded) or _OF_THE_CHECK.search(folded))


_UNTIL_THE_END = later(
    r"[几幾多剩还還够夠完]|来得及|來得及|\b(?:left|remain\w*|finish\w*|done|end|still|more|longer|enough|how|if)\b"
)
"""What speaks of the time that is left, where a time is named."""
_OF_THE_CHECK = later(
    r"\b(?:scor\w*|scoer|points?|marks?|weigh\w*|worth|ratings?|totals?|grad\w*|stars?|questions?|remain\w*|left|min(?:ute)?s?|longer|time|settles?|decides?|matters?|lock|unanswered|answer\w*|progress|finish\w*|done|whats|wheres|hwo)\b"
)
_IT_DOES = later(
    r"(?:(?:well|yes|yeah|no|but|and|so|ok(?:ay)?|oh|actually|though|honestly)[,， ]+)*(?:it|they|that|this|these|those) (?:does|do|did) (?!not\b|it\b|that\b|this\b)[a-z]{3,}"
)
"""What stresses that something is so: it states, and wants nothing."""
_THAN = later(r"\bthan (?:before|last|the last|previously)\b")
"""What is compared with another time, and with no answer before."""
_SOMEBODY = later(
    r"[转问找让请交发派丢甩推叫归管传俾给部]|负责|来答|来填|同事|\b(?:send|pass|ask|forward(?:ed)?|hand|kick|give|let|some(?:one|body)|colleagues?|together|not (?:mine|my)|answers?|fill(?:s|ed)?|knows?|can(?:'?t|not)|go(?:es)? to|share|else|area|sure|idea|clue)\b|\b(?:one|this|that|it|question)(?:'s| is)? for\b"
)
"""Who wants somebody else to answer says so, or that he himself cannot; who only has a department does not."""
_GOING = later(
    r"先|今[天儿日晚]|金天|[明名后听改第][天日二]|明儿|下[班线次回]|到[这此呢]|[停撤走拜歇]|再见|休息|不[做弄填搞答写]|继续|接着|回头"
    r"|\b(?:stop|leav(?:e|ing)|break|today|tody|tomorrow|tonight|evening|night|later|another|next|rest|continue|carry on|resume|bye|goodbye|go|going|gonna|gotta|gota|gtg|run|call(?:ing)? it|pause|close|end|conclude|finish|enough|back|off|away)\b"
)
"""Who leaves says so, or speaks of today, of another day or of what calls him away."""
_THANKFUL = later(r"\bthank(?:fully| (?:god|goodness|heavens?|the lord))\b|谢天谢地|謝天謝地")
"""Who says so is glad of something and thanks nobody."""
_A_GATE = later(
    r"[红紅宏鸿][线線]|必[过過须須要备備]|[强強]制|否[决決]|卡[住死]|\b(?:gates?|red[- ]?lin\w*|knock\w*|deal ?breakers?|must\w*|mandatory|compulsory)\b"
)
"""Who asks of gates asks something, or names them."""
_OF_POINTS = later(r"[值加几]分|多少|[几多]少?分|分数|权重|\b(?:worth|points?|marks?|gain|weigh\w*|count\w*)\b")
"""Who asks what something is worth asks, or speaks of points."""
_THE_REPORT = later(
    r"[报報印导導]|pdf|文[件档檔]|材料|下[载載]|存[档檔]|[结結]果|[发發][给給]|出[一份个個]|份|\b(?:re?p[ro]+ts?|documents?|papers?|(?:print|export|download)\w*|files?|copy|word|summary|write-?up|hand|send|present)\b"
)
"""Who wants the report names it, or what is done with it."""
_A_REPORT_IS = later(
    r"\breports? (?:is|are|was|were|has|have|gets?|goes|stands?)\b|(?:报告|報告)(?:已经|都|也|就|是)*(?:在|放|挂|发布|公布|公示|公开|上传)"
)
"""Who says where a report is wants none."""
_ABOUT_IT: Mapping[str, re.Pattern[str]] = {
    "about": later(
        r"官方|[证认]|什么用|干[什嘛啥吗么]|做[什啥]|用处|有用|效力|算数|关系|星|\b(?:official|certif\w*|for|points?|purpose|count|government|us|filling|behind)\b"
    ),
    "who-sees": later(
        r"[看见传存泄报]|外流|保密|隐私|安全|服务器|\b(?:see|shar\w+|send\w*|stor\w+|private|privacy|confidential|upload\w*|data|go(?:es)?|end up|read|keep|kept|saved)\b"
    ),
    "if-unsure": later(
        r"不(?:太?知道|太?清楚|确定|太?懂|了解|晓得|会)|拿不准|答不[上出]|没把握|[唔冇]知|\b(?:not sure|unsure|(?:don't|doesn't|do not)[ -]know|no idea|not certain|nobody knows|no one knows|no clue)\b"
    ),
}
"""Who asks what all this is for, who sees the answers or what to do where one does not know has such words."""
_ASKS = later(
    r"[?吗呢啊咋谁哪]|怎[么样]|什么|啥|能不能|可以|行不行|会不会|[会能]唔[会能]|还是|[认见]不|是不是|是干|万一|点[算答]|不$|\b(?:what|who|where|how|can|could|should|will|do|does|is|are|purpose|if)\b"
)


def asks_something(folded: str) -> bool:
    """Whether a message has a word of a question; "I don't know" has none."""
    return _ASKS.search(folded.replace("don't", "").replace("do not", "")) is not None


_NEXT_TO = later(r"\bnext (?:to|(?:\w+ )?(?:day|morning|week|month|year|release|version))\b")
"""Where something stands, and when something is to be: no wish to go on."""
_TOLD_WHEN = later(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[0-9一二三四五六七八九十两半]+ ?(?:年|个?月|天|周|小时)")
"""When something was or how long it took: what is told, and no wish to go."""
_THIS = later(r"[这那本此该呢]|当前|眼前|\b(?:this|that|it|here)\b")
_CHOSEN = later(r"(?:选|选择|选项|第|option|choose|chose|chosen|pick|picked|number) ?([0-9]{1,2})(?! ?[题条季年%])")


def _named(wanted: str, folded: str, rubric: Rubric) -> Understood | None:
    """What is asked of a name, of an option by its number, or of the question on screen where "this" stands for one."""
    talk = known().talk[wanted]
    name = spoken_of(folded, rubric, talk)
    if not name and not _THIS.search(folded):
        name = _left_over(folded, talk)
    match wanted:
        case "what-if":
            chosen = _CHOSEN.search(folded)
            return AskWhatIf(chosen[1] if chosen else name)
        case "worth-named":
            return AskWorth(name) if name else "ask-worth"
    return AskSaid(name) if name or (_THIS.search(folded) and asks_something(folded)) else None


def _to_go(name: str, rubric: Rubric, asked: Sequence[str]) -> Go | None:
    """The place that is named; one that words are only about is offered, as nobody is led away who did not ask for it."""
    going = go_to(name, rubric, asked, near=True) if name else None
    if going is None or going.target is None or going.target in named(name, rubric, asked, alike=False):
        return going
    return Go(None, (going.target,), name)


def _named_to_go(folded: str, rubric: Rubric) -> str:
    """What the bank knows of a place to go to, with the words around it that nobody says with such a wish."""
    talk = known().talk["go"]
    name, longer = spoken_of(folded, rubric, talk), _left_over(folded, talk)
    return longer if name in longer else name


def _left_over(folded: str, talk: Mapping[str, float]) -> str:
    """The longest stretch of words that nobody says with a wish: a name that the bank does not know."""
    stretches = [(0, 0)]
    for fragment, start, end in fragments(folded):
        if fragment not in talk:
            before = stretches[-1]
            stretches.append((before[0], end) if start <= before[1] + 1 and before[1] else (start, end))
    start, end = max(stretches, key=lambda one: one[1] - one[0])
    return folded[start:end]


def _article(text: str) -> AskArticle | None:
    article, law = _ARTICLE.search(text), _LAW.search(text)
    count = number(next(filter(None, article.groups()))) if article else None
    if not count:
        return None
    named = _BEFORE_LAW.sub("", next(filter(None, law.groups()))) if law else ""
    return AskArticle(re.sub(r"^(?:(?:of|in|from|the) )+", "", named).strip(), int(count))


def _since(folded: str) -> AskSince | None:
    days = [one[0] for one in SPOKEN.finditer(unspaced(folded)) if spoken(one[0])]
    return AskSince(max(days, key=len)) if days else None


_SCORE = later(
    r"(?<![0-9.])(1?[0-9]{1,2}(?:\.[0-9]+)?) ?分|\b(?:why|score|at|only) (?:\w+ ){0,2}?(1?[0-9]{1,2}(?:\.[0-9]+)?)(?![0-9%.])"
)
"""A figure that the score is taken for."""
_GRADE = later(r"([一二三四五1-5两])颗?星|\b([1-5]|one|two|three|four|five)[- ]?stars?\b")
_NEXT = later(r"下一|[再上]一?[颗个级档]|[再往][升上高]|升|\b(?:next|another|one more|up|higher|better)\b")
_STARS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def _grade(folded: str) -> AskGrade:
    found = _GRADE.search(folded)
    named = (found[1] or found[2]) if found else None
    following = _NEXT.search(folded) is not None
    if named is None or (following and _STARS.get(named, named) in (1, "1")):  # one star more
        return AskGrade(None, target=not following)
    return AskGrade(_STARS.get(named) or int(named))


def wished(message: str, said: Understood | None, rubric: Rubric, asked: Sequence[str]) -> Understood | None:
    """What is wanted by a message that is not understood otherwise; a word that nobody knows is not explained by one in it."""
    near = isinstance(said, AskTerm) and said.candidates
    wanted = wish(message, rubric, bool(near), asked)
    if wanted is None and said == NotUnderstood():
        name = bare(fold(message))
        return next((AskTerm(one) for one in terms_of(rubric) if name in map(bare, (one.name.zh, one.name.en))), None)
    if isinstance(said, AskTerm) and wanted == "why":
        return said  # a word was asked about, not the question
    return said if near and isinstance(wanted, AskTerm) else wanted


def question_asked(typed: str, rubric: Rubric) -> Understood | None:
    """What is asked where there is no question to answer: the questions of the conversation, and a word or a day alone."""
    message = clean(typed, LONGEST)
    if isinstance(message, Invalid):
        return message
    short = tidy(fold(message)).rstrip("? ")
    commanded = command(short)
    said = meaning(short, rubric) or (commanded if commanded in ("ask-who", "ask-left", "leave") else None)
    if not short or (said and not left_open(said, message)):
        return said
    if wanted := wished(message, said, rubric, rubric.order) or said:
        return of_another(wanted, message, None, rubric)
    day = re.sub(r"^(?:自从|从|自|since )|(?:以来|起)$", "", short)
    if spoken(day):
        return AskSince(day)
    if term := term_of(short, terms_of(rubric)):
        return AskTerm(term)
    known = about(short, rubric) and len(bare(short)) >= (2 if HAN.search(short) else 4)
    return AskSaid(short) if known else NotUnderstood()


def of_another(said: Understood, message: str, question: Question | None, rubric: Rubric) -> Understood:
    """What was understood; of evidence and law, of the questions about what is named where the one on screen is none of them."""
    if said not in ("evidence", "basis"):
        return said
    folded = fold(message[:LONGEST])
    name = "" if _THIS.search(folded) else spoken_of(folded, rubric, known().talk[f"{said}-this"])
    of = about(name, rubric, least=0.5, beyond=REST) if name else []
    return (
        AskOf("evidence" if said == "evidence" else "basis", name)
        if of and (question is None or question.id not in of)
        else said
    )


def _ends_asking(message: str) -> bool:
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
        case Answer() if _TAG.search(fold(message)):
            return False
        case Answer() | NotUnderstood(candidates=(_, *_)):
            return _ends_asking(message) or _ASKED_OF.search(as_read(message)) is not None
        case NotUnderstood() | Note():
            return True
        case AskTerm(term=None):
            return True
    return False
