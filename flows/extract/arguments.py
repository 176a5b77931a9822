"""Attach parties to triggers: who acts, on whom, together with whom."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.subtypes import COUNCIL, DECLARED
from flows.language.frames import in_sentence, is_only
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

# How far (characters) a party may stand behind its trigger.
REACH = {"directed": 150, "mutual": 130, "agent": 70, "noun": 110}
# How near (characters) a plain party stands behind a mutual verb and behind a noun.
VERB_GAP, NOUN_GAP = 4, 28
# How near (characters) the party of a mutual verb stands even behind the next verb, an agent without `oleh`.
FIRST_OBJECT, PLAIN_AGENT = 60, 40
# Verbs whose object is whom one meets.
MEETS = "^(?:bertemu|menemui|menjamu|menelepon|menghubungi)$"
# How far (characters) before a passive verb `oleh` and its agent end.
FRONTED = 30
AGENT_GAP = r"^\s*(?:(?:[a-z-]+\s+){0,3}|(?:[a-z0-9-]+\s+){0,6}oleh\s+)(?:[a-z]+\s+){0,2}[\"']?$"
TOPIC = r"(?-u:\b)(?:yang|di sela|soal|tentang|mengenai|terkait|terhadap|kata|menurut)(?-u:\b)|, "
NOUN_OVER = (
    r"""[,;:"]|(?-u:\b)(?:ke|di|pada|dari|atas|dengan|untuk|dalam|guna|agar|supaya|yang|dan|serta|bahwa|menjelang|jelang|saat|"""
    r"""ketika|setelah|sebelum|sesudah|usai|seusai|pasca|sejak|hingga|sampai|selama|terhadap|soal|tentang|terkait|"""
    r"""mengenai|menyusul|akibat|karena|sehubungan|sebagai|jika|bila|apabila|itu|tersebut|ini|kendati|meski|meskipun|walau|"""
    r"""walaupun|sementara|sedangkan|padahal|sebab|lantaran|namun|tetapi|sehingga)(?-u:\b)"""
)
# `atas permintaan enam negara, yakni Jepang dan ...`
NAMELY = r"^ (?:[a-z]+ ){1,2}(?:negara|pihak|anggota)(?: [a-z]+){0,2}, ya(?:kni|itu) $"
AGENT_OVER = (
    r"(?-u:\b)(?:ke|di|pada|dari|atas|dengan|untuk|dalam|guna|agar|yang|saat|ketika|karena|setelah|sebelum|sejak|pula|"
    r"hingga|sampai|jika|bila|apabila|meski|meskipun|selama|sementara|sehingga|namun|tetapi|menyusul|akibat|usai|"
    r"seusai|menjelang|sebagai|seperti|kecuali|terhadap|kepada|bahwa|lantaran|supaya|kendati|walau|"
    r"walaupun|sedangkan|padahal|sebab)"
    r"(?-u:\b)"
)
GOT = "^(?:mendapat|menerima|kena|terkena|dikenai|menuai|memperoleh|beroleh|meraih|mengantongi)"
# `latihan darat, laut, dan udara bersama Jepang`
LISTED = r"(?:, [a-z-]+(?: [a-z-]+){0,2}){1,4},? (?:dan|serta) "
# Where a council sits.
AT_COUNCIL = r"^(?: [a-z]+)? (?:di|dalam|pada)(?: (?:sidang|rapat|pertemuan|forum))? $"
BROKE_OUT = r"^ (?:kembali |sempat )?(?:meletus|pecah|terjadi|berlangsung|berkobar) (?:[a-z-]+ ){1,4}$"
HELD = r"^ (?:itu |tersebut )?(?:berlangsung|digelar|diadakan|dilakukan|terjadi|dimulai|dilangsungkan|pecah|dibuka) "
# What one signs that buys from another.
BOUGHT = r"(?-u:\b)(?:kontrak|perjanjian|kesepakatan)(?: [a-z]+)? (?:pembelian|pengadaan)(?-u:\b)"
# Deeds that come from those who do them.
SENT_FROM = ["armed_clash", "cyber_attack", "propaganda"]
# `kecaman internasional dengan cepat, termasuk dari Jepang`
FROM = r"(?:^.*, (?:termasuk|antara lain|di antaranya|terutama) )?dari (?:[a-z]+ ){0,2}$"
# `sidang di New York, yang juga dihadiri Korea Utara`, `dengan dihadiri, untuk pertama kali, oleh utusan Jepang`
ATTENDED = (
    r"[ ,](?:juga |turut |ikut |pula |akan |telah )*dihadiri(?: juga| pula)?"
    r"(?:,[^.;,]{3,40},)?(?: oleh)?(?: [a-z]+){0,3} $"
)
JOINS = r"^(?: [a-z-]+){0,2}(?: di [A-Za-z]+)?(?: yang)?(?: [a-z]+){0,3} mempertemukan "
# A verb by which somebody acts.
ACTING = r"(?:me[a-z]{4,}|ber[a-z]{3,}|sepakat|setuju)(?-u:\b)"
# Marks behind which a clause of its own begins, and what shows that the party at its head acts there.
NEW_CLAUSE = ["coordination", "adversative", "time", "simultaneous", "contrast"]
ACTS = (
    r"^\)? (?:pun |juga |sendiri |telah |sudah |akan |masih |kembali |kemudian |lalu |langsung |sebelumnya |tengah )*"
    + ACTING
)
# What something is done to.
UNDERGOES = r"^\)? (?:akan |segera |juga |turut )?di[a-z]{5,}(?-u:\b)"
# What looks like a verb behind a party.
NO_DEED = r"^\)? (?:mengenai|menyusul|menjelang|menurut|menyangkut|melalui|mengingat|terkait|meski|bersama)(?-u:\b)"
ACTS_WITHIN = 40


