"""Rows as a table for people: means over scenes, an engine a line."""

from collections.abc import Iterable

import numpy as np

from benchmarks.measure import Row

TASKS = ("first", "camera", "colour", "texture")


def table(rows: list[Row]) -> str:
    """Markdown: mean CPU seconds by task over all scenes; dB and FLIP over the judged ones."""
    lines = [f"| engine | {' | '.join(f'{task}, CPU s' for task in TASKS)} | dB | FLIP | scenes |", "|---" * 8 + "|"]
    for engine in dict.fromkeys(row.engine for row in rows):
        own = [row for row in rows if row.engine == engine]
        seconds = [mean((row.cpu_seconds for row in own if row.task == task), ".2f") for task in TASKS]
        scored = [row for row in own if row.judged and row.dB is not None]
        scores = [
            mean((row.dB for row in scored if row.dB is not None), ".2f"),
            mean((row.flip for row in scored if row.flip is not None), ".3f"),
        ]
        scenes = len({row.scene for row in own})
        lines.append(f"| {engine} | {' | '.join([*seconds, *scores])} | {scenes} |")
    return "\n".join(lines)


def mean(values: Iterable[float], form: str) -> str:
    """The mean as text, or a dash."""
    numbers = list(values)
    return format(float(np.mean(numbers)), form) if numbers else "–"
