"""Rubrics, for those who choose and those who write them: list, check, compare, points, sources, coverage, schema.

What only one of them needs and takes long to load is imported where it is used: `ecq rubrics` and `ecq check` run often.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ecq.assessment.samples import Sample, load_samples, sample_assessment
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError, Problem, RubricError
from ecq.base.language import filled, words
from ecq.checking import findings_data, rubric_sources
from ecq.checking.bank_files import check_bank, check_changes, check_facts, check_kept, check_published
from ecq.checking.law import Register
from ecq.checking.proof import prove
from ecq.checking.rubric_sources import citation_data, citation_lines, question_citations, recheck
from ecq.cli.command import STANDARD, Options
from ecq.cli.files import day_of, must_end, print_either, print_json, read_assessment, read_bytes, write
from ecq.exchange import points_table, rubric_catalogue
from ecq.exchange.points_table.labels import UNCHANGED
from ecq.interview.facts import read_facts
from ecq.rubric.conditions import Profile
from ecq.rubric.law import Law
from ecq.rubric.loading import Library, load_library, read_yaml, rubric_home
from ecq.rubric.model import Bank, Changes, Layout, Rubric, SourceRegister
from ecq.rubric.released import DIGESTS, digest_lines, kept, published, release_name, released_folder, released_rubrics
from ecq.scoring.export import rubric_data, rubric_row
from ecq.scoring.rubric_comparison import compare
from ecq.telling.text.words import POINTS_STATUSES


def rubrics(options: Options) -> None:
    rows, lines = [], []
    for rubric in rubric_catalogue.rubrics():
        layout, count = rubric.layout, len(rubric.questions)
        rows.append(rubric_row(rubric))
        points = words(POINTS_STATUSES[layout.points_status], options.lang)
        lines.append(f"{rubric.id}  {rubric.version}  {words(layout.title, options.lang)}  [{points}; {count}]")
    print_either(options, rows, lines)


RUBRIC_FILES = ("*.yaml", "bank/*.yaml", "changes/*.yaml", "law/*.yaml")
"""What a folder of rubrics has at least one of."""


def check(options: Options) -> int | None:
    if options.diff:
        old, new = (_rubric_named(text) for text in options.diff)
        assessment = read_assessment(options.assessment, options.lang) if options.assessment else None
        difference = compare(old, new, assessment)
        from ecq.telling.moving.comparison_lines import as_data, lines

        print_either(options, as_data(difference), lines(difference, options.lang))
        return None
    if options.path is not None and not any(one for where in RUBRIC_FILES for one in options.path.glob(where)):
        message = "is not a folder of rubrics; name one with their .yaml files"
        raise RubricError([Problem(str(options.path), None, "", message, "不是放评价细则的文件夹；请写放着 .yaml 的")])
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
    return None


def _problems(library: Library, home: Path | None, options: Options) -> tuple[Problem, ...]:
    """What is wrong with a folder beyond single files: with its bank, its changes, and the versions it published."""
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
    layouts = library.layouts if home else load_library(None, ()).layouts
    return [library.rubric(rubric_id) for rubric_id in sorted(layouts)]


def _keep(library: Library, home: Path | None, options: Options) -> list[str]:
    """Keep the versions that rubrics have now beside those published before; the names of those that were not kept yet."""
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
    if folder is None:
        return rubric_catalogue.library(), load_samples()
    if (folder / "profile.yaml").exists():
        return arms_length.read(load_library, folder, where=str(folder)), load_samples(folder)
    return arms_length.read(load_library, None, (folder,), where=str(folder)), ()


def _rubric_named(text: str) -> Rubric:
    """A rubric by its id, or by its file: then its folder is read like `ecq check FOLDER` reads it."""
    path = Path(text)
    if path.suffix not in (".yaml", ".yml"):
        return rubric_catalogue.rubric(text)
    if not path.is_file():
        message = "is not there; give a rubric's id or its file"
        raise RubricError([Problem(text, None, "", message, "没有这个文件，请给评价细则的 id 或文件")])
    library, _ = _read_folder(path.resolve().parent)
    content = read_yaml(path, text).data
    return library.rubric(str(content.get("id", "")) if isinstance(content, dict) else "")


def export_points(options: Options) -> None:
    must_end(options.output, ".xlsx")
    write(options.output, points_table.export_points(rubric_catalogue.rubric(options.rubric), options.lang))


def import_points(options: Options) -> None:
    from ecq.cli.workbooks import unread_data, unread_lines

    workbook = read_bytes(options.workbook)
    base = rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC)
    read = partial(
        points_table.import_points,
        workbook,
        base,
        name=options.name,
        rubric_id=options.id,
        status=options.status,
        file="" if options.workbook == STANDARD else options.workbook.name,
    )
    variant = arms_length.read(read, where=str(options.workbook))
    if points_table.is_as_exported(variant, base):
        said = filled(UNCHANGED, rubric=base.id)
        raise EcqError(f"{options.workbook}: {said.en}", f"{options.workbook}：{said.zh}")
    unread = arms_length.read(points_table.unread_points, workbook, where=str(options.workbook))
    path = rubric_catalogue.keep_variant(variant)
    rubric = rubric_catalogue.rubric(variant.id)
    row = {**rubric_data(rubric), "file": str(path), "unread": unread_data(unread)}
    title = words(rubric.layout.title, options.lang)
    print_either(options, row, [f"{rubric.id}: {title}", *unread_lines(unread, options.lang)])


def sources(options: Options) -> None:
    if options.citations:
        _citations(options)
        return
    if options.output:
        raise AssessmentError("-o goes with --citations", "-o 要和 --citations 一起用")
    if options.days < 0:
        raise AssessmentError("--days takes a number from 0 on", "--days 要从 0 起的数")
    due = recheck(rubric_catalogue.library(), _today(options), options.days)
    print_either(options, due.as_data(), due.lines(options.lang))


def _today(options: Options) -> date:
    """The day that was given, or today."""
    return date.fromisoformat(day_of(options.today))


def _citations(options: Options) -> None:
    library = rubric_catalogue.library()
    citations = question_citations(library)
    if not options.output:
        print_either(options, citation_data(citations), citation_lines(citations, options.lang))
        return

    must_end(options.output, ".xlsx")
    from ecq.exchange.law_texts import kept as kept_texts
    from ecq.exchange.law_texts import kept_reviews
    from ecq.writers.sheets.counsel import counsel_workbook

    texts = {law: brought.articles for law, brought in kept_texts().items()}
    rows = Register(library).counsel_rows(texts, kept_reviews(), options.lang)
    write(options.output, counsel_workbook(rows, options.lang), quiet=options.json)
    if options.json:
        print_json(citation_data(citations))


def coverage(options: Options) -> None:
    crosswalk = rubric_sources.coverage(rubric_catalogue.library())
    print_either(options, crosswalk.as_data(), crosswalk.lines(options.lang))


def schema(_options: Options) -> None:
    print_json(json_schema())


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the files in a folder of rubrics, so that an editor completes and checks keys while one writes.

    One schema for all: a bank, changes of a version, a law, a rubric, the profile, sources or a sample.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(Bank | Changes | Law | Layout | Profile | SourceRegister | Sample)
    schema = adapter.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ECQ rubric files", **schema}
