"""What the outside says: one file for each feed, each read by a pure function."""

from __future__ import annotations

from eocdesk.feeds import airnow, calfire, cap, firms, heatrisk, layer, nws_alerts, nws_forecast, usgs, wfigs
from eocdesk.feeds.feed import Feed, Given, Reading, Where

__all__ = ["FEEDS", "Feed", "Given", "Reading", "Where"]

FEEDS: tuple[Feed, ...] = (
    nws_alerts.FEED,
    nws_forecast.FEED,
    cap.FEED,
    wfigs.FEED,
    calfire.FEED,
    usgs.FEED,
    airnow.FEED,
    firms.FEED,
    heatrisk.FEED,
    layer.FEED,
)
