"""What a colour that cannot be read may have meant."""

from collections.abc import Iterable

from configurator.catalog.swatch import Swatch
from configurator.closest import closest
from renderer.color import is_hex


def repair_color(color: str, swatches: Iterable[Swatch]) -> tuple[str, ...]:
    """Valid `#rrggbb`, best first: a short or bare hex made whole, or the colours of swatches with a similar name."""
    digits = color.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if is_hex(f"#{digits}"):
        return (f"#{digits.lower()}",)
    by_name = {swatch.name: swatch.color for swatch in swatches}
    return tuple(dict.fromkeys(by_name[name] for name in closest(color, by_name)))
