/* 4 processes of 8 threads each try to hold the same start, round after round: as many succeed as
 * there is capacity, and all others are told slot_taken.
 *
 *   race_last_slot FILE DOCUMENT OFFICE SERVICE MODE LANGUAGE ROUNDS */
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

enum { kProcesses = 4, kThreads = 8, kMaxRounds = 64, kGapUs = 30 * 60 * 1000000 };

/* In memory that all processes share; nobody has opened anything before it is made. */
typedef struct scoreboard {
  pthread_barrier_t start;
  int won[kMaxRounds];
  int taken[kMaxRounds];
  int other[kMaxRounds];
  char last_reason[64];
} scoreboard;

static scoreboard* board;
static char store_uri[4096];
static const char* document;
static const char* language;
static int mode;
static int rounds;
static vuoro_session* session; /* of this process */
static vuoro_id office, service;
static int64_t starts[kMaxRounds];

/* Starts that do not touch one another, the same in every process. */
static void choose_starts(void) {
  vuoro_search search = VUORO_INIT(vuoro_search);
  vuoro_slots* slots = NULL;
  int chosen = 0;
  search.office = office;
  search.service = service;
  search.mode = (uint32_t)mode;
  search.language = language;
  search.from_us = TEST_NOW_US;
  search.until_us = TEST_NOW_US + 60 * TEST_DAY_US;
  search.limit = 10000;
  OK(vuoro_slots_search(session, &search, &slots));
  for (size_t i = 0; i < vuoro_slots_count(slots) && chosen < rounds; ++i) {
    static int64_t free_from;
    vuoro_slot slot = VUORO_INIT(vuoro_slot);
    OK(vuoro_slots_copy(slots, i, 1, &slot, sizeof slot));
    if (chosen > 0 && slot.start_us < free_from) continue;
    starts[chosen++] = slot.start_us;
    free_from = slot.end_us + kGapUs;
  }
  vuoro_slots_free(slots);
  CHECK(chosen == rounds);
}

static vuoro_status hold(int64_t start_us) {
  vuoro_hold request = VUORO_INIT(vuoro_hold);
  vuoro_command command = VUORO_INIT(vuoro_command);
  vuoro_appointment appointment = VUORO_INIT(vuoro_appointment);
  command.timeout_ms = 60000;
  request.office = office;
  request.service = service;
  request.mode = (uint32_t)mode;
  request.language = language;
  request.start_us = start_us;
  return vuoro_appointment_hold(session, &command, &request, &appointment);
}

static void* contend(void* unused) {
  for (int round = 0; round < rounds; ++round) {
    vuoro_status status;
    pthread_barrier_wait(&board->start);
    status = hold(starts[round]);
    if (status == VUORO_OK) {
      __atomic_add_fetch(&board->won[round], 1, __ATOMIC_SEQ_CST);
    } else if (status == VUORO_ABORTED && strcmp(last_reason(), "slot_taken") == 0) {
      __atomic_add_fetch(&board->taken[round], 1, __ATOMIC_SEQ_CST);
    } else {
      __atomic_add_fetch(&board->other[round], 1, __ATOMIC_SEQ_CST);
      snprintf(board->last_reason, sizeof board->last_reason, "%s", last_reason());
    }
  }
  return unused;
}

static void find_ids(char** words) {
  office = id_of(session, VUORO_KIND_OFFICE, words[3]);
  service = id_of(session, VUORO_KIND_SERVICE, words[4]);
}

static int contender(char** words) {
  pthread_t threads[kThreads];
  vuoro_engine* engine;
  alarm(300); /* a barrier of which somebody died would wait for ever */
  engine = open_engine(store_uri, NULL);
  session = open_session(engine, VUORO_ROLE_ADMIN);
  find_ids(words);
  choose_starts();
  for (int i = 0; i < kThreads; ++i) CHECK(pthread_create(&threads[i], NULL, contend, NULL) == 0);
  for (int i = 0; i < kThreads; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
  vuoro_session_close(session);
  vuoro_engine_close(engine);
  return 0;
}

static void prepare(void) {
  const pid_t child = fork();
  int status;
  CHECK(child >= 0);
  if (child == 0) {
    vuoro_engine* engine = open_engine(store_uri, NULL);
    session = open_session(engine, VUORO_ROLE_ADMIN);
    load_network(session, document);
    vuoro_session_close(session);
    vuoro_engine_close(engine);
    _exit(0);
  }
  CHECK(waitpid(child, &status, 0) == child && status == 0);
}

/* What one caller alone can hold at each of the starts, on a store of its own. */
static int check_rounds(char** words) {
  vuoro_engine* engine = open_engine("memory:", NULL);
  int faults = 0;
  session = open_session(engine, VUORO_ROLE_ADMIN);
  load_network(session, document);
  find_ids(words);
  choose_starts();
  for (int round = 0; round < rounds; ++round) {
    int capacity = 0;
    while (hold(starts[round]) == VUORO_OK) ++capacity;
    CHECK(strcmp(last_reason(), "slot_taken") == 0);
    if (capacity == 0 || capacity >= kProcesses * kThreads || board->won[round] != capacity ||
        board->taken[round] != kProcesses * kThreads - capacity || board->other[round] != 0) {
      printf("round %d: capacity %d, %d won, %d were told slot_taken, %d something else (%s)\n",
             round, capacity, board->won[round], board->taken[round], board->other[round],
             board->last_reason);
      ++faults;
    }
  }
  printf("%d rounds of %d processes x %d threads, %d faults\n", rounds, kProcesses, kThreads,
         faults);
  vuoro_session_close(session);
  vuoro_engine_close(engine);
  return faults == 0 ? 0 : 1;
}

int main(int argc, char** argv) {
  pid_t children[kProcesses];
  pthread_barrierattr_t shared;
  if (argc != 8) return 2;
  snprintf(store_uri, sizeof store_uri, "sqlite:%s", argv[1]);
  remove_store(argv[1]);
  document = argv[2];
  mode = atoi(argv[5]);
  language = argv[6];
  rounds = atoi(argv[7]);
  CHECK(rounds > 0 && rounds <= kMaxRounds);
  board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(board != MAP_FAILED);
  pthread_barrierattr_init(&shared);
  pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&board->start, &shared, kProcesses * kThreads);
  prepare();
  for (int i = 0; i < kProcesses; ++i) {
    children[i] = fork();
    CHECK(children[i] >= 0);
    if (children[i] == 0) _exit(contender(argv));
  }
  for (int i = 0; i < kProcesses; ++i) {
    int status;
    CHECK(waitpid(children[i], &status, 0) == children[i] && status == 0);
  }
  return check_rounds(argv);
}
