"""Shade: materials, artwork and colours of one configuration over a bake.

read_material ─► evaluate (textures) ─► lay_decals ─┐
                 bounced (light between slots) ─────┼─► light_material ─► compose ─► pixels
"""

from renderer.studio.shade.shade import shade

__all__ = ["shade"]
