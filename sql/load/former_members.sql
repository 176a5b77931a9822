-- Members of the dimensions before the run: what facts of earlier runs lead to can only be missing where a member is lost.
CREATE OR REPLACE TEMP VIEW dimension_member AS
SELECT actor_key AS member_key FROM main.dim_actor
UNION ALL
SELECT place_key FROM main.dim_place
UNION ALL
SELECT weapon_key FROM main.dim_weapon
UNION ALL
SELECT series_key FROM main.dim_series
UNION ALL
SELECT outlet_key FROM main.dim_outlet;

CREATE OR REPLACE TEMP TABLE former_member AS
SELECT * FROM dimension_member;
