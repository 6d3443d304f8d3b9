// The words of the queue's closed vocabularies, in the order of their frozen numbers.
#include <array>

#include "vuoro/queue/ticket.h"

namespace vuoro {
namespace {

using std::string_view;

constexpr std::array<string_view, 8> kStates = {"waiting",  "called",  "serving", "parked",
                                                "finished", "no_show", "left",    "dismissed"};
constexpr std::array<string_view, 7> kChannels = {"counter", "kiosk", "portal", "call_centre",
                                                  "phone",   "video", "mobile"};
constexpr std::array<string_view, 4> kOutcomes = {"served", "referred", "rebooked", "not_served"};
constexpr std::array<string_view, 8> kTaskTypes = {"none",
                                                   "document_received",
                                                   "guidance_to_online_self_service",
                                                   "lost_and_found",
                                                   "online_self_service_point",
                                                   "onsite_guidance",
                                                   "onsite_guidance_by_service_author",
                                                   "remote_guidance"};
constexpr std::array<string_view, 3> kSessionStates = {"open", "paused", "closed"};
constexpr std::array<string_view, 4> kOrderRules = {"arrival", "appointment", "kept", "behind_all"};
constexpr std::array<string_view, 2> kCallRules = {"next", "named"};
constexpr std::array<string_view, 2> kDismissCauses = {"closing", "by_hand"};

}  // namespace

template <>
std::span<const string_view> WordsOf<TicketState>() {
  return kStates;
}
template <>
std::span<const string_view> WordsOf<Channel>() {
  return kChannels;
}
template <>
std::span<const string_view> WordsOf<Outcome>() {
  return kOutcomes;
}
template <>
std::span<const string_view> WordsOf<TaskType>() {
  return kTaskTypes;
}
template <>
std::span<const string_view> WordsOf<SessionState>() {
  return kSessionStates;
}
template <>
std::span<const string_view> WordsOf<OrderRule>() {
  return kOrderRules;
}
template <>
std::span<const string_view> WordsOf<CallRule>() {
  return kCallRules;
}
template <>
std::span<const string_view> WordsOf<DismissCause>() {
  return kDismissCauses;
}

}  // namespace vuoro
