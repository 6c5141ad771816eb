"""Head and tail lights, halogen or LED: a tub with its optics behind a thin lens that follows the body.

Nodes `lights_halogen` and `lights_led`, each a left mesh and its mirror image.
"""

import numpy as np

from models.golf_cart.author.components.light_places import Place, head_light, tail_light
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.forms import gradient
from models.golf_cart.author.kit.place import PAIR, frame, rotation
from models.golf_cart.author.kit.solids import inset
from models.golf_cart.author.kit.surfaces import grid, revolve, tube
from models.golf_cart.author.piece import Floats, Part, Piece

TUB_DEPTH = 0.050
RIM = 0.0036
"""How far inside a light's outline the lens begins; the bezel lies outside it."""
TO_FRONT = rotation((0, 1, 0), -90.0)


PROJECTORS = [((0.418, 0.6480), 0.0150), ((0.4505, 0.6640), 0.0145), ((0.4805, 0.6845), 0.0130)]
"""(place in the view, radius) of the LED head light's lenses, inner one first."""


def parts() -> list[Part]:
    """Two sibling nodes."""
    head, tail = head_light(), tail_light()
    halogen = [*_housing(head, "light_reflector"), *_halogen_head(head), *_bezel(tail), *_halogen_tail(tail)]
    led = [*_housing(head, "plastic_black"), *_led_head(head), *_bezel(tail), *_led_tail(tail)]
    return [Part("lights_halogen", halogen, PAIR), Part("lights_led", led, PAIR)]


def _rows(place: Place, steps: list[tuple[float, float, float]]) -> Floats:
    """Rings (rows, n, 3) at (drawn in, height, share) steps."""
    return np.stack([place.drawn_in(*step) for step in steps])


def _lens(place: Place, slot: str, crown: float, edge: float = RIM) -> Piece:
    """A skin inside the bezel that rises from the body by `crown` metres."""
    steps = [(edge, 0.0004, 1.0), (edge + 0.0012, 0.45 * crown, 1.0), (edge + 0.004, 0.75 * crown, 1.0)]
    steps += [(edge + 0.004, 0.95 * crown, 0.55), (edge + 0.004, crown, 0.0)]
    return _skin(slot, _rows(place, steps[::-1]))


def _bezel(place: Place) -> list[Piece]:
    """A rounded dark frame from below the body's skin to the lens."""
    steps = [
        (0.0, -0.016, 1.0),
        (0.0004, -0.0012, 1.0),
        (0.0014, 0.0008, 1.0),
        (0.0034, 0.0008, 1.0),
        (0.0046, -0.004, 1.0),
    ]
    return [_skin("plastic_black", _rows(place, steps[::-1]))]


def _skin(slot: str, rows: Floats) -> Piece:
    """Rings from the inside out as a skin that looks out of the body."""
    return grid(slot, rows[::-1], closed=(False, True), crease_deg=40.0)


def _housing(place: Place, slot: str) -> list[Piece]:
    """Bezel, lens, and the tub behind it."""
    rim = place.drawn_in(RIM + 0.0004, -0.003)
    inward = -_facing(place)
    middle = rim.mean(axis=0)
    back = [
        middle + share * (rim - middle) + depth * TUB_DEPTH * inward
        for share, depth in ((0.93, 0.6), (0.78, 1.0), (0.0, 1.0))
    ]
    tub = grid(slot, np.stack([rim, *back]), closed=(False, True), crease_deg=40.0)
    return [*_bezel(place), tub, _lens(place, "light_lens", 0.0028)]


def _facing(place: Place) -> Floats:
    """Mean outward direction of a light's bed."""
    normals = gradient(place.form, place.lifted(0.8, 0.0)).mean(axis=0)
    return np.asarray(normals / np.linalg.norm(normals))


def _optic(place: Place, at: tuple[float, float], sunk: float) -> Floats:
    """A frame `sunk` metres below the lens at a place of the view, looking along the cart and a little outwards."""
    origin = place.raised(np.array([at]), -sunk)[0]
    return frame(origin, place.axes[2] * 0.94 + np.array([0.20, 0.06, 0.0]))


