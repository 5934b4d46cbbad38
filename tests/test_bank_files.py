"""What a bank must hold for a lawyer and a reader: `ecq check` says file, line and what to do where it does not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ecq.base.errors import RubricError
from ecq.checking.bank_files import check_bank
from ecq.cli import main
from ecq.rubric.kinds.base import HALF_A_DAY
from ecq.rubric.loading import Library, load_library, read_rubric
from tests.test_loading import spoil

LINE = '- {{source: shop-law, article: "{article}", binds: {binds}, duty: {{zh: 做这件事, en: Do this}}}}\n'
ARTICLES = {"1": "[operator, merchant]", "2": "operator", "3": "courier", "4": "[seller, operator]", "5": "nobody"}
RECEIPT = "{zh: 小店法第 2 条。, en: Art. 2 of the Shop Law.}"
REFUND = "{zh: 小店法第 4 条。, en: Art. 4 of the Shop Law.}"


@pytest.fixture
def bank(folder: Path) -> Path:
    """The teaching rubric, with a duty for each gate and a line for each article."""
    for reason, article in ((RECEIPT, "2"), (REFUND, "4")):
        spoil(folder, "bank/shop.yaml", reason, f'{reason}\n      duty: {{source: shop-law, article: "{article}"}}')
    (folder / "citations").mkdir()
    lines = [LINE.format(article=article, binds=bound) for article, bound in ARTICLES.items()]
    (folder / "citations" / "shop.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def problems_of(folder: Path):
    return check_bank(load_library(folder))


def only(folder: Path) -> str:
    problems = problems_of(folder)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return str(problems[0])


def test_a_bank_with_duties_and_lines_passes(bank):
    assert problems_of(bank) == ()
    assert main(["check", str(bank)]) == 0


def test_a_gate_without_its_duty_does_not_pass_the_check_but_still_scores(bank, capsys):
    spoil(bank, "bank/shop.yaml", '\n      duty: {source: shop-law, article: "2"}', "")
    line = spoil(bank, "bank/shop.yaml", "gate:", "gate:")
    assert only(bank).startswith(f"bank/shop.yaml:{line}: questions[receipt].gate: names no duty; add duty:")
    assert load_library(bank).rubric("teaching").by_id["receipt"].gate
    assert main(["check", str(bank)]) == 2
    assert f"bank/shop.yaml:{line}" in capsys.readouterr().err


@pytest.mark.parametrize("bound", ["merchant", "[courier, seller]", "nobody", "everyone"])
def test_a_gate_rests_on_an_article_that_binds_the_operator(bank, bound):
    spoil(bank, "citations/shop.yaml", 'article: "2", binds: operator', f'article: "2", binds: {bound}')
    said = only(bank)
    assert "questions[receipt].gate.duty: shop-law 2 binds" in said
    assert "take the gate out" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [("kind: law", "kind: standard"), ("kind: law", "kind: guidance"), ("state: in-force", "state: draft")],
)
def test_a_gate_rests_on_law_in_force(bank, old, new):
    spoil(bank, "sources.yaml", old, new)
    problems = problems_of(bank)
    assert len(problems) == 2
    assert all("name a law, regulation or rule in force" in str(one) for one in problems)


def test_the_article_of_a_duty_is_cited_by_its_question(bank):
    spoil(bank, "bank/shop.yaml", 'duty: {source: shop-law, article: "2"}', 'duty: {source: shop-law, article: "4"}')
    assert "shop-law 4 is not among the question's sources; cite it there" in only(bank)


def test_an_unknown_source_of_a_duty_is_reported_when_the_bank_is_loaded(bank):
    line = spoil(bank, "bank/shop.yaml", "duty: {source: shop-law", "duty: {source: shoe-law")
    with pytest.raises(RubricError, match=f"bank/shop.yaml:{line}: .*duty.source: 'shoe-law' is not in sources.yaml"):
        load_library(bank)


def test_every_cited_article_has_its_line(bank):
    line = spoil(bank, "bank/shop.yaml", 'articles: ["3"]', 'articles: ["3", "17"]')
    said = only(bank)
    assert said.startswith(
        f"bank/shop.yaml:{line}: questions[parcel-checks].sources[1].articles[2]: shop-law 17 has no line"
    )
    assert '- {source: shop-law, article: "17", binds: …' in said


def test_a_line_on_an_article_nobody_cites_is_reported(bank):
    path = bank / "citations" / "shop.yaml"
    path.write_text(path.read_text(encoding="utf-8") + LINE.format(article="9", binds="operator"), encoding="utf-8")
    assert only(bank).startswith("citations/shop.yaml:6: [6]: shop-law 9 is cited by no question")


def test_two_files_agree_on_who_an_article_binds(bank):
    (bank / "citations" / "other.yaml").write_text(LINE.format(article="5", binds="everyone"), encoding="utf-8")
    said = only(bank)
    assert (
        "citations/shop.yaml:5: [5].binds: shop-law 5 binds nobody here and everyone in citations/other.yaml:1" in said
    )


def test_the_line_beside_the_bank_file_is_the_one_shown(bank):
    other = LINE.format(article="5", binds="nobody").replace("Do this", "Elsewhere")
    (bank / "citations" / "another.yaml").write_text(other, encoding="utf-8")
    library: Library = load_library(bank)
    assert library.articles("bank/shop.yaml")["shop-law", "5"].duty.en == "Do this"
    assert library.articles("bank/another.yaml")["shop-law", "5"].duty.en == "Elsewhere"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("binds: nobody", "binds: everybody", "must be one of 'operator'"),
        ("binds: nobody", "binds: []", "needs at least 1 entries"),
        ('article: "5"', 'article: "4"', "shop-law 4 stands twice; keep one line"),
        ("shop-law", "shoe-law", "'shoe-law' is not in sources.yaml; add or correct it"),
        (", en: Do this}", "}", "is missing; add it"),
    ],
)
def test_a_mistake_in_a_line_is_reported_with_its_place(bank, old, new, words):
    line = spoil(bank, "citations/shop.yaml", old, new, nth=4 if old in ("shop-law", ", en: Do this}") else 0)
    with pytest.raises(RubricError) as caught:
        load_library(bank)
    assert str(caught.value.problems[0]).startswith(f"citations/shop.yaml:{line}: [5].")
    assert words in str(caught.value.problems[0])


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
    load_library.cache_clear()
    told = load_library(folder).rubric("teaching")
    efforts = {question.id: question.proof_days for question in told.questions}
    assert efforts.pop("receipt") == Fraction(9, 8)
    assert set(efforts.values()) == {Fraction(1, 4)}
    assert told.digest != digest
    assert read_rubric(told.canonical, "there") == told


@pytest.mark.parametrize("effort", ["-1", "0.0001", "1/3", "half"])
def test_an_effort_to_prove_has_at_most_three_decimals(folder, effort):
    line = spoil(folder, "bank/shop.yaml", "topic: shop", f"topic: shop\nproof_effort: {effort}")
    with pytest.raises(RubricError, match=rf"bank/shop.yaml:{line + 1}: proof_effort: "):
        load_library(folder)


def test_a_rubric_written_before_these_keys_reads_the_same(teaching):
    assert "duty" not in teaching.canonical
    assert "proof_effort" not in teaching.canonical
    assert read_rubric(teaching.canonical, "there").digest == teaching.digest
