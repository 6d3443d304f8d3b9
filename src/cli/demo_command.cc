// `vuoro demo`: the whole way from a network document to the next ticket called, with a crash.
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/command.h"
#include "cli/demo_day.h"
#include "cli/demo_report.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/plan_progress.h"
#include "cli/terminal.h"
#include "cli/week.h"
#include "vuoro/base/status.h"
#include "vuoro/config/load.h"
#include "vuoro/engine/engine.h"
#include "vuoro/journal/event.h"
#include "vuoro/store/open.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// The day of the demo: a Tuesday of a week without holidays.
constexpr int kMondayYmd = 20260302;
constexpr int kOpenMin = 8 * 60;
constexpr int kCrashMin = 9 * 60 + 45;
constexpr int kLastTicketMin = 12 * 60;
constexpr int kVideoFromMin = 9 * 60;
constexpr int kCounterFromMin = 10 * 60 + 30;
constexpr int64_t kPlanSteps = 500'000;
constexpr size_t kCounters = 6;
constexpr size_t kWalkInServices = 5;
constexpr int kMaxWalkInMinutes = 25;
constexpr int64_t kPatienceMs = 60'000;  // a slow disk is no reason to end a demo

// The document beside the program: in the source tree, from the build folder, installed.
absl::StatusOr<std::string> FindDocument(const Args& args) {
  if (args.Has("network")) return args.Get("network");
  char self[4096];
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  const std::string_view path(self, length > 0 ? static_cast<size_t>(length) : 0);
  const std::string folder(path.substr(0, path.rfind('/')));
  for (const std::string& candidate : {std::string("examples/networks/finland50.json"),
                                       folder + "/../../examples/networks/finland50.json",
                                       folder + "/../share/vuoro/networks/finland50.json"}) {
    if (access(candidate.c_str(), R_OK) == 0) return candidate;
  }
  return Fail(Reason::kBadArgument,
              "finland50.json is not found; name it with --network examples/networks/...");
}

// What the demo tells, on the terminal and later in the report.
class Story {
 public:
  void Tell(const std::string& time, const std::string& what, bool crash = false) {
    steps_.push_back({time, what, crash});
    fmt::print("{:>3}  {:>5}  {}{}\n", steps_.size(), time, crash ? "! " : "", what);
    std::fflush(stdout);
  }
  const std::vector<Step>& steps() const { return steps_; }

 private:
  std::vector<Step> steps_;
};

class Demo {
 public:
  explicit Demo(const Args& args) : args_(args) {}

  absl::StatusOr<int> Run() {
    VUORO_ASSIGN_OR_RETURN(const int64_t seed, args_.Number("seed", 1, 1'000'000, 1));
    seed_ = static_cast<uint64_t>(seed);
    VUORO_RETURN_IF_ERROR(MakeFolder());
    VUORO_RETURN_IF_ERROR(CheckDocument());
    VUORO_RETURN_IF_ERROR(Plan());
    VUORO_RETURN_IF_ERROR(FillStore());
    VUORO_ASSIGN_OR_RETURN(const DayReport day,
                           LiveTheDay(day_, [this](const auto& time, const auto& what, bool crash) {
                             story_.Tell(time, what, crash);
                           }));
    VUORO_RETURN_IF_ERROR(VerifyStore(day));
    const std::string page = ReportPage(week_, office_, day, story_.steps(), day_.clock_face);
    VUORO_RETURN_IF_ERROR(WriteFile(folder_ + "/report.html", page));
    const Waits waits = WaitsOf(day);
    fmt::print(
        "\n{} walk-ins and {} appointments: {} served, {} did not come when called\n"
        "waits of walk-ins: half within {} s, nine of ten within {} s\n"
        "crash at {}: {} of {} lost, state hash {}\n"
        "report {}\nplan   {}\nstore  {}\n",
        waits.walk_ins, day_.bookings.size(), waits.served, waits.no_shows, waits.median_s,
        waits.p90_s, day_.clock_face(day.crash_us), day.lost, day.checked,
        day.hash_before == day.hash_after ? "the same before and after" : "DIFFERENT",
        folder_ + "/report.html", folder_ + "/plan.json", day_.uri);
    const bool whole = day.lost == 0 && day.hash_before == day.hash_after && day.same_ticket;
    return whole ? kExitOk : kExitRefused;
  }

