// The disk of store/sim_disk.h and the VFS through which SQLite sees it.
#include "store/sim_disk.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vuoro {

// True when this call is to fail. `also` is the special kind that would hit this call, besides the
// kinds that hit every call.
bool SimDisk::ShouldFail(Kind also) {
  if (dead_) {
    errno_ = EIO;
    return true;
  }
  const bool hits = fault_.kind == Kind::kIoError ||
                    (fault_.kind == Kind::kNoSpace && also == Kind::kShortWrite) ||
                    (fault_.kind != Kind::kNone && fault_.kind == also);
  if (!hits || fault_.countdown <= 0 || --fault_.countdown > 0) return false;
  if (fault_.for_ever) fault_.countdown = 1;
  fault_happened_ = true;
  errno_ = fault_.kind == Kind::kNoSpace ? ENOSPC : EIO;
  return true;
}

// Counts a writing call; true when the power goes during it.
bool SimDisk::CountWrite() {
  ++writing_calls_;
  if (cut_countdown_ < 0 || --cut_countdown_ >= 0) return false;
  dead_ = true;
  errno_ = EIO;
  return true;
}

void SimDisk::Apply(std::string& to, const SimFile::Pending& op) const {
  if (op.truncate) {
    to.resize(static_cast<size_t>(op.offset), '\0');
    return;
  }
  const size_t end = static_cast<size_t>(op.offset) + op.bytes.size();
  if (to.size() < end) to.resize(end, '\0');
  to.replace(static_cast<size_t>(op.offset), op.bytes.size(), op.bytes);
}

void SimDisk::SyncFile(SimFile& file) {
  for (const SimFile::Pending& op : file.pending) Apply(file.durable, op);
  file.pending.clear();
  if (file.sync_folder) SyncFolder();
  file.sync_folder = false;
}

// Keeps each pending piece with probability kept_of_16 / 16; some of the kept ones are torn.
void SimDisk::Survive(SimFile& file, uint64_t kept_of_16) {
  for (const SimFile::Pending& op : file.pending) {
    if (op.truncate) {
      if (random_.Chance(kept_of_16, 16)) Apply(file.durable, op);
      continue;
    }
    const auto size = static_cast<int64_t>(op.bytes.size());
    for (int64_t at = 0; at < size;) {
      const int64_t sector_end =
          ((op.offset + at) / kSimSectorBytes + 1) * kSimSectorBytes - op.offset;
      const int64_t end = std::min(sector_end, size);
      if (random_.Chance(kept_of_16, 16)) {
        // A torn sector holds the new bytes up to some point and the old ones after it.
        const int64_t kept = random_.Chance(1, 8) ? random_.Between(0, end - at) : end - at;
        Apply(file.durable,
              {.offset = op.offset + at,
               .bytes = op.bytes.substr(static_cast<size_t>(at), static_cast<size_t>(kept))});
      }
      at = end;
    }
  }
  file.pending.clear();
}

void SimDisk::Reboot() {
  constexpr uint64_t kShares[] = {0, 2, 8, 14, 16};
  const uint64_t kept_of_16 = kShares[random_.Below(5)];
  // A name that was being made or removed is there or not.
  std::map<std::string, std::shared_ptr<SimFile>> names = durable_names_;
  for (const auto& [name, file] : names_) {
    if (!names.contains(name) && random_.Chance(kept_of_16, 16)) names[name] = file;
  }
  for (const auto& [name, file] : durable_names_) {
    if (!names_.contains(name) && random_.Chance(kept_of_16, 16)) names.erase(name);
  }
  for (const auto& [name, file] : names) {
    Survive(*file, kept_of_16);
    auto fresh = std::make_shared<SimFile>();
    fresh->cached = fresh->durable = file->durable;
    names_[name] = fresh;
    names[name] = fresh;
  }
  names_ = durable_names_ = names;
  cut_countdown_ = -1;
  dead_ = false;
  fault_ = {};
  fault_happened_ = false;
}

std::string* SimDisk::Bytes(const std::string& path) {
  const auto found = names_.find(path);
  return found == names_.end() ? nullptr : &found->second->cached;
}

// The functions that SQLite calls. `File` is what SQLite allocates for us per open file.
struct SimVfs {
  struct File {
    sqlite3_file base;
    SimDisk* disk;
    std::shared_ptr<SimFile>* file;
    int lock;
    bool delete_on_close;
    int shm_shared;  // bits of the slots this connection holds
    int shm_exclusive;
  };
  using Kind = SimFault::Kind;

