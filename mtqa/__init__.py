"""A linter for machine translation."""

from mtqa.checker import Checker
from mtqa.segment import Document, Edit, Finding, Segment

__all__ = ["Checker", "Document", "Edit", "Finding", "Segment"]
