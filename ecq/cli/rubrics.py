"""Rubrics, for those who choose and those who write them: list, check, compare, points, sources, coverage, schema."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecq.cli.command import JSON, STANDARD, Command, Options, argument, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.samples import Sample
    from ecq.base.errors import Problem
    from ecq.rubric.loading import Library
    from ecq.rubric.model import Rubric


def rubrics(options: Options) -> int:
    """Print the rubrics on offer."""
    from ecq.base.language import words
    from ecq.exchange import rubric_catalogue
    from ecq.scoring.export import rubric_row
    from ecq.telling.text.words import POINTS_STATUSES

    rows, lines = [], []
    for rubric in rubric_catalogue.rubrics():
        layout, count = rubric.layout, len(rubric.questions)
        rows.append(rubric_row(rubric))
        points = words(POINTS_STATUSES[layout.points_status], options.lang)
        lines.append(f"{rubric.id}  {rubric.version}  {words(layout.title, options.lang)}  [{points}; {count}]")
    return _print(options, rows, lines)


def check(options: Options) -> int:
    """Print every problem of a folder of rubrics, and what is proved about each rubric; keep their versions where asked to."""
    from ecq.assessment.samples import sample_assessment
    from ecq.base.errors import Problem, RubricError
    from ecq.checking.finding import findings_data
    from ecq.checking.proof import prove
    from ecq.cli.files import print_json

    if options.diff:
        return _compare(options)
    if options.path is not None and not options.path.is_dir():
        raise RubricError(
            [Problem(str(options.path), None, "", "is not a folder of rubrics", "不是放评价细则的文件夹")]
        )
    try:
        folder = options.path.resolve() if options.path else None
        library, samples = _read_folder(folder)
        home = folder if folder and (folder / "profile.yaml").exists() else None
        problems = _problems(library, home, options)
        if problems:
            raise RubricError(problems)
        for sample in samples:
            for rubric_id in library.layouts:
                sample_assessment(sample, library.rubric(rubric_id), "zh")
    except RubricError as error:
        if not options.json:
            raise
        rows = [{"file": p.file, "line": p.line, "where": p.where, "message": p.message} for p in error.problems]
        print_json({"ok": False, "problems": rows})
        return 2
    findings = {rubric_id: prove(library.rubric(rubric_id)) for rubric_id in sorted(library.layouts)}
    wrong = any(finding.severity == "error" for of_rubric in findings.values() for finding in of_rubric)
    kept = _keep(library, home, options) if options.keep and not wrong else []
    if options.json:
        proofs = {rubric_id: findings_data(of_rubric) for rubric_id, of_rubric in findings.items()}
        counts = {"rubrics": sorted(library.layouts), "questions": len(library.questions), "kept": kept}
        print_json({"ok": not wrong, "problems": [], **counts, "findings": proofs})
        return 2 if wrong else 0
    for rubric_id, of_rubric in findings.items():
        for finding in of_rubric:
            print(f"{rubric_id}: {finding}", file=sys.stderr if finding.severity == "error" else sys.stdout)
    if wrong:
        return 2
    for name in kept:
        print(f"released/{name}.json: kept")
    print(
        f"ok: rubrics {len(library.layouts)}, questions {len(library.questions)}, "
        f"sources {len(library.sources.sources)}, samples {len(samples)}"
    )
    return 0


def _problems(library: Library, home: Path | None, options: Options) -> tuple[Problem, ...]:
    """What is wrong with a folder beyond single files: with its bank, its changes, and the versions it published."""
    from ecq.checking.bank_files import check_bank
    from ecq.checking.facts import check_facts
    from ecq.checking.retired import check_changes, check_kept, check_published
    from ecq.interview.facts import read_facts
    from ecq.rubric.loading import load_library, rubric_home
    from ecq.rubric.released import kept, published, released_folder, released_rubrics

    own = load_library(None, ()) if home is None else library
    problems = (
        *check_bank(library, _today(options).isoformat()),
        *check_changes(library, released_rubrics(home)),
        *check_facts(own, read_facts(home or rubric_home())),
    )
    if home is not None and not released_folder(home).is_dir():
        return problems  # somebody else's folder, of which nothing was published
    listed = published(home)
    if not options.keep:
        problems = (*problems, *check_published(_own(library, home), listed))
    return (*problems, *check_kept(listed, kept(home)))


def _own(library: Library, home: Path | None) -> list[Rubric]:
    """The rubrics of the folder itself, without those that others add to ECQ's own."""
    from ecq.rubric.loading import load_library

    layouts = library.layouts if home else load_library(None, ()).layouts
    return [library.rubric(rubric_id) for rubric_id in sorted(layouts)]


