import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from configurator.availability import Delivery
from configurator.handoff import ErpOrder, hand_off
from configurator.resolve import ResolvedConfiguration
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

ROOT = Path(__file__).resolve().parents[3]
DELIVERY = Delivery.model_validate(
    {
        "waits": [],
        "starts_on": "2027-05-05",
        "slots": {"2027-05-05": 2},
        "leaves_on": "2027-05-12",
        "arrives_on": "2027-05-19",
    }
)


def files(resolved: ResolvedConfiguration) -> dict[str, bytes]:
    return {asset.name: asset.data for asset in hand_off(resolved, "spec-0001", 3, DELIVERY)}


def tiny(choose: Choose, **fields: object) -> ResolvedConfiguration:
    return choose(ordered_on="2027-05-04", market="DE", quantity=2, personalizations=[words("panel")], **fields)


def test_the_order_keeps_to_its_published_schema_and_adds_up(choose: Choose) -> None:
    order = json.loads(files(tiny(choose))["order/order.json"])
    published = json.loads((ROOT / "docs" / "order.schema.json").read_text())
    assert published == {**ErpOrder.model_json_schema(mode="serialization"), "$schema": published["$schema"]}
    assert set(order) == set(published["properties"])
    assert sum(Decimal(line["amount"]) for line in order["lines"]) == Decimal(order["total"])
    assert Decimal(order["net"]) + Decimal(order["tax"]) == Decimal(order["total"])
    assert (order["spec"], order["revision"], order["arrives_on"]) == ("spec-0001", 3, "2027-05-19")


def test_the_tables_hold_what_the_order_holds(choose: Choose) -> None:
    written = files(tiny(choose))
    order = json.loads(written["order/order.json"])
    rows = list(csv.DictReader(io.StringIO(written["order/order.csv"].decode("utf-8-sig"), newline="")))
    assert [row["amount"] for row in rows] == [line["amount"] for line in order["lines"]]
    bill = list(csv.DictReader(io.StringIO(written["order/bill_of_materials.csv"].decode("utf-8-sig"), newline="")))
    assert [row["code"] for row in bill] == [line["code"] for line in order["bill_of_materials"]]


def test_no_cell_is_run_as_a_formula(choose: Choose) -> None:
    name = {"custom": "#5b2a86", "name": "=HYPERLINK(1)"}
    written = files(choose(selections={"body_color": name}))["order/bill_of_materials.csv"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_purchasing_finds_the_specification_again(choose: Choose) -> None:
    written = files(tiny(choose))
    order = json.loads(written["order/order.json"])
    message = etree.fromstring(written["order/punchout.xml"])
    assert message.findtext(".//SupplierPartAuxiliaryID") == "spec-0001/3"
    assert message.findtext(".//Total/Money") == order["total"]
    assert message.find(".//Total/Money").get("currency") == "EUR"
    assert message.find(".//ItemIn").get("quantity") == "2"
    fields = json.loads(written["order/oci.json"])
    assert fields["NEW_ITEM-EXT_PRODUCT_ID[1]"] == "spec-0001/3"
    assert Decimal(fields["NEW_ITEM-PRICE[1]"]) == Decimal(order["net"]) / 2


def test_the_same_order_hands_off_the_same_bytes(choose: Choose) -> None:
    assert files(tiny(choose)) == files(tiny(choose))
