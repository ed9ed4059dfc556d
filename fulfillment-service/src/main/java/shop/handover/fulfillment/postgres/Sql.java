package shop.handover.fulfillment.postgres;

/// The statements, side by side. Each takes a set and touches each row at most once.
final class Sql {

    // A version is the time of its change: a database that was restored from an older copy goes on above what it told
    // before, and listeners that keep the highest are not left with a state that is no longer so.
    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private Sql() {}

    static final String LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest($1::bigint[]) AS number";

    static final String INSERT_EVENTS = """
            INSERT INTO stripe_event (id, type)
            SELECT id, type FROM jsonb_to_recordset($1::jsonb) AS heard(id text, type text)
            ON CONFLICT DO NOTHING
            RETURNING id""";

    static final String INSERT_FACTS = """
            INSERT INTO payment_fact (payment_key, kind, object_id, amount, reason, happened_at)
            SELECT payment_key, kind, object_id, amount, reason, happened_at
            FROM jsonb_to_recordset($1::jsonb) AS told(payment_key text, kind text, object_id text, amount bigint,
                reason text, happened_at timestamptz)
            ON CONFLICT DO NOTHING
            RETURNING payment_key""";

    static final String FACTS = """
            SELECT payment_key, kind, object_id, amount, reason, happened_at
            FROM payment_fact WHERE payment_key = ANY ($1::text[])""";

    static final String INSERT_PURCHASES = """
            INSERT INTO purchase (checkout_session_id, payment_key, shop, product_slug, product_name, email,
                customer_name, country, locale, amount_subtotal, amount_tax, amount_total, currency, livemode, consent,
                traceparent, paid_at, status, entitled, refusal, amount_refunded, held_reason, version)
            SELECT checkout_session_id, payment_key, shop, product_slug, product_name, email,
                customer_name, country, locale, amount_subtotal, amount_tax, amount_total, currency, livemode, consent,
                traceparent, paid_at, status, entitled, refusal, amount_refunded, held_reason, %s
            FROM jsonb_to_recordset($1::jsonb) AS sold(checkout_session_id text, payment_key text, shop text,
                product_slug text, product_name text, email text, customer_name text, country text, locale text,
                amount_subtotal bigint, amount_tax bigint, amount_total bigint, currency text, livemode boolean,
                consent text, traceparent text, paid_at timestamptz, status text, entitled boolean, refusal text,
                amount_refunded bigint, held_reason text)
            ON CONFLICT DO NOTHING
            RETURNING payment_key, checkout_session_id""".formatted(NOW);

    static final String UPDATE_PURCHASES = """
            UPDATE purchase p
            SET status = s.status, entitled = s.entitled, refusal = s.refusal, amount_refunded = s.amount_refunded,
                held_reason = s.held_reason, version = greatest(p.version + 1, %s), changed_at = now()
            FROM jsonb_to_recordset($1::jsonb) AS s(payment_key text, status text, entitled boolean, refusal text,
                amount_refunded bigint, held_reason text)
            WHERE p.payment_key = s.payment_key
              AND (p.status, p.entitled, p.refusal, p.amount_refunded, p.held_reason)
                  IS DISTINCT FROM (s.status, s.entitled, s.refusal, s.amount_refunded, s.held_reason)
            RETURNING p.payment_key, p.checkout_session_id""".formatted(NOW);

    static final String TELL_STATES = """
            INSERT INTO purchase_state (purchase_id, checkout_session_id, version)
            SELECT id, checkout_session_id, version FROM purchase
            WHERE payment_key = ANY ($1::text[]) AND erased_at IS NULL
            ON CONFLICT (purchase_id) DO UPDATE SET version = excluded.version""";

    // A dispute won, a hold released: what was withheld is true again.
    static final String OWE_AGAIN = """
            UPDATE mail m SET state = 'OWED', next_attempt_at = now(), leased_until = NULL
            FROM purchase p
            WHERE m.purchase_id = p.id AND p.payment_key = ANY ($1::text[]) AND p.entitled AND m.state = 'WITHHELD'
              AND p.erased_at IS NULL""";

    static final String OWE_MAILS = """
            INSERT INTO mail (purchase_id, kind, sequence, state)
            SELECT p.id, o.kind, o.sequence, $2
            FROM jsonb_to_recordset($1::jsonb) AS o(payment_key text, kind text, sequence bigint, to_buyer boolean)
            JOIN purchase p ON p.payment_key = o.payment_key AND (p.erased_at IS NULL OR NOT o.to_buyer)
            ON CONFLICT DO NOTHING""";

    static final String OWE_UNSOLD = """
            INSERT INTO mail (unsold_session, kind, state)
            SELECT session, 'PAYMENT_FAILED', $2 FROM unnest($1::text[]) AS session
            ON CONFLICT DO NOTHING""";

