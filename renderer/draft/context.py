"""The one OpenGL renderer of this process, made when somebody first draws, and never carried over a fork."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from renderer.errors import EngineUnavailable

if TYPE_CHECKING:
    from renderer.draft.passes import Passes

PACKAGES = "libegl1 libgl1 libgl1-mesa-dri"
"""What Debian calls the software OpenGL that works without a screen."""


def passes() -> "Passes":
    """This process' renderer, its context current; raises `EngineUnavailable` where there is no OpenGL."""
    return _passes(os.getpid())


@cache
def _passes(process: int) -> "Passes":
    # A context does not survive a fork, so a child makes its own.
    del process
    platform = open_context()
    from renderer.draft.passes import Passes  # noqa: PLC0415 - OpenGL is loaded for those who draw with it

    return Passes(platform)


def open_context() -> Any:  # noqa: ANN401 - pyrender has no types
    """A context without a screen; raises `EngineUnavailable`."""
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
    os.environ.setdefault("PYGLET_HEADLESS", "1")
    try:
        from pyrender.platforms import egl  # noqa: PLC0415

        platform = egl.EGLPlatform(16, 16, device=egl.get_device_by_index(int(os.environ.get("EGL_DEVICE_ID", "0"))))
        platform.init_context()
        platform.make_current()
    except Exception as error:
        raise EngineUnavailable(
            f"No OpenGL here for the draft engine ({type(error).__name__}: {error}). "
            f"Install a driver, or `apt-get install {PACKAGES}` for software rendering; the studio engine needs none."
        ) from error
    return platform


def describe() -> str:
    """Driver and version of this process' OpenGL; raises `EngineUnavailable`."""
    passes()
    from OpenGL.GL import GL_RENDERER, GL_VERSION, glGetString  # noqa: PLC0415

    return f"{glGetString(GL_RENDERER).decode()}, OpenGL {glGetString(GL_VERSION).decode()}"
