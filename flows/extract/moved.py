"""Tell what forces and things that are sent somewhere are there for."""

import polars as pl

from flows.extract.subtypes import KOREAS
from flows.language.frames import NOBODY, is_only

# Words for troops that need no goal abroad.
MOVED = ["troop_dispatch:kerahkan", "troop_dispatch:tempatkan"]
# Words for what is sent to somebody.
FLOWN = ["deployment:kirim", "deployment:kirimkan"]
# Fire that answers those on the other side.
RETURNED = "tembakan peringatan|tembakan balasan|(?:membalas|balas) (?:tembakan|menembak)|membalas dengan"
# Fire of one Korea that is aimed at nobody who is named is aimed at the other.
SHELLS = ["armed_clash:lepaskan", "armed_clash:lepas", "armed_clash:tembakkan", "armed_clash:muntahkan"]
BACK = "armed_clash:balas"
# Those who do not fight one another.
ALLIES = ["KOR", "USA", "JPN", "UN"]
# Words for fights that something leads to.
BROUGHT = " (?:baku tembak|kontak senjata|bentrokan)$"
# States that keep no forces of their own in other lands.
BASELESS = ["PRK"]


def other_korea(parties: pl.Expr) -> pl.Expr:
    """Give the other Korea of Lists of codes that begin with one of them, else null."""
    other = parties.list.first().replace_strict({"PRK": "KOR", "KOR": "PRK"}, default=None, return_dtype=pl.String)
    return pl.when(other.is_not_null()).then(pl.concat_list(other))


def intrude(reports: pl.DataFrame) -> pl.DataFrame:
    """What one Korea sends to the other that could be arms (`mengirim drone ke Pyongyang`) intrudes there."""
    other = (other_korea(pl.col("actors")) == pl.col("recipients")).fill_null(False)
    sent = (pl.col("subtype") == "arms_transfer") & (pl.col("actors").list.len() == 1) & other
    # `mengirim pesawat tanpa awak untuk menyebarkan selebaran di Pyongyang`
    there = pl.concat_list("place_country")
    flown = (pl.col("subtype") == "deployment") & (other_korea(pl.col("actors")) == there).fill_null(False)
    flown &= pl.col("rule").is_in(FLOWN) & (pl.col("actors").list.len() == 1)
    return reports.with_columns(
        subtype=pl.when(sent | flown).then(pl.lit("incursion")).otherwise("subtype"),
        recipients=pl.when(flown).then(there).otherwise("recipients"),
    )


def stay_at_home(reports: pl.DataFrame) -> pl.DataFrame:
    """Troops that are moved and sent to nobody (`mengerahkan pasukan di perbatasan`) are deployed."""
    moved = pl.col("rule").is_in(MOVED) & (pl.col("recipients").list.len() == 0)
    # `mengirim pasukan kembali ke Kaesong`: neither Korea lends the other its troops.
    over = (other_korea(pl.col("actors")) == pl.col("recipients")).fill_null(False)
    home = (pl.col("recipients").list.len() == 0) & pl.col("actors").list.contains(pl.col("place_country"))
    over |= home.fill_null(False)
    over &= (pl.col("subtype") == "troop_dispatch") & (pl.col("actors").list.len() == 1)
    return reports.with_columns(
        subtype=pl.when(moved | over).then(pl.lit("deployment")).otherwise("subtype"),
        roles=pl.when(moved | over).then(pl.lit("directed")).otherwise("roles"),
        recipients=pl.when(over).then(NOBODY).otherwise("recipients"),
    )


def serve_abroad(reports: pl.DataFrame) -> pl.DataFrame:
    """Troops of a state without bases abroad that are deployed there (`dikerahkan ke Kursk`) serve another."""
    sent = (pl.col("subtype") == "deployment") & pl.col("rule").is_in(["deployment:kerahkan", "deployment:tempatkan"])
    sent &= is_only(pl.col("actors"), BASELESS) & pl.col("place_preposition").is_in(["ke", "di"])
    abroad = ~pl.col("place_country").is_in([*BASELESS, "KOR", "JPN"])
    moved = (sent & abroad & pl.col("place_country").is_not_null()).fill_null(False)
    return reports.with_columns(
        subtype=pl.when(moved).then(pl.lit("troop_dispatch")).otherwise("subtype"),
        roles=pl.when(moved).then(pl.lit("towards")).otherwise("roles"),
        recipients=pl.when(moved).then(pl.concat_list("place_country")).otherwise("recipients"),
    )


def fly_from(reports: pl.DataFrame) -> pl.DataFrame:
    """Balloons that leave a town of one Korea (`diterbangkan dari Paju`) are sent from there to the other."""
    home = pl.concat_list("place_country")
    left = (pl.col("subtype") == "propaganda") & (pl.col("place_preposition") == "dari")
    left &= (other_korea(home) == pl.col("actors")).fill_null(False)
    return reports.with_columns(
        actors=pl.when(left).then(home).otherwise("actors"),
        recipients=pl.when(left).then(other_korea(home)).otherwise("recipients"),
    )


def fight(reports: pl.DataFrame) -> pl.DataFrame:
    """A Korea that is said to exchange fire, and with nobody, does so with the other, as do those whom nobody names."""
    several = (pl.col("subtype") == "armed_clash") & (pl.col("roles") == "mutual")
    # `Pertempuran pecah di sana pada 1999`, `dihentikan akibat baku tembak`: those named around it fight nobody.
    unsaid = (pl.col("actors").list.len().fill_null(0) == 0) | (pl.col("subject_kind") != "own").fill_null(False)
    # `Pembelotan seorang warga Rusia memicu baku tembak`: nor do those who bring it about.
    brought = pl.col("term").str.contains(BROUGHT) & (pl.col("actors").list.len() < 2)
    allied = pl.col("actors").list.set_difference(ALLIES).list.len() == 0
    unsaid &= allied.fill_null(True)
    unsaid |= brought.fill_null(False)
    # `Kapal kedua negara baku tembak pada 1999`: allies do not fight each other.
    unsaid |= ((pl.col("actors").list.len() >= 2) & allied).fill_null(False)
    here = pl.col("place_country").is_null() | pl.col("place_country").is_in(KOREAS)
    unsaid &= several & here & pl.col("speaks_of_north").fill_null(False)
    unsaid &= pl.col("date_start").is_not_null() | pl.col("term").str.contains("baku tembak|kontak senjata")
    reports = reports.with_columns(actors=pl.when(unsaid).then(pl.lit(list(KOREAS))).otherwise("actors"))
    clash = several & (pl.col("actors").list.len() == 1)
    sides = pl.col("actors").list.set_union(other_korea(pl.col("actors")))
    alone = clash & other_korea(pl.col("actors")).is_not_null()
    # `Pasukan Korea Selatan membalas tembakan tersebut`
    back = (pl.col("subtype") == "armed_clash") & (pl.col("roles") != "mutual") & (pl.col("actors").list.len() == 1)
    back &= (pl.col("recipients").list.len() == 0) & other_korea(pl.col("actors")).is_not_null()
    back &= pl.col("term").str.contains(RETURNED) | pl.col("rule").is_in([*SHELLS, BACK])
    # `saling memuntahkan peluru`
    mutual = (pl.col("subtype") == "armed_clash") & pl.col("mutually") & (pl.col("actors").list.len() >= 2)
    return reports.with_columns(
        actors=pl.when(alone.fill_null(False)).then(sides).otherwise("actors"),
        recipients=pl.when(back.fill_null(False))
        .then(other_korea(pl.col("actors")))
        .when(mutual.fill_null(False))
        .then(NOBODY)
        .otherwise("recipients"),
    )
