"""The words and forms that dates and periods are made of.

Invariants: closed classes of English in lower case; `TRIGGERS` tells by a word which kind of expression may stand there.
"""

from __future__ import annotations

import re

from kg.annotations.calendar import MONTHS, SEASONS, WEEKDAYS

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty".split()
    )
}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "dozen": 12}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "twenty-first": 21}
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
PARTS = frozenset("morning afternoon evening night noon midnight midday lunchtime".split())
UNITS = {
    word: unit
    for unit, listed in {
        "day": "day days",
        "week": "week weeks fortnight",
        "month": "month months",
        "year": "year years",
        "decade": "decade decades",
        "century": "century centuries",
        "quarter": "quarter",
        "half": "half",
        "weekend": "weekend",
        "season": "season",
        "hour": "hour hours minutes",
    }.items()
    for word in listed.split()
}
LAST = frozenset(("last", "previous", "past"))
NEXT = frozenset(("next", "coming", "upcoming", "following"))
THIS = frozenset(("this", "current"))
BEFORE_YEAR = frozenset(
    "in since by until till of from during to and between before after around circa c. early late mid mid- ( , for through or — – - / than".split()
)
YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
DECADE = re.compile(r"(?:(1[0-9]|20)(\d0)|['’](\d0))['’]?s")
DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
ISO = re.compile(r"(1\d\d\d|20\d\d)-(0\d|1[0-2])-([0-2]\d|3[01])(?!\d)")
CENTURY = re.compile(r"(1?\d|2[01])(?:st|nd|rd|th)")
TRIGGERS = {
    **dict.fromkeys(MONTHS, "month"),
    **dict.fromkeys(WEEKDAYS, "weekday"),
    **dict.fromkeys(DAYS, "day"),
    **dict.fromkeys(UNITS, "unit"),
    **dict.fromkeys(SEASONS, "season"),
    **dict.fromkeys(PARTS, "part"),
}
