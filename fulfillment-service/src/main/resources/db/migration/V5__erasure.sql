-- A buyer asks to be forgotten: the purchase stays for the books, without the buyer.
ALTER TABLE purchase ADD COLUMN erased_at timestamptz;

-- Ids of events are needed as long as Kafka may tell them again; finding the old ones must not cost a scan.
CREATE INDEX stripe_event_by_time ON stripe_event USING brin (recorded_at);