  static File& Self(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static SimFile& Data(sqlite3_file* file) { return **Self(file).file; }
  static SimDisk& Disk(sqlite3_vfs* vfs) { return *static_cast<SimDisk*>(vfs->pAppData); }

  static int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* out, int flags,
                  int* out_flags) {
    SimDisk& disk = Disk(vfs);
    out->pMethods = nullptr;
    if (disk.ShouldFail(Kind::kNone)) return SQLITE_CANTOPEN;
    const std::string name = path == nullptr ? "" : path;
    auto found = disk.names_.find(name);
    std::shared_ptr<SimFile> file;
    if (found != disk.names_.end()) {
      file = found->second;
    } else {
      if ((flags & SQLITE_OPEN_CREATE) == 0) {
        disk.errno_ = ENOENT;
        return SQLITE_CANTOPEN;
      }
      if (disk.CountWrite()) return SQLITE_CANTOPEN;
      file = std::make_shared<SimFile>();
      file->sync_folder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
      if (path != nullptr) disk.names_[name] = file;
    }
    File& self = Self(out);
    self = {.base = {&kMethods},
            .disk = &disk,
            .file = new std::shared_ptr<SimFile>(std::move(file)),
            .lock = SQLITE_LOCK_NONE,
            .delete_on_close = false,
            .shm_shared = 0,
            .shm_exclusive = 0};
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
  }

  static int Delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    SimDisk& disk = Disk(vfs);
    if (disk.ShouldFail(Kind::kNone)) return SQLITE_IOERR_DELETE;
    if (disk.names_.erase(path) == 0) return SQLITE_IOERR_DELETE_NOENT;
    if (disk.CountWrite()) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0) disk.SyncFolder();
    return SQLITE_OK;
  }

  static int Access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    SimDisk& disk = Disk(vfs);
    if (disk.ShouldFail(Kind::kNone)) return SQLITE_IOERR_ACCESS;
    const auto found = disk.names_.find(path);
    // As the unix VFS: an empty file does not exist.
    *out = found != disk.names_.end() &&
           (flags != SQLITE_ACCESS_EXISTS || !found->second->cached.empty());
    return SQLITE_OK;
  }

  static int FullPathname(sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
  }

  static int Randomness(sqlite3_vfs* vfs, int size, char* out) {
    for (int i = 0; i < size; ++i) out[i] = static_cast<char>(Disk(vfs).random_());
    return size;
  }

  static int Sleep(sqlite3_vfs*, int us) { return us; }
  static int LastError(sqlite3_vfs* vfs, int, char*) { return Disk(vfs).errno_; }
  static int CurrentTime(sqlite3_vfs*, sqlite3_int64* out) {
    *out = 212'000'000'000'000;
    return SQLITE_OK;
  }

  static int Close(sqlite3_file* file) {
    Unlock(file, SQLITE_LOCK_NONE);
    delete Self(file).file;
    return SQLITE_OK;
  }

  static int Read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    if (Self(file).disk->ShouldFail(Kind::kNone)) return SQLITE_IOERR_READ;
    const std::string& bytes = Data(file).cached;
    const auto have =
        static_cast<int>(std::clamp<int64_t>(static_cast<int64_t>(bytes.size()) - offset, 0, size));
    if (have > 0) std::memcpy(out, bytes.data() + offset, static_cast<size_t>(have));
    if (have == size) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + have, 0, static_cast<size_t>(size - have));
    return SQLITE_IOERR_SHORT_READ;
  }

  static int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    SimDisk& disk = *Self(file).disk;
    SimFile& data = Data(file);
    int kept = size;
    int code = SQLITE_OK;
    if (disk.ShouldFail(Kind::kShortWrite)) {
      if (disk.dead_ || disk.fault_.kind == Kind::kIoError) return SQLITE_IOERR_WRITE;
      kept = static_cast<int>(disk.random_.Below(static_cast<uint64_t>(size)));
      code = disk.fault_.kind == Kind::kNoSpace ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    const SimFile::Pending op{
        .offset = offset,
        .bytes = std::string(static_cast<const char*>(bytes), static_cast<size_t>(kept))};
    disk.Apply(data.cached, op);
    data.pending.push_back(op);
    return disk.CountWrite() ? SQLITE_IOERR_WRITE : code;
  }

  static int Truncate(sqlite3_file* file, sqlite3_int64 size) {
    SimDisk& disk = *Self(file).disk;
    if (disk.ShouldFail(Kind::kNone)) return SQLITE_IOERR_TRUNCATE;
    const SimFile::Pending op{.offset = size, .truncate = true};
    disk.Apply(Data(file).cached, op);
    Data(file).pending.push_back(op);
    return disk.CountWrite() ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
  }

  static int Sync(sqlite3_file* file, int) {
    SimDisk& disk = *Self(file).disk;
    if (disk.ShouldFail(Kind::kFailedSync)) {
      // The kernel reports the failure once, forgets the pages and calls them clean.
      if (!disk.dead_ && disk.fault_.kind == Kind::kFailedSync) Data(file).pending.clear();
      return SQLITE_IOERR_FSYNC;
    }
    if (disk.CountWrite()) return SQLITE_IOERR_FSYNC;
    disk.SyncFile(Data(file));
    return SQLITE_OK;
  }

  static int FileSize(sqlite3_file* file, sqlite3_int64* out) {
    if (Self(file).disk->ShouldFail(Kind::kNone)) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(Data(file).cached.size());
    return SQLITE_OK;
  }

  static int Lock(sqlite3_file* file, int level) {
    File& self = Self(file);
    SimFile& data = Data(file);
    if (level <= self.lock) return SQLITE_OK;
    if (data.exclusive != nullptr && data.exclusive != &self) return SQLITE_BUSY;
    if (self.lock == SQLITE_LOCK_NONE) {
      ++data.shared;
      self.lock = SQLITE_LOCK_SHARED;
    }
    if (level >= SQLITE_LOCK_RESERVED) {
      if (data.reserved != nullptr && data.reserved != &self) return SQLITE_BUSY;
      data.reserved = &self;
      self.lock = std::max(self.lock, SQLITE_LOCK_RESERVED);
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
      if (data.shared > 1) return SQLITE_BUSY;
      data.exclusive = &self;
      self.lock = SQLITE_LOCK_EXCLUSIVE;
    }
    return SQLITE_OK;
  }

  static int Unlock(sqlite3_file* file, int level) {
    File& self = Self(file);
    SimFile& data = Data(file);
    if (data.exclusive == &self) data.exclusive = nullptr;
    if (data.reserved == &self) data.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE && self.lock != SQLITE_LOCK_NONE) --data.shared;
    self.lock = std::min(self.lock, level);
    return SQLITE_OK;
  }

  static int CheckReserved(sqlite3_file* file, int* out) {
    *out = Data(file).reserved != nullptr;
    return SQLITE_OK;
  }

  static int Control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int SectorSize(sqlite3_file*) { return 4096; }  // as the unix VFS says
  static int Traits(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // likewise

  static int ShmMap(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
    *out = nullptr;
    if (Self(file).disk->ShouldFail(Kind::kNone)) return SQLITE_IOERR_SHMMAP;
    auto& shm = Data(file).shm;
    while (static_cast<int>(shm.size()) <= region) {
      if (extend == 0) return SQLITE_OK;
      shm.push_back(std::make_unique<char[]>(static_cast<size_t>(size)));
    }
    *out = shm[static_cast<size_t>(region)].get();
    return SQLITE_OK;
  }

  static int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
    File& self = Self(file);
    SimFile& data = Data(file);
    const bool shared = (flags & SQLITE_SHM_SHARED) != 0;
    if ((flags & SQLITE_SHM_LOCK) != 0) {
      for (int i = offset; i < offset + count; ++i) {
        const bool others = data.shm_exclusive[i] != nullptr && data.shm_exclusive[i] != &self;
        const int readers = data.shm_shared[i] - ((self.shm_shared >> i) & 1);
        if (others || (!shared && readers > 0)) return SQLITE_BUSY;
      }
    }
    for (int i = offset; i < offset + count; ++i) {
      const int bit = 1 << i;
      if ((flags & SQLITE_SHM_LOCK) != 0 && shared && (self.shm_shared & bit) == 0) {
        ++data.shm_shared[i];
        self.shm_shared |= bit;
      } else if ((flags & SQLITE_SHM_LOCK) != 0 && !shared) {
        data.shm_exclusive[i] = &self;
        self.shm_exclusive |= bit;
      } else if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        if ((self.shm_shared & bit) != 0) --data.shm_shared[i];
        if (data.shm_exclusive[i] == &self) data.shm_exclusive[i] = nullptr;
        self.shm_shared &= ~bit;
        self.shm_exclusive &= ~bit;
      }
    }
    return SQLITE_OK;
  }

  static void ShmBarrier(sqlite3_file*) {}

  static int ShmUnmap(sqlite3_file* file, int) {
    ShmLock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    return SQLITE_OK;
  }

  static const sqlite3_io_methods kMethods;
};

