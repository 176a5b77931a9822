-- What the reports say, side by side, the chosen value first.
SELECT
    attribute,
    value,
    is_chosen,
    chosen_by,
    articles,
    outlets,
    sources
FROM mart.event_claim
WHERE event_key = getvariable('event_key')::BIGINT
ORDER BY attribute, is_chosen DESC, articles DESC, value;
