"""Files become a rubric, or every problem is named at once with its file and line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from ecq.base.errors import RubricError
from ecq.rubric import loading
from ecq.rubric.loading import load_library, load_rubric, read_yaml

LIBYAML = [pytest.param(yaml.CSafeLoader, id="libyaml")] if hasattr(yaml, "CSafeLoader") else []
LOADERS = [pytest.param(yaml.SafeLoader, id="pure-python", marks=[pytest.mark.long] * len(LIBYAML)), *LIBYAML]
"""PyYAML brings libyaml wherever it is installed from a wheel."""


def spoil(folder: Path, file: str, old: str, new: str, nth: int = 0) -> int:
    """Put a mistake into a file; the line (from 1) where it now stands."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    at = -1
    for _ in range(nth + 1):
        at = text.index(old, at + 1)
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    return text.count("\n", 0, at) + 1


def problems(folder: Path):
    with pytest.raises(RubricError) as caught:
        load_library(folder)
    return caught.value.problems


def only(folder: Path):
    found = problems(folder)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


MISTAKES = [
    ("bank/shop.yaml", "core: true", "core: yes", "must be true or false"),
    ("bank/shop.yaml", "core: true", 'core: "true"', "must be true or false"),
    ("bank/shop.yaml", "credit: 0.5", "credit: 1.5", "credits must rise"),
    ("bank/shop.yaml", "kind: checklist", "kind: list", "kind must be one of level, yes_no, checklist, measure"),
    ("bank/shop.yaml", "better: lower", "better: less", "must be one of 'higher' or 'lower'"),
    ("bank/shop.yaml", "effort: 0.5", "effort: a bit", "is not an exact number; write it like"),
    ("bank/shop.yaml", "most: 365", "most: 1e3", "is not an exact number"),
    ("bank/shop.yaml", "id: receipt", "id: Receipt", "must be lower-case letters, digits and single hyphens"),
    ("bank/shop.yaml", 'is: ["yes"]', "is: [maybe]", "'maybe' is not an option of delivers; there are: no, yes"),
    ("bank/shop.yaml", "{fact: delivers", "{fact: delivery", "'delivery' is not a fact of profile.yaml"),
    ("bank/shop.yaml", "source: shop-law", "source: shop-laws", "'shop-laws' is neither in law/ nor in sources.yaml"),
    ("bank/shop.yaml", "core: true", "weight: 3", "is not a key ECQ knows here; correct or remove it"),
    ("bank/shop.yaml", "topic: shop", "topic: 5 shops", "must be lower-case"),
    ("bank/ladder.yaml", "effort: 1,", "effort: half,", "is not an exact number"),
    ("sources.yaml", "kind: law", "kind: custom", "must be one of"),
    ("profile.yaml", "kind: one", "kind: single", "must be one of 'one' or 'many'"),
    ("teaching.yaml", "question: receipt", "question: reciept", "'reciept' is not a question of the bank"),
    ("teaching.yaml", "question: receipt", "question: opening-hours", "placed twice; a question counts once"),
    ("teaching.yaml", "from: 70", "from: 80", "bands must rise"),
    ("teaching.yaml", "points: 60", "points: 59", "points add up to 99, but must be 100"),
    ("teaching.yaml", "id: teaching", "id: ladder", "used by another file too"),
    ("teaching.yaml", "id: refunds", "id: parcels", "'parcels' is used more than once"),
    ("ladder.yaml", "standard: shop-law", "standard: no-law", "'no-law' is neither in law/ nor in sources.yaml"),
    ("ladder.yaml", "source: shop-law", "source: no-law", "'no-law' is neither in law/ nor in sources.yaml"),
    ("ladder.yaml", "stars: 0", "stars: none", "is not an exact number"),
    ("ladder.yaml", "points: 9.99", "points: 9.98", "points add up to 99.99, but must be 100"),
    ("capped.yaml", "state: current", "state: newest", "must be one of"),
    ("capped.yaml", "gate_cap: two-star", "gate_kap: two-star", "is not a key ECQ knows"),
]
OF_A_WHOLE = ("points: 60", "points: 9.99", "credit: 0.5", "kind: checklist", "from: 70")
"""What is wrong with several parts together is reported where they begin."""
ALONE = ("core: yes", "id: ladder", "id: parcels", "source: no-law")
"""Mistakes that raise no other alarm."""


@pytest.mark.parametrize(("file", "old", "new", "words"), MISTAKES)
def test_a_mistake_is_reported_with_its_own_file_and_line(folder, file, old, new, words):
    line = spoil(folder, file, old, new)
    found = problems(folder)
    hits = [problem for problem in found if problem.file == file and words in problem.message]
    assert (hits[0].line <= line) if old in OF_A_WHOLE else [problem.line for problem in hits] == [line], "\n".join(
        map(str, found)
    )
    if "kind: list" in new:
        assert hits[0].where == "questions[parcel-checks]"
    if new in ALONE:
        assert len(found) == 1, "\n".join(map(str, found))


def test_all_mistakes_of_a_folder_are_reported_at_once_with_file_and_line(folder):
    made = [
        one
        for one in MISTAKES
        if one[2] in ("credit: 1.5", "core: yes", "kind: list", "half", "from: 80", "state: newest")
    ]
    for file, old, new, _ in made:
        spoil(folder, file, old, new)
    found = problems(folder)
    for problem in found:
        assert (folder / problem.file).is_file()
        assert str(problem).startswith(f"{problem.file}:{problem.line}: ")
    for file, _, _, words in made:
        assert any(words in problem.message for problem in found if problem.file == file), (file, words)


