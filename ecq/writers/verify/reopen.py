"""Opening a report again: the files inside the PDF and the assessment. Knows what can be wrong with one; scores nothing.

A PDF comes from anywhere: it is read with limits, and whatever the reader stumbles over becomes one sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from traceback import walk_tb

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import ReportError
from ecq.base.file_limits import ATTACHMENTS_LIMIT, FILE_LIMIT, PDF_STREAM_LIMIT, PDF_WORK_LIMIT
from ecq.telling.report.whole import ASSESSMENT, RECORD, Record, read_record, sha256

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
"""What pypdf logs about a damaged file would stand beside the one sentence the file gets."""


@dataclass(frozen=True)
class Reopened:
    """What a report carries. `record` is None in reports made before report.json was added."""

    assessment: Assessment
    record: Record | None
    files: Mapping[str, bytes]


def is_pdf(data: bytes) -> bool:
    """Whether the bytes begin like a PDF; some programs put a few bytes before it."""
    return b"%PDF-" in data[:1024]


def reopen(data: bytes, where: str) -> Reopened:
    """The assessment in a report. Raises ReportError with one sentence naming `where`."""
    files = files_inside(data, where)
    if ASSESSMENT not in files:
        raise ReportError(
            f"{where} is a PDF without an ECQ assessment inside; choose the report as ECQ wrote it, "
            "not one that was printed or saved again by another program",
            f"{where} 里没有 ECQ 的自评数据，请选 ECQ 生成的原文件；打印或用其他程序另存过的 PDF 不带数据",
        )
    record = read_record(files[RECORD], where) if RECORD in files else None
    if record is not None and record.attached.get(ASSESSMENT) != sha256(files[ASSESSMENT]):
        raise ReportError(
            f"{where} was altered: the answers inside are not those the report was made from; take another copy",
            f"{where} 被改动过：里面的回答与生成报告时的不同，请换一份报告文件",
        )
    return Reopened(read(files[ASSESSMENT], f"{ASSESSMENT} in {where}"), record, files)


def files_inside(data: bytes, where: str) -> Mapping[str, bytes]:
    """The files attached to a PDF by name. Raises ReportError with one sentence naming `where`."""
    files: dict[str, bytes] = {}
    with reading(data, where) as pdf:
        for one in pdf.attachment_list:
            if one.name in files or len(files) >= ATTACHMENTS_LIMIT:
                raise ReportError(
                    f"{where} holds {one.name} twice or more files than ECQ attaches; take another copy of the report",
                    f"{where} 里的附件重复或过多，不是 ECQ 写的样子，请换一份报告文件",
                )
            files[one.name] = one.content
    return files


@contextmanager
def reading(data: bytes, where: str) -> Iterator[PdfReader]:
    """A PDF open for reading, within limits; what goes wrong inside the block becomes a ReportError."""
    if len(data) > FILE_LIMIT:
        raise ReportError(
            f"{where} is larger than {FILE_LIMIT // 1_000_000} MB and cannot be an ECQ report",
            f"{where} 超过 {FILE_LIMIT // 1_000_000} MB，不会是 ECQ 生成的报告",
        )
    if not is_pdf(data):
        raise ReportError(
            f"{where} is not a PDF; choose a report made by ECQ", f"{where} 不是 PDF，请选 ECQ 生成的报告"
        )
    try:
        with apply_configuration(
            zlib_maximum_output_length=PDF_STREAM_LIMIT, stream_decoding_work_maximum_length=PDF_WORK_LIMIT
        ):
            pdf = PdfReader(BytesIO(data))
            if pdf.is_encrypted:
                raise ReportError(
                    f"{where} is protected with a password; remove the protection or take the file as ECQ wrote it",
                    f"{where} 加了密码保护，请先取消保护，或用 ECQ 生成的原文件",
                )
            yield pdf
    except (ReportError, MemoryError):  # whoever limits the memory says so
        raise
    except LimitReachedError:
        raise ReportError(
            f"{where} unpacks to far more than a report holds, so it was not read; take the file as ECQ wrote it",
            f"{where} 解开后远比一份报告大，没有继续读取，请用 ECQ 生成的原文件",
        ) from None
    except Exception as error:  # pypdf's own words: broken files may cause any exception
        places = [
            f"{frame.f_globals['__name__']}:{line}"
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_globals["__name__"].split(".")[0] in ("pypdf", "ecq")
        ]
        at = places[-1]
        if at.startswith("pypdf"):
            raise ReportError(
                f"{where} is damaged and cannot be read as a PDF; take another copy of the report",
                f"{where} 已损坏，读不了，请换一份报告文件",
            ) from None
        fault = f"{type(error).__name__}: {at}"
        raise ReportError(
            f"{where} was not read to its end, since ECQ stumbled ({fault}); that says nothing about the report. "
            "Take another copy; if it happens again, tell ECQ's maintainers",
            f"{where} 没有读完，ECQ 自己出了错（{fault}），这不说明报告有问题。请换一份文件；还是这样就告诉 ECQ 的维护者",
        ) from error
