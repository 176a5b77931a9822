-- One row for each number with a unit that an article version states, linked to the event report it belongs to where there is one, and to the launch whose flight it measures.
CREATE TABLE main.fct_quantity (
    quantity_key BIGINT,
    article_key BIGINT,
    outlet_key BIGINT,
    published_date_key BIGINT,
    report_key BIGINT,
    event_key BIGINT,
    measure VARCHAR,
    launch_report_key BIGINT,
    launch_event_key BIGINT,
    value DOUBLE,
    unit VARCHAR,
    what VARCHAR,
    surface VARCHAR,
    char_start BIGINT,
    char_end BIGINT,
    rule VARCHAR,
    confidence DOUBLE
);
