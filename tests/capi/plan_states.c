/* A plan's way through the agencies as a host in C goes it: saved, sent, refused, replaced,
 * accepted, published from a later Monday, with every answer copied out in bulk. */
#include <string.h>

#include "support.h"

static vuoro_engine* engine;
static vuoro_session* planner; /* the network's */
static vuoro_session* town_planner;
static vuoro_session* state_planner;
static vuoro_id town, state, hall, advice;

static vuoro_session* planner_of(vuoro_id agency) {
  vuoro_session_options options = VUORO_INIT(vuoro_session_options);
  vuoro_session* session = NULL;
  options.role = VUORO_ROLE_PLANNER;
  options.agency = agency;
  options.actor = "planner";
  OK(vuoro_session_open(engine, &options, &session));
  return session;
}

/* Olga of the town in the hall on Wednesday, Ville of the state by video on Thursday. */
static vuoro_plan* plan_of(int with_ville) {
  char json[512];
  vuoro_plan* plan = NULL;
  const int size =
      snprintf(json, sizeof json,
               "{\"from_ymd\":20260309,\"to_ymd\":0,\"cost\":0,\"bound\":0,"
               "\"field\":[{\"person\":\"olga\",\"office\":\"hall\",\"weekday\":2,"
               "\"from_min\":600,\"to_min\":720}],\"video\":[%s]}",
               with_ville ? "{\"person\":\"ville-1\",\"office\":\"hall\",\"weekday\":3,"
                            "\"from_min\":600,\"to_min\":660}"
                          : "");
  CHECK(size > 0 && (size_t)size < sizeof json);
  OK(vuoro_plan_parse(planner, json, (size_t)size, &plan));
  return plan;
}

static void check_answers(vuoro_id plan, uint32_t of_town, uint32_t of_state, const char* why) {
  vuoro_plan_standings* list = NULL;
  vuoro_plan_answer answers[2] = {VUORO_INIT(vuoro_plan_answer)};
  OK(vuoro_plan_standings_list(planner, plan, &list));
  CHECK(vuoro_plan_standings_count(list) == 1 && vuoro_plan_answers_count(list) == 2);
  OK(vuoro_plan_answers_copy(list, 0, 2, answers, sizeof answers[0]));
  CHECK(answers[0].plan == plan && answers[0].agency == town && answers[0].state == of_town);
  CHECK(answers[1].plan == plan && answers[1].agency == state && answers[1].state == of_state);
  CHECK(strcmp(answers[0].reason, "") == 0 && strcmp(answers[1].reason, why) == 0);
  CHECK((answers[1].at_us != 0) == (of_state >= VUORO_PLAN_ACCEPTED));
  vuoro_plan_standings_free(list);
}

/* How many visit hours' starts the hall has on a Wednesday. */
static size_t starts_on(int64_t midnight_us) {
  vuoro_search search = VUORO_INIT(vuoro_search);
  vuoro_slots* slots = NULL;
  size_t count;
  search.office = hall;
  search.service = advice;
  search.mode = VUORO_MODE_PHONE;
  search.from_us = midnight_us;
  search.until_us = midnight_us + TEST_DAY_US;
  OK(vuoro_slots_search(planner, &search, &slots));
  count = vuoro_slots_count(slots);
  vuoro_slots_free(slots);
  return count;
}

