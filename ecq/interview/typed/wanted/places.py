"""Places of the self-check that a message names, and where it wants to go: "go to complaints"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.topics import about, with_a_slip
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.folding import HAN, bare, forms
from ecq.interview.typed.outcomes import Go, PageId, ShowPage
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

MOST_CANDIDATES = 5
_MOST_OF_IT = 0.5
"""The share of what is named that a question must speak of to be gone to."""
_SHORT_NAME = 6
_SAYS_SOMETHING = later(r"[都了没不有很也会就是过]")
"""What no name of a place has."""
_BOUND = later(
    r"(?:请|那|麻烦|帮我|我要|我想|先|带我去?)*(?:跳|转|切|前往|去到|go |jump |switch |move |take |back |return |goto)|带我"
)
"""What asks to go somewhere, whatever follows."""
_LIKE = 80.0
_WANTED = later(
    r"(?:请|那|麻烦|帮我|我要|我想|先|带我)*(?:(?:打开|翻到|翻去|切去)(?=.+[那这](?:一?块|一?部分|[道一个]?题))|(?:去|前往|跳到|跳转到|跳去|转到|回到|切到|切换到|去到|去答|先答|回(?![答复访收款购退滚传馈应执避头来去到]))(?![年除掉重向哪哄世污皮噪])"
    r"|(?:go|jump|skip|switch|move|take me|back|return) ?to|goto|go back to) ?:?(?!\s*(?:the )?(?:previous|last|next|start|beginning)\b|[上前下][一个][题步个道条])(?P<where>.{1,80})"
)
_TAKE_ME = later(
    r"(?:请|我|先|想|要|还是|[,， ])*(?:看|答|填|弄|做|改)?(?:一?下)?(?P<where>[^,，。不没吗]{2,10}?)(?:的)?[那这](?:一?块|一?部分|边|里|几?[道个一]?题|方面)?[吧啊]?[,， ]+(?:请|麻烦)?(?:带我去?|跳|转|帮我跳)(?:过?去|到那)?(?:看看|一下)?[吧啊]?"
)
"""A place that is named before one asks to be taken there."""
_OPEN = later(
    r"^(?:换一?个|请|麻烦|帮我|给我|那么?|就|先|你|能不能|可以|我[想要]|[,， ])*(?:打开|翻到|找到|调出|跳转?到|跳去|去到?|把)(?:一下|关于)?(?P<where>[^,，。不没吗]{2,14}?)的?(?:[那这](?:一?块|一?部分|边|里|几?[道个一]?题|方面)|部分)(?:打开|调出来|去|看看|一下)*[吧啊呗]?$"
)
"""What asks for a part of the questions to be opened, in words that name it as one."""
_ASIDE = later(r"(?<=[\u3400-\u9fff])(?:[吧啊呀]? |[,，。])(?=[\u3400-\u9fff]).*|(?<=[a-z])[.;,] .*")
"""What is said behind a place to go to: why one wants to go there."""
_A_PART = later(
    r"(?:那|就|咱们|我们|来|再|要不|还是|,)*(?:我?(?:想|要)先?(?:看|答|填|弄)(?:一?下|看)?|(?:先|(?<=再)|接着|直接)(?:问一?问?|聊一?聊?|说一?说?|谈一?谈?|讲|答|做|填|看|弄)|问问|问一问|聊聊|聊一聊|谈谈|说说)(?:看)?(?P<where>[^,，。不没吗]{2,8}?)(?:的)?[那这](?:一?块|一?部分|边|几[道个]?题?|方面)(?:的题?)?[吧呗啊]?"
    r"|(?:ok |so |and |now |then )*(?:let's|let me|let us|can we|can i|could we|i(?:'d| would) like to|we(?:'d| would) like to|i want to)(?: just)? (?:do|start with|go (?:on )?with|fill in|open|answer) (?:the |all the )?(?:(?:parts?|sections?|bits?|questions?|block|chapter|ones?) (?:about|on|for|of|with|around|that deals? with) (?P<of>[a-z' -]{3,40}?)|(?P<part>[a-z -]{3,30}?) (?:ones?|bits?|parts?|sections?|questions?))(?: first| next| now| instead| please)*"
    r"|(?:please )?(?:start with|fill in|open) the (?P<named>[a-z -]{3,30}?) (?:one|bit|part|section|questions?)(?: first| next| now| please)*"
)
"""What begins to speak of a part of the questions: "let us do the refunds bit first"."""
_NUMBERED = later(r"(?:第 ?([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?题|question ([0-9]{1,3}))")
_PAGES: Mapping[str, PageId | None] = {
    **dict.fromkeys(("画像", "平台画像", "profile", "platform profile"), "profile"),
    **dict.fromkeys(("结果", "results"), "results"),
    **dict.fromkeys(("报告", "report"), "report"),
    **dict.fromkeys(("首页", "开始", "home")),
}
_AROUND = later(
    r"^(?:the|my|our|那个|关于|question (?:on|about)|section)\s*|(?<=.)[吧呗啊呀了]$|(?<=[块题边里分项])去$|\s*(?:那[一道个]?题|那一?项|那一?块|那一?部分|这一?题|的题|部分|指标|章节?|那里|那边|题目?|questions?|section|part|page|indicator)$"
)


def _alone(where: str) -> str:
    """The name of a place without the words around it."""
    while (shorter := _AROUND.sub("", where).strip()) != where and shorter:
        where = shorter
    return where


def named(where: str, rubric: Rubric, asked: Sequence[str], alike: bool = True) -> list[str]:
    """The dimensions, indicators or questions that folded words name, the surest kind alone; `alike`: or that are like them."""
    where = _alone(where)
    name = bare(where)
    tiers = list(_tiers(where, name, rubric, asked)) if name else []
    return next((tier for tier in (tiers if alike else tiers[:4]) if tier), [])


def places(where: str, rubric: Rubric, asked: Sequence[str]) -> list[str]:
    """Where folded words may lead: what they name, else the questions they are about, else what is spelled like them.

    An indicator that most of several questions belong to stands before them.
    """
    where = _alone(where)
    found = named(where, rubric, asked, alike=False)
    if not found:
        among = frozenset(asked)
        found = [one for one in about(where, rubric, least=_MOST_OF_IT) if one in among] or named(where, rubric, asked)
    questions = [one for one in found if one in rubric.by_id]
    if len(questions) > 1 and len(questions) == len(found):
        indicator, times = Counter(rubric.place[one][1] for one in questions).most_common(1)[0]
        return [indicator, *questions] if 2 * times > len(questions) else questions
    return found


def go_to(where: str, rubric: Rubric, asked: Sequence[str], near: bool = False) -> Go:
    """The one place that is meant, the places that may be; `near`: or those a slip away."""
    where = _alone(where)
    found = places(where, rubric, asked)
    if not found and near:
        word = with_a_slip(bare(where), rubric)
        found = places(word, rubric, asked) if word else []
        return Go(None, tuple(found[:MOST_CANDIDATES]), where)
    return _going(found, where)


def destination(folded: str, question: Question, rubric: Rubric, asked: Sequence[str]) -> Go | ShowPage | None:
    """Where a folded, tidied text wants to go; None where it does not ask to go anywhere that exists."""
    wanted = _WANTED.fullmatch(_OPEN.sub(r"跳到\g<where>", _TAKE_ME.sub(r"去\g<where>", folded)))
    where = _ASIDE.sub("", wanted["where"]).strip() if wanted else folded
    numbered = _NUMBERED.fullmatch(where)
    if numbered:
        return _at_place(int(number(numbered[1] or numbered[2]) or 0), question, rubric, asked)
    if not wanted and (of := _A_PART.fullmatch(folded)):
        going = go_to(of["where"] or of["of"] or of["part"] or of["named"], rubric, asked)
        return going if going.target or going.candidates else None
    if not wanted or _alone(where) in _PAGES:
        page = _PAGES[_alone(where)] if wanted else None
        return ShowPage(page) if page else None
    bound = _BOUND.match(folded) is not None or _OPEN.fullmatch(folded) is not None
    if not bound and (len(bare(_alone(where))) > _SHORT_NAME or _SAYS_SOMETHING.search(where)):
        found = named(where, rubric, asked)
        return _going(found, where) if found else None
    going = go_to(where, rubric, asked, near=bound)
    return going if going.target or going.candidates else None


def _going(found: Sequence[str], where: str) -> Go:
    return Go(found[0]) if len(found) == 1 else Go(None, tuple(found[:MOST_CANDIDATES]), where)


def _at_place(place: int, question: Question, rubric: Rubric, asked: Sequence[str]) -> Go:
    """The question of that number as the screen counts: among those asked of the present indicator."""
    indicator = rubric.place[question.id][1]
    within = [one for one in asked if one in rubric.place and rubric.place[one][1] == indicator]
    return Go(within[place - 1] if 1 <= place <= len(within) else None)


def _tiers(where: str, name: str, rubric: Rubric, asked: Sequence[str]) -> Iterator[list[str]]:
    """Places that fit, surest kind first: by id or title, by part of a title, by words of a question, by likeness."""
    known = [one for one in asked if one in rubric.by_id]
    within = {node for one in known for node in rubric.place[one]}
    nodes = {node.id: node.title for node in rubric.nodes.values() if node.id in within}
    asked_texts = {one: rubric.by_id[one].text for one in known}
    identity = where.replace(" ", "-")
    yield [one for one, title in nodes.items() if identity == one or name in forms(title)]
    yield [one for one in known if identity == one]
    if len(name) >= 2:
        yield [one for one, title in nodes.items() if _part_of(name, title)]
        yield [one for one, text in asked_texts.items() if _part_of(name, text)]
    if len(name) >= (3 if HAN.search(name) else 5):
        everything = {**nodes, **asked_texts}
        degrees = {one: _degree(name, text) for one, text in everything.items()}
        yield sorted((one for one in degrees if degrees[one] >= _LIKE), key=lambda one: (-degrees[one], one))


def _part_of(name: str, text: Text) -> bool:
    return any(name in form for form in forms(text))


def _degree(name: str, text: Text) -> float:
    return max(
        fuzz.partial_ratio(name, form) if len(name) <= len(form) else fuzz.ratio(name, form) for form in forms(text)
    )
