"""Speakers whose name stands behind a comma: `pemimpin negara itu, Kim Jong-un,`, `kata ibu Megumi, Sakie Yokota`."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.language.lexicon import Lexicon

# What stands behind a post up to the end of the name (` tim jaksa, Park Ji-young`), and behind the name.
GAP = r"^(?: [A-Za-z][A-Za-z-]*){0,6}, [A-Z][^,;:]*$"
CLOSED = r"^(?: ?\([^()]{1,25}\))?[,.]"
COMMA = r"(^(?: ?\([^()]{1,25}\))?,)"
POSTS = ["post", "common"]


def name_apposed(actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let a post, or a relative named by another person, speak under the name that explains it.

    Args:
        actors: Of `place_actors`, in text order.
        lexicon: Words for relatives.

    Returns:
        `actors`; those rows have the `speaker`, `single`, `together`, `code` and `sort` of the person named, and end
        behind the comma that closes the name.
    """
    rows = actors.with_row_index("row")
    joined = rows.join(_names(rows, lexicon), on="row", how="left", maintain_order="left")
    found = pl.col("name").is_not_null()
    return joined.with_columns(
        *(pl.coalesce("name", column).alias(column) for column in ("speaker", "single", "together")),
        code=pl.when(found).then("name_code").otherwise("code"),
        sort=pl.when(found).then(pl.lit("person")).otherwise("sort"),
        end=pl.coalesce("name_end", "end").cast(actors.schema["end"]),
        pointing=pl.col("pointing") & ~found,
        governed=pl.col("governed") & ~(found & (pl.col("sort") == "person")),
    ).drop("row", "name", "name_code", "name_end")


def _names(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the names behind posts and relatives: columns `row`, `name`, `name_code`, `name_end`."""
    own = {"name": "single", "name_code": "code", "name_end": "end"}
    # Others may stand between them: `kepala tim perunding Korea Selatan, Chung Eun-bo`.
    behind = {name: pl.coalesce(_person_behind(value, steps) for steps in (1, 2, 3)) for name, value in own.items()}
    post = pl.col("sort").is_in(POSTS) & ~pl.col("plural")
    open_ = rows.with_columns(**behind).filter(post | (pl.col("sort") == "person"), pl.col("name").is_not_null())
    first, last, closed = (pl.col(name) - pl.col("at") for name in ("start", "end", "name_end"))
    text = pl.col("text")
    around = open_.with_columns(
        head=text.str.slice(0, first).str.tail(26),
        gap=text.str.slice(last, closed - last),
        tail=text.str.slice(closed, 28),
    )
    kin = pl.col("head").str.contains(rf"(?i){any_word(cue_words(lexicon, 'kin'))} $")
    relative = kin & pl.col("gap").str.starts_with(", ")
    named = around.filter(
        pl.col("gap").str.contains(GAP), pl.col("tail").str.contains(CLOSED), pl.col("sort").is_in(POSTS) | relative
    )
    comma = pl.col("tail").str.extract(COMMA).str.len_chars().fill_null(0)
    return named.select("row", "name", "name_code", name_end=pl.col("name_end") + comma)


def _person_behind(column: str, steps: int) -> pl.Expr:
    """Take a column of the actor so many rows on, where that is a person of the same sentence."""
    there = (pl.col("sort").shift(-steps) == "person") & (pl.col("sentence").shift(-steps) == pl.col("sentence"))
    return pl.when(there).then(pl.col(column).shift(-steps))
