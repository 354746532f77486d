# A PostgreSQL of our own, for bin/test and bin/bench, which read this file. Needs $temp.
# shellcheck shell=bash

postgres_pid='' postgres_url=''

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close() })'
}

# PostgreSQL refuses to run as root, so root lends it to an unprivileged user.
as_nobody() {
  if [ "$(id -u)" -ne 0 ]; then exec "$@"; fi
  exec setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"
}

# Starts a server in "$temp" with the given settings, and says where in $postgres_url.
start_postgres() {
  local bin port log="$temp/postgres.log"
  bin=$(dirname "$(readlink -f "$(command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1)")")
  port=$(free_port)
  mkdir -m 700 "$temp/postgres"
  [ "$(id -u)" -ne 0 ] || chown nobody "$temp/postgres"
  (cd / && as_nobody "$bin/initdb" -D "$temp/postgres" -U roost -A trust -E UTF8 --locale=C --no-sync) >"$log"
  (cd / && as_nobody "$bin/postgres" -D "$temp/postgres" -p "$port" -k "$temp/postgres" \
    -c listen_addresses=127.0.0.1 -c max_connections=300 "$@") >>"$log" 2>&1 &
  postgres_pid=$!
  postgres_url="postgres://roost@127.0.0.1:$port/postgres"
  for _ in $(seq 100); do
    if "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then return; fi
    sleep 0.1
  done
  cat "$log"
  echo "PostgreSQL did not start"
  exit 1
}

stop_postgres() {
  [ -z "$postgres_pid" ] || { kill -QUIT "$postgres_pid" && wait "$postgres_pid"; } 2>/dev/null || true
}
