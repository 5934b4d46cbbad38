"""Assessments: list what is asked, begin one, answer, score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FILE, FORCE, JSON, OTHER_RUBRIC, STANDARD, Command, Options, argument, many, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment
    from ecq.rubric.kinds import Question
    from ecq.rubric.model import Rubric
    from ecq.telling.moving import Move
    from ecq.telling.text.not_counted import NotCounted

RUBRIC = argument("--rubric", metavar="ID", zh="评价细则（默认是现行的一份）", en="a rubric (default: the current one)")
PROFILE = many(
    "--profile",
    metavar="FACT=VALUE",
    zh="平台画像；可用的项和值见 rubrics/profile.yaml",
    en="facts and values are in rubrics/profile.yaml",
)
TARGET = argument(
    "--target",
    metavar="GRADE",
    zh="目标等级：two-star、three-star、four-star 或 five-star",
    en="two-star, three-star, four-star or five-star",
)


def questions(options: Options) -> int:
    """Print the questions."""
    from ecq.assessment.changes import begin
    from ecq.base.errors import AssessmentError
    from ecq.cli.files import load, print_json
    from ecq.cli.section_lines import question_lines
    from ecq.exchange import rubric_catalogue
    from ecq.scoring.export import questions_data
    from ecq.scoring.scorecard import score as scored

    if options.file and options.rubric:
        raise AssessmentError("give either FILE or --rubric, not both", "FILE 和 --rubric 只能给一个")
    if options.file:
        assessment, rubric = load(options.file, options.lang)
    else:
        rubric = rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC)
        assessment = begin(rubric)
    card = scored(rubric, assessment)
    if options.json:
        print_json(questions_data(rubric, assessment, card))
    else:
        print("\n".join(question_lines(rubric, card, options.lang)))
    return 0


def new(options: Options) -> int:
    """Write an assessment without answers."""
    from ecq.assessment.changes import begin
    from ecq.cli.files import must_be_free, now, write_assessment
    from ecq.exchange import rubric_catalogue

    rubric = rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC)
    must_be_free(options, ".json")
    assessment = begin(rubric, options.name, _profile(rubric, options.profile), options.target, now())
    write_assessment(options, assessment, f"{rubric.id} {rubric.version}")
    return 0


def answer(options: Options) -> int:
    """Record answers, all or none."""
    from ecq.cli.files import change, note, now, rubric_for
    from ecq.scoring.scorecard import score as scored
    from ecq.telling.text.not_counted import not_counted
    from ecq.telling.text.sentences import interval_words

    said = ""
    in_vain: list[NotCounted] = []

    def answered(assessment: Assessment) -> Assessment:
        nonlocal said
        rubric = rubric_for(assessment, options.file, options.lang, options.target)
        after = _answered(options, assessment, rubric, now())
        score = scored(rubric, after).score
        said = interval_words(score.low, score.high)
        typed = (*options.answers, *options.na, *options.evidence)
        in_vain[:] = not_counted(rubric, after, (pair.partition("=")[0] for pair in typed))
        return after

    change(options.file, options.lang, answered)
    if options.file != STANDARD:
        print(f"{options.file}: {said}")
    for one in in_vain:
        note(Help(f"{one.question}：{one.why.zh}", f"{one.question}: {one.why.en}"), options.lang)
    return 0


def _answered(options: Options, assessment: Assessment, rubric: Rubric, at: str) -> Assessment:
    """The assessment with all that was typed. Raises AssessmentError for the first thing that cannot be taken."""
    from ecq.assessment import changes
    from ecq.assessment.evidence import add_evidence
    from ecq.base.errors import AssessmentError
    from ecq.rubric.kinds.base import Invalid

    if options.profile or options.target:
        profile = _profile(rubric, options.profile)
        assessment = changes.set_up(assessment, rubric, profile=profile, target=options.target, at=at)

    def valid(question_id: str, result: Assessment | Invalid) -> Assessment:
        if isinstance(result, Invalid):
            raise AssessmentError(f"{question_id}: {result.sentence.en}", f"{question_id}：{result.sentence.zh}")
        return result

    for one, value in pairs(options.answers, "QUESTION=VALUE"):
        assessment = valid(one, changes.answer(assessment, _question(rubric, one), value, at, exact=True))
    for one, reason in pairs(options.na, "QUESTION=REASON"):
        assessment = valid(one, changes.set_aside(assessment, _question(rubric, one), reason, at))
    for one in options.unsure:
        assessment = changes.mark_unsure(assessment, _question(rubric, one), at)
    for one, text in pairs(options.evidence, "QUESTION=TEXT"):
        assessment = valid(one, add_evidence(assessment, _question(rubric, one), text, at=at))
    return assessment


def _question(rubric: Rubric, question_id: str) -> Question:
    """The question of that id. Raises AssessmentError, naming the one that was probably meant."""
    from difflib import get_close_matches

    from ecq.base.errors import AssessmentError

    if question_id in rubric.by_id:
        return rubric.by_id[question_id]
    near = next(iter(get_close_matches(question_id, rubric.order, 1)), None)
    raise AssessmentError(
        f"{question_id!r} is not a question of {rubric.id}; {f'did you mean {near}?' if near else 'see ecq questions'}",
        f"{rubric.id} 没有 {question_id!r} 这道题，{f'是不是 {near}？' if near else '题目见 ecq questions'}",
    )


def move(options: Options) -> int:
    """Print what the present version of its rubric changes for an assessment; write it as it stands then."""
    from ecq.assessment.file import dump
    from ecq.cli.files import called, change, must_be_free, now, print_json, read_assessment, same_place, write
    from ecq.cli.words import in_language
    from ecq.exchange import rubric_catalogue
    from ecq.telling.moving import move as moved
    from ecq.telling.moving.words import move_data, move_lines

    made: list[Move] = []

    def over(assessment: Assessment) -> Assessment:
        name = in_language(called(options.file), options.lang)
        new_rubric = rubric_catalogue.rubric_of_file(assessment.rubric.id, assessment.target, name)
        earlier = rubric_catalogue.earlier(assessment.rubric)
        made.append(moved(assessment, earlier, new_rubric, rubric_catalogue.changes(), now()))
        return made[-1].after

    out: Path | None = options.output
    in_place = out is not None and out != STANDARD and same_place(out, options.file)
    if out and not in_place:
        must_be_free(options, ".json")
    if in_place:
        change(options.file, options.lang, over)
    else:
        after = over(read_assessment(options.file, options.lang))
        if out:
            write(out, dump(after).encode(), quiet=True, new=not options.force)
    if out == STANDARD:
        return 0
    if options.json:
        print_json({**move_data(made[-1]), "file": str(out) if out else None})
    else:
        print("\n".join(move_lines(made[-1], options.lang)))
    return 0


def score(options: Options) -> int:
    """Print the score, readiness and what each indicator comes to."""
    from ecq.cli.files import day_of, load, print_json
    from ecq.cli.section_lines import section_lines
    from ecq.exchange import rubric_catalogue
    from ecq.scoring.export import score_data
    from ecq.scoring.readiness import readiness
    from ecq.scoring.scorecard import score as scored

    assessment, rubric = load(options.file, options.lang)
    if options.rubric and options.rubric != rubric.id:
        rubric = rubric_catalogue.rubric(options.rubric)
    if options.json:
        card = scored(rubric, assessment)
        print_json(score_data(rubric, assessment, card, readiness(rubric, assessment, card)))
    else:
        print("\n".join(section_lines("score", rubric, assessment, options.lang, day_of(None))))
    return 0


def pairs(entries: list[str], form: str) -> list[tuple[str, str]]:
    """What was typed as NAME=VALUE. Raises AssessmentError naming the form wanted."""
    from ecq.base.errors import AssessmentError

    split = [entry.partition("=") for entry in entries]
    for entry, (name, equals, _) in zip(entries, split, strict=True):
        if not equals or not name.strip():
            raise AssessmentError(f"{entry!r} is not of the form {form}", f"{entry!r} 不是 {form} 这样的写法")
    return [(name.strip(), value) for name, _, value in split]


def _profile(rubric: Rubric, entries: list[str]) -> dict[str, str | tuple[str, ...]]:
    profile: dict[str, str | tuple[str, ...]] = {}
    for name, value in pairs(entries, "FACT=VALUE"):
        fact = rubric.facts.get(name)
        several = fact is not None and fact.kind == "many"
        profile[name] = tuple(part for part in value.split(",") if part) if several else value
    return profile


# fmt: off
COMMANDS = (
    Command("questions", Help("列出一份评价细则的题目，或一份自评按平台画像适用的题目。",
            "List the questions of a rubric, or of an assessment's profile."), questions, (
        argument("file", nargs="?", type=Path, metavar="FILE",
                 zh="自评文件，由其中的平台画像决定哪些题适用；- 是标准输入",
                 en="an assessment: its profile decides what applies; - is standard input"),
        RUBRIC,
        JSON,
    )),
    Command("new", Help("新建一份自评，写到文件。", "Begin an assessment and write it to a file."), new, (
        RUBRIC,
        output("FILE"),
        argument("--name", default="", metavar="NAME", zh="平台名称", en="the platform's name"),
        PROFILE,
        TARGET,
        FORCE,
    )),
    Command("answer", Help("在自评文件里记下回答；有一个不对，就一个也不记。",
            "Record answers in an assessment file; all of them or, if one is wrong, none."), answer, (
        FILE,
        argument("answers", nargs="*", metavar="QUESTION=VALUE",
                 zh="选项的 id；清单题写 a,b；数值题写数", en="an option's id, a,b for a checklist, or a number"),
        many("--evidence", metavar="QUESTION=TEXT", zh="手上的证据", en="evidence in hand"),
        many("--na", metavar="QUESTION=REASON", zh="不适用，以及理由", en="not applicable, and why"),
        many("--unsure", metavar="QUESTION", zh="标为待确认", en="mark as unsure"),
        PROFILE,
        TARGET,
    )),
    Command("score", Help("计算一份自评的得分。", "Score an assessment."), score, (FILE, OTHER_RUBRIC, JSON)),
    Command("move", Help("列出评价细则的现行版本对一份自评有什么影响；给了 -o，就把它换到现行版本。",
            "Say what the present version of its rubric changes for an assessment; with -o, move it over."), move, (
        FILE,
        output("OUT", zh="写到哪里，可以就是 FILE", en="where to write it; FILE itself is permitted", required=False),
        FORCE,
        JSON,
    )),
)
# fmt: on
