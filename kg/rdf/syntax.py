"""RDF terms as Turtle writes them.

Invariants: what is written parses to the same term in every RDF 1.1 parser; the same term is always written the same way;
numbers are written in the canonical form of XML Schema 1.1, which stores keep, so a round trip through a store changes nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Context, Decimal

from kg.rdf.namespaces import escape_iri

# PN_CHARS_BASE of the Turtle grammar (production 163s) as far as IRIs may hold it, and what may follow the first character (167s).
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
)
_LOCAL = re.compile(f"[{_BASE}_0-9][{_BASE}_0-9\\-\u00b7\u0300-\u036f\u203f-\u2040]*")
# Beside what the grammar forbids: control characters, line separators, direction marks and non-characters, which hide or reorder what a reader sees.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LARGEST_DECIMAL = 1e18
_MOST_DIGITS = 12
_EXACT = Context(prec=40)  # 18 digits before the point and 12 after it


def name(prefix: str, local: str, namespaces: Mapping[str, str]) -> str:
    """Write an IRI as a prefixed name where its local part needs no escape, else in full.

    Args:
        prefix: a key of `namespaces`.
        local: what follows the namespace.
        namespaces: prefix to namespace.

    Returns:
        `ent:Xi_Jinping` or `<https://.../entity/a.b>`.

    Raises:
        KeyError: the prefix is not declared.

    Example:
        >>> name("ent", "Xi_Jinping", {"ent": "http://e/"}), name("ent", "a/b c", {"ent": "http://e/"})
        ('ent:Xi_Jinping', '<http://e/a/b%20c>')
    """
    namespace = namespaces[prefix]
    return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else iri(namespace + local)


def iri(text: str) -> str:
    """Write an absolute IRI in full.

    Example:
        >>> iri("http://e/a")
        '<http://e/a>'
    """
    return f"<{escape_iri(text)}>"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def literal(text: str, suffix: str = "") -> str:
    r"""Write a string literal on one line.

    Args:
        text: any string without lone surrogates.
        suffix: `@en`, `^^xsd:date` or nothing.

    Returns:
        The literal in double quotes; control characters, line separators and direction marks are escaped.

    Example:
        >>> literal('say "hi"\n', "@en")
        '"say \\"hi\\"\\n"@en'
    """
    return f'"{_ESCAPED.sub(_escape, text)}"{suffix}'


def decimal(number: float, digits: int = _MOST_DIGITS) -> str:
    """Write a number as xsd:decimal, or as xsd:double where a decimal could not hold it in every store.

    Args:
        number: any float.
        digits: digits after the point that are kept, at most 12.

    Returns:
        `0.93`, `"2"^^xsd:decimal`, or `"1.0E30"^^xsd:double` from 1e18 on, for numbers that would be rounded to nothing, and for NaN and infinities.

    Example:
        >>> decimal(0.93), decimal(1e10), decimal(1e30), decimal(-0.0)
        ('0.93', '"10000000000"^^xsd:decimal', '"1.0E30"^^xsd:double', '"0"^^xsd:decimal')
    """
    if not math.isfinite(number) or abs(number) >= _LARGEST_DECIMAL or (number and abs(number) < 10.0**-digits):
        return f'"{_double(number)}"^^xsd:double'
    text = f"{Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-digits), context=_EXACT):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if "." in text else f'"{text.replace("-0", "0") if text == "-0" else text}"^^xsd:decimal'


def _double(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "INF" if number > 0 else "-INF"
    sign, figures, exponent = Decimal(repr(number)).as_tuple()
    digits = "".join(map(str, figures)).rstrip("0") or "0"
    power = int(exponent) + len(figures) - 1
    return f"{'-' if sign else ''}{digits[0]}.{digits[1:] or '0'}E{power}"
