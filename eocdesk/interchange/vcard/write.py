"""People and organisations as vCard 3.0 and 4.0, written here: the libraries break URIs and long lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eocdesk.interchange.content_lines import escape, joined, quoted
from eocdesk.interchange.format import EXERCISE, OWN, Export
from eocdesk.interchange.phones import is_e164
from eocdesk.interchange.vcard.card import TYPES
from eocdesk.interchange.vcard.read import AGENCY_LINES, CONTACT_LINES
from eocdesk.models import Agency, Contact
from eocdesk.models.clock import at

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_FOUR = "4.0"


def write_vcard4(export: Export) -> bytes:
    """Agencies, then contacts, as vCard 4.0."""
    return _cards(export, _FOUR)


def write_vcard3(export: Export) -> bytes:
    """Agencies, then contacts, as vCard 3.0, which phones and Outlook read best."""
    return _cards(export, "3.0")


def _cards(export: Export, version: str) -> bytes:
    agencies = [line for agency in export.agencies for line in _Card(export, version).agency(agency)]
    contacts = [line for contact in export.contacts for line in _Card(export, version).contact(contact)]
    return joined([*agencies, *contacts])


class _Card:
    """The lines of one card."""

    def __init__(self, export: Export, version: str) -> None:
        self._export = export
        self._version = version
        self._lines = ["BEGIN:VCARD", f"VERSION:{version}"]
        self._groups = 0

    def contact(self, contact: Contact) -> list[str]:
        """The card of a person."""
        agency = self._export.agency_name(contact.agency)
        organisation = contact.organisation or agency
        self._head(contact, "individual", contact.name, organisation)
        self._say("ORG", organisation)
        self._say("TITLE", contact.role)
        for label, number in contact.phones or []:
            self._phone(label, number)
        for label, address in contact.emails or []:
            self._labelled("EMAIL", label, escape(address))
        self._address(contact.address)
        self._say("NOTE", contact.note)
        self._languages(contact.languages)
        self._own(contact, CONTACT_LINES)
        self._say(OWN + "ORGANISATION", contact.organisation)
        self._say(OWN + "AGENCY", agency)
        self._say(OWN + "VENUE", self._export.venue_name(contact.venue))
        if contact.call_order is not None:
            self._say(OWN + "CALL-ORDER", str(contact.call_order))
        return self._tail(contact)

    def agency(self, agency: Agency) -> list[str]:
        """The card of an organisation."""
        self._head(agency, "org", agency.name, agency.name)
        self._say("ORG", agency.name)
        self._say("ROLE", agency.role)
        if agency.phone:
            self._phone("", agency.phone)
        if agency.email:
            self._labelled("EMAIL", "", escape(agency.email))
        self._address(agency.address)
        self._say("NOTE", agency.note)
        self._own(agency, AGENCY_LINES)
        return self._tail(agency)

    def _head(self, record: Contact | Agency, kind: str, name: str, instead: str) -> None:
        uid = record.source_key if record.source == "vcard" else ""
        self._lines.append(f"UID:{escape(uid) if uid else f'urn:uuid:{_dashed(record.id)}'}")
        if self._version == _FOUR:
            self._lines.append(f"KIND:{kind}")
        elif kind == "org":
            self._lines.append("X-ABShowAs:COMPANY")
        exercise = EXERCISE if self._export.event.exercise else ""
        self._lines.append(f"FN:{escape(exercise + (name or instead or '-'))}")
        self._lines.append("N:;;;;" if kind == "org" else f"N:{escape(exercise + name)};;;;")

    def _tail(self, record: Contact | Agency) -> list[str]:
        if self._export.event.exercise:
            self._lines += ["CATEGORIES:EXERCISE", f"{OWN}EXERCISE:TRUE"]
        if record.marking:
            self._lines.append(f"X-TLP:TLP:{record.marking}")
        if record.made_at:
            self._lines.append(f"REV:{at(record.made_at):%Y%m%dT%H%M%SZ}")
        self._lines += [f"{OWN}ID:{record.id.hex()}", "END:VCARD"]
        return self._lines

    def _say(self, name: str, words: str) -> None:
        if words:
            self._lines.append(f"{name}:{escape(words)}")

    def _own(self, record: Contact | Agency, names: Sequence[str]) -> None:
        for name in names:
            self._say(OWN + name, str(getattr(record, name.lower().replace("-", "_")) or ""))

    def _phone(self, label: str, number: str) -> None:
        if not is_e164(number):
            self._labelled("TEL", label, escape(number))
        elif self._version == _FOUR:
            self._labelled("TEL", label, f"tel:{number}", "VALUE=uri")
        else:
            self._labelled("TEL", label, number.replace(";ext=", " ext. "))

    def _labelled(self, name: str, label: str, value: str, *params: str) -> None:
        """A line with its label as a type where every program knows it, else as a label beside it."""
        types = label.split(" ") if label else []
        if all(word in TYPES for word in types):
            said = [f"TYPE={','.join(types)}"] if types else []
            self._lines.append(";".join([name, *params, *said]) + f":{value}")
            return
        self._groups += 1
        group = f"item{self._groups}"
        self._lines.append(f"{group}." + ";".join([name, *params]) + f":{value}")
        self._lines.append(f"{group}.X-ABLabel:{escape(label)}")

    def _address(self, address: str) -> None:
        if not address:
            return
        if self._version == _FOUR and "\\" not in address:
            self._lines.append(f"ADR;LABEL={quoted(address)}:;;{escape(address)};;;;")
        else:
            self._lines.append(f"ADR:;;{escape(address)};;;;")

    def _languages(self, languages: str) -> None:
        tags = languages.split(", ") if languages else []
        if self._version == _FOUR and all(_TAG.fullmatch(tag) for tag in tags):
            self._lines += [f"LANG:{tag}" for tag in tags]
        else:
            self._say(OWN + "LANGUAGES", languages)


def _dashed(id: bytes) -> str:  # noqa: A002  the word of the record
    words = id.hex()
    return "-".join((words[:8], words[8:12], words[12:16], words[16:20], words[20:]))
