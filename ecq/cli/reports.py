"""Reports: write one, restore the assessment in it, verify it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecq.cli.command import FILE, FORCE, JSON, STANDARD, Command, Options, argument, many, output
from ecq.cli.words import Help

DOES_NOT_HOLD = 1
"""Exit code of `ecq verify` where a report does not hold, or is too old to be verified."""


def report(options: Options) -> int:
    """Write a report."""
    from ecq import arms_length, rubric_catalogue
    from ecq.cli.files import load, now, read_bytes, write
    from ecq.errors import ReportError
    from ecq.file_limits import DRAWING

    with _extra_installed():
        from ecq.report.colours import ACCENT
        from ecq.report.logo import read_logo
        from ecq.report.options import choose, people
        from ecq.report.pdf.build import Order, make_report
        from ecq.report.pdf.signing import read_signer
    _must_differ(options.output, options.file, options.logo, options.sign, options.password_file)
    accent = options.accent or ACCENT
    named = people(options.prepared_for, options.prepared_by, options.interviewed)
    chosen = choose(options.edition, options.extent, options.add, options.without, options.brand, accent, named)
    logo = None
    if options.logo:
        data, where = read_bytes(options.logo), str(options.logo)
        logo = arms_length.read(read_logo, data, where, where=where, error=ReportError, allowance=DRAWING)
    assessment, rubric = load(options.file, options.lang)
    day = options.date or (assessment.updated_at or now())[:10]
    order = Order(rubric, assessment, chosen, day, rubric_catalogue.compared_with(rubric), logo)
    signer = read_signer(read_bytes(options.sign), _password(options), str(options.sign)) if options.sign else None
    write(options.output, make_report(order, signer))
    return 0


def restore(options: Options) -> int:
    """Write the assessment that a report carries."""
    from ecq import arms_length
    from ecq.cli.files import must_be_free, read_bytes, write_assessment
    from ecq.errors import ReportError

    with _extra_installed():
        from ecq.report.verify.reopen import reopen
    _must_differ(options.output, options.report)
    must_be_free(options)
    data, where = read_bytes(options.report), str(options.report)
    assessment = arms_length.read(reopen, data, where, where=where, error=ReportError).assessment
    write_assessment(options.output, assessment, f"{assessment.rubric.id} {assessment.rubric.version}")
    return 0


def verify(options: Options) -> int:
    """Print whether what a report says follows from what it carries."""
    from ecq.cli.files import print_json, read_bytes
    from ecq.language import words
    from ecq.report.verify.words import CANNOT, CHECKS, FOLLOWS, FOLLOWS_NOT

    with _extra_installed():
        from ecq.report.verify.verify import verify
    outcome, lang = verify(read_bytes(options.report), str(options.report)), options.lang
    if options.json:
        rows = [
            {"check": one.id, "holds": one.holds, "said": [sentence.words(lang) for sentence in one.sentences]}
            for one in outcome.checks
        ]
        print_json({"follows": outcome.follows, "digest": outcome.digest, "made_by": outcome.made_by, "checks": rows})
    else:
        for one in outcome.checks:
            for sentence in one.sentences:
                print(f"{'✓' if one.holds else '✗'} {words(CHECKS[one.id], lang)}: {sentence.words(lang)}")
        print(words({True: FOLLOWS, False: FOLLOWS_NOT, None: CANNOT}[outcome.follows], lang))
    return 0 if outcome.follows else DOES_NOT_HOLD


def _password(options: Options) -> str:
    """The password of the key: never an argument, which others on the machine could read."""
    from getpass import getpass

    from ecq.cli.files import read_bytes
    from ecq.errors import ReportError

    if not options.password_file:
        return getpass(f"Password of {options.sign}: ")
    try:
        return read_bytes(options.password_file).decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise ReportError(
            f"{options.password_file} is not text; put the password alone into it",
            f"{options.password_file} 不是文本，里面请只写密码",
        ) from None


def _must_differ(output: Path, *read: Path | None) -> None:
    """Raise ReportError where what is written would replace what it is made from."""
    from ecq.errors import ReportError

    for path in read:
        if path and output != STANDARD and path.exists() and output.exists() and output.samefile(path):
            raise ReportError(
                f"{output} is the file to read from and would be lost; choose another name with -o",
                f"{output} 正是要读的文件，写上去就没了，请用 -o 另取一个名字",
            )


@contextmanager
def _extra_installed() -> Iterator[None]:
    """Raise ReportError where what is imported needs the extra `report` and it is not installed."""
    from ecq.errors import ReportError, not_installed

    try:
        yield
    except ModuleNotFoundError as error:
        missing = error.name
        raise not_installed(f"the report needs {missing}", f"报告需要 {missing}", "report", ReportError) from None


REPORT = argument(
    "report", type=Path, metavar="REPORT.pdf", zh="报告；- 是标准输入", en="the report; - is standard input"
)

# fmt: off
COMMANDS = (
    Command("report", Help("把准备度报告写成 PDF。", "Write the readiness report as PDF."), report, (
        FILE,
        output("OUT.pdf"),
        argument("--lang", dest="edition", default="zh", metavar="LANG",
                 zh="zh、en、zh-Hant，或两种语言 zh+en、zh-Hant+en",
                 en="zh, en, zh-Hant, or zh+en and zh-Hant+en for two languages"),
        argument("--date", metavar="YYYY-MM-DD",
                 zh="封面上的日期（默认是自评最后一次改动的日子）",
                 en="the date on the cover (default: the assessment's last change)"),
        argument("--extent", choices=("short", "standard", "full"), default="standard",
                 zh="简版、标准版（默认）或完整版", en="how much it holds (default: standard)"),
        many("--with", dest="add", metavar="PART", zh="要加上的部分", en="parts to add"),
        many("--without", metavar="PART", zh="要去掉的部分", en="parts to leave out"),
        argument("--prepared-for", default="", metavar="NAME",
                 zh="呈送谁（不给就在封面上留空行）", en="for whom it is (else a line to fill in on the cover)"),
        argument("--prepared-by", default="", metavar="NAME",
                 zh="谁编制的（不给就留空行）", en="who prepared it (else a line to fill in)"),
        argument("--interviewed", default="", metavar="NAMES",
                 zh="问了哪些人（不给就留空行）", en="who was interviewed (else a line to fill in)"),
        argument("--brand", default="", metavar="NAME",
                 zh="每一页上代替 ECQ 的名称", en="a name on every page in place of ECQ's"),
        argument("--logo", type=Path, metavar="FILE",
                 zh="每一页上的标志，PNG 或简单的 SVG", en="a logo on every page, PNG or plain SVG"),
        argument("--accent", metavar="#RRGGBB", zh="主色", en="the accent colour"),
        argument("--sign", type=Path, metavar="FILE",
                 zh="用 PKCS#12 文件（.p12、.pfx）里的密钥签名", en="sign with the key in a PKCS#12 file (.p12, .pfx)"),
        argument("--password-file", type=Path, metavar="FILE",
                 zh="和 --sign 一起用：放密码的文件（不给就问）",
                 en="with --sign: where its password stands (default: asked for)"),
    )),
    Command("open", Help("恢复报告里带着的自评。", "Restore the assessment that a report carries."), restore, (
        REPORT,
        output("FILE"),
        FORCE,
    )),
    Command("verify", Help("用报告里的回答和评价细则重新计算一遍，说明报告是否成立。",
            "Work a report out again from the answers and the rubric inside, and say whether it holds."), verify, (
        REPORT,
        JSON,
    )),
)
# fmt: on
