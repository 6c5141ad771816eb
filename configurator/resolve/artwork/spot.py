"""Where an artwork goes, and where to say what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedZone
from configurator.resolve.place import Place
from renderer.artwork.drawing import Artwork
from renderer.artwork.legibility import too_thin
from renderer.errors import ArtworkError
from renderer.finishes.legible import TONED, limits

NOMINAL_BOX_MM = (400.0, 200.0)
"""Where the zone is unknown the artwork is still tried, so that its own faults come to light with the zone's."""


@dataclass(frozen=True)
class Drawing:
    """An artwork, and the fields of `ResolvedPersonalization` that say in words what it is."""

    artwork: Artwork
    words: dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """The personalization number `index` and its zone, None where that is not known."""

    index: int
    zone: ResolvedZone | None
    findings: Findings
    finish: str = ""
    place: Place | None = None
    """Where in the zone; None where that is not known."""
    ink_names: dict[str, str] = field(default_factory=dict)
    """sRGB → the name that a colour was asked for by, as they are found."""

    @property
    def box_mm(self) -> tuple[float, float]:
        """Width and height that ink may fill, within the zone's safe margin."""
        return self.place.box_mm if self.place else NOMINAL_BOX_MM

    @property
    def name(self) -> str:
        """What people call the zone."""
        return self.zone.name if self.zone else "The zone"

    def violate(self, code: str, field: str, message: str, suggestions: Sequence[str] = ()) -> None:
        """Note a violation of one field of the personalization; steps into it are parted by slashes."""
        self.findings.violate(code, ["personalizations", self.index, *field.split("/")], message, suggestions)

    def refuse(self, field: str, error: ArtworkError) -> None:
        """Note what the artwork said, of one field."""
        self.violate(error.code, field, error.message, error.suggestions)

    def take(self, artwork: Artwork) -> Artwork:
        """`artwork`, with what a person should look at noted as warnings."""
        for notice in artwork.notices:
            self.findings.warn(notice.code, ["personalizations", self.index], notice.message)
        if self.zone is not None and self.finish:
            self._check_strokes(artwork)
        if self.finish in TONED and len(artwork.colors) > 1:
            message = (
                f"{self.finish.capitalize()} has one colour: the artwork's {len(artwork.colors)} become its shades."
            )
            self.findings.warn("LOGO_TOO_MANY_COLORS", ["personalizations", self.index], message)
        elif self.zone is not None and len(artwork.colors) > self.zone.max_colors:
            counts = f"{len(artwork.colors)} colours or more; {self.zone.name} takes {self.zone.max_colors}"
            message = f"The artwork has {counts}. Shades will be merged; send a simpler version to decide which."
            self.findings.warn("LOGO_TOO_MANY_COLORS", ["personalizations", self.index], message)
        return artwork

    def _check_strokes(self, artwork: Artwork) -> None:
        """Warn where a good part of the artwork is finer than its finish can make."""
        least = limits(self.finish).stroke
        if too_thin(artwork.svg, artwork.width_mm, artwork.height_mm, least):
            message = (
                f"Much of it is thinner than {least:g} mm, which may not hold. Choose a bolder font or a larger zone."
            )
            self.findings.warn("STROKE_TOO_THIN", ["personalizations", self.index], message)
