"""How a customer wants words to be set, as a configuration has it."""

from typing import Annotated

from pydantic import Field, StrictBool

from renderer.recipe import Frozen

Color = Annotated[str, Field(max_length=200)]
"""`#rrggbb`, `lab(L a b)`, the code of a swatch, or a name of the operator's palettes."""


class OutlineChoice(Frozen):
    """A band around every letter; `width` is a part of a capital's height."""

    color: Color
    width: Annotated[float, Field(strict=True, ge=0.01, le=0.4)] = 0.06


class ShadowChoice(Frozen):
    """The lettering beneath itself, moved by parts of a capital's height."""

    color: Color
    right: Annotated[float, Field(strict=True, ge=-0.5, le=0.5)] = 0.08
    down: Annotated[float, Field(strict=True, ge=-0.5, le=0.5)] = 0.08


class LetteringChoice(Frozen):
    """What can be said about words beyond their font and colour; every field may be left out."""

    layout: Annotated[str, Field(max_length=40)] = "straight"
    """straight, two_lines, arched, circular, monogram_circle, monogram_diamond or monogram_interlocked."""
    second_line: Annotated[str, Field(max_length=200)] = ""
    second_font: Annotated[str, Field(max_length=200)] | None = None
    second_scale: Annotated[float, Field(strict=True, ge=0.2, le=3.0)] = 0.62
    """Height of the second line's capitals against the first's, at most."""
    tracking: Annotated[float, Field(strict=True, ge=-0.15, le=1.0)] = 0.0
    """Room between letters, as a part of a capital's height."""
    kerning: StrictBool = True
    sweep_deg: Annotated[float, Field(strict=True, ge=5, le=340)] | None = None
    outline: OutlineChoice | None = None
    shadow: ShadowChoice | None = None
