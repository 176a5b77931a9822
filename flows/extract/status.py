"""Say whether a thing happened, is planned, was cancelled, is only alleged."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.subtypes import AHEAD, MEETINGS, TESTS
from flows.language.spans import join_nearest
from flows.language.windows import backward_within, before_within

# How far (characters) a cue counts before a noun, before a verb, and behind either.
BEFORE, BEFORE_VERB, BEHIND = 70, 32, 80
# The same before a verb for words that say that it goes on just now.
ONGOING = 16
# How far (characters) behind a noun it is said to be off.
VERDICT = 200
# What a thing may be said to be, the strongest first.
ORDER = ["cancelled", "postponed", "proposed", "planned", "alleged", "ongoing"]
OFF = ["postponed", "cancelled"]
EXPECTED = ["diperkirakan", "diprediksi"]
# Verbs that carry a noun right behind them only.
GROWS = "^(?:memper|mening|mengint)"
# Those by which a thing is on.
BEGINS = "^(?:memulai|mengawali|membuka|menggelar|mengadakan|menghelat|melangsungkan)$"
# Sections that tell another time than that of the main clause.
FRAMES = ["time", "simultaneous", "cause", "condition"]
SAID = ["condemnation", "accusation", "denial"]
# Words about deeds, and deeds that were done when somebody speaks of them.
TALK = ["talks", "summit", *SAID]
AGREED = ["agreement", "pledge"]
DONE = [*TESTS, "incursion", "troop_dispatch", "armed_clash", "cyber_attack"]
# What is done at one stroke.
AT_A_STROKE = [*DONE, "alert", "sanction", "diplomatic_break", "detention"]
WORDS = [*SAID, "offer", "demand", "threat", "rejection", "pledge", "support"]
# Offers that say what one is ready for.
READY = "^(?:bersedia|siap|terbuka|sedia)"
# How far (characters) behind a noun the next one stands that a verb carries with it (`pertemuan dan dialog`).
JOINED = 24
# How far (characters) behind `akan` the verb stands that carries a noun.
CARRIED = 10
FLAGS = ["negated", "possible", "failed", "question", "light"]


def judge_status(triggers: pl.DataFrame, cues: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each trigger its status from the cues of its clause.

    Args:
        triggers: Columns `trigger`, `sentence`, `start`, `end`, `voice`, `subtype`, `section`, `parent`, `clause`,
            `mark`, `subject_kind`.
        cues: Of `find_cues`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `status` (one of `ORDER` or occurred) and the flags `negated`, `possible`, `failed`,
        `question`, `light` (a light verb carries the noun), `topic` (a deed that words before it are about).
    """
    # `akan kembali digelar`: what is announced is that it will be held.
    light = (pl.col("status") == "light") & (pl.col("side") == "near")
    next_at = backward_within(pl.when(light).then("cue_start"), pl.col("sentence"))
    cues = cues.with_columns(carried=(next_at - pl.col("cue_end") <= CARRIED).fill_null(False))
    placed = in_clause(cues.rename({"cue_start": "start"}), clauses).select(
        "sentence", "status", "side", "way", "cue", "cue_end", "suffers", "plan", "over", "carried",
        cue_start="start", cue_section="section", cue_clause="clause", cue_parent="parent", cue_kind="section_kind",
    )  # fmt: skip
    columns = ["trigger", "sentence", "start", "end", "voice", "subtype", "section", "parent", "clause", "mark"]
    columns += ["subject_kind", "term"]
    told = pl.when(pl.col("voice") == "noun").then(pl.struct("start", "end"))
    noun = before_within(told, pl.col("sentence"))
    deed = (pl.col("voice") == "noun") & pl.col("subtype").is_in([*TESTS, "incursion", "joint_exercise"])
    pusher = before_within(pl.when(deed).then("end"), pl.col("sentence"))
    words = (pl.col("voice") != "noun") & pl.col("subtype").is_in(SAID)
    said = before_within(pl.when(words).then(pl.struct("start", "clause")), pl.col("sentence"))
    pairs = triggers.select(*columns, agreed_at=_agreed_at(), noun=noun, pusher=pusher, said=said).join(
        placed, on="sentence", maintain_order="left"
    )
    # `rencana latihan AS dan Korsel dengan memperingatkan keduanya`: what they plan stands right behind them.
    reached = pl.when((pl.col("start") - pl.col("over")).is_between(0, len(" untuk "))).then("over")
    # `diperkirakan bertemu Kim`: what is to come is expected, what was done is supposed.
    expected = pl.col("cue").is_in(EXPECTED) & pl.col("subtype").is_in([*MEETINGS, "visit", "treaty_signed"])
    status = pl.when(expected).then(pl.lit("planned")).otherwise("status")
    pairs = pairs.with_columns(cue_end=pl.coalesce(reached, "cue_end"), status=status).drop("over")
    topics = _topics(triggers)
    pairs = pairs.join(topics, on="trigger", how="left", maintain_order="left")
    pairs = pairs.with_columns(resumed=_resumed(), begun=_begun())
    # `memulai latihan yang akan berlangsung sebelas hari`: it is on.
    behind = (pl.col("way") == "announced") & (pl.col("cue_kind") == "relative") & (pl.col("cue_start") > pl.col("end"))
    goes_on = pl.col("begun") & behind & (pl.col("voice") == "noun") & (pl.col("cue_parent") == pl.col("section"))
    pairs = pairs.with_columns(status=pl.when(goes_on).then(pl.lit("ongoing")).otherwise("status"))
    pairs = pairs.filter(~_is_of_talk().fill_null(False), ~_carries_another().fill_null(False))
    overlap = (pl.col("cue_start") >= pl.col("start")) & (pl.col("cue_end") <= pl.col("end"))
    # `gagal mengorbit` is a failed launch in one phrase; other cues inside a phrase are part of its meaning.
    inside = overlap & (pl.col("status") == "failed")
    flags = (
        pairs.filter(((_counts_before() | _counts_behind() | _carries_on() | _describes()) & ~overlap) | inside)
        .group_by("trigger")
        .agg((pl.col("status") == name).any().alias(name) for name in [*ORDER, *FLAGS])
    )
    judged = triggers.select("trigger").join(flags, on="trigger", how="left", maintain_order="left")
    after = pairs.filter(_attends_next()).select("trigger", after=pl.lit(True)).unique()
    judged = judged.join(after, on="trigger", how="left", maintain_order="left")
    judged = judged.with_columns(planned=pl.col("planned") | (pl.col("after") & pl.col("light")).fill_null(False))
    status = pl.coalesce([*(pl.when(pl.col(name)).then(pl.lit(name)) for name in ORDER), pl.lit("occurred")])
    judged = judged.join(topics, on="trigger", how="left", maintain_order="left")
    known = judged.with_columns(pl.col(*ORDER, *FLAGS).fill_null(False), topic=pl.col("talked_at").is_not_null())
    return known.select("trigger", *FLAGS, "topic", status=status)