const sqlite3_io_methods SimVfs::kMethods = {.iVersion = 2,
                                             .xClose = Close,
                                             .xRead = Read,
                                             .xWrite = Write,
                                             .xTruncate = Truncate,
                                             .xSync = Sync,
                                             .xFileSize = FileSize,
                                             .xLock = Lock,
                                             .xUnlock = Unlock,
                                             .xCheckReservedLock = CheckReserved,
                                             .xFileControl = Control,
                                             .xSectorSize = SectorSize,
                                             .xDeviceCharacteristics = Traits,
                                             .xShmMap = ShmMap,
                                             .xShmLock = ShmLock,
                                             .xShmBarrier = ShmBarrier,
                                             .xShmUnmap = ShmUnmap,
                                             .xFetch = nullptr,
                                             .xUnfetch = nullptr};

SimDisk::SimDisk(uint64_t seed) : random_(seed) {
  static int count = 0;
  name_ = "vuoro-sim-" + std::to_string(++count);
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(SimVfs::File);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = SimVfs::Open;
  vfs_.xDelete = SimVfs::Delete;
  vfs_.xAccess = SimVfs::Access;
  vfs_.xFullPathname = SimVfs::FullPathname;
  vfs_.xRandomness = SimVfs::Randomness;
  vfs_.xSleep = SimVfs::Sleep;
  vfs_.xGetLastError = SimVfs::LastError;
  vfs_.xCurrentTimeInt64 = SimVfs::CurrentTime;
  sqlite3_vfs_register(&vfs_, 0);
}

SimDisk::~SimDisk() { sqlite3_vfs_unregister(&vfs_); }

}  // namespace vuoro
