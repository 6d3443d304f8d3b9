// Tables into documents, without an engine.
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<std::shared_ptr<ImportHolder>> ImportTable(const char* json, size_t json_size,
                                                          uint32_t which, const char* csv,
                                                          size_t csv_size) {
  VUORO_ASSIGN_OR_RETURN(const std::string_view document, ReadDocument(json, json_size, "json"));
  VUORO_ASSIGN_OR_RETURN(const std::string_view text, ReadDocument(csv, csv_size, "csv"));
  const auto tables = static_cast<uint32_t>(WordsOf<CsvTable>().size());
  VUORO_ASSIGN_OR_RETURN(const auto of, ReadEnum<CsvTable>(which, tables, "table"));
  auto holder = std::make_shared<ImportHolder>();
  absl::StatusOr<std::string> made = ImportCsv(document, of, text, &holder->faults);
  if (made.ok()) {
    holder->json = *std::move(made);
  } else if (ReasonOf(made.status()) == ReasonToken(Reason::kBadDocument)) {
    holder->refusal = made.status();
  } else {
    return made.status();
  }
  return holder;
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_import_csv(const char* json, size_t json_len, uint32_t which, const char* csv,
                              size_t csv_len, vuoro_import** out) {
  return Open(out, [&] { return ImportTable(json, json_len, which, csv, csv_len); });
}

vuoro_status vuoro_import_json(const vuoro_import* imported, const char** json, size_t* json_len) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(imported));
    if (json == nullptr || json_len == nullptr) {
      return vuoro::AtPath(
          vuoro::Fail(vuoro::Reason::kBadArgument, "json and json_len are both needed"), "json");
    }
    VUORO_RETURN_IF_ERROR(holder->refusal);
    *json = holder->json.c_str();
    *json_len = holder->json.size();
    return absl::OkStatus();
  });
}

vuoro_status vuoro_import_faults(const vuoro_import* imported, vuoro_faults** out) {
  return Open(out, [&]() -> absl::StatusOr<std::shared_ptr<std::vector<vuoro::Fault>>> {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(imported));
    return std::make_shared<std::vector<vuoro::Fault>>(holder->faults);
  });
}

void vuoro_import_free(vuoro_import* imported) { Close(imported); }
