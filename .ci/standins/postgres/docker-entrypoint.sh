#!/bin/bash
# Of the upstream entrypoint what a first start needs.
set -e
if [[ $1 == postgres && ! -s $PGDATA/PG_VERSION ]]; then
  password=${POSTGRES_PASSWORD:-$(cat "$POSTGRES_PASSWORD_FILE")}
  user=${POSTGRES_USER:-postgres}
  database=${POSTGRES_DB:-$user}
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  # shellcheck disable=SC2086 # several options in one variable
  initdb -D "$PGDATA" -U "$user" --pwfile=<(echo "$password") -A scram-sha-256 ${POSTGRES_INITDB_ARGS:-}
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  [[ $database == postgres ]] || echo "CREATE DATABASE \"$database\"" | postgres --single -D "$PGDATA" postgres
  # A server for the time of the set-up, reached by its socket alone: it too says that it is ready.
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -c unix_socket_directories=/tmp" start
  pg_ctl -D "$PGDATA" -w -m fast stop
fi
[[ $1 == postgres ]] || exec "$@"
exec "$@" -c "listen_addresses=*" -c unix_socket_directories=/var/run/postgresql