def _resumed() -> pl.Expr:
    """Tell pairs whose cue stands in a `yang` clause behind which the noun is said to be held after all."""
    light = (pl.col("status") == "light") & (pl.col("side") == "near")
    told = light & (pl.col("cue_section") == pl.col("section")) & (pl.col("cue_clause") > pl.col("clause"))
    last = pl.when(told).then("cue_start").max().over("trigger")
    return (pl.col("cue_section") != pl.col("section")) & (last > pl.col("cue_end"))


def _begun() -> pl.Expr:
    """Tell pairs of a noun that a verb of holding or beginning carries."""
    light = (pl.col("status") == "light") & pl.col("cue").str.contains(BEGINS)
    told = light & (pl.col("cue_section") == pl.col("section")) & (pl.col("cue_end") <= pl.col("start"))
    return told.any().over("trigger").fill_null(False)


def _agreed_at() -> pl.Expr:
    """Give where the verb stands that says what was agreed at a meeting: `dalam KTT pada 27 April sepakat ...`."""
    agreed = pl.col("subtype").is_in(AGREED) & (pl.col("voice") != "noun")
    here = pl.col("sentence") == pl.col("sentence").shift(-1)
    met = pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") == "noun")
    return pl.when(met & here & agreed.shift(-1)).then(pl.col("start").shift(-1))


