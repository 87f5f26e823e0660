"""Numbers and dates as values: how six languages write them, and which of a source's are missing from its target.

`read` cuts a text into figures and meaningful words (`items`), makes mentions of them with what they say together and
with what follows (`sums`, `numerals`, `hours`, `singles`, `complements`), and joins those that are one thing
(`joining`, `calendar`, `phones`); a mention holds every reading that its writing allows. `mismatches` takes away the
mentions of a source and a target that share a reading, or are one value in another unit or in pieces (`matching`,
`measures`), and pairs the rest as changed, lost or added (`pairs`). `faults` and `faults_across` tell what remains of
these in a segment and in a document (`segments`).
"""

from mtqa.quantities.matching import mismatches
from mtqa.quantities.mention import Mention
from mtqa.quantities.mismatch import Mismatch
from mtqa.quantities.reading import read
from mtqa.quantities.segments import faults, faults_across

__all__ = ["Mention", "Mismatch", "faults", "faults_across", "mismatches", "read"]
