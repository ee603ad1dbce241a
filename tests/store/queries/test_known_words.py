"""The names a desk's records hold are words it knows; those struck out are forgotten."""

from __future__ import annotations

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.known_words import names
from tests.kit.desks import EVENT


def test_names_of_venues_partners_and_people_are_known_word_by_word(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"}))
    desk.do_now(Add("agency", EVENT, {"name": "Cal Fire", "short": "CalFire"}))
    desk.do_now(Add("contact", EVENT, {"name": "Adaeze Okonkwo", "organisation": "Metrolink"}))
    assert {"sofi", "stadium", "cal", "calfire", "okonkwo", "metrolink"} <= desk.read_now(names)


def test_what_was_struck_is_no_longer_known(desk: Desk) -> None:
    venue = bytes(desk.do_now(Add("venue", EVENT, {"name": "Xystus"})).value)
    desk.do_now(Strike("venue", venue))
    assert "xystus" not in desk.read_now(names)
