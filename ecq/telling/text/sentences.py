"""Scores, answers, citations, heads of tables and names of files, said in one language.

Screen, command line and report share them, so that all state the same.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from ecq.assessment.model import Response
from ecq.base.exact import cut, plain
from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.document.blocks import Column, Tone
from ecq.rubric.conditions import Fact, ProfileValue
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Citation
from ecq.rubric.kinds.ladder import Band
from ecq.rubric.law import numbered, renumbered
from ecq.rubric.model import GradeBand, Rubric, Source
from ecq.scoring.answers import GateState
from ecq.scoring.readiness import Readiness, Reason
from ecq.scoring.rubric_comparison import Standing
from ecq.scoring.scorecard import HUNDRED, Grade, Scorecard
from ecq.telling.text import words as w

SCORE_DECIMALS, POINT_DECIMALS = 1, 2


def score_words(value: Fraction) -> str:
    """A score of 100 with one decimal, cut."""
    return cut(value, SCORE_DECIMALS)


def point_words(value: Fraction) -> str:
    """Points with two decimals, cut; less than 0.01 is shown as "<0.01"."""
    shown = cut(value, POINT_DECIMALS)
    return "<0.01" if value > 0 and shown == "0.00" else shown


def to_gain_shown(worth: Fraction, guaranteed: Fraction) -> Fraction:
    """Points still to gain: what is worth less what is guaranteed, both as shown, so that the shown numbers add up."""
    return Fraction(cut(worth, POINT_DECIMALS)) - Fraction(cut(guaranteed, POINT_DECIMALS))


def to_gain_words(worth: Fraction, guaranteed: Fraction) -> str:
    """The same in words; "<0.01" where the shown numbers are alike and something is left."""
    return point_words(to_gain_shown(worth, guaranteed) or min(worth - guaranteed, Fraction(1, 1000)))


def no_gaps_words(card: Scorecard, lang: Lang) -> str:
    """What is to be said where no question is known to leave points: facts may be missing, or evidence short."""
    counted = [one for one in card.questions.values() if one.counts]
    unproved = sum(one.unproved for one in counted)
    if not counted:
        return words(w.NOTHING_APPLIES, lang)
    if card.hanging:
        return w.say(w.HEAD_HANGING, lang, count=card.hanging) + LANGUAGES[lang].full_stop
    return w.say(w.ALL_UNPROVED, lang, count=unproved) if unproved else words(w.NO_GAPS, lang)


def interval_words(low: Fraction, high: Fraction) -> str:
    """An interval of scores, or one score where both ends are the same."""
    return score_words(low) if low == high else f"{score_words(low)} — {score_words(high)}"


def unit_words(question: MeasureQuestion, lang: Lang, number: str = "") -> str:
    """The unit of a measure, as it stands after a number where one is given."""
    units = w.UNITS_OF_ONE if number == "1" else w.UNITS
    return words(units.get(question.unit, w.UNITS[question.unit]), lang)


def band_words(question: MeasureQuestion, band: Band, lang: Lang) -> str:
    """What numbers a band holds: "7 天及以上"."""
    higher = question.better == "higher"
    nearest = question.bands[1].bound if band.bound is None else band.bound
    assert nearest is not None
    unit = unit_words(question, lang, plain(nearest))
    if band.bound is None:
        text = w.say(w.BAND_BELOW if higher else w.BAND_ABOVE, lang, bound=plain(nearest), unit=unit)
    else:
        text = w.say(w.BAND_FROM if higher else w.BAND_TO, lang, bound=plain(band.bound), unit=unit)
    return text.replace(" %及", " % 及")


def level_words(question: Question, level: str, lang: Lang) -> str:
    """A level of a question's scale: the option, what numbers the band holds, or how many items are ticked."""
    match question:
        case LevelQuestion() | YesNoQuestion():
            return words(next(option.text for option in question.levels if option.id == level), lang)
        case ChecklistQuestion():
            count = w.say(w.ITEMS_OF, lang, count=level, all=len(question.items))
            return words(w.NO_ITEM, lang) if level == "0" else count
        case MeasureQuestion():
            return band_words(question, next(band for band in question.bands if band.id == level), lang)
        case _:
            assert_never(question)


