"""Which profile a file is read by: the one named, else the only one its headings fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eocdesk.interchange.profile.generic import GENERIC, folded, generic, id_heading, matched
from eocdesk.interchange.profile.load import load, shipped
from eocdesk.interchange.profile.model import Profile
from eocdesk.models.errors import Refused

_SHOWN = 12
_LEAST = 2
_NAMED = dict.fromkeys(("venue", "agency", "contact", "resource"), "name")
_NEEDED = {**_NAMED, "session": "title", "entry": "text"}
_TELLING = {"resource": {"category", "credentials", "valid_until", "nation"}}
"""Of a kind whose other fields many tables have: one of these must be there."""


def named(words: str) -> Profile | str:
    """The shipped profile of that name, the one in that file, or a kind for a plain table; Refused otherwise."""
    for profile in shipped():
        if profile.name == words:
            return profile
    if words.lower() in GENERIC:
        return words.lower()
    if words.lower().endswith(".toml") or "/" in words or "\\" in words:
        return load(Path(words))
    names = ", ".join([*GENERIC, *(profile.name for profile in shipped())])
    raise Refused(f"There is no profile “{words}”. There are {names}; a file of your own must end in .toml.", "profile")


def choose(headings: Sequence[str], file: str, asked: str | None = None) -> Profile:
    """The profile to read a table by; Refused with what it could be where that is not certain.

    Raises Refused too where a profile is asked for whose columns the table does not have.
    """
    if asked:
        profile = named(asked)
        return _fitting(profile, headings) if isinstance(profile, Profile) else generic(profile, headings)
    there = set(headings)
    fits = [p for p in shipped() if p.headings and file in p.files and there.issuperset(p.headings)]
    if fits:
        most = max(len(profile.headings) for profile in fits)
        best = [profile for profile in fits if len(profile.headings) == most]
        if len(best) == 1:
            return best[0]
        raise Refused(
            f"This could be {_any_of([p.name for p in best])}: say which (--profile {best[0].name}).", "profile"
        )
    return _generic(headings)


def _fitting(profile: Profile, headings: Sequence[str]) -> Profile:
    missing = [heading for heading in profile.headings if heading not in set(headings)]
    if missing:
        raise Refused(
            f"The profile {profile.name} needs the column {_any_of(missing, 'and')}, which the file does not have.",
            "profile",
        )
    return profile


def _generic(headings: Sequence[str]) -> Profile:
    if not headings:
        raise Refused("The table has no headings.")
    plain = {folded(heading) for heading in headings}
    for kind in GENERIC:
        if folded(id_heading(kind)) in plain:
            return generic(kind, headings)
    found = {kind: matched(kind, headings) for kind in GENERIC}
    able = {
        kind: len(fields)
        for kind, fields in found.items()
        if _NEEDED.get(kind, "title") in fields
        and len(fields) >= _LEAST
        and len(fields) * 2 >= len(plain)
        and not _TELLING.get(kind, set(fields)).isdisjoint(fields)
    }
    best = [kind for kind, count in able.items() if count == max(able.values())]
    if len(best) == 1:
        return generic(best[0], headings)
    said = ", ".join(f"“{heading[:40]}”" for heading in headings[:_SHOWN]) + (", …" if len(headings) > _SHOWN else "")
    if best:
        raise Refused(f"The headings {said} could be {_any_of(best)}: say which (--profile {best[0]}).", "profile")
    kinds = ", ".join(GENERIC[:5])
    raise Refused(
        f"No profile knows the headings {said}. Name what it is (--profile {kinds}) or give a .toml of your own.",
        "profile",
    )


def _any_of(words: Sequence[str], last: str = "or") -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