@pytest.mark.parametrize("missing", ["zh: 打电话才知道, ", ", en: On request"])
def test_a_missing_language_is_reported_with_the_text_that_lacks_it(folder, missing):
    line = spoil(folder, "bank/shop.yaml", missing, "")
    found = [problem for problem in problems(folder) if problem.message == "is missing; add it"]
    assert [(problem.file, problem.line) for problem in found] == [("bank/shop.yaml", line)]
    language = "zh" if "zh" in missing else "en"
    assert found[0].where == f"questions[opening-hours].options[on-request].text.{language}"


def test_points_that_do_not_add_up_name_the_node_and_both_sums(folder):
    spoil(folder, "teaching.yaml", "points: 20\n", "points: 19\n")
    found = problems(folder)
    assert {problem.message for problem in found} >= {"points add up to 59, but must be 60"}
    assert all(problem.file == "teaching.yaml" and problem.line for problem in found)


def test_a_duplicate_question_id_names_both_files(folder):
    line = spoil(folder, "bank/shop.yaml", "id: receipt", "id: seventy")
    found = [problem for problem in problems(folder) if "used in" in problem.message]
    assert [(problem.file, problem.line) for problem in found] == [("bank/shop.yaml", line)]
    assert "bank/ladder.yaml" in found[0].message


# The YAML that is read


@pytest.fixture(params=LOADERS)
def loader(request, monkeypatch):
    monkeypatch.setattr(loading, "_Loader", request.param)
    return request.param


def read(tmp_path: Path, text: str | bytes):
    path = tmp_path / "one.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "one.yaml")


def test_both_yaml_loaders_read_the_same_rubric(loader, folder):
    rubric = load_rubric("teaching", folder)
    assert rubric.digest == load_rubric("teaching", Path(__file__).parent / "cases" / "rubric").digest
    assert rubric.by_id["receipt"].core is True
    assert rubric.by_id["opening-hours"].core is False


def test_plain_scalars_are_read_alike_by_both_loaders(loader, tmp_path):
    document = read(tmp_path, 'a: true\nb: "true"\nc: false\nd: ~\ne:\nf: yes\ng: 0.9\nh: null\ni: 2026-11-24\n')
    assert document.data == {
        "a": True,
        "b": "true",
        "c": False,
        "d": None,
        "e": None,
        "f": "yes",
        "g": "0.9",
        "h": None,
        "i": "2026-11-24",
    }


def test_nine_tenths_stays_nine_tenths(loader, folder):
    spoil(folder, "bank/shop.yaml", "credit: 0.5", "credit: 0.9")
    assert load_rubric("teaching", folder).by_id["opening-hours"].options[1].credit == Fraction(9, 10)


def test_a_duplicate_key_is_reported_at_the_second(loader, tmp_path):
    document = read(tmp_path, "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    assert [(problem.line, problem.message) for problem in document.problems] == [(5, "'c' stands twice; keep one")]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x {b: 1}\nc: *x\n",
        "a: &x [1, 2]\nc: *x\n",
        "a: &x [*x]\n",
        "a: &x one\nc: *x\n",
    ],
)
def test_aliases_are_refused_so_that_what_is_read_is_what_is_written(loader, tmp_path, text):
    assert [problem.message for problem in read(tmp_path, text).problems] == [
        "anchors and aliases are not used here; write it out"
    ]


def test_an_alias_bomb_is_refused_at_once(loader, tmp_path):
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert read(tmp_path, bomb).problems


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is empty"),
        (b"# nothing but a comment\n", "is empty"),
        ("名字: 小店".encode("gb18030"), "is not UTF-8 text; save it as UTF-8"),
        (b"a: [1, 2\nb: 3\n", "is not valid YAML"),
        (b"a: 1\n---\nb: 2\n", "is not valid YAML"),
        (b"\ta: 1\n", "is not valid YAML"),
        (b"a: 1\n b: 2\n", "is not valid YAML"),
        (b"a: '\x07'\n", "not allow|not valid"),
        (b"- a\n" * 2_000_000, "holds more than a rubric can"),
        (b"- a\n" * 100_001, "holds more than a rubric can"),
        (b"a: " + b"[" * 900 + b"]" * 900, "is nested deeper than 100 levels"),
        (b"- " * 900 + b"a", "is nested deeper than 100 levels"),
        (b"[" * 90_000, "is nested deeper|not valid"),
    ],
)
def test_a_file_that_is_no_yaml_gives_one_problem(loader, tmp_path, text, words):
    found = read(tmp_path, text).problems
    assert len(found) == 1
    assert any(part in str(found[0]) for part in words.split("|"))
    assert "\n" not in str(found[0])


def test_a_file_saved_by_a_windows_editor_is_read(loader, tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: two\r\n").data == {"a": "1", "b": "two"}


def test_python_tags_are_plain_text_and_never_run(loader, tmp_path):
    document = read(tmp_path, "a: !!python/object/apply:os.getcwd []\n")
    assert document.data == {"a": []}


# Folders


def test_a_missing_profile_and_missing_sources_are_reported(tmp_path):
    found = problems(tmp_path)
    assert sorted(problem.file for problem in found) == ["profile.yaml", "sources.yaml"]
    assert all("cannot be read" in problem.message for problem in found)


def test_an_unknown_rubric_is_reported_with_the_available_ones(folder):
    with pytest.raises(RubricError, match="no rubric of this id; there are: capped, ladder, teaching"):
        load_rubric("sqe-1999", folder)


def test_a_loaded_rubric_holds_the_sources_it_cites_and_where_its_efforts_come_from(folder):
    rubric = load_rubric("teaching", folder)
    assert [source.id for source in rubric.sources] == ["shop-law"]
    assert rubric.source_by_id["shop-law"].title.en == "Shop Law"
    assert [text.en for text in rubric.efforts] == ["Numbers for teaching."]
