"""The blocks of the ICS forms that make a plan, 201 to 208, as FEMA 502-2 (September 2010) prints them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One numbered block: its number, its title as printed, the items in it in their order."""

    number: str
    title: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `plan`: whether it stands in an incident action plan: typically, may, or not ("")."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    plan: str = ""

    def block(self, number: str) -> Block:
        """The block of a number; KeyError where the form has none."""
        for one in self.blocks:
            if one.number == number:
                return one
        raise KeyError(number)


FORMS = (
    Form(
        "ICS 201",
        "Incident Briefing",
        (
            Block("1", "Incident Name"),
            Block("2", "Incident Number"),
            Block("3", "Date/Time Initiated", ("Date", "Time")),
            Block(
                "4",
                (
                    "Map/Sketch (include sketch, showing the total area of operations, the incident "
                    "site/area, impacted and threatened areas, overflight results, trajectories, "
                    "impacted shorelines, or other graphics depicting situational status and "
                    "resource assignment)"
                ),
            ),
            Block(
                "5",
                (
                    "Situation Summary and Health and Safety Briefing (for briefings or transfer of "
                    "command): Recognize potential incident Health and Safety Hazards and develop "
                    "necessary measures (remove hazard, provide personal protective equipment, warn "
                    "people of the hazard) to protect responders from those hazards."
                ),
            ),
            Block("6", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
            Block("7", "Current and Planned Objectives"),
            Block("8", "Current and Planned Actions, Strategies, and Tactics", ("Time", "Actions")),
            Block(
                "9",
                "Current Organization (fill in additional organization as appropriate)",
                (
                    "Incident Commander(s)",
                    "Liaison Officer",
                    "Safety Officer",
                    "Public Information Officer",
                    "Planning Section Chief",
                    "Operations Section Chief",
                    "Finance/Administration Section Chief",
                    "Logistics Section Chief",
                ),
            ),
            Block(
                "10",
                "Resource Summary",
                (
                    "Resource",
                    "Resource Identifier",
                    "Date/Time Ordered",
                    "ETA",
                    "Arrived",
                    "Notes (location/assignment/status)",
                ),
            ),
        ),
    ),
    Form(
        "ICS 202",
        "Incident Objectives",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Objective(s)"),
            Block("4", "Operational Period Command Emphasis", ("General Situational Awareness",)),
            Block("5", "Site Safety Plan Required?", ("Yes", "No", "Approved Site Safety Plan(s) Located at")),
            Block(
                "6",
                ("Incident Action Plan (the items checked below are included in this Incident Action Plan)"),
                (
                    "ICS 203",
                    "ICS 204",
                    "ICS 205",
                    "ICS 205A",
                    "ICS 206",
                    "ICS 207",
                    "ICS 208",
                    "Map/Chart",
                    "Weather Forecast/Tides/Currents",
                    "Other Attachments",
                ),
            ),
            Block("7", "Prepared by", ("Name", "Position/Title", "Signature")),
            Block("8", "Approved by Incident Commander", ("Name", "Signature", "Date/Time")),
        ),
        "typically",
    ),
    Form(
        "ICS 203",
        "Organization Assignment List",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block(
                "3",
                "Incident Commander(s) and Command Staff",
                ("IC/UCs", "Deputy", "Safety Officer", "Public Information Officer", "Liaison Officer"),
            ),
            Block("4", "Agency/Organization Representatives", ("Agency/Organization", "Name")),
            Block(
                "5",
                "Planning Section",
                (
                    "Chief",
                    "Deputy",
                    "Resources Unit",
                    "Situation Unit",
                    "Documentation Unit",
                    "Demobilization Unit",
                    "Technical Specialists",
                ),
            ),
            Block(
                "6",
                "Logistics Section",
                (
                    "Chief",
                    "Deputy",
                    "Support Branch: Director",
                    "Supply Unit",
                    "Facilities Unit",
                    "Ground Support Unit",
                    "Service Branch: Director",
                    "Communications Unit",
                    "Medical Unit",
                    "Food Unit",
                ),
            ),
            Block(
                "7",
                "Operations Section",
                (
                    "Chief",
                    "Deputy",
                    "Staging Area",
                    "Branch: Branch Director",
                    "Branch: Deputy",
                    "Division/Group (x5 per branch)",
                    "Air Operations Branch: Air Operations Branch Director",
                ),
            ),
            Block(
                "8",
                "Finance/Administration Section",
                ("Chief", "Deputy", "Time Unit", "Procurement Unit", "Compensation/Claims Unit", "Cost Unit"),
            ),
            Block("9", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
        "typically",
    ),
    Form(
        "ICS 204",
        "Assignment List",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Branch / Division / Group / Staging Area", ("Branch", "Division", "Group", "Staging Area")),
            Block(
                "4",
                "Operations Personnel (Name, Contact Number(s))",
                ("Operations Section Chief", "Branch Director", "Division/Group Supervisor"),
            ),
            Block(
                "5",
                "Resources Assigned",
                (
                    "Resource Identifier",
                    "Leader",
                    "# of Persons",
                    "Contact (e.g., phone, pager, radio frequency, etc.)",
                    "Reporting Location, Special Equipment and Supplies, Remarks, Notes, Information",
                ),
            ),
            Block("6", "Work Assignments"),
            Block("7", "Special Instructions"),
            Block(
                "8",
                "Communications (radio and/or phone contact numbers needed for this assignment)",
                ("Name/Function", "Primary Contact: indicate cell, pager, or radio (frequency/system/channel)"),
            ),
            Block("9", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
        "typically",
    ),
    Form(
        "ICS 205",
        "Incident Radio Communications Plan",
        (
            Block("1", "Incident Name"),
            Block("2", "Date/Time Prepared", ("Date", "Time")),
            Block("3", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block(
                "4",
                "Basic Radio Channel Use",
                (
                    "Zone Grp.",
                    "Ch #",
                    "Function",
                    "Channel Name/Trunked Radio System Talkgroup",
                    "Assignment",
                    "RX Freq N or W",
                    "RX Tone/NAC",
                    "TX Freq N or W",
                    "TX Tone/NAC",
                    "Mode (A, D, or M)",
                    "Remarks",
                ),
            ),
            Block("5", "Special Instructions"),
            Block("6", "Prepared by (Communications Unit Leader)", ("Name", "Signature", "Date/Time")),
        ),
        "typically",
    ),
    Form(
        "ICS 205A",
        "Communications List",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block(
                "3",
                "Basic Local Communications Information",
                (
                    "Incident Assigned Position",
                    "Name (Alphabetized)",
                    "Method(s) of Contact (phone, pager, cell, etc.)",
                ),
            ),
            Block("4", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
        "may",
    ),
    Form(
        "ICS 206",
        "Medical Plan",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block(
                "3",
                "Medical Aid Stations",
                ("Name", "Location", "Contact Number(s)/Frequency", "Paramedics on Site? (Yes/No)"),
            ),
            Block(
                "4",
                "Transportation (indicate air or ground)",
                ("Ambulance Service", "Location", "Contact Number(s)/Frequency", "Level of Service (ALS/BLS)"),
            ),
            Block(
                "5",
                "Hospitals",
                (
                    "Hospital Name",
                    "Address, Latitude & Longitude if Helipad",
                    "Contact Number(s)/Frequency",
                    "Travel Time: Air",
                    "Travel Time: Ground",
                    "Trauma Center (Yes, Level / No)",
                    "Burn Center (Yes/No)",
                    "Helipad (Yes/No)",
                ),
            ),
            Block(
                "6",
                "Special Medical Emergency Procedures",
                (
                    (
                        "Check box if aviation assets are utilized for rescue. "
                        "If assets are used, coordinate with Air Operations."
                    ),
                ),
            ),
            Block("7", "Prepared by (Medical Unit Leader)", ("Name", "Signature")),
            Block("8", "Approved by (Safety Officer)", ("Name", "Signature", "Date/Time")),
        ),
        "typically",
    ),
    Form(
        "ICS 207",
        "Incident Organization Chart",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Organization Chart"),
            Block("4", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 208",
        "Safety Message/Plan",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Safety Message/Expanded Safety Message, Safety Plan, Site Safety Plan"),
            Block("4", "Site Safety Plan Required?", ("Yes", "No", "Approved Site Safety Plan(s) Located At")),
            Block("5", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
        "may",
    ),
)

BY_NUMBER = {form.number: form for form in FORMS}
