// The fixture of the misuse tests: a small office, and every wrong way to call a function.
#ifndef VUORO_TESTS_CAPI_MISUSE_H_
#define VUORO_TESTS_CAPI_MISUSE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support.h"

inline const std::string kTown = VUORO_SOURCE_DIR "/tests/capi/data/town.json";
inline const char* const kBadText = "\xff\xfe";

// The names of the functions that some test here has misused.
inline std::set<std::string>& Misused() {
  static std::set<std::string> names;
  return names;
}

class MisuseTest : public testing::Test {
 protected:
  void SetUp() override {
    engine_ = open_engine("memory:", nullptr);
    admin_ = open_session(engine_, VUORO_ROLE_ADMIN);
    load_network(admin_, kTown.c_str());
    hall_ = id_of(admin_, VUORO_KIND_OFFICE, "hall");
    advice_ = id_of(admin_, VUORO_KIND_SERVICE, "advice");
    desk_ = id_of(admin_, VUORO_KIND_RESOURCE, "hall.counter-1");
    queue_ = id_of(admin_, VUORO_KIND_QUEUE, "hall-town");
    closed_ = open_session(engine_, VUORO_ROLE_ADMIN);
    vuoro_session_close(closed_);
    auto hold = GoodHold();
    EXPECT_EQ(vuoro_appointment_hold(admin_, nullptr, &hold, &visit_), VUORO_OK);
    auto issue = GoodIssue();
    EXPECT_EQ(vuoro_ticket_issue(admin_, nullptr, &issue, &ticket_), VUORO_OK);
    auto open = GoodOpen();
    EXPECT_EQ(vuoro_counter_session_open(admin_, nullptr, &open, &clerk_), VUORO_OK);
    hash_ = Hash();
  }
  // All tests together name every function that was promised.
  static void TearDownTestSuite() {
    if (testing::UnitTest::GetInstance()->test_to_run_count() < 15) return;  // filtered
    std::ifstream file(VUORO_SOURCE_DIR "/tests/capi/symbols.txt");
    int count = 0;
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line[0] == '#') continue;
      EXPECT_TRUE(Misused().contains(line)) << line;
      ++count;
    }
    EXPECT_GT(count, 80);
  }
  void TearDown() override {
    vuoro_session_close(admin_);
    vuoro_engine_close(engine_);
  }

  vuoro_hold GoodHold() const {
    auto hold = VUORO_INIT(vuoro_hold);
    hold.office = hall_;
    hold.service = advice_;
    hold.start_us = TEST_NOW_US + int64_t{3600} * 1000000;
    return hold;
  }
  vuoro_issue GoodIssue() const {
    auto issue = VUORO_INIT(vuoro_issue);
    issue.office = hall_;
    issue.service = advice_;
    return issue;
  }
  vuoro_counter_open GoodOpen() const {
    auto open = VUORO_INIT(vuoro_counter_open);
    open.counter = desk_;
    open.staff_ref = "s1";
    return open;
  }
  vuoro_search GoodSearch() const {
    auto search = VUORO_INIT(vuoro_search);
    search.office = hall_;
    search.service = advice_;
    search.from_us = TEST_NOW_US;
    search.until_us = TEST_NOW_US + TEST_DAY_US;
    return search;
  }
  vuoro_step GoodStep() const {
    auto step = VUORO_INIT(vuoro_step);
    step.appointment = visit_.id;
    return step;
  }
  vuoro_reschedule GoodMove() const {
    auto move = VUORO_INIT(vuoro_reschedule);
    move.appointment = visit_.id;
    move.start_us = visit_.start_us + int64_t{1800} * 1000000;
    return move;
  }
  vuoro_finish GoodFinish() const {
    auto finish = VUORO_INIT(vuoro_finish);
    finish.ticket = ticket_.id;
    return finish;
  }
  static vuoro_plan_request GoodPlan() {
    auto request = VUORO_INIT(vuoro_plan_request);
    request.monday_ymd = 20260309;
    request.budget_steps = 100;
    return request;
  }

  static vuoro_coverage_request GoodCoverage() {
    auto request = VUORO_INIT(vuoro_coverage_request);
    request.ymd = 20260302;
    return request;
  }
  vuoro_coverage* Measured() {
    const auto request = GoodCoverage();
    vuoro_coverage* coverage = nullptr;
    EXPECT_EQ(vuoro_coverage_measure(admin_, &request, &coverage), VUORO_OK);
    return coverage;
  }

  std::string Hash() {
    char hex[65] = "";
    EXPECT_EQ(vuoro_state_hash(admin_, hex), VUORO_OK);
    return hex;
  }

  // The refusal is `status` for `reason`, and nothing has changed.
  void Refused(vuoro_status found, vuoro_status status, const std::string& reason,
               const std::string& what) {
    EXPECT_EQ(found, status) << what << ": " << vuoro_status_name(found) << " " << last_reason();
    auto why = VUORO_INIT(vuoro_error);
    EXPECT_EQ(vuoro_last_error(&why), VUORO_OK);
    EXPECT_EQ(why.reason, reason) << what << ": " << why.message;
    EXPECT_EQ(why.status, found) << what;
    EXPECT_STRNE(why.message, "") << what;
    EXPECT_STRNE(why.advice, "") << what;
    EXPECT_EQ(Hash(), hash_) << what;
  }
  void Invalid(vuoro_status found, const std::string& reason, const std::string& what) {
    Refused(found, VUORO_INVALID_ARGUMENT, reason, what);
  }

  // Handles that are none of the kind H.
  template <class H>
  void BadHandles(const char* name, const std::function<vuoro_status(H*)>& call,
                  uintptr_t other_kind) {
    Misused().insert(name);
    uintptr_t last_bit = reinterpret_cast<uintptr_t>(admin_) ^ 1;
    for (const uintptr_t bits :
         {uintptr_t{0}, other_kind, uintptr_t{1}, ~uintptr_t{0}, last_bit,
          reinterpret_cast<uintptr_t>(&last_bit), reinterpret_cast<uintptr_t>(closed_)}) {
      Invalid(call(reinterpret_cast<H*>(bits)), "bad_handle", name);
    }
  }
  void BadSessions(const char* name, const std::function<vuoro_status(vuoro_session*)>& call) {
    BadHandles<vuoro_session>(name, call, reinterpret_cast<uintptr_t>(engine_));
  }

  // A struct that comes in: NULL, sizes that no version has, a tail from the future.
  template <class T>
  void BadInput(const char* name, const T& good, const std::function<vuoro_status(const T*)>& call,
                bool may_be_null = false) {
    if (!may_be_null) Invalid(call(nullptr), "bad_argument", name);
    for (const uint32_t size : {0u, 4u, 7u, 12u, 4104u, ~0u}) {
      T bad = good;
      bad.struct_size = size;
      Invalid(call(&bad), "bad_struct", std::string(name) + " " + std::to_string(size));
    }
    struct Longer {
      T known;
      uint64_t tail;
    } longer{good, 1};
    longer.known.struct_size = sizeof(Longer);
    Refused(call(&longer.known), VUORO_UNIMPLEMENTED, "unknown_tail", name);
  }
  // A struct to be filled.
  template <class T>
  void BadOutput(const char* name, const std::function<vuoro_status(T*)>& call) {
    Invalid(call(nullptr), "bad_argument", name);
    for (const uint32_t size : {0u, 7u, ~0u}) {
      auto out = VUORO_INIT(T);
      out.struct_size = size;
      Invalid(call(&out), "bad_struct", name);
    }
  }
  // What every command has: the session, what rides with it, the output.
  template <class Out>
  void BadCommand(
      const char* name,
      const std::function<vuoro_status(vuoro_session*, const vuoro_command*, Out*)>& call) {
    auto out = VUORO_INIT(Out);
    BadSessions(name, [&](vuoro_session* session) { return call(session, nullptr, &out); });
    BadInput<vuoro_command>(
        name, VUORO_INIT(vuoro_command),
        [&](const vuoro_command* command) { return call(admin_, command, &out); }, true);
    auto command = VUORO_INIT(vuoro_command);
    const std::string long_key(129, 'k');
    for (const char* key : {kBadText, "a\nb", long_key.c_str()}) {
      command.key = key;
      Invalid(call(admin_, &command, &out), "bad_text", name);
    }
    command.key = nullptr;
    command.reserved = "x";
    Refused(call(admin_, &command, &out), VUORO_UNIMPLEMENTED, "unknown_tail", name);
    BadOutput<Out>(name, [&](Out* bad) { return call(admin_, nullptr, bad); });
  }
  template <class Out>
  void BadRead(const char* name, const std::function<vuoro_status(vuoro_session*, Out*)>& call) {
    auto out = VUORO_INIT(Out);
    BadSessions(name, [&](vuoro_session* session) { return call(session, &out); });
    BadOutput<Out>(name, [&](Out* bad) { return call(admin_, bad); });
  }
  // An output handle: NULL is refused, and a failure leaves NULL in it.
  template <class H>
  void BadHandleOutput(const char* name, const std::function<vuoro_status(H**)>& good,
                       const std::function<vuoro_status(H**)>& failing) {
    Misused().insert(name);
    Invalid(good(nullptr), "bad_argument", name);
    H* out = reinterpret_cast<H*>(engine_);
    EXPECT_NE(failing(&out), VUORO_OK) << name;
    EXPECT_EQ(out, nullptr) << name;
    EXPECT_EQ(Hash(), hash_) << name;
  }
  // Closing what is not open is found out and does nothing; NULL is no failure.
  template <class H>
  void BadClose(const char* name, void (*close)(H*)) {
    BadHandles<H>(
        name,
        [&](H* handle) {
          if (handle == nullptr) return vuoro_catch_up(nullptr);  // nothing is said of NULL
          close(handle);
          auto why = VUORO_INIT(vuoro_error);
          vuoro_last_error(&why);
          return why.status;
        },
        reinterpret_cast<uintptr_t>(static_cast<void*>(std::is_same_v<H, vuoro_engine>
                                                           ? static_cast<void*>(admin_)
                                                           : static_cast<void*>(engine_))));
    close(nullptr);
  }
  template <class H>
  void BadCount(const char* name, size_t (*count)(const H*)) {
    BadHandles<H>(
        name,
        [&](H* handle) {
          EXPECT_EQ(count(handle), 0u);
          auto why = VUORO_INIT(vuoro_error);
          vuoro_last_error(&why);
          return why.status;
        },
        reinterpret_cast<uintptr_t>(engine_));
  }
  // A list that is copied out in bulk.
  template <class H, class T>
  void BadCopy(const char* name, H* list, size_t items,
               vuoro_status (*copy)(const H*, size_t, size_t, T*, size_t)) {
    std::vector<T> out(items + 2, VUORO_INIT(T));
    BadHandles<H>(
        name, [&](H* handle) { return copy(handle, 0, 1, out.data(), sizeof(T)); },
        reinterpret_cast<uintptr_t>(admin_));
    ASSERT_GT(items, 0u);
    BadOutput<T>(name, [&](T* bad) { return copy(list, 0, 1, bad, sizeof(T)); });
    const size_t huge = std::numeric_limits<size_t>::max();
    Invalid(copy(list, 0, items + 1, out.data(), sizeof(T)), "bad_argument", name);
    Invalid(copy(list, items + 1, 0, out.data(), sizeof(T)), "bad_argument", name);
    Invalid(copy(list, 1, huge, out.data(), sizeof(T)), "bad_argument", name);
    Invalid(copy(list, 0, 1, out.data(), sizeof(T) - 8), "bad_argument", name);
    EXPECT_EQ(copy(list, items, 0, nullptr, 0), VUORO_OK) << name;
  }

  vuoro_engine* engine_ = nullptr;
  vuoro_session* admin_ = nullptr;
  vuoro_session* closed_ = nullptr;
  vuoro_id hall_ = 0, advice_ = 0, desk_ = 0, queue_ = 0;
  vuoro_appointment visit_ = VUORO_INIT(vuoro_appointment);
  vuoro_ticket ticket_ = VUORO_INIT(vuoro_ticket);
  vuoro_counter_session clerk_ = VUORO_INIT(vuoro_counter_session);
  std::string hash_;
};

#endif  // VUORO_TESTS_CAPI_MISUSE_H_
