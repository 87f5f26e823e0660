"""Numbers and dates as values: how six languages write them, and which of a source's are missing from its target."""

from mtqa.quantities.matching import Mismatch, faults, faults_across, mismatches
from mtqa.quantities.mention import Mention
from mtqa.quantities.reading import read

__all__ = ["Mention", "Mismatch", "faults", "faults_across", "mismatches", "read"]
