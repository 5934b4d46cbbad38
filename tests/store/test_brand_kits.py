"""A brand is kept once for whoever works here, apart for each browser of a server, and goes when it is deleted."""

from ecq.base.brand import BrandKit, BrandLogo
from ecq.store.brand_kits import BrandKits
from ecq.store.database import DatabaseStore

KEY, OTHER = "k" * 43, "o" * 43
KIT = BrandKit("衡准咨询", "#7a1f5c", BrandLogo("svg", b"<svg>mark-of-hengzhun</svg>"))


def test_each_browser_and_this_computer_have_a_brand_of_their_own(tmp_path):
    store = DatabaseStore.in_folder(tmp_path)
    kits = BrandKits(store)
    assert kits.of(None) == kits.of(KEY) == BrandKit()
    kits.keep(None, KIT)
    kits.keep(KEY, BrandKit("Another"))
    kits.keep(KEY, BrandKit("One more", "#112233"))
    store.close()
    kits = BrandKits(DatabaseStore.in_folder(tmp_path))
    assert kits.of(None) == KIT
    assert kits.of(KEY) == BrandKit("One more", "#112233")
    assert kits.of(OTHER) == BrandKit()


def test_a_deleted_brand_leaves_no_trace_and_no_key_is_stored(tmp_path):
    store = DatabaseStore.in_folder(tmp_path)
    kits = BrandKits(store)
    kits.keep(KEY, KIT)
    kits.delete(KEY)
    assert kits.of(KEY) == BrandKit()
    store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for trace in ("衡准咨询".encode(), b"mark-of-hengzhun", KEY.encode()):
        assert trace not in written
