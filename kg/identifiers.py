"""Identifiers: short hashes of structured keys, and readable local names for IRIs.

Invariants: an identifier depends on nothing but its key; keys are hashed as JSON, so ("a", "b,c") and ("a,b", "c") differ.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

HASH_CHARACTERS = 16
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = re.compile(r"[^\w\-]+")


def digest(*key: object) -> str:
    """Hash a structured key.

    Args:
        *key: strings, numbers, booleans, None, and lists or tuples of these.

    Returns:
        16 lower-case hexadecimal characters (64 bits of SHA-256 over the key as compact JSON).

    Example:
        >>> digest("a", ["b", 1]) == digest("a", ["b", 1])
        True
        >>> digest("a", "b,c") == digest("a,b", "c")
        False
    """
    return hashlib.sha256(_ENCODE(key).encode("utf-8", "surrogatepass")).hexdigest()[:HASH_CHARACTERS]


def local_name(name: str) -> str:
    """Turn a name into the readable end of an IRI: words joined by underscores, letters and digits of any script.

    Args:
        name: a label in any script.

    Returns:
        A non-empty string of letters, digits, underscores and hyphens.

    Example:
        >>> local_name("Côte d'Ivoire")
        'Côte_d_Ivoire'
    """
    text = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("_-")
    return text[:80].strip("_-") or "unnamed"
