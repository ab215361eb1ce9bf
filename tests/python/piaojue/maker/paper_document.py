"""The part of docs/PROTOCOL-EXAMPLE.md about paper, declarations and claims: entries of a second congress."""

from __future__ import annotations

from .. import merkle, paper
from ..record import leaf_data
from . import annotate, paper_part
from .congress import Maker, play
from .document import Page
from .paper_plans import WITH_PAPER


class PaperPart:
    def __init__(self, seed: str) -> None:
        self.maker: Maker = play(seed, WITH_PAPER)[1]
        self.page = Page()

    def _entry(self, index: int, heading: str, *remarks: str) -> None:
        entry = self.maker.entries[index]
        self.page.prose(f"**Entry {index}, {heading}, {len(entry)} bytes.**", *remarks)
        self.page.code(annotate.shown(annotate.fields_of(entry, self.maker.manifest, with_sheets=True)))

    def _labelled(self, label: str, heading: str, *remarks: str) -> None:
        self._entry(self.maker.labels.index(label), heading, *remarks)

    def build(self) -> list[str]:
        maker, m = self.maker, self.maker.manifest.hash
        self.page.prose(
            "## Paper, declarations, claims (§7.5, §11.8, §11.9)",
            "The entries that the congress above has not, from a second one with the same keys, eight deputies and "
            "min_group 2: [piaojue_paper_record.bin](../tests/vectors/piaojue_paper_record.bin). Deputies 1 and 2 "
            "cast, 3 hands the paper back, 4 exchanges it for a sheet, 5 and 6 take sheets, 7 gets a sheet that is "
            "not cancelled, 8 never uses the paper and claims so. Deputies 1, 3 and 4 declare. Four sheets come back "
            "in two batches, one of them void. Values with their seeds, and what cannot be read: "
            "`tests/vectors/piaojue_paper.json`.",
        )
        self.page.data(("M", m), ("deputy 5: seed of the identity key", maker.keys.identity(5)))
        self.page.data(("request for a sheet", paper.paper_request(m, 5, maker.keys.identity(5))))
        sheet = next(i for i, e in enumerate(maker.entries) if e[0] == 8 and e[37] == 2)
        self._entry(sheet, "issuance of kind 2 (§7.5)")
        self._labelled("exchange", "exchange (§7.5)")
        entry = maker.entries[maker.labels.index("exchange")]
        self.page.data(("leaf hash, as promised", merkle.leaf_hash(leaf_data(entry))))
        self.page.prose("A token of kind 2, of persons 2 and 3, for this ballot key (§7.1):")
        cast = paper_part.entered(maker, 1, (0, 1, 0, 0))
        self.page.data(("Q", cast.ballot_key), ("token", cast.token))
        self._labelled("paper_batch/1", "paper_batch (§11.8)")
        self._labelled("paper_batch/2", "paper_batch with doubtful sheets", "Person 2 is the chief scrutineer.")
        self._labelled("paper", "paper, act 18", "P = 2, X = 1 and U = 1: four sheets were handed out.")
        self._labelled("end_claims", "end_claims, act 19")
        self._labelled("declaration", "declaration (§11.9)")
        self._labelled("claim", "claim (§11.9)")
        self.page.prose("The bound is E = 2 + 1 + 1 − 3 − 0 = 1.")
        self._labelled("result", "result with the sheets' line (§11.6)")
        return self.page.parts
