#!/bin/sh
# Run by the image of PostgreSQL on an empty volume: a role without privileges owns the database.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/hexagone/database-password)" <<'SQL'
CREATE ROLE hexagone LOGIN PASSWORD :'password';
CREATE DATABASE hexagone OWNER hexagone;
SQL
