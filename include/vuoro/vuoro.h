/* vuoro/vuoro.h - queue management and appointment scheduling in a library: the whole C ABI.
 *
 * Text      UTF-8, NUL-terminated; NULL is "". Documents are pointer + length.
 * Time      *_us are UTC microseconds since 1970; *_s, *_ms, *_min are lengths. *_ymd is a date in
 * the office, 20260302. Ids       0 is none; others are below 2^53 (exact in JavaScript) and in one
 * number space for all kinds, so an id of another kind is VUORO_NOT_FOUND, never another object.
 * They stay the same when a network document is loaded again. Structs   Initialise with VUORO_INIT,
 * which sets struct_size and zeroes the rest; 0 in a field is its default. A shorter struct than
 * this library's (an older header) reads as if zeros followed; a longer one is taken if its unknown
 * tail is zero, else VUORO_UNIMPLEMENTED. Outputs are filled as far as the caller's struct_size
 * reaches; of an output struct only struct_size is read, so initialise them too. Errors    Every
 * vuoro_status but VUORO_OK is a refusal that changed nothing. On failure a handle output is NULL
 * and other outputs are untouched. vuoro_last_error says why, per thread: a stable reason token
 * (docs/errors.md lists them), a message, a place and an advice. Any call may fail with
 * VUORO_INVALID_ARGUMENT (bad_argument, bad_struct, bad_text, bad_handle) and, short of memory,
 * VUORO_RESOURCE_EXHAUSTED (out_of_memory). Memory    Inputs are copied. Free what the library
 * gives with the library's own *_free or *_close; with NULL they do nothing. Text inside a list,
 * plan or fault belongs to it and lives until it is freed; text of an event lives until the next
 * call on its cursor. Handles   May be closed in any order: what a handle needs stays alive with
 * it. A handle that was closed, or is of another kind, is refused with bad_handle and never
 * followed. Threads   Engines and sessions: any thread. Lists, plans, jobs and cursors: one thread
 * at a time. Callbacks Run on the calling thread or on the engine's own; they must not call Vuoro
 * (refused with reentrant), throw or longjmp. Fork      A handle belongs to the process that made
 * it.
 *
 * Since 0.1 for everything here. */
#ifndef VUORO_VUORO_H_
#define VUORO_VUORO_H_

#include <stddef.h>
#include <stdint.h>

#ifndef VUORO_API
#if defined(__GNUC__)
#define VUORO_API __attribute__((visibility("default")))
#else
#define VUORO_API
#endif
#endif

/* The library's version, by the rules of Semantic Versioning. */
#define VUORO_VERSION_MAJOR 0
#define VUORO_VERSION_MINOR 1
#define VUORO_VERSION_PATCH 0
#define VUORO_VERSION \
  (VUORO_VERSION_MAJOR * 10000u + VUORO_VERSION_MINOR * 100u + VUORO_VERSION_PATCH)

/* The ABI's number, which is also the soname's; raised only when a compiled host would break. */
#define VUORO_ABI_VERSION 1

