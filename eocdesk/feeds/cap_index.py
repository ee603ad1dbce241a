"""Lists of CAP messages: Atom and RSS whose entries carry the message, carry its gist, or only say where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eocdesk.models import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LISTS = {"feed": "entry", "rss": "item"}
"""The roots of lists, and what they call one entry."""
LINKED = "It only says where its message is: read that message."
_INFO = ("event", "category", "responseType", "urgency", "severity", "certainty", "onset", "effective", "expires")
_AREA = ("areaDesc", "polygon", "circle")


def tag(node: Element) -> str:
    """An element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def rows(root: Element) -> Iterator[Element]:
    """Of each entry its messages, else a message made of its gist, else the entry itself.

    Entries that tell areas of the same message become one.
    """
    made: dict[str, Element] = {}
    for entry in (node for node in root.iter() if tag(node) == LISTS[tag(root)]):
        whole = [node for node in entry.iter() if tag(node) == "alert"]
        if whole:
            yield from whole
        elif not _gist(entry):
            yield entry
        else:
            alert = _alert(entry)
            key = alert.findtext("identifier") or ""
            if key and key in made:
                _add_area(made[key], alert)
            else:
                made[key] = alert
                yield alert


def check(row: Element) -> None:
    """Refused where the row is an entry that holds nothing of its message."""
    if tag(row) != "alert":
        raise Refused(LINKED)


def link(entry: Element) -> str:
    """The address of an entry's message; empty where it names none."""
    for node in entry.iter():
        if tag(node) == "link" and "cap" in node.get("type", ""):
            return node.get("href", "").strip()
        if tag(node) == "cap" and (node.text or "").strip():
            return (node.text or "").strip()
    return ""


def _gist(entry: Element) -> bool:
    """Whether the entry itself says of CAP what it warns of."""
    return any(tag(node) == "event" and "cap" in str(node.tag).rpartition("}")[0] for node in entry)


def _alert(entry: Element) -> Element:
    """A message with what the entry says of it: the words of CAP in their places."""
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415  only when something is read

    said = {tag(node): words for node in reversed(entry) if (words := (node.text or "").strip())}
    alert = Element("alert")

    def put(parent: Element, called: str, *theirs: str) -> None:
        words = next((said[one] for one in (called, *theirs) if said.get(one)), "")
        if words:
            SubElement(parent, called).text = words

    for called, *theirs in (
        ("identifier", "id", "guid"),
        ("sender", "senderName"),
        ("sent", "published", "updated"),
        ("status",),
        ("msgType", "message_type"),
        ("references",),
    ):
        put(alert, called, *theirs)
    if alert.find("sender") is None:
        authors = (node.text for one in entry if tag(one) == "author" for node in one if tag(node) == "name")
        SubElement(alert, "sender").text = next(filter(None, authors), "")
    info, area = SubElement(alert, "info"), Element("area")
    for called in _INFO:
        put(info, called)
    put(info, "headline", "title")
    put(info, "description", "summary")
    put(info, "web")
    if info.find("web") is None and link(entry):
        SubElement(info, "web").text = link(entry)
    for called in _AREA:
        put(area, called)
    area.extend(_codes(entry))
    if len(area):
        info.append(area)
    return alert


def _codes(entry: Element) -> Iterator[Element]:
    """Each code of the entry's geocodes; a list writes several names and values into one, values by spaces."""
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415  only when something is read

    for geocode in (node for node in entry if tag(node) == "geocode"):
        kind = ""
        for node in geocode:
            words = (node.text or "").strip()
            if tag(node) == "valueName":
                kind = words
                continue
            for value in words.split() if kind and tag(node) == "value" else ():
                made = Element("geocode")
                SubElement(made, "valueName").text, SubElement(made, "value").text = kind, value
                yield made


def _add_area(alert: Element, other: Element) -> None:
    """The area of another entry about the same message; one it knows already adds nothing."""
    from xml.etree.ElementTree import tostring  # noqa: PLC0415  only when something is read

    info = alert.find("info")
    known = {tostring(one) for one in info.findall("area")} if info is not None else set()
    if info is not None:
        info.extend(one for one in other.iter("area") if tostring(one) not in known)