def _keep(library: Library, home: Path | None, options: Options) -> list[str]:
    """Keep the versions that rubrics have now beside those published before; the names of those that were not kept yet."""
    from ecq.base.errors import Problem, RubricError
    from ecq.cli.files import write
    from ecq.rubric.released import DIGESTS, digest_lines, published, release_name, released_folder

    folder, listed = released_folder(home), dict(published(home))
    new = {name: one for one in _own(library, home) if listed.get(name := release_name(one)) != one.digest}
    other = sorted(new.keys() & listed.keys())
    if other and not options.force:
        message = "was kept with other content; raise the version, or add --force where nobody was ever given this one"
        zh = "已保留过，内容不同；请提高版本号，从未给过任何人的才加 --force"
        raise RubricError([Problem(f"released/{name}.json", None, "", message, zh) for name in other])
    folder.mkdir(exist_ok=True)
    for name, rubric in new.items():
        write(folder / f"{name}.json", rubric.canonical.encode(), quiet=True)
        listed[name] = rubric.digest
    if new:
        write(folder / DIGESTS, digest_lines(listed), quiet=True)
    return sorted(new)


def _read_folder(folder: Path | None) -> tuple[Library, tuple[Sample, ...]]:
    """Read a folder of rubrics: a whole one with its own profile, or one that adds to ECQ's own."""
    from ecq.assessment.samples import load_samples
    from ecq.base import arms_length
    from ecq.exchange import rubric_catalogue
    from ecq.rubric.loading import load_library

    if folder is None:
        return rubric_catalogue.library(), load_samples()
    if (folder / "profile.yaml").exists():
        return arms_length.read(load_library, folder, where=str(folder)), load_samples(folder)
    return arms_length.read(load_library, None, (folder,), where=str(folder)), ()


def _compare(options: Options) -> int:
    from ecq.cli.files import read_assessment
    from ecq.scoring.rubric_comparison import compare
    from ecq.telling.moving.comparison_lines import as_data, lines

    old, new = (_rubric_named(text) for text in options.diff)
    assessment = read_assessment(options.assessment, options.lang) if options.assessment else None
    difference = compare(old, new, assessment)
    return _print(options, as_data(difference), lines(difference, options.lang))


def _rubric_named(text: str) -> Rubric:
    """A rubric by its id, or by its file: then its folder is read like `ecq check FOLDER` reads it."""
    from ecq.base.errors import Problem, RubricError
    from ecq.exchange import rubric_catalogue
    from ecq.rubric.loading import read_yaml

    path = Path(text)
    if path.suffix not in (".yaml", ".yml"):
        return rubric_catalogue.rubric(text)
    if not path.is_file():
        message = "is not there; give a rubric's id or its file"
        raise RubricError([Problem(text, None, "", message, "没有这个文件，请给评价细则的 id 或文件")])
    library, _ = _read_folder(path.resolve().parent)
    content = read_yaml(path, text).data
    return library.rubric(str(content.get("id", "")) if isinstance(content, dict) else "")


def export_points(options: Options) -> int:
    """Write a rubric's table of points."""
    from ecq.cli.files import must_end, write
    from ecq.exchange import points_table, rubric_catalogue

    must_end(options.output, ".xlsx")
    write(options.output, points_table.export_points(rubric_catalogue.rubric(options.rubric), options.lang))
    return 0


