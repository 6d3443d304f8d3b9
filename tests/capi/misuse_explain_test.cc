// Explaining a plan that was read, called wrongly in every way that its arguments allow.
#include "misuse.h"

namespace {

std::string PlanOf(int from_ymd, const std::string& person, int to_min) {
  return R"({"from_ymd":)" + std::to_string(from_ymd) +
         R"(,"to_ymd":0,"cost":0,"bound":0,"field":[{"person":")" + person +
         R"(","office":"hall","weekday":1,"from_min":540,"to_min":)" + std::to_string(to_min) +
         R"(}],"video":[]})";
}

TEST_F(MisuseTest, ExplanationsOfPlansThatWereRead) {
  const auto parsed = [&](const std::string& json) {
    vuoro_plan* plan = nullptr;
    EXPECT_EQ(vuoro_plan_parse(admin_, json.c_str(), json.size(), &plan), VUORO_OK);
    return plan;
  };
  vuoro_plan* const plan = parsed(PlanOf(20260309, "olga", 720));
  vuoro_explanation* why = nullptr;
  auto request = VUORO_INIT(vuoro_explain_request);
  request.steps = 64;
  request.remedies = 1;
  const char* const name = "vuoro_plan_explain_read";
  BadSessions(name, [&](vuoro_session* session) {
    return vuoro_plan_explain_read(session, plan, &request, &why);
  });
  BadHandles<vuoro_plan>(
      name, [&](auto* handle) { return vuoro_plan_explain_read(admin_, handle, &request, &why); },
      reinterpret_cast<uintptr_t>(admin_));
  const auto explain = [&](const vuoro_explain_request* with) {
    return vuoro_plan_explain_read(admin_, plan, with, &why);
  };
  BadInput<vuoro_explain_request>(name, request, explain, true);
  BadHandleOutput<vuoro_explanation>(
      name, [&](auto** to) { return vuoro_plan_explain_read(admin_, plan, &request, to); },
      [&](auto** to) { return vuoro_plan_explain_read(admin_, nullptr, &request, to); });
  // Six of the eight half hours are served on Tuesday morning.
  ASSERT_EQ(explain(&request), VUORO_OK);
  ASSERT_GT(vuoro_explanation_unmet_count(why), 0u);
  auto unmet = VUORO_INIT(vuoro_unmet);
  ASSERT_EQ(vuoro_explanation_unmet_copy(why, 0, 1, &unmet, sizeof unmet), VUORO_OK);
  EXPECT_EQ(unmet.unmet, 2);
  EXPECT_EQ(unmet.wanted, 8);
  vuoro_explanation_free(why);

  // Half past, but not half an hour; a week without a Monday; too long a visit.
  for (const std::string& json : {PlanOf(20260309, "olga", 735), PlanOf(20260000, "olga", 720),
                                  PlanOf(20260309, "olga", 1380)}) {
    vuoro_plan* const bad = parsed(json);
    EXPECT_EQ(vuoro_plan_explain_read(admin_, bad, &request, &why), VUORO_INVALID_ARGUMENT) << json;
    EXPECT_EQ(last_reason(), std::string("bad_plan")) << json;
    vuoro_plan_free(bad);
  }
  vuoro_plan_free(plan);
}

}  // namespace
