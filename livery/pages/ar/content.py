"""What the AR page says, from a configuration and the files that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from configurator.catalog.product import Family, ShotPlan
from configurator.describe import describe_configuration, headline
from configurator.family import choice_of
from configurator.frame_zone import frame_zone
from configurator.money import difference, money
from configurator.recipe import product_facts
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.personalization import ResolvedPersonalization
from livery.pages.ar.launch import Offer
from livery.pages.ar.looks import Looks
from livery.pages.ar.view import Vector, View, place, view_of
from renderer.recipe import Camera
from workers.job import AssetRecord

ASPECT = 4 / 3
INCH_MM = 25.4
IN_FEET = ("US",)
AXES = (("width", "Width"), ("height", "Height"), ("length", "Length"))


@dataclass(frozen=True)
class Look:
    """One member of the family."""

    name: str
    color: str
    """sRGB `#rrggbb`."""
    total: str
    difference: str


@dataclass(frozen=True)
class Spot:
    """A personalization: what it is, and where on the model, metres."""

    id: str
    title: str
    zone: str
    made: str
    position: str
    normal: str
    view: View


@dataclass(frozen=True)
class Side:
    """One length of the product."""

    id: str
    name: str
    metric: str
    feet: str


@dataclass(frozen=True)
class Content:
    """All that the page shows; files by their names beside it."""

    name: str
    description: str
    headline: str
    alt: str
    license: str
    copyright: str
    offer: Offer
    looks: tuple[Look, ...]
    feature: str
    """What the looks differ in."""
    spots: tuple[Spot, ...]
    sides: tuple[Side, ...]
    view: View | None
    on_wall: bool
    files: Mapping[str, AssetRecord]
    address: str
    """The page's own, absolute and ending in a slash; empty where nobody knows it yet."""

    @property
    def model(self) -> str:
        """The file that is shown: with all looks, where there are several."""
        return "family.glb" if "family.glb" in self.files else "model.glb"


@dataclass(frozen=True)
class Call:
    """What people are asked to do, and where that leads."""

    action: str = "See the details"
    link: str = "#details"


def content(
    resolved: ResolvedConfiguration,
    assets: Sequence[AssetRecord],
    looks: Looks,
    call: Call,
    address: str = "",
) -> Content:
    """The page of `resolved`, with `assets` as `Trip.present` names them."""
    product, price, family = resolved.product, resolved.price, looks.family
    files = {asset.name: asset for asset in assets}
    moved = [each / 1000 for each in files["model.glb"].figures["moved_mm"]]
    total = money(price.total, price.currency)
    return Content(
        name=product.name,
        description=product.description,
        headline=headline(resolved),
        alt=f"{product.name}, to be turned and looked at from all sides. {describe_configuration(resolved)}",
        license=product.license,
        copyright=product.copyright,
        offer=Offer(product.name, _subtitle(resolved), total, call.action, call.link),
        looks=tuple(_look(name, look, family, price.total) for name, look in looks.members.items()) if family else (),
        feature=family.name if family else "",
        spots=tuple(_spot(each, moved) for each in resolved.personalizations),
        sides=_sides(resolved),
        view=_first_view(product.shots, moved),
        on_wall=product.placement == "wall",
        files=files,
        address=address,
    )


def _subtitle(resolved: ResolvedConfiguration) -> str:
    return ", ".join(choice.option_name for choice in resolved.choices if choice.brings == "swatch")


def _look(name: str, look: ResolvedConfiguration, family: Family, own: Decimal) -> Look:
    swatch, price = choice_of(look, family).swatch, look.price
    more = difference(price.total - own, price.currency)
    return Look(name, swatch.color if swatch else "#808080", money(price.total, price.currency), more)


def _spot(each: ResolvedPersonalization, moved: Sequence[float]) -> Spot:
    zone = each.zone
    size = f"{each.width_mm:.0f} × {each.height_mm:.0f} mm"
    return Spot(
        id=f"{zone.id.replace('_', '-')}{f'-{each.layer + 1}' if each.layer else ''}",
        title=each.title,
        zone=zone.name,
        made=f"{each.finish_name}, {size}",
        position=place(_above(each), moved),
        normal=place(zone.normal),
        view=view_of(frame_zone(zone, ASPECT), moved),
    )


def _above(each: ResolvedPersonalization) -> Vector:
    """The upper edge of the artwork: a mark above it hides nothing."""
    across, up = each.center_mm[0] / 1000, each.center_mm[1] / 1000 + each.height_mm / 2000
    axes = zip(each.zone.center, each.zone.right, each.zone.up, strict=True)
    return [at + across * right + up * along for at, right, along in axes]


def _sides(resolved: ResolvedConfiguration) -> tuple[Side, ...]:
    facts = product_facts(resolved)
    sizes = facts.size_mm or resolved.product.size_mm
    with_feet = resolved.configuration.market in IN_FEET
    return tuple(
        Side(key, name, f"{size / 1000:.2f} m", in_feet(size) if with_feet else "")
        for (key, name), size in zip(AXES, sizes, strict=True)
    )


def in_feet(size_mm: float) -> str:
    """To the next half inch, as tape measures have it: `7′ 10½″`."""
    halves = round(size_mm / INCH_MM * 2)
    feet, rest = divmod(halves, 24)
    return f"{feet}′ {rest // 2}{'½' if rest % 2 else ''}″"


def _first_view(plans: Sequence[ShotPlan], moved: Sequence[float]) -> View | None:
    """The view of the poster, so that the model takes its place without a jump."""
    cameras = (plan.camera for plan in plans if plan.gallery and plan.camera)
    first = next(cameras, None)
    return view_of(Camera(**first.model_dump()), moved) if first else None
