# Read by the image's entry point when the database is new: the services' own role, which may change no table.
# What it may do is granted by `migrate`, after the tables are there.
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$(cat /run/secrets/runtime/password)" <<'SQL'
CREATE ROLE handover LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
SQL
