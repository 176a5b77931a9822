"""Tell which names mean one person: variants, fuller forms, surnames alone, nicknames."""

from typing import Any

import polars as pl

from flows.extract.cues import cue_words
from flows.extract.namesakes import last_that_fits
from flows.language.lexicon import Lexicon

# Confidence of a name by the best evidence for it, measured on labelled articles.
RULES = {
    "person.known": 0.97,
    "person.post_before": 0.95,
    "person.post_after": 0.94,
    "person.rank": 0.95,
    "person.korean": 0.93,
    "person.cue": 0.88,
    "person.speech": 0.88,
    "person.given": 0.85,
    "person.listed": 0.8,
    "person.title": 0.75,
}
BARE_RULE, BARE_CONFIDENCE = "person.short_form", 0.9


def name_everyone(names: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each mention the fullest name of its person in the article; shorter forms go to one that fits.

    Args:
        names: Of `accept_names`, with `paragraph_start` and `earlier_start` (where their paragraph and the one before
            it begin).
        lexicon: Other names of known people.

    Returns:
        Rows of `names` that name a person, with `person`, `pkey` (identity in the article), `confidence`.
    """
    canonical = pl.col("known").str.to_lowercase().str.replace_all("[^a-z]", "")
    rows = _same_as(names.with_columns(pkey=pl.coalesce(canonical, "key")))
    full, rest = rows.filter(pl.col("rule").is_not_null()), rows.filter(pl.col("rule").is_null())
    roots = _one_form(full).rename({"form": "pkey"})
    full = full.join(roots, on=["article", "pkey"], how="left").with_columns(pkey=pl.col("root")).drop("root")
    fullest = _fullest(full)
    short = _short_forms(rest, full, fullest, lexicon)
    lone = _lone_titles(rest, short, lexicon)
    full = full.with_columns(
        confidence=pl.col("rule").replace_strict(RULES, return_dtype=pl.Float64), short=pl.lit(False)
    )
    named = pl.concat([full, short], how="diagonal").join(fullest, on=["article", "pkey"])
    named = pl.concat([named, lone], how="diagonal")
    return named.with_columns(known=pl.col("p_known"), origin=pl.col("p_origin"), key="p_key").sort("sentence", "start")


def _fullest(full: pl.DataFrame) -> pl.DataFrame:
    """Pick the longest form of each person's name, the first of equals."""
    ordered = full.sort(pl.col("key").str.len_bytes(), descending=True, maintain_order=True)
    longest = ordered.unique(["article", "pkey"], keep="first", maintain_order=True)
    return longest.select(
        "article", "pkey",
        person="surface", person_start="start", person_end="end",
        p_known="known", p_origin="origin", p_shape="shape", p_first="first", p_last="last", p_words="words",
        p_key="key",
    )  # fmt: skip


def _same_as(rows: pl.DataFrame) -> pl.DataFrame:
    """Give `Tony Kim` in `Kim Sang-Duk alias Tony Kim` the identity of the name before it, in the whole article."""
    other = (pl.col("gap") == " alias ") & (pl.col("sentence") == pl.col("sentence").shift(1))
    pairs = rows.with_columns(first_key=pl.when(other).then(pl.col("pkey").shift(1))).filter(
        pl.col("first_key").is_not_null()
    )
    pairs = pairs.select("article", "pkey", "first_key").unique(["article", "pkey"], keep="first", maintain_order=True)
    joined = rows.join(pairs, on=["article", "pkey"], how="left", maintain_order="left")
    return joined.with_columns(pkey=pl.coalesce("first_key", "pkey")).drop("first_key")


def _one_form(full: pl.DataFrame) -> pl.DataFrame:
    """Map shorter forms of a name to the longest: Yong Jin to Ri Yong Jin, Donald Trump to Donald J. Trump.

    Returns:
        Columns `article`, `form`, `root`.
    """
    forms = full.group_by("article", "pkey", maintain_order=True).agg(pl.first("key", "first", "last"), pl.max("words"))
    longer = forms.select("article", "last", l_key="key", l_pkey="pkey", l_first="first", l_words="words")
    pairs = forms.join(longer, on=["article", "last"]).filter(
        pl.col("l_words") > pl.col("words"),
        (pl.col("l_first") == pl.col("first")) | pl.col("l_key").str.ends_with(pl.col("key")),
    )
    best = pairs.sort("l_words", descending=True, maintain_order=True).unique(
        ["article", "pkey"], keep="first", maintain_order=True
    )
    return forms.join(best.select("article", "pkey", "l_pkey"), on=["article", "pkey"], how="left").select(
        "article", form="pkey", root=pl.coalesce("l_pkey", "pkey")
    )


def _short_forms(rest: pl.DataFrame, full: pl.DataFrame, fullest: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Resolve surnames, given names and nicknames to the person introduced whom they fit; see `last_that_fits`."""
    aliases = _aliases(full, fullest, lexicon)
    tried = pl.concat(
        [
            rest.with_columns(alias="key", shift=pl.lit(0)),
            # `Kamerad Kim`: an unknown word before a surname.
            rest.filter(pl.col("words") == 2).with_columns(
                alias=pl.col("last").str.replace_all("[^a-z]", ""),
                shift=pl.col("surface").str.len_bytes().cast(pl.Int64) - pl.col("last").str.len_bytes().cast(pl.Int64),
            ),
        ],
        how="diagonal_relaxed",
    ).sort("start")
    plain = aliases.filter(~pl.col("nested")).drop("nested").sort("seen")
    nested = aliases.filter("nested").drop("nested").sort("seen")
    near: dict[str, Any] = {
        "left_on": "start",
        "right_on": "seen",
        "by": ["article", "alias"],
        "check_sortedness": False,
    }
    meant = last_that_fits(tried, plain, full, lexicon)
    inside = tried.join_asof(nested, strategy="backward", **near)["pkey_of"].rename("pkey_inside")
    behind = tried.join_asof(plain, strategy="forward", **near)["pkey_of"].rename("pkey_behind")
    found = tried.with_columns(pkey=pl.coalesce(meant, inside, behind)).filter(pl.col("pkey").is_not_null())
    found = found.sort("shift").unique(["sentence", "start"], keep="first", maintain_order=True)
    return found.with_columns(
        start=pl.col("start") + pl.col("shift"),
        surface=pl.col("surface").str.slice(pl.col("shift")),
        rule=pl.lit(BARE_RULE), confidence=pl.lit(BARE_CONFIDENCE), short=pl.lit(True),
    ).drop("alias", "shift", "paragraph_start", "earlier_start")  # fmt: skip


def _aliases(full: pl.DataFrame, fullest: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List the short forms of each full mention.

    Returns:
        Columns `article`, `alias`, `pkey_of`, `seen` (where the full form stands), `nested` (of `_introductions`).
    """
    east = pl.col("p_shape").is_in(["korean", "chinese", "vietnamese"])
    either = (pl.col("p_shape").is_in(["korean"]) & (pl.col("p_words") == 2)) | (pl.col("p_origin") == "IDN").fill_null(
        False
    )
    rest_key = pl.col("p_key").str.slice(pl.col("p_first").str.replace_all("[^a-z]", "").str.len_bytes())
    forms = pl.concat(
        [
            fullest.select("article", "pkey", alias="p_first", weight=pl.when(east | either).then(2).otherwise(1)),
            fullest.select("article", "pkey", alias="p_last", weight=pl.when(~east | either).then(2).otherwise(1)),
            fullest.select("article", "pkey", alias=rest_key, weight=pl.lit(1)),
            fullest.join(_nicknames(lexicon), left_on="p_known", right_on="person").select(
                "article", "pkey", "alias", weight=pl.lit(2)
            ),
        ],
        how="vertical_relaxed",
    ).with_columns(alias=pl.col("alias").str.replace_all("[^a-z]", ""))
    forms = forms.filter(pl.col("alias").str.len_bytes() > 1).unique(
        ["article", "pkey", "alias"], keep="first", maintain_order=True
    )
    forms = forms.filter(pl.col("weight") == pl.col("weight").max().over("article", "alias"))
    return forms.join(_introductions(full), on=["article", "pkey"]).select(
        "article", "alias", "seen", "nested", pkey_of="pkey"
    )


def _introductions(full: pl.DataFrame) -> pl.DataFrame:
    """Say where each person is introduced.

    Returns:
        Columns `article`, `pkey`, `seen`, `nested`: a name that stands only inside the post of another (`saudari
        pemimpin Korut Kim Jong-un`) is what the next `Kim` means only when nobody else is.
    """
    inside = pl.col("kin_before").fill_null(False) & ~pl.col("comma").fill_null(False)
    plain = ~inside & (pl.col("kind") != "headline")
    seen = full.filter(plain).select("article", "pkey", seen="start", nested=pl.lit(False))
    others = full.select("article", "pkey", seen="start", nested=pl.lit(True))
    return pl.concat([seen, others.join(seen, on=["article", "pkey"], how="anti")])


def _nicknames(lexicon: Lexicon) -> pl.DataFrame:
    """Give the one-word names of known people (Jokowi)."""
    single = lexicon.people.filter(~pl.col("term").str.contains(" "))
    return single.select("person", alias="term").unique()


def _lone_titles(rest: pl.DataFrame, short: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Accept one word behind a high post or a rank where the article has no fuller form: `Presiden Xi`."""
    leaders = cue_words(lexicon, "leader").to_list()
    lone = rest.filter(pl.col("words") == 1, pl.col("kind") != "headline")
    lone = lone.join(short.select("sentence", "end"), on=["sentence", "end"], how="anti")
    lone = lone.join(_nicknames(lexicon).unique("alias"), left_on="key", right_on="alias", how="left")
    lone = lone.join(_office_holders(lexicon), on=["key", "head"], how="left", maintain_order="left")
    titled = (pl.col("head").is_in(leaders) | pl.col("rank").is_not_null()) & (pl.col("gap") == " ")
    lone = lone.with_columns(p_known=pl.coalesce("person", "holder")).filter(titled | pl.col("p_known").is_not_null())
    return lone.with_columns(
        pkey="key", person="surface", person_start="start", person_end="end", p_origin="origin", p_key="key",
        rule=pl.lit("person.title"), confidence=pl.lit(RULES["person.title"]), short=pl.lit(False),
    ).drop("holder")  # fmt: skip


def _office_holders(lexicon: Lexicon) -> pl.DataFrame:
    """Name whom `Presiden Xi` can mean.

    Returns:
        Columns `key` (first or last name), `head` (term), `holder`; only where one person fits.
    """
    known = lexicon.people.filter(pl.col("post").is_not_null(), pl.col("term").str.contains(" "))
    posts = (
        pl.col("post")
        .str.to_lowercase()
        .str.extract(r"^((?:wakil )?(?:perdana menteri|presiden|menteri [a-z]+(?: negeri)?))")
    )
    ends = [
        known.select(key=pl.col("term").str.extract(edge), head=posts, holder="person")
        for edge in (r"^(\S+)", r"(\S+)$")
    ]
    pairs = pl.concat(ends).drop_nulls().unique()
    return pairs.filter(pl.len().over("key", "head") == 1)
