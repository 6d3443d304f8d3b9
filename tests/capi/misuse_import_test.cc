// Importing tables, called wrongly in every way that its arguments allow.
#include "misuse.h"

namespace {

TEST_F(MisuseTest, Imports) {
  const std::string csv = "agency,office,half_hours\ntown,hall,3\n";
  size_t size;
  char* json = read_file(kTown.c_str(), &size);
  const auto import = [&](const char* document, uint32_t table, const char* text,
                          vuoro_import** to) {
    return vuoro_import_csv(document, size, table, text, csv.size(), to);
  };
  vuoro_import* imported = nullptr;
  BadHandleOutput<vuoro_import>(
      "vuoro_import_csv",
      [&](auto** to) { return import(json, VUORO_TABLE_DEMAND, csv.c_str(), to); },
      [&](auto** to) { return import(nullptr, VUORO_TABLE_DEMAND, csv.c_str(), to); });
  Invalid(import(json, VUORO_TABLE_DEMAND, nullptr, &imported), "bad_argument", "csv");
  Invalid(import(json, 3, csv.c_str(), &imported), "bad_argument", "table");
  const char* text = nullptr;
  size_t length = 0;
  BadHandles<vuoro_import>(
      "vuoro_import_json", [&](auto* handle) { return vuoro_import_json(handle, &text, &length); },
      reinterpret_cast<uintptr_t>(admin_));
  vuoro_faults* faults = nullptr;
  BadHandles<vuoro_import>(
      "vuoro_import_faults", [&](auto* handle) { return vuoro_import_faults(handle, &faults); },
      reinterpret_cast<uintptr_t>(admin_));
  ASSERT_EQ(import(json, VUORO_TABLE_DEMAND, csv.c_str(), &imported), VUORO_OK);
  Invalid(vuoro_import_json(imported, nullptr, &length), "bad_argument", "json");
  Invalid(vuoro_import_json(imported, &text, nullptr), "bad_argument", "json_len");
  BadHandleOutput<vuoro_faults>(
      "vuoro_import_faults", [&](auto** to) { return vuoro_import_faults(imported, to); },
      [&](auto** to) { return vuoro_import_faults(nullptr, to); });
  vuoro_import_free(imported);
  for (const char* bad : {"", "agency", kBadText}) {
    ASSERT_EQ(vuoro_import_csv(json, size, VUORO_TABLE_DEMAND, bad, strlen(bad), &imported),
              VUORO_OK);
    Invalid(vuoro_import_json(imported, &text, &length), "bad_document", bad);
    vuoro_import_free(imported);
  }
  free(json);
  BadClose("vuoro_import_free", vuoro_import_free);
}

}  // namespace
