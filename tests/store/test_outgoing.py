"""A page never cuts an act, never leaves a hole in a chain, and ends where its author signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.command import Work
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Piece, decode
from eocdesk.models.right import Labels
from eocdesk.store import meeting
from eocdesk.store.outgoing import Outgoing
from tests.kit.chains import everything, fetch, held, key_of, lengths, sign
from tests.kit.desks import EVENT, bodies, make_desk

HUB = b"h" * 16
MARKINGS = ("AMBER", "GREEN", "RED")


@dataclass(frozen=True)
class Setup:
    """One act in two parts on many records, some of which move between scopes."""

    count: int
    moves: bool = True
    title: str = "Set up"

    def do(self, work: Work) -> None:
        made = [
            work.add("venue", event=EVENT, name=f"Venue {n}", marking=MARKINGS[n % 3], capacity=n)
            for n in range(self.count)
        ]
        work.checkpoint()
        for n, record in enumerate(made):
            marking = MARKINGS[(n + self.moves * n % 2) % 3]
            work.put("venue", record, marking=marking, city=f"City {n}")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose log holds small acts and large ones, over three scopes."""
    desk = make_desk(tmp_path_factory.mktemp("busy") / "desk")
    for n in range(4):
        desk.do_now(Add("venue", EVENT, {"name": f"Single {n}", "marking": MARKINGS[n % 3]}))
        desk.do_now(Setup(n * 2))
    yield desk
    desk.close()


def sent(desk: Desk, limit: int, max_bytes: int) -> list[Outgoing]:
    """Everything a hub lacks, page by page, each acknowledged; forgotten afterwards."""
    found: list[Outgoing] = []
    while True:
        page = desk.read_now(meeting.pending, HUB, limit=limit, max_bytes=max_bytes)
        if not page.pieces:
            break
        found.append(page)
        reaches = [end[:3] for end in page.ends]
        desk.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=reaches)).result()
    desk.store.writer.local(partial(meeting.rewind, peer=HUB, scopes=list(lengths(desk)))).result()
    return found


def parts_of(pieces: list[Piece]) -> Counter[tuple[bytes, int, int]]:
    """How many changes of each part of an act, with how many there should be."""
    acts = [decode(piece).act for piece in pieces if isinstance(piece, bytes)]
    return Counter((act.id, act.part, act.size) for act in acts)


@given(limit=st.integers(1, 40), max_bytes=st.integers(200, 20_000))
def test_pages_of_any_size_hold_whole_acts_and_follow_each_other_without_a_hole(
    busy: Desk, limit: int, max_bytes: int
) -> None:
    pages = sent(busy, limit, max_bytes)
    ends: dict[tuple[bytes, bytes], int] = {}
    for page in pages:
        assert all(count == size for (_, _, size), count in parts_of(page.pieces).items())
        for piece in page.pieces:
            assert isinstance(piece, bytes)
            change = decode(piece)
            assert change.n == ends.get((change.scope, change.dev), 0) + 1
            ends[change.scope, change.dev] = change.n
        assert {(end.scope, end.dev): end.n for end in page.ends} == {
            key: n for key, n in ends.items() if any(key == (e.scope, e.dev) for e in page.ends)
        }
        if len(page.pieces) > limit:
            assert len(parts_of(page.pieces)) == 1, "only an act that is larger itself goes beyond the limit"
    assert sorted(p for page in pages for p in page.pieces if isinstance(p, bytes)) == sorted(bodies(busy))
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]


def test_the_ends_bear_the_chains_hash_there(busy: Desk) -> None:
    asked = "SELECT h.scope, h.dev, c.n, c.hash FROM change c JOIN chain h ON h.id = c.chain"
    every = set(busy.read_now(lambda c: [tuple(row) for row in c.exec_driver_sql(asked)]))
    for page in sent(busy, 7, 1 << 22):
        assert {tuple(end) for end in page.ends} <= every


