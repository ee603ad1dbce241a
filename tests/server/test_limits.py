"""What a hub bears: bursts pass, floods wait, and one address's flood is no other's."""

from __future__ import annotations

import pytest

from eocdesk.server import limits
from eocdesk.server.limits import BusyError, Rate, Room, Shares, TooOftenError


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_the_next_waits_its_time() -> None:
    hands = Hands()
    rate = Rate(3, 0.5, hands)
    for _ in range(3):
        rate.take("a")
    with pytest.raises(TooOftenError) as told:
        rate.take("a")
    assert told.value.after == pytest.approx(2.0)
    rate.take("b")
    hands.now += 2
    rate.take("a")
    with pytest.raises(TooOftenError):
        rate.take("a")
    hands.now += 1000
    for _ in range(3):  # what was not used is not saved up beyond the burst
        rate.take("a")
    with pytest.raises(TooOftenError):
        rate.take("a")


def test_what_is_counted_without_asking_is_missed_later() -> None:
    hands = Hands()
    rate = Rate(2, 1, hands)
    assert rate.spent("a") == 0
    for _ in range(9):
        rate.count("a")
    assert rate.spent("a") == pytest.approx(1.0)
    hands.now += 1
    assert rate.spent("a") == 0


def test_a_million_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY", 10)
    rate = Rate(1, 0.001, Hands())
    for address in range(100):
        rate.take(str(address))
    assert len(rate._left) == 10


def test_a_room_holds_so_much_and_has_space_again_when_it_is_left() -> None:
    room = Room(10, "Full.")
    with room.hold(6):
        with room.hold(4), pytest.raises(BusyError, match="Full"), room.hold(1):
            pass
        with room.hold(4):
            assert room.taken == 10
    assert room.taken == 0


def test_one_alone_may_be_larger_than_the_room() -> None:
    room = Room(10, "Full.")
    with room.hold(50), pytest.raises(BusyError), room.hold(1):
        pass
    assert room.taken == 0


def test_a_room_is_left_also_by_what_fails() -> None:
    room = Room(1, "Full.")
    with pytest.raises(ZeroDivisionError), room.hold():
        raise ZeroDivisionError
    assert room.taken == 0


def test_one_takes_its_share_and_leaves_the_others_theirs() -> None:
    shares = Shares(10, "Too much.")
    with shares.hold(b"one", 6):
        with pytest.raises(TooOftenError, match="Too much"), shares.hold(b"one", 5):
            pass
        with shares.hold(b"other", 10), shares.hold(b"one", 4):
            pass
    with pytest.raises(ZeroDivisionError), shares.hold(b"one", 50):
        raise ZeroDivisionError
    assert shares._taken == {}
