// The SQL of a store's tables and views.
#include "store/sqlite_schema.h"

namespace vuoro {

const char kTablesSql[] = R"sql(
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value ANY
) STRICT, WITHOUT ROWID;

-- One row per event, append-only. hash = SHA-256(hash of the row before, canonical bytes).
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  origin_seq INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  key TEXT NOT NULL,
  fingerprint INTEGER NOT NULL,
  actor TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- Network documents and plans by the SHA-256 of their bytes.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  format INTEGER NOT NULL,
  journal_hash BLOB NOT NULL,
  state_hash BLOB NOT NULL,
  bytes_hash BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
)sql";

const char kViewsSql[] = R"sql(
DROP VIEW IF EXISTS journal;
CREATE VIEW journal AS
  SELECT seq, strftime('%Y-%m-%d %H:%M:%S', at_us / 1000000, 'unixepoch') AS at_utc, type, version,
         origin, epoch, origin_seq, nullif(key, '') AS key, nullif(actor, '') AS actor, payload,
         lower(hex(hash)) AS hash
  FROM events;

DROP VIEW IF EXISTS event_types;
CREATE VIEW event_types AS
  SELECT type, version, count(*) AS events, min(seq) AS first_seq, max(seq) AS last_seq,
         strftime('%Y-%m-%d %H:%M:%S', max(at_us) / 1000000, 'unixepoch') AS last_utc
  FROM events GROUP BY type, version;

DROP VIEW IF EXISTS activity;
CREATE VIEW activity AS
  SELECT strftime('%Y-%m-%d', at_us / 1000000, 'unixepoch') AS day_utc, type, count(*) AS events
  FROM events GROUP BY day_utc, type;
)sql";

}  // namespace vuoro
