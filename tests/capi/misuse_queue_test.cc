// Tickets, counters and queues, called wrongly in every way that their arguments allow.
#include "misuse.h"

namespace {

TEST_F(MisuseTest, Issuing) {
  const auto good = GoodIssue();
  auto out = VUORO_INIT(vuoro_ticket);
  BadCommand<vuoro_ticket>("vuoro_ticket_issue", [&](auto* session, auto* command, auto* to) {
    return vuoro_ticket_issue(session, command, &good, to);
  });
  const auto issue = [&](const vuoro_issue* with) {
    return vuoro_ticket_issue(admin_, nullptr, with, &out);
  };
  BadInput<vuoro_issue>("vuoro_ticket_issue", good, issue);
  auto bad = good;
  bad.channel = 7;
  Invalid(issue(&bad), "bad_argument", "channel");
  bad = good;
  bad.mode = 5;
  Invalid(issue(&bad), "bad_argument", "mode");
  bad = good;
  bad.language = kBadText;
  Invalid(issue(&bad), "bad_text", "language");
  bad = good;
  bad.service = 0;
  Invalid(issue(&bad), "bad_argument", "neither");
  bad = good;
  bad.office = queue_;
  Refused(issue(&bad), VUORO_NOT_FOUND, "unknown_id", "office");
  bad = good;
  bad.reserved_text = "x";
  Refused(issue(&bad), VUORO_UNIMPLEMENTED, "unknown_tail", "reserved");
}

TEST_F(MisuseTest, Tickets) {
  using Call = vuoro_status (*)(vuoro_session*, const vuoro_command*, vuoro_id, vuoro_ticket*);
  const std::map<const char*, Call> calls = {{"vuoro_ticket_call_next", vuoro_ticket_call_next},
                                             {"vuoro_ticket_recall", vuoro_ticket_recall},
                                             {"vuoro_ticket_serve", vuoro_ticket_serve},
                                             {"vuoro_ticket_no_show", vuoro_ticket_no_show},
                                             {"vuoro_ticket_put_back", vuoro_ticket_put_back},
                                             {"vuoro_ticket_park", vuoro_ticket_park},
                                             {"vuoro_ticket_unpark", vuoro_ticket_unpark},
                                             {"vuoro_ticket_leave", vuoro_ticket_leave}};
  auto out = VUORO_INIT(vuoro_ticket);
  for (const auto& [name, call] : calls) {
    BadCommand<vuoro_ticket>(name, [&, run = call](auto* session, auto* command, auto* to) {
      return run(session, command, ticket_.id, to);
    });
    for (const vuoro_id wrong : {visit_.id, vuoro_id{0}, vuoro_id{-1}, INT64_MAX}) {
      Refused(call(admin_, nullptr, wrong, &out), VUORO_NOT_FOUND, "unknown_id", name);
    }
  }
  BadCommand<vuoro_ticket>("vuoro_ticket_call", [&](auto* session, auto* command, auto* to) {
    return vuoro_ticket_call(session, command, clerk_.id, ticket_.id, to);
  });
  Refused(vuoro_ticket_call(admin_, nullptr, ticket_.id, clerk_.id, &out), VUORO_NOT_FOUND,
          "unknown_id", "swapped");
  BadCommand<vuoro_ticket>("vuoro_ticket_transfer", [&](auto* session, auto* command, auto* to) {
    return vuoro_ticket_transfer(session, command, ticket_.id, 0, queue_, to);
  });
  Invalid(vuoro_ticket_transfer(admin_, nullptr, ticket_.id, 0, 0, &out), "bad_argument", "none");
  Refused(vuoro_ticket_transfer(admin_, nullptr, ticket_.id, desk_, 0, &out), VUORO_NOT_FOUND,
          "unknown_id", "service");

  const auto good = GoodFinish();
  BadCommand<vuoro_ticket>("vuoro_ticket_finish", [&](auto* session, auto* command, auto* to) {
    return vuoro_ticket_finish(session, command, &good, to);
  });
  const auto finish = [&](const vuoro_finish* with) {
    return vuoro_ticket_finish(admin_, nullptr, with, &out);
  };
  BadInput<vuoro_finish>("vuoro_ticket_finish", good, finish);
  auto bad = good;
  bad.outcome = 4;
  Invalid(finish(&bad), "bad_argument", "outcome");
  bad = good;
  bad.task = 8;
  Invalid(finish(&bad), "bad_argument", "task");
  Refused(finish(&good), VUORO_FAILED_PRECONDITION, "wrong_state", "not being served");
  BadRead<vuoro_ticket>("vuoro_ticket_read", [&](auto* session, auto* to) {
    return vuoro_ticket_read(session, ticket_.id, to);
  });
  Refused(vuoro_ticket_read(admin_, 0, &out), VUORO_NOT_FOUND, "unknown_id", "read");
}

TEST_F(MisuseTest, Counters) {
  const auto good = GoodOpen();
  auto out = VUORO_INIT(vuoro_counter_session);
  BadCommand<vuoro_counter_session>(
      "vuoro_counter_session_open", [&](auto* session, auto* command, auto* to) {
        return vuoro_counter_session_open(session, command, &good, to);
      });
  const auto open = [&](const vuoro_counter_open* with) {
    return vuoro_counter_session_open(admin_, nullptr, with, &out);
  };
  BadInput<vuoro_counter_open>("vuoro_counter_session_open", good, open);
  Refused(open(&good), VUORO_ALREADY_EXISTS, "counter_taken", "taken");
  auto bad = good;
  bad.counter = id_of(admin_, VUORO_KIND_RESOURCE, "hall.counter-2");
  bad.office = id_of(admin_, VUORO_KIND_OFFICE, "centre");
  Invalid(open(&bad), "bad_argument", "other office");
  bad.office = hall_;
  bad.staff_ref = kBadText;
  Invalid(open(&bad), "bad_text", "staff_ref");
  const std::string long_ref(257, 'r');
  bad.staff_ref = long_ref.c_str();
  Invalid(open(&bad), "bad_text", "staff_ref");
  bad.staff_ref = nullptr;
  bad.profile_count = 1;
  Invalid(open(&bad), "bad_argument", "no profile");
  vuoro_profile_queue profile = {queue_, 1441};
  bad.profile = &profile;
  for (const int64_t minutes : {int64_t{-1}, int64_t{1441}, INT64_MAX, int64_t{1} << 32}) {
    profile.head_start_min = minutes;
    Invalid(open(&bad), "bad_argument", "head start");
  }
  bad.profile_count = ~0u;
  Invalid(open(&bad), "bad_argument", "profile_count");

  using Call =
      vuoro_status (*)(vuoro_session*, const vuoro_command*, vuoro_id, vuoro_counter_session*);
  const std::map<const char*, Call> calls = {
      {"vuoro_counter_session_pause", vuoro_counter_session_pause},
      {"vuoro_counter_session_resume", vuoro_counter_session_resume},
      {"vuoro_counter_session_close", vuoro_counter_session_close}};
  for (const auto& [name, call] : calls) {
    BadCommand<vuoro_counter_session>(name,
                                      [&, run = call](auto* session, auto* command, auto* to) {
                                        return run(session, command, clerk_.id, to);
                                      });
    Refused(call(admin_, nullptr, desk_, &out), VUORO_NOT_FOUND, "unknown_id", name);
  }
  BadRead<vuoro_counter_session>("vuoro_counter_session_read", [&](auto* session, auto* to) {
    return vuoro_counter_session_read(session, clerk_.id, to);
  });
}

TEST_F(MisuseTest, Queues) {
  using Call = vuoro_status (*)(vuoro_session*, const vuoro_command*, vuoro_id);
  const std::map<const char*, Call> calls = {
      {"vuoro_queue_stop", vuoro_queue_stop},
      {"vuoro_queue_resume", vuoro_queue_resume},
      {"vuoro_queue_close_day", [](auto* session, auto* command, vuoro_id queue) {
         return vuoro_queue_close_day(session, command, id_of(session, VUORO_KIND_OFFICE, "hall"),
                                      queue, nullptr);
       }}};
  for (const auto& [name, call] : calls) {
    if (std::strcmp(name, "vuoro_queue_close_day") != 0) {
      BadSessions(name, [&, run = call](auto* session) { return run(session, nullptr, queue_); });
    }
    BadInput<vuoro_command>(
        name, VUORO_INIT(vuoro_command),
        [&, run = call](const vuoro_command* command) { return run(admin_, command, queue_); },
        true);
    Refused(call(admin_, nullptr, desk_), VUORO_NOT_FOUND, "unknown_id", name);
  }
  int64_t count = 0;
  BadSessions("vuoro_queue_close_day", [&](auto* session) {
    return vuoro_queue_close_day(session, nullptr, hall_, queue_, &count);
  });
  Refused(vuoro_queue_close_day(admin_, nullptr, hall_, queue_, &count), VUORO_FAILED_PRECONDITION,
          "wrong_state", "open");
  Refused(vuoro_queue_resume(admin_, nullptr, queue_), VUORO_FAILED_PRECONDITION, "wrong_state",
          "not stopped");
  BadSessions("vuoro_queue_waiting",
              [&](auto* session) { return vuoro_queue_waiting(session, queue_, &count); });
  Invalid(vuoro_queue_waiting(admin_, queue_, nullptr), "bad_argument", "out");
  Refused(vuoro_queue_waiting(admin_, hall_, &count), VUORO_NOT_FOUND, "unknown_id", "queue");
}

TEST_F(MisuseTest, Calls) {
  auto called = VUORO_INIT(vuoro_ticket);
  ASSERT_EQ(vuoro_ticket_call_next(admin_, nullptr, clerk_.id, &called), VUORO_OK);
  hash_ = Hash();
  vuoro_calls* calls = nullptr;
  BadSessions("vuoro_calls_list",
              [&](auto* session) { return vuoro_calls_list(session, hall_, &calls); });
  BadHandleOutput<vuoro_calls>(
      "vuoro_calls_list", [&](auto** to) { return vuoro_calls_list(admin_, hall_, to); },
      [&](auto** to) { return vuoro_calls_list(admin_, desk_, to); });
  ASSERT_EQ(vuoro_calls_list(admin_, hall_, &calls), VUORO_OK);
  BadCount("vuoro_calls_count", vuoro_calls_count);
  BadCopy("vuoro_calls_copy", calls, vuoro_calls_count(calls), vuoro_calls_copy);
  vuoro_calls_free(calls);
  BadClose("vuoro_calls_free", vuoro_calls_free);
}

}  // namespace
