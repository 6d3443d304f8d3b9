// The planning problem as JSON: round trips, and the place of every fault.
#include "vuoro/planning/problem.h"

#include <gtest/gtest.h>

#include <functional>

#include "fixtures.h"
#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

TEST(ProblemJsonTest, ReadsWhatItWrites) {
  const Problem problem = LoadProblem("n005.json");
  EXPECT_EQ(problem.name, "n005_s1");
  EXPECT_EQ(problem.offices.size(), 5u);
  EXPECT_EQ(problem.officials.size(), 8u);
  EXPECT_EQ(problem.demand.size(), 44u);
  const std::string written = ProblemToJson(problem);
  absl::StatusOr<Problem> again = ParseProblem(written);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, problem);
  EXPECT_EQ(ProblemToJson(*again), written);

  Problem more = problem;
  more.agency_weights.assign(problem.agencies.size(), {100, 10});
  more.agency_weights[1] = {7, 300};
  more.demand[3].weekdays = {4, 1};
  more.lunch_after = 8;
  more.presence = {{0, 0, 4, {3, 9}}};
  more.presence[0].agency = problem.agreements[0].agency;
  more.presence[0].office = problem.agreements[0].office;
  more.weights.absence = 70;
  more.offices[2].no_video = {3};
  more.officials[2].remote_gaps = {{}, {{9, 10}, {13, 14}}, {}, {}, {}};
  again = ParseProblem(ProblemToJson(more));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, more);

  const Plan plan = LoadPlan("n005.witness.json");
  absl::StatusOr<Plan> same = ParsePlan(PlanToJson(plan, "n005_s1"));
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(*same, plan);
}

struct TextFault {
  std::string from;  // replaced in the document by `to`
  std::string to;
  std::string path;
};

TEST(ProblemJsonTest, NamesThePlaceOfEveryFault) {
  const std::string text = ProblemToJson(LoadProblem("n005.json"));
  for (const TextFault& fault : {
           TextFault{R"("days":5,)", "", ""},
           TextFault{R"("days":5)", R"("days":"5")", "/days"},
           TextFault{R"("days":5)", R"("days":5000000000)", "/days"},
           TextFault{R"("days":5)", R"("days":5.0)", "/days"},
           TextFault{R"("format":"weekly-plan-1")", R"("format":"weekly-plan-2")", "/format"},
           TextFault{R"("agreements":[{"agency":0)", R"("agreements":[{"agency":null)",
                     "/agreements/0/agency"},
           TextFault{R"("languages":[{"code")", R"("languages":[7,{"code")", "/languages/0"},
           TextFault{R"("video":true)", R"("video":1)", "/demand/"},
           TextFault{R"("id":1,)", R"("id":9,)", "/id"},
       }) {
    std::string broken = text;
    const size_t at = broken.find(fault.from);
    ASSERT_NE(at, std::string::npos) << fault.from;
    broken.replace(at, fault.from.size(), fault.to);
    const absl::Status status = ParseProblem(broken).status();
    EXPECT_TRUE(HasReason(status, Reason::kBadDocument)) << fault.to << status;
    EXPECT_NE(PathOf(status).find(fault.path), std::string::npos) << PathOf(status);
  }
  for (const char* junk : {"", "{", "[]", "null", "{\"format\":3}"}) {
    EXPECT_TRUE(HasReason(ParseProblem(junk).status(), Reason::kBadDocument)) << junk;
    EXPECT_TRUE(HasReason(ParsePlan(junk).status(), Reason::kBadDocument)) << junk;
  }
}

// What a document says may stand in a message, but a message is one line.
TEST(ProblemJsonTest, AMessageIsOneLine) {
  for (const std::string json :
       {R"({"format":"weekly\nplan\u007f"})", R"({"format":"weekly-plan-1","ab\ns\rent":[]})"}) {
    const absl::Status status = ParseDisruption(json).status();
    EXPECT_TRUE(HasReason(status, Reason::kBadDocument)) << status;
    EXPECT_EQ(MessageOf(status).find_first_of("\n\r\x7f"), std::string::npos) << status;
    EXPECT_EQ(PathOf(status).find_first_of("\n\r\x7f"), std::string::npos) << status;
  }
}

