"""Reports: write one, restore the assessment in it, verify it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.assessment.model import Assessment
from ecq.base import arms_length
from ecq.base.brand import BrandKit, BrandLogo
from ecq.base.errors import ReportError
from ecq.base.file_limits import DRAWING, VERIFYING
from ecq.base.language import LANGUAGES, Lang, error_of, text, words
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.cli.files import (
    day_of,
    load,
    load_as_it_was,
    must_be_free,
    must_end,
    print_either,
    read_bytes,
    same_place,
    write,
    write_assessment,
)
from ecq.cli.portfolio import clients_in
from ecq.document.colours import ACCENT
from ecq.exchange import words as b
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields
from ecq.telling.portfolio.summary import summary
from ecq.telling.report.comparisons import Earlier, Peers, peers_of
from ecq.telling.report.shown import SectionId, choose, people
from ecq.telling.report.whole import left_out
from ecq.telling.report.words import LACKING
from ecq.telling.slides import deck, result
from ecq.telling.text.words import say

if TYPE_CHECKING:
    from ecq.document.logo import Logo

PASSWORD_OF = text("{file} 的密码：", "Password of {file}:")

OUTCOMES = {True: 0, False: 1, None: 3}
"""Exit codes of `ecq verify`: the report follows, it does not, or whether it does is not shown."""


def report(options: Options) -> int:
    with extra_installed():
        from ecq.exchange.report_order import order_of
        from ecq.writers.pdf.build import lacking_in, make_report
        from ecq.writers.pdf.signatures import read_signer
    as_word = _as_word(options)
    _must_differ(options.output, options.file, options.logo, options.sign, options.password_file, options.template)
    accent = options.accent or ACCENT
    named = people(options.prepared_for, options.prepared_by, options.interviewed)
    chosen = choose(options.edition, options.extent, options.add, options.without, options.brand, accent, named)
    logo = _logo(options.logo)
    if os.path.isdir(options.file):
        from ecq.cli.batch import many_reports

        return many_reports(options, chosen, logo, _key(options), as_word)
    must_end(options.output, ".docx" if as_word else ".pdf")
    if options.cluster or options.resume:
        raise error_of(b.ONLY_FOLDERS, ReportError)
    assessment, rubric = load(options.file, options.lang)
    day = day_of(options.date)
    earlier = _earlier(options.since, rubric, options.lang) if options.since else None
    peers = _peers(options.peers, rubric, assessment.on(day)) if options.peers else None
    order = order_of(rubric, assessment, chosen, day, logo, earlier, peers)
    given: tuple[tuple[SectionId, object], ...] = (("progress", options.since), ("peers", options.peers))
    compared = [part for part, what in given if what]
    for line in left_out(order, [one for one in options.add if one not in options.without], compared, options.lang):
        print(line, file=sys.stderr)
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
    return (read_bytes(options.sign), _password(options), str(options.sign)) if options.sign else None


def _earlier(path: Path, rubric: Rubric, lang: Lang) -> Earlier:
    """An earlier state to compare with. Raises ReportError where it was answered under another rubric."""
    before, _ = load_as_it_was(path, lang)
    if before.rubric.digest != rubric.digest:
        raise ReportError(
            f"{path} was answered under another rubric or version; bring an earlier version over with: ecq move {path} -o FILE",
            f"{path} 是按另一份细则或另一版答的；若是较早的一版，先换过来：ecq move {path} -o FILE",
        )
    return Earlier(day=(before.updated_at or "")[:10], assessment=before)


def _peers(folder: Path, rubric: Rubric, assessment: Assessment) -> Peers | None:
    """Those of a folder of self-checks under the same rubric with which this one is compared; demos are not counted."""
    clients, _ = clients_in(folder, assessment.day)
    others = [one for one in clients if not one.demo and one.rubric.digest == rubric.digest]
    return peers_of(
        summary(rubric, assessment), [summary(one.rubric, one.assessment) for one in others], of_folder=True
    )


def _as_word(options: Options) -> bool:
    """Whether the report is to be a Word file: as asked for, or as its name ends. Raises ReportError."""
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


def present(options: Options) -> None:
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
            logo = _logo(options.logo)
        chosen = choose(name=options.brand, accent=options.accent or ACCENT).brand
        carried = BrandLogo(logo.kind, logo.data) if logo else None
        brand = BrandKit(chosen.name, "" if chosen.accent == ACCENT else chosen.accent, carried)
    assessment, rubric = load(options.file, options.lang)
    before = [_earlier(path, rubric, options.lang) for path in options.since]
    shown = result(rubric, assessment, options.lang, day_of(options.date), before)
    if options.peers:
        shown = replace(shown, peers=_peers(options.peers, rubric, assessment))
    slides = deck(shown, brand.name)
    if editable:
        with extra_installed("slides", "PowerPoint", "PowerPoint "):
            from ecq.writers.slides.powerpoint import powerpoint
            from ecq.writers.slides.template import read_template
        own = options.template
        template = read_template(read_bytes(own), str(own)) if own else None
        write(options.output, powerpoint(slides, options.lang, brand.accent, logo, template))
    else:
        from ecq.writers.slides.deck import presentation

        write(options.output, presentation(slides, options.lang, brand).encode())


def _logo(path: Path | None) -> Logo | None:
    """The logo in a file, read at arm's length and checked."""
    from ecq.document.logo import read_logo

    if path is None:
        return None
    return arms_length.read(
        read_logo, read_bytes(path), str(path), where=str(path), error=ReportError, allowance=DRAWING
    )


