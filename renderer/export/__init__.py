"""An assembled document becomes a file that any phone accepts, or a refusal that says why."""
