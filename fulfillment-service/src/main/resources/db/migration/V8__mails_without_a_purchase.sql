-- Mails that belong to no purchase: a withdrawal that fits none, the owner's daily summary. Unique per request or day,
-- so that whoever writes it first is the only one. What was declared is forgotten after thirty days.
CREATE TABLE notice (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN (
        'UNMATCHED_WITHDRAWAL', 'ACKNOWLEDGED_WITHDRAWAL', 'DAILY_SUMMARY')),
    key             text        NOT NULL,
    address         text        NOT NULL DEFAULT '',
    body            text        NOT NULL DEFAULT '',
    state           text        NOT NULL DEFAULT 'OWED'
        CHECK (state IN ('OWED', 'SENT', 'FAILED', 'NOTHING_TO_SAY')),
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error      text        NOT NULL DEFAULT '',
    owed_at         timestamptz NOT NULL DEFAULT now(),
    sent_at         timestamptz,
    UNIQUE (kind, key),
    CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
CREATE INDEX notice_due ON notice (next_attempt_at) WHERE state = 'OWED';
CREATE INDEX notice_by_address ON notice (address, owed_at) WHERE address <> '';
