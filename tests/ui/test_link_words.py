"""The strip's words for each way the link can stand: who, since when, why not, and the clock apart in minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eocdesk.desk.link import LinkStanding, LinkState
from eocdesk.ui.link_words import ALONE, clock_words, told, unsent

NOW = 1_847_646_000_000
"""2028-07-19 19:00 UTC."""
HOUR = 3_600_000
LINKED = LinkStanding(LinkState.LINKED, "Room hub", "https://hub", NOW - 5_000, 0)


def test_a_desk_alone_promises_nothing() -> None:
    assert told(LinkStanding(), "UTC", NOW) == ALONE
    assert unsent(LinkStanding()) == ""


def test_linked_it_says_with_whom_and_when_it_last_met() -> None:
    said = told(LINKED, "UTC", NOW)
    assert (said.words, said.part) == ("Linked to Room hub", "ok")
    assert said.detail == "Last contact 18:59."


@pytest.mark.parametrize(
    ("skew", "words"), [(61 * 60_000, "61 minutes ahead"), (-3 * HOUR, "3 hours behind"), (40_000, "")]
)
def test_a_clock_that_is_off_is_said_in_the_strip_and_in_a_sentence(skew: int, words: str) -> None:
    link = replace(LINKED, skew=skew)
    said = told(link, "UTC", NOW)
    assert said.words == ("Linked to Room hub" + (f" · {words}" if words else ""))
    assert said.part == ("warn" if words else "ok")
    way = f"This desk is {words} of Room hub." if "ahead" in words else f"This desk is {words} Room hub."
    assert clock_words(link) == (way if words else "")


def test_without_a_link_it_says_since_when_and_why() -> None:
    link = replace(LINKED, state=LinkState.TRYING, met=NOW - 2 * HOUR, sentence="The hub does not answer.")
    said = told(link, "UTC", NOW)
    assert (said.words, said.part) == ("No link since 17:00", "warn")
    assert said.detail == "The hub does not answer. It is tried again; everything is kept here."
    assert told(replace(link, met=None), "UTC", NOW).words == "Room hub not reached yet"


def test_cut_on_purpose_it_says_until_when() -> None:
    link = replace(LINKED, state=LinkState.PAUSED, until=NOW + HOUR)
    assert told(link, "America/Los_Angeles", NOW).words == "Cut off until 13:00"


def test_put_out_it_says_by_whom_and_counts_nothing_to_be_sent() -> None:
    link = replace(LINKED, state=LinkState.REVOKED, unsent=5)
    assert (told(link, "UTC", NOW).words, told(link, "UTC", NOW).part) == ("Put out by Room hub", "bad")
    assert "unsent waits there for review" in told(link, "UTC", NOW).detail
    assert unsent(link) == ""


def test_a_long_name_leaves_room_for_the_rest() -> None:
    link = replace(LINKED, peer="Los Angeles County Emergency Operations Center, room 3")
    assert len(told(link, "UTC", NOW).words) < 45


def test_a_right_that_ends_soon_is_said_before_all_else() -> None:
    said = told(replace(LINKED, ending="Your right to LA28 RED ends at 20 Jul 08:00 UTC."), "UTC", NOW)
    assert (said.words, said.part) == ("A right ends soon", "warn")
    assert said.detail.startswith("Your right to LA28 RED")


@pytest.mark.parametrize("state", [LinkState.LINKED, LinkState.TRYING, LinkState.PAUSED])
def test_history_that_is_still_coming_is_said_in_percent(state: LinkState) -> None:
    link = replace(LINKED, state=state, history=34, until=NOW + HOUR)
    assert told(link, "UTC", NOW).detail.count("History is still coming: 34 %.") == 1
    broken = replace(link, sentence="The line broke.")
    assert told(broken, "UTC", NOW).detail.count("History is still coming: 34 %.") == 1
    assert "History" not in told(replace(link, history=None), "UTC", NOW).detail
