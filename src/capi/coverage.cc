// Coverage: measured on a loaded network or a document, copied out in rows, compared.
#include <utility>

#include "capi/objects.h"
#include "vuoro/config/load.h"

namespace vuoro::capi {
namespace {

struct Asked {
  vuoro_coverage_request request;
  std::shared_ptr<PlanHolder> plan;  // null: none was given

  const WeekPlan* week() const { return plan == nullptr ? nullptr : &plan->plan; }
};

absl::StatusOr<Asked> ReadRequest(const vuoro_coverage_request* from) {
  Asked asked;
  VUORO_ASSIGN_OR_RETURN(asked.request, Read(from, "request"));
  VUORO_RETURN_IF_ERROR(CheckEnum(asked.request.no_services, 2, "no_services"));
  VUORO_RETURN_IF_ERROR(CheckReserved(0, asked.request.reserved));
  if (asked.request.plan != nullptr) {
    VUORO_ASSIGN_OR_RETURN(asked.plan, Find(asked.request.plan));
  }
  return asked;
}

// The ids of `things` by their keys; 0 for one that the journal has forgotten meanwhile.
template <class Things>
std::vector<int64_t> IdsOf(const Session& session, EntityKind kind, const Things& things) {
  std::vector<int64_t> ids;
  ids.reserve(things.size());
  for (const auto& thing : things) {
    ids.push_back(session.engine->FindId(session.access, kind, thing.key).value_or(0));
  }
  return ids;
}

absl::StatusOr<std::shared_ptr<CoverageHolder>> Measure(vuoro_session* session,
                                                        const vuoro_coverage_request* from) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(const Asked asked, ReadRequest(from));
  CoverageRequest request;
  request.within_min = asked.request.within_min;
  request.ymd = asked.request.ymd;
  request.services = asked.request.no_services == 0;
  request.plan = asked.week();
  auto holder = std::make_shared<CoverageHolder>();
  VUORO_ASSIGN_OR_RETURN(holder->coverage, self->engine->Coverage(self->access, request));
  const Network& network = *holder->coverage.network;
  holder->office_ids = IdsOf(*self, EntityKind::kOffice, network.offices);
  holder->service_ids = IdsOf(*self, EntityKind::kService, network.services);
  return holder;
}

absl::StatusOr<std::shared_ptr<CoverageHolder>> MeasureDocument(
    const char* json, size_t size, const vuoro_coverage_request* from) {
  VUORO_ASSIGN_OR_RETURN(const std::string_view text, ReadDocument(json, size, "json"));
  VUORO_ASSIGN_OR_RETURN(const Asked asked, ReadRequest(from));
  const int32_t ymd = asked.request.ymd;
  const auto date = ymd < 0 ? std::nullopt : Date::Checked(ymd / 10000, ymd / 100 % 100, ymd % 100);
  if (!date.has_value()) return AtPath(Fail(Reason::kBadArgument, "{} is no date", ymd), "ymd");
  CoverageWish wish;
  wish.within_min = asked.request.within_min;
  wish.date = *date;
  wish.services = asked.request.no_services == 0;
  wish.plan = asked.week();
  VUORO_ASSIGN_OR_RETURN(Network network, LoadNetwork(text));
  auto holder = std::make_shared<CoverageHolder>();
  VUORO_ASSIGN_OR_RETURN(holder->coverage,
                         MeasureNetwork(std::make_shared<const Network>(std::move(network)), wish));
  holder->office_ids.assign(holder->coverage.network->offices.size(), 0);
  holder->service_ids.assign(holder->coverage.network->services.size(), 0);
  return holder;
}

vuoro_coverage_totals TotalsToC(const CoverageReport& from) {
  vuoro_coverage_totals totals{};
  totals.within_min = from.within_min;
  totals.ymd = from.date.Ymd();
  totals.has_bands = from.bands.has_value() ? 1 : 0;
  const BandCoverage bands = from.bands.value_or(BandCoverage());
  totals.band_population = bands.population;
  totals.band_unassigned = bands.unassigned;
  totals.band_within = bands.within;
  totals.band_within_at_most = bands.within_at_most;
  totals.band_person_min_least = bands.person_min_least;
  totals.band_person_min_most = bands.person_min_most;
  totals.population = from.totals.population;
  totals.within = from.totals.within;
  totals.within_by_rule = from.totals.within_by_rule;
  totals.reached = from.totals.reached;
  totals.person_min = from.totals.person_min;
  totals.excluded = from.totals.excluded;
  return totals;
}

vuoro_coverage_area AreaToC(const CoverageHolder& holder, size_t i) {
  const Network& network = *holder.coverage.network;
  const AreaCoverage& from = holder.coverage.report.areas[i];
  vuoro_coverage_area area{};
  area.minutes = from.minutes;
  area.office = from.office ? holder.office_ids[from.office.position()] : 0;
  area.population = network.coverage.areas[i].population;
  area.limit_min = from.limit_min;
  area.overridden = from.overridden ? 1 : 0;
  area.within = from.within ? 1 : 0;
  area.key = network.coverage.areas[i].key.c_str();
  area.office_key = from.office ? network.at(from.office).key.c_str() : "";
  return area;
}

vuoro_coverage_office OfficeToC(const CoverageHolder& holder, size_t i) {
  const Network& network = *holder.coverage.network;
  const OfficeCoverage& from = holder.coverage.report.offices[i];
  vuoro_coverage_office office{};
  office.state = static_cast<uint32_t>(from.state);
  office.office = holder.office_ids[i];
  office.nearest_to = from.nearest_to;
  office.beyond = from.beyond;
  office.population = from.population;
  office.min_population = from.min_population;
  office.farthest_min = from.farthest_min;
  office.overridden = from.overridden ? 1 : 0;
  office.too_far = from.too_far ? 1 : 0;
  office.too_few = from.too_few ? 1 : 0;
  office.key = network.offices[i].key.c_str();
  office.farthest_area = from.farthest ? network.at(from.farthest).key.c_str() : "";
  return office;
}

vuoro_coverage_service ServiceToC(const CoverageHolder& holder, size_t i) {
  const ServiceAccess& from = holder.coverage.report.services[i];
  vuoro_coverage_service service{};
  service.offices = from.offices;
  service.service = holder.service_ids[i];
  service.within = from.within;
  service.within_any = from.within_any;
  service.reached = from.reached;
  service.person_min = from.person_min;
  service.person_wait_days = from.person_wait_days;
  service.office_min = from.office_min;
  service.offices_any = from.offices_any;
  service.key = holder.coverage.network->services[i].key.c_str();
  return service;
}

vuoro_coverage_change ChangeToC(const CoverageChangesHolder& holder, size_t i) {
  const AreaChange& from = holder.comparison.areas[i];
  const Area& area = from.after ? holder.after->coverage.network->at(from.after)
                                : holder.before->coverage.network->at(from.before);
  vuoro_coverage_change change{};
  change.minutes_before = from.minutes_before;
  change.minutes_after = from.minutes_after;
  change.within_before = from.within_before ? 1 : 0;
  change.within_after = from.within_after ? 1 : 0;
  change.population = from.population;
  change.key = area.key.c_str();
  return change;
}

// The numbers from 0 on, so that rows of parallel lists can be copied out.
struct Positions {
  size_t count;
  size_t size() const { return count; }
  size_t operator[](size_t i) const { return i; }
};

// `rows(holder)` are there; `convert(holder, i)` gives one.
template <class Handle, class Row, class Rows, class Convert>
vuoro_status CopyRows(const Handle* handle, size_t first, size_t count, Row* out, size_t stride,
                      Rows&& rows, Convert&& convert) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(handle));
    return CopyBulk(Positions{rows(*holder)}, first, count, out, stride,
                    [&](size_t i) { return convert(*holder, i); });
  });
}

