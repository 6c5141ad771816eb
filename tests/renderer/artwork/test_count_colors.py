import numpy as np

from renderer.artwork.count_colors import count_colors


def picture(*colors: tuple[int, int, int, int], widths: tuple[int, ...]) -> np.ndarray:
    columns = np.repeat(np.array(colors, np.uint8), widths, axis=0)
    return np.repeat(columns[None], 40, axis=0)


def test_inks_are_listed_by_their_area() -> None:
    pixels = picture((255, 0, 0, 255), (0, 0, 255, 255), (9, 9, 9, 0), widths=(10, 30, 60))
    assert count_colors(pixels) == ("#0000ff", "#ff0000")


def test_close_shades_are_one_ink_and_edges_none() -> None:
    pixels = picture((200, 0, 0, 255), (204, 2, 2, 255), (120, 90, 60, 255), (0, 99, 0, 255), widths=(40, 20, 1, 39))
    assert count_colors(pixels) == ("#c80000", "#006300")


def test_nothing_has_no_colours() -> None:
    assert count_colors(np.zeros((8, 8, 4), np.uint8)) == ()


def test_a_hairline_has_a_colour_all_the_same() -> None:
    assert count_colors(picture((1, 2, 3, 0), (10, 20, 30, 90), widths=(20, 1))) == ("#0a141e",)
