-- One row for each nature of events with its parties: only signatures of one field are compared.
CREATE TABLE audit.signature_field (
    field_key BIGINT,
    nature VARCHAR,
    parties VARCHAR []
);
