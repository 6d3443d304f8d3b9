/* What holds between processes on one file: events wake a waiting reader through vuoro_events_wait
 * and through its descriptor; a writer killed in the middle loses nothing it had acknowledged; a
 * forked child cannot use its parent's handles.
 *
 *   two_processes FILE DOCUMENT */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { kPatienceMs = 20000, kKills = 5, kTicketsBeforeKill = 15 };

static char store_uri[4096];

typedef struct issued {
  int number; /* of the key */
  vuoro_id ticket;
} issued;

static vuoro_ticket issue_with_key(vuoro_session* session, int number) {
  vuoro_issue issue = VUORO_INIT(vuoro_issue);
  vuoro_command command = VUORO_INIT(vuoro_command);
  vuoro_ticket ticket = VUORO_INIT(vuoro_ticket);
  char key[32];
  snprintf(key, sizeof key, "ticket-%d", number);
  command.key = key;
  issue.office = id_of(session, VUORO_KIND_OFFICE, "hall");
  issue.service = id_of(session, VUORO_KIND_SERVICE, "advice");
  OK(vuoro_ticket_issue(session, &command, &issue, &ticket));
  return ticket;
}

/* A child that opens the file, waits for a byte, issues one ticket and ends. */
static pid_t spawn_issuer(int number, int* go) {
  int ends[2];
  pid_t child;
  CHECK(pipe(ends) == 0);
  child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    char byte;
    vuoro_engine* engine;
    vuoro_session* session;
    close(ends[1]);
    engine = open_engine(store_uri, NULL);
    session = open_session(engine, VUORO_ROLE_KIOSK);
    CHECK(read(ends[0], &byte, 1) == 1);
    issue_with_key(session, number);
    vuoro_session_close(session);
    vuoro_engine_close(engine);
    _exit(0);
  }
  close(ends[0]);
  *go = ends[1];
  return child;
}

static void release(int go) { CHECK(write(go, "g", 1) == 1 && close(go) == 0); }

static void expect_issued(vuoro_events* events, int number) {
  char part[32];
  vuoro_event event = VUORO_INIT(vuoro_event);
  int found = 0;
  while (!found) {
    vuoro_status status = vuoro_events_next(events, &event);
    if (status == VUORO_OUT_OF_RANGE) status = vuoro_events_wait(events, kPatienceMs);
    OK(status);
    found = event.type != NULL && strcmp(event.type, "ticket.issued") == 0;
  }
  snprintf(part, sizeof part, "\"number\":%d", number);
  CHECK(strstr(event.json, part) != NULL && strlen(event.json) == event.json_len);
  CHECK(vuoro_events_next(events, &event) == VUORO_OUT_OF_RANGE);
}

static void drain(vuoro_events* events) {
  vuoro_event event = VUORO_INIT(vuoro_event);
  while (vuoro_events_next(events, &event) == VUORO_OK) continue;
  CHECK(strcmp(last_reason(), "end_of_events") == 0);
}

static void events_wake(const char* document) {
  int go[2];
  pid_t children[2];
  vuoro_engine* engine;
  vuoro_session* session;
  vuoro_events* events = NULL;
  struct pollfd waiting;
  const pid_t maker = fork();
  int status;
  if (maker == 0) {
    engine = open_engine(store_uri, NULL);
    session = open_session(engine, VUORO_ROLE_ADMIN);
    load_network(session, document);
    vuoro_session_close(session);
    vuoro_engine_close(engine);
    _exit(0);
  }
  CHECK(maker > 0 && waitpid(maker, &status, 0) == maker && status == 0);
  children[0] = spawn_issuer(1, &go[0]); /* before anything is opened here */
  children[1] = spawn_issuer(2, &go[1]);
  engine = open_engine(store_uri, NULL);
  session = open_session(engine, VUORO_ROLE_ADMIN);
  OK(vuoro_events_open(session, 0, &events));
  waiting.fd = vuoro_events_descriptor(events);
  waiting.events = POLLIN;
  CHECK(waiting.fd >= 0);
  CHECK(poll(&waiting, 1, 0) == 1); /* what was loaded is there to read */
  drain(events);
  CHECK(poll(&waiting, 1, 0) == 0);
  CHECK(vuoro_events_wait(events, 10) == VUORO_DEADLINE_EXCEEDED);
  release(go[0]);
  OK(vuoro_events_wait(events, kPatienceMs));
  CHECK(poll(&waiting, 1, 0) == 1); /* still unread */
  expect_issued(events, 1);
  CHECK(poll(&waiting, 1, 0) == 0);
  release(go[1]);
  CHECK(poll(&waiting, 1, kPatienceMs) == 1);
  expect_issued(events, 2);
  for (int i = 0; i < 2; ++i) CHECK(waitpid(children[i], &status, 0) == children[i] && status == 0);
  vuoro_engine_close(engine); /* in any order */
  vuoro_session_close(session);
  CHECK(vuoro_events_wait(events, 0) == VUORO_DEADLINE_EXCEEDED);
  vuoro_events_free(events);
}