 private:
  // The demo's own file of an earlier run is replaced; a file that --db names never is.
  absl::Status MakeFolder() {
    folder_ = args_.Get("out", "vuoro-demo");
    if (mkdir(folder_.c_str(), 0777) != 0 && errno != EEXIST) {
      return Fail(Reason::kBadArgument, "cannot make {}: {}", folder_, std::strerror(errno));
    }
    const std::string file = args_.Get("db", folder_ + "/demo.db");
    if (args_.Has("db") && access(file.c_str(), F_OK) == 0) {
      return Fail(Reason::kBadArgument, "{} exists; the demo begins with a new file", file);
    }
    for (const std::string_view end : {"", "-wal", "-shm", "-lock"}) {
      if (!args_.Has("db")) std::remove(fmt::format("{}{}", file, end).c_str());
    }
    day_.uri = "sqlite:" + file;
    return absl::OkStatus();
  }

  absl::Status CheckDocument() {
    VUORO_ASSIGN_OR_RETURN(const std::string path, FindDocument(args_));
    VUORO_ASSIGN_OR_RETURN(document_, ReadFile(path));
    std::vector<Fault> faults;
    absl::StatusOr<Network> network = LoadNetwork(document_, &faults);
    for (const Fault& fault : faults) fmt::print(stderr, "{}\n", FormatFault(fault, path));
    VUORO_RETURN_IF_ERROR(network.status());
    network_ = *std::move(network);
    story_.Tell("", fmt::format("checked {}: {} offices, {} services, {} offers, {} faults", path,
                                network_.offices.size(), network_.services.size(),
                                network_.offers.size(), faults.size()));
    const std::string key = args_.Get("office", "kerava");
    for (size_t i = 0; i < network_.offices.size(); ++i) {
      if (network_.offices[i].key == key) office_ = OfficeIndex(i);
    }
    return office_.valid() ? absl::OkStatus()
                           : Fail(Reason::kUnknownKey, "the network has no office \"{}\"", key);
  }

  absl::Status Plan() {
    PlanWish wish;
    wish.monday = Date::FromYmd(kMondayYmd);
    wish.seed = seed_;
    VUORO_ASSIGN_OR_RETURN(wish.steps, args_.Number("steps", 1, INT64_MAX / 4096, kPlanSteps));
    PlanProgress progress;
    VUORO_ASSIGN_OR_RETURN(week_,
                           PlanWeek(network_, wish, [&](const planning::Progress& now, int done) {
                             return progress.Show(now, done);
                           }));
    progress.Show({week_.result.steps, week_.result.cost.total, week_.result.bound},
                  planning::kGaugeFull);
    progress.Finish();
    VUORO_RETURN_IF_ERROR(WriteFile(folder_ + "/plan.json", EncodeWeekPlan(week_.plan) + "\n"));
    const int64_t gap = week_.gap_permille();
    story_.Tell(
        "", fmt::format("planned the week of {}: {} visits, {} video duties; cost {}, bound "
                        "{}, gap {}.{} %",
                        FormatDate(wish.monday), week_.plan.field.size(), week_.plan.video.size(),
                        Grouped(week_.result.cost.total), Grouped(week_.result.bound), gap / 10,
                        gap % 10));
    return absl::OkStatus();
  }

