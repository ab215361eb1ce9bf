"""What several tests share: published vectors, the committed example."""

from __future__ import annotations

import json
import unittest
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def vectors(pattern: str) -> Any:
    """The JSON file of tests/vectors whose name fits the pattern; the test is skipped where there is none."""
    found = sorted(VECTORS.glob(pattern))
    if not found:
        raise unittest.SkipTest(f"tests/vectors/{pattern} is not there")
    return json.loads(found[0].read_text(encoding="utf-8"))


def unhex(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))
