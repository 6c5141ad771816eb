"""SAP Open Catalog Interface 4.0: the form fields a catalog posts back to the shopping cart."""

from decimal import Decimal

from configurator.handoff.order import ErpOrder

SHORT, LONG = 40, 5000
"""Characters that OCI's fields take."""


def oci_fields(order: ErpOrder) -> dict[str, str]:
    """NEW_ITEM-… fields of one item. Quantities and prices have three decimals, as the interface asks."""
    net = order.net / order.quantity
    fields = {
        "NEW_ITEM-DESCRIPTION[1]": order.product_name[:SHORT],
        "NEW_ITEM-LONGTEXT_1:132[]": order.summary[:LONG],
        "NEW_ITEM-QUANTITY[1]": f"{order.quantity}.000",
        "NEW_ITEM-UNIT[1]": "EA",
        "NEW_ITEM-PRICE[1]": str(net.quantize(Decimal("0.001"))),
        "NEW_ITEM-PRICEUNIT[1]": "1",
        "NEW_ITEM-CURRENCY[1]": order.currency,
        "NEW_ITEM-VENDORMAT[1]": order.product[:SHORT],
        "NEW_ITEM-EXT_PRODUCT_ID[1]": f"{order.spec}/{order.revision}"[:SHORT],
        "NEW_ITEM-CUST_FIELD1[1]": order.configuration_sha256[:10],
    }
    days = order.arrives_on
    return fields | ({"NEW_ITEM-CUST_FIELD2[1]": days.isoformat()} if days else {})
