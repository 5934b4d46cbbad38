"""A signature under a report: a key and certificate from a PKCS#12 file. Knows what can be wrong with one; draws nothing.

fpdf2 signs with endesive (extra `sign`), which is loaded only here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fpdf import FPDF

from ecq.errors import ReportError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

FILE_LIMIT = 1_000_000


@dataclass(frozen=True)
class Signer:
    """Whose signature: a private key with its certificate and those above it."""

    key: RSAPrivateKey | EllipticCurvePrivateKey
    certificate: Certificate
    above: tuple[Certificate, ...]

    def sign(self, pdf: FPDF, at: datetime) -> None:
        """Put an invisible signature on the page last drawn, as of the report's day; it is worked out at output."""
        pdf.sign(key=self.key, cert=self.certificate, extra_certs=list(self.above), hashalgo="sha256", signing_time=at)


def read_signer(data: bytes, password: str, where: str) -> Signer:
    """The key and certificate in a PKCS#12 file (.p12, .pfx). Raises ReportError with one sentence naming `where`."""
    try:
        import endesive.signer  # noqa: F401  # fpdf2 loads it when it signs
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import pkcs12
    except ModuleNotFoundError as error:
        install = "pip install 'ecq[sign]'"
        raise ReportError(
            f"signing needs {error.name}; install it with: {install}", f"签名需要 {error.name}，请安装：{install}"
        ) from None
    if len(data) > FILE_LIMIT:
        raise ReportError(
            f"{where} is too large to be a PKCS#12 file; give the .p12 or .pfx of the signer",
            f"{where} 太大，不会是 PKCS#12 文件，请给签名人的 .p12 或 .pfx",
        )
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(data, password.encode() or None)
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
    return Signer(key, certificate, tuple(above))
