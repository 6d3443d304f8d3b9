// Searching for possible starts, and copying them out in bulk.
#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<SlotSearch> ReadSearch(const vuoro_search* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_search search, Read(from, "search"));
  VUORO_RETURN_IF_ERROR(CheckReserved(search.reserved, search.reserved_text));
  SlotSearch wanted;
  if (search.mode != VUORO_MODE_ANY) {
    VUORO_ASSIGN_OR_RETURN(wanted.mode, ReadEnum<Mode>(search.mode, kModeCount, "mode"));
  }
  VUORO_ASSIGN_OR_RETURN(wanted.limit, ReadInt32(search.limit, "limit"));
  VUORO_ASSIGN_OR_RETURN(wanted.language, ReadText(search.language, kMaxTextBytes, "language"));
  wanted.office = OfficeId{search.office};
  wanted.service = ServiceId{search.service};
  wanted.from_us = search.from_us;
  wanted.until_us = search.until_us;
  return wanted;
}

}  // namespace

vuoro_slot ToC(const Slot& from) {
  return {.struct_size = 0,
          .mode = static_cast<uint32_t>(from.mode),
          .office = from.office.value,
          .service = from.service.value,
          .start_us = from.start_us,
          .end_us = from.end_us};
}

}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_slots_search(vuoro_session* session, const vuoro_search* search,
                                vuoro_slots** out) {
  return List(session, out, [&](const Session& self) -> absl::StatusOr<std::vector<vuoro::Slot>> {
    VUORO_ASSIGN_OR_RETURN(const auto wanted, ReadSearch(search));
    return self.engine->Search(self.access, wanted);
  });
}

size_t vuoro_slots_count(const vuoro_slots* slots) {
  return Count(slots, [](const auto& list) { return list.size(); });
}

vuoro_status vuoro_slots_copy(const vuoro_slots* slots, size_t first, size_t count, vuoro_slot* out,
                              size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto list, Find(slots));
    return CopyBulk(*list, first, count, out, stride, [](vuoro::Slot slot) { return ToC(slot); });
  });
}

void vuoro_slots_free(vuoro_slots* slots) { Close(slots); }
