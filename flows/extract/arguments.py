"""Attach parties to triggers: who acts, on whom, together with whom."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.governors import HOME_RULES
from flows.extract.subtypes import IN_FORCE
from flows.language.lexicon import Lexicon
from flows.language.windows import forward_within, is_first

# How far (characters) a party may stand behind its trigger.
REACH = {"directed": 150, "mutual": 130, "agent": 70, "noun": 110}
# How near (characters) a plain party stands behind a mutual verb and behind a noun.
VERB_GAP, NOUN_GAP = 4, 28
# How near (characters) the party of a mutual verb stands even behind the next verb, an agent without `oleh`.
FIRST_OBJECT, PLAIN_AGENT = 60, 40
AGENT_GAP = r"^\s*(?:[a-z-]+\s+){0,3}(?:oleh\s+)?(?:[a-z]+\s+){0,2}[\"']?$"
# What ends the object of a trigger: a new sentence part, an attribution, a time or a contrast.
OBJECT_OVER = r"[;:]|, (?:{said})|(?:{ends})"
# Prepositions that make no target of the party behind them.
BARRED = [
    *("di", "di luar", "menuju", "dekat", "sekitar", "bersama", "pada", "dengan", "lewat", "melalui", "menurut"),
    *("via", "melawan"),
]
AGAINST = ["terhadap", "atas", "kepada", "untuk", "bagi"]
# Acts of words about talks that are directed at whom one would talk with.
ON_TALKS = ["offer", "rejection", "threat"]
# What ties one to whom `dengan` names.
# How far (characters) behind an order its addressee stands.
BIDDEN = 30
TIE = r"^ (?:hubungan|kerja sama|persahabatan|aliansi|kemitraan|solidaritas|ikatan)(?:nya)?(?: [a-z]+){0,3} dengan $"
ABOUT = ["terhadap", "atas", "soal", "tentang", "mengenai"]
AIM = r"(?-u:\b)(?:agar|supaya)(?-u:\b)"
REFUSALS = ["rejection", "denial"]
TOPIC = r"(?-u:\b)(?:yang|di sela|soal|tentang|mengenai|terkait|terhadap|kata|menurut)(?-u:\b)|, "
NOUN_OVER = (
    r"""[,;:"]|(?-u:\b)(?:ke|di|pada|dari|atas|dengan|untuk|dalam|guna|agar|yang|dan|serta|bahwa|menjelang|jelang|saat|"""
    r"""ketika|setelah|sebelum|sesudah|usai|seusai|pasca|sejak|hingga|sampai|selama|terhadap|soal|tentang)(?-u:\b)"""
)
AGENT_OVER = (
    r"(?-u:\b)(?:ke|di|pada|dari|atas|dengan|untuk|dalam|guna|agar|yang|saat|ketika|karena|setelah|sebelum|sejak)"
    r"(?-u:\b)"
)
GOT = "^(?:mendapat|menerima)"
FROM = r"dari (?:[a-z]+ ){0,2}$"
# `mengecam pakta itu dan meminta China ...`: behind an object of its own the next verb has another;
# `mengecam dan menuntut Jepang` shares what follows.
NEXT_VERB = (
    r"(?-u:\b)(?:itu|tersebut|ini|[a-z]{3,}nya)(?: sebagai [^,;]{3,40}| \"[^\"]{3,60}\")?,? "
    r"(?:dan|serta|sekaligus|sambil|seraya|sembari|lalu|kemudian) "
    r"(?:juga |turut |kembali |akan |tidak |tak |telah |sudah |pula |kemudian |lalu |malah |bahkan )*"
    r"(?:me[a-z]{4,}|ber[a-z]{3,}|sepakat|setuju)(?-u:\b)"
)
# Marks behind which a clause of its own begins, and what shows that the party at its head acts there.
# Marks of clauses that tell what an act answers to.
OCCASIONS = ["condition", "time", "simultaneous"]
NEW_CLAUSE = ["coordination", "adversative", "time", "simultaneous", "contrast"]
ACTS = (
    r"^\)? (?:pun |juga |sendiri |telah |sudah |akan |masih |kembali |kemudian |lalu |langsung |sebelumnya |tengah )*"
    r"(?:me[a-z]{4,}|ber[a-z]{3,}|sepakat|setuju)(?-u:\b)"
)
ACTS_WITHIN = 40
NOBODY = pl.lit([], dtype=pl.List(pl.String))