/* A draft that the state refuses; gives its id. */
static vuoro_id refused_plan(void) {
  vuoro_plan_standing standing = VUORO_INIT(vuoro_plan_standing);
  vuoro_plan_publication publication = VUORO_INIT(vuoro_plan_publication);
  vuoro_plan* plan = plan_of(1);
  vuoro_id id;
  OK(vuoro_plan_save(planner, NULL, plan, 0, &standing));
  CHECK(standing.state == VUORO_PLAN_DRAFT && standing.plan != 0 && standing.agencies == 2);
  CHECK(standing.from_ymd == 20260309 && standing.saved_us == TEST_NOW_US && !standing.sent_us);
  CHECK(strlen(standing.document) == 64);
  id = standing.plan;
  check_answers(id, VUORO_PLAN_DRAFT, VUORO_PLAN_DRAFT, "");
  OK(vuoro_plan_send(planner, NULL, id, &standing));
  CHECK(standing.state == VUORO_PLAN_SENT && standing.sent_us == TEST_NOW_US);
  OK(vuoro_plan_accept(town_planner, NULL, id, 0, &standing));
  publication.plan = id;
  CHECK(vuoro_plan_publish_saved(planner, NULL, &publication, &standing) ==
        VUORO_FAILED_PRECONDITION);
  CHECK(strcmp(last_reason(), "plan_unanswered") == 0);
  CHECK(vuoro_plan_refuse(state_planner, NULL, id, town, "not ours", &standing) ==
        VUORO_PERMISSION_DENIED);
  OK(vuoro_plan_refuse(state_planner, NULL, id, 0, "Ville is away", &standing));
  CHECK(standing.state == VUORO_PLAN_REFUSED);
  check_answers(id, VUORO_PLAN_ACCEPTED, VUORO_PLAN_REFUSED, "Ville is away");
  CHECK(vuoro_plan_publish_saved(planner, NULL, &publication, &standing) ==
        VUORO_FAILED_PRECONDITION);
  CHECK(strcmp(last_reason(), "plan_refused") == 0);
  vuoro_plan_free(plan);
  return id;
}

/* The draft in its place, published a week later than it was planned for. */
static vuoro_id replacement(vuoro_id refused) {
  vuoro_plan_standing standing = VUORO_INIT(vuoro_plan_standing);
  vuoro_plan_publication publication = VUORO_INIT(vuoro_plan_publication);
  vuoro_plan* plan = plan_of(0);
  vuoro_plan* read = NULL;
  vuoro_duty duty = VUORO_INIT(vuoro_duty);
  const int64_t wednesday = TEST_NOW_US - 11 * (TEST_DAY_US / 24) + 9 * TEST_DAY_US;
  const size_t before = starts_on(wednesday + 7 * TEST_DAY_US);
  vuoro_id id;
  OK(vuoro_plan_save(planner, NULL, plan, refused, &standing));
  CHECK(standing.replaces == refused && standing.agencies == 1);
  id = standing.plan;
  OK(vuoro_plan_send(planner, NULL, id, &standing));
  OK(vuoro_plan_accept(planner, NULL, id, town, &standing));
  CHECK(standing.state == VUORO_PLAN_ACCEPTED);
  publication.plan = id;
  publication.from_ymd = 20260316;
  OK(vuoro_plan_publish_saved(planner, NULL, &publication, &standing));
  CHECK(standing.state == VUORO_PLAN_PUBLISHED && !standing.overridden);
  CHECK(standing.from_ymd == 20260316 && standing.ended_us == TEST_NOW_US);
  OK(vuoro_plan_read(planner, id, &read));
  CHECK(vuoro_plan_count(read) == 1);
  OK(vuoro_plan_copy(read, 0, 1, &duty, sizeof duty));
  CHECK(duty.office == hall && duty.weekday == 2 && duty.from_min == 600);
  /* A field day is a whole day: from the week of the 16th on Olga takes no calls on Wednesdays. */
  CHECK(starts_on(wednesday) == before && starts_on(wednesday + 7 * TEST_DAY_US) < before);
  vuoro_plan_free(read);
  vuoro_plan_free(plan);
  return id;
}

static void withdraw_a_draft(void) {
  vuoro_plan_standing standing = VUORO_INIT(vuoro_plan_standing);
  vuoro_plan* plan = plan_of(0);
  OK(vuoro_plan_save(planner, NULL, plan, 0, &standing));
  OK(vuoro_plan_withdraw(planner, NULL, standing.plan, &standing));
  CHECK(standing.state == VUORO_PLAN_WITHDRAWN && standing.ended_us == TEST_NOW_US);
  vuoro_plan_free(plan);
}

