"""How the slots of this configuration colour each other: the bake's light, taking on the colours of now."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake import Bake
from renderer.studio.shade.tones import Tone

Array = NDArray[np.float64]
Ints = NDArray[np.int32]

ORDERS = 12
"""Bounces followed; what is left after them is below a thousandth."""


@dataclass(frozen=True, eq=False)
class Bounced:
    """Light that slots send on, for materials m and the bake's K strongest slots."""

    weight: Array
    """(K, 3) what `Bake.bounce` counts for: albedo × light of all orders × tint."""
    radiance: Array
    """(M + n, 6) radiance of a material's surface for each unit of the light that falls on it first, 3, and for each
    unit of what it would show as a mirror, 3; then of single spots of uneven materials."""
    shown: Ints
    """(F,) the row of `radiance` that each fragment's mirror shows, −1 for none."""


def bounced(bake: Bake, tones: Sequence[Tone]) -> Bounced:
    """B = direct + transfer · (albedo × B), as a series; `tones` of all materials."""
    albedo = np.stack([tone.albedo for tone in tones])
    own = albedo[bake.bounce_material]
    gain = np.ones_like(own)
    direct, transfer = bake.direct.astype(np.float64), bake.transfer.astype(np.float64)
    for _ in range(ORDERS):
        gain = 1 + transfer @ (bake.bounce_tint * own * gain) / np.maximum(direct, 1e-6)
    gains = np.ones_like(albedo)
    gains[bake.bounce_material] = gain
    radiance, shown = mirrored(bake, tones, gains)
    return Bounced(own * gain * bake.bounce_tint, radiance, shown)


def mirrored(bake: Bake, tones: Sequence[Tone], gains: Array) -> tuple[Array, Ints]:
    """`Bounced.radiance` and `Bounced.shown`; `gains` (M, 3) is the light of all orders for one of the first."""
    parts = [np.stack([np.concatenate([tone.albedo, tone.polish]) for tone in tones])]
    parts[0][:, :3] = parts[0][:, :3] * gains - parts[0][:, 3:]
    shown = np.array(bake.mirror_material, np.int32)
    used = len(tones)
    for tone, gain in zip(tones, gains, strict=True):
        if len(tone.rows):
            spots = tone.spots.copy()
            spots[:, :3] = spots[:, :3] * gain - spots[:, 3:]
            parts.append(spots)
            shown[tone.rows] = np.arange(used, used + len(spots), dtype=np.int32)
            used += len(spots)
    return np.concatenate(parts), shown
