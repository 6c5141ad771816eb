"""Shade: materials, artwork and colours of one configuration over a bake; `renderer.studio.layers` names the order.

read_material ─► evaluate (textures) ─► lay_decals ─► gloss_of ─► light_material ─┐
                 tone_of ─► bounced (light between slots) ────────────────────────┴─► add_light ─► compose ─► pixels
"""
