"""The errors ECQ raises. Knows: what, where and what to do, in one sentence. Must not know: who shows it.

EcqError
├── RubricError      a rubric, bank or profile file is wrong; carries every problem found, not only the first
├── AssessmentError  an assessment file or a value for it is wrong
├── WorkbookError    a workbook that was sent in cannot be read
├── PlanningError    a question about an assessment (plan, what-if, difference) cannot be answered as it is put
├── StoreError       an assessment cannot be read from or written to where it lives
├── ConflictError    a change would overwrite what another window did; in ecq/history/journal.py, as it carries both sides
└── ReportError      a report cannot be made, or a file is not one
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class EcqError(Exception):
    """Something a person can put right; `str(error)` is the sentence in English, `zh` in Chinese."""

    def __init__(self, sentence: str, zh: str = "") -> None:
        self.zh = zh or sentence
        super().__init__(sentence)


def not_installed(en: str, zh: str, extra: str, kind: type[EcqError] = EcqError) -> EcqError:
    """The error that something needs a package of an extra; `en` and `zh` say what needs which."""
    install = f"pip install 'ecq[{extra}]'"
    return kind(f"{en}; install it with: {install}", f"{zh}，请安装：{install}")


class Problem(NamedTuple):
    """One thing wrong in a file: which file, which line (from 1), where in it, and what to do; `zh` says it in Chinese."""

    file: str
    line: int | None
    where: str
    message: str
    zh: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self._place(), self.where, self.message) if part)

    def chinese(self) -> str:
        """The same sentence in Chinese."""
        return "：".join(part for part in (self._place(), self.where, self.zh or self.message) if part)

    def _place(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class RubricError(EcqError):
    """A rubric cannot be used; `problems` holds all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)), "\n".join(problem.chinese() for problem in problems))

    def __reduce__(self) -> tuple[type[RubricError], tuple[Sequence[Problem]]]:
        return type(self), (self.problems,)


class AssessmentError(EcqError):
    """An assessment, or an entry for it, is not valid."""


class WorkbookError(EcqError):
    """A workbook is not read any further. The sentence stands after the file's name."""


class PlanningError(EcqError):
    """What is asked of a plan, or of two assessments, contradicts itself."""


class StoreError(EcqError):
    """An assessment cannot be read or written."""


class ReportError(EcqError):
    """A report cannot be made, or a PDF cannot be read as one."""
