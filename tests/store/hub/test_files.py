"""Who may bring a file and who may read it follows from the records that name it, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import clock
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store.hub import files, people
from eocdesk.store.hub.files import Naming, Rights
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import AMBER, GREEN, RED, Pen, push
from tests.kit.papers import NAME, document, moves, names

LIAISON = Right("liaison")
"""Sees up to AMBER+STRICT."""
IDS = st.sampled_from([bytes([n]) * 16 for n in range(4)])


def found(hub: Hub, *wanted: str) -> dict[str, list[Naming]]:
    files.catch_up(hub)
    with hub.reading() as c:
        return files.namings(c, wanted or (NAME,))


def test_records_that_name_a_file_are_found_in_the_log_once(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    push(hub, device, [pen.entry(), document(pen), document(pen, sha256="no name at all"), pen.entry()], pen.end())
    first = found(hub)
    told = [(one.scope, one.author, one.here, one.good, one.moved) for one in first[NAME]]
    assert told == [(scope_id(*GREEN), pen.dev, True, False, False)]
    assert found(hub) == first
    push(hub, device, [document(pen)], pen.end())
    assert len(found(hub)[NAME]) == 2
    assert found(hub, "cd" * 32, "no name at all") == {}


def test_a_record_that_left_takes_what_was_proven_of_it_along(hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device = pen.let_in(hub)
    names(hub, pen, device, rec=rec)
    first = found(hub)[NAME]
    with hub.writing() as c:
        files.note_good(c, first)
    moves(hub, pen, device, rec, GREEN, RED)
    told = {one.scope: one for one in found(hub)[NAME]}
    green, red = told[scope_id(*GREEN)], told[scope_id(*RED)]
    assert (green.here, green.good) == (False, True)
    assert (red.here, red.good, red.moved) == (True, False, True)
    assert files.follow([green, red], lambda _dev, _scope: False) == [red]


def test_what_a_helpful_desk_brings_is_good_only_where_its_author_could_have_had_it(hub: Hub) -> None:
    officer, liaison = Pen(), Pen()
    trusted, probing = officer.let_in(hub), liaison.let_in(hub, LIAISON)
    names(hub, officer, trusted, RED)
    names(hub, liaison, probing, AMBER)  # a liaison that knows the file's hash and nothing else
    seen = found(hub)[NAME]
    red, amber = (next(one for one in seen if one.scope == scope_id(*labels)) for labels in (RED, AMBER))
    with hub.reading() as c:
        rights = Rights(c, clock.now())
        assert files.proven(seen, seen, officer.dev, rights) == [red]
        assert files.proven([amber], seen, liaison.dev, rights) == [amber]  # it has brought the file itself
        assert files.follow([amber, _good(red)], rights.sees) == []
        assert files.follow([_good(amber), red], rights.sees) == [red]  # the officer may read it there


@pytest.mark.parametrize("came", [True, False])
def test_who_names_a_file_anew_after_its_record_was_marked_higher_does_not_get_it_from_who_had_it(
    hub: Hub, *, came: bool
) -> None:
    """The helper sees the new record alone; it had the file from one that is where the prober does not see."""
    officer, helper, prober = Pen(), Pen(), Pen()
    device, liaison = officer.let_in(hub), prober.let_in(hub, LIAISON)
    helper.let_in(hub, LIAISON)
    rec = new_id()
    names(hub, officer, device, AMBER, rec)
    first = found(hub)[NAME]
    with hub.writing() as c:
        files.note_good(c, first if came else [])
    moves(hub, officer, device, rec, AMBER, RED)
    names(hub, prober, liaison, AMBER)
    told = found(hub)[NAME]
    anew = next(one for one in told if one.author == prober.dev)
    with hub.reading() as c:
        rights = Rights(c, clock.now())
        assert files.proven([anew], told, helper.dev, rights) == []
        assert files.proven([anew], told, prober.dev, rights) == [anew], "who brings the bytes itself had them"


def test_nobody_but_its_author_makes_a_file_good_whose_record_left_for_where_is_not_known(hub: Hub) -> None:
    helper, prober = Pen(), Pen()
    helper.let_in(hub)
    device = prober.let_in(hub)
    names(hub, prober, device)
    (anew,) = found(hub)[NAME]
    left = replace(anew, rec=new_id(), author=new_id(), here=False)
    with hub.reading() as c:
        rights = Rights(c, clock.now())
        assert files.proven([anew], [anew], helper.dev, rights) == [anew]
        assert files.proven([anew], [anew, left], helper.dev, rights) == []
        assert files.proven([anew], [anew, left, replace(left, here=True)], helper.dev, rights) == [anew]


def test_a_desk_that_goes_on_as_another_device_brings_what_it_wrote_before(hub: Hub) -> None:
    before, now = Pen(), Pen()
    heir = now.let_in(hub)
    with hub.writing() as c:
        people.follow(c, heir, before.dev, heir.key)
    with hub.reading() as c:
        rights = Rights(c, clock.now())
        assert rights.is_or_was(now.dev, before.dev)
        assert not rights.is_or_was(before.dev, now.dev)


@given(st.lists(st.tuples(IDS, IDS, IDS, st.booleans(), st.booleans()), max_size=8), st.sets(st.tuples(IDS, IDS)))
def test_nothing_is_good_that_its_author_had_no_way_to(
    told: list[tuple[bytes, bytes, bytes, bool, bool]], sight: set[tuple[bytes, bytes]]
) -> None:
    all_ = [Naming(NAME, rec, scope, author, moved, good, here=True) for rec, scope, author, moved, good in told]
    fresh = files.follow(all_, lambda dev, scope: (dev, scope) in sight)
    good = [one for one in all_ if one.good] + fresh
    for one in fresh:
        assert not one.good
        others = [other for other in good if other is not one]
        assert any((one.moved and one.rec == other.rec) or (one.author, other.scope) in sight for other in others)


def _good(one: Naming) -> Naming:
    return Naming(one.sha256, one.rec, one.scope, one.author, one.moved, good=True, here=one.here)


def test_sizes_are_added_up_and_taken_off_again(hub: Hub) -> None:
    other = "cd" * 32
    with hub.writing() as c:
        files.note_kept(c, NAME, 5, 1)
        files.note_kept(c, other, 7, 1)
        files.note_kept(c, other, 7, 2)
        assert files.total(c) == 12
        files.note_gone(c, NAME)
        assert (files.kept(c, [NAME, other]), files.total(c)) == ({other: 7}, 7)
