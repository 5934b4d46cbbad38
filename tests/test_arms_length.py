"""Files from outside are read in a process of their own, within limits, and whatever happens there is one sentence here."""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ecq.base.arms_length import asking, read
from ecq.base.errors import AssessmentError, EcqError, Problem, ReportError, RubricError
from ecq.base.file_limits import Allowance

SHORT = Allowance(1, 1_000)
LIMITED = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no memory of a process")


def whoever_reads(data: bytes) -> tuple[int, bytes]:
    print("a library says something", flush=True)  # noqa: T201
    return os.getpid(), data


def never_ends(data: bytes) -> None:
    while data:
        pass


def waits_for_ever(_data: bytes) -> None:
    time.sleep(3600)


def fills_memory(_data: bytes) -> int:
    return len([bytes(10_000_000) for _ in range(1_000)])


def dies(_data: bytes) -> None:
    os._exit(7)


def refuses(data: bytes, where: str) -> None:
    if where == "rubric":
        raise RubricError([Problem("a.yaml", 3, "", "is wrong", "不对")])
    raise AssessmentError(f"{where} holds {len(data)}", f"{where} 有 {len(data)}")


def is_mistaken(_data: bytes) -> None:
    raise ValueError("a mistake of ours")


def test_a_file_is_read_elsewhere_and_the_same_process_reads_the_next() -> None:
    first, data = read(whoever_reads, b"one")
    second, _ = read(whoever_reads, b"two")
    assert data == b"one"
    assert first == second != os.getpid()


def test_what_is_wrong_with_a_file_is_raised_here_as_it_was_there() -> None:
    with pytest.raises(AssessmentError) as caught:
        read(refuses, b"xyz", "client.json")
    assert (str(caught.value), caught.value.zh) == ("client.json holds 3", "client.json 有 3")
    with pytest.raises(RubricError) as several:
        read(refuses, b"", "rubric")
    assert several.value.problems == (Problem("a.yaml", 3, "", "is wrong", "不对"),)


def test_a_mistake_of_ours_says_where_it_was_made() -> None:
    with pytest.raises(ValueError, match="a mistake of ours") as caught:
        read(is_mistaken, b"")
    assert "in is_mistaken" in "".join(caught.value.__notes__)


def answers_what_cannot_be_sent(_data: bytes) -> object:
    return lambda: None


def test_a_mistake_of_ours_is_never_said_of_the_file(monkeypatch) -> None:
    with pytest.raises(RuntimeError, match="was to be sent"):
        read(answers_what_cannot_be_sent, b"x", where="report.pdf", error=ReportError)
    assert read(whoever_reads, b"next")[1] == b"next"
    before = dict(asking.OUTCOMES)
    with pytest.raises(ValueError, match="a mistake of ours"):
        read(is_mistaken, b"x", where="report.pdf", error=ReportError)
    assert {name for name, count in asking.OUTCOMES.items() if count != before.get(name, 0)} == {"mistake"}
    monkeypatch.setattr(asking, "_PROGRAM", "import a_module_that_is_not_there")
    with pytest.raises(RuntimeError, match="a mistake of ECQ's own"):
        asking.Readers(1, kept=0).read(whoever_reads, b"x", where="report.pdf", error=ReportError)


@pytest.mark.slow
@pytest.mark.parametrize("function", [never_ends, waits_for_ever])
def test_a_file_that_takes_too_long_is_put_aside_with_one_sentence(function, monkeypatch) -> None:
    monkeypatch.setattr(asking, "BY_THE_CLOCK", 2 if function is waits_for_ever else 100)
    with pytest.raises(ReportError) as caught:
        read(function, b"x", where="report.pdf", error=ReportError, allowance=SHORT)
    assert str(caught.value) == (
        "report.pdf takes more than 1 seconds to read and was put aside; take another copy of it"
    )
    assert caught.value.zh == "report.pdf 读了 1 秒还没读完，没有采用；请换一份文件"
    assert read(whoever_reads, b"next")[1] == b"next"


@LIMITED
def test_a_file_that_needs_too_much_memory_is_put_aside_with_one_sentence() -> None:
    with pytest.raises(EcqError, match=r"^sheet.xlsx needs more than 300 MB to be read"):
        read(fills_memory, b"x", where="sheet.xlsx", allowance=Allowance(10, 300))
    assert read(whoever_reads, b"next")[1] == b"next"


def test_a_file_that_brings_its_reader_down_is_put_aside_with_one_sentence() -> None:
    with pytest.raises(EcqError, match=r"^logo.png cannot be read and was put aside"):
        read(dies, b"x", where="logo.png")
    assert read(whoever_reads, b"next")[1] == b"next"


@pytest.mark.slow
def test_a_slow_file_holds_up_neither_other_files_nor_anything_else_here() -> None:
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(read, never_ends, b"x", allowance=SHORT)
        time.sleep(0.2)
        assert read(whoever_reads, b"another")[1] == b"another"
        sum(range(1_000_000))
        assert not slow.done(), "the other file waited for the slow one"
        with pytest.raises(EcqError):
            slow.result()


def test_one_process_is_kept_whoever_asked() -> None:
    together = threading.Barrier(3)

    def ask(_: int) -> int:
        together.wait()
        return read(whoever_reads, b"x")[0]

    with ThreadPoolExecutor() as pool:
        used = set(pool.map(ask, range(3)))
    assert read(whoever_reads, b"x")[0] in used
