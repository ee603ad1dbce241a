"""A file of cards becomes contacts and agencies; one bad card never stops the rest."""

from __future__ import annotations

import re
from typing import Any

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.interchange.content_lines import Block, Property, blocks, parts, unfold
from eocdesk.interchange.format import BEAT, EXERCISE, OWN, Asked
from eocdesk.interchange.keys import content_key, tell_apart
from eocdesk.interchange.opening import MAX_ROWS, text_of
from eocdesk.interchange.phones import dialled
from eocdesk.interchange.vcard.card import Card, read_card
from eocdesk.models.errors import Refused
from eocdesk.models.ids import parse_id
from eocdesk.models.marking import WORDS, parse_tlp

NAME = "vcard"
CONTACT_LINES = ("RADIO", "CALL-SIGN", "AVAILABILITY", "SOURCE", "SOURCE-KEY", "AUDIENCE")
AGENCY_LINES = ("SHORT", "SECTOR", "ESF", "CA-ESF", "COUNTRY", "SOURCE", "SOURCE-KEY", "AUDIENCE")
_NO_CONTACT = {
    "group": "A group of cards is no contact.",
    "location": "The card of a place is no contact; places come as GeoJSON or a table.",
}
_CHARSET = re.compile(rb"^[^:]*;CHARSET=\"?([A-Za-z0-9._\-]+)", re.IGNORECASE)
_STREET = ("", "", "", "", "", "", "")


def read_vcf(data: bytes, asked: Asked) -> Reading:
    """The people and organisations of a vCard file. Raises Refused where the whole of it cannot be read."""
    top, stray = blocks(unfold(_text(data), quoted=True), ("VCARD",))
    if not any(block.name == "VCARD" for block in top):
        raise Refused("The file holds no vCard.")
    if len(top) > MAX_ROWS:
        raise Refused(f"The file has more than {MAX_ROWS:,} cards; split it.")
    items: list[Item] = []
    apart: list[str] = []
    refused: list[Refusal] = []
    for count, block in enumerate(top, 1):
        if count % BEAT == 0:
            asked.beat(count, len(top))
        at = f"card {count:,}, line {block.line:,}"
        try:
            item = _item(block, at)
        except Refused as refusal:
            refused.append(Refusal(at, refusal.sentence))
            continue
        items.append(item)
        apart.append(str(item.values["name"]))
    rows, renamed = tell_apart(items, apart)
    if renamed:
        stray.append(f"{renamed:,} cards share their UID with others; their name tells them apart")
    return Reading(NAME, NAME, tuple(rows), tuple(refused), tuple(stray))


def _text(data: bytes) -> str:
    """The text; lines that declare a character set of their own are read in it (vCard 2.1 and 3.0)."""
    try:
        return text_of(data)
    except Refused:
        if b"CHARSET=" not in data.upper():
            raise
        charset, out = "utf-8", list[str]()
        for line in data.splitlines(keepends=True):
            if line[:1] not in {b" ", b"\t"}:
                found = _CHARSET.match(line)
                charset = found[1].decode("ascii") if found else "utf-8"
            try:
                out.append(line.decode(charset))
            except (UnicodeDecodeError, LookupError):
                break
        else:
            return text_of("".join(out).encode())
        raise


def _item(block: Block, at: str) -> Item:
    if block.name != "VCARD":
        raise Refused(f"{block.name[:40]} is no card.")
    card = read_card(block)
    kind = (card.text("KIND") or card.text("X-ADDRESSBOOKSERVER-KIND")).lower()
    if kind in _NO_CONTACT:
        raise Refused(_NO_CONTACT[kind])
    if kind in {"thing", "application", "device"}:
        raise Refused(f"The card of a {kind} is no contact.")
    organisation = [part for part in card.pieces("ORG") if part]
    made = _agency if _is_agency(card, kind, organisation) else _contact
    return made(card, organisation, at)


def _is_agency(card: Card, kind: str, organisation: list[str]) -> bool:
    if kind:
        return kind in {"org", "organization", "organisation"}
    if not organisation:
        return False
    named = any(card.pieces("N"))
    shown = card.text("FN")
    return card.text("X-ABSHOWAS").upper() == "COMPANY" or (not named and shown in {"", organisation[0]})


def _named(card: Card, organisation: list[str]) -> str:
    """Whom the card is about, by the first of its names that says something."""
    family, given, more, before, after = [*card.pieces("N"), *_STREET][:5]
    full = " ".join(part for part in (before, given, more, family, after) if part)
    candidates = (card.text("FN"), full, card.text("NICKNAME"), *organisation[:1], *card.texts("EMAIL")[:1])
    words = next((name for name in candidates if name), "")
    return words.removeprefix(EXERCISE) if card.text(OWN + "EXERCISE") else words


