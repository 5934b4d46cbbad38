"""The signatures of a PDF: whether each is intact, whose it is, whether that is someone trusted, what was changed after it.

pyHanko (extra `sign`) checks them, and is loaded only here and where reports are signed. Nothing is looked up elsewhere:
who is trusted is told by certificates that are handed in, and whether a certificate was withdrawn is not asked. They are
handed in as DER: read certificates do not stand being sent to another process.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from ecq.base.errors import ReportError, not_installed
from ecq.writers.pdf.signing import name_in

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""What pyHanko logs about a certificate is said in sentences here."""


@dataclass(frozen=True)
class Signature:
    """One signature. `intact` is None where it was not checked, and `why_not` says what it was that went wrong. `covers`: it
    covers the whole file but itself. `changed`: what was added after it is more than further signatures. `trusted` is None
    where nobody was named to be trusted. The certificate, named by its SHA-256, is valid from `since` `until`."""

    intact: bool | None
    signer: str = "?"
    covers: bool = False
    changed: bool = False
    trusted: bool | None = None
    claimed: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    certificate: str = ""
    why_not: str = ""


def read_certificates(data: bytes, where: str) -> tuple[bytes, ...]:
    """Certificates that are trusted, from a PEM or DER file, as DER. Raises ReportError with one sentence naming `where`."""
    try:
        from asn1crypto import pem
        from asn1crypto.x509 import Certificate
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    try:
        ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        for der in ders:
            Certificate.load(der, strict=True).subject.human_friendly  # noqa: B018  # read when it is asked for
    except (ValueError, TypeError):
        raise ReportError(
            f"{where} holds no certificate; give a PEM or DER file of those you trust",
            f"{where} 里没有证书，请给出所信任证书的 PEM 或 DER 文件",
        ) from None
    return tuple(ders)


def signatures(data: bytes, trust: Sequence[bytes], at: datetime | None) -> tuple[Signature, ...]:
    """The signatures of a PDF that has some, first to last, as of a moment. Raises ReportError without pyHanko."""
    try:
        from asn1crypto.x509 import Certificate
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    roots = [Certificate.load(der) for der in trust]
    try:
        found = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    except Exception as error:  # pyHanko's own words: broken files may cause any exception
        return (_unchecked(error),)
    return tuple(_checked(one, roots, at) for one in found) or (Signature(None),)


def _checked(one: Any, roots: list[Any], at: datetime | None) -> Signature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)
    try:
        status = validate_pdf_signature(one, context)
        certificate = status.signing_cert
        signer, digest = name_in(certificate), certificate.sha256.hex()
        since, until = certificate.not_valid_before, certificate.not_valid_after
    except Exception as error:  # as above; it may also be a fault of ours, so it says nothing about the signature
        return _unchecked(error)
    level = status.modification_level
    return Signature(
        intact=status.intact and status.valid,
        signer=signer,
        covers=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        changed=not status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        or level is None
        or level > ModificationLevel.FORM_FILLING,
        trusted=status.trusted if roots else None,
        claimed=status.signer_reported_dt,
        since=since,
        until=until,
        certificate=digest,
    )


def _unchecked(error: Exception) -> Signature:
    return Signature(None, why_not=f"{type(error).__name__}: {error}")


def _missing(error: ModuleNotFoundError) -> Exception:
    return not_installed(f"signatures need {error.name}", f"签名需要 {error.name}", "sign", ReportError)
