"""The facts of a summary: plain values that say what is not known."""

from __future__ import annotations

import dataclasses
import json

import pytest

from eocdesk.store.queries.facts import ALONE, Facts


def test_facts_cannot_be_changed_after_they_were_read() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Facts("LA28", "LA28 Games", "UTC", 0).marking = "CLEAR"  # type: ignore[misc]


def test_a_desk_that_met_nobody_says_so_unasked() -> None:
    assert Facts("LA28", "LA28 Games", "UTC", 0).ages == (ALONE,)
    assert ALONE.said == "This desk alone; no hub has been met"


def test_facts_go_into_a_file_as_they_are() -> None:
    assert json.loads(json.dumps(dataclasses.asdict(Facts("LA28", "LA28 Games", "UTC", 0))))["level"] is None