    static final String LEASE = """
            UPDATE mail m
            SET attempts = attempts + 1, leased_until = now() + make_interval(secs => $1),
                next_attempt_at = now() + make_interval(secs => $1)
            FROM (
                SELECT id, purchase_id FROM mail
                WHERE state IN ('OWED', 'IN_DOUBT') AND next_attempt_at <= now()
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
            ) due LEFT JOIN purchase p ON p.id = due.purchase_id
            WHERE m.id = due.id
            RETURNING m.id AS mail_id, m.kind, m.sequence, m.detail, m.state, m.attempts, m.owed_at, m.unsold_session,
                p.*""";

    // Only while the lease is ours: whoever took over decides anew. One statement, since there is one for each
    // mail: the owner is told of a buyer's mail that failed, unless nothing was sold.
    static final String MARK = """
            WITH marked AS (
                UPDATE mail
                SET state = $3::text, next_attempt_at = $4::timestamptz, last_error = $5, leased_until = NULL,
                    sent_at = CASE WHEN $3::text = 'SENT' THEN $4::timestamptz END
                WHERE id = $1 AND attempts = $2 AND state IN ('OWED', 'IN_DOUBT')
                RETURNING id, purchase_id, state, last_error
            )
            INSERT INTO mail (purchase_id, kind, sequence, detail)
            SELECT purchase_id, 'BOUNCE_NOTICE', id, last_error FROM marked
            WHERE $6 AND state = 'FAILED' AND purchase_id IS NOT NULL
            ON CONFLICT DO NOTHING""";

    static final String UNTOLD = """
            SELECT s.version AS told, p.* FROM purchase_state s JOIN purchase p ON p.id = s.purchase_id
            WHERE s.told_version < s.version ORDER BY s.purchase_id LIMIT 500""";

    static final String TOLD = """
            UPDATE purchase_state s SET told_version = greatest(s.told_version, t.version)
            FROM jsonb_to_recordset($1::jsonb) AS t(purchase_id bigint, version bigint)
            WHERE s.purchase_id = t.purchase_id""";

    // Bounces quote the relay, requests the buyer.
    static final String ERASE_MAILS = """
            UPDATE mail m
            SET detail = '', last_error = '', leased_until = NULL,
                state = CASE WHEN m.state IN ('OWED', 'IN_DOUBT') THEN 'WITHHELD' ELSE m.state END
            FROM purchase p WHERE p.id = m.purchase_id AND p.payment_key = $1""";

    static final String ERASE_DELIVERIES = """
            DELETE FROM delivery d USING purchase p
            WHERE p.checkout_session_id = d.checkout_session_id AND p.payment_key = $1""";

    static final String ERASE_PURCHASE = """
            WITH erased AS (
                UPDATE purchase
                SET email = '', customer_name = '', locale = '', traceparent = '', erased_at = now(), changed_at = now(),
                    version = greatest(version + 1, %s)
                WHERE payment_key = $1 AND erased_at IS NULL
                RETURNING id, checkout_session_id, version
            )
            INSERT INTO purchase_state (purchase_id, checkout_session_id, version)
            SELECT id, checkout_session_id, version FROM erased
            ON CONFLICT (purchase_id) DO UPDATE SET version = excluded.version""".formatted(NOW);

    static final String FORGET_DETAILS = """
            UPDATE mail SET detail = '', last_error = ''
            WHERE id IN (
                SELECT id FROM mail
                WHERE owed_at < $1 AND state NOT IN ('OWED', 'IN_DOUBT') AND (detail <> '' OR last_error <> '')
                LIMIT 10000)""";

    static final String FORGET_EVENTS = """
            DELETE FROM stripe_event WHERE id IN (
                SELECT id FROM stripe_event WHERE recorded_at < $1 LIMIT 10000)""";

    // One teller at a time, over all replicas: a compacted topic keeps the last word, so its order matters.
    static final String ONE_TELLER = "SELECT pg_try_advisory_xact_lock(7244010101) AS mine";

    static final String FIND_PURCHASE = "SELECT * FROM purchase WHERE checkout_session_id = $1 OR payment_key = $1";

    static final String FACTS_OF_PURCHASE = """
            SELECT kind, object_id, amount, reason, happened_at FROM payment_fact
            WHERE payment_key = $1 ORDER BY recorded_at, happened_at""";

    static final String MAILS_OF_PURCHASE = """
            SELECT m.kind, m.state FROM mail m JOIN purchase p ON p.id = m.purchase_id
            WHERE p.payment_key = $1 ORDER BY m.id""";

