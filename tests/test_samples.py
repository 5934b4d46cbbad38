"""The fictional platforms of the demo: complete, valid and in every language."""

import pytest

from ecq.assessment.file import dump, read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import RubricError
from ecq.base.language import LANGS
from ecq.interview.flow import Interview
from ecq.rubric.loading import load_rubric, rubric_home
from ecq.scoring.scorecard import score


@pytest.fixture(scope="module")
def samples():
    found = load_samples()
    assert found, f"there are no samples in {rubric_home() / 'samples'}: a demo has nothing to start with"
    return found


def test_every_sample_file_is_a_valid_sample(samples):
    files = sorted((rubric_home() / "samples").glob("*.yaml"))
    assert [sample.id for sample in samples] == [path.stem for path in files]


@pytest.mark.slow
def test_every_sample_is_valid_under_every_rubric_in_every_language(samples, library):
    for sample in samples:
        for rubric_id in library.layouts:
            rubric = load_rubric(rubric_id)
            for lang in LANGS:
                assessment = sample_assessment(sample, rubric, lang, at="2026-11-24T10:00:00+00:00")
                assert read(dump(assessment)) == assessment
                assert assessment.name


def test_every_answer_of_a_sample_is_valid_for_its_question(samples, shipped):
    for sample in samples:
        assert set(sample.responses) <= set(shipped.by_id), sample.id
        assessment = sample_assessment(sample, shipped, "zh")
        states = Interview(shipped, assessment).states
        for question_id, said in sample.responses.items():
            if question_id in states:
                assert states[question_id] == said.state, (sample.id, question_id)


def test_the_score_of_a_sample_does_not_depend_on_the_readers_language(samples, shipped):
    for sample in samples:
        cards = [score(shipped, sample_assessment(sample, shipped, lang)) for lang in LANGS]
        assert cards[0] == cards[1] == cards[2]


def test_the_samples_show_more_than_one_grade(samples, shipped):
    grades = {score(shipped, sample_assessment(sample, shipped, "zh")).grade.low.id for sample in samples}
    assert len(grades) > 1 or len(samples) == 1


def test_a_sample_profile_leaves_no_question_undecided(samples, shipped):
    for sample in samples:
        card = score(shipped, sample_assessment(sample, shipped, "zh"))
        assert not [q for q, one in card.questions.items() if one.state == "undecided"], sample.id


def test_a_broken_sample_is_reported_with_file_and_line(shipped_folder):
    (shipped_folder / "samples").mkdir(exist_ok=True)
    (shipped_folder / "samples" / "broken.yaml").write_text("id: broken\ntitle: {zh: 坏}\n", encoding="utf-8")
    with pytest.raises(RubricError, match=r"samples/broken\.yaml:2: title\.en: is missing"):
        load_samples(shipped_folder)