  // A new file with the network and the plan in it; what the day needs is looked up meanwhile.
  absl::Status FillStore() {
    VUORO_ASSIGN_OR_RETURN(const Zone zone, FindZone(network_.at(office_).time_zone));
    const Date date = Date::FromYmd(kMondayYmd).AddDays(1);
    const auto at = [&](int minute) { return zone.ToInstant(date, minute).us; };
    EngineOptions options;
    options.clock = std::make_shared<ManualClock>(Instant{at(kOpenMin - 60)});
    options.entropy = seed_;
    options.background = false;
    VUORO_ASSIGN_OR_RETURN(auto store, OpenStore(day_.uri, {.create = true}));
    VUORO_ASSIGN_OR_RETURN(const auto engine, Engine::Open(std::move(store), options));
    Access access;
    access.actor = "demo";
    access.role = Role::kAdmin;
    const CommandOptions patient{.key = "", .timeout_ms = kPatienceMs};
    VUORO_RETURN_IF_ERROR(
        engine->LoadNetworkDocument(access, patient, document_, nullptr).status());
    VUORO_RETURN_IF_ERROR(engine->PublishPlan(access, patient, week_.plan).status());
    story_.Tell("", fmt::format("opened {}, loaded the network, published the plan", day_.uri));

    day_.seed = seed_;
    day_.open_us = at(kOpenMin);
    day_.crash_us = at(kCrashMin);
    day_.last_ticket_us = at(kLastTicketMin);
    day_.clock_face = [zone](int64_t at_us) {
      return FormatMinute(zone.ToLocal(Instant{at_us}).minute);
    };
    VUORO_RETURN_IF_ERROR(ChooseVideo(*engine, access, at(kVideoFromMin), at(kCounterFromMin)));
    ChoosePlaces(*engine);
    return ChooseCounter(*engine, access, at(kCounterFromMin), at(kLastTicketMin));
  }

  void ChoosePlaces(const Engine& engine) {
    const auto supply = engine.CurrentSupply();
    const Directory& directory = supply->directory();
    const Office& office = network_.at(office_);
    day_.office = directory.IdOf(office_).value;
    for (const ResourceIndex counter : office.counters) {
      if (day_.counters.size() == kCounters) break;
      day_.counters.push_back(directory.IdOf(counter).value);
      day_.counter_names.push_back(network_.at(counter).key);
    }
    if (!office.booths.empty()) {
      day_.booth = directory.IdOf(office.booths.front()).value;
      day_.booth_name = network_.at(office.booths.front()).key;
    }
    std::vector<AgencyIndex> agencies;  // one errand of each
    for (const Offer& offer : network_.offers) {
      const Service& service = network_.at(offer.service);
      const bool fits =
          offer.office == office_ && offer.mode == Mode::kOnSite && offer.walk_in &&
          offer.arrangement == Arrangement::kContinuous && offer.queue.valid() &&
          !offer.hours.has_value() &&
          directory.IdOf(offer.queue).value != day_.bookings.front().queue &&
          service.duration_min[0] <= kMaxWalkInMinutes &&
          std::find(agencies.begin(), agencies.end(), service.agency) == agencies.end();
      if (!fits || day_.walk_ins.size() == kWalkInServices) continue;
      agencies.push_back(service.agency);
      day_.walk_ins.push_back({directory.IdOf(offer.service).value,
                               directory.IdOf(offer.queue).value, service.duration_min[0]});
    }
  }

  // The first start of a service by video in the office, in a language that needs an interpreter.
  absl::Status ChooseVideo(const Engine& engine, const Access& access, int64_t from_us,
                           int64_t until_us) {
    const auto supply = engine.CurrentSupply();
    const std::string language = args_.Get("language", "ar");
    for (const Offer& offer : network_.offers) {
      if (offer.office != office_ || offer.mode != Mode::kVideoBooth || !offer.bookable) continue;
      if (network_.at(offer.service).task != TaskKind::kDecision) continue;
      VUORO_ASSIGN_OR_RETURN(const bool found,
                             Choose(engine, access, offer, language, from_us, until_us));
      if (found) return absl::OkStatus();
    }
    return Fail(Reason::kNobodyOnDuty, "no service by video is free in {} with an interpreter",
                network_.at(office_).key);
  }

