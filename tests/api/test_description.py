"""What the API says of itself is true, complete, and in every language."""

import os
import re
import subprocess
import sys

import pytest

from ecq.api import words as w
from ecq.api.app import description, make_routes, page
from ecq.api.shapes import Standing
from ecq.base.language import LANGS
from ecq.telling.portfolio.columns import data
from ecq.telling.portfolio.summary import client, row_of
from tests.api_description import COPY, as_text
from tests.building import sampled
from tests.serving import ROOT, ecq_running, free_port

DOCUMENT = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def test_the_copy_of_the_description_is_current():
    assert COPY.read_text(encoding="utf-8") == as_text(), "renew it: python -m tests.api_description"


def test_every_column_of_a_list_of_self_checks_is_described(shipped):
    told = data(
        row_of(client(shipped, sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00"), "2026-12-01"))
    )
    assert set(told) == set(Standing.model_fields)
    assert Standing.model_validate(told)


@pytest.mark.parametrize("lang", LANGS)
def test_every_request_and_problem_is_explained_in_every_language(lang):
    app = make_routes()
    said, html = description(app, lang), page(app, lang)
    words = [said["info"]["description"]]
    for path, methods in said["paths"].items():
        assert path in html
        for one in methods.values():
            words += [one["summary"], *(answer.get("description", "-") for answer in one["responses"].values())]
            words += [parameter["description"] for parameter in one.get("parameters", ())]
    for name in ("Beginning", "Change"):
        words += [one["description"] for one in said["components"]["schemas"][name]["properties"].values()]
    assert all(words)
    if lang != "en":
        assert [one for one in words if re.fullmatch(r"[\x00-\x7f]{3,}", one)] == []
    assert set(w.ABOUT_PROBLEMS) == set(w.PROBLEMS)
    assert set(w.OPERATIONS) == {one["operationId"] for methods in said["paths"].values() for one in methods.values()}


def test_the_document_names_every_request_and_problem():
    for path, methods in description(make_routes(), "en")["paths"].items():
        for method in methods:
            written = re.sub(r"\{\w+\}", "{id}", path)
            assert f"`{method.upper()} {written}`" in DOCUMENT
    rows = dict(re.findall(r"^\| (\d+) \| `([a-z-]+)`", DOCUMENT, re.MULTILINE))
    assert rows == {str(status): code for code, (status, _) in w.PROBLEMS.items()}


@pytest.mark.slow
def test_the_tour_of_the_document_runs(tmp_path):
    (tour,) = re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL)
    port = free_port()
    commands = tour.replace(":8501", f":{port}").replace("curl -sS", "curl -sS --fail-with-body")
    ecq = f'ecq() {{ "{sys.executable}" -m ecq.cli "$@"; }}\n'
    home, here = tmp_path / "home", tmp_path / "here"
    here.mkdir()
    with ecq_running(home, port):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", ecq + commands],
            cwd=here,
            env={**os.environ, "ECQ_HOME": str(home), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
    assert (here / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (here / "report.docx").read_bytes().startswith(b"PK")
    assert (here / "portfolio.xlsx").read_bytes().startswith(b"PK")
    assert '"deleted_at"' in done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_schemathesis_finds_nothing():
    """Every edge of every parameter and field; random requests are a command, tests/api_fuzz.py."""
    from tests import api_fuzz  # what it needs takes long to import

    requests, found = api_fuzz.run(seconds=600, seed=1)
    assert found == []
    assert requests > 500
