"""What is done with a hazard: log it, make it an incident, find it on the map, set from which value it counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from eocdesk.commands.command import Command
from eocdesk.commands.hazards import SayHeatRisk, SetThreshold
from eocdesk.models import Observation, Refused, Threshold, clock
from eocdesk.store.queries import hazards
from eocdesk.store.queries.hazards import ThresholdRow
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.hazards.touched import Touched

Touches = Callable[[Told], "Touched | None"]
"""The exposure a card stands for, or the first of what its hazard touches."""

_LONG = 120
"""Letters of a title."""


class Acting:
    """The deeds of the pane."""

    def __init__(self, context: Context, asking: Asking, touches: Touches) -> None:
        self._context, self._asking, self._touches = context, asking, touches

    def deeds(self) -> tuple[Deed, ...]:
        """All of them; each card says which can be done now."""
        return (
            Deed("log", "Log it", self._log, "mdi6.notebook-plus-outline", "L", primary=True),
            Deed("incident", "Make an incident", self._report, "mdi6.alert-octagon-outline", "I"),
            Deed("map", "Show on map", self._show, "mdi6.map-outline", "M"),
            Deed("set", "Change…", self._change, "mdi6.pencil-outline", "T", primary=True),
            Deed("forget", "No longer", self._forget, "mdi6.close", "X"),
        )

    def say_heat_risk(self) -> None:
        """Of a venue, for a day."""
        prefill = {"starts": self._context.setting.now()}
        names = ("venue", "starts", "value")
        self._asking.ask("HeatRisk of a venue: day, and 0 to 4", Observation, names, self._heat_risk, prefill)

    def set_threshold(self) -> None:
        """Of one venue, or of the whole event."""
        names = ("venue", "measure", "value", "note")
        self._asking.ask("From which value it counts", Threshold, names, self._threshold)

    def _log(self, told: Told) -> None:
        self._context.navigator.new_entry(self._prefill(told) | {"text": self._words(told)})

    def _report(self, told: Told) -> None:
        touched = self._touches(told)
        prefill = {**self._prefill(told), "title": told.title[:_LONG]}
        if touched is not None:
            prefill["severity"] = touched.severity
            if told.kind == "exposure":
                prefill["title"] = f"{touched.title}: {touched.what}"[:_LONG]
        self._context.navigator.edit_record("incident", None, prefill)

    def _show(self, told: Told) -> None:
        if told.kind == "observation":
            self._context.start(self._show_observation(told.id), name="show an observation on the map")
            return
        touched = self._touches(told) if told.kind == "exposure" else None
        if touched is None:
            self._context.navigator.show_on_map(told.kind, told.id)
        elif touched.feature is not None:
            self._context.navigator.show_on_map("feature", touched.feature)
        elif touched.venue is not None:
            self._context.navigator.show_on_map("venue", touched.venue)

    async def _show_observation(self, record: bytes) -> None:
        """Where it was measured; what was told for a venue has its place there."""
        row = await self._context.desk.read(hazards.observation, record)
        if row is not None and not row.placed and row.venue is not None:
            self._context.navigator.show_on_map("venue", row.venue)
        else:
            self._context.navigator.show_on_map("observation", record)

    def _prefill(self, told: Told) -> dict[str, object]:
        touched = self._touches(told)
        made: dict[str, object] = {}
        if touched is not None:
            made |= {"venue": touched.venue, "session": touched.session}
        if told.marking:
            made |= {"marking": told.marking, "audience": told.audience}
        return {name: value for name, value in made.items() if value}

    def _words(self, told: Told) -> str:
        touched = self._touches(told)
        if told.kind == "exposure" and touched is not None:
            return f"{touched.what}: {touched.reason}."
        badges = ", ".join(badge.words.lower() for badge in told.badges)
        return f"{told.title} ({badges})." + (f" {touched.reason}." if touched is not None else "")

    def _change(self, told: Told) -> None:
        self._context.start(self._ask_change(told), name="change a threshold")

    async def _ask_change(self, told: Told) -> None:
        row = await self._context.desk.read(hazards.threshold, told.id)
        if row is None:
            return
        title = f"{told.title}: {row.venue_name or 'the whole event'}"
        make = partial(_changed, self._event(), row)
        self._asking.ask(title, Threshold, ("value", "note"), make, {"value": row.value, "note": row.note})

    def _forget(self, told: Told) -> None:
        self._context.start(self._forgotten(told), name="forget a threshold")

    async def _forgotten(self, told: Told) -> None:
        row = await self._context.desk.read(hazards.threshold, told.id)
        if row is not None:
            await self._context.desk.do(SetThreshold(self._event(), row.measure, None, row.venue))

    def _event(self) -> bytes:
        event = self._context.desk.event
        if event is None:
            raise Refused("Open an event first.")
        return event.id

    def _heat_risk(self, said: dict[str, Any]) -> Command:
        venue, starts, value = said.get("venue"), said.get("starts"), said.get("value")
        if venue is None:
            raise Refused("Choose the venue.", "venue")
        if starts is None:
            raise Refused("Say for which day.", "starts")
        if value is None or value != int(value):
            raise Refused("HeatRisk is a whole number from 0 to 4.", "value")
        day = clock.at(starts, self._context.zone).date().isoformat()
        return SayHeatRisk(self._event(), venue, day, int(value))

    def _threshold(self, said: dict[str, Any]) -> Command:
        if said.get("value") is None:
            raise Refused("Say from which value it counts.", "value")
        measure = said.get("measure") or "heat index"
        return SetThreshold(self._event(), measure, said["value"], said.get("venue"), said.get("note") or "")


def _changed(event: bytes, row: ThresholdRow, said: dict[str, Any]) -> Command:
    """Another value for the same venue and measure."""
    if said.get("value") is None:
        raise Refused("Say from which value it counts.", "value")
    return SetThreshold(event, row.measure, said["value"], row.venue, said.get("note") or "")
