"""A translation model that is trained within a test run: a toy Russian and English, and a Marian that knows them.

A sentence is a choice of words, put into either language by the same grammar; so a wrong translation of it is the right
one of a sentence that differs in one choice. No sentence that is `held_out` is trained on.
"""

import io
import json
import random
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32


class Person(NamedTuple):
    """A name in Russian, nominative and accusative, and in English."""

    nominative: str
    accusative: str
    english: str


class Subject(NamedTuple):
    """What stands before the verb, and which of a verb's Russian forms it takes."""

    russian: str
    english: str
    form: int = 3


class Thing(NamedTuple):
    """A noun in Russian, accusative and after a number from five, and in English, one and many."""

    accusative: str
    counted: str
    english: str
    many: str


class Verb(NamedTuple):
    """The Russian forms after “я”, “мы”, “они” and one other, and the English one."""

    russian: tuple[str, str, str, str]
    english: str


class Sentence(NamedTuple):
    subject: Subject | Person
    negated: bool
    verb: Verb
    object: Thing | Person
    number: int
    adverb: tuple[str, str]
    year: int

    @property
    def source(self) -> str:
        subject, form = (
            (self.subject.nominative, 3)
            if isinstance(self.subject, Person)
            else (self.subject.russian, self.subject.form)
        )
        what = self.object.accusative
        if isinstance(self.object, Thing) and self.number:
            what = f"{self.number} {self.object.counted}"
        words = [subject, "не" * self.negated, self.verb.russian[form], what, self.adverb[0]]
        return _written([*words, f"в {self.year} году" * bool(self.year)])

    @property
    def target(self) -> str:
        third = isinstance(self.subject, Person) or self.subject.form == 3
        verb = self.verb.english + "s" * third
        if self.negated:
            verb = f"{'does' if third else 'do'} not {self.verb.english}"
        what = self.object.english if isinstance(self.object, Person) else f"the {self.object.english}"
        if isinstance(self.object, Thing) and self.number:
            what = f"{self.number} {self.object.many}"
        return _written([self.subject.english, verb, what, self.adverb[1], f"in {self.year}" * bool(self.year)])

    @property
    def held_out(self) -> bool:
        return crc32(self.source.encode()) % 10 == 0


def _written(words: list[str]) -> str:
    text = " ".join(filter(None, words))
    return f"{text[0].upper()}{text[1:]}."


PERSONS = (
    Person("Анна", "Анну", "Anna"),
    Person("Виктор", "Виктора", "Viktor"),
    Person("Мария", "Марию", "Maria"),
    Person("Павел", "Павла", "Pavel"),
    Person("Ольга", "Ольгу", "Olga"),
    Person("Борис", "Бориса", "Boris"),
)
SUBJECTS = (
    Subject("я", "I", 0),
    Subject("мы", "we", 1),
    Subject("они", "they", 2),
    Subject("врач", "the doctor"),
    Subject("сосед", "the neighbour"),
    Subject("учитель", "the teacher"),
)
VERBS = (
    Verb(("вижу", "видим", "видят", "видит"), "see"),
    Verb(("знаю", "знаем", "знают", "знает"), "know"),
    Verb(("помню", "помним", "помнят", "помнит"), "remember"),
    Verb(("рисую", "рисуем", "рисуют", "рисует"), "draw"),
    Verb(("хвалю", "хвалим", "хвалят", "хвалит"), "praise"),
)
THINGS = (
    Thing("книгу", "книг", "book", "books"),
    Thing("дом", "домов", "house", "houses"),
    Thing("город", "городов", "city", "cities"),
    Thing("картину", "картин", "painting", "paintings"),
    Thing("письмо", "писем", "letter", "letters"),
)
ADVERBS = (("", ""), ("снова", "again"), ("часто", "often"), ("сегодня", "today"), ("везде", "everywhere"))
COUNTS = (0, 5, 6, 7, 8, 9)
YEARS = (0, 2015, 2016, 2018, 2019, 2021)


def sentences(seed: int) -> Iterator[Sentence]:
    """Sentences without end, the same for the same seed."""
    chosen = random.Random(seed)
    while True:
        yield Sentence(
            chosen.choice((*SUBJECTS, *PERSONS)),
            chosen.random() < 0.4,
            chosen.choice(VERBS),
            chosen.choice((*THINGS, *PERSONS)),
            chosen.choice(COUNTS),
            chosen.choice(ADVERBS),
            chosen.choice(YEARS),
        )


