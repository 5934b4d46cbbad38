"""The questions that settle most come first, then a first verdict with its report; and the visitor's own pace."""

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.interview import words as words_of
from ecq.interview.flow import Interview, first_questions
from ecq.interview.reading_time import length, minutes_with, own_pace
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w


def after_the_first(shipped):
    made = begin(shipped, "青禾")
    for question_id in first_questions(shipped, made.profile):
        question = shipped.by_id[question_id]
        made = answer(made, question, question.lowest_answer, "2026-11-27T09:00:00+00:00", exact=True)
        assert isinstance(made, Assessment)
    return made


def test_after_them_stands_a_first_verdict_with_its_reasons_and_its_report_and_the_usual_order_goes_on(
    walk, store, shipped
):
    made = after_the_first(shipped)
    walker = walk(store.add(made).id, page="interview", order="first")
    assert walker.heading == walker.words(words_of.FIRST_DONE).format(verdict=walker.words(w.VERDICTS["not-ready"]))
    failed = score(shipped, made).gates_in("failed")
    assert shipped.by_id[failed[0].question].text.zh.rstrip("？") in walker.html
    assert [one.label for one in walker.app.get("download_button")] == [walker.words(words_of.FIRST_REPORT)]
    walker.press("go-on-by-chapter")
    assert walker.at == Interview(shipped, made).current()


def test_the_pace_is_what_the_middle_answer_took_beside_reading(shipped):
    asked = shipped.order[:7]
    reads = [length(shipped, [one]).seconds("zh") for one in asked]
    took = [(one, read + more) for one, read, more in zip(asked, reads, (10, 20, 30, 40, 50, 5000, 0), strict=True)]
    assert own_pace(shipped, took, "zh") == 20, "a pause of an hour is none of it"
    assert own_pace(shipped, took[:4], "zh") is None, "too few to tell"
    whole = length(shipped, shipped.order)
    assert minutes_with(whole, 100, 60, "zh") >= whole.minutes("zh") + 95