def value_words(question: Question, response: Response, lang: Lang) -> str:
    """The stored value in words, also the tentative one of an unsure answer; empty where there is none."""
    value = response.value
    if value is None:
        return ""
    match question:
        case LevelQuestion() | YesNoQuestion():
            return next((words(option.text, lang) for option in question.levels if option.id == value), str(value))
        case ChecklistQuestion():
            ticked = [words(item.text, lang) for item in question.items if item.id in value]
            counted = w.say(w.ITEMS_OF, lang, count=len(ticked), all=len(question.items))
            listed = f"{counted}{LANGUAGES[lang].colon}{_listed(ticked, lang)}"
            return listed if ticked else words(w.NO_ITEM, lang)
        case MeasureQuestion():
            if value == NO_FIGURE and question.none:
                return words(question.none, lang)
            return f"{value} {unit_words(question, lang, str(value))}"
        case _:
            assert_never(question)


def _listed(items: Sequence[str], lang: Lang) -> str:
    """Items in a row, told apart by semicolons where one of them holds a comma itself."""
    language = LANGUAGES[lang]
    commas = language.list_comma.strip(), language.comma.strip()
    return (language.semicolon if any(mark in one for one in items for mark in commas) else language.list_comma).join(
        items
    )


def answer_words(question: Question, response: Response, lang: Lang) -> str:
    """What was answered, in words, with its state where it is not a plain answer."""
    value = value_words(question, response, lang)
    if response.state == "answered":
        return value
    if response.state == "na":
        return f"{words(w.NOT_APPLICABLE, lang)}{LANGUAGES[lang].colon}{reason_words(question, response, lang)}"
    if response.state == "unsure":
        tentative = w.say(w.TENTATIVE, lang, answer=value)
        brackets = LANGUAGES[lang].brackets
        return words(w.UNSURE, lang) + (f"{brackets[0]}{tentative}{brackets[1]}" if value else "")
    return words(w.STATES["unanswered"], lang)


def fact_words(fact: Fact | None, value: ProfileValue, lang: Lang) -> str:
    """The options chosen for a profile fact, or that it is none; ids where the fact does not have them (any more)."""
    titles = {option.id: words(option.text, lang) for option in fact.options} if fact else {}
    chosen = (value,) if isinstance(value, str) else value
    return LANGUAGES[lang].listed(titles.get(one, one) for one in chosen) or words(w.NONE_OF_THESE, lang)


def reason_words(question: Question, response: Response, lang: Lang) -> str:
    """Why a question was set aside: the permitted reason's words, or the operator's own."""
    return next(
        (words(one.text, lang) for one in question.not_applicable if one.id == response.reason), response.reason or ""
    )


def citation_words(rubric: Rubric, citation: Citation, lang: Lang) -> str:
    """Title, articles and how surely we know: "《电子商务法》第 31 条（已核对原文）"."""
    status = words(w.STATUSES[citation.status], lang)
    place = place_words(rubric, citation, lang)
    return place + LANGUAGES[lang].bracketed(status)


def place_words(rubric: Rubric, citation: Citation, lang: Lang) -> str:
    """Title and articles: "《电子商务法》第 31 条"."""
    return source_place(rubric.source_by_id[citation.source], citation.articles, lang)


def source_place(source: Source, articles: Sequence[str], lang: Lang) -> str:
    """Title and articles of a source of the register."""
    title = w.say(w.LAW_TITLE, lang, title=words(source.title, lang))
    if source.kind in ("standard", "scheme"):
        title = f"{source.number}{LANGUAGES[lang].number_before_title}{title}"
    between = LANGUAGES[lang].before_articles if articles else ""
    return f"{title}{between}{LANGUAGES[lang].listed(article_words(source, one, lang) for one in articles)}"


def article_words(source: Source, place: str, lang: Lang) -> str:
    """An article of a source without its title: "第 31 条"."""
    place, standard = renumbered(place, source.numbers or {}), source.kind == "standard"
    return w.say(
        w.CLAUSE if standard else w.ARTICLE, lang, n=place if standard else words(text(*numbered(place)), lang)
    )


def law_as_of(rubric: Rubric, lang: Lang) -> str:
    """On which day's law a rubric stands: the day its sources were last compared with copies."""
    return w.say(w.LAW_AS_OF, lang, day=max(source.checked_on for source in rubric.sources))


def placement_note(rubric: Rubric, lang: Lang) -> str:
    """What the scores of dimensions rest on, where the placing of indicators is inferred; "" elsewhere."""
    inferred = any(node.status == "inferred" and node.children for node in rubric.layout.tree)
    return words(w.PLACEMENT_INFERRED, lang) if inferred else ""


