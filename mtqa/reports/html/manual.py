"""The page that explains a rule, as blocks of text: the little Markdown that `mtqa explain` writes, and no more."""

from collections.abc import Iterable, Iterator
from textwrap import dedent
from typing import NamedTuple

from mtqa import explain
from mtqa.errors import CannotRun


class Block(NamedTuple):
    """A heading, a paragraph, a list, or lines of examples. Each of its lines is text and code by turns."""

    kind: str
    lines: list[list[str]]

    @property
    def examples(self) -> list[list[list[str]]]:
        """The lines of examples, each with its mended form."""
        examples = list[list[list[str]]]()
        for line in self.lines:
            if examples and line[0].startswith("→ "):
                examples[-1].append(line)
            else:
                examples.append([line])
        return examples


class Manual(NamedTuple):
    """What is said of a rule; `gist` is the first line of it."""

    rule: str
    kind: str
    gist: list[str]
    blocks: list[Block]


def manuals(rules: Iterable[str]) -> Iterator[Manual]:
    """The pages of these rules, but for those that are not known."""
    for rule in rules:
        try:
            page = explain.page(rule)
        except CannotRun:
            continue
        _, kind, about, *rest = page.split("\n\n")
        gist, _, more = about.partition("\n")
        yield Manual(rule, kind, gist.split("`"), [_block(text) for text in (more, *rest) if text])


def _block(text: str) -> Block:
    if text.startswith("## "):
        return Block("heading", [[text[3:]]])
    if text.startswith(explain.CODE):
        return Block("examples", [[line] for line in dedent(text).split("\n")])
    if text.startswith("- "):
        return Block("list", [line.split("`") for line in text[2:].split("\n- ")])
    return Block("text", [text.replace("\n", " ").split("`")])
