"""What a board tells is read aloud in one line."""

from __future__ import annotations

from eocdesk.ui.board.told import Badge, Told


def test_number_title_and_states_are_read_aloud() -> None:
    told = Told("gap", b"g" * 16, "No interpreters at night", "7KQ4-G2", badges=(Badge("Open"), Badge("High", "bad")))
    assert told.spoken == "7KQ4-G2, No interpreters at night, Open, High"