def import_points(options: Options) -> int:
    """Make a rubric from a table of points that was filled in."""
    from functools import partial

    from ecq.base import arms_length
    from ecq.base.language import words
    from ecq.cli.files import read_bytes
    from ecq.cli.sheet_lines import unread_data, unread_lines
    from ecq.exchange import points_table, rubric_catalogue
    from ecq.writers.sheets.unread import UNREAD

    workbook = read_bytes(options.workbook)
    read = partial(
        points_table.import_points,
        workbook,
        rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC),
        name=options.name,
        rubric_id=options.id,
        status=options.status,
        file="" if options.workbook == STANDARD else options.workbook.name,
    )
    variant = arms_length.read(read, where=str(options.workbook))
    unread = arms_length.read(points_table.unread_points, workbook, where=str(options.workbook))
    path = rubric_catalogue.keep_variant(variant)
    rubric = rubric_catalogue.rubric(variant.id)
    row = {
        "id": rubric.id,
        "version": rubric.version,
        "digest": rubric.digest,
        "file": str(path),
        "unread": unread_data(unread),
    }
    lines = [f"{rubric.id}: {words(rubric.layout.title, options.lang)}"]
    lines += [words(UNREAD, options.lang), *unread_lines(unread, options.lang)] if unread else []
    return _print(options, row, lines)


def sources(options: Options) -> int:
    """Print the sources that are due for checking again, or every citation."""
    from ecq.base.errors import AssessmentError
    from ecq.checking.rubric_sources import recheck
    from ecq.exchange import rubric_catalogue

    if options.citations:
        return _citations(options)
    if options.output:
        raise AssessmentError("-o goes with --citations", "-o 要和 --citations 一起用")
    due = recheck(rubric_catalogue.library(), _today(options), options.days)
    return _print(options, due.as_data(), due.lines(options.lang))


def _today(options: Options) -> date:
    """The day that was given, or today."""
    from ecq.cli.files import day_of

    return date.fromisoformat(day_of(options.today)) if options.today else datetime.now(UTC).date()


def _citations(options: Options) -> int:
    from ecq.checking.rubric_citations import citation_data, citation_lines, question_citations
    from ecq.cli.files import must_end, write
    from ecq.exchange import rubric_catalogue

    library = rubric_catalogue.library()
    citations = question_citations(library)
    if not options.output:
        return _print(options, citation_data(citations), citation_lines(citations, options.lang))
    from ecq.checking.law import Register
    from ecq.exchange.counsel import kept_reviews
    from ecq.exchange.law_texts import kept
    from ecq.writers.sheets.counsel import counsel_workbook

    must_end(options.output, ".xlsx")
    texts = {law: brought.articles for law, brought in kept().items()}
    rows = Register(library).counsel_rows(texts, kept_reviews(), options.lang)
    write(options.output, counsel_workbook(rows, options.lang), quiet=options.json)
    return _print(options, citation_data(citations), ()) if options.json else 0


def coverage(options: Options) -> int:
    """Print where each question counts."""
    from ecq.checking import rubric_sources
    from ecq.exchange import rubric_catalogue

    crosswalk = rubric_sources.coverage(rubric_catalogue.library())
    return _print(options, crosswalk.as_data(), crosswalk.lines(options.lang))


def schema(_options: Options) -> int:
    """Print the JSON Schema of rubric files."""
    from ecq.cli.files import print_json
    from ecq.cli.schema import json_schema

    print_json(json_schema())
    return 0


def _print(options: Options, data: Any, lines: Iterable[str]) -> int:
    from ecq.cli.files import print_json

    if options.json:
        print_json(data)
    else:
        print("\n".join(lines))
    return 0


