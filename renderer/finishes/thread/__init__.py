"""How thread lies: directions, the lines of single threads, and the relief they make."""
