-- After every migration: where a role of its own works with the tables (DATABASE_RUNTIME_USER), it may read and write
-- their rows, and change none of them. No role can be called `none`.
DO $$
DECLARE
    runtime text := '${runtime_user}';
BEGIN
    IF runtime <> 'none' THEN
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', runtime);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', runtime);
        EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', runtime);
        -- Which versions there are it may see and not say.
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON TABLE flyway_schema_history FROM %I', runtime);
    END IF;
END
$$;
