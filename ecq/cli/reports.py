"""Reports: write one, restore the assessment in it, verify it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FILE, FORCE, JSON, STANDARD, Command, Options, argument, extra_installed, many, output
from ecq.cli.many import CLUSTER, RESUME
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment
    from ecq.base.language import Lang
    from ecq.document.logo import Logo
    from ecq.document.slides import Deck
    from ecq.rubric.model import Rubric
    from ecq.telling.portfolio.peers import Peers
    from ecq.telling.report.progress import Earlier

OUTCOMES = {True: 0, False: 1, None: 3}
"""Exit codes of `ecq verify`: the report follows, it does not, or whether it does is not shown."""


def report(options: Options) -> int:
    """Write a report."""
    from ecq.base.errors import ReportError
    from ecq.cli.files import day_of, load, must_end, read_bytes, write
    from ecq.exchange import rubric_catalogue
    from ecq.exchange.batch import words as b

    with extra_installed():
        from ecq.document.colours import ACCENT
        from ecq.exchange.law_texts import own_words_of
        from ecq.telling.report.options import choose, people
        from ecq.telling.report.words import LACKING
        from ecq.telling.text.words import say
        from ecq.writers.pdf.build import Order, lacking_in, make_report
        from ecq.writers.pdf.signing import read_signer
    as_word = _as_word(options)
    _must_differ(options.output, options.file, options.logo, options.sign, options.password_file, options.template)
    accent = options.accent or ACCENT
    named = people(options.prepared_for, options.prepared_by, options.interviewed)
    chosen = choose(options.edition, options.extent, options.add, options.without, options.brand, accent, named)
    logo = _logo(options.logo)
    if os.path.isdir(options.file):
        from ecq.cli.many_reports import many_reports

        return many_reports(options, chosen, logo, _key(options), as_word)
    must_end(options.output, ".docx" if as_word else ".pdf")
    if options.cluster or options.resume:
        raise ReportError(b.ONLY_FOLDERS.en, b.ONLY_FOLDERS.zh)
    assessment, rubric = load(options.file, options.lang)
    day = day_of(options.date)
    earlier = _earlier(options.since, rubric, options.lang) if options.since else None
    peers = _peers(options.peers, rubric, assessment) if options.peers else None
    order = Order(
        rubric,
        assessment,
        chosen,
        day,
        rubric_catalogue.compared_with(rubric),
        logo,
        earlier,
        peers=peers,
        own_words=own_words_of(rubric),
    )
    if as_word:
        with extra_installed("word"):
            from ecq.writers.word.build import make_word
            from ecq.writers.word.template import read_template
        own = options.template
        template = read_template(read_bytes(own), str(own)) if own else None
        write(options.output, make_word(order, template))
        return 0
    if characters := lacking_in(order):
        print(say(LACKING, options.lang, characters=characters), file=sys.stderr)
    key = _key(options)
    write(options.output, make_report(order, read_signer(*key) if key else None))
    return 0


def _key(options: Options) -> tuple[bytes, str, str] | None:
    """The file with the key to sign with, its password and its name."""
    from ecq.cli.files import read_bytes

    return (read_bytes(options.sign), _password(options), str(options.sign)) if options.sign else None


def _earlier(path: Path, rubric: Rubric, lang: Lang) -> Earlier:
    """An earlier state to compare with. Raises ReportError where it was answered under another rubric."""
    from ecq.base.errors import ReportError
    from ecq.cli.files import load
    from ecq.telling.report.progress import Earlier

    before, _ = load(path, lang)
    if before.rubric.digest != rubric.digest:
        raise ReportError(
            f"{path} was answered under another rubric or version; bring an earlier version over with: ecq move {path} -o FILE",
            f"{path} 是按另一份细则或另一版答的；若是较早的一版，先换过来：ecq move {path} -o FILE",
        )
    return Earlier(day=(before.updated_at or "")[:10], assessment=before)


def _peers(folder: Path, rubric: Rubric, assessment: Assessment) -> Peers | None:
    """Those of a folder of self-checks under the same rubric with which this one is compared; demos are not counted."""
    from ecq.cli.portfolio import clients_in
    from ecq.telling.portfolio.peers import peers_of
    from ecq.telling.portfolio.summary import summary

    clients, _ = clients_in(folder)
    others = [one for one in clients if not one.demo and one.rubric.digest == rubric.digest]
    return peers_of(summary(rubric, assessment), [summary(one.rubric, one.assessment) for one in others])


def _as_word(options: Options) -> bool:
    """Whether the report is to be a Word file: as asked for, or as its name ends. Raises ReportError."""
    from ecq.base.errors import ReportError

    as_word: bool = (options.format or options.output.suffix.lower().lstrip(".")) == "docx"
    if as_word and options.sign:
        raise ReportError(
            "a Word file is not signed, since it is there to be changed; leave --sign out, or write the PDF",
            "Word 文件供修改，不签名；请去掉 --sign，或者生成 PDF",
        )
    if options.template and not as_word:
        raise ReportError(
            "--template is for Word files; add --format docx, or leave it out",
            "--template 只用于 Word 文件；请加上 --format docx，或者去掉它",
        )
    return as_word


def present(options: Options) -> int:
    """Write the results as slides."""
    from ecq.base.brand import BrandKit, BrandLogo
    from ecq.base.errors import ReportError
    from ecq.cli.files import day_of, load, must_end, write
    from ecq.telling.slides.slides import Before, deck, result

    _must_differ(options.output, options.file, options.logo, options.template)
    must_end(options.output, ".html", ".htm", ".pptx")
    editable = options.output.suffix.lower() == ".pptx"
    if options.template and not editable:
        raise ReportError(
            "--template is for PowerPoint files; let the name after -o end in .pptx, or leave it out",
            "--template 只用于 PowerPoint 文件；请让 -o 的文件名以 .pptx 结尾，或者去掉它",
        )
    brand, logo = BrandKit(), None
    if options.brand or options.accent or options.logo:
        with extra_installed():
            from ecq.document.colours import ACCENT
            from ecq.telling.report.options import choose

            logo = _logo(options.logo)
        chosen = choose(name=options.brand, accent=options.accent or ACCENT).brand
        carried = BrandLogo(logo.kind, logo.data) if logo else None
        brand = BrandKit(chosen.name, "" if chosen.accent == ACCENT else chosen.accent, carried)
    assessment, rubric = load(options.file, options.lang)
    before = [_earlier(path, rubric, options.lang) for path in options.since]
    shown = result(
        rubric, assessment, options.lang, day_of(options.date), [Before(one.day, one.assessment) for one in before]
    )
    if options.peers:
        shown = replace(shown, peers=_peers(options.peers, rubric, assessment))
    slides = deck(shown, brand.name)
    if editable:
        write(options.output, _powerpoint(options, slides, brand.accent, logo))
    else:
        from ecq.writers.slides.deck import presentation

        write(options.output, presentation(slides, options.lang, brand).encode())
    return 0


def _powerpoint(options: Options, slides: Deck, accent: str, logo: Logo | None) -> bytes:
    """The slides as a PowerPoint file, in the looks of a template of one's own where one is given."""
    from ecq.cli.files import read_bytes

    with extra_installed("slides", "PowerPoint", "PowerPoint "):
        from ecq.writers.slides.powerpoint import powerpoint
        from ecq.writers.slides.template import read_template
    own = options.template
    template = read_template(read_bytes(own), str(own)) if own else None
    return powerpoint(slides, options.lang, accent, logo, template)


