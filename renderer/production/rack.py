"""Which of the colours that a workshop has by name a process can use: no thread is the nearest to a paint."""

from collections.abc import Mapping

from renderer.artwork.find_color import NamedColor

PROCESSES = {"threads": "embroidered", "leaf": "foil", "paint": "painted"}
"""By what a list's name begins with. Any other is of inks and films, and of paint as well."""


def rack_for(finish: str, rack: Mapping[str, NamedColor]) -> dict[str, NamedColor]:
    """The colours in `rack` that `finish` is made in."""
    return {name: color for name, color in rack.items() if finish in _finishes(color.palette, finish)}


def _finishes(palette: str, finish: str) -> tuple[str, ...]:
    own = [made for begins, made in PROCESSES.items() if palette.startswith(begins)]
    if own:
        return tuple(own)
    return () if finish in ("embroidered", "foil") else (finish,)
