"""The situation report as a form: its sections and blocks in order, the words they are chosen from, their rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SITUATION = "situation"
"""The form's code."""
MOST_HIGHLIGHTS, LONGEST_HIGHLIGHT = 5, 60
"""Points, and words in one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its number, what it is headed, the blocks that people write in it by key and label."""

    number: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    records: bool = False  # drawn from the desk's records too


SEMS_LEVELS = (  # 19 CCR 2403(b)
    ("field", "Field Response"),
    ("local", "Local Government"),
    ("area", "Operational Area"),
    ("region", "Regional"),
    ("state", "State"),
)
LIFELINES = (  # FEMA Community Lifelines 2.1, August 2023, with their components
    (
        "safety",
        "Safety and Security",
        ("Law Enforcement/Security", "Fire Service", "Search and Rescue", "Government Service", "Community Safety"),
    ),
    ("food", "Food, Hydration, Shelter", ("Food", "Hydration", "Shelter", "Agriculture")),
    (
        "health",
        "Health and Medical",
        ("Medical Care", "Public Health", "Patient Movement", "Medical Supply Chain", "Fatality Management"),
    ),
    ("energy", "Energy", ("Power Grid", "Fuel")),
    (
        "communications",
        "Communications",
        (
            "Infrastructure",
            "Responder Communications",
            "Alerts, Warnings, and Messages",
            "Finance",
            "911 and Dispatch",
        ),
    ),
    (
        "transportation",
        "Transportation",
        ("Highway/Roadway/Motor Vehicle", "Mass Transit", "Railway", "Aviation", "Maritime"),
    ),
    ("hazmat", "Hazardous Materials", ("Facilities", "HAZMAT, Pollutants, Contaminants")),
    ("water", "Water Systems", ("Potable Water Infrastructure", "Wastewater Management")),
)
LIFELINE_STATES = (
    ("red", "Red, severely damaged"),
    ("yellow", "Yellow, functional but inadequate"),
    ("green", "Green, stable"),
    ("grey", "Grey, unknown"),
)
UNKNOWN = "grey"
"""What a lifeline is that nobody has said anything of: never blank."""
LIFELINE_BLOCKS = (
    ("status", "Status"),
    ("component", "Affected component"),
    ("impact", "Impact"),
    ("action", "Action"),
    ("limit", "Limiting factor"),
    ("eta", "Estimated time to green"),
)
WHOM = (("civilian", "Civilians (public)"), ("responder", "Responders"))
CASUALTIES = (  # ICS 209 blocks 31 and 32; those with False are asked of civilians alone
    ("fatalities", "Fatalities", True),
    ("injured", "With injuries/illness", True),
    ("trapped", "Trapped/in need of rescue", True),
    ("missing", "Missing", True),
    ("evacuated", "Evacuated", False),
    ("sheltering", "Sheltering in place", True),
    ("shelters", "In temporary shelters", False),
)
CLEARED = "6.cleared"
"""Who confirmed fatalities and cleared them for release."""
PROTECTIVE = (  # ICS 209 block 34, its own words and order
    "No Likely Threat",
    "Potential Future Threat",
    "Mass Notifications in Progress",
    "Mass Notifications Completed",
    "No Evacuation(s) Imminent",
    "Planning for Evacuation",
    "Planning for Shelter-in-Place",
    "Evacuation(s) in Progress",
    "Shelter-in-Place in Progress",
    "Repopulation in Progress",
    "Mass Immunization in Progress",
    "Mass Immunization Complete",
    "Quarantine in Progress",
    "Area Restriction in Effect",
)
HORIZONS = (("12", "12 hours"), ("24", "24 hours"), ("48", "48 hours"), ("72", "72 hours"), ("after", "After 72 hours"))


def casualty_keys() -> tuple[str, ...]:
    """`6.civilian.fatalities.period` and `.total`, for each figure of the life safety table."""
    return tuple(
        f"6.{whom}.{what}.{when}"
        for whom, _ in WHOM
        for what, _, both in CASUALTIES
        if both or whom == "civilian"
        for when in ("period", "total")
    )


