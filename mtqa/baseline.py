"""Findings that are known already: a file of them, by fingerprint, so that only new ones count."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mtqa import files
from mtqa.errors import CannotRun
from mtqa.segment import Finding

NAME = "mtqa.baseline"
HEAD = "# Findings known to mtqa: fingerprint, path, rule, text. Written by `mtqa baseline`.\n"
SHOWN = 60
_ESCAPES = str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r"})


class Entry(NamedTuple):
    """A finding as the baseline keeps it: its path is relative to the baseline's folder, its text only for people."""

    fingerprint: str
    path: str
    rule: str
    text: str

    def line(self) -> str:
        return "\t".join(self) + "\n"


class Baseline:
    """The entries of a file, and which of them were found again."""

    def __init__(self, path: Path, entries: Iterable[Entry] = (), unasked: Collection[str] = ()) -> None:
        self.path = path
        self._unasked = frozenset(unasked)
        self._entries = {(entry.path, entry.fingerprint): entry for entry in entries}
        self._halves = {(entry.path, half): key for key, entry in self._entries.items() for half in _halves(entry)}
        self._found = set[tuple[str, str]]()
        self._checked = set[str]()

    def entry(self, finding: Finding) -> Entry:
        """The finding as an entry of this baseline."""
        return Entry(finding.fingerprint, self.name(finding.path), finding.rule, excerpt(finding))

    def parted(self, path: str, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Of all findings in a file, those that are new and those that are known.

        A finding is known by what stands before it or by what stands after it: one of the two may have changed.
        """
        name = self.name(path)
        self._checked.add(name)
        new, known = list[Finding](), list[Finding]()
        matches = dict(self._matches(name, findings))
        for finding in findings:
            (known if finding.fingerprint in matches else new).append(finding)
        self._found.update(matches.values())
        return new, known

    def _matches(self, name: str, findings: Sequence[Finding]) -> Iterator[tuple[str, tuple[str, str]]]:
        """Fingerprints of findings with the entries they are: equal ones first, then those with an equal half."""
        exact = {finding.fingerprint for finding in findings if (name, finding.fingerprint) in self._entries}
        yield from ((fingerprint, (name, fingerprint)) for fingerprint in exact)
        taken = {(name, fingerprint) for fingerprint in exact}
        for finding in findings:
            keys = (self._halves.get((name, half)) for half in _halves(self.entry(finding)))
            key = next((key for key in keys if key and key not in taken), None)
            if finding.fingerprint not in exact and key:
                taken.add(key)
                yield finding.fingerprint, key

    def stale(self) -> list[Entry]:
        """The entries that were not found again in files that were checked or are gone."""
        return [entry for key, entry in self._entries.items() if key not in self._found and self._is_settled(entry)]

    def pruned(self) -> list[Entry]:
        """The entries that are not stale."""
        stale = set(self.stale())
        return [entry for entry in self._entries.values() if entry not in stale]

    def unseen(self) -> list[Entry]:
        """The entries of files that are there and were not checked, and of rules that were not asked."""
        return [entry for entry in self._entries.values() if not self._is_settled(entry)]

    def _is_settled(self, entry: Entry) -> bool:
        if entry.rule in self._unasked:
            return False
        return entry.path in self._checked or not (self.path.parent / entry.path).exists()

    def name(self, path: str) -> str:
        """The path as entries have it."""
        name = Path(os.path.relpath(path, self.path.parent)).as_posix()
        return name.encode("utf8", "backslashreplace").decode().translate(_ESCAPES)


def _halves(entry: Entry) -> tuple[str, str]:
    """The two hashes that a fingerprint is made of, each with its place and the number of a repeated one."""
    mark, _, number = entry.fingerprint.partition("-")
    return f"<{mark[: len(mark) // 2]}-{number}", f"{mark[len(mark) // 2 :]}>-{number}"


def excerpt(finding: Finding) -> str:
    """The text of a finding as its entry has it."""
    return " ".join(finding.place.text.split())[:SHOWN]


def load(path: Path, unasked: Collection[str] = ()) -> Baseline:
    """The baseline in a file, for a run in which these rules do not look at all segments.

    Raises CannotRun where there is none or it cannot be read as one.
    """
    if not path.exists():
        raise CannotRun(f"{path}: is not there; write it with `mtqa baseline`")
    try:
        lines = files.load(path).decode("utf8").split("\n")
    except UnicodeDecodeError as error:
        raise CannotRun(f"{path}: is no baseline: not UTF-8; write it with `mtqa baseline`") from error
    entries = list[Entry]()
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) != len(Entry._fields):
                raise CannotRun(f"{path}:{number}: is no line of a baseline; write it with `mtqa baseline`")
            entries.append(Entry(*fields))
    return Baseline(path, entries, unasked)


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Put the entries into a file, in order of path and fingerprint."""
    with files.writing(path) as file:
        file.write(HEAD.encode())
        file.writelines(entry.line().encode("utf8", "backslashreplace") for entry in sorted(set(entries), key=_order))


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.path, entry.rule, entry.fingerprint
