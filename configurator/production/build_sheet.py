"""The sheet that goes along the line with the piece: what is done at each station, what is checked, what is put in."""

import json
import shutil
import tempfile
from itertools import groupby
from pathlib import Path

from configurator.resolve import ResolvedConfiguration
from configurator.spec_sheet.document.fonts import families, settable
from configurator.spec_sheet.document.typeset import typeset
from configurator.spec_sheet.make import configuration_digest

HERE = Path(__file__).parent
TEMPLATE = "build_sheet.typ"


def build_sheet(resolved: ResolvedConfiguration) -> bytes:
    """The sheet as PDF/A-3, in the maker's language. Same inputs, same bytes."""
    with tempfile.TemporaryDirectory(prefix="livery-build-sheet-") as folder:
        shutil.copyfile(HERE / TEMPLATE, Path(folder) / TEMPLATE)
        data = json.dumps(settable(_contents(resolved)), ensure_ascii=False)
        (Path(folder) / "data.json").write_text(data, encoding="utf-8")
        return typeset(Path(folder) / TEMPLATE)


def _contents(resolved: ResolvedConfiguration) -> dict[str, object]:
    digest = configuration_digest(resolved)
    numbered = list(enumerate(resolved.work, 1))
    stations = groupby(numbered, key=lambda each: each[1].station)
    return {
        "families": families(),
        "name": resolved.product.name,
        "reference": f"{digest[:4]} {digest[4:8]}".upper(),
        "quantity": resolved.configuration.quantity,
        "minutes": sum(step.minutes for step in resolved.work),
        "choices": [
            {"feature": each.feature_name, "name": each.option_name, "code": each.swatch.code if each.swatch else ""}
            for each in resolved.choices
            if each.brings != "nothing"
        ],
        "stations": [
            {"name": name, "steps": [{"number": n, "text": step.text, "check": step.check, "minutes": step.minutes}
                                     for n, step in steps]}
            for name, steps in stations
        ],
        "artworks": [
            {"zone": each.zone.name, "title": each.title, "finish": each.finish_name, "colors": list(each.colors),
             "size": f"{each.width_mm:.1f} × {each.height_mm:.1f} mm"}
            for each in resolved.personalizations
        ],
    }  # fmt: skip
