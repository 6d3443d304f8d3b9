/* A day in one office that uses every function of vuoro.h: flow DOCUMENT, which has an office with
 * a counter, an official who is sent there and a demand to plan. */
#include <poll.h>
#include <string.h>

#include "support.h"

enum { kGridUs = 900000000 };

static int64_t clock_us = TEST_NOW_US;
static int log_lines;

static void count_line(void* user, int32_t level, const char* line) {
  (void)user;
  log_lines += level >= VUORO_LOG_INFO && line != NULL;
}

static vuoro_session* admin;
static vuoro_id hall, advice, forms, desk;

static void check_document(const char* json, size_t size) {
  vuoro_faults* faults = NULL;
  vuoro_fault fault = VUORO_INIT(vuoro_fault);
  OK(vuoro_network_check("{\"vuoro\": 1, \"nam\": \"x\"}", 24, &faults));
  CHECK(vuoro_faults_count(faults) >= 2);
  OK(vuoro_faults_at(faults, 0, &fault));
  CHECK(fault.severity == VUORO_SEVERITY_ERROR && fault.line == 1 && fault.message[0] != '\0');
  vuoro_faults_free(faults);
  OK(vuoro_network_check(json, size, &faults));
  for (size_t i = 0; i < vuoro_faults_count(faults); ++i) {
    OK(vuoro_faults_at(faults, i, &fault));
    CHECK(fault.severity == VUORO_SEVERITY_WARNING);
  }
  vuoro_faults_free(faults);
}

/* The same town with another demand, from a table; and a table with a fault. */
static void import_demand(const char* json, size_t size) {
  static const char kGood[] = "agency;office;half_hours\ntown;hall;6\n";
  static const char kBad[] = "agency;office;half_hours\ntown;hell;6\n";
  vuoro_import* imported = NULL;
  vuoro_faults* faults = NULL;
  vuoro_fault fault = VUORO_INIT(vuoro_fault);
  const char* made = NULL;
  size_t made_size = 0;
  OK(vuoro_import_csv(json, size, VUORO_TABLE_DEMAND, kGood, sizeof kGood - 1, &imported));
  OK(vuoro_import_json(imported, &made, &made_size));
  CHECK(made_size == strlen(made) && strstr(made, "\"half_hours\": 6") != NULL);
  check_document(made, made_size);
  vuoro_import_free(imported);
  OK(vuoro_import_csv(json, size, VUORO_TABLE_DEMAND, kBad, sizeof kBad - 1, &imported));
  CHECK(vuoro_import_json(imported, &made, &made_size) == VUORO_INVALID_ARGUMENT);
  OK(vuoro_import_faults(imported, &faults));
  vuoro_import_free(imported);
  OK(vuoro_faults_at(faults, 0, &fault));
  CHECK(fault.line == 2 && fault.column == 6 && strcmp(fault.rule, "unknown_reference") == 0);
  vuoro_faults_free(faults);
}

static void load(const char* path) {
  size_t size;
  char* json = read_file(path, &size);
  vuoro_network_summary loaded = VUORO_INIT(vuoro_network_summary);
  vuoro_network_summary read = VUORO_INIT(vuoro_network_summary);
  check_document(json, size);
  import_demand(json, size);
  OK(vuoro_network_load(admin, NULL, json, size, &loaded));
  OK(vuoro_network_read(admin, &read));
  CHECK(memcmp(&loaded, &read, sizeof read) == 0 && strlen(read.document) == 64);
  CHECK(read.offices == 2 && read.services == 3);
  free(json);
}

static void look_around(void) {
  vuoro_entities* services = NULL;
  vuoro_entity entity = VUORO_INIT(vuoro_entity);
  vuoro_local_time local = VUORO_INIT(vuoro_local_time);
  int64_t back = 0;
  hall = id_of(admin, VUORO_KIND_OFFICE, "hall");
  advice = id_of(admin, VUORO_KIND_SERVICE, "advice");
  forms = id_of(admin, VUORO_KIND_SERVICE, "forms");
  desk = id_of(admin, VUORO_KIND_RESOURCE, "hall.counter-1");
  OK(vuoro_entities_list(admin, VUORO_KIND_SERVICE, hall, "fi", &services));
  CHECK(vuoro_entities_count(services) == 3);
  OK(vuoro_entities_at(services, 0, &entity));
  CHECK(entity.id == advice && strcmp(entity.key, "advice") == 0);
  CHECK(strcmp(entity.name, "Neuvonta") == 0);
  vuoro_entities_free(services);
  OK(vuoro_local_time_at(admin, hall, TEST_NOW_US, &local));
  CHECK(strcmp(local.text, "2026-03-02T11:00:00+02:00") == 0);
  CHECK(local.ymd == 20260302 && local.minute == 660 && local.weekday == 0);
  OK(vuoro_instant_at(admin, hall, 20260302, 660, &back));
  CHECK(back == TEST_NOW_US);
}