def _topics(triggers: pl.DataFrame) -> pl.DataFrame:
    """Find deeds that a noun tells behind words about them: columns `trigger`, `talked_at` (where these stand)."""
    deeds = triggers.filter(pl.col("voice") == "noun", pl.col("subtype").is_in(DONE)).select(
        "trigger", "sentence", "start", "clause"
    )
    words = triggers.filter(pl.col("voice") != "noun", pl.col("subtype").is_in(TALK))
    known = words.select("sentence", talked_at=pl.col("start").cast(pl.Int64), talked_in="clause")
    near = join_nearest(deeds, known, "start", "talked_at", exact=False)
    return near.filter(pl.col("talked_in") == pl.col("clause")).select("trigger", "talked_at")


def _is_of_talk() -> pl.Expr:
    """Tell pairs of a deed and a cue of what is said about it: `akan membahas peluncuran itu`."""
    # `terus mengecam latihan gabungan`: the words go on.
    said, within = pl.col("said").struct.field("start"), pl.col("said").struct.field("clause")
    words = (pl.col("voice") == "noun") & (pl.col("status") == "ongoing") & (within == pl.col("clause"))
    ahead = pl.col("status").is_in(["planned", "proposed"]) & (pl.col("cue_end") <= pl.col("talked_at"))
    return ahead.fill_null(False) | (words & (pl.col("cue_end") <= said)).fill_null(False)


def _carries_another() -> pl.Expr:
    """Tell pairs of a noun and a verb that carries one before it: `menggelar latihan untuk membalas peluncuran`."""
    before, last = pl.col("noun").struct.field("start"), pl.col("noun").struct.field("end")
    carried = (pl.col("status") == "light") & (pl.col("cue_end") <= before)
    return carried & (pl.col("start") - last > JOINED)


