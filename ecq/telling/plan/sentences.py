"""What binds a plan, what its steps are called, its days, what a change did, weak points, certainty and differences as sentences in one language.

Knows wording; must not compute anything. What the numbers of certainty mean is in docs/certainty.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ecq.assessment.model import AgreedStep, Response
from ecq.base.exact import cut, plain
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.interview import words as c
from ecq.planning.agreed import NextStep
from ecq.planning.certainty import Certainty
from ecq.planning.cheapest import Binding, Plan, PlanStep, Reachable
from ecq.planning.limits import PROOF
from ecq.planning.problem import Goal
from ecq.planning.weak_points import Claim, Fragility, NaRefused, Refusal, Robustness
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.difference import Between, GateMove, Move
from ecq.scoring.scorecard import ZERO, QuestionScore, Scorecard
from ecq.scoring.unknown_facts import MissingFact
from ecq.telling.plan import words as p
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import (
    POINT_DECIMALS,
    answer_words,
    gap_words,
    grade_inside,
    grade_words,
    point_words,
    score_words,
)
from ecq.telling.text.words import GATE_STATES, say

FACTS_NAMED = 5
"""So many missing facts are named: those that move the score most."""
SHOWN = 5
"""How many questions a sentence names before it only counts the rest."""


def effort_words(days: Fraction, lang: Lang) -> str:
    """Person-days: "12.5 person-days"; an endless decimal is cut to two places."""
    short = plain(days)
    return say(w.PERSON_DAYS, lang, days=cut(days, 2) if "/" in short else short)


def most_line(most: Reachable, goal: Goal, lang: Lang) -> str:
    """How far one can get within the limits."""
    return say(
        p.PLAN_MOST if most.bound == most.score else p.PLAN_MOST_FOUND,
        lang,
        name=words(p.SCORE_NAMES[goal], lang),
        points=score_words(most.score),
        grade=words(most.grade.title, lang),
        gates=with_gates(most, lang),
        effort=effort_words(most.effort, lang),
        bound=score_words(most.bound),
    )


def with_gates(most: Reachable, lang: Lang) -> str:
    """That a highest score holds with gates passed; "" where it holds whatever one does."""
    if not most.gates_first:
        return ""
    return words(p.WITH_MOST_GATES if most.gates else p.WITH_GATES, lang)


def less_line(plan: Plan, lang: Lang) -> str | None:
    """Why nothing cheaper will do; None where there is nothing to prove, or it is not proved."""
    proof, target = plan.certificate, grade_inside(plan.target, lang)
    if proof is None or not plan.effort or proof.gap or plan.facts:
        return None
    if proof.gates:
        return words(p.PLAN_LESS_GATES, lang)
    if proof.below is None:
        return say(p.PLAN_NO_LESS, lang, target=target)
    gates = words(p.WITH_GATES, lang) if plan.early or any(step.gate for step in plan.steps) else ""
    name = words(p.SCORE_NAMES[plan.goal], lang)
    return say(p.PLAN_LESS, lang, gates=gates, name=name, below=score_words(proof.below), target=target)


def binding_line(rubric: Rubric, plan: Plan, binding: Binding, lang: Lang, ids: bool = True) -> str:
    """One thing that constrains, in a sentence."""
    if binding.gate:
        text = p.GATES_STOP[binding.limit]
    else:
        unknown = binding.limit == "capacity" and binding.effort is None
        limit = "capacity-unknown" if unknown else binding.limit
        text = (p.LIMITS_COST if plan.feasible else p.LIMITS_STOP)[limit]
    marks = {"questions": named(rubric, binding.questions, lang, ids), "target": grade_inside(plan.target, lang)}
    if binding.points is not None:
        missing = binding.limit == "target" and not plan.feasible
        marks["points"] = gap_words(binding.points) if missing else point_words(binding.points)
    if binding.effort is not None:
        marks["effort"] = effort_words(binding.effort, lang)
    return say(text, lang, **marks)


def next_words(scored: QuestionScore, step: NextStep | None, lang: Lang) -> tuple[str, ...]:
    """What comes next on a question with points to gain, a line for each piece of work; an open one is confirmed first, or the profile filled in."""
    if scored.open:
        return (words(p.PROFILE_FIRST if scored.state == "undecided" else p.CONFIRM_FIRST, lang),)
    if step is None:
        return (words(p.NO_STEP, lang),)
    return tuple(words(rung.advice, lang) for rung in step.rungs if rung.id != PROOF)


def _name(rubric: Rubric, key: str, lang: Lang, ids: bool = True) -> str:
    """A question, or the question of a step; with its id where the reader may want to type it."""
    text = words(rubric.by_id[key.partition("/")[0]].text, lang)
    return f"{text} [{key}]" if ids else text


def named(rubric: Rubric, keys: Sequence[str], lang: Lang, ids: bool = True) -> str:
    """Questions or steps by name; of many, the first ones and how many more."""
    shown = keys if len(keys) <= SHOWN + 1 else keys[:SHOWN]
    named, language = [_name(rubric, key, lang, ids) for key in shown], LANGUAGES[lang]
    # Questions end with a mark of their own: in a sentence they stand in quotation marks.
    names = language.listed(named) if ids else language.between_quotations.join(map(language.quoted, named))
    more = len(keys) - len(shown)
    return say(p.AND_MORE, lang, names=names, count=more) if more else names


def fragile_lines(
    rubric: Rubric, all_claims: Fragility, unproved: Fragility, lang: Lang, ids: bool = True
) -> Iterator[str]:
    """Which claims carry the grade: of all, and of those without evidence."""
    grade = grade_inside(all_claims.grade, lang)
    if not all_claims.claims:
        yield words(p.FRAGILE_NONE, lang)
    else:
        count, after = len(all_claims.claims), grade_inside(all_claims.grade_after, lang)
        score = score_words(all_claims.score_after)
        yield say(p.FRAGILE_SET, lang, count=count, grade=grade, score=score, after=after)
        yield from (_claim_line(rubric, claim, lang, ids) for claim in all_claims.claims)
        if unproved.claims and unproved.claims != all_claims.claims:
            yield say(p.FRAGILE_UNPROVED_SET, lang, count=len(unproved.claims))
            yield from (_claim_line(rubric, claim, lang, ids) for claim in unproved.claims)
        elif not unproved.claims:
            yield say(p.FRAGILE_PROVED, lang, grade=grade)
    if unproved.gates:
        yield say(p.FRAGILE_GATES, lang, questions=named(rubric, unproved.gates, lang, ids))


def _claim_line(rubric: Rubric, claim: Claim, lang: Lang, ids: bool) -> str:
    mark = "" if claim.evidenced else f" [{words(p.WITHOUT_EVIDENCE_MARK, lang)}]"
    text = _name(rubric, claim.question, lang, ids)
    return f"  · {say(p.REASON_POINT, lang, question=text, points=point_words(claim.points))}{mark}"


def robust_lines(rubric: Rubric, found: Robustness, lang: Lang) -> Iterator[str]:
    """How far the weights may move, and a weighting that changes the grade; while questions are open, of what is guaranteed."""
    stands = words(p.NO_GRADE_YET, lang) if found.open and not found.grade.stars else ""
    grade = grade_inside(found.grade, lang)
    stands = stands or say(p.GRADE_SO_FAR if found.open else p.GRADE_IS, lang, grade=grade)
    if found.witness is None:
        yield say(p.ROBUST_ALWAYS, lang, stands=stands)
        return
    percent = cut(100 * found.delta, 1)
    text = p.ROBUST_RISES if found.rises == found.delta else p.ROBUST_FALLS
    text = p.ROBUST_HARDLY if percent == "0.0" else text
    other = grade_inside(found.witness.grade, lang)
    yield say(text, lang, stands=stands, percent=percent, grade=grade, other=other)
    # A weighting that flips the grade; factors with three decimals, cut.
    lower = [one for one, factor in found.witness.factors.items() if factor < 1]
    yield say(
        p.ROBUST_WITNESS_OPEN if found.open else p.ROBUST_WITNESS,
        lang,
        low=cut(1 - found.witness.delta, 3),
        high=cut(1 + found.witness.delta, 3),
        score=score_words(found.witness.score),
        grade=other,
        indicators=LANGUAGES[lang].listed(words(rubric.nodes[one].title, lang) for one in lower),
    )


def facts_asked(rubric: Rubric, facts: Sequence[MissingFact], lang: Lang, brief: bool = False) -> str:
    """Which missing facts to fill in first, those that move the score most, with what hangs on each; `brief`: not by how far."""
    named = []
    for one in facts[:FACTS_NAMED]:
        text = p.HANGS_ON_AND_MOVES if one.moves and not brief else p.HANGS_ON
        fact, moves = words(rubric.facts[one.fact].text, lang), point_words(one.moves or ZERO)
        named.append(say(text, lang, fact=fact, count=len(one.questions), points=moves))
    return say(p.FILL_IN, lang, count=len(facts), facts=LANGUAGES[lang].semicolon.join(named))


def na_lines(rubric: Rubric, found: NaRefused, lang: Lang, ids: bool = True) -> Iterator[str]:
    """What refusing each not-applicable would do."""
    if found.together is None:
        yield words(p.NA_NONE, lang)
        return
    yield say(p.NA_LEAD, lang, count=len(found.each))
    for one in found.each:
        yield f"  · {_refusal_line(one, lang, _name(rubric, one.questions[0], lang, ids))}"
    if len(found.each) > 1:
        yield f"  · {_refusal_line(found.together, lang)}"


def na_costs_line(found: NaRefused, card: Scorecard, lang: Lang) -> str:
    """What refusing all that was set aside would cost; "" where it costs neither the grade nor a gate, or facts are missing."""
    refused, low = found.together, card.score.low
    if card.hanging or refused is None:
        return ""
    gates = len(refused.gates)
    if refused.grade.from_ >= card.grade.low.from_ and not gates:
        return ""
    text, grade = p.NA_COSTS if refused.score < low else p.NA_COSTS_NONE, grade_inside(refused.grade, lang)
    marks = {"count": len(refused.questions), "before": score_words(low), "after": score_words(refused.score)}
    return say(text, lang, **marks, grade=grade) + (say(p.NA_COSTS_GATES, lang, count=gates) if gates else "")


def _refusal_line(one: Refusal, lang: Lang, question: str | None = None) -> str:
    marks = {"score": score_words(one.score), "grade": grade_inside(one.grade, lang), "loss": point_words(one.loss)}
    said = say(p.NA_EACH, lang, question=question, **marks) if question else say(p.NA_TOGETHER, lang, **marks)
    return f"{said} [{words(wr.GATE_NOT_PASSED, lang)}]" if one.gates else said


def moved(moves: Iterable[Move]) -> list[Move]:
    """Those that moved the score, the largest part first."""
    return sorted((one for one in moves if one.difference), key=lambda one: -abs(one.difference))


def difference_lines(rubric_a: Rubric, rubric_b: Rubric, found: Between, lang: Lang) -> Iterator[str]:
    """What changed, the largest part first."""
    changed = moved(found.moves)
    quiet = [one for one in found.moves if not one.difference and one.cause != "same"]
    yield difference_head(found, lang)
    if hanging := hanging_line(found, lang):
        yield f"  {hanging}"
    if not changed and not quiet and not found.gates:
        yield words(p.DIFF_SAME, lang)
    if found.shifted:
        yield f"  {say(p.DIFF_SHIFTED, lang, points=signed(found.shifted))}"
    for one in (*changed, *quiet):
        yield f"  {signed(one.difference):>7}  {move_words(rubric_a, rubric_b, one, lang)}"
    for gate in found.gates:
        yield f"  {gate_move_words(rubric_a, rubric_b, gate, lang)}"


def difference_head(found: Between, lang: Lang) -> str:
    """Guaranteed scores, the difference, and the grade if it moved or still stands, in one line: over all profiles while facts are
    missing, as everywhere.
    """
    before, after = found.surely
    was, now = (grade_words(one.grade, lang) for one in (before, after))
    return say(
        p.DIFF_HEAD,
        lang,
        **change_words(before.score.low, after.score.low),
        grades=say(wr.GRADE_STILL, lang, grade=now) if was == now else say(p.DIFF_GRADES, lang, before=was, after=now),
    )


def hanging_line(found: Between, lang: Lang) -> str:
    """While facts are missing, what the parts by question add up to instead; "" where they are of the guaranteed scores."""
    parts = found.before.score.low, found.after.score.low
    if tuple(card.score.low for card in found.surely) == parts:
        return ""
    return say(p.DIFF_HANGING, lang, **change_words(*parts))


def move_words(rubric_a: Rubric, rubric_b: Rubric, move: Move, lang: Lang, ids: bool = True) -> str:
    """A question with why its part is what it is."""
    name = _name(rubric_b if move.question in rubric_b.by_id else rubric_a, move.question, lang, ids)
    return name + LANGUAGES[lang].bracketed(words(p.CAUSES[move.cause], lang))


def gate_move_words(rubric_a: Rubric, rubric_b: Rubric, gate: GateMove, lang: Lang, ids: bool = True) -> str:
    """A gate whose state changed."""
    question = _name(rubric_b if gate.question in rubric_b.by_id else rubric_a, gate.question, lang, ids)
    before, after = (words(GATE_STATES[one] if one else p.NO_GATE, lang) for one in (gate.before, gate.after))
    return say(p.DIFF_GATE, lang, question=question, before=before, after=after)


def signed(points: Fraction) -> str:
    """Points with their sign and two decimals, cut; a sliver that would read 0.00 keeps its sign."""
    shown = point_words(abs(points))
    return shown if not points else f"{'+' if points > 0 else '-'}{shown}"


def change_words(before: Fraction, after: Fraction) -> dict[str, str]:
    """Two scores and the change between them, all with two decimals: the change is that of what is shown, so that it adds up."""
    was, now = (cut(one, POINT_DECIMALS) for one in (before, after))
    return {"before": was, "after": now, "change": signed(Fraction(now) - Fraction(was) or after - before)}


def day_words(days: Fraction) -> str:
    """Days as whole or half where they are; else with two decimals, cut."""
    return plain(days) if (days * 2).denominator == 1 else cut(days, 2)


def rise_words(question: Question, before: Response, to: Value, lang: Lang) -> str:
    """From which answer to which. A checklist names only what comes on top: the whole list would hide it."""
    if question.parts:
        held = before.value if before.state == "answered" and isinstance(before.value, tuple) else ()
        added = [words(item.text, lang) for item in question.parts if item.id in to and item.id not in held]
        was, now = (say(w.ITEMS_OF, lang, count=len(one), all=len(question.parts)) for one in (held, to))
        return say(p.RISE_BY, lang, before=was, after=now, added=LANGUAGES[lang].semicolon.join(added))
    after = answer_words(question, Response(state="answered", value=to), lang)
    return say(w.BEFORE_AFTER, lang, before=answer_words(question, before, lang), after=after)


def change_line(before: Plan, after: Plan, lang: Lang) -> str:
    """What a change of limits or answers did to the plan for the same target."""
    parts: list[str] = []
    if before.feasible != after.feasible:
        parts.append(words(p.NOW_POSSIBLE if after.feasible else p.NOW_IMPOSSIBLE, lang))
    else:
        days = after.effort - before.effort
        if days:
            parts.append(say(p.MORE_DAYS if days > 0 else p.FEWER_DAYS, lang, days=day_words(abs(days))))
        parts += _upper_end(before, after, lang)
        old, new = ({step.question: step.to for step in plan.steps} for plan in (before, after))
        changes = [
            (p.STEPS_IN, len(new.keys() - old.keys())),
            (p.STEPS_OUT, len(old.keys() - new.keys())),
            (p.STEPS_OTHER, sum(new[one] != old[one] for one in new.keys() & old.keys())),
        ]
        changed = [say(text, lang, count=count) for text, count in changes if count]
        if changed and not parts:
            parts.append(words(p.SAME_DAYS, lang))
        parts += changed
    if not parts:
        return words(p.SAME_PLAN, lang)
    return say(p.PLAN_CHANGED, lang, parts=LANGUAGES[lang].between_clauses.join(parts))


def _upper_end(before: Plan, after: Plan, lang: Lang) -> list[str]:
    """What changed where nothing that is open turns out well; nothing where it is the same, or no end of its own."""
    old, new = before.enough, after.enough
    if (old.feasible, old.effort) == (new.feasible, new.effort) or (before.settled and after.settled):
        return []
    if not new.feasible:
        return [say(p.NOW_OUT_OF_REACH_THEN, lang)]
    return [say(p.EFFORT_THEN, lang, days=day_words(new.effort))]


FEW_ANSWERS = 5
"""With fewer answers than this their rate says too little to be worth a clause."""


def certainty_words(found: Certainty, card: Scorecard, lang: Lang) -> str:
    """Such as "At least 7 more answers before the grade can be settled; at the rate so far, 23." Empty where all is answered.

    While facts are missing, what an answer does to the score over all profiles is not what its question is worth.
    """
    if card.grade.settled:
        return say(c.SETTLED_MORE, lang, count=len(found.order)) if found.order else ""
    if card.hanging:
        return say(c.FACTS_TOO, lang, count=card.hanging)
    if found.earliest is None:
        return words(c.NOT_BY_THESE, lang)
    said = say(c.EARLIEST_ONE if found.earliest == 1 else c.EARLIEST, lang, count=found.earliest)
    rate = found.as_so_far if card.counts.answered >= FEW_ANSWERS else None
    return said + (words(c.STOP, lang) if rate is None else say(c.AS_SO_FAR, lang, count=rate))


LONGEST = {"zh": 24, "en": 70}
"""About as many characters as a title holds."""

_SENTENCE = {"zh": re.compile(r"[。！？；;\n]|[!?](?=\s|$)"), "en": re.compile(r"[.!?;](?=\s|$)|\n")}
_VERBS = (
    "act add agree alert appoint ask block check collect compare complete fix follow give have keep let look make move "
    "pass prepare publish put raise recheck refuse remove require send set show start stop take tell warn write"
)
# An English comma mostly stands in a list; a new clause begins where another thing to do, or a word that joins, follows.
_EN_CLAUSE = (
    rf":(?=\s)|,?\sand\s(?=(?:{_VERBS.replace(' ', '|')})\s)|,\s(?=(?:{_VERBS.replace(' ', '|')}|with|so|which|then)\s)"
)
_CLAUSE = {"zh": re.compile(r"[，：,:]|——"), "en": re.compile(_EN_CLAUSE)}
_OPENING, _CLOSING = '（(“"「《[', '）)”"」》]'

_TAIL = re.compile(r"[，：,:—\s]+$|,?\sand\s$")


def title(question: Question, step: PlanStep) -> Text:
    """The action that a step of a plan begins with; for a proof, the evidence to bring together."""
    return _proof_title(question) if step.kind == "prove" else action(step.rungs[0].advice)


def is_proof(step: AgreedStep) -> bool:
    """Whether its answer stays and its evidence is brought."""
    return step.proves and step.before == step.to


def agreed_title(question: Question, step: AgreedStep) -> Text:
    """The same of a step as it was agreed; the question's own text where the bank has no such step any more."""
    if is_proof(step):
        return _proof_title(question)
    left = question.steps_left(step.before).items()
    advice = next((one.advice for key, one in left if not question.parts or key in step.to), None)
    return question.text if advice is None else action(advice)


