"""In a process of a lane: a turn's frames become a movie."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from renderer.encode.moving import moving
from workers.batch.put import put
from workers.batch.turns import MEDIA_TYPES, Turn
from workers.batch.work import Claim, Made, kept_file
from workers.signatory import claimed


@dataclass(frozen=True)
class Reel:
    """A turn to film, and the files of its frames in their order."""

    turn: Turn
    frames: tuple[str, ...]
    folder: Path
    claim: Claim | None


def film(reel: Reel) -> Made:
    """Write a movie, whole or not at all."""
    turn = reel.turn
    pictures = [np.asarray(Image.open(reel.folder / file).convert("RGBA")) for file in reel.frames]
    data = moving(pictures, turn.kind, turn.frames_per_second)
    if reel.claim:
        data = claimed(data, MEDIA_TYPES[turn.kind], reel.claim)
    return put(reel.folder, turn.key, kept_file(turn.key, turn.kind), data, pictures[0])