static vuoro_slot slot_number(size_t number) {
  vuoro_search search = VUORO_INIT(vuoro_search);
  vuoro_slots* slots = NULL;
  vuoro_slot slot = VUORO_INIT(vuoro_slot);
  search.office = hall;
  search.service = advice;
  search.mode = VUORO_MODE_ANY;
  search.from_us = clock_us;
  search.until_us = clock_us + 28 * TEST_DAY_US;
  OK(vuoro_slots_search(admin, &search, &slots));
  CHECK(vuoro_slots_count(slots) == 64);
  OK(vuoro_slots_copy(slots, number, 1, &slot, sizeof slot));
  vuoro_slots_free(slots);
  return slot;
}

static vuoro_appointment book(size_t number) {
  const vuoro_slot slot = slot_number(number);
  vuoro_hold hold = VUORO_INIT(vuoro_hold);
  vuoro_step step = VUORO_INIT(vuoro_step);
  vuoro_appointment visit = VUORO_INIT(vuoro_appointment);
  hold.office = hall;
  hold.service = advice;
  hold.mode = slot.mode;
  hold.start_us = slot.start_us;
  hold.customer = "c-1";
  OK(vuoro_appointment_hold(admin, NULL, &hold, &visit));
  CHECK(visit.state == VUORO_APPOINTMENT_HELD && visit.resources[0] != 0);
  step.appointment = visit.id;
  step.revision = visit.revision;
  OK(vuoro_appointment_confirm(admin, NULL, &step, &visit));
  CHECK(visit.state == VUORO_APPOINTMENT_BOOKED && visit.start_us == slot.start_us);
  return visit;
}

static void appointments(void) {
  vuoro_appointment visit = book(3);
  vuoro_appointment read = VUORO_INIT(vuoro_appointment);
  vuoro_reschedule move = VUORO_INIT(vuoro_reschedule);
  vuoro_step step = VUORO_INIT(vuoro_step);
  step.appointment = move.appointment = visit.id;
  move.mode = visit.mode;
  move.start_us = slot_number(9).start_us;
  OK(vuoro_appointment_reschedule(admin, NULL, &move, &visit));
  CHECK(visit.start_us == move.start_us);
  OK(vuoro_appointment_cancel(admin, NULL, &step, &visit));
  OK(vuoro_appointment_read(admin, visit.id, &read));
  CHECK(read.state == VUORO_APPOINTMENT_CANCELLED && read.revision == visit.revision);
}

/* Steps of an appointment whose citizen stands in no line: the counter serves it by hand. */
static void serve_without_line(void) {
  vuoro_hold hold = VUORO_INIT(vuoro_hold);
  vuoro_step step = VUORO_INIT(vuoro_step);
  vuoro_appointment visit = VUORO_INIT(vuoro_appointment);
  hold.office = hall;
  hold.service = advice;
  hold.mode = VUORO_MODE_PHONE;
  hold.start_us = (clock_us / kGridUs + 4) * kGridUs;
  for (int no_show = 0; no_show < 2; ++no_show) {
    OK(vuoro_appointment_hold(admin, NULL, &hold, &visit));
    step.appointment = visit.id;
    OK(vuoro_appointment_confirm(admin, NULL, &step, &visit));
    clock_us = visit.start_us + 1000000;
    if (no_show) {
      OK(vuoro_appointment_no_show(admin, NULL, &step, &visit));
      CHECK(visit.state == VUORO_APPOINTMENT_NO_SHOW);
    } else {
      OK(vuoro_appointment_start(admin, NULL, &step, &visit));
      CHECK(visit.state == VUORO_APPOINTMENT_IN_SERVICE);
      OK(vuoro_appointment_finish(admin, NULL, &step, &visit));
      CHECK(visit.state == VUORO_APPOINTMENT_FULFILLED);
    }
    hold.start_us += kGridUs;
  }
}

