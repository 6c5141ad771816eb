"""Material slots of the cart, in the order of the file, with what it wears before a swatch fills them."""

from typing import Any

CLEARCOAT = {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.03}}
GLASS = {"KHR_materials_transmission": {"transmissionFactor": 1.0}, "KHR_materials_ior": {"ior": 1.5}}


def _material(
    color: tuple[float, float, float], metallic: float, roughness: float, extensions: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A metallic-roughness material; `color` is linear."""
    factors = {"baseColorFactor": [*color, 1.0], "metallicFactor": metallic, "roughnessFactor": roughness}
    return {"pbrMetallicRoughness": factors, **({"extensions": extensions} if extensions else {})}


SLOTS: dict[str, dict[str, Any]] = {
    "body": _material((0.012, 0.085, 0.045), 0.0, 0.35, extensions=CLEARCOAT),
    "roof": _material((0.80, 0.79, 0.75), 0.0, 0.4, extensions=CLEARCOAT),
    "roof_liner": _material((0.55, 0.54, 0.52), 0.0, 0.8),
    "trim": _material((0.30, 0.15, 0.06), 0.0, 0.35, extensions=CLEARCOAT),
    "plastic_black": _material((0.012, 0.012, 0.013), 0.0, 0.55),
    "plastic_gloss": _material((0.008, 0.008, 0.009), 0.0, 0.12),
    "frame": _material((0.03, 0.03, 0.032), 0.3, 0.5),
    "strut": _material((0.02, 0.02, 0.021), 0.2, 0.35),
    "bumper": _material((0.014, 0.014, 0.015), 0.0, 0.6),
    "rubber": _material((0.014, 0.014, 0.014), 0.0, 0.75),
    "glass": _material((1.0, 1.0, 1.0), 0.0, 0.0, extensions=GLASS),
    "chrome": _material((0.86, 0.87, 0.88), 1.0, 0.08),
    "plaque": _material((0.53, 0.51, 0.48), 1.0, 0.3),
    "floor_mat": _material((0.02, 0.02, 0.021), 0.0, 0.9),
    "seat_main": _material((0.60, 0.52, 0.40), 0.0, 0.55),
    "seat_accent": _material((0.16, 0.10, 0.06), 0.0, 0.5),
    "seat_shell": _material((0.014, 0.014, 0.015), 0.0, 0.6),
    "wheel_rim": _material((0.62, 0.63, 0.65), 1.0, 0.22),
    "wheel_accent": _material((0.025, 0.026, 0.028), 0.4, 0.35, extensions=CLEARCOAT),
    "wheel_cap": _material((0.03, 0.03, 0.032), 0.0, 0.4),
    "tyre": _material((0.016, 0.016, 0.016), 0.0, 0.85),
    "light_lens": _material((1.0, 1.0, 1.0), 0.0, 0.02, extensions=GLASS),
    "light_reflector": _material((0.90, 0.91, 0.92), 1.0, 0.12),
    "light_guide": {**_material((0.92, 0.94, 0.96), 0.0, 0.25), "emissiveFactor": [0.75, 0.8, 0.85]},
    "tail_lens": _material((0.55, 0.006, 0.006), 0.0, 0.08, extensions=CLEARCOAT),
    "gauge": _material((0.05, 0.055, 0.06), 0.0, 0.25),
    "badge": _material((0.78, 0.79, 0.80), 1.0, 0.15),
}
"""Linear factors. Body, roof, seats, trim and wheels are for customers to choose; `[fill]` dresses the rest."""

SMOOTH = frozenset(
    {"plastic_gloss", "glass", "chrome", "wheel_cap", "light_lens", "light_reflector", "light_guide", "tail_lens"}
    | {"gauge", "badge", "plaque"}
)
"""Slots that no swatch gives a grain: they need no tangents."""
