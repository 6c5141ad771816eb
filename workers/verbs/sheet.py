"""A view of a body → what it sees; its bake then lies there, for the looks over it."""

from typing import Any

from renderer.asset import Asset
from workers.batch.bench import prepare
from workers.batch.parcel import open_sheet, pack_sight
from workers.home import Home


def sheet(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: as `pack_sheet` packs them. Raises what baking raises."""
    del home  # the one that a lane works in
    wanted = open_sheet(inputs)
    sight, seconds = prepare(wanted)
    made_from = {"base_model": wanted.recipe.base_model, "environment": wanted.shot.environment}
    return Asset("sight.json", "application/json", pack_sight(sight), made_from, {"cpu_seconds": seconds})
