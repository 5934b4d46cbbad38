"""What is wanted of the conversation in any words: how it is understood, and that nothing stated is taken for it."""

from __future__ import annotations

import pytest
import yaml

from ecq.interview.typed.outcomes import AskArticle, AskGrade, AskSaid, AskSince, AskWhatIf, AskWorth, ShowPage, Skip
from ecq.interview.typed.reading import understand
from ecq.interview.typed.wanted.wishes import wish
from ecq.rubric.model import Rubric
from tests.talk.__main__ import NO_ANSWER, SAID
from tests.talk.asked.__main__ import counted_apart, name_of

WANTED = {
    "总分怎么才这样，是怎么算出来的": "ask-why-score",
    "這題看了三次還是不懂在問什麼": "why",
    "why on earth do you need to know this?": "why",
    "这一题值几分": "ask-worth",
    "points for this?": "ask-worth",
    "直播那一块总共值多少分": AskWorth("直播"),
    "假如退款整改好了，分数能到多少": AskWhatIf("退款"),
    "Suppose we fix the buyer reviews. What would our score be then?": AskWhatIf("buyer reviews"),
    "员工培训那边我之前填的啥": AskSaid("员工培训"),
    "可以跟我说一下电商法38条写了什么吗": AskArticle("电商法", 38),
    "跟三天前比自查里都变了哪些东西": AskSince("三天前"),
    "Show me what has changed in the self-assessment since 1 November.": AskSince("1 november"),
    "我们离五星还差多少": AskGrade(5),
    "is the next star within reach?": AskGrade(None),
    "再升一星要多少分": AskGrade(None),
    "離目標還有幾分啊": AskGrade(None, target=True),
    "how many points are we short of our target?": AskGrade(None, target=True),
    "我们总共得了几分呀": "ask-score",
    "what's the score then?": "ask-score",
    "多少分": "ask-score",
    "分數是不是算錯了呀": "ask-why-score",
    "刚才押金那个我怎么答的来着": AskSaid("押金"),
    "hold on a second, before I answer, what is it that the law says?": "basis",
    "没听明白": "why",
    "what exactly are you asking me here?": "why",
    "啥意思啊这题": "why",
    "sorry, what?": "why",
    "what's the law behind this one?": "basis",
    "跟前面一題一樣": "as-before",
    "the same as the one before": "as-before",
    "呢題點解要問": "why",
    "嗯，就是这样": None,
    "说实话这个做得不太行": None,
    "升下一星最省事的办法": ShowPage("plan"),
    "給我報告": ShowPage("report"),
    "红线还有哪几条没过": "ask-gates",
    "这条算红线吗": "ask-gate",
    "what happens if we can't meet it": "ask-gate",
    "这题是从哪部法律来的": "basis",
    "这个法条怎么说的？": "basis",
    "呢題要交咩證明": "evidence",
    "what are we weakest at?": "ask-weakest",
    "前面有一题我答错了，怎么改？": "ask-undo",
    "關了網頁，之前答的會不會丟": "save",
    "转技术部答": "colleague",
    "这个我们做得不太好，说实话": None,
    "honestly, we are not doing too well on that": None,
    "we're not great at this, to be honest": None,
    "坦白讲这块我们做得一般": None,
    "you see the price next to it": None,
    "newest first, you can also sort by rating, nobody pays to be on top": None,
    "we did one for face recognition and one for the new ad system, the export one is still missing": None,
    "about 92 I'd say, September was closer to 88": None,
    "今儿就先到这吧，明天再弄": "leave",
    "这题先放着，咱们往下走": Skip(),
    "hang on, go back one, I wanna look at the last question again": "back",
    "现在整体是个什么情况，给我捋一捋": "ask-summary",
    "剩下没答的题里哪几道会决定最后评几星？": "ask-settles",
    "so roughly how many more minutes will this take": "ask-time",
}


@pytest.mark.parametrize("typed", WANTED)
def test_a_wish_is_read_in_any_words(shipped: Rubric, typed: str) -> None:
    assert wish(typed, shipped) == WANTED[typed]


def test_most_of_what_others_wanted_is_understood_and_nothing_of_it_recorded(shipped: Rubric) -> None:
    """An eighth of the sentences, by a reader that has learned from the others."""
    outcomes = [what for _, _, what in counted_apart(shipped, range(1))]
    assert len(outcomes) > 230
    assert outcomes.count("right") >= 0.9 * len(outcomes)
    assert "recorded" not in outcomes


def test_what_is_stated_of_the_platform_is_seldom_taken_for_a_wish(shipped: Rubric) -> None:
    """Where it is, nothing else was understood of it, and nothing is recorded."""
    stated = [
        case
        for name in ("said", "eighteenth", "nineteenth")
        for case in yaml.load(SAID.with_stem(name).read_bytes(), Loader=yaml.CSafeLoader)
        if case["question"] in shipped.by_id and case["kind"] not in NO_ANSWER
    ]
    taken = [
        case["say"]
        for case in stated
        if wish(case["say"], shipped)
        == understand(case["say"], shipped.by_id[case["question"]], shipped, shipped.order)
    ]
    assert len(stated) > 700
    assert len(taken) <= 1, taken


def test_a_word_that_nobody_knows_is_not_explained_by_one_that_is_in_it(shipped: Rubric) -> None:
    question = shipped.by_id[shipped.order[0]]
    assert name_of(understand("什么是等保护", question, shipped, shipped.order)) == "AskTerm"
