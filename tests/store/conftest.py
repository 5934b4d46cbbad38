"""Stores over both databases: what is promised of a store is promised of each."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.settings import data_folder
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from tests.store.clock import Clock
from tests.store.postgresql import Cluster, cluster


@pytest.fixture(scope="session")
def postgresql():
    with cluster() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed")
        DatabaseStore(running.new("migrated")).close()
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request, tmp_path, empty_database):
    """The address of a database without self-checks; several stores may be opened on it."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(empty_database, tmp_path / 'ecq.sqlite3')}"
    running: Cluster = request.getfixturevalue("postgresql")
    return running.new(like="migrated")


@pytest.fixture
def opened(address):
    """Opens stores on the database, each as another process would; closes them in the end."""
    stores: list[DatabaseStore] = []

    def one_more(**named: object) -> DatabaseStore:
        stores.append(DatabaseStore(address, **named))
        return stores[-1]

    yield one_more
    for store in stores:
        store.close()


@pytest.fixture
def clock():
    """The time that the store tells, to be set."""
    return Clock()


@pytest.fixture
def store(opened, clock):
    """A store over the database whose time is that of `clock`."""
    return opened(clock=clock)


@pytest.fixture
def in_a_file(tmp_path, clock):
    """A store over an SQLite file, for what is promised of files only."""
    store = DatabaseStore(f"sqlite:///{tmp_path / 'ecq.sqlite3'}", clock)
    yield store
    store.close()


@pytest.fixture(scope="session")
def samples_stored(shipped, tmp_path_factory):
    """Every sample in a database, to be copied."""
    folder = tmp_path_factory.mktemp("samples")
    with closing(DatabaseStore.in_folder(folder)) as store:
        return folder, [
            Collection(store).add(sample_assessment(one, shipped, "en", "2026-11-24T09:00:00+00:00"), None)
            for one in load_samples()
        ]


@pytest.fixture
def stored(samples_stored):
    """Every sample, in the database where data lives."""
    folder, made = samples_stored
    shutil.copytree(folder, data_folder())
    return made