def restore(options: Options) -> None:
    with extra_installed():
        from ecq.writers.verify.reopen import reopen
    _must_differ(options.output, options.report)
    must_be_free(options, ".json")
    data, where = read_bytes(options.report), str(options.report)
    assessment = arms_length.read(reopen, data, where, where=where, error=ReportError).assessment
    write_assessment(options, assessment, f"{assessment.rubric.id} {assessment.rubric.version}")


def verify(options: Options) -> int:
    with extra_installed():
        from ecq.writers.pdf.signatures import read_certificates
        from ecq.writers.verify import words as v
        from ecq.writers.verify.verify import verify
    trust = [one for path in options.trust for one in read_certificates(read_bytes(path), str(path))]
    data, where, lang = read_bytes(options.report), str(options.report), options.lang
    found = arms_length.read(
        verify, data, where, trust, datetime.now(UTC), where=where, error=ReportError, allowance=VERIFYING
    )
    rows, lines, colon = [], [], LANGUAGES[lang].colon
    for one in found.checks:
        rows.append({"check": one.id, "holds": one.holds, "said": [each.words(lang) for each in one.sentences]})
        for sentence in one.sentences:
            mark = v.MARKS[None if sentence.unchecked else one.holds]
            lines.append(f"{mark} {words(v.CHECKS[one.id], lang)}{colon}{sentence.words(lang)}")
    lines.append(f"{words(v.LABELS[found.follows], lang)}{colon}{words(v.OUTCOMES[found.follows], lang)}")
    print_either(options, {**fields(found, "follows digest made_by"), "checks": rows}, lines)
    return OUTCOMES[found.follows]


def _password(options: Options) -> str:
    """The password of the key: never an argument, which others on the machine could read."""
    if not options.password_file:
        try:
            return getpass(f"{say(PASSWORD_OF, options.lang, file=options.sign)} ")
        except EOFError:
            raise ReportError(
                f"the password of {options.sign} cannot be asked for here; put it into a file, named with --password-file",
                f"这里没法询问 {options.sign} 的密码；请把密码写进文件，用 --password-file 指出",
            ) from None
    try:
        return read_bytes(options.password_file).decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise ReportError(
            f"{options.password_file} is not text; put the password alone into it",
            f"{options.password_file} 不是文本，里面请只写密码",
        ) from None


def _must_differ(output: Path, *read: Path | None) -> None:
    """Raise ReportError where what is written would replace what it is made from."""
    for path in read:
        if path and output != STANDARD and same_place(output, path):
            raise ReportError(
                f"{output} is the file to read from and would be lost; choose another name with -o",
                f"{output} 正是要读的文件，写上去就没了，请用 -o 另取一个名字",
            )
