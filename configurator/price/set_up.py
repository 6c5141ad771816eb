"""What is prepared once, however often it is used."""

from collections.abc import Iterator

from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, once


def set_up(basket: Basket) -> Iterator[PriceLine]:
    """Each custom colour, and each artwork in each finish."""
    if fee := basket.prices.custom_color_fee:
        mixed = {(choice.option, choice.custom.color): choice for choice in basket.choices if choice.custom}
        for choice in mixed.values():
            label = f"Custom colour: {choice.option_name}"
            yield once("set-up", label, "Mixing and sample, once per order", fee, choice.feature)
    artworks = {(wanted.finish, wanted.svg): wanted for wanted in basket.personalizations}
    for wanted in artworks.values():
        finish = basket.prices.personalization[wanted.finish]
        if finish.set_up:
            reason = f"{finish.name}, set up once per order"
            yield once("set-up", f"Artwork: {wanted.title}", reason, finish.set_up, f"zone:{wanted.zone.id}")
