"""pyrender's renderer with Livery's light: its scene, meshes and programs, our shaders, blending and frame.

https://pyrender.readthedocs.io. Where pyrender shades by point lights into 8 bits, this draws the glTF material model
under a prefiltered environment into floats, in an order that is the same in every process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from OpenGL import GL
from pyrender import Camera, Mesh, Node, Renderer, Scene
from pyrender.constants import RenderFlags

from renderer.camera import View
from renderer.draft.parts import DraftPart
from renderer.draft.program import Program
from renderer.draft.textures import delete, upload_floats, upload_texture
from renderer.gltf.document import Document
from renderer.studio.shade.materials import COLUMNS, INPUTS, Material

Floats = NDArray[np.float32]
MAPS = {
    "coat_roughness": "MAP_ROUGHNESS_OF_COAT",
    "coat_normal": "MAP_BUMP_OF_COAT",
    "sheen_roughness": "MAP_ROUGHNESS_OF_SHEEN",
    "specular_color": "MAP_COLOR_OF_SPECULAR",
}
"""Names in the shader where no name may begin with another's."""
NOTHING = (0, 0)
SOLID, VEILS = GL.GL_COLOR_ATTACHMENT0, GL.GL_COLOR_ATTACHMENT1
BUFFERS = {SOLID: GL.GL_RGBA32F, VEILS: GL.GL_RGBA16F, GL.GL_DEPTH_ATTACHMENT: GL.GL_DEPTH_COMPONENT32F}
NO_VEIL = (1.0, 1.0, 1.0, 0.0)
"""See `Layers.veils`."""
MODES = {"OPAQUE": 0, "MASK": 1, "BLEND": 2}


class Frustum(Camera):  # type: ignore[misc]
    """A camera that is given its projection as it is."""

    def __init__(self, projection: NDArray[np.float64]) -> None:
        super().__init__(znear=0.05, zfar=100.0)
        self.projection = projection

    def get_projection_matrix(self, width: int | None = None, height: int | None = None) -> NDArray[np.float64]:
        """The matrix, whatever the size."""
        del width, height
        return self.projection


@dataclass
class Frame:
    """What is bound while one picture is drawn."""

    document: Document
    parts: dict[Any, DraftPart]
    light: dict[str, int]
    """Textures of the environment by the sampler's name."""
    floor: Floats
    textures: dict[tuple[int, bool], int] = field(default_factory=dict)

    def texture(self, number: int, *, srgb: bool) -> int:
        """Texture `number` of the document, uploaded when first asked for."""
        if (number, srgb) not in self.textures:
            self.textures[number, srgb] = upload_texture(self.document, number, srgb=srgb)
        return self.textures[number, srgb]


