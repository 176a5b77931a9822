-- The first signature that is left in each block becomes a center; whatever may join one is no longer left.
CREATE OR REPLACE TEMP TABLE newest AS
SELECT sig FROM ranked
QUALIFY rank = min(rank) OVER (PARTITION BY block);

INSERT INTO center
SELECT sig FROM newest;

DELETE FROM ranked
WHERE
    sig IN (SELECT sig FROM newest)
    OR sig IN (SELECT pair.sig FROM contender_pair AS pair SEMI JOIN newest ON pair.center = newest.sig);
