"""The order in every form that systems ask for, beside the sheet."""

from configurator.availability import Delivery
from configurator.handoff.csv_files import bill_csv, lines_csv
from configurator.handoff.cxml import punch_out_order
from configurator.handoff.oci import oci_fields
from configurator.handoff.order import erp_order
from configurator.resolve import ResolvedConfiguration
from renderer.asset import Asset
from renderer.digest import canonical_json


def hand_off(resolved: ResolvedConfiguration, spec: str, revision: int, delivery: Delivery | None) -> list[Asset]:
    """order.json, order.csv, bill_of_materials.csv, punchout.xml and oci.json. Same inputs, same bytes."""
    order = erp_order(resolved, spec, revision, delivery)
    csv = "text/csv; charset=utf-8"
    return [
        Asset("order/order.json", "application/json", canonical_json(order.model_dump(mode="json", by_alias=True))),
        Asset("order/order.csv", csv, lines_csv(order)),
        Asset("order/bill_of_materials.csv", csv, bill_csv(order)),
        Asset("order/punchout.xml", "text/xml", punch_out_order(order)),
        Asset("order/oci.json", "application/json", canonical_json(oci_fields(order))),
    ]
