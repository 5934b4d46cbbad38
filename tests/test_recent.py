"""The caches: none grows beyond its limit or gives a wrong value."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from ecq.base.caches import Known, Recent
from ecq.interview.flow import each_known


def test_the_cache_keeps_the_newest_values():
    cache: Recent[int, str] = Recent(2)
    for key in (1, 2, 1, 3):
        cache.put(key, str(key))
    assert [cache.get(key) for key in (1, 2, 3)] == ["1", None, "3"]
    cache.drop(1)
    cache.drop(1)
    assert (cache.get(1), len(cache)) == (None, 1)


def test_the_cache_stays_correct_with_many_threads():
    cache: Recent[int, int] = Recent(16)

    def use(start: int) -> bool:
        for turn in range(2_000):
            key = (start * 7 + turn) % 40
            cache.put(key, key)
            if cache.get(key) not in (key, None):
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(8)))
    assert len(cache) == 16


def test_what_is_known_of_each_two_objects_is_made_once_and_never_that_of_others():
    made: list[str] = []

    def join(one: list[str], other: list[str], mark: str) -> str:
        made.append("".join([*one, *other, mark]))
        return made[-1]

    known: Known[str] = Known(4)
    ones, others = [["a"], ["b"]], [["x"], ["x"]]
    assert each_known(known, join, ones, others, ["1", "2"]) == ["ax1", "bx2"]
    assert each_known(known, join, ones, others, ["1", "3"]) == ["ax1", "bx3"]
    assert each_known(known, join, ones, [others[0], ["y"]], ["1", "2"]) == ["ax1", "by2"]
    assert made == ["ax1", "bx2", "bx3", "by2"], "what was known is not made again"
    assert each_known(known, join, [["c"]], [["z"]], ["1"]) == ["cz1"]
    assert each_known(known, join, ones, others, ["1", "2"]) == ["ax1", "bx2"]
    assert made[4:] == ["cz1", "ax1", "bx2"], "four are kept, then none"
