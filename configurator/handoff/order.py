"""The order as an ERP system takes it; `docs/order.schema.json` is its schema."""

from datetime import date
from decimal import Decimal
from typing import Final, Literal

from pydantic import ConfigDict, Field

from configurator.availability import Delivery
from configurator.describe import describe_configuration
from configurator.price import PriceLine
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.choice import Choice
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.resolve.resolved import BillLine
from configurator.spec_sheet.make import configuration_digest
from renderer.digest import digest_bytes
from renderer.recipe import Blob, Frozen

SCHEMA: Final = "livery.order/1"


class OrderSelection(Frozen):
    """What was chosen for one feature."""

    feature: str
    feature_name: str
    option: str
    name: str
    swatch: str | None
    color: str | None
    """sRGB of the swatch."""
    supplier: str | None


class OrderPersonalization(Frozen):
    """One artwork, for the print shop or the embroiderer."""

    zone: str
    zone_name: str
    title: str
    finish: str
    width_mm: float
    height_mm: float
    colors: tuple[str, ...]
    artwork_sha256: Blob


class ErpOrder(Frozen):
    """Everything that is needed to book it. Money is text with two decimals."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["livery.order/1"] = Field(default=SCHEMA, alias="schema")
    spec: str
    revision: int
    configuration_sha256: Blob
    product: str
    product_name: str
    summary: str
    market: str
    quantity: int
    currency: str
    net: Decimal
    tax: Decimal | None
    total: Decimal
    price_list: str
    lines: tuple[PriceLine, ...]
    selections: tuple[OrderSelection, ...]
    personalizations: tuple[OrderPersonalization, ...]
    bill_of_materials: tuple[BillLine, ...]
    starts_on: date | None
    leaves_on: date | None
    arrives_on: date | None


def erp_order(resolved: ResolvedConfiguration, spec: str, revision: int, delivery: Delivery | None) -> ErpOrder:
    """The order of one revision."""
    return ErpOrder(
        spec=spec,
        revision=revision,
        configuration_sha256=configuration_digest(resolved),
        product=resolved.product.id,
        product_name=resolved.product.name,
        summary=describe_configuration(resolved),
        market=resolved.configuration.market,
        quantity=resolved.configuration.quantity,
        currency=resolved.price.currency,
        net=resolved.price.net,
        tax=resolved.price.tax,
        total=resolved.price.total,
        price_list=resolved.price.price_list,
        lines=resolved.price.lines,
        selections=tuple(_selection(choice) for choice in resolved.choices),
        personalizations=tuple(_personalization(each) for each in resolved.personalizations),
        bill_of_materials=resolved.parts,
        starts_on=delivery and delivery.starts_on,
        leaves_on=delivery and delivery.leaves_on,
        arrives_on=delivery and delivery.arrives_on,
    )


def _selection(choice: Choice) -> OrderSelection:
    swatch = choice.swatch
    return OrderSelection(
        feature=choice.feature,
        feature_name=choice.feature_name,
        option=choice.option,
        name=choice.option_name,
        swatch=swatch and swatch.code,
        color=swatch and swatch.color,
        supplier=swatch and swatch.supplier,
    )


def _personalization(each: ResolvedPersonalization) -> OrderPersonalization:
    return OrderPersonalization(
        zone=each.zone.id,
        zone_name=each.zone.name,
        title=each.title,
        finish=each.finish,
        width_mm=each.width_mm,
        height_mm=each.height_mm,
        colors=each.colors,
        artwork_sha256=digest_bytes(each.svg.encode()),
    )
