"""A signature under a report: a key and certificate from a PKCS#12 file. Knows what can be wrong with one; draws nothing.

pyHanko (extra `sign`) adds the signature to the finished file, which says whose it is and stays as it was, byte for byte. It is loaded only
here and where signatures are checked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ecq.base.errors import ReportError, not_installed
from ecq.base.file_limits import KEY_LIMIT
from ecq.telling.report.record import SignedBy

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
