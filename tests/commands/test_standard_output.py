"""A standard output that takes nothing more ends a command with a sentence and a code of its own, whatever it found out."""

import os
import re

import pytest

from ecq.cli.streams import NOT_SAID

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")]

SENTENCE = re.compile(
    r"ecq: standard output did not take all that was to be printed \((.+)\); send it to another place\n"
)


@pytest.fixture
def report(file, done):
    done("report", file, "-o", "report.pdf", "--extent", "short")
    return file.with_name("report.pdf")


@pytest.fixture
def full():
    with open("/dev/full", "wb") as opened:
        yield opened


COMMANDS = [  # what is printed, as text and as JSON, and what is written to it as a file, by each road there is
    ["--help"],
    ["verify", "report.pdf"],
    ["score", "shop.json", "--json"],
    ["export", "shop.json", "-o", "-", "--format", "xlsx"],
    ["report", "shop.json", "-o", "-", "--extent", "short"],
    ["batch", "shop.json", "-o", "-", "--format", "parquet"],
    ["answer", "shop.json", "rules-on-home-page=complete"],
]


@pytest.mark.usefixtures("report")
def test_a_full_output_is_no_verdict(run, full):
    for argv in COMMANDS:
        code, _, err = run(*argv, stdout=full)
        assert code == NOT_SAID, argv
        assert SENTENCE.fullmatch(err).group(1) == "the disk is full", argv


def test_a_closed_output_is_no_verdict(file, run):
    for argv in (["score", file], ["--version"]):
        code, _, err = run(*argv, under=["bash", "-c", 'exec "$@" >&-', "bash"])
        assert code == NOT_SAID
        assert SENTENCE.fullmatch(err).group(1) == "it is closed"


def test_a_reader_who_leaves_early_is_no_verdict(file, start):
    process = start("questions", file, "--json")
    process.stdout.read(1)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == NOT_SAID
    assert SENTENCE.fullmatch(err).group(1) == "Broken pipe"


def test_the_sentence_is_in_the_readers_language(file, run, full):
    code, _, err = run("score", file, "--lang", "zh", stdout=full)
    assert (code, err) == (NOT_SAID, "ecq: 要输出的内容没能全部写到标准输出（磁盘满了），请换个地方输出\n")


def test_what_a_command_changed_stays_changed_where_it_could_not_say_so(file, run, full, done):
    assert run("answer", file, "rules-on-home-page=complete", stdout=full)[0] == NOT_SAID
    assert '"answered": 1' in done("score", file, "--json")


def test_a_full_or_closed_standard_error_changes_neither_code_nor_output(file, run, full):
    assert run("score", "missing.json", stderr=full) == (2, "", None)
    assert run("score", "missing.json", under=["bash", "-c", 'exec "$@" 2>&-', "bash"]) == (2, "", "")
    code, out, _ = run("score", file, stderr=full)
    assert code == 0
    assert out
