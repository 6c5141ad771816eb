"""Which way Mitsuba runs here: scalar everywhere, compiled by LLVM where a child process has shown that it works.

Some versions of libLLVM abort the process that loads them, so none is loaded before a child has lived through it.
https://mitsuba.readthedocs.io/en/stable/src/key_topics/variants.html
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from renderer.errors import EngineUnavailable

SCALAR, COMPILED = "scalar_rgb", "llvm_ad_rgb"
LIBRARY = "DRJIT_LIBLLVM_PATH"
FOLDERS = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
TRIALS = 3
PATIENCE_S = 300
"""Only a library that hangs takes so long: who gives up on a busy machine would trace with other rounding there."""
TRIAL = (
    "import mitsuba as mi; mi.set_variant('llvm_ad_rgb'); import drjit as dr;"
    "assert dr.sum(dr.arange(mi.Float, 10))[0] == 45"
)


def mitsuba(*, compiled: bool = True) -> Any:  # noqa: ANN401 - the module itself: its names depend on the variant
    """Mitsuba with its variant set, `compiled` where that works; raises `EngineUnavailable` where it is not installed.

    Compiling a product of many materials takes a minute or two, which a small picture does not win back.
    """
    module = _module()
    module.set_variant(COMPILED if compiled and llvm_library() else SCALAR)
    module.set_log_level(module.LogLevel.Error)
    return module


@cache
def _module() -> Any:  # noqa: ANN401
    library = llvm_library()
    if library:
        os.environ[LIBRARY] = library
    try:
        import mitsuba as module  # noqa: PLC0415 - a large import, for those who draw with it
    except ImportError as error:
        raise EngineUnavailable(f"Mitsuba cannot be loaded: {error}. Run `make setup`.") from error
    return module


@cache
def llvm_library() -> str:
    """The path of a libLLVM that works, or nothing."""
    return next((path for path in candidates()[:TRIALS] if works(path)), "")


def candidates() -> list[str]:
    """libLLVM files to try: what `DRJIT_LIBLLVM_PATH` names, else those of the system, newest first."""
    if named := os.environ.get(LIBRARY):
        return [named]
    found = {path.resolve() for folder in FOLDERS for path in Path(folder).glob("libLLVM*.so*")}
    return [str(path) for path in sorted(found, key=lambda path: (-major(path), path.name)) if major(path) >= 17]


def major(path: Path) -> int:
    """The version in a name such as `libLLVM.so.19.1` or `libLLVM-15.so`."""
    digits = "".join(letter if letter.isdigit() else " " for letter in path.name).split()
    return int(digits[0]) if digits else 0


def works(path: str) -> bool:
    """Whether a child process computes something with this library and lives."""
    environment = {**os.environ, LIBRARY: path}
    command = [sys.executable, "-c", TRIAL]
    try:
        tried = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
