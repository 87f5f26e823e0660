"""What a rule says of itself: the listing of all rules, and one rule's page, from its docstring and examples."""

import re
from collections.abc import Collection
from textwrap import indent

from mtqa import rules
from mtqa.errors import unknown
from mtqa.rule import Bad, Example, Good, Missed, Rule
from mtqa.segment import Opinion

CODE = "    "
UNLIKELY = -1.0


def listing(names: Collection[str] = ()) -> str:
    """A line a rule: id, severity, kind of fix, and the first line of its documentation."""
    chosen = rules.choose(names)
    widest = max(len(rule.id) for rule in chosen)
    lines = list[str]()
    for number, rule in enumerate(chosen):
        if number == 0 or chosen[number - 1].family != rule.family:
            lines += ["", rule.family] if lines else [rule.family]
        lines.append(
            f"  {rule.id:{widest}}  {rule.severity:7}  {fix_of(rule):6}  {rule.about.splitlines()[0]}{_limit(rule)}"
        )
    return "\n".join(lines)


def fix_of(rule: Rule) -> str:
    """Which fix a rule offers: safe, unsafe, or - for none."""
    if not any(isinstance(example, Bad) and example.fixed is not None for example in rule.examples):
        return "-"
    return "safe" if rule.safe else "unsafe"


def _limit(rule: Rule) -> str:
    return f" (sees more with the extra {rule.extra})" if rule.extra else ""


def page(name: str) -> str:
    """The documentation of one rule, in Markdown. Raises CannotRun where there is no such rule."""
    known = {rule.id: rule for rule in rules.load()}
    if name not in known:
        raise unknown("rule", name, known)
    rule = known[name]
    parts = [f"# {rule.id}", f"{rule.family}, {rule.severity}, fix: {fix_of(rule)}{_limit(rule)}", rule.about]
    options = [f"- `{option}` = `{default!r}`" for option, default in rules.option_names(rule).items()]
    bad = [_bad(example) for example in rule.examples if isinstance(example, Bad)]
    good = [_shown(example) for example in rule.examples if isinstance(example, Good)]
    missed = [_shown(example) for example in rule.examples if isinstance(example, Missed)]
    if options:
        parts += ["## Options", "\n".join(options)]
    for title, texts in (("Found", bad), ("Left alone", good), ("Not found yet", missed)):
        if texts:
            parts += [f"## {title}", indent("\n".join(texts), CODE)]
    return "\n\n".join(parts)


def _bad(example: Bad) -> str:
    start = example.text.index(example.at)
    end = start + len(example.at)
    marked = f"{example.text[:start]}⟦{example.at}⟧{example.text[end:]}"
    fixed = "" if example.fixed is None else f"\n→ {_on_a_line(example.fixed)}"
    return _shown(example, marked) + fixed


def _shown(example: Example, marked: str = "") -> str:
    """The example, above it its source, behind it what a model says."""
    source = f"{_on_a_line(example.source)}\n" if example.source else ""
    said = f"  ({_said(example.opinion, example.text)})" if example.opinion else ""
    return source + _on_a_line(marked or example.text) + said


def _said(opinion: Opinion, text: str) -> str:
    """The score and the least that is good enough, and the words that are not likely."""
    said = [f"score {opinion.score.value:g}"] if opinion.score else ["no score"]
    said += [] if opinion.least is None else [f"at least {opinion.least:g}"]
    unlikely = [token for token in opinion.score.tokens if token.log_probability < UNLIKELY] if opinion.score else []
    return ", ".join([*said, *(f"{text[token.start : token.end]} {token.log_probability:g}" for token in unlikely)])


def _on_a_line(text: str) -> str:
    return re.sub(r"\n+", " ¶ ", text)
