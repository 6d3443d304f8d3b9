/* What the C programs of these tests share: a check that ends the program, files, and a clock that
 * stands still. */
#ifndef VUORO_TESTS_CAPI_SUPPORT_H_
#define VUORO_TESTS_CAPI_SUPPORT_H_

#include <stdio.h>
#include <stdlib.h>
#include <vuoro/vuoro.h>

/* Monday 2 March 2026, 11:00 in Helsinki. */
#define TEST_NOW_US INT64_C(1772442000000000)
#define TEST_DAY_US INT64_C(86400000000)

#define CHECK(condition)                                                                        \
  do {                                                                                          \
    if (!(condition)) {                                                                         \
      vuoro_error why_ = VUORO_INIT(vuoro_error);                                               \
      vuoro_last_error(&why_);                                                                  \
      fprintf(stderr, "%s:%d: %s\n  last error: %s: %s (%s)\n", __FILE__, __LINE__, #condition, \
              why_.reason, why_.message, why_.path);                                            \
      exit(1);                                                                                  \
    }                                                                                           \
  } while (0)
#define OK(call) CHECK((call) == VUORO_OK)

/* The reason token of this thread's last failure; lives as long as the library. */
static inline const char* last_reason(void) {
  vuoro_error why = VUORO_INIT(vuoro_error);
  vuoro_last_error(&why);
  return why.reason;
}

static inline int64_t test_clock(void* user) {
  return user != NULL ? *(const int64_t*)user : TEST_NOW_US;
}

/* The whole file, to be freed. */
static inline char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* text;
  CHECK(file != NULL);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  text = (char*)malloc(*size + 1);
  CHECK(text != NULL && fread(text, 1, *size, file) == *size);
  text[*size] = '\0';
  fclose(file);
  return text;
}

/* Removes a store's files, for a fresh start. */
static inline void remove_store(const char* path) {
  static const char* const kEnds[] = {"", "-wal", "-shm", "-lock", "-journal"};
  char name[4200];
  for (size_t i = 0; i < sizeof kEnds / sizeof kEnds[0]; ++i) {
    snprintf(name, sizeof name, "%s%s", path, kEnds[i]);
    remove(name);
  }
}

/* An engine on `uri` by the standing clock, or by *now_us. */
static inline vuoro_engine* open_engine(const char* uri, int64_t* now_us) {
  vuoro_engine_options options = VUORO_INIT(vuoro_engine_options);
  vuoro_engine* engine = NULL;
  options.store_uri = uri;
  options.now_us = test_clock;
  options.user = now_us;
  OK(vuoro_engine_open(&options, &engine));
  return engine;
}

static inline vuoro_session* open_session(vuoro_engine* engine, uint32_t role) {
  vuoro_session_options options = VUORO_INIT(vuoro_session_options);
  vuoro_session* session = NULL;
  options.role = role;
  options.actor = "test";
  OK(vuoro_session_open(engine, &options, &session));
  return session;
}

static inline void load_network(vuoro_session* session, const char* path) {
  size_t size;
  char* json = read_file(path, &size);
  OK(vuoro_network_load(session, NULL, json, size, NULL));
  free(json);
}

static inline vuoro_id id_of(vuoro_session* session, uint32_t kind, const char* key) {
  vuoro_id id = 0;
  OK(vuoro_find_id(session, kind, key, &id));
  return id;
}

#endif /* VUORO_TESTS_CAPI_SUPPORT_H_ */
