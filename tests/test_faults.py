"""A few kills under load; `python -m tests.faults` does a thousand, also with PostgreSQL and two replicas."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecq.server import limits
from tests.faults.trial import trial


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    found = trial(tmp_path, "sqlite", replicas=1, kills=4, people=2, seed=7)
    assert found.clean, [*found.lost, *found.faults, *found.troubles]
    assert sum(found.kills.values()) == 4
    assert found.acknowledged > 0
    assert found.unwilling == 0


def test_where_the_system_grants_few_files_fewer_are_let_in_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(limits, "most_open_files", lambda: 1024)
    assert 1 <= limits.limits_of_this_machine(sessions=2000).sessions < 1024 / 5
    assert "see ulimit -n" in caplog.text
