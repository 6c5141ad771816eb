"""Answers one question: can these choices be part of anything valid?"""

from collections.abc import Iterable
from threading import Lock

from pysat.solvers import Solver

from configurator.rules.encode import Encoding
from configurator.rules.kinds import Kinds
from configurator.rules.space import Assignment


class Oracle:
    """A SAT solver that has read every law once; which of them count is said with each question.

    Its answers are facts, so they do not depend on what it was asked before. Safe to share between threads.
    """

    def __init__(self, encoding: Encoding, kinds: Kinds) -> None:
        self.encoding = encoding
        self.kinds = kinds
        self._solver = Solver(name="minisat22", bootstrap_with=list(encoding.clauses))
        self._lock = Lock()

    def possible(self, fixed: Assignment, laws: Iterable[int]) -> bool:
        """Whether some valid assignment under the `laws` of these numbers has every choice in `fixed`."""
        assumptions = [self.encoding.switches[number] for number in laws]
        assumptions += [self.variable(axis, choice) for axis, choice in fixed.items()]
        with self._lock:
            return bool(self._solver.solve(assumptions=assumptions))

    def variable(self, axis: str, choice: str) -> int:
        """The variable of the choice's kind."""
        return self.encoding.variable[axis, self.kinds.of[axis][choice]]
