"""The pages of hazards: alerts with their life, what is touched, what was measured, from which value it counts."""

from __future__ import annotations

from eocdesk.store.queries import hazards
from eocdesk.store.queries.hazards import AlertRow, ObservationRow, ThresholdRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.hazards import looks
from eocdesk.ui.panes.hazards.looks import Looks
from eocdesk.ui.panes.hazards.touched import Touched

ALERTS, TOUCHED, OBSERVATIONS, THRESHOLDS = "alerts", "touched", "observations", "thresholds"


def pages(told: Looks) -> tuple[Page, ...]:
    """All four."""
    return (_alerts(told), _touched(told), _observations(told), _thresholds())


def _alerts(told: Looks) -> Page:
    columns = (
        Column("Severity", looks.severity, width=98, paint=looks.paint_alert),
        Column("Alert", _alert, stretch=True, key=True, tip=_alert_tip),
        Column("Life", told.life, width=96),
        Column("Remaining", told.remaining, width=170, narrow=480),
        Column("From, to", told.lasts, width=190, quiet=True, narrow=780),
        Column("Sender", _sender, width=130, quiet=True, narrow=960),
    )
    blank = Blank(
        "mdi6.weather-lightning",
        "No alert is known here.",
        "Alerts come from the feeds of this desk or its hub. Without a network, read a file somebody brought: an "
        "answer of the NWS, a CAP message.",
        "Read a file",
    )
    return Page(
        ALERTS,
        "Alerts",
        "alert",
        columns,
        blank,
        hazards.alert_keys,
        hazards.alert_rows,
        told.look_alert,
        add="New alert",
        hint="Find alerts…",
        icon="mdi6.bullhorn-outline",
    )


def _touched(told: Looks) -> Page:
    columns = (
        Column("Severity", _rank, width=98, paint=looks.paint_touched, narrow=420),
        Column("Venue or session", _what, stretch=True, key=True, tip=_why),
        Column("Venue", _venue, width=150, quiet=True, narrow=900),
        Column("Hazard", _hazard, width=190, tip=_why, narrow=520),
        Column("When", told.when, width=96),
        Column("From, to", told.touches, width=180, quiet=True, narrow=700),
    )
    blank = Blank(
        "mdi6.shield-check-outline",
        "No hazard touches a venue or a session.",
        "A hazard touches a venue by its area, or from the threshold of a measure on.",
        "Set a threshold",
    )
    return Page(
        TOUCHED,
        "Exposed",
        "exposure",
        columns,
        blank,
        look=looks.look_touched,
        hint="Find what is exposed…",
        icon="mdi6.map-marker-alert-outline",
    )


def _observations(told: Looks) -> Page:
    columns = (
        Column("Observation", _title, stretch=True, key=True, tip=_title),
        Column("Measure", _measure, width=130, narrow=980),
        Column("Value", _value, width=164),
        Column("Where", _where, width=150, narrow=760),
        Column("When", told.observed, width=186, quiet=True, narrow=540),
    )
    blank = Blank(
        "mdi6.thermometer-alert",
        "Nothing was measured or forecast.",
        "Fires, earthquakes and air quality come from the feeds; heat, wind and HeatRisk can be said by hand.",
        "Say the HeatRisk of a venue",
    )
    return Page(
        OBSERVATIONS,
        "Observations",
        "observation",
        columns,
        blank,
        hazards.observation_keys,
        hazards.observation_rows,
        looks.look_observation,
        add="New observation",
        hint="Find observations…",
        icon="mdi6.thermometer",
    )


def _thresholds() -> Page:
    columns = (
        Column("Venue", _for, stretch=True, key=True),
        Column("Measure", _line, width=150),
        Column("Counts", _from, width=140),
        Column("Note", _note, width=240, quiet=True, narrow=620),
    )
    blank = Blank(
        "mdi6.gauge",
        "Every measure counts from the desk's own values.",
        "Heat index 103 °F, HeatRisk 3, air quality index 151, gusts of 46 mph, wind 31 mph, a fire within 8 km, an "
        "earthquake of 4.5 within 100 km. Set another value for one venue or for the whole event.",
        "Set a threshold",
    )
    return Page(
        THRESHOLDS,
        "Thresholds",
        "threshold",
        columns,
        blank,
        hazards.threshold_keys,
        hazards.threshold_rows,
        add="Set a threshold",
        hint="Find thresholds…",
        icon="mdi6.gauge",
    )


def _alert(row: AlertRow) -> str:
    return row.name


def _alert_tip(row: AlertRow) -> str:
    return "\n".join(part for part in (row.headline or row.title, row.area) if part)


def _sender(row: AlertRow) -> str:
    return row.sender


def _rank(row: Touched) -> str:
    return looks.RANKED[row.severity]


def _what(row: Touched) -> str:
    return row.what


def _venue(row: Touched) -> str:
    return row.venue_name if row.session is not None or row.feature is not None else ""


def _hazard(row: Touched) -> str:
    return row.title


def _why(row: Touched) -> str:
    return row.reason


def _title(row: ObservationRow) -> str:
    return row.title


def _measure(row: ObservationRow) -> str:
    return looks.NAMES.get(row.measure, row.measure)


def _value(row: ObservationRow) -> str:
    return looks.worth(row.measure, row.value, row.contained)


def _where(row: ObservationRow) -> str:
    return row.where


def _for(row: ThresholdRow) -> str:
    return row.venue_name or "The whole event"


def _line(row: ThresholdRow) -> str:
    return looks.NAMES.get(row.measure, row.measure)


def _from(row: ThresholdRow) -> str:
    return looks.counts_from(row.measure, row.value)


def _note(row: ThresholdRow) -> str:
    return row.note
