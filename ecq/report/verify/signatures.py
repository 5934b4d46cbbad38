"""The signatures of a PDF: whether each is intact, whose it is, whether that is someone trusted, what was changed after it.

pyHanko (extra `sign`) checks them, and is loaded only here and where reports are signed. Nothing is looked up elsewhere:
who is trusted is told by certificates that are handed in, and whether a certificate was withdrawn is not asked.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ecq.errors import ReportError, not_installed

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""What pyHanko logs about a certificate is said in sentences here."""


@dataclass(frozen=True)
class Signature:
    """One signature. `intact` is None where it cannot be checked. `covers`: it covers the whole file but itself. `changed`:
    what was added after it is more than further signatures. `trusted` is None where nobody was named to be trusted."""

    intact: bool | None
    signer: str
    covers: bool = False
    changed: bool = False
    trusted: bool | None = None
    claimed: datetime | None = None


def read_certificates(data: bytes, where: str) -> tuple[Certificate, ...]:
    """Certificates that are trusted, from a PEM or DER file. Raises ReportError with one sentence naming `where`."""
    try:
        from asn1crypto import pem
        from asn1crypto.x509 import Certificate
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    try:
        ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        found = tuple(Certificate.load(der, strict=True) for der in ders)
        for one in found:
            one.subject.human_friendly  # noqa: B018  # asn1crypto reads what is inside when it is asked for
    except (ValueError, TypeError):
        raise ReportError(
            f"{where} holds no certificate; give a PEM or DER file of those you trust",
            f"{where} 里没有证书，请给出所信任证书的 PEM 或 DER 文件",
        ) from None
    return found


def signatures(data: bytes, trust: Sequence[Certificate], at: datetime | None) -> tuple[Signature, ...]:
    """The signatures of a PDF that has some, first to last, as of a moment. Raises ReportError without pyHanko."""
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    try:
        found = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    except Exception:  # pyHanko's own words: broken files may cause any exception
        found = []
    return tuple(_checked(one, trust, at) for one in found) or (Signature(None, "?"),)


def _checked(one: Any, trust: Sequence[Certificate], at: datetime | None) -> Signature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        context = ValidationContext(trust_roots=list(trust), moment=at, allow_fetching=False)
        status = validate_pdf_signature(one, context)
        signer = status.signing_cert.subject.native.get("common_name") or status.signing_cert.subject.human_friendly
        level = status.modification_level
        return Signature(
            status.intact and status.valid,
            str(signer),
            status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            not status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
            or level is None
            or level > ModificationLevel.FORM_FILLING,
            status.trusted if trust else None,
            status.signer_reported_dt,
        )
    except Exception:  # as above
        return Signature(False, "?")


def _missing(error: ModuleNotFoundError) -> Exception:
    return not_installed(f"signatures need {error.name}", f"签名需要 {error.name}", "sign", ReportError)
