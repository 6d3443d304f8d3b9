// Random commands on plans by random people, against a model in plain words that is slow and
// obvious: the same refusals, the same plans in the same states, and a refusal changes no byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/plan_test_network.h"
#include "vuoro/engine/plan_states.h"

namespace vuoro {
namespace {

using Words = std::vector<std::string>;

// The three versions of the network, as far as plans are concerned: who works for whom.
const std::vector<std::map<std::string, std::string>> kAgencyOf = {
    {{"anna", "kela"}, {"bert", "kela"}, {"eeva", "town"}},
    {{"anna", "kela"}, {"bert", "town"}, {"eeva", "town"}},
    {{"anna", "kela"}, {"bert", "kela"}}};

struct Who {
  Role role = Role::kDisplay;
  std::string agency = {};  // scope; "" for all
  bool one_office = false;
};

struct ModelPlan {
  int64_t id = 0;
  std::string state = "draft";
  int from = 0;
  int to = 0;
  Words people = {};
  std::map<std::string, std::string> answers = {};  // agency -> draft, sent, accepted, refused
  int64_t replaces = 0;
  int64_t replaced_by = 0;
  bool overridden = false;
};

// A command as it is tried on both sides.
struct Attempt {
  std::string what;  // save, send, accept, refuse, publish, withdraw, publish_at_once
  Who by;
  int64_t plan = 0;
  int64_t replaces = 0;
  Words people;
  int from = 0;
  int to = 0;
  std::string agency;  // "" none, "?" one that is none
  std::string reason;
  bool force = false;
};

class Model {
 public:
  int network = 0;

  // The token of the refusal, or "" and the plan has moved. `new_id` is what the engine gave.
  std::string Try(const Attempt& wish, int64_t new_id) {
    if (wish.by.role != Role::kAdmin && wish.by.role != Role::kPlanner) return "permission_denied";
    if (wish.what == "publish_at_once") return PublishAtOnce(wish, new_id);
    if (wish.what == "accept" || wish.what == "refuse") return Answer(wish);
    if (!wish.by.agency.empty() || wish.by.one_office) return "out_of_scope";
    if (wish.what == "save") return Save(wish, new_id);
    if (wish.what == "publish") return Publish(wish);
    ModelPlan* plan = Find(wish.plan);
    if (plan == nullptr) return "unknown_id";
    if (wish.what == "withdraw") {
      if (Over(*plan)) return "wrong_state";
      plan->state = "withdrawn";
      return "";
    }
    if (plan->state != "draft") return "wrong_state";
    if (!AllKnown(plan->people)) return "bad_plan";
    plan->answers.clear();
    for (const std::string& agency : Concerned(plan->people)) plan->answers[agency] = "sent";
    Sum(*plan);
    return "";
  }

  // All plans by their first Monday; saved ones before those published at once, each in their
  // order.
  std::vector<ModelPlan> List() const {
    std::vector<ModelPlan> all = saved_;
    std::vector<ModelPlan> rest = at_once_;
    const auto earlier = [](const ModelPlan& a, const ModelPlan& b) { return a.from < b.from; };
    std::stable_sort(rest.begin(), rest.end(), earlier);
    all.insert(all.end(), rest.begin(), rest.end());
    std::stable_sort(all.begin(), all.end(), earlier);
    return all;
  }

 private:
  static bool Over(const ModelPlan& plan) {
    return plan.state == "published" || plan.state == "withdrawn" || plan.state == "replaced";
  }
  static void Sum(ModelPlan& plan) {
    int accepted = 0;
    int refused = 0;
    for (const auto& [agency, answer] : plan.answers) {
      accepted += answer == "accepted" ? 1 : 0;
      refused += answer == "refused" ? 1 : 0;
    }
    plan.state = "sent";
    if (accepted == static_cast<int>(plan.answers.size())) plan.state = "accepted";
    if (refused > 0) plan.state = "refused";
  }
  bool AllKnown(const Words& people) const {
    return std::all_of(people.begin(), people.end(), [&](const std::string& person) {
      return kAgencyOf[network].contains(person);
    });
  }
  std::set<std::string> Concerned(const Words& people) const {
    std::set<std::string> agencies;
    for (const std::string& person : people) agencies.insert(kAgencyOf[network].at(person));
    return agencies;
  }
  ModelPlan* Find(int64_t id) {
    for (auto* list : {&saved_, &at_once_}) {
      for (ModelPlan& plan : *list) {
        if (plan.id == id) return &plan;
      }
    }
    return nullptr;
  }