def parts_notes(rubric: Rubric, card: Scorecard, lang: Lang) -> list[str]:
    """What is to be known of the scores of dimensions and indicators: what they rest on, and where they are wider than the total."""
    wider = [words(w.PARTS_WIDER, lang) + LANGUAGES[lang].full_stop] if card.all_open is not card else []
    return [*filter(None, (placement_note(rubric, lang),)), *wider]


def bands_note(rubric: Rubric, lang: Lang) -> str:
    """What must be known of the grade bands wherever a grade is shown; "" where nothing must."""
    note = rubric.layout.bands_note
    return words(note, lang) if note else ""


def grade_words(grade: Grade, lang: Lang) -> str:
    """A grade, or the two it lies between."""
    low, high = words(grade.low.title, lang), words(grade.high.title, lang)
    return low if grade.settled else f"{low} — {high}"


def grade_inside(band: GradeBand, lang: Lang) -> str:
    """A grade's title inside a sentence: without a capital where the language has capitals."""
    title = words(band.title, lang)
    inside = LANGUAGES[lang].inflects and title[:1].isupper() and title[1:2].islower()
    return title[:1].lower() + title[1:] if inside else title


def headline(rubric: Rubric, card: Scorecard, verdict: Readiness, lang: Lang) -> str:
    """The sentence above the numbers: the grade, how far the target is, which gates fail."""
    if not anything_counts(card):
        return words(w.HEAD_NOTHING_COUNTS, lang)
    parts = [_standing(rubric, card, lang)]
    failed = len(card.gates_in("failed"))
    if failed:
        parts.append(w.say(w.HEAD_GATES, lang, count=failed))
    target = grade_inside(verdict.target, lang)
    if card.grade.settled:
        gap = verdict.target.from_ - card.score.low
        if gap > 0:
            parts.append(w.say(w.HEAD_GAP, lang, target=target, gap=gap_words(gap)))
        elif card.grade.low.from_ < verdict.target.from_:
            parts.append(w.say(w.HEAD_CAPPED, lang, grade=grade_inside(card.grade.low, lang)))
        else:
            parts.append(w.say(w.HEAD_REACHED, lang, target=target, gap=score_words(-gap)))
            unproved = verdict.target.from_ - card.evidenced.low
            if unproved > 0:
                parts.append(w.say(w.HEAD_EVIDENCE, lang, gap=gap_words(unproved)))
    left = ((w.HEAD_OPEN, card.waiting), (w.HEAD_HANGING, card.hanging))
    if card.counts.answered or card.counts.na:
        parts += [w.say(text, lang, count=count) for text, count in left if count]
    return LANGUAGES[lang].semicolon.join(parts)


def in_headline(card: Scorecard, verdict: Readiness, reason: Reason) -> bool:
    """Whether the headline says a reason, with its amount; failed gates it only counts."""
    match reason.code:
        case "questions-open" | "facts-missing":
            return bool(card.counts.answered or card.counts.na)
        case "below-target" | "gate-cap" | "margin":
            return card.grade.settled
        case "out-of-reach":
            return card.grade.settled and card.score.low == card.score.high
        case "evidence-below-target":
            reached = card.grade.low.from_ >= verdict.target.from_
            return card.grade.settled and (reached or card.evidenced.low == card.score.low)
        case _:
            return False


def anything_counts(card: Scorecard) -> bool:
    """Whether a question counts: else there is no score, no grade and no verdict to tell of."""
    return any(one.counts for one in card.questions.values())


def verdict_lines(rubric: Rubric, card: Scorecard, verdict: Readiness, lang: Lang) -> list[str]:
    """The verdict, and the reasons for it; without any where no question counts."""
    if not anything_counts(card):
        return [words(w.NO_VERDICT, lang)]
    return [words(w.VERDICTS[verdict.verdict], lang), *reason_lines(rubric, verdict, lang)]


def _standing(rubric: Rubric, card: Scorecard, lang: Lang) -> str:
    if not card.counts.answered:
        return words(w.HEAD_BEGIN, lang)
    low, high = card.grade.low, card.grade.high
    if not card.grade.settled:
        return w.say(w.HEAD_BETWEEN, lang, low=grade_inside(low, lang), high=grade_inside(high, lang))
    if low.stars:
        return w.say(w.HEAD_SETTLED, lang, grade=words(low.title, lang))
    lowest = next(band for band in rubric.bands if band.stars)
    return w.say(w.HEAD_FAIL_SETTLED, lang, lowest=grade_inside(lowest, lang))


