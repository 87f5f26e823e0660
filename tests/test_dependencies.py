"""What mtqa is installed with: licences that anyone can use it under, and a lock that holds what it asks for."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
FREE = re.compile(
    "0BSD|Apache|BSD|BSL-1|CC0-1|CNRI-Python|ISC|LLVM-exception|MIT|MPL-2|Mozilla Public|PSF-2|Python Software|Zlib"
)
READ = {"locate": "MIT"}
PIN = re.compile(r"^([\w.-]+)==([\w.+!]+)", re.MULTILINE)


def licence(name: str) -> str:
    """The licences by SPDX or by trove classifiers; `READ` has those that only the licence's text tells."""
    told = distribution(name).metadata
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
    ]
    return READ.get(name) or told["License-Expression"] or " AND ".join(classified) or told["License"] or ""


def installed(asked: list[str]) -> set[tuple[str, frozenset[str]]]:
    """The distributions behind requirements and theirs, with the extras asked of each."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(each) for each in asked]
    while waiting:
        requirement = waiting.pop()
        key = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if key in found or key[0] == "mtqa":
            continue
        found.add(key)
        for each in map(Requirement, distribution(key[0]).requires or []):
            if any(each.marker is None or each.marker.evaluate({"extra": extra}) for extra in key[1] or {""}):
                waiting.append(each)
    return found


def asked(*but: str) -> list[str]:
    """What mtqa and its extras ask for."""
    return [*PROJECT["dependencies"], *(each for name, extra in EXTRAS.items() if name not in but for each in extra)]


def test_every_licence_lets_anyone_use_mtqa() -> None:
    licences = {name: licence(name) for name, _ in installed(asked("docs", "test"))}
    parts = {(name, part) for name, told in licences.items() for part in re.split(r" AND | OR | WITH ", told)}
    assert [(name, part) for name, part in sorted(parts) if not FREE.search(part)] == []
    assert not [name for name, told in licences.items() if "GPL" in told]


def test_the_lock_holds_what_is_asked_for() -> None:
    pinned = PIN.findall((ROOT / "requirements-dev.txt").read_text("utf8"))
    for requirement in map(Requirement, asked()):
        versions = [
            version for name, version in pinned if canonicalize_name(name) == canonicalize_name(requirement.name)
        ]
        assert versions or requirement.name in ("mtqa", "torch"), f"{requirement}: write the lock anew with .ci/lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: not {versions}"


def test_everything_in_the_lock_has_a_hash() -> None:
    text = (ROOT / "requirements-dev.txt").read_text("utf8")
    hashed = re.findall(r"^[\w.-]+==.* \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(hashed) == len(PIN.findall(text)) > 100
