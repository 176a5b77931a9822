"""What the rows of each lexicon file look like: columns, types, code lists."""

import polars as pl

from flows.language.lexicon_rows import CODES, DATE_FROM, DATE_TO, FLAG, NUMBER, WHOLE, Table

SECTORS = ("BUS", "COP", "CRM", "EDU", "GOV", "IGO", "JUD", "LEG", "MED", "MIL", "NGO", "PTY", "REB", "SPY")
COUNTRY_KINDS = (
    "abbreviation",
    "adjective",
    "alias",
    "bare_side",
    "capital",
    "demonym",
    "dropped",
    "epithet",
    "name",
    "palace",
)
PLACE_KINDS = (
    "airport",
    "base",
    "bay",
    "border",
    "building",
    "city",
    "complex",
    "county",
    "hotel",
    "island",
    "lake",
    "line",
    "mountain",
    "ocean",
    "palace",
    "park",
    "peninsula",
    "port",
    "province",
    "range",
    "region",
    "river",
    "road",
    "sea",
    "square",
    "strait",
    "test_site",
    "town",
)
WEAPON_KINDS = (
    "aircraft",
    "artillery",
    "bomb",
    "cruise",
    "drone",
    "hypersonic",
    "icbm",
    "irbm",
    "launcher",
    "missile",
    "missile_defence",
    "nuclear",
    "other",
    "radar",
    "rocket",
    "satellite",
    "ship",
    "slbm",
    "small_arms",
    "srbm",
    "submarine",
    "tank",
    "torpedo",
)
NEEDED_NAMES = ("always", "printed", "never")

TABLES = {
    "countries": Table(
        {"code": "", "surface": "", "kind": "", "usual": FLAG, "case_sensitive": FLAG, "note": ""},
        ("code", "surface", "kind"),
        ("code",),
        {"kind": COUNTRY_KINDS},
    ),
    "organisations": Table(
        {
            "entity": "",
            "surface": "",
            "code": "",
            "sector": "",
            "needs_country": FLAG,
            "default_country": "",
            "country_in_name": "",
            "generic": FLAG,
            "case_sensitive": FLAG,
            "note": "",
        },
        ("entity", "surface", "sector"),
        ("entity",),
        {"sector": SECTORS, "country_in_name": NEEDED_NAMES},
    ),
    "people": Table(
        {"person": "", "surface": "", "country": "", "post": "", "from": DATE_FROM, "to": DATE_TO, "note": ""},
        ("person", "surface"),
        ("person",),
    ),
    "posts": Table(
        {
            "surface": "",
            "post": "",
            "kind": "",
            "sector": "",
            "default_country": "",
            "case_sensitive": FLAG,
            "note": "",
        },
        ("surface", "kind"),
        ("kind",),
        {"kind": ("head", "modifier", "portfolio", "prefix", "suffix"), "sector": SECTORS},
    ),
    "ranks": Table(
        {"surface": "", "rank": "", "branch": "", "case_sensitive": FLAG, "note": ""},
        ("surface", "rank"),
        ("rank",),
        {"branch": ("air", "land", "naval", "any", "police")},
    ),
    "places": Table(
        {
            "place": "",
            "surface": "",
            "country": "",
            "latitude": NUMBER,
            "longitude": NUMBER,
            "geonames_id": WHOLE,
            "kind": "",
            "case_sensitive": FLAG,
            "note": "",
        },
        ("place", "surface", "kind"),
        ("place",),
        {"kind": PLACE_KINDS},
    ),
    "weapons": Table(
        {
            "weapon": "",
            "surface": "",
            "pattern": FLAG,
            "kind": "",
            "country": "",
            "case_sensitive": FLAG,
            "note": "",
        },
        ("weapon", "surface", "kind"),
        ("weapon",),
        {"kind": WEAPON_KINDS},
    ),
    "series": Table(
        {
            "series": "",
            "surface": "",
            "kind": "",
            "parties": CODES,
            "event_subtype": "",
            "case_sensitive": FLAG,
            "note": "",
        },
        ("series", "surface", "kind"),
        ("series",),
        {"kind": ("forum", "exercise", "pact")},
    ),
}
# Columns of each table that hold actor codes; those of organisations define the codes of bodies themselves.
CODE_COLUMNS = {
    "countries": ("code",),
    "organisations": ("default_country",),
    "people": ("country",),
    "places": ("country",),
    "weapons": ("country",),
    "series": ("parties",),
    "posts": ("default_country",),
}
# Names that take the possessive: `rudal balistiknya`, `lewat kementerian luar negerinya`.
CLITIC = {
    "weapons": ~pl.col("pattern") & (pl.col("surface") == pl.col("surface").str.to_lowercase()),
    "organisations": pl.col("country_in_name") == "always",
}
# Rows that cannot be true: condition, what is wrong (cells in braces), what to do.
IMPOSSIBLE = {
    "people": [(pl.col("from") > pl.col("to"), "{surface!r} leaves the post before taking it", "Swap from and to")],
    "places": [
        (pl.col("latitude").abs() > 90, "bad latitude {latitude!r}", "Write degrees from -90 to 90"),
        (pl.col("longitude").abs() > 180, "bad longitude {longitude!r}", "Write degrees from -180 to 180"),
        (
            pl.col("latitude").is_null() != pl.col("longitude").is_null(),
            "{surface!r} has one coordinate",
            "Give latitude and longitude, or neither",
        ),
    ],
}
