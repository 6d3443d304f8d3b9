// Handles in the hands of many threads, and what callbacks may do; links libvuoro alone.
#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "support.h"

namespace {

vuoro_engine* OpenMemory() { return open_engine("memory:", nullptr); }

TEST(HandlesTest, NoneIsAnAddressAndNoneComesTwiceInARow) {
  vuoro_engine* engine = OpenMemory();
  vuoro_session* before = nullptr;
  for (int i = 0; i < 1000; ++i) {
    vuoro_session* session = open_session(engine, VUORO_ROLE_ADMIN);
    EXPECT_NE(session, before);
    EXPECT_EQ(vuoro_catch_up(session), VUORO_OK);
    vuoro_session_close(session);
    EXPECT_EQ(vuoro_catch_up(session), VUORO_INVALID_ARGUMENT);
    EXPECT_STREQ(last_reason(), "bad_handle");
    before = session;
  }
  vuoro_engine_close(engine);
}

TEST(HandlesTest, ThousandsAreOpenAtOnce) {
  vuoro_engine* engine = OpenMemory();
  std::vector<vuoro_session*> sessions;
  for (int i = 0; i < 5000; ++i) sessions.push_back(open_session(engine, VUORO_ROLE_DISPLAY));
  vuoro_engine_close(engine);
  for (vuoro_session* session : sessions) EXPECT_EQ(vuoro_catch_up(session), VUORO_OK);
  for (vuoro_session* session : sessions) vuoro_session_close(session);
  for (vuoro_session* session : sessions) EXPECT_NE(vuoro_catch_up(session), VUORO_OK);
}

TEST(HandlesTest, ClosingBesideCallsIsRefusedOrServedButNeverFollowed) {
  for (int round = 0; round < 50; ++round) {
    vuoro_engine* engine = OpenMemory();
    vuoro_session* session = open_session(engine, VUORO_ROLE_ADMIN);
    std::atomic<int> closed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        char hash[65];
        while (vuoro_state_hash(session, hash) == VUORO_OK) {
          if (i == 0) vuoro_session_close(session);
        }
        closed += std::strcmp(last_reason(), "bad_handle") == 0;
      });
    }
    vuoro_engine_close(engine);
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(closed, 4);
  }
}

TEST(HandlesTest, ErrorsAreOfTheThread) {
  EXPECT_EQ(vuoro_catch_up(nullptr), VUORO_INVALID_ARGUMENT);
  EXPECT_STREQ(last_reason(), "bad_handle");
  std::string other = "?";
  std::thread([&] { other = last_reason(); }).join();
  EXPECT_EQ(other, "");
  EXPECT_STREQ(last_reason(), "bad_handle");
}

struct Caller {
  vuoro_session* session = nullptr;
  vuoro_status status = VUORO_OK;
  std::string reason;
};

// The engine's own thread reads the clock too: only the test's thread has one.
thread_local Caller* caller_here = nullptr;

int64_t CallFromClock(void*) {
  if (caller_here != nullptr) {
    caller_here->status = vuoro_catch_up(caller_here->session);
    caller_here->reason = last_reason();
    vuoro_session_close(caller_here->session);  // refused too, or the test would fail below
  }
  return TEST_NOW_US;
}

TEST(HandlesTest, CallbacksMayNotCall) {
  auto options = VUORO_INIT(vuoro_engine_options);
  options.store_uri = "memory:";
  options.now_us = CallFromClock;
  vuoro_engine* engine = nullptr;
  ASSERT_EQ(vuoro_engine_open(&options, &engine), VUORO_OK);
  vuoro_session* session = open_session(engine, VUORO_ROLE_ADMIN);
  load_network(session, VUORO_SOURCE_DIR "/tests/capi/data/town.json");
  auto search = VUORO_INIT(vuoro_search);
  search.office = id_of(session, VUORO_KIND_OFFICE, "hall");
  search.service = id_of(session, VUORO_KIND_SERVICE, "advice");
  search.until_us = TEST_NOW_US + TEST_DAY_US;
  vuoro_engine_close(engine);
  vuoro_slots* slots = nullptr;
  Caller caller{.session = session, .status = VUORO_OK, .reason = ""};
  caller_here = &caller;
  EXPECT_EQ(vuoro_slots_search(session, &search, &slots), VUORO_OK);
  caller_here = nullptr;
  EXPECT_EQ(caller.status, VUORO_FAILED_PRECONDITION);
  EXPECT_EQ(caller.reason, "reentrant");
  EXPECT_GT(vuoro_slots_count(slots), 0u);
  EXPECT_EQ(vuoro_catch_up(session), VUORO_OK);
  vuoro_slots_free(slots);
  vuoro_session_close(session);
}

}  // namespace
