# Makes our own builds quick: ccache in front of the compilers and mold behind them, where found.
if(NOT VUORO_FAST_TOOLS)
  return()
endif()

find_program(VUORO_CCACHE ccache)
if(VUORO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # A precompiled header is cached only when ccache may overlook its defines and time stamps.
  set(launcher "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    "${VUORO_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache)
  # Without these two the compilers' precompiled headers look new after every build.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  elseif(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endif()

find_program(VUORO_MOLD mold)
if(VUORO_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
