-- What Stripe told, once per object and outcome. No personal data: facts may precede their payment.
CREATE TABLE payment_fact (
    payment_key text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN (
        'AWAITING', 'SETTLED', 'FAILED', 'EXPIRED', 'REFUND_PENDING', 'REFUND_SUCCEEDED', 'REFUND_FAILED',
        'CHARGE_REFUNDED', 'DISPUTE_OPENED', 'DISPUTE_WON', 'DISPUTE_LOST', 'HELD', 'RELEASED', 'WITHDRAWN', 'REVOKED')),
    object_id   text        NOT NULL,
    amount      bigint      NOT NULL DEFAULT 0 CHECK (amount >= 0),
    reason      text        NOT NULL DEFAULT '',
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (payment_key, kind, object_id, amount)
);

-- Ids of the events seen: a counter of duplicates, not the guard against them.
CREATE TABLE stripe_event (
    id          text        PRIMARY KEY,
    type        text        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

-- One per paid Checkout Session. Status and what follows from it are the fold of the payment's facts, kept here for
-- people and queries to read.
CREATE TABLE purchase (
    id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checkout_session_id text        NOT NULL UNIQUE,
    payment_key         text        NOT NULL,
    shop                text        NOT NULL,
    product_slug        text        NOT NULL,
    product_name        text        NOT NULL,
    email               text        NOT NULL,
    customer_name       text        NOT NULL,
    country             text        NOT NULL,
    locale              text        NOT NULL,
    amount_subtotal     bigint      NOT NULL CHECK (amount_subtotal >= 0),
    amount_tax          bigint      NOT NULL CHECK (amount_tax >= 0),
    amount_total        bigint      NOT NULL CHECK (amount_total >= 0),
    currency            text        NOT NULL CHECK (currency ~ '^[a-z]{3}$'),
    livemode            boolean     NOT NULL,
    consent             text        NOT NULL,
    traceparent         text        NOT NULL,
    paid_at             timestamptz NOT NULL,
    status              text        NOT NULL CHECK (status IN (
        'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'DISPUTED', 'DISPUTE_WON', 'DISPUTE_LOST', 'WITHDRAWN', 'HELD',
        'REVOKED')),
    entitled            boolean     NOT NULL,
    refusal             text        NOT NULL,
    amount_refunded     bigint      NOT NULL CHECK (amount_refunded >= 0),
    held_reason         text        NOT NULL,
    version             bigint      NOT NULL CHECK (version > 0),
    created_at          timestamptz NOT NULL DEFAULT now(),
    changed_at          timestamptz NOT NULL DEFAULT now(),
    CHECK (entitled = (refusal = ''))
);
CREATE INDEX purchase_by_payment ON purchase (payment_key);
CREATE INDEX purchase_by_email ON purchase (lower(email));

-- The mails a purchase owes, written in the transaction that made them owed.
CREATE TABLE mail (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purchase_id     bigint      NOT NULL REFERENCES purchase ON DELETE CASCADE,
    kind            text        NOT NULL CHECK (kind IN (
        'CONFIRMATION', 'SALE', 'REFUNDED', 'REFUND_NOTICE', 'DISPUTE_NOTICE', 'HELD_NOTICE', 'BOUNCE_NOTICE',
        'FRESH_LINK', 'WITHDRAWAL_RECEIVED', 'WITHDRAWAL_NOTICE')),
    sequence        bigint      NOT NULL DEFAULT 1,
    detail          text        NOT NULL DEFAULT '',
    state           text        NOT NULL DEFAULT 'OWED'
        CHECK (state IN ('OWED', 'IN_DOUBT', 'SENT', 'FAILED', 'WITHHELD')),
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    leased_until    timestamptz,
    last_error      text        NOT NULL DEFAULT '',
    owed_at         timestamptz NOT NULL DEFAULT now(),
    sent_at         timestamptz,
    UNIQUE (purchase_id, kind, sequence),
    CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
CREATE INDEX mail_due ON mail (next_attempt_at) WHERE state IN ('OWED', 'IN_DOUBT');

-- The outbox of topic purchases: each purchase's latest whole state, and how much of it was told.
CREATE TABLE purchase_state (
    purchase_id         bigint PRIMARY KEY REFERENCES purchase ON DELETE CASCADE,
    checkout_session_id text   NOT NULL UNIQUE,
    version             bigint NOT NULL,
    told_version        bigint NOT NULL DEFAULT 0,
    CHECK (told_version <= version)
);
CREATE INDEX purchase_state_untold ON purchase_state (purchase_id) WHERE told_version < version;

-- What was downloaded, as download-service tells it.
CREATE TABLE delivery (
    id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checkout_session_id text        NOT NULL,
    told_as             text        NOT NULL UNIQUE,
    body                jsonb       NOT NULL,
    recorded_at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX delivery_by_session ON delivery (checkout_session_id);
