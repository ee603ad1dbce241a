"""What happens on one desk alone: gestures, deaths in the middle of one, a full disk, clocks that jump."""

from __future__ import annotations

import random

from eocdesk.commands.command import Command
from eocdesk.models import Unavailable
from tests.simulation import gestures, newer
from tests.simulation.broken import BrokenError
from tests.simulation.crashes import pages_left, room_again
from tests.simulation.gestures import GESTURES, Hand
from tests.simulation.virtual import DAY, HOUR
from tests.simulation.world import Laptop, unharmed

TRIES = 3


def hand_of(laptop: Laptop, rng: random.Random) -> Hand:
    """The officer's hand."""
    return Hand(laptop.desk, rng, rng.getrandbits(40), laptop.acts, laptop.undone)


def next_command(laptop: Laptop, rng: random.Random) -> Command:
    """The next thing the officer finds worth doing; there is always something to log."""
    hand = hand_of(laptop, rng)
    (chosen,) = rng.choices(list(GESTURES), list(GESTURES.values()))
    return chosen(hand) or gestures.log(hand) or gestures.sign_in(hand)  # type: ignore[return-value]


def gesture(laptop: Laptop, rng: random.Random) -> None:
    """One gesture that is done: an officer to whom the desk says no does something else."""
    for _ in range(TRIES):
        outcome = laptop.do(next_command(laptop, rng))
        if outcome is not None and outcome.notice.ids:
            return


def death(laptop: Laptop, rng: random.Random) -> None:
    """The desk dies in the middle of a gesture."""
    unharmed(laptop, next_command(laptop, rng), rng.randint(0, 24))


def full_disk(laptop: Laptop, rng: random.Random) -> None:
    """A disk that is full: what cannot be saved is said, what was saved stays."""
    writer = laptop.desk.store.writer
    writer.local(lambda connection: pages_left(connection, rng.randint(0, 3))).result()
    try:
        for _ in range(8):
            laptop.do(next_command(laptop, rng))
    except Unavailable as error:
        if "full" not in error.sentence:
            raise BrokenError(f"A full disk is said as: {error.sentence}") from error
        laptop.world.totals["disks full"] += 1
    finally:
        writer.local(room_again).result()
    laptop.take_note(told=False)


def jump(laptop: Laptop, rng: random.Random) -> None:
    """Somebody sets the desk's clock, wrongly or right."""
    hours = rng.choice((0, 0, 1, -1, 7, -7, 30, -30, 400))
    laptop.world.virtual.skew[laptop.name] = hours * HOUR + rng.randint(-90_000, 90_000)


def restart(laptop: Laptop, rng: random.Random) -> None:
    """The desk is closed and opened."""
    del rng
    laptop.reopen()


def newer_version(laptop: Laptop, rng: random.Random) -> None:
    """A desk of a newer version writes kinds and fields that this one does not know."""
    laptop.do(newer.write(hand_of(laptop, rng)))


def night(laptop: Laptop, rng: random.Random) -> None:
    """Some hours pass."""
    laptop.world.virtual.time += rng.randint(DAY // 4, DAY // 2)
