"""What a consultant keeps beside the answers: comments on parts of the report, the client's record, tags, snapshots; what is due."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FILE, FORCE, JSON, Command, Options, argument
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment

_PARTS = argument(
    "part", metavar="PART", zh="报告的部分，如 gaps、plan", en="a part of the report, such as gaps or plan"
)
_ID = argument(
    "id", metavar="ID", zh="存着的自评的编号，见 ecq list", en="the id of a stored self-check, as ecq list prints it"
)


def comment(options: Options) -> int:
    """Put a comment on a part of the report, or take it away."""
    from ecq.assessment.changes import comment as commented
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import change, now
    from ecq.rubric.kinds.base import Invalid
    from ecq.telling.report.shown import SECTIONS

    if options.part not in SECTIONS or options.part == "summary":
        listed = ", ".join(one for one in SECTIONS if one != "summary")
        raise AssessmentError(
            f"{options.part!r} is no part to comment on; there are: {listed}",
            f"没有 {options.part!r} 这一部分，可选：{listed}",
        )

    def on_part(assessment: Assessment) -> Assessment:
        made = commented(assessment, options.part, options.text, options.by, now())
        if isinstance(made, Invalid):
            raise AssessmentError(made.sentence.en, made.sentence.zh)
        return made

    change(options.file, options.lang, on_part)
    return 0


def client(options: Options) -> int:
    """Print what is kept of a client; with options, keep it."""
    from pydantic import ValidationError

    from ecq.assessment.changes import keep_client
    from ecq.assessment.client_record import ClientRecord
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import change, now, print_json, read_assessment

    said = {name: value for name in _RECORD if (value := getattr(options, name)) is not None}
    if said:

        def kept(assessment: Assessment) -> Assessment:
            whole = {**assessment.client.model_dump(mode="json"), **said}
            try:
                record = ClientRecord.model_validate_json(json.dumps(whole))
            except ValidationError as error:
                wrong = error.errors()[0]
                place, why = wrong["loc"][0], wrong["msg"].removeprefix("Value error, ")
                raise AssessmentError(f"{place} cannot be kept: {why}", f"{place} 记不下来：{why}") from None
            return keep_client(assessment, record, now())

        change(options.file, options.lang, kept)
    print_json(read_assessment(options.file, options.lang).client.model_dump(mode="json", exclude_defaults=True))
    return 0


def tag(options: Options) -> int:
    """Give a stored self-check these tags in place of those it has."""
    from ecq.cli.files import found, open_store
    from ecq.store.collection import Collection

    store = open_store()
    Collection(store).tag(found(options.id, store).id, options.tags)
    return 0


def snapshot(options: Options) -> int:
    """Keep the present state of a stored self-check under a name."""
    from ecq.cli.files import found, open_store
    from ecq.exchange import rubric_catalogue

    store = open_store()
    stored = found(options.id, store)
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    store.add_snapshot(stored.id, options.name, rubric.digest, rubric.canonical)
    return 0


def keep(options: Options) -> int:
    """Put assessment files into the store of this computer."""
    from ecq.cli.files import open_store, read_assessment
    from ecq.store.collection import Collection

    lists = Collection(open_store())
    for path in options.files:
        print(lists.add(read_assessment(path, options.lang), None).id, path)
    return 0


def due(options: Options) -> int:
    """Print what is due with the stored self-checks, or write it as a calendar file."""
    from ecq.base.language import words
    from ecq.cli.files import day_of, must_end, open_store, print_json, write
    from ecq.cli.store import listed_in
    from ecq.exchange import rubric_catalogue
    from ecq.store.collection import Collection
    from ecq.telling.portfolio.desk import lines_of
    from ecq.telling.portfolio.desk_words import KINDS, due_about
    from ecq.telling.portfolio.shelves import in_hand
    from ecq.telling.portfolio.summary import listing

    if options.output:
        must_end(options.output, ".ics")
    day = day_of(options.date)
    rows = [row for row in in_hand(map(listing, listed_in(Collection(open_store()), day))) if not row.listed.demo]
    told = {row.id: (row.name, row.summary.due if row.summary else ()) for row in rows}
    lines, rubrics = lines_of(told, day), {one.id: one for one in rubric_catalogue.rubrics()}
    if options.output:
        from ecq.writers.sheets.calendar_file import desk_calendar

        write(options.output, desk_calendar(lines, rubrics, options.lang, day))
    elif options.json:
        print_json([{"id": one.id, "name": one.name, "days_left": one.left, **one.due.model_dump()} for one in lines])
    else:
        for one in lines:
            print(
                "  ".join(
                    filter(
                        None,
                        (
                            one.due.day,
                            one.id,
                            one.name,
                            words(KINDS[one.due.kind], options.lang),
                            due_about(one.due, rubrics, options.lang),
                            one.due.question,
                        ),
                    )
                )
            )
    return 0


def outline(options: Options) -> int:
    """Print which documents there are outlines of, or write one as a Word file."""
    from ecq.base.errors import AssessmentError
    from ecq.base.language import words
    from ecq.cli.command import extra_installed
    from ecq.cli.files import day_of, load, must_be_free, write
    from ecq.telling.outlines import NOTE, outline_blocks, outlines

    if not options.piece:
        for one in outlines():
            print(f"{one.id}  {words(one.title, options.lang)}")
        return 0
    wanted = next((one for one in outlines() if one.id == options.piece), None)
    if wanted is None or not options.output:
        listed = ", ".join(one.id for one in outlines())
        raise AssessmentError(
            f"name one of these and a file with -o: {listed}", f"请写其中一个，并用 -o 写文件名：{listed}"
        )
    with extra_installed("word"):
        from ecq.writers.word.build import word_of
    must_be_free(options, ".docx")
    assessment, rubric = load(options.file, options.lang)
    blocks = tuple(outline_blocks(rubric, assessment, wanted, options.lang))
    foot = words(NOTE, options.lang).split("。")[0].split(". ")[0]
    write(options.output, word_of(blocks, options.lang, words(wanted.title, options.lang), foot, day_of(None)))
    return 0


_RECORD = (
    "stage",
    "scope",
    "contract",
    "contract_until",
    "body",
    "certificate",
    "issued",
    "valid_until",
    "surveillance",
)

# fmt: off
COMMANDS = (
    Command("comment", Help("给报告的一部分写顾问意见；不给 --text 就去掉。",
                            "Put a consultant's comment on a part of the report; without --text it is taken away."), comment, (
        FILE,
        _PARTS,
        argument("--text", default="", metavar="TEXT", zh="意见", en="the comment"),
        argument("--by", default="", metavar="NAME", zh="谁写的", en="by whom"),
    )),
    Command("client", Help("列出或者改客户资料：阶段、合同、证书、监督审核的日子。",
                           "Print or change a client's record: stage, contract, certificate, days of audits."), client, (
        FILE,
        argument("--stage", metavar="STAGE", zh="走到哪一步：contract、self-check、improving、applying、certified、surveillance、renewal",
                 en="how far it is: contract, self-check, improving, applying, certified, surveillance or renewal"),
        argument("--scope", metavar="TEXT", zh="范围", en="scope"),
        argument("--contract", metavar="TEXT", zh="合同号", en="contract number"),
        argument("--contract-until", metavar="YYYY-MM-DD", zh="合同到期", en="when the contract ends"),
        argument("--body", metavar="NAME", zh="认证机构", en="certification body"),
        argument("--certificate", metavar="TEXT", zh="证书号", en="certificate number"),
        argument("--issued", metavar="YYYY-MM-DD", zh="发证日", en="when it was issued"),
        argument("--valid-until", metavar="YYYY-MM-DD", zh="证书有效到", en="until when it is valid"),
        argument("--surveillance", nargs="+", metavar="YYYY-MM-DD", zh="监督审核的日子", en="days of surveillance audits"),
    )),
    Command("keep", Help("把自评文件存进这台电脑的自评列表。", "Put assessment files into the list of this computer."), keep, (
        argument("files", nargs="+", type=Path, metavar="FILE", zh="自评文件", en="assessment files"),
    )),
    Command("tag", Help("给存着的自评换标签。", "Give a stored self-check other tags."), tag, (
        _ID,
        argument("tags", nargs="*", metavar="TAG", zh="标签，不给就都去掉", en="tags; without any, all go"),
    )),
    Command("snapshot", Help("把存着的自评现在的样子记下来。", "Keep the present state of a stored self-check."), snapshot, (
        _ID,
        argument("name", metavar="NAME", zh="叫什么", en="what it is called"),
    )),
    Command("outline", Help("写要制定的制度的提纲（Word）；不给 --piece 就列出有哪些。",
                            "Write the outline of a document to be drawn up (Word); without --piece, list them."), outline, (
        FILE,
        argument("--piece", metavar="PIECE", zh="哪一份", en="which one"),
        argument("-o", "--output", type=Path, metavar="FILE.docx", zh="写到哪里", en="where to write it"), FORCE,
    )),
    Command("due", Help("列出 90 天内到期的事，或者写成日历文件。", "Print what is due within 90 days, or write it as a calendar file."), due, (
        argument("-o", "--output", type=Path, metavar="FILE.ics", zh="日历文件", en="a calendar file"),
        argument("--date", metavar="YYYY-MM-DD", zh="截至哪一天（默认今天）", en="as of which day (default: today)"),
        JSON,
    )),
)
# fmt: on
