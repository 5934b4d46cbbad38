"""Published rubrics: a version that was handed out stays as it is and is kept, or `ecq check` says what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ecq.assessment.model import Response
from ecq.base.language import text
from ecq.rubric.loading import load_rubric, read_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.released import digest_lines, kept, published, release_name, released_question
from ecq.telling.moving.earlier import earlier_answers
from tests import building as b

RUBRIC = "gbt31526-2025"
Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def checked(shipped_folder: Path) -> Checked:
    """What `ecq check` says of the copy: its exit code and all it prints."""

    def check(*more: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "ecq.cli", "check", str(shipped_folder), *more]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
        return done.returncode, done.stdout + done.stderr

    return check


def raised(folder: Path, version: str) -> Path:
    """The copy with another version of a rubric, and another question in it."""
    path = folder / f"{RUBRIC}.yaml"
    told = path.read_text(encoding="utf-8")
    now = load_rubric(RUBRIC).version
    path.write_text(told.replace(f"version: {now}", f"version: {version}"), encoding="utf-8")
    return path


def reworded(folder: Path, pattern: str = "bank/*.yaml") -> None:
    """Another word in the first question, wherever it stands."""
    old = load_rubric(RUBRIC).questions[0].text.en
    for path in folder.rglob(pattern):
        told = path.read_text(encoding="utf-8")
        path.write_text(told.replace(old, old.replace("the", "any", 1)), encoding="utf-8")


def test_every_version_of_the_shipped_rubrics_is_kept_as_it_was_published(library):
    listed = published()
    assert listed == kept()
    assert {release_name(one) for one in map(library.rubric, library.layouts)} <= set(listed)
    for rubric in map(library.rubric, library.layouts):
        assert listed[release_name(rubric)] == rubric.digest
    folder = Path(__file__).parents[1] / "rubrics" / "released"
    for name, digest in listed.items():
        assert read_rubric((folder / f"{name}.json").read_bytes(), name).digest == digest


@pytest.mark.slow
def test_a_version_that_is_raised_and_not_kept_fails_until_it_is_kept(shipped_folder: Path, checked: Checked):
    assert checked()[0] == 0
    raised(shipped_folder, "9.0.0")
    code, said = checked()
    assert code == 2
    assert (
        f"released/{RUBRIC}-9.0.0.json: version 9.0.0 of {RUBRIC} is not kept; keep it with: ecq check --keep" in said
    )
    code, said = checked("--keep")
    assert (code, f"released/{RUBRIC}-9.0.0.json: kept" in said) == (0, True)
    assert checked()[0] == 0
    before = load_rubric(RUBRIC)
    assert (shipped_folder / "released" / f"{release_name(before)}.json").read_text("utf-8") == before.canonical
    assert checked("--keep", "--json") == (0, checked("--json")[1]), "there is nothing more to keep"


@pytest.mark.slow
def test_the_list_of_digests_can_be_checked_without_ecq(shipped_folder: Path, checked: Checked):
    raised(shipped_folder, "9.0.0")
    assert checked("--keep")[0] == 0
    sums = [shutil.which("sha256sum") or pytest.skip("sha256sum is not installed"), "-c", "digests.txt"]
    assert subprocess.run(sums, cwd=shipped_folder / "released", capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_a_published_rubric_that_is_edited_under_the_same_version_fails(shipped_folder: Path, checked: Checked):
    reworded(shipped_folder)
    code, said = checked()
    assert code == 2
    assert "says something else now than version" in said
    assert "raise its version and keep that with: ecq check --keep" in said
    code, said = checked("--keep")
    assert (code, "was kept with other content" in said) == (2, True)
    assert (shipped_folder / "released" / "digests.txt").read_bytes() == digest_lines(published())
    assert checked("--keep", "--force")[0] == 0
    assert checked()[0] == 0


@pytest.mark.slow
def test_a_word_exchanged_in_all_files_at_once_fails(shipped_folder: Path, checked: Checked):
    reworded(shipped_folder)
    reworded(shipped_folder, "released/*.json")
    code, said = checked()
    assert code == 2
    assert "has another digest than in digests.txt; get it back" in said


@pytest.mark.slow
def test_a_kept_version_that_is_gone_strange_or_not_listed_fails(shipped_folder: Path, checked: Checked):
    folder = shipped_folder / "released"
    first = folder / f"{RUBRIC}-1.0.0.json"
    first.rename(folder / f"{RUBRIC}-0.9.0.json")
    code, said = checked()
    assert code == 2
    assert f"{first.name}: is in digests.txt, but not there" in said
    assert f"{RUBRIC}-0.9.0.json: is not in digests.txt" in said
    (folder / "digests.txt").write_text("no digest\n", encoding="utf-8")
    code, said = checked()
    assert (code, "released/digests.txt:1: is no line as sha256sum writes it" in said) == (2, True)


@pytest.mark.slow
def test_of_a_folder_that_publishes_nothing_nothing_need_be_kept(shipped_folder: Path, checked: Checked):
    shutil.rmtree(shipped_folder / "released")
    assert checked()[0] == 0
    assert checked("--keep")[0] == 0
    assert published(shipped_folder)


@pytest.mark.slow
def test_the_command_for_the_check_says_in_json_what_was_kept(shipped_folder: Path, checked: Checked):
    raised(shipped_folder, "9.0.0")
    assert json.loads(checked("--keep", "--json")[1])["kept"] == [f"{RUBRIC}-9.0.0"]


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
