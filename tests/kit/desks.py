"""Real desks in folders of their own, and their meeting without a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eocdesk.commands.command import Work
from eocdesk.desk.desk import Desk
from eocdesk.models.ids import event_id
from eocdesk.store import verify

CODE = "LA28"
EVENT = event_id(CODE)


class OpenTheGames:
    """The event every test desk works on."""

    title = "Add event"

    def do(self, work: Work) -> bytes:
        work.put(
            "event",
            EVENT,
            event=EVENT,
            code=CODE,
            name="LA28 Games",
            zone="America/Los_Angeles",
            starts="2028-07-14",
            ends="2028-07-30",
        )
        return EVENT


def make_desk(folder: Path, person: str = "L. Chen") -> Desk:
    """A desk on the Games with an officer in the chair."""
    desk = Desk(folder)
    desk.settings.set("person", person)
    desk.settings.set("position", "Watch officer")
    if desk.event is None:
        desk.do_now(OpenTheGames())
        desk.open_event(EVENT)
    return desk


def bodies(desk: Desk) -> list[bytes]:
    """Every change the desk holds, in the order it received them."""
    return desk.read_now(
        lambda connection: [b for (b,) in connection.exec_driver_sql("SELECT body FROM change ORDER BY seq")]
    )


def meet(*desks: Desk) -> None:
    """Each desk takes in what the others hold."""
    held = {desk.folder: bodies(desk) for desk in desks}
    for desk in desks:
        for folder, changes in held.items():
            if folder != desk.folder:
                desk.store.writer.apply(changes).result()


def sound(desk: Desk) -> bool:
    """Whether the desk's record verifies."""
    return desk.read_now(verify.verify) == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A real desk on the Games."""
    made = make_desk(tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[[int], list[Desk]]]:
    """As many real desks as asked, each in a folder of its own."""
    made: list[Desk] = []

    def make(count: int) -> list[Desk]:
        made.extend(make_desk(tmp_path / f"desk{n}", f"Officer {n}") for n in range(len(made), count))
        return made

    yield make
    for one in made:
        one.close()
