"""The cache that threads share: it never grows beyond its limit and never gives a wrong value."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from ecq.base.caches import Recent


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