size_t Areas(const CoverageHolder& holder) { return holder.coverage.report.areas.size(); }
size_t Offices(const CoverageHolder& holder) { return holder.coverage.report.offices.size(); }
size_t Services(const CoverageHolder& holder) { return holder.coverage.report.services.size(); }
size_t Changes(const CoverageChangesHolder& holder) { return holder.comparison.areas.size(); }

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_coverage_measure(vuoro_session* session, const vuoro_coverage_request* request,
                                    vuoro_coverage** out) {
  return Open(out, [&] { return Measure(session, request); });
}

vuoro_status vuoro_coverage_of_document(const char* json, size_t json_len,
                                        const vuoro_coverage_request* request,
                                        vuoro_coverage** out) {
  return Open(out, [&] { return MeasureDocument(json, json_len, request); });
}

vuoro_status vuoro_coverage_sum(const vuoro_coverage* coverage, vuoro_coverage_totals* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(coverage));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    Write(TotalsToC(holder->coverage.report), out);
    return absl::OkStatus();
  });
}

size_t vuoro_coverage_areas_count(const vuoro_coverage* coverage) { return Count(coverage, Areas); }

vuoro_status vuoro_coverage_areas_copy(const vuoro_coverage* coverage, size_t first, size_t count,
                                       vuoro_coverage_area* out, size_t stride) {
  return CopyRows(coverage, first, count, out, stride, Areas, AreaToC);
}

