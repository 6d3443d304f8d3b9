// The closed vocabularies of a network: one enum each, with the words that JSON, C and docs use.
//
// Numbers are frozen: they are stored in journals and cross the C ABI. New words go at the end.
#ifndef VUORO_MODEL_WORDS_H_
#define VUORO_MODEL_WORDS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace vuoro {

// By which means a service is given.
enum class Mode : uint8_t {
  kOnSite = 0,
  kVideoBooth = 1,
  kVideoHome = 2,
  kPhone = 3,
  kSelfService = 4
};
inline constexpr int kModeCount = 5;

// When a service is given: all opening hours (A1), fixed weekly hours (A2), on request (A3).
enum class Arrangement : uint8_t { kContinuous = 0, kVisitHours = 1, kByRequest = 2 };

// Who gives it: the agency's official, the office's advisor, or an advisor on a mandate (A8).
enum class Performer : uint8_t { kOfficial = 0, kAdvisor = 1, kMandate = 2 };

// What an on-site start reserves: a counter that comes with its staff, or a counter and a person.
enum class Staffing : uint8_t { kCounter = 0, kPeople = 1 };

enum class AgencyKind : uint8_t {
  kState = 0,
  kMunicipality = 1,
  kWelfareRegion = 2,
  kNgo = 3,
  kEnterprise = 4
};
enum class OfficeKind : uint8_t { kStaffed = 0, kRemoteOnly = 1, kMobile = 2 };
enum class PersonRole : uint8_t { kOfficial = 0, kAdvisor = 1, kInterpreter = 2 };
enum class ResourceKind : uint8_t {
  kCounter = 0,
  kBooth = 1,
  kRoom = 2,
  kTerminal = 3,
  kOfficial = 4,
  kAdvisor = 5,
  kInterpreter = 6
};
enum class ServiceLevelOfWork : uint8_t { kFiling = 0, kDecision = 1 };
enum class TaskKind : uint8_t { kSupportive = 0, kDecision = 1 };
enum class IdentificationLevel : uint8_t { kNone = 0, kLow = 1, kSubstantial = 2, kHigh = 3 };
enum class AgreementKind : uint8_t { kNational = 0, kLocal = 1 };
enum class AgreementStatus : uint8_t { kDraft = 0, kRecommended = 1, kSigned = 2, kEnded = 3 };

// What an agreement's numbers of visits are counted over: a week, or the planner's cycle of weeks.
enum class VisitsPer : uint8_t { kWeek = 0, kCycle = 1 };

// What a person decides about visits of the weekly plan: one must be made, none may, or each is
// worth more or less.
enum class PlanDecisionKind : uint8_t { kPin = 0, kForbid = 1, kPrefer = 2 };

// What happens at closing time to those who still wait.
enum class AtClosing : uint8_t { kServe = 0, kDismiss = 1 };

// The words of `E` in the order of its numbers ("on_site", "video_booth", ...); static storage.
template <class E>
std::span<const std::string_view> WordsOf();
template <>
std::span<const std::string_view> WordsOf<Mode>();
template <>
std::span<const std::string_view> WordsOf<Arrangement>();
template <>
std::span<const std::string_view> WordsOf<Performer>();
template <>
std::span<const std::string_view> WordsOf<Staffing>();
template <>
std::span<const std::string_view> WordsOf<AgencyKind>();
template <>
std::span<const std::string_view> WordsOf<OfficeKind>();
template <>
std::span<const std::string_view> WordsOf<PersonRole>();
template <>
std::span<const std::string_view> WordsOf<ResourceKind>();
template <>
std::span<const std::string_view> WordsOf<ServiceLevelOfWork>();
template <>
std::span<const std::string_view> WordsOf<TaskKind>();
template <>
std::span<const std::string_view> WordsOf<IdentificationLevel>();
template <>
std::span<const std::string_view> WordsOf<AgreementKind>();
template <>
std::span<const std::string_view> WordsOf<AgreementStatus>();
template <>
std::span<const std::string_view> WordsOf<AtClosing>();
template <>
std::span<const std::string_view> WordsOf<VisitsPer>();
template <>
std::span<const std::string_view> WordsOf<PlanDecisionKind>();

// The word of `value`; "" outside the vocabulary.
template <class E>
std::string_view WordOf(E value) {
  const auto words = WordsOf<E>();
  const auto position = static_cast<size_t>(value);
  return position < words.size() ? words[position] : std::string_view();
}

// The value of `word`, or nullopt.
template <class E>
std::optional<E> FromWord(std::string_view word) {
  const auto words = WordsOf<E>();
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace vuoro

#endif  // VUORO_MODEL_WORDS_H_
