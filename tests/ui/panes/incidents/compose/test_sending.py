"""From a draft to an entry with its files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused
from eocdesk.store.queries import entries, events
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes.incidents.compose import sending
from eocdesk.ui.panes.incidents.compose.drafts import Draft, Drafts, Piece
from tests.kit.desks import EVENT


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def messages(said: list[str]) -> Messages:
    made = Messages()
    made.refused.connect(said.append)
    return made


def attached(desk: Desk, draft: Draft) -> list[str]:
    thread = desk.read_now(entries.thread, draft.id)
    return [] if thread is None else [one.name for one in thread.documents]


async def _log(desk: Desk, messages: Messages, draft: Draft) -> str:
    number = await sending.send(desk, sending.command_of(draft, "Smoke", {"severity": 2}), None)
    await sending.attach_all(desk, messages, draft, number, None)
    return number


def test_a_draft_sent_twice_is_one_entry(desk: Desk) -> None:
    draft = Draft(EVENT, 1)

    async def twice() -> tuple[str, str]:
        command = sending.command_of(draft, "Smoke", {})
        return await sending.send(desk, command, None), await sending.send(desk, command, None)

    first, second = asyncio.run(twice())
    assert first == second
    assert len(desk.read_now(events.of_event, Entry, EVENT)) == 1


def test_a_file_that_is_gone_is_said_and_the_others_and_the_entry_stay(
    desk: Desk, messages: Messages, said: list[str], tmp_path: Path
) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF")
    key, _ = Drafts(desk).keep_picture(b"\x01" * 16, b"\x89PNG")
    pieces = (
        Piece("gone.jpg", 1, str(tmp_path / "gone.jpg")),
        Piece("plan.pdf", 4, str(tmp_path / "plan.pdf")),
        Piece("pasted.png", 4, key=key),
    )
    draft = Draft(EVENT, 1, pieces=pieces)
    number = asyncio.run(_log(desk, messages, draft))
    assert attached(desk, draft) == ["plan.pdf", "pasted.png"]
    assert len(said) == 1
    assert said[0].startswith(f"“gone.jpg” is not attached to {number}, which is logged.")


def test_what_a_killed_desk_had_logged_gets_its_missing_files_and_is_not_logged_again(
    desk: Desk, messages: Messages, tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    both = tuple(Piece(name, 5, str(tmp_path / name)) for name in ("a.pdf", "b.pdf"))
    draft = Draft(EVENT, 1, pieces=both[:1])
    asyncio.run(_log(desk, messages, draft))
    whole = Draft(EVENT, 1, draft.id, pieces=both)
    assert asyncio.run(sending.finish(desk, messages, whole, None))
    assert attached(desk, draft) == ["a.pdf", "b.pdf"]
    assert not asyncio.run(sending.finish(desk, messages, Draft(EVENT, 1), None))


def test_an_entry_about_a_venue_that_is_not_here_is_refused_beside_it(desk: Desk) -> None:
    command: Any = sending.command_of(Draft(EVENT, 1), "Smoke", {"venue": b"\x05" * 16})
    with pytest.raises(Refused) as refused:
        asyncio.run(sending.send(desk, command, None))
    assert refused.value.field == "venue"
