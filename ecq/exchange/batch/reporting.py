"""A file of a batch reported on: a report for each self-check in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ecq.base import arms_length
from ecq.base.errors import EcqError
from ecq.base.language import Text, error_text
from ecq.document.logo import Logo
from ecq.exchange.batch.assessments import found_in, members
from ecq.exchange.batch.dropped import may_be_sheet
from ecq.exchange.batch.inputs import Bad, Chunk, File
from ecq.exchange.report_order import order_of
from ecq.telling.report.shown import Options
from ecq.writers.pdf.build import make_report
from ecq.writers.pdf.signatures import read_signer
from ecq.writers.word.template import Template


class Key(NamedTuple):
    """A file with a key to sign with, its password, and what it is called."""

    data: bytes
    password: str
    where: str


class Report(NamedTuple):
    """A report: the file its self-check is in, and what is to be written."""

    file: str
    content: bytes


@dataclass(frozen=True)
class Reporting:
    """How the reports are made, and as of which day."""

    options: Options
    day: str
    logo: Logo | None = None
    as_word: bool = False
    template: Template | None = None
    key: Key | None = None

    def __call__(self, file: File) -> Iterator[Report | Bad]:
        """The reports on what is in a file, and what of it is not taken."""
        for found in found_in(file):
            if isinstance(found, Bad):
                yield found
                continue
            try:
                order = order_of(found.rubric, found.assessment, self.options, self.day, self.logo)
                if self.as_word:
                    from ecq.writers.word.build import make_word

                    content = make_word(order, self.template)
                else:
                    content = make_report(order, _signer(*self.key) if self.key else None)
            except EcqError as error:
                yield Bad(found.file, Text(zh=f"{found.file}：{error.zh}", en=f"{found.file}: {error}"))
            else:
                yield Report(found.file, content)


_signer = lru_cache(maxsize=1)(read_signer)


def one_by_one(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Every file a chunk of its own, those in archives too: a report takes a second or two."""
    for chunk in chunks:
        for file in chunk.files():
            if isinstance(file, Bad) or not may_be_sheet(file.data):
                yield Chunk((file,), 0 if isinstance(file, Bad) else len(file.data))
                continue
            try:
                inside = arms_length.read(members, file, where=file.name)
            except EcqError as error:
                inside = [Bad(file.name, error_text(error))]
            for number, one in enumerate(inside):
                yield Chunk((one,), 0 if number else len(file.data))
