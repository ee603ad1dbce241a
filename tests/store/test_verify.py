"""verify names what was changed behind the desk's back, and rebuilding puts rows right from the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store import keys, verify
from eocdesk.store import open as opening
from tests.kit.desks import EVENT, make_desk, sound


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for n in range(30):
        record = desk.do_now(Add("venue", EVENT, {"name": f"Venue {n}", "aliases": [f"V{n}"]})).value
        desk.do_now(Amend("venue", record, {"capacity": n}))
    return desk


def tamper(desk: Desk, change: Callable[[Connection], object]) -> None:
    desk.store.writer.local(change).result()


def findings(desk: Desk) -> list[str]:
    return [finding.sentence for finding in desk.read_now(verify.verify)]


def test_an_untouched_record_is_sound(filled: Desk) -> None:
    assert findings(filled) == []


def test_a_changed_body_is_named_with_the_act_it_was(filled: Desk) -> None:
    tamper(
        filled,
        lambda c: c.exec_driver_sql("UPDATE change SET body = replace(body, 'Venue 7', 'Venue 8') WHERE seq = 16"),
    )
    assert any("Change 16" in sentence and "Add venue" in sentence for sentence in findings(filled))


def test_a_removed_change_is_named(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("DELETE FROM change WHERE n = 12"))
    assert any("Change 12" in sentence and "missing" in sentence for sentence in findings(filled))


def test_a_change_cut_off_the_end_is_named(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)"))
    assert any("ends at" in sentence for sentence in findings(filled))


def test_a_changed_row_is_named_by_its_field_and_rebuilding_mends_it(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("UPDATE venue SET capacity = 99999 WHERE name = 'Venue 3'"))
    assert any(sentence.startswith("Capacity of venue") for sentence in findings(filled))
    filled.store.writer.local(verify.rebuild).result()
    assert findings(filled) == []


def test_a_row_nobody_wrote_and_a_row_taken_away_are_named_and_mended(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("DELETE FROM venue WHERE name = 'Venue 4'"))
    tamper(filled, lambda c: c.exec_driver_sql("UPDATE venue SET id = randomblob(16) WHERE name = 'Venue 5'"))
    sentences = findings(filled)
    assert any("is missing" in sentence for sentence in sentences)
    assert any("without any change" in sentence for sentence in sentences)
    filled.store.writer.local(verify.rebuild).result()
    assert sound(filled)


def test_a_search_index_that_lost_records_is_named_and_mended(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("INSERT INTO venue_search (venue_search) VALUES ('delete-all')"))
    assert any("search index of venue" in sentence for sentence in findings(filled))
    filled.store.writer.local(verify.rebuild).result()
    assert sound(filled)


def test_a_byte_changed_in_the_file_is_found(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    for n in range(200):
        desk.do_now(Add("venue", EVENT, {"name": f"Venue {n}", "note": "x" * 500}))
    desk.close()
    file = tmp_path / "desk" / opening.FILE
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))
    engine = opening.engine(file, keys.find(tmp_path / "desk"), reading=True)
    with engine.connect() as connection:
        found = list(verify.pages(connection))
    engine.dispose()
    assert found
    assert "changed" in found[0].sentence


def test_a_database_does_not_open_with_another_key(tmp_path: Path) -> None:
    make_desk(tmp_path / "one").close()
    make_desk(tmp_path / "two").close()
    (tmp_path / "one" / keys.FILE).write_bytes((tmp_path / "two" / keys.FILE).read_bytes())
    with pytest.raises(Unavailable, match="key"):
        Desk(tmp_path / "one")


def test_the_file_shows_nothing_of_what_it_holds(filled: Desk) -> None:
    held = (filled.folder / opening.FILE).read_bytes() + (filled.folder / f"{opening.FILE}-wal").read_bytes()
    assert b"Venue 7" not in held
    assert b"SQLite format 3" not in held
