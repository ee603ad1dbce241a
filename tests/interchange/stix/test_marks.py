"""Markings of STIX: TLP 2.0 by id and by extension, 1.0 read, the strictest counts, the unknown is RED."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from eocdesk.interchange.stix.marks import EXTENSION, IDS, Marks, definition
from eocdesk.models.marking import Tlp

stix2: Any = import_module("stix2")
common: Any = import_module("stix2.v21.common")


def test_both_versions_of_tlp_are_known_by_their_ids() -> None:
    marks = Marks()
    assert [marks.of([key]) for key in IDS.values()] == list(IDS)
    first = (common.TLP_WHITE, common.TLP_GREEN, common.TLP_AMBER, common.TLP_RED)
    assert [marks.of([one.id]) for one in first] == [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.RED]
    assert common.TLP_AMBER.id != IDS[Tlp.AMBER]


def test_what_we_write_is_a_definition_that_stix2_takes() -> None:
    for tlp in Tlp:
        assert stix2.parse(definition(tlp)).id == IDS[tlp]


def test_the_strictest_counts_and_a_statement_restricts_nothing() -> None:
    marks = Marks()
    marks.learn({"id": "marking-definition--s", "definition_type": "statement", "definition": {"statement": "(c)"}})
    marks.learn({"id": "marking-definition--a", "extensions": {EXTENSION: {"tlp_2_0": "amber+strict"}}})
    marks.learn({"id": "marking-definition--g", "definition_type": "tlp", "definition": {"tlp": "green"}})
    assert marks.of(["marking-definition--s"]) is None
    assert marks.of(["marking-definition--g", "marking-definition--a", "marking-definition--s"]) is Tlp.AMBER_STRICT
    assert marks.of(None) is None
    assert marks.of([]) is None
    assert marks.unknown == 0


def test_what_cannot_be_known_is_red() -> None:
    marks = Marks()
    marks.learn({"id": "marking-definition--x", "definition_type": "tlp", "definition": {"tlp": "purple"}})
    marks.learn({"id": "marking-definition--y"})
    assert marks.of(["marking-definition--x"]) is Tlp.RED
    assert marks.of(["marking-definition--y"]) is Tlp.RED
    assert marks.of([IDS[Tlp.CLEAR], "marking-definition--gone"]) is Tlp.RED
    assert marks.of([{"not": "a name"}]) is Tlp.RED
    assert marks.of("marking-definition--gone") is Tlp.RED
    assert marks.unknown == 3


def test_no_bundle_changes_what_a_known_id_means() -> None:
    marks = Marks()
    marks.learn({"id": IDS[Tlp.RED], "definition_type": "tlp", "definition": {"tlp": "white"}})
    assert marks.of([IDS[Tlp.RED]]) is Tlp.RED
