"""What is said of a picture: its file's name, and what it shows to those who cannot see it."""

import re
from collections.abc import Collection, Iterator

from configurator.batch.dress import Dressed
from configurator.batch.plan import Plan, Spin
from configurator.batch.templates import OF_PICTURES, filled, gs1_name, placeholders, short
from configurator.catalog.product import Feature, Product
from configurator.configuration import CustomColor
from configurator.words import listed
from renderer.encode.format import ENDINGS, FileFormat
from renderer.recipe import Shot

TURN = "Turntable view"
"""The title of what a spin shows, which is no shot of the product."""


def file_name(
    plan: Plan, dressed: Dressed, shot: Shot, size: str, frame: str, background: str, wanted: FileFormat, look: str
) -> str:
    """The file's name below the folder of the batch, by the plan's template; raises `InputError`."""
    template = plan.naming.spin if frame else plan.naming.file
    asked = placeholders(template)
    words = {
        "product": plan.product,
        "number": dressed.number,
        "shot": shot.name,
        "frame": frame,
        "size": size,
        "width": str(shot.width),
        "height": str(shot.height),
        "background": _background(plan, background),
        "format": wanted.kind,
        "ending": ENDINGS[wanted.kind],
        "look": look[:8],
        "gs1": gs1_name(dressed.combination.words.get("gtin", ""), shot.name),
        **{name: dressed.combination.words.get(name, "") for name in asked if name not in OF_PICTURES},
        **{code: _choice(dressed, code) for code in asked if code in dressed.choices},
    }
    return filled(template, words)


def _background(plan: Plan, background: str) -> str:
    """Said only where there are several: `_ffffff`, `_transparent`, `_gradient-ffffff-c9c9c4`."""
    several = len(plan.pictures.backgrounds) > 1
    return "_" + "-".join(re.findall(r"\w+", background.lower())) if several else ""


def _choice(dressed: Dressed, feature: str) -> str:
    selected = dressed.combination.configuration.selections.get(feature)
    if isinstance(selected, CustomColor):
        return selected.custom.lstrip("#").lower()
    return short(selected) if selected else short(dressed.choices[feature])


def alt_text(product: Product, dressed: Dressed, shot: str, seen: Collection[str]) -> str:
    """One sentence of what the picture shows: the view, and the choices whose slots are `seen`."""
    title = next((plan.title for plan in product.shots if plan.name == shot), TURN)
    told = [f"{_lower(feature.name)} {dressed.choices[feature.code]}" for feature in _visible(product, dressed, seen)]
    sentence = f"{title} of the {product.name}"
    return f"{sentence}, {listed(told)}." if told else f"{sentence}."


def long_description(product: Product, dressed: Dressed) -> str:
    """All of it, seen or not: the product's own words and every choice."""
    choices = [f"{feature.name}: {dressed.choices[feature.code]}" for feature in product.features]
    return f"{product.description} {'; '.join(choices)}."


def _visible(product: Product, dressed: Dressed, seen: Collection[str]) -> Iterator[Feature]:
    for feature in product.features:
        option = feature.option(_code(dressed, feature))
        if option is None or option.fill:
            slots = feature.slots if option is None else option.fill
            if any(slot in seen for slot in slots):
                yield feature
        elif option.show:
            yield feature


def _code(dressed: Dressed, feature: Feature) -> str:
    selected = dressed.combination.configuration.selections.get(feature.code, feature.default)
    return selected if isinstance(selected, str) else ""


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def movie_name(plan: Plan, dressed: Dressed, spin: Spin, ending: str, look: str) -> str:
    """A spin's moving picture below the folder of the batch; raises `InputError`."""
    asked = placeholders(plan.naming.movie)
    words = {
        "product": plan.product,
        "number": dressed.number,
        "shot": spin.name,
        "size": f"{spin.size[0]}x{spin.size[1]}",
        "width": str(spin.size[0]),
        "height": str(spin.size[1]),
        "format": ending,
        "ending": ending,
        "look": look[:8],
        "background": "",
        "frame": "",
        "gs1": gs1_name(dressed.combination.words.get("gtin", ""), spin.name),
        **{name: dressed.combination.words.get(name, "") for name in asked if name not in OF_PICTURES},
        **{code: _choice(dressed, code) for code in asked if code in dressed.choices},
    }
    return filled(plan.naming.movie, words)
