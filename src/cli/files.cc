// Reads and writes whole files.
#include "cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "vuoro/base/status.h"

namespace vuoro::cli {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> opened(path == "-" ? nullptr
                                                                 : std::fopen(path.c_str(), "rb"));
  std::FILE* const file = path == "-" ? stdin : opened.get();
  if (file == nullptr) {
    return Fail(Reason::kBadArgument, "cannot read {}: {}", path, std::strerror(errno));
  }
  std::string bytes;
  char block[65536];
  while (const size_t count = std::fread(block, 1, sizeof block, file)) bytes.append(block, count);
  if (std::ferror(file) != 0) {
    return Fail(Reason::kBadArgument, "cannot read {}: {}", path, std::strerror(errno));
  }
  return bytes;
}

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  if (path == "-") {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return absl::OkStatus();
  }
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  const bool written =
      file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (!written || !closed) {
    return Fail(Reason::kBadArgument, "cannot write {}: {}", path, std::strerror(errno));
  }
  return absl::OkStatus();
}

}  // namespace vuoro::cli
