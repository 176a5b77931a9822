-- Each signature of a block joins the center that it is most like, of equals the one that most reports tell of.
INSERT INTO placed_now BY NAME
WITH support AS (
    SELECT pair.center, sum(contender.reports) AS reports
    FROM contender_pair AS pair
    INNER JOIN contender ON pair.sig = contender.sig
    WHERE pair.likeness > 0
    GROUP BY pair.center
),

chosen AS (
    SELECT
        pair.sig,
        first(
            pair.center
            ORDER BY pair.nearness DESC, coalesce(support.reports, 0) + center.reports DESC, center.rank
        ) AS cluster
    FROM contender_pair AS pair
    INNER JOIN contender AS center ON pair.center = center.sig
    LEFT JOIN support ON pair.center = support.center
    GROUP BY pair.sig
    UNION ALL
    SELECT sig, sig FROM center
)

SELECT
    contender.* EXCLUDE (rank, side, kind),
    chosen.cluster AS center,
    chosen.cluster
FROM chosen
INNER JOIN contender ON chosen.sig = contender.sig;
