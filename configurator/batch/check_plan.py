"""A plan against the catalog: everything that it names is there, and enough of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from configurator.batch.errors import PlanInvalid
from configurator.batch.plan import EveryValid, Listed, Plan, Sampled
from configurator.batch.read_list import PATH, WORDS, read_list
from configurator.batch.ruled import assignments
from configurator.batch.templates import OF_PICTURES, is_gtin, placeholders
from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.rules.space import choices_like
from configurator.violation import Violation, pointer
from renderer.closest import closest
from renderer.encode.credentials import lacks_credentials
from renderer.encode.moving import lacks


def check_plan(plan: Plan, catalog: Catalog, on: date) -> None:
    """Raises `PlanInvalid` with everything about `plan` that cannot be carried out on day `on`."""
    if plan.product not in catalog.products:
        message = f"There is no product {plan.product[:60]!r}; there are {', '.join(catalog.products)}."
        raise PlanInvalid([_unknown("PRODUCT_UNKNOWN", ["product"], message, plan.product, catalog.products)])
    product = catalog.products[plan.product]
    found = [
        *_market(plan, catalog),
        *_shots(plan, product),
        *_spins(plan, catalog),
        *_features(plan, product, catalog),
    ]
    found += [*_names(plan, product), *_files(plan)]
    if not found:
        found = [*_list(plan, product), *_amount(plan, catalog, on)]
    if found:
        raise PlanInvalid(found)


def _market(plan: Plan, catalog: Catalog) -> Iterator[Violation]:
    markets = catalog.prices[plan.product].markets
    if plan.market not in markets:
        message = f"The product is not sold in {plan.market[:60]!r}; it is in {', '.join(markets)}."
        yield _unknown("MARKET_UNKNOWN", ["market"], message, plan.market, markets)


def _shots(plan: Plan, product: Product) -> Iterator[Violation]:
    carried = {each.zone for each in plan.personalizations}
    offered = [shot.name for shot in product.shots if shot.zone is None or shot.zone in carried]
    framed = plan.framing.shots if plan.framing else ()
    for table, names in (("pictures", plan.pictures.shots), ("framing", framed)):
        for number, name in enumerate(names):
            if name not in offered:
                message = f"{product.name} has no shot {name[:60]!r} here; it has {', '.join(offered)}."
                yield _unknown("SHOT_UNKNOWN", [table, "shots", number], message, name, offered)


def _spins(plan: Plan, catalog: Catalog) -> Iterator[Violation]:
    for number, spin in enumerate(plan.spins):
        if spin.environment not in catalog.environments:
            message = f"There is no environment {spin.environment[:60]!r}; there are {', '.join(catalog.environments)}."
            yield _unknown(
                "ENVIRONMENT_UNKNOWN", ["spins", number, "environment"], message, spin.environment, catalog.environments
            )
        for kind in spin.movies:
            if lacking := lacks(kind):
                yield _wrong("ENCODER_MISSING", ["spins", number, "movies"], lacking, ("webp", "avif"))


def _features(plan: Plan, product: Product, catalog: Catalog) -> Iterator[Violation]:
    known = [feature.code for feature in product.features]
    chosen = plan.combinations
    if isinstance(chosen, Listed):
        return
    named: list[tuple[Sequence[str | int], str]] = [
        (["combinations", "vary", number], name) for number, name in enumerate(chosen.vary)
    ]
    named += [(["combinations", "only", name], name) for name in chosen.only]
    for where, name in named:
        if name not in known:
            message = f"{product.name} has no feature {name[:60]!r}; it has {', '.join(known)}."
            yield _unknown("FEATURE_UNKNOWN", where, message, name, known)
    for name, patterns in chosen.only.items():
        choices = catalog.rulebooks[product.id].space[name] if name in known else ()
        for number, pattern in enumerate(patterns):
            if choices and not choices_like((pattern,), choices):
                message = f"No choice of {name} is called {pattern[:60]!r}."
                yield _unknown("CHOICE_UNKNOWN", ["combinations", "only", name, number], message, pattern, choices)


def _names(plan: Plan, product: Product) -> Iterator[Violation]:
    known = {*OF_PICTURES, *(feature.code for feature in product.features)}
    if isinstance(plan.combinations, Listed):
        known |= set(WORDS) | _columns(plan)
    for field, template in (("file", plan.naming.file), ("spin", plan.naming.spin), ("movie", plan.naming.movie)):
        try:
            named = placeholders(template)
        except ValueError as error:
            yield _wrong("PLACEHOLDER_INVALID", ["naming", field], f"Braces hold a name alone, not {error}.")
            continue
        for name in named:
            if name not in known:
                message = f"Nothing is called {{{name}}}; there are {', '.join(sorted(known))}."
                yield _unknown("PLACEHOLDER_UNKNOWN", ["naming", field], message, name, known)


def _columns(plan: Plan) -> set[str]:
    chosen = plan.combinations
    if not isinstance(chosen, Listed):
        return set()
    try:
        return {name for row in read_list(plan.folder / chosen.file) for name in row.cells}
    except PlanInvalid:
        return set()


def _files(plan: Plan) -> Iterator[Violation]:
    if plan.watermark and not (plan.folder / plan.watermark.file).is_file():
        message = f"There is no file {plan.watermark.file!r} beside the plan."
        yield _wrong("FILE_UNREADABLE", ["watermark", "file"], message)
    if plan.content_credentials and (lacking := lacks_credentials()):
        yield _wrong("ENCODER_MISSING", ["content_credentials"], lacking)


def _list(plan: Plan, product: Product) -> Iterator[Violation]:
    if not isinstance(plan.combinations, Listed):
        return
    rows = read_list(plan.folder / plan.combinations.file)
    features = [feature.code for feature in product.features]
    used = {*placeholders(plan.naming.file), *placeholders(plan.naming.spin)}
    for name in dict.fromkeys(name for row in rows for name in row.cells):
        if name not in (*features, *WORDS) and name not in used:
            message = f"The column {name[:60]!r} is neither a feature nor used in a name."
            yield Violation(code="COLUMN_UNKNOWN", path=PATH, message=message, suggestions=closest(name, features))
    for row in rows:
        gtin = row.cells.get("gtin", "")
        if "gs1" in used and not is_gtin(gtin):
            said = (
                f"{gtin!r} is no GTIN: 8, 12, 13 or 14 digits, of which the last checks the others"
                if gtin
                else "has none"
            )
            yield Violation(code="GTIN_INVALID", path=PATH, message=f"Line {row.line}: gtin {said}; {{gs1}} needs it.")


def _amount(plan: Plan, catalog: Catalog, on: date) -> Iterator[Violation]:
    chosen = plan.combinations
    if isinstance(chosen, Listed):
        return
    total = assignments(plan, chosen, catalog, on).total
    if total == 0:
        yield _wrong("NOTHING_VALID", ["combinations"], "No combination of what the plan leaves open keeps the rules.")
    elif isinstance(chosen, Sampled) and chosen.count > total:
        message = f"There are {total:,} valid combinations; {chosen.count:,} cannot be drawn."
        yield _wrong("TOO_FEW", ["combinations", "count"], message, (str(total),))
    elif isinstance(chosen, EveryValid) and total > chosen.at_most:
        message = f"There are {total:,} valid combinations, more than `at_most` {chosen.at_most:,}."
        ways = ("hold features with `only` or `vary`", 'choose = "sample"', 'choose = "cover"')
        yield _wrong("TOO_MANY", ["combinations"], message, ways)


def _unknown(code: str, where: Sequence[str | int], message: str, name: str, known: Iterable[str]) -> Violation:
    return Violation(code=code, path=pointer(*where), message=message, suggestions=closest(name, known))


def _wrong(code: str, where: Sequence[str | int], message: str, ways: tuple[str, ...] = ()) -> Violation:
    return Violation(code=code, path=pointer(*where), message=message, suggestions=ways)
