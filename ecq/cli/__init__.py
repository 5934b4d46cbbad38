"""The `ecq` command. Knows arguments, files and what to print; computes nothing itself.

Bad input ends with exit code 2 and one clear sentence on standard error, never with a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ecq import __version__, rubric_catalogue
from ecq.assessment.model import (
    Assessment,
    Invalid,
    add_evidence,
    answer,
    begin,
    dump,
    mark_unsure,
    set_aside,
    set_up,
)
from ecq.assessment.samples import Sample, load_samples, sample_assessment
from ecq.checking import (
    as_data,
    check_bank,
    check_changes,
    compare,
    findings_data,
    lines,
    prove,
)
from ecq.cli import evidence, exports, moving, sheets
from ecq.cli.common import (
    Parser,
    common_options,
    load,
    now,
    print_json,
    read_file,
    write,
)
from ecq.cli.planning import add_commands as add_planning_commands
from ecq.cli.reports import add_commands as add_report_commands
from ecq.cli.schema import json_schema
from ecq.errors import (
    AssessmentError,
    EcqError,
    Problem,
    RubricError,
)
from ecq.language import Lang, words, written
from ecq.rubric.loading import Library, load_library, read_yaml
from ecq.rubric.model import Fact, Question, Rubric
from ecq.rubric.released import released_rubrics
from ecq.rubric_catalogue import DEFAULT_RUBRIC
from ecq.rubric_citations import citation_data, citation_lines, question_citations
from ecq.rubric_sources import coverage, recheck
from ecq.scoring.export import questions_data, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.text import words as w
from ecq.text.sentences import (
    headline,
    interval_words,
    point_words,
    reason_line,
    score_words,
)
from ecq.workbooks.citations import citations_workbook
from ecq.workbooks.points_table import export_points, import_points


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, or 2 for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
    except EcqError as error:
        print(f"ecq: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:  # noqa: PLR0915  # one list of commands, read from top to bottom
    parser = Parser(prog="ecq", description="Self-check before the e-commerce platform service-quality certification.")
    parser.add_argument("--version", action="version", version=f"ecq {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    listed = command("rubrics", _rubrics, "List the rubrics there are.")
    common_options(listed)

    asked = command("questions", _questions, "List the questions of a rubric, or of an assessment's profile.")
    asked.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="an assessment: its profile decides what applies"
    )
    asked.add_argument("--rubric", metavar="ID", help=f"a rubric (default {DEFAULT_RUBRIC})")
    common_options(asked)

    new = command("new", _new, "Begin an assessment and write it to a file.")
    new.add_argument("--rubric", default=DEFAULT_RUBRIC, metavar="ID")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    new.add_argument("--name", default="", metavar="NAME", help="the platform's name")
    new.add_argument(
        "--profile",
        nargs="+",
        action="extend",
        default=[],
        metavar="FACT=VALUE",
        help="facts and values are in rubrics/profile.yaml",
    )
    new.add_argument("--target", metavar="GRADE", help="two-star, three-star, four-star or five-star")
    new.add_argument("--force", action="store_true", help="overwrite FILE where it exists")

    said = command("answer", _answer, "Record answers in an assessment file; all of them or, if one is wrong, none.")
    said.add_argument("file", type=Path, metavar="FILE")
    said.add_argument(
        "answers", nargs="*", metavar="QUESTION=VALUE", help="an option's id, a,b for a checklist, or a number"
    )
    said.add_argument(
        "--evidence", nargs="+", action="extend", default=[], metavar="QUESTION=TEXT", help="evidence in hand"
    )
    said.add_argument("--na", nargs="+", action="extend", default=[], metavar="QUESTION=REASON")
    said.add_argument("--unsure", nargs="+", action="extend", default=[], metavar="QUESTION")
    said.add_argument("--profile", nargs="+", action="extend", default=[], metavar="FACT=VALUE")
    said.add_argument("--target", metavar="GRADE")

    scored = command("score", _score, "Score an assessment.")
    scored.add_argument("file", type=Path, metavar="FILE")
    scored.add_argument("--rubric", metavar="ID", help="read the same answers under another rubric")
    common_options(scored)

    add_planning_commands(command)
    add_report_commands(command)

    check = command("check", _check, "Check a folder of rubrics: every problem, with file and line.")
    check.add_argument(
        "--diff", nargs=2, metavar=("OLD", "NEW"), help="what changed between two rubrics, each an id or a rubric file"
    )
    check.add_argument("--assessment", type=Path, metavar="FILE", help="with --diff: what the change does to this one")
    check.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="a folder with profile.yaml, sources.yaml and bank/"
    )
    common_options(check)

    points = command(
        "points", _points_help, "Write or read a certification body's table of points as an Excel workbook."
    )
    kinds = points.add_subparsers(title="what to do", metavar="export|import", required=True, parser_class=Parser)
    out = kinds.add_parser("export", help="write a rubric's table of points to a workbook to fill in")
    out.set_defaults(run=_points_export)
    out.add_argument("rubric", metavar="RUBRIC")
    out.add_argument("-o", "--output", type=Path, required=True, metavar="points.xlsx")
    common_options(out)
    back = kinds.add_parser("import", help="make a rubric from a workbook that was filled in")
    back.set_defaults(run=_points_import)
    back.add_argument("workbook", type=Path, metavar="points.xlsx")
    back.add_argument("--name", required=True, help="whose points these are; stands in the rubric's title")
    back.add_argument(
        "--status", choices=("body", "official"), required=True, help="whether a body's or the standard's own"
    )
    back.add_argument(
        "--rubric",
        default=DEFAULT_RUBRIC,
        metavar="ID",
        help=f"the rubric it was exported from (default {DEFAULT_RUBRIC})",
    )
    back.add_argument("--id", default="", metavar="ID", help="the new rubric's id (default: made from the name)")
    common_options(back)

    sources = command(
        "sources",
        _sources,
        "List the sources that are due for checking again, and the questions that hang on each; or every citation.",
    )
    sources.add_argument(
        "--citations", action="store_true", help="instead: every article cited, who is bound by it and to what"
    )
    sources.add_argument("-o", "--output", type=Path, metavar="FILE.xlsx", help="with --citations: write a workbook")
    sources.add_argument(
        "--days", type=int, default=180, help="due when last checked longer ago than this (default 180)"
    )
    sources.add_argument("--today", metavar="YYYY-MM-DD", help="the day to reckon from (default: today)")
    common_options(sources)

    covered = command(
        "coverage", _coverage, "Show which questions count where in the rubrics, and what has no counterpart."
    )
    common_options(covered)

    schema = command("schema", _schema, "Print the JSON Schema of rubric files, for editors.")
    schema.set_defaults(run=_schema)

    moving.register(command)
    evidence.register(command)
    exports.register(command)
    sheets.register(command)

    serve = command("serve", _serve, "Start the app in the browser.")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serve.add_argument("--port", type=int, default=8501)
    return parser


def _pairs(entries: list[str], what: str) -> list[tuple[str, str]]:
    pairs = []
    for entry in entries:
        name, equals, value = entry.partition("=")
        if not equals or not name.strip():
            raise AssessmentError(f"{entry!r} is not of the form {what}")
        pairs.append((name.strip(), value))
    return pairs


def _profile(rubric: Rubric, entries: list[str]) -> dict[str, str | tuple[str, ...]]:
    profile: dict[str, str | tuple[str, ...]] = {}
    for name, value in _pairs(entries, "FACT=VALUE"):
        fact: Fact | None = rubric.facts.get(name)
        many = fact is not None and fact.kind == "many"
        profile[name] = tuple(part for part in value.split(",") if part) if many else value
    return profile


def _rubrics(options: argparse.Namespace) -> int:
    rows = []
    for rubric in rubric_catalogue.rubrics():
        layout = rubric.layout
        rows.append(
            {
                "id": rubric.id,
                "version": rubric.version,
                "digest": rubric.digest,
                "state": layout.state,
                "points": layout.points_status,
                "questions": len(rubric.questions),
                "title": written(layout.title),
            }
        )
    if options.json:
        print_json(rows)
        return 0
    for layout, row in zip((one.layout for one in rubric_catalogue.rubrics()), rows, strict=True):
        points = words(w.POINTS_STATUSES[layout.points_status], options.lang)
        print(f"{row['id']}  {row['version']}  {words(layout.title, options.lang)}  [{points}; {row['questions']}]")
    return 0


def _questions(options: argparse.Namespace) -> int:
    if options.file and options.rubric:
        raise AssessmentError("give either FILE or --rubric, not both")
    if options.file:
        assessment, rubric = load(options.file)
    else:
        rubric = rubric_catalogue.rubric(options.rubric or DEFAULT_RUBRIC)
        assessment = begin(rubric)
    card = score(rubric, assessment)
    if options.json:
        print_json(questions_data(rubric, assessment, card))
        return 0
    lang: Lang = options.lang
    for leaf in rubric.leaves:
        print(f"\n{leaf.clause or '—'}  {words(leaf.title, lang)}")
        for placed in leaf.questions:
            question, scored = rubric.by_id[placed.question], card.questions[placed.question]
            marks = [point_words(scored.points), words(w.STATES[scored.state], lang)]
            if question.gate:
                marks.append(words(w.GATE, lang))
            print(f"  {question.id}  {words(question.text, lang)}  [{', '.join(marks)}]")
    return 0


def _new(options: argparse.Namespace) -> int:
    rubric = rubric_catalogue.rubric(options.rubric)
    if options.output.exists() and not options.force:
        raise AssessmentError(f"{options.output} exists already; choose another name or add --force")
    made = begin(rubric, options.name, _profile(rubric, options.profile), options.target, now())
    write(options.output, dump(made).encode())
    print(f"{options.output}: {rubric.id} {rubric.version}")
    return 0


def _answer(options: argparse.Namespace) -> int:
    assessment, rubric = load(options.file)
    at = now()
    if options.profile or options.target:
        assessment = set_up(assessment, rubric, profile=_profile(rubric, options.profile), target=options.target, at=at)

    def question(question_id: str) -> Question:
        found = rubric.by_id.get(question_id)
        if found is None:
            raise AssessmentError(f"{question_id!r} is not a question of {rubric.id}; see ecq questions")
        return found

    def taken(question_id: str, result: Assessment | Invalid) -> Assessment:
        if isinstance(result, Invalid):
            raise AssessmentError(f"{question_id}: {result.sentence.en}")
        return result

    for question_id, value in _pairs(options.answers, "QUESTION=VALUE"):
        assessment = taken(question_id, answer(assessment, question(question_id), value, at))
    for question_id, reason in _pairs(options.na, "QUESTION=REASON"):
        assessment = taken(question_id, set_aside(assessment, question(question_id), reason, at))
    for question_id in options.unsure:
        assessment = mark_unsure(assessment, question(question_id), at)
    for question_id, text in _pairs(options.evidence, "QUESTION=TEXT"):
        assessment = taken(question_id, add_evidence(assessment, question(question_id), text, at=at))
    write(options.file, dump(assessment).encode())
    card = score(rubric, assessment)
    print(f"{options.file}: {interval_words(card.score.low, card.score.high)}")
    return 0


def _score(options: argparse.Namespace) -> int:
    assessment, rubric = load(options.file)
    if options.rubric and options.rubric != rubric.id:
        rubric = rubric_catalogue.rubric(options.rubric)
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    if options.json:
        print_json(score_data(rubric, assessment, card, verdict))
        return 0
    lang: Lang = options.lang
    print(headline(rubric, card, verdict, lang))
    evidenced = f"{words(w.EVIDENCED_SCORE, lang)}: {score_words(card.evidenced.low)}"
    print(f"{words(w.GUARANTEED, lang)}: {interval_words(card.score.low, card.score.high)}    {evidenced}")
    target = w.say(w.READINESS_FOR, lang, target=words(verdict.target.title, lang))
    print(f"{target}: {words(w.VERDICTS[verdict.verdict], lang)}")
    for reason in verdict.reasons:
        print(f"  · {reason_line(rubric, reason, lang)}")
    print()
    for node in card.nodes.values():
        if not node.asked:
            continue
        title = words(rubric.nodes[node.id].title, lang)
        share = node.share
        shown = "—" if share is None else interval_words(share.low, share.high)
        print(f"{'  ' * node.depth}{title}: {shown}")
    return 0


def _checked(folder: Path | None) -> tuple[Library, tuple[Sample, ...]]:
    """Read a folder of rubrics: a whole one with its own profile, or one that adds to ECQ's own."""
    if folder is None:
        return rubric_catalogue.library(), load_samples()
    if (folder / "profile.yaml").exists():
        return load_library(folder), load_samples(folder)
    return load_library(None, (folder,)), ()


