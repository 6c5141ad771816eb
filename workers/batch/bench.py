"""In a process of a lane: one sheet lies open, and looks of it are drawn one after the other."""

import resource
import time
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from renderer.assemble.assemble import assemble
from renderer.assemble.fill_slots import fill_slots
from renderer.backdrop import Surroundings
from renderer.digest import digest_value
from renderer.encode import MEDIA_TYPES, encode
from renderer.encode.watermark import watermarked
from renderer.engines import draw
from renderer.environment import load_environment
from renderer.errors import LiveryError
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.recipe import SceneRecipe
from renderer.studio import bake
from renderer.studio.bake.key import bake_key
from renderer.studio.known_scenes import geometry_of
from renderer.studio.layers import Look as Layered
from renderer.studio.layers import OpenBake
from renderer.studio.shade.light import Radiance
from workers.batch.code import code
from workers.batch.put import put
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight, sight_of, slot_names
from workers.batch.work import Chunk, Failed, Look, Made, Outcome
from workers.home import Home, open_home
from workers.signatory import claimed

Pixels = NDArray[np.uint8]


def prepare(sheet: Sheet) -> tuple[Sight, float]:
    """Bake the sheet, if it is not; what it sees, and the CPU seconds it took."""
    start, home = time.process_time(), open_home()
    with kept_in(home.bakes):
        return _sight(sheet, home), time.process_time() - start


def view_of(sheet: Sheet) -> str:
    """Names all that a picture without a bake depends on, its slots apart."""
    recipe = sheet.recipe.model_dump(mode="json", exclude={"slots"})
    return digest_value([recipe, sheet.shot.model_dump(mode="json"), code()])


def _sight(sheet: Sheet, home: Home) -> Sight:
    document = assemble(sheet.recipe, home.store, home.bakes)
    if sheet.shot.engine != "studio":
        names = frozenset(slot_names(document))
        return Sight(view_of(sheet), names, frozenset(), frozenset())
    baked = bake(document, sheet.shot, home.store, home.bakes)
    return sight_of(baked, document, bake_key(geometry_of(document), sheet.shot))


def carry_out(chunk: Chunk) -> Outcome:
    """Draw and write every look of a chunk; what fails is told, and the rest goes on."""
    start, made, failed = time.process_time(), [], []
    for look in chunk.looks:
        try:
            with kept_in(open_home().bakes):
                made += written(chunk, look)
        except LiveryError as error:
            failed += [Failed(target.name, error.code, error.message) for target in look.targets]
        except Exception as error:  # noqa: BLE001 - one picture's fall is no reason for the others not to be drawn
            words = f"{type(error).__name__}: {error}"
            failed += [Failed(target.name, "UNEXPECTED", words) for target in look.targets]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    return Outcome(tuple(made), tuple(failed), time.process_time() - start, peak)


def written(chunk: Chunk, look: Look) -> list[Made]:
    """The files of one look."""
    made = []
    pictures = cache(partial(drawn, chunk, look))
    for target in look.targets:
        pixels = pictures(target.background)
        if chunk.stamp.mark:
            pixels = watermarked(pixels, chunk.stamp.mark)
        data = encode(pixels, target.format, target.xmp)
        if chunk.stamp.claim:
            data = claimed(data, MEDIA_TYPES[target.format.kind], chunk.stamp.claim)
        made.append(put(chunk.folder, target.key, target.file, data, pixels))
    return made


def drawn(chunk: Chunk, look: Look, background: str) -> Pixels:
    """The picture of a look: layer by layer, or whole where that is asked for or another engine draws."""
    sheet = chunk.sheet
    if chunk.exact or sheet.shot.engine != "studio":
        home = open_home()
        shot = sheet.shot.model_copy(update={"background": background})
        return draw(shot.engine, dressed(chunk, look, home), shot, home.store, home.bakes).pixels
    table = open_table(sheet)
    return table.bake.finished(table.radiance(chunk, look), background)


@dataclass(eq=False)
class Table:
    """The sheet that lies open in this process."""

    sheet: Sheet
    bake: OpenBake
    bare: Document
    """The sheet's model in its base materials."""
    names: list[str]
    decals: str
    last: tuple[tuple[str, ...], Radiance] | None = None

    def radiance(self, chunk: Chunk, look: Look) -> Radiance:
        """Light of a look; of the last one it is kept, for its other backgrounds."""
        materials = tuple(look.slots.get(name, name) for name in self.names)
        if self.last is None or self.last[0] != materials:
            layered = Layered(materials, self.decals, cache(partial(self._dressed, chunk, look)))
            self.last = materials, self.bake.radiance(layered)
        return self.last[1]

    def _dressed(self, chunk: Chunk, look: Look) -> Document:
        """The model in a look: what `assemble` gives, but for data that no part uses."""
        worn = {slot: chunk.materials[key] for slot, key in look.slots.items() if slot in self.names}
        return fill_slots(self.bare, worn, open_home().store)


_OPEN: list[Table] = []


def open_table(sheet: Sheet) -> Table:
    """The sheet, opened in place of the last one."""
    if not _OPEN or _OPEN[0].sheet != sheet:
        _OPEN.clear()
        home = open_home()
        document = assemble(sheet.recipe, home.store, home.bakes)
        bare = assemble(sheet.recipe.model_copy(update={"slots": {}}), home.store, home.bakes)
        around = Surroundings.of(sheet.shot, load_environment(home.store.get(sheet.shot.environment), home.bakes))
        opened = OpenBake(bake(document, sheet.shot, home.store, home.bakes), around)
        decals = "; ".join(each.model_dump_json() for each in sheet.recipe.decals)
        _OPEN.append(Table(sheet, opened, bare, slot_names(document), decals))
    return _OPEN[0]


def dressed(chunk: Chunk, look: Look, home: Home) -> Document:
    """The assembled model of a look."""
    slots = {slot: chunk.materials[key] for slot, key in look.slots.items()}
    recipe: SceneRecipe = chunk.sheet.recipe.model_copy(update={"slots": slots})
    return assemble(recipe, home.store, home.bakes)
