"""An assessment of an earlier version brought over to the present one: what changes for it, and nothing lost.

`move` makes the assessment as it stands under the present rubric and says what changed for it; `earlier_answers` tells what
it holds of questions and answers that are not asked any more.
"""

from ecq.telling.moving.earlier import EarlierAnswer, earlier_answers
from ecq.telling.moving.move import Move, move

__all__ = ["EarlierAnswer", "Move", "earlier_answers", "move"]
