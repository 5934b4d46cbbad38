"""Signatures of a PDF: put under a report with a key from a PKCS#12 file, and checked when one is verified.

pyHanko (extra `sign`) does both, and is loaded only here. It adds a signature to the finished file, which says
whose it is and stays as it was, byte for byte. Checking tells whether each signature is intact, whose it is, whether
that is someone trusted, and what was changed after it. Nothing is looked up elsewhere: who is trusted is told by
certificates that are handed in, and whether a certificate was withdrawn is not asked. They are handed in as DER: read
certificates do not stand being sent to another process.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ecq.base.errors import ReportError, not_installed
from ecq.base.file_limits import KEY_LIMIT
from ecq.telling.report.whole import SignedBy

if TYPE_CHECKING:
    from pyhanko.sign import SimpleSigner


FIELD = "ECQ"


@dataclass(frozen=True)
class Signer:
    """Whose signature: a private key with its certificate and those above it, as pyHanko holds them."""

    holder: SimpleSigner

    @property
    def named(self) -> SignedBy:
        """Whose signature it is, as the report says on its last page and in its record."""
        certificate = self.holder.signing_cert
        assert certificate is not None
        return SignedBy(signer=name_in(certificate), certificate=certificate.sha256.hex())

    def signed(self, pdf: bytes, at: datetime) -> bytes:
        """The PDF with an invisible signature over all of it, as of the report's day."""
        from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import PdfSignatureMetadata, PdfSigner

        class Adding(IncrementalPdfFileWriter):
            """Adds the signature alone: by itself pyHanko enters the time of writing, and a random number for the file."""

            def _update_meta(self) -> None:
                pass

            @classmethod
            def _handle_id(cls, prev: Any) -> ArrayObject:
                number = ByteStringObject(hashlib.sha256(pdf).digest()[:16])
                return ArrayObject([prev.trailer["/ID"][0], number])

        class AsOfTheDay(PdfSigner):
            """Signs at a time that is handed in, not at that of the clock."""

            def init_signing_session(self, *args: Any, **options: Any) -> Any:
                session = super().init_signing_session(*args, **options)
                session.system_time = at
                return session

        meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256")
        done: BytesIO = AsOfTheDay(meta, self.holder).sign_pdf(Adding(BytesIO(pdf)))
        return done.getvalue()


def name_in(certificate: Any) -> str:
    """The name in a certificate."""
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


def read_signer(data: bytes, password: str, where: str) -> Signer:
    """The key and certificate in a PKCS#12 file (.p12, .pfx). Raises ReportError with one sentence naming `where`."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import pkcs12
        from pyhanko.sign import SimpleSigner
    except ModuleNotFoundError as error:
        raise not_installed(f"signing needs {error.name}", f"签名需要 {error.name}", "sign", ReportError) from None
    if len(data) > KEY_LIMIT:
        raise ReportError(
            f"{where} is too large to be a PKCS#12 file; give the .p12 or .pfx of the signer",
            f"{where} 太大，不会是 PKCS#12 文件，请给签名人的 .p12 或 .pfx",
        )
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except ValueError:
        raise ReportError(
            f"{where} cannot be opened: it is no PKCS#12 file, or the password is not right; check both",
            f"{where} 打不开：不是 PKCS#12 文件，或者密码不对，请检查",
        ) from None
    if key is None or certificate is None:
        raise ReportError(
            f"{where} holds no private key with its certificate; export both into one PKCS#12 file",
            f"{where} 里没有私钥和证书，请把两样导出到同一个 PKCS#12 文件",
        )
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise ReportError(
            f"{where} holds a kind of key that cannot sign a PDF; take one with an RSA or EC key",
            f"{where} 里的密钥不能给 PDF 签名，请用 RSA 或 EC 密钥",
        )
    holder = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode() or None)
    assert holder is not None
    return Signer(holder)


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
        certificate, level = status.signing_cert, status.modification_level
        return Signature(
            intact=status.intact and status.valid,
            signer=name_in(certificate),
            covers=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            changed=not status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
            or level is None
            or level > ModificationLevel.FORM_FILLING,
            trusted=status.trusted if roots else None,
            claimed=status.signer_reported_dt,
            since=certificate.not_valid_before,
            until=certificate.not_valid_after,
            certificate=certificate.sha256.hex(),
        )
    except Exception as error:  # as above; it may also be a fault of ours, so it says nothing about the signature
        return _unchecked(error)


def _unchecked(error: Exception) -> Signature:
    return Signature(None, why_not=f"{type(error).__name__}: {error}")


def _missing(error: ModuleNotFoundError) -> Exception:
    return not_installed(f"signatures need {error.name}", f"签名需要 {error.name}", "sign", ReportError)
