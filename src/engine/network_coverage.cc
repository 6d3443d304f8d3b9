// Counts what a week of supply gives, and measures coverage with it.
#include "vuoro/engine/network_coverage.h"

#include "engine/run.h"
#include "vuoro/availability/day_mask.h"
#include "vuoro/base/status.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

constexpr int kWeekDays = 7;

// Leaves the quanta of `mask` in which `pool` has somebody present.
void KeepPresent(const Pool& pool, mask::Mask open, std::vector<uint64_t>& somebody) {
  if (pool.presence.empty()) return;  // fixed things are always there
  mask::Clear(somebody);
  for (const uint64_t* presence : pool.presence) {
    if (presence != nullptr) mask::Or(somebody, {presence, somebody.size()});
  }
  mask::And(open, somebody);
}

// Ids that nobody sees, for a directory of a network that no journal knows.
Directory NumberedDirectory(const Network& network) {
  EntityIds ids;
  int64_t next = 1;
  for (std::string& name : MissingEntities(network, {})) ids.emplace(std::move(name), next++);
  return Directory(network, ids);
}

}  // namespace

std::vector<OfferWeek> GivenInWeek(const Supply& supply, Date monday) {
  const Network& network = supply.network();
  std::vector<OfferWeek> given(network.offers.size());
  const auto width = static_cast<size_t>(supply.quantum().words());
  std::vector<uint64_t> open(width);
  std::vector<uint64_t> somebody(width);
  for (size_t i = 0; i < network.offers.size(); ++i) {
    const OfferIndex index(i);
    if (supply.plan(index).duration == 0) continue;
    BoundOffer bound(supply, index, LanguageIndex());
    if (bound.hopeless()) continue;
    for (int day = 0; day < kWeekDays; ++day) {
      const SupplyDay& of_day = supply.Day(monday.AddDays(day));
      if (of_day.Starts(index) == nullptr) continue;  // closed, not agreed, or by request
      const uint64_t* from = of_day.Open(index);
      open.assign(from, from + width);
      for (const Pool& pool : bound.On(of_day)) KeepPresent(pool, open, somebody);
      const int minutes = mask::Count(open) * supply.quantum().minutes();
      given[i].minutes += minutes;
      if (minutes > 0) given[i].days |= WeekdayBit(day);
    }
  }
  return given;
}

absl::StatusOr<NetworkCoverage> MeasureNetwork(std::shared_ptr<const Network> network,
                                               const CoverageWish& wish) {
  NetworkCoverage out;
  CoverageQuestion question;
  question.within_min = wish.within_min;
  question.date = wish.date;
  std::vector<OfferWeek> given;
  if (wish.services) {
    const Date monday = wish.date.monday();
    if (!monday.valid() || !monday.AddDays(kWeekDays).valid()) {
      return Fail(Reason::kBadArgument, "the week of {} leaves the calendar",
                  FormatDate(wish.date));
    }
    std::vector<WeekPlan> plans = wish.plans;
    if (wish.plan != nullptr) {
      plans = {*wish.plan};
      plans.front().from_ymd = monday.AddDays(-7 * WeekOfCycle(*wish.plan, monday)).Ymd();
      plans.front().to_ymd = 0;
    }
    VUORO_ASSIGN_OR_RETURN(const auto supply, Supply::Make(network, NumberedDirectory(*network),
                                                           std::move(plans), monday));
    given = GivenInWeek(*supply, monday);
    question.given = &given;
  }
  VUORO_ASSIGN_OR_RETURN(out.report, MeasureCoverage(*network, question));
  out.network = std::move(network);
  return out;
}

absl::StatusOr<NetworkCoverage> Engine::Coverage(const Access& access,
                                                 const CoverageRequest& request) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  const std::shared_ptr<const Supply> supply = core_->supply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  CoverageWish wish;
  wish.within_min = request.within_min;
  wish.services = request.services;
  const std::optional<Date> asked = Date::CheckedYmd(request.ymd);
  if (request.ymd != 0 && !asked.has_value()) {
    return AtPath(Fail(Reason::kBadArgument, "{} is no date", request.ymd), "ymd");
  }
  wish.date = asked.value_or(supply->frame().ToLocal(Instant{core_->now_us()}).date);
  wish.plan = request.plan;
  if (request.services && request.plan == nullptr) {
    VUORO_ASSIGN_OR_RETURN(const std::vector<PublishedPlan> published, Plans(access));
    for (const PublishedPlan& plan : published) {
      VUORO_ASSIGN_OR_RETURN(WeekPlan week, FindPlan(access, plan.id));
      wish.plans.push_back(std::move(week));
    }
  }
  return MeasureNetwork(std::shared_ptr<const Network>(supply, &supply->network()), wish);
}

}  // namespace vuoro
