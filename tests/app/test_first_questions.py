"""The questions that settle most come first, then a first verdict with its report; and the visitor's own pace."""

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.interview import words as words_of
from ecq.interview.flow import Interview, first_questions
from ecq.interview.reading_time import length, minutes_with, own_pace
from ecq.scoring.scorecard import score
from ecq.telling.plan import asked as asked_words
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
    assert w.EVIDENCED_SCORE.zh in str(walker.conversation)
    assert w.ALL_EVIDENCED.zh not in str(walker.conversation), "no answer earns anything, so none has evidence"
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


def heard(walker):
    return next((one["reply"] for one in walker.conversation["below"] if one["kind"] == "heard"), "")


def test_at_the_first_verdict_one_asks_tells_more_and_goes_on_in_words(walk, store, shipped):
    made = after_the_first(shipped)
    walker = walk(store.add(made).id, page="interview", order="first")
    assert walker.at is None
    assert walker.conversation["asks"]
    walker.type("先改什么？")
    failed = score(shipped, made).gates_in("failed")
    assert shipped.by_id[failed[0].question].text.zh.rstrip("？") in heard(walker)
    walker.type("今天天气不错")
    assert asked_words.CANNOT.zh in heard(walker)

    walker.type("网络日志留存六个月。首页、商品页和订单页都有客服入口，早九点到晚九点有人。")
    [told] = [one for one in walker.conversation["below"] if one["kind"] == "cards"]
    assert "听到" in heard(walker)
    assert walker.assessment == made, "nothing counts before it is accepted"
    [card] = [one for one in told["cards"] if one["title"] == shipped.by_id["network-log-retention"].text.zh]
    walker.send({"do": "accept", "question": None, "value": card["id"]})
    assert walker.at is None
    assert walker.assessment.responses["network-log-retention"].value == "6"
    walker.type("撤销")
    assert walker.assessment.responses == made.responses

    walker.session.question = None
    walker.run()
    walker.type("去网络日志")
    assert walker.at == "network-log-retention"


def test_next_typed_at_the_first_verdict_goes_on_by_chapter(walk, store, shipped):
    made = after_the_first(shipped)
    walker = walk(store.add(made).id, "en", page="interview", order="first")
    walker.type("next")
    assert walker.at == Interview(shipped, made).current()
