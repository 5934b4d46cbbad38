"""What a consultant keeps beside the answers can be kept by command: in a file, or where it is stored."""

import json

import pytest

from ecq.assessment.file import dump, read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.cli import main


@pytest.fixture
def file(tmp_path, monkeypatch, shipped):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path))
    path = tmp_path / "a.json"
    path.write_text(dump(sample_assessment(load_samples()[0], shipped, "zh")), encoding="utf-8")
    return path


def test_comments_and_the_record_of_a_client(file, capsys):
    assert main(["comment", str(file), "gaps", "--text", "先做前三项", "--by", "许棠"]) == 0
    assert read(file.read_bytes()).comments["gaps"].by == "许棠"
    assert main(["client", str(file), "--stage", "certified", "--valid-until", "2027-02-24"]) == 0
    assert json.loads(capsys.readouterr().out) == {"stage": "certified", "valid_until": "2027-02-24"}
    assert main(["client", str(file), "--contact", "林岚，法务，lin@example.com", "--contact", "Zhou Ning"]) == 0
    assert json.loads(capsys.readouterr().out)["contacts"][0]["reach"] == "lin@example.com"
    for wrong in (["--issued", "2026-13-01"], ["--stage", "nowhere"]):
        assert main(["client", str(file), *wrong, "--lang", "en"]) == 2
        assert "cannot be kept" in capsys.readouterr().err
    assert main(["comment", str(file), "summary", "--text", "x"]) == 2
    assert main(["comment", str(file), "gaps"]) == 0
    assert read(file.read_bytes()).comments == {}


def test_what_is_stored_gets_tags_snapshots_and_says_what_is_due(file, capsys, monkeypatch):
    main(["client", str(file), "--surveillance", "2026-12-01"])
    capsys.readouterr()
    assert main(["keep", str(file)]) == 0
    stored = capsys.readouterr().out.split()[0]
    assert main(["tag", stored, "重点"]) == 0
    assert main(["agree", stored, "--lang", "en"]) == 0
    assert main(["invite", stored, "法务部", "--part", "nowhere", "--lang", "en"]) == 2
    assert main(["invite", stored, "法务部", "--all", "--lang", "en"]) == 2
    assert "set ECQ_PUBLIC_URL" in capsys.readouterr().err
    monkeypatch.setenv("ECQ_PUBLIC_URL", "https://ecq.example/")
    assert main(["invite", stored, "法务部", "--all", "--due", "2026-12-05"]) == 0
    assert capsys.readouterr().out.startswith("https://ecq.example/answer?i=")
    sheet = file.with_suffix(".xlsx")
    assert main(["invite", stored, "客服部", "--all", "-o", str(sheet)]) == 0
    assert sheet.read_bytes().startswith(b"PK")
    assert main(["show", stored, "-o", str(file), "--force"]) == 0
    assert read(file.read_bytes()).terms.agreed is not None
    capsys.readouterr()
    assert main(["snapshot", stored, "年初"]) == 0
    assert main(["snapshot", stored, "x" * 1000]) == 2
    capsys.readouterr()
    assert main(["due", "--date", "2026-11-28", "--json"]) == 0
    due = json.loads(capsys.readouterr().out)
    assert {("surveillance", 3), ("request", 7)} <= {(one["kind"], one["days_left"]) for one in due}
    assert main(["due", "-o", str(file.with_suffix(".ics")), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file.with_suffix(".ics"))}
    assert b"BEGIN:VCALENDAR" in file.with_suffix(".ics").read_bytes()