static vuoro_ticket walk_in(void) {
  vuoro_issue issue = VUORO_INIT(vuoro_issue);
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  issue.office = hall;
  issue.service = advice;
  issue.channel = VUORO_CHANNEL_KIOSK;
  OK(vuoro_ticket_issue(admin, NULL, &issue, &ticket));
  CHECK(ticket.state == VUORO_TICKET_WAITING && ticket.label[0] != '\0');
  return ticket;
}

static void check_display(const vuoro_ticket* called) {
  vuoro_calls* calls = NULL;
  vuoro_call call = VUORO_INIT(vuoro_call);
  OK(vuoro_calls_list(admin, hall, &calls));
  CHECK(vuoro_calls_count(calls) == 1);
  OK(vuoro_calls_copy(calls, 0, 1, &call, sizeof call));
  CHECK(strcmp(call.label, called->label) == 0 && call.counter == desk);
  vuoro_calls_free(calls);
}

static vuoro_id open_counter(void) {
  vuoro_profile_queue profile = {0, 10};
  vuoro_counter_open open = VUORO_INIT(vuoro_counter_open);
  vuoro_counter_session clerk = VUORO_INIT(vuoro_counter_session);
  profile.queue = walk_in().queue;
  open.office = hall;
  open.counter = desk;
  open.staff_ref = "s17";
  open.profile = &profile;
  open.profile_count = 1;
  OK(vuoro_counter_session_open(admin, NULL, &open, &clerk));
  OK(vuoro_counter_session_pause(admin, NULL, clerk.id, &clerk));
  CHECK(clerk.state == VUORO_COUNTER_PAUSED);
  OK(vuoro_counter_session_resume(admin, NULL, clerk.id, &clerk));
  OK(vuoro_counter_session_read(admin, clerk.id, &clerk));
  CHECK(clerk.state == VUORO_COUNTER_OPEN && clerk.counter == desk && clerk.ticket == 0);
  return clerk.id;
}

static void finish(vuoro_id id) {
  vuoro_finish finish = VUORO_INIT(vuoro_finish);
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  finish.ticket = id;
  finish.outcome = VUORO_OUTCOME_SERVED;
  finish.task = 5;
  OK(vuoro_ticket_finish(admin, NULL, &finish, &ticket));
  CHECK(ticket.state == VUORO_TICKET_FINISHED && ticket.ended_us != 0);
}

/* One ticket through every state that a ticket can be in. */
static void wander(vuoro_id clerk, vuoro_ticket ticket) {
  OK(vuoro_ticket_call(admin, NULL, clerk, ticket.id, &ticket));
  check_display(&ticket);
  OK(vuoro_ticket_recall(admin, NULL, ticket.id, &ticket));
  CHECK(ticket.calls == 2);
  OK(vuoro_ticket_no_show(admin, NULL, ticket.id, &ticket));
  OK(vuoro_ticket_put_back(admin, NULL, ticket.id, &ticket));
  OK(vuoro_ticket_park(admin, NULL, ticket.id, &ticket));
  CHECK(ticket.state == VUORO_TICKET_PARKED);
  OK(vuoro_ticket_unpark(admin, NULL, ticket.id, &ticket));
  OK(vuoro_ticket_transfer(admin, NULL, ticket.id, forms, 0, &ticket));
  CHECK(ticket.service == forms);
  OK(vuoro_ticket_leave(admin, NULL, ticket.id, &ticket));
  OK(vuoro_ticket_read(admin, ticket.id, &ticket));
  CHECK(ticket.state == VUORO_TICKET_LEFT);
}

static void at_the_counter(void) {
  const vuoro_id clerk = open_counter();
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  vuoro_counter_session closed = VUORO_INIT(vuoro_counter_session);
  vuoro_appointment visit = book(0);
  vuoro_step step = VUORO_INIT(vuoro_step);
  char spoken[64];
  size_t needed = 0;
  wander(clerk, walk_in());
  step.appointment = visit.id;
  clock_us = visit.start_us - INT64_C(300000000);
  OK(vuoro_appointment_check_in(admin, NULL, &step, VUORO_CHANNEL_KIOSK, &visit, &ticket));
  CHECK(visit.ticket == ticket.id && ticket.appointment == visit.id);
  OK(vuoro_ticket_call_next(admin, NULL, clerk, &ticket));
  OK(vuoro_label_spoken(ticket.label, "en", spoken, sizeof spoken, &needed));
  CHECK(strlen(spoken) + 1 == needed);
  OK(vuoro_ticket_serve(admin, NULL, ticket.id, &ticket));
  finish(ticket.id);
  OK(vuoro_counter_session_close(admin, NULL, clerk, &closed));
  CHECK(closed.state == VUORO_COUNTER_CLOSED && closed.closed_us != 0);
}

