"""The connections to the database, with how often somebody had to wait for one."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy.pool import PoolProxiedConnection, QueuePool

KEPT, MORE = 5, 10
"""Connections that stay open, and those that may be opened beside them where all are in use."""


@dataclass
class Waits:
    """How often all connections were in use and somebody waited, and how long, since the start."""

    count: int = 0
    seconds: float = 0.0


waits = Waits()


class WatchedPool(QueuePool):
    """SQLAlchemy's own pool; who has to wait is counted."""

    def connect(self) -> PoolProxiedConnection:
        """A connection, at once or when one is given back."""
        if self.checkedout() < KEPT + MORE:
            return super().connect()
        begun = time.monotonic()
        try:
            return super().connect()
        finally:
            waits.count += 1
            waits.seconds += time.monotonic() - begun
