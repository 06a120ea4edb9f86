//===- Report.h - A diagnostic with places of the file --------------------===//

#ifndef TDSL_IDE_REPORT_H
#define TDSL_IDE_REPORT_H

#include "compiler/ide/View.h"

namespace tdsl::ide {

struct Report {
  unsigned code = 0;
  std::string codeText; // E0312
  diag::Severity severity = diag::Severity::Error;
  std::string message;
  std::string caption;
  Place at;

  struct Label {
    Place at;
    std::string message;
  };
  std::vector<Label> labels;
  std::vector<std::string> notes;

  struct Edit {
    Place at;
    std::string text;
  };
  struct Fix {
    std::string message;
    std::vector<Edit> edits; // none: words only
    diag::Applicability applicability = diag::Applicability::Unspecified;
  };
  std::vector<Fix> fixes;
};

/// A diagnostic of a unit; nothing where it speaks of another item, whose own
/// unit tells it. What is wrong with an import is told at the import.
std::optional<Report> makeReport(const diag::Diagnostic &diagnostic,
                                 const View &view);
/// A diagnostic whose places are of the file itself.
Report makeReport(const diag::Diagnostic &diagnostic, const SourceFile &file);

} // namespace tdsl::ide

#endif // TDSL_IDE_REPORT_H
