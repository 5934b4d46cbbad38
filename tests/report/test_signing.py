"""Signed reports: what openssl, poppler and `ecq verify` say of them, whose signature it is, what was done to them after."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

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

from ecq.assessment.changes import begin
from ecq.assessment.file import read
from ecq.base.errors import ReportError
from ecq.cli import main
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import choose
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.pdf.signatures import Signer, read_certificates, read_signer
from ecq.writers.verify.remade import page_texts
from ecq.writers.verify.reopen import files_inside, reopen
from ecq.writers.verify.verify import verify
from ecq.writers.verify.words import Outcome, Verification
from tests.report.assessments import DAY, teaching_shop
from tests.report.full_reports import pdf_of
from tests.report.pdf_archive import complaints
from tests.report.pdf_reading import check_with_tools
from tests.report.test_reopen import rewritten
from tests.report.test_verify import failed
from tests.tools import tool

PASSWORD, NOW = "青禾 2026", datetime.now(UTC)
SIGNS = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
ISSUES = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class Holder(NamedTuple):
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, password: str = "", *above: Holder, whole: bool = True) -> bytes:
        """The file that signs, with the certificates above; the certificates alone where it is not to be `whole`."""
        locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        others = [one.certificate for one in above]
        key = self.key if whole else None
        return pkcs12.serialize_key_and_certificates(b"ecq", key, self.certificate, others, locked)

    def signer(self, *above: Holder) -> Signer:
        return read_signer(self.p12("", *above), "", "key.p12")


def holder(
    called: str = "Hengzhun Consulting",
    by: Holder | None = None,
    issues: bool = False,
    since: int = -365,
    until: int = 365,
    key: Key | None = None,
) -> Holder:
    """A certificate issued by another, or by itself; `since` and `until` are days from now."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    name, issuing = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)]), by.key if by else key
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
        .sign(issuing, None if isinstance(issuing, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    return Holder(made, key)


ROOT, OUTSIDER = holder("Root", issues=True), holder("Root", issues=True)
MIDDLE = holder("Middle", ROOT, issues=True)
ISSUED, CHAINED, ALONE = holder(by=ROOT), holder(by=MIDDLE), holder()
RSA = holder(key=rsa.generate_private_key(65537, 2048))


def order(rubric: Rubric) -> Order:
    return Order(rubric, teaching_shop(rubric), choose("en", "short"), DAY)


@pytest.fixture(scope="module")
def signed(teaching: Rubric) -> Callable[..., bytes]:
    """A report signed by somebody, whose file of the key holds the certificates given besides."""
    return cache(lambda by, *above: make_report(order(teaching), by.signer(*above)))


def said(found: Verification) -> str:
    """What verifying says of signatures."""
    return " ".join(line.words("en") for one in found.checks if one.id == "signature" for line in one.sentences)


def holds(found: Verification) -> Outcome:
    (one,) = [one.holds for one in found.checks if one.id == "signature"]
    return one


def verified(report: bytes, *trust: bytes) -> tuple[Outcome, Outcome, str]:
    """Whether the report follows, the check of the signature, and all that is said of it."""
    known = [one for number, data in enumerate(trust) for one in read_certificates(data, f"trusted-{number}.pem")]
    found = verify(report, "report.pdf", known, NOW)
    return found.follows, holds(found), said(found)


def openssl_says(pdf: bytes, folder: Path) -> int:
    """What openssl finds out about the signature: it knows nothing of PDF, so the signed bytes are cut out for it."""
    field = PdfReader(BytesIO(pdf)).root_object["/AcroForm"]["/Fields"][0].get_object()["/V"].get_object()
    start, length, again, rest = (int(one) for one in field["/ByteRange"])
    assert (start, again + rest) == (0, len(pdf)), "the signature covers the whole file but itself"
    (folder / "signed").write_bytes(pdf[:length] + pdf[again : again + rest])
    der = bytes.fromhex(pdf[length + 1 : again - 1].decode())
    (folder / "signature").write_bytes(der[: 4 + int.from_bytes(der[2:4], "big")])
    command = [tool("openssl"), "cms", "-verify", "-inform", "DER", "-in", folder / "signature", "-content"]
    more = [folder / "signed", "-binary", "-noverify", "-out", folder / "out"]
    return subprocess.run([*command, *more], capture_output=True, check=False).returncode


# What it is worth to others


@pytest.mark.parametrize("by", [RSA, ALONE], ids=["RSA", "EC"])
def test_openssl_accepts_the_signature_and_refuses_one_changed_byte(signed: Callable[..., bytes], tmp_path: Path, by):
    pdf = signed(by)
    assert openssl_says(pdf, tmp_path) == 0
    at = pdf.index(b"/Producer")
    assert openssl_says(pdf[:at] + b"/Producex" + pdf[at + 9 :], tmp_path) != 0


@pytest.mark.slow
def test_a_signed_report_opens_verifies_is_sound_and_the_same_each_time(teaching: Rubric, signed, tmp_path: Path):
    pdf = signed(RSA)
    assert make_report(order(teaching), RSA.signer()) == pdf
    assert reopen(pdf, "x.pdf").assessment == teaching_shop(teaching)
    found = verify(pdf, "x.pdf")
    assert found.follows, failed(found)
    assert f"in the name of “Hengzhun Consulting” is intact; it says it was made on {DAY}." in said(found)
    assert "It covers the whole file" in said(found)
    assert [line.unchecked for line in found.checks[-1].sentences] == [False, False, True], "whose was not checked"
    assert complaints(pdf) == []
    check_with_tools(tmp_path, pdf)
    told = subprocess.run([tool("pdfsig"), tmp_path / "report-0.pdf"], capture_output=True, check=False).stdout
    assert b"Signature is Valid" in told
    assert b"Total document signed" in told


# What was done to it


def test_a_broken_signature_does_not_hold(signed: Callable[..., bytes]):
    """In the pages only what is not drawn is changed, so that the signature alone can tell, whoever is trusted."""
    pdf = signed(ISSUED)
    day = pdf.rindex(b"D\\072")
    for place, new in ((pdf.index(b"/SigFlags 3"), b"/SigFlags 1"), (0, b"%PDF-1.6"), (day, b"D\\0722025")):
        changed = pdf[:place] + new + pdf[place + len(new) :]
        assert changed != pdf
        assert set(failed(verify(changed, "x.pdf"))) == {"signature"}
        follows, held, told = verified(changed, ROOT.pem())
        assert (follows, held) == (False, False), told
        assert "is broken" in told


def test_a_signature_that_cannot_be_read_is_not_said_to_be_broken(signed: Callable[..., bytes]):
    report = signed(ISSUED)
    at = report.rindex(b"/Contents <") + len(b"/Contents <")
    for data in (report[:at] + b"ff" * 8 + report[at + 16 :], report[:at] + b"0" * 400 + report[at + 400 :]):
        follows, held, told = verified(data, ROOT.pem())
        assert (follows, held) == (None, None), told
        assert "was not checked" in told


def test_a_change_after_signing_is_named_and_does_not_hold(signed: Callable[..., bytes]):
    writer, out = IncrementalPdfFileWriter(BytesIO(signed(RSA))), BytesIO()  # as viewers do that keep what was signed
    writer.root[pdf_name("/PageMode")] = pdf_name("/UseOutlines")
    writer.update_root()
    writer.write(out)
    found = verify(out.getvalue(), "x.pdf")
    assert holds(found) is False
    assert "is intact" in said(found), "what it covers is as it was"
    assert "after it, more than signatures was changed" in said(found)
    assert "how the file is opened" in failed(found)["rest"]


def test_a_second_signature_leaves_the_first_standing(signed: Callable[..., bytes]):
    writer = IncrementalPdfFileWriter(BytesIO(signed(RSA)))
    out = PdfSigner(PdfSignatureMetadata(field_name="Second"), holder("Auditor").signer().holder).sign_pdf(writer)
    found = verify(out.getvalue(), "x.pdf")
    assert found.follows, failed(found)
    assert "what was added after it belongs to signing" in said(found)
    assert "“Auditor” is intact" in said(found)


def test_a_signature_that_shows_something_is_found(signed: Callable[..., bytes]):
    """A field for a signature with a picture would cover what is printed, however sound the signature."""

    def show(writer: PdfWriter) -> None:
        (field,) = writer.root_object["/AcroForm"]["/Fields"]
        field.get_object()[NameObject("/Rect")] = ArrayObject([FloatObject(side) for side in (50, 500, 300, 600)])

    wrong = failed(verify(rewritten(signed(RSA), show), "x.pdf"))
    assert "annotations, form fields or links" in wrong["pages"]
    assert "form: /Root/AcroForm" in wrong["rest"]


def stripped(report: bytes) -> bytes:
    """The file as it was before it was signed: what stands after its first end is the signature."""
    end = report.index(b"%%EOF\n") + len(b"%%EOF\n")
    assert end < len(report)
    return report[:end]


def saved_without(report: bytes) -> bytes:
    """The file saved again by a program that takes signatures off."""

    def take_off(writer: PdfWriter) -> None:
        for field in writer.root_object["/AcroForm"]["/Fields"]:
            writer.pages[0]["/Annots"].remove(field)
        del writer.root_object["/AcroForm"]

    return rewritten(report, take_off)


def signed_by_another(report: bytes) -> bytes:
    return ALONE.signer().signed(stripped(report), NOW)


@pytest.mark.parametrize(
    ("take_off", "trust"), [(stripped, ()), (saved_without, (ROOT.pem(),)), (signed_by_another, (ALONE.pem(),))]
)
def test_a_report_whose_signature_was_taken_off_says_that_it_had_one(signed, take_off, trust):
    follows, held, told = verified(take_off(signed(ISSUED)), *trust)
    assert (follows, held) == (False, False), told
    fingerprint = ISSUED.certificate.fingerprint(hashes.SHA256()).hex()
    assert f"issued with a signature of “Hengzhun Consulting” (certificate SHA-256 {fingerprint})" in told
    assert "which is gone" in told


# Whose it is


@pytest.mark.parametrize(
    ("by", "above", "trust"),
    [
        (ISSUED, (), (ROOT.certificate.public_bytes(Encoding.DER),)),
        (ISSUED, (), (OUTSIDER.pem(), ROOT.pem())),
        (ISSUED, (), (OUTSIDER.pem() + ROOT.pem(),)),
        (ALONE, (), (ALONE.pem(),)),
        (CHAINED, (MIDDLE,), (ROOT.pem(),)),
        (CHAINED, (), (ROOT.pem(), MIDDLE.pem())),
        (CHAINED, (), (MIDDLE.pem(),)),
    ],
    ids=["DER", "one of two files", "one of two in a file", "self-signed", "chain inside", "chain", "middle"],
)
def test_a_signature_of_somebody_trusted_holds(signed: Callable[..., bytes], by, above, trust):
    follows, held, told = verified(signed(by, *above), *trust)
    assert (follows, held) == (True, True), told
    assert "“Hengzhun Consulting” is intact" in told
    assert "comes from those given as trusted" in told


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (holder(by=OUTSIDER), "does not come from those given as trusted"),
        (ALONE, "does not come from those given as trusted"),
        (CHAINED, "does not come from those given as trusted"),
        (holder(by=ROOT, until=-1), "is out of date: it was valid until"),
        (holder(by=ROOT, since=1), "is not valid yet: it is valid from"),
    ],
    ids=["of another root", "self-signed", "chain missing", "expired", "not yet valid"],
)
def test_a_signature_of_nobody_trusted_is_intact_and_not_shown_to_be_theirs(signed, by: Holder, sentence: str):
    follows, held, told = verified(signed(by), ROOT.pem())
    assert (follows, held) == (None, None), told
    assert "“Hengzhun Consulting” is intact" in told
    assert sentence in told
    assert "changed" not in told


