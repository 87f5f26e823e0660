"""Which columns of a table hold the translation, its source, the ids of the rows and what text they are of."""

from collections.abc import Sequence
from typing import NamedTuple

from mtqa.errors import CannotRun, NoText, shown
from mtqa.formats import Columns

WIDEST = 40


class Chosen(NamedTuple):
    """The columns by index."""

    target: int
    source: int | None
    id: int | None
    doc: int | None


def are_numbers(columns: Columns) -> bool:
    """Whether the columns are told by number. Raises CannotRun where some are and others are not."""
    given = [name.isdecimal() for name in columns if name]
    if any(given) and not all(given):
        raise CannotRun("columns are told by name or by number, not by both")
    return any(given)


def chosen(columns: Columns, header: Sequence[str]) -> Chosen:
    """The columns that are meant; a name that is not given need not be there, but for that of the target.

    Raises NoText where one is missing.
    """
    if are_numbers(columns):
        target, *others = (_numbered(name, len(header)) for name in columns)
    else:
        target, *others = (
            _named(name or field, header, optional=not name and field != "target")
            for field, name in columns._asdict().items()
        )
    if target is None:
        raise CannotRun("the column of the target has no number; say --columns target=NUMBER")
    return Chosen(target, *others)


def _numbered(number: str, width: int) -> int | None:
    if not number:
        return None
    if not 1 <= int(number) <= width:
        raise NoText(f"has no column {number}; it has {width}, numbered from 1")
    return int(number) - 1


def _named(name: str, header: Sequence[str], *, optional: bool) -> int | None:
    alike = [at for at, title in enumerate(header) if title == name]
    alike = alike or [at for at, title in enumerate(header) if title.strip().lower() == name.lower()]
    if len(alike) > 1:
        raise CannotRun(f"has {len(alike)} columns {name!r}; give all but one another name")
    if alike or optional:
        return alike[0] if alike else None
    titles = [title if len(title) <= WIDEST else f"{title[:WIDEST]}…" for title in header]
    raise NoText(f"has no column {name!r}; its columns are {shown(titles)}: say which with --columns target=NAME")
