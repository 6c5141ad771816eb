"""Everything that a workshop gets for one artwork, as files by name. No name holds a customer's words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from renderer.artwork.find_color import NamedColor
from renderer.artwork.legibility import legibility
from renderer.digest import digest_bytes
from renderer.finishes.legible import limits
from renderer.finishes.thread.plan import plan_stitches
from renderer.production.color_card import color_card, nearest
from renderer.production.cut_dxf import cut_dxf
from renderer.production.layered_svg import layered_svg
from renderer.production.placement import Placement, placement_sheet
from renderer.production.print_pdf import print_pdf
from renderer.production.separations import Separation, separations
from renderer.production.stitch_file import stitch_file

SEWN = "embroidered"


@dataclass(frozen=True)
class Order:
    """One artwork to make: SVG of that size, its finish, its place, and the names that its colours are ordered by."""

    svg: bytes
    finish: str
    placement: Placement
    bleed_mm: float = 2.0
    names: tuple[tuple[str, str], ...] = ()
    """sRGB `#rrggbb` → name on the ticket."""


def production_files(order: Order, rack: Mapping[str, NamedColor]) -> dict[str, bytes]:
    """Files by name: layered SVG, print PDF, cut DXF, placement sheet, ticket; for embroidery DST, PES and card too.

    `rack` are the colours that the workshop has by name. Raises `ArtworkError` STITCH_LIMIT, and as `rasterize` does.
    """
    width, height = order.placement.size_mm
    inks = separations(order.svg, width, height, dict(order.names))
    ticket = _ticket(order, inks, rack)
    files = {
        "artwork.svg": layered_svg(inks, width, height),
        "print.pdf": print_pdf(inks, width, height, order.bleed_mm),
        "cut.dxf": cut_dxf(inks, height),
        "placement.svg": placement_sheet(order.placement, order.svg, _facts(ticket)),
    }
    if order.finish == SEWN:
        plan = plan_stitches(order.svg, width, height)
        files |= {f"stitches.{kind}": stitch_file(plan, kind) for kind in ("dst", "pes")}
        files["threads.svg"] = color_card(plan, order.svg, rack)
        ticket["embroidery"] = {"stitches": plan.stitches, "trims": plan.trims, "threads": list(plan.threads)}
    files["ticket.json"] = (json.dumps(ticket, indent=2, ensure_ascii=False) + "\n").encode()
    return files


def _ticket(order: Order, inks: tuple[Separation, ...], rack: Mapping[str, NamedColor]) -> dict[str, object]:
    width, height = order.placement.size_mm
    measured, least = legibility(order.svg, width, height), limits(order.finish)
    return {
        "artwork_sha256": digest_bytes(order.svg),
        "zone": order.placement.zone,
        "finish": order.finish,
        "size_mm": [width, height],
        "from_edges_mm": order.placement.offsets_mm,
        "inks": [_ink(ink, rack) for ink in inks],
        "legibility_mm": {
            "stroke": {"measured": measured.stroke, "least": least.stroke, "ok": measured.stroke >= least.stroke},
            "counter": {"measured": measured.counter, "least": least.counter, "ok": measured.counter >= least.counter},
        },
    }


def _ink(ink: Separation, rack: Mapping[str, NamedColor]) -> dict[str, object]:
    found = nearest(ink.color, rack)
    near = {"name": found[0], "delta_e_2000": round(found[1], 2)} if found else None
    return {"name": ink.name, "color": ink.color, "nearest": near}


def _facts(ticket: dict[str, object]) -> tuple[str, ...]:
    """The ticket's main lines in words."""
    inks = [str(ink["name"]) for ink in ticket["inks"]] if isinstance(ticket["inks"], list) else []
    size = ticket["size_mm"]
    measure = f"{size[0]:g} × {size[1]:g} mm" if isinstance(size, list) else ""
    return (
        f"{ticket['finish']}, {measure}",
        ", ".join(inks),
        f"artwork {str(ticket['artwork_sha256'])[:16]}",
    )
