"""What a consultant keeps beside the answers: comments on parts of the report, the client's record, tags, snapshots; what is due."""

from __future__ import annotations

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
    from ecq.exchange.evidence_files import valid
    from ecq.telling.report.shown import COMMENTED

    if options.part not in COMMENTED:
        listed = ", ".join(COMMENTED)
        raise AssessmentError(
            f"{options.part!r} is no part to comment on; there are: {listed}",
            f"没有 {options.part!r} 这一部分，可选：{listed}",
        )

    change(
        options.file,
        options.lang,
        lambda made: valid(commented(made, options.part, options.text, options.by, now())),
    )
    return 0


def agree(options: Options) -> int:
    """Agree on the cheapest plan to the target, as the page of the plan does."""
    from ecq.cli.files import change, day_of, now, rubric_for
    from ecq.exchange.evidence_files import valid
    from ecq.telling.plan.agreed import agreed_on_the_cheapest

    day, told = day_of(options.date), list[str]()

    def how(assessment: Assessment) -> Assessment:
        rubric = rubric_for(assessment, options.file, options.lang)
        made, headline = agreed_on_the_cheapest(rubric, assessment, options.lang, day, now())
        told[:] = [headline]
        return valid(made)

    change(options.file, options.lang, how)
    print(*told)
    return 0


def invite(options: Options) -> int:
    """Ask somebody for answers: print a link to them, or with -o write an answer sheet that comes back."""
    from ecq.base.settings import public_url
    from ecq.cli.files import day_of, found, must_be_free, open_store, write
    from ecq.exchange import rubric_catalogue
    from ecq.store.invitations import Invitations
    from ecq.telling.overview import asked_in

    if options.output:
        must_be_free(options, ".xlsx")
    store = open_store()
    stored = found(options.id, store)
    rubric, assessment = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id), stored.assessment
    asked = asked_in(rubric, assessment, options.part or (), only_open=not options.all)
    due = day_of(options.due) if options.due else ""
    made = Invitations(store).make(
        stored.id, asked, options.name, options.days, due, "sheet" if options.output else "link"
    )
    assert made is not None
    if options.output:
        from ecq.exchange.answer_sheet import export_sheet

        content = export_sheet(
            rubric, assessment, options.lang, sender=assessment.name, deadline=due, only=asked, request=made[0].id
        )
        write(options.output, content)
    else:
        print(f"{(public_url() or '').rstrip('/')}/answer?i={made[1]}")
    return 0


def client(options: Options) -> int:
    """Print what is kept of a client; with options, keep it."""
    from ecq.assessment.changes import keep_client
    from ecq.assessment.client_record import contact_of, with_said
    from ecq.cli.files import change, now, print_json, read_assessment

    said = {name: value for name in _RECORD if (value := getattr(options, name)) is not None}
    if options.contact is not None:
        said["contacts"] = [contact_of(one).model_dump() for one in options.contact]
    if said:
        change(options.file, options.lang, lambda made: keep_client(made, with_said(made.client, said), now()))
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
    from ecq.store.invitations import Invitations
    from ecq.telling.portfolio.desk_words import KINDS, due_about
    from ecq.telling.portfolio.shelves import due_with, in_hand
    from ecq.telling.portfolio.summary import listing

    if options.output:
        must_end(options.output, ".ics")
    day, store = day_of(options.date), open_store()
    rows = [row for row in in_hand(map(listing, listed_in(Collection(store), day))) if not row.listed.demo]
    lines = due_with(rows, Invitations(store).open_ones(), day, store.now())
    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
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
        argument("--contact", action="append", metavar="TEXT", zh="联系人：姓名，职务，联系方式；可以多次，代替原有的",
                 en="a contact: name, role, how to reach; may be repeated, in place of those there are"),
        argument("--scope", metavar="TEXT", zh="范围", en="scope"),
        argument("--contract", metavar="TEXT", zh="合同号", en="contract number"),
        argument("--contract-until", metavar="YYYY-MM-DD", zh="合同到期", en="when the contract ends"),
        argument("--body", metavar="NAME", zh="认证机构", en="certification body"),
        argument("--certificate", metavar="TEXT", zh="证书号", en="certificate number"),
        argument("--issued", metavar="YYYY-MM-DD", zh="发证日", en="when it was issued"),
        argument("--valid-until", metavar="YYYY-MM-DD", zh="证书有效到", en="until when it is valid"),
        argument("--surveillance", nargs="+", metavar="YYYY-MM-DD", zh="监督审核的日子", en="days of surveillance audits"),
    )),
    Command("agree", Help("把到目标等级最省的方案定下来。", "Agree on the cheapest plan to the target grade."), agree, (
        FILE,
        argument("--date", metavar="YYYY-MM-DD", zh="截至哪一天（默认今天）", en="as of which day (default: today)"),
    )),
    Command("invite", Help("请别人答题：打印一个链接（网址取 ECQ_PUBLIC_URL），或者写一份答题表。",
                           "Ask somebody for answers: print a link (at ECQ_PUBLIC_URL), or write an answer sheet."), invite, (
        _ID,
        argument("name", metavar="NAME", zh="请谁", en="whom"),
        argument("--part", action="append", metavar="PART", zh="维度或指标的编号，可以多次（默认全部）",
                 en="a dimension or indicator; may be repeated (default: all)"),
        argument("--all", action="store_true", zh="答过的也请他看", en="also what is answered"),
        argument("--due", metavar="YYYY-MM-DD", zh="什么时候要", en="by when"),
        argument("--days", type=int, default=14, metavar="N", zh="链接几天有效（默认 14）", en="how many days the link holds (default: 14)"),
        argument("-o", "--output", type=Path, metavar="SHEET.xlsx", zh="写成答题表", en="write an answer sheet"), FORCE,
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
