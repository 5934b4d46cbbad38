"""Keeps the brand of whoever works here: one for this computer, or one for each browser of a server for others."""

from __future__ import annotations

from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.brand import BrandKit, BrandLogo
from ecq.store.database import DatabaseStore, store_error
from ecq.store.tables import BRANDS


class BrandKits:
    """The brands in a store. `browser` is a browser's key, or None for this computer, as for its list."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def of(self, browser: str | None) -> BrandKit:
        """The brand kept, or ECQ's own. Raises StoreError."""
        query = sa.select(BRANDS).where(BRANDS.c.browser == _owner(browser))
        try:
            with self._store.engine.connect() as connection:
                row = connection.execute(query).first()
        except SQLAlchemyError as error:
            raise store_error("the brand could not be read", "没能读出品牌", error) from None
        if row is None:
            return BrandKit()
        return BrandKit(row.name, row.accent, BrandLogo(row.logo_kind, row.logo) if row.logo else None)

    def keep(self, browser: str | None, kit: BrandKit) -> None:
        """Keep a brand in place of the one before; ECQ's own is kept by keeping none. Raises StoreError."""
        with self._store.transaction(("the brand could not be saved", "没能存下品牌")) as connection:
            connection.execute(BRANDS.delete().where(BRANDS.c.browser == _owner(browser)))
            if kit != BrandKit():
                values = {"name": kit.name, "accent": kit.accent}
                logo = {"logo_kind": kit.logo.kind, "logo": kit.logo.data} if kit.logo else {"logo_kind": ""}
                connection.execute(BRANDS.insert().values(browser=_owner(browser), **values, **logo))

    def delete(self, browser: str | None) -> None:
        """Forget the brand. Raises StoreError."""
        self.keep(browser, BrandKit())


def _owner(browser: str | None) -> str:
    """Only a digest of a browser's key is stored: who reads the database cannot use it."""
    return "" if browser is None else sha256(browser.encode()).hexdigest()
