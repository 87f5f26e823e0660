"""What runs in the environment of unbabel-comet: scores pairs of texts, a line of JSON in, a line of JSON out.

It is no part of mtqa's own process, imports nothing of mtqa's, and has to run on Python 3.8. Whatever comet prints goes
to standard error.
"""

import json
import os
import sys
from typing import Any


def main(checkpoint: str) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)

    def say(message: Any) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    # Beside this script are modules of mtqa's, and one is called comet.
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [place for place in sys.path if os.path.abspath(place) != here]
    # Comet opens its tokenizer by the name of a repository, and takes a folder of that name if there is one.
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(checkpoint))))
    try:
        import comet  # noqa: PLC0415
        import torch  # noqa: PLC0415

        model = comet.load_from_checkpoint(checkpoint, local_files_only=True)
        say({"comet": comet.__version__})
        for line in sys.stdin.buffer:
            say(scored(model, json.loads(line), int(torch.cuda.is_available())))
    except Exception as error:
        say({"error": "{}: {}".format(type(error).__name__, error)})  # noqa: UP032


def scored(model: Any, samples: Any, gpus: int) -> Any:
    """The scores, the spans of errors where the model tells any, and which pairs are longer than what it reads."""
    found = model.predict(samples, batch_size=8, gpus=gpus, progress_bar=False)
    spans = found.get("metadata", {}).get("error_spans") or [[] for _ in samples]
    read, most = model.encoder.tokenizer, model.encoder.max_positions
    lengths = [sum(len(read(text)["input_ids"]) for text in sample.values()) for sample in samples]
    return {"scores": list(found["scores"]), "spans": spans, "cut": [length > most for length in lengths]}


if __name__ == "__main__":
    main(sys.argv[1])
