"""The independent verifier of PROTOCOL §12: log.py walks through the entries, the others check what it found."""
