"""Files for others, out and back: the evidence checklist, the results, and answer sheets with what they would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ecq.assessment.model import Assessment, Evidence
from ecq.assessment.proposals import Proposal, present
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, WorkbookError
from ecq.base.language import LANGUAGES, Lang, error_of, words, written
from ecq.cli import files
from ecq.cli.command import STANDARD, Options
from ecq.cli.section_lines import binder_lines
from ecq.exchange import answer_sheet
from ecq.exchange.accepting import data, sides
from ecq.exchange.answer_sheet import Preview, preview, read_returned, take_over
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.words import APPLIED
from ecq.exchange.rubric_catalogue import compared_with
from ecq.planning.agreed import cheapest_plan
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import binder, binder_data
from ecq.telling.text import words as w
from ecq.telling.text.reactions import NOT_COUNTED
from ecq.telling.text.words import say
from ecq.writers.sheets import words as f
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_csv, checklist_xlsx
from ecq.writers.sheets.forms import UNREAD, Unread
from ecq.writers.sheets.results.build import plan_csv, results_csv, results_json, results_workbook
from ecq.writers.sheets.stamps import origin_of


def preview_lines(shown: Preview, rubric: Rubric, assessment: Assessment, lang: Lang) -> Iterator[str]:
    """What would change, with the conflicts and what cannot be taken."""
    colon = LANGUAGES[lang].colon
    for notice in shown.notices:
        yield words(notice, lang)
    counts = {"changes": len(shown.changes), "conflicts": len(shown.conflicts), "problems": len(shown.troubles)}
    yield say(a.SUMMARY, lang, read=shown.read, **counts)
    if not any(counts.values()):
        yield words(a.NO_CHANGE, lang)
    for title, changes in ((a.CHANGES, shown.changes), (a.CONFLICTS, shown.conflicts)):
        if changes:
            yield ""
            yield words(title, lang)
        for one in changes:
            told = sides(one, assessment, rubric, lang)
            before, after = (" ".join((side or words(a.EMPTY, lang)).split()) for side in told)
            about = one.about or words(f.OF_THE_PLAN, lang)
            yield f"  {one.source.place}  {about}  {words(a.FIELDS[_field(one)], lang)}"
            if _field(one) != "evidence":
                yield f"    {words(w.NOW_HEAD, lang)}{colon}{before}"
            yield f"    {words(a.AFTER, lang)}{colon}{after}"
    if shown.not_counted:
        yield ""
        yield words(NOT_COUNTED, lang)
    for one_in_vain in shown.not_counted:
        yield f"  {one_in_vain.question}{colon}{words(one_in_vain.why, lang)}"
    if shown.troubles:
        yield ""
        yield words(a.PROBLEMS, lang)
    for trouble in shown.troubles:
        yield f"  {trouble.place}{colon}{words(trouble.sentence, lang)}"
    if shown.unread:
        yield ""
        yield from unread_lines(shown.unread, lang)


def unread_lines(unread: Sequence[Unread], lang: Lang) -> list[str]:
    """What of a workbook is not read, a line for each place under a heading; none where all is."""
    places = [f"  {one.place}{LANGUAGES[lang].colon}{words(one.sentence, lang)}" for one in unread]
    return [words(UNREAD, lang), *places] if places else []


def preview_data(shown: Preview, assessment: Assessment) -> dict[str, Any]:
    return {
        "read": shown.read,
        "notices": [written(one) for one in shown.notices],
        "changes": [_change(one, assessment) for one in shown.changes],
        "conflicts": [_change(one, assessment) for one in shown.conflicts],
        "problems": [
            {"cell": one.place, "question": one.question, "message": written(one.sentence)} for one in shown.troubles
        ],
        "not_counted": [one.data() for one in shown.not_counted],
        "unread": unread_data(shown.unread),
    }


def unread_data(unread: Sequence[Unread]) -> list[dict[str, Any]]:
    return [{"cell": one.place, "message": written(one.sentence)} for one in unread]


def _field(one: Proposal) -> str:
    """What it changes: a piece of evidence named before is a "piece", further evidence is "evidence"."""
    return "piece" if isinstance(one.was, Evidence) else one.part


def _change(one: Proposal, assessment: Assessment) -> dict[str, Any]:
    before = one.was if one.part == "evidence" else present(assessment, *one.spot)
    told = {"before": data(one, before), "after": data(one, one.value)}
    return {"question": one.about, "field": _field(one), "cell": one.source.place, **told}


KEEP, TAKE = "keep", "take"


def evidence(options: Options) -> None:
    day = files.day_of(options.today)
    wanted = _format(options) if options.output else ""
    if options.output and wanted not in ("xlsx", "csv"):
        raise AssessmentError(
            f"{options.output} is neither .xlsx nor .csv; choose one of these endings, or give --format",
            f"{options.output} 既不是 .xlsx 也不是 .csv，请用这两种后缀之一，或给出 --format",
        )
    if wanted:
        files.must_end(options.output, f".{wanted}")
    assessment, rubric = files.load(options.file, options.lang)
    assessment = assessment.on(day)
    shown = binder(rubric, assessment, options.lang).only(options.show, options.owner)
    if wanted == "xlsx":
        origin = origin_of(rubric, assessment, LIST_FORMAT)
        files.write(options.output, checklist_xlsx(shown, origin), quiet=options.json)
    elif wanted:
        files.write(options.output, checklist_csv(shown), quiet=options.json)
    if options.json:
        files.print_json(binder_data(shown))
    elif not wanted:
        print("\n".join(binder_lines(rubric, assessment, shown)))


def export(options: Options) -> int:
    if options.all:
        from ecq.cli.store import export_all

        return export_all(options)
    if options.file is None:
        raise AssessmentError(
            "name a FILE, or give --all for everything that the app stores",
            "请给出 FILE；要导出应用里存着的全部，请加上 --all",
        )
    from ecq.writers.sheets.calendar_file import plan_calendar
    from ecq.writers.sheets.words import PLAN_IS_CSV, WRONG_ENDING

    wanted = _format(options)
    if wanted not in ("xlsx", "csv", "json", "ics"):
        raise error_of(WRONG_ENDING, AssessmentError, path=options.output)
    files.must_end(options.output, f".{wanted}")
    if options.plan and wanted != "csv":
        raise error_of(PLAN_IS_CSV, AssessmentError)
    day = files.day_of(options.date)
    assessment, rubric = files.load(options.file, options.lang)
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
    files.write_or_name(options, content)
    return 0


def _format(options: Options) -> str:
    """The format that is named, or else the ending of the file to write."""
    named: str | None = options.format
    return named or str(options.output.suffix.lower().removeprefix("."))


def export_sheet(options: Options) -> None:
    files.must_end(options.output, ".xlsx")
    deadline = files.day_of(options.deadline) if options.deadline else ""
    assessment, rubric = files.load(options.file, options.lang)
    parts = [*options.dimension, *options.indicator]
    sheet = answer_sheet.export_sheet(rubric, assessment, options.lang, parts, options.sender, deadline)
    files.write_or_name(options, sheet)


def import_sheet(options: Options) -> int:
    to_standard_output = options.apply and options.file == STANDARD
    if to_standard_output and options.json:
        raise AssessmentError(
            "--json and the assessment would both go to standard output; name a file",
            "--json 和自评都会写到标准输出，请给出文件名",
        )
    looked: list[tuple[Preview, Rubric, Assessment, Assessment | Invalid | None]] = []
    returned = files.read_bytes(options.sheet)

    def look(assessment: Assessment) -> Assessment | None:
        """See what the sheet would change in the assessment; where it is to be taken over and can be, the assessment with that."""
        rubric = files.rubric_for(assessment, options.file, options.lang)
        try:
            sheet = arms_length.read(read_returned, returned, rubric, error=WorkbookError)
            changes = preview(sheet, rubric, assessment)
        except WorkbookError as error:
            raise AssessmentError(f"{options.sheet} {error}", f"{options.sheet} {error.zh}") from None
        result = _merged(options, changes, rubric, assessment) if options.apply else None
        looked.append((changes, rubric, assessment, result))
        return None if isinstance(result, Invalid) else result

    if options.apply:
        files.change(options.file, options.lang, look)
    else:
        look(files.read_assessment(options.file, options.lang))
    changes, rubric, before, result = looked[-1]
    applied = result is not None and not isinstance(result, Invalid)
    shown = sys.stderr if to_standard_output else sys.stdout
    if options.json:
        files.print_json({"applied": applied, **preview_data(changes, before)})
    else:
        print("\n".join(preview_lines(changes, rubric, before, options.lang)), file=shown)
        if isinstance(result, Invalid):
            print(f"ecq: {words(result.sentence, options.lang)}", file=sys.stderr)
        elif applied:
            count = len(changes.changes) + (len(list(_won(options, changes))) if options.conflicts else 0)
            print(say(APPLIED, options.lang, count=count), file=shown)
    return 2 if isinstance(result, Invalid) or (changes.troubles and not options.leave_out) else 0


def _merged(options: Options, changes: Preview, rubric: Rubric, assessment: Assessment) -> Assessment | Invalid:
    decided = options.conflicts or options.take or options.keep
    theirs = [one.spot for one in _won(options, changes)] if decided else None
    return take_over(changes, rubric, assessment, theirs=theirs, leave_out_troubles=options.leave_out, at=files.now())


def _won(options: Options, changes: Preview) -> Iterator[Proposal]:
    """The conflicts in which the sheet wins."""
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