  std::string PublishAtOnce(const Attempt& wish, int64_t new_id) {
    if (!AllKnown(wish.people)) return "bad_plan";
    at_once_.push_back({.id = new_id, .state = "published", .from = wish.from, .to = wish.to});
    return "";
  }

  std::string Save(const Attempt& wish, int64_t new_id) {
    if (!AllKnown(wish.people)) return "bad_plan";
    if (wish.replaces != 0) {
      ModelPlan* old = Find(wish.replaces);
      if (old == nullptr) return "unknown_id";
      if (old->state != "refused") return "wrong_state";
      old->state = "replaced";
      old->replaced_by = new_id;
    }
    ModelPlan plan{.id = new_id, .from = wish.from, .to = wish.to, .people = wish.people};
    plan.replaces = wish.replaces;
    for (const std::string& agency : Concerned(wish.people)) plan.answers[agency] = "draft";
    saved_.push_back(plan);
    return "";
  }

  std::string Answer(const Attempt& wish) {
    const std::string agency = wish.agency.empty() ? wish.by.agency : wish.agency;
    if (agency.empty()) return "bad_argument";
    if (!wish.by.agency.empty() && wish.by.agency != agency) return "out_of_scope";
    if (wish.by.one_office) return "out_of_scope";
    if ((wish.what == "refuse") == wish.reason.empty()) return "bad_argument";
    ModelPlan* plan = Find(wish.plan);
    if (plan == nullptr) return "unknown_id";
    if (Over(*plan) || plan->state == "draft") return "wrong_state";
    if (agency == "?") return "unknown_id";
    if (!plan->answers.contains(agency)) return "not_concerned";
    std::string& answer = plan->answers[agency];
    const std::string now = wish.what == "accept" ? "accepted" : "refused";
    if (answer == now) return "wrong_state";
    answer = now;
    Sum(*plan);
    return "";
  }

  std::string Publish(const Attempt& wish) {
    if (wish.force && wish.by.role != Role::kAdmin) return "permission_denied";
    if (!wish.force && !wish.reason.empty()) return "bad_argument";
    ModelPlan* plan = Find(wish.plan);
    if (plan == nullptr) return "unknown_id";
    if (Over(*plan)) return "wrong_state";
    if (wish.from != 0 && Date::FromYmd(wish.from).weekday() != kMonday) return "bad_argument";
    if (wish.from != 0 && plan->to != 0 && wish.from > plan->to) return "bad_argument";
    if (!AllKnown(plan->people)) return "bad_plan";
    int refused = 0;
    int lacking = 0;
    for (const std::string& agency : Concerned(plan->people)) {
      const auto answer = plan->answers.find(agency);
      const std::string word = answer == plan->answers.end() ? "" : answer->second;
      refused += word == "refused" ? 1 : 0;
      lacking += word == "accepted" ? 0 : 1;
    }
    if (!wish.force && refused > 0) return "plan_refused";
    if (!wish.force && lacking > 0) return "plan_unanswered";
    plan->overridden = lacking > 0;
    plan->state = "published";
    if (wish.from != 0) plan->from = wish.from;
    return "";
  }

  std::vector<ModelPlan> saved_;    // in the order of saving
  std::vector<ModelPlan> at_once_;  // in the order of publishing
};

class PlanStatesRandomTest : public testing::TestWithParam<uint64_t>, public PlanFixture {
 protected:
  PlanStatesRandomTest() : random_(GetParam()) {}

  template <class T>
  const T& One(const std::vector<T>& of) {
    return of[random_.Below(of.size())];
  }

