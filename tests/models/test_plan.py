"""Plans: triggers speak of hazards and measures as hazards do."""

from __future__ import annotations

from eocdesk.models import Trigger, fields_of
from eocdesk.models.hazard import HAZARDS, MEASURES


def test_a_trigger_speaks_of_the_same_measures_and_hazards_as_observations_do() -> None:
    declared = fields_of(Trigger)
    assert declared["measure"].choices == MEASURES
    assert declared["hazard"].choices == HAZARDS
