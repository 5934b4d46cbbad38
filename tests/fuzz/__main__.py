"""The command that fuzzes one reader for long and ends by itself: `python -m tests.fuzz READER --runs N --seconds S`.

Prints how many inputs were read, what was found and how many places of ECQ they reached; finds are kept in a folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.readers import READERS, hold

AT_LEAST = 200
"""Inputs that a process must have read to be worth starting again after it came down."""
HANGS = 60
"""Seconds by the clock after which libFuzzer ends a process that reads one input."""


def main() -> int:
    """Fuzz; 1 where something was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("reader", choices=READERS)
    asked.add_argument("--runs", type=int, default=100_000, help="inputs at the most")
    asked.add_argument("--seconds", type=int, default=600, help="time at the most, by the clock")
    asked.add_argument("--folder", type=Path, help="where the corpus and the finds are kept; a new one by default")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--steer-by", default="ecq", help="packages whose code steers, such as ecq,pypdf")
    options = asked.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("Atheris is not installed; install it with: pip install 'ecq[fuzz]'")
        return 2
    folder = options.folder or Path(tempfile.mkdtemp(prefix=f"fuzz-{options.reader}-"))
    corpus = folder / "corpus"
    for one in (corpus, folder / "finds"):
        one.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(READERS[options.reader].valid()):
        hold(options.reader, data)
        (corpus / f"valid-{number}").write_bytes(data)
    return _report(folder, *_fuzz(options, folder, corpus))


def _fuzz(options: argparse.Namespace, folder: Path, corpus: Path) -> tuple[dict[str, float], int, list[int]]:
    """(counts, how often the process came down, places reached at first and at last)."""
    total: dict[str, float] = {}
    reached: list[int] = []
    downs, until = 0, time.monotonic() + options.seconds
    while (left := options.runs - int(total.get("runs", 0))) > 0 and (seconds := until - time.monotonic()) > 1:
        command = (
            *(sys.executable, "-m", "tests.fuzz.guided", options.reader, str(folder), options.steer_by, str(corpus)),
            *(f"-runs={left}", f"-max_total_time={int(seconds)}", f"-seed={options.seed + downs}", f"-timeout={HANGS}"),
            *(
                "-rss_limit_mb=0",
                f"-artifact_prefix={folder}/finds/down-",
                "-print_final_stats=1",
                "-max_len=1000000",
                "-mutate_depth=2",
            ),
        )
        with (folder / "log.txt").open("ab") as log:
            start = log.tell()
            ended = subprocess.run(command, stdout=log, stderr=log, check=False, timeout=seconds + 10 * HANGS)
        said = (folder / "log.txt").read_bytes()[start:].decode("utf-8", "replace")
        reached += [int(number) for number in re.findall(r"(?:INITED|NEW|REDUCE|DONE|pulse)\s+cov: (\d+)", said)]
        counts = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
        executed = re.search(r"stat::number_of_executed_units: (\d+)", said)
        counts["runs"] = max(counts["runs"], int(executed[1]) if executed else 0)
        for name, number in counts.items():
            total[name] = max(total.get(name, 0), number) if name == "slowest" else total.get(name, 0) + number
        if ended.returncode == 0:
            break
        downs += 1
        if counts["runs"] < AT_LEAST:
            print(said[-2_000:])
            break
    return total, downs, reached


def _report(folder: Path, counts: dict[str, float], downs: int, reached: list[int]) -> int:
    finds = sorted(one for one in (folder / "finds").iterdir() if one.suffix != ".txt")
    print(
        f"inputs read: {counts['runs']:,.0f}, of which {counts['values']:,.0f} gave a value; slowest {counts['slowest']:.2f} s"
    )
    print(
        f"places of the code reached: {reached[0] if reached else 0:,} by valid files, {max(reached, default=0):,} at last"
    )
    print(
        f"out of memory: {counts['memory']:.0f}; the process came down: {downs}; finds: {len(finds)}, in {folder / 'finds'}"
    )
    for one in finds:
        print(f"  {one.name} ({one.stat().st_size:,} bytes)")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
