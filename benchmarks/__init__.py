"""What the engines cost and how near the truth they come; `python -m benchmarks`."""
