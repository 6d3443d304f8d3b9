// Engines, networks, slots, appointments, plans and events, called wrongly in every way that their
// arguments allow: the documented refusal comes and the state hash stays.
#include "misuse.h"

#include <cstring>

namespace {

TEST_F(MisuseTest, WhatTakesNoHandle) {
  for (const char* name : {"vuoro_version", "vuoro_abi_version"}) Misused().insert(name);
  Misused().insert("vuoro_status_name");
  EXPECT_STREQ(vuoro_status_name(-1), "UNKNOWN");
  EXPECT_STREQ(vuoro_status_name(2), "UNKNOWN");
  EXPECT_STREQ(vuoro_status_name(99), "UNKNOWN");
  Misused().insert("vuoro_last_error");
  EXPECT_EQ(vuoro_last_error(nullptr), VUORO_INVALID_ARGUMENT);
  auto why = VUORO_INIT(vuoro_error);
  why.struct_size = 3;
  EXPECT_EQ(vuoro_last_error(&why), VUORO_INVALID_ARGUMENT);

  Misused().insert("vuoro_label_spoken");
  char buffer[64] = "kept";
  size_t needed = 0;
  Invalid(vuoro_label_spoken(kBadText, "en", buffer, sizeof buffer, &needed), "bad_text", "label");
  Refused(vuoro_label_spoken("A1", "xx", buffer, sizeof buffer, nullptr), VUORO_NOT_FOUND,
          "unknown_language", "language");
  Refused(vuoro_label_spoken("A1", "en", buffer, 2, &needed), VUORO_RESOURCE_EXHAUSTED,
          "limit_reached", "size");
  EXPECT_STREQ(buffer, "kept");
  EXPECT_GT(needed, 2u);
  Invalid(vuoro_label_spoken("A1", "en", nullptr, 64, &needed), "bad_argument", "buffer");
}

TEST_F(MisuseTest, Engines) {
  auto good = VUORO_INIT(vuoro_engine_options);
  good.store_uri = "memory:";
  vuoro_engine* out = nullptr;
  const auto open = [&](const vuoro_engine_options* options) {
    return vuoro_engine_open(options, &out);
  };
  BadInput<vuoro_engine_options>("vuoro_engine_open", good, open);
  BadHandleOutput<vuoro_engine>(
      "vuoro_engine_open", [&](auto** to) { return vuoro_engine_open(&good, to); },
      [&](auto** to) { return vuoro_engine_open(nullptr, to); });
  good.must_exist = 2;
  Invalid(open(&good), "bad_argument", "must_exist");
  good.must_exist = 0;
  good.store_uri = kBadText;
  Invalid(open(&good), "bad_text", "store_uri");
  for (const char* uri : {"", "postgres:x", "sqlite:"}) {
    good.store_uri = uri;
    Invalid(open(&good), "bad_store_uri", uri);
  }
  good.store_uri = "sqlite:/nowhere/at/all.db";
  good.must_exist = 1;
  Refused(open(&good), VUORO_UNAVAILABLE, "store_away", "no file");
  EXPECT_EQ(out, nullptr);
  BadClose("vuoro_engine_close", vuoro_engine_close);
}

TEST_F(MisuseTest, Sessions) {
  auto good = VUORO_INIT(vuoro_session_options);
  vuoro_session* out = nullptr;
  BadHandles<vuoro_engine>(
      "vuoro_session_open",
      [&](vuoro_engine* engine) { return vuoro_session_open(engine, &good, &out); },
      reinterpret_cast<uintptr_t>(admin_));
  const auto open = [&](const vuoro_session_options* options) {
    return vuoro_session_open(engine_, options, &out);
  };
  BadInput<vuoro_session_options>("vuoro_session_open", good, open);
  BadHandleOutput<vuoro_session>(
      "vuoro_session_open", [&](auto** to) { return vuoro_session_open(engine_, &good, to); },
      [&](auto** to) { return vuoro_session_open(nullptr, &good, to); });
  good.role = 7;
  Invalid(open(&good), "bad_argument", "role");
  good.role = 0;
  good.actor = kBadText;
  Invalid(open(&good), "bad_text", "actor");
  const std::string long_actor(129, 'a');
  good.actor = long_actor.c_str();
  Invalid(open(&good), "bad_text", "long actor");
  good.actor = nullptr;
  good.reserved = "x";
  Refused(open(&good), VUORO_UNIMPLEMENTED, "unknown_tail", "reserved");
  BadClose("vuoro_session_close", vuoro_session_close);
}

TEST_F(MisuseTest, EngineCalls) {
  BadRead<vuoro_engine_status>("vuoro_status_read", vuoro_status_read);
  char hex[65];
  BadSessions("vuoro_state_hash", [&](auto* session) { return vuoro_state_hash(session, hex); });
  Invalid(vuoro_state_hash(admin_, nullptr), "bad_argument", "hex");
  BadSessions("vuoro_catch_up", vuoro_catch_up);
  BadSessions("vuoro_wait_seq", [](auto* session) { return vuoro_wait_seq(session, 1, 1); });
  EXPECT_EQ(vuoro_wait_seq(admin_, -5, 0), VUORO_OK);
  Refused(vuoro_wait_seq(admin_, std::numeric_limits<int64_t>::max(), 1), VUORO_DEADLINE_EXCEEDED,
          "deadline_exceeded", "far seq");
  BadSessions("vuoro_store_verify", vuoro_store_verify);
  BadSessions("vuoro_store_snapshot", vuoro_store_snapshot);
  vuoro_session* display = open_session(engine_, VUORO_ROLE_DISPLAY);
  Refused(vuoro_store_verify(display), VUORO_PERMISSION_DENIED, "permission_denied", "verify");
  vuoro_session_close(display);
}

TEST_F(MisuseTest, Networks) {
  BadHandleOutput<vuoro_faults>(
      "vuoro_network_check", [](auto** to) { return vuoro_network_check("{}", 2, to); },
      [](auto** to) { return vuoro_network_check(nullptr, 2, to); });
  vuoro_faults* faults = nullptr;
  ASSERT_EQ(vuoro_network_check("{\xff", 2, &faults), VUORO_OK);  // also what is no text
  ASSERT_GT(vuoro_faults_count(faults), 0u);
  BadCount("vuoro_faults_count", vuoro_faults_count);
  auto fault = VUORO_INIT(vuoro_fault);
  BadHandles<vuoro_faults>(
      "vuoro_faults_at", [&](auto* handle) { return vuoro_faults_at(handle, 0, &fault); },
      reinterpret_cast<uintptr_t>(admin_));
  BadOutput<vuoro_fault>("vuoro_faults_at",
                         [&](auto* out) { return vuoro_faults_at(faults, 0, out); });
  Invalid(vuoro_faults_at(faults, 1000, &fault), "bad_argument", "index");
  vuoro_faults_free(faults);
  Invalid(vuoro_faults_at(faults, 0, &fault), "bad_handle", "freed");
  BadClose("vuoro_faults_free", vuoro_faults_free);

  size_t size;
  char* json = read_file(kTown.c_str(), &size);
  BadCommand<vuoro_network_summary>(
      "vuoro_network_load", [&](auto* session, auto* command, auto* out) {
        // NULL is allowed for this output; the broken document stands in for it.
        return vuoro_network_load(session, command, out != nullptr ? json : nullptr, size, out);
      });
  free(json);
  Invalid(vuoro_network_load(admin_, nullptr, "{}", 2, nullptr), "bad_document", "document");
  Invalid(vuoro_network_load(admin_, nullptr, "", 0, nullptr), "bad_document", "empty");
  BadRead<vuoro_network_summary>("vuoro_network_read", vuoro_network_read);

  vuoro_id id = 0;
  BadSessions("vuoro_find_id", [&](auto* session) {
    return vuoro_find_id(session, VUORO_KIND_OFFICE, "hall", &id);
  });
  Invalid(vuoro_find_id(admin_, 6, "hall", &id), "bad_argument", "kind");
  Invalid(vuoro_find_id(admin_, 0, kBadText, &id), "bad_text", "key");
  Invalid(vuoro_find_id(admin_, 2, "hall", nullptr), "bad_argument", "out");
  Refused(vuoro_find_id(admin_, 2, nullptr, &id), VUORO_NOT_FOUND, "unknown_key", "no key");
}

TEST_F(MisuseTest, Entities) {
  const auto list = [](vuoro_session* session, vuoro_entities** to) {
    return vuoro_entities_list(session, VUORO_KIND_OFFICE, 0, nullptr, to);
  };
  vuoro_entities* entities = nullptr;
  BadSessions("vuoro_entities_list", [&](auto* session) { return list(session, &entities); });
  BadHandleOutput<vuoro_entities>(
      "vuoro_entities_list", [&](auto** to) { return list(admin_, to); },
      [&](auto** to) { return list(nullptr, to); });
  Invalid(vuoro_entities_list(admin_, 6, 0, nullptr, &entities), "bad_argument", "kind");
  Invalid(vuoro_entities_list(admin_, 0, 0, kBadText, &entities), "bad_text", "language");
  for (const vuoro_id wrong : {advice_, vuoro_id{-1}, vuoro_id{1} << 60}) {
    Refused(vuoro_entities_list(admin_, 0, wrong, nullptr, &entities), VUORO_NOT_FOUND,
            "unknown_id", "office");
  }
  ASSERT_EQ(list(admin_, &entities), VUORO_OK);
  auto entity = VUORO_INIT(vuoro_entity);
  BadCount("vuoro_entities_count", vuoro_entities_count);
  BadHandles<vuoro_entities>(
      "vuoro_entities_at", [&](auto* handle) { return vuoro_entities_at(handle, 0, &entity); },
      reinterpret_cast<uintptr_t>(admin_));
  BadOutput<vuoro_entity>("vuoro_entities_at",
                          [&](auto* out) { return vuoro_entities_at(entities, 0, out); });
  Invalid(vuoro_entities_at(entities, ~size_t{0}, &entity), "bad_argument", "index");
  vuoro_entities_free(entities);
  BadClose("vuoro_entities_free", vuoro_entities_free);
}

TEST_F(MisuseTest, Times) {
  BadRead<vuoro_local_time>("vuoro_local_time_at", [&](auto* session, auto* out) {
    return vuoro_local_time_at(session, hall_, 0, out);
  });
  auto local = VUORO_INIT(vuoro_local_time);
  for (const int64_t far :
       {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()}) {
    Invalid(vuoro_local_time_at(admin_, hall_, far, &local), "bad_argument", "far");
  }
  Refused(vuoro_local_time_at(admin_, advice_, 0, &local), VUORO_NOT_FOUND, "unknown_id", "kind");
  int64_t at_us = 0;
  BadSessions("vuoro_instant_at",
              [&](auto* session) { return vuoro_instant_at(session, hall_, 20260302, 0, &at_us); });
  Invalid(vuoro_instant_at(admin_, hall_, 20260302, 0, nullptr), "bad_argument", "out");
  for (const int32_t ymd : {0, -20260302, 20260230, 20261301, 99991231, INT32_MAX, INT32_MIN}) {
    Invalid(vuoro_instant_at(admin_, hall_, ymd, 0, &at_us), "bad_argument", "ymd");
  }
  for (const int32_t minute : {-1, 1441, INT32_MAX, INT32_MIN}) {
    Invalid(vuoro_instant_at(admin_, hall_, 20260302, minute, &at_us), "bad_argument", "minute");
  }
}

TEST_F(MisuseTest, Slots) {
  const auto good = GoodSearch();
  vuoro_slots* slots = nullptr;
  BadSessions("vuoro_slots_search",
              [&](auto* session) { return vuoro_slots_search(session, &good, &slots); });
  const auto search = [&](const vuoro_search* with) {
    return vuoro_slots_search(admin_, with, &slots);
  };
  BadInput<vuoro_search>("vuoro_slots_search", good, search);
  BadHandleOutput<vuoro_slots>(
      "vuoro_slots_search", [&](auto** to) { return vuoro_slots_search(admin_, &good, to); },
      [&](auto** to) { return vuoro_slots_search(admin_, nullptr, to); });
  auto bad = good;
  bad.mode = 5;
  Invalid(search(&bad), "bad_argument", "mode");
  bad = good;
  bad.limit = ~0u;
  Invalid(search(&bad), "bad_argument", "limit");
  bad.limit = 100001;
  Refused(search(&bad), VUORO_RESOURCE_EXHAUSTED, "limit_reached", "limit");
  bad = good;
  bad.language = kBadText;
  Invalid(search(&bad), "bad_text", "language");
  bad.language = "xx";
  Refused(search(&bad), VUORO_NOT_FOUND, "unknown_language", "language");
  bad = good;
  bad.reserved = 1;
  Refused(search(&bad), VUORO_UNIMPLEMENTED, "unknown_tail", "reserved");
  bad = good;
  bad.office = advice_;
  Refused(search(&bad), VUORO_NOT_FOUND, "unknown_id", "office");
  bad = good;
  bad.from_us = INT64_MIN;
  bad.until_us = INT64_MAX;
  ASSERT_EQ(search(&bad), VUORO_OK);
  BadCount("vuoro_slots_count", vuoro_slots_count);
  BadCopy("vuoro_slots_copy", slots, vuoro_slots_count(slots), vuoro_slots_copy);
  vuoro_slots_free(slots);
  BadClose("vuoro_slots_free", vuoro_slots_free);
}

TEST_F(MisuseTest, Holds) {
  const auto good = GoodHold();
  auto out = VUORO_INIT(vuoro_appointment);
  BadCommand<vuoro_appointment>("vuoro_appointment_hold",
                                [&](auto* session, auto* command, auto* to) {
                                  return vuoro_appointment_hold(session, command, &good, to);
                                });
  const auto hold = [&](const vuoro_hold* with) {
    return vuoro_appointment_hold(admin_, nullptr, with, &out);
  };
  BadInput<vuoro_hold>("vuoro_appointment_hold", good, hold);
  auto bad = good;
  bad.mode = VUORO_MODE_ANY;
  Invalid(hold(&bad), "bad_argument", "mode");
  bad = good;
  bad.hold_s = ~0u;
  Invalid(hold(&bad), "bad_argument", "hold_s");
  bad.hold_s = 86401;
  EXPECT_NE(hold(&bad), VUORO_OK);
  for (const char* vuoro_hold::*text :
       {&vuoro_hold::language, &vuoro_hold::customer, &vuoro_hold::external_case}) {
    bad = good;
    bad.*text = kBadText;
    Invalid(hold(&bad), "bad_text", "text");
  }
  for (const int64_t far : {INT64_MIN, INT64_MAX, int64_t{0}}) {
    bad = good;
    bad.start_us = far;
    EXPECT_NE(hold(&bad), VUORO_OK) << far;
  }
  EXPECT_EQ(Hash(), hash_);
  auto move = GoodMove();
  BadCommand<vuoro_appointment>("vuoro_appointment_reschedule",
                                [&](auto* session, auto* command, auto* to) {
                                  return vuoro_appointment_reschedule(session, command, &move, to);
                                });
  const auto reschedule = [&](const vuoro_reschedule* with) {
    return vuoro_appointment_reschedule(admin_, nullptr, with, &out);
  };
  BadInput<vuoro_reschedule>("vuoro_appointment_reschedule", move, reschedule);
  move.revision = ~0u;
  Invalid(reschedule(&move), "bad_argument", "revision");
  move.revision = 77;
  Refused(reschedule(&move), VUORO_ABORTED, "stale_revision", "revision");
  move = GoodMove();
  move.mode = 5;
  Invalid(reschedule(&move), "bad_argument", "mode");
  move = GoodMove();
  move.start_us = INT64_MAX;
  EXPECT_NE(reschedule(&move), VUORO_OK);
  EXPECT_EQ(Hash(), hash_);
}

TEST_F(MisuseTest, Steps) {
  using Step =
      vuoro_status (*)(vuoro_session*, const vuoro_command*, const vuoro_step*, vuoro_appointment*);
  const std::map<const char*, Step> steps = {
      {"vuoro_appointment_confirm", vuoro_appointment_confirm},
      {"vuoro_appointment_cancel", vuoro_appointment_cancel},
      {"vuoro_appointment_start", vuoro_appointment_start},
      {"vuoro_appointment_finish", vuoro_appointment_finish},
      {"vuoro_appointment_no_show", vuoro_appointment_no_show},
      {"vuoro_appointment_check_in", [](auto* session, auto* command, auto* step, auto* out) {
         auto ticket = VUORO_INIT(vuoro_ticket);
         return vuoro_appointment_check_in(session, command, step, 0, out, &ticket);
       }}};
  auto out = VUORO_INIT(vuoro_appointment);
  for (const auto& [name, call] : steps) {
    const auto good = GoodStep();
    BadCommand<vuoro_appointment>(name, [&, run = call](auto* session, auto* command, auto* to) {
      return run(session, command, &good, to);
    });
    BadInput<vuoro_step>(name, good, [&, run = call](const vuoro_step* step) {
      return run(admin_, nullptr, step, &out);
    });
    auto bad = good;
    bad.revision = 99;
    Refused(call(admin_, nullptr, &bad, &out), VUORO_ABORTED, "stale_revision", name);
    for (const vuoro_id wrong : {ticket_.id, vuoro_id{0}, vuoro_id{-1}, INT64_MAX}) {
      bad = good;
      bad.appointment = wrong;
      Refused(call(admin_, nullptr, &bad, &out), VUORO_NOT_FOUND, "unknown_id", name);
    }
  }
  const auto step = GoodStep();
  Invalid(vuoro_appointment_check_in(admin_, nullptr, &step, 7, &out, nullptr), "bad_argument",
          "channel");
  auto ticket = VUORO_INIT(vuoro_ticket);
  ticket.struct_size = 9;
  Invalid(vuoro_appointment_check_in(admin_, nullptr, &step, 0, &out, &ticket), "bad_struct",
          "ticket");
  BadRead<vuoro_appointment>("vuoro_appointment_read", [&](auto* session, auto* to) {
    return vuoro_appointment_read(session, visit_.id, to);
  });
  Refused(vuoro_appointment_read(admin_, ticket_.id, &out), VUORO_NOT_FOUND, "unknown_id", "id");
}

TEST_F(MisuseTest, PlanJobs) {
  const auto good = GoodPlan();
  vuoro_plan_job* job = nullptr;
  BadSessions("vuoro_plan_start",
              [&](auto* session) { return vuoro_plan_start(session, &good, &job); });
  const auto start = [&](const vuoro_plan_request* with) {
    return vuoro_plan_start(admin_, with, &job);
  };
  BadInput<vuoro_plan_request>("vuoro_plan_start", good, start);
  BadHandleOutput<vuoro_plan_job>(
      "vuoro_plan_start", [&](auto** to) { return vuoro_plan_start(admin_, &good, to); },
      [&](auto** to) { return vuoro_plan_start(admin_, nullptr, to); });
  for (const int32_t ymd : {0, -1, 20260310, 20260230, INT32_MAX, INT32_MIN}) {
    auto bad = good;
    bad.monday_ymd = ymd;
    Invalid(start(&bad), "bad_argument", "monday " + std::to_string(ymd));
  }
  auto bad = good;
  bad.threads = 3;
  Invalid(start(&bad), "bad_argument", "threads");
  bad = good;
  bad.budget_steps = -1;
  Invalid(start(&bad), "bad_argument", "steps");
  bad = good;
  bad.budget_ms = ~0u;
  Invalid(start(&bad), "bad_argument", "ms");
  bad = good;
  bad.decisions_len = 3;
  Invalid(start(&bad), "bad_argument", "decisions");
  for (const char* json : {"{}", "[7]", "[{\"decide\":\"pin\",\"person\":\"nobody\"}]"}) {
    bad.decisions = json;
    bad.decisions_len = std::strlen(json);
    Invalid(start(&bad), "bad_document", json);
  }

  ASSERT_EQ(start(&good), VUORO_OK);
  auto progress = VUORO_INIT(vuoro_plan_progress);
  vuoro_plan* plan = nullptr;
  const auto other = reinterpret_cast<uintptr_t>(admin_);
  BadHandles<vuoro_plan_job>(
      "vuoro_plan_poll", [&](auto* handle) { return vuoro_plan_poll(handle, &progress); }, other);
  BadOutput<vuoro_plan_progress>("vuoro_plan_poll",
                                 [&](auto* out) { return vuoro_plan_poll(job, out); });
  BadHandles<vuoro_plan_job>(
      "vuoro_plan_wait", [](auto* handle) { return vuoro_plan_wait(handle, 0); }, other);
  BadHandles<vuoro_plan_job>("vuoro_plan_cancel", vuoro_plan_cancel, other);
  BadHandles<vuoro_plan_job>(
      "vuoro_plan_take", [&](auto* handle) { return vuoro_plan_take(handle, &plan); }, other);
  ASSERT_EQ(vuoro_plan_wait(job, 60000), VUORO_OK);
  ASSERT_EQ(vuoro_plan_take(job, &plan), VUORO_OK);
  vuoro_plan* twice = nullptr;
  Refused(vuoro_plan_take(job, &twice), VUORO_FAILED_PRECONDITION, "wrong_state", "twice");
  const char* text = nullptr;
  size_t size = 0;
  BadHandles<vuoro_plan_job>(
      "vuoro_plan_decisions",
      [&](auto* handle) { return vuoro_plan_decisions(handle, &text, &size); }, other);
  Invalid(vuoro_plan_decisions(job, nullptr, &size), "bad_argument", "json");
  Invalid(vuoro_plan_decisions(job, &text, nullptr), "bad_argument", "json");
  EXPECT_EQ(text, nullptr);
  ASSERT_EQ(vuoro_plan_decisions(job, &text, &size), VUORO_OK);
  EXPECT_EQ(std::string(text, size), "[]");
  vuoro_plan_job_free(job);
  BadClose("vuoro_plan_job_free", vuoro_plan_job_free);
  vuoro_plan_free(plan);
}

// A job that has planned the town's week with the text `from` of its document replaced by `to`.
vuoro_plan_job* PlannedTown(const std::string& from, const std::string& to) {
  size_t size = 0;
  char* const text = read_file(kTown.c_str(), &size);
  std::string json(text, size);
  free(text);
  const size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  json.replace(at, from.size(), to);
  vuoro_engine* engine = open_engine("memory:", nullptr);
  vuoro_session* planner = open_session(engine, VUORO_ROLE_ADMIN);
  OK(vuoro_network_load(planner, nullptr, json.c_str(), json.size(), nullptr));
  auto request = VUORO_INIT(vuoro_plan_request);
  request.monday_ymd = 20260309;
  request.budget_steps = 100;
  request.threads = 1;
  vuoro_plan_job* job = nullptr;
  OK(vuoro_plan_start(planner, &request, &job));
  OK(vuoro_plan_wait(job, 60000));
  vuoro_session_close(planner);
  vuoro_engine_close(engine);
  return job;
}

TEST_F(MisuseTest, Explanations) {
  vuoro_plan_job* const job = PlannedTown("\"half_hours\": 8", "\"half_hours\": 90");
  vuoro_explanation* why = nullptr;
  const auto explain = [&](const vuoro_explain_request* with) {
    return vuoro_plan_explain(job, with, &why);
  };
  auto request = VUORO_INIT(vuoro_explain_request);
  request.steps = 64;
  request.remedies = 2;
  BadHandles<vuoro_plan_job>(
      "vuoro_plan_explain",
      [&](auto* handle) { return vuoro_plan_explain(handle, &request, &why); },
      reinterpret_cast<uintptr_t>(admin_));
  BadInput<vuoro_explain_request>("vuoro_plan_explain", request, explain, true);
  BadHandleOutput<vuoro_explanation>(
      "vuoro_plan_explain", [&](auto** to) { return vuoro_plan_explain(job, &request, to); },
      [&](auto** to) { return vuoro_plan_explain(nullptr, &request, to); });
  auto bad = request;
  bad.remedies = 1001;
  Invalid(explain(&bad), "bad_argument", "remedies");
  bad = request;
  for (const int64_t steps : {int64_t{-1}, INT64_MIN, INT64_MAX}) {
    bad.steps = steps;
    Invalid(explain(&bad), "bad_argument", "steps");
  }
  ASSERT_EQ(explain(&request), VUORO_OK);
  BadCount("vuoro_explanation_unmet_count", vuoro_explanation_unmet_count);
  BadCount("vuoro_explanation_remedies_count", vuoro_explanation_remedies_count);
  BadCount("vuoro_explanation_conflict_count", vuoro_explanation_conflict_count);
  BadCopy("vuoro_explanation_unmet_copy", why, vuoro_explanation_unmet_count(why),
          vuoro_explanation_unmet_copy);
  BadCopy("vuoro_explanation_remedies_copy", why, vuoro_explanation_remedies_count(why),
          vuoro_explanation_remedies_copy);
  EXPECT_EQ(vuoro_explanation_conflict_count(why), 0u);
  const char* text = nullptr;
  size_t size = 0;
  BadHandles<vuoro_explanation>(
      "vuoro_explanation_json",
      [&](auto* handle) { return vuoro_explanation_json(handle, &text, &size); },
      reinterpret_cast<uintptr_t>(admin_));
  Invalid(vuoro_explanation_json(why, nullptr, &size), "bad_argument", "json");
  Invalid(vuoro_explanation_json(why, &text, nullptr), "bad_argument", "json_len");
  vuoro_explanation_free(why);
  vuoro_plan_job_free(job);

  // Olga has two field days; five visits are too many.
  vuoro_plan_job* const failed =
      PlannedTown("\"min_visits\": 1, \"max_visits\": 2", "\"min_visits\": 5, \"max_visits\": 5");
  ASSERT_EQ(vuoro_plan_explain(failed, nullptr, &why), VUORO_OK);
  ASSERT_EQ(vuoro_explanation_conflict_count(why), 2u);
  BadCopy("vuoro_explanation_conflict_copy", why, size_t{2}, vuoro_explanation_conflict_copy);
  vuoro_conflict rules[2] = {VUORO_INIT(vuoro_conflict), VUORO_INIT(vuoro_conflict)};
  ASSERT_EQ(vuoro_explanation_conflict_copy(why, 0, 2, rules, sizeof rules[0]), VUORO_OK);
  EXPECT_EQ(rules[0].kind, uint32_t{VUORO_RULE_LEAST_VISITS});
  EXPECT_EQ(rules[0].limit, 5);
  EXPECT_STREQ(rules[0].path, "/agreements/0/min_visits");
  EXPECT_EQ(rules[1].kind, uint32_t{VUORO_RULE_FIELD_DAYS});
  EXPECT_NE(rules[1].person, 0);
  EXPECT_EQ(rules[1].minimal, 1u);
  EXPECT_EQ(vuoro_explanation_unmet_count(why), 0u);
  vuoro_explanation_free(why);
  vuoro_plan_job_free(failed);
  BadClose("vuoro_explanation_free", vuoro_explanation_free);
}

TEST_F(MisuseTest, Plans) {
  const std::string json =
      R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[{"person":"olga",)"
      R"("office":"hall","weekday":1,"from_min":540,"to_min":720}],"video":[]})";
  vuoro_plan* plan = nullptr;
  const auto parse = [](vuoro_session* session, const std::string& text, vuoro_plan** to) {
    return vuoro_plan_parse(session, text.c_str(), text.size(), to);
  };
  BadSessions("vuoro_plan_parse", [&](auto* session) { return parse(session, json, &plan); });
  BadHandleOutput<vuoro_plan>(
      "vuoro_plan_parse", [&](auto** to) { return parse(admin_, json, to); },
      [&](auto** to) { return vuoro_plan_parse(admin_, nullptr, 5, to); });
  for (const char* text : {"", "[", "{}", "{\"from_ymd\":\"x\"}", kBadText}) {
    Invalid(parse(admin_, text, &plan), "bad_plan", text);
  }
  std::string stranger = json;
  stranger.replace(stranger.find("olga"), 4, "olgo");
  Invalid(parse(admin_, stranger, &plan), "bad_plan", "person");
  ASSERT_EQ(parse(admin_, json, &plan), VUORO_OK);

  BadCount("vuoro_plan_count", vuoro_plan_count);
  BadCopy("vuoro_plan_copy", plan, vuoro_plan_count(plan), vuoro_plan_copy);
  const char* text = nullptr;
  size_t size = 0;
  BadHandles<vuoro_plan>(
      "vuoro_plan_json", [&](auto* handle) { return vuoro_plan_json(handle, &text, &size); },
      reinterpret_cast<uintptr_t>(admin_));
  Invalid(vuoro_plan_json(plan, nullptr, &size), "bad_argument", "json");
  Invalid(vuoro_plan_json(plan, &text, nullptr), "bad_argument", "json_len");

  vuoro_id id = 0;
  BadSessions("vuoro_plan_publish",
              [&](auto* session) { return vuoro_plan_publish(session, nullptr, plan, &id); });
  BadHandles<vuoro_plan>(
      "vuoro_plan_publish",
      [&](auto* handle) { return vuoro_plan_publish(admin_, nullptr, handle, &id); },
      reinterpret_cast<uintptr_t>(admin_));
  Invalid(vuoro_plan_publish(admin_, nullptr, plan, nullptr), "bad_argument", "out");
  BadInput<vuoro_command>(
      "vuoro_plan_publish", VUORO_INIT(vuoro_command),
      [&](const vuoro_command* command) { return vuoro_plan_publish(admin_, command, plan, &id); },
      true);
  vuoro_plan_free(plan);
  std::string tuesday = json;
  tuesday.replace(tuesday.find("20260309"), 8, "20260310");
  ASSERT_EQ(parse(admin_, tuesday, &plan), VUORO_OK);
  Invalid(vuoro_plan_publish(admin_, nullptr, plan, &id), "bad_plan", "Tuesday");
  vuoro_plan_free(plan);
  BadClose("vuoro_plan_free", vuoro_plan_free);
}

TEST_F(MisuseTest, Events) {
  vuoro_events* events = nullptr;
  BadSessions("vuoro_events_open",
              [&](auto* session) { return vuoro_events_open(session, 0, &events); });
  BadHandleOutput<vuoro_events>(
      "vuoro_events_open", [&](auto** to) { return vuoro_events_open(admin_, 0, to); },
      [&](auto** to) { return vuoro_events_open(admin_, -1, to); });
  ASSERT_EQ(vuoro_events_open(admin_, INT64_MAX, &events), VUORO_OK);
  auto event = VUORO_INIT(vuoro_event);
  EXPECT_NE(vuoro_events_next(events, &event), VUORO_OK);
  EXPECT_NE(vuoro_events_wait(events, 0), VUORO_OK);
  vuoro_events_free(events);
  ASSERT_EQ(vuoro_events_open(admin_, 0, &events), VUORO_OK);
  const auto other = reinterpret_cast<uintptr_t>(admin_);
  BadHandles<vuoro_events>(
      "vuoro_events_next", [&](auto* handle) { return vuoro_events_next(handle, &event); }, other);
  BadOutput<vuoro_event>("vuoro_events_next",
                         [&](auto* out) { return vuoro_events_next(events, out); });
  BadHandles<vuoro_events>(
      "vuoro_events_wait", [](auto* handle) { return vuoro_events_wait(handle, 0); }, other);
  BadHandles<vuoro_events>(
      "vuoro_events_descriptor",
      [](auto* handle) {
        EXPECT_EQ(vuoro_events_descriptor(handle), -1);
        auto why = VUORO_INIT(vuoro_error);
        vuoro_last_error(&why);
        return why.status;
      },
      other);
  ASSERT_EQ(vuoro_events_next(events, &event), VUORO_OK);  // the refusals took nothing away
  EXPECT_EQ(event.seq, 1);
  vuoro_events_free(events);
  BadClose("vuoro_events_free", vuoro_events_free);
}

TEST_F(MisuseTest, OlderAndNewerHeaders) {
  // An older header's output: the library stops where it ends.
  struct {
    vuoro_ticket ticket;
    uint64_t behind;
  } out{};
  std::memset(&out, 0xAB, sizeof out);
  out.ticket.struct_size = 24;
  ASSERT_EQ(vuoro_ticket_read(admin_, ticket_.id, &out.ticket), VUORO_OK);
  EXPECT_EQ(out.ticket.struct_size, 24u);
  EXPECT_EQ(out.ticket.id, ticket_.id);
  EXPECT_EQ(out.ticket.office, hall_);
  EXPECT_EQ(static_cast<uint64_t>(out.ticket.service), 0xABABABABABABABABu);
  // A newer header's: what this library does not know is zero.
  out.ticket.struct_size = sizeof out;
  ASSERT_EQ(vuoro_ticket_read(admin_, ticket_.id, &out.ticket), VUORO_OK);
  EXPECT_EQ(out.ticket.service, advice_);
  EXPECT_EQ(out.behind, 0u);
  // An older header's request reads as if zeros followed; a newer one's as long as they do.
  auto search = GoodSearch();
  search.mode = 99;
  search.struct_size = offsetof(vuoro_search, mode);
  vuoro_slots* slots = nullptr;
  ASSERT_EQ(vuoro_slots_search(admin_, &search, &slots), VUORO_OK);
  vuoro_slots_free(slots);
  struct {
    vuoro_search search;
    uint64_t behind;
  } longer{GoodSearch(), 0};
  longer.search.struct_size = sizeof longer;
  ASSERT_EQ(vuoro_slots_search(admin_, &longer.search, &slots), VUORO_OK);
  // And bulk copies go by the first element's size, at any stride.
  struct Element {
    vuoro_slot slot;
    uint64_t behind;
  };
  std::vector<Element> elements(3);
  std::memset(elements.data(), 0xAB, elements.size() * sizeof(Element));
  elements[0].slot.struct_size = 32;
  ASSERT_EQ(vuoro_slots_copy(slots, 1, 3, &elements[0].slot, sizeof(Element)), VUORO_OK);
  for (const Element& element : elements) {
    EXPECT_EQ(element.slot.struct_size, 32u);
    EXPECT_GT(element.slot.start_us, TEST_NOW_US);
    EXPECT_EQ(static_cast<uint64_t>(element.slot.end_us), 0xABABABABABABABABu);
    EXPECT_EQ(element.behind, 0xABABABABABABABABu);
  }
  vuoro_slots_free(slots);
}

}  // namespace
