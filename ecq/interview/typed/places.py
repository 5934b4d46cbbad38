"""Where "go to complaints" leads: to a dimension, indicator or question among those asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from ecq.base.language import Text
from ecq.interview.typed.folding import HAN, bare, forms
from ecq.interview.typed.numerals import number
from ecq.interview.typed.outcomes import Go
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

MOST_CANDIDATES = 5
_LIKE = 80.0
_WANTED = re.compile(
    r"(?:请|我要|我想|先|带我)?(?:(?:去|前往|跳到|跳转到|跳去|转到|回到|切到|切换到|去到|去答|先答)(?![年除掉重向哪哄世污皮噪])"
    r"|(?:go|jump|skip|switch|move|take me|back|return) ?to|goto|go back to) ?:?(?P<where>.{1,80})"
)
_NUMBERED = re.compile(r"(?:第 ?([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?题|question ([0-9]{1,3}))")
_PAGES = frozenset(("结果", "报告", "首页", "画像", "开始", "results", "report", "home", "the report", "the results"))
_AROUND = re.compile(
    r"^(?:the|那个|关于|question (?:on|about)|section)\s*|\s*(?:那一?题|那一?项|那一?部分|这一?题|的题|部分|指标|章节?|那里|那边|题目?|questions?|section|part|page|indicator)$"
)


def named(where: str, rubric: Rubric, asked: Sequence[str], alike: bool = True) -> list[str]:
    """The dimensions, indicators or questions that folded words name, the surest kind alone; `alike`: or that are like them."""
    while (shorter := _AROUND.sub("", where).strip()) != where and shorter:
        where = shorter
    name = bare(where)
    tiers = list(_tiers(where, name, rubric, asked)) if name else []
    return next((tier for tier in (tiers if alike else tiers[:4]) if tier), [])


def destination(folded: str, question: Question, rubric: Rubric, asked: Sequence[str]) -> Go | None:
    """Where a folded, tidied text wants to go; None where it does not ask to go anywhere that exists."""
    wanted = _WANTED.fullmatch(folded)
    where = wanted["where"].strip() if wanted else folded
    numbered = _NUMBERED.fullmatch(where)
    if numbered:
        return _at_place(int(number(numbered[1] or numbered[2]) or 0), question, rubric, asked)
    if not wanted or where in _PAGES:
        return None
    candidates = named(where, rubric, asked)
    if not candidates:
        return None
    return Go(candidates[0]) if len(candidates) == 1 else Go(None, tuple(candidates[:MOST_CANDIDATES]))


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
