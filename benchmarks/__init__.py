"""What the engines cost and how near the truth they come; `python -m benchmarks`."""

import renderer  # noqa: F401  # before numpy: it sets how many threads that has
