// What calls make way for calls: each moved to where it still serves, and only there.
#include "planning/calls.h"

#include <gtest/gtest.h>

#include <vector>

#include "planning/index.h"
#include "planning/state.h"

namespace vuoro::planning {
namespace {

Official OnDuty(int agency, int base, std::vector<Window> remote) {
  const size_t days = remote.size();
  return {.agency = agency,
          .base = base,
          .languages = {0},
          .offices = {},
          .field = std::vector<bool>(days, false),
          .max_field_days = 0,
          .max_day = 0,
          .max_week = 0,
          .remote = std::move(remote)};
}

// One day of eight slots, Finnish only, offices that are an hour apart with a booth each.
Problem OneDay(int agencies, int offices) {
  Problem problem;
  problem.days = 1;
  problem.slots_per_day = 8;
  problem.min_visit = 1;
  problem.max_visit = 4;
  problem.languages = {{"fi", false}};
  problem.interpreters.assign(1, std::vector(1, std::vector<int>(8)));
  problem.agencies.assign(static_cast<size_t>(agencies), "agency");
  problem.offices.assign(static_cast<size_t>(offices),
                         {.name = "office", .desks = 1, .booths = 1, .open = {{0, 8}}});
  problem.drive_minutes.assign(static_cast<size_t>(offices),
                               std::vector<int>(static_cast<size_t>(offices), 60));
  for (size_t o = 0; o < problem.offices.size(); ++o) problem.drive_minutes[o][o] = 0;
  return problem;
}

TEST(CallsTest, AnotherAgencysCallGivesItsBooth) {
  Problem problem = OneDay(2, 1);
  problem.officials = {OnDuty(0, 0, {{5, 6}}), OnDuty(1, 0, {{5, 7}})};
  problem.demand = {{.agency = 0, .office = 0, .language = 0, .slots = 1, .video = true},
                    {.agency = 1, .office = 0, .language = 0, .slots = 1, .video = true}};
  ASSERT_TRUE(problem.Validate().ok()) << problem.Validate();
  const Index index(problem);
  State state(index);
  state.AddCall(1, 0, 5);
  Random random(1);
  FillCalls(index, state, 0, random);
  EXPECT_EQ(state.left(0), 1);
  FillByMovingCalls(index, state, 0, random);
  EXPECT_EQ(state.left(0), 0);
  EXPECT_EQ(state.CallSlots(0, 0), uint32_t{1} << 5);
  EXPECT_EQ(state.CallSlots(1, 0), uint32_t{1} << 6);
}

TEST(CallsTest, AnotherOfficesCallGivesItsOfficial) {
  Problem problem = OneDay(1, 2);
  problem.offices[0].open = {{5, 6}};
  problem.officials = {OnDuty(0, 0, {{5, 7}})};
  problem.demand = {{.agency = 0, .office = 0, .language = 0, .slots = 1, .video = true},
                    {.agency = 0, .office = 1, .language = 0, .slots = 1, .video = true}};
  ASSERT_TRUE(problem.Validate().ok()) << problem.Validate();
  const Index index(problem);
  State state(index);
  state.AddCall(1, 0, 5);
  Random random(1);
  FillByMovingCalls(index, state, 0, random);
  EXPECT_EQ(state.left(0), 0);
  EXPECT_EQ(state.left(1), 0);
  EXPECT_EQ(state.CallSlots(1, 0), uint32_t{1} << 6);
}

TEST(CallsTest, ACallStaysWhereItHasNowhereToGo) {
  Problem problem = OneDay(2, 1);
  problem.officials = {OnDuty(0, 0, {{5, 6}}), OnDuty(1, 0, {{5, 6}})};
  problem.demand = {{.agency = 0, .office = 0, .language = 0, .slots = 1, .video = true},
                    {.agency = 1, .office = 0, .language = 0, .slots = 1, .video = true}};
  const Index index(problem);
  State state(index);
  state.AddCall(1, 0, 5);
  Random random(1);
  FillByMovingCalls(index, state, 0, random);
  EXPECT_EQ(state.left(0), 1);
  EXPECT_EQ(state.CallSlots(1, 0), uint32_t{1} << 5);
}

}  // namespace
}  // namespace vuoro::planning
