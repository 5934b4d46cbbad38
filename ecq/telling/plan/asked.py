"""What is answered to questions about one's own self-check: each sentence from the scorecard as it stands, none from memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ecq.assessment.model import Response
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Text, text
from ecq.interview import words as c
from ecq.interview.topics import REST, about
from ecq.interview.typed.figures.in_a_clause import read_within
from ecq.interview.typed.folding import bare, fold, forms
from ecq.interview.typed.outcomes import Command
from ecq.interview.typed.picks import read_single
from ecq.interview.typed.wanted.places import named
from ecq.planning.certainty import Certainty
from ecq.planning.what_if import TakenStep, apply
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid, Value
from ecq.scoring.difference import Between
from ecq.scoring.readiness import Readiness, readiness, strengths, weaknesses
from ecq.scoring.scorecard import ZERO, NodeScore, QuestionScore, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.sentences import (
    certainty_words,
    change_words,
    gate_move_words,
    hanging_line,
    moved,
    rise_words,
    signed,
)
from ecq.telling.report.cover import View
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w

# What if
WHAT_IF = text(
    "“{what}”做到最好时（{count} 题）：可以保证的分从 {before} 到 {after}（{change}），{grade}。",
    "With “{what}” at its best ({count}): guaranteed {before} → {after} ({change}), {grade}.",
)
WHAT_IF_OPTION = text(
    "“{question}”答成“{answer}”时：可以保证的分从 {before} 到 {after}（{change}），{grade}。",
    "With “{question}” answered “{answer}”: guaranteed {before} → {after} ({change}), {grade}.",
)
NEXT_ANSWER = text(
    "“{question}”答好一档（{rise}）：{change} 分。",
    "“{question}” one answer better ({rise}): {change} points.",
)
GRADE_BECOMES = text("等级从{before}变为{after}", "grade {before} → {after}")
GRADE_STAYS = text("等级仍是{grade}", "grade still {grade}")
GRADES = text("{low}到{high}", "{low} to {high}")
GATES_BECOME = text("没过的红线项从 {before} 个变为 {after} 个。", "Failed gates: {before} → {after}.")
IF_NOTHING = text("“{what}”里没有可以改好的题，分数不变。", "Nothing in “{what}” can be better; the score stays.")
IF_UNKNOWN = text(
    "没有叫“{what}”的指标、题目或选项。可以换成题目里的字。",
    "No indicator, question or option is called “{what}”. Try words of the question.",
)
IF_WHAT = text(
    "请说把什么改好，例如“如果物流改好会怎样”。", "Say what is to be better, as in “what if logistics were better”."
)
IF_SEVERAL = text("“{what}”可以指：{names}。请说是哪一个。", "“{what}” may be: {names}. Say which.")
NONE_COUNTS = text("与“{what}”有关的题目，现在都不计分。", "No question about “{what}” counts now.")
COUNTED = text("算在里面的有：{questions}。", "Counted: {questions}.")

# What something is worth
WORTH_PART = text(
    "“{what}”共 {points} 分：可以保证 {low} 分，最多 {high} 分。",
    "“{what}”: {points} points in all, {low} sure, {high} at most.",
)
WORTH_ABOUT = text(
    "与“{what}”有关的 {count} 题现在共 {points} 分。",
    "{count} questions are about “{what}”: {points} points together now.",
)
EARNED = text("已得 {now} 分。", "{now} are earned so far.")
WHICH_QUESTION = text(
    "请说是哪一题，例如“{example}值多少分”。", "Say which question, as in “how much is {example} worth”."
)

WORTH_OF = text("“{question}”：{worth}", "“{question}”: {worth}")
ALL_STEPS = text("到目标等级最少要做什么，看方案。", "The plan says what the target grade takes at the least.")

NOT_THE_SCORE = text("现在的分数不是 {figure} 分。", "The score is not {figure} now.")

# A grade, the gates, what is weakest, how an answer is changed
SCORE_NOW = text("可以保证 {low} 分，最多 {high} 分。", "{low} points are sure, {high} at most.")
SCORE_SETTLED = text("按现有回答是 {low} 分。", "{low} points with the answers given.")
SHORT_NOW = text(
    "可以保证 {low} 分，还差 {gap} 分；最多能到 {high} 分。",
    "{low} points are sure, {gap} short of it; {high} can be reached at most.",
)
OUT_OF_REACH = text("最多能到 {high} 分，还差 {gap} 分。", "{high} points can be reached at most, {gap} short of it.")
ENOUGH = text("可以保证 {low} 分，分数已够。", "{low} points are sure, which is enough.")
FOR_GRADE = text("{grade}（{points} 分起）：{verdict}", "{grade} (from {points} points): {verdict}")
GRADE_HIGHEST = text("可以保证的已经是最高一级：{grade}。", "The highest grade is guaranteed already: {grade}.")
GRADE_NONE = text("没有这一级，最高是{grade}。", "There is no such grade; the highest is {grade}.")
GATES_FAILED = text("没过的红线项 {count} 个：{questions}", "Failed gates ({count}): {questions}")
GATES_OPEN = text("没定的红线项 {count} 个：{questions}", "Open gates ({count}): {questions}")
IS_GATE = text("这一题是红线项：{reason}", "This question is a gate: {reason}")
NO_GATE = text(
    "这一题不是红线项；做不到，最多少 {points} 分。", "This question is no gate; at the worst it costs {points} points."
)
GATE_NONE = text("这一题不是红线项。", "This question is no gate.")
WORTH_ONCE_KNOWN = text(
    "平台画像没填全，补齐以后才知道值多少分。",
    "Facts of the profile are missing; what it is worth is known once they are filled in.",
)
WEAKEST = text("最弱的指标：{indicators}", "Weakest indicators: {indicators}")
STRONGEST = text("最强的指标：{indicators}", "Strongest indicators: {indicators}")
HOW_TO_CHANGE = text(
    "点那条回答旁的“修改”，选别的就行；也可以说“上一题答错了，应该选 2”。刚才那一步可以说“撤销”，或按 Z。",
    "Press “Change” beside that answer and choose another, or say “the last one was wrong, it should be 2”. Say “undo”, or press Z, to take back the last step.",
)
COLLEAGUE_HERE = text(
    "打开那一题，按“问同事”，就能把它发给别人。",
    "Open the question and press “Ask a colleague” to send it to somebody else.",
)

# What changed
SINCE = text(
    "从 {day} 起：可以保证的分 {before} → {after}（{change}），有证据的分 {proved_before} → {proved}。",
    "From {day} on: guaranteed {before} → {after} ({change}), with evidence {proved_before} → {proved}.",
)
SINCE_MOVED = text("动得最多的：{moves}。", "Moved most: {moves}.")
SINCE_MOVE = text("“{question}”{points}", "“{question}” {points}")
SINCE_NOTHING = text("从 {day} 起没有改过回答。", "No answer has changed since {day}.")
SINCE_LATER = text("{day} 还没有到。", "{day} is still to come.")
SINCE_LOST = text("这一天以前的记录读不出来。", "What was recorded before that day cannot be read.")

# An article
ARTICLE_UNKNOWN = text(
    "法规登记里没有这一条，或没有这部法。可以这样问：电商法第 24 条。",
    "The register has no such article, or no such law. Ask for example: E-Commerce Law article 24.",
)
ARTICLE_WHICH = text(
    "第 {number} 条在这几部法里都有：{laws}。请说是哪一部。", "Article {number} stands in: {laws}. Say which law."
)

# Where an answer comes from
FROM_SCORE = text("按 {day} 的评分", "From the score as of {day}")
FROM_JOURNAL = text("按修改记录", "From the record of changes")
FROM_TERMS = text("ECQ 自己的解释", "ECQ's own words")
TO_QUESTION = text("看这一题", "See the question")
HERE = text("在这里。", "It is here.")

# The field in the bar
ASK = text("问", "Ask")
ASK_LABEL = text("问这份自评（Ctrl+K）", "Ask about this self-check (Ctrl+K)")
ASK_ANYWHERE = text("问这份自评，在哪一页都行", "Ask about the self-check, from any page")
HINT = text("例如：为什么是这个分数？", "Such as: why is the score what it is?")
CANNOT = text(
    "这个答不了。能答的是分数、等级、红线项、先做什么、改了什么、名词和法条，例如：",
    "That cannot be answered here. Score, grade, gates, what first, what changed, terms and articles can, for example:",
)
CAN = text("可以问，例如：", "You can ask, for example:")
EXAMPLES = (
    text("为什么是这个分数？", "Why is my score so low?"),
    text("先改什么？", "What should we do first?"),
    text("准备好了吗？", "Are we ready?"),
    text("哪些题定等级？", "Which questions settle the grade?"),
    text("从上周以来改了什么？", "What changed since last week?"),
    text("把售后保障改好会到多少分？", "What if we fix after-sales?"),
    text("退款我们怎么答的？", "What did we say about refunds?"),
    text("还要多久？", "How long will it take?"),
    text("电商法第 24 条是什么？", "What does E-Commerce Law article 24 say?"),
)


MOST_NAMED = 3


@dataclass(frozen=True)
class AnswerLine:
    """A sentence of an answer, and the page where what it says can be seen: its name and what stands in its address."""

    text: str
    page: str = ""
    address: Mapping[str, str] = field(default_factory=dict)


Lines = Sequence[AnswerLine]


def _question(text: str, question_id: str) -> AnswerLine:
    return AnswerLine(text, "interview", {"q": question_id})


@dataclass(frozen=True, kw_only=True)
class AskedView(View):
    """What an answer is taken from; `at` is the question at hand, where there is one."""

    certainty: Certainty
    at: str | None = None

    @property
    def asked(self) -> list[str]:
        """The questions that count or are set aside."""
        return [one.id for one in self.card.questions.values() if one.state != "hidden"]

    def name(self, node_or_question: str) -> str:
        """A dimension, indicator or question, as it is named in a sentence."""
        if node_or_question in self.rubric.nodes:
            return self.title(node_or_question)
        return self.question(node_or_question).rstrip("？?")

    def named(self, ids: Iterable[str]) -> str:
        """Dimensions, indicators or questions by their words."""
        return self.listed(map(self.name, ids))


def asked(command: Command, standing: AskedView) -> Lines:
    """The answer to a question about the self-check; nothing for a command that is none."""
    tell = _TOLD.get(command)
    return tell(standing) if tell else ()


def said_of(topic: str, standing: AskedView) -> Lines:
    """What was answered to the questions that speak of a topic; without one, to the question at hand."""
    if not topic and not standing.at:
        return []
    if not topic and standing.at:
        given = standing.assessment.response(standing.at)
        if given.state == "unanswered":
            return [AnswerLine(standing.say(c.SAID_NOTHING, topic=standing.question(standing.at)))]
        words = sentences.answer_words(standing.rubric.by_id[standing.at], given, standing.lang)
        return [_said_line(standing.at, words, standing)]
    name = bare(topic)
    name = name[:-1] if name.isascii() and name.endswith("s") else name
    texts = {one.id: one.text for one in standing.rubric.questions}
    speak = [one for one, text in texts.items() if name and any(name in form for form in forms(text))]
    answered = {one: each for one, each in standing.assessment.responses.items() if each.state != "unanswered"}
    lines = [
        _said_line(one, sentences.answer_words(standing.rubric.by_id[one], answered[one], standing.lang), standing)
        for one in dict.fromkeys((*speak, *about(topic, standing.rubric)))
        if one in answered
    ]
    if not lines and not speak and not about(topic, standing.rubric):
        return [AnswerLine(standing.say(w.GO_NOWHERE, where=topic))]
    if not lines:
        return [AnswerLine(standing.say(c.SAID_NOTHING, topic=topic))]
    more = len(lines) - MOST_NAMED
    return lines[:MOST_NAMED] + ([AnswerLine(standing.say(c.SAID_MORE, count=more), "overview")] if more > 0 else [])


def _said_line(question_id: str, answer: str, standing: AskedView) -> AnswerLine:
    said = standing.say(c.SAID_LINE, question=standing.question(question_id), answer=answer)
    return _question(said, question_id)


def why_score(figure: str, standing: AskedView) -> Lines:
    """Why the score is what it is, and first that it is another one where none of those shown is the figure it is taken for."""
    card = standing.card
    shown = [sentences.score_words(one) for one in (card.score.low, card.score.high, card.evidenced.low)]
    taken = Fraction(figure)
    if any(taken == Fraction(one) or ("." not in figure and abs(taken - Fraction(one)) < 1) for one in shown):
        return _why(standing)
    return [AnswerLine(standing.say(NOT_THE_SCORE, figure=figure), "results"), *_why(standing)]


def _why(standing: AskedView) -> Lines:
    """Up to three lines: what is guaranteed, what is open, where most is lost for good, what has evidence."""
    card = standing.card
    if not card.counts.answered:
        return [_headline(standing)]
    lines = [
        AnswerLine(
            standing.say(c.WHY_SURE, score=sentences.score_words(card.score.low), count=card.counts.answered), "results"
        )
    ]
    if card.waiting:
        best = c.WHY_OPEN_AND_FACTS if card.hanging else c.WHY_OPEN
        still = standing.say(best, count=card.waiting, score=sentences.score_words(card.score.high))
        lines.append(AnswerLine(still, "interview", {"order": "open"}))
    lines += _facts(standing)
    leaves = [card.nodes[leaf.id] for leaf in standing.rubric.leaves]
    known = [node for node in leaves if node.id not in _hanging(card)]
    losing = sorted((node for node in known if node.points > node.high), key=lambda node: node.high - node.points)
    if losing:
        most = [
            f"{standing.name(one.id)} {sentences.point_words(one.points - one.high)}" for one in losing[:MOST_NAMED]
        ]
        lost = standing.say(c.WHY_LOST, indicators=LANGUAGES[standing.lang].listed(most))
        lines.append(AnswerLine(lost, "overview", {"in": losing[0].id}))
    if card.score.low > card.evidenced.low:
        lines.append(_proved(standing))
    return lines


def _proved(standing: AskedView) -> AnswerLine:
    proved = standing.say(c.WHY_PROVED, score=sentences.score_words(standing.card.evidenced.low))
    return AnswerLine(proved, "overview", {"show": "unevidenced"})


def _facts(standing: AskedView) -> Lines:
    """How many questions hang on missing facts of the profile."""
    count = standing.card.hanging
    return [AnswerLine(standing.say(w.HEAD_HANGING, count=count), "profile")] if count else []


def _first(standing: AskedView) -> Lines:
    """The failed gates, else missing facts, else what settles the grade, else the answer that leaves most to gain, else evidence."""
    card = standing.card
    failed = [gate.question for gate in card.gates_in("failed")]
    if failed:
        said = standing.say(c.FIRST_GATES, count=len(failed), questions=standing.named(failed[:MOST_NAMED]))
        return [AnswerLine(said, "overview", {"show": "gate-failed"})]
    if card.waiting and not card.grade.settled:
        return _settles(standing)
    if facts := _facts(standing):
        return facts
    gains = [one for one in card.questions.values() if one.to_gain]
    if not gains and card.unproved:
        return [AnswerLine(standing.say(w.WITHOUT_EVIDENCE, count=card.unproved), "overview", {"show": "unevidenced"})]
    if not gains:
        return [AnswerLine(standing.say(c.FIRST_NOTHING))]
    most = max(gains, key=lambda one: one.to_gain)
    said = standing.say(c.FIRST_GAIN, question=standing.question(most.id), points=sentences.point_words(most.to_gain))
    return [_question(said, most.id), AnswerLine(standing.say(ALL_STEPS), "plan")]


def _settles(standing: AskedView) -> Lines:
    """How many more answers settle the grade, and which come first."""
    found = standing.certainty
    sentence = certainty_words(found, standing.card, standing.lang)
    if standing.card.grade.settled:
        return [AnswerLine(sentence or standing.say(c.SETTLED_ALREADY))]
    if not found.order:
        return _facts(standing) or [_headline(standing)]
    first = standing.say(c.SETTLE_FIRST, questions=standing.named(found.order[:MOST_NAMED]))
    facts = "profile" if standing.card.hanging else ""
    return [AnswerLine(sentence, facts), AnswerLine(first, "interview", {"order": "certainty"})]


def worth_of(question_id: str | None, standing: AskedView) -> Lines:
    """How many points a question is worth, and what its answer earns."""
    if question_id is None:
        return [AnswerLine(standing.say(WHICH_QUESTION, example=standing.name(standing.rubric.leaves[0].id)))]
    scored = standing.card.questions[question_id]
    if not scored.counts:
        return [_question(standing.say(c.WORTH_NOTHING), question_id)]
    if scored.indicator in _hanging(standing.card):
        return [_question(standing.say(WORTH_ONCE_KNOWN), question_id)]
    earns = {} if scored.credit is None else {"now": sentences.point_words(scored.contribution)}
    said = standing.say(c.WORTH_NOW if earns else c.WORTH, points=sentences.point_words(scored.points), **earns)
    return [_question(said, question_id)]


def _hanging(card: Scorecard) -> set[str]:
    """The indicators in which what each question is worth, and what is lost, hangs on missing facts."""
    return {one.indicator for one in card.questions.values() if one.state == "undecided"}


def _verdict(verdict: Readiness, standing: AskedView) -> Lines:
    first, *rest = sentences.verdict_lines(standing.rubric, standing.card, verdict, standing.lang)
    return [AnswerLine(first, "results"), *map(AnswerLine, rest[:MOST_NAMED])]


def _headline(standing: AskedView) -> AnswerLine:
    said = sentences.headline(standing.rubric, standing.card, standing.verdict, standing.lang)
    return AnswerLine(said + LANGUAGES[standing.lang].full_stop, "results")


def _score(standing: AskedView) -> Lines:
    """The score in figures, then what the headline says of it; where nothing counts that alone."""
    card = standing.card
    head = _headline(standing)
    if not sentences.anything_counts(card):
        return [head]
    marks = {"low": sentences.score_words(card.score.low), "high": sentences.score_words(card.score.high)}
    said = SCORE_SETTLED if card.score.low == card.score.high else SCORE_NOW
    lines = [AnswerLine(standing.say(said, **marks), "results")]
    if card.score.low > card.evidenced.low:
        lines.append(_proved(standing))
    return [*lines, head]


def grade_asked(stars: int | None, standing: AskedView, target: bool = False) -> Lines:
    """How far a grade is: the verdict with that grade as the target, and how many points are missing; without stars, of the
    `target`, or of the grade above the guaranteed one.
    """
    rubric, card = standing.rubric, standing.card
    starred = [band for band in rubric.bands if band.stars]
    wanted = [band for band in starred if (band.stars == stars if stars else band.from_ > card.grade.low.from_)]
    wanted = [standing.verdict.target] if target and not stars else wanted
    if not wanted:
        best = standing.say(starred[-1].title)
        return [AnswerLine(standing.say(GRADE_NONE if stars else GRADE_HIGHEST, grade=best), "results")]
    band = wanted[0]
    aimed = readiness(rubric, standing.assessment.model_copy(update={"target": band.id}), card)
    reasons = tuple(one for one in aimed.reasons if one.code not in _OF_POINTS)
    first, *rest = _verdict(replace(aimed, reasons=reasons), standing)
    marks = {"grade": standing.say(band.title), "points": plain(band.from_), "verdict": first.text}
    return [AnswerLine(standing.say(FOR_GRADE, **marks), "results"), *_points_missing(band.from_, standing), *rest]


_OF_POINTS = ("out-of-reach", "below-target", "margin")
"""The reasons that the figures tell."""


def _points_missing(least: Fraction, standing: AskedView) -> Lines:
    card = standing.card
    if not sentences.anything_counts(card):
        return []
    low, high = card.score.low, card.score.high
    said, reach = (ENOUGH, low) if low >= least else (SHORT_NOW, low) if high >= least else (OUT_OF_REACH, high)
    marks = {
        "low": sentences.score_words(low),
        "high": sentences.score_words(high),
        "gap": sentences.gap_words(max(least - reach, Fraction(0))),
    }
    return [AnswerLine(standing.say(said, **marks), "results")]


def _gates(standing: AskedView) -> Lines:
    """Which gates are failed and which are open, by their questions; how many are passed."""
    card = standing.card
    failed, still, passed = ([gate.question for gate in card.gates_in(state)] for state in ("failed", "open", "passed"))
    lines = []
    if failed:
        said = standing.say(GATES_FAILED, count=len(failed), questions=standing.named(failed[:MOST_NAMED]))
        lines.append(AnswerLine(said, "overview", {"show": "gate-failed"}))
    if still:
        said = standing.say(GATES_OPEN, count=len(still), questions=standing.named(still[:MOST_NAMED]))
        lines.append(_question(said, still[0]))
    return [*lines, AnswerLine(standing.say(w.GATES_PASSED, count=len(passed)), "results")]


def _gate(standing: AskedView) -> Lines:
    """Whether the question at hand is a gate, with the reason and the law; else what it can cost at the most."""
    if standing.at is None:
        return worth_of(None, standing)
    question, scored = standing.rubric.by_id[standing.at], standing.card.questions[standing.at]
    law = _basis(standing, question)[:1]
    if question.gate is None:
        said = standing.say(NO_GATE, points=sentences.point_words(scored.points))
        if not scored.counts or scored.indicator in _hanging(standing.card):
            said = standing.say(GATE_NONE if scored.counts else c.WORTH_NOTHING)
        return [_question(said, question.id), *map(AnswerLine, law)]
    reason = standing.say(IS_GATE, reason=standing.say(question.gate.reason))
    return [_question(reason, question.id), AnswerLine(standing.say(c.GATE_EFFECT)), *map(AnswerLine, law)]


def _of_question(told: Callable[[AskedView, Question], list[str]]) -> Callable[[AskedView], Lines]:
    """What a question says of itself: the one at hand."""

    def lines(standing: AskedView) -> Lines:
        if standing.at is None:
            return worth_of(None, standing)
        question = standing.rubric.by_id[standing.at]
        return [_question(one, question.id) for one in told(standing, question)]

    return lines


def _basis(standing: AskedView, question: Question) -> list[str]:
    return [sentences.citation_words(standing.rubric, one, standing.lang) for one in question.sources]


def _evidence(standing: AskedView, question: Question) -> list[str]:
    return [standing.say(one) for one in question.evidence]


def of_named(what: Command, topic: str, standing: AskedView) -> Lines:
    """Which evidence or law the questions about a topic have, each by its words."""
    of = {"evidence": _evidence, "basis": _basis}[what]
    found = [one for one in about(topic, standing.rubric, least=0.5, beyond=REST) if one in standing.asked]
    if not found:
        return _unknown(topic, standing)
    semicolon, by_id = LANGUAGES[standing.lang].semicolon, standing.rubric.by_id
    return [_said_line(one, semicolon.join(of(standing, by_id[one])) or "—", standing) for one in found[:MOST_NAMED]]


def _weakest(standing: AskedView) -> Lines:
    """Weakest and strongest indicators as the results page has them: none is weak merely because its questions are open."""
    rubric, target = standing.rubric, standing.verdict.target
    found = (
        (WEAKEST, wr.NO_WEAKNESSES, weaknesses(rubric, standing.card, target)),
        (STRONGEST, wr.NO_STRENGTHS, strengths(rubric, standing.card, target)),
    )
    lines = []
    for told, none, nodes in found:
        named = LANGUAGES[standing.lang].listed(f"{standing.name(one.id)} {_share(one)}" for one in nodes[:MOST_NAMED])
        said = standing.say(told, indicators=named) if named else standing.say(none, share=plain(target.from_))
        lines.append(AnswerLine(said, "overview", {"in": nodes[0].id} if nodes else {}))
    return lines


def _share(node: NodeScore) -> str:
    assert node.share is not None
    return f"{sentences.interval_words(node.share.low, node.share.high)} %"


def _points(node: NodeScore) -> dict[str, str]:
    """What a part of the rubric is worth, guarantees and can reach, for the marks of a sentence."""
    return {
        "points": sentences.point_words(node.points),
        "low": sentences.point_words(node.low),
        "high": sentences.point_words(node.high),
    }


def _summary(standing: AskedView) -> Lines:
    """Where the present dimension stands, and what is open in it; every one where no question is at hand."""
    card = standing.card
    nodes = [node.id for node in standing.rubric.layout.tree if node.id in card.nodes]
    lines = []
    for one in [standing.rubric.place[standing.at][0]] if standing.at else nodes:
        node = card.nodes[one]
        said = standing.say(c.SUMMARY, dimension=standing.name(one), open=node.open, **_points(node))
        lines.append(AnswerLine(said, "overview", {"in": one}))
    return lines


def if_fixed(what: str, standing: AskedView) -> Lines:
    """Score and grade with what is named at its best, or with the option that is named."""
    rubric, at_hand = standing.rubric, standing.at
    known = _named(what, standing) if what else [at_hand] if at_hand else []
    if at_hand and (place := read_single(fold(what), len(rubric.by_id[at_hand].choices))) is not None:
        return _if_option([(at_hand, rubric.by_id[at_hand].choices[place][0])], what, standing)
    options = [] if named(fold(what), rubric, standing.asked, alike=False) else _options(what, standing, bool(known))
    if len(options) == 1 or (options and not known):
        return _if_option(options, what, standing)
    if not known:
        return _unknown(what, standing) if what else [AnswerLine(standing.say(IF_WHAT))]
    within = [
        q for one in known for q in ([one] if one in rubric.by_id else standing.asked) if one in (q, *rubric.place[q])
    ]
    scored = [standing.card.questions[q] for q in within]
    steps = [TakenStep(each.id, rubric.by_id[each.id].answer_earning(Fraction(1))) for each in scored if each.to_gain]
    name = standing.name(known[0]) if len(known) == 1 else what
    if not steps:
        return [AnswerLine(standing.say(IF_NOTHING, what=name))]
    said = _if(steps, WHAT_IF, {"what": name, "count": len(steps)}, standing)
    further = _next_answers([each for each in scored if each.to_gain], standing)
    if further or len(known) == 1:
        return [*said, *further]
    return [*said, _counted([one.question for one in steps], standing)]


def _next_answers(scored: Sequence[QuestionScore], standing: AskedView) -> Lines:
    """What the next better answer brings to each of those answered, the most first, where the best of one does not say it;
    nothing while facts are missing, which points hang on.
    """
    found: list[tuple[Fraction, str, str]] = []
    for one in scored if not standing.card.hanging else ():
        question, response = standing.rubric.by_id[one.id], standing.assessment.response(one.id)
        if response.state == "answered" and one.credit is not None:
            better = _next_better(question, response.value)
            credit = question.credit_of(better) or ZERO
            if credit < 1 or len(scored) > 1:
                rise = rise_words(question, response, better, standing.lang)
                found.append((one.points * (credit - one.credit), one.id, rise))
    found.sort(key=lambda each: -each[0])
    lines = [
        _question(standing.say(NEXT_ANSWER, question=standing.name(one), rise=rise, change=signed(gain)), one)
        for gain, one, rise in found[:MOST_NAMED]
    ]
    more = len(scored) - len(lines)
    return [*lines, AnswerLine(standing.say(c.SAID_MORE, count=more), "overview")] if lines and more else lines


def _next_better(question: Question, value: Value | None) -> Value:
    """The next answer that earns more; of a list, with further items in their order."""
    now = question.credit_of(value) or ZERO
    if not isinstance(value, tuple):
        return question.answer_earning(min(credit for credit in question.scale.values() if credit > now))
    further = [item.id for item in question.parts if item.id not in value]
    ways = ((*value, *further[: count + 1]) for count in range(len(further)))
    return question.choose(next(way for way in ways if (question.credit_of(way) or ZERO) > now))


def if_figure(what: str, figure: str, standing: AskedView) -> Lines:
    """Score and grade with a figure, in the words it is said in, for the one question asked that is about `what` and has such a figure.

    Of several each is named; nothing where there is none, or no figure.
    """
    of = [one for one in (_named(what, standing) if what else ()) if one in standing.rubric.by_id]
    if standing.at and (not of or standing.at in of):
        of = [standing.at]
    values = {one: value for one in of if (value := _figure(figure, standing.rubric.by_id[one])) is not None}
    as_said = {one: value for one, value in values.items() if re.search(rf"(?<![0-9.]){value}(?![0-9.])", figure)}
    if len(values := as_said or values) > 1:
        return [_several(figure, values, standing)]
    return next((_if_answered(one, value, standing) for one, value in values.items()), ())


def _figure(said: str, question: Question) -> Value | None:
    """The figure that words say in the unit of a question; None where they say none, or one that it cannot have."""
    reading = read_within(said, question) if said and isinstance(question, MeasureQuestion) else None
    value = question.read(plain(reading.amount)) if reading else None
    return None if isinstance(value, Invalid) else value


def _named(what: str, standing: AskedView) -> list[str]:
    """The dimensions or indicators that are named; else the questions asked that speak of it in any words."""
    known = named(fold(what), standing.rubric, standing.asked, alike=False)
    if known and (known[0] in standing.rubric.nodes or bare(what) in forms(standing.rubric.by_id[known[0]].text)):
        return known
    asked = frozenset(standing.asked)
    return list(dict.fromkeys((*known, *(one for one in about(what, standing.rubric) if one in asked))))


def _unknown(what: str, standing: AskedView) -> Lines:
    sentence = NONE_COUNTS if about(what, standing.rubric) else IF_UNKNOWN
    return [AnswerLine(standing.say(sentence, what=what))]


def _counted(questions: list[str], standing: AskedView) -> AnswerLine:
    """Which questions a figure is about, as many as are named."""
    said = [standing.say(COUNTED, questions=standing.named(questions[:MOST_NAMED]))]
    if (more := len(questions) - MOST_NAMED) > 0:
        said.append(standing.say(c.SAID_MORE, count=more))
    return AnswerLine(LANGUAGES[standing.lang].sentences(said), "overview")


def _several(what: str, questions: Iterable[str], standing: AskedView) -> AnswerLine:
    return AnswerLine(standing.say(IF_SEVERAL, what=what, names=standing.named([*questions][:MOST_NAMED])))


def _options(what: str, standing: AskedView, mostly: bool) -> list[tuple[str, str]]:
    """The options and items whose words hold those named, `mostly` those alone, with their questions."""
    name = bare(what)
    return [
        (one, choice)
        for one in standing.asked
        for choice, text in standing.rubric.by_id[one].choices
        if len(name) > 1 and any(name in form and not (mostly and 2 * len(name) < len(form)) for form in forms(text))
    ]


def _if_option(options: Sequence[tuple[str, str]], what: str, standing: AskedView) -> Lines:
    if len(options) > 1:
        return [_several(what, dict(options), standing)]
    question_id, choice = options[0]
    question, response = standing.rubric.by_id[question_id], standing.assessment.response(question_id)
    ticked = response.value if question.parts and response.state == "answered" else ()
    return _if_answered(
        question_id, question.choose([*(ticked if isinstance(ticked, tuple) else ()), choice]), standing
    )


def _if_answered(question_id: str, value: Value, standing: AskedView) -> Lines:
    response = Response(state="answered", value=value)
    answer = sentences.answer_words(standing.rubric.by_id[question_id], response, standing.lang)
    marks = {"question": standing.name(question_id), "answer": answer}
    return _if([TakenStep(question_id, value)], WHAT_IF_OPTION, marks, standing)


def _if(steps: Sequence[TakenStep], said: Text, marks: Mapping[str, object], standing: AskedView) -> Lines:
    before = standing.card
    after = scorecard(standing.rubric, apply(standing.rubric, standing.assessment, steps))
    was, now = (_grade_words(card, standing) for card in (before, after))
    grade = standing.say(GRADE_STAYS if was == now else GRADE_BECOMES, grade=now, before=was, after=now)
    only = steps[0].question if len(steps) == 1 else None
    sentence = standing.say(said, grade=grade, **change_words(before.score.low, after.score.low), **marks)
    lines = [_question(sentence, only) if only else AnswerLine(sentence, "plan")]
    failed, still = (len(card.gates_in("failed")) for card in (before, after))
    return lines + ([AnswerLine(standing.say(GATES_BECOME, before=failed, after=still))] if failed != still else [])


def _grade_words(card: Scorecard, standing: AskedView) -> str:
    low, high = standing.say(card.grade.low.title), standing.say(card.grade.high.title)
    return low if card.grade.settled else standing.say(GRADES, low=low, high=high)


def worth_named(what: str, standing: AskedView) -> Lines:
    """How much a question, indicator or dimension is worth that is named."""
    known = _named(what, standing)
    if not known:
        return _unknown(what, standing)
    scored = [standing.card.questions[one] for one in known if one not in standing.rubric.nodes]
    if len(scored) > 1:
        points, now = sum((one.points for one in scored), ZERO), sum((one.contribution for one in scored), ZERO)
        told = [
            standing.say(WORTH_ABOUT, what=what, count=len(scored), points=sentences.point_words(points)),
            standing.say(EARNED, now=sentences.point_words(now)),
        ]
        if _hanging(standing.card) & {one.indicator for one in scored}:
            told = [standing.say(WORTH_ONCE_KNOWN)]
        return [AnswerLine(LANGUAGES[standing.lang].sentences(told)), _counted([one.id for one in scored], standing)]
    lines: list[AnswerLine] = []
    for one in known[:MOST_NAMED]:
        if one in standing.rubric.nodes:
            said = standing.say(WORTH_PART, what=standing.name(one), **_points(standing.card.nodes[one]))
            lines.append(AnswerLine(said, "overview", {"in": one}))
        else:
            (line,) = worth_of(one, standing)
            lines.append(_question(standing.say(WORTH_OF, question=standing.name(one), worth=line.text), one))
    return lines


def changed_since(day: str, between: Between, standing: AskedView) -> Lines:
    """What moved since a day: the scores, the answers that moved it most, the gates."""
    lang, rubric, (before, after) = standing.lang, standing.rubric, between.surely
    most = moved(between.moves)
    if not most and all(one.cause == "same" for one in between.moves):
        return [AnswerLine(standing.say(SINCE_NOTHING, day=day), "progress")]
    proved = change_words(before.evidenced.low, after.evidenced.low)
    marks = {"proved_before": proved["before"], "proved": proved["after"]}
    said = standing.say(SINCE, day=day, **change_words(before.score.low, after.score.low), **marks)
    lines = [AnswerLine(said, "progress")]
    if hanging := hanging_line(between, lang):
        lines.append(AnswerLine(hanging))
    moves = [
        standing.say(SINCE_MOVE, question=standing.name(one.question), points=signed(one.difference))
        for one in most[:MOST_NAMED]
        if one.question in rubric.by_id
    ]
    if moves:
        lines.append(AnswerLine(standing.say(SINCE_MOVED, moves=standing.listed(moves))))
    gates = (gate_move_words(rubric, rubric, one, lang, ids=False) for one in between.gates[:MOST_NAMED])
    return [*lines, *map(AnswerLine, gates)]


_TOLD: Mapping[Command, Callable[[AskedView], Lines]] = {
    "ask-score": _score,
    "ask-why-score": _why,
    "ask-first": _first,
    "ask-settles": _settles,
    "ask-worth": lambda standing: worth_of(standing.at, standing),
    "ask-ready": lambda standing: _verdict(standing.verdict, standing),
    "ask-summary": _summary,
    "ask-weakest": _weakest,
    "ask-gates": _gates,
    "ask-gate": _gate,
    "ask-undo": lambda standing: [AnswerLine(standing.say(HOW_TO_CHANGE), "overview")],
    "why": _of_question(lambda standing, question: [standing.say(question.why)]),
    "basis": _of_question(_basis),
    "evidence": _of_question(_evidence),
}
