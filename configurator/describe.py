"""A configuration in words: its summary, and what a picture of it shows to those who cannot see it."""

import math

from configurator.catalog.product import ShotPlan
from configurator.color_words import color_words
from configurator.resolve.order import Order
from configurator.resolve.personalization import ResolvedPersonalization, Vector
from configurator.resolve.resolved import ResolvedConfiguration
from configurator.words import listed

FACING = 0.2
"""Cosine between a zone's normal and the way to the camera above which a person can read it."""


def describe_configuration(resolved: ResolvedConfiguration) -> str:
    """All choices that add something, in one sentence, in the product's order."""
    adding = (choice for choice in resolved.choices if choice.brings != "nothing")
    choices = [f"{_lower(choice.feature_name)} {choice.option_name}" for choice in adding]
    return f"{resolved.product.name} with {listed(choices)}." if choices else f"{resolved.product.name}."


def headline(resolved: ResolvedConfiguration | Order) -> str:
    """What makes this one special: its colours, and what is written on it."""
    colors = dict.fromkeys(choice.option_name for choice in resolved.choices if choice.brings == "swatch")
    titles = dict.fromkeys(each.title for each in resolved.personalizations)
    sentence = f"In {listed(list(colors))}" if colors else resolved.product.name
    return f"{sentence}, with {listed(list(titles))}." if titles else f"{sentence}."


def describe_shot(resolved: ResolvedConfiguration, plan: ShotPlan) -> str:
    """Alt text of a picture: the view, the choices, and the personalizations that face the camera."""
    if plan.zone is not None:
        return " ".join(
            f"{plan.title} of the {resolved.product.name}, close up: {_words(each)}."
            for each in resolved.personalizations
            if each.zone.id == plan.zone
        )
    camera = plan.camera.position if plan.camera else (0.0, 0.0, 0.0)
    seen = [each for each in resolved.personalizations if _faces(each, camera)]
    sentence = f"{plan.title}: {describe_configuration(resolved)}"
    return f"{sentence} It shows {listed([_words(each) for each in seen])}." if seen else sentence


def _words(each: ResolvedPersonalization) -> str:
    where = f"{_lower(each.finish_name)} on the {_lower(each.zone.name)}"
    if each.kind == "text":
        return f"{each.title} in {color_words(each.color)} {each.font_name}, {where}"
    return f"the {each.kind} {each.title}, {where}"


def _faces(each: ResolvedPersonalization, camera: Vector) -> bool:
    way = [eye - center for eye, center in zip(camera, each.zone.center, strict=True)]
    along = sum(step * normal for step, normal in zip(way, each.zone.normal, strict=True))
    return along > FACING * math.hypot(*way)


def _lower(name: str) -> str:
    """`name` inside a sentence; abbreviations stay as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
