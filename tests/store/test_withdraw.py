"""What may not be held any more is gone from the file to the last byte; what nobody else holds yet stays."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from eocdesk.commands.command import Work
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue
from eocdesk.models.change import Stub, Why, decode
from eocdesk.models.right import Labels
from eocdesk.store import changelog, local, meeting, peers, search, verify, withdraw
from eocdesk.store import open as opening
from eocdesk.store.peers import Peer
from eocdesk.store.queries import events
from tests.kit.chains import everything, fetch, held, key_of, lengths
from tests.kit.desks import EVENT, bodies, sound

HUB = b"h" * 16
PAGE, RESERVED, SALT, FRAME, HEAD = 4096, 80, 16, 24, 32
WORDS = ("Nightingale", "Kingfisher", "Goldfinch", "Capercaillie", "Dotterel", "Wheatear")


def not_red(labels: Labels) -> bool:
    return labels[1] != "RED"


def plain(desk: Desk) -> bytes:
    """Every page of the database's file and of its log as it lies there, deciphered, free ones included."""
    file = (desk.folder / opening.FILE).read_bytes()
    log = desk.folder / f"{opening.FILE}-wal"
    frames = log.read_bytes()[HEAD:] if log.exists() else b""
    pages = [file[at : at + PAGE] for at in range(0, len(file), PAGE)]
    pages += [frames[at + FRAME : at + FRAME + PAGE] for at in range(0, len(frames), FRAME + PAGE)]
    return b"".join(deciphered(page, desk.store.key.raw) for page in pages)


