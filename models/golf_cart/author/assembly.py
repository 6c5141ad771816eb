"""Every part of the cart, in the order in which a factory would fit them."""

from collections.abc import Callable, Sequence

from models.golf_cart.author.body.canopy import canopy_parts
from models.golf_cart.author.body.cowl import cowl_parts
from models.golf_cart.author.body.rear import rear_parts
from models.golf_cart.author.body.struts import strut_parts
from models.golf_cart.author.body.underbody import underbody_parts
from models.golf_cart.author.body.windshield import windshield_parts
from models.golf_cart.author.body.zones import with_zones
from models.golf_cart.author.components import (
    dash,
    floor,
    lights,
    rear_deck,
    seats,
    steering,
    suspension,
    trimmings,
    tyres,
    wheels,
)
from models.golf_cart.author.piece import Part

STATIONS: Sequence[Callable[[], list[Part]]] = (
    underbody_parts,
    suspension.parts,
    wheels.parts,
    tyres.parts,
    cowl_parts,
    rear_parts,
    floor.parts,
    dash.parts,
    steering.parts,
    seats.parts,
    rear_deck.parts,
    canopy_parts,
    strut_parts,
    windshield_parts,
    lights.parts,
    trimmings.parts,
)


def golf_cart() -> list[Part]:
    """The whole cart with all its alternatives, its personalization zones on it."""
    return with_zones([part for station in STATIONS for part in station()])
