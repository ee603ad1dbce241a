"""Ready to leave: each thing that would be missed out there is named, with what to do about it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.documents import Attach
from eocdesk.commands.partners import AddContact
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import backups, paths, ready
from eocdesk.desk.desk import Desk
from eocdesk.desk.ready import Check, State
from eocdesk.models import clock
from eocdesk.store import peers
from eocdesk.store.peers import REVOKED
from eocdesk.store.queries import attachments
from tests.kit.desks import EVENT, make_desk, meet
from tests.kit.joined import holds_all, joined
from tests.kit.mapfiles import mbtiles_file, png
from tests.kit.ways import Room

HOUR = 3_600_000


def checked(desk: Desk, name: str, now: int | None = None) -> Check:
    found = {one.name: one for one in ready.look(desk, now or clock.now())}
    return found[name]


def test_a_desk_that_has_joined_no_hub_may_leave_and_is_told_so(desk: Desk) -> None:
    told = checked(desk, "link")
    assert (told.state, "joined no hub" in told.sentence) == (State.WARN, True)
    assert checked(desk, "age").state is checked(desk, "clock").state is State.WARN


def test_what_is_not_at_the_hub_keeps_a_desk_from_leaving(desk: Desk) -> None:
    now = clock.now()
    joined(desk)
    assert "has not met it yet" in checked(desk, "link").sentence
    joined(desk, met=now, skew=0)
    holds_all(desk)
    assert checked(desk, "link") == Check("link", "Hub", State.OK, "Everything written here has reached Room hub.")
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    told = checked(desk, "link")
    assert (told.state, told.sentence) == (
        State.FAIL, "1 change has not reached Room hub yet. Meet it before you leave."
    )  # fmt: skip
    joined(desk, met=now, state=REVOKED)
    assert "has put this desk out" in checked(desk, "link").sentence


@pytest.mark.parametrize(
    ("age", "state", "words"),
    [(60_000, State.OK, "1 minute ago"), (5 * HOUR, State.WARN, "5 hours ago"), (50 * HOUR, State.FAIL, "2 days ago")],
)
def test_the_age_of_what_is_here_is_said(desk: Desk, age: int, state: State, words: str) -> None:
    now = clock.now()
    joined(desk, met=now - age)
    told = checked(desk, "age", now)
    assert told.state is state
    assert words in told.sentence


@pytest.mark.parametrize(
    ("skew", "state", "words"),
    [
        (20_000, State.OK, "Goes with the clock of Room hub."),
        (-5 * 60_000, State.WARN, "This desk is 5 minutes behind Room hub. Set the clock of this machine."),
        (61 * 60_000, State.FAIL, "This desk is 61 minutes ahead of Room hub. Set the clock of this machine."),
    ],
)
def test_a_clock_that_goes_wrong_is_said_in_words(desk: Desk, skew: int, state: State, words: str) -> None:
    joined(desk, met=clock.now(), skew=skew)
    told = checked(desk, "clock")
    assert (told.state, told.sentence) == (state, words)


def test_an_event_without_sessions_people_or_venues_is_not_all_there(desk: Desk) -> None:
    assert checked(desk, "contacts").state is State.FAIL
    assert checked(desk, "sessions").state is checked(desk, "event").state is State.WARN
    desk.do_now(AddContact(EVENT, {"name": "Ruiz", "radio": "Ch 4"}))
    desk.do_now(AddSession(EVENT, {"title": "Heats", "starts": clock.now() + HOUR}))
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    assert checked(desk, "contacts").sentence == "1 person."
    assert checked(desk, "sessions").sentence == "1 session in the next three days."
    assert checked(desk, "event").sentence == "LA28 Games: 1 venue, the newest change just now."
    for name in ("Silva", "Okafor"):
        desk.do_now(AddContact(EVENT, {"name": name}))
    told = checked(desk, "contacts")
    assert (told.state, told.sentence) == (State.WARN, "3 people, 2 of them with neither phone nor radio.")


def test_with_no_event_there_is_nothing_to_leave_with(desk: Desk) -> None:
    desk.event = None
    assert checked(desk, "event").state is State.FAIL


def test_attachments_that_are_named_but_not_here_are_listed(desk: Desk, tmp_path: Path) -> None:
    assert checked(desk, "attachments").sentence == "None."
    photo = tmp_path / "gate.jpg"
    photo.write_bytes(b"x" * 10)
    blob = desk.store.keep_file(photo).result()
    desk.do_now(Attach(EVENT, "gate.jpg", "image/jpeg", blob.size, blob.sha256))
    assert checked(desk, "attachments").sentence == "All 1 are here."
    desk.do_now(Attach(EVENT, "plan.pdf", "application/pdf", 2_500_000, "ab" * 32))
    told = checked(desk, "attachments")
    assert (told.state, told.sentence) == (State.WARN, "1 attachment is not here (2.5 MB): plan.pdf.")
    desk.settings.set("attachments_auto_mb", 1)
    told = checked(desk, "attachments")
    larger = "1 larger one comes when somebody opens it."
    assert (told.state, told.sentence) == (State.OK, f"1 of 2 are here. {larger}")
    desk.store.writer.local(lambda c: attachments.ask_for(c, "ab" * 32)).result()
    assert checked(desk, "attachments").state is State.WARN


def test_files_of_this_desk_that_are_nowhere_else_are_said(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "gate.jpg"
    photo.write_bytes(b"x" * 10)
    blob = desk.store.keep_file(photo).result()
    desk.do_now(Attach(EVENT, "gate.jpg", "image/jpeg", blob.size, blob.sha256))
    assert "brought" not in {one.name for one in ready.look(desk, clock.now())}  # there is no hub to bring it to
    hub = joined(desk)
    told = checked(desk, "brought")
    assert told.state is State.WARN
    assert told.sentence.startswith(f"1 attachment of this desk has not reached {hub.name} yet.")
    note = partial(attachments.note_at_hub, hub=hub.id, epoch=b"e", names=[blob.sha256], now=1)  # long ago
    desk.store.writer.local(note).result()
    assert "brought" not in {one.name for one in ready.look(desk, clock.now())}


def test_map_packages_are_named_and_a_broken_one_is_a_fault(desk: Desk) -> None:
    assert checked(desk, "maps").state is State.WARN
    folder = paths.maps(desk.folder)
    folder.mkdir()
    mbtiles_file(folder / "la.mbtiles", {(0, 0, 0): png(1, 2, 3)}, name="Los Angeles", format="png")
    assert checked(desk, "maps") == Check("maps", "Maps", State.OK, "Los Angeles.")
    (folder / "cut.mbtiles").write_bytes(b"no map")
    told = checked(desk, "maps")
    assert (told.state, "cut.mbtiles cannot be used" in told.sentence) == (State.FAIL, True)


def test_a_backup_of_yesterday_is_old(desk: Desk) -> None:
    assert checked(desk, "backup").sentence == "None has been made yet."
    backups.make(desk.store, desk.settings)
    assert checked(desk, "backup") == Check("backup", "Backup", State.OK, "The newest was made just now.")
    kept = backups.kept(desk.folder, desk.settings)[0].path
    old = clock.now() / 1000 - 3 * 86_400
    os.utime(kept, (old, old))
    assert checked(desk, "backup").sentence == "The newest was made 3 days ago."
    assert checked(desk, "backup").state is State.WARN


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_PASSPHRASE", "a long phrase")
    made = make_desk(tmp_path / "locked")
    yield made
    made.close()


def test_where_the_key_is_kept_is_said(desk: Desk, locked: Desk) -> None:
    assert checked(desk, "key").state is State.WARN
    assert checked(locked, "key").state is State.OK


@pytest.mark.parametrize(
    ("free", "state"), [(50_000_000_000, State.OK), (2_000_000_000, State.WARN), (100_000_000, State.FAIL)]
)
def test_little_room_on_the_disk_is_said(free: int, state: State) -> None:
    assert ready.room(free).state is state


def test_conflicts_and_refusals_are_worth_knowing_but_keep_nobody(desk: Desk, tmp_path: Path) -> None:
    assert checked(desk, "conflicts").state is checked(desk, "refused").state is State.OK
    there = make_desk(tmp_path / "there")
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(desk, there)
    desk.do_now(Amend("venue", record, {"city": "Inglewood"}))
    there.do_now(Amend("venue", record, {"city": "LA"}))
    meet(desk, there)
    there.close()
    told = checked(desk, "conflicts")
    assert (told.state, told.sentence) == (State.WARN, "1 field waits for somebody to settle.")


def test_the_verdict_counts_what_has_to_be_put_right_and_what_is_to_be_known() -> None:
    def of(*states: State) -> str:
        return ready.verdict([Check("x", "X", state, "") for state in states]).sentence

    assert of(State.OK, State.OK) == "Ready to leave: everything is on board."
    assert of(State.OK, State.WARN) == "Ready to leave, with 1 thing to know."
    assert of(State.FAIL, State.WARN, State.FAIL) == "2 things have to be put right before this desk leaves."


def test_the_page_says_whose_it_is_and_every_check(desk: Desk) -> None:
    found = ready.look(desk, clock.now())
    text = ready.as_text(found, desk, "2028-07-19 14:31")
    assert text.startswith(f"Ready to leave: desk {desk.code}\n2028-07-19 14:31, L. Chen, Watch officer\n")
    assert all(one.sentence in text for one in found)
    assert "[FAIL] Contacts: Nobody to call" in text


def test_the_hub_is_asked_anew_before_the_look(room: Room, desk: Desk) -> None:
    desk.link.join_now(room.url, room.code())
    assert "has not met it yet" in checked(desk, "link").sentence
    ready.ask_hub_now(desk, clock.now())
    assert checked(desk, "link").state is checked(desk, "age").state is State.OK
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    assert checked(desk, "link").state is State.FAIL
    asyncio.run(ready.ask_hub(desk, clock.now()))
    assert checked(desk, "link").state is State.OK


def test_a_hub_that_is_away_or_cut_off_on_purpose_keeps_nobody_from_looking(desk: Desk) -> None:
    ready.ask_hub_now(desk, clock.now())
    joined(desk, met=clock.now() - HOUR)
    ready.ask_hub_now(desk, clock.now())
    (attempt,) = desk.read_now(peers.attempts)
    assert not attempt.ok
    desk.link.pause(clock.now() + HOUR)
    asyncio.run(ready.ask_hub(desk, clock.now()))
    assert len(desk.read_now(peers.attempts)) == 1, "a drill is not spoilt by a look"
