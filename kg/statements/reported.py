"""Reported clauses that the parser tore apart, put together again.

Invariants: only verbs of speech are mended; a mend changes the clauses, never the parse, and needs the torn half right beside the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotations.parse import Parse
    from kg.statements.clauses import Clause, Clauses

COORDINATORS = frozenset(("and", "but", "or", "so", "while"))
LISTENED = frozenset(("tell", "inform", "assure", "remind", "brief", "caution", "warn"))  # verbs that take a listener without “to”


def mend_reports(clauses: Clauses) -> None:
    """Mend the cues of a document with what they report, in place, before missing subjects are recovered."""
    parse = clauses.parse
    for cue in list(clauses.by_head.values()):
        if cue.complements and cue.subjects:
            _coordinated(clauses, cue)
        if not _speaks(clauses, cue):
            continue
        _inverted(clauses, cue)
        if cue.link == "conj" and cue.finite and not cue.subjects:
            _said_on(clauses, cue)
        if not cue.subjects and cue.link == "conj" and cue.finite:
            _led_in(clauses, cue)
        if not cue.subjects and cue.finite and cue.link == "root":
            _apposed(clauses, cue)
        if any(parse.tags[o] in ("WP", "WDT") for o in cue.objects):
            continue  # “what it called a threat”
        if cue.objects and not cue.passive:
            _unjoined(clauses, cue)
        if not cue.objects and not cue.passive and cue.prepositions:
            _far_clause(clauses, cue)
        if cue.complements:
            _torn(clauses, cue)
            if cue.link == "relcl":
                _which_he_said(clauses, cue)


def _speaks(clauses: Clauses, clause: Clause) -> bool:
    traits = clauses.lexicon.traits
    supposes = any(t.pos == "conjunction" for t in traits.get(clauses.parse.words[clause.head].lower(), ()))
    return not supposes and any(t.speech for t in traits.get(clause.lemma, ()) if t.pos == "verb")


def _gap(parse: Parse, first: int, last: int) -> bool:
    """Whether only commas and blanks stand in tokens [first, last)."""
    return all(parse.pos[t] in ("PUNCT", "SPACE") for t in range(first, last))


def _inverted(clauses: Clauses, cue: Clause) -> None:
    """“Most guests, said Dorn, are required to …”: who stands behind the inverted verb says it; who stands before it is spoken of."""
    parse = clauses.parse
    before = [s for s in cue.subjects if s < cue.head]
    behind = [s for s in cue.subjects if s > cue.head]
    if len(before) != 1 or not behind or parse.words[cue.head - 1] != ",":
        return
    for token in cue.complements:
        lower = clauses.by_head.get(token)
        if lower is not None and lower.link == "ccomp" and lower.head > cue.head and not lower.subjects:
            cue.subjects, lower.subjects = behind, before
            return


def _led_in(clauses: Clauses, cue: Clause) -> None:
    """“A agreed, and in a reply to the news chairman Ann Dorn said …”: the name right before the verb speaks, though it was put under “to”."""
    parse = clauses.parse
    name = cue.head - 1
    led = any(parse.deps[c] == "prep" and c < cue.head and parse.right[c] == name for c in parse.children[cue.head])
    if led and parse.entity[name] == "PERSON" and parse.deps[name] in ("pobj", "dobj") and parse.right[name] == name:
        cue.subjects, cue.shared = [name], False
        cue.prepositions = [p for p in cue.prepositions if p.token != name]


def _apposed(clauses: Clauses, cue: Clause) -> None:
    """“It is part of the plan, a minister said.”: the noun right before a closing cue speaks, though it was taken for an apposition."""
    parse = clauses.parse
    noun = cue.head - 1
    while parse.deps[noun] != "appos":
        if parse.heads[noun] == noun or parse.right[parse.heads[noun]] != cue.head - 1:
            return
        noun = parse.heads[noun]
    if parse.right[noun] == cue.head - 1 and parse.words[parse.left[noun] - 1] == ",":
        cue.subjects = [noun]


def _said_on(clauses: Clauses, cue: Clause) -> None:
    """“officials conceded the review would fail but said they hoped”: the officials said, not the review."""
    parse = clauses.parse
    inner = clauses.by_head.get(cue.governor)
    outer = clauses.by_head.get(inner.governor) if inner is not None and inner.link == "ccomp" else None
    if inner is None or outer is None or not _speaks(clauses, outer) or parse.tags[outer.head] != parse.tags[cue.head]:
        return
    if not any(c is not None and c.link == "ccomp" for c in (clauses.by_head.get(t) for t in cue.complements)):
        return
    if len(inner.group) > 1 and inner.group[0] < inner.head and outer.head < inner.head:
        cue.governor = outer.head


def _coordinated(clauses: Clauses, cue: Clause) -> None:
    """“A said B and C said D”, “B is not so, so C asked for D”: what stands before “and C” is no part of what C says."""
    parse = clauses.parse
    before = [s for s in cue.subjects if s < cue.head]
    if not before:
        return
    start = min(parse.left[s] for s in before)
    if start < 1 or parse.words[start - 1].lower() not in COORDINATORS:
        return
    for token in list(cue.complements):
        lower = clauses.by_head.get(token)
        if lower is not None and lower.link == "ccomp" and token < start:
            cue.complements.remove(token)
            lower.link, lower.governor = "root", -1


def _unjoined(clauses: Clauses, cue: Clause) -> None:
    """“The firm said 12 mln dlrs of the note, plus interest, is payable”: a verb joined to the cue without “and” belongs to the noun between."""
    parse = clauses.parse
    for child in parse.children[cue.head]:
        lower = clauses.by_head.get(child)
        if lower is None or lower.link != "conj" or not lower.finite or lower.subjects or not _adjoins(clauses, cue, lower):
            continue
        if not any(parse.deps[c] == "cc" and cue.head < c < child for c in parse.children[cue.head]):
            lower.link = "ccomp"
            cue.complements.append(child)


def _adjoins(clauses: Clauses, cue: Clause, lower: Clause) -> bool:
    """Whether the last object of a cue ends right before a clause."""
    parse = clauses.parse
    last = max((o for o in cue.objects if cue.head < o < lower.head), default=-1)
    begin = parse.left[lower.head] if parse.left[lower.head] > last else lower.group[0]
    return last >= 0 and _gap(parse, max(parse.right[o] for o in cue.objects if o < lower.head) + 1, begin)


def _torn(clauses: Clauses, cue: Clause) -> None:
    """Give a reported verb the subject that was left with the cue or with another verb.

    “said the firms being sold are A and B”, “told Reuters the talks, which began in May, ended”.
    """
    parse = clauses.parse
    lower = [c for c in (clauses.by_head.get(t) for t in cue.complements) if c is not None and c.link == "ccomp"]
    for clause in sorted(lower, key=lambda c: c.head):
        if clause.subjects or not clause.finite or clause.head < cue.head or clause.marker:
            continue
        if _speaks(clauses, clause) and parse.words[clause.group[0] - 1].lower() in COORDINATORS:
            clause.link, clause.governor = "conj", cue.head  # “said prices rose and warned that …”
            cue.complements.remove(clause.head)
            continue
        beside = next((c for c in lower if cue.head < c.head < clause.head and _reduced(parse, c)), None)
        if beside is not None and _gap(parse, parse.right[beside.head] + 1, clause.group[0]):
            clause.subjects = list(beside.subjects)  # “the firms being sold” is a noun phrase, not a clause
            clauses.carrier.update(dict.fromkeys(clause.subjects, clause.head))
            beside.link, beside.governor, beside.marker, beside.finite = "acl", beside.subjects[-1], "", False
            beside.passive |= parse.tags[beside.head] in ("VBN", "VBD")
            cue.complements.remove(beside.head)
        elif (cue.indirect or cue.lemma not in LISTENED or len(cue.objects) > 1) and _adjoins(clauses, cue, clause):
            last = max(o for o in cue.objects if o < clause.head)
            joined = cue.lemma not in LISTENED and parse.deps[last] == "conj"
            clause.subjects = [o for o in cue.objects if o == last or joined]
            clauses.carrier.update(dict.fromkeys(clause.subjects, clause.head))
            cue.objects = [o for o in cue.objects if o not in clause.subjects]


def _reduced(parse: Parse, clause: Clause) -> bool:
    """Whether a clause may be a participle that describes its subject: “the firms being sold”, “the share of calls dropped”."""
    if not clause.subjects or clause.marker == "to":
        return False
    return not clause.finite or (parse.tags[clause.head] == "VBD" and clause.group == [clause.head] and not clause.objects)


def _far_clause(clauses: Clauses, cue: Clause) -> None:
    """“disclosed in its letter mailed to holders that directors left”: the clause with “that” is reported, “mailed” is the letter’s."""
    parse = clauses.parse
    for token in list(cue.complements):
        lower = clauses.by_head.get(token)
        if lower is None or lower.link != "ccomp" or lower.subjects or parse.tags[token] not in ("VBN", "VBD") or lower.group != [token]:
            continue
        noun = token - 1
        if noun > cue.head and parse.pos[noun] == "NOUN" and parse.deps[noun] in ("pobj", "dobj"):
            cue.complements.remove(token)
            lower.link, lower.governor, lower.passive, lower.finite = "acl", noun, not lower.objects, False
    if any(c is not None and c.link == "ccomp" for c in (clauses.by_head.get(t) for t in cue.complements)):
        return
    for token in range(cue.head + 2, parse.right[cue.head] + 1):
        if parse.words[token].lower() != "that" or parse.deps[token] != "mark":
            continue
        far = clauses.by_head.get(parse.heads[token])
        if far is not None and far.link == "relcl" and far.subjects:
            far.link, far.governor = "ccomp", cue.head
            cue.complements.append(far.head)
        return


def _which_he_said(clauses: Clauses, cue: Clause) -> None:
    """“reforms, which he said would hurt”: the reforms would hurt."""
    parse = clauses.parse
    noun = cue.governor
    if noun < 0 or parse.pos[noun] != "NOUN" or (parse.words[noun + 1] == "," and parse.words[parse.heads[noun]].lower() == "of"):
        return
    for token in cue.complements:
        lower = clauses.by_head.get(token)
        if lower is not None and any(parse.tags[s] in ("WDT", "WP") for s in lower.subjects):
            lower.subjects = [noun if parse.tags[s] in ("WDT", "WP") else s for s in lower.subjects]
