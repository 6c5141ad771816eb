"""What purchasing and ERP systems take in: the order as JSON, CSV, cXML and OCI."""

from configurator.handoff.hand_off import hand_off
from configurator.handoff.order import ErpOrder, erp_order

__all__ = ["ErpOrder", "erp_order", "hand_off"]
