# What `cmake --install` and `cpack -G DEB` put where. Pages and manual pages are made before it, by
# scripts/package, into share/ of the build folder.
include(GNUInstallDirs)
install(TARGETS piaojue piaojue-teller piaojue-verify)
# The programs look for their pages beside their own folder.
install(DIRECTORY ${PROJECT_BINARY_DIR}/share/piaojue/rooms DESTINATION share/piaojue)
install(DIRECTORY ${PROJECT_BINARY_DIR}/share/man/ DESTINATION ${CMAKE_INSTALL_MANDIR})
install(DIRECTORY scripts/sample DESTINATION share/piaojue)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
# There the documents lie beside them, not in docs/.
foreach(page README.md CONTRIBUTING.md)
  file(READ ${page} text)
  string(REPLACE "](docs/" "](" text "${text}")
  string(REPLACE "](LICENSE)" "](copyright)" text "${text}")
  file(CONFIGURE OUTPUT share/doc/${page} CONTENT "${text}" @ONLY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
  install(FILES ${PROJECT_BINARY_DIR}/share/doc/${page} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endforeach()
install(FILES SECURITY.md scripts/packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The second verifier needs nothing but Python's own library.
install(FILES tests/python/verify.py DESTINATION share/piaojue/verify)
install(DIRECTORY tests/python/piaojue DESTINATION share/piaojue/verify
  PATTERN maker EXCLUDE PATTERN __pycache__ EXCLUDE)
install(FILES ${PROJECT_BINARY_DIR}/share/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES scripts/packaging/piaojue.service DESTINATION lib/systemd/system)
foreach(program piaojue piaojue-teller piaojue-verify)
  install(FILES scripts/packaging/completion.bash
    DESTINATION share/bash-completion/completions RENAME ${program})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME piaojue)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "votes of a people's congress that anyone can verify")
set(CPACK_PACKAGE_DESCRIPTION "Server, tools and pages by which a people's congress chooses its
annual livelihood projects by secret ballot: signed ballot papers, encrypted
ballots with proofs, a tally that only several tellers together can open, and
a public record that anyone can verify.")
set(CPACK_PACKAGE_CONTACT "the Piaojue authors <piaojue@localhost>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
# Characters of roll and projects, the second verifier, and machines of the hall.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, bash-completion, python3")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS chromium)
file(GLOB control ${PROJECT_SOURCE_DIR}/scripts/packaging/control/*)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${control})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