PARTS = (
    Part(
        "0",
        "Header",
        (("0.mission", "Mission number"), ("0.due", "Next report due"), ("0.sems", "SEMS level")),
        records=True,
    ),
    Part("1", "Highlights", (("1", "Highlights, one a line"),), records=True),
    Part("2", "Situation overview", (("2.background", "Background"), ("2.current", "Current situation")), records=True),
    Part(
        "3", "EOC posture", (("3.threat", "Threat level"), ("3.declared", "Declarations"), ("3", "Text")), records=True
    ),
    Part("4", "Event calendar", (("4", "Text"),), records=True),
    Part("5", "Significant incidents", (("5", "Text"),), records=True),
    Part(
        "6",
        "Life safety",
        (*((key, "") for key in casualty_keys()), (CLEARED, "Cleared by"), ("6.actions[]", "Active"), ("6", "Text")),
    ),
    Part("7", "Threat picture", (("7", "Text"),), records=True),
    Part(
        "8",
        "Weather and hazards",
        (*((f"8.{key}", words) for key, words in HORIZONS), ("8", "Text")),
        records=True,
    ),
    Part(
        "9",
        "Community lifelines",
        (*((f"9.{line}.{key}", words) for line, _, _ in LIFELINES for key, words in LIFELINE_BLOCKS), ("9", "Text")),
    ),
    Part("10", "Venues", (("10", "Text"),), records=True),
    Part("11", "Objectives and operations", (("11.progress", "Progress"), ("11", "Actions")), records=True),
    Part(
        "12",
        "Resources",
        (*((f"12.{key}", f"Critical needs, {words}") for key, words in HORIZONS), ("12", "Text")),
        records=True,
    ),
    Part("13", "Mutual aid and partners", (("13.gaps", "Gaps and constraints"), ("13", "Text")), records=True),
    Part(
        "14",
        "Public information",
        (("14.rumours", "Rumours and responses"), ("14", "Messages, hotlines")),
        records=True,
    ),
    Part("15", "Planned actions and meetings", (("15.actions", "Actions"), ("15", "Meetings")), records=True),
    Part(
        "16", "Decisions and issues for leadership", (("16[]", "Issue, needed by, owner"), ("16", "Text")), records=True
    ),
    Part("17", "Remarks, sources and changes", (("17.sources", "Sources"), ("17", "Remarks")), records=True),
    Part("18", "Approval", (("18.distribution", "Distribution"),), records=True),
)
NOT_CARRIED = frozenset({"0.due", "1", CLEARED, *(key for key in casualty_keys() if key.endswith(".period"))})
"""Blocks that begin empty in the next report: they were of that report alone."""


def points(text: str) -> tuple[str, ...]:
    """The highlights of a text, one a line."""
    lines = (line.strip().removeprefix("- ").removeprefix("• ").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def figure(text: str) -> int | None:
    """A count as people type it, `1,204`; None where it is none."""
    plain = text.strip().replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= len("999999999") else None


def wanting(blocks: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(key, sentence) of each block that breaks a rule of the report; with none of them it may be submitted."""
    found: list[tuple[str, str]] = []
    said = points(blocks.get("1", ""))
    if len(said) > MOST_HIGHLIGHTS:
        found.append(("1", f"{len(said)} highlights stand here. Choose {MOST_HIGHLIGHTS} at most."))
    for number, point in enumerate(said, 1):
        if (many := len(point.split())) > LONGEST_HIGHLIGHT:
            found.append(("1", f"Highlight {number} has {many} words. {LONGEST_HIGHLIGHT} at most."))
    found += _casualties(blocks)
    states = {state for state, _ in LIFELINE_STATES}
    for line, title, _ in LIFELINES:
        key = f"9.{line}.status"
        if blocks.get(key, "").strip() and blocks[key].strip() not in states:
            found.append((key, f"{title} is one of red, yellow, green or grey."))
    return tuple(found)


def _casualties(blocks: Mapping[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    figures = {key: figure(blocks[key]) for key in casualty_keys() if blocks.get(key, "").strip()}
    for key, value in figures.items():
        if value is None:
            found.append((key, f"“{blocks[key].strip()}” is no whole number of people."))
            continue
        if key.endswith(".period"):
            total = figures.get(key.removesuffix("period") + "total")
            if total is not None and total < value:
                found.append((key, f"{value} in this period are more than {total} to date."))
    dead = any(value for key, value in figures.items() if ".fatalities." in key)
    if dead and not blocks.get(CLEARED, "").strip():
        found.append((CLEARED, "Name who confirmed the fatalities and cleared them for release."))
    return found
