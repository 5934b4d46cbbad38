"""Signed reports, checked by openssl and poppler as a reader would; what was done to them after; keys that cannot sign."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject

from ecq.assessment.file import read
from ecq.base.errors import ReportError
from ecq.cli import main
from ecq.rubric.model import Rubric
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.pdf.signing import read_signer
from ecq.writers.verify.outcome import Outcome, Verification
from ecq.writers.verify.reopen import reopen
from ecq.writers.verify.signatures import read_certificates
from ecq.writers.verify.verify import verify
from tests.report.assessments import DAY, teaching_shop
from tests.report.pdf_archive import complaints
from tests.report.pdf_reading import check_with_tools
from tests.report.test_reopen import rewritten
from tests.report.test_verify import failed
from tests.tools import tool

PASSWORD = "青禾 2026"
KEY_USAGE = x509.KeyUsage(True, True, False, False, False, True, False, False, False)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def certificate(key: Key, called: str, issuer: Key | None = None) -> x509.Certificate:
    """A certificate of a key: issued by itself, or by the key of "Root"."""
    name, root = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (called, "Root"))
    issuing = issuer or key
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(root if issuer else name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(KEY_USAGE, critical=True)
        .add_extension(x509.BasicConstraints(ca=called == "Root", path_length=None), critical=True)
        .sign(issuing, None if isinstance(issuing, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )


def p12(
    key: Key | None,
    password: str = PASSWORD,
    called: str = "Hengzhun Consulting",
    whole: bool = False,
    issuer: Key | None = None,
) -> bytes:
    """A certificate and its key; without a key given, the certificate alone, or with a new one where it is to be `whole`."""
    signing = key or ec.generate_private_key(ec.SECP256R1())
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    held = signing if whole else key
    return pkcs12.serialize_key_and_certificates(b"ecq", held, certificate(signing, called, issuer), None, locked)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def order(rubric: Rubric) -> Order:
    return Order(rubric, teaching_shop(rubric), choose("en", "short"), DAY)


def openssl_says(pdf: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What openssl finds out about the signature: it knows nothing of PDF, so the signed bytes are cut out for it."""
    field = PdfReader(BytesIO(pdf)).root_object["/AcroForm"]["/Fields"][0].get_object()["/V"].get_object()
    start, length, again, rest = (int(one) for one in field["/ByteRange"])
    assert (start, again + rest) == (0, len(pdf)), "the signature covers the whole file but itself"
    (folder / "signed").write_bytes(pdf[:length] + pdf[again : again + rest])
    der = bytes.fromhex(pdf[length + 1 : again - 1].decode())
    size = 4 + int.from_bytes(der[2:4], "big")
    (folder / "signature").write_bytes(der[:size])
    command = [tool("openssl"), "cms", "-verify", "-inform", "DER", "-in", folder / "signature", "-content"]
    return subprocess.run(
        [*command, folder / "signed", "-binary", "-noverify", "-out", folder / "out"],
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_openssl_accepts_the_signature_and_refuses_one_changed_byte(
    teaching: Rubric, key: rsa.RSAPrivateKey, tmp_path: Path, kind: str
):
    held = key if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    pdf = make_report(order(teaching), read_signer(p12(held), PASSWORD, "key.p12"))
    assert openssl_says(pdf, tmp_path).returncode == 0
    at = pdf.index(b"/Producer")
    changed = pdf[:at] + b"/Producex" + pdf[at + 9 :]
    assert openssl_says(changed, tmp_path).returncode != 0


@pytest.fixture(scope="module")
def signed(teaching: Rubric, key: rsa.RSAPrivateKey) -> bytes:
    return make_report(order(teaching), read_signer(p12(key), PASSWORD, "key.p12"))


def said(found: Verification) -> str:
    """What verifying says of signatures."""
    return " ".join(line.words("en") for one in found.checks if one.id == "signature" for line in one.sentences)


def holds(found: Verification) -> Outcome:
    (one,) = [one.holds for one in found.checks if one.id == "signature"]
    return one


@pytest.mark.slow
def test_a_signed_report_opens_verifies_and_is_sound(teaching: Rubric, signed: bytes, tmp_path: Path):
    assert reopen(signed, "x.pdf").assessment == teaching_shop(teaching)
    found = verify(signed, "x.pdf")
    assert found.follows, failed(found)
    assert "in the name of “Hengzhun Consulting” is intact; it says it was made on 2026-11-24." in said(found)
    assert "It covers the whole file" in said(found)
    assert [line.unchecked for line in found.checks[-1].sentences] == [False, False, True], (
        "whose it is was not checked"
    )
    assert complaints(signed) == []
    check_with_tools(tmp_path, signed)
    told = subprocess.run([tool("pdfsig"), tmp_path / "report-0.pdf"], capture_output=True, check=False).stdout.decode()
    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_a_broken_signature_does_not_hold(signed: bytes):
    """In the pages only what is not drawn is changed, so that the signature alone can tell."""
    for place, new in (
        (signed.index(b"/SigFlags 3"), b"/SigFlags 1"),
        (0, b"%PDF-1.6"),
        (signed.rindex(b"D\\072"), b"D\\0722025"),
    ):
        changed = signed[:place] + new + signed[place + len(new) :]
        assert changed != signed
        found = verify(changed, "x.pdf")
        assert found.follows is False
        assert set(failed(found)) == {"signature"}
        assert "is broken" in said(found)


def added(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with a change added at its end, as viewers do that keep what was signed."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def test_a_change_after_signing_is_named_and_does_not_hold(signed: bytes):
    def reword(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name("/PageMode")] = pdf_name("/UseOutlines")
        writer.update_root()

    found = verify(added(signed, reword), "x.pdf")
    assert holds(found) is False
    assert "is intact" in said(found), "what it covers is as it was"
    assert "after it, more than signatures was changed" in said(found)
    assert "how the file is opened" in failed(found)["rest"]


@pytest.mark.slow
def test_a_second_signature_leaves_the_first_standing(signed: bytes):
    other = read_signer(p12(None, "", "Auditor", whole=True), "", "other.p12")
    out = PdfSigner(PdfSignatureMetadata(field_name="Second"), other.holder).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(signed))
    )
    found = verify(out.getvalue(), "x.pdf")
    assert found.follows, failed(found)
    assert "what was added after it belongs to signing" in said(found)
    assert "“Auditor” is intact" in said(found)


