"""The build hook: others' assets are fetched and the map baked before hatchling packs the wheel."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[BuilderConfig]):
    """Brings eocdesk/_vendor up to date, for a wheel and for an editable install alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs."""
        del version, build_data
        root = Path(self.root)
        assets = root / "packaging" / "assets"
        spec = importlib.util.spec_from_file_location("eocdesk_assets", assets / "build.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(assets / "build.py")
        sys.path.insert(0, str(assets))
        try:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.build(root)
        finally:
            sys.path.remove(str(assets))
