# Where things go with `cmake --install`, and what `./dev package` packs: the
# program, the runtime with its header, the standard library. dslc looks for
# the library in ../share/tdsl/stdlib from where it stands.

function(tdsl_install)
  if(TARGET dslc)
    install(TARGETS dslc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
  install(DIRECTORY runtime/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(DIRECTORY stdlib/ DESTINATION ${CMAKE_INSTALL_DATADIR}/tdsl/stdlib)
  install(DIRECTORY examples/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
  install(DIRECTORY docs/language DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
  install(FILES LICENSE README.md CHANGELOG.md
    DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
endfunction()

set(CPACK_PACKAGE_NAME tdsl)
set(CPACK_PACKAGE_CONTACT "The TDSL developers <tdsl@localhost>")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
