"""Markup that shows as text: “&quot;”, “&#39;”, “<br>”, “[/b]”, “(/upload/1.jpg)”.

What extraction of a page leaves when it unescapes once too little, or cuts a tag in two. In HTML, XML and Markdown
files markup is read as such and never gets here. What the source has too was not left by anyone: a message of a program
keeps its tags.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment

ENTITY = r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});"
BLOCK = r"</?(?:br|p|div|li|ul|ol|h[1-6]|table|tr|td|th|hr|blockquote)(?: [^<>]{0,200})?/?>"
INLINE = r"</?(?:a|b|i|u|s|em|strong|span|img|font|sup|sub|small|center|cite|q|strike)(?: [^<>]{0,200})?/?>"
SQUARE = r"\[(?:/(?:b|i|u|s|url|img|quote)|(?:url|img|quote|size|color|caption|video|gallery)(?:[= ][^\[\]]{0,200})?)\]"
IMAGE = r"\(?[\w/:%-][\w/.:%-]{0,120}\.(?:jpe?g|png|gif|webp)\)"


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    if match["mark"] in segment.source:
        return None
    start, end = match.span("mark")
    if match["entity"]:
        from html import unescape  # noqa: PLC0415 – its table of names is long, and most texts hold none

        meant = unescape(match["entity"])
        return Hit(start, end, meant) if meant != match["entity"] else None
    after = segment.target[end : end + 1]
    is_glued = not match["gap"] and start > 0
    kept = after.strip() and after not in ".,;:!?" and (match["gap"] or (match["block"] and is_glued))
    return Hit(start, end, Edit(match.start(), end, " " if kept else ""))


rule = Rule(
    find=Pattern(
        rf"(?P<gap> ?)(?P<mark>(?P<entity>{ENTITY})|(?P<block>{BLOCK})|{INLINE}|{SQUARE}|{IMAGE})",
        judge=judge,
        flags=re.IGNORECASE,
    ),
    message="“{found}” is markup that was left in the text",
    examples=(
        Bad("They sailed with Salt &amp; Sons.", at="&amp;", fixed="They sailed with Salt & Sons."),
        Bad("The harbour&#39;s lights went out.", at="&#39;", fixed="The harbour's lights went out."),
        Bad("It rained.<br>Then it stopped.", at="<br>", fixed="It rained. Then it stopped."),
        Bad("It rained <br /> and stopped.", at="<br />", fixed="It rained and stopped."),
        Bad("A <b>new road.", at="<b>", fixed="A new road."),
        Bad('See <a href="/news/12">the news.', at='<a href="/news/12">', fixed="See the news."),
        Bad("A new road [/b] was built.", at="[/b]", fixed="A new road was built."),
        Bad("The pier at dawn (/upload/pier_1.jpg)", at="(/upload/pier_1.jpg)", fixed="The pier at dawn"),
        Good("Smith & Sons; and R&D; too."),
        Good("If a < b and c > d, then [b] is the key."),
        Good("He wrote <3 under the picture pier.jpg, dated [1950]."),
        Good("To go on, press <b>Next</b>.", source="Чтобы продолжить, нажмите <b>Далее</b>.", source_lang="ru"),
        Good("An <unknown> word in angle brackets."),
        Missed("The pier at dawn [[File:pier]]"),
    ),
)
