"""What every page loads of ours stays small."""

from __future__ import annotations

from cocreate_plugin.site_assets import SHIPPED, SHIPPED_IN


def test_scripts_and_styles_together_stay_small() -> None:
    sizes = {name: (SHIPPED_IN / name).stat().st_size for name in SHIPPED}
    assert sum(sizes.values()) < 120_000, sizes
