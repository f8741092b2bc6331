"""What XML needs beyond what the engine does.

Invariants: a carriage return is written as a reference, for a parser would turn it into a line feed; a character that XML cannot hold is refused.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

# XML 1.0, production 2; in UTF-8 the non-characters U+FFFE and U+FFFF are EF BF BE and EF BF BF.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def escape_returns(body: bytes) -> bytes:
    """Make XML that the engine wrote keep its carriage returns.

    Args:
        body: XML in UTF-8 whose only carriage returns are in text and attributes.

    Returns:
        The same with each carriage return as a character reference.

    Raises:
        UsageError: the text holds a character that XML 1.0 cannot hold.

    Example:
        >>> escape_returns(b"<a>x\\r\\n</a>")
        b'<a>x&#13;\\n</a>'
    """
    if found := _FORBIDDEN.search(body):
        raise UsageError(f"XML cannot hold the character U+{ord(found[0].decode()):04X} of this graph", remedy="take a format that is not XML")
    return body.replace(b"\r", b"&#13;")
