"""Production files: what a workshop prints, cuts, gilds and sews from the artwork that the customer saw."""
