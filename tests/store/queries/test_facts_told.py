"""What was told is read by key, and differs where it reads otherwise than before."""

from __future__ import annotations

from eocdesk.store.queries.facts_told import NOTHING_BEYOND, NOTHING_TOLD, Beyond, Told

TOLD = Told("1", (("1", " Heat. "), ("2", "")), (("7[]", (("a", "b"),)),), (), (("1", "RED"),), (("1", "Heat."),))


def test_what_nobody_wrote_is_empty() -> None:
    assert (TOLD.text("1"), TOLD.text("3"), TOLD.earlier("2")) == ("Heat.", "", "")
    assert (TOLD.table("7[]"), TOLD.table("8[]")) == ((("a", "b"),), ())
    assert (TOLD.marking("1"), TOLD.marking("2")) == ("RED", "")
    assert NOTHING_TOLD.text("1") == ""


def test_blocks_differ_by_what_they_say_and_not_by_their_spaces() -> None:
    assert TOLD.differing(("1", "2", "3")) == 0
    rows = (("16[]", (("Helicopter", "18:00"),)),)
    assert Told(rows=rows).differing(("16[]",)) == 1
    assert Told(rows=rows, before=(("16[]", "Helicopter\t18:00"),)).differing(("16[]",)) == 0
    assert Told(texts=(("1", "Cold."), ("2", "New"))).differing(("1", "2", "3")) == 2


def test_changes_are_counted_by_section() -> None:
    assert Beyond(touched=(("7", 2),)).changes("7") == 2
    assert NOTHING_BEYOND.changes("7") == 0
