"""Find the parties that pronouns stand for: `keduanya`, `mereka`, `ia`, `negara itu`."""

import polars as pl

from flows.extract.pairs import ACTING, ARTICLE, FREE, NAMED, ROW, SENTENCE, SIZE, find_pairs
from flows.language.gazetteer import alpha3
from flows.language.spans import join_nearest
from flows.language.windows import before_within, forward_within, is_first

PRONOUN = pl.col("kind").is_in(["he", "him", "apart", "state", "all", "subject", "last", "whose"]) & (SIZE == 0)
# Columns that hold rows whose parties a pronoun may mean.
MEANT = [
    "opening", "subject_before", "head", "one", "person", "any_one", "land", "three", "many", "any", "other",
    "last_one", "here_first", "here_second", "two_first", "two_second", "together", "company", "men_first",
    "men_second", "allies", "neighbour", "man_before", "man_first", "last_man", "state_before", "last_state",
]  # fmt: skip
PERSONS = ["opening", "together", "who", "men_first", "men_second", "man_before", "man_first", "last_man"]
FOES = ["KOR", "PRK"]
# Who `kedua sekutu` are where nobody else was named as such.
ALLIES = ["USA", "KOR"]
STATES = list(alpha3().values())
# How many sentences before `keduanya` people stand whom it may mean.
NEARBY = 9
HERE, TWO, MEN, LAST, STATES_NAMED = (
    ("here_first", "here_second"), ("two_first", "two_second"), ("men_first", "men_second"), ("other", "last_one"),
    ("state_before", "last_state"),
)  # fmt: skip


def resolve_pronouns(groups: pl.DataFrame) -> pl.DataFrame:
    """Give pronouns the codes and persons of the last fitting group of the article.

    Args:
        groups: Of `link_parties`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes`, `persons` (Lists), `preposition`, `kind`, without the
        pronouns that found nobody, in text order.
    """
    sized = groups.with_row_index("row").with_columns(size=pl.col("codes").list.len())
    # Windows carry row numbers; lists are looked up for the pronouns alone.
    foes = pl.all_horizontal(pl.col("codes").list.contains(code) for code in FOES)
    placed = sized.select(
        pl.exclude("codes", "persons"),
        foes=foes,
        is_state=pl.col("codes").list.first().is_in(STATES).fill_null(False),
        first=pl.col("codes").list.first().cast(pl.Categorical).to_physical(),
    )
    placed = placed.pipe(_openings).pipe(_last_ones).pipe(find_pairs).filter(PRONOUN)
    looked_up = placed.with_columns(
        *[sized["codes"].gather(placed[name]).alias(name) for name in MEANT],
        *[sized["persons"].gather(placed[name]).alias(f"{name}_persons") for name in PERSONS],
        own_persons=sized["persons"].gather(placed["row"]),
    )
    candidates = looked_up.pipe(_sentence_before, sized).pipe(_last_men, sized).pipe(_related)
    # Lazily, for then what the expressions share is computed once.
    resolved = candidates.lazy().with_columns(codes=_meant()).select("row", "codes", persons=_who()).collect()
    solved = sized.filter(PRONOUN).drop("codes", "persons").join(resolved, on="row", maintain_order="left")
    return (
        pl.concat([sized.filter(~PRONOUN), solved.select(sized.columns)])
        .filter(pl.col("codes").list.len() > 0)
        .sort("row")
        .select("article", "sentence", "start", "end", "codes", "persons", "preposition", "kind", "listed")
    )


