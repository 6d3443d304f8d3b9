// Augmenting paths from seats to units of demand, agency and office by agency and office.
#include "vuoro/planning/deal.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "positions.h"

namespace vuoro::planning {
namespace {

// A half hour that a duty offers.
struct DealtSeat {
  int official = 0;
  int day = 0;
  int slot = 0;
  int visit = -1;  // or -1: a video seat
  int line = -1;   // that it serves, or -1
};

class Dealer {
 public:
  Dealer(const Problem& problem, const Duties& duties)
      : problem_(problem), visits_(duties.visits), on_call_(problem.languages.size()) {
    for (std::vector<int>& cells : on_call_) {
      cells.resize(U(problem.days * problem.slots_per_day));
    }
    for (size_t k = 0; k < problem.demand.size(); ++k) {
      const DemandLine& line = problem.demand[k];
      pairs_[{line.agency, line.office}].lines.push_back(static_cast<int>(k));
      left_.push_back(line.slots);
    }
    for (size_t v = 0; v < visits_.size(); ++v) {
      Visit& visit = visits_[v];
      visit.serves.clear();
      std::vector<DealtSeat>& seats = SeatsOf(visit.official, visit.office);
      const int end = visit.start + problem.VisitCapacity(visit.end - visit.start);
      for (int q = visit.start; q < end; ++q) {
        seats.push_back({visit.official, visit.day, q, static_cast<int>(v)});
      }
    }
    for (const VideoSeat& seat : duties.video) {
      SeatsOf(seat.official, seat.office).push_back({seat.official, seat.day, seat.slot});
    }
  }

  Plan Deal() {
    for (auto& [pair, tables] : pairs_) {
      seats_ = &tables.seats;
      lines_ = &tables.lines;
      DealPair();
    }
    return Dealt();
  }

 private:
  struct Tables {
    std::vector<int> lines;
    std::vector<DealtSeat> seats;
  };

  std::vector<DealtSeat>& SeatsOf(int official, int office) {
    return pairs_[{problem_.officials[U(official)].agency, office}].seats;
  }
  bool Interpreted(int k) const {
    return problem_.languages[U(problem_.demand[U(k)].language)].interpreted;
  }
  // How many calls in this line's language stand in the seat's slot.
  int& OnCall(int k, const DealtSeat& seat) {
    return on_call_[U(problem_.demand[U(k)].language)]
                   [U(seat.day * problem_.slots_per_day + seat.slot)];
  }

  bool Suits(int k, const DealtSeat& seat) {
    const DemandLine& line = problem_.demand[U(k)];
    if ((seat.visit < 0 && !line.video) || !line.On(seat.day)) return false;
    if (Interpreted(k)) {
      return seat.visit < 0 &&
             OnCall(k, seat) < problem_.interpreters[U(line.language)][U(seat.day)][U(seat.slot)];
    }
    const std::vector<int>& spoken = problem_.officials[U(seat.official)].languages;
    return std::find(spoken.begin(), spoken.end(), line.language) != spoken.end();
  }

  void Give(DealtSeat& seat, int k) {
    seat.line = k;
    if (Interpreted(k)) ++OnCall(k, seat);
  }

  // Finds the seat another line than its own: one with somebody left, or one that another seat
  // serves when that seat finds another line in turn. So a seat that serves somebody goes on doing
  // so.
  bool Fill(size_t s) {
    if (!seen_.insert(s).second) return false;
    DealtSeat& seat = (*seats_)[s];
    const int before = seat.line;
    for (int k : *lines_) {
      if (left_[U(k)] == 0 || !Suits(k, seat)) continue;
      --left_[U(k)];
      Give(seat, k);
      return true;
    }
    for (size_t t = 0; t < seats_->size(); ++t) {
      DealtSeat& other = (*seats_)[t];
      const int k = other.line;
      if (t == s || k < 0 || seen_.contains(t) || !Suits(k, seat)) continue;
      // Counted as standing in both slots until the other seat has let go of it.
      Give(seat, k);
      if (Fill(t)) {
        // The other's line has been replaced by now.
        if (Interpreted(k)) --OnCall(k, other);
        return true;
      }
      if (Interpreted(k)) --OnCall(k, seat);
      seat.line = before;
    }
    return false;
  }

  bool FillFrom(size_t s) {
    seen_.clear();
    return Fill(s);
  }

  // One seat of every day first, since a day with service shortens the wait: then all.
  void DealPair() {
    std::set<int> days;
    for (size_t s = 0; s < seats_->size(); ++s) {
      const int day = (*seats_)[s].day;
      if (!days.contains(day) && FillFrom(s)) days.insert(day);
    }
    for (size_t s = 0; s < seats_->size(); ++s) {
      if ((*seats_)[s].line < 0) FillFrom(s);
    }
  }

  Plan Dealt() {
    Plan plan;
    std::vector<std::map<int, int>> serves(visits_.size());  // line -> half hours
    for (const auto& [pair, tables] : pairs_) {
      for (const DealtSeat& seat : tables.seats) {
        if (seat.line < 0) continue;
        if (seat.visit >= 0) {
          ++serves[U(seat.visit)][seat.line];
        } else {
          plan.video.push_back({seat.official, seat.line, seat.day, seat.slot});
        }
      }
    }
    for (size_t v = 0; v < visits_.size(); ++v) {
      for (const auto& [line, slots] : serves[v]) visits_[v].serves.push_back({line, slots});
    }
    plan.visits = std::move(visits_);
    std::sort(plan.visits.begin(), plan.visits.end());
    std::sort(plan.video.begin(), plan.video.end());
    return plan;
  }

  const Problem& problem_;
  std::vector<Visit> visits_;
  std::map<std::pair<int, int>, Tables> pairs_;  // (agency, office)
  std::vector<int> left_;                        // [line]
  std::vector<std::vector<int>> on_call_;        // [language][day x slot] interpreted calls
  std::vector<DealtSeat>* seats_ = nullptr;      // of the pair in hand
  std::vector<int>* lines_ = nullptr;
  std::set<size_t> seen_;
};

}  // namespace

Plan Deal(const Problem& problem, const Duties& duties) { return Dealer(problem, duties).Deal(); }

}  // namespace vuoro::planning
