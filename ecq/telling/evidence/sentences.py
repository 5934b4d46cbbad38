"""Sentences about evidence that several surfaces say: how many pieces are in hand, and when the grade falls."""

from __future__ import annotations

from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.expiry import Fall, first_fall
from ecq.scoring.proof import put_to
from ecq.scoring.scorecard import Scorecard
from ecq.telling.evidence import words as e
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say

PIECES_NAMED = 3


def held_word(assessment: Assessment, lang: Lang) -> str:
    """What a piece that counts is called: in hand, or accepted where somebody reviews."""
    return words(e.ACCEPTED if assessment.reviewer else e.PIECE_STATES["held"], lang)


def pieces_sentence(assessment: Assessment, card: Scorecard, lang: Lang) -> str:
    """How many pieces count, of how many the answers need, and the score they back."""
    held, needed = card.pieces
    state = held_word(assessment, lang)
    return say(e.ROOM_HEAD, lang, state=state, held=held, needed=needed, score=score_words(card.evidenced.low))


def fall_sentence(rubric: Rubric, assessment: Assessment, card: Scorecard, lang: Lang) -> str:
    """From which day the grade with evidence falls, to which and for what; "" where nothing that is known ends it."""
    fall = first_fall(rubric, assessment, card)
    return fall_words(rubric, card.evidenced.low, fall, lang) if fall else ""


def fall_words(rubric: Rubric, evidenced: Fraction, fall: Fall, lang: Lang) -> str:
    """The same of a score with evidence and its fall."""
    before, after = (words(rubric.grade_of(one).title, lang) for one in (evidenced, fall.evidenced))
    names = [words(rubric.by_id[question].pieces[piece], lang) for question, piece in fall.pieces[:PIECES_NAMED]]
    named = LANGUAGES[lang].listed(names)
    if len(fall.pieces) > PIECES_NAMED:
        named = say(e.PIECES_IN_ALL, lang, pieces=named, count=len(fall.pieces))
    return say(e.FALLS, lang, day=fall.day, before=before, after=after, pieces=named)


def before_after_sentence(assessment: Assessment, card: Scorecard, rubric: Rubric, lang: Lang) -> str:
    """What the evidence-backed score was by the rule before this format, and what it is now."""
    earlier = sum(
        (
            one.contribution
            for one in card.questions.values()
            if any(thing.in_hand for thing in assessment.response(one.id).evidence)
        ),
        Fraction(0),
    )
    things = ((q, thing) for q in rubric.order for thing in assessment.response(q).evidence)
    loose = sum(not put_to(rubric.by_id[q], thing) for q, thing in things)
    marks = {"before": score_words(earlier), "after": score_words(card.evidenced.low), "loose": loose}
    return say(e.BEFORE_AFTER, lang, **marks)
