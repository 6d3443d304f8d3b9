/* Makes a store with a network document in it: make_store URI DOCUMENT. */
#include "support.h"

int main(int argc, char** argv) {
  vuoro_engine* engine;
  vuoro_session* session;
  if (argc != 3) return 2;
  engine = open_engine(argv[1], NULL);
  session = open_session(engine, VUORO_ROLE_ADMIN);
  load_network(session, argv[2]);
  vuoro_engine_close(engine); /* the session keeps it */
  vuoro_session_close(session);
  return 0;
}
