// Makes one SupplyDay: opening hours, agreements and duties of a date as interned masks.
#ifndef VUORO_SRC_APPOINTMENT_SUPPLY_DAY_BUILDER_H_
#define VUORO_SRC_APPOINTMENT_SUPPLY_DAY_BUILDER_H_

#include <absl/container/flat_hash_map.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "vuoro/appointment/supply.h"

namespace vuoro {

// Used once, on one thread.
class SupplyDayBuilder {
 public:
  SupplyDayBuilder(const Supply& supply, Date date);
  std::unique_ptr<const SupplyDay> Build();

 private:
  struct OpenBuildings {
    int32_t mask = -1;
    int32_t connected_mask = -1;  // with a connection: where video can be (C9)
  };

  void AddOffices();
  void AddPeople();
  void AddOffers();
  int32_t AddPresence(const Person& person, size_t position);
  const WeekPlan* PlanOf() const;
  bool Agreed(const Offer& offer) const;
  bool AgreementHolds(const Agreement& agreement) const;
  int32_t StartsMask(int32_t open, int32_t duration, OfficeIndex office);

  // Interned masks; -1 stands for the empty one.
  int32_t Intern(const std::vector<uint64_t>& mask);
  int32_t Both(int32_t a, int32_t b);
  int32_t HoursMask(const OpeningHours& hours, const Zone& zone);
  void AddHours(const OpeningHours& hours, const Zone& zone, std::vector<uint64_t>& mask) const;
  void AddInterval(Interval interval, std::vector<uint64_t>& mask) const;
  std::vector<uint64_t> Blank() const { return std::vector<uint64_t>(width_); }

  const Supply& supply_;
  const Network& network_;
  std::unique_ptr<SupplyDay> day_;
  Interval frame_;
  size_t width_;
  std::vector<OpenBuildings> buildings_;
  absl::flat_hash_map<std::vector<uint64_t>, int32_t> interned_;
  absl::flat_hash_map<std::tuple<int32_t, int32_t, int32_t>, int32_t> starts_;
};

}  // namespace vuoro

#endif  // VUORO_SRC_APPOINTMENT_SUPPLY_DAY_BUILDER_H_
