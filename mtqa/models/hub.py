"""The hub that models come from: huggingface.co, or what HF_ENDPOINT names.

The only module here that opens a connection to it, and only `mtqa models pull` calls it.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mtqa.errors import CannotRun

SECONDS = 10


class Remote(NamedTuple):
    """A file of a repository: its size in bytes, and the hash that the hub tells of it.

    That is the SHA-256 of a large file, and git's SHA-1 of a blob for a small one.
    """

    repository: str
    commit: str
    name: str
    size: int
    digest: str


class Repository(NamedTuple):
    """What the hub tells of a repository: its commit, its files, and the licence that its card names, if it does."""

    name: str
    commit: str
    files: tuple[Remote, ...]
    licence: str


def repository(name: str, revision: str) -> Repository:
    """The repository at a branch, a tag or a commit. Raises CannotRun where the hub does not tell."""
    library = _library()
    with _told(library, name, revision):
        info = library.HfApi(library_name="mtqa").model_info(
            name, revision=revision, files_metadata=True, timeout=SECONDS
        )
    files = (
        Remote(name, info.sha, file.rfilename, file.size or 0, (file.lfs.sha256 if file.lfs else file.blob_id) or "")
        for file in info.siblings
    )
    return Repository(name, info.sha, tuple(files), str(getattr(info.card_data, "license", None) or ""))


def download(file: Remote, folder: Path) -> None:
    """Put a file of a repository into a folder, or what is missing of it. Raises CannotRun where that fails, or the
    file is not the one that the hub told of."""
    library = _library()
    at = {"revision": file.commit, "local_dir": folder, "library_name": "mtqa"}
    with _told(library, file.repository, file.commit):
        place = Path(library.hf_hub_download(file.repository, file.name, **at))
    if file.digest != (_sha256(place) if len(file.digest) == 64 else _blob(place)):
        place.unlink()
        raise CannotRun(f"{file.repository}: {file.name} is not the file that the hub told of; pull it again")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blob(path: Path) -> str:
    """The hash by which git names a file's content."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _library() -> Any:
    """What speaks with the hub: by HTTP alone, so that downloads resume and nothing is written beside them."""
    for switch in ("HF_HUB_DISABLE_XET", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ.setdefault(switch, "1")
    try:
        import huggingface_hub.constants  # noqa: PLC0415
        import huggingface_hub.errors  # noqa: PLC0415
        import huggingface_hub.utils  # noqa: PLC0415
    except ImportError:
        raise CannotRun("models are pulled by huggingface_hub; type pip install 'mtqa[models]'") from None
    huggingface_hub.utils.logging.set_verbosity_error()
    if not sys.stderr.isatty():
        huggingface_hub.utils.disable_progress_bars()
    return huggingface_hub


@contextmanager
def _told(library: Any, name: str, revision: str) -> Iterator[None]:
    """Say in one line what the hub refuses, and what to do about it."""
    errors, endpoint = library.errors, library.constants.ENDPOINT
    network = (errors.HfHubHTTPError.__mro__[1], OSError)  # the first is that of the library of HTTP, which changes
    try:
        yield
    except errors.GatedRepoError as error:
        advice = f"accept its licence at {endpoint}/{name}, set HF_TOKEN to a token of yours and pull it again"
        raise CannotRun(f"{name}: is not open to all; {advice}") from error
    except errors.RepositoryNotFoundError as error:
        raise CannotRun(f"{name}: {endpoint} has no such repository, or not for everybody; set HF_TOKEN") from error
    except errors.RevisionNotFoundError as error:
        raise CannotRun(f"{name}: has no revision {revision!r}; name another in a models.txt of your own") from error
    except errors.OfflineModeIsEnabled as error:
        raise CannotRun(
            f"{name}: HF_HUB_OFFLINE forbids to pull it; unset it, or name a folder that holds it"
        ) from error
    except network as error:
        why = str(error).strip().partition("\n")[0] or type(error).__name__
        raise CannotRun(f"{name}: {endpoint}: {why}; pull it again, what was fetched is kept") from error
