"""Thread: from an artwork to the stitches that a machine sews, and from the stitches to how they look.

drawn shapes ─► wide ones: tatami rows ─┐
            └─► narrow ones: skeleton ─► strokes ─► columns ─► satin ─┴─► sewing order ─► StitchPlan ─► relief
"""
