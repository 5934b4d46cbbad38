"""The errors ECQ raises. Knows: what, where and what to do, in one sentence. Must not know: who shows it.

EcqError
├── RubricError      a rubric, bank or profile file is wrong; carries every problem found, not only the first
├── SettingsError    the settings of a server with log-in are missing or wrong; says all at once
├── AssessmentError  an assessment file or a value for it is wrong
├── WorkbookError    a workbook that was sent in cannot be read
├── PlanningError    a question about an assessment (plan, what-if, difference) cannot be answered as it is put
├── StoreError       an assessment cannot be read from or written to where it lives
│   └── DamagedError what is stored of one of them cannot be read; the others can
├── ConflictError    a change would overwrite what another window did; in ecq/assessment/history/journal.py, as it carries both sides
└── ReportError      a report cannot be made, or a file is not one
"""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from typing import NamedTuple

_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def one_line(sentence: str, most: int = 1_000) -> str:
    """A sentence as one line, its middle cut where it is long: it may name what a file holds, which is anything."""
    line = _NO_LINE.sub(" ", sentence)
    return line if len(line) <= most else f"{line[: most // 2]} … {line[-most // 2 :]}"


class EcqError(Exception):
    """Something a person can put right; `str(error)` is the sentence in English, `zh` in Chinese, each one line."""

    def __init__(self, sentence: str, zh: str = "") -> None:
        self.zh = one_line(zh or sentence)
        super().__init__(one_line(sentence))


def not_installed(en: str, zh: str, extra: str, kind: type[EcqError] = EcqError) -> EcqError:
    """The error that something needs a package of an extra; `en` and `zh` say what needs which."""
    install = f"pip install 'ecq[{extra}]'"
    return kind(f"{en}; install it with: {install}", f"{zh}，请安装：{install}")


class Refusal(NamedTuple):
    """Why the system refused something, in English and Chinese."""

    en: str
    zh: str


def refusal(error: OSError) -> Refusal:
    """Why the system refused something; what is not known is told in its own words."""
    why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)
    return Refusal(why, _OWN_REFUSALS.get(why) or _REFUSALS.get(error.errno or 0, why))


_OWN_REFUSALS = {
    "it is closed": "已关闭",
    "it is read-only": "文件只读",
    "it is no file that data can be written to": "不是能写数据的文件",
}
"""What ECQ itself refuses to write to."""


_REFUSALS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "文件系统只读",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    errno.EPIPE: "接收的一方已关闭",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
}


class Problem(NamedTuple):
    """One thing wrong in a file: which file, which line (from 1), where in it, and what to do; `zh` says it in Chinese."""

    file: str
    line: int | None
    where: str
    message: str
    zh: str = ""

    def __str__(self) -> str:
        return ": ".join(one_line(part) for part in (self._place(), self.where, self.message) if part)

    def chinese(self) -> str:
        """The same sentence in Chinese."""
        return "：".join(one_line(part) for part in (self._place(), self.where, self.zh or self.message) if part)

    def _place(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class RubricError(EcqError):
    """A rubric cannot be used; `problems` holds all that is wrong with it, a line each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("")
        self.args = ("\n".join(map(str, problems)),)
        self.zh = "\n".join(problem.chinese() for problem in problems)

    def __reduce__(self) -> tuple[type[RubricError], tuple[Sequence[Problem]]]:
        return type(self), (self.problems,)


class SettingsError(EcqError):
    """A server cannot start with its settings; each thing wrong, in English and Chinese, has a line of its own."""

    def __init__(self, wrong: Sequence[tuple[str, str]]) -> None:
        super().__init__("")
        self.args = ("\n- ".join(("server mode does not start:", *(one_line(en) for en, _ in wrong))),)
        self.zh = "\n- ".join(("服务器模式不能启动：", *(one_line(zh) for _, zh in wrong)))


class AssessmentError(EcqError):
    """An assessment, or an entry for it, is not valid."""


class WorkbookError(EcqError):
    """A workbook is not read any further. The sentence stands after the file's name."""


class PlanningError(EcqError):
    """What is asked of a plan, or of two assessments, contradicts itself."""


class StoreError(EcqError):
    """An assessment cannot be read or written."""


class DamagedError(StoreError):
    """What is stored of one assessment cannot be read."""


class ReportError(EcqError):
    """A report cannot be made, or a PDF cannot be read as one."""
