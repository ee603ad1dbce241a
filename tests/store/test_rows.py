"""A record comes back from its row as it was written, whatever it holds."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Incident, Venue
from eocdesk.store import rows
from eocdesk.store.merge import Head
from tests.kit.desks import EVENT

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(
    name=TEXT,
    aliases=st.none() | st.lists(TEXT, max_size=4),
    lat=st.none() | st.floats(-90, 90),
    capacity=st.none() | st.integers(-(2**63), 2**63 - 1),
    struck=st.booleans(),
    extra=st.dictionaries(TEXT, st.integers() | TEXT, max_size=2).filter(
        lambda some: all(not isinstance(value, int) or abs(value) < 2**63 for value in some.values())
    ),
)
def test_whatever_a_state_holds_comes_back_from_the_columns_it_is_stored_in(**values: object) -> None:
    state = rows.blank("venue", b"r" * 16)
    extra = values.pop("extra")
    state.values.update(values)
    state.extra, state.scope, state.exists = extra, b"s" * 16, True  # type: ignore[assignment]
    state.heads = {"name": (Head(9, b"d" * 16, 2, b"t" * 16), Head(7, b"e" * 16, 1, b"s" * 16))}
    state.made_at, state.made_by, state.made_on, state.received = 5, "L. Chen", b"d" * 16, 6
    assert rows._state("venue", (1, *rows.stored(state))) == state


def test_a_row_in_the_database_is_the_state_that_was_saved(desk: Desk) -> None:
    record = desk.do_now(
        Add("venue", EVENT, {"name": "Stade “Vélodrome” ☀", "aliases": ["OM", 'a "quoted" one'], "lat": -0.0})
    ).value
    state = desk.read_now(rows.load, "venue", [record])[record]
    assert state.values["aliases"] == ["OM", 'a "quoted" one']
    assert desk.read_now(rows.raw, "venue", [record])[record] == rows.stored(state)
    venue = rows.as_record(Venue, state)
    assert (venue.name, venue.lat, venue.capacity) == ("Stade “Vélodrome” ☀", 0.0, None)


def test_more_records_than_one_statement_can_name_are_read_and_unknown_ones_left_out(desk: Desk) -> None:
    class Many:
        title = "Many"

        def do(self, work: object) -> list[bytes]:
            return [work.add("venue", event=EVENT, name=f"Venue {n}") for n in range(1203)]  # type: ignore[attr-defined]

    made = desk.do_now(Many()).value
    found = desk.read_now(rows.load, "venue", [*made, b"x" * 16])
    assert set(found) == set(made)
    assert [found[record].values["name"] for record in made[-2:]] == ["Venue 1201", "Venue 1202"]


def test_a_record_nobody_wrote_has_the_declared_defaults_and_its_own_lists() -> None:
    one, two = rows.blank("incident", b"1"), rows.blank("incident", b"2")
    one.values["title"] = "Smoke"
    assert (two.values["title"], two.values["status"], two.exists) == ("", "open", False)
    assert set(one.values) == set(rows.names_of("incident"))
    assert rows.as_record(Incident, two).severity == 0


def test_writing_a_row_again_keeps_its_place_in_lists_and_search(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    asked = "SELECT row FROM venue WHERE name = 'SoFi'"
    before = desk.read_now(lambda connection: connection.exec_driver_sql(asked).scalar_one())
    state = desk.read_now(rows.load, "venue", [record])[record]
    desk.store.writer.local(lambda connection: rows.save(connection, [state])).result()
    assert desk.read_now(lambda connection: connection.exec_driver_sql(asked).scalar_one()) == before
    desk.store.writer.local(lambda connection: rows.remove(connection, "venue", [record])).result()
    assert desk.read_now(rows.load, "venue", [record]) == {}


@given(
    value=st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | TEXT
    | st.binary(max_size=20)
    | st.lists(st.integers() | st.binary(max_size=2), max_size=2)
    | st.dictionaries(st.integers() | TEXT, TEXT, max_size=2),
    name=st.sampled_from(rows.names_of("venue")),
)
def test_whatever_another_desk_wrote_in_a_field_the_row_takes_it_or_shows_the_default(value: object, name: str) -> None:
    state = rows.blank("venue", b"r" * 16)
    before = rows.stored(state)
    state.values[name] = value
    stored = rows.stored(state)
    with sqlite3.connect(":memory:") as base:
        at = len(rows.OWN) + rows.names_of("venue").index(name)
        column = Venue.__table__.columns[name].type.compile(dialect())
        base.execute(f"CREATE TABLE one (it {column})")
        base.execute("INSERT INTO one VALUES (?)", (stored[at],))
        assert base.execute("SELECT it FROM one").fetchone() == (stored[at],)
    assert stored[:at] == before[:at]
    assert rows._state("venue", (1, *stored)).values.keys() == state.values.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_was_given_little_is_the_rest_as_nobody_wrote_it(desk: Desk, kind: str) -> None:
    record, told = b"r" * 16, (b"r" * 16, b"s" * 16, b"heads", None, 7, "", b"d" * 16, 8)
    desk.store.writer.local(lambda connection: rows.insert(connection, kind, ("event",), [(*told, EVENT)])).result()
    state = rows.blank(kind, record)
    state.values["event"] = EVENT
    assert desk.read_now(rows.raw, kind, [record])[record] == (*told, *rows.stored(state)[len(rows.OWN) :])


def test_many_rows_are_changed_in_the_columns_that_are_named_and_no_others(desk: Desk) -> None:
    made = [desk.do_now(Add("venue", EVENT, {"name": f"V {at}", "city": "Carson"})).value for at in range(205)]
    some = [(f"O'Neil {at}", made[at]) for at in range(203)]
    desk.store.writer.local(lambda connection: rows.update(connection, "venue", ("name",), some)).result()
    found = desk.read_now(lambda connection: rows.load(connection, "venue", made))
    assert [found[record].values["name"] for record in made[:203:101]] == ["O'Neil 0", "O'Neil 101", "O'Neil 202"]
    assert [found[record].values["name"] for record in made[203:]] == ["V 203", "V 204"]
    assert {found[record].values["city"] for record in made} == {"Carson"}
