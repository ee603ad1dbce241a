"""The blocks of the ICS forms of daily work, 211 to 230, as FEMA 502-2 and the Coast Guard print them."""

from __future__ import annotations

from eocdesk.reports.ics.titles import Block, Form

FORMS = (
    Form(
        "ICS 211",
        "Incident Check-In List",
        (
            Block("1", "Incident Name"),
            Block("2", "Incident Number"),
            Block(
                "3", "Check-In Location (complete all that apply)", ("Base", "Staging Area", "ICP", "Helibase", "Other")
            ),
            Block("4", "Start Date/Time", ("Date", "Time")),
            Block(
                "5",
                (
                    "List single resource personnel (overhead) by agency and name, OR list "
                    "resources by the following format"
                ),
                ("State", "Agency", "Category", "Kind", "Type", "Resource Name or Identifier", "ST or TF"),
            ),
            Block("6", "Order Request #"),
            Block("7", "Date/Time Check-In"),
            Block("8", "Leader’s Name"),
            Block("9", "Total Number of Personnel"),
            Block("10", "Incident Contact Information"),
            Block("11", "Home Unit or Agency"),
            Block("12", "Departure Point, Date and Time"),
            Block("13", "Method of Travel"),
            Block("14", "Incident Assignment"),
            Block("15", "Other Qualifications"),
            Block("16", "Data Provided to Resources Unit"),
            Block("17", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 213",
        "General Message",
        (
            Block("1", "Incident Name (Optional)"),
            Block("2", "To (Name and Position)"),
            Block("3", "From (Name and Position)"),
            Block("4", "Subject"),
            Block("5", "Date"),
            Block("6", "Time"),
            Block("7", "Message"),
            Block("8", "Approved by", ("Name", "Signature", "Position/Title")),
            Block("9", "Reply"),
            Block("10", "Replied by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 213 RR",
        "Resource Request Message",
        (
            Block("1", "Incident Name"),
            Block("2", "Date/Time"),
            Block("3", "Resource Request Number"),
            Block(
                "4",
                "Order (Use additional forms when requesting different resource sources of supply.)",
                (
                    "Qty.",
                    "Kind",
                    "Type",
                    "Detailed Item Description: (Vital characteristics, brand, specs, experience, size, etc.)",
                    "Arrival Date and Time: Requested",
                    "Arrival Date and Time: Estimated",
                    "Cost",
                ),
            ),
            Block("5", "Requested Delivery/Reporting Location"),
            Block("6", "Suitable Substitutes and/or Suggested Sources"),
            Block("7", "Requested by Name/Position"),
            Block("8", "Priority", ("Urgent", "Routine", "Low")),
            Block("9", "Section Chief Approval"),
            Block("10", "Logistics Order Number"),
            Block("11", "Supplier Phone/Fax/Email"),
            Block("12", "Name of Supplier/POC"),
            Block("13", "Notes"),
            Block("14", "Approval Signature of Auth Logistics Rep"),
            Block("15", "Date/Time"),
            Block("16", "Order placed by (check box)", ("SPUL", "PROC")),
            Block("17", "Reply/Comments from Finance"),
            Block("18", "Finance Section Signature"),
            Block("19", "Date/Time"),
        ),
    ),
    Form(
        "ICS 214",
        "Activity Log",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Name"),
            Block("4", "ICS Position"),
            Block("5", "Home Agency (and Unit)"),
            Block("6", "Resources Assigned", ("Name", "ICS Position", "Home Agency (and Unit)")),
            Block("7", "Activity Log", ("Date/Time", "Notable Activities")),
            Block("8", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 215",
        "Operational Planning Worksheet",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("3", "Branch"),
            Block("4", "Division, Group, or Other"),
            Block("5", "Work Assignment & Special Instructions"),
            Block("6", "Resources", ("Required", "Have", "Need")),
            Block("7", "Overhead Position(s)"),
            Block("8", "Special Equipment & Supplies"),
            Block("9", "Reporting Location"),
            Block("10", "Requested Arrival Time"),
            Block("11", "Total Resources Required"),
            Block("12", "Total Resources Have on Hand"),
            Block("13", "Total Resources Need To Order"),
            Block("14", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 215A",
        "Incident Action Plan Safety Analysis",
        (
            Block("1", "Incident Name"),
            Block("2", "Incident Number"),
            Block("3", "Date/Time Prepared", ("Date", "Time")),
            Block("4", "Operational Period", ("Date From", "Date To", "Time From", "Time To")),
            Block("5", "Incident Area"),
            Block("6", "Hazards/Risks"),
            Block("7", "Mitigations"),
            Block(
                "8",
                "Prepared by (Safety Officer) / Prepared by (Operations Section Chief)",
                ("Name", "Signature", "Date/Time"),
            ),
        ),
    ),
    Form(
        "ICS 221",
        "Demobilization Check-Out",
        (
            Block("1", "Incident Name"),
            Block("2", "Incident Number"),
            Block("3", "Planned Release Date/Time", ("Date", "Time")),
            Block("4", "Resource or Personnel Released"),
            Block("5", "Order Request Number"),
            Block(
                "6",
                (
                    "Resource or Personnel (You and your resources are in the process of "
                    "being released. Resources are not released until the checked boxes below"
                    " have been signed off by the appropriate overhead and the Demobilization"
                    " Unit Leader (or Planning Section representative).)"
                ),
                (
                    (
                        "Logistics Section: Supply Unit, Communications Unit, Facilities Unit, "
                        "Ground Support Unit, Security Manager, (blank)"
                    ),
                    "Finance/Administration Section: Time Unit, (2 blank)",
                    "Other Section/Staff: (2 blank)",
                    "Planning Section: (blank), Documentation Leader, Demobilization Leader",
                    "columns: Unit/Manager|Leader|Other, Remarks, Name, Signature",
                ),
            ),
            Block("7", "Remarks"),
            Block(
                "8",
                "Travel Information",
                (
                    "Room Overnight (Yes/No)",
                    "Estimated Time of Departure",
                    "Actual Release Date/Time",
                    "Destination",
                    "Estimated Time of Arrival",
                    "Travel Method",
                    "Contact Information While Traveling",
                    "Manifest (Yes/No)",
                    "Number",
                    "Area/Agency/Region Notified",
                ),
            ),
            Block(
                "9",
                "Reassignment Information (Yes/No)",
                ("Incident Name", "Incident Number", "Location", "Order Request Number"),
            ),
            Block("10", "Prepared by", ("Name", "Position/Title", "Signature", "Date/Time")),
        ),
    ),
    Form(
        "ICS 230-CG",
        "Daily Meeting Schedule",
        (
            Block("1", "Incident Name"),
            Block("2", "Operational Period (Date/Time)", ("From", "To")),
            Block(
                "3",
                "Meeting Schedule (Commonly-held meetings are included)",
                ("Date/Time", "Meeting Name", "Purpose", "Attendees", "Location"),
            ),
            Block("4", "Prepared by: (Situation Unit Leader)", ("Date/Time",)),
        ),
    ),
)

BY_NUMBER = {form.number: form for form in FORMS}