/* A child issues tickets and tells each through a pipe once it is acknowledged. */
static pid_t spawn_writer(int first, int* from) {
  int ends[2];
  pid_t child;
  CHECK(pipe(ends) == 0);
  child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    vuoro_engine* engine = open_engine(store_uri, NULL);
    vuoro_session* session = open_session(engine, VUORO_ROLE_KIOSK);
    for (int number = first;; ++number) {
      const issued done = {number, issue_with_key(session, number).id};
      if (write(ends[1], &done, sizeof done) != (ssize_t)sizeof done) _exit(0);
    }
  }
  close(ends[1]);
  *from = ends[0];
  return child;
}

/* Kills the writer after some tickets and gives the last it had acknowledged. */
static int kill_in_the_middle(int first, issued* all) {
  int from;
  int count = 0;
  const pid_t child = spawn_writer(first, &from);
  while (count < kTicketsBeforeKill &&
         read(from, &all[count], sizeof all[count]) == (ssize_t)sizeof all[count]) {
    ++count;
  }
  CHECK(count == kTicketsBeforeKill);
  CHECK(kill(child, SIGKILL) == 0);
  while (read(from, &all[count], sizeof all[count]) == (ssize_t)sizeof all[count]) ++count;
  CHECK(waitpid(child, NULL, 0) == child);
  close(from);
  return count;
}

static void kills_lose_nothing(void) {
  int next = 100;
  for (int round = 0; round < kKills; ++round) {
    static issued all[100000];
    const int count = kill_in_the_middle(next, all);
    const pid_t child = fork(); /* opens, so that this process may fork on */
    int status;
    CHECK(child >= 0);
    if (child == 0) {
      vuoro_engine* engine = open_engine(store_uri, NULL);
      vuoro_session* session = open_session(engine, VUORO_ROLE_KIOSK);
      vuoro_session* admin = open_session(engine, VUORO_ROLE_ADMIN);
      vuoro_engine_status before = VUORO_INIT(vuoro_engine_status);
      vuoro_engine_status after = VUORO_INIT(vuoro_engine_status);
      OK(vuoro_store_verify(admin));
      OK(vuoro_status_read(admin, &before));
      for (int i = 0; i < count; ++i) {
        CHECK(issue_with_key(session, all[i].number).id == all[i].ticket);
      }
      OK(vuoro_status_read(admin, &after));
      CHECK(before.published_seq == after.published_seq);
      vuoro_engine_close(engine);
      vuoro_session_close(session);
      vuoro_session_close(admin);
      _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    next += count + 1;
  }
}

static void child_cannot_use_handles(void) {
  vuoro_engine* engine = open_engine("memory:", NULL);
  vuoro_session* session = open_session(engine, VUORO_ROLE_ADMIN);
  const pid_t child = fork();
  int status;
  CHECK(child >= 0);
  if (child == 0) {
    vuoro_engine* own;
    CHECK(vuoro_catch_up(session) == VUORO_INVALID_ARGUMENT);
    CHECK(strcmp(last_reason(), "bad_handle") == 0);
    own = open_engine("memory:", NULL);
    CHECK(own != engine);
    CHECK(vuoro_catch_up(session) == VUORO_INVALID_ARGUMENT);
    vuoro_session_close(session); /* refused too: its threads are not here */
    vuoro_engine_close(own);
    _exit(0);
  }
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  OK(vuoro_catch_up(session));
  vuoro_session_close(session);
  vuoro_engine_close(engine);
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  alarm(300);
  signal(SIGPIPE, SIG_IGN);
  snprintf(store_uri, sizeof store_uri, "sqlite:%s", argv[1]);
  remove_store(argv[1]);
  events_wake(argv[2]);
  kills_lose_nothing();
  child_cannot_use_handles();
  printf("ok\n");
  return 0;
}