size_t vuoro_coverage_offices_count(const vuoro_coverage* coverage) {
  return Count(coverage, Offices);
}

vuoro_status vuoro_coverage_offices_copy(const vuoro_coverage* coverage, size_t first, size_t count,
                                         vuoro_coverage_office* out, size_t stride) {
  return CopyRows(coverage, first, count, out, stride, Offices, OfficeToC);
}

size_t vuoro_coverage_services_count(const vuoro_coverage* coverage) {
  return Count(coverage, Services);
}

vuoro_status vuoro_coverage_services_copy(const vuoro_coverage* coverage, size_t first,
                                          size_t count, vuoro_coverage_service* out,
                                          size_t stride) {
  return CopyRows(coverage, first, count, out, stride, Services, ServiceToC);
}

void vuoro_coverage_free(vuoro_coverage* coverage) { Close(coverage); }

vuoro_status vuoro_coverage_compare(const vuoro_coverage* before, const vuoro_coverage* after,
                                    vuoro_coverage_changes** out) {
  return Open(out, [&]() -> absl::StatusOr<std::shared_ptr<CoverageChangesHolder>> {
    auto holder = std::make_shared<CoverageChangesHolder>();
    VUORO_ASSIGN_OR_RETURN(holder->before, Find(before));
    VUORO_ASSIGN_OR_RETURN(holder->after, Find(after));
    const vuoro::NetworkCoverage& old = holder->before->coverage;
    const vuoro::NetworkCoverage& now = holder->after->coverage;
    holder->comparison = CompareCoverage(*old.network, old.report, *now.network, now.report);
    return holder;
  });
}

vuoro_status vuoro_coverage_changes_sum(const vuoro_coverage_changes* changes,
                                        vuoro_coverage_difference* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(changes));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    const vuoro::CoverageComparison& from = holder->comparison;
    vuoro_coverage_difference difference{};
    difference.gained = from.gained;
    difference.lost = from.lost;
    difference.nearer = from.nearer;
    difference.farther = from.farther;
    difference.opened = static_cast<int32_t>(from.opened.size());
    difference.closed = static_cast<int32_t>(from.closed.size());
    Write(difference, out);
    return absl::OkStatus();
  });
}

size_t vuoro_coverage_changes_count(const vuoro_coverage_changes* changes) {
  return Count(changes, Changes);
}

vuoro_status vuoro_coverage_changes_copy(const vuoro_coverage_changes* changes, size_t first,
                                         size_t count, vuoro_coverage_change* out, size_t stride) {
  return CopyRows(changes, first, count, out, stride, Changes, ChangeToC);
}

void vuoro_coverage_changes_free(vuoro_coverage_changes* changes) { Close(changes); }
