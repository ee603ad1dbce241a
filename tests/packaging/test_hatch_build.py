"""The build hook: the assets of the checkout that is built are brought up to date first."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hatch_build import AssetsHook
from hatchling.builders.wheel import WheelBuilder, WheelBuilderConfig


def hook(root: Path) -> AssetsHook:
    (root / "pyproject.toml").write_text('[project]\nname = "eocdesk"\nversion = "1"\n')
    builder = WheelBuilder(str(root))
    config = builder.config
    assert isinstance(config, WheelBuilderConfig)
    return AssetsHook(str(root), {}, config, builder.metadata, str(root / "dist"), "wheel")


def test_the_assets_are_built_for_the_checkout_at_hand(tmp_path: Path) -> None:
    assets = tmp_path / "packaging" / "assets"
    assets.mkdir(parents=True)
    (assets / "beside.py").write_text("NAME = 'built'\n")
    (assets / "build.py").write_text("import beside\n\ndef build(root):\n    (root / beside.NAME).touch()\n")
    before = list(sys.path)
    hook(tmp_path).initialize("standard", {})
    assert (tmp_path / "built").exists()
    assert sys.path == before


def test_a_checkout_without_its_assets_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hook(tmp_path).initialize("standard", {})