def test_where_somebody_is_trusted_a_report_without_a_signature_is_not_shown_to_follow(teaching: Rubric):
    unsigned = pdf_of(order(teaching))
    assert verified(unsigned, ROOT.pem())[0] is None
    assert "carries no signature" in verified(unsigned, ROOT.pem())[2]


def test_a_file_without_a_certificate_is_refused():
    for data in (b"", b"x", ALONE.p12(), b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(ReportError, match=r"root\.pem holds no certificate"):
            read_certificates(data, "root.pem")


def test_the_last_page_says_whose_signature_belongs_to_the_report(teaching: Rubric, signed: Callable[..., bytes]):
    last = page_texts(signed(ISSUED), "report.pdf", (-1,))[0]
    assert "issuedwithadigitalsignatureof“HengzhunConsulting”" in last.replace('"', "“", 1).replace('"', "”", 1)
    assert ISSUED.certificate.fingerprint(hashes.SHA256()).hex() in last
    unsigned = pdf_of(order(teaching))
    assert "signature" not in json.loads(files_inside(unsigned, "report.pdf")["report.json"])
    assert "digitalsignature" not in page_texts(unsigned, "report.pdf", (-1,))[0]
    assert verify(unsigned, "report.pdf").follows


@pytest.mark.parametrize("lang", ["zh", *(pytest.param(one, marks=pytest.mark.long) for one in ("zh-Hant", "zh+en"))])
def test_a_signer_of_any_name_is_named_in_every_language(teaching: Rubric, lang: str):
    made = Order(teaching, begin(teaching, "青禾商城"), choose(lang, "short"), DAY)
    report = make_report(made, holder("恒准认证咨询（北京）有限公司 Ltd.").signer())
    assert verify(report, "report.pdf").follows
    assert verify(stripped(report), "report.pdf").follows is False


# Keys, and the command


def test_a_key_that_cannot_sign_gets_one_sentence():
    for data, password, sentence in (
        (b"", "", "cannot be opened"),
        (b"x" * 2_000_000, "", "too large"),
        (ALONE.p12(PASSWORD), "wrong", "password is not right"),
        (ALONE.p12(PASSWORD, whole=False), PASSWORD, "no private key"),
        (holder(key=ed25519.Ed25519PrivateKey.generate()).p12(PASSWORD), PASSWORD, "RSA or EC"),
    ):
        with pytest.raises(ReportError, match=sentence) as caught:
            read_signer(data, password, "key.p12")
        assert str(caught.value).startswith("key.p12 ")


@pytest.mark.slow
def test_the_command_line_signs_and_finds_out_whose_signature_it_is(signed, tmp_path: Path, capfd):
    """Of a signature nothing but the answer is said: a library that finds fault writes no lines of its own."""
    held, secret, sheet, out = (tmp_path / name for name in ("key.p12", "password", "a.json", "r.pdf"))
    held.write_bytes(ISSUED.p12(PASSWORD))
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    assert main(["new", "-o", str(sheet)]) == 0
    command = ["report", str(sheet), "-o", str(out), "--extent", "short", "--sign", str(held)]
    assert main([*command, "--date", DAY, "--password-file", str(secret)]) == 0
    assert openssl_says(out.read_bytes(), tmp_path) == 0
    secret.write_text("wrong", encoding="utf-8")
    assert main([*command, "--password-file", str(secret)]) == 2
    assert "password is not right" in capfd.readouterr().err
    assert reopen(out.read_bytes(), "r.pdf").assessment == read(sheet.read_text(encoding="utf-8")).on(DAY)

    def told(report: Path, *trust: Holder) -> tuple[int, Outcome]:
        arguments = ["verify", str(report), "--json", "--lang", "en"]
        for number, one in enumerate(trust):
            (tmp_path / f"trusted-{number}.pem").write_bytes(one.pem())
            arguments += ["--trust", str(tmp_path / f"trusted-{number}.pem")]
        code, (printed, error) = main(arguments), capfd.readouterr()
        assert error == ""
        (one,) = [one["holds"] for one in json.loads(printed)["checks"] if one["check"] == "signature"]
        return code, one

    (tmp_path / "alone.pdf").write_bytes(signed(ALONE))
    assert told(out, OUTSIDER, ROOT) == (0, True)
    assert told(tmp_path / "alone.pdf", ROOT) == (3, None)


def test_a_fault_of_ours_is_no_verdict(signed: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch):
    def fault(*_arguments: object) -> None:
        raise TypeError("certificates have lost their fields")

    monkeypatch.setattr("pyhanko.sign.validation.validate_pdf_signature", fault)
    checks = {one.id: one for one in verify(signed(ISSUED), "report.pdf").checks}
    assert checks["signature"].holds is None
    assert "TypeError: certificates have lost" in checks["signature"].sentences[0].words("en")
