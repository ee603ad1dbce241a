"""A drawing from another room, made safe to set: its words printable, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from defusedxml import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"


def drawable(svg: str, printable: Callable[[str], str]) -> str | None:
    """The drawing with its words made printable and outside pictures left out; None where it is no SVG."""
    try:
        root: ET.Element = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{_SVG}}}image" and not _carried(child):
                parent.remove(child)
    for element in root.iter():
        element.text = element.text and printable(element.text)
        element.tail = element.tail and printable(element.tail)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _carried(image: ET.Element) -> bool:
    return (image.get("href") or image.get(_LINK) or "").startswith("data:image/")
