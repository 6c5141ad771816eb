"""The studio environments, as functions of (width, height) that give radiance."""

from collections.abc import Callable

from materials.author.environments.golden_hour import golden_hour
from materials.author.environments.panorama import Array
from materials.author.environments.softbox_studio import softbox_studio
from materials.author.environments.white_cyclorama import white_cyclorama

ENVIRONMENTS: tuple[Callable[[int, int], Array], ...] = (softbox_studio, white_cyclorama, golden_hour)