  absl::Status ChooseCounter(const Engine& engine, const Access& access, int64_t from_us,
                             int64_t until_us) {
    for (const Offer& offer : network_.offers) {
      const bool walk_in_too =
          offer.queue.valid() &&
          std::any_of(day_.walk_ins.begin(), day_.walk_ins.end(), [&](const WalkIn& walk_in) {
            return walk_in.queue == engine.CurrentSupply()->directory().IdOf(offer.queue).value;
          });
      if (offer.office != office_ || offer.mode != Mode::kOnSite || !walk_in_too) continue;
      VUORO_ASSIGN_OR_RETURN(const bool found,
                             Choose(engine, access, offer, "fi", from_us, until_us));
      if (found) return absl::OkStatus();
    }
    return Fail(Reason::kNobodyOnDuty, "no counter is free in {}", network_.at(office_).key);
  }

  absl::StatusOr<bool> Choose(const Engine& engine, const Access& access, const Offer& offer,
                              const std::string& language, int64_t from_us, int64_t until_us) {
    const auto supply = engine.CurrentSupply();
    SlotSearch search;
    search.office = supply->directory().IdOf(office_);
    search.service = supply->directory().IdOf(offer.service);
    search.mode = offer.mode;
    search.language = language;
    search.from_us = from_us;
    search.until_us = until_us;
    search.limit = 1;
    VUORO_ASSIGN_OR_RETURN(const std::vector<Slot> slots, engine.Search(access, search));
    if (slots.empty()) return false;
    const Service& service = network_.at(offer.service);
    Booking booking;
    booking.what = fmt::format("{} ({})", service.name.In("en"),
                               offer.mode == Mode::kVideoBooth
                                   ? fmt::format("video, interpreted: {}", language)
                                   : "at a counter");
    booking.service = search.service.value;
    booking.mode = offer.mode;
    booking.language = language;
    booking.start_us = slots.front().start_us;
    booking.end_us = slots.front().end_us;
    booking.queue = supply->directory().IdOf(offer.queue).value;
    day_.bookings.push_back(booking);
    return true;
  }

  absl::Status VerifyStore(const DayReport& day) {
    EngineOptions options;
    options.background = false;
    VUORO_ASSIGN_OR_RETURN(auto store, OpenStore(day_.uri));
    VUORO_ASSIGN_OR_RETURN(const auto engine, Engine::Open(std::move(store), options));
    Access access;
    access.role = Role::kAdmin;
    VUORO_RETURN_IF_ERROR(engine->Verify(access));
    if (engine->StateHash().Hex() != day.end_hash || engine->published_seq() != day.end_seq) {
      return Fail(Reason::kInternal, "the reopened store is not what the last process left");
    }
    story_.Tell("", fmt::format("opened once more and verified: {} events, state hash {}...",
                                day.end_seq, day.end_hash.substr(0, 16)));
    return absl::OkStatus();
  }

  const Args& args_;
  uint64_t seed_ = 1;
  std::string folder_;
  std::string document_;
  Network network_;
  OfficeIndex office_;
  Week week_;
  DayPlan day_;
  Story story_;
};

absl::StatusOr<int> RunDemo(const Args& args) { return Demo(args).Run(); }

}  // namespace

std::vector<Command> DemoCommands() {
  std::vector<Command> commands;
  commands.push_back(
      {"demo",
       "",
       "show the whole way, with a crash in the middle",
       "Checks and plans finland50.json, publishes the plan into a new SQLite file, books two\n"
       "appointments, lives a short simulated day in one office with the engine in a process of "
       "its\n"
       "own, kills that process hard, reopens and compares. The same seed gives the same day.",
       {
           {"out", "DIR", "where report.html, plan.json and demo.db go; else vuoro-demo"},
           {"db", "FILE", "the SQLite file, a new one"},
           {"network", "FILE", "another document"},
           {"office", "KEY", "where the day is lived; else kerava"},
           {"language", "CODE", "of the interpreted appointment; else ar"},
           {"steps", "N", "budget of the planner"},
           {"seed", "N", "of plan and day; else 1"},
       },
       RunDemo});
  return commands;
}

}  // namespace vuoro::cli