class Passes(Renderer):  # type: ignore[misc]
    """One a process; `draw` is the only door."""

    def __init__(self, platform: Any) -> None:  # noqa: ANN401 - pyrender has no types
        super().__init__(16, 16)
        self.platform = platform
        self._programs: dict[tuple[str, ...], Program] = {}
        self._main_fb_dims = NOTHING
        self._white = upload_floats(np.ones((1, 1, 3), np.float32))
        self._frame: Frame | None = None

    def draw(
        self,
        document: Document,
        parts: Sequence[DraftPart],
        light: dict[str, Floats],
        floor: Floats,
        tiles: list["Tile"],
    ) -> list["Layers"]:
        """What is drawn of each tile; `light` holds pictures by sampler."""
        self.platform.make_current()
        uploaded = {name: upload_floats(each, wrap=wrap_of(name)) for name, each in light.items()}
        frame = Frame(document, {part.primitive: part for part in parts}, uploaded, floor)
        self._frame = frame
        scene = Scene(bg_color=np.zeros(4))
        for number, part in enumerate(parts):
            scene.add_node(Node(mesh=Mesh([part.primitive]), name=f"{number:06}"))
        try:
            return [self._draw_tile(scene, tile) for tile in tiles]
        finally:
            self._frame = None
            for part in parts:
                part.primitive.delete()
            self._meshes.clear()
            delete([*uploaded.values(), *frame.textures.values()])

    def _draw_tile(self, scene: Scene, tile: "Tile") -> "Layers":
        self.viewport_width, self.viewport_height = tile.width, tile.height
        node = Node(camera=Frustum(tile.projection), matrix=tile.pose)
        scene.add_node(node)
        scene.main_camera_node = node
        layers: Layers = self.render(scene, RenderFlags.OFFSCREEN)
        scene.remove_node(node)
        return layers

    def _sorted_mesh_nodes(self, scene: Scene) -> list[Node]:
        # pyrender keeps its nodes in a set.
        return sorted(scene.mesh_nodes, key=lambda node: str(node.name))

    def _get_primitive_program(self, primitive: Any, flags: int, program_flags: int) -> Any:  # noqa: ANN401
        del flags, program_flags
        textures = self._part(primitive).material.textures
        defines = tuple(MAPS.get(name, f"MAP_{name.upper()}") for name in sorted(textures))
        if defines not in self._programs:
            self._programs[defines] = Program(defines)
            self._programs[defines]._add_to_context()
        return self._programs[defines]

    def _part(self, primitive: Any) -> DraftPart:  # noqa: ANN401
        assert self._frame is not None
        return self._frame.parts[primitive]

    def _bind_lighting(self, scene: Scene, program: Any, node: Node, flags: int) -> None:  # noqa: ANN401
        del scene, flags, node
        assert self._frame is not None
        for name, texture in self._frame.light.items():
            target = GL.GL_TEXTURE_2D_ARRAY if name == "rough_sky" else GL.GL_TEXTURE_2D
            self._bind(program, name, texture, target)
        program.set_uniform("floor_place", self._frame.floor)

    def _bind(self, program: Any, name: str, texture: int, target: int = GL.GL_TEXTURE_2D) -> None:  # noqa: ANN401
        unit = self._get_next_active_texture()
        GL.glActiveTexture(GL.GL_TEXTURE0 + unit)
        GL.glBindTexture(target, texture)
        program.set_uniform(name, unit)

    def _bind_and_draw_primitive(self, primitive: Any, pose: Any, program: Any, flags: int) -> None:  # noqa: ANN401
        del pose, flags
        part = self._part(primitive)
        self._bind_material(program, part.material)
        cull(double_sided=primitive.material.doubleSided)
        primitive._bind()
        for target in (SOLID, VEILS) if part.layered else (SOLID,):
            blend(target, layered=part.layered)
            GL.glDrawArrays(GL.GL_TRIANGLES, 0, len(primitive.positions))
        primitive._unbind()

    def _bind_material(self, program: Any, material: Material) -> None:  # noqa: ANN401
        assert self._frame is not None
        for number, entry in enumerate(INPUTS):
            factor = np.zeros(4, np.float32)
            factor[: entry.width] = material.factors[COLUMNS[entry.name] : COLUMNS[entry.name] + entry.width]
            program.set_uniform(f"factors[{number}]", factor)
            use = material.textures.get(entry.name)
            texture = self._white if use is None else self._frame.texture(use.texture, srgb=entry.srgb)
            self._bind(program, f"pictures[{number}]", texture)
            if use is not None:
                program.set_uniform(f"places[{number}]", np.vstack([use.transform, (0, 0, 1)]))
                program.set_uniform(f"uv_sets[{number}]", min(use.uv_set, 1))
        for name, value in uniforms_of(material).items():
            program.set_uniform(name, value)

    def _configure_forward_pass_viewport(self, flags: int) -> None:
        super()._configure_forward_pass_viewport(flags)
        GL.glDrawBuffer(VEILS)
        GL.glClearBufferfv(GL.GL_COLOR, 0, NO_VEIL)
        GL.glDrawBuffer(SOLID)

    def _configure_main_framebuffer(self) -> None:
        size = (self.viewport_width, self.viewport_height)
        if self._main_fb_dims == size:
            return
        self._delete_main_framebuffer()
        self._buffers = [int(each) for each in GL.glGenRenderbuffers(len(BUFFERS))]
        self._main_fb = self._main_fb_ms = GL.glGenFramebuffers(1)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._main_fb)
        for (attachment, kind), buffer in zip(BUFFERS.items(), self._buffers, strict=True):
            GL.glBindRenderbuffer(GL.GL_RENDERBUFFER, buffer)
            GL.glRenderbufferStorage(GL.GL_RENDERBUFFER, kind, *size)
            GL.glFramebufferRenderbuffer(GL.GL_FRAMEBUFFER, attachment, GL.GL_RENDERBUFFER, buffer)
        self._main_fb_dims = size

    def _delete_main_framebuffer(self) -> None:
        if self._main_fb is not None:
            GL.glDeleteFramebuffers(1, [self._main_fb])
            GL.glDeleteRenderbuffers(len(self._buffers), self._buffers)
        self._main_fb = self._main_fb_ms = None
        self._main_fb_dims = NOTHING

    def _read_main_framebuffer(self, scene: Scene, flags: int) -> "Layers":
        del scene, flags
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self._main_fb)
        assert self._frame is not None
        has_veils = any(part.layered for part in self._frame.parts.values())
        return Layers(self._read(SOLID), self._read(VEILS) if has_veils else None)

    def _read(self, attachment: int) -> Floats:
        width, height = self._main_fb_dims
        GL.glReadBuffer(attachment)
        data = GL.glReadPixels(0, 0, width, height, GL.GL_RGBA, GL.GL_FLOAT)
        return np.asarray(data, np.float32).reshape(height, width, 4)[::-1]


