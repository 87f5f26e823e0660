"""What findings depend on beside the text: the settings with the files that they name, and the program with all that it
works by. Where none of that has changed, the same text has the same faults."""

import json
import os
import sys
import unicodedata
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from mtqa.blake2 import blake2b
from mtqa.config import Config

PACKAGE = Path(__file__).parent


def on_settings(config: Config) -> str:
    """A mark of the settings, and of what is in the files that they name. Raises OSError where one cannot be read."""
    folder = Path(config.origin).parent
    named = filter(None, (config.words_file, config.models, *config.glossary))
    contents = [blake2b((folder / name).read_bytes()).hexdigest() for name in named]
    settings = replace(config, jobs=0, cache=True).as_toml().partition("\n")[2]
    return json.dumps([settings, contents])


@cache
def on_program() -> str:
    """A mark of the files of this program, of Python, and of the packages that are installed beside it."""
    mark = blake2b(f"{sys.version} {unicodedata.unidata_version} {_installed()}".encode(), digest_size=16)
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            mark.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()


def _installed() -> list[str]:
    """The names of installed packages with their versions, as their folders of metadata have them."""
    found = set[str]()
    for folder in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
    return sorted(found)
