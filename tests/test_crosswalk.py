from collections import Counter

import duckdb
import polars as pl
import pytest

from flows.publish import reference, schema
from flows.sqlfiles import read


@pytest.fixture(scope="module")
def present():
    walk = reference.crosswalk()
    return walk.filter(pl.col("version") == pl.col("version").max())


def test_the_present_version_says_of_plover_what_the_extractor_says(present):
    names = {"plover_quad_class": "quad_class", "plover_scale": "scale"}
    told = present.rename(names).select("subtype", "plover_type", "plover_mode", "quad_class", "scale", "cameo_root")
    assert told.sort("subtype").equals(reference.event_types().select(told.columns).sort("subtype"))


def test_codes_agree_with_their_roots(present):
    assert present.filter(~pl.col("cameo_code").str.starts_with(pl.col("cameo_root"))).is_empty()
    root = pl.col("cameo_root").cast(pl.Int32)
    quad = pl.when(root <= 5).then(1).when(root <= 9).then(2).when(root <= 14).then(3).otherwise(4)
    assert present.filter(quad != pl.col("cameo_quad_class")).is_empty()


def test_cooperation_is_cooperation_in_every_system(present):
    sign = pl.col("goldstein") > 0
    assert present.filter(sign != (pl.col("plover_quad_class") <= 2)).is_empty()
    assert present.filter(sign != (pl.col("cameo_quad_class") <= 2)).is_empty()


def test_each_ruling_is_used(present):
    rulings = reference.crosswalk_rulings()
    known = set(rulings["ruling"])
    used = set(present["rulings"].explode(empty_as_null=True).drop_nulls())
    assert used <= known
    assert known - used == set()
    assert rulings.null_count().sum_horizontal().item() == 0
    assert max(Counter(rulings.select("version", "ruling").rows()).values()) == 1


def test_quad_class_of_sanctions_and_embargoes_is_ruled(present):
    found = dict(present.select("subtype", "plover_quad_class").rows())
    assert (found["sanction"], found["concession"], found["de_escalation"], found["joint_exercise"]) == (4, 1, 2, 2)
    assert dict(present.select("subtype", "cameo_quad_class").rows())["concession"] == 2


def test_a_new_version_takes_over_and_the_old_one_stays(present):
    con = duckdb.connect()
    schema.lay_out(con)
    con.execute(read("load/macros"))
    again = reference.crosswalk().vstack(present.with_columns(version=pl.lit(99, pl.Int32), goldstein=pl.lit(0.0)))
    con.register("reference_crosswalk_ruling", reference.crosswalk_rulings())
    for walk in (reference.crosswalk(), again):
        con.register("reference_crosswalk", walk)
        con.execute(read("load/dim_crosswalk"))
    assert con.execute("SELECT DISTINCT version, goldstein FROM mart.crosswalk").fetchall() == [(99, 0.0)]
    assert con.execute("SELECT count(*) FROM main.dim_crosswalk").fetchall() == [(1 + again.height,)]
