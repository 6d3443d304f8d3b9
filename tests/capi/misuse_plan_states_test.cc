// Saved plans, called wrongly in every way that their arguments allow.
#include "misuse.h"

namespace {

const std::vector<vuoro_id> kStrangers = {0, -1, 5, INT64_MAX, INT64_MIN};

// A draft, and a plan that the town was asked about.
struct Saved {
  explicit Saved(vuoro_session* admin) {
    const std::string json =
        R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[{"person":"olga",)"
        R"("office":"hall","weekday":1,"from_min":540,"to_min":720}],"video":[]})";
    EXPECT_EQ(vuoro_plan_parse(admin, json.c_str(), json.size(), &plan), VUORO_OK);
    EXPECT_EQ(vuoro_plan_save(admin, nullptr, plan, 0, &out), VUORO_OK);
    draft = out.plan;
    EXPECT_EQ(vuoro_plan_save(admin, nullptr, plan, 0, &out), VUORO_OK);
    EXPECT_EQ(vuoro_plan_send(admin, nullptr, out.plan, &out), VUORO_OK);
    sent = out.plan;
    town = id_of(admin, VUORO_KIND_AGENCY, "town");
    state = id_of(admin, VUORO_KIND_AGENCY, "state");
  }
  ~Saved() { vuoro_plan_free(plan); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

  vuoro_plan* plan = nullptr;
  vuoro_id draft = 0, sent = 0, town = 0, state = 0;
  vuoro_plan_standing out = VUORO_INIT(vuoro_plan_standing);
};

TEST_F(MisuseTest, PlanSavingSendingWithdrawing) {
  Saved saved(admin_);
  hash_ = Hash();
  BadCommand<vuoro_plan_standing>("vuoro_plan_save",
                                  [&](auto* session, const auto* command, auto* to) {
                                    return vuoro_plan_save(session, command, saved.plan, 0, to);
                                  });
  BadHandles<vuoro_plan>(
      "vuoro_plan_save",
      [&](auto* handle) { return vuoro_plan_save(admin_, nullptr, handle, 0, &saved.out); },
      reinterpret_cast<uintptr_t>(admin_));
  Refused(vuoro_plan_save(admin_, nullptr, saved.plan, saved.draft, &saved.out),
          VUORO_FAILED_PRECONDITION, "wrong_state", "replaces");
  using Call =
      vuoro_status (*)(vuoro_session*, const vuoro_command*, vuoro_id, vuoro_plan_standing*);
  const std::map<const char*, Call> calls = {{"vuoro_plan_send", vuoro_plan_send},
                                             {"vuoro_plan_withdraw", vuoro_plan_withdraw}};
  for (const auto& [name, call] : calls) {
    BadCommand<vuoro_plan_standing>(name,
                                    [&, run = call](auto* session, const auto* command, auto* to) {
                                      return run(session, command, saved.draft, to);
                                    });
    for (const vuoro_id id : kStrangers) {
      Refused(call(admin_, nullptr, id, &saved.out), VUORO_NOT_FOUND, "unknown_id", name);
    }
  }
  for (const vuoro_id id : kStrangers) {
    if (id == 0) continue;
    Refused(vuoro_plan_save(admin_, nullptr, saved.plan, id, &saved.out), VUORO_NOT_FOUND,
            "unknown_id", "replaces");
  }
  Refused(vuoro_plan_send(admin_, nullptr, saved.sent, &saved.out), VUORO_FAILED_PRECONDITION,
          "wrong_state", "sent");
}

TEST_F(MisuseTest, PlanAnswers) {
  Saved saved(admin_);
  hash_ = Hash();
  BadCommand<vuoro_plan_standing>(
      "vuoro_plan_accept", [&](auto* session, const auto* command, auto* to) {
        return vuoro_plan_accept(session, command, saved.sent, saved.town, to);
      });
  BadCommand<vuoro_plan_standing>(
      "vuoro_plan_refuse", [&](auto* session, const auto* command, auto* to) {
        return vuoro_plan_refuse(session, command, saved.sent, saved.town, "no", to);
      });
  const auto accept = [&](vuoro_id plan, vuoro_id agency) {
    return vuoro_plan_accept(admin_, nullptr, plan, agency, &saved.out);
  };
  const auto refuse = [&](vuoro_id plan, vuoro_id agency) {
    return vuoro_plan_refuse(admin_, nullptr, plan, agency, "no", &saved.out);
  };
  for (const vuoro_id id : kStrangers) {
    Refused(accept(id, saved.town), VUORO_NOT_FOUND, "unknown_id", "plan");
    Refused(refuse(id, saved.town), VUORO_NOT_FOUND, "unknown_id", "plan");
    if (id == 0) continue;
    Refused(accept(saved.sent, id), VUORO_NOT_FOUND, "unknown_id", "agency");
    Refused(refuse(saved.sent, id), VUORO_NOT_FOUND, "unknown_id", "agency");
  }
  Invalid(accept(saved.sent, 0), "bad_argument", "no agency");
  Refused(accept(saved.sent, saved.state), VUORO_FAILED_PRECONDITION, "not_concerned", "state");
  Refused(refuse(saved.draft, saved.town), VUORO_FAILED_PRECONDITION, "wrong_state", "draft");
  const std::string long_reason(1001, 'r');
  for (const char* reason : {kBadText, "a\nb", long_reason.c_str()}) {
    Invalid(vuoro_plan_refuse(admin_, nullptr, saved.sent, saved.town, reason, &saved.out),
            "bad_text", "reason");
  }
  for (const char* reason : {static_cast<const char*>(nullptr), ""}) {
    Invalid(vuoro_plan_refuse(admin_, nullptr, saved.sent, saved.town, reason, &saved.out),
            "bad_argument", "no reason");
  }
}

TEST_F(MisuseTest, PlanPublishing) {
  Saved saved(admin_);
  hash_ = Hash();
  auto good = VUORO_INIT(vuoro_plan_publication);
  good.plan = saved.sent;
  good.force = 1;
  good.reason = "flood";
  const auto publish = [&](const vuoro_plan_publication* publication) {
    return vuoro_plan_publish_saved(admin_, nullptr, publication, &saved.out);
  };
  BadCommand<vuoro_plan_standing>("vuoro_plan_publish_saved",
                                  [&](auto* session, const auto* command, auto* to) {
                                    return vuoro_plan_publish_saved(session, command, &good, to);
                                  });
  BadInput<vuoro_plan_publication>("vuoro_plan_publish_saved", good, publish);
  for (const vuoro_id id : kStrangers) {
    auto bad = good;
    bad.plan = id;
    Refused(publish(&bad), VUORO_NOT_FOUND, "unknown_id", "plan");
  }
  for (const int32_t ymd : {1, -1, 20260310, 20260230, INT32_MAX, INT32_MIN}) {
    auto bad = good;
    bad.from_ymd = ymd;
    Invalid(publish(&bad), "bad_argument", "from_ymd");
  }
  const std::string long_reason(1001, 'r');
  for (const char* reason : {kBadText, "a\nb", long_reason.c_str()}) {
    auto bad = good;
    bad.reason = reason;
    Invalid(publish(&bad), "bad_text", "reason");
  }
  auto bad = good;
  bad.force = 2;
  Invalid(publish(&bad), "bad_argument", "force");
  bad.force = 0;
  Invalid(publish(&bad), "bad_argument", "a reason without force");
  bad.reason = nullptr;
  Refused(publish(&bad), VUORO_FAILED_PRECONDITION, "plan_unanswered", "unanswered");
  bad.reserved = 1;
  Refused(publish(&bad), VUORO_UNIMPLEMENTED, "unknown_tail", "reserved");
  bad.reserved = 0;
  bad.reserved_text = "x";
  Refused(publish(&bad), VUORO_UNIMPLEMENTED, "unknown_tail", "reserved_text");
}

TEST_F(MisuseTest, PlanReading) {
  Saved saved(admin_);
  hash_ = Hash();
  vuoro_plan* plan = nullptr;
  BadSessions("vuoro_plan_read",
              [&](auto* session) { return vuoro_plan_read(session, saved.draft, &plan); });
  BadHandleOutput<vuoro_plan>(
      "vuoro_plan_read", [&](auto** to) { return vuoro_plan_read(admin_, saved.draft, to); },
      [&](auto** to) { return vuoro_plan_read(admin_, 5, to); });
  vuoro_plan_standings* list = nullptr;
  BadSessions("vuoro_plan_standings_list",
              [&](auto* session) { return vuoro_plan_standings_list(session, 0, &list); });
  BadHandleOutput<vuoro_plan_standings>(
      "vuoro_plan_standings_list",
      [&](auto** to) { return vuoro_plan_standings_list(admin_, 0, to); },
      [&](auto** to) { return vuoro_plan_standings_list(admin_, -1, to); });
  for (const vuoro_id id : kStrangers) {
    Refused(vuoro_plan_read(admin_, id, &plan), VUORO_NOT_FOUND, "unknown_id", "plan");
    if (id == 0) continue;
    Refused(vuoro_plan_standings_list(admin_, id, &list), VUORO_NOT_FOUND, "unknown_id", "plan");
  }
  ASSERT_EQ(vuoro_plan_standings_list(admin_, 0, &list), VUORO_OK);
  BadCount("vuoro_plan_standings_count", vuoro_plan_standings_count);
  BadCount("vuoro_plan_answers_count", vuoro_plan_answers_count);
  BadCopy("vuoro_plan_standings_copy", list, vuoro_plan_standings_count(list),
          vuoro_plan_standings_copy);
  BadCopy("vuoro_plan_answers_copy", list, vuoro_plan_answers_count(list), vuoro_plan_answers_copy);
  vuoro_plan_standings_free(list);
  BadClose("vuoro_plan_standings_free", vuoro_plan_standings_free);
}

}  // namespace
