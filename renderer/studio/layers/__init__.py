"""Layers: what a slot in one swatch sends to the eye, kept apart from the light that other slots send onto it.

Shading is affine in that light: `own + bounced · light from slots + mirrored · light in mirrors`. So each slot is
shaded once in each of its swatches, and a picture of any combination is a sum.

    OpenBake ─► lit (once a slot and swatch) ─┐
                gains (once a picture) ───────┴─► compose ─► pixels
"""

from renderer.studio.layers.easels import Easels, Sitter
from renderer.studio.layers.look import Look
from renderer.studio.layers.open_bake import OpenBake
from renderer.studio.layers.shade import shade

__all__ = ["Easels", "Look", "OpenBake", "Sitter", "shade"]
