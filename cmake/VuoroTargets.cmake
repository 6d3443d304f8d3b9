# The compile options that every target of ours shares, and the shape of a room's test binary.
add_library(vuoro_options INTERFACE)
target_compile_options(vuoro_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
  $<$<BOOL:${VUORO_WERROR}>:-Werror>
  # These come from g++ 12's optimiser, appear at -O3 only, and are mostly false there: shown only.
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-error=maybe-uninitialized;-Wno-error=array-bounds;-Wno-error=stringop-overflow;-Wno-error=stringop-overread;-Wno-error=restrict>")

# vuoro_room_test(NAME SOURCES... [LIBRARIES ...]): one GoogleTest binary per room, one CTest entry.
function(vuoro_room_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name}_test ${arg_SOURCES})
  target_link_libraries(${name}_test PRIVATE vuoro_options vuoro_core ${arg_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name}_test PRIVATE
    VUORO_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    VUORO_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  if(NOT name STREQUAL base)
    target_precompile_headers(${name}_test REUSE_FROM base_test)
  endif()
  add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
endfunction()
