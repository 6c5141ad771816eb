"""Wood figure: fibres that follow a flow, and colour along a ramp."""

import numpy as np

from materials.author.textures.field import Field, grid, sample, standard
from renderer.color import hex_to_linear


def comb(field: Field, flow_x: Field, flow_y: Field, reach: float, steps: int) -> Field:
    """`field` averaged along a flow over `reach` of the tile each way: line integral convolution.

    https://doi.org/10.1145/166117.166151. The flow (right, down) need not be unit; the result has mean 0, deviation 1.
    """
    length = np.maximum(np.hypot(flow_x, flow_y), 1e-9)
    flow_x, flow_y = flow_x / length, flow_y / length
    total = field.copy()
    for way in (-1.0, 1.0):
        x, y = grid(field.shape[0])
        for _ in range(steps):
            stride = way * reach / steps
            x, y = x + stride * sample(flow_x, x, y), y + stride * sample(flow_y, x, y)
            total += sample(field, x, y)
    return standard(total)


def ramp(t: Field, colors: tuple[str, ...]) -> Field:
    """Linear colour (…, 3) at `t` in 0…1 along evenly spaced sRGB `colors`."""
    stops = np.stack([hex_to_linear(color) for color in colors])
    places = np.linspace(0.0, 1.0, len(colors))
    return np.stack([np.interp(t, places, stops[:, channel]) for channel in range(3)], axis=-1)
