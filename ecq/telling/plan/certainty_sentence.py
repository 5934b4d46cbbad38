"""How far the grade is from settled, in one short sentence that claims no more than is proved.

Must not compute anything; what the numbers mean is in docs/certainty.md.
"""

from __future__ import annotations

from ecq.base.language import Lang, words
from ecq.interview import words as w
from ecq.planning.certainty import Certainty
from ecq.scoring.scorecard import Scorecard
from ecq.telling.text.words import say

FEW_ANSWERS = 5
"""With fewer answers than this their rate says too little to be worth a clause."""


def certainty_words(found: Certainty, card: Scorecard, lang: Lang) -> str:
    """Such as "At least 7 more answers before the grade can be settled; at the rate so far, 23." Empty where all is answered."""
    if card.grade.settled:
        return say(w.SETTLED_MORE, lang, count=len(found.order)) if found.order else ""
    if found.earliest is None:
        return words(w.NOT_BY_THESE, lang)
    said = say(w.EARLIEST_ONE if found.earliest == 1 else w.EARLIEST, lang, count=found.earliest)
    rate = found.as_so_far if card.counts.answered >= FEW_ANSWERS else None
    return said + (words(w.STOP, lang) if rate is None else say(w.AS_SO_FAR, lang, count=rate))
