"""Kill and start the server under load, and look whether anything acknowledged is lost: python -m tests.faults

It ends by itself after so many kills or minutes; the exit code is 1 where anything is lost or the database is not whole.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.away import absence
from tests.faults.trial import trial

if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--kills", type=int, default=20, help="how often (20)")
    reading.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    reading.add_argument("--replicas", type=int, choices=(1, 2), default=1, help="2: behind nginx")
    reading.add_argument("--people", type=int, default=3, help="how many answer meanwhile (3)")
    reading.add_argument("--minutes", type=float, default=60.0, help="and no longer than that (60)")
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--away", type=float, metavar="SECONDS", help="stop PostgreSQL for so long instead of killing")
    reading.add_argument("--silent", action="store_true", help="with --away: it is there and says nothing")
    asked = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="ecq-faults-") as folder:
        if asked.away is not None:
            seen = absence(Path(folder), asked.away, asked.people, asked.seed, asked.silent)
            print(
                f"PostgreSQL {'silent' if asked.silent else 'away'} for {asked.away:g} s, {asked.people} people, seed {asked.seed}: {seen}"
            )
            for what in (*seen.not_saved, *seen.unsaid, *seen.found.lost, *seen.found.faults, *seen.found.troubles):
                print(f"  {what}")
            sys.exit(0 if seen.clean else 1)
        found = trial(
            Path(folder), asked.database, asked.replicas, asked.kills, asked.people, asked.seed, asked.minutes
        )
    print(f"{asked.database}, {asked.replicas} replica(s), seed {asked.seed}: {found}")
    for what in (*found.lost, *found.faults, *found.troubles):
        print(f"  {what}")
    sys.exit(0 if found.clean else 1)