/* An administrator publishes over a missing answer, and the list says so. */
static void override_an_agency(vuoro_session* admin) {
  vuoro_plan_standing standing = VUORO_INIT(vuoro_plan_standing);
  vuoro_plan_publication publication = VUORO_INIT(vuoro_plan_publication);
  vuoro_plan* plan = plan_of(1);
  OK(vuoro_plan_save(planner, NULL, plan, 0, &standing));
  publication.plan = standing.plan;
  publication.force = 1;
  publication.reason = "flood";
  CHECK(vuoro_plan_publish_saved(planner, NULL, &publication, &standing) ==
        VUORO_PERMISSION_DENIED);
  OK(vuoro_plan_publish_saved(admin, NULL, &publication, &standing));
  CHECK(standing.overridden && standing.state == VUORO_PLAN_PUBLISHED);
  vuoro_plan_free(plan);
}

static void check_list(vuoro_id refused, vuoro_id published) {
  vuoro_plan_standings* list = NULL;
  vuoro_plan_standing all[4] = {VUORO_INIT(vuoro_plan_standing)};
  OK(vuoro_plan_standings_list(planner, 0, &list));
  CHECK(vuoro_plan_standings_count(list) == 4 && vuoro_plan_answers_count(list) == 6);
  OK(vuoro_plan_standings_copy(list, 0, 4, all, sizeof all[0]));
  CHECK(all[0].plan == refused && all[0].state == VUORO_PLAN_REPLACED);
  CHECK(all[0].replaced_by == published && all[1].state == VUORO_PLAN_WITHDRAWN);
  CHECK(all[2].state == VUORO_PLAN_PUBLISHED && all[2].overridden);
  CHECK(all[3].plan == published && all[3].from_ymd == 20260316); /* by the first Monday */
  vuoro_plan_standings_free(list);
}

static void check_events(void) {
  static const char* const kTypes[] = {
      "plan.saved", "plan.sent",       "plan.accepted",  "plan.refused", "plan.saved",
      "plan.sent",  "plan.accepted",   "plan.published", "plan.saved",   "plan.withdrawn",
      "plan.saved", "plan.overridden", "plan.published"};
  vuoro_events* events = NULL;
  vuoro_event event = VUORO_INIT(vuoro_event);
  size_t count = 0;
  OK(vuoro_events_open(planner, 0, &events));
  while (vuoro_events_next(events, &event) == VUORO_OK) {
    if (strncmp(event.type, "plan.", 5) != 0) continue;
    CHECK(count < sizeof kTypes / sizeof kTypes[0] && strcmp(event.type, kTypes[count]) == 0);
    CHECK(event.version == 1);
    count++;
  }
  CHECK(count == sizeof kTypes / sizeof kTypes[0]);
  vuoro_events_free(events);
}

int main(int argc, char** argv) {
  vuoro_session* admin;
  vuoro_id refused;
  vuoro_id published;
  if (argc != 2) return 2;
  engine = open_engine("memory:", NULL);
  admin = open_session(engine, VUORO_ROLE_ADMIN);
  load_network(admin, argv[1]);
  town = id_of(admin, VUORO_KIND_AGENCY, "town");
  state = id_of(admin, VUORO_KIND_AGENCY, "state");
  hall = id_of(admin, VUORO_KIND_OFFICE, "hall");
  advice = id_of(admin, VUORO_KIND_SERVICE, "advice");
  planner = planner_of(0);
  town_planner = planner_of(town);
  state_planner = planner_of(state);
  refused = refused_plan();
  published = replacement(refused);
  withdraw_a_draft();
  override_an_agency(admin);
  check_list(refused, published);
  check_events();
  vuoro_session_close(planner);
  vuoro_session_close(town_planner);
  vuoro_session_close(state_planner);
  vuoro_session_close(admin);
  vuoro_engine_close(engine);
  printf("ok\n");
  return 0;
}
