"""What a visitor costs a server in memory, processor time and open files, and whether it comes back: python -m tests.bench.sessions

Real sessions over the websocket: some that only look, the same ones answering, and then thousands that come, answer once
and go. Memory is that of the server's process (Linux: /proc). It ends by itself; nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from ecq.assessment.changes import begin
from ecq.rubric.loading import load_rubric
from ecq.store.database import DatabaseStore
from tests.bench.visitors import Process, Visitor
from tests.serving import ecq_running

AT_ONCE = 20


async def _each(visitors: list[Visitor], what: str) -> None:
    for first in range(0, len(visitors), AT_ONCE):
        await asyncio.gather(*(getattr(one, what)() for one in visitors[first : first + AT_ONCE]))


async def _measure(address: str, server: Process, store: DatabaseStore, kept: int, passing: int) -> None:
    about, at_once = begin(load_rubric("gbt31526-2025"), "Memory"), min(AT_ONCE, passing)

    def several(count: int) -> list[Visitor]:
        return [Visitor(address, store, about) for _ in range(count)]

    async def pass_by(count: int) -> None:
        for _ in range(0, count, at_once):
            group = several(at_once)
            for what in ("come", "answer", "go"):
                await _each(group, what)

    await pass_by(2 * at_once)  # what is loaded once
    before, files = server.megabytes, server.files
    print(f"server, warm: {before:.0f} MB, {files} files")
    there, begun = several(kept), server.seconds
    await _each(there, "come")
    looking, opened = server.megabytes, server.seconds
    print(
        f"{kept} who only look: {looking:.0f} MB, {(looking - before) / kept:.2f} MB and {(server.files - files) / kept:.1f} files each, {(opened - begun) / kept * 1000:.1f} ms of processor time to open"
    )
    for _ in range(10):
        await _each(there, "answer")
    answering, each = server.megabytes, (server.seconds - opened) / kept / 10 * 1000
    print(
        f"after ten answers each: {answering:.0f} MB, {(answering - before) / kept:.2f} MB each, {each:.1f} ms of processor time an answer"
    )
    await _each(there, "go")
    await asyncio.sleep(2)
    print(f"all gone: {server.megabytes:.0f} MB, {server.files} files")
    begun, step = time.monotonic(), max(at_once, passing // 8)
    for gone in range(step, passing + 1, step):
        await pass_by(step)
        print(
            f"{gone} came and went: {server.megabytes:.0f} MB, {server.files} files, {time.monotonic() - begun:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--kept", type=int, default=200, help="how many stay (200)")
    reading.add_argument("--passing", type=int, default=2_000, help="how many come and go (2000)")
    asked = reading.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with ecq_running(home) as address:
            server = Process(int((home / "pid").read_text()))
            asyncio.run(_measure(address, server, DatabaseStore.in_folder(home), asked.kept, asked.passing))