static void end_of_day(void) {
  const vuoro_id line = walk_in().queue;
  int64_t waiting = -1, dismissed = -1;
  OK(vuoro_queue_stop(admin, NULL, line));
  OK(vuoro_queue_resume(admin, NULL, line));
  OK(vuoro_queue_waiting(admin, line, &waiting));
  CHECK(waiting > 0);
  clock_us = TEST_NOW_US + INT64_C(12) * 3600 * 1000000;
  OK(vuoro_queue_close_day(admin, NULL, hall, line, &dismissed));
  CHECK(dismissed == waiting);
}

/* A plan against the same one with its first visit on another day. */
static void compare_plans(const vuoro_plan* plan, const char* json, size_t size) {
  vuoro_plan* later = NULL;
  vuoro_plan_changes* changes = NULL;
  vuoro_plan_difference difference = VUORO_INIT(vuoro_plan_difference);
  vuoro_duty_change change = VUORO_INIT(vuoro_duty_change);
  vuoro_duty duty = VUORO_INIT(vuoro_duty);
  char* text = (char*)malloc(size + 1);
  char* weekday;
  CHECK(text != NULL);
  memcpy(text, json, size);
  text[size] = '\0';
  weekday = strstr(text, "\"weekday\":");
  CHECK(weekday != NULL);
  weekday += strlen("\"weekday\":");
  *weekday = *weekday == '4' ? '3' : '4';
  OK(vuoro_plan_parse(admin, text, size, &later));
  OK(vuoro_plan_compare(plan, later, &changes));
  vuoro_plan_free(later); /* the comparison keeps it */
  OK(vuoro_plan_changes_sum(changes, &difference));
  CHECK(difference.cents == 0); /* what a plan costs stands in its document */
  CHECK(difference.cost == 0 && difference.visits_moved == 1 && difference.visits_added == 0);
  CHECK((size_t)(difference.visits_kept + difference.video_kept) + 1 == vuoro_plan_count(plan));
  CHECK(vuoro_plan_changes_count(changes) == 1);
  OK(vuoro_plan_changes_copy(changes, 0, 1, &change, sizeof change));
  OK(vuoro_plan_copy(plan, 0, 1, &duty, sizeof duty));
  CHECK(change.kind == VUORO_CHANGE_MOVED && change.person == duty.person && !change.video);
  CHECK(change.weekday_before == duty.weekday && change.weekday_after == *weekday - '0');
  CHECK(change.from_min_before == change.from_min_after && change.office == hall);
  CHECK(change.week_before == 0 && change.week_after == 0);
  vuoro_plan_changes_free(changes);
  free(text);
}

/* A plan of two weeks knows them, beside one of a week that is repeated for it. */
static void compare_cycles(void) {
  static const char cycle[] =
      "{\"from_ymd\":20260309,\"to_ymd\":0,\"cost\":0,\"bound\":0,\"cycle_weeks\":2,\"field\":["
      "{\"person\":\"olga\",\"office\":\"hall\",\"weekday\":1,\"from_min\":600,\"to_min\":720},"
      "{\"person\":\"olga\",\"office\":\"hall\",\"weekday\":3,\"from_min\":600,\"to_min\":720,"
      "\"week\":1}],\"video\":[]}";
  static const char weekly[] =
      "{\"from_ymd\":20260309,\"to_ymd\":0,\"cost\":0,\"bound\":0,\"field\":["
      "{\"person\":\"olga\",\"office\":\"hall\",\"weekday\":1,\"from_min\":600,\"to_min\":720}],"
      "\"video\":[]}";
  vuoro_plan* before = NULL;
  vuoro_plan* after = NULL;
  vuoro_plan_changes* changes = NULL;
  vuoro_duty_change change = VUORO_INIT(vuoro_duty_change);
  vuoro_duty duty = VUORO_INIT(vuoro_duty);
  OK(vuoro_plan_parse(admin, weekly, sizeof weekly - 1, &before));
  OK(vuoro_plan_parse(admin, cycle, sizeof cycle - 1, &after));
  OK(vuoro_plan_copy(before, 0, 1, &duty, sizeof duty));
  CHECK(duty.week == 0 && duty.cycle_weeks == 1);
  OK(vuoro_plan_copy(after, 1, 1, &duty, sizeof duty));
  CHECK(duty.week == 1 && duty.cycle_weeks == 2 && duty.weekday == 3);
  OK(vuoro_plan_compare(before, after, &changes));
  CHECK(vuoro_plan_changes_count(changes) == 1); /* the second week's Tuesday became a Thursday */
  OK(vuoro_plan_changes_copy(changes, 0, 1, &change, sizeof change));
  CHECK(change.kind == VUORO_CHANGE_MOVED && change.week_before == 0 && change.week_after == 1);
  vuoro_plan_changes_free(changes);
  vuoro_plan_free(before);
  vuoro_plan_free(after);
}