  // Mostly the people who may, now and then those who may not.
  Who Somebody() {
    const uint64_t draw = random_.Below(12);
    if (draw == 0) return {Role::kCounter, "", false};
    if (draw == 1) return {Role::kPlanner, "", true};
    if (draw < 4) return {Role::kPlanner, One<std::string>({"kela", "town", "police"}), false};
    return {draw < 8 ? Role::kPlanner : Role::kAdmin, "", false};
  }

  Attempt RandomAttempt() {
    Attempt wish;
    wish.what = One<std::string>({"save", "save", "send", "send", "accept", "accept", "accept",
                                  "refuse", "refuse", "publish", "publish", "publish", "withdraw",
                                  "publish_at_once"});
    wish.by = Somebody();
    wish.plan = ids_.empty() || random_.Chance(1, 20) ? 77 : Recent();
    if (random_.Chance(1, 3)) wish.replaces = ids_.empty() ? 78 : Recent();
    for (const char* person : {"anna", "bert", "eeva"}) {
      if (random_.Chance(1, 2)) wish.people.push_back(person);
    }
    const bool made = wish.what == "save" || wish.what == "publish_at_once";
    wish.from = One<int>({20260302, 20260309, 20260316});
    if (!made && random_.Chance(1, 2)) wish.from = 0;
    if (!made && random_.Chance(1, 10)) wish.from = 20260310;
    if (made && random_.Chance(1, 4)) wish.to = 20260316;
    wish.agency = One<std::string>({"", "kela", "kela", "town", "town", "police", "?"});
    const bool needs_reason = wish.what == "refuse";
    if (needs_reason != random_.Chance(1, 15)) wish.reason = "because";
    wish.force = random_.Chance(1, 5);
    if (wish.what == "publish") wish.reason = wish.force ? wish.reason : "";
    if (wish.what == "publish" && random_.Chance(1, 20)) wish.reason = "because";
    return wish;
  }
  // The last few, so that plans get somewhere.
  int64_t Recent() {
    const size_t few = std::min<size_t>(ids_.size(), 5);
    return ids_[ids_.size() - 1 - random_.Below(few)];
  }

  Access AccessOf(const Who& person) const {
    Access access;
    access.role = person.role;
    access.actor = "somebody";
    if (!person.agency.empty()) access.agency = Agency(person.agency);
    if (person.one_office) access.office = Office("village");
    return access;
  }

  // What the engine says, and the id where it made a plan.
  std::pair<absl::Status, int64_t> Do(const Attempt& wish) {
    const Access by = AccessOf(wish.by);
    WeekPlan plan = PlanOf(wish.people, wish.from);
    plan.to_ymd = wish.to;
    if (wish.what == "publish_at_once") {
      const auto id = engine->PublishPlan(by, {}, plan);
      return {id.status(), id.value_or(PlanId()).value};
    }
    const AgencyId agency = wish.agency.empty()  ? AgencyId()
                            : wish.agency == "?" ? AgencyId{99}
                                                 : Agency(wish.agency);
    const PlanId id{wish.plan};
    const auto standing = [&]() -> absl::StatusOr<PlanStanding> {
      if (wish.what == "save") return engine->SavePlan(by, {}, {plan, PlanId{wish.replaces}});
      if (wish.what == "send") return engine->SendPlan(by, {}, id);
      if (wish.what == "accept") return engine->AcceptPlan(by, {}, {id, agency, wish.reason});
      if (wish.what == "refuse") return engine->RefusePlan(by, {}, {id, agency, wish.reason});
      if (wish.what == "withdraw") return engine->WithdrawPlan(by, {}, id);
      return engine->PublishSavedPlan(by, {}, {id, wish.from, wish.force, wish.reason});
    }();
    return {standing.status(), standing.value_or(PlanStanding()).id.value};
  }

