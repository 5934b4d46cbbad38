"""Keeps the brand of whoever works here: one for this computer, one for each browser of a server for others, or one for each organisation."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ecq.base.brand import BrandKit, BrandLogo
from ecq.store.collection import HeldBy, Whose
from ecq.store.database import DatabaseStore
from ecq.store.tables import BRANDS, BROWSERS, HELD
from ecq.store.tokens import hidden


class BrandKits:
    """The brands in a store: one for each list."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store

    def of(self, whose: Whose) -> BrandKit:
        """The brand kept, or ECQ's own. Raises StoreError."""
        query = sa.select(BRANDS).where(BRANDS.c.browser == _owner(whose))
        return self._read(query)

    def over(self, assessment_id: str) -> BrandKit:
        """The brand of whoever holds an assessment, for who is asked by a link: the organisation's, else the list's it is on,
        else this computer's. Raises StoreError.
        """
        on_list = sa.select(BROWSERS.c.browser).where(BROWSERS.c.assessment_id == assessment_id)
        held = sa.select("organisation " + HELD.c.organisation_id).where(HELD.c.assessment_id == assessment_id)
        mine = BRANDS.c.browser.in_(held) | BRANDS.c.browser.in_(on_list) | (BRANDS.c.browser == "")
        return self._read(sa.select(BRANDS).where(mine).order_by(sa.func.length(BRANDS.c.browser).desc()))

    def _read(self, query: sa.Select[Any]) -> BrandKit:
        for row in self._store.rows(query.limit(1), ("the brand could not be read", "没能读出品牌")):
            return BrandKit(row.name, row.accent, BrandLogo(row.logo_kind, row.logo) if row.logo else None)
        return BrandKit()

    def keep(self, whose: Whose, kit: BrandKit) -> None:
        """Keep a brand in place of the one before; ECQ's own is kept by keeping none. Raises StoreError."""
        with self._store.transaction(("the brand could not be saved", "没能存下品牌")) as connection:
            connection.execute(BRANDS.delete().where(BRANDS.c.browser == _owner(whose)))
            if kit != BrandKit():
                values = {"name": kit.name, "accent": kit.accent}
                logo = {"logo_kind": kit.logo.kind, "logo": kit.logo.data} if kit.logo else {"logo_kind": ""}
                connection.execute(BRANDS.insert().values(browser=_owner(whose), **values, **logo))

    def delete(self, whose: Whose) -> None:
        """Forget the brand. Raises StoreError."""
        self.keep(whose, BrandKit())


def _owner(whose: Whose) -> str:
    if isinstance(whose, HeldBy):
        return f"organisation {whose.organisation_id}"[:64]
    return "" if whose is None else hidden(whose)