    // Told twice within a batch, an id would be written twice by one statement, which PostgreSQL refuses: hence the
    // groups.
    static final String ENTER_DELIVERIES = """
            INSERT INTO delivery AS d (id, checkout_session_id, product_slug, file, via, network, first_byte, length,
                size, sent, outcome, started_at, ended_at)
            SELECT id, min(checkout_session_id), min(product_slug), min(file), min(via), min(network), min(first_byte),
                min(length), min(size), max(sent), max(outcome), min(at) FILTER (WHERE outcome = ''),
                min(at) FILTER (WHERE outcome <> '')
            FROM jsonb_to_recordset($1::jsonb) AS t(id text, checkout_session_id text, product_slug text, file text,
                via text, network text, first_byte bigint, length bigint, size bigint, sent bigint, outcome text,
                at timestamptz)
            GROUP BY id
            ON CONFLICT (id) DO UPDATE SET
                sent = greatest(d.sent, excluded.sent),
                outcome = CASE WHEN d.outcome = '' THEN excluded.outcome ELSE d.outcome END,
                started_at = coalesce(d.started_at, excluded.started_at),
                ended_at = coalesce(d.ended_at, excluded.ended_at)""";

    static final String DELIVERIES = """
            SELECT coalesce(started_at, ended_at) AS at, file, via, first_byte, sent, size, outcome, network
            FROM delivery WHERE checkout_session_id = $1 ORDER BY at DESC, id LIMIT 500""";

    // The ledger's lock lives as long as its connection, since Stripe is asked meanwhile.
    static final String TRY_LEDGER = "SELECT pg_try_advisory_lock(7244010102) AS mine";

    static final String LEAVE_LEDGER = "SELECT pg_advisory_unlock(7244010102)";

    static final String MATCH = """
            SELECT t.place, p.id IS NOT NULL AS sold, coalesce(p.amount_total, 0) AS total, EXISTS (
                SELECT FROM payment_fact f WHERE f.payment_key = t.payment_key AND f.kind = t.kind
                  AND f.object_id = t.object_id AND f.amount = t.amount) AS told
            FROM jsonb_to_recordset($1::jsonb) AS t(place int, payment_key text, kind text, object_id text,
                amount bigint)
            LEFT JOIN purchase p ON p.payment_key = t.payment_key
            ORDER BY t.place""";

    static final String OURS = """
            SELECT checkout_session_id AS object FROM purchase
            WHERE shop = $1 AND livemode = $2 AND paid_at >= $3 AND paid_at < $4
            UNION
            SELECT f.object_id FROM payment_fact f JOIN purchase p ON p.payment_key = f.payment_key
            WHERE p.shop = $1 AND p.livemode = $2 AND f.happened_at >= $3 AND f.happened_at < $4
              AND f.kind IN ('REFUND_PENDING', 'REFUND_SUCCEEDED', 'REFUND_FAILED', 'DISPUTE_OPENED', 'DISPUTE_WON',
                'DISPUTE_LOST')""";

    static final String BEGIN_RUN = "INSERT INTO ledger_run (reach, since, began_at) VALUES ($1, $2, $3) RETURNING id";

    static final String END_RUN = """
            UPDATE ledger_run SET ended_at = $2, paid = $3, recorded = $4, in_flight = $5, missing = $6, repaired = $7,
                unexplained = $8 WHERE id = $1""";

    static final String FAIL_RUN = "UPDATE ledger_run SET trouble = $2 WHERE id = $1";

    static final String FORGET_RUNS = "DELETE FROM ledger_run WHERE began_at < $1";

    static final String RUNS = """
            SELECT max(began_at) AS began, max(began_at) FILTER (WHERE ended_at IS NOT NULL) AS good,
                max(began_at) FILTER (WHERE ended_at IS NOT NULL AND reach = 'MONTH') AS whole
            FROM ledger_run""";

    static final String LAST_RUN = """
            SELECT ended_at, paid, recorded, in_flight, missing, repaired, unexplained FROM ledger_run
            WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1""";

    static final String BACKLOG = """
            SELECT count(*) AS mails, coalesce(extract(epoch FROM now() - min(owed_at)), 0)::bigint AS oldest,
                count(*) FILTER (WHERE state = 'IN_DOUBT') AS doubtful,
                (SELECT count(*) FROM mail WHERE state = 'FAILED') AS failed
            FROM mail WHERE state IN ('OWED', 'IN_DOUBT')""";

    static final String STATES_BACKLOG = """
            SELECT count(*) AS states, coalesce(extract(epoch FROM now() - min(p.changed_at)), 0)::bigint AS oldest
            FROM purchase_state s JOIN purchase p ON p.id = s.purchase_id WHERE s.told_version < s.version""";

    static final String HELD = "SELECT count(*) AS held FROM purchase WHERE status = 'HELD'";
}
