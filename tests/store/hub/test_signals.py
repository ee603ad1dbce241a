"""Who hears of commits: this process at once, others on the same PostgreSQL soon, all of them only what grew."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from eocdesk.models.ids import scope_id
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.signals import Grown, Signals, _payloads, _read
from tests.kit.hubs import AMBER, GAMES, GREEN, Pen, push


def listener(hub: Hub) -> queue.SimpleQueue[Grown]:
    heard: queue.SimpleQueue[Grown] = queue.SimpleQueue()
    hub.heard.append(heard.put)
    return heard


@pytest.fixture
def pair(postgres: str, tmp_path: Path) -> Iterator[tuple[Hub, Hub]]:
    """Two hubs on one PostgreSQL, both listening."""
    hubs = (Hub.open(tmp_path / "one", postgres), Hub.open(tmp_path / "two", postgres))
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
    with hubs[0].writing() as connection:
        while connection.execute(asked).scalar_one() < 2:
            connection.rollback()
            connection.begin()
    yield hubs
    for hub in hubs:
        hub.close()


def test_a_commit_is_heard_here_with_the_scopes_that_grew(hub: Hub) -> None:
    heard = listener(hub)
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write(), pen.write(AMBER), pen.write()]
    push(hub, device, page, pen.end(), pen.end(AMBER))
    assert heard.get(timeout=20) == {scope_id(*GREEN): 2, scope_id(*AMBER): 1}
    push(hub, device, page, pen.end(), pen.end(AMBER))
    assert heard.empty(), "nothing grew"


def test_a_commit_of_another_process_is_heard_and_ones_own_only_once(pair: tuple[Hub, Hub]) -> None:
    here, there = map(listener, pair)
    pen = Pen()
    push(pair[0], pen.let_in(pair[0]), [pen.write()], pen.end())
    assert there.get(timeout=20) == {scope_id(*GREEN): 1}
    assert here.get(timeout=20) == {scope_id(*GREEN): 1}
    other = Pen()
    push(pair[1], other.let_in(pair[1]), [other.write()], other.end())
    assert here.get(timeout=20) == {scope_id(*GREEN): 2}, "and not its own commit a second time"


def test_a_listener_that_was_cut_off_hears_what_it_missed(pair: tuple[Hub, Hub]) -> None:
    there = listener(pair[1])
    pen = Pen()
    device = pen.let_in(pair[0])
    cut = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )
    with pair[0].writing() as connection:
        connection.execute(cut)
    push(pair[0], device, [pen.write()], pen.end())
    assert there.get(timeout=20)[scope_id(*GREEN)] == 1


def test_a_listener_that_fails_keeps_nobody_from_hearing(file_hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_grown: Grown) -> None:
        raise RuntimeError("of no concern to others")

    file_hub.heard.append(fail)
    heard = listener(file_hub)
    pen = Pen()
    push(file_hub, pen.let_in(file_hub), [pen.write()], pen.end())
    assert heard.get(timeout=20) == {scope_id(*GREEN): 1}
    assert "a listener failed" in caplog.text
    caplog.clear()


def test_any_number_of_scopes_is_told_in_pieces_that_postgresql_takes() -> None:
    grown = {scope_id(GAMES, "GREEN", f"A{n}"): n for n in range(1000)}
    told = list(_payloads("me", grown))
    assert max(map(len, told)) < 8000
    assert {scope: seq for payload in told for scope, seq in _read(payload, "other").items()} == grown
    assert [_read(payload, "me") for payload in told] == [{}] * len(told)


@pytest.mark.parametrize("payload", ["", "x", "other zz:1", "other 00", "other 00:x"])
def test_what_is_no_word_of_ours_is_passed_over(payload: str) -> None:
    assert _read(payload, "me") == {}


def test_nothing_that_grew_is_not_told() -> None:
    signals = Signals()
    heard: list[Grown] = []
    signals.heard.append(heard.append)
    signals.tell({})
    assert heard == []
