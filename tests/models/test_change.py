"""A change is the same bytes on every desk for ever; what a newer version adds does not stop an older one."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models.change import Act, Change, Op, decode, decode_stub, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
IDS = st.binary(min_size=16, max_size=16)
CHANGES = st.builds(
    Change,
    scope=IDS,
    dev=IDS,
    n=st.integers(1, 2**40),
    prev=st.binary(min_size=8, max_size=8),
    hlc=st.integers(0, 2**62),
    kind=st.sampled_from(["venue", "entry", "of a newer version"]),
    rec=IDS,
    op=st.sampled_from([int(op) for op in Op]),
    fields=st.dictionaries(st.text(max_size=8), VALUES, max_size=5),
    base=st.dictionaries(st.text(max_size=8), st.lists(st.tuples(IDS, st.integers(1, 9)), max_size=3), max_size=3),
    act=st.builds(Act, id=IDS, title=st.text(max_size=9), person=st.text(max_size=9)),
    labels=st.tuples(IDS, st.just("AMBER"), st.text(max_size=5)),
)


@given(CHANGES)
def test_a_change_comes_back_from_its_bytes_and_gives_the_same_bytes_again(change: Change) -> None:
    assert decode(encode(change)) == change
    assert encode(decode(encode(change))) == encode(change)


@given(CHANGES)
def test_the_order_in_which_fields_were_set_does_not_show(change: Change) -> None:
    turned = msgspec.structs.replace(
        change, fields=dict(reversed(change.fields.items())), base=dict(reversed(change.base.items()))
    )
    assert encode(turned) == encode(change)


def test_the_wire_form_is_frozen() -> None:
    act = Act(b"a" * 16, "Amend venue", "L. Chen", "Watch officer", "hand", 1, 0)
    labels = (b"e" * 16, "AMBER", "")
    change = Change(
        scope=b"s" * 16,
        dev=b"d" * 16,
        n=2,
        prev=b"p" * 8,
        hlc=7,
        kind="venue",
        rec=b"r" * 16,
        op=int(Op.SET),
        fields={"name": "SoFi", "capacity": 70240},
        base={"name": [(b"d" * 16, 1)]},
        act=act,
        labels=labels,
    )
    assert encode(change).hex() == (
        "9ec41073737373737373737373737373737373c4106464646464646464646464646464646402c4087070707070707070"
        "07a576656e7565c410727272727272727272727272727272720082a86361706163697479ce00011260a46e616d65a453"
        "6f466981a46e616d659192c410646464646464646464646464646464640197c410616161616161616161616161616161"
        "61ab416d656e642076656e7565a74c2e204368656ead5761746368206f666669636572a468616e64010093c410656565"
        "65656565656565656565656565a5414d424552a0c40001"
    )


def test_what_a_newer_version_adds_at_the_end_is_no_hindrance() -> None:
    change = Change(b"s", b"d", 1, b"", 1, "venue", b"r", 0, {}, {}, Act(b"a", "x"), (b"e", "AMBER", ""))
    longer = [*msgspec.msgpack.decode(encode(change)), "a part of version 2"]
    assert decode(msgspec.msgpack.encode(longer)) == change


@pytest.mark.parametrize("body", [b"", b"\x00", b"not a change", b"\x92\x01\x02", b"\x9c" + b"\xc0" * 12])
def test_what_is_no_change_is_said(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(body)


def test_words_that_are_no_text_and_depth_without_end_are_said_like_all_else() -> None:
    good = encode(Change(b"s", b"d", 1, b"", 1, "venue", b"r", 0, {"n": 1}, {}, Act(b"a", "x"), (b"e", "AMBER", "")))
    for bad in (good.replace(b"venue", b"\xff\xfenue"), good.replace(b"\xa1n\x01", b"\xa1n" + b"\x91" * 100_000)):
        with pytest.raises(msgspec.MsgspecError):
            decode(bad)
    with pytest.raises(msgspec.MsgspecError):
        decode_stub(b"\x91" * 100_000)
