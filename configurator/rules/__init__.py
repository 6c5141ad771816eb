"""What goes together: rules as clauses for a SAT solver, and what follows from them for people.

enact ─► sort_out ─► encode ─► Oracle ─┬─► broken laws ─► smallest conflict ─► nearest valid configurations
                        │              └─► offer: every option free, forcing something, or out
                        └─► count: how many valid combinations there are, exactly
"""