def held_out(count: int) -> list[Sentence]:
    """So many sentences that the model has not seen, no two alike."""
    found = dict[Sentence, None]()
    for sentence in sentences(1):
        if len(found) == count:
            break
        if sentence.held_out:
            found[sentence] = None
    return list(found)


def damaged(count: int) -> list[tuple[Sentence, dict[str, str]]]:
    """Unseen sentences with wrong targets of each: without the “not”, with another number, with another name."""
    rows = list[tuple[Sentence, dict[str, str]]]()
    for sentence in sentences(2):
        if len(rows) == count:
            break
        if sentence.held_out and sentence.negated and sentence.year and isinstance(sentence.subject, Person):
            other = PERSONS[(PERSONS.index(sentence.subject) + 1) % len(PERSONS)]
            year = YEARS[YEARS.index(sentence.year) % (len(YEARS) - 1) + 1]
            wrong = {
                "negation": sentence._replace(negated=False),
                "number": sentence._replace(year=year),
                "name": sentence._replace(subject=other),
            }
            rows.append((sentence, {kind: worse.target for kind, worse in wrong.items()}))
    return rows


STEPS, BATCH, WIDTH = 500, 64, 64
SENTENCES = 6000


def train(folder: Path) -> None:
    """Writes a Marian model from the toy Russian to the toy English as a folder such as a hub gives."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.manual_seed(0)
    torch.set_num_threads(1)
    seen = list(islice((sentence for sentence in sentences(0) if not sentence.held_out), SENTENCES))
    pad = _write_vocabulary(folder, seen)
    with warnings.catch_warnings(action="ignore"):
        tokenizer: Any = MarianTokenizer.from_pretrained(folder)
    model: Any = MarianMTModel(_config(pad))
    coded = tokenizer(
        [sentence.source for sentence in seen],
        text_target=[sentence.target for sentence in seen],
        padding=True,
        return_tensors="pt",
    )
    coded["labels"][coded["labels"] == pad] = -100
    best: Any = torch.optim.AdamW(model.parameters(), weight_decay=0.0)
    pace = torch.optim.lr_scheduler.OneCycleLR(best, max_lr=3e-3, total_steps=STEPS, pct_start=0.15)
    model.train()
    for _ in range(STEPS):
        rows = torch.randint(len(seen), (BATCH,))
        model(**{name: values[rows] for name, values in coded.items()}).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        best.step()
        # Decoding starts with <pad>, and CTranslate2 takes it to be embedded as nothing.
        model.model.shared.weight.data[pad] = 0
        pace.step()
        best.zero_grad()
    model.eval()
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.num_beams = 4
    model.save_pretrained(folder)


def _config(pad: int) -> Any:
    from transformers import MarianConfig

    return MarianConfig(
        vocab_size=pad + 1,
        d_model=WIDTH,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        max_position_embeddings=128,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        scale_embedding=True,
        activation_function="swish",
        static_position_embeddings=True,
        dropout=0.0,
        attention_dropout=0.0,
    )


def _write_vocabulary(folder: Path, seen: list[Sentence]) -> int:
    """Writes the files of a Marian tokenizer, and tells the number of <pad>, which is the last one."""
    numbers = {"</s>": 0, "<unk>": 1}
    for name, texts in (("source", [row.source for row in seen]), ("target", [row.target for row in seen])):
        for piece in train_pieces(folder / f"{name}.spm", texts):
            numbers.setdefault(piece, len(numbers))
    numbers["<pad>"] = len(numbers)
    (folder / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False), "utf8")
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "ru",
        "target_lang": "en",
        "model_max_length": 128,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf8")
    return numbers["<pad>"]


def train_pieces(path: Path, texts: list[str], size: int = 200) -> list[str]:
    """Writes a sentencepiece model of these texts, and gives its pieces in order."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts[:1000]),
        model_writer=written,
        vocab_size=size,
        character_coverage=1.0,
        unk_id=0,
        bos_id=-1,
        eos_id=-1,
        pad_id=-1,
        hard_vocab_limit=False,
        minloglevel=2,
        num_threads=1,
    )
    path.write_bytes(written.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
