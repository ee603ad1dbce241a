"""A page is read whole or refused; nothing in it is believed that its frame does not bear out."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Act, Refused
from eocdesk.models.card import Signed
from eocdesk.models.change import Stub, Why, decode, encode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store import signing
from eocdesk.store.hub import log_page
from eocdesk.store.hub.people import HubDevice
from tests.kit.hubs import AMBER, GREEN, RED, Pen

RELAY = HubDevice(b"r" * 16, b"", b"", "Relay", (), 0, None, None, "")
SCOPE = scope_id(*GREEN)


def test_a_page_is_sorted_into_chains_and_keeps_its_order() -> None:
    pen, other = Pen(), Pen()
    pieces = [pen.write(), other.write(AMBER), pen.write(), other.write(AMBER)]
    page = log_page.read(RELAY, pieces, [pen.end()])
    assert [item.body for item in page.items] == pieces
    assert {chain: (run.first, run.last) for chain, run in page.runs.items()} == {
        (SCOPE, pen.dev): (1, 2),
        (scope_id(*AMBER), other.dev): (1, 2),
    }
    assert page.labels == {SCOPE: GREEN, scope_id(*AMBER): AMBER}


def bent(body: bytes, **values: object) -> bytes:
    return encode(msgspec.structs.replace(decode(body), **values))


@pytest.mark.parametrize(
    "values",
    [
        {"scope": b"s" * 16},
        {"scope": b"s"},
        {"dev": b"d"},
        {"rec": b"r" * 17},
        {"n": 0},
        {"n": -1},
        {"n": 2**63},
        {"prev": b""},
        {"hlc": -1},
        {"hlc": 2**64 - 1},
        {"op": 9},
        {"kind": ""},
        {"kind": "in\0cident"},
        {"kind": "k" * 2000},
        {"labels": (b"e" * 16, "GREEN", "")},
        {"left": b"l"},
        {"act": Act(b"a" * 100, "Write")},
        {"base": {"title": [(b"d" * 16, 2**64 - 1)]}},
    ],
)
def test_a_page_with_a_change_out_of_bounds_is_refused(values: dict[str, object]) -> None:
    body = Pen().write()
    with pytest.raises(Refused, match="cannot be read"):
        log_page.read(RELAY, [bent(body, **values)], [])


def test_a_page_with_a_gap_in_a_chain_is_refused() -> None:
    pen = Pen()
    pieces = [pen.write(), pen.write(), pen.write()]
    with pytest.raises(Refused, match="change 3 of a desk stands after 1"):
        log_page.read(RELAY, [pieces[0], pieces[2]], [])


def test_a_page_whose_changes_name_no_end_of_parents_is_refused() -> None:
    many = {"title": [(b"d" * 16, 1)] * (log_page.MOST + 1)}
    with pytest.raises(Refused, match="too many parents"):
        log_page.read(RELAY, [Pen().write(base=many)], [])


def test_a_body_nested_without_end_is_refused() -> None:
    body = Pen().write(fields={"title": 1})
    deep = body.replace(b"\xa5title\x01", b"\xa5title" + b"\x91" * 100_000 + b"\x01")
    assert deep != body
    with pytest.raises(Refused):
        log_page.read(RELAY, [deep], [])


@given(st.binary(max_size=60))
def test_bytes_that_are_no_change_are_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        log_page.read(RELAY, [body], [])


@given(st.data())
def test_a_change_with_bytes_bent_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    body = bytearray(Pen().write())
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        page = log_page.read(RELAY, [bytes(body)], [])
    except Refused:
        return
    assert page.items[0].change == decode(bytes(body))


def test_a_stub_says_no_more_than_that_the_words_are_not_here() -> None:
    stub = Stub(SCOPE, b"d" * 16, 1, bytes(8), b"x" * 32, int(Why.REDACTED))
    (item,) = log_page.read(RELAY, [stub], []).items
    assert (item.change, item.why, item.digest) == (None, int(Why.WITHDRAWN), b"x" * 32)
    with pytest.raises(Refused):
        log_page.read(RELAY, [msgspec.structs.replace(stub, digest=b"short")], [])


def test_only_an_end_signed_by_the_author_itself_counts() -> None:
    pen, other = Pen(), Pen()
    pieces = [pen.write()]
    end = pen.end()
    keys = {pen.dev: signing.public(pen.key)}
    forged = Signed(SCOPE, pen.dev, 1, end.hash, signing.sign(other.key, end.message))
    proof = {
        name: log_page.proven(log_page.read(RELAY, pieces, signed), known).runs[SCOPE, pen.dev]
        for name, signed, known in (
            ("good", [end], keys),
            ("forged", [forged], keys),
            ("of another number", [other_number(pen, end)], keys),
            ("none", [], keys),
            ("stranger", [end], {}),
        )
    }
    assert {name: (run.signed is not None, run.known) for name, run in proof.items()} == {
        "good": (True, True),
        "forged": (False, True),
        "of another number": (False, True),
        "none": (False, True),
        "stranger": (False, False),
    }


def other_number(pen: Pen, end: Signed) -> Signed:
    """Signed well, yet for a place where the chain does not end."""
    unsigned = Signed(end.scope, end.dev, end.n + 1, end.hash, b"")
    return Signed(end.scope, end.dev, end.n + 1, end.hash, signing.sign(pen.key, unsigned.message))


def test_acts_tie_chains_together_however_long_the_way() -> None:
    pen = Pen()
    one, two = (Act(new_id(), "Act", size=2) for _ in range(2))
    pieces = [pen.write(GREEN, act=one), pen.write(AMBER, act=one), pen.write(AMBER, act=two), pen.write(RED, act=two)]
    other = Pen()
    page = log_page.read(RELAY, [*pieces, other.write()], [])
    green, amber, red = ((scope_id(*labels), pen.dev) for labels in (GREEN, AMBER, RED))
    assert sorted(log_page.knots(page), key=len) == [{(SCOPE, other.dev)}, {green, amber, red}]
