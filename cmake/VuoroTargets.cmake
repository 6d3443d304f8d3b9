# The compile options that every target of ours shares, and the shape of a room's test binary.
add_library(vuoro_options INTERFACE)
target_compile_options(vuoro_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
  $<$<BOOL:${VUORO_WERROR}>:-Werror>
  # These come from g++ 12's optimiser, appear at -O3 only, and are mostly false there: shown only.
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-error=maybe-uninitialized;-Wno-error=array-bounds;-Wno-error=stringop-overflow;-Wno-error=stringop-overread;-Wno-error=restrict>")

set(VUORO_UNITY_BATCH 7 CACHE STRING "Sources of a room that a unity build reads together, at most")
mark_as_advanced(VUORO_UNITY_BATCH)

# vuoro_unity_by_room(TARGET): where unity builds are on, sources of different folders stay apart, and
# no more than a few come together, so that two cores share a big room.
function(vuoro_unity_by_room target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cc$")
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME room)
    list(APPEND sources_of_${room} ${source})
    list(LENGTH sources_of_${room} count)
    math(EXPR batch "(${count} - 1) / ${VUORO_UNITY_BATCH}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room}_${batch})
  endforeach()
endfunction()

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

# vuoro_page_test(NAME): the program at the top of docs/NAME.md is built as it stands there, and must
# print what stands below it.
function(vuoro_page_test name)
  set(page ${PROJECT_SOURCE_DIR}/docs/${name}.md)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
  file(READ ${page} text)
  if(NOT text MATCHES "```cpp\n([^`]*)```\n\n```\n([^`]*)```")
    message(FATAL_ERROR "${page} does not begin with a program and its output")
  endif()
  set(program "${CMAKE_MATCH_1}")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/page.${name})
  file(MAKE_DIRECTORY ${folder})
  file(CONFIGURE OUTPUT ${folder}/expected.txt CONTENT "${CMAKE_MATCH_2}" @ONLY)
  file(GENERATE OUTPUT ${folder}/${name}_page.cc CONTENT "${program}")
  add_executable(${name}_page ${folder}/${name}_page.cc)
  target_link_libraries(${name}_page PRIVATE vuoro_options vuoro_core)
  add_test(NAME page.${name} COMMAND sh -c "$<TARGET_FILE:${name}_page> | diff - expected.txt"
    WORKING_DIRECTORY ${folder})
endfunction()
