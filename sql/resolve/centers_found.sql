-- The centers are found; now all others of their blocks ask them.
CREATE OR REPLACE TEMP TABLE asking AS
SELECT * FROM contender
ANTI JOIN center ON contender.sig = center.sig;

CREATE OR REPLACE TEMP TABLE standing AS
SELECT * FROM contender
SEMI JOIN center ON contender.sig = center.sig;
