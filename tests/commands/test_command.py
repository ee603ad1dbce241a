"""The face every verb is written against."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

import eocdesk.commands
from eocdesk.commands.command import Command, Who
from eocdesk.commands.records import Amend

ROOM = Path(eocdesk.commands.__file__).parent


def verbs() -> list[type]:
    found: list[type] = []
    for path in sorted(ROOM.glob("*.py")):
        module = import_module(f"eocdesk.commands.{path.stem}")
        made = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
        found += [one for one in made if callable(getattr(one, "do", None)) and one is not Command]
    return found


@pytest.mark.parametrize("verb", verbs(), ids=lambda verb: verb.__name__)
def test_a_verb_is_data_that_cannot_change_between_asking_and_doing_and_knows_its_name(verb: type) -> None:
    assert is_dataclass(verb)
    assert verb.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert isinstance(verb.title, property)  # type: ignore[attr-defined]


def test_what_was_asked_for_stays_what_was_asked_for() -> None:
    asked = Amend("venue", b"r" * 16, {"name": "SoFi"})
    with pytest.raises(FrozenInstanceError):
        asked.kind = "entry"  # type: ignore[misc]


def test_nobody_acts_unless_somebody_is_named_and_by_hand_unless_said_otherwise() -> None:
    assert Who() == Who("", "", "hand")
