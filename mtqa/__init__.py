"""A linter for machine translation: finds what a machine did to a text, and mends what can be mended safely."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtqa.api import Checker, Document, Edit, Finding, Opinion, Score, Segment, check, mend

__all__ = ["Checker", "Document", "Edit", "Finding", "Opinion", "Score", "Segment", "check", "mend"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mtqa import api  # noqa: PLC0415 – the help of the command does without

    return getattr(api, name)
