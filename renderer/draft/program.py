"""Shader programs: pyrender's, linked without the check that knows no textures yet."""

from pathlib import Path

import numpy as np
from OpenGL import GL
from OpenGL.GL import shaders
from pyrender.shader_program import ShaderProgram

from renderer.errors import EngineUnavailable

FOLDER = Path(__file__).parent


class Program(ShaderProgram):  # type: ignore[misc]
    """The mesh shaders with `defines`.

    PyOpenGL validates a program as it is linked, when all its samplers still point at the same texture, and Mesa is
    right to complain then.
    """

    def __init__(self, defines: tuple[str, ...]) -> None:
        super().__init__(str(FOLDER / "mesh.vert"), str(FOLDER / "mesh.frag"), defines=dict.fromkeys(defines, 1))

    def _add_to_context(self) -> None:
        self._vao_id = GL.glGenVertexArrays(1)
        self._program_id = GL.glCreateProgram()
        for path, kind in ((self.vertex_shader, GL.GL_VERTEX_SHADER), (self.fragment_shader, GL.GL_FRAGMENT_SHADER)):
            GL.glAttachShader(self._program_id, shaders.compileShader(self._load(path), kind))
        GL.glLinkProgram(self._program_id)
        if not GL.glGetProgramiv(self._program_id, GL.GL_LINK_STATUS):
            reason = GL.glGetProgramInfoLog(self._program_id)
            raise EngineUnavailable(f"This machine's OpenGL refuses the draft engine's shaders: {np.asarray(reason)}.")
