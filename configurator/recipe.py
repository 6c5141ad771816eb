"""A resolved configuration as numbers and digests: what to assemble and what to photograph."""

from collections.abc import Iterator

from configurator.catalog.product import ShotPlan
from configurator.frame_zone import frame_zone
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.name_files import base_model_name
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.slot_material import slot_material
from configurator.spec_sheet.make import configuration_digest
from renderer.facts import ProductFacts
from renderer.recipe import Camera, DecalRecipe, SceneRecipe, Shot
from renderer.store import Store


def scene_recipe(resolved: ResolvedConfiguration, store: Store) -> SceneRecipe:
    """What to assemble; puts base model, textures and artworks into `store`.

    Holds nothing that cannot be seen: what looks the same has the same digest, whatever its price, quantity or names.
    """
    return SceneRecipe(
        product=resolved.product.id,
        base_model=resolved.put(base_model_name(resolved.product), store),
        hidden_nodes=resolved.hidden_nodes,
        slots={slot: slot_material(swatch, resolved, store) for slot, swatch in resolved.slots.items()},
        decals=tuple(_decal(each, store) for each in resolved.personalizations),
    )


def product_facts(resolved: ResolvedConfiguration) -> ProductFacts:
    """What an AR file is held to and says of the product; nothing of the customer."""
    product = resolved.product
    facts = product.model_dump(include={"name", "placement", "copyright", "license"})
    return ProductFacts(**facts, size_mm=_size_mm(resolved), configuration=configuration_digest(resolved))


def _size_mm(resolved: ResolvedConfiguration) -> tuple[float, float, float]:
    """Along x, y, z: the product's own size, or what a chosen option makes of it."""
    product = resolved.product
    features = [(product.feature(choice.feature), choice.option) for choice in resolved.choices]
    options = [feature.option(code) for feature, code in features if feature]
    x, y, z = zip(product.size_mm, *(option.size_mm for option in options if option and option.size_mm), strict=True)
    return max(x), max(y), max(z)


def shots(resolved: ResolvedConfiguration, store: Store, *, gallery: bool = True) -> tuple[Shot, ...]:
    """The pictures of this configuration in the product's order: its gallery, and a close-up of each personalized zone.

    Without `gallery`, those that are not shown on spec sheets as well.

    Puts the environments into `store`.
    """
    return tuple(
        Shot(
            name=plan.name,
            camera=camera,
            width=plan.size[0],
            height=plan.size[1],
            environment=resolved.put(resolved.environments[plan.environment], store),
            background=plan.background,
            ground=plan.ground,
            engine=plan.engine,
        )
        for plan, camera in _cameras(resolved)
        if plan.gallery or plan.zone or not gallery
    )


def _decal(each: ResolvedPersonalization, store: Store) -> DecalRecipe:
    return DecalRecipe(
        zone=each.zone.id,
        artwork=store.put(each.svg.encode()),
        width_mm=each.width_mm,
        height_mm=each.height_mm,
        center_mm=each.center_mm,
        finish=each.finish,
        layer=each.layer,
    )


def _cameras(resolved: ResolvedConfiguration) -> Iterator[tuple[ShotPlan, Camera]]:
    personalized = {each.zone.id: each.zone for each in resolved.personalizations}
    for plan in resolved.product.shots:
        if plan.zone in personalized:
            yield plan, frame_zone(personalized[plan.zone], plan.size[0] / plan.size[1])
        elif plan.camera is not None:
            yield plan, Camera(**plan.camera.model_dump())
