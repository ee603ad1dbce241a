"""Indicators, threats and products as a STIX 2.1 bundle with TLP 2.0, each object checked by the stix2 library."""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from eocdesk.interchange.format import EXERCISE, Export
from eocdesk.interchange.stix.marks import IDS, definition
from eocdesk.models import Indicator, Product, Record, Threat
from eocdesk.models.marking import Tlp, highest

_PATHS = {
    "ipv4": "ipv4-addr:value",
    "ipv6": "ipv6-addr:value",
    "domain": "domain-name:value",
    "url": "url:value",
    "email": "email-addr:value",
}
_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}
_CVE = re.compile(r"CVE-\d{4}-\d{4,19}")
_NAMELESS = "Emergency operations centre"
_SENT = ("approved", "sent", "superseded", "recalled")


def write_stix(export: Export) -> bytes:
    """The bundle. Drafts stay here; what STIX cannot say as an indicator goes out as a note in words."""
    return _Writer(export).bundle()


class _Writer:
    def __init__(self, export: Export) -> None:
        self._export = export
        self._before = EXERCISE if export.event.exercise else ""
        self._used: set[Tlp] = set()
        self._parse = import_module("stix2").parse
        self._refused: tuple[type[Exception], ...] = (import_module("stix2.exceptions").STIXError, ValueError)
        self._centre = f"identity--{uuid.UUID(bytes=export.event.id)}"

    def bundle(self) -> bytes:
        export = self._export
        threats = {threat.id for threat in export.threats}
        groups = {id_: f"grouping--{uuid.UUID(bytes=id_)}" for id_ in threats}
        indicators = {one.id: self._indicator(one) for one in export.indicators}
        made = list(indicators.values())
        for threat in export.threats:
            signs = [indicators[one.id]["id"] for one in export.indicators if one.threat == threat.id]
            made.append(self._threat(threat, signs))
        sent = [product for product in export.products if product.state in _SENT]
        made += [self._product(product, groups.get(product.threat or b"", self._centre)) for product in sent]
        objects = [self._identity(), *made] if made else []
        marks = [definition(tlp) for tlp in sorted(self._used)]
        whole = {
            "type": "bundle",
            "id": f"bundle--{uuid.uuid5(uuid.UUID(bytes=export.event.id), f'stix/{export.marking}')}",
            **({"objects": [*marks, *objects]} if objects else {}),
        }
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()

    def _identity(self) -> dict[str, Any]:
        event = self._export.event
        seen = highest([event.marking]) <= highest([self._export.marking]) and not event.audience
        name = self._before + ((event.name or event.code) if seen else _NAMELESS)
        made = {**self._base("identity", event), "name": name, "identity_class": "organization"}
        del made["created_by_ref"], made["object_marking_refs"]
        self._parse(made)
        return made

    def _base(self, kind: str, record: Record) -> dict[str, Any]:
        tlp = highest([record.marking])
        if kind != "identity":
            self._used.add(tlp)
        made = record.made_at
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": f"{kind}--{uuid.UUID(bytes=record.id)}",
            "created_by_ref": self._centre,
            "created": _time(made),
            "modified": _time(max(made, self._export.now)),
            "object_marking_refs": [IDS[tlp]],
        }

    def _indicator(self, one: Indicator) -> dict[str, Any]:
        try:
            made = self._sign(one)
            self._parse(made)
        except self._refused:
            made = self._note(one)
            self._parse(made)
        return made

    def _sign(self, one: Indicator) -> dict[str, Any]:
        said = {"name": self._before + (one.name or one.value)}
        if one.note:
            said["description"] = one.note
        more: dict[str, Any] = {"revoked": True} if one.revoked else {}
        if one.confidence is not None:
            more["confidence"] = one.confidence
        if one.kind == "vulnerability":
            refs = [{"source_name": "cve", "external_id": one.value}] if _CVE.fullmatch(one.value) else []
            return {
                **self._base("vulnerability", one),
                **said,
                **more,
                **({"external_references": refs} if refs else {}),
            }
        starts = one.starts if one.starts is not None else one.made_at
        if one.ends is not None and one.ends > starts:
            more["valid_until"] = _time(one.ends)
        pattern = {"pattern": _pattern(one), "pattern_type": "stix", "valid_from": _time(starts)}
        return {**self._base("indicator", one), **said, **pattern, **more}

    def _note(self, one: Indicator) -> dict[str, Any]:
        words = "\n\n".join(part for part in (one.value, one.pattern, one.note) if part.strip())
        about = {"abstract": self._before + (one.name or one.kind), "content": words or "(nothing said)"}
        return {**self._base("note", one), **about, "object_refs": [self._centre]}

    def _threat(self, threat: Threat, signs: list[str]) -> dict[str, Any]:
        made = {
            **self._base("grouping", threat),
            "name": self._before + threat.title,
            "context": "suspicious-activity",
            "labels": [f"class:{threat.nature}", f"likelihood:{threat.likelihood}", f"confidence:{threat.confidence}"],
            "object_refs": signs or [self._centre],
            **({"description": threat.summary} if threat.summary else {}),
        }
        self._parse(made)
        return made

    def _product(self, product: Product, about: str) -> dict[str, Any]:
        sent = product.sent if product.sent is not None else product.made_at
        made = {
            **self._base("report", product),
            "name": self._before + product.title,
            "report_types": ["threat-report"],
            "labels": [product.kind],
            "published": _time(sent),
            "object_refs": [about],
            **({"description": product.text} if product.text else {}),
            **({"revoked": True} if product.state == "recalled" else {}),
        }
        self._parse(made)
        return made


def _pattern(one: Indicator) -> str:
    """The pattern as kept, or made of the plain sign; ValueError where there is none that STIX can say."""
    if one.pattern.lstrip().startswith("["):
        return one.pattern
    path = _PATHS.get(one.kind)
    if one.kind == "file" and len(one.value) in _HASHES:
        path = f"file:hashes.'{_HASHES[len(one.value)]}'"
    if path is None or not one.value:
        raise ValueError(one.kind)
    value = one.value.replace("\\", "\\\\").replace("'", "\\'")
    return f"[{path} = '{value}']"


def _time(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
