# Writes Pages.inc: `{312, R"page(...)page"},` for each docs/errors/E0312.md.
# cmake -DOUTPUT=Pages.inc -DFOLDER=docs/errors -P EmbedPages.cmake

file(GLOB pages ${FOLDER}/[EW][0-9][0-9][0-9][0-9].md)
list(SORT pages)
file(WRITE ${OUTPUT}.new "")
foreach(page IN LISTS pages)
  get_filename_component(code ${page} NAME_WE)
  string(REGEX REPLACE "^[EW]0*" "" code ${code})
  file(READ ${page} text)
  file(APPEND ${OUTPUT}.new "{${code}, R\"page(${text})page\"},\n")
endforeach()
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
