"""What one would write in an afternoon: a server that paints a GLB and draws it with pyrender as it comes, PNG out.

python -m benchmarks.pyrender_service MODEL.glb SHOT.json MATERIAL prints its port; GET /rrggbb draws.
"""

import io
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.peers import MARK, drawing, pyrender_scene
from renderer.recipe import Shot


def main(model: str, shot_file: str, material: str) -> None:
    """Serve until told to stop, one picture at a time: OpenGL has one thread."""
    shot = Shot.model_validate_json(Path(shot_file).read_text())
    scene = pyrender_scene(Path(model), mark=material)
    draw = drawing(scene, (shot.width, shot.height))
    parts = [part.material for mesh in scene.meshes for part in mesh.primitives]
    painted = [each for each in parts if np.allclose(np.array(each.baseColorFactor)[:3] * 255, MARK[:3], atol=0.5)]

    def picture(color: str) -> bytes:
        for each in painted:
            each.baseColorFactor = np.array([*(value / 255 for value in bytes.fromhex(color)), 1.0])
        data = io.BytesIO()
        Image.fromarray(draw(shot.camera)).save(data, "PNG")
        return data.getvalue()

    class Pictures(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data = picture(self.path[1:7])
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Pictures) as server:
        print(f"{server.server_port} {len(painted)}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