/* The plan keeps its agreement: one or two visits of the town to its hall. */
static void check_presence(const vuoro_plan* plan) {
  vuoro_presences* presences = NULL;
  vuoro_presence presence = VUORO_INIT(vuoro_presence);
  OK(vuoro_plan_presence(admin, plan, 0, &presences));
  CHECK(vuoro_presences_count(presences) == 1);
  OK(vuoro_presences_copy(presences, 0, 1, &presence, sizeof presence));
  CHECK(presence.office == hall && presence.min_visits == 1 && presence.max_visits == 2);
  CHECK(presence.agency == id_of(admin, VUORO_KIND_AGENCY, "town"));
  CHECK(presence.asked_min == 120 && presence.absent_min >= 0 && presence.absent_min <= 120);
  CHECK(presence.visits >= 1 && presence.visits <= 2 && presence.minutes >= 120);
  vuoro_presences_free(presences);
}

/* The town pays for its official's days and its video calls, by the rates of town.json. */
static void check_expenses(const vuoro_plan* plan) {
  vuoro_plan_expense expense = VUORO_INIT(vuoro_plan_expense);
  vuoro_plan_expense sum = VUORO_INIT(vuoro_plan_expense);
  vuoro_duty duty = VUORO_INIT(vuoro_duty);
  int64_t sat_min = 0, call_min = 0, days = 0;
  size_t i;
  for (i = 0; i < vuoro_plan_count(plan); i++) {
    OK(vuoro_plan_copy(plan, i, 1, &duty, sizeof duty));
    *(duty.video ? &call_min : &sat_min) += duty.to_min - duty.from_min;
    days += !duty.video;
  }
  CHECK(vuoro_plan_expenses_count(plan) == 1);
  OK(vuoro_plan_expenses_copy(plan, 0, 1, &expense, sizeof expense));
  CHECK(expense.agency == id_of(admin, VUORO_KIND_AGENCY, "town"));
  CHECK(expense.drive_min == 60 * days && expense.away_min == sat_min + 60 * days);
  CHECK(expense.booth_min == call_min && expense.interpreter_min == 0);
  CHECK(expense.away_cents == expense.away_min * 4000 / 60);
  CHECK(expense.drive_cents == 80 * 57 * days);
  CHECK(expense.booth_cents == call_min * 1230 / 60 && expense.interpreter_cents == 0);
  OK(vuoro_plan_expenses_sum(plan, &sum));
  expense.agency = 0;
  CHECK(memcmp(&sum, &expense, sizeof sum) == 0);
}

/* Plans again without the person of `duty` on its weekday, changing little else. */
static void plan_without(const vuoro_plan* before, vuoro_duty duty) {
  vuoro_plan_request request = VUORO_INIT(vuoro_plan_request);
  vuoro_plan_job* job = NULL;
  vuoro_plan* after = NULL;
  vuoro_duty other = VUORO_INIT(vuoro_duty);
  char lost[160];
  size_t i;
  snprintf(lost, sizeof lost,
           "{\"absent\":[{\"person\":\"olga\",\"weekday\":%d}],\"closed\":[],"
           "\"lost_counters\":[]}",
           duty.weekday);
  request.monday_ymd = 20260309;
  request.budget_steps = 600;
  request.baseline = before;
  request.disruption = "{}";
  request.disruption_len = 2;
  CHECK(vuoro_plan_start(admin, &request, &job) == VUORO_INVALID_ARGUMENT && job == NULL);
  request.disruption = lost;
  request.disruption_len = strlen(lost);
  OK(vuoro_plan_start(admin, &request, &job));
  OK(vuoro_plan_wait(job, 60000));
  OK(vuoro_plan_take(job, &after));
  vuoro_plan_job_free(job);
  for (i = 0; i < vuoro_plan_count(after); i++) {
    OK(vuoro_plan_copy(after, i, 1, &other, sizeof other));
    CHECK(other.person != duty.person || other.weekday != duty.weekday);
  }
  vuoro_plan_free(after);
}

