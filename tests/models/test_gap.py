"""Gaps: levels are numbers a picture can show."""

from __future__ import annotations

from eocdesk.models import Capability, fields_of
from eocdesk.models.fields import Holds


def test_a_capability_has_a_present_and_a_target_level() -> None:
    declared = fields_of(Capability)
    assert {declared["present"].holds, declared["target"].holds} == {Holds.NUMBER}
