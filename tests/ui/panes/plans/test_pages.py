"""Each page names what stands on it; only plans are added by hand."""

from __future__ import annotations

from eocdesk.ui.panes.plans.looks import Looks
from eocdesk.ui.panes.plans.pages import pages


def test_proposals_and_activations_are_not_added_by_a_form() -> None:
    made = pages(Looks(lambda: 0, lambda: "UTC"))
    added = [(page.kind, bool(page.add)) for page in made]
    assert added == [("proposal", False), ("plan", True), ("activation", False), ("activation", False)]
    assert all(page.blank.sentence and page.blank.detail for page in made)
