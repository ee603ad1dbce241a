"""A parcel is read in part, in any order and twice, and no bytes, however made, do harm or get anything in."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eocdesk.commands.documents import Attach
from eocdesk.commands.incidents import SetIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store import meeting
from eocdesk.sync import pairing, parcel, parcel_reading, parcel_writing, protocol
from eocdesk.sync.parcel_file import CELL
from eocdesk.sync.parcel_reading import Report
from eocdesk.sync.parcel_writing import Order
from tests.kit.desks import EVENT, make_desk, sound
from tests.kit.pairs import PARTNER, RoomHub, log, pair


def read(desk: Desk, path: Path) -> Report:
    return parcel_reading.read(desk.store, path, exercise=False)


def write(desk: Desk, path: Path) -> Path:
    parcel_writing.write(desk.store, Order(path, "The desk", sheet=2))
    return path


def held(desk: Desk) -> set[tuple[str, str]]:
    """Every place of the log and what stands there."""
    asked = "SELECT h.scope, h.dev, c.n, c.body FROM change c JOIN chain h ON h.id = c.chain"
    return set(desk.read_now(lambda c: c.exec_driver_sql(asked).fetchall()))


@pytest.fixture
def two(desks: Callable[[int], list[Desk]]) -> tuple[Desk, Desk]:
    first, second = desks(2)
    pair(first, second)
    return first, second


def test_the_report_says_what_came_in_and_what_was_here(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    first, second = two
    log(first, "Gate 4 closed")
    first.do_now(Attach(EVENT, "plan.pdf", "application/pdf", 10, "ab" * 32))
    report = read(second, write(first, tmp_path / "p"))
    assert report.writer == first.person
    assert report.whole
    assert report.sentences() == [
        "3 changes taken in, 0 were here already.",
        "They touch 1 document, 1 entry, 1 event.",
        "Attached files are not in a parcel: 1 will come when this desk meets a hub or a desk.",
    ]
    assert read(second, tmp_path / "p").sentences() == ["0 changes taken in, 3 were here already."]
    assert sound(second)


def test_a_desk_that_joined_just_now_and_knows_its_hub_alone_reads_what_another_desk_of_it_wrote(
    desks: Callable[[int], list[Desk]], tmp_path: Path
) -> None:
    (first, second), hub = desks(2), RoomHub()
    hub.tell(first, hub.vouch(first), hub.vouch(second))
    hub.tell(second, hub.vouch(second))
    log(first, "Gate 4 closed")
    report = read(second, write(first, tmp_path / "p"))
    assert (report.whole, report.records["entry"]) == (True, 1)
    assert sound(second)


def test_conflicts_are_counted(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    first, second = two
    incident = first.do_now(Add("incident", EVENT, {"title": "Smoke"})).value
    read(second, write(first, tmp_path / "1"))
    for desk, words in ((first, "Smoke in the south stand"), (second, "Smoke at gate 4")):
        desk.do_now(SetIncident(incident, {"title": words}))
    report = read(second, write(first, tmp_path / "2"))
    assert report.conflicts == 1
    assert "1 field is to be settled." in report.sentences()


def test_a_record_raised_beyond_the_readers_right_leaves_it(desks: Callable[[int], list[Desk]], tmp_path: Path) -> None:
    first, second = desks(2)
    pair(first, second, gives=PARTNER)
    entry = log(first, "Canary", marking="GREEN")
    assert read(second, write(first, tmp_path / "1")).records["entry"] == 1
    first.do_now(Amend("entry", entry, {"marking": "RED"}))
    report = read(second, write(first, tmp_path / "2"))
    assert report.withdrawn == 1
    assert "1 withdrawn: this desk may not see them any more." in report.sentences()
    assert not [body for *_, body in held(second) if b"Canary" in body]
    assert sound(second)


def test_desks_that_read_each_others_parcels_are_equal_whatever_the_order(
    desks: Callable[[int], list[Desk]], tmp_path: Path
) -> None:
    three = desks(3)
    hub = RoomHub()
    for desk in three:
        hub.join(desk)
        log(desk, f"From {desk.person}")
    paths = [write(desk, tmp_path / desk.code) for desk in three]
    for shift, desk in enumerate(three):
        others = [path for path in paths[shift:] + paths[:shift] if path.name != desk.code]
        assert all(read(desk, path).whole for path in others * 2)
    digests = [{s: stand.digest for s, stand in desk.read_now(meeting.standing).items()} for desk in three]
    assert digests[0] == digests[1] == digests[2]
    assert all(sound(desk) for desk in three)


@pytest.mark.parametrize("change", ["stranger", "unpaired", "exercise", "renewed"])
def test_a_parcel_that_is_not_to_be_read_here_is_refused_in_a_sentence(
    two: tuple[Desk, Desk], tmp_path: Path, change: str
) -> None:
    first, second = two
    log(first, "Gate 4 closed")
    write(first, tmp_path / "p")
    before = held(second)
    if change == "unpaired":
        pairing.unpair(second.store, first.code)
    if change == "stranger":
        second.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM card")).result()
    if change == "renewed":
        second.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM local WHERE key = 'box key'")).result()
    with pytest.raises(Refused, match=r"\.$"):
        parcel_reading.read(second.store, tmp_path / "p", exercise=change == "exercise")
    assert held(second) == before


def test_what_is_not_there_or_no_file_is_refused(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(Refused, match=r"file|cannot be read"):
            read(two[1], path)


# what was made by hand


class Lab:
    """A parcel of three sheets, and a desk that reads what was made of it; nothing forged may get in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writer, self.reader = (make_desk(folder / name, name) for name in ("writer", "reader"))
        pair(self.writer, self.reader)
        for at in range(4):
            log(self.writer, f"Entry {at}")
        self.whole = write(self.writer, folder / "p").read_bytes()
        self.honest = held(self.writer)
        self.empty = held(self.reader)

    def try_(self, data: bytes) -> Report | None:
        """The report, or None where it was refused in a sentence. Nothing may be in the log that was not written."""
        path = self.folder / "made"
        path.write_bytes(data)
        try:
            report = read(self.reader, path)
        except Refused as refused:
            assert refused.sentence.endswith(".")  # noqa: PT017  either answer is right
            report = None
        assert self.empty <= held(self.reader) <= self.honest | self.empty
        return report


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("lab"))
    yield made
    assert sound(made.reader)
    made.writer.close()
    made.reader.close()


