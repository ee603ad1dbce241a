"""Small messages of the Olympic Data Feed."""

from __future__ import annotations

SESSION = (
    '<Session SessionCode="GAR01" StartDate="2028-07-19T11:00:00-07:00" EndDate="2028-07-19T13:30:00-07:00" '
    'Venue="ARN"><SessionName Language="ENG" Value="Morning"/></Session>'
)
UNIT = (
    '<Unit Code="GARWTEAM-------------FNL-000100--" PhaseType="3" ScheduleStatus="SCHEDULED" Medal="1" Venue="ARN" '
    'StartDate="2028-07-19T11:00:00-07:00" EndDate="2028-07-19T13:30:00-07:00" SessionCode="GAR01">'
    '<ItemName Language="FRA" Value="Finale"/><ItemName Language="ENG" Value="Final"/>'
    '<VenueDescription VenueName="Arena One" LocationName="Main hall"/></Unit>'
)


def message(*rows: str, type: str = "DT_SCHEDULE", flag: str = "P") -> bytes:  # noqa: A002  the word of the message
    """A schedule of the rows, made on 2028-07-01 at 12:30:15.123 in Los Angeles."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><OdfBody CompetitionCode="OG2028" DocumentType="{type}" '
        f'DocumentCode="GAR-------------------------------" Version="3" FeedFlag="{flag}" Date="2028-07-01" '
        f'Time="123015123"><Competition>{"".join(rows)}</Competition></OdfBody>'
    ).encode()
