"""The last lines of a report: how much was found, and how much of it can be mended."""

from mtqa.gate import Gate, Tally
from mtqa.reports.terminal import visible


def count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def summary(tally: Tally, gate: Gate) -> str:
    """Counts, fixes, what models say and, where something is limited, the penalty and why the text does not pass."""
    lines, is_weighed = (
        [_counts(tally), visible(tally.opinions.told)],
        gate.max_penalty is not None or bool(gate.limits),
    )
    if is_weighed:
        lines.append(gate.told(tally))
    if is_weighed or gate.min_score is not None:
        lines += [f"Not passed: {reason}." for reason in gate.reasons(tally)]
    return "\n".join(filter(None, lines))


def _counts(tally: Tally) -> str:
    files = count(tally.documents, "file")
    if not tally.documents:
        return "No file was checked."
    if not tally.severities:
        return f"No faults in {files}."
    kinds = [count(tally.severities[kind], kind) for kind in ("error", "warning", "note")]
    return f"{kinds[0]}, {kinds[1]} and {kinds[2]} in {tally.faulty:,} of {files}.{_fixes(tally)}"


def _fixes(tally: Tally) -> str:
    safe, unsafe = tally.safe_fixes, tally.unsafe_fixes
    if safe and unsafe:
        return f"\n{safe:,} can be mended with `mtqa fix`, {unsafe:,} more with `mtqa fix --unsafe`."
    if safe:
        return f"\n{safe:,} can be mended with `mtqa fix`."
    return f"\n{unsafe:,} can be mended with `mtqa fix --unsafe`." if unsafe else ""
