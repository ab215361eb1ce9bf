"""The other side: keys, ballots and whole records made from one printed seed, byte for byte the same every time."""
