"""The commands `mtqa check`, `mtqa baseline` and `mtqa fix`, and nothing else."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import click

from mtqa import baseline as baselines
from mtqa import config, files, formats, options, paths, reports, run, settings, texts
from mtqa import rules as rules_of
from mtqa.errors import PASSED, CannotRun, guarded
from mtqa.gate import Tally
from mtqa.known import Known
from mtqa.mending import Mended
from mtqa.progress import Progress
from mtqa.reports.summary import count
from mtqa.reports.terminal import printable, visible
from mtqa.rule import Opined
from mtqa.segment import Checked
from mtqa.verdict import Verdict


@click.command()
@options.settings
@options.models
@options.jobs
@click.option("--no-cache", "cache", flag_value=False, default=None, type=bool, help="Check unchanged files again.")
@click.option("-o", "--output", multiple=True, default=["full"], callback=options.output, metavar="FORMAT[:PATH]",
              help=f"Repeatable: {', '.join(reports.NAMES)}.  [default: full]")  # fmt: skip
@click.option("--fail-on", type=click.Choice(settings.FAIL_ON), help="Least severity that fails.")
@click.option("--max-penalty", type=click.FloatRange(min=0), callback=options.finite, metavar="N",
              help="Most penalty points for 1,000 words.")  # fmt: skip
@click.option("--baseline", "baseline_file", metavar="FILE", help="Findings in this file do not count.")
@click.option("--changed-from", "commit", callback=options.given, metavar="REF",
              help="Only lines changed since REF in git count.")  # fmt: skip
def check(
    names: tuple[str, ...],
    places: texts.Places,
    output: list[tuple[str, str]],
    baseline_file: str | None,
    commit: str,
    **flags: Any,
) -> None:
    """Report the faults in texts: files, folders, or - for standard input. Without PATH, the working folder."""
    verdict, tally, progress = Verdict(), Tally(), _progress()
    _refuse_idle(flags)
    gate = config.nearest(Path.cwd()).overridden(flags).gate._replace(unread=verdict.errors)
    place = _baseline(baseline_file, flags)
    gate = gate._replace(baseline=place or gate.baseline)
    known = Known(baselines.load(place, _unasked(flags)) if place else None, commit)
    written = [path for _, path in output if path]
    _refuse_overwriting(output, (*names, places.source, *flags["glossary"], str(place or "")))
    if commit and places.stdin:
        raise CannotRun(f"{places.stdin}: --changed-from is for files; git cannot tell what standard input changed")
    found = run.check(names, flags, places._replace(written=written), known, progress)
    results: Iterable[Checked] = tally.watch(verdict.judged(verdict.readable(progress.waiting(found))))
    if len(output) > 1:
        results = list(results)
    for name, path in sorted(output, key=_may_replace_what_is_read):
        try:
            with guarded(path or "standard output", f"the report {name}"), _opened(path) as out:
                reports.report(name)(results, out, gate)
        except CannotRun as error:
            verdict.broke(error)
        except OSError as error:
            if not path:
                raise
            verdict.broke(CannotRun(f"{path}: cannot be written: {error.strerror}"))
    verdict.fail(when=bool(gate.reasons(tally)))
    sys.exit(verdict.code)


@click.command()
@options.settings
@options.models
@options.jobs
@click.option("--baseline", "file", metavar="FILE", help=f"The file to write.  [default: {baselines.NAME}]")
@click.option("--prune", is_flag=True, help="Only take out what is no longer found.")
def baseline(names: tuple[str, ...], places: texts.Places, file: str | None, prune: bool, **flags: Any) -> None:
    """Write the findings in texts to a file, so that `mtqa check --baseline FILE` counts new ones only.

    Entries of files that are not checked stay. Without PATH, the working folder.
    """
    verdict, progress = Verdict(), _progress()
    _refuse_idle(flags)
    place = _baseline(file, flags) or Path(baselines.NAME)
    known = baselines.load(place, _unasked(flags)) if prune or place.exists() else baselines.Baseline(place)
    found = run.check(names, flags, places, Known(known), progress)
    results = verdict.readable(progress.waiting(found))
    entries = [known.entry(finding) for checked in results for finding in (*checked.findings, *checked.known)]
    if verdict.code == PASSED:
        kept = known.pruned() if prune else [*entries, *known.unseen()]
        baselines.write(place, kept)
        click.echo(f"{printable(str(place))}: {count(len(set(kept)), 'finding')} known")
    sys.exit(verdict.code)


def _progress() -> Progress:
    """How far the command is, shown until it ends."""
    return click.get_current_context().with_resource(Progress(sys.stderr))


def _unasked(flags: Mapping[str, Any]) -> list[str]:
    """The rules that do not look at every segment: those that the flags leave out, and those on what models say, unless
    they are asked about all."""
    question = config.nearest(Path.cwd()).overridden(flags).question
    is_scored = bool(question.score) and question.all_segments
    chosen = {rule.id for rule in rules_of.choose(flags["select"], flags["ignore"])}
    return [
        rule.id
        for rule in rules_of.load()
        if rule.id not in chosen or (isinstance(rule.find, Opined) and not is_scored)
    ]


def _refuse_idle(flags: Mapping[str, Any]) -> None:
    """No flag says what to ask a model where none is asked."""
    question = config.nearest(Path.cwd()).overridden(flags).question
    if flags["min_score"] is not None and not question.score:
        raise CannotRun("--min-score is for the scores of a model; name one with --score")
    if flags["all_segments"] and not question.is_asked:
        raise CannotRun("--all-segments is for models; name one with --score or --retranslate")


def _refuse_overwriting(output: list[tuple[str, str]], read: Iterable[str]) -> None:
    """No report takes the place of what it is about, but for findings written into an XLIFF file, or of another one."""
    places = [(name, Path(os.path.realpath(path))) for name, path in output if path]
    inputs = {Path(os.path.realpath(name)) for name in read if name}
    for number, (name, path) in enumerate(places):
        if path in inputs and not (name == "xliff" and formats.FORMATS.get(path.suffix.lower()) == "xliff"):
            raise CannotRun(f"{path}: is read by this run; give -o {name} another path")
        if path in (other for _, other in places[:number]) and (path.is_file() or not path.exists()):
            raise CannotRun(f"{path}: is named by two reports; give each a path of its own")


def _may_replace_what_is_read(output: tuple[str, str]) -> bool:
    """Whether a report may take the place of a text that others read again."""
    name, path = output
    return name == "xliff" and bool(path)


def _baseline(path: str | None, flags: Mapping[str, Any]) -> Path | None:
    return Path(path) if path else config.nearest(Path.cwd()).overridden(flags).baseline_path


@click.command()
@options.settings
@options.models
@options.jobs
@click.option("--unsafe", is_flag=True, help="Make the fixes too that could change what the text means.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing; exit 1 if anything would.")
def fix(names: tuple[str, ...], places: texts.Places, unsafe: bool, diff: bool, **flags: Any) -> None:
    """Mend texts in place; - mends standard input to standard output. Without PATH, the working folder."""
    verdict, progress = Verdict(), _progress()
    _refuse_idle(flags)
    if not unsafe and (flags["score"] or flags["retranslate"]):
        raise CannotRun("what a model translates anew is an unsafe fix; add --unsafe, or leave out what it is asked")
    if not config.nearest(Path.cwd()).overridden(flags).retranslate:
        if flags["score"]:
            raise CannotRun("--score weighs what is translated anew; add --retranslate NAME, or leave it out")
        flags["score"] = ""
    found = run.mend(names, flags, places, progress, unsafe=unsafe)
    for mended in verdict.readable(progress.waiting(found)):
        try:
            verdict.fail(when=_show(mended) if diff else _write(mended))
        except CannotRun as error:
            verdict.broke(error)
    sys.exit(verdict.code)


def _show(mended: Mended) -> bool:
    for line in mended.diff():
        sys.stdout.write(f"{visible(line)}\n" if sys.stdout.isatty() else line)
    return mended.data != mended.before


def _write(mended: Mended) -> bool:
    if mended.path == paths.STDIN:
        sys.stdout.buffer.write(mended.data)
    elif mended.data != mended.before:
        files.replace(mended.path, mended.before, mended.data)
        click.echo(f"{printable(str(mended.path))}: {count(mended.fixes, 'fault')} mended")
    return False


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    if not path:
        yield sys.stdout
        return
    with files.writing(Path(path)) as file:
        out = TextIOWrapper(file, "utf8", "backslashreplace", newline="\n", write_through=True)
        yield out
        out.detach()