def _named(text: str) -> Rubric:
    """A rubric by its id, or by its file: then its folder is read like `ecq check FOLDER` reads it."""
    path = Path(text)
    if path.suffix not in (".yaml", ".yml"):
        return rubric_catalogue.rubric(text)
    if not path.is_file():
        raise RubricError([Problem(text, None, "", "is not there; give a rubric's id or its file")])
    library, _ = _checked(path.resolve().parent)
    found = read_yaml(path, text).data
    return library.rubric(str(found.get("id", "")) if isinstance(found, dict) else "")


def _diff(options: argparse.Namespace) -> int:
    old, new = (_named(text) for text in options.diff)
    assessment = read_file(options.assessment) if options.assessment else None
    difference = compare(old, new, assessment)
    _print_lines(options, as_data(difference), lines(difference, options.lang))
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.diff:
        return _diff(options)
    if options.path is not None and not options.path.is_dir():
        raise RubricError([Problem(str(options.path), None, "", "is not a folder of rubrics")])
    try:
        library, samples = _checked(options.path.resolve() if options.path else None)
        home = options.path.resolve() if options.path and (options.path / "profile.yaml").exists() else None
        problems = (*check_bank(library), *check_changes(library, released_rubrics(home)))
        if problems:
            raise RubricError(problems)
        for sample in samples:
            for rubric_id in library.layouts:
                sample_assessment(sample, library.rubric(rubric_id), "zh")
    except RubricError as error:
        if options.json:
            rows = [{"file": p.file, "line": p.line, "where": p.where, "message": p.message} for p in error.problems]
            print_json({"ok": False, "problems": rows})
            return 2
        raise
    findings = {rubric_id: prove(library.rubric(rubric_id)) for rubric_id in sorted(library.layouts)}
    wrong = any(finding.severity == "error" for found in findings.values() for finding in found)
    if options.json:
        proofs = {rubric_id: findings_data(found) for rubric_id, found in findings.items()}
        told = {"rubrics": sorted(library.layouts), "questions": len(library.questions), "findings": proofs}
        print_json({"ok": not wrong, "problems": [], **told})
        return 2 if wrong else 0
    for rubric_id, found in findings.items():
        for finding in found:
            print(
                f"{rubric_id}: {finding}",
                file=sys.stderr if finding.severity == "error" else sys.stdout,
            )
    if wrong:
        return 2
    print(
        f"ok: rubrics {len(library.layouts)}, questions {len(library.questions)}, "
        f"sources {len(library.sources.sources)}, samples {len(samples)}"
    )
    return 0


