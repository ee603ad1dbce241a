"""Profiles read from TOML files and checked, so that what is wrong in one is said in a sentence."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from eocdesk.interchange.clocks import zone_of
from eocdesk.interchange.profile.mapping import TIMED
from eocdesk.interchange.profile.model import ASK, FILES, Profile, Taken, Timing
from eocdesk.interchange.profile.patterns import NAMED, compiled
from eocdesk.models import KINDS, fields_of
from eocdesk.models.errors import Refused
from eocdesk.models.resources import resource

_MOST_BYTES = 1_000_000
_OURS = {"event", "struck", "source", "source_key"}  # set by the import, not by a source


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with the desk, by name."""
    folder = resource("profiles")
    return tuple(load(path) for path in sorted(folder.glob("*.toml"))) if folder.is_dir() else ()


def load(path: Path) -> Profile:
    """A profile from its file; Refused with what is wrong and where."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"“{path.name}” is too big to be a profile.", "profile")
        said = tomllib.loads(path.read_text("utf-8-sig"))
        profile = msgspec.convert({**said, "name": path.stem}, Profile)
    except OSError:
        raise Refused(f"The profile “{path.name}” cannot be read.", "profile") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"The profile “{path.name}” is not sound TOML: {error}.", "profile") from None
    except msgspec.ValidationError as error:
        raise Refused(f"The profile “{path.name}” is not right: {error}.", "profile") from None
    try:
        _check(profile)
    except Refused as refusal:
        raise Refused(f"The profile “{path.name}” is not right: {refusal.sentence}", "profile") from None
    return profile


def _check(profile: Profile) -> None:
    if profile.kind not in KINDS:
        raise Refused(f"kind “{profile.kind}” is none of {', '.join(KINDS)}.")
    if not profile.source or not profile.label:
        raise Refused("label and source must say something.")
    unknown = set(profile.files) - set(FILES)
    if unknown:
        raise Refused(f"files may be {', '.join(FILES)}, not {', '.join(sorted(unknown))}.")
    declared = fields_of(KINDS[profile.kind])
    for name, taken in profile.fields.items():
        if name not in declared or name in _OURS:
            raise Refused(f"[fields.{name}]: a {profile.kind} has no such field to fill.")
        _check_taken(f"[fields.{name}]", taken)
    for name in profile.join:
        if name not in profile.fields:
            raise Refused(f"join names “{name}”, which has no [fields.{name}].")
    if profile.times:
        if profile.kind not in TIMED:
            raise Refused(f"[times] has no meaning for a {profile.kind}.")
        _check_times(profile.times)


def _check_taken(where: str, taken: Taken) -> None:
    given = [bool(taken.columns), bool(taken.text), taken.value is not None]
    if sum(given) != 1:
        raise Refused(f"{where} needs one of column, text or value.")
    try:
        re.compile(taken.find)
    except re.error as error:
        raise Refused(f"{where}: find is not an expression ({error}).") from None


def _check_times(timing: Timing) -> None:
    for pattern in (*timing.patterns, *timing.days):
        if pattern not in NAMED:
            compiled(pattern)
    if not (timing.start or timing.range or timing.day):
        raise Refused("[times] needs start, range or day.")
    for zone in (timing.zone, *timing.zones.values()):
        if zone and zone != ASK and zone_of(zone) is None:
            raise Refused(f"[times]: “{zone}” is not a time zone.")
