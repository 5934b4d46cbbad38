"""Whose signature it is, asked as a reader asks: by the command, of certificates in files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pypdf import PdfWriter

from ecq.assessment.changes import begin
from ecq.cli import main
from ecq.rubric.model import Rubric
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.pdf.signing import Signer, read_signer
from ecq.writers.verify.remade import page_texts
from ecq.writers.verify.reopen import files_inside
from ecq.writers.verify.signatures import read_certificates
from ecq.writers.verify.verify import verify
from tests.report.assessments import DAY

NOW = datetime.now(UTC)
SIGNS = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
ISSUES = x509.KeyUsage(False, False, False, False, False, True, True, False, False)


class Holder(NamedTuple):
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def holder(called: str, by: Holder | None = None, issues: bool = False, since: int = -365, until: int = 365) -> Holder:
    """A certificate issued by another, or by itself; `since` and `until` are days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by.certificate.subject if by else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(since))
        .not_valid_after(NOW + timedelta(until))
        .add_extension(ISSUES if issues else SIGNS, critical=True)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
        .sign(by.key if by else key, hashes.SHA256())
    )
    return Holder(made, key)


ROOT = holder("Root", issues=True)
MIDDLE = holder("Middle", ROOT, issues=True)
OUTSIDER = holder("Root", issues=True)
ISSUED = holder("Hengzhun Consulting", ROOT)
CHAINED = holder("Hengzhun Consulting", MIDDLE)
ALONE = holder("Hengzhun Consulting")
EXPIRED = holder("Hengzhun Consulting", ROOT, until=-1)
NOT_YET = holder("Hengzhun Consulting", ROOT, since=1)


@pytest.fixture(scope="module")
def signed(teaching: Rubric) -> Callable[..., bytes]:
    """A report signed by somebody, whose file of the key holds the certificates given besides."""
    order = Order(teaching, begin(teaching, "青禾商城"), choose("en", "short"), DAY)

    @cache
    def make(by: Holder, *above: Holder) -> bytes:
        return make_report(order, signer_of(by, *above))

    return make


def signer_of(by: Holder, *above: Holder) -> Signer:
    others = [one.certificate for one in above]
    held = pkcs12.serialize_key_and_certificates(b"ecq", by.key, by.certificate, others, NoEncryption())
    return read_signer(held, "", "key.p12")


def verified(report: bytes, *trust: bytes) -> tuple[bool | None, bool | None, str]:
    """Whether the report follows, the check of the signature, and all that is said of it."""
    known = [one for number, data in enumerate(trust) for one in read_certificates(data, f"trusted-{number}.pem")]
    found = verify(report, "report.pdf", known, NOW)
    (one,) = [one for one in found.checks if one.id == "signature"]
    return found.follows, one.holds, " ".join(line.words("en") for line in one.sentences)


def asked(folder: Path, report: bytes, *trust: bytes) -> list[str]:
    """The arguments of `ecq`, and the files they name."""
    (folder / "report.pdf").write_bytes(report)
    arguments = ["verify", str(folder / "report.pdf"), "--json", "--lang", "en"]
    for number, data in enumerate(trust):
        (folder / f"trusted-{number}.pem").write_bytes(data)
        arguments += ["--trust", str(folder / f"trusted-{number}.pem")]
    return arguments


def told(printed: str) -> tuple[bool | None, str]:
    """The check of the signature, and what is said of it."""
    (one,) = [one for one in json.loads(printed)["checks"] if one["check"] == "signature"]
    return one["holds"], " ".join(one["said"])


