#!/bin/sh
# Makes, once, what nobody should have to choose: the passwords of the database and the key of the service.
set -eu
umask 077
cd /run/hexagone

generated() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# keep NAME OWNER: the standard input becomes a file of that owner, unless it is there already.
keep() {
  [ -s "$1" ] && return
  cat > "$1.new"
  chown "$2" "$1.new"
  mv "$1.new" "$1"
}

DATABASE=999:999 # postgres, in the image of PostgreSQL
SERVICE=10001:10001
generated | keep superuser-password "$DATABASE"
generated | keep database-password "$DATABASE"
printf 'postgres://hexagone:%s@db:5432/hexagone' "$(cat database-password)" | keep database-url "$SERVICE"
generated | keep secret "$SERVICE"
