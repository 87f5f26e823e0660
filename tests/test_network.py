"""No command opens a connection but `models pull`, the judge and a server that is asked for."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import FAULTY, Shell, printed

REFUSAL = """
import sys

def refuse(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") or (
        event in ("socket.bind", "socket.connect") and not isinstance(arguments[1], (str, bytes))
    ):
        print("NETWORK", event, file=sys.stderr, flush=True)
        raise OSError("the network is refused")

sys.addaudithook(refuse)
"""
DOCUMENT = f'{{"text": "{FAULTY.strip()}"}}\n'
PAIR = f"Паром следовал в порт.\t{FAULTY.strip()}"
COMMANDS = [
    "check --jobs 2 a.txt b.txt pairs.tsv",
    *(f"check a.txt -o {report}" for report in ("html", "sarif", "junit", "json", "xliff:out.xlf")),
    "check --score embedded pairs.tsv",
    "check --score {tiny} pairs.tsv",
    "check --retranslate {tiny} pairs.tsv",
    "models list",
    "models evaluate embedded judged.tsv",
    "baseline a.txt",
    "config .",
    "explain year-said-twice",
    "rules",
    "filter corpus.jsonl --out sorted --jobs 2",
    "fix --unsafe a.txt",
]


@pytest.fixture
def offline(mtqa: Shell) -> Shell:
    """The command, with a hook in it and in its workers that refuses and tells every use of the network."""
    mtqa.write("hook/sitecustomize.py", REFUSAL)
    mtqa.environment["PYTHONPATH"] += f"{os.pathsep}{mtqa.folder / 'hook'}"
    for name in ("a.txt", "b.txt"):
        mtqa.write(name, FAULTY)
    mtqa.write("pairs.tsv", f"source\ttarget\n{PAIR}\n")
    mtqa.write("judged.tsv", "source\ttarget\tscore\n" + "".join(f"{PAIR} {score}\t{score}\n" for score in range(100)))
    mtqa.write("corpus.jsonl", DOCUMENT * 3)
    return mtqa


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_uses_the_network(offline: Shell, tiny_marian: Path, command: str) -> None:
    code, _, told = printed(offline(*command.replace("{tiny}", str(tiny_marian)).split()))
    assert code < 2, told
    assert "NETWORK" not in told


def test_the_hook_refuses(offline: Shell) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=offline.environment,
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    assert "NETWORK socket.getaddrinfo" in told
    assert "the network is refused" in told


def test_models_pull_is_what_asks_for_the_network(offline: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        hub = f"http://127.0.0.1:{server.getsockname()[1]}"
        run = offline("models", "pull", "opus-mt-ru-en", HF_ENDPOINT=hub, HF_HUB_OFFLINE="0")
    code, _, told = printed(run)
    assert code == 2
    assert "NETWORK" in told
    assert "Traceback" not in told
