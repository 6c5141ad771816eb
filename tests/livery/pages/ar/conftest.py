"""The AR page of a tiny cart with a name on its panel, made as `livery ar` makes it."""

import json
import shutil
from dataclasses import dataclass
from datetime import date

import pytest

from configurator.configuration import read_configuration
from configurator.resolve import ResolvedConfiguration, resolve
from livery.pages.ar.content import Call, Content, content
from livery.pages.ar.looks import looks_of
from livery.pages.ar.page import ar_folder
from tests.configurator.tiny_catalog import load_tiny, write_tiny
from tests.support.npm import skip_without
from workers.carriers import PoolCarrier
from workers.home import Home
from workers.settings import ROOT
from workers.trip import Trip

LIGHT = ROOT / "materials" / "environments" / "white_cyclorama.hdr"
ADDRESS = "https://shop.example/ar/tiny/"
NAME = {"zone": "panel", "kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff", "finish": "painted"}
OWN = {"custom": "#5b2a86", "name": "Westview purple"}


@dataclass(frozen=True)
class Made:
    """A page with all that lies beside it."""

    resolved: ResolvedConfiguration
    content: Content
    files: dict[str, bytes]
    home: Home


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    skip_without("@google", "model-viewer", "dist", "model-viewer.min.js")
    skip_without("gltf-validator", "gltf_validator.dart.js")
    tiny, home = write_tiny(tmp_path_factory.mktemp("tiny")), Home(tmp_path_factory.mktemp("home"))
    shutil.copy(LIGHT, tiny / "materials" / "environments" / "grey.hdr")
    catalog = load_tiny(tiny)
    chosen = {"product": "tiny", "selections": {"body_color": OWN}, "personalizations": [NAME]}
    resolved = resolve(read_configuration(json.dumps(chosen).encode()), catalog)
    looks = looks_of(resolved, None, catalog, date(2026, 11, 22))
    with PoolCarrier(home.root, 1) as pool:
        delivery = Trip(home, pool).present(resolved, looks.recipes(home.store))
    shown = content(resolved, delivery.assets, looks, Call("Order it", "https://shop.example/order"), ADDRESS)
    return Made(resolved, shown, ar_folder(shown, resolved, home.store), home)
