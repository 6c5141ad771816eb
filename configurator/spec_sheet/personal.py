"""What a sheet shows of a personalization: close-ups, words, the artwork on its ground with its dimensions."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from configurator.language.language import Language
from configurator.spec_sheet.pictures import Picture
from configurator.spec_sheet.sheet import SheetPersonalization, SheetProof
from renderer.color import contrast
from renderer.store import Store

MAX_INLINE_ARTWORK = 200_000
"""Bytes of an artwork that is shown inside the sheet; a larger one (an embedded photograph) is seen in its close-up."""
BARE, PAPER = "#8f9496", "#f2f2ef"
"""Behind an artwork whose ground nobody knows, or on whose ground it is only told by its relief."""
SEEN = 1.25
"""Contrast from which on a drawing shows."""


@dataclass(frozen=True)
class Fact:
    """One thing about it; `colors` are shown as dots before their names."""

    label: str
    value: str
    colors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Personal:
    """One artwork in one finish on one ground, in all its places."""

    places: str
    title: str
    facts: tuple[Fact, ...]
    pictures: tuple[Picture, ...]
    artwork: str
    """A data URI, empty where it is too large."""
    artwork_alt: str
    ground: str
    ink: str
    width_mm: float
    height_mm: float
    width: str
    height: str


def personal_groups(
    personalizations: Sequence[SheetPersonalization],
    close_ups: Mapping[str | None, Picture],
    store: Store,
    say: Language,
) -> tuple[Personal, ...]:
    """One group for each artwork in one finish on one ground: a name on both sides is shown once, from both sides."""
    return tuple(_personal(group, close_ups, store, say) for group in grouped(personalizations))


def grouped(personalizations: Sequence[SheetPersonalization]) -> list[list[SheetPersonalization]]:
    """Those that are alike but for their place, together."""
    groups: dict[object, list[SheetPersonalization]] = {}
    for each in personalizations:
        groups.setdefault((each.artwork_sha256, each.finish, each.ground), []).append(each)
    return list(groups.values())


def ink(ground: str) -> str:
    """Black or white, whichever is easier to read on `ground`."""
    return max(("#ffffff", "#111111"), key=lambda color: contrast(color, ground))


def behind(colors: Sequence[str], ground: str) -> str:
    """What is drawn behind an artwork: its ground, unless the artwork has the ground's own colour, as relief may."""
    if not colors or any(contrast(color, ground) >= SEEN for color in colors):
        return ground
    return max((BARE, PAPER), key=lambda each: contrast(colors[0], each))


def _personal(
    group: Sequence[SheetPersonalization], close_ups: Mapping[str | None, Picture], store: Store, say: Language
) -> Personal:
    each, svg = group[0], store.get(group[0].artwork_sha256)
    ground = behind(each.colors, each.ground.color if each.ground else BARE)
    title = say.own(say.say(each.title))
    return Personal(
        places=" · ".join(say.say(one.zone_name) for one in group),
        title=title,
        facts=(*_facts(each, say), *_proven(group, say)),
        pictures=tuple(close_ups[one.zone] for one in group if one.zone in close_ups),
        artwork=_inline(svg),
        artwork_alt=say.text("personal.artwork", title=title),
        ground=ground,
        ink=ink(ground),
        width_mm=each.width_mm,
        height_mm=each.height_mm,
        width=f"{say.millimetres(each.width_mm)} mm",
        height=f"{say.millimetres(each.height_mm)} mm",
    )


def _facts(each: SheetPersonalization, say: Language) -> list[Fact]:
    size = say.ltr(f"{say.millimetres(each.width_mm)} × {say.millimetres(each.height_mm)} mm")
    facts = [
        Fact(say.text("personal.size"), size),
        Fact(say.text("personal.finish"), say.say(each.finish_name) or say.text(f"finishes.{each.finish}")),
    ]
    if each.font_name:
        facts.append(Fact(say.text("personal.font"), each.font_name))
    elif each.source:
        facts.append(Fact(say.text("personal.source"), each.source))
    named = [say.say(each.ink_names.get(color, color)) for color in each.colors] if each.ink_names else []
    facts.append(Fact(say.counted("personal.colors", len(each.colors)), " · ".join(named), each.colors))
    if each.ground:
        facts.append(Fact(say.text("personal.ground"), say.say(each.ground.name), (each.ground.color,)))
    return facts


def _proven(group: Sequence[SheetPersonalization], say: Language) -> list[Fact]:
    """How far what was made lies from what was drawn, file by file, the worst of all places."""
    found: dict[str, list[SheetProof]] = {}
    for each in group:
        for proof in each.proof:
            name = say.text("personal.picture") if proof.subject.endswith(".png") else say.ltr(proof.subject)
            found.setdefault(name, []).append(proof)
    # A line breaks between files, not between a figure and what it is of.
    said = [f"{name} {_off(proofs, say)}".replace(" ", "\u00a0") for name, proofs in found.items()]
    return [Fact(say.text("personal.proof"), " · ".join(said))] if said else []


def _off(proofs: Sequence[SheetProof], say: Language) -> str:
    worst = [proof.off_mm for proof in proofs if proof.off_mm is not None]
    if not all(proof.ok for proof in proofs):
        return say.text("personal.differs")
    return say.ltr(f"{say.millimetres(max(worst))} mm")


def _inline(svg: bytes) -> str:
    if len(svg) > MAX_INLINE_ARTWORK:
        return ""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
