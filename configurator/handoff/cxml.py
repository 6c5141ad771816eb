"""cXML 1.2 PunchOutOrderMessage, http://cxml.org: what a configurator hands back to a purchasing system."""

from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from configurator.handoff.order import ErpOrder

DOCTYPE = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.060/cXML.dtd">\n'
UNSPSC = "25101900"
"""United Nations Standard Products and Services Code: specialized and recreational vehicles."""


def punch_out_order(order: ErpOrder) -> bytes:
    """The message, without credentials and time stamp: the sender's gateway puts those in.

    The specification travels in SupplierPartAuxiliaryID as `spec/revision`, so that the order leads back to it.
    """
    root = Element("cXML", payloadID=f"{order.spec}.{order.revision}@livery", version="1.2.060")
    message = SubElement(SubElement(root, "Message"), "PunchOutOrderMessage")
    SubElement(message, "BuyerCookie").text = order.spec
    header = SubElement(message, "PunchOutOrderMessageHeader", operationAllowed="create")
    _money(SubElement(header, "Total"), order.total, order.currency)
    if order.tax is not None:
        tax = SubElement(header, "Tax")
        _money(tax, order.tax, order.currency)
        _text(tax, "Description", order.lines[-1].label)
    item = SubElement(message, "ItemIn", quantity=str(order.quantity))
    part = SubElement(item, "ItemID")
    SubElement(part, "SupplierPartID").text = order.product
    SubElement(part, "SupplierPartAuxiliaryID").text = f"{order.spec}/{order.revision}"
    detail = SubElement(item, "ItemDetail")
    _money(SubElement(detail, "UnitPrice"), _unit_price(order), order.currency)
    _text(detail, "Description", order.summary)
    SubElement(detail, "UnitOfMeasure").text = "EA"
    SubElement(detail, "Classification", domain="UNSPSC").text = UNSPSC
    for choice in order.selections:
        SubElement(detail, "Extrinsic", name=choice.feature).text = choice.swatch or choice.option
    indent(root)
    return DOCTYPE + bytes(tostring(root, encoding="utf-8")) + b"\n"


def _unit_price(order: ErpOrder) -> Decimal:
    """The net price of a piece, everything that is paid once shared out; the total above is what counts."""
    return (order.net / order.quantity).quantize(Decimal("0.0001"))


def _money(parent: Element, amount: Decimal, currency: str) -> None:
    SubElement(parent, "Money", currency=currency).text = str(amount)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name, {"xml:lang": "en"}).text = text
