"""Moving pictures out of a spin's frames."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from configurator.batch.plan import Spin
from configurator.batch.words import movie_name
from renderer.digest import digest_bytes, digest_value
from renderer.store import write_atomically
from workers.batch.distinct import Entry
from workers.batch.survey import Survey
from workers.batch.work import Made

Pixels = NDArray[np.uint8]
QUALITY = 86
RATE_FACTOR = "18"
"""https://trac.ffmpeg.org/wiki/Encode/H.264: what the eye takes for lossless."""


@dataclass(frozen=True)
class Movie:
    """A turn to write: its frames in their order."""

    key: str
    file: str
    kind: str
    frames: tuple[str, ...]
    frames_per_second: float
    folder: Path


def movies(found: Survey, entries: Sequence[Entry], folder: Path) -> Iterator[Movie]:
    """Every movie that the plan asks for, of combinations all of whose frames are named in `entries`."""
    frames: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries:
        if entry.sheet[3]:
            frames.setdefault((entry.number, entry.sheet[1]), []).append(entry)
    for dressed in found.dressed:
        for spin in found.plan.spins:
            turn = first_format(frames.get((dressed.combination.number, spin.name), []))
            if len(turn) == spin.frames * len(spin.rows):
                yield from of_rows(found, spin, dressed.combination.number, turn, folder)


def of_rows(found: Survey, spin: Spin, number: int, turn: Sequence[Entry], folder: Path) -> Iterator[Movie]:
    """A movie of each kind; rows follow each other."""
    dressed = next(each for each in found.dressed if each.combination.number == number)
    for kind in spin.movies:
        key = digest_value([[entry.target for entry in turn], kind, spin.frames_per_second])
        file = movie_name(found.plan, dressed, spin, kind, key)
        yield Movie(key, file, kind, tuple(entry.file for entry in turn), spin.frames_per_second, folder)


def first_format(entries: Sequence[Entry]) -> list[Entry]:
    """Each frame once, in the format that the plan names first."""
    return list({entry.sheet[3]: entry for entry in reversed(entries)}.values())[::-1]


def film(movie: Movie) -> Made:
    """Write a movie, whole or not at all. The same frames look the same; an encoder may round a byte otherwise."""
    pictures = [np.asarray(Image.open(movie.folder / file).convert("RGBA")) for file in movie.frames]
    data = (as_mp4 if movie.kind == "mp4" else as_webp)(pictures, movie.frames_per_second)
    write_atomically(movie.folder / movie.file, data)
    height, width = pictures[0].shape[:2]
    return Made(movie.key, movie.file, digest_bytes(data), len(data), width, height)


def as_webp(pictures: Sequence[Pixels], frames_per_second: float) -> bytes:
    """An animation that turns for ever."""
    first, *others = (Image.fromarray(picture) for picture in pictures)
    file = io.BytesIO()
    first.save(file, "WEBP", save_all=True, append_images=others, duration=round(1000 / frames_per_second), loop=0,
               quality=QUALITY, method=2, minimize_size=False)  # fmt: skip
    return file.getvalue()


def as_mp4(pictures: Sequence[Pixels], frames_per_second: float) -> bytes:
    """H.264 in MP4, ready to play before it is there whole; what is transparent becomes white."""
    import av  # noqa: PLC0415 - FFmpeg is loaded for those who ask for MP4

    height, width = pictures[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "turn.mp4"
        with av.open(str(file), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
            stream = container.add_stream("libx264", rate=Fraction(frames_per_second).limit_denominator(1000))
            # Chroma has half the pixels each way: an odd edge is left out.
            stream.width, stream.height, stream.pix_fmt = width // 2 * 2, height // 2 * 2, "yuv420p"
            stream.options = {"crf": RATE_FACTOR, "preset": "medium", "threads": "1"}
            for picture in pictures:
                flat = on_white(picture)[: stream.height, : stream.width]
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(flat), "rgb24")))
            container.mux(stream.encode(None))
        return file.read_bytes()


def on_white(picture: Pixels) -> Pixels:
    """RGB (H, W, 3) of RGBA."""
    share = picture[..., 3:] / np.float32(255)
    return np.asarray(np.round(picture[..., :3] * share + 255 * (1 - share)), np.uint8)