# fmt: off
COMMANDS = (
    Command("rubrics", Help("列出可用的评价细则。", "List the rubrics there are."), rubrics, (JSON,)),
    Command("check", Help("检查一个放评价细则的文件夹：每一个问题，带文件和行号。",
            "Check a folder of rubrics: every problem, with file and line."), check, (
        argument("path", nargs="?", type=Path, metavar="PATH",
                 zh="有 profile.yaml、sources.yaml 和 bank/ 的文件夹",
                 en="a folder with profile.yaml, sources.yaml and bank/"),
        argument("--diff", nargs=2, metavar=("OLD", "NEW"),
                 zh="两份评价细则有什么不同，各写 id 或文件",
                 en="what changed between two rubrics, each an id or a rubric file"),
        argument("--assessment", type=Path, metavar="FILE",
                 zh="和 --diff 一起用：这些改动对这份自评有什么影响",
                 en="with --diff: what the change does to this one"),
        argument("--keep", action="store_true",
                 zh="没有问题时，把每份评价细则现在的版本保留到 released/，算作已发布",
                 en="where nothing is wrong, keep the present version of each rubric in released/, as published"),
        argument("--force", action="store_true",
                 zh="和 --keep 一起用：替换内容不同的同一版（从未给过任何人的）",
                 en="with --keep: replace the same version of other content (which nobody was ever given)"),
        argument("--today", metavar="YYYY-MM-DD",
                 zh="引用的条款在哪一天要有效（默认今天）", en="the day on which cited articles must be in force (default: today)"),
        JSON,
    )),
    Command("points", Help("把认证机构的分值表写成 Excel 工作簿，或读回来。",
            "Write or read a certification body's table of points as an Excel workbook."), None),
    Command("points export", Help("把一份评价细则的分值表写成工作簿，供填写",
            "write a rubric's table of points to a workbook to fill in"), export_points, (
        argument("rubric", metavar="RUBRIC", zh="评价细则的 id", en="a rubric"),
        output("points.xlsx"),
    )),
    Command("points import", Help("用填好的工作簿生成一份评价细则",
            "make a rubric from a workbook that was filled in"), import_points, (
        argument("workbook", type=Path, metavar="points.xlsx",
                 zh="填好的工作簿；- 是标准输入", en="the workbook; - is standard input"),
        argument("--name", required=True,
                 zh="是谁的分值，写进评价细则的名称", en="whose points these are; stands in the rubric's title"),
        argument("--status", choices=("body", "official"), required=True,
                 zh="是认证机构的（body），还是标准自己的（official）", en="whether a body's or the standard's own"),
        argument("--rubric", metavar="ID",
                 zh="当时导出的是哪一份（默认是现行的一份）",
                 en="the rubric it was exported from (default: the current one)"),
        argument("--id", default="", metavar="ID",
                 zh="新评价细则的 id（默认由名称生成）", en="the new rubric's id (default: made from the name)"),
        JSON,
    )),
    Command("sources", Help("列出该重新核对的来源，和引用每个来源的题目。",
            "List the sources that are due for checking again, and the questions that hang on each."), sources, (
        argument("--citations", action="store_true",
                 zh="改为列出引用的每个条款，约束谁、约束什么",
                 en="instead: every article cited, who is bound by it and to what"),
        output("FILE.xlsx", zh="和 --citations 一起用：写成给律师的工作簿，一行一个条款", en="with --citations: write a workbook for counsel, a row an article", required=False),
        argument("--days", type=int, default=180,
                 zh="上次核对早于这么多天的算到期（默认 180）",
                 en="due when last checked longer ago than this (default 180)"),
        argument("--today", metavar="YYYY-MM-DD",
                 zh="从哪一天算起（默认今天）", en="the day to reckon from (default: today)"),
        JSON,
    )),
    Command("coverage", Help("列出每道题在各份评价细则里计入哪里，哪些指标没有对应。",
            "Show which questions count where in the rubrics, and what has no counterpart."), coverage, (JSON,)),
    Command("schema", Help("输出评价细则文件的 JSON Schema，供编辑器用。",
            "Print the JSON Schema of rubric files, for editors."), schema),
)
# fmt: on
