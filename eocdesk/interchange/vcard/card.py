"""One card taken apart: its properties by name, texts by the rules of its version, labels that people see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eocdesk.interchange.content_lines import Block, Property, parts, passed_over, take_apart, unescape
from eocdesk.interchange.format import OWN
from eocdesk.models.errors import Refused

_WANTED = {
    *("VERSION", "FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "LABEL", "NOTE", "LANG", "UID", "KIND"),
    *("NICKNAME", "X-ABLABEL", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "X-TLP", "CLASS", "URL"),
}
_NAME = re.compile(r"(?:[A-Za-z0-9\-_]+\.)?([A-Za-z0-9\-_]+)\s*(?=[;:])")
_APPLE = re.compile(r"^_\$!<(.*)>!\$_$")
# Types that every program knows; anything else is a label of its own.
TYPES = ("home", "work", "cell", "fax", "pager", "main", "video", "text", "textphone", "car", "isdn", "msg", "other")
_SILENT = {"voice", "pref", "internet", "x400"}


@dataclass(slots=True)
class Card:
    """The properties of a card, and what of it was passed over."""

    version: str
    said: dict[str, list[Property]]
    labels: dict[str, str]
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The first value of a property as text, empty where it is not there."""
        found = self.said.get(name)
        return self.plain(found[0].value) if found else ""

    def texts(self, name: str) -> list[str]:
        """Every value of a property that says something."""
        return [words for found in self.said.get(name, []) if (words := self.plain(found.value))]

    def pieces(self, name: str) -> list[str]:
        """The parts of the first structured value, empty where it is not there."""
        found = self.said.get(name)
        return parts(found[0].value) if found else []

    def plain(self, value: str) -> str:
        """A value as text; vCard 2.1 knows no line feeds written as letters."""
        if self.version == "2.1":
            return re.sub(r"\\([;:,\\])", r"\1", value).strip()
        return unescape(value).strip()

    def ranked(self, name: str) -> list[Property]:
        """The values of a property, the preferred first."""
        return sorted(self.said.get(name, []), key=_preference)

    def label(self, found: Property) -> str:
        """What a person calls this number or address: the label beside it, else its types."""
        if found.group and self.labels.get(found.group):
            return self.labels[found.group]
        types = [word for said in found.params.get("TYPE", []) for word in said.lower().split(",")]
        return " ".join(word for word in dict.fromkeys(types) if word and word not in _SILENT)


def read_card(block: Block) -> Card:
    """A card's lines as properties; Refused where it was never ended. Lines that are none are told."""
    if block.broken:
        raise Refused(block.broken)
    warnings = [f"the card within (line {child.line:,}) was passed over" for child in block.children]
    found = _properties(block.lines, warnings)
    said: dict[str, list[Property]] = {}
    for one in found:
        if one.value.strip(" ;"):
            said.setdefault(one.name, []).append(one)
    version = said["VERSION"][0].value.strip() if "VERSION" in said else "3.0"
    labels = {one.group: _label(one) for one in said.get("X-ABLABEL", []) if one.group}
    return Card(version, said, labels, warnings)


def _properties(lines: Sequence[tuple[int, str]], warnings: list[str]) -> list[Property]:
    out: list[Property] = []
    strays: list[int] = []
    for number, line in lines:
        found = _NAME.match(line)
        if found is None:
            strays.append(number)
            continue
        name = found[1].upper().replace("_", "-")
        if name not in _WANTED and not name.startswith(OWN):
            continue
        try:
            out.append(take_apart(number, line))
        except Refused as refusal:
            warnings.append(f"{name} in line {number:,} was passed over: {refusal.sentence}")
    warnings += passed_over(strays, "vCard")
    return out


def _label(found: Property) -> str:
    words = unescape(found.value).strip()
    apple = _APPLE.match(words)
    return apple[1].lower() if apple else words


def _preference(found: Property) -> int:
    said = found.param("PREF")
    if said.isdigit():
        return int(said)
    types = {word.lower() for part in found.params.get("TYPE", []) for word in part.split(",")}
    return 1 if "pref" in types else 101
