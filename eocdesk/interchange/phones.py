"""Phone numbers as E.164 where they are one, and untouched where they are a short code or anything else."""

from __future__ import annotations

import re

import phonenumbers

REGION = "US"
_EXTENSION = ";ext="
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_WORDS = re.compile(r"\b(?:ext(?:ension|n)?|x|tel|phone)\b\.?", re.IGNORECASE)


def dialled(words: str, region: str = REGION) -> str:
    """`+12135550100`, `+12135550100;ext=5`, or the words as they stand.

    A number without a plus counts only where it is a valid one of the region: 911, *55, 5550100, 0221 123456 and
    1-800-FLOWERS stay what they are.
    """
    raw = " ".join(words.split())
    number = raw[4:] if raw.lower().startswith("tel:") else raw
    number = re.sub(r";phone-context=\+\d+", "", number)
    bare = _WORDS.sub("", number.partition(";")[0])
    if _LETTERS.search(bare):
        return raw
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return raw
    international = number.lstrip(" (").startswith(("+", "00", "011"))
    sound = phonenumbers.is_possible_number(parsed) if international else phonenumbers.is_valid_number(parsed)
    if not sound:
        return raw
    made = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{made}{_EXTENSION}{parsed.extension}" if parsed.extension else made


def is_e164(words: str) -> bool:
    """Whether the words are a number as `dialled` makes them."""
    return re.fullmatch(r"\+[1-9]\d{4,14}(?:;ext=\d{1,9})?", words) is not None
