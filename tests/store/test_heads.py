"""Heads come back from their bytes as they were, and equal heads are equal bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store import heads
from eocdesk.store.merge import Head

IDS = st.sampled_from([bytes([letter]) * 16 for letter in b"ABCD"])
HEADS = st.lists(
    st.builds(Head, st.integers(0, 2**62), IDS, st.integers(1, 99), IDS), min_size=1, max_size=3, unique=True
)
HELD = st.dictionaries(
    st.sampled_from(["name", "city", "capacity", "struck", "roof"]),
    HEADS.map(lambda some: tuple(sorted(some, reverse=True))),
)


@given(HELD, IDS)
def test_heads_come_back_whole(held: dict[str, tuple[Head, ...]], scope: bytes) -> None:
    assert heads.unpack(heads.pack(held, scope), scope) == held


@given(HELD, IDS)
def test_the_order_in_which_fields_were_written_does_not_show(held: dict[str, tuple[Head, ...]], scope: bytes) -> None:
    assert heads.pack(dict(reversed(held.items())), scope) == heads.pack(held, scope)


@given(HELD, HELD, IDS)
def test_other_heads_are_other_bytes(
    one: dict[str, tuple[Head, ...]], two: dict[str, tuple[Head, ...]], scope: bytes
) -> None:
    assert (heads.pack(one, scope) == heads.pack(two, scope)) == (one == two)


def test_a_field_nobody_wrote_has_none_and_an_empty_note_is_no_heads() -> None:
    assert heads.unpack(heads.pack({"name": ()}, b"s"), b"s") == {}
    assert heads.unpack(b"", b"s") == {}


def test_fields_of_one_save_are_noted_together() -> None:
    head = (Head(1 << 60, b"d" * 16, 1, b"s" * 16),)
    many = heads.pack({f"field{n}": head for n in range(20)}, b"s" * 16)
    assert many.count(b"d" * 16) == 1


@given(
    HELD,
    IDS,
    st.integers(0, 2**62 + 1),
    st.sets(st.sampled_from(["name", "city", "capacity", "struck", "roof", "phone"])),
)
def test_a_change_takes_fields_from_those_that_held_them(
    held: dict[str, tuple[Head, ...]], scope: bytes, hlc: int, fields: set[str]
) -> None:
    groups, new = heads.groups(heads.pack(held, scope)), Head(hlc, b"N" * 16, 3, scope)
    heads.advance(groups, scope, (new.hlc, new.dev, new.n, b""), dict.fromkeys(fields))
    assert heads.packed(groups) == heads.pack(held | dict.fromkeys(fields, (new,)), scope)
