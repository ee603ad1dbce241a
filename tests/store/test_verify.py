"""verify names what was changed behind the desk's back, and rebuilding puts rows right from the log."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from eocdesk.commands.documents import Attach
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, Venue
from eocdesk.models.change import decode
from eocdesk.store import blobs, keys, local, meeting, rows, verify
from eocdesk.store import open as opening
from eocdesk.store.queries import events
from tests.kit.chains import lengths
from tests.kit.desks import EVENT, bodies, make_desk, meet, sound


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


@pytest.fixture
def disputed(desks: Callable[[int], list[Desk]]) -> Desk:
    """A desk with everything there is to damage: scopes, a conflict, a parent that never came, an attachment."""
    one, two, _ = desks(3)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi", "lat": 33.95, "aliases": ["S"]})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"name": "SoFi Stadium"}))
    two.do_now(Amend("venue", record, {"name": "Los Angeles Stadium"}))
    lonely = one.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    meet(one, two)
    two.do_now(Amend("venue", lonely, {"name": "The Rose Bowl", "marking": "RED"}))
    two.do_now(Add("venue", EVENT, {"name": "Dodger Stadium", "marking": "RED"}))
    three = desks(3)[2]
    three.store.writer.apply([b for b in bodies(two) if decode(b).dev == two.device]).result()
    three.do_now(LogEntry(EVENT, "Gate 4 opened", addressees=("LAPD",)))
    blob = three.store.keep_bytes(b"photo").result()
    three.do_now(Attach(EVENT, "gate.jpg", "image/jpeg", blob.size, blob.sha256))
    first = [b for b in bodies(one) if decode(b).rec == record and decode(b).dev == one.device]
    three.store.writer.apply([b for b in bodies(one) if decode(b).n <= decode(first[-1]).n]).result()
    return three


PROTECTED = {
    "change": ("chain", "n", "rec", "act", "kind", "hash", "body"),
    "chain": ("scope", "dev", "n", "hash"),
    "scope": ("id", "event", "marking", "audience"),
    "conflict": ("rec", "field", "scope", "dev", "n", "kind", "hlc", "value"),
    "dead": ("rec", "field", "scope", "dev", "n"),
    "venue": (*rows.OWN, *rows.names_of("venue")),
    "entry": (*rows.OWN, *rows.names_of("entry")),
    "document": ("sha256", "name", "size", "heads"),
}
COLUMNS = [(table, column) for table, columns in PROTECTED.items() for column in columns]


def flipped(value: object, at: int) -> object:
    """The value with one bit of one byte turned."""
    if isinstance(value, bytes):
        data = bytearray(value or b"\0")
        data[at % len(data)] ^= 1 << at % 7
        return bytes(data)
    if isinstance(value, str):
        place = at % (len(value) + 1)
        return value[:place] + "x" + value[place + 1 :] if value[place : place + 1] != "x" else value[:place] + "y"
    return 7 if value is None else value + 100  # type: ignore[operator]


def all_findings(desk: Desk) -> list[verify.Finding]:
    return [
        *desk.read_now(verify.verify),
        *desk.store.writer.local(verify.words).result(),
        *desk.read_now(verify.attachments, desk.folder),
    ]


def test_a_byte_turned_in_any_column_of_any_row_is_found_and_named(disputed: Desk) -> None:
    desk, rng = disputed, random.Random(11)  # noqa: S311
    assert all_findings(desk) == []
    empty = []
    for table, column in COLUMNS:
        asked = f"SELECT rowid, {column} FROM {table} ORDER BY rowid"  # noqa: S608  names of ours
        held = desk.read_now(lambda c, sql=asked: c.exec_driver_sql(sql).fetchall())
        if not held:
            empty.append(table)
            continue
        row, value = rng.choice(held)
        write = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"  # noqa: S608  names of ours
        other = flipped(value, rng.randrange(64))
        tamper(desk, lambda c, sql=write, v=(other, row): c.exec_driver_sql(sql, v))
        found = all_findings(desk)
        assert found, f"{table}.{column} of row {row}: {value!r} became {other!r} and nobody noticed"
        assert all(finding.where and finding.sentence.endswith(".") for finding in found)
        tamper(desk, lambda c, sql=write, v=(value, row): c.exec_driver_sql(sql, v))
    assert all_findings(desk) == []
    assert empty == []


@pytest.mark.parametrize("table", PROTECTED)
def test_a_row_taken_away_from_any_table_is_found(disputed: Desk, table: str) -> None:
    tamper(disputed, lambda c: c.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})"))  # noqa: S608
    assert all_findings(disputed)


def test_rebuilding_mends_everything_that_is_made_from_the_log(disputed: Desk) -> None:
    before = disputed.read_now(rows.raw, "venue", [v.id for v in disputed.read_now(events.of_event, Venue, EVENT)])
    for spoil in (
        "UPDATE venue SET name = 'Nowhere', heads = x'90'",
        "UPDATE conflict SET value = x'a0'",
        "DELETE FROM dead",
        "INSERT INTO dead SELECT rec, 'city', scope, dev, 7 FROM conflict",
        "UPDATE scope SET marking = 'CLEAR'",
        "DELETE FROM entry",
        "INSERT INTO venue_search (venue_search) VALUES ('delete-all')",
    ):
        tamper(disputed, lambda c, sql=spoil: c.exec_driver_sql(sql))
    assert all_findings(disputed)
    disputed.store.writer.local(verify.rebuild).result()
    assert all_findings(disputed) == []
    assert disputed.read_now(rows.raw, "venue", list(before)) == before


def test_nothing_is_made_anew_from_a_log_that_is_damaged_itself(filled: Desk) -> None:
    tamper(filled, lambda c: c.exec_driver_sql("UPDATE change SET body = replace(body, 'Venue 7', 'Venue 8')"))
    asked = "SELECT name FROM venue ORDER BY row"
    before = filled.read_now(lambda c: c.exec_driver_sql(asked).fetchall())
    with pytest.raises(Refused, match="change log itself is damaged"):
        filled.store.writer.local(verify.rebuild).result()
    assert filled.read_now(lambda c: c.exec_driver_sql(asked).fetchall()) == before


def test_words_exchanged_in_the_search_index_are_named_and_mended(filled: Desk) -> None:
    def exchange(connection: Connection) -> int:
        held = connection.exec_driver_sql("SELECT id, block FROM venue_search_data").fetchall()
        other = [(block.replace(b"enue", b"enux"), key) for key, block in held if b"enue" in block]
        for values in other:
            connection.exec_driver_sql("UPDATE venue_search_data SET block = ? WHERE id = ?", values)
        return len(other)

    assert filled.store.writer.local(exchange).result()
    assert any(finding.where == "venue_search" for finding in all_findings(filled))
    filled.store.writer.local(verify.rebuild).result()
    assert all_findings(filled) == []


def test_an_attachment_changed_or_gone_is_named(disputed: Desk) -> None:
    (path,) = (disputed.folder / blobs.FOLDER).glob("??/*")
    path.write_bytes(b"phot0")
    assert "damaged" in all_findings(disputed)[0].sentence
    path.unlink()
    assert all_findings(disputed)[0].sentence == "The bytes of the attachment “gate.jpg” are gone."


def test_a_clock_set_behind_what_was_written_is_named(filled: Desk) -> None:
    tamper(filled, lambda c: local.put(c, "hlc", 5))
    assert any("clock" in sentence for sentence in findings(filled))


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
        found = verify.verify(connection)
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


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("SELECT 1", None),
        ("UPDATE acked SET n = 99", "A peer is noted to hold 99 changes of a chain of"),
        ("UPDATE acked SET chain = 77", "of a chain of 0"),
        (
            "UPDATE change SET body = substr(body, 1, length(body) - 9) || zeroblob(9) WHERE kind = '' AND n = 2",
            "Change 2",
        ),
        ("UPDATE change SET body = x'00' WHERE kind = '' AND n = 3", "Change 3"),
        ("UPDATE change SET act = randomblob(16) WHERE kind = '' AND n = 3", "another record or act"),
    ],
)
def test_an_emptied_place_and_what_a_peer_is_said_to_hold_are_looked_at(
    desk: Desk, spoil: str, said: str | None
) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"city": "LA"}))
    (scope,) = lengths(desk)
    refusals = [(scope, desk.device, n, "No.") for n in (2, 3)]
    desk.store.writer.receive(partial(meeting.refuse, refusals=refusals)).result()
    reaches = [(scope, desk.device, 3)]
    desk.store.writer.local(partial(meeting.acknowledge, peer=b"h" * 16, reaches=reaches)).result()
    desk.store.writer.local(verify.rebuild).result()
    tamper(desk, lambda c: c.exec_driver_sql(spoil))
    assert [sentence for sentence in findings(desk) if said is None or said not in sentence] == []
    assert bool(findings(desk)) == (said is not None)


def test_rebuilding_notes_anew_where_records_went(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    moves = desk.read_now(lambda c: set(c.exec_driver_sql("SELECT * FROM departed").fetchall()))
    assert len(moves) == 2
    tamper(desk, lambda c: c.exec_driver_sql("DELETE FROM departed"))
    desk.store.writer.local(verify.rebuild).result()
    assert desk.read_now(lambda c: set(c.exec_driver_sql("SELECT * FROM departed").fetchall())) == moves