def _who() -> pl.Expr:
    """Give the persons that a pronoun means, besides their parties in `codes`."""
    opened = pl.when(pl.col("opening").is_not_null()).then("opening_persons")
    own = pl.col("own_persons")
    last, names = (pl.col(name).list.head(pl.col("parties")) for name in ("last_men", "last_names"))
    people = pl.col("whom").is_not_null() & (pl.col("codes").list.len() >= 2)
    return (
        pl.when(pl.col("kind") == "him").then(_company_of("man_before_persons", "last_man_persons", own))
        .when((pl.col("kind") == "he") & pl.col("meets_himself")).then("man_before_persons")
        .when((pl.col("kind") == "he") & pl.col("fresh")).then(pl.coalesce("man_first_persons", "who_persons", own))
        .when(pl.col("kind") == "he").then(pl.coalesce(opened, "who_persons", own))
        .when(people & _are(_joined(*MEN))).then(_joined("men_first_persons", "men_second_persons"))
        .when(people & _are(last)).then(names)
        .when((pl.col("parties") == 0) & _are(pl.col("opening"))).then("opening_persons")
        .when((pl.col("parties") == 0) & _are(pl.col("together"))).then("together_persons")
        .when((pl.col("parties") == 0) & _are(pl.col("told"))).then("told_persons")
        .otherwise(own)
    )  # fmt: skip


def _are(others: pl.Expr) -> pl.Expr:
    """Tell whether `codes` are others in whatever order; neither list holds anything twice."""
    codes = pl.col("codes")
    return (codes.list.len() == others.list.len()) & (codes.list.set_difference(others).list.len() == 0)


def _meant() -> pl.Expr:
    """Choose by the kind of pronoun and the number of parties that it means."""
    kind, parties = pl.col("kind"), pl.col("parties")
    opened = kind.is_in(["he", "subject"]) & pl.col("opening").is_not_null()
    return (
        pl.when(kind == "him").then(_company_of("man_before", "last_man", pl.coalesce(_company(), "land", "any_one")))
        .when((kind == "he") & pl.col("meets_himself")).then("man_before")
        .when(kind == "apart").then(_apart())
        .when(opened).then("opening")
        # `Korea Utara mengecam latihan AS. Ia melepaskan rudal`: where no man was named, the state that acted.
        .when((kind == "he") & pl.col("fresh")).then(pl.coalesce("man_first", "person", "subject_before", "one"))
        .when(kind == "he").then(pl.coalesce("person", "subject_before", "one"))
        .when(kind == "last").then("any_one")
        .when(kind == "whose").then("related")
        .when((kind == "state") & pl.col("fresh")).then(pl.coalesce("subject_before", "any_one"))
        .when((kind == "subject") & pl.col("fresh")).then(pl.coalesce("subject_before", "any_one", "one"))
        .when(kind == "state").then(pl.coalesce(_company(), "land", "any_one", "one"))
        .when(kind.is_in(["state", "subject"])).then(pl.coalesce("any_one", "one"))
        .when(parties == 9).then(pl.coalesce("many", "any"))
        .when(parties == 3).then(pl.coalesce(_first_of(3, "told", "three", "last_men"), _of_one_country()))
        .when(parties == 2).then(_two())
        .otherwise(_they())
    )  # fmt: skip


def _company_of(before: str, last: str, otherwise: pl.Expr) -> pl.Expr:
    """Give the man named last who is none of those that act: `Biden tiba. Yoon berunding dengannya`."""
    doer = pl.coalesce("opening", "neighbour", "subject_before")
    newest, older = (
        (pl.col(name) != doer).fill_null(pl.col(name).is_not_null()) for name in ("last_man", "man_before")
    )
    return pl.when(newest).then(last).when(older).then(before).otherwise(otherwise)


def _apart() -> pl.Expr:
    """Give the party named last that does not act: `China menghukum Korea Utara. Beijing mendesak tetangganya itu`."""
    doer = pl.coalesce("opening", "subject_before")
    others = (pl.when(pl.col(name) != doer).then(name) for name in ("neighbour", "last_one", "other"))
    return pl.coalesce("related", *others)


def _company() -> pl.Expr:
    """Give the other one named last to `Washington berunding dengan rezim tersebut`: nobody meets himself."""
    near, last = pl.col("neighbour").list.sort(), pl.coalesce("land", "any_one").list.sort()
    return pl.when(((pl.col("preposition") == "dengan") | (pl.col("kind") == "him")) & (near == last)).then("other")


