"""The process that fuzzes: Atheris steers by the parts of ECQ that inputs reach. Started by `python -m tests.fuzz`.

What is found is written down and fuzzing goes on; where a library brings the process down, whoever started it starts it again.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from random import Random
from types import FrameType

import atheris

with atheris.instrument_imports(include=sys.argv[3].split(","), enable_loader_override=False):
    from ecq.base.file_limits import READING
    from tests.fuzz.readers import READERS, hold

OWN_MEMORY = 1_500
"""Megabytes that Atheris and its corpus may take beside those a reader may."""
COSTLY = 2
"""Seconds of computing from which an input is written down, though it ended in time."""


class TooLongError(BaseException):
    """Reading took longer than any file may; no reader's `except Exception` takes it."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


class Log:
    """What happened, in a file after every thousand inputs: this process ends without asking."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.since = folder, time.process_time()
        self.counts = {"runs": 0, "values": 0, "memory": 0, "slowest": 0.0}

    def count(self, what: str) -> None:
        """One more of it."""
        self.counts[what] += 1
        if what == "runs" and self.counts["runs"] % 1_000 == 1:
            self.write()

    def write(self) -> None:
        """Write the counts down."""
        (self.folder / "counts.json").write_text(json.dumps(self.counts), encoding="utf-8")

    def add_find(self, kind: str, data: bytes, told: str) -> None:
        """Keep an input and what it did; of several that do the same, the shortest."""
        place = self.folder / "finds" / kind
        if not place.exists() or place.stat().st_size > len(data):
            place.write_bytes(data)
            place.with_suffix(".txt").write_text(told, encoding="utf-8", errors="replace")


def main(name: str, folder: Path, *options: str) -> None:
    """Fuzz one reader until libFuzzer's options end it."""
    reader, log = READERS[name], Log(folder)
    valid = reader.valid()
    logging.disable(logging.CRITICAL)
    memory = (READING.megabytes + OWN_MEMORY) * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, _too_long)

    def one(data: bytes) -> None:
        log.count("runs")
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, READING.seconds)
        try:
            log.counts["values"] += hold(name, data)
        except MemoryError:
            log.count("memory")
            log.add_find("memory", data, "out of memory")
        except (Exception, TooLongError) as error:
            log.add_find(_kind(error), data, "".join(traceback.format_exception(error)))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took = time.process_time() - began
        if took > log.counts["slowest"]:
            log.counts["slowest"] = took
            if took > COSTLY:
                log.add_find("slow", data, f"{took:.1f} s")
        if log.counts["runs"] % 100 == 0:
            log.write()

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        match rng.randrange(10):
            case 0 | 1:
                return bytes(atheris.Mutate(data, most))
            case 2 | 3 | 4:  # what is broken stays broken: begin anew
                return reader.changed(rng.choice(valid), rng, most)
        return reader.changed(data, rng, most)

    atheris.Setup(["fuzz", *options], one, custom_mutator=change)
    atheris.Fuzz()


def _kind(error: BaseException) -> str:
    """What was raised, and the last place in ECQ on the way to it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "/ecq/" in one.filename] or frames
    return f"{type(error).__name__}-{Path(own[-1].filename).stem}-{own[-1].lineno}"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[4:])
