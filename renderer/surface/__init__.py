"""Personalization zones: where on a model's surface a decal goes, and the surface there laid flat in millimetres."""

from renderer.surface.zone import Zone, zones
from renderer.surface.zone_patch import Patch, ZonePatch, zone_patch, zone_patches

__all__ = ["Patch", "Zone", "ZonePatch", "zone_patch", "zone_patches", "zones"]