  void Agree(const Engine& with) const {
    const auto standings = with.PlanStandings(planner);
    ASSERT_TRUE(standings.ok()) << standings.status();
    const std::vector<ModelPlan> wanted = model_.List();
    ASSERT_EQ(standings->size(), wanted.size());
    for (size_t i = 0; i < wanted.size(); ++i) {
      const PlanStanding& found = (*standings)[i];
      std::map<std::string, std::string> answers;
      for (const AgencyAnswer& answer : found.agencies) {
        answers[*with.FindKey(admin, answer.agency.value)] = WordOf(answer.state);
        EXPECT_EQ(answer.reason, answer.state == PlanState::kRefused ? "because" : "");
      }
      EXPECT_EQ(found.id.value, wanted[i].id);
      EXPECT_EQ(WordOf(found.state), wanted[i].state) << found.id.value;
      EXPECT_EQ(found.from_ymd, wanted[i].from);
      EXPECT_EQ(found.to_ymd, wanted[i].to);
      EXPECT_EQ(found.replaces.value, wanted[i].replaces);
      EXPECT_EQ(found.replaced_by.value, wanted[i].replaced_by);
      EXPECT_EQ(found.overridden, wanted[i].overridden);
      EXPECT_EQ(answers, wanted[i].answers) << found.id.value;
    }
    const auto published = std::count_if(wanted.begin(), wanted.end(),
                                         [](const ModelPlan& p) { return p.state == "published"; });
    EXPECT_EQ(with.Plans(admin)->size(), published);
  }

  // Over all seeds, everything was done and everything was refused for every reason.
  static void TearDownTestSuite() {
    if (seeds_ < kSeeds) return;  // filtered
    for (const char* word :
         {"save", "send", "accept", "refuse", "publish", "withdraw", "publish_at_once",
          "permission_denied", "out_of_scope", "bad_argument", "unknown_id", "wrong_state",
          "not_concerned", "bad_plan", "plan_refused", "plan_unanswered"}) {
      EXPECT_GE(seen_[word], 5) << word;
    }
  }

  static constexpr int kSeeds = 24;
  static constexpr int kSteps = 250;
  inline static std::map<std::string, int> seen_;
  inline static int seeds_ = 0;
  vuoro::Random random_;
  Model model_;
  std::vector<int64_t> ids_;
};

TEST_P(PlanStatesRandomTest, TheEngineDoesWhatTheModelDoes) {
  LoadPlanNetwork();
  const std::vector<std::string> networks = {WithEeva(), BertOfTown(), WithoutEeva()};
  for (int step = 0; step < kSteps; ++step) {
    if (random_.Chance(1, 25)) {
      model_.network = static_cast<int>(random_.Below(networks.size()));
      Load(networks[static_cast<size_t>(model_.network)]);
    }
    clock->AdvanceSeconds(60);
    const Attempt wish = RandomAttempt();
    const Digest before = engine->StateHash();
    const int64_t seq = engine->published_seq();
    const auto [status, id] = Do(wish);
    const std::string refusal = model_.Try(wish, id);
    ASSERT_EQ(ReasonOf(status), refusal) << "step " << step << ": " << wish.what << ": " << status;
    ++seen_[refusal.empty() ? wish.what : refusal];
    ASSERT_EQ(engine->StateHash() == before, !status.ok()) << wish.what;
    ASSERT_EQ(engine->published_seq() == seq, !status.ok()) << wish.what;
    if (status.ok() && (wish.what == "save" || wish.what == "publish_at_once")) ids_.push_back(id);
    if (step % 10 == 0) Agree(*engine);
  }
  Agree(*engine);
  ++seeds_;
  // A replay, and a start from a snapshot with more behind it, give the same state.
  const auto replayed = Open(8);
  EXPECT_EQ(replayed->StateHash(), engine->StateHash());
  Agree(*replayed);
  ASSERT_TRUE(engine->WriteSnapshot(admin).ok());
  const auto opened = Open(9);
  EXPECT_EQ(opened->StateHash(), engine->StateHash());
  Agree(*opened);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlanStatesRandomTest,
                         testing::Range<uint64_t>(1, 25));  // kSeeds of them

}  // namespace
}  // namespace vuoro
