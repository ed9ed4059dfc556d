-- A mail that went out before the database lost its memory of it is noted, not sent again.
ALTER TABLE mail DROP CONSTRAINT mail_state_check;
ALTER TABLE mail ADD CONSTRAINT mail_state_check
    CHECK (state IN ('OWED', 'IN_DOUBT', 'SENT', 'FAILED', 'WITHHELD', 'SUPPRESSED'));

-- Each time the ledger was held against Stripe: when, how far back, and what came of it.
CREATE TABLE ledger_run (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reach       text        NOT NULL CHECK (reach IN ('DAY', 'MONTH')),
    since       timestamptz NOT NULL,
    began_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    paid        bigint      NOT NULL DEFAULT 0,
    recorded    bigint      NOT NULL DEFAULT 0,
    in_flight   bigint      NOT NULL DEFAULT 0,
    missing     bigint      NOT NULL DEFAULT 0,
    repaired    bigint      NOT NULL DEFAULT 0,
    unexplained bigint      NOT NULL DEFAULT 0,
    trouble     text        NOT NULL DEFAULT ''
);
CREATE INDEX ledger_run_by_time ON ledger_run (began_at);
CREATE INDEX purchase_by_time ON purchase (paid_at);
