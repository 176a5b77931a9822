"""Rows of dimensions that do not come from articles: calendar names, event types, countries and bodies."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from flows.language.gazetteer import alpha3
from flows.paths import sql_dir
from flows.publish import dictionary

_LEXICON = Path(__file__).parent.parent / "lexicon"


def register(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views `reference_<name>` of a connection, one for each frame of this module and of the code lists."""
    con.register("reference_calendar", calendar_names())
    con.register("reference_event_type", event_types())
    con.register("reference_crosswalk", crosswalk())
    con.register("reference_crosswalk_ruling", crosswalk_rulings())
    con.register("reference_code", dictionary.codes())
    con.register("reference_actor", pl.concat([countries(), bodies()]))
    con.register("reference_surface", surfaces())
    con.register("reference_post", short_posts())
    con.register("reference_post_modifier", _read("posts").filter(pl.col("kind") == "modifier").select("surface"))
    con.register("reference_post_term", post_terms())
    con.register("reference_person", spellings())


def calendar_names() -> pl.DataFrame:
    """Name days and months.

    Returns:
        Columns `kind` (`day`, `month`), `number` (ISO weekday or month), `name_id`, `name_en`. Source: CLDR.
    """
    from babel import Locale

    indonesian, english = Locale.parse("id"), Locale.parse("en")
    days = [("day", n + 1, indonesian.days["format"]["wide"][n], english.days["format"]["wide"][n]) for n in range(7)]
    months = [
        ("month", n, indonesian.months["format"]["wide"][n], english.months["format"]["wide"][n]) for n in range(1, 13)
    ]
    return pl.DataFrame(days + months, schema=["kind", "number", "name_id", "name_en"], orient="row")


def event_types() -> pl.DataFrame:
    """Read the code list of event subtypes.

    Returns:
        Columns `subtype`, `plover_type`, `plover_mode`, `quad_class`, `scale` (PLOVER, -10 to 10), `cameo_root`,
        `what_it_is`, `typical_triggers`.
    """
    return pl.read_csv(
        _LEXICON / "event_types.csv",
        comment_prefix="#",
        schema_overrides={"cameo_root": pl.String, "quad_class": pl.Int32, "plover_scale": pl.Float64},
    ).rename({"plover_scale": "scale", "typical_indonesian_triggers": "typical_triggers"})


def crosswalk() -> pl.DataFrame:
    """Read the crosswalk from subtypes to PLOVER and CAMEO, all versions.

    Returns:
        Columns `version`, `subtype`, `plover_type`, `plover_mode`, `plover_quad_class`, `plover_scale` (-10 to 10),
        `cameo_code`, `cameo_root`, `cameo_quad_class`, `goldstein` (-10 to 10), `rulings` (list of names).
    """
    frame = pl.read_csv(sql_dir() / "crosswalk.csv", comment_prefix="#", infer_schema=False)
    return frame.with_columns(
        pl.col("version", "plover_quad_class", "cameo_quad_class").cast(pl.Int32),
        pl.col("plover_scale", "goldstein").cast(pl.Float64),
        pl.col("rulings").fill_null("").str.split(";").list.filter(pl.element() != ""),
    )


def crosswalk_rulings() -> pl.DataFrame:
    """Read how contradictions of the manuals are resolved, all versions of the crosswalk.

    Returns:
        Columns `version`, `ruling`, `topic`, `one_side`, `other_side`, `decision`, `reason`.
    """
    frame = pl.read_csv(sql_dir() / "crosswalk_rulings.csv", comment_prefix="#", infer_schema=False)
    return frame.cast({"version": pl.Int32})


def countries() -> pl.DataFrame:
    """Name all countries.

    Returns:
        Columns `actor_type` (`country`), `code` (ISO 3166-1 alpha-3), `name_id`, `name_en`, `country`, `sector`.
        Source: CLDR for the names, except that Indonesian names follow the lexicon where it prefers one.
    """
    from babel import Locale

    indonesian, english = Locale.parse("id").territories, Locale.parse("en").territories
    rows = [
        ("country", code, indonesian.get(short, code), english.get(short, code), code, None)
        for short, code in alpha3().items()
    ]
    named = _frame(rows)
    preferred = (
        _read("countries")
        .filter(pl.col("kind") == "name")
        .group_by("code", maintain_order=True)
        .agg(pl.col("surface").first().alias("preferred"))
    )
    return (
        named.join(preferred, on="code", how="left")
        .with_columns(pl.coalesce("preferred", "name_id").alias("name_id"))
        .select(named.columns)
    )


def bodies() -> pl.DataFrame:
    """Name the international bodies that act under a code of their own.

    Returns:
        The columns of `countries`, with `actor_type` `body` and sector `IGO`; the first row of a code names it.
    """
    known = _read("organisations")
    empty = _frame([])
    if known.is_empty():
        return empty
    return (
        known.filter(
            (pl.col("code") != "") & pl.col("code").is_not_null(), ~pl.col("code").is_in(list(alpha3().values()))
        )
        .group_by("code", maintain_order=True)
        .agg(pl.col("entity").first())
        .select(
            pl.lit("body").alias("actor_type"),
            "code",
            pl.col("entity").alias("name_id"),
            pl.lit(None, pl.String).alias("name_en"),
            pl.lit(None, pl.String).alias("country"),
            pl.lit("IGO").alias("sector"),
        )
    )


def surfaces() -> pl.DataFrame:
    """List what countries and bodies are called behind a post: `Presiden Korsel`, `Sekretaris Jenderal PBB`.

    Returns:
        Columns `code`, `surface`.
    """
    called = _read("countries").filter(pl.col("kind").is_in(["name", "alias", "abbreviation", "epithet"]))
    named = countries().select("code", surface="name_id")
    others = _read("organisations").filter(pl.col("sector") == "IGO").select("code", "surface")
    return pl.concat([called.select("code", "surface"), named, others]).drop_nulls().unique(maintain_order=True)


def short_posts() -> pl.DataFrame:
    """List the short forms of posts: columns `surface` (`menlu`), `post` (`Menteri Luar Negeri`)."""
    return _read("posts").filter(pl.col("post").is_not_null(), pl.col("post") != "").select("surface", "post")


def post_terms() -> pl.DataFrame:
    """List the words that tell how long and by how many a post is held.

    Returns:
        Columns `surface`, `pattern` (the same as a regular expression), `kind`, `office`, `country`; the head of
        `post_terms.csv` says what they mean.
    """
    rows = _read("post_terms").with_columns(pattern=pl.col("surface").str.replace_all(".", r"\.", literal=True))
    return rows.select("surface", "pattern", "kind", "office", "country")


def spellings() -> pl.DataFrame:
    """List the spellings of known persons: columns `surface` (`Yoon Seok-yeol`), `person` (`Yoon Suk-yeol`)."""
    named = _read("people").select("surface", "person").unique(maintain_order=True)
    return named.filter(pl.col("surface").is_first_distinct() & ~pl.col("surface").is_duplicated())


def _frame(rows: Sequence[tuple[str | None, ...]]) -> pl.DataFrame:
    """Reference actors as a frame."""
    names = ["actor_type", "code", "name_id", "name_en", "country", "sector"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _read(name: str) -> pl.DataFrame:
    """Rows of a bundled lexicon file as text; an empty frame with the columns needed here when there is none."""
    path = _LEXICON / f"{name}.csv"
    if not path.exists():
        return pl.DataFrame(schema=dict.fromkeys(["code", "surface", "kind", "entity", "sector", "post"], pl.String))
    return pl.read_csv(path, comment_prefix="#", infer_schema=False)
