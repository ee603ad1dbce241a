"""Phones and e-mail addresses out of cells: pairs of a label and what is dialled or written to."""

from __future__ import annotations

from typing import Any

from eocdesk.interchange.phones import dialled
from eocdesk.interchange.profile.cells import list_from_words, words_of


def phones(raw: Any, split: str = "") -> list[list[str]]:
    """Pairs of label and number, E.164 where it is one, in the order of the cell."""
    return [[label, dialled(number)] for label, number in _pairs("phones", raw, split) if number]


def addresses(raw: Any, split: str = "") -> list[list[str]]:
    """Pairs of label and address, `mailto:` taken off."""
    pairs = _pairs("emails", raw, split)
    return [[label, said.removeprefix("mailto:")] for label, said in pairs if said]


def _pairs(name: str, raw: Any, split: str) -> list[tuple[str, str]]:
    members = list(raw) if isinstance(raw, list | tuple) else list_from_words(name, words_of(raw), split)
    return [_pair(member) for member in members]


def _pair(member: Any) -> tuple[str, str]:
    if isinstance(member, list | tuple) and len(member) == 2:  # noqa: PLR2004  label and number
        return words_of(member[0]), words_of(member[1])
    if isinstance(member, dict):
        said = member.get("number") or member.get("value") or member.get("address") or ""
        return words_of(member.get("label") or member.get("type")), words_of(said)
    return "", words_of(member)
