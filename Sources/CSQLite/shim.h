#include <sqlite3.h>
#include <stdint.h>
#include <time.h>

/* Swift can import neither variadic functions nor the SQLITE_TRANSIENT macro. */

static inline int csqlite_set_defensive(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

static inline int csqlite_bind_text_copy(
    sqlite3_stmt *statement, int index, const unsigned char *text, int length) {
  return sqlite3_bind_text(statement, index, (const char *)text, length, SQLITE_TRANSIENT);
}

static inline void csqlite_result_text_copy(
    sqlite3_context *context, const unsigned char *text, int length) {
  sqlite3_result_text(context, (const char *)text, length, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob_copy(
    sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

static inline int csqlite_set_trusted_schema_off(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

/* Waits for another program's transaction to end. SQLite's own handler looks only every 100 ms after
   a while, and so hardly ever meets the moment in which a busy writer lets go. */
static inline int csqlite_wait(void *most, int tries) {
  // Who has waited longer looks more often, and so is more likely to be next: every 4 ms at first,
  // every 2 ms after 0.2 s, every ms after 2 s.
  int pauses = tries < 50 ? 4 : tries < 950 ? 2 : 1;
  int waited = tries < 50 ? tries * 4 : tries < 950 ? 100 + tries * 2 : 1050 + tries;
  if (waited >= (intptr_t)most) return 0;
  struct timespec pause = {0, pauses * 1000000L};
  nanosleep(&pause, (struct timespec *)0);
  return 1;
}

static inline int csqlite_set_patience(sqlite3 *database, int32_t milliseconds) {
  return sqlite3_busy_handler(database, csqlite_wait, (void *)(intptr_t)milliseconds);
}