@dataclass(frozen=True, eq=False)
class Layers:
    """Samples of a tile: what they show, and what of the background is seen through it."""

    solid: Floats
    """(h, w, 4) linear radiance of all that is there, and 1 where any of it is opaque."""
    veils: Floats | None
    """(h, w, 4) share, by colour, of the light behind that layered parts let through, and 1 where there are any."""


@dataclass(frozen=True, eq=False)
class Tile:
    """A piece of the picture: its raster, and the camera that sees it."""

    width: int
    height: int
    projection: NDArray[np.float64]
    pose: NDArray[np.float64]


def wrap_of(name: str) -> int:
    """Skies go around."""
    return int(GL.GL_REPEAT if name.endswith("_sky") else GL.GL_CLAMP_TO_EDGE)


def blend(target: int, *, layered: bool) -> None:
    """Layered parts add their light and let through, by colour, the share that their second output says.

    Blending with two outputs has one buffer to draw to, so that the share is drawn again, on its own.
    """
    GL.glDrawBuffer(target)
    GL.glEnable(GL.GL_BLEND)
    if target == VEILS:
        GL.glBlendFuncSeparate(GL.GL_ZERO, GL.GL_SRC1_COLOR, GL.GL_ONE, GL.GL_ZERO)
    elif layered:
        GL.glBlendFuncSeparate(GL.GL_ONE, GL.GL_SRC1_COLOR, GL.GL_ZERO, GL.GL_ONE)
    else:
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ZERO)
    GL.glDepthMask(GL.GL_FALSE if layered else GL.GL_TRUE)


def cull(*, double_sided: bool) -> None:
    """Backs of single-sided faces are not there."""
    if double_sided:
        GL.glDisable(GL.GL_CULL_FACE)
    else:
        GL.glEnable(GL.GL_CULL_FACE)
        GL.glCullFace(GL.GL_BACK)


def uniforms_of(material: Material) -> dict[str, Any]:
    """What is the same all over a material, by the shader's names."""
    normal, coat = (material.textures.get(name) for name in ("normal", "coat_normal"))
    turn = normal.rotation if normal else 0.0
    absorbed = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    return {
        "bump_scale": np.array([normal.scale if normal else 1.0, coat.scale if coat else 1.0], np.float32),
        "bump_turn": np.array([np.cos(turn), np.sin(turn)], np.float32),
        "brushed": brushed_of(material),
        "alpha_mode": MODES[material.alpha_mode],
        "alpha_cutoff": material.alpha_cutoff,
        "unlit": int(material.unlit),
        "ior": material.ior,
        "film": np.array(material.film, np.float32),
        "absorbed": np.asarray(absorbed, np.float32),
    }


def brushed_of(material: Material) -> NDArray[np.float32]:
    """Strength of anisotropy, and cosine and sine of its rotation (3,)."""
    turn = material.anisotropy_rotation
    return np.array([material.factors[COLUMNS["anisotropy"]], np.cos(turn), np.sin(turn)], np.float32)


def tile_of(view: View, left: int, top: int, width: int, height: int, scale: int, depth: tuple[float, float]) -> Tile:
    """The part of `view` from pixel (left, top), `scale` samples a pixel side; `depth`: nearest and farthest metres."""
    near, far = depth
    x0, x1 = ((each - view.width / 2) * view.step for each in (left, left + width))
    y0, y1 = ((view.height / 2 - each) * view.step for each in (top + height, top))
    projection = np.array(
        [
            [2 / (x1 - x0), 0, (x1 + x0) / (x1 - x0), 0],
            [0, 2 / (y1 - y0), (y1 + y0) / (y1 - y0), 0],
            [0, 0, -(far + near) / (far - near), -2 * far * near / (far - near)],
            [0, 0, -1, 0],
        ]
    )
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2], pose[:3, 3] = view.right, view.up, -view.forward, view.position
    return Tile(width * scale, height * scale, projection, pose)
