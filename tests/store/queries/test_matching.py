"""A source's words name a record only where that is certain."""

from __future__ import annotations

import pytest

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.matching import Matcher, agencies, plain, venues
from tests.kit.desks import EVENT

NAMED = Matcher(
    [
        (b"1", ("SoFi Stadium", "SoFi", "2028 Stadium")),
        (b"2", ("Stade Vélodrome", "")),
        (b"3", ("Long Beach Arena", "Arena")),
        (b"4", ("Crypto.com Arena", "Arena")),
        (b"5", ("The Forum",)),
    ]
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("SoFi Stadium", b"1"),
        ("sofi  STADIUM", b"1"),
        ("2028 Stadium, Inglewood", b"1"),
        ("SoFi (Inglewood)", b"1"),
        ("stade velodrome", b"2"),
        ("Crypto com-Arena", b"4"),
        ("Forum", b"5"),
        ("the forum", b"5"),
        ("Arena", None),
        ("Stadium", None),
        ("SoFi Stadium East", None),
        ("", None),
        ("?!", None),
    ],
)
def test_only_what_is_certain_is_matched(words: str, found: bytes | None) -> None:
    assert NAMED.match(words) == found


def test_two_spellings_have_in_common_what_is_neither_case_accent_nor_sign() -> None:
    assert plain("  The Stade-Vélodrome (Marseille)! ") == "stade velodrome marseille"
    assert plain("Theatre") == "theatre"


def test_the_names_of_this_event_that_stand_are_those_that_count(desk: Desk) -> None:
    sofi = desk.do_now(
        Add("venue", EVENT, {"name": "SoFi Stadium", "short": "SoFi", "aliases": ["2028 Stadium"]})
    ).value
    gone = desk.do_now(Add("venue", EVENT, {"name": "Gone"})).value
    desk.do_now(Strike("venue", gone))
    matcher = desk.read_now(venues, EVENT)
    assert [matcher.match(words) for words in ("sofi", "2028 stadium", "Gone")] == [sofi, sofi, None]
    assert desk.read_now(venues, b"another event...").match("sofi") is None
    fire = desk.do_now(Add("agency", EVENT, {"name": "Los Angeles Fire Department", "short": "LAFD"})).value
    assert desk.read_now(agencies, EVENT).match("lafd") == fire
