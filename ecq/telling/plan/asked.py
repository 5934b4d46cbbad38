"""What is answered to questions about one's own self-check: each sentence from the scorecard as it stands, none from memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ecq.assessment.model import Assessment, Response
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.interview.conversation import words as c
from ecq.interview.typed.folding import bare, fold, forms
from ecq.interview.typed.outcomes import Command
from ecq.interview.typed.picks import read_single
from ecq.interview.typed.places import named
from ecq.planning import what_if
from ecq.planning.certainty import Certainty
from ecq.planning.difference import Between
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import asked_words
from ecq.telling.plan.sentences import certainty_words, gate_move_words, hanging_line, signed
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, headline, point_words, reason_lines, score_words
from ecq.telling.text.words import say

MOST_NAMED = 3


@dataclass(frozen=True)
class Line:
    """A sentence of an answer, and the page where what it says can be seen: its name and what stands in its address."""

    text: str
    page: str = ""
    address: Mapping[str, str] = field(default_factory=dict)


Lines = Sequence[Line]


def _question(text: str, question_id: str) -> Line:
    return Line(text, "interview", {"q": question_id})


@dataclass(frozen=True)
class Standing:
    """What an answer is taken from."""

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    verdict: Readiness
    certainty: Certainty
    lang: Lang
    question: str | None = None
    """The question at hand, where there is one."""

    @property
    def asked(self) -> list[str]:
        """The questions that count or are set aside."""
        return [one.id for one in self.card.questions.values() if one.state != "hidden"]

    def text_of(self, question_id: str) -> str:
        """A question's words in the reader's language."""
        return words(self.rubric.by_id[question_id].text, self.lang)

    def listed(self, question_ids: list[str]) -> str:
        """Questions by their words."""
        return LANGUAGES[self.lang].semicolon.join(self.text_of(one).rstrip("？?") for one in question_ids)


def asked(command: Command, standing: Standing) -> Lines:
    """The answer to a question about the self-check; nothing for a command that is none."""
    tell = _TOLD.get(command)
    return tell(standing) if tell else ()


def said_of(topic: str, standing: Standing) -> Lines:
    """What was answered to the questions that speak of a topic."""
    name, lang = bare(topic), standing.lang
    name = name[:-1] if name.isascii() and name.endswith("s") else name
    lines = [
        _question(
            say(
                c.SAID_LINE,
                lang,
                question=standing.text_of(one),
                answer=answer_words(standing.rubric.by_id[one], response, lang),
            ),
            one,
        )
        for one, response in standing.assessment.responses.items()
        if one in standing.rubric.by_id and response.state != "unanswered"
        if name and any(name in form for form in forms(standing.rubric.by_id[one].text))
    ]
    if not lines:
        return [Line(say(c.SAID_NOTHING, lang, topic=topic))]
    more = len(lines) - MOST_NAMED
    return lines[:MOST_NAMED] + ([Line(say(c.SAID_MORE, lang, count=more), "overview")] if more > 0 else [])


def _why(standing: Standing) -> Lines:
    """Up to three lines: what is guaranteed, what is open, where most is lost for good, what has evidence."""
    card, lang = standing.card, standing.lang
    if not card.counts.answered:
        return [Line(headline(standing.rubric, card, standing.verdict, lang))]
    lines = [Line(say(c.WHY_SURE, lang, score=score_words(card.score.low), count=card.counts.answered), "results")]
    if card.waiting:
        still = say(c.WHY_OPEN, lang, count=card.waiting, score=score_words(card.score.high))
        lines.append(Line(still, "interview", {"order": "open"}))
    lines += _facts(standing)
    leaves = [card.nodes[leaf.id] for leaf in standing.rubric.leaves]
    losing = sorted((node for node in leaves if node.points > node.high), key=lambda node: node.high - node.points)
    if losing:
        most = [
            f"{words(standing.rubric.nodes[node.id].title, lang)} {point_words(node.points - node.high)}"
            for node in losing[:MOST_NAMED]
        ]
        lost = say(c.WHY_LOST, lang, indicators=LANGUAGES[lang].listed(most))
        lines.append(Line(lost, "overview", {"in": losing[0].id}))
    if card.score.low > card.evidenced.low:
        proved = say(c.WHY_PROVED, lang, score=score_words(card.evidenced.low))
        lines.append(Line(proved, "overview", {"show": "unevidenced"}))
    return lines


def _facts(standing: Standing) -> Lines:
    """How many questions hang on missing facts of the profile."""
    count = standing.card.hanging
    return [Line(say(w.HEAD_HANGING, standing.lang, count=count), "profile")] if count else []


def _first(standing: Standing) -> Lines:
    """The failed gates, else missing facts, else what settles the grade, else the answer that leaves most to gain, else evidence."""
    card, lang = standing.card, standing.lang
    failed = [gate.question for gate in card.gates_in("failed")]
    if failed:
        said = say(c.FIRST_GATES, lang, count=len(failed), questions=standing.listed(failed[:MOST_NAMED]))
        return [Line(said, "overview", {"show": "gate-failed"})]
    facts = _facts(standing)
    if card.waiting and not card.grade.settled:
        return [*facts, *_settles(standing)]
    if facts:
        return facts
    gains = [one for one in card.questions.values() if one.to_gain]
    if not gains and card.unproved:
        return [Line(say(w.WITHOUT_EVIDENCE, lang, count=card.unproved), "overview", {"show": "unevidenced"})]
    if not gains:
        return [Line(words(c.FIRST_NOTHING, lang))]
    most = max(gains, key=lambda one: one.to_gain)
    said = say(c.FIRST_GAIN, lang, question=standing.text_of(most.id), points=point_words(most.to_gain))
    return [_question(said, most.id), Line(words(asked_words.ALL_STEPS, lang), "plan")]


def _settles(standing: Standing) -> Lines:
    """How many more answers settle the grade, and which come first."""
    found, lang = standing.certainty, standing.lang
    sentence = certainty_words(found, standing.card, lang)
    if standing.card.grade.settled:
        return [Line(sentence or words(c.SETTLED_ALREADY, lang))]
    if not found.order:
        return _facts(standing) or [Line(words(w.HEAD_NOTHING_COUNTS, lang))]
    first = say(c.SETTLE_FIRST, lang, questions=standing.listed(list(found.order[:MOST_NAMED])))
    return [Line(sentence), Line(first, "interview", {"order": "certainty"})]


def _worth(standing: Standing) -> Lines:
    return worth_of(standing.question, standing)


def worth_of(question_id: str | None, standing: Standing) -> Lines:
    """How many points a question is worth, and what its answer earns."""
    lang = standing.lang
    if question_id is None:
        example = words(standing.rubric.nodes[standing.rubric.leaves[0].id].title, lang)
        return [Line(say(asked_words.WHICH_QUESTION, lang, example=example))]
    scored = standing.card.questions[question_id]
    if not scored.counts:
        return [_question(words(c.WORTH_NOTHING, lang), question_id)]
    earns = {} if scored.credit is None else {"now": point_words(scored.contribution)}
    said = say(c.WORTH_NOW if earns else c.WORTH, lang, points=point_words(scored.points), **earns)
    return [_question(said, question_id)]


def _ready(standing: Standing) -> Lines:
    verdict, lang = standing.verdict, standing.lang
    first, *rest = [words(w.VERDICTS[verdict.verdict], lang), *reason_lines(standing.rubric, verdict, lang)]
    return [Line(first, "results"), *map(Line, rest[:MOST_NAMED])]


def _summary(standing: Standing) -> Lines:
    """Where the present dimension stands, and what is open in it; every one where no question is at hand."""
    card, lang = standing.card, standing.lang
    nodes = [node.id for node in standing.rubric.layout.tree if node.id in card.nodes]
    lines = []
    for one in [standing.rubric.place[standing.question][0]] if standing.question else nodes:
        node, title = card.nodes[one], words(standing.rubric.nodes[one].title, lang)
        marks = {"points": point_words(node.points), "low": point_words(node.low), "high": point_words(node.high)}
        lines.append(Line(say(c.SUMMARY, lang, dimension=title, open=node.open, **marks), "overview", {"in": one}))
    return lines


@dataclass(frozen=True)
class _Taken:
    question: str
    to: Value
    proves: bool = False


def if_fixed(what: str, standing: Standing) -> Lines:
    """Score and grade with what is named at its best, or with the option that is named."""
    lang, rubric = standing.lang, standing.rubric
    at_hand, known = standing.question, named(fold(what), rubric, standing.asked, alike=False)
    if at_hand and (place := read_single(fold(what), len(rubric.by_id[at_hand].choices))) is not None:
        return _if_option([(at_hand, rubric.by_id[at_hand].choices[place][0])], what, standing)
    if options := [] if known else _options(what, standing):
        return _if_option(options, what, standing)
    known = known or named(fold(what), rubric, standing.asked)
    if not known:
        return [Line(say(asked_words.IF_UNKNOWN, lang, what=what))]
    if len(known) > 1:
        return [_several(what, [_name(one, standing) for one in known], lang)]
    (one,) = known
    within = [q for q in standing.asked if one == q or one in rubric.place[q]]
    scored = [standing.card.questions[q] for q in within]
    steps = [_Taken(each.id, rubric.by_id[each.id].answer_earning(_ALL)) for each in scored if each.to_gain]
    name = _name(one, standing)
    if not steps:
        return [Line(say(asked_words.IF_NOTHING, lang, what=name))]
    return _if(steps, asked_words.WHAT_IF, {"what": name, "count": len(steps)}, standing)


_ALL = Fraction(1)


def _name(node_or_question: str, standing: Standing) -> str:
    nodes = standing.rubric.nodes
    if node_or_question in nodes:
        return words(nodes[node_or_question].title, standing.lang)
    return standing.text_of(node_or_question).rstrip("？?")


def _several(what: str, names: Iterable[str], lang: Lang) -> Line:
    return Line(say(asked_words.IF_SEVERAL, lang, what=what, names=LANGUAGES[lang].semicolon.join(names)))


def _options(what: str, standing: Standing) -> list[tuple[str, str]]:
    """The options and items whose words hold those named, with their questions."""
    name = bare(what)
    return [
        (one, choice)
        for one in standing.asked
        for choice, text in standing.rubric.by_id[one].choices
        if len(name) > 1 and any(name in form for form in forms(text))
    ]


def _if_option(options: Sequence[tuple[str, str]], what: str, standing: Standing) -> Lines:
    lang, (question_id, choice) = standing.lang, options[0]
    question = standing.rubric.by_id[question_id]
    if len(options) > 1:
        questions = list(dict.fromkeys(one for one, _ in options))[:MOST_NAMED]
        return [_several(what, (_name(one, standing) for one in questions), lang)]
    response = standing.assessment.response(question_id)
    ticked = response.value if question.parts and response.state == "answered" else ()
    value = question.choose([*(ticked if isinstance(ticked, tuple) else ()), choice])
    answer = answer_words(question, Response(state="answered", value=value), lang)
    marks = {"question": _name(question_id, standing), "answer": answer}
    return _if([_Taken(question_id, value)], asked_words.WHAT_IF_OPTION, marks, standing)


def _if(steps: Sequence[_Taken], said: Text, marks: Mapping[str, object], standing: Standing) -> Lines:
    lang, before = standing.lang, standing.card
    after = scorecard(standing.rubric, what_if.apply(standing.rubric, standing.assessment, steps))
    was, now = (_grade_words(card, lang) for card in (before, after))
    grade = say(
        asked_words.GRADE_STAYS if was == now else asked_words.GRADE_BECOMES, lang, grade=now, before=was, after=now
    )
    low = {"before": score_words(before.score.low), "after": score_words(after.score.low)}
    change = signed(after.score.low - before.score.low)
    only = steps[0].question if len(steps) == 1 else None
    sentence = say(said, lang, grade=grade, change=change, **low, **marks)
    lines = [_question(sentence, only) if only else Line(sentence, "plan")]
    failed, still = (len(card.gates_in("failed")) for card in (before, after))
    return lines + ([Line(say(asked_words.GATES_BECOME, lang, before=failed, after=still))] if failed != still else [])


def _grade_words(card: Scorecard, lang: Lang) -> str:
    low, high = words(card.grade.low.title, lang), words(card.grade.high.title, lang)
    return low if card.grade.settled else say(asked_words.GRADES, lang, low=low, high=high)


def worth_named(what: str, standing: Standing) -> Lines:
    """How much a question, indicator or dimension is worth that is named."""
    lang, known = standing.lang, named(fold(what), standing.rubric, standing.asked)
    if not known:
        return [Line(say(asked_words.IF_UNKNOWN, lang, what=what))]
    lines: list[Line] = []
    for one in known[:MOST_NAMED]:
        if one in standing.rubric.nodes:
            node = standing.card.nodes[one]
            marks = {"points": point_words(node.points), "low": point_words(node.low), "high": point_words(node.high)}
            said = say(asked_words.WORTH_PART, lang, what=_name(one, standing), **marks)
            lines.append(Line(said, "overview", {"in": one}))
        else:
            (line,) = worth_of(one, standing)
            lines.append(
                _question(say(asked_words.WORTH_OF, lang, question=_name(one, standing), worth=line.text), one)
            )
    return lines


def changed_since(day: str, between: Between, standing: Standing) -> Lines:
    """What moved since a day: the scores, the answers that moved it most, the gates."""
    lang, before, after = standing.lang, between.before, between.after
    moved = sorted((one for one in between.moves if one.difference), key=lambda one: -abs(one.difference))
    if not moved and all(one.cause == "same" for one in between.moves):
        return [Line(say(asked_words.SINCE_NOTHING, lang, day=day), "progress")]
    marks = {
        "before": score_words(before.score.low),
        "after": score_words(after.score.low),
        "change": signed(between.difference),
        "proved_before": score_words(before.evidenced.low),
        "proved": score_words(after.evidenced.low),
    }
    lines = [Line(say(asked_words.SINCE, lang, day=day, **marks), "progress")]
    if hanging := hanging_line(between, lang):
        lines.append(Line(hanging))
    most = [
        say(asked_words.SINCE_MOVE, lang, question=_name(one.question, standing), points=signed(one.difference))
        for one in moved[:MOST_NAMED]
        if one.question in standing.rubric.by_id
    ]
    if most:
        lines.append(Line(say(asked_words.SINCE_MOVED, lang, moves=LANGUAGES[lang].semicolon.join(most))))
    gates = [gate_move_words(standing.rubric, standing.rubric, one, lang, ids=False) for one in between.gates]
    return [*lines, *map(Line, gates[:MOST_NAMED])]


_TOLD: Mapping[Command, Callable[[Standing], Lines]] = {
    "ask-why-score": _why,
    "ask-first": _first,
    "ask-settles": _settles,
    "ask-worth": _worth,
    "ask-ready": _ready,
    "ask-summary": _summary,
}
