"""What runs into its ground is looked for in one picture, whatever colour is tried under it."""

import numpy as np
import pytest

from renderer.artwork import drowned as module
from renderer.artwork.draw_pixels import draw_pixels
from renderer.artwork.drowned import drowned

Pixels = module.Pixels
BADGE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    b'<rect x="2" y="2" width="36" height="16" fill="#f0ead8"/>'
    b'<rect x="15" y="5" width="10" height="10" fill="#16243f"/></svg>'
)


def test_each_ground_is_judged_and_the_badge_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[Pixels] = []

    def counted(svg: bytes, width_px: int, height_px: int, cpu_seconds: int) -> Pixels:
        drawings.append(draw_pixels(svg, width_px, height_px, cpu_seconds))
        return drawings[-1]

    monkeypatch.setattr(module, "draw_pixels", counted)
    pale, dark, other = (drowned(BADGE, 40.0, 20.0, ground) for ground in ("#efe9d7", "#16243e", "#00a0a0"))
    assert pale.color == "#f0ead8"
    assert pale.share == pytest.approx(1 - 100 / (36 * 16), abs=0.02)
    # What is dark lies in the midst of the pale: it is seen by its edge.
    assert (dark.share, other.share) == (0.0, 0.0)
    assert len(drawings) == 1
    assert np.asarray(drawings[0]).any()