def deciphered(page: bytes, key: bytes) -> bytes:
    body, vector = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
    if len(page) < PAGE:
        return b""
    found = b""
    for begin in (0, SALT):  # the first page begins with the salt
        some = body[begin : begin + (len(body) - begin) // 16 * 16]
        reader = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        found += reader.update(some) + reader.finalize()
    return found


def lies_in(desk: Desk, words: tuple[str, ...] = WORDS) -> list[str]:
    """The words that are found anywhere in the desk's files, whatever their letter case."""
    lying = plain_after(desk)
    assert b"la28 games" in lying, "the pages were deciphered"
    return [word for word in words if word.lower().encode() in lying]


def scope_of(desk: Desk, marking: str) -> bytes:
    return next(scope for scope, stand in desk.read_now(meeting.standing).items() if stand.labels[1] == marking)


def give_up(desk: Desk, *scopes: bytes) -> set[tuple[str, bytes]]:
    return set(desk.store.writer.receive(partial(withdraw.purge, scopes=scopes)).result().ids)


def acknowledge(desk: Desk, peer: bytes = HUB) -> None:
    reaches = [(scope, dev, n) for scope, chains in lengths(desk).items() for dev, n in chains.items()]
    desk.store.writer.local(partial(meeting.acknowledge, peer=peer, reaches=reaches)).result()


def withdraw_left(desk: Desk) -> set[tuple[str, bytes]]:
    return set(desk.store.writer.receive(withdraw.withdraw_left).result().ids)


def secret(desk: Desk, **more: str) -> bytes:
    """A record with the words in fields that are searched and in some that are not."""
    values = {"name": WORDS[0], "note": WORDS[1], "aliases": [WORDS[2]], "address": WORDS[3], **more}
    record: bytes = desk.do_now(Add("venue", EVENT, values)).value
    return record


def test_of_a_scope_given_up_no_byte_is_left_in_the_file(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    plainly = one.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    for n in range(60):
        record = secret(one, marking="RED", city=f"{WORDS[4]} {n}")
        one.do_now(Amend("venue", record, {"note": f"{WORDS[1]} {WORDS[5]} " * (n * 5 % 37)}))
    entry, _ = one.do_now(LogEntry(EVENT, f"{WORDS[0]} at gate 4", marking="RED")).value
    fetch(two, one)
    two.do_now(Amend("venue", record, {"note": f"{WORDS[0]} as two saw it"}))
    one.do_now(Amend("venue", record, {"note": f"{WORDS[2]} as one saw it"}))
    fetch(two, one)
    assert two.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar_one())
    assert lies_in(two) == list(WORDS)
    gone = give_up(two, scope_of(two, "RED"))
    assert ("venue", record) in gone
    assert ("entry", entry) in gone
    assert lies_in(two) == []
    assert two.read_now(events.record, Entry, entry) is None
    assert [venue.id for venue in two.read_now(events.of_event, Venue, EVENT)] == [plainly]
    assert two.read_now(search.rows, "venue", "sofi")
    assert two.read_now(search.rows, "venue", WORDS[0]) == []
    assert sound(two)
    assert two.store.writer.local(verify.words).result() == []


@dataclass(frozen=True)
class Fill:
    """Many records of two scopes, side by side, written over twice with notes of other lengths."""

    records: dict[int, bytes]
    title: str = "Fill"

    def do(self, work: Work) -> None:
        rng = random.Random(len(self.records))  # noqa: S311
        for n in range(600):
            hidden = n % 2 == 1
            values = {"note": (WORDS[n % 6] if hidden else "plain words") * rng.randint(1, 60)}
            if n not in self.records:
                values |= {"name": f"Venue {n}", "marking": "RED" if hidden else "AMBER"}
                self.records[n] = work.add("venue", event=EVENT, **values)
            else:
                work.put("venue", self.records[n], **values)


def test_nothing_is_left_where_the_database_moved_rows_from_page_to_page(desk: Desk) -> None:
    fill = Fill({})
    for _ in range(3):
        desk.do_now(fill)
    give_up(desk, scope_of(desk, "RED"))
    assert lies_in(desk) == []
    assert len(desk.read_now(events.of_event, Venue, EVENT)) == 300
    assert sound(desk)


def test_the_places_of_what_this_desk_wrote_there_stay_and_fill_again_when_it_may(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = secret(two, marking="RED")
    fetch(one, two)
    scope = scope_of(two, "RED")
    give_up(two, scope)
    assert lies_in(two) == []
    assert lengths(two)[scope] == {two.device: 1}
    two.do_now(Add("venue", EVENT, {"name": "Written since", "marking": "RED"}))
    assert lengths(two)[scope] == {two.device: 2}, "no number is used twice"
    assert sound(two)
    fetch(one, two)
    assert sound(one)
    two.store.writer.receive(partial(refill, two, one, scope)).result()
    assert two.read_now(events.record, Venue, record) is not None
    assert sound(two)


def refill(two: Desk, one: Desk, scope: bytes, connection: object) -> set[tuple[str, bytes]]:
    words = [body for body in bodies(one) if decode(body).scope == scope]
    return meeting.take(connection, words, [], key_of())  # type: ignore[arg-type]


def test_a_record_that_left_for_out_of_sight_goes_once_it_is_acknowledged(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = secret(one)
    fetch(two, one)
    two.do_now(Amend("venue", record, {"city": f"{WORDS[4]}, unsent"}))
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    assert two.read_now(events.record, Venue, record) is None
    assert withdraw_left(two) == set(), "what is held nowhere else stays"
    assert lies_in(two)
    acknowledge(two)
    assert withdraw_left(two) == {("venue", record)}
    assert lies_in(two) == []
    assert [decode(body).rec for body in held(two) if isinstance(body, bytes)].count(record) == 1, "the tombstone"
    assert {piece.why for piece in held(two) if isinstance(piece, Stub)} == {Why.WITHDRAWN}
    assert withdraw_left(two) == set()
    assert sound(two)
    assert two.read_now(meeting.standing).items() <= {**two.read_now(meeting.standing)}.items()


def test_a_record_that_left_in_two_steps_goes_from_every_scope_it_was_in(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = secret(one)
    fetch(two, one)
    one.do_now(Amend("venue", record, {"marking": "GREEN"}))
    fetch(two, one)
    acknowledge(two)
    assert withdraw_left(two) == set(), "it is only next door"
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    acknowledge(two)
    assert withdraw_left(two) == {("venue", record)}
    assert lies_in(two) == []


def test_where_a_hub_is_known_only_what_the_hub_holds_is_held(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = secret(one)
    fetch(two, one)
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    two.store.writer.local(partial(peers.put, peer=Peer(HUB, peers.HUB, "Room 1"))).result()
    acknowledge(two, one.device)
    assert withdraw_left(two) == set()
    acknowledge(two)
    assert withdraw_left(two) == {("venue", record)}


def test_a_record_this_desk_moved_itself_stays_until_it_loses_sight_of_where_it_went(desk: Desk) -> None:
    record = secret(desk)
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    acknowledge(desk)
    assert withdraw_left(desk) == set()
    assert desk.read_now(events.record, Venue, record) is not None
    assert give_up(desk, scope_of(desk, "RED")) == {("venue", record)}
    assert lies_in(desk) == []
    assert desk.read_now(events.record, Venue, record) is None
    assert sound(desk)


def test_what_a_hub_refused_is_set_aside_with_its_sentence_and_the_record_is_as_everywhere_else(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi", "city": "LA"})).value
    fetch(two, one)
    one.do_now(Amend("venue", record, {"city": WORDS[0]}))
    one.do_now(Amend("venue", record, {"name": "SoFi Stadium"}))
    ((scope, chains),) = lengths(one).items()
    n = chains[one.device] - 1
    told = [
        (scope, one.device, n, "A liaison does not write this."),
        (scope, b"o" * 16, 1, ""),
        (scope, one.device, 99, ""),
    ]
    notice = one.store.writer.receive(partial(withdraw.refuse, refusals=told)).result()
    assert notice.ids == {("venue", record)}
    found = one.read_now(events.record, Venue, record)
    assert found is not None
    assert (found.name, found.city) == ("SoFi Stadium", "LA")
    asked = "SELECT kind, rec, sentence, body FROM refused"
    ((kind, rec, sentence, body),) = one.read_now(lambda c: c.exec_driver_sql(asked).fetchall())
    assert (kind, rec, sentence) == ("venue", record, "A liaison does not write this.")
    assert decode(body).fields == {"city": WORDS[0]}
    assert sound(one)
    assert one.store.writer.receive(partial(withdraw.refuse, refusals=told)).result().ids == frozenset()
    fetch(two, one)
    theirs = two.read_now(events.record, Venue, record)
    assert theirs is not None
    assert (theirs.name, theirs.city) == (found.name, found.city)
    assert sound(two)


def test_a_revoked_desk_gives_up_everything_of_the_hub_and_becomes_another_device(desk: Desk) -> None:
    desk.store.writer.local(partial(peers.put, peer=Peer(HUB, peers.HUB, "Room 1"))).result()
    record, draft = secret(desk), {"text": "being typed"}
    acknowledge(desk)
    alone = desk.do_now(Add("venue", EVENT, {"name": "Never sent", "marking": "RED"})).value
    desk.save_draft("compose/1", draft).result()
    before = desk.device
    gone = desk.store.writer.receive(partial(withdraw.purge_all, peer=HUB, why="The laptop was lost.")).result().ids
    assert ("venue", record) in gone
    assert [word for word in WORDS if word.lower().encode() in plain_after(desk)] == []
    assert desk.read_now(events.record, Venue, alone) is not None
    assert desk.drafts() == {"compose/1": draft}
    noted = desk.read_now(local.get, withdraw.PURGED)
    assert (noted["peer"], noted["why"]) == (HUB.hex(), "The laptop was lost.")
    known = desk.read_now(peers.get, HUB)
    assert known is not None
    assert known.state == peers.REVOKED
    assert desk.read_now(local.get, "device") != before
    written = desk.do_now(Add("venue", EVENT, {"name": "Written since"})).value
    assert desk.read_now(changelog.of_record, written)[0][0].dev == desk.read_now(local.get, "device")
    assert sound(desk)


def plain_after(desk: Desk) -> bytes:
    assert desk.store.writer.settle_log().result()
    return plain(desk).lower()


@pytest.mark.parametrize("deed", ["purge", "refuse", "withdraw"])
def test_another_program_on_this_desk_hears_what_was_taken_away(desks: Callable[[int], list[Desk]], deed: str) -> None:
    one, two = desks(2)
    record = secret(one, marking="RED" if deed == "purge" else "AMBER")
    fetch(two, one)
    if deed == "withdraw":
        one.do_now(Amend("venue", record, {"marking": "RED"}))
        fetch(two, one, may=not_red)
        acknowledge(two)
    told = two.read_now(changelog.newest)
    scope = scope_of(two, "RED" if deed == "purge" else "AMBER")
    deeds: dict[str, Callable[[], object]] = {
        "purge": lambda: give_up(two, scope),
        "withdraw": lambda: withdraw_left(two),
        "refuse": lambda: two.store.writer.receive(
            partial(withdraw.refuse, refusals=[(scope, one.device, lengths(one)[scope][one.device], "No.")])
        ).result(),
    }
    deeds[deed]()
    last, found, act = two.read_now(changelog.elsewhere, told, lambda: ())
    assert ("venue", record) in found
    assert last > told
    assert act is not None
    assert two.read_now(changelog.elsewhere, last, lambda: ())[1:] == ([], None)


def test_where_the_going_was_refused_the_words_that_went_with_it_are_asked_for_again(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = secret(one, marking="AMBER")
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    acknowledge(two)
    withdraw_left(two)
    scope, other = scope_of(two, "AMBER"), b"o" * 16
    for peer in (HUB, other):
        two.store.writer.local(partial(meeting.set_cursor, peer=peer, scope=scope, seq=9, hash_=b"x" * 32)).result()
    going = (scope, one.device, lengths(one)[scope][one.device], "Not its right.")
    two.store.writer.receive(partial(withdraw.refuse, refusals=[going], hub=HUB)).result()
    assert scope not in two.read_now(meeting.cursors, HUB)
    assert scope in two.read_now(meeting.cursors, other), "the other hub let it in: there is nothing to ask there"
    fetch(two, one, may=not_red)
    assert sound(two)


def test_the_bytes_of_attachments_that_nothing_names_any_more_are_named_until_they_are_gone(desk: Desk) -> None:
    shared, alone = ("a" * 64), ("b" * 64)
    for sha256, marking in ((shared, "RED"), (shared, "AMBER"), (alone, "RED")):
        values = {"name": "gate.jpg", "sha256": sha256, "marking": marking}
        desk.do_now(Add("document", EVENT, values))
    assert desk.read_now(withdraw.bytes_given_up) == []
    give_up(desk, scope_of(desk, "RED"))
    assert desk.read_now(withdraw.bytes_given_up) == [alone]
    desk.store.writer.local(partial(withdraw.bytes_gone, names=[alone])).result()
    assert desk.read_now(withdraw.bytes_given_up) == []
    give_up(desk, scope_of(desk, "AMBER"))
    assert desk.read_now(withdraw.bytes_given_up) == [shared]


def test_giving_up_nothing_changes_nothing(desk: Desk) -> None:
    before = held(desk)
    assert give_up(desk) == set()
    assert withdraw_left(desk) == set()
    assert desk.store.writer.receive(partial(withdraw.refuse, refusals=[])).result().ids == frozenset()
    assert held(desk) == before
    assert everything((b"", "", ""))


def test_words_that_come_again_of_a_record_that_left_in_two_steps_are_looked_at_again(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = secret(one)
    fetch(two, one)
    words = [piece for piece in held(two) if isinstance(piece, bytes) and decode(piece).rec == record]
    one.do_now(Amend("venue", record, {"marking": "GREEN"}))
    fetch(two, one)
    acknowledge(two)
    assert withdraw_left(two) == set(), "it is only next door"
    one.do_now(Amend("venue", record, {"marking": "RED"}))
    fetch(two, one, may=not_red)
    acknowledge(two)
    assert withdraw_left(two) == {("venue", record)}
    two.store.writer.receive(partial(meeting.take, pieces=words, ends=[], key_of=key_of(one))).result()
    assert two.read_now(meeting.leaving) == [record]
    assert withdraw_left(two) == {("venue", record)}
    assert lies_in(two) == []
