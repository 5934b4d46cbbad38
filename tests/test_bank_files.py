"""What a bank must hold for a lawyer and a reader: `ecq check` says file, line and what to do where it does not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ecq.base.errors import RubricError
from ecq.checking.bank_files import check_bank
from ecq.cli import main
from ecq.rubric import loading
from ecq.rubric.kinds.base import HALF_A_DAY
from ecq.rubric.loading import load_library, read_rubric
from ecq.telling.text.sentences import place_words
from tests.test_loading import spoil

LAW = """id: shop-law
title: {zh: 小店法, en: Shop Law}
short: {zh: 小店法, en: Shop Law}
issuer: {zh: 教学用, en: For teaching}
number: 教学用
kind: law
status: working
official: https://example.org
checked_on: "2026-11-24"
versions:
  - since: "2020-01-01"
    digests: {1: aa, 2: bb, 3: cc, 4: dd, 5: ee}
articles:
  "1": {binds: [operator, merchant], asks: {zh: 做这件事, en: Do this}}
  "2": {binds: operator, punished_by: ["5"], asks: {zh: 给小票, en: Give a receipt}}
  "3": {binds: courier, asks: {zh: 检查包裹, en: Check parcels}}
  "4": {binds: [seller, operator], asks: {zh: "违反的依{shop-law:5}", en: "Breach falls under {shop-law:5}"}}
  "5": {binds: nobody, asks: {zh: 罚则, en: Penalty}}
