"""Signed reports, checked by openssl on the bytes a reader would check; and keys that cannot sign."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pypdf import PdfReader

from ecq.assessment.model import dump
from ecq.cli import main
from ecq.errors import ReportError
from ecq.report.options import choose
from ecq.report.pdf.build import Order, make_report
from ecq.report.pdf.signing import read_signer
from ecq.report.verify.reopen import reopen
from ecq.report.verify.verify import verify
from ecq.rubric.model import Rubric
from tests.report.assessments import DAY, teaching_shop
from tests.report.pdf_archive import complaints
from tests.report.pdf_reading import check_with_tools
from tests.tools import tool

PASSWORD = "青禾 2026"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def p12(key: Key | None, password: str = PASSWORD) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hengzhun Consulting")])
    signing = key or rsa.generate_private_key(65537, 2048)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(signing.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .sign(signing, None if isinstance(signing, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"ecq", key, made, None, locked)


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


@pytest.mark.slow
def test_a_signed_report_opens_verifies_and_is_sound(teaching: Rubric, key: rsa.RSAPrivateKey, tmp_path: Path):
    pdf = make_report(order(teaching), read_signer(p12(key), PASSWORD, "key.p12"))
    assert reopen(pdf, "x.pdf").assessment == teaching_shop(teaching)
    found = verify(pdf, "x.pdf")
    assert found.follows
    assert "carries a signature" in " ".join(line.words("en") for line in found.checks[-1].sentences)
    assert complaints(pdf) == []
    check_with_tools(pdf, tmp_path)


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
    assert dump(reopen(out.read_bytes(), "r.pdf").assessment) == sheet.read_text(encoding="utf-8")