/* vuoro_hold hold = VUORO_INIT(vuoro_hold); also for statics: VUORO_STATIC_INIT(vuoro_hold). */
#ifdef __cplusplus
#define VUORO_INIT(T) (::vuoro_init_<T>())
#define VUORO_STATIC_INIT(T) VUORO_INIT(T)
template <class T>
constexpr T vuoro_init_() {
  T value{};
  value.struct_size = static_cast<uint32_t>(sizeof(T));
  return value;
}
extern "C" {
#else
#define VUORO_INIT(T) ((T){.struct_size = (uint32_t)sizeof(T)})
#define VUORO_STATIC_INIT(T) \
  { .struct_size = (uint32_t)sizeof(T) }
#endif

/* ---- Status and errors ------------------------------------------------------------------------
 */

/* What the caller should do; numbers are those of absl::StatusCode, frozen. */
typedef int32_t vuoro_status;
enum {
  VUORO_OK = 0,
  VUORO_CANCELLED = 1,
  VUORO_INVALID_ARGUMENT = 3,  /* mend the call */
  VUORO_DEADLINE_EXCEEDED = 4, /* not begun in time; nothing was done */
  VUORO_NOT_FOUND = 5,
  VUORO_ALREADY_EXISTS = 6,
  VUORO_PERMISSION_DENIED = 7,
  VUORO_RESOURCE_EXHAUSTED = 8,  /* a named limit */
  VUORO_FAILED_PRECONDITION = 9, /* do not retry until something changes */
  VUORO_ABORTED = 10,            /* somebody was faster: look again and retry */
  VUORO_OUT_OF_RANGE = 11,       /* the end of a cursor; beyond the horizon */
  VUORO_UNIMPLEMENTED = 12,
  VUORO_INTERNAL = 13,    /* our fault; the engine refuses further writes */
  VUORO_UNAVAILABLE = 14, /* the store is busy or away: retry with backoff, same key */
  VUORO_DATA_LOSS = 15
};

typedef struct vuoro_error {
  uint32_t struct_size;
  vuoro_status status;
  const char* reason;  /* stable token: "slot_taken" */
  const char* message; /* one English line for logs; may change */
  const char* path;    /* the place: a field, or a JSON pointer into a document; or "" */
  const char* advice;  /* one English sentence */
} vuoro_error;         /* text lives until this thread's next call that can fail */

/* What the last failed call on this thread said; VUORO_OK and empty text if none failed yet. */
VUORO_API vuoro_status vuoro_last_error(vuoro_error* out);
/* "OK", "NOT_FOUND", ...; "UNKNOWN" for other numbers. Static. */
VUORO_API const char* vuoro_status_name(vuoro_status status);
/* The VUORO_VERSION and VUORO_ABI_VERSION of the library that is loaded; the header's may differ.
 */
VUORO_API uint32_t vuoro_version(void);
VUORO_API uint32_t vuoro_abi_version(void);

typedef int64_t vuoro_id;

/* ---- Engine and sessions ----------------------------------------------------------------------
 */

typedef struct vuoro_engine vuoro_engine;
typedef struct vuoro_session vuoro_session;

enum { VUORO_LOG_INFO = 0, VUORO_LOG_WARNING = 1, VUORO_LOG_ERROR = 2 };

typedef struct vuoro_engine_options {
  uint32_t struct_size;
  uint32_t must_exist;           /* 1: do not create the store */
  const char* store_uri;         /* "memory:" or "sqlite:/var/lib/queue.db" */
  int64_t (*now_us)(void* user); /* NULL: the system's clock */
  void (*log)(void* user, int32_t level, const char* line);
  void* user; /* it and both functions outlive the engine and everything opened on it */
} vuoro_engine_options;

/* Opens an engine on a store and reads its journal to the end. Any number of engines, in any
 * processes of one machine, may share a file. Errors: bad_store_uri, not_a_store, store_newer,
 * store_truncated, store_corrupt, chain_broken, store_busy, store_away, read_only, disk_full. */
VUORO_API vuoro_status vuoro_engine_open(const vuoro_engine_options* options, vuoro_engine** out);
VUORO_API void vuoro_engine_close(vuoro_engine* engine);

enum {
  VUORO_ROLE_ADMIN = 0,
  VUORO_ROLE_PLANNER = 1,
  VUORO_ROLE_COUNTER = 2,
  VUORO_ROLE_CALL_CENTRE = 3,
  VUORO_ROLE_PORTAL = 4,
  VUORO_ROLE_KIOSK = 5,
  VUORO_ROLE_DISPLAY = 6
};

/* What a session may do, where, and as whom. It guards against mistakes, not against whoever holds
 * the file (docs/security.md). */
typedef struct vuoro_session_options {
  uint32_t struct_size;
  uint32_t role;     /* VUORO_ROLE_* */
  vuoro_id agency;   /* 0: every agency */
  vuoro_id office;   /* 0: every office */
  const char* actor; /* opaque, at most 128 bytes; recorded with every event; no personal data */
  const char* reserved;
} vuoro_session_options;

VUORO_API vuoro_status vuoro_session_open(vuoro_engine* engine,
                                          const vuoro_session_options* options,
                                          vuoro_session** out);
VUORO_API void vuoro_session_close(vuoro_session* session);

/* What rides with a command; NULL for none. The same key with the same request gives the same
 * object and does nothing twice, also after a crash, for 48 hours; with another request it is
 * refused with key_reused. Keys belong to the session's actor. Commands fail with store_busy,
 * store_away, disk_full, read_only, commit_unknown (repeat with the same key), deadline_exceeded,
 * permission_denied, out_of_scope and no_network besides what stands at them. */
typedef struct vuoro_command {
  uint32_t struct_size;
  uint32_t timeout_ms; /* 0: 10,000; a command is not begun after it */
  const char* key;     /* at most 128 bytes */
  const char* reserved;
} vuoro_command;

typedef struct vuoro_engine_status {
  uint32_t struct_size;
  uint32_t writable;     /* 0 after an internal fault */
  int64_t published_seq; /* the last event that readers see */
  int64_t appointments;
  int64_t live_tickets;
  int64_t store_bytes;
  uint32_t durable;         /* an acknowledged command survives a power cut */
  uint32_t wal_reset_fixed; /* the SQLite linked has the fix; without it a lock of ours stands in */
  char journal_hash[72];    /* hex of the last event's chain hash */
  char store_kind[16];
  char store_library[32];
  char time_zone_rules[16]; /* tzdata release */
} vuoro_engine_status;

VUORO_API vuoro_status vuoro_status_read(vuoro_session* session, vuoro_engine_status* out);
/* 64 hex digits and NUL into `hex`: the canonical hash of the published state. O(state). */
VUORO_API vuoro_status vuoro_state_hash(vuoro_session* session, char hex[65]);
/* Reads what other processes appended now; the engine does so by itself within 200 ms. */
VUORO_API vuoro_status vuoro_catch_up(vuoro_session* session);
/* Waits until event `seq` is published here. Errors: deadline_exceeded. */
VUORO_API vuoro_status vuoro_wait_seq(vuoro_session* session, int64_t seq, uint32_t timeout_ms);
/* Administrator: walks the whole journal; writes a snapshot now, so that opening is fast. */
VUORO_API vuoro_status vuoro_store_verify(vuoro_session* session);
VUORO_API vuoro_status vuoro_store_snapshot(vuoro_session* session);

/* ---- The network ------------------------------------------------------------------------------
 */

typedef struct vuoro_faults vuoro_faults;

enum { VUORO_SEVERITY_ERROR = 0, VUORO_SEVERITY_WARNING = 1 };

typedef struct vuoro_fault {
  uint32_t struct_size;
  uint32_t severity;    /* VUORO_SEVERITY_* */
  int32_t line, column; /* 1-based; columns count characters */
  const char* rule;     /* stable token: "unknown_key" */
  const char* pointer;  /* JSON pointer */
  const char* message;
  const char* suggestion; /* or "" */
} vuoro_fault;

/* Every fault of a network document at once, without an engine. VUORO_OK also when there are
 * errors. */
VUORO_API vuoro_status vuoro_network_check(const char* json, size_t json_len, vuoro_faults** out);
VUORO_API size_t vuoro_faults_count(const vuoro_faults* faults);
VUORO_API vuoro_status vuoro_faults_at(const vuoro_faults* faults, size_t index, vuoro_fault* out);
VUORO_API void vuoro_faults_free(vuoro_faults* faults);

typedef struct vuoro_import vuoro_import;

enum { VUORO_TABLE_PEOPLE = 0, VUORO_TABLE_AGREEMENTS = 1, VUORO_TABLE_DEMAND = 2 };

/* A document with one of its lists replaced by the rows of a table (CSV; docs/network.md names the
 * columns), without an engine. VUORO_OK also when there are errors: then no document was made. */
VUORO_API vuoro_status vuoro_import_csv(const char* json, size_t json_len, uint32_t table,
                                        const char* csv, size_t csv_len, vuoro_import** out);
/* The document; it lives as long as the import. Errors: bad_document, with the first fault. */
VUORO_API vuoro_status vuoro_import_json(const vuoro_import* imported, const char** json,
                                         size_t* json_len);
/* Everything found: lines and columns are the table's; line 0: elsewhere in the document. */
VUORO_API vuoro_status vuoro_import_faults(const vuoro_import* imported, vuoro_faults** out);
VUORO_API void vuoro_import_free(vuoro_import* imported);

typedef struct vuoro_network_summary {
  uint32_t struct_size;
  int32_t agencies, services, offices, offers, people, queues;
  int32_t reserved;
  char document[72]; /* SHA-256 of the document, hex; "" before the first */
} vuoro_network_summary;

/* Replaces the whole network, or nothing. Administrator. `out` may be NULL. Errors: bad_document,
 * with the first fault; vuoro_network_check lists them all. */
VUORO_API vuoro_status vuoro_network_load(vuoro_session* session, const vuoro_command* command,
                                          const char* json, size_t json_len,
                                          vuoro_network_summary* out);
VUORO_API vuoro_status vuoro_network_read(vuoro_session* session, vuoro_network_summary* out);

enum {
  VUORO_KIND_AGENCY = 0,
  VUORO_KIND_SERVICE = 1,
  VUORO_KIND_OFFICE = 2,
  VUORO_KIND_RESOURCE = 3, /* counters, booths, rooms, terminals, people */
  VUORO_KIND_OFFER = 4,
  VUORO_KIND_QUEUE = 5
};

/* The id of a thing by the key it has in the document. Errors: unknown_key. */
VUORO_API vuoro_status vuoro_find_id(vuoro_session* session, uint32_t kind, const char* key,
                                     vuoro_id* out);

typedef struct vuoro_entities vuoro_entities;
typedef struct vuoro_entity {
  uint32_t struct_size;
  uint32_t kind; /* VUORO_KIND_* */
  vuoro_id id;
  vuoro_id office;  /* of resources, offers */
  vuoro_id agency;  /* of services, queues, people */
  vuoro_id service; /* of offers */
  uint32_t mode;    /* VUORO_MODE_* of offers; the resource kind of resources */
  uint32_t private_queue;
  const char* key;
  const char* name; /* in the language asked for, else the document's first */
} vuoro_entity;

/* All things of a kind in document order; `office` not 0 keeps what is in that office (services:
 * what it offers; queues: those that call there). */
VUORO_API vuoro_status vuoro_entities_list(vuoro_session* session, uint32_t kind, vuoro_id office,
                                           const char* language, vuoro_entities** out);
VUORO_API size_t vuoro_entities_count(const vuoro_entities* entities);
VUORO_API vuoro_status vuoro_entities_at(const vuoro_entities* entities, size_t index,
                                         vuoro_entity* out);
VUORO_API void vuoro_entities_free(vuoro_entities* entities);

typedef struct vuoro_local_time {
  uint32_t struct_size;
  int32_t ymd;
  int32_t minute; /* of the day, 0..1439 */
  int32_t second;
  int32_t offset_s; /* local minus UTC */
  int32_t weekday;  /* 0 Monday */
  char text[40];    /* "2026-03-02T09:15:00+02:00" */
} vuoro_local_time;

/* An instant on an office's wall clock. */
VUORO_API vuoro_status vuoro_local_time_at(vuoro_session* session, vuoro_id office, int64_t at_us,
                                           vuoro_local_time* out);
/* The instant at which the office's wall clock shows `minute` of `ymd` (the earlier one where it
 * shows it twice; docs/time.md). */
VUORO_API vuoro_status vuoro_instant_at(vuoro_session* session, vuoro_id office, int32_t ymd,
                                        int32_t minute, int64_t* out_us);

/* ---- Slots and appointments -------------------------------------------------------------------
 */

enum {
  VUORO_MODE_ON_SITE = 0,
  VUORO_MODE_VIDEO_BOOTH = 1,
  VUORO_MODE_VIDEO_HOME = 2,
  VUORO_MODE_PHONE = 3,
  VUORO_MODE_SELF_SERVICE = 4,
  VUORO_MODE_ANY = 255
};

typedef struct vuoro_slots vuoro_slots;

typedef struct vuoro_search {
  uint32_t struct_size;
  uint32_t limit; /* 0: 64; at most 100,000 */
  vuoro_id office, service;
  int64_t from_us, until_us; /* starts in [from, until) */
  uint32_t mode;             /* VUORO_MODE_* */
  uint32_t reserved;
  const char* language; /* BCP 47 of the document; "" any */
  const char* reserved_text;
} vuoro_search;

typedef struct vuoro_slot {
  uint32_t struct_size;
  uint32_t mode;
  vuoro_id office, service;
  int64_t start_us, end_us;
} vuoro_slot;

/* The earliest possible starts, by start and then mode. A slot can be held if nothing happens in
 * between. Errors: unknown_id, not_offered, unknown_language, limit_reached, no_network. */
VUORO_API vuoro_status vuoro_slots_search(vuoro_session* session, const vuoro_search* search,
                                          vuoro_slots** out);
VUORO_API size_t vuoro_slots_count(const vuoro_slots* slots);
/* Copies slots [first, first + count) to an array whose elements are `stride` bytes apart and have
 * struct_size bytes written each (the first element's struct_size counts for all). */
VUORO_API vuoro_status vuoro_slots_copy(const vuoro_slots* slots, size_t first, size_t count,
                                        vuoro_slot* out, size_t stride);
VUORO_API void vuoro_slots_free(vuoro_slots* slots);

enum {
  VUORO_APPOINTMENT_HELD = 0,
  VUORO_APPOINTMENT_PROPOSED = 1,
  VUORO_APPOINTMENT_PENDING = 2,
  VUORO_APPOINTMENT_WAITLISTED = 3,
  VUORO_APPOINTMENT_BOOKED = 4,
  VUORO_APPOINTMENT_CHECKED_IN = 5,
  VUORO_APPOINTMENT_IN_SERVICE = 6,
  VUORO_APPOINTMENT_FULFILLED = 7,
  VUORO_APPOINTMENT_CANCELLED = 8,
  VUORO_APPOINTMENT_NO_SHOW = 9,
  VUORO_APPOINTMENT_ENTERED_IN_ERROR = 10,
  VUORO_APPOINTMENT_LAPSED = 11
};

typedef struct vuoro_hold {
  uint32_t struct_size;
  uint32_t hold_s; /* 0: the office's rule; at most 86,400 */
  vuoro_id office, service;
  int64_t start_us;
  uint32_t mode;
  uint32_t reserved;
  const char* language;
  const char* customer; /* opaque reference, at most 256 bytes; never a name or identity code */
  const char* external_case; /* opaque, at most 256 bytes */
  const char* reserved_text;
} vuoro_hold;

typedef struct vuoro_reschedule {
  uint32_t struct_size;
  uint32_t revision; /* 0: whatever it is now */
  vuoro_id appointment;
  vuoro_id office; /* 0: the same */
  int64_t start_us;
  uint32_t mode;
  uint32_t reserved;
} vuoro_reschedule;

/* One plain step of an appointment. */
typedef struct vuoro_step {
  uint32_t struct_size;
  uint32_t revision; /* 0: whatever it is now; else stale_revision if it has moved on */
  vuoro_id appointment;
} vuoro_step;

typedef struct vuoro_appointment {
  uint32_t struct_size;
  uint32_t state; /* VUORO_APPOINTMENT_* */
  vuoro_id id;
  vuoro_id office, service, ticket;
  int64_t start_us, end_us, hold_until_us, created_us;
  int32_t local_ymd, local_min; /* as the citizen was told */
  uint32_t mode;
  uint32_t revision;
  vuoro_id resources[8]; /* what serves it now; 0 behind the last. May change while waiting */
  char language[16];
} vuoro_appointment;

/* Reserves a start and everything it needs, all or nothing, until hold_until_us. Errors:
 * not_offered, agreement_ended, notice_too_short, out_of_horizon, off_grid, closed_then,
 * nobody_on_duty, language_not_served, unknown_language, slot_taken. */
VUORO_API vuoro_status vuoro_appointment_hold(vuoro_session* session, const vuoro_command* command,
                                              const vuoro_hold* hold, vuoro_appointment* out);
/* Errors: hold_expired, wrong_state. */
VUORO_API vuoro_status vuoro_appointment_confirm(vuoro_session* session,
                                                 const vuoro_command* command,
                                                 const vuoro_step* step, vuoro_appointment* out);
/* Takes the new time and gives the old one back, or changes nothing. Errors: those of a hold, and
 * hold_expired, wrong_state. */
VUORO_API vuoro_status vuoro_appointment_reschedule(vuoro_session* session,
                                                    const vuoro_command* command,
                                                    const vuoro_reschedule* reschedule,
                                                    vuoro_appointment* out);
/* Errors: wrong_state. */
VUORO_API vuoro_status vuoro_appointment_cancel(vuoro_session* session,
                                                const vuoro_command* command,
                                                const vuoro_step* step, vuoro_appointment* out);

typedef struct vuoro_ticket vuoro_ticket;

/* Checks in and, where the service keeps a line, issues a ticket that stands in it; without one,
 * *ticket is untouched and out->ticket is 0. `ticket` may be NULL. `channel` is VUORO_CHANNEL_*.
 * Errors: wrong_state, too_early, too_late and those of vuoro_ticket_issue. */
VUORO_API vuoro_status vuoro_appointment_check_in(vuoro_session* session,
                                                  const vuoro_command* command,
                                                  const vuoro_step* step, uint32_t channel,
                                                  vuoro_appointment* out, vuoro_ticket* ticket);
/* Service without a counter (video from home, phone); with a ticket, serve the ticket instead.
 * Errors: wrong_state; no_show also too_early. */
VUORO_API vuoro_status vuoro_appointment_start(vuoro_session* session, const vuoro_command* command,
                                               const vuoro_step* step, vuoro_appointment* out);
VUORO_API vuoro_status vuoro_appointment_finish(vuoro_session* session,
                                                const vuoro_command* command,
                                                const vuoro_step* step, vuoro_appointment* out);
VUORO_API vuoro_status vuoro_appointment_no_show(vuoro_session* session,
                                                 const vuoro_command* command,
                                                 const vuoro_step* step, vuoro_appointment* out);
VUORO_API vuoro_status vuoro_appointment_read(vuoro_session* session, vuoro_id appointment,
                                              vuoro_appointment* out);

/* ---- Tickets ----------------------------------------------------------------------------------
 */

enum {
  VUORO_CHANNEL_COUNTER = 0,
  VUORO_CHANNEL_KIOSK = 1,
  VUORO_CHANNEL_PORTAL = 2,
  VUORO_CHANNEL_CALL_CENTRE = 3,
  VUORO_CHANNEL_PHONE = 4,
  VUORO_CHANNEL_VIDEO = 5,
  VUORO_CHANNEL_MOBILE = 6
};
enum {
  VUORO_TICKET_WAITING = 0,
  VUORO_TICKET_CALLED = 1,
  VUORO_TICKET_SERVING = 2,
  VUORO_TICKET_PARKED = 3,
  VUORO_TICKET_FINISHED = 4,
  VUORO_TICKET_NO_SHOW = 5,
  VUORO_TICKET_LEFT = 6,
  VUORO_TICKET_DISMISSED = 7
};
enum {
  VUORO_OUTCOME_SERVED = 0,
  VUORO_OUTCOME_REFERRED = 1,
  VUORO_OUTCOME_REBOOKED = 2,
  VUORO_OUTCOME_NOT_SERVED = 3
};

typedef struct vuoro_issue {
  uint32_t struct_size;
  uint32_t channel; /* recorded, never ranked */
  vuoro_id office;
  vuoro_id service; /* or 0 with a queue: not told yet */
  vuoro_id queue;   /* or 0: the queue of the service */
  uint32_t mode;
  uint32_t reserved;
  const char* language;
  const char* reserved_text;
} vuoro_issue;

struct vuoro_ticket {
  uint32_t struct_size;
  uint32_t state; /* VUORO_TICKET_* */
  vuoro_id id;
  vuoro_id office, service, queue, appointment;
  vuoro_id counter;         /* the place of the last call */
  vuoro_id counter_session; /* who has it now */
  int64_t issued_us, called_us, serving_us, ended_us;
  uint32_t calls;
  uint32_t revision;
  uint32_t mode;
  uint32_t private_ticket;
  char label[16]; /* as printed, "B042" */
};

/* Gives out the next number of a line. Errors: unknown_id, not_offered, issuing_stopped,
 * past_cut_off, queue_closed, numbers_exhausted. */
VUORO_API vuoro_status vuoro_ticket_issue(vuoro_session* session, const vuoro_command* command,
                                          const vuoro_issue* issue, vuoro_ticket* out);
/* The next ticket of the counter session's queues, which no other session can get. Errors:
 * queue_empty, session_busy, session_paused, session_closed. */
VUORO_API vuoro_status vuoro_ticket_call_next(vuoro_session* session, const vuoro_command* command,
                                              vuoro_id counter_session, vuoro_ticket* out);
/* A named one. Errors: wrong_state and those of call_next. */
VUORO_API vuoro_status vuoro_ticket_call(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id counter_session, vuoro_id ticket,
                                         vuoro_ticket* out);
/* Calls a called one again. Errors: wrong_state, recall_limit. */
VUORO_API vuoro_status vuoro_ticket_recall(vuoro_session* session, const vuoro_command* command,
                                           vuoro_id ticket, vuoro_ticket* out);
/* The person is here. Errors: wrong_state. */
VUORO_API vuoro_status vuoro_ticket_serve(vuoro_session* session, const vuoro_command* command,
                                          vuoro_id ticket, vuoro_ticket* out);

typedef struct vuoro_finish {
  uint32_t struct_size;
  uint32_t outcome; /* VUORO_OUTCOME_* */
  vuoro_id ticket;
  uint32_t task; /* 0, or 1..7: the ASTI task types in docs/queue.md */
  uint32_t reserved;
} vuoro_finish;

/* Ends the service and writes its transaction record. Errors: wrong_state. */
VUORO_API vuoro_status vuoro_ticket_finish(vuoro_session* session, const vuoro_command* command,
                                           const vuoro_finish* finish, vuoro_ticket* out);
/* To the line of another service, or of a queue (one of them 0). Errors: wrong_state, not_offered.
 */
VUORO_API vuoro_status vuoro_ticket_transfer(vuoro_session* session, const vuoro_command* command,
                                             vuoro_id ticket, vuoro_id service, vuoro_id queue,
                                             vuoro_ticket* out);
/* Errors of these: wrong_state; put_back also put_back_limit. */
VUORO_API vuoro_status vuoro_ticket_no_show(vuoro_session* session, const vuoro_command* command,
                                            vuoro_id ticket, vuoro_ticket* out);
VUORO_API vuoro_status vuoro_ticket_put_back(vuoro_session* session, const vuoro_command* command,
                                             vuoro_id ticket, vuoro_ticket* out);
VUORO_API vuoro_status vuoro_ticket_park(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id ticket, vuoro_ticket* out);
VUORO_API vuoro_status vuoro_ticket_unpark(vuoro_session* session, const vuoro_command* command,
                                           vuoro_id ticket, vuoro_ticket* out);
VUORO_API vuoro_status vuoro_ticket_leave(vuoro_session* session, const vuoro_command* command,
                                          vuoro_id ticket, vuoro_ticket* out);
VUORO_API vuoro_status vuoro_ticket_read(vuoro_session* session, vuoro_id ticket,
                                         vuoro_ticket* out);
/* A label as it is spoken in "fi", "sv" or "en": "B zero four two". Writes at most `size` bytes
 * with the NUL; *needed (may be NULL) is what the whole takes. Errors: unknown_language;
 * limit_reached for a short buffer, and then *needed is written and nothing else. */
VUORO_API vuoro_status vuoro_label_spoken(const char* label, const char* language, char* buffer,
                                          size_t size, size_t* needed);

/* ---- Counter sessions and queues --------------------------------------------------------------
 */

enum { VUORO_COUNTER_OPEN = 0, VUORO_COUNTER_PAUSED = 1, VUORO_COUNTER_CLOSED = 2 };

typedef struct vuoro_profile_queue {
  vuoro_id queue;
  int64_t head_start_min; /* how much earlier its tickets count here; 0..1440 */
} vuoro_profile_queue;

typedef struct vuoro_counter_open {
  uint32_t struct_size;
  uint32_t profile_count;
  vuoro_id office; /* 0: the counter's; another one is refused */
  vuoro_id counter;
  const char* staff_ref;              /* opaque, at most 256 bytes */
  const vuoro_profile_queue* profile; /* none: every queue of the office */
} vuoro_counter_open;

typedef struct vuoro_counter_session {
  uint32_t struct_size;
  uint32_t state; /* VUORO_COUNTER_* */
  vuoro_id id;
  vuoro_id office, counter;
  vuoro_id ticket; /* called or served there now; 0: free */
  int64_t opened_us, changed_us, paused_us, closed_us;
} vuoro_counter_session;

/* Errors: counter_taken, unknown_id, bad_argument. */
VUORO_API vuoro_status vuoro_counter_session_open(vuoro_session* session,
                                                  const vuoro_command* command,
                                                  const vuoro_counter_open* open,
                                                  vuoro_counter_session* out);
/* Errors of these: wrong_state, session_closed, session_busy. */
VUORO_API vuoro_status vuoro_counter_session_pause(vuoro_session* session,
                                                   const vuoro_command* command,
                                                   vuoro_id counter_session,
                                                   vuoro_counter_session* out);
VUORO_API vuoro_status vuoro_counter_session_resume(vuoro_session* session,
                                                    const vuoro_command* command,
                                                    vuoro_id counter_session,
                                                    vuoro_counter_session* out);
VUORO_API vuoro_status vuoro_counter_session_close(vuoro_session* session,
                                                   const vuoro_command* command,
                                                   vuoro_id counter_session,
                                                   vuoro_counter_session* out);
VUORO_API vuoro_status vuoro_counter_session_read(vuoro_session* session, vuoro_id counter_session,
                                                  vuoro_counter_session* out);

/* No more tickets by hand, and again. Errors: wrong_state. */
VUORO_API vuoro_status vuoro_queue_stop(vuoro_session* session, const vuoro_command* command,
                                        vuoro_id queue);
VUORO_API vuoro_status vuoro_queue_resume(vuoro_session* session, const vuoro_command* command,
                                          vuoro_id queue);
/* Applies the rule for those who still wait at closing to the tickets of `office`: in `queue`, or,
 * with 0, in every queue there. *dismissed (may be NULL) says how many were sent home. Errors:
 * wrong_state while the office is open. */
VUORO_API vuoro_status vuoro_queue_close_day(vuoro_session* session, const vuoro_command* command,
                                             vuoro_id office, vuoro_id queue, int64_t* dismissed);
VUORO_API vuoro_status vuoro_queue_waiting(vuoro_session* session, vuoro_id queue, int64_t* out);

/* What a display in an office may show: numbers and places, never a service or a person. */
typedef struct vuoro_calls vuoro_calls;
typedef struct vuoro_call {
  uint32_t struct_size;
  uint32_t state;   /* VUORO_TICKET_CALLED or _SERVING */
  vuoro_id counter; /* the place; the host knows its name and route */
  int64_t called_us;
  char label[16];
} vuoro_call;

VUORO_API vuoro_status vuoro_calls_list(vuoro_session* session, vuoro_id office, vuoro_calls** out);
VUORO_API size_t vuoro_calls_count(const vuoro_calls* calls);
/* As vuoro_slots_copy; the last call first. */
VUORO_API vuoro_status vuoro_calls_copy(const vuoro_calls* calls, size_t first, size_t count,
                                        vuoro_call* out, size_t stride);
VUORO_API void vuoro_calls_free(vuoro_calls* calls);

/* ---- Weekly plans -----------------------------------------------------------------------------
 */

typedef struct vuoro_plan_job vuoro_plan_job;
typedef struct vuoro_plan vuoro_plan;

typedef struct vuoro_plan_request {
  uint32_t struct_size;
  int32_t monday_ymd;
  uint32_t budget_ms;   /* wall time; 0: none */
  uint32_t threads;     /* 1 or 2; 0: 2 */
  int64_t budget_steps; /* work; repeatable on any machine; 0 with budget_ms 0: 10 s */
  uint64_t seed;
  const vuoro_plan* warm_start; /* start from this plan, free to change everything; or NULL */
  const vuoro_plan* baseline;   /* change this plan as little as pays; or NULL */
  const char* disruption;       /* what fell away, JSON of docs/planning.md; or NULL */
  size_t disruption_len;
  const char* decisions; /* beside the document's, JSON of docs/deciding.md; or NULL */
  size_t decisions_len;
} vuoro_plan_request;

typedef struct vuoro_plan_progress {
  uint32_t struct_size;
  uint32_t done;
  int64_t steps, cost, bound; /* no plan costs less than bound */
} vuoro_plan_progress;

typedef struct vuoro_duty {
  uint32_t struct_size;
  uint32_t video; /* 0: visit hours in the office; 1: the office's video calls, taken at the base */
  vuoro_id person, office;
  int32_t weekday; /* 0 Monday */
  int32_t from_min, to_min;
  int32_t reserved;
  int32_t week, cycle_weeks; /* 0 the first of the weeks that the plan has before it repeats: 1, 2
                                or 4 */
} vuoro_duty;

/* Plans a week, or the document's cycle of weeks, in a thread of its own. Planner. The plans are
   copied. Errors: no_network, bad_argument, infeasible; bad_document or unknown_key for the
   disruption or the decisions. */
VUORO_API vuoro_status vuoro_plan_start(vuoro_session* session, const vuoro_plan_request* request,
                                        vuoro_plan_job** out);
VUORO_API vuoro_status vuoro_plan_poll(vuoro_plan_job* job, vuoro_plan_progress* out);
/* Errors: deadline_exceeded while it still runs. */
VUORO_API vuoro_status vuoro_plan_wait(vuoro_plan_job* job, uint32_t timeout_ms);
/* The best plan so far becomes the result. */
VUORO_API vuoro_status vuoro_plan_cancel(vuoro_plan_job* job);
/* The result, once. Errors: job_running, cancelled, infeasible. */
VUORO_API vuoro_status vuoro_plan_take(vuoro_plan_job* job, vuoro_plan** out);
/* What came of people's decisions in the plan of a finished job: a JSON array of docs/deciding.md,
 * "[]" without any; lives as long as the job. Before or after the result is taken. Errors:
 * job_running, and the job's own. */
VUORO_API vuoro_status vuoro_plan_decisions(vuoro_plan_job* job, const char** json,
                                            size_t* json_len);
VUORO_API void vuoro_plan_job_free(vuoro_plan_job* job);

VUORO_API size_t vuoro_plan_count(const vuoro_plan* plan);
/* As vuoro_slots_copy: field duties and then video duties, by person, office, week and time. */
VUORO_API vuoro_status vuoro_plan_copy(const vuoro_plan* plan, size_t first, size_t count,
                                       vuoro_duty* out, size_t stride);
/* The plan as a document, to keep or to send; lives as long as the plan. */
VUORO_API vuoro_status vuoro_plan_json(const vuoro_plan* plan, const char** json, size_t* json_len);
/* A plan from a document. Errors: bad_plan. */
VUORO_API vuoro_status vuoro_plan_parse(vuoro_session* session, const char* json, size_t json_len,
                                        vuoro_plan** out);
VUORO_API void vuoro_plan_free(vuoro_plan* plan);
/* Makes a plan supply for appointments from its first Monday on. Errors: bad_plan. */
VUORO_API vuoro_status vuoro_plan_publish(vuoro_session* session, const vuoro_command* command,
                                          const vuoro_plan* plan, vuoro_id* out);

/* The way of a plan through the agencies: docs/plan-states.md. A plan concerns the agencies whose
 * officials have a duty in it; their part in it is one of the first four. */
enum {
  VUORO_PLAN_DRAFT = 0,
  VUORO_PLAN_SENT = 1,
  VUORO_PLAN_ACCEPTED = 2,
  VUORO_PLAN_REFUSED = 3,
  VUORO_PLAN_PUBLISHED = 4,
  VUORO_PLAN_WITHDRAWN = 5,
  VUORO_PLAN_REPLACED = 6
};

typedef struct vuoro_plan_standings vuoro_plan_standings;

typedef struct vuoro_plan_standing {
  uint32_t struct_size;
  uint32_t state; /* VUORO_PLAN_* */
  vuoro_id plan;
  vuoro_id replaces, replaced_by;      /* 0: none */
  int64_t saved_us, sent_us, ended_us; /* ended: published, withdrawn or replaced; 0: not (yet) */
  int32_t from_ymd, to_ymd;            /* first Monday; last day, 0: until another plan begins */
  uint32_t agencies;                   /* how many it concerns */
  uint32_t overridden;                 /* 1: published though an agency had not accepted */
  char document[72];                   /* SHA-256 of the plan, hex */
} vuoro_plan_standing;

typedef struct vuoro_plan_answer {
  uint32_t struct_size;
  uint32_t state; /* VUORO_PLAN_DRAFT, _SENT, _ACCEPTED or _REFUSED */
  vuoro_id plan, agency;
  int64_t at_us;      /* of the answer; 0 before it */
  const char* reason; /* of a refusal, or ""; lives as long as the list */
  const char* reserved;
} vuoro_plan_answer;

typedef struct vuoro_plan_publication {
  uint32_t struct_size;
  uint32_t force; /* 1: though agencies have not accepted. Administrator */
  vuoro_id plan;
  int32_t from_ymd; /* a Monday; 0: the plan's own */
  uint32_t reserved;
  const char* reason; /* of force, at most 1,000 bytes; may be ""; no personal data */
  const char* reserved_text;
} vuoro_plan_publication;

/* Saves a plan as a draft; `replaces` is a refused plan whose place it takes, or 0. Planner, as for
 * the other commands; all but the two answers need a session without agency and office. Errors of
 * all: unknown_id, wrong_state. Errors: bad_plan. */
VUORO_API vuoro_status vuoro_plan_save(vuoro_session* session, const vuoro_command* command,
                                       const vuoro_plan* plan, vuoro_id replaces,
                                       vuoro_plan_standing* out);
/* To the agencies that it concerns in the network as it is now. Errors: bad_plan. */
VUORO_API vuoro_status vuoro_plan_send(vuoro_session* session, const vuoro_command* command,
                                       vuoro_id plan, vuoro_plan_standing* out);
/* An agency's answer, by a session of that agency (`agency` may then be 0) or of the network's
 * planner; it may change until the plan is published or ends. Errors: not_concerned. */
VUORO_API vuoro_status vuoro_plan_accept(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id plan, vuoro_id agency, vuoro_plan_standing* out);
/* `reason` must be there, at most 1,000 bytes; no personal data. Errors: not_concerned. */
VUORO_API vuoro_status vuoro_plan_refuse(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id plan, vuoro_id agency, const char* reason,
                                         vuoro_plan_standing* out);
/* Makes a saved plan supply for appointments. Errors: plan_refused, plan_unanswered, bad_plan. */
VUORO_API vuoro_status vuoro_plan_publish_saved(vuoro_session* session,
                                                const vuoro_command* command,
                                                const vuoro_plan_publication* publication,
                                                vuoro_plan_standing* out);
/* A plan that is not published is given up. */
VUORO_API vuoro_status vuoro_plan_withdraw(vuoro_session* session, const vuoro_command* command,
                                           vuoro_id plan, vuoro_plan_standing* out);
/* A saved or published plan, with the dates from which and until which it was published. Errors:
 * unknown_id; bad_plan when the network no longer knows its people or offices. */
VUORO_API vuoro_status vuoro_plan_read(vuoro_session* session, vuoro_id plan, vuoro_plan** out);

/* Where one plan stands or, with 0, every one by its first Monday, also those that were published
 * without being saved. Planner. Errors: unknown_id. */
VUORO_API vuoro_status vuoro_plan_standings_list(vuoro_session* session, vuoro_id plan,
                                                 vuoro_plan_standings** out);
VUORO_API size_t vuoro_plan_standings_count(const vuoro_plan_standings* standings);
/* Both as vuoro_slots_copy. */
VUORO_API vuoro_status vuoro_plan_standings_copy(const vuoro_plan_standings* standings,
                                                 size_t first, size_t count,
                                                 vuoro_plan_standing* out, size_t stride);
/* The agencies of all of them: by plan, and then in the order of the network document. */
VUORO_API size_t vuoro_plan_answers_count(const vuoro_plan_standings* standings);
VUORO_API vuoro_status vuoro_plan_answers_copy(const vuoro_plan_standings* standings, size_t first,
                                               size_t count, vuoro_plan_answer* out, size_t stride);
VUORO_API void vuoro_plan_standings_free(vuoro_plan_standings* standings);

/* What an agency's part of a plan costs, by "planning.rates" of the document it was made from, in
 * cents of a euro; docs/planning.md says what counts. */
typedef struct vuoro_plan_expense {
  uint32_t struct_size;
  uint32_t reserved;
  vuoro_id agency; /* 0 in a sum, and of an agency that the loaded document does not have */
  int64_t away_min, drive_min, booth_min, interpreter_min;
  int64_t away_cents, drive_cents, booth_cents, interpreter_cents;
} vuoro_plan_expense;

/* Agencies with money in the plan; 0 when it was made without rates. */
VUORO_API size_t vuoro_plan_expenses_count(const vuoro_plan* plan);
/* As vuoro_slots_copy: by agency, in document order. */
VUORO_API vuoro_status vuoro_plan_expenses_copy(const vuoro_plan* plan, size_t first, size_t count,
                                                vuoro_plan_expense* out, size_t stride);
/* All of them together. */
VUORO_API vuoro_status vuoro_plan_expenses_sum(const vuoro_plan* plan, vuoro_plan_expense* out);

typedef struct vuoro_plan_changes vuoro_plan_changes;

enum { VUORO_CHANGE_ADDED = 0, VUORO_CHANGE_REMOVED = 1, VUORO_CHANGE_MOVED = 2 };

typedef struct vuoro_plan_difference {
  uint32_t struct_size;
  uint32_t reserved;
  int64_t cost; /* after minus before */
  int32_t visits_kept, visits_added, visits_removed, visits_moved;
  int32_t video_kept, video_added, video_removed, video_moved; /* video duties */
  int64_t cents; /* after minus before; 0 unless both plans have expenses */
} vuoro_plan_difference;

typedef struct vuoro_duty_change {
  uint32_t struct_size;
  uint32_t kind; /* VUORO_CHANGE_* */
  vuoro_id person, office;
  uint32_t video;
  uint32_t reserved;
  int32_t weekday_before, from_min_before, to_min_before; /* -1 of an added one */
  int32_t weekday_after, from_min_after, to_min_after;    /* -1 of a removed one */
  int32_t week_before, week_after; /* of the cycle of the plan that has it, -1 as above */
} vuoro_duty_change;

/* What differs between two plans, which may be of different weeks. A duty has moved when the same
 * person is in the same office at another time. */
VUORO_API vuoro_status vuoro_plan_compare(const vuoro_plan* before, const vuoro_plan* after,
                                          vuoro_plan_changes** out);
VUORO_API vuoro_status vuoro_plan_changes_sum(const vuoro_plan_changes* changes,
                                              vuoro_plan_difference* out);
VUORO_API size_t vuoro_plan_changes_count(const vuoro_plan_changes* changes);
/* As vuoro_slots_copy: visits and then video, by person and office. */
VUORO_API vuoro_status vuoro_plan_changes_copy(const vuoro_plan_changes* changes, size_t first,
                                               size_t count, vuoro_duty_change* out, size_t stride);
VUORO_API void vuoro_plan_changes_free(vuoro_plan_changes* changes);

typedef struct vuoro_presences vuoro_presences;

typedef struct vuoro_presence {
  uint32_t struct_size;
  int32_t visits; /* of the agency to the office in the plan */
  vuoro_id agency, office;
  int32_t min_visits, max_visits; /* agreed for the weeks counted; both 0: no visit is */
  int32_t minutes;                /* of the visits */
  int32_t reserved;
  int32_t asked_min;  /* a week, in which somebody of the agency is to be in the office */
  int32_t absent_min; /* those of them in which nobody is */
} vuoro_presence;

/* Every agency and office with agreed visits or with some in the plan, in the week of `monday_ymd`
 * (0: the plan's first), or in the cycle from there, the plan's or the document's, the longer one.
 * Nothing else of the plan is judged. Errors: bad_argument for no Monday, bad_plan, no_network. */
VUORO_API vuoro_status vuoro_plan_presence(vuoro_session* session, const vuoro_plan* plan,
                                           int32_t monday_ymd, vuoro_presences** out);
VUORO_API size_t vuoro_presences_count(const vuoro_presences* presences);
/* As vuoro_slots_copy: by agency and then office, in document order. */
VUORO_API vuoro_status vuoro_presences_copy(const vuoro_presences* presences, size_t first,
                                            size_t count, vuoro_presence* out, size_t stride);
VUORO_API void vuoro_presences_free(vuoro_presences* presences);

/* ---- Coverage ---------------------------------------------------------------------------------
 */

/* How many people have an office, and a service, near enough: docs/coverage.md has the definitions.
 * What it is measured on stands in the document's "coverage". */
typedef struct vuoro_coverage vuoro_coverage;
typedef struct vuoro_coverage_changes vuoro_coverage_changes;

enum { VUORO_OFFICE_PLANNED = 0, VUORO_OFFICE_OPEN = 1, VUORO_OFFICE_CLOSED = 2 };

typedef struct vuoro_coverage_request {
  uint32_t struct_size;
  int32_t within_min;     /* 1..10,000; 0: the document's limit */
  int32_t ymd;            /* which offices are open, and the week of services; 0: today */
  uint32_t no_services;   /* 1: spare the access to services */
  const vuoro_plan* plan; /* NULL: the published ones */
  const char* reserved;
} vuoro_coverage_request;

/* Sums of people, and of minutes over people. */
typedef struct vuoro_coverage_totals {
  uint32_t struct_size;
  int32_t within_min;
  int32_t ymd;
  uint32_t has_bands; /* 1: the document has a table of drive times; else the band_* are 0 */
  int64_t band_population, band_unassigned;
  int64_t band_within, band_within_at_most; /* they differ where the limit cuts a band */
  int64_t band_person_min_least, band_person_min_most;
  int64_t population, within; /* by areas */
  int64_t within_by_rule;     /* as if no area had a limit of its own */
  int64_t reached, person_min;
  int64_t excluded;
} vuoro_coverage_totals;

typedef struct vuoro_coverage_area {
  uint32_t struct_size;
  int32_t minutes; /* to the nearest open office; -1: unknown */
  vuoro_id office; /* that office; 0: none, or of a document that is not loaded */
  int64_t population;
  int32_t limit_min;
  uint32_t overridden; /* the limit is the area's own */
  uint32_t within;
  uint32_t reserved;
  const char* key;
  const char* office_key; /* or "" */
} vuoro_coverage_area;

typedef struct vuoro_coverage_office {
  uint32_t struct_size;
  uint32_t state; /* VUORO_OFFICE_* */
  vuoro_id office;
  int64_t nearest_to; /* people whose nearest office it is */
  int64_t beyond;     /* those of them beyond their limit */
  int64_t population; /* people within their limits of it; -1: unknown */
  int64_t min_population;
  int32_t farthest_min; /* -1: nobody's nearest */
  uint32_t overridden;  /* min_population is the office's own */
  uint32_t too_far;     /* fails: somebody is beyond */
  uint32_t too_few;     /* fails: population is below min_population */
  const char* key;
  const char* farthest_area; /* or "" */
} vuoro_coverage_office;

/* By areas, face to face unless it says any: at a booth or terminal too. */
typedef struct vuoro_coverage_service {
  uint32_t struct_size;
  int32_t offices;
  vuoro_id service;
  int64_t within, within_any; /* people */
  int64_t reached, person_min;
  int64_t person_wait_days; /* sum of the longest runs of weekdays without it at their nearest */
  int64_t office_min;       /* given in the week */
  int32_t offices_any;
  uint32_t reserved;
  const char* key;
  const char* reserved_text;
} vuoro_coverage_service;

/* The loaded network's. Errors: no_network. */
VUORO_API vuoro_status vuoro_coverage_measure(vuoro_session* session,
                                              const vuoro_coverage_request* request,
                                              vuoro_coverage** out);
/* A document's that nobody has loaded, without an engine; the request needs its ymd. Errors:
 * bad_document. */
VUORO_API vuoro_status vuoro_coverage_of_document(const char* json, size_t json_len,
                                                  const vuoro_coverage_request* request,
                                                  vuoro_coverage** out);
VUORO_API vuoro_status vuoro_coverage_sum(const vuoro_coverage* coverage,
                                          vuoro_coverage_totals* out);
/* All areas, offices and services in document order; services: none when they were spared. Copies
 * as vuoro_slots_copy. */
VUORO_API size_t vuoro_coverage_areas_count(const vuoro_coverage* coverage);
VUORO_API vuoro_status vuoro_coverage_areas_copy(const vuoro_coverage* coverage, size_t first,
                                                 size_t count, vuoro_coverage_area* out,
                                                 size_t stride);
VUORO_API size_t vuoro_coverage_offices_count(const vuoro_coverage* coverage);
VUORO_API vuoro_status vuoro_coverage_offices_copy(const vuoro_coverage* coverage, size_t first,
                                                   size_t count, vuoro_coverage_office* out,
                                                   size_t stride);
VUORO_API size_t vuoro_coverage_services_count(const vuoro_coverage* coverage);
VUORO_API vuoro_status vuoro_coverage_services_copy(const vuoro_coverage* coverage, size_t first,
                                                    size_t count, vuoro_coverage_service* out,
                                                    size_t stride);
VUORO_API void vuoro_coverage_free(vuoro_coverage* coverage);

typedef struct vuoro_coverage_difference {
  uint32_t struct_size;
  uint32_t reserved;
  int64_t gained, lost;    /* people within their limit after and not before; the other way round */
  int64_t nearer, farther; /* people with a shorter drive; with a longer one */
  int32_t opened, closed;  /* offices */
} vuoro_coverage_difference;

typedef struct vuoro_coverage_change {
  uint32_t struct_size;
  int32_t minutes_before, minutes_after; /* -1: unknown, or no such area */
  uint32_t within_before, within_after;
  uint32_t reserved;
  int64_t population;
  const char* key;
  const char* reserved_text;
} vuoro_coverage_change;

/* Two networks, or one on two days; areas are found by their keys. */
VUORO_API vuoro_status vuoro_coverage_compare(const vuoro_coverage* before,
                                              const vuoro_coverage* after,
                                              vuoro_coverage_changes** out);
VUORO_API vuoro_status vuoro_coverage_changes_sum(const vuoro_coverage_changes* changes,
                                                  vuoro_coverage_difference* out);
/* Every area: those of `after` in its order, then those that are gone. */
VUORO_API size_t vuoro_coverage_changes_count(const vuoro_coverage_changes* changes);
VUORO_API vuoro_status vuoro_coverage_changes_copy(const vuoro_coverage_changes* changes,
                                                   size_t first, size_t count,
                                                   vuoro_coverage_change* out, size_t stride);
VUORO_API void vuoro_coverage_changes_free(vuoro_coverage_changes* changes);

/* ---- Why a plan is as it is ------------------------------------------------------------------
 */

/* What an unmet half hour may lack; bits. docs/planning.md says exactly when. */
enum {
  VUORO_LACK_VIDEO = 1, /* face to face only */
  VUORO_LACK_OFFICIAL_HOURS = 2,
  VUORO_LACK_LANGUAGE = 4,
  VUORO_LACK_BOOTH = 8,
  VUORO_LACK_INTERPRETER = 16,
  VUORO_LACK_AGREEMENT = 32,
  VUORO_LACK_OPENING = 64,
  VUORO_LACK_DESK = 128,
  VUORO_LACK_ROOM = 256,
  VUORO_LACK_VISIT_LENGTH = 512,
  VUORO_LACK_DECISION = 1024 /* a person forbade it, or pinned the visit exactly as it is */
};

/* One change to the document that a plan may profit from. */
enum {
  VUORO_REMEDY_VIDEO = 0, /* the demand may be served by video */
  VUORO_REMEDY_FIELD_DAY = 1,
  VUORO_REMEDY_FIELD_WEEKDAY = 2,
  VUORO_REMEDY_DAY_HOURS = 3,  /* an hour more away, a day and a week */
  VUORO_REMEDY_WEEK_HOURS = 4, /* two hours more away a week */
  VUORO_REMEDY_MAY_VISIT = 5,
  VUORO_REMEDY_REMOTE_EARLIER = 6, /* an hour */
  VUORO_REMEDY_REMOTE_LATER = 7,
  VUORO_REMEDY_REMOTE_DAY = 8,
  VUORO_REMEDY_LANGUAGE = 9,
  VUORO_REMEDY_BOOTH = 10,
  VUORO_REMEDY_INTERPRETER = 11, /* for an hour */
  VUORO_REMEDY_AGREEMENT = 12,   /* for one visit a week */
  VUORO_REMEDY_AGREEMENT_WEEKDAY = 13,
  VUORO_REMEDY_AGREEMENT_VISIT = 14,
  VUORO_REMEDY_OPEN_EARLIER = 15, /* an hour */
  VUORO_REMEDY_OPEN_LATER = 16,
  VUORO_REMEDY_OPEN_DAY = 17,
  VUORO_REMEDY_DESK = 18,
  VUORO_REMEDY_ROOM = 19,
  VUORO_REMEDY_VISIT_LENGTH = 20, /* visits may be an hour longer */
  VUORO_REMEDY_FORBID = 21        /* what a decision forbids is allowed */
};

/* A rule that can be in conflict with others. */
enum {
  VUORO_RULE_LEAST_VISITS = 0,
  VUORO_RULE_MOST_VISITS = 1,
  VUORO_RULE_WEEKDAYS = 2,
  VUORO_RULE_OPENING = 3,
  VUORO_RULE_DESKS = 4,
  VUORO_RULE_ROOM = 5,
  VUORO_RULE_FIELD_DAYS = 6,
  VUORO_RULE_HOURS = 7,
  VUORO_RULE_OFFICES = 8,
  VUORO_RULE_PIN = 9, /* people's decisions */
  VUORO_RULE_FORBID = 10
};

typedef struct vuoro_explanation vuoro_explanation;

typedef struct vuoro_explain_request {
  uint32_t struct_size;
  uint32_t remedies; /* how many to solve with; 0: 8; at most 1000 */
  int64_t steps;     /* work for each; 0: 4096 */
  uint64_t seed;
} vuoro_explain_request;

/* One way out for a line of demand: these lacks together; a line has one row for each. */
typedef struct vuoro_unmet {
  uint32_t struct_size;
  uint32_t lacks; /* VUORO_LACK_* bits; 0: nothing, see saving */
  vuoro_id agency, office;
  int32_t line;          /* position in the document's demand */
  int32_t wanted, unmet; /* half hours of the line */
  int32_t reserved;
  int64_t ways;   /* moves that lack exactly this */
  int64_t saving; /* with lacks 0: what the best such move takes off the cost; may be negative */
  char language[16];
} vuoro_unmet;

typedef struct vuoro_remedy {
  uint32_t struct_size;
  uint32_t kind;                   /* VUORO_REMEDY_* */
  vuoro_id agency, office, person; /* 0: not about one */
  int32_t weekday;                 /* 0 Monday; -1: not about one */
  int32_t from_min, to_min;        /* hours as they become; both 0: not about hours */
  int32_t reserved;
  int64_t gain;    /* a plan with the change costs so much less */
  int64_t certain; /* what no plan at all saves without it, as far as proven */
  char language[16];
  char path[64]; /* place in the document; of a person, the member of his entry */
} vuoro_remedy;

typedef struct vuoro_conflict {
  uint32_t struct_size;
  uint32_t kind; /* VUORO_RULE_* */
  vuoro_id agency, office, person;
  int32_t limit;    /* visits, desks or field days; -1: none */
  uint32_t minimal; /* 1: without any one of the rules there is a plan; 0: not proven */
  char path[64];    /* the first place in the document; see vuoro_explanation_json for all */
} vuoro_conflict;

/* What is unmet and what would help, of a finished job; or which rules no plan can keep together,
 * if the job ended with infeasible. Searches on the calling thread, the same on every machine.
 * `request` may be NULL. Errors: job_running, bad_argument, and the job's own. */
VUORO_API vuoro_status vuoro_plan_explain(vuoro_plan_job* job, const vuoro_explain_request* request,
                                          vuoro_explanation** out);
/* The same of a plan that was read, whoever made it, for the loaded network and the week of its
 * from_ymd. A plan does not say whom its hours serve: demand is dealt out to them anew, as much as
 * they can meet. Errors: no_network, bad_plan, bad_argument. */
VUORO_API vuoro_status vuoro_plan_explain_read(vuoro_session* session, const vuoro_plan* plan,
                                               const vuoro_explain_request* request,
                                               vuoro_explanation** out);
/* Rows as vuoro_slots_copy: by line and then the smallest set of lacks; the change that saves most
 * first; rules by kind. A plan has no conflict, an infeasible week nothing else. */
VUORO_API size_t vuoro_explanation_unmet_count(const vuoro_explanation* explanation);
VUORO_API vuoro_status vuoro_explanation_unmet_copy(const vuoro_explanation* explanation,
                                                    size_t first, size_t count, vuoro_unmet* out,
                                                    size_t stride);
VUORO_API size_t vuoro_explanation_remedies_count(const vuoro_explanation* explanation);
VUORO_API vuoro_status vuoro_explanation_remedies_copy(const vuoro_explanation* explanation,
                                                       size_t first, size_t count,
                                                       vuoro_remedy* out, size_t stride);
VUORO_API size_t vuoro_explanation_conflict_count(const vuoro_explanation* explanation);
VUORO_API vuoro_status vuoro_explanation_conflict_copy(const vuoro_explanation* explanation,
                                                       size_t first, size_t count,
                                                       vuoro_conflict* out, size_t stride);
/* All of it as a document (docs/planning.md); lives as long as the explanation. */
VUORO_API vuoro_status vuoro_explanation_json(const vuoro_explanation* explanation,
                                              const char** json, size_t* json_len);
VUORO_API void vuoro_explanation_free(vuoro_explanation* explanation);

/* ---- Events -----------------------------------------------------------------------------------
 */

typedef struct vuoro_events vuoro_events;

typedef struct vuoro_event {
  uint32_t struct_size;
  int32_t version; /* of the type's payload */
  int64_t seq, at_us;
  const char* type; /* "ticket.called" */
  const char* json; /* payload; docs/events.md */
  size_t json_len;
  const char* actor;
} vuoro_event;

/* A cursor behind event `after_seq`. A display gets calls only. */
VUORO_API vuoro_status vuoro_events_open(vuoro_session* session, int64_t after_seq,
                                         vuoro_events** out);
/* The next event; VUORO_OUT_OF_RANGE (end_of_events) at the end. */
VUORO_API vuoro_status vuoro_events_next(vuoro_events* events, vuoro_event* out);
/* Waits for something to read, from this or another process. Errors: deadline_exceeded. */
VUORO_API vuoro_status vuoro_events_wait(vuoro_events* events, uint32_t timeout_ms);
/* Readable while there is something to read: for poll(2). Belongs to the cursor; -1 on a bad
 * handle. */
VUORO_API int vuoro_events_descriptor(const vuoro_events* events);
VUORO_API void vuoro_events_free(vuoro_events* events);

#ifdef __cplusplus
}
#endif

#endif /* VUORO_VUORO_H_ */