"""
FILE = "law/shop-law.yaml"


@pytest.fixture
def bank(folder: Path) -> Path:
    """The teaching rubric, with a duty for each gate and its law by article."""
    for number in ("2", "4"):
        old = f"{{zh: 小店法第 {number} 条。, en: Art. {number} of the Shop Law.}}"
        new = f'{{zh: "{{shop-law:{number}}}。", en: "{{shop-law:{number}}}."}}\n      duty: {{source: shop-law, article: "{number}"}}'
        spoil(folder, "bank/shop.yaml", old, new)
    (folder / "sources.yaml").write_text("sources: []", encoding="utf-8")
    (folder / "law").mkdir()
    (folder / FILE).write_text(LAW, encoding="utf-8")
    return folder


def problems_of(folder: Path):
    return check_bank(load_library(folder), "2026-11-28")


def only(folder: Path) -> str:
    problems = problems_of(folder)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return str(problems[0])


def test_a_bank_with_duties_and_a_register_passes(bank):
    assert problems_of(bank) == ()
    assert main(["check", str(bank)]) == 0


def test_articles_in_sentences_are_written_out_in_the_readers_language(bank):
    library = load_library(bank)
    reason = library.questions["receipt"].gate.reason
    assert (reason.zh, reason.en) == ("小店法第 2 条。", "Article 2 of the Shop Law.")
    assert library.laws["shop-law"].articles["4"].asks.en == "Breach falls under Article 5"
    assert library.rubric("teaching").source_by_id["shop-law"].in_force_since == "2020-01-01"


def test_a_gate_without_its_duty_does_not_pass_the_check_but_still_scores(bank, capsys):
    spoil(bank, "bank/shop.yaml", '\n      duty: {source: shop-law, article: "2"}', "")
    line = spoil(bank, "bank/shop.yaml", "gate:", "gate:")
    assert str(problems_of(bank)[0]).startswith(
        f"bank/shop.yaml:{line}: questions[receipt].gate: names no duty; add duty:"
    )
    assert load_library(bank).rubric("teaching").by_id["receipt"].gate
    assert main(["check", str(bank)]) == 2
    assert f"bank/shop.yaml:{line}" in capsys.readouterr().err


GATE = "questions[receipt].gate.duty: "


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (FILE, '"2": {binds: operator,', '"2": {binds: merchant,', GATE + "shop-law 2 binds merchant by the register"),
        (FILE, '"2": {binds: operator,', '"2": {read: false, binds: operator,', GATE + "shop-law 2 was not read"),
        (FILE, "kind: law", "kind: rule", GATE + "shop-law 2 is of a department rule, and no law punishes"),
        (FILE, "kind: law", "kind: standard", GATE + "shop-law 2 is of a source of kind standard"),
        (FILE, 'since: "2020-01-01"', 'since: "2020-01-01"\n    until: "2026-01-01"', "state superseded"),
        ("bank/shop.yaml", 'article: "2"}', 'article: "1"}', "shop-law 1 is not among the question's sources"),
        ("bank/shop.yaml", 'articles: ["3"]', 'articles: ["3", "17"]', "[2]: shop-law 17 is not in the register; add it"),
        (FILE, 'since: "2020-01-01"', 'since: "2027-01-01"', "is in force from 2027-01-01 only; add it on that day"),
        (FILE, '"5"]', '"9"]', "punished_by[1]: shop-law 9 is not in the register"),
        (FILE, "articles:\n", 'articles:\n  "9": {binds: everyone, asks: {zh: 做, en: Do}}\n', "shop-law 9 is cited by nothing"),
        (FILE, "articles:\n", 'articles:\n  "9": {binds: operator, punished_by: ["5"], asks: {zh: 做, en: Do}}\n', "no gate"),
        (FILE, '"2": {', '"2": {ungated: future, ', "shop-law 2 says why it has no gate, but is the duty of one"),
        (FILE, '"3": {', '"3": {until: "2025-12-31", ', "shop-law 3 was in force until 2025-12-31 only"),
        (FILE, "zh: 罚则", "zh: 第 3 条的罚则", "has the number of an article in a sentence ('第 3 条')"),
        (FILE, "en: Penalty", "en: Penalty of Article 3", "has the number of an article in a sentence ('Article 3')"),
        ("bank/shop.yaml", 'zh: "{shop-law:2}', 'zh: "{shop-law:1}', "names shop-law 1, which the question does not cite"),
        (FILE, 'under {shop-law:5}"', 'under {shop-law:3}"', "names other articles in one language than in the other"),
    ],
)  # fmt: skip
def test_what_a_lawyer_would_strike_out_is_reported(bank, file, old, new, said):
    spoil(bank, file, old, new)
    assert said in "\n".join(map(str, problems_of(bank)))


def test_an_article_is_told_once(bank):
    (bank / "law" / "other.yaml").write_text(LAW, encoding="utf-8")
    assert "articles.1: shop-law 1 is told in law/other.yaml too" in "\n".join(map(str, problems_of(bank)))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (FILE, "binds: nobody", "binds: everybody", "must be one of 'operator'"),
        (FILE, "binds: nobody", "binds: []", "needs at least 1 entries"),
        (FILE, '"5": {', '"5(x)": {', "must name an article such as 81"),
        (FILE, ", en: Penalty}", "}", "is missing; add it"),
        (FILE, 'since: "2020-01-01"', 'since: "soon"', "must be a day such as 2026-02-01"),
        (
            "bank/shop.yaml",
            "duty: {source: shop-law",
            "duty: {source: shoe-law",
            "'shoe-law' is neither in law/ nor in",
        ),
    ],
)
def test_a_mistake_in_the_register_is_reported_when_the_bank_is_loaded(bank, file, old, new, said):
    spoil(bank, file, old, new)
    with pytest.raises(RubricError) as caught:
        load_library(bank)
    assert said in str(caught.value.problems[0])
    assert file in str(caught.value.problems[0])


def test_renumbering_is_one_edit(bank):
    spoil(bank, FILE, "    digests:", '    numbers: {2: "7"}\n    digests:')
    spoil(bank, FILE, "2: bb,", "7: bb,")
    library = load_library(bank)
    assert library.questions["receipt"].gate.reason.en == "Article 7 of the Shop Law."
    rubric = library.rubric("teaching")
    assert place_words(rubric, rubric.by_id["receipt"].sources[0], "zh") == "《小店法》第 7 条"
    assert problems_of(bank) == ()


def test_a_gate_of_items_needs_all_of_them_and_a_duty_for_each(bank):
    gate = """    gate: {pass: "4", reason: {zh: 都要查。, en: All are due.}, duty: {source: shop-law, article: "1"}}
    applies: {fact: delivers"""
    spoil(bank, "bank/shop.yaml", "    applies: {fact: delivers", gate)
    spoil(bank, "bank/shop.yaml", 'articles: ["3"]', 'articles: ["1", "3"]')
    spoil(bank, "bank/shop.yaml", "{id: address,", '{id: address, duty: {source: shop-law, article: "1"},')
    said = [str(one) for one in problems_of(bank)]
    assert len(said) == 3
    assert all("is an item of a gate and names no duty" in one for one in said)
    question = load_library(bank).questions["parcel-checks"]
    assert question.fails_gate(("address", "goods", "packing"))
    assert not question.fails_gate(("address", "goods", "packing", "weight"))


@pytest.mark.parametrize(
    ("lang", "head"),
    [
        *[("zh", one) for one in ("另外", "并且", "在此之上", "以上都", "同时", "除此之外", "此外")],
        *[("en", one) for one in ("Also, ", "In addition ", "Additionally ", "Moreover ", "All of the above and ")],
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        {"zh": "写在门口", "en": "Posted at the door"},
        {"zh": "地址", "en": "Address"},
        {"zh": "没有统计过", "en": "Never measured"},
    ],
)
def test_an_answer_that_refers_to_its_neighbours_is_reported(bank, lang, head, answer):
    old = f"{{zh: {answer['zh']}, en: {answer['en']}}}"
    new = old.replace(answer[lang], f'"{head}{answer[lang]}"')
    line = spoil(bank, "bank/shop.yaml", old, new)
    assert f"bank/shop.yaml:{line}: " in only(bank)
    assert f".{lang}: begins with" in only(bank)


@pytest.mark.parametrize("head", ["All parcels are", "Alsovar paper", "So also"])
def test_an_answer_that_reads_alone_is_not_reported(bank, head):
    spoil(bank, "bank/shop.yaml", "en: Posted at the door", f"en: {head} posted")
    assert problems_of(bank) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("zh: 法律要求。", "zh: 审核员会先看小票。"),
        ("zh: 法律要求。", "zh: 审核会当场抽查。"),
        ("zh: 法律要求。", "zh: 评审员要看原件。"),
        ("en: The law demands it.", "en: An auditor will ask for it."),
        ("en: Receipt", "en: Receipt auditors want"),
        ("en: Buy a printer.", "en: Buy what auditors look at."),
    ],
)
def test_a_sentence_predicting_what_auditors_do_is_reported(bank, old, new):
    line = spoil(bank, "bank/shop.yaml", old, new)
    assert f"bank/shop.yaml:{line}: " in only(bank)
    assert "what an auditor does is not public" in only(bank)


def test_mentioning_audit_meetings_and_papers_is_not_reported_as_a_prediction(bank):
    spoil(bank, "bank/shop.yaml", "zh: 小票, en: Receipt", "zh: 审核会议纪要, en: Engagement papers of the auditors")
    assert problems_of(bank) == ()


# Effort to prove


def test_a_question_takes_half_a_day_to_prove_unless_it_or_its_file_says_otherwise(folder):
    plain = load_library(folder).rubric("teaching")
    assert {question.proof_days for question in plain.questions} == {HALF_A_DAY}
    digest = plain.digest
    spoil(folder, "bank/shop.yaml", "topic: shop", "topic: shop\nproof_effort: 0.25")
    spoil(folder, "bank/shop.yaml", "    kind: yes_no", "    kind: yes_no\n    proof_effort: 1.125")
    loading._library.cache_clear()
    told = load_library(folder).rubric("teaching")
    efforts = {question.id: question.proof_days for question in told.questions}
    assert efforts.pop("receipt") == Fraction(9, 8)
    assert set(efforts.values()) == {Fraction(1, 4)}
    assert told.digest != digest
    assert read_rubric(told.canonical, "there") == told


def test_a_rubric_written_before_these_keys_reads_the_same(teaching):
    assert "duty" not in teaching.canonical
    assert "proof_effort" not in teaching.canonical
    assert read_rubric(teaching.canonical, "there").digest == teaching.digest
