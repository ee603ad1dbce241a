"""A transaction on a hub's database, on a file and on PostgreSQL, undone after each test: one database a module."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from eocdesk.store.hub.hub import Hub
from tests.kit.postgres import Cluster


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def people_hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub that no test of the module changes for good."""
    address = None
    name = f"people_{os.getpid()}_{abs(hash(request.node.nodeid))}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        if cluster.process is None:
            cluster.start()
        cluster.run(f"CREATE DATABASE {name}")
        address = cluster.address(name)
    made = Hub.open(tmp_path_factory.mktemp("people") / "hub", address)
    yield made
    made.close()
    if address is not None:
        cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def c(people_hub: Hub) -> Iterator[Connection]:
    """A transaction, undone afterwards."""
    with people_hub._opened.writing.connect() as connection:
        yield connection
        connection.rollback()