def followers(triggers: pl.DataFrame, groups: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Pair each trigger with the groups behind it in its sentence.

    Args:
        triggers: Columns `trigger`, `sentence`, `start`, `end`.
        groups: Of `find_groups`, with the columns of `in_clause`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `trigger`, `codes` and `persons` (Lists), `preposition`, `group_start`, `group_section`, `gap`
        (characters), `between` (folded text between the two), `acts` (the group heads a clause of its own and a verb
        follows it), `undergoes`, `does` (a passive verb, an active one follows it), `group_mark` (of its clause), in
        text order.
    """
    named = groups.select(
        "sentence", "codes", "persons", "preposition", group_section="section", group_start="start", group_end="end",
        heads=pl.col("mark").is_in(NEW_CLAUSE) & (pl.col("start") - pl.col("body_start") <= 1), group_mark="mark",
    )  # fmt: skip
    pairs = triggers.select("trigger", "sentence", "start", "end").join(named, on="sentence", maintain_order="left")
    gap = pl.col("group_start") - pl.col("end")
    # `memanggil duta besar Jepang`: the trigger names the first words of whom it befalls.
    inside = (pl.col("group_start") > pl.col("start")) & (pl.col("group_end") >= pl.col("end"))
    behind = pairs.with_columns(gap=pl.when(inside).then(gap.clip(0)).otherwise(gap))
    behind = behind.filter(pl.col("gap").is_between(0, max(REACH.values()))).drop("start")
    framed = in_sentence(behind, sentences)
    between = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.col("gap"))
    after = pl.col("text").str.slice(pl.col("group_end") - pl.col("at"), ACTS_WITHIN)
    return (
        framed.with_columns(
            between=between,
            acts=pl.col("heads") & after.str.contains(ACTS),
            undergoes=after.str.contains(UNDERGOES),
            does=after.str.contains(ACTS) & ~after.str.contains(NO_DEED),
        )
        .drop("text", "at", "sentence", "end", "group_end", "heads")
        .sort("trigger", "group_start", maintain_order=True)
    )


def first_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the first group of each trigger, of rows of `followers` in their order."""
    return pairs.unique("trigger", keep="first", maintain_order=True)


def agents(triggers: pl.DataFrame, behind: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Find who acts in a passive clause: the group behind the verb, or `oleh` and a group before it.

    Args:
        triggers: Columns `trigger`, `voice`, `subtype`, `next_verb`, `clause`, `start`.
        behind: Of `followers`.
        groups: Of `find_groups`, with the columns of `in_clause`.

    Returns:
        Columns `trigger`, `agent`, `agent_persons` (Lists).
    """
    # `Saluran itu dibuka kembali kedua Korea`: what comes about by itself may have one who brings it about.
    suffers = (pl.col("voice") == "passive") | ((pl.col("voice") == "middle") & pl.col("term").str.contains("^di[a-z]"))
    passive = triggers.filter(suffers).select("trigger", "subtype", "next_verb", "term")
    # `mendapat banyak sanksi dari PBB`
    got = pl.col("term").str.contains(GOT) & (pl.col("preposition") == "dari")
    by = ((pl.col("preposition") == "oleh") | got) & (pl.col("gap") <= REACH["agent"])
    # `ditahan saat akan meninggalkan negara itu`, `dinilai melanggar resolusi PBB`: what a preposition, a conjunction
    # or a verb opens is no agent.
    before_verb = pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb"))
    plain = ~pl.col("between").str.contains(AGENT_OVER) & before_verb
    # `divonis kerja paksa seumur hidup oleh pengadilan Korea Utara`
    far = pl.col("between").str.contains(" oleh ", literal=True) & (pl.col("gap") <= REACH["agent"])
    near = pl.col("between").str.contains(AGENT_GAP) & plain & ((pl.col("gap") <= PLAIN_AGENT) | far)
    # `ditahan di Korea Utara`: who holds prisoners in a country is its state.
    held = (pl.col("subtype") == "detention") & (pl.col("between") == " di ")
    # `masih dirundingkan di Dewan Keamanan PBB`: who sits there.
    sits = (pl.col("subtype") == "talks") & is_only(pl.col("codes"), [COUNCIL])
    held |= sits & pl.col("between").str.contains(AT_COUNCIL)
    found = behind.join(passive, on="trigger", maintain_order="left").filter(
        by | (pl.col("preposition").is_null() & near) | held
    )
    named = found.sort("trigger", pl.col("preposition") == "di", maintain_order=True, nulls_last=False)
    after = first_pairs(named).select("trigger", agent="codes", agent_persons="persons")
    # `Korea Utara, yang oleh Washington dituduh berbohong`
    led = groups.filter(pl.col("preposition") == "oleh").select("clause", ahead="codes", who="persons", led_end="end")
    verbs = triggers.filter(pl.col("voice") == "passive").select("trigger", "clause", "start")
    fronted = join_nearest(verbs, led, "start", "led_end", by="clause", tolerance=FRONTED)
    fronted = fronted.filter(pl.col("ahead").is_not_null()).select("trigger", agent="ahead", agent_persons="who")
    return pl.concat([after, fronted.join(after, on="trigger", how="anti")])


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
    # `menemui sejawatnya, Austin, di Seoul`
    colleague = rf"(?i)^ (?:dengan )?{event_words(lexicon, 'colleague')}(?: [a-z]+){{0,3}},? $"
    close = pl.col("gap") <= pl.when(noun).then(NOUN_GAP).otherwise(VERB_GAP)
    plain = pl.col("preposition").is_null() & (close | (~noun & pl.col("between").str.contains(colleague)))
    # `bertemu dengan mitranya di Korea Selatan`
    there = rf"(?i)^ (?:dengan )?(?:para )?{event_words(lexicon, 'colleague')}(?: [a-z]+){{0,2}} di $"
    plain |= (pl.col("preposition") == "di") & ~noun & pl.col("between").str.contains(there)
    # `Baku tembak meletus di perbatasan kedua Korea`
    fought = (pl.col("codes").list.len() >= 2) & pl.col("between").str.contains(BROKE_OUT)
    fought &= pl.col("term").str.contains(f"^{event_words(lexicon, 'each_other')}")
    plain |= fought
    several = (pl.col("subject").list.len() >= 2).fill_null(False)
    # `latihan bersama Jepang-AS` is theirs; `latihan bersama Jepang` is somebody's with Japan.
    # Somebody else who holds it (`AS menggelar latihan bersama Jepang dan Korsel`) holds it with them.
    outsider = (pl.col("subject_kind") == "own") & pl.col("light") & pl.col("preposition").ne_missing("oleh")
    outsider &= pl.col("subject").list.set_intersection("codes").list.len() == 0
    of_each_other = pl.col("term").str.ends_with("bersama") & (pl.col("codes").list.len() >= 2) & ~outsider
    before_verb = pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb"))
    # `AS dan Jepang sepakat meningkatkan kerja sama dengan Seoul`: several who agree do so with one another.
    first_object = ~noun & (pl.col("gap") <= FIRST_OBJECT) & ~several
    # `pertemuan puncak yang disiapkan berbulan-bulan antara Trump dan Kim`
    described = noun & (pl.col("preposition") == "antara") & pl.col("between").str.starts_with(" yang ")
    # `Pembicaraan berlangsung di New York antara utusan AS dan Korea Utara`
    described |= noun & (pl.col("preposition") == "antara") & pl.col("between").str.contains(HELD)
    attended = pl.col("between").str.contains(ATTENDED)
    described |= attended
    described |= fought
    near = (before_verb | first_object | described) & (pl.col("gap") <= REACH["mutual"])
    # Patterns are looked for in what the cheap conditions leave.
    # `latihan di mana militer Jepang menembakkan rudal`
    where = noun & pl.col("between").str.contains("^ (?:di mana|dimana) $")
    # `pembicaraan yang akan mempertemukan diplomat Korut dengan pejabat AS`
    joins = noun & pl.col("between").str.contains(JOINS) & (pl.col("gap") <= REACH["mutual"])
    plain |= joins & pl.col("preposition").is_null()
    # `meneken kontrak pembelian jet tempur dari Korea Selatan`
    bought = (pl.col("preposition") == "dari").fill_null(False) & near & pl.col("between").str.contains(BOUGHT)
    together |= bought
    # `menerima telepon dari Xi`
    together |= (pl.col("preposition") == "dari").fill_null(False) & pl.col("term").str.ends_with(" dari")
    # `bertemu di Zona Demiliterisasi antara kedua Korea`: what lies between them.
    edge = rf"(?i){event_words(lexicon, 'boundary')}\)?(?: [a-z]+)? (?:di )?antara $"
    # `latihan di dekat perbatasan antar-Korea`
    line = rf"(?i){event_words(lexicon, 'boundary')} $"
    together &= (pl.col("preposition") != "antara") | ~pl.col("between").str.contains(line)
    together &= noun | (pl.col("preposition") != "antara") | ~pl.col("between").str.contains(edge)
    # `Menlu Jepang dan Menlu Korea Selatan bertemu Menlu AS`
    met = ~noun & (pl.col("gap") <= VERB_GAP) & pl.col("term").str.contains(MEETS)
    fits = (
        together
        | described
        | (plain & (~several | joins | met))
        | ((pl.col("preposition") == "oleh").fill_null(False) & noun)
    )
    here = (pl.col("group_section") == pl.col("section")) | where | described
    candidates = rows.filter((near & here) | joins).filter(
        together | pl.col("preposition").is_null() | pl.col("preposition").is_in(["oleh", "di"])
    )
    named = pl.col("between").str.replace(LISTED, " ").str.replace(JOINS, " ").str.replace(colleague, " ")
    # `membahas soal ini dengan mitranya dari Jepang`
    with_him = rf"(?i) dengan {event_words(lexicon, 'colleague')}(?: [a-z]+){{0,2}},? $"
    topic = named.str.contains(TOPIC) & ~pl.col("between").str.contains(with_him)
    # `memuji pertemuan antara Trump dengan Kim`: it is between those two, whoever speaks of it.
    both = pl.col("between").str.contains("^ (?:[a-z]+ )?antara ") & noun
    return (
        candidates.filter(fits)
        .filter(described | ~topic)
        .group_by("trigger", maintain_order=True)
        .agg(
            joined_by=((pl.col("preposition").is_in(["dengan", "bersama"]) & ~of_each_other) | attended).any()
            & ~both.any(),
            partners=pl.col("codes").explode().unique(maintain_order=True),
            partner_persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
        )
    )


def noun_agents(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find whose deed a noun names: the party right behind it (`peluncuran rudal Korea Utara`, `oleh`).

    Args:
        triggers: Columns `trigger`, `voice`, `next_verb`, `speech`, `subtype`.
        behind: Of `followers`.
        lexicon: Gives `event_cues`: `latihan yang digelar Jepang`.

    Returns:
        Columns `trigger`, `owner`, `owner_persons`, `by` (whom `oleh` or a passive verb names; Lists), `owner_close`,
        `announced` (he makes it known or lets it be done: `Penjualan itu disetujui Washington`).
    """
    # `Peluncuran itu sungguh kami sesalkan`: behind what points the noun is over.
    nouns = triggers.filter(pl.col("voice") == "noun").select(
        "trigger", "next_verb", "speech", "subtype", pointed=pl.col("term").str.contains(" (?:itu|tersebut|ini)$")
    )
    rows = behind.join(nouns, on="trigger", maintain_order="left")
    # `kecaman dari Jepang`: words come from those who say them.
    # `tembakan artileri dari Korea Utara`: so do shots.
    sent = pl.col("speech") | pl.col("subtype").is_in(SENT_FROM)
    voiced = sent & (pl.col("preposition") == "dari").fill_null(False)
    gap = pl.when(voiced).then(pl.col("between").str.replace(FROM, "")).otherwise("between")
    # `dengan tuduhan Korea Selatan memusuhinya`: whoever does something there is accused of it.
    accused = (pl.col("subtype") == "accusation") & pl.col("does")
    plain = (
        ~accused
        & (pl.col("preposition").is_null() | (pl.col("preposition") == "oleh") | voiced)
        & (pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb")))
        & (~gap.str.contains(NOUN_OVER) | gap.str.contains(NAMELY))
        & (~pl.col("pointed") | (pl.col("preposition") == "oleh").fill_null(False))
    )
    kin = event_words(lexicon, "of_country")
    by_whom = r"{}(?: oleh)?(?: {})* $"
    done = pl.col("between").str.contains(by_whom.format(event_words(lexicon, "done_by"), kin))
    # `Pemutusan hubungan diumumkan Korea Utara`
    announced = pl.col("between").str.contains(by_whom.format(event_words(lexicon, "announced_by"), kin))
    announced &= pl.col("subtype").is_in(DECLARED)
    rows = rows.with_columns(announced=announced)
    done |= pl.col("announced")
    oleh = (pl.col("preposition") == "oleh") & ~pl.col("between").str.contains(ATTENDED)
    by = first_pairs(rows.filter(oleh | done, pl.col("gap") <= REACH["noun"]))
    found = first_pairs(rows.filter((plain & (pl.col("gap") <= REACH["noun"])) | done))
    close = pl.col("gap") <= NOUN_GAP
    return found.select("trigger", owner="codes", owner_persons="persons", owner_close=close).join(
        by.select("trigger", "announced", by="codes"), on="trigger", how="full", coalesce=True
    )


def likewise(behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find who does the same: `Jepang menyesalkan veto itu, begitu pula Inggris dan Prancis`.

    Args:
        behind: Of `followers`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `alike_too` (List).
    """
    words = rf"(?i){event_words(lexicon, 'likewise')}(?: [a-z]+){{0,2}} $"
    found = behind.filter(pl.col("preposition").is_null() | (pl.col("preposition") == "dengan"))
    return first_pairs(found.filter(pl.col("between").str.contains(words))).select("trigger", alike_too="codes")
