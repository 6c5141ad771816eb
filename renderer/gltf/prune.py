"""Remove what no scene reaches, and close the gaps in the numbering."""

from collections import defaultdict

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import Reference, collection, references
from renderer.gltf.schema import EXTENSION_COLLECTIONS, GLTF, extensions_in, known_extensions

Address = tuple[str, int]
"""An object of the document: its collection and its number."""

PRUNED = (
    "nodes",
    "meshes",
    "skins",
    "cameras",
    "lights",
    "materials",
    "textures",
    "samplers",
    "images",
    "accessors",
    "bufferViews",
)
WITHOUT_OBJECT = {"KHR_mesh_quantization"}
"""Extensions that are declared and change the meaning of core objects, but have no object of their own."""
TRANSPARENT = known_extensions() | WITHOUT_OBJECT | {"KHR_xmp", "KHR_xmp_json_ld"}
"""Extensions that hold no index but those which the schema knows."""


def prune(document: Document) -> Document:
    """A copy of `document` without the objects that no scene reaches; order, names and all else stay.

    A document with an extension that may hold indices unknown here keeps all its objects: renumbering would break it.
    """
    document = document.copy()
    if TRANSPARENT.issuperset(document.json.get("extensionsUsed", [])):
        _drop_idle_channels(document.json)
        found = list(references(document.json))
        _keep_only(document, found, _reached(document.json, found))
    drop_empty(document.json)
    declare_extensions(document)
    return document


def _edges(found: list[Reference]) -> dict[Address, list[Reference]]:
    """The references of each object; those of the document itself under ("", 0)."""
    edges: dict[Address, list[Reference]] = defaultdict(list)
    for reference in found:
        owner = reference.path.split("/")
        edges[(owner[1], int(owner[2])) if len(owner) > 3 and owner[2].isdigit() else ("", 0)].append(reference)
    return edges


def _reached(json: Json, found: list[Reference]) -> set[Address]:
    scenes: list[Address] = [("scenes", number) for number in range(len(json.get("scenes", [])))]
    roots = scenes or [("nodes", number) for number in range(len(json.get("nodes", [])))]
    roots += [("animations", number) for number in range(len(json.get("animations", [])))]
    edges, reached, pending = _edges(found), set(roots), roots
    while pending:
        for reference in edges[pending.pop()]:
            address = (reference.collection, reference.holder[reference.key])
            if address not in reached:
                reached.add(address)
                pending.append(address)
    return reached


def _drop_idle_channels(json: Json) -> None:
    """Remove the animation channels whose node is in no scene, and animations that are left without a channel."""
    if "animations" not in json:
        return
    without = {key: value for key, value in json.items() if key != "animations"}
    reached = _reached(without, list(references(without)))
    for animation in json["animations"]:
        channels = [c for c in animation.get("channels", []) if _moves(c.get("target", {}), reached)]
        if len(channels) < len(animation.get("channels", [])):
            used = sorted({channel["sampler"] for channel in channels})
            animation["samplers"] = [animation["samplers"][number] for number in used]
            animation["channels"] = [{**channel, "sampler": used.index(channel["sampler"])} for channel in channels]
    json["animations"] = [animation for animation in json["animations"] if animation.get("channels")]


def _moves(target: Json, reached: set[Address]) -> bool:
    return "node" not in target or ("nodes", target["node"]) in reached


def _keep_only(document: Document, found: list[Reference], reached: set[Address]) -> None:
    kept = {
        name: [number for number in range(len(collection(document.json, name))) if (name, number) in reached]
        for name in PRUNED
    }
    renumbered = {name: {old: new for new, old in enumerate(numbers)} for name, numbers in kept.items()}
    for reference in found:
        old = reference.holder[reference.key]
        reference.holder[reference.key] = renumbered.get(reference.collection, {}).get(old, old)
    document.views = [document.views[number] for number in kept["bufferViews"]]
    for name, numbers in kept.items():
        items = collection(document.json, name)
        items[:] = [items[number] for number in numbers]


def drop_empty(json: Json) -> None:
    """Remove the arrays that glTF does not allow to be empty, and root extensions left without a content."""
    for name in [name for name, value in json.items() if value == [] and name in GLTF]:
        del json[name]
    for holder, key in [(node, "children") for node in json.get("nodes", [])] + [
        (scene, "nodes") for scene in json.get("scenes", [])
    ]:
        if holder.get(key) == []:
            del holder[key]
    extensions = json.get("extensions", {})
    for name, extension in EXTENSION_COLLECTIONS.items():
        if extensions.get(extension, {}).get(name) == []:
            del extensions[extension]
    if "extensions" in json and not extensions:
        del json["extensions"]


def declare_extensions(document: Document) -> None:
    """Make `extensionsUsed` name what is there, in the order it was declared, new ones last by name."""
    json = document.json
    present = extensions_in(json)
    declared = [name for name in json.get("extensionsUsed", []) if name in present | WITHOUT_OBJECT]
    used = declared + sorted(present - set(declared))
    required = [name for name in json.get("extensionsRequired", []) if name in used]
    for key, names in (("extensionsUsed", used), ("extensionsRequired", required)):
        json[key] = names
        if not names:
            del json[key]
