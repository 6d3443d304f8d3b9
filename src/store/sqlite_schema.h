// What a store's SQLite file looks like: its marks, tables and the views for people.
#ifndef VUORO_SRC_STORE_SQLITE_SCHEMA_H_
#define VUORO_SRC_STORE_SQLITE_SCHEMA_H_

namespace vuoro {

// "VUOR" in the file header, so that `file` and we know whose it is.
inline constexpr int kApplicationId = 0x56554f52;
// Kept in user_version. A file with a greater one is refused with `store_newer`.
inline constexpr int kSchemaVersion = 1;
// Kept in meta. Views hold no data, so opening simply makes them anew when this grows.
inline constexpr int kViewVersion = 2;
inline constexpr int kPageBytes = 4096;

extern const char kTablesSql[];
extern const char kViewsSql[];

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_SQLITE_SCHEMA_H_
