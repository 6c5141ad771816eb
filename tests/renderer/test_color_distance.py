"""How far pictures are apart, also where nothing in them is opaque."""

import numpy as np

from renderer.distance import color_distance


def panes(color: tuple[int, int, int], alpha: int) -> np.ndarray:
    return np.tile(np.array([*color, alpha], np.uint8), (4, 4, 1))


def test_what_is_opaque_in_both_counts_and_edges_do_not() -> None:
    first, second = panes((200, 40, 40), 255), panes((200, 40, 40), 255)
    second[0] = (0, 255, 0, 90)
    assert color_distance(first, second) == 0
    second[1:] = (190, 60, 40, 255)
    assert color_distance(first, second) > 1


def test_glass_is_held_apart_by_what_it_shows_on_white() -> None:
    clear, tinted = panes((200, 220, 210), 60), panes((40, 160, 90), 60)
    assert color_distance(clear, clear) == 0
    assert color_distance(clear, tinted) > 3
    # What is not there at all has no colour to be off by.
    assert color_distance(panes((9, 9, 9), 0), panes((200, 0, 0), 0)) == 0
