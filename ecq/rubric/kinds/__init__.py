"""The kinds of question. A further kind is a module here, a member of `Question`, and the places that mypy then names."""

from typing import Annotated

from pydantic import Field

from ecq.rubric.kinds.checklist import ChecklistQuestion
from ecq.rubric.kinds.ladder import LevelQuestion, MeasureQuestion, YesNoQuestion

__all__ = ["ChecklistQuestion", "LevelQuestion", "MeasureQuestion", "Question", "YesNoQuestion"]

Question = Annotated[LevelQuestion | YesNoQuestion | ChecklistQuestion | MeasureQuestion, Field(discriminator="kind")]