@settings(max_examples=30)
@given(st.data())
def test_a_parcel_cut_flipped_or_mixed_brings_what_is_whole_and_says_the_rest(lab: Lab, data: st.DataObject) -> None:
    made = bytearray(lab.whole)
    for at in data.draw(st.lists(st.integers(0, len(made) - 1), max_size=3)):
        made[at] ^= data.draw(st.integers(1, 255))
    cells = data.draw(st.permutations(range(4)))
    begin = len(made) - 8 * CELL
    mixed = made[:begin] + b"".join(made[begin + at * CELL :][:CELL] for at in cells)
    cut = data.draw(st.integers(0, len(mixed)))
    report = lab.try_(bytes(mixed[:cut]))
    if report is not None and report.whole:
        assert len(held(lab.reader)) == len(lab.honest | lab.empty)


@settings(max_examples=20)
@given(st.binary(max_size=500), st.integers(0, 100))
def test_noise_is_no_parcel(lab: Lab, noise: bytes, kept: int) -> None:
    assert lab.try_(lab.whole[:kept] + noise) is None


def test_a_parcel_spliced_of_two_brings_what_each_cell_was_written_for(lab: Lab) -> None:
    other = write(lab.writer, lab.folder / "other").read_bytes()
    begin = len(other) - 8 * CELL
    report = lab.try_(lab.whole[:begin] + other[begin:])
    assert report is not None
    assert not report.whole
    assert "nothing of" in report.missing[0]


def forged(lab: Lab, monkeypatch: pytest.MonkeyPatch, what: str) -> Report | None:
    """A parcel by somebody who has every key but the writer's: a reader that turned."""
    honest = getattr(parcel, what)
    thief = pairing.signing.new_key()
    with monkeypatch.context() as patch:
        patch.setattr(parcel, what, lambda it, _key, about: honest(it, thief, about))
        data = write(lab.writer, lab.folder / "forged").read_bytes()
    return lab.try_(data)


def test_a_ring_that_another_signed_is_refused_and_a_sheet_is_not_taken(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forged(lab, monkeypatch, "seal_ring") is None
    report = forged(lab, monkeypatch, "seal_sheet")
    assert report is not None
    assert report.changes == 0
    assert "forged" in report.refused[0]


def test_a_bomb_costs_no_memory_and_is_said(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = [parcel.pack(parcel._Letter(bytes(4 * protocol.MAX_MESSAGE), bytes(64)))]
    monkeypatch.setattr(parcel, "seal_sheet", lambda *_: bomb[0])
    data = write(lab.writer, lab.folder / "bomb").read_bytes()
    bomb.clear()
    tracemalloc.start()
    report = lab.try_(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report is not None
    assert "forged" in report.refused[0]
    assert peak < 3 * protocol.MAX_MESSAGE
