#!/bin/sh
# Run by the image of PostgreSQL on an empty volume: a role without privileges owns the database. Vectors, where the image
# has them, are not for such a role to install.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/hexagone/database-password)" <<'SQL'
CREATE ROLE hexagone LOGIN PASSWORD :'password';
CREATE DATABASE hexagone OWNER hexagone;
\connect hexagone
SELECT 'CREATE EXTENSION vector' FROM pg_available_extensions WHERE name = 'vector' \gexec
SQL
