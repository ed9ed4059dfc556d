-- A delayed payment that failed never became a purchase, so its mail hangs on nothing but its session's id; whoever
-- sends it asks Stripe where to. Nothing personal is kept of who did not pay.
ALTER TABLE mail ALTER COLUMN purchase_id DROP NOT NULL;
ALTER TABLE mail ADD COLUMN unsold_session text;
ALTER TABLE mail ADD CONSTRAINT mail_of_a_purchase_or_of_none
    CHECK ((purchase_id IS NULL) = (unsold_session IS NOT NULL));
CREATE UNIQUE INDEX mail_of_none_once ON mail (unsold_session, kind, sequence) WHERE unsold_session IS NOT NULL;
ALTER TABLE mail DROP CONSTRAINT mail_kind_check;
ALTER TABLE mail ADD CONSTRAINT mail_kind_check CHECK (kind IN (
    'CONFIRMATION', 'SALE', 'REFUNDED', 'REFUND_NOTICE', 'DISPUTE_NOTICE', 'HELD_NOTICE', 'BOUNCE_NOTICE',
    'FRESH_LINK', 'WITHDRAWAL_RECEIVED', 'WITHDRAWAL_NOTICE', 'PAYMENT_FAILED'));
