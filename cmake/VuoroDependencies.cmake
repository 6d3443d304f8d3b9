# Finds what Vuoro builds on; every library comes from Debian 12.
# vuoroConfig.cmake.in repeats this list for those who link the static core.
find_package(absl REQUIRED)
find_package(fmt REQUIRED)
find_package(date REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libmd REQUIRED IMPORTED_TARGET libmd)
