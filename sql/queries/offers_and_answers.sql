-- Who offered whom talks or help, and how did the other side first answer within 60 days?
WITH latest AS (
    SELECT event_key, date_start, actors, recipients
    FROM mart.event
    WHERE
        subtype = 'offer'
        AND status = 'occurred'
        AND date_precision = 'day'
        AND date_start IS NOT NULL
        AND len(recipients) > 0
    ORDER BY date_start DESC, event_key
    LIMIT 200
),

offer AS (
    SELECT event_key, date_start, offered_by, unnest(recipients) AS offered_to
    FROM (SELECT event_key, date_start, unnest(actors) AS offered_by, recipients FROM latest) AS offered
),

answer AS (
    SELECT event_key, date_start, subtype, actor, unnest(recipients) AS recipient
    FROM (
        SELECT event_key, date_start, subtype, unnest(actors) AS actor, recipients
        FROM mart.event
        WHERE
            subtype IN ('rejection', 'support', 'agreement', 'concession', 'pledge')
            AND status = 'occurred'
            AND date_precision = 'day'
            AND date_start BETWEEN (SELECT min(date_start) FROM latest) AND (SELECT max(date_start) FROM latest) + 60
    ) AS acted
)

SELECT
    offer.date_start AS offered,
    offer.offered_by,
    offer.offered_to,
    answer.date_start AS answered,
    answer.date_start - offer.date_start AS days_after,
    answer.subtype AS answer,
    offer.event_key AS offer_event_key,
    answer.event_key AS answer_event_key
FROM offer
LEFT JOIN answer
    ON
        offer.offered_to = answer.actor
        AND offer.offered_by = answer.recipient
        AND answer.date_start BETWEEN offer.date_start AND offer.date_start + 60
QUALIFY
    row_number() OVER (
        PARTITION BY offer.event_key, offer.offered_by, offer.offered_to
        ORDER BY answer.date_start NULLS LAST, answer.subtype, answer.event_key
    ) = 1
ORDER BY offer.date_start DESC, offer.offered_by, offer.offered_to, offer.event_key;
