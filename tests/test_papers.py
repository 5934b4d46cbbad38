"""Papers of an application: a second-hand list that names its pages, kept by command, API, page and dossier alike."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from ecq.assessment.evidence import keep_paper
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment
from ecq.base.language import LANGS, words
from ecq.cli import main
from ecq.exchange.dossier import dossier, take
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from ecq.store.files import files_of
from ecq.telling.evidence.binder import binder
from ecq.telling.papers import PAPERS, paper_data, paper_lines, papers_sentence, second_hand, sources
from tests.building import accepted, sampled

DAY = "2026-11-28"


@pytest.fixture
def made(shipped: Rubric) -> Assessment:
    return sampled("qinghe-mall", shipped, "zh", f"{DAY}T08:00:00+00:00")


def test_every_paper_names_the_pages_it_is_taken_from_and_the_list_says_what_it_is_worth(made: Assessment) -> None:
    known = {one.id for one in sources()}
    assert all(one.paper.sources and set(one.paper.sources) <= known for one in paper_lines(made))
    assert {one.status for one in sources()} == {"secondary"}
    for lang in LANGS:
        assert all(one.url in second_hand(lang) for one in sources())
        assert all(paper_data(one, lang)["status"] == "secondary" for one in paper_lines(made))
    assert "以认证机构给的清单为准" in second_hand("zh")


def test_a_paper_is_wanted_in_hand_or_expired_and_moves_no_score(shipped: Rubric, made: Assessment) -> None:
    kept = accepted(keep_paper(made, "licence", "营业执照", place="档案柜", until="2026-11-27"))
    kept = accepted(keep_paper(kept, "accounts", "2025 年报表", until=DAY))
    states = {one.paper.id: one.state for one in paper_lines(kept.on(DAY))}
    assert (states["licence"], states["accounts"], states["premises"]) == ("expired", "held", "wanted")
    assert papers_sentence(kept.on(DAY), "en") == f"Application papers 1 of {len(states)}"
    assert score(shipped, kept) == score(shipped, made)
    assert read(dump(kept)).papers == kept.papers
    assert accepted(keep_paper(kept, "licence", " ")).papers.keys() == {"accounts"}
    assert isinstance(keep_paper(made, "licence", "x", until="soon"), Invalid)
    assert '"papers"' not in dump(made)


def test_by_command_with_a_file_and_in_the_dossier_that_opens_again(
    tmp_path, monkeypatch, capsys, shipped, made
) -> None:
    monkeypatch.setenv("ECQ_HOME", str(tmp_path))
    path, licence = tmp_path / "a.json", tmp_path / "licence.pdf"
    path.write_text(dump(made), encoding="utf-8")
    licence.write_bytes(b"%PDF-1.4 licence")
    assert main(["papers", str(path), "premises", "--text", "租赁合同", "--place", "行政部"]) == 0
    assert main(["keep", str(path)]) == 0
    stored = capsys.readouterr().out.split()[-2]
    assert main(["papers", stored, "licence", "--add", str(licence), "--by", "林岚"]) == 0
    assert main(["papers", stored, "nothing", "--text", "x", "--lang", "en"]) == 2
    assert "there is no paper" in capsys.readouterr().err
    assert main(["papers", stored, "--json", "--lang", "en"]) == 0
    states = {one["id"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert {one for one, state in states.items() if state == "held"} == {"licence", "premises"}

    store = DatabaseStore.in_folder(tmp_path)
    kept = store.find(stored).assessment
    data = b"".join(dossier(binder(shipped, kept, "zh"), files_of(store).read, lambda: b"%PDF-"))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert f"{words(PAPERS, 'zh')}/03 营业执照复印件，盖公章/licence.pdf" in names
    index = zipfile.ZipFile(io.BytesIO(data)).read(next(one for one in names if one.endswith(".html"))).decode()
    assert "租赁合同" in index
    again = take(io.BytesIO(data), "a.zip", files_of(store), lambda one: store.add(one).id)
    assert store.find(again).assessment.papers == kept.papers
    assert main(["papers", stored, "licence"]) == 0
    assert "licence" in store.find(stored).assessment.papers, "to look at one takes nothing away"
    assert main(["papers", stored, "licence", "--remove"]) == 0
    assert "licence" not in store.find(stored).assessment.papers
    store.close()
