"""The words of the watch are understood, and each leads to its command."""

from __future__ import annotations

from eocdesk.cli.arguments import parser
from tests.cli.conftest import Shell


def test_exposures_asks_for_an_event(shell: Shell) -> None:
    assert shell("exposures").code == 2
    asked = parser().parse_args(["exposures", "--event", "LA28", "--json"])
    assert (asked.event, asked.json) == ("LA28", True)


def test_feed_reads_a_file_and_polls_one_or_all() -> None:
    asked = parser().parse_args(["feed", "read", "usgs", "quakes.json", "--json"])
    assert (asked.name, asked.file, asked.json) == ("usgs", "quakes.json", True)
    assert parser().parse_args(["feed", "poll"]).name is None


def test_a_plan_is_activated_with_a_reason(shell: Shell) -> None:
    assert shell("plan", "activate", "Heat", "--event", "LA28").code == 2
    asked = parser().parse_args(["plan", "activate", "Heat", "--event", "LA28", "--reason", "Hot", "--rehearsal"])
    assert (asked.name, asked.reason, asked.rehearsal, asked.venue) == ("Heat", "Hot", True, None)