@pytest.mark.slow
def test_the_command_finds_out_whose_signature_it_is(
    shipped: Rubric, signed: Callable[..., bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Nothing but the answer is said: a library that finds fault writes no lines of its own."""
    report = make_report(Order(shipped, begin(shipped), choose("en", "short"), DAY), signer_of(ISSUED))
    assert main(asked(tmp_path, report, OUTSIDER.pem(), ROOT.pem())) == 0
    assert told(capsys.readouterr().out)[0] is True
    command = [sys.executable, "-m", "ecq.cli", *asked(tmp_path, signed(ALONE), ROOT.pem())]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (3, b"")
    assert told(done.stdout.decode())[0] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "above", "trust"),
    [
        (ISSUED, (), (ROOT.pem(),)),
        (ISSUED, (), (ROOT.certificate.public_bytes(Encoding.DER),)),
        (ISSUED, (), (OUTSIDER.pem(), ROOT.pem())),
        (ISSUED, (), (OUTSIDER.pem() + ROOT.pem(),)),
        (ALONE, (), (ALONE.pem(),)),
        (CHAINED, (MIDDLE,), (ROOT.pem(),)),
        (CHAINED, (), (ROOT.pem(), MIDDLE.pem())),
        (CHAINED, (), (MIDDLE.pem(),)),
    ],
    ids=["issued", "DER", "one of two files", "one of two in a file", "self-signed", "chain inside", "chain", "middle"],
)
def test_a_signature_of_somebody_trusted_holds(
    signed: Callable[..., bytes], by: Holder, above: tuple[Holder, ...], trust: tuple[bytes, ...]
):
    follows, holds, said = verified(signed(by, *above), *trust)
    assert (follows, holds) == (True, True), said
    assert "“Hengzhun Consulting” is intact" in said
    assert "comes from those given as trusted" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (holder("Hengzhun Consulting", OUTSIDER), "does not come from those given as trusted"),
        (ALONE, "does not come from those given as trusted"),
        (CHAINED, "does not come from those given as trusted"),
        (EXPIRED, "is out of date: it was valid until"),
        (NOT_YET, "is not valid yet: it is valid from"),
    ],
    ids=["of another root", "self-signed", "chain missing", "expired", "not yet valid"],
)
def test_a_signature_of_nobody_trusted_is_intact_and_not_shown_to_be_theirs(
    signed: Callable[..., bytes], by: Holder, sentence: str
):
    follows, holds, said = verified(signed(by), ROOT.pem())
    assert (follows, holds) == (None, None), said
    assert "“Hengzhun Consulting” is intact" in said
    assert sentence in said
    assert "changed" not in said


@pytest.mark.slow
def test_a_signed_report_that_was_altered_does_not_follow_whoever_is_trusted(signed: Callable[..., bytes]):
    """Only bytes that nothing else compares are changed, so that the signature alone can tell."""
    report = signed(ISSUED)
    for data in (report.replace(b"/SigFlags 3", b"/SigFlags 1"), b"%PDF-1.6" + report[8:]):
        assert data != report
        follows, holds, said = verified(data, ROOT.pem())
        assert (follows, holds) == (False, False), said
        assert "is broken" in said


@pytest.mark.slow
def test_a_signature_that_cannot_be_read_is_not_said_to_be_broken(signed: Callable[..., bytes]):
    report = signed(ISSUED)
    at = report.rindex(b"/Contents <") + len(b"/Contents <")
    for data in (report[:at] + b"ff" * 8 + report[at + 16 :], report[:at] + b"0" * 400 + report[at + 400 :]):
        follows, holds, said = verified(data, ROOT.pem())
        assert (follows, holds) == (None, None), said
        assert "was not checked" in said


def stripped(report: bytes) -> bytes:
    """The file as it was before it was signed: what stands after its first end is the signature."""
    end = report.index(b"%%EOF\n") + len(b"%%EOF\n")
    assert end < len(report)
    return report[:end]


def saved_without(report: bytes) -> bytes:
    """The file saved again by a program that takes signatures off."""
    writer = PdfWriter(clone_from=BytesIO(report))
    for field in writer.root_object["/AcroForm"]["/Fields"]:
        writer.pages[0]["/Annots"].remove(field)
    del writer.root_object["/AcroForm"]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_by_another(report: bytes) -> bytes:
    return signer_of(ALONE).signed(stripped(report), NOW)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("take_off", "trust"),
    [
        (stripped, ()),
        (saved_without, (ROOT.pem(),)),
        (signed_by_another, (ROOT.pem(),)),
        (signed_by_another, (ALONE.pem(),)),
    ],
    ids=["taken off", "saved without", "signed by another", "the other trusted"],
)
def test_a_report_whose_signature_was_taken_off_says_that_it_had_one(
    signed: Callable[..., bytes],
    take_off: Callable[[bytes], bytes],
    trust: tuple[bytes, ...],
):
    report = signed(ISSUED)
    follows, holds, said = verified(take_off(report), *trust)
    assert (follows, holds) == (False, False), said
    fingerprint = ISSUED.certificate.fingerprint(hashes.SHA256()).hex()
    assert f"issued with a signature of “Hengzhun Consulting” (certificate SHA-256 {fingerprint})" in said
    assert "which is gone" in said


@pytest.mark.slow
def test_the_last_page_says_whose_signature_belongs_to_the_report(teaching: Rubric, signed: Callable[..., bytes]):
    last = page_texts(signed(ISSUED), "report.pdf", (-1,))[0]
    assert "issuedwithadigitalsignatureof“HengzhunConsulting”" in last.replace('"', "“", 1).replace('"', "”", 1)
    assert ISSUED.certificate.fingerprint(hashes.SHA256()).hex() in last
    order = Order(teaching, begin(teaching, "青禾商城"), choose("en", "short"), DAY)
    unsigned = make_report(order)
    assert "signature" not in json.loads(files_inside(unsigned, "report.pdf")["report.json"])
    assert "digitalsignature" not in page_texts(unsigned, "report.pdf", (-1,))[0]
    assert verify(unsigned, "report.pdf").follows


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "zh-Hant", "zh+en"])
def test_a_signer_of_any_name_is_named_in_every_language(teaching: Rubric, lang: str):
    long = holder("恒准认证咨询（北京）有限公司 Ltd.")
    report = make_report(Order(teaching, begin(teaching, "青禾商城"), choose(lang, "short"), DAY), signer_of(long))
    assert verify(report, "report.pdf").follows
    assert verify(stripped(report), "report.pdf").follows is False


def test_a_fault_of_ours_is_no_verdict(signed: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch):
    def fault(*_arguments: object) -> None:
        raise TypeError("certificates have lost their fields")

    monkeypatch.setattr("pyhanko.sign.validation.validate_pdf_signature", fault)
    checks = {one.id: one for one in verify(signed(ISSUED), "report.pdf").checks}
    assert checks["signature"].holds is None
    assert "TypeError: certificates have lost" in checks["signature"].sentences[0].words("en")
