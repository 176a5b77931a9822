-- In the order of ranks, a signature becomes a center unless it may join one. So those are next that may join none of the undecided; whatever may
-- join them is decided too.
CREATE OR REPLACE TEMP TABLE newest AS
SELECT undecided.sig FROM undecided
ANTI JOIN (
    SELECT pair.sig FROM contender_pair AS pair
    SEMI JOIN undecided ON pair.center = undecided.sig
) AS waiting ON undecided.sig = waiting.sig;

INSERT INTO center
SELECT sig FROM newest;

DELETE FROM undecided
WHERE
    sig IN (SELECT sig FROM newest)
    OR sig IN (SELECT pair.sig FROM contender_pair AS pair SEMI JOIN newest ON pair.center = newest.sig);
