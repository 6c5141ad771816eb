"""Bake: everything about a picture that stays when colours, textures, names and logos change.

read_scene ─► visible ─► fragments ─┬─► mirrors ────────────┐
                light_scene ────────┼─► gather ─► denoise ──┼─► Bake, on disk by digest
                                    └─► ground_shadow ──────┘
"""

from renderer.studio.bake.bake import bake
from renderer.studio.bake.storage import Bake

__all__ = ["Bake", "bake"]
