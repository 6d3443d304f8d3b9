/* A ticket machine: lists an office's services, gives out a number, prints it as text and as the
 * bytes of an ESC/POS printer. The screen, the paper sensor and the network document are the
 * host's.
 *
 *   ticket_machine STORE OFFICE                     the services to choose from
 *   ticket_machine STORE OFFICE SERVICE [PRINTER]   a ticket; PRINTER is a file or a device
 *   ticket_machine --now MICROSECONDS ...           at another time than now, to try it out
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vuoro/vuoro.h>

enum { kLineBytes = 256 };
static const char kLanguage[] = "fi";

static int64_t fixed_now_us;
static int64_t fixed_now(void* user) {
  (void)user;
  return fixed_now_us;
}

static int fail(const char* doing) {
  vuoro_error why = VUORO_INIT(vuoro_error);
  vuoro_last_error(&why);
  fprintf(stderr, "ticket_machine: %s: %s (%s)\n%s\n", doing, why.message, why.reason, why.advice);
  return 1;
}

/* ---- The receipt ------------------------------------------------------------------------------
 */

typedef struct receipt {
  char office[kLineBytes];
  char service[kLineBytes]; /* empty when the service is private: paper is left lying about */
  char label[16];
  char when[40];
  int64_t ahead; /* how many wait before; negative: not said */
} receipt;

static void print_text(const receipt* paper) {
  printf("%s\n\n  %s\n\n", paper->office, paper->label);
  if (paper->service[0] != '\0') printf("%s\n", paper->service);
  printf("%s\n", paper->when);
  if (paper->ahead >= 0) printf("Edellä jonossa: %" PRId64 "\n", paper->ahead);
}

/* One character of UTF-8 text, which moves on; 0 at the end. The library gives only well-formed
 * text. */
static uint32_t next_character(const char** text) {
  const unsigned char* at = (const unsigned char*)*text;
  const int more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : at[0] >= 0xC0 ? 1 : 0;
  uint32_t character = more == 0 ? at[0] : at[0] & (0x3Fu >> more);
  if (at[0] == 0) return 0;
  for (int i = 1; i <= more; ++i) character = character << 6 | (at[i] & 0x3Fu);
  *text += more + 1;
  return character;
}

/* Windows-1252: U+00A0 to U+00FF stand where they stand in Unicode, so does ASCII; of the rest
 * Finnish and Swedish need these. */
static int windows_1252(uint32_t character) {
  static const struct {
    uint32_t character;
    int byte;
  } kOthers[] = {{0x20AC, 0x80}, {0x0160, 0x8A}, {0x017D, 0x8E}, {0x2019, 0x92}, {0x201D, 0x94},
                 {0x2013, 0x96}, {0x2014, 0x97}, {0x0161, 0x9A}, {0x017E, 0x9E}};
  if (character < 0x80 || (character >= 0xA0 && character <= 0xFF)) return (int)character;
  for (size_t i = 0; i < sizeof kOthers / sizeof kOthers[0]; ++i) {
    if (kOthers[i].character == character) return kOthers[i].byte;
  }
  return '?';
}

static void put_line(FILE* printer, const char* text) {
  for (uint32_t character; (character = next_character(&text)) != 0;) {
    fputc(windows_1252(character), printer);
  }
  fputc('\n', printer);
}

static void put_bytes(FILE* printer, const char* bytes, size_t count) {
  fwrite(bytes, 1, count, printer);
}

/* ESC @ starts anew, ESC t 16 selects Windows-1252, ESC a 1 centres, GS ! makes it large, GS V B
 * feeds to the knife and cuts. */
static int print_escpos(const receipt* paper, const char* path) {
  FILE* printer = fopen(path, "wb");
  char ahead[kLineBytes];
  if (printer == NULL) return perror(path), 1;
  put_bytes(printer, "\x1b@", 2);
  put_bytes(printer, "\x1bt\x10", 3);
  put_bytes(printer,
            "\x1b"
            "a\x01",
            3);
  put_line(printer, paper->office);
  put_bytes(printer, "\x1d!\x33", 3);
  put_line(printer, paper->label);
  put_bytes(printer, "\x1d!\x00", 3);
  if (paper->service[0] != '\0') put_line(printer, paper->service);
  put_line(printer, paper->when);
  if (paper->ahead >= 0) {
    snprintf(ahead, sizeof ahead, "Edellä jonossa: %" PRId64, paper->ahead);
    put_line(printer, ahead);
  }
  put_bytes(printer, "\x1dVB\x00", 4);
  return fclose(printer) == 0 ? 0 : (perror(path), 1);
}

/* ---- The machine ------------------------------------------------------------------------------
 */

/* Calls visit for each thing of a kind until it gives non-zero, which is returned; 0 if none does,
 * -1 on a failure. */
static int for_each(vuoro_session* session, uint32_t kind, vuoro_id office,
                    int (*visit)(const vuoro_entity* entity, void* user), void* user) {
  vuoro_entities* things = NULL;
  int answer = 0;
  if (vuoro_entities_list(session, kind, office, kLanguage, &things) != VUORO_OK) return -1;
  for (size_t i = 0; i < vuoro_entities_count(things) && answer == 0; ++i) {
    vuoro_entity entity = VUORO_INIT(vuoro_entity);
    answer = vuoro_entities_at(things, i, &entity) == VUORO_OK ? visit(&entity, user) : -1;
  }
  vuoro_entities_free(things);
  return answer;
}

