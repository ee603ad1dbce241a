"""Hazards: what a feed wrote is not asked about, and every measure with a unit is one of the measures."""

from __future__ import annotations

from eocdesk.models import Alert, Observation, fields_of
from eocdesk.models.fields import Meets
from eocdesk.models.hazard import MEASURES, UNITS

OF_EVERY = {"event", "marking", "audience", "struck"}


def test_two_desks_that_read_the_same_feed_have_nothing_to_settle() -> None:
    for record in (Alert, Observation):
        asked = {name for name, known in fields_of(record).items() if known.meets is Meets.ASK}
        assert asked <= OF_EVERY, record


def test_a_unit_belongs_to_a_measure() -> None:
    assert set(UNITS) <= {measure for measure, _ in MEASURES}
