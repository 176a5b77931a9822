-- Signatures whose date is coarse or missing look for a finer one: among what happened in their time, or, without a date, shortly
-- before they were published (shortly after, when they tell of plans), or in the same series, by the same number, or at the same place
-- where that is none of the parties' own: Hanoi says which summit of Washington and Pyongyang, Seoul not which visit to Seoul.
CREATE OR REPLACE TEMP TABLE coarse AS
SELECT * FROM leveled
SEMI JOIN touched_signature ON leveled.sig = touched_signature.sig
UNION ALL
SELECT * FROM leveled
ANTI JOIN touched_signature ON leveled.sig = touched_signature.sig
SEMI JOIN meeting ON leveled.sig = meeting.sig;

CREATE OR REPLACE TEMP TABLE finer AS
SELECT
    signature.sig,
    signature.field_key,
    signature.trait_key,
    signature.subtype,
    signature.is_rare,
    signature.level,
    signature.lo,
    signature.hi,
    cluster_of.cluster
FROM signature
INNER JOIN cluster_of ON signature.sig = cluster_of.sig
SEMI JOIN coarse ON signature.field_key = coarse.field_key
WHERE signature.level < getvariable('coarse_level');