def _proof_title(question: Question) -> Text:
    first = question.evidence[0]
    return Text(zh=f"备齐证据：{_short(first.zh, 'zh')}", en=f"Bring the evidence together: {_short(first.en, 'en')}")


def action(advice: Text) -> Text:
    """The first thing an advice says to do, short enough for a title: its first sentence, or as many clauses as fit."""
    return Text(zh=_short(advice.zh, "zh"), en=_short(advice.en, "en"))


def _short(words: str, lang: str) -> str:
    sentences = [words[start:end].strip() for start, end in _pieces(words, _SENTENCE[lang])]
    asked = [one for one in sentences if one and one[-1] not in "？?"]
    first = (asked or sentences)[0].rstrip("。．.；;！!")
    heads = [_TAIL.sub("", first[:end]) for _, end in _pieces(first, _CLAUSE[lang])]
    fitting = [one for one in heads if len(one) <= LONGEST[lang]]
    return fitting[-1] if fitting else heads[0]


def _pieces(words: str, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the pieces start and end, their closing mark with them; nothing is cut within brackets or quotation marks."""
    cuts = [mark.end() for mark in boundary.finditer(words) if _outside(words[: mark.start()])]
    ends = [*cuts, len(words)] if not cuts or cuts[-1] < len(words) else cuts
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _outside(before: str) -> bool:
    """Whether all brackets and quotation marks opened so far are closed."""
    plain = sum(before.count(mark) for mark in _OPENING if mark not in _CLOSING)
    return plain <= sum(before.count(mark) for mark in _CLOSING if mark not in _OPENING) and before.count('"') % 2 == 0
