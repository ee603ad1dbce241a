"""Unknown venues are matched or added by keyboard; what is typed in one line survives the settling of another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store.queries.review import Unknown
from eocdesk.ui.exchange.review import VenueReview
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT

TWO = [Unknown("2028 Stadium", 18), Unknown("Atlantis", 1)]


class Matches:
    """What was asked to be matched; refuses one name."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes | None]] = []

    async def __call__(self, words: str, venue: bytes | None) -> object:
        if words == "Atlantis":
            raise Refused("No session waits with the words “Atlantis”.", "venue")
        self.asked.append((words, venue))
        return None


@pytest.fixture
def matches() -> Matches:
    return Matches()


@pytest.fixture
def review(qtbot: QtBot, desk: Desk, context: Context, matches: Matches) -> VenueReview:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"}))
    context.setting.candidates("venue")
    qtbot.waitUntil(lambda: bool(context.setting.candidates("venue")))
    made = VenueReview(context, matches)
    qtbot.addWidget(made)
    made.show_unknown(TWO)
    made.show()
    return made


def test_a_venue_is_picked_by_its_first_letters_and_matched_by_enter(
    qtbot: QtBot, review: VenueReview, matches: Matches, context: Context
) -> None:
    line = review.line("2028 Stadium")
    qtbot.keyClicks(line.picker, "sof")
    qtbot.keyClick(line.picker, Qt.Key.Key_Return)
    qtbot.keyClick(line.picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(matches.asked))
    assert matches.asked == [("2028 Stadium", context.setting.candidates("venue")[0].id)]


def test_words_become_a_venue_of_their_own(qtbot: QtBot, review: VenueReview, matches: Matches) -> None:
    review.line("2028 Stadium").add_button.click()
    qtbot.waitUntil(lambda: matches.asked == [("2028 Stadium", None)])


def test_nothing_picked_and_nothing_that_fits_are_said_beside_the_words(
    qtbot: QtBot, review: VenueReview, matches: Matches
) -> None:
    line = review.line("2028 Stadium")
    line.match_button.click()
    assert line.error == "Pick the venue first."
    qtbot.keyClicks(line.picker, "zzz")
    line.match_button.click()
    assert "Nothing is called “zzz”" in line.error
    other = review.line("Atlantis")
    other.add_button.click()
    qtbot.waitUntil(lambda: bool(other.error))
    assert "No session waits" in other.error
    assert other.isEnabled()
    assert matches.asked == []


def test_what_is_typed_in_a_line_stays_when_another_is_settled(qtbot: QtBot, review: VenueReview) -> None:
    qtbot.keyClicks(review.line("Atlantis").picker, "Rose")
    review.show_unknown([Unknown("Atlantis", 1), Unknown("Elsewhere", 3)])
    assert review.words == ["Atlantis", "Elsewhere"]
    assert review.line("Atlantis").picker.text() == "Rose"


def test_a_name_with_markup_in_it_is_only_a_name(review: VenueReview) -> None:
    review.show_unknown([Unknown("<b>Dome</b> & Co", 1)])
    line = review.line("<b>Dome</b> & Co")
    assert line.match_button.accessibleName() == "Match “<b>Dome</b> & Co”"
    assert "<b>Dome</b> & Co" in [label.text() for label in line.findChildren(type(line._count))]
