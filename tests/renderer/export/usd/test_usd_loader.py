"""The USDZ in three.js, which reads USD with code of its own: same triangles, bounds and pictures as the GLB."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from renderer.errors import EngineUnavailable
from renderer.export.export_glb import export_glb
from renderer.export.usd.export_usdz import export_usdz
from renderer.export.v8 import npm_file
from tests.renderer.export.usd.test_export_usdz import FACTS, configured
from tests.support.browser import File, page, served

pytestmark = pytest.mark.browser
__all__ = ["page"]

PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>USDZ</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"three": "/three/build/three.module.js"}}</script>
<script type="module">
  import { Box3 } from "three";
  import { USDLoader } from "/three/examples/jsm/loaders/USDLoader.js";
  import { GLTFLoader } from "/three/examples/jsm/loaders/GLTFLoader.js";
  const MAPS = ["map", "normalMap", "roughnessMap", "aoMap", "alphaMap"];
  window.measure = async (address) => {
    const loaded = await (address.endsWith("usdz") ? new USDLoader() : new GLTFLoader()).loadAsync(address);
    const scene = loaded.scene ?? loaded, textures = new Map();
    let triangles = 0;
    scene.updateMatrixWorld(true);
    scene.traverse(({ geometry, material }) => {
      if (!geometry) return;
      triangles += (geometry.index ?? geometry.attributes.position).count / 3;
      for (const name of MAPS) if (material[name]) textures.set(material.uuid + name, material[name]);
    });
    const { min, max } = new Box3().setFromObject(scene);
    const missing = () => [...textures.values()].some(texture => !texture.image?.width);
    for (let patience = 100; missing() && patience; patience--) await new Promise(wake => setTimeout(wake, 50));
    return { triangles, min: min.toArray(), max: max.toArray(), maps: textures.size, whole: !missing() };
  };
  window.ready = true;
</script></html>"""


def files(glb: bytes, usdz: bytes) -> Callable[[str], File | None]:
    made = {
        "/": ("text/html", PAGE),
        "/model.glb": ("model/gltf-binary", glb),
        "/model.usdz": ("model/vnd.usdz+zip", usdz),
    }

    def find(path: str) -> File | None:
        if path in made:
            return made[path]
        return "text/javascript", npm_file(*path.removeprefix("/").split("/")).read_bytes()

    return find


def test_three_reads_the_same_model_from_both(page: Page) -> None:
    try:
        npm_file("three", "build", "three.module.js")
    except EngineUnavailable as missing:
        pytest.skip(missing.message)
    glb, usdz = export_glb(configured(), FACTS).data, export_usdz(configured(), FACTS).data
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with served(files(glb, usdz)) as address:
        page.goto(address)
        page.wait_for_function("window.ready")
        first, second = (page.evaluate("name => measure(name)", f"/model.{ending}") for ending in ("glb", "usdz"))
    assert complaints == []
    assert second["triangles"] == first["triangles"]
    assert second["min"] == pytest.approx(first["min"], abs=1e-5)
    assert second["max"] == pytest.approx(first["max"], abs=1e-5)
    assert first["whole"] and second["whole"]
    # Base colour, normal, roughness and occlusion of the body, colour of the artwork.
    assert (first["maps"], second["maps"]) == (5, 5)
