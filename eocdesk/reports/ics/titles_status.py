"""The blocks of the ICS 209, as FEMA 502-2 (September 2010) prints them."""

from __future__ import annotations

from eocdesk.reports.ics.titles import Block, Form

FORMS = (
    Form(
        "ICS 209",
        "Incident Status Summary",
        (
            Block("1", "Incident Name"),
            Block("2", "Incident Number"),
            Block("3", "Report Version (check one box on left)", ("Initial", "Update", "Final", "Rpt # (if used)")),
            Block("4", "Incident Commander(s) & Agency or Organization"),
            Block("5", "Incident Management Organization"),
            Block("6", "Incident Start Date/Time", ("Date", "Time", "Time Zone")),
            Block("7", "Current Incident Size or Area Involved (use unit label – e.g., “sq mi,” “city block”)"),
            Block("8", "Percent (%) Contained / Completed", ("Contained", "Completed")),
            Block("9", "Incident Definition"),
            Block("10", "Incident Complexity Level"),
            Block("11", "For Time Period", ("From Date/Time", "To Date/Time")),
            Block("12", "Prepared By", ("Print Name", "ICS Position", "Date/Time Prepared")),
            Block("13", "Date/Time Submitted", ("Time Zone",)),
            Block("14", "Approved By", ("Print Name", "ICS Position", "Signature")),
            Block("15", "Primary Location, Organization, or Agency Sent To"),
            Block("16", "State"),
            Block("17", "County/Parish/Borough"),
            Block("18", "City"),
            Block("19", "Unit or Other"),
            Block("20", "Incident Jurisdiction"),
            Block("21", "Incident Location Ownership (if different than jurisdiction)"),
            Block("22", "Longitude (indicate format) / Latitude (indicate format)"),
            Block("23", "US National Grid Reference"),
            Block("24", "Legal Description (township, section, range)"),
            Block("25", "Short Location or Area Description (list all affected areas or a reference point)"),
            Block("26", "UTM Coordinates"),
            Block(
                "27",
                (
                    "Note any electronic geospatial data included or attached (indicate data "
                    "format, content, and collection time information and labels)"
                ),
            ),
            Block(
                "28",
                (
                    "Significant Events for the Time Period Reported (summarize significant "
                    "progress made, evacuations, incident growth, etc.)"
                ),
            ),
            Block(
                "29",
                (
                    "Primary Materials or Hazards Involved (hazardous chemicals, fuel types, "
                    "infectious agents, radiation, etc.)"
                ),
            ),
            Block(
                "30",
                (
                    "Damage Assessment Information (summarize damage and/or restriction of "
                    "use or availability to residential or commercial property, natural "
                    "resources, critical infrastructure and key resources, etc.)"
                ),
                (
                    "A. Structural Summary",
                    "B. # Threatened (72 hrs)",
                    "C. # Damaged",
                    "D. # Destroyed",
                    "E. Single Residences",
                    "F. Nonresidential Commercial Property",
                    "Other Minor Structures",
                    "Other",
                ),
            ),
            Block(
                "31",
                "Public Status Summary",
                (
                    "A. # This Reporting Period",
                    "B. Total # to Date",
                    "C. Indicate Number of Civilians (Public) Below",
                    "D. Fatalities",
                    "E. With Injuries/Illness",
                    "F. Trapped/In Need of Rescue",
                    "G. Missing (note if estimated)",
                    "H. Evacuated (note if estimated)",
                    "I. Sheltering in Place (note if estimated)",
                    "J. In Temporary Shelters (note if est.)",
                    "K. Have Received Mass Immunizations",
                    "L. Require Immunizations (note if est.)",
                    "M. In Quarantine",
                    "N. Total # Civilians (Public) Affected",
                ),
            ),
            Block(
                "32",
                "Responder Status Summary",
                (
                    "A. # This Reporting Period",
                    "B. Total # to Date",
                    "C. Indicate Number of Responders Below",
                    "D. Fatalities",
                    "E. With Injuries/Illness",
                    "F. Trapped/In Need of Rescue",
                    "G. Missing",
                    "H. Sheltering in Place",
                    "I. Have Received Immunizations",
                    "J. Require Immunizations",
                    "K. In Quarantine",
                    "N. Total # Responders Affected",
                ),
            ),
            Block("33", "Life, Safety, and Health Status/Threat Remarks"),
            Block(
                "34",
                "Life, Safety, and Health Threat Management (A. Check if Active)",
                (
                    "A. No Likely Threat",
                    "B. Potential Future Threat",
                    "C. Mass Notifications in Progress",
                    "D. Mass Notifications Completed",
                    "E. No Evacuation(s) Imminent",
                    "F. Planning for Evacuation",
                    "G. Planning for Shelter-in-Place",
                    "H. Evacuation(s) in Progress",
                    "I. Shelter-in-Place in Progress",
                    "J. Repopulation in Progress",
                    "K. Mass Immunization in Progress",
                    "L. Mass Immunization Complete",
                    "M. Quarantine in Progress",
                    "N. Area Restriction in Effect",
                    "(4 blank lines)",
                ),
            ),
            Block(
                "35",
                (
                    "Weather Concerns (synopsis of current and predicted weather; discuss "
                    "related factors that may cause concern)"
                ),
            ),
            Block(
                "36",
                (
                    "Projected Incident Activity, Potential, Movement, Escalation, or Spread "
                    "and influencing factors during the next operational period and in 12-, "
                    "24-, 48-, and 72-hour timeframes"
                ),
                ("12 hours", "24 hours", "48 hours", "72 hours", "Anticipated after 72 hours"),
            ),
            Block("37", "Strategic Objectives (define planned end-state for incident)"),
            Block(
                "38",
                (
                    "Current Incident Threat Summary and Risk Information in 12-, 24-, 48-, "
                    "and 72-hour timeframes and beyond. Summarize primary incident threats to"
                    " life, property, communities and community stability, residences, health"
                    " care facilities, other critical infrastructure and key resources, "
                    "commercial facilities, natural and environmental resources, cultural "
                    "resources, and continuity of operations and/or business. Identify "
                    "corresponding incident-related potential economic or cascading impacts."
                ),
                ("12 hours", "24 hours", "48 hours", "72 hours", "Anticipated after 72 hours"),
            ),
            Block(
                "39",
                (
                    "Critical Resource Needs in 12-, 24-, 48-, and 72-hour timeframes and "
                    "beyond to meet critical incident objectives. List resource category, "
                    "kind, and/or type, and amount needed, in priority order"
                ),
                ("12 hours", "24 hours", "48 hours", "72 hours", "Anticipated after 72 hours"),
            ),
            Block(
                "40",
                (
                    "Strategic Discussion: Explain the relation of overall strategy, "
                    "constraints, and current available information to: 1) critical resource "
                    "needs identified above, 2) the Incident Action Plan and management "
                    "objectives and targets, 3) anticipated results. Explain major problems "
                    "and concerns such as operational challenges, incident management "
                    "problems, and social, political, economic, or environmental concerns or "
                    "impacts."
                ),
            ),
            Block("41", "Planned Actions for Next Operational Period"),
            Block("42", "Projected Final Incident Size/Area (use unit label – e.g., “sq mi”)"),
            Block("43", "Anticipated Incident Management Completion Date"),
            Block("44", "Projected Significant Resource Demobilization Start Date"),
            Block("45", "Estimated Incident Costs to Date"),
            Block("46", "Projected Final Incident Cost Estimate"),
            Block("47", "Remarks (or continuation of any blocks above – list block number in notation)"),
            Block("48", "Agency or Organization"),
            Block(
                "49",
                (
                    "Resources (summarize resources by category, kind, and/or type; show # of"
                    " resources on top ½ of box, show # of personnel associated with resource"
                    " on bottom ½ of box)"
                ),
            ),
            Block("50", "Additional Personnel not assigned to a resource"),
            Block(
                "51",
                (
                    "Total Personnel (includes those associated with resources – e.g., "
                    "aircraft or engines – and individual overhead)"
                ),
            ),
            Block("52", "Total Resources"),
            Block("53", "Additional Cooperating and Assisting Organizations Not Listed Above"),
        ),
    ),
)

BY_NUMBER = {form.number: form for form in FORMS}
