"""Draw textures and environments anew: `python -m materials.author [textures] [environments] [NAME…]`."""

import sys
from pathlib import Path

from materials.author.environments import ENVIRONMENTS
from materials.author.environments.radiance_hdr import radiance_hdr
from materials.author.textures import TEXTURES

MATERIALS = Path(__file__).resolve().parents[1]


def main(wanted: list[str]) -> None:
    """Write what `wanted` names (`textures`, `environments` or single names), or everything when it names nothing."""
    for texture in TEXTURES:
        if not wanted or {"textures", texture.__name__} & set(wanted):
            _write(MATERIALS / "swatches" / "textures", texture())
    for environment in ENVIRONMENTS:
        if not wanted or {"environments", environment.__name__} & set(wanted):
            _write(MATERIALS / "environments", {f"{environment.__name__}.hdr": radiance_hdr(environment(1024, 512))})


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
        print(f"{len(data) / 1024:7.0f} kB  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
