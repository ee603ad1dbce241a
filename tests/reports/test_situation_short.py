"""The short report fits, begins and ends with its marking, and never counts what was not cleared."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models.sitrep import casualty_keys
from eocdesk.reports.situation_short import CUT, LONGEST, short
from eocdesk.store.queries.facts import Facts, Signer
from eocdesk.store.queries.facts_told import Told
from tests.reports.conftest import AS_OF


def filled(facts: Facts, **texts: str) -> Facts:
    """With what somebody wrote."""
    return dataclasses.replace(facts, told=Told("7KQ4-3", tuple(texts.items())))


def test_it_says_what_matters_in_order(busy: Facts) -> None:
    texts = {
        "0.mission": "2028-LA-7",
        "6.civilian.injured.total": "1204",
        "9.energy.status": "yellow",
        "9.energy.impact": "Two substations",
        "9.water.status": "green",
        "12.12": "Ten ambulances",
    }
    lines = short(filled(busy, **texts)).splitlines()
    assert lines[0] == lines[-1] == "TLP:AMBER+STRICT"
    assert lines[1] == lines[-2] == "EXERCISE EXERCISE EXERCISE"
    assert "SITREP EX-DESK Exercise Golden Watch: No. 27, version 1" in lines
    assert "As of 19 Jul 2028 14:45 PDT (21:45Z)" in lines
    assert "- MCI declared at Gate 7 at 14:31." in lines
    assert "5 INCIDENTS: 4 open (1 critical, 2 major, 1 moderate), 15 to date" in lines
    assert "Civilians (public), to date: with injuries/illness 1,204" in lines
    assert "Energy: yellow, functional but inadequate. Two substations" in lines
    assert not any("Water" in line for line in lines)
    assert "12 hours: Ten ambulances" in lines
    assert "Approved: T. Baker, EOC Supervisor" in lines
    heads = [line.split()[0] for line in lines if line[:1].isdigit() and "hours" not in line]
    assert heads == ["1", "5", "6", "9", "12"]


def test_what_is_empty_is_said_in_words(bare: Facts) -> None:
    said = short(bare)
    assert said.startswith("TLP:CLEAR\nOPERATION\n")
    assert "1 Nothing to report" in said
    assert "6 People: nothing to report" in said
    assert "Unknown: Safety and Security; Food, Hydration, Shelter" in said
    assert "Not approved" in said
    assert CUT not in said


def test_the_dead_are_not_counted_before_somebody_cleared_it(bare: Facts) -> None:
    texts = {"6.civilian.fatalities.total": "2"}
    assert "fatalities not cleared" in short(filled(bare, **texts))
    assert "fatalities 2" in short(filled(bare, **texts, **{"6.cleared": "IC Baker"}))


KEYS = st.sampled_from([*casualty_keys(), "0.mission", "0.due", "6.cleared", "12.12", "9.food.impact"])


@given(st.dictionaries(KEYS, st.text(max_size=900)), st.text(max_size=4_000), st.text(max_size=400))
def test_it_never_is_longer_whatever_stands_in_it(texts: dict[str, str], highlights: str, name: str) -> None:
    facts = Facts("LA28", name, "America/Los_Angeles", AS_OF, marking="RED", highlights=highlights)
    facts = dataclasses.replace(filled(facts, **texts), prepared=Signer(name, name, AS_OF), audience="LEO")
    said = short(facts)
    assert len(said) <= LONGEST
    assert said.startswith("TLP:RED for LEO only\n")
    assert said.endswith("TLP:RED for LEO only\n")


def test_where_it_is_too_long_whole_lines_go_and_it_says_so(busy: Facts) -> None:
    many = dataclasses.replace(busy, highlights="\n".join(f"Point {n} " + "word " * 60 for n in range(5)))
    said = short(many)
    assert CUT in said
    assert "Point 0" in said
    assert "Point 4" not in said
    assert "12 Critical needs" in said


def test_nothing_in_it_steers_a_terminal_or_turns_letters_round(bare: Facts) -> None:
    said = short(filled(bare, **{"12.12": "Ten \x1b[2Jambulances\u202e"}))
    assert "12 hours: Ten ?[2Jambulances?" in said
