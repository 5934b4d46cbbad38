"""The API against requests that schemathesis makes of its own description: nothing but what the description says comes back.

    python -m tests.api_fuzz --seconds 300

runs so long in all and prints what it finds. Path ids and question ids are real ones often enough that requests get
behind the first check.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.applications import Starlette

from ecq.api.app import make_api
from ecq.api.limits import Rate, Rates
from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.settings import API
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.server.app import BesidePages
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens

IDS = 60
"""Self-checks in the store at the start; some are deleted on the way, others added."""

CONFIG = """
continue-on-failure = true
[auth.openapi.key]
bearer = "{key}"
[dictionaries.ids]
values = {ids}
[dictionaries.rubrics]
values = ["{rubric}", "sqe-2015"]
[dictionaries.days]
values = ["2026-11-24", "2026年11月24日", "9999-12-31", "0001-01-01"]
[dictionaries.grades]
values = ["two-star", "three-star", "five-star"]
[parameters]
"path.assessment_id" = {{ dictionary = "ids", probability = 0.8 }}
"path.rubric_id" = {{ dictionary = "rubrics", probability = 0.6 }}
"query.start" = {{ dictionary = "days", probability = 0.6 }}
"query.target" = {{ dictionary = "grades", probability = 0.6 }}
[generation]
database = "none"
max-examples = {examples}
[phases.fuzzing]
enabled = {chance}
[phases.stateful]
enabled = {chance}
[checks.use_after_free]
enabled = false
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "412", "422", "428", "503"]
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "408", "409", "412", "413", "422", "428", "429", "503"]
"""
"""What ECQ itself asks of data (a question that exists, a day) no schema says, so that good form may be refused: 422. What is deleted is in the
bin at first and can still be read; that it is gone for good is tested in tests/api/test_requests.py."""


def run(seconds: int, seed: int, examples: int = 0) -> tuple[int, list[str]]:
    """How many requests were made, and what was found, in at most so many seconds.

    Without `examples`: every edge of every parameter and field, the same each time. With them, random ones and sequences
    of requests besides.
    """
    found: dict[str, None] = {}
    requests = 0
    with served() as (app, key, ids, rubric):
        text = CONFIG.format(
            key=key, ids=ids, rubric=rubric.id, examples=max(examples, 1), chance=str(examples > 0).lower()
        )
        config = SchemathesisConfig.from_str(text)
        config.update(seed=seed, max_time=seconds, max_failures=None)
        schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app, config=config)
        schema.hook(_with_questions(rubric, random.Random(seed)))
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                requests += len(event.recorder.interactions)
                for checks in event.recorder.checks.values():
                    for one in checks:
                        if one.failure_info is not None:
                            failure, how = one.failure_info.failure, one.failure_info.code_sample
                            found[f"{event.label}: {failure.title}: {failure.message[:400]}\n{how[:600]}"] = None
            elif isinstance(event, (events.NonFatalError, events.FatalError)):
                found[repr(event.value if isinstance(event, events.NonFatalError) else event.exception)] = None
    return requests, list(found)


@contextmanager
def served() -> Iterator[tuple[BesidePages, str, list[str], Rubric]]:
    """The API over a store with self-checks that are empty, half done and complete, and a key that may do all of it."""
    rubric = load_rubric("gbt31526-2025")
    with tempfile.TemporaryDirectory() as folder:
        store = DatabaseStore(f"sqlite:///{Path(folder) / 'ecq.sqlite3'}")
        lists = Collection(store)
        at = "2026-11-24T08:00:00+00:00"
        made: list[Assessment] = [begin(rubric, "Empty", at=at)]
        made += [demo_assessment(one, rubric, "zh", at) for one in load_samples()]
        ids = [lists.add(made[number % len(made)], None).id for number in range(IDS)]
        unlimited = Rates(Rate(10**9, 10**9), Rate(10**9, 10**9))  # all these requests come from one address
        door = make_api(lambda: store, people_log_in=False, rates=unlimited)
        app = BesidePages(Starlette(), lambda: door)
        try:
            yield app, Tokens(store).add("fuzz", "write")[1], ids, rubric
        finally:
            store.close()


def _with_questions(rubric: Rubric, chance: random.Random) -> Any:
    """Puts ids of questions, and often answers they take, where a body has some made-up name."""

    def map_body(_context: Any, body: Any) -> Any:
        if not isinstance(body, dict) or chance.random() < 0.3:
            return body
        changed = dict(body)
        for name in ("answers", "not_applicable", "notes", "evidence"):
            if isinstance(changed.get(name), dict):
                changed[name] = {chance.choice(rubric.order): value for value in changed[name].values()}
        for name in ("unsure", "clear"):
            if isinstance(changed.get(name), list):
                changed[name] = [chance.choice(rubric.order) if isinstance(one, str) else one for one in changed[name]]
        answers = changed.get("answers")
        if isinstance(answers, dict):
            changed["answers"] = {
                one: chance.choice(rubric.by_id[one].choices)[0]
                if one in rubric.by_id and rubric.by_id[one].choices and isinstance(value, str)
                else value
                for one, value in answers.items()
            }
        return changed

    return map_body


def main() -> int:
    """Exit code 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--examples", type=int, default=200, help="for each route and phase")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    requests, found = run(chosen.seconds, chosen.seed, chosen.examples)
    print(f"seed {chosen.seed}: {requests} requests, {len(found)} findings")  # noqa: T201
    print("\n\n".join(found))  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
