"""Tell names and titles beside parties that are no parties of their own."""

import polars as pl

KEYS = ["sentence", "start"]


def drop_titles(pronouns: pl.DataFrame, parties: list[pl.DataFrame]) -> pl.DataFrame:
    """Leave out `Pemerintah` right before the party whose it is (`Pemerintah Korea Selatan`): no `kami`.

    Args:
        pronouns: `sentence`, `start`, `end`, `kind`.
        parties: Frames with `sentence`, `start` of those who are named.

    Returns:
        `pronouns` without those.
    """
    named = pl.concat(frame.select("sentence", end=(pl.col("start") - 1).cast(pl.Int64)) for frame in parties)
    titles = pronouns.filter(pl.col("kind") == "self").join(named.unique(), on=["sentence", "end"], how="semi")
    return pronouns.join(titles, on=["sentence", "start", "end"], how="anti", maintain_order="left")


def drop_addresses(placed: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Leave out the country between commas behind its town: `di Madrid, Spanyol, Biden dan Yoon bertemu`.

    Args:
        placed: Parties with `sentence`, `start`, `end`, `codes` (List), `person`, `kind`, `between` and `after` (the
            next word).
        mentions: Of `find_mentions`.

    Returns:
        `placed` without those.
    """
    towns = mentions.filter(pl.col("entity_type") == "place", pl.col("preposition").is_in(["di", "ke", "dari"]))
    lands = mentions.filter(pl.col("entity_type") == "country").select(*KEYS, "end", "code")
    beside = lands.join(towns.select("sentence", "code", start=pl.col("end") + 2), on=[*KEYS, "code"])
    beside = beside.select(*KEYS, "end", address="code").unique()
    rows = placed.join(beside, on=[*KEYS, "end"], how="left", maintain_order="left")
    same = pl.col("codes").list.first() == pl.col("address")
    # `di Seoul, Korea Selatan, AS, dan Jepang sepakat`: the first of a list of countries.
    country = (pl.col("start").shift(-1) - pl.col("end") == 2) & pl.col("person").shift(-1).is_null()
    listed = country & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    enclosed = same & pl.col("after").str.starts_with(",") & ~listed.fill_null(False)
    rows = rows.with_columns(address=(enclosed & (pl.col("kind") == "named")).fill_null(False))
    # What follows stands beside none but it.
    between = pl.when(~pl.col("address").shift(1).fill_null(False)).then("between")
    return rows.with_columns(between=between).filter(~pl.col("address")).drop("address")
