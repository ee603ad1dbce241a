"""What repeats on each page: event, exercise, the moment it is of, marking and audience in words."""

from __future__ import annotations

from eocdesk.models import Event
from eocdesk.models.marking import Tlp
from eocdesk.reports.document import Document
from eocdesk.reports.page import labels, page
from eocdesk.reports.paper import Asked

NOW = 1_847_652_300_000
GAMES = Event(code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=True)


def asked(as_of: int = NOW, *, draft: bool = False) -> Asked:
    return Asked("ics-214", b"e" * 16, NOW, as_of, person="L. Chen", position="Watch officer", draft=draft)


def test_each_page_says_event_exercise_moment_and_marking() -> None:
    made = page(GAMES, asked(draft=True), "ICS 214", "AMBER+STRICT", "fbi,CISA")
    assert made["marking"] == "TLP:AMBER+STRICT · for CISA & FBI only"
    assert made["running_left"] == "LA28 LA28 Games · ICS 214"
    assert made["running_right"].startswith("As of ")
    assert "Z)" in made["running_right"]
    assert "EXERCISE" in made["banner"]
    assert "DRAFT" in made["banner"]
    assert made["footer_left"] == "Prepared by L. Chen, Watch officer"


def test_paper_of_an_earlier_moment_says_so_and_when_it_was_drawn() -> None:
    made = page(GAMES, asked(NOW - 3_600_000), "ICS 214", "GREEN")
    assert made["running_right"].startswith("As it stood at ")
    assert made["footer_lines"][0].startswith("Drawn ")


def test_a_marking_that_nobody_knows_counts_as_the_strictest() -> None:
    assert page(GAMES, asked(), "ICS 214", "MAUVE")["marking"] == "TLP:RED"


def test_a_long_name_is_cut_on_the_lines_that_repeat() -> None:
    long = Event(code="LA28", name="x" * 300, zone="UTC")
    assert len(page(long, asked(), "y" * 300, "GREEN")["running_left"]) < 130


def test_the_marking_and_the_audiences_are_read_off_the_pages_again() -> None:
    for marking, audience in (("AMBER+STRICT", "CISA,FBI"), ("GREEN", ""), ("RED", "LEO")):
        words = page(GAMES, asked(), "ICS 214", marking, audience)
        made = Document(title="", about="", subtitle="", sections=(), **words)
        assert labels(made) == (Tlp[marking.replace("+", "_")], audience)