/* A plan that was read has no job; what its hours serve is dealt out anew. */
static void explain_the_read(vuoro_plan* plan) {
  vuoro_explain_request request = VUORO_INIT(vuoro_explain_request);
  vuoro_explanation* why = NULL;
  const char* json = NULL;
  size_t size = 0;
  request.remedies = 1;
  request.steps = 64;
  OK(vuoro_plan_explain_read(admin, plan, &request, &why));
  CHECK(vuoro_explanation_conflict_count(why) == 0);
  OK(vuoro_explanation_json(why, &json, &size));
  CHECK(size == strlen(json) && strstr(json, "\"complete\":true") != NULL);
  vuoro_explanation_free(why);
}

/* Pins and forbids beside the document's, as JSON, and what came of them. */
static void decide_the_plan(vuoro_duty duty) {
  vuoro_plan_request request = VUORO_INIT(vuoro_plan_request);
  vuoro_plan_job* job = NULL;
  vuoro_plan* plan = NULL;
  vuoro_duty other = VUORO_INIT(vuoro_duty);
  const char* days[] = {"mon", "tue", "wed", "thu", "fri"};
  const char* json = NULL;
  char decisions[240];
  size_t size = 0, i, visits = 0;
  request.monday_ymd = 20260309;
  request.budget_steps = 600;
  request.decisions = "[{\"decide\":\"pin\",\"person\":\"nobody\"}]";
  request.decisions_len = strlen(request.decisions);
  CHECK(vuoro_plan_start(admin, &request, &job) == VUORO_INVALID_ARGUMENT && job == NULL);
  CHECK(strcmp(last_reason(), "bad_document") == 0);
  snprintf(decisions, sizeof decisions,
           "[{\"decide\":\"forbid\",\"person\":\"olga\",\"weekday\":\"%s\",\"video\":true},"
           "{\"decide\":\"prefer\",\"worth\":-7}]",
           days[duty.weekday]);
  request.decisions = decisions;
  request.decisions_len = strlen(decisions);
  OK(vuoro_plan_start(admin, &request, &job));
  OK(vuoro_plan_wait(job, 60000));
  OK(vuoro_plan_decisions(job, &json, &size));
  CHECK(size == strlen(json) && strstr(json, "\"kept\":true") != NULL);
  OK(vuoro_plan_take(job, &plan));
  for (i = 0; i < vuoro_plan_count(plan); i++) {
    OK(vuoro_plan_copy(plan, i, 1, &other, sizeof other));
    CHECK(other.person != duty.person || other.weekday != duty.weekday);
    visits += other.video == 0;
  }
  snprintf(decisions, sizeof decisions, "\"cost\":%d,", 7 * (int)visits);
  CHECK(strstr(json, decisions) != NULL);
  vuoro_plan_free(plan);
  vuoro_plan_job_free(job);
}

/* Why the plan of a finished job is as it is; the village hall's demand is small. */
static void explain_the_plan(vuoro_plan_job* job) {
  vuoro_explain_request request = VUORO_INIT(vuoro_explain_request);
  vuoro_explanation* why = NULL;
  vuoro_unmet unmet = VUORO_INIT(vuoro_unmet);
  vuoro_remedy remedy = VUORO_INIT(vuoro_remedy);
  vuoro_conflict rule = VUORO_INIT(vuoro_conflict);
  const char* json = NULL;
  size_t size = 0;
  request.remedies = 2;
  request.steps = 64;
  OK(vuoro_plan_explain(job, &request, &why));
  if (vuoro_explanation_unmet_count(why) > 0) {
    OK(vuoro_explanation_unmet_copy(why, 0, 1, &unmet, sizeof unmet));
    CHECK(unmet.office == hall && unmet.unmet > 0 && strcmp(unmet.language, "fi") == 0);
  }
  if (vuoro_explanation_remedies_count(why) > 0) {
    OK(vuoro_explanation_remedies_copy(why, 0, 1, &remedy, sizeof remedy));
    CHECK(remedy.gain > 0 && remedy.certain <= remedy.gain);
  }
  CHECK(vuoro_explanation_conflict_count(why) == 0);
  OK(vuoro_explanation_conflict_copy(why, 0, 0, &rule, sizeof rule));
  OK(vuoro_explanation_json(why, &json, &size));
  CHECK(size == strlen(json) && strstr(json, "\"remedies\":") != NULL);
  vuoro_explanation_free(why);
}