TEST(ProblemJsonTest, SurvivesTruncationAnywhere) {
  const std::string text = ProblemToJson(LoadProblem("n005.json"));
  for (size_t n = 0; n + 1 < text.size(); n += 97) {
    EXPECT_FALSE(ParseProblem(text.substr(0, n)).ok()) << n;
  }
}

struct ValueFault {
  std::function<void(Problem&)> damage;
  std::string path;
  Reason reason = Reason::kBadArgument;
};

TEST(ProblemTest, ValidateNamesEveryFault) {
  const Problem good = LoadProblem("n005.json");
  ASSERT_TRUE(good.Validate().ok());
  const std::vector<ValueFault> faults = {
      {[](Problem& p) { p.days = kMaxDays + 1; }, "/days"},
      {[](Problem& p) { p.slots_per_day = kMaxSlotsPerDay + 1; }, "/slots_per_day"},
      {[](Problem& p) { p.slot_minutes = 0; }, "/slot_minutes"},
      {[](Problem& p) { p.weights.unmet = -1; }, "/weights/unmet"},
      {[](Problem& p) { p.weights.travel = kMaxWeight + 1; }, "/weights/travel"},
      {[](Problem& p) { p.agency_weights.resize(3); }, "/agency_weights"},
      {[](Problem& p) {
         p.agency_weights.resize(p.agencies.size());
         p.agency_weights[1].wait = -1;
       },
       "/agency_weights/1/wait"},
      {[](Problem& p) { p.lunch_after = 1; }, "/lunch_after"},
      {[](Problem& p) { p.weights.absence = -1; }, "/weights/absence"},
      {[](Problem& p) { p.offices[1].no_video = {5}; }, "/offices/1/no_video/0"},
      {[](Problem& p) {
         p.presence = {{p.agreements[0].agency, p.agreements[0].office, 5, {0, 1}}};
       },
       "/presence/0/day"},
      {[](Problem& p) {
         p.presence = {{p.agreements[0].agency, p.agreements[0].office, 4, {0, 23}}};
       },
       "/presence/0/hours"},
      {[](Problem& p) {
         p.presence = {{p.agreements[0].agency, p.agreements[0].office, 4, {0, 1}}};
         p.agreements.erase(p.agreements.begin());
       },
       "/presence/0"},
      {[](Problem& p) { p.lunch_after = 23; }, "/lunch_after"},
      {[](Problem& p) { p.officials[3].remote_gaps.resize(4); }, "/officials/3/remote_gaps"},
      {[](Problem& p) {
         p.officials[3].remote_gaps.resize(5);
         p.officials[3].remote_gaps[2] = {{4, 5}, {5, 4}};
       },
       "/officials/3/remote_gaps/2/1"},
      {[](Problem& p) { p.max_visit = p.min_visit - 1; }, "/max_visit"},
      {[](Problem& p) { p.max_stops = kMaxStops + 1; }, "/max_stops"},
      {[](Problem& p) { p.interpreters.pop_back(); }, "/interpreters"},
      {[](Problem& p) { p.interpreters[2][1].pop_back(); }, "/interpreters/2/1"},
      {[](Problem& p) { p.interpreters[2][1][3] = -1; }, "/interpreters/2/1/3"},
      {[](Problem& p) { p.offices[1].desks = 0; }, "/offices/1/desks"},
      {[](Problem& p) { p.offices[1].booths = kMaxCapacity + 1; }, "/offices/1/booths"},
      {[](Problem& p) {
         p.offices[1].open[0] = {9, 8};
       },
       "/offices/1/open/0"},
      {[](Problem& p) { p.offices[1].open.pop_back(); }, "/offices/1/open"},
      {[](Problem& p) { p.drive_minutes.pop_back(); }, "/drive_minutes"},
      {[](Problem& p) { p.drive_minutes[1][2] = -4; }, "/drive_minutes/1/2"},
      {[](Problem& p) { p.officials[3].agency = 4; }, "/officials/3/agency"},
      {[](Problem& p) { p.officials[3].base = -1; }, "/officials/3/base"},
      {[](Problem& p) {
         p.officials[3].languages = {0, 0};
       },
       "/officials/3/languages/1"},
      {[](Problem& p) { p.officials[3].languages = {4}; }, "/officials/3/languages/0"},
      {[](Problem& p) { p.officials[3].offices = {99}; }, "/officials/3/offices/0"},
      {[](Problem& p) { p.officials[3].field.pop_back(); }, "/officials/3/field"},
      {[](Problem& p) { p.officials[3].max_day = -1; }, "/officials/3/max_day"},
      {[](Problem& p) { p.officials[3].max_week = 1000; }, "/officials/3/max_week"},
      {[](Problem& p) { p.officials[3].max_field_days = -1; }, "/officials/3/max_field_days"},
      {[](Problem& p) {
         p.officials[3].remote[2] = {0, 99};
       },
       "/officials/3/remote/2"},
      {[](Problem& p) { p.agreements[1].office = 5; }, "/agreements/1/office"},
      {[](Problem& p) { p.agreements[1].min_visits = p.agreements[1].max_visits + 1; },
       "/agreements/1/max_visits"},
      {[](Problem& p) { p.agreements[1].weekdays = {7}; }, "/agreements/1/weekdays/0"},
      {[](Problem& p) { p.agreements.push_back(p.agreements[0]); }, "/agreements/12"},
      {[](Problem& p) {
         p.exclusive.push_back({0, {1, 9}});
       },
       "/exclusive/0/agencies/1"},
      {[](Problem& p) { p.demand[5].language = 77; }, "/demand/5/language"},
      {[](Problem& p) {
         p.demand[5].weekdays = {1, 5};
       },
       "/demand/5/weekdays/1"},
      {[](Problem& p) { p.demand[5].slots = -1; }, "/demand/5/slots"},
      {[](Problem& p) { p.languages.resize(kMaxLanguages + 1); }, "/languages",
       Reason::kLimitReached},
      {[](Problem& p) { p.agencies.resize(kMaxAgencies + 1); }, "/agencies", Reason::kLimitReached},
      {[](Problem& p) { p.officials.resize(kMaxOfficials + 1); }, "/officials",
       Reason::kLimitReached},
      {[](Problem& p) { p.demand.resize(kMaxLines + 1); }, "/demand", Reason::kLimitReached},
      {[](Problem& p) { p.offices.resize(kMaxOffices + 1); }, "/offices", Reason::kLimitReached},
      {[](Problem& p) { p.demand.resize(p.demand.size() + kMaxLinesPerAgreement, p.demand[0]); },
       "/demand/", Reason::kLimitReached},
      {[](Problem& p) {
         p.languages.resize(30);
         p.interpreters.resize(30, p.interpreters[0]);
         p.officials[0].languages.clear();
         for (int l = 9; l < 9 + kMaxSpokenLanguages + 1; ++l) {
           p.officials[0].languages.push_back(l);
         }
         p.officials.push_back(p.officials[0]);
         p.officials.back().languages.clear();
       },
       "/agencies/0", Reason::kLimitReached},
  };
  for (const ValueFault& fault : faults) {
    Problem broken = good;
    fault.damage(broken);
    const absl::Status status = broken.Validate();
    EXPECT_TRUE(HasReason(status, fault.reason)) << fault.path << " " << status;
    EXPECT_EQ(PathOf(status).substr(0, fault.path.size()), fault.path) << status;
  }
}

}  // namespace
}  // namespace vuoro::planning
