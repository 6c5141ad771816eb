"""Lists for the line, as tables."""

from configurator.production.artworks import folder_of
from configurator.resolve import ResolvedConfiguration
from configurator.tables import table
from renderer.production.job import Order

BLEED_MM = Order.bleed_mm
"""Around an artwork, on each side."""


def cut_list(resolved: ResolvedConfiguration) -> bytes:
    """The blank of every artwork: its size with bleed, how many, on what, and the file that cuts it."""
    rows = [
        (
            each.finish,
            f"{each.width_mm + 2 * BLEED_MM:.1f}",
            f"{each.height_mm + 2 * BLEED_MM:.1f}",
            resolved.configuration.quantity,
            " ".join(each.colors),
            resolved.slots[each.zone.slot].code if each.zone.slot in resolved.slots else "",
            each.zone.id,
            f"{folder_of(each)}/cut.dxf",
        )
        for each in resolved.personalizations
    ]
    return table(("finish", "width_mm", "height_mm", "count", "colours", "on", "zone", "cut_file"), rows)


def work_instructions(resolved: ResolvedConfiguration) -> bytes:
    """What is done, in the order of the line, with the minutes that one piece takes."""
    rows = [(number, step.station, step.text, step.minutes) for number, step in enumerate(resolved.work, 1)]
    return table(("step", "station", "work", "minutes"), rows)


def checkpoints(resolved: ResolvedConfiguration) -> bytes:
    """What is checked after which step, with room for the result and the checker's mark."""
    rows = [(number, step.station, step.check, "", "") for number, step in enumerate(resolved.work, 1) if step.check]
    return table(("step", "station", "check", "result", "checked_by"), rows)
