# Installs libvuoro and the static core, each with its headers, CMake package and pkg-config file.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/vuoro")

install(TARGETS vuoro EXPORT vuoroTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT vuoroTargets NAMESPACE vuoro:: DESTINATION "${package_dir}")

# The core has an export of its own: a C host must not need Abseil's headers to link libvuoro.
install(TARGETS vuoro_core EXPORT vuoroCoreTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT vuoroCoreTargets NAMESPACE vuoro:: DESTINATION "${package_dir}")

configure_package_config_file(cmake/vuoroConfig.cmake.in vuoroConfig.cmake
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(vuoroConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/vuoroConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/vuoroConfigVersion.cmake"
  DESTINATION "${package_dir}")

# Relative to the file itself, so an installed tree may be moved.
file(RELATIVE_PATH vuoro_pc_to_prefix
  "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
foreach(name IN ITEMS vuoro vuoro-core)
  configure_file(cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endforeach()

install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES docs/network.schema.json DESTINATION "${CMAKE_INSTALL_DATADIR}/vuoro")
