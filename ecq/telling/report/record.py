"""The record in a report (report.json), and the files it carries. Knows names and digests; must not know pages or PDF.

report.json names the options and the SHA-256 of every other part, so its own SHA-256 stands for the whole content. That
is the content digest on the last page: the same on every machine, whatever bytes the PDF has there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import Field, ValidationError

from ecq import __version__
from ecq.assessment.client_record import NO_RECORD
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.errors import ReportError
from ecq.base.frozen import Frozen
from ecq.document.bilingual import flat
from ecq.document.blocks import Cover, as_json
from ecq.document.logo import Logo
from ecq.rubric.kinds.base import is_absent
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.export import score_data
from ecq.telling.portfolio.peers import Peers
from ecq.telling.report.cover import View
from ecq.telling.report.model import ReportModel
from ecq.telling.report.options import Options
from ecq.telling.report.progress import Earlier

ASSESSMENT, RUBRIC, SCORECARD, RECORD = "assessment.json", "rubric.json", "scorecard.json", "report.json"
EARLIER = "earlier.json"
PEERS, OWN_WORDS, ANNEX = "peers.json", "articles.json", "annex.xlsx"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE_BY = f"ecq {__version__}"


@dataclass(frozen=True)
class Order:
    """All that a report is made from. `others` are the rubrics to compare with, `earlier` a state of before, `peers` are those it is
    compared with, `own_words` those of articles whose text was brought.

    `annex`: the workbook it was given with and which program wrote that, where it is made again; None to have one made.
    """

    rubric: Rubric
    assessment: Assessment
    options: Options
    day: str
    others: tuple[Rubric, ...] = ()
    logo: Logo | None = None
    earlier: Earlier | None = None
    annex: tuple[bytes, str] | None = None
    peers: Peers | None = None
    own_words: tuple[OwnWords, ...] = ()


@dataclass(frozen=True)
class Carried:
    """A file inside the PDF. `relationship` is what PDF calls AFRelationship."""

    name: str
    data: bytes
    mime: str = "application/json"
    relationship: Literal["Source", "Data", "Supplement"] = "Data"

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.data)


class Printed(Frozen):
    """What the cover prints on grade, score and readiness, word for word; two languages in a row."""

    grade: str
    score: str
    evidenced: str
    readiness: str


class Since(Frozen):
    """The earlier state in earlier.json: what it is called, and its day."""

    name: str
    day: str


class SignedBy(Frozen):
    """Whose signature the report was issued with: the name in the certificate, and the certificate's SHA-256."""

    signer: str
    certificate: str


FORMATS = ("ecq-report/1", "ecq-report/2")


class Record(Frozen):
    """report.json: how the report was made, what it prints, and the SHA-256 of its model and of each file it carries."""

    format: Literal["ecq-report/1", "ecq-report/2"] = "ecq-report/2"
    """1: up to 0.2.0, whose model had a class for each section; 2: sections are blocks. They differ in what `model` digests."""
    made_by: str = MADE_BY
    day: str
    options: Options
    compared: tuple[str, ...] = ()
    since: Since | None = None
    printed: Printed
    model: str
    attached: dict[str, str]
    signature: SignedBy | None = Field(default=None, exclude_if=is_absent)
    annex_by: str | None = Field(default=None, exclude_if=is_absent)
    """Which program wrote the annex, if there is one: another version of it may write other bytes."""

    @property
    def data(self) -> bytes:
        """The bytes of report.json; their SHA-256 is the content digest."""
        return canonical(self.model_dump(mode="json"))


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(data: Any) -> bytes:
    """Plain data as JSON text that is always the same for the same data."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def scorecard_file(view: View) -> bytes:
    """scorecard.json: what `ecq score --json` prints, exact numbers as fractions."""
    said = score_data(view.rubric, view.assessment, view.card, view.verdict)
    return canonical({"format": "ecq-scorecard/1", **said})


def other_file(rubric_id: str) -> str:
    """Name of the file of a rubric that the answers are compared under."""
    return f"rubric-{rubric_id}.json"


def logo_file(kind: str) -> str:
    """Name of the file of the logo."""
    return f"logo.{kind}"


def printed(cover: Cover) -> Printed:
    """What a cover prints on grade, score and readiness."""
    said = (cover.grade.value, cover.score.value, cover.score.meaning, cover.readiness.value)
    return Printed(**dict(zip(Printed.model_fields, map(str, map(flat, said)), strict=True)))


def handed_out(assessment: Assessment) -> Assessment:
    """An assessment as others may have it: without what a consultant keeps of the client."""
    return assessment.model_copy(update={"client": NO_RECORD})


def carried_files(view: View, order: Order) -> tuple[Carried, ...]:
    """The files a report carries beside report.json and the annex."""
    more = [Carried(other_file(other.id), other.canonical.encode(), relationship="Source") for other in order.others]
    if order.earlier:
        more.append(Carried(EARLIER, dump(handed_out(order.earlier.assessment)).encode(), relationship="Source"))
    if order.peers:
        more.append(Carried(PEERS, canonical(order.peers.model_dump(mode="json")), relationship="Source"))
    if order.own_words:
        articles = canonical([one.model_dump(mode="json") for one in order.own_words])
        more.append(Carried(OWN_WORDS, articles, relationship="Source"))
    if logo := order.logo:
        more.append(Carried(logo_file(logo.kind), logo.data, logo.mime, "Supplement"))
    return (
        Carried(ASSESSMENT, dump(handed_out(view.assessment)).encode(), relationship="Source"),
        Carried(RUBRIC, view.rubric.canonical.encode(), relationship="Source"),
        Carried(SCORECARD, scorecard_file(view)),
        *more,
    )


def record_of(
    model: ReportModel,
    order: Order,
    carried: tuple[Carried, ...],
    made_by: str = MADE_BY,
    signed_by: SignedBy | None = None,
    annex_by: str | None = None,
) -> Record:
    """The record of a report that carries these files, and is to be signed by somebody."""
    return Record(
        made_by=made_by,
        day=model.day,
        options=order.options,
        compared=tuple(other.id for other in order.others),
        since=Since(name=order.earlier.name, day=order.earlier.day) if order.earlier else None,
        printed=printed(model.cover),
        model=sha256(as_json(replace(model, seal=None)).encode()),  # the page that shows digests left out
        attached={one.name: one.digest for one in carried},
        signature=signed_by,
        annex_by=annex_by,
    )


def read_record(data: bytes, where: str) -> Record:
    """report.json read back. Raises ReportError where it is damaged or of a newer kind."""
    try:
        raw: Mapping[str, Any] = json.loads(data)
        if raw["format"] not in FORMATS:
            raise ReportError(
                f"{where} is of format {raw['format']}, which this ECQ cannot read; use a newer ECQ",
                f"{where} 的格式是 {raw['format']}，这个版本的 ECQ 读不了，请用更新的版本",
            )
        return Record.model_validate_json(data)
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
        raise ReportError(
            f"{where} is damaged: its {RECORD} is not as ECQ writes it; take another copy of the report",
            f"{where} 已损坏：里面的 {RECORD} 不是 ECQ 写的样子，请换一份报告文件",
        ) from None
