"""The kinds of short text that files of the catalog are made of."""

from typing import Annotated

from pydantic import StringConstraints

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""What people read."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)]
"""What machines read."""
Sentence = Annotated[str, StringConstraints(min_length=10, max_length=300)]
"""What people are told when something does not go."""
