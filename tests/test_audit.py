"""The audit of dependencies: which versions an advisory is about."""

from __future__ import annotations

import json

import pytest

from tests.audit import audit, pinned


def advisory(versions=(), events=(), name="Some_Package", **more) -> dict:
    return {
        "id": "PYSEC-2026-1",
        "modified": "2026-11-01T00:00:00Z",
        "aliases": ["CVE-2026-1"],
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": name},
                "versions": list(versions),
                "ranges": [
                    {"type": "GIT", "events": [{"introduced": "0"}]},
                    {"type": "ECOSYSTEM", "events": list(events)},
                ],
            }
        ],
        **more,
    }


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (advisory(versions=["1.9", "2.0"]), True),
        (advisory(versions=["2.0.0"]), True),
        (advisory(versions=["2.0.1", "not-a-version"]), False),
        (advisory(events=[{"introduced": "0"}]), True),
        (advisory(events=[{"introduced": "0"}, {"fixed": "2.0"}]), False),
        (advisory(events=[{"fixed": "2.1"}, {"introduced": "1.5"}]), True),
        (advisory(events=[{"introduced": "0"}, {"fixed": "1.0"}, {"introduced": "2.0rc1"}]), True),
        (advisory(events=[{"introduced": "0"}, {"last_affected": "2.0"}]), True),
        (advisory(events=[{"introduced": "0"}, {"last_affected": "1.9"}]), False),
        (advisory(events=[{"introduced": "2.0.1"}]), False),
        (advisory(versions=["2.0"], withdrawn="2026-11-02T00:00:00Z"), False),
        (advisory(versions=["2.0"], name="another"), False),
    ],
)
def test_an_advisory_is_about_the_versions_it_names(tmp_path, told, found):
    folder = tmp_path / "vulns" / "some-package"
    folder.mkdir(parents=True)
    (folder / "one.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    (folder / "unrelated.json").write_text("{}", encoding="utf-8")
    done = audit(tmp_path, {("some-package", "2.0"), ("third", "1")})
    assert (done.read, done.newest) == (1, "2026-11-01")
    assert [(one.package, one.version, one.also) for one in done.finds] == (
        [("some-package", "2.0", ("CVE-2026-1",))] if found else []
    )


def test_advisories_in_yaml_are_read_and_the_constraints_are_those_of_this_project(tmp_path):
    (version,) = {version for name, version in pinned() if name == "pydantic"}
    (tmp_path / "one.yaml").write_text(
        "id: PYSEC-1\nmodified: 2026-11-01T00:00:00Z\naffected:\n- package:\n    ecosystem: PyPI\n    name: pydantic\n"
        f'  ranges:\n  - type: ECOSYSTEM\n    events:\n    - introduced: "0"\n    - fixed: {version}.1\n',
        encoding="utf-8",
    )
    (found,) = audit(tmp_path, pinned()).finds
    assert str(found) == f"pydantic {version}: PYSEC-1, mended in {version}.1"
