"""What was computed once is remembered: many records that are compared differ in one place only."""

from __future__ import annotations

import functools

remembered = functools.lru_cache(maxsize=65536)
"""For a pure function of bytes and numbers: its answer depends on all of its arguments and on nothing else."""
