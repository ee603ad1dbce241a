"""Mapping profiles: what the columns of a source mean, and the rows made records by it."""

from __future__ import annotations
