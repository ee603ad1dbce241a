"""Markings of STIX: TLP 2.0 and 1.0 by their ids, definitions of a bundle's own, the strictest counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eocdesk.models.errors import Refused
from eocdesk.models.marking import Tlp, parse_tlp

EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
"""The OASIS extension by which a marking definition says TLP 2.0."""
IDS: dict[Tlp, str] = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
_FIRST: dict[str, Tlp] = {  # TLP 1.0: its AMBER is another object than that of 2.0
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Tlp.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Tlp.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Tlp.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Tlp.RED,
}
_KNOWN: dict[str, Tlp] = {**_FIRST, **{key: tlp for tlp, key in IDS.items()}}
MADE = "2022-10-01T00:00:00.000Z"
"""When OASIS made the five objects of TLP 2.0."""


def definition(tlp: Tlp) -> dict[str, Any]:
    """The marking definition of a TLP 2.0 label, as OASIS publishes it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": IDS[tlp],
        "created": MADE,
        "name": tlp.label,
        "extensions": {EXTENSION: {"extension_type": "property-extension", "tlp_2_0": tlp.word.lower()}},
    }


class Marks:
    """The marking definitions of one bundle, beside those everybody knows."""

    def __init__(self) -> None:
        self._own: dict[str, Tlp | None] = {}
        self.unknown = 0
        """How many objects named a marking that is not in the bundle."""

    def learn(self, value: Mapping[str, Any]) -> None:
        """A definition of the bundle; a statement (of copyright, of use) is known and restricts nothing."""
        key = value.get("id")
        if isinstance(key, str) and key not in _KNOWN:
            self._own[key] = _tlp(value)

    def all_of(self, objects: Iterable[tuple[object, object]]) -> tuple[Tlp | None, bool]:
        """The strictest of many (object_marking_refs, granular_markings), and whether one of them has no marking."""
        told, strictest, bare = self.unknown, None, False
        for refs, granular in objects:
            parts = granular if isinstance(granular, list) else []
            named = [one.get("marking_ref") for one in parts if isinstance(one, dict) and "marking_ref" in one]
            whole, part = self.of(refs), self.of(named)
            bare = bare or whole is None
            strictest = max((one for one in (strictest, whole, part) if one is not None), default=None)
        self.unknown = told  # they are counted where rows are taken
        return strictest, bare

    def of(self, refs: object) -> Tlp | None:
        """The strictest marking of an object; None where it has none. What is not known counts as RED."""
        if refs in (None, []):
            return None
        named = refs if isinstance(refs, list) else [refs]
        found: list[Tlp] = []
        for ref in named:
            if isinstance(ref, str) and ref in _KNOWN:
                found.append(_KNOWN[ref])
            elif isinstance(ref, str) and ref in self._own:
                own = self._own[ref]
                found += [] if own is None else [own]
            else:
                self.unknown += 1
                found.append(Tlp.RED)
        return max(found, default=None)


def _tlp(value: Mapping[str, Any]) -> Tlp | None:
    extensions = value.get("extensions")
    said: object = None
    if isinstance(extensions, dict) and isinstance(extensions.get(EXTENSION), dict):
        said = extensions[EXTENSION].get("tlp_2_0", "?")
    elif value.get("definition_type") == "statement":
        return None
    elif isinstance(value.get("definition"), dict):
        said = value["definition"].get("tlp", "?")
    try:
        return parse_tlp(str(said))
    except Refused:
        return Tlp.RED
