"""Trying mutants: one pytest session that has run every test once, and a fork of it for each mutant.

The fork has everything imported and the fixtures of the session ready; it puts the changed code into the functions
that exist, and runs the tests that reach the changed line, quickest first, until one fails. What runs when a module is
imported cannot be changed so: there the fork of a process without ECQ imports it anew.
"""

from __future__ import annotations

import functools
import gc
import importlib.util
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent
KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "timed out", "survived", "unreached"
OPTIONS = [
    "-q",
    "-s",
    "--tb=no",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-o",
    "tmp_path_retention_policy=none",
    "-m",
]
QUICK, ALL = "not browser and not slow", "not browser"
REMEMBERING = ("ecq.scoring", "ecq.planning", "ecq.interview", "ecq.assessment.history", "ecq.rubric.model")
STARTING = 8
"""Seconds of processor time that importing ECQ and collecting tests may take."""
AT_MOST = 10
"""Seconds of processor time that the tests of one mutant may take when nothing is changed; thrice that with every test of
the module."""


class Tried:
    """A pytest session as a plugin: runs every test once, then hands over to `trying`."""

    def __init__(self, files: list[str], trying: Callable[[Tried], None]) -> None:
        self.files = [str(ROOT / file) for file in files]
        self.trying = trying
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.reached: dict[str, dict[int, list[str]]] = {}
        self.functions: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        self.caches: list[Callable[[], None]] = []
        self.failed = False
        self.kills = Counter[str]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Examples that fail need not be made small."""
        few = settings(
            settings.get_profile("ecq"),
            max_examples=30,
            phases=(Phase.explicit, Phase.generate),
            report_multiple_bugs=False,
        )
        settings.register_profile("mutation", few)
        settings.load_profile("mutation")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Each test once, noting what it reaches; then the mutants."""
        gc.unfreeze()  # tests/conftest.py froze what was there, and what is frozen is not listed
        self._note_functions_and_caches()
        traced = coverage.Coverage(data_file=None, config_file=False, include=self.files)
        for item, following in zip(session.items, [*session.items[1:], session.items[0]], strict=True):
            for forget in self.caches:
                forget()
            begun = time.process_time()
            traced.start()
            traced.switch_context(item.nodeid)
            self.run(item, following)
            traced.stop()
            if self.failed:
                raise pytest.UsageError(f"{item.nodeid} fails without any change")
            self.items[item.nodeid] = item
            self.seconds[item.nodeid] = time.process_time() - begun
        data = traced.get_data()
        for file in self.files:
            self.reached[file] = {
                line: [c for c in tests if c] for line, tests in data.contexts_by_lineno(file).items()
            }
        gc.collect()
        gc.freeze()  # so that a fork shares their memory
        self.trying(self)
        return True

    def _note_functions_and_caches(self) -> None:
        """Every function by where it is written, and what empties each cache of results, lest unchanged code answer."""
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename in self.files:
                code = one.__code__
                self.functions[code.co_filename, code.co_qualname, code.co_firstlineno].append(one)
            elif isinstance(one, functools._lru_cache_wrapper) and (one.__module__ or "").startswith(REMEMBERING):
                self.caches.append(one.cache_clear)
            elif type(one).__module__ == "ecq.base.caches" and hasattr(one, "clear"):
                self.caches.append(one.clear)
            elif type(one).__module__ == "ecq.base.caches" and hasattr(one, "_kept"):
                self.caches.append(one._kept.clear)

    def run(self, item: pytest.Item, next_item: pytest.Item) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_item)

    def tests_of(self, mutant: Mutant, everywhere: bool) -> list[str]:
        """The tests that reach the line, or any of the module's; those at the line and that noticed most a second first."""
        lines = self.reached[str(ROOT / mutant.file)]
        at_line = {*lines.get(mutant.line, ())}
        in_reach = {test for tests in lines.values() for test in tests} if everywhere else at_line
        ordered = sorted(
            in_reach, key=lambda test: (test in at_line, (self.kills[test] + 1) / self.seconds[test]), reverse=True
        )
        kept, together = [], 0.0
        for test in ordered:
            together += self.seconds[test]
            if together > AT_MOST * (3 if everywhere else 1) and kept:
                break
            kept.append(test)
        return kept

    def outcome(self, mutant: Mutant, everywhere: bool = False) -> tuple[str, str]:
        """What became of a mutant, and the test that noticed it; `everywhere` with the session's fixtures made anew."""
        tests = self.tests_of(mutant, everywhere)
        if not tests:
            return UNREACHED, ""
        expected = sum(self.seconds[test] for test in tests)

        code = _changed_code(mutant)
        functions = self.functions[code.co_filename, code.co_qualname, code.co_firstlineno]

        def body() -> int:
            for function in functions:
                function.__code__ = code
            for forget in self.caches:
                forget()
            items = [self.items[test] for test in tests]
            if everywhere:
                items[0].session._setupstate.teardown_exact(None)
            else:
                items[0].session._setupstate.teardown_exact(items[0])
            for number, (item, following) in enumerate(zip(items, [*items[1:], items[0]], strict=True)):
                _allow(time.process_time() + 3 + 5 * self.seconds[item.nodeid])
                self.run(item, following)
                if self.failed:
                    return number + 1
            return 0

        number, timed_out = in_fork(body, expected)
        if timed_out:
            return TIMED_OUT, ""
        if number:
            self.kills[tests[number - 1]] += 1
            return KILLED, tests[number - 1]
        return SURVIVED, ""


def in_fork(body: Callable[[], int], expected: float) -> tuple[int, bool]:
    """What `body` returns when it is run in a fork, and whether it took far longer than expected."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        limit = int(5 + 4 * expected)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        signal.alarm(20 * limit)
        number = 1
        try:
            number = body()
        except BaseException:
            number = 1
        os.write(writing, number.to_bytes(4, "big"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if said:
        return int.from_bytes(said, "big"), False
    return 1, os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)


def _allow(seconds: float) -> None:
    """Let the process use so much processor time in all: what never ends is found out within its first test."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(int(seconds) + 1, most), most))


def _changed_code(mutant: Mutant) -> CodeType:
    """The code of the function as the mutant has it."""
    whole = compile(mutant.tree(), str(ROOT / mutant.file), "exec", dont_inherit=True)
    of_that_name = [code for code in _codes(whole) if code.co_qualname == mutant.function]
    return max((code for code in of_that_name if code.co_firstlineno <= mutant.line), key=lambda c: c.co_firstlineno)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


class _Anew(MetaPathFinder, Loader):
    """Imports the mutated module in place of the one in its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.file, self.tree = str(ROOT / mutant.file), mutant.tree()

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, self.file, "exec", dont_inherit=True), module.__dict__)


class _Until:
    """A pytest plugin: these tests, in this order, until one fails."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self.order), key=lambda item: self.order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def outcome_of_import(mutant: Mutant, tests: list[str], expected: float, marks: str) -> tuple[str, str]:
    """What became of a mutant of what runs on import; to be called where nothing of ECQ is imported."""
    assert not any(name.partition(".")[0] == "ecq" for name in sys.modules)
    if not tests:
        return UNREACHED, ""

    def body() -> int:
        sys.meta_path.insert(0, _Anew(mutant))
        until = _Until(tests)
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        code = pytest.main([*OPTIONS, marks, "-x", *files], plugins=[until])
        return tests.index(until.failed) + 2 if until.failed in tests else int(code != 0)

    number, timed_out = in_fork(body, expected + STARTING)
    if timed_out:
        return TIMED_OUT, ""
    return (KILLED, tests[number - 2] if number > 1 else "on import") if number else (SURVIVED, "")
