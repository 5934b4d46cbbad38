"""Says which extra of the package a command needs, where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def extra_installed(extra: str = "report", en: str = "the report", zh: str = "报告") -> Iterator[None]:
    """Raise ReportError where what is imported needs an extra that is not installed; `en` and `zh` say for what."""
    from ecq.base.errors import ReportError, not_installed

    try:
        yield
    except ModuleNotFoundError as error:
        missing = error.name
        raise not_installed(f"{en} needs {missing}", f"{zh}需要 {missing}", extra, ReportError) from None
