// Comparing plans and counting presence, called wrongly in every way that its arguments allow.
#include <array>

#include "misuse.h"

namespace {

TEST_F(MisuseTest, PlanChanges) {
  const std::string json =
      R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[{"person":"olga",)"
      R"("office":"hall","weekday":1,"from_min":540,"to_min":720}],"video":[]})";
  const std::string none =
      R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[],"video":[]})";
  vuoro_plan* before = nullptr;
  vuoro_plan* after = nullptr;
  ASSERT_EQ(vuoro_plan_parse(admin_, json.c_str(), json.size(), &before), VUORO_OK);
  ASSERT_EQ(vuoro_plan_parse(admin_, none.c_str(), none.size(), &after), VUORO_OK);
  vuoro_plan_changes* changes = nullptr;
  BadHandles<vuoro_plan>(
      "vuoro_plan_compare",
      [&](auto* handle) { return vuoro_plan_compare(handle, after, &changes); },
      reinterpret_cast<uintptr_t>(admin_));
  BadHandles<vuoro_plan>(
      "vuoro_plan_compare",
      [&](auto* handle) { return vuoro_plan_compare(before, handle, &changes); },
      reinterpret_cast<uintptr_t>(admin_));
  BadHandleOutput<vuoro_plan_changes>(
      "vuoro_plan_compare", [&](auto** to) { return vuoro_plan_compare(before, after, to); },
      [&](auto** to) { return vuoro_plan_compare(before, nullptr, to); });
  ASSERT_EQ(vuoro_plan_compare(before, after, &changes), VUORO_OK);
  auto difference = VUORO_INIT(vuoro_plan_difference);
  BadHandles<vuoro_plan_changes>(
      "vuoro_plan_changes_sum",
      [&](auto* handle) { return vuoro_plan_changes_sum(handle, &difference); },
      reinterpret_cast<uintptr_t>(before));
  BadOutput<vuoro_plan_difference>("vuoro_plan_changes_sum",
                                   [&](auto* bad) { return vuoro_plan_changes_sum(changes, bad); });
  BadCount("vuoro_plan_changes_count", vuoro_plan_changes_count);
  BadCopy("vuoro_plan_changes_copy", changes, vuoro_plan_changes_count(changes),
          vuoro_plan_changes_copy);
  vuoro_plan_changes_free(changes);
  vuoro_plan_free(before);
  vuoro_plan_free(after);
  BadClose("vuoro_plan_changes_free", vuoro_plan_changes_free);
}

TEST_F(MisuseTest, PlanExpenses) {
  const std::string json =
      R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[],"video":[],"expenses":[)"
      R"({"agency":"town","away_min":1,"drive_min":2,"booth_min":3,"interpreter_min":4,)"
      R"("away_cents":5,"drive_cents":6,"booth_cents":7,"interpreter_cents":8},)"
      R"({"agency":"gone","away_min":1,"drive_min":2,"booth_min":3,"interpreter_min":4,)"
      R"("away_cents":5,"drive_cents":6,"booth_cents":7,"interpreter_cents":8}]})";
  vuoro_plan* plan = nullptr;
  ASSERT_EQ(vuoro_plan_parse(admin_, json.c_str(), json.size(), &plan), VUORO_OK);
  BadCount("vuoro_plan_expenses_count", vuoro_plan_expenses_count);
  BadCopy("vuoro_plan_expenses_copy", plan, vuoro_plan_expenses_count(plan),
          vuoro_plan_expenses_copy);
  auto rows = std::array{VUORO_INIT(vuoro_plan_expense), VUORO_INIT(vuoro_plan_expense)};
  ASSERT_EQ(vuoro_plan_expenses_copy(plan, 0, 2, rows.data(), sizeof rows[0]), VUORO_OK);
  EXPECT_NE(rows[0].agency, 0);
  EXPECT_EQ(rows[1].agency, 0) << "of an agency that the document does not have";
  auto sum = VUORO_INIT(vuoro_plan_expense);
  BadHandles<vuoro_plan>(
      "vuoro_plan_expenses_sum",
      [&](auto* handle) { return vuoro_plan_expenses_sum(handle, &sum); },
      reinterpret_cast<uintptr_t>(admin_));
  BadOutput<vuoro_plan_expense>("vuoro_plan_expenses_sum",
                                [&](auto* bad) { return vuoro_plan_expenses_sum(plan, bad); });
  ASSERT_EQ(vuoro_plan_expenses_sum(plan, &sum), VUORO_OK);
  EXPECT_EQ(sum.away_min, 2);
  EXPECT_EQ(sum.interpreter_cents, 16);
  std::string broken = json;
  broken.replace(broken.find("booth_cents"), 11, "booth_zents");
  vuoro_plan* none = nullptr;
  Invalid(vuoro_plan_parse(admin_, broken.c_str(), broken.size(), &none), "bad_plan",
          "/expenses/0/booth_cents");
  vuoro_plan_free(plan);
}

TEST_F(MisuseTest, Presence) {
  const std::string json =
      R"({"from_ymd":20260309,"to_ymd":0,"cost":0,"bound":0,"field":[{"person":"olga",)"
      R"("office":"hall","weekday":1,"from_min":540,"to_min":720}],"video":[]})";
  vuoro_plan* plan = nullptr;
  ASSERT_EQ(vuoro_plan_parse(admin_, json.c_str(), json.size(), &plan), VUORO_OK);
  vuoro_presences* out = nullptr;
  BadSessions("vuoro_plan_presence",
              [&](auto* session) { return vuoro_plan_presence(session, plan, 0, &out); });
  BadHandles<vuoro_plan>(
      "vuoro_plan_presence",
      [&](auto* handle) { return vuoro_plan_presence(admin_, handle, 0, &out); },
      reinterpret_cast<uintptr_t>(admin_));
  BadHandleOutput<vuoro_presences>(
      "vuoro_plan_presence", [&](auto** to) { return vuoro_plan_presence(admin_, plan, 0, to); },
      [&](auto** to) { return vuoro_plan_presence(admin_, nullptr, 0, to); });
  for (const int32_t ymd : {-1, 20260310, 20260230, INT32_MAX, INT32_MIN}) {
    Invalid(vuoro_plan_presence(admin_, plan, ymd, &out), "bad_argument", "monday_ymd");
  }
  ASSERT_EQ(vuoro_plan_presence(admin_, plan, 0, &out), VUORO_OK);
  BadCount("vuoro_presences_count", vuoro_presences_count);
  BadCopy("vuoro_presences_copy", out, vuoro_presences_count(out), vuoro_presences_copy);
  vuoro_presences_free(out);
  vuoro_plan_free(plan);
  BadClose("vuoro_presences_free", vuoro_presences_free);
}

}  // namespace
