"""How many self-checks `ecq batch` scores, and what it holds: the same at a thousand and at a million.

Each self-check has a profile, answers and questions set aside of its own, as those of many platforms have. They come over
standard input, a few hundred in turn, so that a million need no disk.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from ecq.assessment.changes import begin
from ecq.assessment.file import dump
from ecq.assessment.model import Evidence, Response
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric

DIFFERENT = 600
"""More than any cache of scoring holds."""

AT = "2026-11-24T09:00:00+00:00"
MEGABYTE = 1_000_000


def _value(question: Question, chance: random.Random) -> str | tuple[str, ...]:
    if isinstance(question, ChecklistQuestion):
        return tuple(item.id for item in question.items if chance.random() < 0.6)
    if isinstance(question, MeasureQuestion):
        return str(chance.randint(int(question.least), int(question.most)))
    return chance.choice(question.options).id


def some_self_check(rubric: Rubric, number: int, like: int | None = None) -> bytes:
    """A self-check with every question answered, one in twenty-five unsure, half of the answers with evidence.

    `like`: the profile and what is set aside are those of that number.
    """
    chance = random.Random(number if like is None else like)
    profile: dict[str, str | tuple[str, ...]] = {}
    for fact in rubric.facts.values():
        options = [option.id for option in fact.options]
        several = tuple(option for option in options if chance.random() < 0.5)
        profile[fact.id] = several if fact.kind == "many" else chance.choice(options)
    aside = {one.id for one in rubric.questions if one.not_applicable and chance.random() < 0.1}
    chance = random.Random(number)
    responses = {}
    for question in rubric.questions:
        if rubric.applying(profile)[question.id] is False:
            continue
        if question.id in aside:
            given = Response(state="na", reason=question.not_applicable[0].id, at=AT)
        elif chance.random() < 0.04:
            given = Response(state="unsure", at=AT)
        else:
            proof = (Evidence(text="制度文件，近三个月的记录"),) if chance.random() < 0.5 else ()
            given = Response(state="answered", value=_value(question, chance), evidence=proof, at=AT)
        responses[question.id] = given
    whole = begin(rubric, f"平台 {number}", profile, "four-star", AT).model_copy(update={"responses": responses})
    return json.dumps(json.loads(dump(whole)), ensure_ascii=False).encode() + b"\n"


def _tree(pid: int) -> list[tuple[int, float]]:
    """(process, megabytes it holds) of a process and those below it."""
    found = []
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            pages = int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
            below = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii").split()
            for thread in Path(f"/proc/{one}/task").iterdir():
                if thread.name != str(one):
                    below += (thread / "children").read_text(encoding="ascii").split()
        except OSError:
            continue
        found.append((one, pages * resource.getpagesize() / MEGABYTE))
        waiting += map(int, below)
    return found


def _run(count: int, lines: list[bytes], out: Path) -> tuple[float, float, float, float]:
    """Seconds by the clock and of computing, and the most megabytes that the command and one of its workers held."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "ecq.cli", "batch", "-", "-o", str(out), "--force"]
    most = [0.0, 0.0]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None

        def watch() -> None:
            while process.poll() is None:
                for pid, held in _tree(process.pid):
                    place = 0 if pid == process.pid else 1
                    most[place] = max(most[place], held)
                time.sleep(0.1)

        watching = threading.Thread(target=watch)
        watching.start()
        whole = b"".join(lines)
        for _ in range(count // len(lines)):
            process.stdin.write(whole)
        process.stdin.write(b"".join(lines[: count % len(lines)]))
        process.stdin.close()
        code = process.wait()
        watching.join()
    assert code == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, computed, most[0], most[1]


def batch(counts: list[int]) -> None:
    """Each count of self-checks that differ in everything, and the first also of those that differ in answers alone."""
    rubric = load_rubric("gbt31526-2025")
    different = min(DIFFERENT, max(counts))
    alike = [some_self_check(rubric, number, like=0) for number in range(different)]
    unlike = [some_self_check(rubric, number) for number in range(different)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        for name, lines, those in (("of one profile", alike, counts[:1]), ("each of its own profile", unlike, counts)):
            size = sum(map(len, lines)) / len(lines)
            for count in those:
                seconds, computed, own, worker = _run(count, lines, out)
                print(
                    f"{count:,} self-checks {name}, {size / 1000:.0f} kB each: {seconds:.1f} s, {count / seconds:,.0f} a second; "
                    f"{computed:.1f} s of computing, {count / computed:,.0f} for each of them; "
                    f"at most {own:.0f} MB in the command, {worker:.0f} MB in a worker"
                )
