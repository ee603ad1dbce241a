"""Phone numbers as a person types them: E.164 where they are one, kept as they are where they are a short code."""

from __future__ import annotations

import re

import phonenumbers

from eocdesk.models import Refused

REGION = "US"
_DIGIT = re.compile(r"\d")
_SPELT = re.compile(r"[A-Za-z]{3,}$")  # 1-800-FLOWERS: dialled as it is read


def normal(words: str, field: str = "phones") -> str:
    """`+12135550143`, `+12135550143;ext=5`, or the words where they are no number of their own (911, Ext 2201).

    Refused where there is nothing to dial at all.
    """
    raw = " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
    number = raw[4:] if raw.casefold().startswith("tel:") else raw
    if not _DIGIT.search(number):
        raise Refused(f"“{raw}” is not a phone number: it has no digit.", field)
    if _SPELT.search(number):
        return raw
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return raw
    international = number.lstrip(" (").startswith(("+", "00", "011"))
    sound = phonenumbers.is_possible_number(parsed) if international else phonenumbers.is_valid_number(parsed)
    if not sound:
        return raw
    made = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{made};ext={parsed.extension}" if parsed.extension else made


def pairs(members: list[list[str]] | None) -> list[list[str]] | None:
    """The list of a contact's phones, label and number each; blank ones left out, none of them None."""
    found = [[label.strip(), normal(number)] for label, number in (_pair(one) for one in members or []) if number]
    return found or None


def addresses(members: list[list[str]] | None) -> list[list[str]] | None:
    """The list of a contact's e-mails likewise; Refused where one has no @ with something on both sides."""
    every = (_pair(one) for one in members or [])
    return [[label.strip(), mailed(address, "emails")] for label, address in every if address] or None


def mailed(address: str, field: str) -> str:
    """The address; Refused where it cannot be one."""
    words = address.strip().removeprefix("mailto:")
    name, at, host = words.rpartition("@")
    if not (name and at and host) or " " in words:
        raise Refused(f"“{words}” is not an e-mail address.", field)
    return words


def _pair(one: object) -> tuple[str, str]:
    if isinstance(one, (list, tuple)) and len(one) > 1:
        return str(one[0] or ""), str(one[1] or "").strip()
    single = one[0] if isinstance(one, (list, tuple)) and one else one
    return "", str(single or "").strip()
