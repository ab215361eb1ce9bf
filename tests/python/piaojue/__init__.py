"""A second implementation of the Piaojue protocol, written from docs/PROTOCOL.md alone.

It shares no code with the C++ programs and uses nothing beyond Python's standard library. It is made to be read and
to check, not to guard secrets: nothing here is constant-time, and keys are plain integers and byte strings.

Reading order: refusal, codec, field, edwards, ristretto, ed25519, sponge, rsa, merkle, note (the tools); method,
people, manifest, token, encrypted, ballot, statement, share, decision (the protocol, section by section);
verifier/ (section 12); maker/ (the other side: makes keys, ballots and whole records from a printed seed).
"""