def _contact(card: Card, organisation: list[str], at: str) -> Item:
    own = parse_id(card.text(OWN + "ID"))
    name = _named(card, organisation)
    phones = _phones(card)
    if not name and not phones:
        raise Refused("The card names nobody.")
    values: dict[str, Any] = {
        "name": name,
        "organisation": card.text(OWN + "ORGANISATION") if own else ", ".join(organisation),
        "role": ", ".join(dict.fromkeys([*card.texts("TITLE"), *card.texts("ROLE")])),
        "phones": phones,
        "emails": _emails(card),
        "address": _address(card),
        "note": "\n".join(card.texts("NOTE")),
        "languages": card.text(OWN + "LANGUAGES") or ", ".join(card.texts("LANG")),
    }
    values |= _lines(card, CONTACT_LINES)
    order = card.text(OWN + "CALL-ORDER")
    if re.fullmatch(r"-?\d{1,9}", order):
        values["call_order"] = int(order)
    agency = card.text(OWN + "AGENCY") if own else next(iter(organisation), "")
    names = {"agency": agency, "venue": card.text(OWN + "VENUE")}
    return _made("contact", card, at, values, {field: words for field, words in names.items() if words})


def _agency(card: Card, organisation: list[str], at: str) -> Item:
    phones, emails = _phones(card), _emails(card)
    more = [f"{label}: {said}" if label else said for label, said in [*phones[1:], *emails[1:]]]
    values: dict[str, Any] = {
        "name": _named(card, organisation),
        "role": ", ".join(dict.fromkeys([*card.texts("TITLE"), *card.texts("ROLE")])),
        "phone": phones[0][1] if phones else "",
        "email": emails[0][1] if emails else "",
        "address": _address(card),
        "note": "\n".join([*card.texts("NOTE"), *more]),
    }
    if not values["name"]:
        raise Refused("The card names nobody.")
    values["short"] = card.text("NICKNAME")
    values |= _lines(card, AGENCY_LINES)
    return _made("agency", card, at, values, {})


def _made(kind: str, card: Card, at: str, values: dict[str, Any], names: dict[str, str]) -> Item:
    key, warnings = card.text("UID"), list(card.warnings)
    own = parse_id(card.text(OWN + "ID"))
    _mark(card, values, warnings)
    if not key:
        said = values.get("phones") or values.get("phone") or values.get("emails") or ""
        key = content_key(kind, values["name"], values.get("organisation", ""), said if not values["name"] else "")
        warnings.append("no UID; named after its content")
    return Item(kind, key, at, values, names, tuple(warnings), own)


def _lines(card: Card, names: tuple[str, ...]) -> dict[str, str]:
    return {name.lower().replace("-", "_"): card.text(OWN + name) for name in names if OWN + name in card.said}


def _mark(card: Card, values: dict[str, Any], warnings: list[str]) -> None:
    words = card.text("X-TLP")
    if not words:
        return
    try:
        values["marking"] = parse_tlp(words).word
    except Refused:
        warnings.append(f"marking “{words[:40]}” is not known; RED was taken")
        values["marking"] = WORDS["RED"].word


def _phones(card: Card) -> list[list[str]]:
    return [[card.label(found), dialled(card.plain(found.value))] for found in card.ranked("TEL")]


def _emails(card: Card) -> list[list[str]]:
    pairs = [[card.label(found), card.plain(found.value)] for found in card.ranked("EMAIL")]
    return [[label, re.sub(r"^mailto:", "", said, flags=re.IGNORECASE)] for label, said in pairs]


def _address(card: Card) -> str:
    out: list[str] = []
    for found in card.ranked("ADR"):
        words = found.param("LABEL") or _lines_of(card, found)
        if words and words not in out:
            out.append(words)
    return "\n".join(out or card.texts("LABEL"))


def _lines_of(card: Card, found: Property) -> str:
    """Box, extension, street; place, region and code; country: each where it says something."""
    pieces = _old_parts(found.value) if card.version == "2.1" else parts(found.value)
    box, extended, street, place, region, code, country = [*pieces, *_STREET][:7]
    town = " ".join(part for part in (", ".join(part for part in (place, region) if part), code) if part)
    return ", ".join(part for part in (box, extended, street, town, country) if part)


def _old_parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<!\\);", value)]
