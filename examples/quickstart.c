/* Books an appointment, then issues and calls a ticket: quickstart < networks/minimal.json */
#include <stdio.h>
#include <vuoro/vuoro.h>
#define DO(call) \
  if (call) return vuoro_last_error(&why), fprintf(stderr, "%s: %s\n", why.reason, why.message), 1

static int64_t now(void* user) { return (void)user, 1772442000000000; } /* Monday 2 March 2026 */
int main(void) {
  char json[4096];
  vuoro_error why = VUORO_INIT(vuoro_error);
  vuoro_engine_options at = {.struct_size = sizeof at, .store_uri = "memory:", .now_us = now};
  vuoro_session_options as = {.struct_size = sizeof as, .actor = "quickstart"};
  vuoro_engine* engine;
  vuoro_session* me;
  DO(vuoro_engine_open(&at, &engine) || vuoro_session_open(engine, &as, &me));
  DO(vuoro_network_load(me, NULL, json, fread(json, 1, sizeof json, stdin), NULL));
  vuoro_id hall, advice, desk;
  DO(vuoro_find_id(me, VUORO_KIND_OFFICE, "hall", &hall));
  DO(vuoro_find_id(me, VUORO_KIND_SERVICE, "advice", &advice));
  DO(vuoro_find_id(me, VUORO_KIND_RESOURCE, "hall.counter-1", &desk));
  vuoro_search ask = {.struct_size = sizeof ask, .office = hall, .service = advice, .limit = 1};
  ask.until_us = now(NULL) + 86400000000; /* the first start within a day */
  vuoro_slots* slots;
  vuoro_slot slot = VUORO_INIT(vuoro_slot);
  DO(vuoro_slots_search(me, &ask, &slots) || vuoro_slots_copy(slots, 0, 1, &slot, sizeof slot));
  vuoro_hold hold = {.struct_size = sizeof hold, .office = hall, .service = advice};
  hold.start_us = slot.start_us;
  vuoro_appointment visit = VUORO_INIT(vuoro_appointment);
  DO(vuoro_appointment_hold(me, NULL, &hold, &visit));
  vuoro_step step = {.struct_size = sizeof step, .appointment = visit.id};
  DO(vuoro_appointment_confirm(me, NULL, &step, &visit));
  vuoro_issue issue = {.struct_size = sizeof issue, .office = hall, .service = advice};
  vuoro_counter_open open = {.struct_size = sizeof open, .counter = desk, .staff_ref = "s17"};
  vuoro_counter_session clerk = VUORO_INIT(vuoro_counter_session);
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  DO(vuoro_ticket_issue(me, NULL, &issue, &ticket));
  DO(vuoro_counter_session_open(me, NULL, &open, &clerk));
  DO(vuoro_ticket_call_next(me, NULL, clerk.id, &ticket));
  return printf("%d:%02d %s\n", visit.local_min / 60, visit.local_min % 60, ticket.label) < 0;
}
