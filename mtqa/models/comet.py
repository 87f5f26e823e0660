"""CometKiwi and xCOMET, in a process of their own: unbabel-comet cannot be installed beside what we use.

The environment variable MTQA_COMET_PYTHON names the Python of the environment that it is installed in.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any
from unicodedata import normalize

from mtqa.errors import CannotRun
from mtqa.models.catalogue import Model
from mtqa.models.pairs import of_pairs
from mtqa.models.process import Process
from mtqa.segment import Remark, Score, Segment, Severity

PYTHON = "MTQA_COMET_PYTHON"
# So many seconds an answer may take, and so many pairs are asked about at a time.
PATIENCE, BATCH = 900.0, 32
_SEVERITIES: dict[str, Severity] = {"minor": "note", "major": "warning", "critical": "error"}


@dataclass
class Comet:
    """A scorer of what a comet gives, about 0 to 1, with the errors that it marks where it marks any."""

    signature: str
    process: Process
    threshold: float | None = None
    needs_source: bool = True
    _astray: int = field(default=0)

    @property
    def notice(self) -> str:
        return f"errors that comet marked where the target says something else: {self._astray}" if self._astray else ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """None for a segment without a source or a target. Raises CannotRun where comet gives no scores."""
        yield from of_pairs(segments, self._scores)

    def _scores(self, pairs: Sequence[Segment]) -> Iterator[Score]:
        for at in range(0, len(pairs), BATCH):
            yield from self._answers(pairs[at : at + BATCH])

    def _answers(self, pairs: Sequence[Segment]) -> Iterator[Score]:
        answer = self.process.ask([{"src": pair.source, "mt": pair.target} for pair in pairs])
        try:
            values, spans, cut = ([*answer[key]] for key in ("scores", "spans", "cut"))
            for pair, value, marked, is_cut in zip(pairs, values, spans, cut, strict=True):
                if not isfinite(value):
                    raise ValueError(value)
                remarks = [_remark(pair.target, span) for span in marked]
                self._astray += remarks.count(None)
                yield Score(float(value), remarks=tuple(filter(None, remarks)), truncated=bool(is_cut))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self.process.garbled(answer) from error


def _remark(target: str, span: Mapping[str, Any]) -> Remark | None:
    """The error that comet marks, if what it says stands in the target: where it says so, or in one place elsewhere."""
    text, start, end = str(span["text"]).strip(), int(span["start"]), int(span["end"])
    if not 0 <= start < end <= len(target) or _bare(target[start:end]) != _bare(text):
        if not text or target.count(text) != 1:
            return None
        start = target.index(text)
        end = start + len(text)
    start, end = end - len(target[start:end].lstrip()), start + len(target[start:end].rstrip())
    severity, sure = span["severity"], float(span["confidence"])
    remark = Remark(start, end, _SEVERITIES[severity], f"a {severity} error, says comet, {sure:.0%} sure")
    return remark if start < end else None


def _bare(text: str) -> str:
    """The text as a tokenizer gives it back: without its spaces, and with other letters for some."""
    return "".join(normalize("NFKC", text).split())


def version() -> str:
    """The Python that runs comet, and what comet's metadata there say; "" where there are none."""
    python = str(Path(os.environ.get(PYTHON, "")).expanduser())
    command = [python, "-c", "from importlib.metadata import version; print(version('unbabel-comet'))"]
    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return f"{python} {told.stdout.strip()}"
    return ""


def open_scorer(folder: Path, model: Model, patience: float = PATIENCE) -> Comet:
    """The scorer. Raises CannotRun where comet does not run, or cannot open the model."""
    python = os.environ.get(PYTHON, "")
    if not python:
        raise CannotRun(
            f"{model.name}: needs unbabel-comet in an environment of its own; type python -m venv ~/.comet && "
            f"~/.comet/bin/pip install unbabel-comet, and set {PYTHON}=~/.comet/bin/python"
        )
    checkpoint = folder / "checkpoints" / "model.ckpt"
    if not checkpoint.exists():
        raise CannotRun(f"{checkpoint}: is not there; take a model that comet has saved")
    worker = Path(__file__).with_name("comet_worker.py")
    process = Process([str(Path(python).expanduser()), "-u", str(worker), str(checkpoint)], patience)
    version = process.greeting().get("comet")
    if not isinstance(version, str):
        raise process.garbled(version)
    return Comet(f"comet|{model.repositories[0]}@{model.revision}|unbabel-comet {version}", process)