def _two() -> pl.Expr:
    """Choose the pair that `keduanya`, `kedua pemimpin`, `kedua sekutu` mean."""
    here, two, men, pair, states = (_joined(*names) for names in (HERE, TWO, MEN, LAST, STATES_NAMED))
    men = pl.when(pl.col("whom") == "person").then(men)
    ally = pl.col("whom") == "ally"
    allies = pl.when(ally).then(pl.coalesce("allies", pl.lit(ALLIES)))
    named = pl.when(pl.col("whom") == "either").then(pl.col("last_men").list.head(2))
    # The two Koreas are no allies.
    here = pl.when(~ally | (here.list.set_difference(FOES).list.len() > 0)).then(here)
    return pl.coalesce(
        _first_of(2, here), _of_one_country(), _first_of(2, men, allies, "told", named, two, pair, states)
    )


def _of_one_country() -> pl.Expr:
    """Give the country of so many people that the sentence before named: `Suh dan Park didakwa. Keduanya ...`."""
    as_many = (pl.col("told_persons").list.len() == pl.col("parties")) & (pl.col("told").list.len() == 1)
    return pl.when((pl.col("whom") == "either") & as_many).then("told")


def _they() -> pl.Expr:
    """Choose whom `mereka` means: several of the sentence, else who opened it, else those of the sentence before."""
    opening, size = pl.col("opening"), pl.col("opening").list.len()
    several = pl.when((size >= 2).fill_null(False)).then("opening").otherwise("together")
    # `Austin bertemu dengan Lee setelah pembicaraan mereka`
    company = pl.when((size == 1) & pl.col("company").is_not_null()).then(pl.concat_list("opening", "company"))
    head = pl.when(pl.col("fresh") & (pl.col("head").list.len() >= 2)).then("head")
    told = pl.when(pl.col("told").list.len().is_in([2, 3])).then("told")
    # `Putin mengatakan mereka membahas satelit`: one man alone is not `mereka`.
    body = pl.when(pl.col("opening_persons").list.len() == 0).then(opening)
    # `Pyongyang mengirim balon ke Seoul. Mereka mengatakan ...`: who acted there, before who was only named.
    alone = pl.when(pl.col("fresh") & (pl.col("told").list.len() == 1)).then("told")
    return pl.coalesce(several, company, body, head, told, opening, alone, "any")


def _joined(first: str, second: str) -> pl.Expr:
    """Unite two columns of parties."""
    return pl.col(first).fill_null([]).list.set_union(pl.col(second).fill_null([]))


def _first_of(number: int, *candidates: pl.Expr | str) -> pl.Expr:
    """Give the first candidate of so many parties; an object is never whom the verb before it has as its subject."""
    subject = pl.when("object").then("neighbour")
    fits = []
    for candidate in candidates:
        parties = pl.col(candidate) if isinstance(candidate, str) else candidate
        others = parties.list.set_difference(subject.fill_null([]))
        fits.append(pl.when(others.list.len() == number).then(others))
    return pl.coalesce(fits)


