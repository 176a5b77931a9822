"""Speakers whose name stands behind a comma: `pemimpin negara itu, Kim Jong-un,`, `kata ibu Megumi, Sakie Yokota`."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.language.lexicon import Lexicon

# What stands behind a post up to the end of the name (` tim jaksa, Park Ji-young`), and behind the name.
GAP = r"^(?: [A-Za-z][A-Za-z-]*){0,6}, [A-Z][^,;:]*$"
BRACKET = r"(?: ?\([^()]{1,25}\))?"
POSTS = ["post", "common"]


def name_apposed(actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let a post, or a relative named by another person, speak under the name that explains it.

    Args:
        actors: In text order, with `before` and `behind` (the text around them), `plural`, `single`, `together`.
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
    length = pl.col("name_end") - pl.col("end")
    parted = open_.with_columns(gap=pl.col("behind").str.slice(0, length), tail=pl.col("behind").str.slice(length))
    kin = pl.col("before").str.contains(rf"(?i){any_word(cue_words(lexicon, 'kin'))} $")
    explains = post | (kin & pl.col("gap").str.starts_with(", "))
    closed = pl.col("tail").str.contains(f"^{BRACKET}[,.]")
    named = parted.filter(pl.col("gap").str.contains(GAP), closed, explains)
    comma = pl.col("tail").str.extract(f"^({BRACKET},)").str.len_chars().fill_null(0)
    return named.select("row", "name", "name_code", name_end=pl.col("name_end") + comma)


def _person_behind(column: str, steps: int) -> pl.Expr:
    """Take a column of the actor so many rows on, where that is a person of the same sentence."""
    there = (pl.col("sort").shift(-steps) == "person") & (pl.col("sentence").shift(-steps) == pl.col("sentence"))
    return pl.when(there).then(pl.col(column).shift(-steps))
