"""Which kind of picture a reader gets who leaves it open, https://www.rfc-editor.org/rfc/rfc9110#field.accept."""

import re

from livery.api.models import PictureKind

QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
SMALLEST: tuple[PictureKind, ...] = ("avif", "webp")
"""Only for who names them: `*/*` says nothing about what a program can open."""


def negotiated(accept: str | None, *, see_through: bool) -> PictureKind:
    """AVIF or WebP, by what is preferred; else PNG for what is see-through or where only that is named, else JPEG."""
    wanted = dict(map(_range, (accept or "*/*").lower().split(",")))
    able = [kind for kind in SMALLEST if wanted.get(f"image/{kind}", 0.0) > 0]
    if able:
        return max(able, key=lambda kind: wanted[f"image/{kind}"])
    opaque = any(wanted.get(name, 0.0) > 0 for name in ("image/jpeg", "image/*", "*/*"))
    return "png" if see_through or not opaque else "jpg"


def _range(text: str) -> tuple[str, float]:
    kind, *parameters = (each.strip() for each in text.split(";"))
    found = next((found for each in parameters if (found := QUALITY.fullmatch(each))), None)
    return kind, float(found[1]) if found else 1.0
