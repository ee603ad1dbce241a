"""The types of incident are a vocabulary one can rely on."""

from __future__ import annotations

import re

from eocdesk.models.incident_types import BY_NAME, GROUPS, NAMES, TYPES


def test_every_type_is_named_once_and_stands_in_a_group() -> None:
    assert len(set(NAMES)) == len(TYPES) == len(BY_NAME)
    assert all(known.group in GROUPS and known.name and known.cap for known in TYPES)


def test_every_type_has_an_event_term_code() -> None:
    assert all(re.fullmatch(r"OET-\d{3}", known.oet) for known in TYPES)
    assert BY_NAME["Wildfire"].oet == "OET-217"
    assert BY_NAME["Other"].oet == "OET-000"
