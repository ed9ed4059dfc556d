package shop.handover.fulfillment.postgres;

/// The statements of the table `notice`.
final class NoticeSql {

    private NoticeSql() {}

    static final String OWE = """
            INSERT INTO notice (kind, key, body) VALUES ('UNMATCHED_WITHDRAWAL', $1, $2)
            ON CONFLICT DO NOTHING""";

    // One answer a day for an address, a hundred a day for all: our form is no way to flood anybody's mailbox.
    static final String ACKNOWLEDGE = """
            INSERT INTO notice (kind, key, address, body)
            SELECT 'ACKNOWLEDGED_WITHDRAWAL', $1, lower($2), $3
            WHERE NOT EXISTS (SELECT FROM notice WHERE address = lower($2) AND owed_at > now() - interval '1 day')
              AND (SELECT count(*) FROM notice WHERE address <> '' AND owed_at > now() - interval '1 day') < 100
            ON CONFLICT DO NOTHING""";

    static final String SUMMARISED = "SELECT 1 AS found FROM notice WHERE kind = 'DAILY_SUMMARY' AND key = $1";

    // The row of the day is the lock: a second replica waits for the first one's and then finds it.
    static final String SUMMARISE = """
            WITH needs AS (
                SELECT
                    (SELECT count(*) FROM purchase WHERE status = 'HELD') AS held,
                    (SELECT count(*) FROM purchase WHERE status = 'DISPUTED') AS disputed,
                    (SELECT count(*) FROM purchase WHERE status = 'WITHDRAWN' AND amount_refunded < amount_total)
                        AS withdrawn,
                    (SELECT count(*) FROM mail
                     WHERE state = 'FAILED' AND next_attempt_at > $2::timestamptz - interval '1 day')
                    + (SELECT count(*) FROM notice
                       WHERE state = 'FAILED' AND next_attempt_at > $2::timestamptz - interval '1 day') AS mails,
                    $3::bigint AS letters,
                    coalesce((SELECT unexplained FROM ledger_run WHERE ended_at IS NOT NULL
                              ORDER BY ended_at DESC LIMIT 1), 0) AS unexplained,
                    coalesce((SELECT CASE WHEN max(ended_at) < $2::timestamptz - interval '6 hours'
                              THEN floor(extract(epoch FROM $2::timestamptz - max(ended_at)) / 3600) END
                              FROM ledger_run), 0)::bigint AS ledger_hours
            ), told AS (
                SELECT held, disputed, withdrawn, mails, letters, unexplained, ledger_hours,
                    held + disputed + withdrawn + mails + letters + unexplained + ledger_hours > 0 AS anything
                FROM needs
            )
            INSERT INTO notice (kind, key, state, body)
            SELECT 'DAILY_SUMMARY', $1, CASE WHEN anything THEN 'OWED' ELSE 'NOTHING_TO_SAY' END,
                concat_ws(' ', held, disputed, withdrawn, mails, letters, unexplained, ledger_hours)
            FROM told
            ON CONFLICT DO NOTHING
            RETURNING state""";

    static final String FORGET = "DELETE FROM notice WHERE owed_at < $1 AND state <> 'OWED'";

    // What somebody declared under the buyer's address. The row stays: it keeps a request that is told again from being
    // answered again.
    static final String ERASE = """
            UPDATE notice n
            SET address = '', body = '', last_error = '',
                state = CASE WHEN n.state = 'OWED' THEN 'NOTHING_TO_SAY' ELSE n.state END
            FROM purchase p
            WHERE p.payment_key = $1 AND p.email <> ''
              AND (n.address = lower(p.email) OR strpos(lower(n.body), E'\\n' || lower(p.email) || E'\\n') > 0)""";

    static final String LEASE = """
            UPDATE notice n
            SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $1)
            FROM (
                SELECT id FROM notice WHERE state = 'OWED' AND next_attempt_at <= now()
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
            ) due
            WHERE n.id = due.id
            RETURNING n.id, n.kind, n.key, n.body, n.attempts, n.owed_at""";

    static final String MARK = """
            UPDATE notice
            SET state = $3::text, next_attempt_at = $4::timestamptz, last_error = $5,
                sent_at = CASE WHEN $3::text = 'SENT' THEN $4::timestamptz END
            WHERE id = $1 AND attempts = $2 AND state = 'OWED'""";
}