static int show_service(const vuoro_entity* service, void* user) {
  (void)user;
  printf("%-16s %s\n", service->key, service->name);
  return 0;
}

typedef struct name_wanted {
  vuoro_id id;
  char* name; /* kLineBytes */
} name_wanted;

static int take_name(const vuoro_entity* entity, void* user) {
  const name_wanted* wanted = user;
  if (entity->id != wanted->id) return 0;
  snprintf(wanted->name, kLineBytes, "%s", entity->name);
  return 1;
}

static int name_of(vuoro_session* session, uint32_t kind, vuoro_id id, char* name) {
  name_wanted wanted = {id, name};
  return for_each(session, kind, 0, take_name, &wanted) == 1 ? 0 : 1;
}

/* By which means the service is given here to who stands at the machine. */
static int take_mode(const vuoro_entity* offer, void* user) {
  vuoro_issue* issue = user;
  if (offer->service != issue->service || offer->mode == VUORO_MODE_VIDEO_HOME ||
      offer->mode == VUORO_MODE_PHONE) {
    return 0;
  }
  issue->mode = offer->mode;
  return 1;
}

static int write_receipt(vuoro_session* session, const vuoro_ticket* ticket, receipt* paper) {
  vuoro_local_time local = VUORO_INIT(vuoro_local_time);
  memset(paper, 0, sizeof *paper);
  memcpy(paper->label, ticket->label, sizeof paper->label);
  paper->ahead = -1;
  if (name_of(session, VUORO_KIND_OFFICE, ticket->office, paper->office) != 0) return 1;
  if (vuoro_local_time_at(session, ticket->office, ticket->issued_us, &local) != VUORO_OK) return 1;
  snprintf(paper->when, sizeof paper->when, "%d.%d.%d klo %d.%02d", local.ymd % 100,
           local.ymd / 100 % 100, local.ymd / 10000, local.minute / 60, local.minute % 60);
  if (ticket->private_ticket) return 0;
  if (vuoro_queue_waiting(session, ticket->queue, &paper->ahead) != VUORO_OK) return 1;
  paper->ahead -= 1; /* itself */
  return name_of(session, VUORO_KIND_SERVICE, ticket->service, paper->service);
}

static int give_ticket(vuoro_session* session, vuoro_id office, const char* service,
                       const char* printer) {
  vuoro_issue issue = VUORO_INIT(vuoro_issue);
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  receipt paper;
  issue.channel = VUORO_CHANNEL_KIOSK;
  issue.office = office;
  if (vuoro_find_id(session, VUORO_KIND_SERVICE, service, &issue.service) != VUORO_OK) {
    return fail(service);
  }
  if (for_each(session, VUORO_KIND_OFFER, office, take_mode, &issue) < 0) return fail("no offers");
  if (vuoro_ticket_issue(session, NULL, &issue, &ticket) != VUORO_OK) return fail("no ticket");
  if (write_receipt(session, &ticket, &paper) != 0) return fail("no receipt");
  print_text(&paper);
  return printer == NULL ? 0 : print_escpos(&paper, printer);
}

static int serve(vuoro_session* session, int count, char** words) {
  vuoro_id office;
  if (vuoro_find_id(session, VUORO_KIND_OFFICE, words[1], &office) != VUORO_OK) {
    return fail(words[1]);
  }
  if (count == 2) {
    return for_each(session, VUORO_KIND_SERVICE, office, show_service, NULL) == 0
               ? 0
               : fail("no list of services");
  }
  return give_ticket(session, office, words[2], count > 3 ? words[3] : NULL);
}

static int run(int count, char** words) {
  vuoro_engine_options where = VUORO_INIT(vuoro_engine_options);
  vuoro_session_options who = VUORO_INIT(vuoro_session_options);
  vuoro_engine* engine = NULL;
  vuoro_session* session = NULL;
  int answer;
  where.must_exist = 1;
  where.store_uri = words[0];
  where.now_us = fixed_now_us != 0 ? fixed_now : NULL;
  who.role = VUORO_ROLE_KIOSK;
  who.actor = "ticket machine";
  if (vuoro_engine_open(&where, &engine) != VUORO_OK) return fail(words[0]);
  answer = vuoro_session_open(engine, &who, &session) == VUORO_OK ? serve(session, count, words)
                                                                  : fail("no session");
  vuoro_session_close(session);
  vuoro_engine_close(engine);
  return answer;
}

int main(int argc, char** argv) {
  int first = 1;
  if (argc > 2 && strcmp(argv[1], "--now") == 0) {
    fixed_now_us = strtoll(argv[2], NULL, 10);
    first = 3;
  }
  if (argc - first < 2 || argc - first > 4) {
    fprintf(stderr,
            "usage: ticket_machine [--now MICROSECONDS] STORE OFFICE [SERVICE [PRINTER]]\n");
    return 2;
  }
  return run(argc - first, argv + first);
}
