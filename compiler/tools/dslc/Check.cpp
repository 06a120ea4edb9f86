//===- Check.cpp - dslc check ---------------------------------------------===//

#include "compiler/tools/dslc/Front.h"

namespace tdsl::tools {

int run(const CheckOptions &options) {
  int result = Done;
  for (const std::string &file : options.files) {
    auto checked = open(file, options.common);
    if (!checked)
      return InputHasErrors;
    report(*checked, options.common);
    if (checked->sink.hasErrors())
      result = InputHasErrors;
  }
  return result;
}

} // namespace tdsl::tools
