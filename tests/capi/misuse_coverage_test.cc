// Coverage, called wrongly in every way that its arguments allow.
#include "misuse.h"

namespace {

// What both ways of measuring refuse.
using Request = vuoro_coverage_request;
struct BadRequest {
  const char* what;
  std::function<void(Request&)> spoil;
  vuoro_status status;
  const char* reason;
};
const std::vector<BadRequest>& BadRequests() {
  static const std::vector<BadRequest> kAll = {
      {"negative minutes", [](Request& r) { r.within_min = -1; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"too many minutes", [](Request& r) { r.within_min = 10'001; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"least minutes", [](Request& r) { r.within_min = INT32_MIN; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"a negative date", [](Request& r) { r.ymd = INT32_MIN; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"no date", [](Request& r) { r.ymd = 20260230; }, VUORO_INVALID_ARGUMENT, "bad_argument"},
      {"a late date", [](Request& r) { r.ymd = 99991231; }, VUORO_INVALID_ARGUMENT, "bad_argument"},
      {"the last date", [](Request& r) { r.ymd = 22001231; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"no_services", [](Request& r) { r.no_services = 2; }, VUORO_INVALID_ARGUMENT,
       "bad_argument"},
      {"reserved", [](Request& r) { r.reserved = "x"; }, VUORO_UNIMPLEMENTED, "unknown_tail"},
  };
  return kAll;
}

TEST_F(MisuseTest, CoverageMeasuring) {
  const auto good = GoodCoverage();
  vuoro_coverage* out = nullptr;
  BadSessions("vuoro_coverage_measure",
              [&](auto* session) { return vuoro_coverage_measure(session, &good, &out); });
  const auto measure = [&](const Request* request) {
    return vuoro_coverage_measure(admin_, request, &out);
  };
  BadInput<Request>("vuoro_coverage_measure", good, measure);
  for (const BadRequest& bad : BadRequests()) {
    auto request = good;
    bad.spoil(request);
    Refused(measure(&request), bad.status, bad.reason, bad.what);
  }
  auto planned = good;
  planned.plan = reinterpret_cast<vuoro_plan*>(admin_);
  Invalid(measure(&planned), "bad_handle", "plan");
  BadHandleOutput<vuoro_coverage>(
      "vuoro_coverage_measure",
      [&](auto** to) { return vuoro_coverage_measure(admin_, &good, to); },
      [&](auto** to) { return vuoro_coverage_measure(nullptr, &good, to); });
  vuoro_engine* empty = open_engine("memory:", nullptr);
  vuoro_session* session = open_session(empty, VUORO_ROLE_PORTAL);
  Refused(vuoro_coverage_measure(session, &good, &out), VUORO_FAILED_PRECONDITION, "no_network",
          "empty");
  vuoro_session_close(session);
  vuoro_engine_close(empty);
}

TEST_F(MisuseTest, CoverageOfDocuments) {
  size_t size;
  char* json = read_file(kTown.c_str(), &size);
  const auto good = GoodCoverage();
  vuoro_coverage* out = nullptr;
  const auto measure = [&](const Request* request) {
    return vuoro_coverage_of_document(json, size, request, &out);
  };
  BadInput<Request>("vuoro_coverage_of_document", good, measure);
  for (const BadRequest& bad : BadRequests()) {
    auto request = good;
    bad.spoil(request);
    Refused(measure(&request), bad.status, bad.reason, bad.what);
  }
  auto planned = good;
  planned.plan = reinterpret_cast<vuoro_plan*>(admin_);
  Invalid(measure(&planned), "bad_handle", "plan");
  BadHandleOutput<vuoro_coverage>(
      "vuoro_coverage_of_document",
      [&](auto** to) { return vuoro_coverage_of_document(json, size, &good, to); },
      [&](auto** to) { return vuoro_coverage_of_document(nullptr, size, &good, to); });
  auto undated = good;
  undated.ymd = 0;
  Invalid(vuoro_coverage_of_document(json, size, &undated, &out), "bad_argument", "no clock here");
  for (const char* text : {"", "{}", kBadText}) {
    Invalid(vuoro_coverage_of_document(text, strlen(text), &good, &out), "bad_document", text);
  }
  EXPECT_EQ(out, nullptr);
  free(json);
}

TEST_F(MisuseTest, CoverageRows) {
  vuoro_coverage* coverage = Measured();
  auto totals = VUORO_INIT(vuoro_coverage_totals);
  BadHandles<vuoro_coverage>(
      "vuoro_coverage_sum", [&](auto* handle) { return vuoro_coverage_sum(handle, &totals); },
      reinterpret_cast<uintptr_t>(admin_));
  BadOutput<vuoro_coverage_totals>("vuoro_coverage_sum",
                                   [&](auto* bad) { return vuoro_coverage_sum(coverage, bad); });
  BadCount("vuoro_coverage_areas_count", vuoro_coverage_areas_count);
  BadCount("vuoro_coverage_offices_count", vuoro_coverage_offices_count);
  BadCount("vuoro_coverage_services_count", vuoro_coverage_services_count);
  BadCopy("vuoro_coverage_areas_copy", coverage, vuoro_coverage_areas_count(coverage),
          vuoro_coverage_areas_copy);
  BadCopy("vuoro_coverage_offices_copy", coverage, vuoro_coverage_offices_count(coverage),
          vuoro_coverage_offices_copy);
  BadCopy("vuoro_coverage_services_copy", coverage, vuoro_coverage_services_count(coverage),
          vuoro_coverage_services_copy);
  vuoro_coverage_free(coverage);
  Invalid(vuoro_coverage_sum(coverage, &totals), "bad_handle", "freed");
  BadClose("vuoro_coverage_free", vuoro_coverage_free);
}

TEST_F(MisuseTest, CoverageComparisons) {
  vuoro_coverage* coverage = Measured();
  vuoro_coverage_changes* changes = nullptr;
  BadHandles<vuoro_coverage>(
      "vuoro_coverage_compare",
      [&](auto* handle) { return vuoro_coverage_compare(handle, coverage, &changes); },
      reinterpret_cast<uintptr_t>(admin_));
  BadHandles<vuoro_coverage>(
      "vuoro_coverage_compare",
      [&](auto* handle) { return vuoro_coverage_compare(coverage, handle, &changes); },
      reinterpret_cast<uintptr_t>(admin_));
  BadHandleOutput<vuoro_coverage_changes>(
      "vuoro_coverage_compare",
      [&](auto** to) { return vuoro_coverage_compare(coverage, coverage, to); },
      [&](auto** to) { return vuoro_coverage_compare(coverage, nullptr, to); });
  ASSERT_EQ(vuoro_coverage_compare(coverage, coverage, &changes), VUORO_OK);
  auto difference = VUORO_INIT(vuoro_coverage_difference);
  BadHandles<vuoro_coverage_changes>(
      "vuoro_coverage_changes_sum",
      [&](auto* handle) { return vuoro_coverage_changes_sum(handle, &difference); },
      reinterpret_cast<uintptr_t>(coverage));
  BadOutput<vuoro_coverage_difference>("vuoro_coverage_changes_sum", [&](auto* bad) {
    return vuoro_coverage_changes_sum(changes, bad);
  });
  BadCount("vuoro_coverage_changes_count", vuoro_coverage_changes_count);
  BadCopy("vuoro_coverage_changes_copy", changes, vuoro_coverage_changes_count(changes),
          vuoro_coverage_changes_copy);
  vuoro_coverage_changes_free(changes);
  vuoro_coverage_free(coverage);
  BadClose("vuoro_coverage_changes_free", vuoro_coverage_changes_free);
}

}  // namespace