def _points_help(_options: argparse.Namespace) -> int:
    return 0


def _points_export(options: argparse.Namespace) -> int:
    write(options.output, export_points(rubric_catalogue.rubric(options.rubric), options.lang))
    print(options.output)
    return 0


def _points_import(options: argparse.Namespace) -> int:
    try:
        workbook = options.workbook.read_bytes()
    except OSError as error:
        raise AssessmentError(f"{options.workbook} cannot be read ({error.strerror}); check the name") from None
    base = rubric_catalogue.rubric(options.rubric)
    made = import_points(
        workbook, base, name=options.name, rubric_id=options.id, status=options.status, file=options.workbook.name
    )
    kept = rubric_catalogue.keep_variant(made)
    new = rubric_catalogue.rubric(made.id)
    if options.json:
        print_json({"id": new.id, "version": new.version, "digest": new.digest, "file": str(kept)})
    else:
        print(f"{new.id}: {words(new.layout.title, options.lang)}")
    return 0


def _citations(options: argparse.Namespace) -> int:
    citations = question_citations(rubric_catalogue.library())
    if options.output:
        if options.output.suffix.lower() != ".xlsx":
            raise AssessmentError(f"{options.output} does not end in .xlsx; a workbook is what is written")
        write(options.output, citations_workbook(citations, options.lang))
    if options.json:
        print_json(citation_data(citations))
    elif options.output:
        print(options.output)
    else:
        print("\n".join(citation_lines(citations, options.lang)))
    return 0


def _sources(options: argparse.Namespace) -> int:
    if options.citations:
        return _citations(options)
    if options.output:
        raise AssessmentError("-o goes with --citations")
    try:
        today = date.fromisoformat(options.today) if options.today else datetime.now(UTC).date()
    except ValueError:
        raise AssessmentError(f"{options.today!r} is not a date like 2026-11-24") from None
    found = recheck(rubric_catalogue.library(), today, options.days)
    _print_lines(options, found.as_data(), found.lines(options.lang))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    found = coverage(rubric_catalogue.library())
    _print_lines(options, found.as_data(), found.lines(options.lang))
    return 0


def _print_lines(options: argparse.Namespace, data: Any, lines: Iterable[str]) -> None:
    if options.json:
        print_json(data)
    else:
        print("\n".join(lines))


def _schema(_options: argparse.Namespace) -> int:
    print_json(json_schema())
    return 0


def _serve(options: argparse.Namespace) -> int:
    from ecq.server import serve

    serve(options.host, options.port)
    return 0
