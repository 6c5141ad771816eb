"""What is chosen for every feature of the product."""

from configurator.catalog import Catalog
from configurator.catalog.product import Feature, Product
from configurator.catalog.swatch import Swatch
from configurator.color_meant import closest_colors, repair_color
from configurator.configuration import Configuration, CustomColor
from configurator.resolve.choice import Choice, CustomMatch
from configurator.resolve.findings import Findings
from renderer.artwork.check_text import clean_text
from renderer.closest import closest
from renderer.color import distances, hex_to_lab, is_hex
from renderer.errors import ArtworkError


def choose(configuration: Configuration, product: Product, catalog: Catalog, findings: Findings) -> tuple[Choice, ...]:
    """One choice a feature, in the product's order; defaults where nothing, or nothing valid, is selected."""
    _refuse_unknown_features(configuration, product, catalog, findings)
    return tuple(_choose(configuration, feature, catalog, findings) for feature in product.features)


def _refuse_unknown_features(
    configuration: Configuration, product: Product, catalog: Catalog, findings: Findings
) -> None:
    """The ways out are features that are still free and take what was selected."""
    known = {feature.code: feature.name for feature in product.features}
    for name, selected in configuration.selections.items():
        if name not in known:
            free = [each for each in product.features if each.code not in configuration.selections]
            able = [each.code for each in free if _takes(each, selected, catalog)]
            message = f"{product.name} has no feature {name[:60]!r}; it has {', '.join(known)}."
            findings.violate("FEATURE_UNKNOWN", ["selections", name], message, closest(name, able))


def _takes(feature: Feature, selected: str | CustomColor, catalog: Catalog) -> bool:
    if isinstance(selected, CustomColor):
        return feature.custom is not None and is_hex(selected.custom)
    return selected in catalog.choices(feature)


def _choose(configuration: Configuration, feature: Feature, catalog: Catalog, findings: Findings) -> Choice:
    selected = configuration.selections.get(feature.code)
    match selected:
        case CustomColor():
            chosen = _custom(selected, feature, catalog, findings)
        case str():
            chosen = _listed(selected, feature, catalog, findings)
        case _:
            chosen = None
    return chosen or choice_of(feature, feature.default, catalog)


def _listed(code: str, feature: Feature, catalog: Catalog, findings: Findings) -> Choice | None:
    known = catalog.choices(feature)
    if code in known:
        return choice_of(feature, code, catalog)
    path = ["selections", feature.code]
    if code == feature.custom:
        message = f'{code} is mixed to your colour. Write {{"custom": "#rrggbb", "name": "…"}} instead of the code.'
        findings.violate("OPTION_UNKNOWN", path, message, known[:3])
        return None
    message = f"{feature.name} has no option {code[:60]!r}; there are {len(known)} to choose from."
    colors = {each: catalog.swatches[each].color for each in known if each in catalog.swatches}
    near = closest_colors(code, colors) if len(colors) == len(known) else closest(code, known)
    findings.violate("OPTION_UNKNOWN", path, message, near)
    return None


def choice_of(feature: Feature, code: str, catalog: Catalog) -> Choice:
    """The option or swatch with this code, chosen."""
    option = feature.option(code)
    swatch = None if option else catalog.swatches[code]
    brings = "swatch" if option is None else "part" if option.show else "finish" if option.fill else "nothing"
    return Choice(
        brings=brings,
        feature=feature.code,
        feature_name=feature.name,
        option=code,
        option_name=option.name if option else catalog.swatches[code].name,
        text=option.text if option else catalog.swatches[code].text,
        swatch=swatch,
        is_default=code == feature.default,
    )


def _custom(color: CustomColor, feature: Feature, catalog: Catalog, findings: Findings) -> Choice | None:
    path = ["selections", feature.code]
    if feature.custom is None:
        known = catalog.choices(feature)
        near = _nearest_codes(color.custom, feature, catalog) or known[:3]
        message = f"{feature.name} comes in its {len(known)} listed options only, not in a colour of your own."
        findings.violate("CUSTOM_NOT_ALLOWED", path, message, near)
        return None
    if not is_hex(color.custom):
        near = repair_color(color.custom, catalog.swatches_of(feature))
        message = f"{color.custom[:40]!r} is no colour. Write it as #rrggbb, such as {near[0] if near else '#5b2a86'}."
        findings.violate("COLOR_INVALID", [*path, "custom"], message, near)
        return None
    name = _clean_name(color.name or "", [*path, "name"], findings)
    return mixed(color.custom.lower(), name, feature, catalog.swatches[feature.custom], catalog)


def _clean_name(name: str, path: list[str], findings: Findings) -> str:
    """The customer's name for a colour; what cannot be seen or turns the reading around is refused as in any text."""
    if not name.strip():
        return ""
    try:
        return clean_text(name)
    except ArtworkError as error:
        findings.violate(error.code, path, error.message, error.suggestions)
        return ""


def mixed(color: str, name: str, feature: Feature, base: Swatch, catalog: Catalog) -> Choice:
    """A swatch of the customer's own, and the one of the catalog that comes nearest."""
    called = name or f"Custom {color}"
    distance, nearest = _by_distance(color, feature, catalog)[0]
    return Choice(
        brings="swatch",
        feature=feature.code,
        feature_name=feature.name,
        option=base.code,
        option_name=called,
        swatch=base.model_copy(update={"name": called, "color": color, "lab": hex_to_lab(color)}),
        custom=CustomMatch(color=color, nearest=nearest.code, nearest_name=nearest.name, delta_e=round(distance, 1)),
    )


def _by_distance(color: str, feature: Feature, catalog: Catalog) -> list[tuple[float, Swatch]]:
    """CIEDE2000 and swatch, nearest first, of all that `feature` offers."""
    swatches = catalog.swatches_of(feature)
    pairs = zip(distances(color, (swatch.lab for swatch in swatches)), swatches, strict=True)
    return sorted(pairs, key=lambda pair: (pair[0], pair[1].code))


def _nearest_codes(color: str, feature: Feature, catalog: Catalog) -> tuple[str, ...]:
    if not is_hex(color):
        return ()
    return tuple(swatch.code for _, swatch in _by_distance(color, feature, catalog)[:3])