def bar_states_reached(card: Scorecard, target: GradeBand, lang: Lang) -> tuple[str, str, str, str]:
    """What the four states of the score's bar mean, each with the score it reaches; "" for a state that is not there."""
    evidenced, low, high = card.evidenced.low, card.score.low, card.score.high
    rest = ""
    if high < target.from_:
        rest = w.say(w.BAR_TO_IMPROVE, lang, score=score_words(target.from_))
    elif high < HUNDRED:
        rest = words(w.BAR_LOST, lang)
    return (
        w.say(w.BAR_PROVED, lang, score=score_words(evidenced)) if evidenced else "",
        w.say(w.BAR_CLAIMED, lang, score=score_words(low)) if low > evidenced else "",
        w.say(w.BAR_OPEN, lang, score=score_words(high)) if high > low else "",
        rest,
    )


def edition_words(own: Standing, other: Standing, lang: Lang) -> str:
    """What another edition asks otherwise of the same answers; `own` is the one they were given under."""
    return w.say(
        w.EDITION_DIFFERS if other.only_here else w.EDITION_ASKS_LESS,
        lang,
        own=own.rubric.source_by_id[own.rubric.layout.standard].number,
        other=other.rubric.source_by_id[other.rubric.layout.standard].number,
        mine=own.card.counts.applicable,
        shared=other.shared,
        only=other.left_out,
        left=other.only_here,
    )


def gap_words(gap: Fraction) -> str:
    """How many points are missing: the target less the score as shown, so that the two shown numbers add up to it."""
    tenths = -(-gap.numerator * 10 // gap.denominator)
    return f"{tenths // 10}.{tenths % 10}"


def gates_words(card: Scorecard, lang: Lang) -> str:
    """How many gates are passed, failed and open: always all three, since one alone reads as if the others were none."""
    states: tuple[GateState, ...] = ("failed", "open", "passed")
    counts = {state: len(card.gates_in(state)) for state in states}
    return w.say(w.GATES_STAND, lang, **counts) if any(counts.values()) else words(w.NO_GATES_HERE, lang)


def reason_line(rubric: Rubric, reason: Reason, lang: Lang) -> str:
    """One reason of a readiness verdict."""
    marks: dict[str, str] = {}
    if reason.question is not None:
        marks["question"] = words(rubric.by_id[reason.question].text, lang)
    if reason.amount is not None:
        if reason.code in ("questions-open", "facts-missing"):
            marks["amount"] = plain(reason.amount)
        elif reason.code == "margin":
            marks["amount"] = score_words(reason.amount)
        else:
            marks["amount"] = gap_words(reason.amount)
    return w.say(w.REASONS[reason.code], lang, **marks)


def reason_lines(rubric: Rubric, verdict: Readiness, lang: Lang) -> list[str]:
    """All reasons of a verdict, gravest first; several open gates are one line."""
    waiting = [reason for reason in verdict.reasons if reason.code == "gate-open"]
    lines: list[str] = []
    for reason in verdict.reasons:
        if reason.code != "gate-open" or len(waiting) == 1:
            lines.append(reason_line(rubric, reason, lang))
        elif reason is waiting[0]:
            lines.append(w.say(w.GATES_OPEN, lang, count=len(waiting)))
    return lines


def columns(
    lang: Lang, *heads: tuple[Text | str, float], right: Container[int] = (), tones: Mapping[int, Tone] = {}
) -> tuple[Column, ...]:
    """Columns by their heads and shares of the width; which stand to the right, and how some look, by place."""
    return tuple(
        Column(head if isinstance(head, str) else words(head, lang), share, place in right, tones.get(place, ""))
        for place, (head, share) in enumerate(heads)
    )


def file_name(name: str) -> str:
    """A name that every file system accepts, without ending."""
    safe = "".join(char if char.isalnum() or char in " -_.()（）" else "_" for char in name)
    return safe.strip()[:80] or "ECQ"


def named_file(platform: str, *further: str) -> str:
    """The name of a file to take along, without ending: of which platform, what, in which language, of which day.

    A long name of a platform is cut, never what stands behind it.
    """
    return file_name(" ".join((file_name(platform)[:40].strip(), *filter(None, further))))
