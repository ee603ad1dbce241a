"""Who may see and write what: by event, marking, audience, role and time."""

from __future__ import annotations

import pytest

from eocdesk.models import Refused
from eocdesk.models.ids import NIL
from eocdesk.models.right import Labels, Right, Role, ends, may_see, may_write, misplaced, reads_only, role_of

GAMES, CUP = b"g" * 16, b"c" * 16
NOW = 1_000_000


@pytest.mark.parametrize("words", ["watch officer", "watch-officer", "Watch_Officer"])
def test_a_role_is_known_however_it_is_spelled(words: str) -> None:
    assert role_of(words) is Role.WATCH_OFFICER


def test_an_unknown_role_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="watch-officer"):
        role_of("boss")


@pytest.mark.parametrize(
    ("right", "labels", "seen"),
    [
        (Right("watch officer"), (GAMES, "RED", ""), True),
        (Right("watch officer"), (GAMES, "RED", "FBI"), True),
        (Right("watch officer", ceiling="AMBER"), (GAMES, "AMBER+STRICT", ""), False),
        (Right("watch officer", audiences="LAPD"), (GAMES, "AMBER", "FBI"), False),
        (Right("watch officer", audiences="FBI,LAPD"), (GAMES, "AMBER", "CALOES,FBI"), True),
        (Right("watch officer", event=CUP), (GAMES, "CLEAR", ""), False),
        (Right("watch officer", event=CUP), (CUP, "CLEAR", ""), True),
        (Right("watch officer", event=CUP), (NIL, "AMBER", ""), True),
        (Right("watch officer"), (NIL, "RED", ""), False),
        (Right("liaison"), (GAMES, "RED", ""), False),
        (Right("liaison"), (GAMES, "AMBER+STRICT", ""), True),
        (Right("partner"), (GAMES, "GREEN", ""), True),
        (Right("partner"), (GAMES, "AMBER", ""), False),
        (Right("partner", ceiling="RED"), (GAMES, "AMBER+STRICT", ""), False),
        (Right("partner", ceiling="RED", audiences="FBI"), (GAMES, "RED", "FBI"), True),
        (Right("partner", ceiling="RED", audiences="FBI"), (GAMES, "RED", "LAPD"), False),
        (Right("partner"), (GAMES, "GREEN", "FBI"), False),
        (Right("watch officer", ceiling="AMBER"), (GAMES, "PURPLE", ""), False),
        (Right("watch officer", until=NOW), (GAMES, "CLEAR", ""), False),
        (Right("watch officer", until=NOW + 1), (GAMES, "CLEAR", ""), True),
    ],
)
def test_a_right_reaches_just_as_far_as_it_says(right: Right, labels: tuple[bytes, str, str], *, seen: bool) -> None:
    assert may_see([right], labels, NOW) is seen


def test_several_rights_each_reach_as_far_as_they_say_and_no_further() -> None:
    rights = [Right("partner", event=GAMES, ceiling="RED", audiences="FBI"), Right("liaison", event=CUP)]
    assert may_see(rights, (GAMES, "RED", "FBI"), NOW)
    assert not may_see(rights, (CUP, "RED", "FBI"), NOW)
    assert not may_write(rights, (GAMES, "RED", "FBI"), "entry", NOW)
    assert may_write(rights, (CUP, "AMBER", ""), "entry", NOW)


def test_no_right_sees_nothing() -> None:
    assert not may_see([], (NIL, "CLEAR", ""), NOW)


@pytest.mark.parametrize(
    ("labels", "kind", "so"),
    [
        ((NIL, "AMBER", ""), "contact", True),
        ((NIL, "AMBER", ""), "person", False),
        ((NIL, "AMBER", ""), "access", True),
        ((NIL, "GREEN", ""), "contact", False),
        ((GAMES, "AMBER", ""), "contact", False),
    ],
)
def test_what_every_desk_sees_without_an_event_are_people_and_desks(labels: Labels, kind: str, so: bool) -> None:  # noqa: FBT001  a table
    assert misplaced(labels, kind) is so


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.WATCH_OFFICER, "summary", True),
        (Role.LIAISON, "entry", True),
        (Role.LIAISON, "event", False),
        (Role.LIAISON, "summary", False),
        (Role.PARTNER, "entry", False),
        (Role.PARTNER, "person", True),
        (Role.PARTNER, "access", True),
        (Role.ANALYST, "incident", True),
        (Role.FEEDS, "alert", True),
        (Role.FEEDS, "observation", True),
        (Role.FEEDS, "person", True),
        (Role.FEEDS, "entry", False),
        (Role.FEEDS, "plan", False),
        (Role.FEEDS, "event", False),
    ],
)
def test_a_role_writes_its_own_kinds(role: Role, kind: str, *, may: bool) -> None:
    labels = (NIL if kind == "person" else GAMES, "GREEN", "")
    assert may_write([Right(role)], labels, kind, NOW) is may


@pytest.mark.parametrize(
    ("rights", "kinds", "only"),
    [
        ((Right("partner"),), {"entry"}, True),
        ((Right("partner"),), {"person", "entry"}, True),
        ((Right("partner"),), {"person"}, False),
        ((Right("partner"),), {"access"}, False),
        ((Right("partner"), Right("liaison")), {"entry"}, False),
        ((Right("watch officer"),), {"entry"}, False),
        ((Right("a role of a newer hub"),), {"entry"}, False),
        ((), {"entry"}, False),
    ],
)
def test_who_is_a_partner_everywhere_reads_only(rights: tuple[Right, ...], kinds: set[str], *, only: bool) -> None:
    assert reads_only(rights, kinds) is only


def test_a_lease_counts_from_the_last_meeting_and_only_where_the_hub_is_not_the_one_to_ask() -> None:
    rights = [Right("watch officer", lease=100)]
    assert may_see(rights, (GAMES, "RED", ""), NOW)
    assert may_see(rights, (GAMES, "RED", ""), NOW + 99, NOW)
    assert not may_see(rights, (GAMES, "RED", ""), NOW + 100, NOW)


@pytest.mark.parametrize(
    ("rights", "end"),
    [
        ([Right("watch officer")], None),
        ([Right("watch officer", lease=100)], NOW + 100),
        ([Right("watch officer", until=NOW + 50, lease=100)], NOW + 50),
        ([Right("watch officer", lease=100), Right("analyst", until=NOW + 700)], NOW + 700),
        ([Right("watch officer", lease=100), Right("analyst")], None),
        ([Right("watch officer", lease=100), Right("partner")], NOW + 100),
        ([Right("partner", lease=100)], None),
    ],
)
def test_a_right_ends_with_the_last_that_reaches_there(rights: list[Right], end: int | None) -> None:
    assert ends(rights, (GAMES, "RED", ""), NOW) == end