def test_who_signed_is_checked_against_those_who_are_trusted(teaching: Rubric):
    root, outsider = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    signed = make_report(order(teaching), read_signer(p12(None, "", whole=True, issuer=root), "", "k.p12"))
    at = datetime(2026, 12, 1, tzinfo=UTC)
    known, unknown = (
        read_certificates(certificate(one, "Root").public_bytes(Encoding.PEM), "root.pem") for one in (root, outsider)
    )
    assert holds(verify(signed, "x.pdf", known, at)) is True
    found = verify(signed, "x.pdf", unknown, at)
    assert (holds(found), found.follows) == (None, None)
    assert "does not come from those given as trusted" in said(found)
    assert verify(signed, "x.pdf", known, datetime(2040, 1, 1, tzinfo=UTC)).follows is None, "out of date"
    unsigned = verify(make_report(order(teaching)), "x.pdf", known, at)
    assert unsigned.follows is None
    assert "carries no signature" in said(unsigned)


def test_a_file_without_a_certificate_is_refused(key: rsa.RSAPrivateKey):
    for data in (b"", b"x", p12(key), b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(ReportError, match=r"root\.pem holds no certificate"):
            read_certificates(data, "root.pem")


def test_a_signature_that_shows_something_is_found(signed: bytes):
    """A field for a signature with a picture would cover what is printed, however sound the signature."""

    def show(writer: PdfWriter) -> None:
        (field,) = writer.root_object["/AcroForm"]["/Fields"]
        field.get_object()[NameObject("/Rect")] = ArrayObject([FloatObject(side) for side in (50, 500, 300, 600)])

    wrong = failed(verify(rewritten(signed, show), "x.pdf"))
    assert "annotations, form fields or links" in wrong["pages"]
    assert "form: /Root/AcroForm" in wrong["rest"]


@pytest.mark.slow
def test_the_same_key_gives_the_same_bytes(teaching: Rubric, key: rsa.RSAPrivateKey):
    signer = read_signer(p12(key, ""), "", "key.p12")
    assert make_report(order(teaching), signer) == make_report(order(teaching), signer)


def test_a_key_that_cannot_sign_gets_one_sentence(key: rsa.RSAPrivateKey):
    for data, password, sentence in (
        (b"", "", "cannot be opened"),
        (b"x" * 2_000_000, "", "too large"),
        (p12(key), "wrong", "password is not right"),
        (p12(None), PASSWORD, "no private key"),
        (p12(ed25519.Ed25519PrivateKey.generate()), PASSWORD, "RSA or EC"),
    ):
        with pytest.raises(ReportError, match=sentence) as caught:
            read_signer(data, password, "key.p12")
        assert str(caught.value).startswith("key.p12 ")


@pytest.mark.slow
def test_the_command_line_signs(teaching: Rubric, key: rsa.RSAPrivateKey, tmp_path: Path, capsys):
    held, secret, sheet, out = (tmp_path / name for name in ("key.p12", "password", "a.json", "r.pdf"))
    held.write_bytes(p12(key))
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    assert main(["new", "-o", str(sheet)]) == 0
    signing = ["--sign", str(held), "--password-file", str(secret)]
    assert main(["report", str(sheet), "-o", str(out), "--date", DAY, *signing]) == 0
    assert openssl_says(out.read_bytes(), tmp_path).returncode == 0
    secret.write_text("wrong", encoding="utf-8")
    assert main(["report", str(sheet), "-o", str(out), *signing]) == 2
    assert "password is not right" in capsys.readouterr().err
    assert reopen(out.read_bytes(), "r.pdf").assessment == read(sheet.read_text(encoding="utf-8")).on(DAY)