def _logo(path: Path | None) -> Logo | None:
    """The logo in a file, read at arm's length and checked."""
    from ecq.base import arms_length
    from ecq.base.errors import ReportError
    from ecq.base.file_limits import DRAWING
    from ecq.cli.files import read_bytes
    from ecq.document.logo import read_logo

    if path is None:
        return None
    return arms_length.read(
        read_logo, read_bytes(path), str(path), where=str(path), error=ReportError, allowance=DRAWING
    )


def restore(options: Options) -> int:
    """Write the assessment that a report carries."""
    from ecq.base import arms_length
    from ecq.base.errors import ReportError
    from ecq.cli.files import must_be_free, read_bytes, write_assessment

    with extra_installed():
        from ecq.writers.verify.reopen import reopen
    _must_differ(options.output, options.report)
    must_be_free(options, ".json")
    data, where = read_bytes(options.report), str(options.report)
    assessment = arms_length.read(reopen, data, where, where=where, error=ReportError).assessment
    write_assessment(options, assessment, f"{assessment.rubric.id} {assessment.rubric.version}")
    return 0


def verify(options: Options) -> int:
    """Print whether what a report says follows from what it carries."""
    from ecq.base import arms_length
    from ecq.base.errors import ReportError
    from ecq.base.file_limits import VERIFYING
    from ecq.base.language import words
    from ecq.cli.files import print_json, read_bytes

    with extra_installed():
        from ecq.writers.verify import words as v
        from ecq.writers.verify.signatures import read_certificates
        from ecq.writers.verify.verify import verify
    trust = [one for path in options.trust for one in read_certificates(read_bytes(path), str(path))]
    data, where, lang = read_bytes(options.report), str(options.report), options.lang
    found = arms_length.read(
        verify, data, where, trust, datetime.now(UTC), where=where, error=ReportError, allowance=VERIFYING
    )
    if options.json:
        rows = [
            {"check": one.id, "holds": one.holds, "said": [sentence.words(lang) for sentence in one.sentences]}
            for one in found.checks
        ]
        print_json({"follows": found.follows, "digest": found.digest, "made_by": found.made_by, "checks": rows})
    else:
        for one in found.checks:
            for sentence in one.sentences:
                print(
                    f"{v.MARKS[None if sentence.unchecked else one.holds]} {words(v.CHECKS[one.id], lang)}: {sentence.words(lang)}"
                )
        print(f"{words(v.LABELS[found.follows], lang)}: {words(v.OUTCOMES[found.follows], lang)}")
    return OUTCOMES[found.follows]


