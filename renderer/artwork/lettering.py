"""How words are set: their layout, spacing, outline and shadow. Lengths are parts of a capital's height."""

from dataclasses import dataclass, field

from renderer.artwork.fonts import Font


@dataclass(frozen=True)
class Outline:
    """A band of `width` around every letter, sRGB `#rrggbb`."""

    color: str
    width: float = 0.06


@dataclass(frozen=True)
class Shadow:
    """The lettering once more beneath itself, moved `right` and `down`; a hard edge, because film and thread have no
    soft one."""

    color: str
    right: float = 0.08
    down: float = 0.08


@dataclass(frozen=True)
class Lettering:
    """Everything about words but the words, their font and their colour."""

    layout: str = "straight"
    second_line: str = ""
    second_font: Font | None = None
    """The first line's where it is None."""
    second_scale: float = 0.62
    """Height of the second line's capitals, at most."""
    tracking: float = 0.0
    """Room between letters beyond what the font has."""
    kerning: bool = True
    sweep_deg: float | None = None
    """How far an arched or circular line turns; None leaves it to the layout."""
    outline: Outline | None = None
    shadow: Shadow | None = None

    @property
    def spread(self) -> float:
        """How much nearer outline and shadow bring one line to the next."""
        around = 2 * self.outline.width if self.outline else 0.0
        return around + (abs(self.shadow.down) if self.shadow else 0.0)


PLAIN = Lettering()


@dataclass(frozen=True)
class Setting:
    """What a layout gets: clean lines, each with its font."""

    text: str
    typeface: Font
    lettering: Lettering = field(default=PLAIN)

    @property
    def second(self) -> tuple[str, Font]:
        """The second line and its font."""
        return self.lettering.second_line, self.lettering.second_font or self.typeface
