"""The types of incident of a great event: groups, names, the OASIS Event Terms and CAP categories nearest to them."""

from __future__ import annotations

from typing import NamedTuple


class IncidentType(NamedTuple):
    """One type. `oet` is the code of OASIS Event Terms 1.2 (OET-000 where none comes near), `cap` CAP categories."""

    group: str
    name: str
    oet: str
    cap: str


TYPES: tuple[IncidentType, ...] = (
    IncidentType("Security", "Active shooter / active assailant", "OET-001", "Safety, Security"),
    IncidentType("Security", "Bomb threat", "OET-028", "CBRNE"),
    IncidentType("Security", "Explosion", "OET-076", "CBRNE"),
    IncidentType("Security", "Suspicious item / unattended package", "OET-177", "Security"),
    IncidentType("Security", "Terrorist incident", "OET-193", "Safety"),
    IncidentType("Security", "Perimeter or credential breach", "OET-177", "Security"),
    IncidentType("Security", "Unauthorized drone (UAS) / airspace violation", "OET-011", "Transport"),
    IncidentType("Security", "Aviation security", "OET-020", "Security, Transport"),
    IncidentType("Security", "Dignitary / VIP protection incident", "OET-177", "Security"),
    IncidentType("Security", "Dangerous person / threat to life", "OET-055", "Safety"),
    IncidentType("Security", "Criminal activity", "OET-049", "Safety"),
    IncidentType("Security", "Civil unrest / disorder", "OET-039", "Security"),
    IncidentType("Security", "Demonstration (planned or spontaneous)", "OET-057", "Other"),
    IncidentType("Security", "Missing person", "OET-130", "Safety"),
    IncidentType("Security", "Child abduction", "OET-038", "Safety, Security"),
    IncidentType("Security", "Emergency responder incident", "OET-070", "Safety"),
    IncidentType("CBRNE", "Chemical hazard", "OET-037", "CBRNE"),
    IncidentType("CBRNE", "Biological", "OET-022", "CBRNE"),
    IncidentType("CBRNE", "Radiological material release", "OET-156", "CBRNE"),
    IncidentType("CBRNE", "Toxic spill", "OET-198", "CBRNE"),
    IncidentType("CBRNE", "Toxic plume", "OET-197", "CBRNE"),
    IncidentType("Cyber & communications", "Cybercrime / cyber incident", "OET-050", "Safety, Security"),
    IncidentType("Cyber & communications", "Internet service", "OET-115", "Infra"),
    IncidentType("Cyber & communications", "Mobile communication", "OET-131", "Infra"),
    IncidentType("Cyber & communications", "Emergency telephone (9-1-1) outage", "OET-074", "Infra"),
    IncidentType("Cyber & communications", "Communications service disruption", "OET-045", "Infra"),
    IncidentType("Crowd & medical", "Crowd crush / surge / overcrowding", "OET-169", "Safety"),
    IncidentType("Crowd & medical", "Mass-casualty incident", "OET-012", "Health"),
    IncidentType("Crowd & medical", "Medical emergency (single or few)", "OET-012", "Health"),
    IncidentType("Crowd & medical", "Heat illness cluster", "OET-097", "Health"),
    IncidentType("Crowd & medical", "Disease outbreak", "OET-062", "Health"),
    IncidentType("Crowd & medical", "Food contamination", "OET-083", "Health"),
    IncidentType("Crowd & medical", "Contaminated water", "OET-047", "Health"),
    IncidentType("Fire & rescue", "Structure fire", "OET-190", "Fire"),
    IncidentType("Fire & rescue", "Wildfire", "OET-217", "Fire"),
    IncidentType("Fire & rescue", "Dense smoke", "OET-059", "Met"),
    IncidentType("Fire & rescue", "Building collapse", "OET-031", "Infra"),
    IncidentType("Fire & rescue", "Rescue", "OET-162", "Rescue"),
    IncidentType("Fire & rescue", "Search over water", "OET-139", "Rescue"),
    IncidentType("Natural hazard", "Earthquake", "OET-068", "Geo"),
    IncidentType("Natural hazard", "Tsunami", "OET-203", "Geo"),
    IncidentType("Natural hazard", "Heat", "OET-098", "Met"),
    IncidentType("Natural hazard", "Air quality", "OET-004", "Env, Health"),
    IncidentType("Natural hazard", "Wind", "OET-218", "Met"),
    IncidentType("Natural hazard", "Lightning", "OET-122", "Met"),
    IncidentType("Natural hazard", "Flash flood", "OET-079", "Met"),
    IncidentType("Natural hazard", "Debris flow", "OET-056", "Geo"),
    IncidentType("Natural hazard", "High surf / rip current", "OET-101", "Met"),
    IncidentType("Utilities & infrastructure", "Power outage", "OET-145", "Infra"),
    IncidentType("Utilities & infrastructure", "Water main break", "OET-214", "Infra"),
    IncidentType("Utilities & infrastructure", "Natural gas", "OET-134", "Infra"),
    IncidentType("Utilities & infrastructure", "Fuel issue", "OET-092", "Infra"),
    IncidentType("Utilities & infrastructure", "Public facility / venue infrastructure", "OET-149", "Infra"),
    IncidentType("Transport", "Traffic", "OET-199", "Transport"),
    IncidentType("Transport", "Road closure", "OET-165", "Transport"),
    IncidentType("Transport", "Road vehicle accident", "OET-167", "Transport"),
    IncidentType("Transport", "Public transit issue", "OET-152", "Transport"),
    IncidentType("Transport", "Railway issue", "OET-158", "Transport"),
    IncidentType("Transport", "Aircraft crash / incident", "OET-007", "Transport"),
    IncidentType("Transport", "Airport closure", "OET-009", "Transport"),
    IncidentType("Event operations", "Schedule change (delay, postponement, relocation)", "OET-000", "Other"),
    IncidentType("Event operations", "Mis/disinformation affecting public safety", "OET-000", "Other"),
    IncidentType("Event operations", "Supply / logistics shortfall", "OET-073", "Infra"),
    IncidentType("Event operations", "Exercise / practice", "OET-147", "Other"),
    IncidentType("Event operations", "Other", "OET-000", "Other"),
)
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(known.group for known in TYPES))
NAMES: tuple[str, ...] = tuple(known.name for known in TYPES)
BY_NAME: dict[str, IncidentType] = {known.name: known for known in TYPES}