def _halogen_head(place: Place) -> list[Piece]:
    """A main and a small reflector bowl, each with its bulb under a shield."""
    return [*_bowl(place, (0.424, 0.652), 0.0350), *_bowl(place, (0.480, 0.679), 0.0240)]


def _bowl(place: Place, at: tuple[float, float], radius: float) -> list[Piece]:
    """A paraboloid with a rolled rim, a bulb and its shield."""
    share = np.linspace(1.0, 0.14, 5)
    focal = radius * 0.55
    bowl = [(radius * s, (radius * s) ** 2 / (4 * focal) - radius**2 / (4 * focal)) for s in share]
    rim = [(radius * 0.99, -0.022), (radius + 0.0022, -0.0008), (radius + 0.0018, 0.0010), (radius, 0.0)]
    depth = bowl[-1][1]
    shield = [
        (0.0042, depth + 0.002),
        (0.0052, depth + 0.012),
        (0.0050, depth + 0.017),
        (0.0036, depth + 0.0195),
        (0.0, depth + 0.0205),
    ]
    pieces = [
        revolve("light_reflector", [*rim, *bowl[1:], (0.0, depth)], 20, crease_deg=40.0),
        revolve("chrome", shield, 12),
    ]
    return moved(pieces, TO_FRONT, _optic(place, at, 0.014))


def _led_head(place: Place) -> list[Piece]:
    """Three projectors in bright rings and a light guide along the lower edge."""
    pieces = [piece for at, radius in PROJECTORS for piece in _projector(place, at, radius)]
    ring = inset(place.outline, 0.0125)
    first = int(np.argmin(ring[:, 0]))
    guide = place.raised(ring[(first + 1 + np.arange(22)) % len(ring)], -0.0070)
    return [*pieces, *tube("light_guide", guide, 0.0030, sides=6)]


def _projector(place: Place, at: tuple[float, float], radius: float) -> list[Piece]:
    """A glass dome in a stepped bright ring with a lit halo."""
    dome = [(radius * np.cos(a), 0.002 + 0.45 * radius * np.sin(a)) for a in np.linspace(0.0, np.pi / 2, 4)]
    ring = [
        (radius + 0.0036, -0.026),
        (radius + 0.0034, -0.002),
        (radius + 0.0028, 0.0008),
        (radius + 0.0016, 0.0004),
        (radius + 0.0006, -0.003),
        (radius, 0.0020),
    ]
    around = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    halo = np.column_stack(
        [np.full(24, 0.0016), (radius + 0.0018) * np.cos(around), (radius + 0.0018) * np.sin(around)]
    )
    pieces = [revolve("gauge", dome, 20), revolve("chrome", ring, 24, crease_deg=40.0)]
    pieces += tube("light_guide", halo, 0.0013, sides=4, closed=True)
    return moved(pieces, TO_FRONT, _optic(place, at, 0.013))


def _halogen_tail(place: Place) -> list[Piece]:
    """A crowned red lens, ribbed across, with a clear reversing window."""
    window = [(0.15, 0.0), (0.14, 0.0094), (0.11, 0.0106), (0.0, 0.0110)]
    reversing = np.stack([_shifted(place, share * 2.2, height, (0.0, -0.040)) for share, height in window])
    return [_lens(place, "tail_lens", 0.0084), _skin("light_reflector", reversing[::-1])]


def _shifted(place: Place, share: float, height: float, by: tuple[float, float]) -> Floats:
    """A small copy of the outline moved over the view."""
    middle = place.outline.mean(axis=0)
    return place.raised(middle + np.array(by) + share * (place.outline - middle), height)


def _led_tail(place: Place) -> list[Piece]:
    """A smoked panel with a red light guide around it, two red bars and a white one."""
    guides = tube("tail_lens", place.drawn_in(0.014, 0.0040), 0.0050, sides=5, closed=True)
    for y, slot in ((0.034, "tail_lens"), (0.0, "light_guide"), (-0.034, "tail_lens")):
        ends = place.raised(place.outline.mean(axis=0) + np.array([(-0.024, y), (0.0, y), (0.024, y)]), 0.0056)
        guides += tube(slot, ends, [0.0038, 0.0046, 0.0038], sides=6)
    return [_lens(place, "gauge", 0.0052), *guides]
