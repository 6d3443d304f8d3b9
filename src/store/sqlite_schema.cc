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

-- One row per ticket. Every step but a repeated call changes the state, so the last one tells it.
DROP VIEW IF EXISTS tickets;
CREATE VIEW tickets AS
  WITH steps AS (
    SELECT payload ->> '$.ticket' AS ticket, seq, type, at_us, payload
    FROM events WHERE type GLOB 'ticket.*'
  ), last AS (  -- bare columns beside max() are those of its row
    SELECT ticket, max(seq) AS seq, type, at_us FROM steps GROUP BY ticket
  ), issued AS (
    SELECT ticket, min(seq) AS seq, at_us, payload FROM steps
    WHERE type = 'ticket.issued' GROUP BY ticket
  ), placed AS (
    SELECT ticket, max(seq) AS seq, payload FROM steps
    WHERE type IN ('ticket.issued', 'ticket.transferred') GROUP BY ticket
  ), called AS (
    SELECT ticket, max(seq) AS seq, count(*) AS calls, at_us, payload FROM steps
    WHERE type IN ('ticket.called', 'ticket.recalled') GROUP BY ticket
  ), times AS (
    SELECT ticket, count(*) AS events, min(CASE WHEN type = 'ticket.called' THEN at_us END) AS called_us,
           max(CASE WHEN type = 'ticket.serving' THEN at_us END) AS serving_us
    FROM steps GROUP BY ticket
  )
  SELECT issued.ticket, issued.payload ->> '$.label' AS label,
         CASE last.type
           WHEN 'ticket.issued' THEN 'waiting' WHEN 'ticket.transferred' THEN 'waiting'
           WHEN 'ticket.put_back' THEN 'waiting' WHEN 'ticket.unparked' THEN 'waiting'
           WHEN 'ticket.recalled' THEN 'called' ELSE substr(last.type, 8) END AS state,
         issued.payload ->> '$.day_ymd' AS day_ymd, issued.payload ->> '$.office' AS office,
         placed.payload ->> '$.queue' AS queue,
         nullif(placed.payload ->> '$.service', 0) AS service,
         nullif(issued.payload ->> '$.appointment', 0) AS appointment,
         coalesce(called.calls, 0) AS calls, called.payload ->> '$.counter' AS last_counter,
         strftime('%Y-%m-%d %H:%M:%S', issued.at_us / 1000000, 'unixepoch') AS issued_utc,
         strftime('%Y-%m-%d %H:%M:%S', called_us / 1000000, 'unixepoch') AS first_called_utc,
         strftime('%Y-%m-%d %H:%M:%S', serving_us / 1000000, 'unixepoch') AS last_serving_utc,
         strftime('%Y-%m-%d %H:%M:%S', last.at_us / 1000000, 'unixepoch') AS changed_utc,
         times.events, last.seq AS last_seq
  FROM issued JOIN last USING (ticket) JOIN placed USING (ticket) JOIN times USING (ticket)
       LEFT JOIN called USING (ticket);

-- One row per appointment. A hold carries its state as a number; a reschedule leaves it as it was.
DROP VIEW IF EXISTS appointments;
CREATE VIEW appointments AS
  WITH steps AS (
    SELECT CASE type WHEN 'appointment.held' THEN payload ->> '$.appointment.id'
                     ELSE payload ->> '$.appointment' END AS appointment,
           seq, type, at_us, payload
    FROM events WHERE type GLOB 'appointment.*'
  ), held AS (
    SELECT appointment, min(seq) AS seq, at_us, payload FROM steps
    WHERE type = 'appointment.held' GROUP BY appointment
  ), placed AS (
    SELECT appointment, max(seq) AS seq,
           CASE type WHEN 'appointment.held' THEN payload -> '$.appointment.at'
                     ELSE payload -> '$.at' END AS place
    FROM steps WHERE type IN ('appointment.held', 'appointment.rescheduled') GROUP BY appointment
  ), turned AS (
    SELECT appointment, max(seq) AS seq, type FROM steps
    WHERE type <> 'appointment.rescheduled' GROUP BY appointment
  ), last AS (
    SELECT appointment, max(seq) AS seq, count(*) AS events, at_us, type, payload
    FROM steps GROUP BY appointment
  ), arrived AS (
    SELECT appointment, max(seq) AS seq, payload ->> '$.ticket' AS ticket FROM steps
    WHERE type = 'appointment.checked_in' GROUP BY appointment
  )
  SELECT held.appointment,
         CASE turned.type
           WHEN 'appointment.held' THEN CASE held.payload ->> '$.appointment.state'
             WHEN 0 THEN 'held' WHEN 1 THEN 'proposed' WHEN 2 THEN 'pending'
             WHEN 3 THEN 'waitlisted' WHEN 4 THEN 'booked' WHEN 5 THEN 'checked_in'
             WHEN 6 THEN 'in_service' WHEN 7 THEN 'fulfilled' WHEN 8 THEN 'cancelled'
             WHEN 9 THEN 'no_show' WHEN 10 THEN 'entered_in_error' WHEN 11 THEN 'lapsed' END
           WHEN 'appointment.confirmed' THEN 'booked'
           WHEN 'appointment.started' THEN 'in_service'
           ELSE substr(turned.type, 13) END AS state,
         CASE last.type WHEN 'appointment.held' THEN last.payload ->> '$.appointment.revision'
                        ELSE last.payload ->> '$.revision' END AS revision,
         held.payload ->> '$.appointment.service' AS service, place ->> '$.office' AS office,
         format('%04d-%02d-%02d %02d:%02d', place ->> '$.local_ymd' / 10000,
                place ->> '$.local_ymd' / 100 % 100, place ->> '$.local_ymd' % 100,
                place ->> '$.local_min' / 60, place ->> '$.local_min' % 60) AS starts_local,
         place ->> '$.time_zone' AS time_zone,
         strftime('%Y-%m-%d %H:%M:%S', place ->> '$.start_us' / 1000000, 'unixepoch') AS start_utc,
         strftime('%Y-%m-%d %H:%M:%S', place ->> '$.end_us' / 1000000, 'unixepoch') AS end_utc,
         nullif(held.payload ->> '$.appointment.language', '') AS language,
         nullif(held.payload ->> '$.appointment.customer', '') AS customer,
         nullif(arrived.ticket, 0) AS ticket,
         strftime('%Y-%m-%d %H:%M:%S', held.at_us / 1000000, 'unixepoch') AS held_utc,
         strftime('%Y-%m-%d %H:%M:%S', last.at_us / 1000000, 'unixepoch') AS changed_utc,
         last.events, last.seq AS last_seq
  FROM held JOIN placed USING (appointment) JOIN turned USING (appointment)
       JOIN last USING (appointment) LEFT JOIN arrived USING (appointment);
)sql";

}  // namespace vuoro
