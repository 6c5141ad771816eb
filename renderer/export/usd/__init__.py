"""USDZ for Apple's Quick Look, written with Pixar's usd-core."""

from renderer.export.usd.export_usdz import export_usdz

__all__ = ["export_usdz"]
