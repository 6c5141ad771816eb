"""Do the files look like the preview? All drawn by one engine, from one camera, in one light."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import flip_evaluator  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from renderer.color import delta_e_2000, linear_to_lab, srgb_to_linear
from renderer.engines import draw
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store

ENGINE = "draft"
ALLOWED = {"model.glb": (3.0, 0.13), "model.usdz": (3.0, 0.13)}
"""Mean CIEDE2000 and mean FLIP over the product: glass that blends mirrors less than the preview's, light is gathered
at fewer vertices, UsdPreviewSurface knows no sheen. The golf cart: 2.1 and 0.10 as GLB, 1.8 and 0.09 as USDZ."""

LOOK_PX = 640
"""Along the longer edge of what is compared, where the shot has so many."""

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Likeness:
    """How far a file is from the preview: mean CIEDE2000, mean FLIP, what is allowed of both, the verdict."""

    subject: str
    engine: str
    delta_e: float
    flip: float
    allowed_delta_e: float
    allowed_flip: float

    @property
    def ok(self) -> bool:
        """Whether the two look alike."""
        return self.delta_e <= self.allowed_delta_e and self.flip <= self.allowed_flip


def likenesses(
    preview: Document, files: Mapping[str, Document], shot: Shot, store: Store, cache: Path
) -> list[Likeness]:
    """Each of `files`, named as in `ALLOWED`, against `preview`: by `shot`, at most `LOOK_PX`, on white, no ground.

    Drawn by the draft engine, or where that cannot run by the one that stands in for it; each row says which.
    """
    cut_out = _small(shot).model_copy(update={"background": "transparent", "ground": False})
    truth = draw(ENGINE, preview, cut_out, store, cache).pixels
    found = []
    for name, document in files.items():
        seen = draw(ENGINE, document, cut_out, store, cache)
        delta_e, flip = _apart(_before_white(truth), _before_white(seen.pixels), truth[..., 3] > 0)
        found.append(Likeness(name, seen.engine, round(delta_e, 3), round(flip, 3), *ALLOWED[name]))
    return found


def _small(shot: Shot) -> Shot:
    scale = min(LOOK_PX / max(shot.width, shot.height), 1.0)
    return shot.model_copy(update={"width": round(shot.width * scale), "height": round(shot.height * scale)})


def _before_white(pixels: Pixels) -> Floats:
    """A cut-out (H, W, 4) before white (H, W, 3), sRGB, 0..1."""
    cover = pixels[..., 3:].astype(np.float32) / 255.0
    return np.asarray(1.0 + (pixels[..., :3].astype(np.float32) / 255.0 - 1.0) * cover)


def _apart(first: Floats, second: Floats, mask: NDArray[np.bool_]) -> tuple[float, float]:
    """Mean CIEDE2000 and mean FLIP where `mask` is. FLIP: Andersson et al. 2020, https://research.nvidia.com/flip."""
    labs = [linear_to_lab(srgb_to_linear(each[mask])) for each in (first, second)]
    error, _, _ = flip_evaluator.evaluate(first, second, "LDR", applyMagma=False)
    return float(np.mean(delta_e_2000(*labs))), float(np.asarray(error).reshape(mask.shape)[mask].mean())
