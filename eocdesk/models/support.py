"""Emergency support functions by number: the federal ones, and California's, which count differently."""

from __future__ import annotations

ESF = {  # National Response Framework, 4th edition
    1: "Transportation",
    2: "Communications",
    3: "Public Works and Engineering",
    4: "Firefighting",
    5: "Information and Planning",
    6: "Mass Care, Emergency Assistance, Temporary Housing, and Human Services",
    7: "Logistics",
    8: "Public Health and Medical Services",
    9: "Search and Rescue",
    10: "Oil and Hazardous Materials Response",
    11: "Agriculture and Natural Resources",
    12: "Energy",
    13: "Public Safety and Security",
    14: "Cross-Sector Business and Infrastructure",
    15: "External Affairs",
}
CA_ESF = {  # State of California Emergency Plan, 2017; 9 and 16 have been merged into others and keep their numbers
    1: "Transportation",
    2: "Communications",
    3: "Construction and Engineering",
    4: "Fire and Rescue",
    5: "Management",
    6: "Care and Shelter",
    7: "Resources",
    8: "Public Health and Medical",
    9: "Search and Rescue",
    10: "Hazardous Materials",
    11: "Food and Agriculture",
    12: "Utilities",
    13: "Law Enforcement",
    14: "Recovery",
    15: "Public Information",
    16: "Evacuation",
    17: "Volunteer and Donations Management",
    18: "Cybersecurity",
}


def named(said: str, names: dict[int, str]) -> str:
    """`4` as `4 Fire and Rescue`; what is no number of these stays as it was typed."""
    number = said.strip()
    name = names.get(int(number)) if number.isascii() and number.isdigit() else None
    return number if name is None else f"{number} {name}"
