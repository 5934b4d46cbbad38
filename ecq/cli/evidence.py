"""Files of evidence brought into a stored self-check, and the dossier of one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FILE, FORCE, JSON, STANDARD, Command, Options, argument, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from collections.abc import Iterator


def bring(options: Options) -> int:
    """Keep files and put them to pieces of a question; each is told of once it is on the disk and named in the self-check."""
    from ecq.cli.files import found, now, open_store
    from ecq.exchange import evidence_files, rubric_catalogue
    from ecq.store.files import files_of

    store = open_store()
    rubric = rubric_catalogue.rubric_of(found(options.id, store).assessment.rubric.id, options.id)
    question = evidence_files.question_with(rubric, options.question, options.piece or ())
    said = {"brought_by": options.by, "dated": options.dated, "until": options.until, "place": options.place}
    for path in options.files:
        kept, _ = evidence_files.bring(
            store,
            files_of(store),
            found(options.id, store),
            question,
            _pieces(path),
            path.name,
            rubric,
            now(),
            pieces=options.piece,
            **said,
        )
        print(f"{kept.sha256}  {kept.name}", flush=True)
    return 0


def papers(options: Options) -> int:
    """List the papers of an application with their sources; with --text or --add keep one, with --remove take it away."""
    from ecq.cli.files import change, found, now, open_store, print_json, read_assessment
    from ecq.exchange.evidence_files import bring_paper, valid
    from ecq.store.files import files_of
    from ecq.telling.papers import paper_data, paper_lines, paper_of, paper_row, papers_sentence, second_hand

    said = {"brought_by": options.by, "dated": options.dated, "until": options.until, "place": options.place}
    paper = paper_of(options.paper) if options.paper else None
    if paper and (options.add or options.text or options.remove):
        from ecq.assessment.evidence import keep_paper

        if options.add:
            store = open_store()
            stored = found(str(options.file), store)
            kept, _ = bring_paper(
                store, files_of(store), stored, paper, _pieces(options.add), options.add.name, now(), **said
            )
            print(f"{kept.sha256}  {kept.name}")
            return 0
        change(
            options.file,
            options.lang,
            lambda made: valid(keep_paper(made, paper.id, "" if options.remove else options.text, now(), **said)),
        )
    assessment = read_assessment(options.file, options.lang).on(now()[:10])
    listed = [one for one in paper_lines(assessment) if paper in (None, one.paper)]
    if options.json:
        print_json([paper_data(one, options.lang) for one in listed])
        return 0
    print(papers_sentence(assessment, options.lang))
    for one in listed:
        print("  ".join(filter(None, (one.paper.id, *paper_row(one, options.lang)))))
    print(second_hand(options.lang))
    return 0


def _pieces(path: Path) -> Iterator[bytes]:
    from ecq.base.errors import AssessmentError
    from ecq.cli import words as w
    from ecq.store.files import read_file

    try:
        yield from read_file(path)
    except OSError as error:
        why = w.cause(error)
        raise AssessmentError(
            f"{path} cannot be read ({why.en}); check the name", f"{path} 读不了（{why.zh}），请检查文件名"
        ) from None


def dossier(options: Options) -> int:
    """Write the dossier of a self-check, or its evidence bound as one PDF; with --take open one again as a new self-check."""
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import day_of, load, must_be_free, open_store, whole_file, write
    from ecq.exchange.dossier import dossier as make
    from ecq.exchange.dossier import take
    from ecq.scoring.scorecard import score
    from ecq.store.files import files_of
    from ecq.writers.pdf.build import build_report

    if not options.take:
        if options.output is None:
            raise AssessmentError("say where to write with -o", "请用 -o 说明写到哪里")
        must_be_free(options, ".pdf" if options.binder else ".zip")
    store = open_store()
    if options.take:
        try:
            with options.file.open("rb") as opened:
                print(take(opened, options.file.name, files_of(store), lambda made: store.add(made).id))
        except OSError as error:
            raise AssessmentError(
                f"{options.file} cannot be read ({error.strerror})", f"{options.file} 读不了"
            ) from None
        return 0
    assessment, rubric = load(options.file, options.lang)
    day = day_of(options.date)
    assessment = assessment.on(day)
    card = score(rubric, assessment)
    if options.binder:
        from ecq.exchange.dossier import bound

        write(options.output, bound(rubric, assessment, card, options.lang, files_of(store).read))
        return 0
    report = partial(build_report, rubric, assessment, options.lang, day)
    with whole_file(options.output) as out:
        for piece in make(rubric, assessment, card, options.lang, files_of(store).read, report):
            out.write(piece)
    if options.output != STANDARD:
        print(options.output)
    return 0


# fmt: off
COMMANDS = (
    Command("bring", Help("把文件作为证据放进存着的自评。", "Bring files as evidence into a stored self-check."), bring, (
        argument("id", metavar="ID", zh="ecq list 列出的编号", en="as ecq list shows it"),
        argument("question", metavar="QUESTION", zh="题号", en="a question's id"),
        argument("files", type=Path, nargs="+", metavar="FILE", zh="文件", en="files"),
        argument("--piece", action="append", metavar="PIECE", zh="归到哪一件，可以多次", en="the piece it is put to; may be repeated"),
        argument("--by", default="", metavar="NAME", zh="谁交来", en="who brings it"),
        argument("--place", default="", metavar="TEXT", zh="第几页或放在哪里", en="which page, or where it lies"),
        argument("--dated", default="", metavar="DATE", zh="文件日期", en="its own date"),
        argument("--until", default="", metavar="DATE", zh="有效至", en="how long it holds"),
    )),
    Command("papers", Help("列出申请材料和来源；用 --text 或 --add 记下一份，用 --remove 去掉。",
                           "List the papers of an application and their sources; --text or --add keeps one, --remove takes it away."), papers, (
        FILE,
        argument("paper", nargs="?", default="", metavar="PAPER", zh="哪一份", en="which one"),
        argument("--text", default="", metavar="TEXT", zh="是什么", en="what it is"),
        argument("--add", type=Path, metavar="FILE", zh="文件（只用于存着的自评）", en="a file (of a stored self-check only)"),
        argument("--remove", action="store_true", zh="去掉记下的这一份", en="take away what is kept of it"),
        argument("--place", default="", metavar="TEXT", zh="放在哪里", en="where it lies"),
        argument("--by", default="", metavar="NAME", zh="谁交来", en="who brings it"),
        argument("--dated", default="", metavar="DATE", zh="文件日期", en="its own date"),
        argument("--until", default="", metavar="DATE", zh="有效至", en="how long it holds"), JSON,
    )),
    Command("dossier", Help("导出证据卷宗，或用 --take 打开一份。",
            "Write the evidence dossier of a self-check, or open one again with --take."), dossier, (
        FILE, output("FILE", required=False), FORCE,
        argument("--date", metavar="DATE", zh="数据日期（默认今天）", en="the day of the figures (default: today)"),
        argument("--binder", action="store_true", zh="写成一份 PDF：PDF 和图片一页一页收进去，有目录和页码", en="as one PDF with its PDF files and pictures page by page, an index and page numbers"),
        argument("--take", action="store_true", zh="FILE 是卷宗，把它存成新的自评", en="FILE is a dossier; keep it as a new self-check"),
    )),
)
# fmt: on
