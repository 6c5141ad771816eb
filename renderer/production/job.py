"""Everything that a workshop gets for one artwork, as files by name. No name holds a customer's words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from renderer.artwork.find_color import NamedColor
from renderer.artwork.legibility import legibility
from renderer.digest import digest_bytes
from renderer.finishes.legible import limits
from renderer.finishes.thread.plan import StitchPlan, plan_stitches
from renderer.production.color_card import color_card, nearest
from renderer.production.cut_dxf import cut_dxf
from renderer.production.heat_map import distortion_of
from renderer.production.layered_svg import layered_svg
from renderer.production.placement import UNKNOWN, Placement, SheetFacts, placement_sheet
from renderer.production.print_pdf import print_pdf
from renderer.production.rack import rack_for
from renderer.production.separations import Separation, separations, whole
from renderer.production.stitch_file import STITCHED, stitch_file
from renderer.production.warp import FROM, Warp
from renderer.surface.pattern import pattern_of
from renderer.surface.zone_patch import Patch

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
    patch: Patch | None = None
    """The surface that it goes onto, where that is known."""
    ground: str = ""
    """sRGB of that surface, so that sheets show pale artwork on what it will lie on."""

    @cached_property
    def warp(self) -> Warp | None:
        """How its outlines are bent for the cut; None where they go onto the surface as they are."""
        if self.patch is None or self.patch.stretch <= FROM:
            return None
        return Warp(pattern_of(self.patch), self.placement.size_mm, self.placement.center_mm)


def production_files(order: Order, rack: Mapping[str, NamedColor]) -> dict[str, bytes]:
    """Files by name: layered SVG, print PDF, cut DXF, placement sheet, ticket; for embroidery DST, PES and card too.

    Where lengths on the surface are off by more than 1 %, the first three hold the artwork as it is cut flat to lie
    there as it was drawn, and the ticket says so. `rack` are the colours that the workshop has by name. Raises
    `ArtworkError` STITCH_LIMIT, and as `rasterize` does.
    """
    rack, inks, warp = rack_for(order.finish, rack), _inks(order), order.warp
    ticket = _ticket(order, inks, rack, warp)
    surface = distortion_of(order.patch) if order.patch else None
    facts = SheetFacts(_facts(ticket), order.ground or UNKNOWN)
    files = followed_files(order, inks)
    files["placement.svg"] = placement_sheet(order.placement, order.svg, facts, surface, whole(inks))
    if order.finish == SEWN:
        plan = _plan(order)
        files["threads.svg"] = color_card(plan, order.svg, rack, order.ground or UNKNOWN)
        ticket["embroidery"] = {"stitches": plan.stitches, "trims": plan.trims, "threads": list(plan.threads)}
    files["ticket.json"] = (json.dumps(ticket, indent=2, ensure_ascii=False) + "\n").encode()
    return files


def followed_files(order: Order, inks: tuple[Separation, ...] | None = None) -> dict[str, bytes]:
    """Those of `production_files` that a press, a knife or a needle follows; the others are for people.

    `inks`, where they are known. Raises as `production_files` does.
    """
    inks = inks or _inks(order)
    width, height = order.placement.size_mm
    cut, (wide, high) = (order.warp.warped(inks), order.warp.sheet_mm) if order.warp else (inks, (width, height))
    files = {
        "artwork.svg": layered_svg(cut, wide, high),
        "print.pdf": print_pdf(cut, wide, high, order.bleed_mm),
        "cut.dxf": cut_dxf(cut, high),
    }
    if order.finish == SEWN:
        files |= {f"stitches.{kind}": stitch_file(_plan(order), kind) for kind in STITCHED}
    return files


def _inks(order: Order) -> tuple[Separation, ...]:
    return separations(order.svg, *order.placement.size_mm, dict(order.names))


def _plan(order: Order) -> StitchPlan:
    return plan_stitches(order.svg, *order.placement.size_mm)


def _ticket(
    order: Order, inks: tuple[Separation, ...], rack: Mapping[str, NamedColor], warp: Warp | None
) -> dict[str, object]:
    width, height = order.placement.size_mm
    measured, least = legibility(order.svg, width, height), limits(order.finish)
    return {
        "artwork_sha256": digest_bytes(order.svg),
        "zone": order.placement.zone,
        "finish": order.finish,
        "size_mm": [width, height],
        "from_edges_mm": order.placement.offsets_mm,
        "layer": {"number": order.placement.layer + 1, "of": len(order.placement.others) + 1},
        "inks": [_ink(ink, rack) for ink in inks],
        "legibility_mm": {
            "stroke": {"measured": measured.stroke, "least": least.stroke, "ok": measured.stroke >= least.stroke},
            "counter": {"measured": measured.counter, "least": least.counter, "ok": measured.counter >= least.counter},
        },
        "pattern": _pattern(warp),
    }


def _pattern(warp: Warp | None) -> dict[str, object] | None:
    """What is cut instead of the artwork as drawn, and how far lengths on the surface are off with either."""
    if warp is None:
        return None
    off = {"as_drawn": warp.pattern.stretch, "as_cut": warp.pattern.left}
    return {
        "note": "Cut flat on the surface's pattern; laid onto it, it is the artwork as drawn. Stitches are as drawn.",
        "size_mm": list(warp.sheet_mm),
        "off_percent": {name: round(100 * (value - 1), 2) for name, value in off.items()},
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
    cut = ticket["pattern"]
    sheet = " × ".join(map(str, cut["size_mm"])) if isinstance(cut, dict) else ""
    layer = ticket["layer"] if isinstance(ticket["layer"], dict) else {}
    stacked = (f"number {layer['number']} of {layer['of']} on this zone, from below",) if layer["of"] > 1 else ()
    warped = (f"cut on the surface's pattern, {sheet} mm",) if sheet else ()
    return (
        f"{ticket['finish']}, {measure}",
        ", ".join(inks),
        *stacked,
        *warped,
        f"artwork {str(ticket['artwork_sha256'])[:16]}",
    )
