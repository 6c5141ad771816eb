"""A plan carried out: distinct work only, on all cores, resumable at any moment.

survey ─► prepare (a bake a sheet, and what it sees) ─► distinct ─► draw, on lanes ─► deliver
"""
