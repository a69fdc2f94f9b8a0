"""Light tuples: what stands for one record among tens of thousands."""

from __future__ import annotations

# `light(Kind, (field, field))` makes a named tuple from all its fields in their order. The constructor that a
# named tuple comes with is written in Python and takes twice as long; where few are made, it reads better.
light = tuple.__new__
