"""The one place that loads openpyxl, and the shape that writing and reading a workbook share. Knows no rubric."""

from __future__ import annotations

from types import ModuleType

from ecq.errors import EcqError


def excel() -> ModuleType:
    """The openpyxl package, loaded when a workbook is first needed. Raises EcqError where it is not installed."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise EcqError("tables of points need openpyxl; install it with: pip install 'ecq[excel]'") from None
    return openpyxl
