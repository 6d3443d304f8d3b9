// Starts a store_worker with pipes, reads its lines, stops, continues and kills it.
#ifndef VUORO_TESTS_STORE_WORKER_PROCESS_H_
#define VUORO_TESTS_STORE_WORKER_PROCESS_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace vuoro {

class WorkerProcess {
 public:
  explicit WorkerProcess(const std::vector<std::string>& arguments);
  ~WorkerProcess();  // kills it if it still runs
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // The next line without its end; nullopt when there will be none. Waits.
  std::optional<std::string> ReadLine();
  void CloseInput();
  void Signal(int number);
  // Waits for the end; the exit code, or -signal.
  int Wait();

 private:
  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string rest_;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_WORKER_PROCESS_H_