def _sentence_before(pronouns: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Add `told`, the parties of the sentence before (or the one before that): plural pronouns mean them."""
    # `selebaran yang diterbangkan oleh Korsel. Mereka ...`: who is only named as an agent is not meant.
    # `gugatan ke WTO. Kedua negara ...`: a body without a man is none of them.
    body = (SIZE == 1) & ~pl.col("codes").list.first().is_in(STATES) & ~pl.col("by_name")
    told = groups.filter(NAMED, ACTING, pl.col("preposition").ne_missing("oleh"), ~body).group_by(
        "article", "sentence", maintain_order=True
    )
    parties = told.agg(
        told=pl.col("codes").explode().unique(maintain_order=True),
        told_persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
    ).select("article", "told", "told_persons", told_in=SENTENCE.cast(pl.Int64))
    wanted = pronouns.with_columns(wanted=SENTENCE.cast(pl.Int64) - 1)
    return join_nearest(wanted, parties, "wanted", "told_in", by="article", tolerance=1)


def _related(pronouns: pl.DataFrame) -> pl.DataFrame:
    """Add `related`, the neighbour or ally of whoever is named right before: `Seoul menuduh tetangganya`."""
    apart = pl.col("kind") == "apart"
    near = pl.coalesce("neighbour", "opening", "subject_before", "any_one")
    of = pl.when(apart).then(pl.coalesce("opening", "subject_before")).otherwise(near)
    asked = pronouns.filter((pl.col("kind") == "whose") | apart, pl.col("whom").is_not_null()).select(
        "row", of=of, known=pl.col("whom").str.split(" ")
    )
    known = asked.explode("of").explode("known").with_columns(pl.col("known").str.split_exact(":", 1)).unnest("known")
    found = known.filter(pl.col("field_0") == pl.col("of")).unique("row", keep="first", maintain_order=True)
    related = found.select("row", related=pl.col("field_1").str.split("+"))
    return pronouns.join(related, on="row", how="left", maintain_order="left")


def _last_men(pronouns: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Add `last_men`, the parties of the people named last before `keduanya` apart from its neighbour; `last_names`."""
    either = pl.col("whom").is_in(["person", "either"]).fill_null(False)
    three = pronouns.filter(either).select("row", "article", "neighbour", "object", here="sentence")
    named = groups.filter("by_name").select("article", "sentence", at="row", code="codes", name="persons")
    men = named.filter(pl.col("code").list.len() == pl.col("name").list.len()).explode("code", "name")
    other = ~(pl.col("object") & pl.col("neighbour").list.contains(pl.col("code")).fill_null(False))
    before = three.join(men, on="article", maintain_order="left").filter(
        pl.col("at") < pl.col("row"), pl.col("here") - pl.col("sentence") <= NEARBY, other
    )
    last = before.sort("row", "at", descending=[False, True], maintain_order=True).unique(
        ["row", "code"], keep="first", maintain_order=True
    )
    found = last.group_by("row", maintain_order=True).agg(
        last_men=pl.col("code").head(3), last_names=pl.col("name").head(3)
    )
    return pronouns.join(found, on="row", how="left", maintain_order="left")


def _openings(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the party that the clause or the sentence began with, and the one that a sentence before began with.

    Further on in a sentence `ia`, `mereka`, `negaranya` mean its `opening`; at its head (`fresh`) `negara itu` is
    `subject_before`, later on the last one named, and `mereka` is `head`, those that the sentence before began with.
    """
    begins = NAMED & FREE & is_first(SENTENCE)
    man = begins & (SIZE == 1) & (pl.col("by_name") | (pl.col("kind") == "he"))
    return groups.with_columns(
        opening=forward_within(pl.when(begins | (NAMED & FREE & pl.col("heads"))).then(ROW), SENTENCE),
        subject_before=before_within(pl.when(begins & (SIZE == 1)).then(ROW), ARTICLE),
        man_first=before_within(pl.when(man).then(ROW), ARTICLE),
        man_in=before_within(pl.when(man).then(SENTENCE.cast(pl.Int64)), ARTICLE),
        head=before_within(pl.when(begins).then(ROW), ARTICLE),
    ).with_columns(
        fresh=pl.col("opening").is_null() & is_first(SENTENCE),
        # `Pompeo bertemu Kim. Sorenya ia tiba di Seoul`: who the sentence right before began with.
        man_first=pl.when(SENTENCE.cast(pl.Int64) - pl.col("man_in") == 1).then("man_first"),
    )


def _last_ones(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the last groups of each size that the article named before."""

    def last(condition: pl.Expr) -> pl.Expr:
        return before_within(pl.when(NAMED & condition).then(ROW), ARTICLE)

    return groups.with_columns(
        one=last((SIZE == 1) & FREE),
        person=last((SIZE == 1) & pl.col("personal") & FREE),
        who=last(pl.col("personal") & FREE),
        any_one=last(SIZE == 1),
        land=last((SIZE == 1) & ~pl.col("personal") & pl.col("is_state")),
        three=last(SIZE == 3),
        many=last(SIZE >= 2),
        any=last(SIZE > 0),
    )
