#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>

namespace amends::bench {

/// What a figure was measured on.
struct machine {
    int cores = 0; ///< that this process may use
    std::string cpu;
    std::string kernel;
};

machine this_machine();

/// Raises the soft limit of open descriptors to the hard one and returns it.
int raise_descriptor_limit();

/// Resident memory of a process in bytes (VmRSS). Throws `failure` when there is no such process.
std::int64_t resident_bytes(pid_t process);

/// Processor time that a process has used so far, in steps of 10 ms. Throws `failure` when there is no such process.
std::chrono::milliseconds processor_time(pid_t process);

/// The folder of the running program.
std::filesystem::path own_folder();

/// A new folder beside the program, so on a real disk where /tmp may be none; removed with all that is in it.
class scratch_folder {
public:
    scratch_folder();
    ~scratch_folder();
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace amends::bench
