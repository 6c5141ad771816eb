"""Personalizations of the tiny cart."""


def words(zone: str = "panel", **changes: object) -> dict[str, object]:
    """A text that can be made."""
    return {"kind": "text", "zone": zone, "text": "Ann", "font": "great-vibes", "color": "#ffffff", **changes}


def logo(zone: str = "tail", **changes: object) -> dict[str, object]:
    """A logo that can be made: the decal's file, taken as the customer's own."""
    return {"kind": "logo", "zone": zone, "file": "seven.svg", **changes}


def decal(zone: str = "tail", **changes: object) -> dict[str, object]:
    """A decal that can be made."""
    return {"kind": "decal", "zone": zone, "decal": "number-seven", **changes}
