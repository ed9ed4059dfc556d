-- What was downloaded, as download-service tells it on topic downloads: one row per answer, told at its start and its
-- end in any order and multiplicity. It may come before its purchase, so nothing refers to that. Nobody wrote the table
-- of V1.
DROP TABLE delivery;
CREATE TABLE delivery (
    id                  text        PRIMARY KEY,
    checkout_session_id text        NOT NULL,
    product_slug        text        NOT NULL,
    file                text        NOT NULL,
    via                 text        NOT NULL,
    network             text        NOT NULL,
    first_byte          bigint      NOT NULL CHECK (first_byte >= 0),
    length              bigint      NOT NULL CHECK (length >= 0),
    size                bigint      NOT NULL CHECK (size >= 0),
    sent                bigint      NOT NULL DEFAULT 0,
    -- Empty while the end was not told: under way, or lost with the process that sent it.
    outcome             text        NOT NULL DEFAULT '',
    started_at          timestamptz,
    ended_at            timestamptz,
    recorded_at         timestamptz NOT NULL DEFAULT now(),
    CHECK ((outcome = '') = (ended_at IS NULL)),
    CHECK (started_at IS NOT NULL OR ended_at IS NOT NULL)
);
CREATE INDEX delivery_by_session ON delivery (checkout_session_id);