def followers(triggers: pl.DataFrame, groups: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Pair each trigger with the groups behind it in its sentence.

    Args:
        triggers: Columns `trigger`, `sentence`, `start`, `end`.
        groups: Of `find_groups`, with the columns of `in_clause`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `trigger`, `codes` and `persons` (Lists), `preposition`, `group_start`, `group_section`, `gap`
        (characters), `between` (folded text between the two), `acts` (the group heads a clause of its own and a verb
        follows it), `group_mark` (of its clause), in text order.
    """
    named = groups.select(
        "sentence", "codes", "persons", "preposition", group_section="section", group_start="start", group_end="end",
        heads=pl.col("mark").is_in(NEW_CLAUSE) & (pl.col("start") - pl.col("body_start") <= 1), group_mark="mark",
    )  # fmt: skip
    pairs = triggers.select("trigger", "sentence", "start", "end").join(named, on="sentence", maintain_order="left")
    gap = pl.col("group_start") - pl.col("end")
    # `memanggil duta besar Jepang`: the trigger names the first words of whom it befalls.
    inside = (pl.col("group_start") > pl.col("start")) & (pl.col("group_end") > pl.col("end"))
    behind = pairs.with_columns(gap=pl.when(inside).then(gap.clip(0)).otherwise(gap))
    behind = behind.filter(pl.col("gap").is_between(0, max(REACH.values()))).drop("start")
    framed = behind.join(sentences.select("sentence", "text", at="start"), on="sentence", maintain_order="left")
    between = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.col("gap"))
    after = pl.col("text").str.slice(pl.col("group_end") - pl.col("at"), ACTS_WITHIN)
    return (
        framed.with_columns(between=between, acts=pl.col("heads") & after.str.contains(ACTS))
        .drop("text", "at", "sentence", "end", "group_end", "heads")
        .sort("trigger", "group_start", maintain_order=True)
    )


def _first(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the first group of each trigger."""
    return pairs.unique("trigger", keep="first", maintain_order=True)


def agents(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find who acts in a passive clause: the group behind the verb, with or without `oleh`.

    Args:
        triggers: Columns `trigger`, `voice`, `subtype`, `next_verb`.
        behind: Of `followers`.

    Returns:
        Columns `trigger`, `agent`, `agent_persons` (Lists).
    """
    passive = triggers.filter(pl.col("voice") == "passive").select("trigger", "subtype", "next_verb", "term")
    # `mendapat banyak sanksi dari PBB`
    got = pl.col("term").str.contains(GOT) & (pl.col("preposition") == "dari")
    by = ((pl.col("preposition") == "oleh") | got) & (pl.col("gap") <= REACH["agent"])
    # `ditahan saat akan meninggalkan negara itu`, `dinilai melanggar resolusi PBB`: what a preposition, a conjunction
    # or a verb opens is no agent.
    before_verb = pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb"))
    plain = ~pl.col("between").str.contains(AGENT_OVER) & before_verb
    near = pl.col("between").str.contains(AGENT_GAP) & plain & (pl.col("gap") <= PLAIN_AGENT)
    # `ditahan di Korea Utara`: who holds prisoners in a country is its state.
    held = (pl.col("subtype") == "detention") & (pl.col("between") == " di ")
    found = behind.join(passive, on="trigger", maintain_order="left").filter(
        by | (pl.col("preposition").is_null() & near) | held
    )
    named = found.sort("trigger", pl.col("preposition") == "di", maintain_order=True, nulls_last=False)
    return _first(named).select("trigger", agent="codes", agent_persons="persons")


def objects(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find whom a directed act is directed at: the first other party behind the trigger, before the clause is over.

    Args:
        triggers: Columns `trigger`, `subtype`, `term`, and Lists of codes: `subject`, `owner` (whose act a noun names),
            `agent` (of a passive).
        behind: Of `followers`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `object` (List).
    """
    told = triggers.select(
        "trigger", "subtype", "term", "rule", doer=pl.coalesce("owner", "agent", "subject").fill_null(NOBODY)
    )
    rows = behind.join(told, on="trigger", maintain_order="left")
    other = pl.col("codes").list.set_difference("doer").list.len() > 0
    said, ends = event_words(lexicon, "says"), event_words(lexicon, "object_over")
    over = pl.col("between").str.contains("(?i)" + OBJECT_OVER.format(said=said, ends=ends))
    over |= pl.col("between").str.contains(NEXT_VERB)
    # `memutus hubungan dengan Malaysia`: a bond is cut with somebody.
    bond = (pl.col("subtype") == "diplomatic_break") & (pl.col("preposition") == "dengan")
    # `menolak berunding dengan Jepang`: whom one would talk with is whom one turns away.
    said_or_named = pl.concat_str("term", "between")
    meeting = said_or_named.str.contains(rf"(?i){event_words(lexicon, 'meeting')}(?: [a-z]+){{0,2}} dengan ")
    turned = pl.col("subtype").is_in(ON_TALKS) & (pl.col("preposition") == "dengan") & meeting
    # `memuji hubungannya dengan Jepang`
    tied = (pl.col("subtype") == "support") & (pl.col("preposition") == "dengan")
    tied &= pl.col("between").str.contains(TIE)
    # `menolak perdagangan antara Jepang dan Rusia`: what is between them is refused to neither.
    between = (pl.col("preposition") == "antara") & pl.col("subtype").is_in(REFUSALS)
    # `mendesak agar sanksi terhadap Jepang dicabut`: a wish about somebody is no appeal to him.
    wished = (pl.col("subtype") == "demand") & pl.col("preposition").is_in(ABOUT)
    wished &= pl.col("between").str.contains(AIM)
    # `sanksi terhadap lima perusahaan di Rusia`: on whom a list of firms and people is drawn up.
    listed = (pl.col("subtype") == "sanction") & (pl.col("preposition") == "di")
    listed &= pl.col("between").str.contains(rf"(?i){event_words(lexicon, 'listed')}(?: [a-z]+)? di $")
    fits = bond | turned | tied | listed
    barred = ((pl.col("preposition").is_in(BARRED) | between | wished) & ~fits).fill_null(False)
    # One denies to the party whose claim it is, and not to the one that the claim is about.
    claimed = rf"(?:^ | ){event_words(lexicon, 'claim')}(?: [a-z]+)? $"
    claim = pl.concat_str("term", "between").str.contains(claimed)
    # `memerintahkan agar kepolisiannya mengepung kedutaan Jepang`: who is told to is one's own, not whom it befalls.
    first = is_first(pl.col("trigger")) & ~other & (pl.col("gap") <= BIDDEN) & pl.col("preposition").is_null()
    home = first & pl.col("rule").is_in(HOME_RULES)
    rows = rows.with_columns(home=forward_within(pl.when(home).then(True), pl.col("trigger")).fill_null(False))
    # `menentang uji coba itu, dan Jepang menyampaikan protes`: who acts next is not acted on.
    # `di bawah sanksi PBB, sebagian disetujui Rusia`: whom sanctions in force are against is said to be so.
    vague = pl.col("term").str.contains(IN_FORCE) & ~pl.col("preposition").is_in(AGAINST).fill_null(False)
    # `menyebutnya melanggar resolusi PBB`: whose resolution it is.
    broken = pl.col("between").str.contains(rf"(?i){event_words(lexicon, 'breaks')}(?: [a-z-]+){{0,3}} $")
    barred |= vague | broken | pl.col("home")
    near = rows.filter(other, ~barred, ~pl.col("acts"), pl.col("gap") <= REACH["directed"])
    denial = pl.col("subtype") == "denial"
    fitting = pl.concat([near.filter(~denial).filter(~over), near.filter(denial).filter(claim)])
    return _first(fitting).select("trigger", object="codes")


def partners(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Collect those named behind a mutual act or a noun, up to the next verb: `dengan`, `antara`, `oleh` or plain.

    Args:
        triggers: Columns `trigger`, `next_verb`, `voice`, `section`, `term`, `subject` (List), `subject_kind`,
            `light`.
        behind: Of `followers`.
        lexicon: Gives `event_cues`: `bertemu mitranya dari Jepang` names Japan.

    Returns:
        Columns `trigger`, `joined_by` (`dengan` or `bersama` names them), `partners`, `partner_persons` (Lists).
    """
    rows = behind.join(
        triggers.select("trigger", "next_verb", "voice", "section", "subject", "subject_kind", "light", "term"),
        on="trigger",
        maintain_order="left",
    )
    noun = pl.col("voice") == "noun"
    together = pl.col("preposition").is_in(["dengan", "antara", "bersama", "melawan"]).fill_null(False)
    # A plain name is a party right behind the word (`bertemu Trump`, `latihan gabungan Korsel-AS`) or a colleague
    # (`bertemu mitranya dari Jepang`), farther off it is the topic.
    colleague = rf"(?i)^ (?:dengan )?{event_words(lexicon, 'colleague')}(?: [a-z]+){{0,3}} $"
    close = pl.col("gap") <= pl.when(noun).then(NOUN_GAP).otherwise(VERB_GAP)
    plain = pl.col("preposition").is_null() & (close | (~noun & pl.col("between").str.contains(colleague)))
    several = (pl.col("subject").list.len() >= 2).fill_null(False)
    # `latihan bersama Jepang-AS` is theirs; `latihan bersama Jepang` is somebody's with Japan.
    # Somebody else who holds it (`AS menggelar latihan bersama Jepang dan Korsel`) holds it with them.
    outsider = (pl.col("subject_kind") == "own") & pl.col("light") & pl.col("preposition").ne_missing("oleh")
    outsider &= pl.col("subject").list.set_intersection("codes").list.len() == 0
    of_each_other = pl.col("term").str.ends_with("bersama") & (pl.col("codes").list.len() >= 2) & ~outsider
    fits = together | (plain & ~several) | ((pl.col("preposition") == "oleh").fill_null(False) & noun)
    before_verb = pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb"))
    first_object = ~noun & (pl.col("gap") <= FIRST_OBJECT)
    near = (before_verb | first_object) & (pl.col("gap") <= REACH["mutual"])
    # Patterns are looked for in what the cheap conditions leave.
    # `latihan di mana militer Jepang menembakkan rudal`
    where = noun & pl.col("between").str.contains("^ (?:di mana|dimana) $")
    candidates = rows.filter(near, (pl.col("group_section") == pl.col("section")) | where).filter(
        together | pl.col("preposition").is_null() | (pl.col("preposition") == "oleh")
    )
    return (
        candidates.filter(fits)
        .filter(~pl.col("between").str.contains(TOPIC))
        .group_by("trigger", maintain_order=True)
        .agg(
            joined_by=(pl.col("preposition").is_in(["dengan", "bersama"]) & ~of_each_other).any(),
            partners=pl.col("codes").explode().unique(maintain_order=True),
            partner_persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
        )
    )


def noun_agents(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find whose deed a noun names: the party right behind it (`peluncuran rudal Korea Utara`, `oleh`).

    Args:
        triggers: Columns `trigger`, `voice`, `next_verb`, `speech`.
        behind: Of `followers`.
        lexicon: Gives `event_cues`: `latihan yang digelar Jepang`.

    Returns:
        Columns `trigger`, `owner`, `owner_persons`, `by` (whom `oleh` or a passive verb names; Lists).
    """
    nouns = triggers.filter(pl.col("voice") == "noun").select("trigger", "next_verb", "speech")
    rows = behind.join(nouns, on="trigger", maintain_order="left")
    # `kecaman dari Jepang`: words come from those who say them.
    voiced = pl.col("speech") & (pl.col("preposition") == "dari").fill_null(False)
    gap = pl.when(voiced).then(pl.col("between").str.replace(FROM, "")).otherwise("between")
    plain = (
        (pl.col("preposition").is_null() | (pl.col("preposition") == "oleh") | voiced)
        & (pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb")))
        & ~gap.str.contains(NOUN_OVER)
    )
    kin = event_words(lexicon, "of_country")
    done = pl.col("between").str.contains(rf"{event_words(lexicon, 'done_by')}(?: oleh)?(?: {kin})* $")
    by = _first(rows.filter((pl.col("preposition") == "oleh") | done, pl.col("gap") <= REACH["noun"]))
    found = _first(rows.filter((plain & (pl.col("gap") <= REACH["noun"])) | done))
    return found.select("trigger", owner="codes", owner_persons="persons").join(
        by.select("trigger", by="codes"), on="trigger", how="full", coalesce=True
    )


def receivers(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find from whom and to whom things go: `aliran senjata dari Korut ke Rusia`.

    Args:
        triggers: Columns `trigger`, `roles`.
        behind: Of `followers`.

    Returns:
        Columns `trigger`, `receiver`, `sender` (Lists).
    """
    # `dibebaskan dari penjara Korea Selatan`
    released = (pl.col("subtype") == "de_escalation") & (pl.col("roles") == "directed")
    sent = triggers.filter((pl.col("roles") == "towards") | released).select("trigger")
    rows = behind.join(sent, on="trigger", maintain_order="left")
    to = _first(rows.filter(pl.col("preposition").is_in(["ke", "kepada", "untuk", "bagi"])))
    of = _first(rows.filter(pl.col("preposition") == "dari"))
    return to.select("trigger", receiver="codes").join(
        of.select("trigger", sender="codes"), on="trigger", how="full", coalesce=True
    )


def causers(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find who does what an act answers to: `akan membalas jika Korea Utara menyerang`, `menembak setelah X melintas`.

    Args:
        triggers: Columns `trigger`, `actors` (List).
        behind: Of `followers`.

    Returns:
        Columns `trigger`, `causer` (List).
    """
    doers = triggers.select("trigger", doer=pl.col("actors").fill_null(NOBODY))
    rows = behind.filter(pl.col("group_mark").is_in(OCCASIONS), pl.col("preposition").is_null())
    other = pl.col("codes").list.set_difference("doer").list.len() > 0
    found = rows.join(doers, on="trigger", maintain_order="left").filter(other)
    return _first(found).select("trigger", causer="codes")
