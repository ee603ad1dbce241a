"""Rows keep their names from file to file, and rows that differ never share one."""

from __future__ import annotations

from eocdesk.commands.reading import Item
from eocdesk.interchange.keys import content_key, digest, joined, tell_apart


def row(key: str, title: str = "", **values: object) -> Item:
    return Item("session", key, "row 1", {"title": title, **values})


def test_a_key_of_content_ignores_case_and_blanks_and_nothing_else() -> None:
    assert content_key("Rose  Bowl ") == content_key("rose bowl")
    assert content_key("a", "b") != content_key("ab", "")
    assert len(digest("\ud800")) == 20  # half a surrogate, as JSON may hold one


def test_exact_repeats_keep_their_key_and_rows_that_differ_are_told_apart() -> None:
    rows, renamed = tell_apart([row("A", "Heat"), row("A", "Heat"), row("B", "Final")], ["", "", ""])
    assert [item.key for item in rows] == ["A", "A", "B"]
    assert renamed == 0
    rows, renamed = tell_apart([row("A", "Heat"), row("A", "Final")], ["09:00", "18:00"])
    assert [item.key for item in rows] == ["A/09:00", "A/18:00"]
    assert renamed == 2


def test_where_even_the_words_are_shared_what_a_row_says_names_it_every_time_the_same() -> None:
    def keys() -> list[str]:
        rows, _ = tell_apart([row("A", "Heat"), row("A", "Final")], ["x", "x"])
        return [item.key for item in rows]

    assert len(set(keys())) == 2
    assert keys() == keys()


def test_two_kinds_may_bear_one_key() -> None:
    venue = Item("venue", "A", "row 2", {"name": "A"})
    assert tell_apart([row("A"), venue], ["", ""])[1] == 0


def test_rows_of_one_record_gather_what_each_says() -> None:
    rows = joined([row("A", sports="Judo"), row("A", sports="Wrestling, Judo"), row("B", sports="Golf")], ["sports"])
    assert [item.values["sports"] for item in rows] == ["Judo, Wrestling", "Judo, Wrestling", "Golf"]


def test_lists_are_gathered_once_each_in_their_order() -> None:
    rows = joined([row("A", aliases=["x", "y"]), row("A", aliases=["y", "z"]), row("A", aliases=None)], ["aliases"])
    assert rows[0].values["aliases"] == ["x", "y", "z"]


def test_ten_thousand_rows_of_one_record_are_gathered_at_once() -> None:
    rows = joined([row("A", aliases=[str(number)]) for number in range(10_000)], ["aliases"])
    assert len(rows[-1].values["aliases"]) == 10_000
