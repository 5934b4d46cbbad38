"""The golden reports, as plain text. Run `python -m tests.report.golden` after a change that is meant, and read the difference."""

from __future__ import annotations

from pathlib import Path

from ecq.base.language import Lang
from ecq.rubric.loading import load_rubric
from ecq.writers.text import lines
from tests.conftest import TEACHING
from tests.report.assessments import DAY, answered_shop
from tests.report.full_reports import full_model

FOLDER = Path(__file__).parent / "golden"
GOLDEN_LANGS: tuple[Lang, ...] = ("zh", "en")


def path_of(lang: Lang) -> Path:
    return FOLDER / f"teaching.{lang}.txt"


def current(lang: Lang) -> str:
    rubric = load_rubric("teaching", TEACHING)
    model = full_model(rubric, answered_shop(rubric), lang, DAY)
    parts = ((part.id, "\n".join(lines(part.blocks))) for part in model.parts)
    return "\n\n".join(f"[{name}]\n{said}" for name, said in parts) + "\n"


def regenerate() -> None:
    FOLDER.mkdir(exist_ok=True)
    for lang in GOLDEN_LANGS:
        path_of(lang).write_text(current(lang), encoding="utf-8")


if __name__ == "__main__":
    regenerate()
