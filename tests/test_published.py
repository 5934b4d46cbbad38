"""Published rubrics: a version that was handed out stays as it is and is kept, or `ecq check` says what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ecq.assessment.model import Response
from ecq.base.language import text
from ecq.cli import main
from ecq.rubric import loading
from ecq.rubric.loading import load_rubric, read_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.released import digest_lines, kept, published, release_name, released_question, released_rubrics
from ecq.telling.moving.move import earlier_answers
from tests import building as b
from tests.command import ecq

RUBRIC = "ladder"
Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def own(folder: Path) -> Path:
    """A folder of one small rubric with one version, 1, that was published."""
    for name in (
        "teaching.yaml",
        "capped.yaml",
        "bank/shop.yaml",
    ):  # what is left names no law, and is proved in no time
        (folder / name).unlink()
    (folder / "released").mkdir()
    (folder / "released/digests.txt").touch()
    assert main(["check", str(folder), "--keep"]) == 0
    return folder


@pytest.fixture
def checked(own: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """What `ecq check` says of the folder as it is now: its exit code and all it prints."""
    monkeypatch.setattr("ecq.base.arms_length.read", lambda function, *given, where: function(*given))

    def check(*more: str) -> tuple[int, str]:
        for remembered in (loading._library, load_rubric, published, released_rubrics):
            remembered.cache_clear()
        done = ecq("check", own, *more)
        return done.returncode, done.stdout + done.stderr

    return check


def raised(folder: Path, version: str) -> None:
    """The rubric with another version."""
    path = folder / f"{RUBRIC}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('version: "1"', f'version: "{version}"'), encoding="utf-8")


def reworded(folder: Path, pattern: str = "bank/*.yaml") -> None:
    """Another word in the first question, wherever it stands."""
    for path in folder.rglob(pattern):
        path.write_text(path.read_text(encoding="utf-8").replace("Is rung 1 ", "Was rung 1 "), encoding="utf-8")


def test_every_version_of_the_shipped_rubrics_is_kept_as_it_was_published(library):
    listed = published()
    assert listed == kept()
    assert {release_name(one) for one in map(library.rubric, library.layouts)} <= set(listed)
    for rubric in map(library.rubric, library.layouts):
        assert listed[release_name(rubric)] == rubric.digest
    folder = Path(__file__).parents[1] / "rubrics" / "released"
    for name, digest in listed.items():
        assert read_rubric((folder / f"{name}.json").read_bytes(), name).digest == digest


def test_a_version_that_is_raised_and_not_kept_fails_until_it_is_kept(own: Path, checked: Checked):
    assert checked()[0] == 0
    before = (own / "released" / f"{RUBRIC}-1.json").read_bytes()
    raised(own, "2")
    code, said = checked()
    assert code == 2
    assert f"released/{RUBRIC}-2.json: version 2 of {RUBRIC} is not kept; keep it with: ecq check --keep" in said
    code, said = checked("--keep")
    assert (code, f"released/{RUBRIC}-2.json: kept" in said) == (0, True)
    assert checked()[0] == 0
    assert (own / "released" / f"{RUBRIC}-1.json").read_bytes() == before
    assert checked("--keep", "--json") == (0, checked("--json")[1]), "there is nothing more to keep"


def test_what_is_kept_is_said_in_json_and_its_digests_can_be_checked_without_ecq(own: Path, checked: Checked):
    raised(own, "2")
    assert json.loads(checked("--keep", "--json")[1])["kept"] == [f"{RUBRIC}-2"]
    sums = [shutil.which("sha256sum") or pytest.skip("sha256sum is not installed"), "-c", "digests.txt"]
    assert subprocess.run(sums, cwd=own / "released", capture_output=True, check=False).returncode == 0


def test_a_published_rubric_that_is_edited_under_the_same_version_fails(own: Path, checked: Checked):
    digests = own / "released" / "digests.txt"
    before = digests.read_bytes()
    reworded(own)
    code, said = checked()
    assert code == 2
    assert "says something else now than version" in said
    assert "raise its version and keep that with: ecq check --keep" in said
    code, said = checked("--keep")
    assert (code, "was kept with other content" in said) == (2, True)
    assert digests.read_bytes() == before
    assert checked("--keep", "--force")[0] == 0
    assert checked()[0] == 0
    assert digests.read_bytes() == digest_lines(kept(own))


def test_a_word_exchanged_in_all_files_at_once_fails(own: Path, checked: Checked):
    reworded(own)
    reworded(own, "released/*.json")
    code, said = checked()
    assert code == 2
    assert "has another digest than in digests.txt; get it back" in said


def test_a_kept_version_that_is_gone_strange_or_not_listed_fails(own: Path, checked: Checked):
    folder = own / "released"
    (folder / f"{RUBRIC}-1.json").rename(folder / f"{RUBRIC}-0.json")
    code, said = checked()
    assert code == 2
    assert f"{RUBRIC}-1.json: is in digests.txt, but not there" in said
    assert f"{RUBRIC}-0.json: is not in digests.txt" in said
    (folder / "digests.txt").write_text("no digest\n", encoding="utf-8")
    code, said = checked()
    assert (code, "released/digests.txt:1: is no line as sha256sum writes it" in said) == (2, True)


def test_of_a_folder_that_publishes_nothing_nothing_need_be_kept(own: Path, checked: Checked):
    shutil.rmtree(own / "released")
    assert checked()[0] == 0
    assert checked("--keep")[0] == 0
    assert (own / "released/digests.txt").read_bytes()


def test_an_answer_is_shown_in_the_words_of_the_version_it_was_given_under(monkeypatch: pytest.MonkeyPatch):
    """Also where a later version, which is kept too, still asks the question without that option."""

    def version(number: str, title: str) -> Rubric:
        made = b.rubric([b.level("asked", (b.F(0), b.F(1)))])
        question = made.questions[0].model_copy(update={"text": text(title, title)})
        layout = made.layout.model_copy(update={"version": number})
        return made.model_copy(update={"layout": layout, "questions": (question,)})

    old, new, newest = version("1.9.0", "old"), version("1.10.0", "new"), version("1.11.0", "newest")
    monkeypatch.setattr("ecq.rubric.released.released_rubrics", lambda folder=None: (newest, new, old))
    assert released_question("asked", old.id, "1.9.0").text.en == "old"
    assert released_question("asked", old.id).text.en == "newest"
    held = b.answered(newest, {}).model_copy(
        update={"responses": {"asked@1.9.0": Response(state="answered", value="o1")}}
    )
    assert [one.title("en") for one in earlier_answers(held, newest)] == ["old"]
