// A network with officials of two agencies, two later versions of it, and the people who plan it.
#ifndef VUORO_TESTS_ENGINE_PLAN_TEST_NETWORK_H_
#define VUORO_TESTS_ENGINE_PLAN_TEST_NETWORK_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/fixture.h"

namespace vuoro {

// `from` must stand in `text` once.
inline std::string With(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

inline constexpr std::string_view kEeva =
    R"({"id": "eeva", "role": "official", "agency": "town", "base": "centre", "languages": ["fi"],
     "hours": [{"days": "mon-fri", "from": "08:00", "to": "15:00"}]},
    )";

// The test network without an official of the town; anna and bert are Kela's.
inline std::string WithoutEeva() {
  return With(std::string(kTestNetwork), R"({"id": "town", "name")",
              R"({"id": "police", "name": "Police"}, {"id": "town", "name")");
}
inline std::string WithEeva() {
  return With(WithoutEeva(), R"({"id": "anna")", std::string(kEeva) + R"({"id": "anna")");
}
inline std::string BertOfTown() {
  return With(WithEeva(), R"("bert", "role": "official", "agency": "kela")",
              R"("bert", "role": "official", "agency": "town")");
}

class PlanFixture : public EngineFixture {
 public:
  AgencyId Agency(std::string_view key) const { return {Id(EntityKind::kAgency, key)}; }

  void LoadPlanNetwork() {
    Load(WithEeva());
    of_kela = planner;
    of_kela.agency = Agency("kela");
    of_town = planner;
    of_town.agency = Agency("town");
  }

  // Each of `people` is in the village on Tuesday, two hours each, one after the other from 9.
  static WeekPlan PlanOf(const std::vector<std::string>& people, int32_t from_ymd = 20260302) {
    WeekPlan plan;
    plan.from_ymd = from_ymd;
    int16_t hour = 9;
    for (const std::string& person : people) {
      const auto from_min = static_cast<int16_t>(hour * 60);
      plan.field.push_back(
          {person, "village", kTuesday, from_min, static_cast<int16_t>(from_min + 120)});
      hour = static_cast<int16_t>(hour + 2);
    }
    return plan;
  }

  // The types of all events on plans.
  std::vector<std::string> PlanEvents() const {
    std::vector<std::string> types;
    const auto records = (*engine->OpenEvents(admin, 0))->Next(10'000);
    EXPECT_TRUE(records.ok());
    for (const Record& record : *records) {
      if (record.type.starts_with("plan.")) types.push_back(record.type);
    }
    return types;
  }

  const Access planner{.role = Role::kPlanner, .agency = {}, .office = {}, .actor = "planner"};
  Access of_kela;  // the planners of one agency each
  Access of_town;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_ENGINE_PLAN_TEST_NETWORK_H_