def _password(options: Options) -> str:
    """The password of the key: never an argument, which others on the machine could read."""
    from getpass import getpass

    from ecq.base.errors import ReportError
    from ecq.cli.files import read_bytes

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
    from ecq.base.errors import ReportError
    from ecq.cli.files import same_place

    for path in read:
        if path and output != STANDARD and same_place(output, path):
            raise ReportError(
                f"{output} is the file to read from and would be lost; choose another name with -o",
                f"{output} 正是要读的文件，写上去就没了，请用 -o 另取一个名字",
            )


REPORT = argument(
    "report", type=Path, metavar="REPORT.pdf", zh="报告；- 是标准输入", en="the report; - is standard input"
)

# fmt: off
BRAND = (
    argument("--brand", default="", metavar="NAME", zh="代替 ECQ 的名称", en="a name in place of ECQ's"),
    argument("--logo", type=Path, metavar="FILE", zh="标志，PNG、JPEG 或简单的 SVG", en="a logo, PNG, JPEG or plain SVG"),
    argument("--accent", metavar="#RRGGBB", zh="主色", en="the accent colour"),
)
COMMANDS = (
    Command("report", Help("把准备度报告写成 PDF 或 Word，一份或一个文件夹的。",
                           "Write the readiness report as PDF or Word, of one self-check or of a folder of them."), report, (
        FILE._replace(help=Help("自评文件，或放着许多份的文件夹；- 是标准输入",
                                "an assessment, or a folder of many; - is standard input")),
        output("OUT"),
        argument("--format", choices=("pdf", "docx"),
                 zh="PDF 或 Word（默认看 OUT 的后缀，此外是 PDF）",
                 en="PDF or Word (default: as OUT ends, else PDF)"),
        argument("--lang", dest="edition", default="zh", metavar="LANG",
                 zh="报告的语言：zh（默认）、en、zh-Hant，或两种语言 zh+en、zh-Hant+en",
                 en="its language: zh (default), en, zh-Hant, or zh+en and zh-Hant+en for two"),
        argument("--date", metavar="YYYY-MM-DD",
                 zh="截至哪一天，写在封面上（默认今天）", en="as of which day, as the cover says (default: today)"),
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
        argument("--since", type=Path, metavar="FILE",
                 zh="上一次的自评，用来写进展", en="an earlier state of it, to tell progress since"),
        argument("--peers", type=Path, metavar="FOLDER",
                 zh="同类平台的自评所在的文件夹，至少五家，报告里不出现名字", en="a folder of self-checks to compare with, at least five; the report names nobody"),
        *BRAND,
        argument("--template", type=Path, metavar="FILE.docx",
                 zh="取其样式、页眉页脚和页面设置的 Word 文件", en="a Word file whose styles, head, foot and page are taken"),
        argument("--sign", type=Path, metavar="FILE",
                 zh="用 PKCS#12 文件（.p12、.pfx）里的密钥签名", en="sign with the key in a PKCS#12 file (.p12, .pfx)"),
        argument("--password-file", type=Path, metavar="FILE",
                 zh="和 --sign 一起用：放密码的文件（不给就问）",
                 en="with --sign: where its password stands (default: asked for)"),
        CLUSTER,
        RESUME._replace(help=Help("和文件夹一起用：随时记下进度，中断后接着做",
                                  "with a folder: note how far it is; stopped, the same command goes on there")),
    )),
    Command("present", Help("把结果写成开会放的演示页：HTML（不联网也能放），或者能改的 PowerPoint。",
                            "Write the results as slides for a meeting: HTML (works offline), or PowerPoint to work on."), present, (
        FILE,
        output("OUT"),
        argument("--date", metavar="YYYY-MM-DD",
                 zh="截至哪一天，写在每页上（默认今天）", en="as of which day, as every slide says (default: today)"),
        argument("--peers", type=Path, metavar="FOLDER",
                 zh="同类平台的自评所在的文件夹，至少五家", en="a folder of self-checks to compare with, at least five"),
        many("--since", type=Path, metavar="FILE",
             zh="以前的自评，用来画分数的变化", en="earlier states of it, to draw how its score moved"),
        *BRAND,
        argument("--template", type=Path, metavar="FILE.pptx",
                 zh="取其母版、版式和配色的 PowerPoint 文件", en="a PowerPoint file whose master, layout and colours are taken"),
    )),
    Command("open", Help("恢复报告里带着的自评。", "Restore the assessment that a report carries."), restore, (
        REPORT,
        output("FILE"),
        FORCE,
    )),
    Command("verify", Help("用报告里的回答和评价细则重新计算一遍，说明报告是否成立。",
            "Work a report out again from the answers and the rubric inside, and say whether it holds."), verify, (
        REPORT,
        argument("--trust", type=Path, action="append", default=[], metavar="FILE",
             zh="所信任的证书（PEM 或 DER），用来检查签名人", en="certificates you trust (PEM or DER), to check who signed"),
        JSON,
    )),
)
# fmt: on