static void plan_a_week(void) {
  vuoro_plan_request request = VUORO_INIT(vuoro_plan_request);
  vuoro_plan_job* job = NULL;
  vuoro_plan_progress progress = VUORO_INIT(vuoro_plan_progress);
  vuoro_plan* plan = NULL;
  vuoro_plan* again = NULL;
  vuoro_duty duty = VUORO_INIT(vuoro_duty);
  const char* json = NULL;
  size_t size = 0;
  vuoro_id published = 0;
  request.monday_ymd = 20260309;
  request.budget_ms = 600000;
  request.threads = 1;
  OK(vuoro_plan_start(admin, &request, &job));
  if (vuoro_plan_take(job, &plan) != VUORO_OK) { /* a week so small may be proved at once */
    CHECK(plan == NULL && strcmp(last_reason(), "job_running") == 0);
    do {
      OK(vuoro_plan_poll(job, &progress));
    } while (progress.steps == 0 && !progress.done);
    OK(vuoro_plan_cancel(job));
    OK(vuoro_plan_wait(job, 60000));
    OK(vuoro_plan_take(job, &plan));
  }
  explain_the_plan(job);
  vuoro_plan_job_free(job);
  CHECK(vuoro_plan_count(plan) > 0);
  OK(vuoro_plan_copy(plan, 0, 1, &duty, sizeof duty));
  CHECK(duty.person == id_of(admin, VUORO_KIND_RESOURCE, "person.olga") && duty.office == hall);
  plan_without(plan, duty);
  decide_the_plan(duty);
  OK(vuoro_plan_json(plan, &json, &size));
  OK(vuoro_plan_parse(admin, json, size, &again));
  CHECK(vuoro_plan_count(again) == vuoro_plan_count(plan));
  compare_plans(again, json, size);
  compare_cycles();
  check_presence(again);
  explain_the_read(again);
  check_expenses(again);
  OK(vuoro_plan_publish(admin, NULL, again, &published));
  CHECK(published != 0);
  vuoro_plan_free(plan);
  vuoro_plan_free(again);
}

static void check_rows(const vuoro_coverage* coverage) {
  vuoro_coverage_area areas[3] = {VUORO_INIT(vuoro_coverage_area)};
  vuoro_coverage_office offices[2] = {VUORO_INIT(vuoro_coverage_office)};
  vuoro_coverage_service services[3] = {VUORO_INIT(vuoro_coverage_service)};
  CHECK(vuoro_coverage_areas_count(coverage) == 3);
  OK(vuoro_coverage_areas_copy(coverage, 0, 3, areas, sizeof areas[0]));
  CHECK(strcmp(areas[0].key, "village") == 0 && areas[0].minutes == 5 && areas[0].within);
  CHECK(areas[0].office == hall && strcmp(areas[0].office_key, "hall") == 0);
  CHECK(areas[2].minutes == 70 && areas[2].overridden && areas[2].limit_min == 75);
  CHECK(vuoro_coverage_offices_count(coverage) == 2);
  OK(vuoro_coverage_offices_copy(coverage, 0, 2, offices, sizeof offices[0]));
  CHECK(offices[0].office == hall && offices[0].state == VUORO_OFFICE_OPEN);
  CHECK(offices[0].population == 4490 && offices[0].nearest_to == 490 && !offices[0].too_few);
  CHECK(offices[0].farthest_min == 70 && strcmp(offices[0].farthest_area, "backwoods") == 0);
  CHECK(vuoro_coverage_services_count(coverage) == 3);
  OK(vuoro_coverage_services_copy(coverage, 0, 3, services, sizeof services[0]));
  CHECK(services[0].service == advice && services[0].offices == 1 && services[0].within == 4490);
  CHECK(services[0].office_min == 5 * 7 * 60 && services[0].person_wait_days == 0);
  CHECK(services[2].offices == 0 && services[2].offices_any == 1 && services[2].within_any == 4490);
}