def test_one_scope_alone_and_all_but_one_chain(busy: Desk) -> None:
    scopes = sorted(lengths(busy))
    page = busy.read_now(meeting.pending, HUB, scopes=[scopes[0]])
    assert {end.scope for end in page.ends} == {scopes[0]}
    rest = busy.read_now(meeting.pending, HUB, without=[(scopes[0], busy.device)])
    assert {end.scope for end in rest.ends} == set(scopes[1:])


def test_what_a_hub_acknowledged_is_not_sent_again_and_what_it_lost_is(busy: Desk) -> None:
    page = busy.read_now(meeting.pending, HUB)
    reaches = [end[:3] for end in page.ends]
    busy.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=reaches)).result()
    assert busy.read_now(meeting.pending, HUB) == Outgoing()
    scope, dev, _ = reaches[0]
    busy.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=[(scope, dev, 2)])).result()
    assert busy.read_now(meeting.pending, HUB) == Outgoing(), "a late answer takes nothing back"
    busy.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=[(scope, dev, 2)], back=True)).result()
    first = busy.read_now(meeting.pending, HUB).pieces[0]
    assert isinstance(first, bytes)
    assert decode(first).n == 3
    busy.store.writer.local(partial(meeting.rewind, peer=HUB, scopes=list(lengths(busy)))).result()


def test_a_relay_cuts_anothers_chain_only_where_it_was_signed(desks: Callable[[int], list[Desk]]) -> None:
    one, two, three = desks(3)
    for n in range(10):
        one.do_now(Add("venue", EVENT, {"name": f"Venue {n}"}))
    fetch(two, one, limit=4)
    signed = {end[:3] for page in sent(two, 4, 1 << 22) for end in page.ends if end.dev == one.device}
    assert signed
    for page in sent(two, 1, 1 << 22):
        ends = [end for end in page.ends if end.dev == one.device]
        assert len(sign(two, ends)) == len(ends), "each end of another's chain comes with its author's signature"
    fetch(three, two, limit=1, known=key_of(one, two, three))
    assert set(held(one)) <= set(held(three))


def test_halves_of_an_act_that_came_far_apart_go_on_together(desks: Callable[[int], list[Desk]]) -> None:
    """A hub gives scope by scope: what came between the halves does not part them for whoever is next."""
    one, two = desks(2)
    one.do_now(Setup(4, moves=False))
    fetch(two, one, may=lambda labels: labels[1] == "AMBER")
    for n in range(8):
        two.do_now(Add("venue", EVENT, {"name": f"Between {n}"}))
    fetch(two, one)
    pages = sent(two, 3, 1 << 22)
    assert len(pages) > 2
    for page in pages:
        assert all(count == size for (_, _, size), count in parts_of(page.pieces).items())
    assert sorted(p for page in pages for p in page.pieces if isinstance(p, bytes)) == sorted(bodies(two))


def test_an_act_whose_other_half_the_reader_may_not_see_goes_as_far_as_it_may(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    one.do_now(Setup(9))

    def not_red(labels: Labels) -> bool:
        return labels[1] != "RED"

    fetch(two, one, may=not_red, limit=2)
    seen = {stand.labels[1] for stand in two.read_now(meeting.standing).values()}
    assert "RED" not in seen
    assert {"AMBER", "GREEN"} <= seen
    mine = lengths(two)
    for scope, chains in lengths(one).items():
        assert scope not in mine or mine[scope].items() >= chains.items()


def test_a_reader_that_claims_more_than_there_is_gets_nothing(busy: Desk) -> None:
    beyond = {scope: {dev: n + 5 for dev, n in chains.items()} for scope, chains in lengths(busy).items()}
    assert busy.read_now(meeting.after, beyond, may=everything) == Outgoing()


def test_a_page_is_found_by_index_and_not_by_reading_the_log(busy: Desk) -> None:
    asked = "SELECT seq, n, kind, hash, body FROM change WHERE chain = ? AND n > ? AND n <= ? ORDER BY n LIMIT ?"
    plan = busy.read_now(lambda c: str(c.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (1, 1, 9, 9)).fetchall()))
    assert "SEARCH change USING INDEX" in plan
    assert "TEMP B-TREE" not in plan
