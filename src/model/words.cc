// The words of every closed vocabulary, in the order of their frozen numbers.
#include "vuoro/model/words.h"

#include <array>

namespace vuoro {
namespace {

using std::string_view;

constexpr std::array<string_view, kModeCount> kModes = {"on_site", "video_booth", "video_home",
                                                        "phone", "self_service"};
constexpr std::array<string_view, 3> kArrangements = {"continuous", "visit_hours", "by_request"};
constexpr std::array<string_view, 3> kPerformers = {"official", "advisor", "mandate"};
constexpr std::array<string_view, 2> kStaffings = {"counter", "people"};
constexpr std::array<string_view, 5> kAgencyKinds = {"state", "municipality", "welfare_region",
                                                     "ngo", "enterprise"};
constexpr std::array<string_view, 3> kOfficeKinds = {"staffed", "remote_only", "mobile"};
constexpr std::array<string_view, 3> kPersonRoles = {"official", "advisor", "interpreter"};
constexpr std::array<string_view, 7> kResourceKinds = {
    "counter", "booth", "room", "terminal", "official", "advisor", "interpreter"};
constexpr std::array<string_view, 2> kLevels = {"filing", "decision"};
constexpr std::array<string_view, 2> kTasks = {"supportive", "decision"};
constexpr std::array<string_view, 4> kIdentification = {"none", "low", "substantial", "high"};
constexpr std::array<string_view, 2> kAgreementKinds = {"national", "local"};
constexpr std::array<string_view, 4> kAgreementStatuses = {"draft", "recommended", "signed",
                                                           "ended"};
constexpr std::array<string_view, 3> kPlanDecisions = {"pin", "forbid", "prefer"};
constexpr std::array<string_view, 2> kAtClosings = {"serve", "dismiss"};
constexpr std::array<string_view, 2> kVisitsPer = {"week", "cycle"};

}  // namespace

template <>
std::span<const string_view> WordsOf<Mode>() {
  return kModes;
}
template <>
std::span<const string_view> WordsOf<Arrangement>() {
  return kArrangements;
}
template <>
std::span<const string_view> WordsOf<Performer>() {
  return kPerformers;
}
template <>
std::span<const string_view> WordsOf<Staffing>() {
  return kStaffings;
}
template <>
std::span<const string_view> WordsOf<AgencyKind>() {
  return kAgencyKinds;
}
template <>
std::span<const string_view> WordsOf<OfficeKind>() {
  return kOfficeKinds;
}
template <>
std::span<const string_view> WordsOf<PersonRole>() {
  return kPersonRoles;
}
template <>
std::span<const string_view> WordsOf<ResourceKind>() {
  return kResourceKinds;
}
template <>
std::span<const string_view> WordsOf<ServiceLevelOfWork>() {
  return kLevels;
}
template <>
std::span<const string_view> WordsOf<TaskKind>() {
  return kTasks;
}
template <>
std::span<const string_view> WordsOf<IdentificationLevel>() {
  return kIdentification;
}
template <>
std::span<const string_view> WordsOf<AgreementKind>() {
  return kAgreementKinds;
}
template <>
std::span<const string_view> WordsOf<AgreementStatus>() {
  return kAgreementStatuses;
}
template <>
std::span<const string_view> WordsOf<AtClosing>() {
  return kAtClosings;
}
template <>
std::span<const string_view> WordsOf<VisitsPer>() {
  return kVisitsPer;
}
template <>
std::span<const string_view> WordsOf<PlanDecisionKind>() {
  return kPlanDecisions;
}

}  // namespace vuoro