/* The loaded town's coverage, and that of the same town with its hall closed. */
static void measure_coverage(const char* path) {
  vuoro_coverage_request request = VUORO_INIT(vuoro_coverage_request);
  vuoro_coverage_totals totals = VUORO_INIT(vuoro_coverage_totals);
  vuoro_coverage_difference difference = VUORO_INIT(vuoro_coverage_difference);
  vuoro_coverage_change change = VUORO_INIT(vuoro_coverage_change);
  vuoro_coverage* loaded = NULL;
  vuoro_coverage* later = NULL;
  vuoro_coverage_changes* changes = NULL;
  size_t size;
  char* json = read_file(path, &size);
  static const char kClosed[] = "\"Hall\", \"closes_on\": \"2026-03-01\"";
  char* name = strstr(json, "{\"fi\": \"Kyl");
  OK(vuoro_coverage_measure(admin, &request, &loaded));
  OK(vuoro_coverage_sum(loaded, &totals));
  CHECK(totals.within_min == 60 && totals.ymd == 20260302 && totals.has_bands);
  CHECK(totals.band_within == 4000 && totals.band_within_at_most == 4900);
  CHECK(totals.band_population + totals.band_unassigned == 5000);
  CHECK(totals.population == 4490 && totals.within == 4490 && totals.within_by_rule == 4400);
  check_rows(loaded);
  /* The same town without its hall: a closing day where one of its names was. */
  CHECK(name != NULL);
  memset(name, ' ', (size_t)(strchr(name, '}') - name) + 1);
  memcpy(name, kClosed, sizeof kClosed - 1);
  request.ymd = 20260302;
  request.no_services = 1;
  OK(vuoro_coverage_of_document(json, size, &request, &later));
  CHECK(vuoro_coverage_services_count(later) == 0);
  OK(vuoro_coverage_compare(loaded, later, &changes));
  OK(vuoro_coverage_changes_sum(changes, &difference));
  CHECK(difference.gained == 0 && difference.lost == 90 && difference.nearer == 0);
  CHECK(difference.farther == 400 && difference.closed == 1 && difference.opened == 0);
  CHECK(vuoro_coverage_changes_count(changes) == 3);
  vuoro_coverage_free(loaded); /* the comparison keeps it */
  OK(vuoro_coverage_changes_copy(changes, 2, 1, &change, sizeof change));
  CHECK(strcmp(change.key, "backwoods") == 0 && change.population == 90);
  CHECK(change.minutes_before == 70 && change.minutes_after == -1 && !change.within_after);
  vuoro_coverage_changes_free(changes);
  vuoro_coverage_free(later);
  free(json);
}

static void follow(int64_t until) {
  vuoro_events* events = NULL;
  vuoro_event event = VUORO_INIT(vuoro_event);
  int64_t last = 0;
  struct pollfd waiting;
  OK(vuoro_events_open(admin, 0, &events));
  waiting.fd = vuoro_events_descriptor(events);
  waiting.events = POLLIN;
  OK(vuoro_events_wait(events, 0));
  while (vuoro_events_next(events, &event) == VUORO_OK) {
    CHECK(event.seq == last + 1 && event.json[0] == '{' && event.version >= 1);
    last = event.seq;
    CHECK(poll(&waiting, 1, 0) == (last < until ? 1 : 0));
  }
  CHECK(last == until);
  vuoro_events_free(events);
}

static void look_after_the_store(void) {
  vuoro_engine_status status = VUORO_INIT(vuoro_engine_status);
  char hash[65];
  OK(vuoro_catch_up(admin));
  OK(vuoro_status_read(admin, &status));
  CHECK(status.writable && status.published_seq > 20 && strlen(status.journal_hash) == 64);
  OK(vuoro_wait_seq(admin, status.published_seq, 0));
  CHECK(vuoro_wait_seq(admin, status.published_seq + 1, 1) == VUORO_DEADLINE_EXCEEDED);
  OK(vuoro_state_hash(admin, hash));
  CHECK(strlen(hash) == 64);
  OK(vuoro_store_snapshot(admin));
  OK(vuoro_store_verify(admin));
  follow(status.published_seq);
}

int main(int argc, char** argv) {
  vuoro_engine_options options = VUORO_INIT(vuoro_engine_options);
  vuoro_engine* engine = NULL;
  if (argc != 2) return 2;
  CHECK(vuoro_version() == VUORO_VERSION && vuoro_abi_version() == VUORO_ABI_VERSION);
  CHECK(strcmp(vuoro_status_name(VUORO_ABORTED), "ABORTED") == 0);
  options.store_uri = "memory:";
  options.now_us = test_clock;
  options.user = &clock_us;
  options.log = count_line;
  OK(vuoro_engine_open(&options, &engine));
  admin = open_session(engine, VUORO_ROLE_ADMIN);
  vuoro_engine_close(engine); /* the session keeps it */
  load(argv[1]);
  look_around();
  measure_coverage(argv[1]);
  appointments();
  plan_a_week();
  at_the_counter();
  serve_without_line();
  end_of_day();
  look_after_the_store();
  vuoro_session_close(admin);
  printf("ok\n");
  return 0;
}
