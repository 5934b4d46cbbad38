"""Assessments: list what is asked, begin one, answer, score.

What only one of them needs and takes long to load is imported where it is used: `ecq new` and `ecq answer` run often.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from ecq.assessment import changes
from ecq.assessment.changes import begin, valid
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.errors import AssessmentError
from ecq.base.language import words
from ecq.cli import files
from ecq.cli.command import STANDARD, Options
from ecq.cli.words import Help, in_language
from ecq.exchange import rubric_catalogue
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.export import questions_data, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.text.sentences import interval_words


def questions(options: Options) -> None:
    if options.file and options.rubric:
        raise AssessmentError("give either FILE or --rubric, not both", "FILE 和 --rubric 只能给一个")
    if options.file:
        assessment, rubric = files.load(options.file, options.lang)
    else:
        rubric = rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC)
        assessment = begin(rubric)
    card = scorecard(rubric, assessment)
    from ecq.cli.section_lines import question_lines

    files.print_either(options, questions_data(rubric, assessment, card), question_lines(rubric, card, options.lang))


def new(options: Options) -> None:
    rubric = rubric_catalogue.rubric(options.rubric or rubric_catalogue.DEFAULT_RUBRIC)
    files.must_be_free(options, ".json")
    assessment = begin(rubric, options.name, _profile(rubric, options.profile), options.target, files.now())
    files.write_assessment(options, assessment, f"{rubric.id} {rubric.version}")


def answer(options: Options) -> None:
    said = ""
    from ecq.telling.text.reactions import NotCounted, not_counted

    in_vain: list[NotCounted] = []

    def answered(assessment: Assessment) -> Assessment:
        nonlocal said
        rubric = files.rubric_for(assessment, options.file, options.lang, options.target)
        after = _answered(options, assessment, rubric, files.now())
        score = scorecard(rubric, after).score
        said = interval_words(score.low, score.high)
        typed = (*options.answers, *options.na, *options.evidence)
        in_vain[:] = not_counted(rubric, after, (pair.partition("=")[0] for pair in typed))
        return after

    files.change(options.file, options.lang, answered)
    if options.file != STANDARD:
        print(f"{options.file}: {said}")
    for one in in_vain:
        files.note(Help(f"{one.question}：{one.why.zh}", f"{one.question}: {one.why.en}"), options.lang)


def _answered(options: Options, assessment: Assessment, rubric: Rubric, at: str) -> Assessment:
    """The assessment with all that was typed. Raises AssessmentError for the first thing that cannot be taken."""
    if options.profile or options.target:
        profile = _profile(rubric, options.profile)
        assessment = changes.set_up(assessment, rubric, profile=profile, target=options.target, at=at)

    for one, value in pairs(options.answers, "QUESTION=VALUE"):
        assessment = valid(changes.answer(assessment, _question(rubric, one), value, at, exact=True), one)
    for one, reason in pairs(options.na, "QUESTION=REASON"):
        assessment = valid(changes.set_aside(assessment, _question(rubric, one), reason, at), one)
    for one in options.unsure:
        assessment = changes.mark_unsure(assessment, _question(rubric, one), at)
    for one, text in pairs(options.evidence, "QUESTION=TEXT"):
        assessment = valid(add_evidence(assessment, _question(rubric, one), text, at=at), one)
    return assessment


def _question(rubric: Rubric, question_id: str) -> Question:
    """The question of that id. Raises AssessmentError, naming the one that was probably meant."""
    if question_id in rubric.by_id:
        return rubric.by_id[question_id]
    near = next(iter(get_close_matches(question_id, rubric.order, 1)), None)
    raise AssessmentError(
        f"{question_id!r} is not a question of {rubric.id}; {f'did you mean {near}?' if near else 'see ecq questions'}",
        f"{rubric.id} 没有 {question_id!r} 这道题，{f'是不是 {near}？' if near else '题目见 ecq questions'}",
    )


def move(options: Options) -> None:
    from ecq.telling.moving.move import Move
    from ecq.telling.moving.move import move as moved
    from ecq.telling.moving.words import move_data, move_lines

    made: list[Move] = []

    def over(assessment: Assessment) -> Assessment:
        name = in_language(files.called(options.file), options.lang)
        new_rubric = rubric_catalogue.rubric_of_file(assessment.rubric.id, assessment.target, name)
        earlier = rubric_catalogue.earlier(assessment.rubric)
        made.append(moved(assessment, earlier, new_rubric, rubric_catalogue.changes(), files.now()))
        return made[-1].after

    out: Path | None = options.output
    in_place = out is not None and out != STANDARD and files.same_place(out, options.file)
    if out and not in_place:
        files.must_be_free(options, ".json")
    if in_place:
        files.change(options.file, options.lang, over)
    else:
        after = over(files.read_assessment(options.file, options.lang))
        if out:
            files.write(out, dump(after).encode(), quiet=True, new=not options.force)
    if out == STANDARD:
        return
    data = {**move_data(made[-1]), "file": str(out) if out else None}
    files.print_either(options, data, move_lines(made[-1], options.lang))


def score(options: Options) -> None:
    assessment, rubric = files.load(options.file, options.lang)
    if options.rubric and options.rubric != rubric.id:
        rubric = rubric_catalogue.rubric(options.rubric)
    print_score(options, rubric, assessment, {})


def print_score(options: Options, rubric: Rubric, assessment: Assessment, of: Mapping[str, object]) -> None:
    """Print score, readiness and what each indicator comes to; as JSON, after what says whose they are."""
    if options.json:
        card = scorecard(rubric, assessment)
        files.print_json({**of, **score_data(rubric, assessment, card, readiness(rubric, assessment, card))})
    else:
        from ecq.cli.section_lines import section_lines

        print("\n".join(section_lines("score", rubric, assessment, options.lang, files.day_of(None))))


def sample(options: Options) -> None:
    samples = {one.id: one for one in load_samples()}
    if options.id not in samples:
        known = ", ".join(samples)
        raise AssessmentError(
            f"there is no sample {options.id!r}; there are: {known}", f"没有示例 {options.id!r}；现有：{known}"
        )
    files.must_be_free(options, ".json")
    chosen = samples[options.id]
    rubric = rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC)
    made = demo_assessment(chosen, rubric, options.lang, files.now())
    files.write_assessment(options, made, words(chosen.title, options.lang))


def pairs(entries: list[str], form: str) -> list[tuple[str, str]]:
    """What was typed as NAME=VALUE. Raises AssessmentError naming the form wanted."""
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
