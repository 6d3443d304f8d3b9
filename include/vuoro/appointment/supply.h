// What could be served on each day, before any appointment: opening, offers, agreements and the
// published plan as bit masks, and for each offer the pools of resources that one start takes.
//
// All days are counted in the network's own time zone (the "frame"): a day's mask begins at that
// zone's local midnight. An office in another zone is placed by instants, so its days may straddle
// two masks; a service never crosses the frame's midnight.
#ifndef VUORO_APPOINTMENT_SUPPLY_H_
#define VUORO_APPOINTMENT_SUPPLY_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "vuoro/availability/day_mask.h"
#include "vuoro/availability/pool.h"
#include "vuoro/model/directory.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/time/zone.h"

namespace vuoro {

// Where a person must be to serve: an office's position, or one of these.
inline constexpr int32_t kRemoteSite = -1;  // at his base, on video or phone
inline constexpr int32_t kNoPresence = -2;  // it does not matter: the resource stays where it is

// One pool of an offer, before the citizen's language is known.
struct OfferPool {
  enum class Speaks : uint8_t {
    kAny,         // resources, and people whose language does not matter
    kCitizen,     // must speak the citizen's language, unless an interpreter joins
    kInterprets,  // only needed in interpreted languages, and must speak the one asked for
  };
  std::vector<int32_t> resources;  // ascending positions
  int32_t site = kNoPresence;
  int32_t length = 0;  // quanta from the start; 0: the whole service
  bool buffered = false;
  Speaks speaks = Speaks::kAny;
};

// An offer as the engine uses it; durations in quanta.
struct OfferPlan {
  int32_t duration = 0;  // 0: the service cannot be given by this mode
  int32_t buffer_before = 0;
  int32_t buffer_after = 0;
  std::vector<OfferPool> pools;
};

// One day of supply. Immutable once made.
class SupplyDay {
 public:
  Date date;
  int64_t first_us = 0;  // the frame day's first instant
  int32_t quanta = 0;    // of this very day

  // When the offer is open, and at which quanta a service may start by opening and grid alone;
  // null when there is nothing that day.
  const uint64_t* Open(OfferIndex offer) const { return MaskAt(open_[offer.position()]); }
  const uint64_t* Starts(OfferIndex offer) const { return MaskAt(starts_[offer.position()]); }
  // Is the offer covered by the agreements that it needs on this day?
  bool Agreed(OfferIndex offer) const { return agreed_[offer.position()]; }
  // When the person is at `site`; null when not at all.
  const uint64_t* Presence(PersonIndex person, int32_t site) const;

 private:
  friend class SupplyDayBuilder;
  struct At {
    int32_t site;
    int32_t mask;
  };
  const uint64_t* MaskAt(int32_t mask) const {
    return mask < 0 ? nullptr : words_.data() + static_cast<size_t>(mask) * width_;
  }

  size_t width_ = 0;
  std::vector<uint64_t> words_;  // masks one behind the other
  std::vector<int32_t> open_;    // by offer: mask or -1
  std::vector<int32_t> starts_;
  std::vector<bool> agreed_;
  std::vector<int32_t> first_presence_;  // by person, into presence_; one more at the end
  std::vector<At> presence_;
};

// Immutable to its readers: any thread. Days are made on first use and kept.
class Supply {
 public:
  // `first` is the earliest day that will be asked for; days up to kDays later can be.
  // Errors: unknown_zone.
  static absl::StatusOr<std::shared_ptr<const Supply>> Make(std::shared_ptr<const Network> network,
                                                            Directory directory,
                                                            std::vector<WeekPlan> plans,
                                                            Date first);
  ~Supply();

  static constexpr int kDays = 800;

  const Network& network() const { return *network_; }
  const Directory& directory() const { return directory_; }
  Quantum quantum() const { return quantum_; }
  const Zone& frame() const { return frame_; }
  const Zone& zone(OfficeIndex office) const { return zones_[office.position()]; }
  const std::vector<Zone>& zones() const { return zones_; }  // by office
  Date first() const { return first_; }
  bool Covers(Date date) const { return date >= first_ && date < first_.AddDays(kDays); }

  const OfferPlan& plan(OfferIndex offer) const { return offers_[offer.position()]; }
  // The offer of a service in an office by each mode; invalid where there is none.
  std::array<OfferIndex, kModeCount> Offers(OfficeIndex office, ServiceIndex service) const;
  // The language's position, or invalid when the network does not name it.
  LanguageIndex FindLanguage(std::string_view code) const;

  // REQUIRES: Covers(date).
  const SupplyDay& Day(Date date) const;

 private:
  friend class SupplyDayBuilder;
  Supply() = default;
  absl::Status Compile();

  std::shared_ptr<const Network> network_;
  Directory directory_;
  std::vector<WeekPlan> plans_;
  Quantum quantum_;
  Zone frame_;
  Date first_;
  std::vector<Zone> zones_;  // by office
  std::vector<OfferPlan> offers_;
  absl::flat_hash_map<std::pair<int32_t, int32_t>, std::array<OfferIndex, kModeCount>> by_service_;
  absl::flat_hash_map<std::string, int32_t> person_by_key_;
  absl::flat_hash_map<std::string, int32_t> office_by_key_;

  mutable std::mutex making_;
  mutable std::vector<std::atomic<const SupplyDay*>> days_;
};

// An offer bound to a citizen's language: ready for the availability room, day by day.
// Not thread-safe; the supply must outlive it.
class BoundOffer {
 public:
  // REQUIRES: the offer's duration is not 0.
  BoundOffer(const Supply& supply, OfferIndex offer, LanguageIndex language);

  OfferIndex offer() const { return offer_; }
  // Some pool has no candidate at all in this language: nothing will ever be free.
  bool hopeless() const { return hopeless_; }
  // The pools on `day`; views into this object, good until the next call.
  std::span<const Pool> On(const SupplyDay& day);

 private:
  struct Candidates {
    std::vector<int32_t> resources;
    std::vector<PersonIndex> people;  // where presence matters
    std::vector<const uint64_t*> presence;
    int32_t site = kNoPresence;
  };
  OfferIndex offer_;
  bool hopeless_ = false;
  std::vector<Candidates> candidates_;
  std::vector<Pool> pools_;
};

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_SUPPLY_H_