def _counts_before() -> pl.Expr:
    """Tell pairs whose cue stands before the trigger and near enough."""
    distance = pl.col("start") - pl.col("cue_end")
    noun = pl.col("voice") == "noun"
    # `menangguhkan perjanjian sebagai jawaban atas peluncuran`: what is put off stands right behind.
    off = pl.col("status").is_in(OFF)
    reach = pl.when(noun & off).then(BEFORE // 2).when(noun).then(BEFORE).otherwise(BEFORE_VERB)
    # `diduga`, `diyakini` doubt the word behind them.
    hearsay = (pl.col("status") == "alleged") & (pl.col("way") != "charged")
    grows = (pl.col("status") == "light") & pl.col("cue").str.contains(GROWS)
    # Negation and ability bind to the verb right behind them.
    bound = (
        # `Tak satu pun dari ke-14 terdakwa ditahan`
        pl.when((pl.col("status") == "negated") & (pl.col("way") == "nobody")).then(BEFORE)
        .when(pl.col("status") == "negated").then(pl.when(noun).then(25).otherwise(18))
        .when(pl.col("status") == "possible").then(pl.when(noun).then(22).otherwise(9))
        .when(hearsay).then(24)
        # `yang sedang mengunjungi Korea Utara bertemu Kim`: what goes on is the verb right behind.
        .when((pl.col("way") == "progress") & ~noun).then(ONGOING)
        # `memperluas kerja sama pada pertemuan di Hanoi`: what grows stands right behind.
        .when(grows & pl.col("subtype").is_in(MEETINGS)).then(14)
        .otherwise(reach)
    )  # fmt: skip
    # `memberi tahu PBB rencana mereka untuk meluncurkan satelit`
    meant = (pl.col("mark") == "purpose") & (pl.col("way") == "meant")
    same = (pl.col("cue_section") == pl.col("section")) | (meant & (pl.col("cue_section") == pl.col("parent")))
    # What was announced with another verb was not said, and not what this one speaks of.
    own_clause = pl.col("cue_clause") == pl.col("clause")
    announced = pl.col("way") == "announced"
    own = own_clause | ~announced
    apart = (pl.col("subtype").is_in(SAID) | noun) & (pl.col("mark") == "coordination") & ~own
    # `memperingatkan X akan dibalas, lalu menyiagakan Y`: what will befall somebody is not what is done next.
    active = pl.col("voice") == "active"
    next_deed = active & (pl.col("mark") == "coordination") & (pl.col("cue_clause") != pl.col("clause"))
    apart |= next_deed & pl.col("suffers") & announced
    # `menangguhkan perjanjian dan memulai siaran`: what is put off stands in its clause.
    apart |= next_deed & off
    # `Tanpa aba-aba, latihan dimulai`: a comma ends what is missing.
    apart |= (pl.col("cue") == "tanpa") & ~own_clause
    # `masih mengajak Pyongyang berdialog`, `berjanji mundur dan mengajak ...`: the words were said.
    said = active & pl.col("subtype").is_in(WORDS) & pl.col("way").is_in(["still", "now", "promised"])
    # `kini menembakkan rudal`: so were the shots fired.
    said |= active & pl.col("subtype").is_in(AT_A_STROKE) & (pl.col("way") == "now")
    # `berjanji membantu dalam KTT dengan Jepang`: they met.
    said |= noun & pl.col("subtype").is_in(MEETINGS) & (pl.col("way") == "promised")
    # `Peluncuran itu mendorong AS menjatuhkan sanksi`: which is done.
    apart |= ((pl.col("cue") == "mendorong") & (pl.col("pusher") <= pl.col("cue_start"))).fill_null(False)
    # `mempersiapkan pertahanan, termasuk operasi gabungan`: what is prepared stands in its clause.
    apart |= (pl.col("way") == "prepared") & (pl.col("mark") == "comma") & ~own_clause
    # `Di tengah kemungkinan uji coba nuklir, AS mengirim kapal induk`: so does what is likely.
    apart |= pl.col("plan") & ~own_clause
    # `memutuskan menangguhkan perjanjian`: a measure is taken when it is decided.
    taken = (pl.col("way") == "decided") & ~pl.col("subtype").is_in([*AHEAD, "visit", "troop_dispatch"])
    # `rudal itu disebut jatuh di laut`: who fired it says so.
    said |= pl.col("cue").str.contains("^disebut") & pl.col("subtype").is_in(TESTS)
    # `ia akan bersedia bertemu`: he has said so by now.
    ready = (pl.col("subtype") == "offer") & announced & (distance <= 1)
    said |= ready & pl.col("term").str.contains(READY)
    return ~taken & (distance >= 0) & (distance <= reach) & (distance <= bound) & same & ~apart & ~said


def _attends_next() -> pl.Expr:
    """Tell pairs of a noun and what was announced with verbs before it: `akan terbang ke Bali dan menghadiri KTT`."""
    listed = pl.col("mark").is_in(["coordination", "comma"]) & (pl.col("voice") == "noun")
    ahead = (pl.col("cue_section") == pl.col("section")) & (pl.col("cue_clause") < pl.col("clause"))
    return listed & ahead & (pl.col("way") == "announced") & pl.col("subtype").is_in(AHEAD)


def _carries_on() -> pl.Expr:
    """Tell pairs of a verb and what was announced with the verbs before it: `akan menempatkan X, serta mengisi Y`."""
    listed = pl.col("mark").is_in(["coordination", "comma"]) & (pl.col("subject_kind") == "inherited")
    ahead = (pl.col("cue_section") == pl.col("section")) & (pl.col("cue_clause") < pl.col("clause"))
    done = (pl.col("voice") == "active") & ~pl.col("suffers")
    # `akan menanggapi dengan tegas dan menyebut uji coba itu provokasi`: the words have been said.
    said = pl.col("subtype").is_in(SAID)
    return listed & ahead & done & ~said & (pl.col("way") == "announced")


def _describes() -> pl.Expr:
    """Tell pairs of a draft and what it would do: `rancangan resolusi yang melarang ekspor minyak`."""
    within = (pl.col("mark") == "relative") & (pl.col("parent") == pl.col("cue_section"))
    gap = pl.col("start") - pl.col("cue_end")
    draft = (pl.col("side") == "draft") & gap.is_between(0, BEFORE_VERB)
    # `akan menjadi presiden pertama yang mengunjungi Pyongyang`
    return within & (draft | ((pl.col("way") == "becomes") & gap.is_between(0, BEFORE)))


def _counts_behind() -> pl.Expr:
    """Tell pairs whose cue stands behind the trigger, where it is one that may."""
    distance = pl.col("cue_start") - pl.col("end")
    noun = pl.col("voice") == "noun"
    # `mengancam akan melakukan serangan`: what is announced is what the words threaten.
    beside = (distance <= 3) & ~((pl.col("way") == "announced") | (pl.col("status") == "negated"))
    # `menyetujui rancangan undang-undang`: a law is passed when its draft is.
    passed = (pl.col("side") == "draft") & (pl.col("subtype") == "treaty_signed")
    near = pl.col("side").is_in(["near", "draft"]) & (noun | beside) & distance.is_between(0, BEHIND) & ~passed
    same = pl.col("cue_section") == pl.col("section")
    # `Pembicaraan yang dijadwalkan Rabu ditunda`: a passive verdict reaches over the description.
    # `dalam KTT itu sepakat berlatih pada Mei mendatang`: what is agreed on lies ahead, the meeting was held.
    near &= (pl.col("cue_start") < pl.col("agreed_at")).fill_null(True)
    verdict = pl.col("status").is_in(OFF) & pl.col("cue").str.contains("^(?:di|urung|batal|tertunda)") & noun
    # `Latihan itu, yang ditunda pada Mei, akan digelar ...`: the main clause says what becomes of it.
    held = noun & same & (pl.col("cue_clause") > pl.col("clause"))
    held &= (pl.col("way") == "announced") & pl.col("carried")
    # `merampungkan pembongkaran setelah siaran dihentikan`: what was over by then is something else.
    verdict &= same | ~pl.col("cue_kind").is_in(FRAMES)
    verdict = (verdict & ~pl.col("resumed").fill_null(False)) | held
    # `pertemuan yang direncanakan antara Kim dan Trump`
    described = (
        noun & (pl.col("cue_parent") == pl.col("section")) & distance.is_between(len(" yang "), len(" puncak yang "))
    )
    described &= pl.col("way") == "scheduled"
    described &= pl.col("subtype").is_in([*MEETINGS, "visit"])
    # `mengecam latihan gabungan dengan Jepang yang akan digelar pekan ini`: what is told of the noun itself.
    foretold = (pl.col("status") == "planned") & pl.col("way").is_in(["announced", "scheduled"])
    # `memulai latihan yang akan berlangsung hingga Jumat`: it is on until then; `... yang sedang berlangsung`.
    foretold |= pl.col("way") == "until"
    foretold |= (pl.col("status") == "ongoing") & (pl.col("begun") | pl.col("cue").str.ends_with("berlangsung"))
    told = noun & near & (pl.col("cue_kind") == "relative") & (pl.col("cue_parent") == pl.col("section"))
    described |= told & foretold
    return (near & same) | described | (verdict & (pl.col("side") == "near") & distance.is_between(0, VERDICT))
