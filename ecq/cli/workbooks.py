"""Files for others: the evidence checklist, the results, answer sheets out and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FILE, JSON, STANDARD, Choices, Command, Options, argument, many, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment
    from ecq.assessment.proposals import Proposal
    from ecq.exchange.answer_sheet import Preview
    from ecq.rubric.kinds.base import Invalid
    from ecq.rubric.model import Rubric

KEEP, TAKE = "keep", "take"
RESULT_FORMATS = ("xlsx", "csv", "json", "ics")


def evidence(options: Options) -> int:
    """Print the evidence binder, or write it as a checklist."""
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import day_of, load, must_end, print_json, write
    from ecq.cli.section_lines import binder_lines
    from ecq.telling.evidence.binder import binder, binder_data
    from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_csv, checklist_xlsx
    from ecq.writers.sheets.stamps import origin_of

    day = day_of(options.today)
    wanted = _format(options) if options.output else ""
    if options.output and wanted not in ("xlsx", "csv"):
        raise AssessmentError(
            f"{options.output} is neither .xlsx nor .csv; choose one of these endings, or give --format",
            f"{options.output} 既不是 .xlsx 也不是 .csv，请用这两种后缀之一，或给出 --format",
        )
    if wanted:
        must_end(options.output, f".{wanted}")
    assessment, rubric = load(options.file, options.lang)
    assessment = assessment.on(day)
    shown = binder(rubric, assessment, options.lang, day).only(options.show, options.owner)
    if wanted == "xlsx":
        origin = origin_of(rubric, assessment, LIST_FORMAT)
        write(options.output, checklist_xlsx(shown, origin), quiet=options.json)
    elif wanted:
        write(options.output, checklist_csv(shown), quiet=options.json)
    if options.json:
        print_json(binder_data(shown))
    elif not wanted:
        print("\n".join(binder_lines(rubric, assessment, shown)))
    return 0


def export(options: Options) -> int:
    """Write the results in the format that is asked for, or all that the app stores."""
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import day_of, load, must_end, write_or_name
    from ecq.cli.store import export_all

    if options.all:
        return export_all(options)
    if options.file is None:
        raise AssessmentError(
            "name a FILE, or give --all for everything that the app stores",
            "请给出 FILE；要导出应用里存着的全部，请加上 --all",
        )
    from ecq.exchange.rubric_catalogue import compared_with
    from ecq.planning.agreed import cheapest_plan
    from ecq.writers.sheets.calendar_file import plan_calendar
    from ecq.writers.sheets.results import plan_csv, results_csv, results_json, results_workbook
    from ecq.writers.sheets.results.words import PLAN_IS_CSV, WRONG_ENDING

    wanted = _format(options)
    if wanted not in RESULT_FORMATS:
        raise AssessmentError(*(text.format(path=options.output) for text in (WRONG_ENDING.en, WRONG_ENDING.zh)))
    must_end(options.output, f".{wanted}")
    if options.plan and wanted != "csv":
        raise AssessmentError(PLAN_IS_CSV.en, PLAN_IS_CSV.zh)
    day = day_of(options.date)
    assessment, rubric = load(options.file, options.lang)
    assessment = assessment.on(day)
    if wanted == "xlsx":
        content = results_workbook(rubric, assessment, options.lang, day, compared_with(rubric))
    elif wanted == "ics":
        plan = cheapest_plan(rubric, assessment)
        content = plan_calendar(rubric, assessment, plan, options.lang, day)
    elif wanted == "json":
        content = results_json(rubric, assessment, options.lang, day)
    elif options.plan:
        content = plan_csv(rubric, assessment, options.lang, day)
    else:
        content = results_csv(rubric, assessment, options.lang)
    write_or_name(options, content)
    return 0


def _format(options: Options) -> str:
    """The format that is named, or else the ending of the file to write."""
    named: str | None = options.format
    return named or str(options.output.suffix.lower().removeprefix("."))


def export_sheet(options: Options) -> int:
    """Write an answer sheet."""
    from ecq.cli.files import day_of, load, must_end, write_or_name
    from ecq.exchange import answer_sheet

    must_end(options.output, ".xlsx")
    deadline = day_of(options.deadline) if options.deadline else ""
    assessment, rubric = load(options.file, options.lang)
    parts = [*options.dimension, *options.indicator]
    sheet = answer_sheet.export_sheet(rubric, assessment, options.lang, parts, options.sender, deadline)
    write_or_name(options, sheet)
    return 0


def import_sheet(options: Options) -> int:
    """Print what a filled-in sheet would change; with `--apply`, change it."""
    from ecq.base import arms_length
    from ecq.base.errors import AssessmentError, WorkbookError
    from ecq.base.language import words
    from ecq.cli.files import change, print_json, read_assessment, read_bytes, rubric_for
    from ecq.cli.sheet_lines import preview_data, preview_lines
    from ecq.exchange.answer_sheet import preview, read_returned
    from ecq.exchange.answer_sheet.words import APPLIED
    from ecq.rubric.kinds.base import Invalid
    from ecq.telling.text.words import say

    to_standard_output = options.apply and options.file == STANDARD
    if to_standard_output and options.json:
        raise AssessmentError(
            "--json and the assessment would both go to standard output; name a file",
            "--json 和自评都会写到标准输出，请给出文件名",
        )
    looked: list[tuple[Preview, Rubric, Assessment, Assessment | Invalid | None]] = []
    returned = read_bytes(options.sheet)

    def look(assessment: Assessment) -> Assessment | None:
        """See what the sheet would change in the assessment; where it is to be taken over and can be, the assessment with that."""
        rubric = rubric_for(assessment, options.file, options.lang)
        try:
            sheet = arms_length.read(read_returned, returned, rubric, error=WorkbookError)
            changes = preview(sheet, rubric, assessment)
        except WorkbookError as error:
            raise AssessmentError(f"{options.sheet} {error}", f"{options.sheet} {error.zh}") from None
        result = _merged(options, changes, rubric, assessment) if options.apply else None
        looked.append((changes, rubric, assessment, result))
        return None if isinstance(result, Invalid) else result

    if options.apply:
        change(options.file, options.lang, look)
    else:
        look(read_assessment(options.file, options.lang))
    changes, rubric, before, result = looked[-1]
    applied = result is not None and not isinstance(result, Invalid)
    shown = sys.stderr if to_standard_output else sys.stdout
    if options.json:
        print_json({"applied": applied, **preview_data(changes, before)})
    else:
        print("\n".join(preview_lines(changes, rubric, before, options.lang)), file=shown)
        if isinstance(result, Invalid):
            print(f"ecq: {words(result.sentence, options.lang)}", file=sys.stderr)
        elif applied:
            count = len(changes.changes) + (len(list(_won(options, changes))) if options.conflicts else 0)
            print(say(APPLIED, options.lang, count=count), file=shown)
    return 2 if isinstance(result, Invalid) or (changes.troubles and not options.leave_out) else 0


def _merged(options: Options, changes: Preview, rubric: Rubric, assessment: Assessment) -> Assessment | Invalid:
    from ecq.cli.files import now
    from ecq.exchange.answer_sheet import take_over

    decided = options.conflicts or options.take or options.keep
    theirs = [one.spot for one in _won(options, changes)] if decided else None
    return take_over(changes, rubric, assessment, theirs=theirs, leave_out_troubles=options.leave_out, at=now())


def _won(options: Options, changes: Preview) -> Iterator[Proposal]:
    """The conflicts in which the sheet wins."""
    from ecq.base.errors import AssessmentError

    if (options.take and options.conflicts != KEEP) or (options.keep and options.conflicts != TAKE):
        raise AssessmentError(
            "--take goes with --conflicts keep, and --keep with --conflicts take",
            "--take 要和 --conflicts keep 一起用，--keep 要和 --conflicts take 一起用",
        )
    named = {*options.take, *options.keep}
    unknown = sorted(named - {one.about for one in changes.conflicts})
    if unknown:
        raise AssessmentError(
            f"{unknown[0]!r} is not among the questions changed on both sides",
            f"{unknown[0]!r} 不在两边都改过的题目里",
        )
    for one in changes.conflicts:
        if (options.conflicts == TAKE) != (one.about in named):
            yield one


# fmt: off
COMMANDS = (
    Command("evidence", Help("列出一份自评的证据，或写成核对表。",
            "List the evidence of an assessment, or write it as a checklist."), evidence, (
        FILE,
        output("OUT", required=False,
               zh="写成核对表：OUT.xlsx 或 OUT.csv", en="write the checklist: OUT.xlsx or OUT.csv"),
        argument("--format", choices=("xlsx", "csv"), zh="格式（默认看后缀）", en="default: OUT's ending"),
        argument("--show", choices=Choices("ecq.telling.evidence.binder", "SHOWS"), default="all", metavar="WHICH",
                 zh="只列某种状态的证据，或没写明证据的题：%(choices)s",
                 en="only pieces in a state, or questions that name none: %(choices)s"),
        argument("--owner", metavar="NAME",
                 zh='只列这个人负责的（"" 表示没有指定人的）', en='only what this person brings ("" for nobody named)'),
        argument("--today", metavar="YYYY-MM-DD",
                 zh="从哪一天起算过期（默认今天）", en="the day from which something is overdue (default: today)"),
        JSON,
    )),
    Command("export", Help("把结果写成带公式的工作簿、CSV 或 JSON，把方案写成日历。",
            "Write the results as a workbook with live formulas, as CSV or as JSON, or the plan as a calendar."), export, (
        FILE._replace(settings={**FILE.settings, "nargs": "?"}),
        output("OUT", zh="写到 OUT.xlsx、OUT.csv、OUT.json 或 OUT.ics；和 --all 一起用时是文件夹或 OUT.zip",
               en="OUT.xlsx, OUT.csv, OUT.json or OUT.ics; with --all, a folder or OUT.zip"),
        argument("--all", action="store_true",
                 zh="导出应用里存着的全部自评，一份一个 JSON 文件",
                 en="every self-check that the app stores, as a JSON file each"),
        argument("--reports", action="store_true", zh="和 --all 一起用：连同 PDF 报告", en="with --all: their reports as PDF too"),
        argument("--force", action="store_true",
                 zh="和 --all 一起用：OUT 已存在时也写", en="with --all: write also where OUT exists"),
        argument("--format", choices=RESULT_FORMATS, zh="格式（默认看后缀）", en="default: OUT's ending"),
        argument("--plan", action="store_true",
                 zh="CSV 只写提升方案，一件事一行", en="as CSV, the plan: a row for each thing to do"),
        argument("--date", metavar="YYYY-MM-DD",
                 zh="从哪一天起算证据过期，方案没有开工日时从哪天开工（默认今天）",
                 en="the day from which evidence is overdue and, where none is saved, the plan starts (default: today)"),
        JSON,
    )),
    Command("sheet", Help("把题目写成答题表供填写，或收回填好的答题表。",
            "Write a sheet of questions to fill in, or take one over that was filled in."), None),
    Command("sheet export", Help("把题目和目前的回答写成工作簿，供填写",
            "write the questions with the answers so far to a workbook to fill in"), export_sheet, (
        FILE,
        output("SHEET.xlsx"),
        many("--dimension", metavar="ID", zh="只要这些维度", en="only these dimensions"),
        many("--indicator", metavar="ID", zh="只要这些指标", en="only these indicators"),
        argument("--sender", default="", metavar="NAME", zh="交回给谁", en="who gets it back"),
        argument("--deadline", metavar="YYYY-MM-DD", zh="最晚哪一天交回", en="the day by which it is to be back"),
        JSON,
    )),
    Command("sheet import", Help("显示填好的答题表会改变什么；加上 --apply 就改",
            "show what a filled-in sheet would change; with --apply, change it"), import_sheet, (
        FILE,
        argument("sheet", type=Path, metavar="SHEET.xlsx",
                 zh="填好的答题表；- 是标准输入", en="the sheet; - is standard input"),
        argument("--apply", action="store_true",
                 zh="采用这些改动：要么全部，要么一个也不", en="take the changes over: all of them, or none"),
        argument("--conflicts", choices=(KEEP, TAKE),
                 zh="两边都改过的：保留 FILE 的（keep），还是用答题表的（take）",
                 en="where both sides changed: keep what FILE says, or take what the sheet says"),
        many("--take", metavar="QUESTION",
             zh="和 --conflicts keep 一起用：这些题用答题表的", en="with --conflicts keep: but take these"),
        many("--keep", metavar="QUESTION",
             zh="和 --conflicts take 一起用：这些题保留 FILE 的", en="with --conflicts take: but keep these"),
        argument("--leave-out", action="store_true",
                 zh="跳过读不了的单元格，而不是停下",
                 en="pass over the cells that cannot be taken, instead of stopping"),
        JSON,
    )),
)
# fmt: on
