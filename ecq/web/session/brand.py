"""The brand of whoever works here, kept once: this computer's, or on a server for others that of the browser."""

from __future__ import annotations

from ecq.base.brand import BrandKit
from ecq.store.brand_kits import BrandKits
from ecq.web.session.database import database
from ecq.web.session.stores import organisation, permissions
from ecq.web.session.whose_list import list_key


def kept_brand() -> BrandKit:
    """The brand kept, or ECQ's own. Raises StoreError."""
    return BrandKits(database()).of(list_key())


def keep_brand(kit: BrandKit) -> None:
    """Keep a brand in place of the one before. Raises StoreError."""
    allowed, here = permissions(), organisation()
    if allowed and here:
        allowed.must_in("edit", here.organisation_id)
    BrandKits(database()).keep(list_key(), kit)


def of_this_computer() -> bool:
    """Whether the brand is that of all of this computer, else of this browser alone."""
    return list_key() is None
