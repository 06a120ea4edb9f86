"""Starts a leaf in its place, with its registration and its mirrored test.

./dev new pass graph-fuse-elementwise
./dev new primitive store_at
./dev new construct Scan
./dev new lsp-feature FoldingRange textDocument/foldingRange
"""

import os
import re
import sys

import tree

PASS = """//===- {file} - {summary} {dashes}===//
//
// What it needs, what it leaves, and why it is legal.
//
//===----------------------------------------------------------------------===//

#include "compiler/{ir}/passes/Passes.h"

namespace tdsl::{ir} {{
#define GEN_PASS_DEF_{macro}
#include "compiler/{ir}/passes/Passes.h.inc"
}} // namespace tdsl::{ir}

namespace {{
struct {name} : tdsl::{ir}::impl::{name}Base<{name}> {{
  void runOnOperation() override;
}};
}} // namespace

void {name}::runOnOperation() {{}}
"""

PASS_RECORD = """
def {name} : {base}<"{argument}"> {{
  let summary = "{summary}";
  let description = [{{
    before   ->   after
  }}];
}}
"""

PRIMITIVE_LINE = 'TDSL_PRIMITIVE({name}, "{spelling}", "loop: Loop", "",\n               "What it does.")\n'

CONSTRUCT = """//===- {file} - Checks {what} {dashes}===//
//
// The rules of the construct, in the order of docs/language/.
//
//===----------------------------------------------------------------------===//
"""

FEATURE = """//===- {file} - {what} {dashes}===//

#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {{

/// What is asked for, as a function of the text alone.
static std::vector<ide::Place> answer(const ide::Analysis &) {{ return {{}}; }}

void advertise{name}(json::Object &capabilities) {{
  capabilities["{capability}Provider"] = true;
}}

bool answer{name}(const Query &query, const json::Object &,
{indent}json::OStream &out) {{
  out.array([&] {{
    for (const ide::Place &place : answer(query.analysis))
      write(out, query.range(place));
  }});
  return true;
}}

}} // namespace tdsl::lsp
"""

FEATURE_LINE = 'TDSL_LSP_FEATURE({name}, "{method}", Newest)\n'

FEATURE_TEST = """//===- {file} - {what} {dashes}===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

TEST({name}, IsNotWritten) {{
  EXPECT_NE(textOf(answerOf("{method}", Blur)), "[]");
}}
"""


def camel(name):
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]", name))


def fill(template, file, **values):
    """Fills a template; the rule of the first line ends in column 80."""
    values["dashes"] = "DASHES"
    text = template.format(file=file, **values)
    first, rest = text.split("\n", 1)
    missing = 80 - len(first) + len("DASHES")
    return first.replace("DASHES", "-" * max(1, missing)) + "\n" + rest


def create(path, text):
    if tree.exists(path):
        sys.exit(f"dev: {path} is there already")
    full = os.path.join(tree.ROOT, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"  wrote   {path}")


def rewrite(path, change):
    text = tree.read(path)
    with open(os.path.join(tree.ROOT, path), "w", encoding="utf-8") as file:
        file.write(change(text))
    print(f"  changed {path}")


def add_source(cmake, source):
    """Adds a source to the sorted list of a layer, after its SOURCES."""
    def change(text):
        head, tail = text.split("  SOURCES\n", 1)
        sources = re.match(r"(    \S+\n)+", tail).group()
        lines = sorted(sources.splitlines() + ["    " + source])
        return head + "  SOURCES\n" + "\n".join(lines) + "\n" + tail[len(sources):]
    rewrite(cmake, change)


def in_order(text, macro, line):
    """Adds a line to a registry, which is sorted."""
    head, entries = re.match(rf"(.*?)(^{macro}\(.*)", text, re.S | re.M).groups()
    entries, mark, tail = entries.partition("\n#undef")
    blocks = re.split(rf"(?=^{macro}\()", entries, flags=re.M)[1:]
    blocks = [block.rstrip("\n") + "\n" for block in blocks] + [line]
    return head + "".join(sorted(blocks)) + mark + tail


def new_pass(argument):
    ir, _, rest = argument.partition("-")
    if ir not in ("graph", "tir") or not rest:
        sys.exit("dev: a pass is named graph-<what> or tir-<what>")
    name = camel(rest)
    values = {"ir": ir, "name": name, "argument": argument,
              "macro": name.upper(), "base": camel(ir) + "Pass",
              "summary": rest.replace("-", " ").capitalize()}
    folder = f"compiler/{ir}/passes"
    create(f"{folder}/{name}.cpp", fill(PASS, f"{name}.cpp", **values))
    rewrite(f"{folder}/Passes.td", lambda text: text.replace(
        "\n#endif", PASS_RECORD.format(**values) + "\n#endif"))
    own = f"{folder}/CMakeLists.txt"
    if tree.exists(own):
        add_source(own, f"{name}.cpp")
    else:
        add_source(f"compiler/{ir}/CMakeLists.txt", f"passes/{name}.cpp")
    create(f"test/{ir}/passes/{tree.kebab(name)}.mlir",
           f"// RUN: tdsl-opt -{argument} %s | FileCheck %s\n\n"
           "// The positive case first, then one `_is_kept` case for each guard.\n"
           "// CHECK: the test of this pass is not written\n")
    print(f"Name it in {folder}/Pipeline.cpp, in the place where it runs.")


def new_primitive(spelling):
    name = camel(spelling)
    folder = "compiler/schedule/primitives"
    print("Copy the shape of Split.cpp: check first, then apply; the comment's")
    print("before -> after is its page in the manual.")
    create(f"{folder}/{name}.cpp", fill(CONSTRUCT, f"{name}.cpp", what=spelling))

    def change(text):
        return in_order(text, "TDSL_PRIMITIVE",
                        PRIMITIVE_LINE.format(name=name, spelling=spelling))
    rewrite(f"{folder}/Primitives.def", change)
    create(f"test/schedule/primitives/{tree.kebab(name)}.tdsl",
           "// RUN: dslc schedule %s | FileCheck %s\n// CHECK: not written\n")


def new_construct(name):
    name = camel(name)
    what = name.lower()
    create(f"compiler/sema/check/{name}.cpp", fill(CONSTRUCT, f"{name}.cpp", what=what))
    create(f"test/sema/check/{tree.kebab(name)}.tdsl",
           "// RUN: dslc check %s\n// CHECK: not written\n")
    print(f"Then add TDSL_EXPR or TDSL_STMT({name}) to compiler/syntax/Nodes.def and its")
    print("rule to grammar/TdslParser.g4; the compiler names every switch that must answer.")
    print("docs/recipes/add-a-construct.md tells the order.")


def new_lsp_feature(name, method=None):
    name = camel(name)
    what = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
    method = method or f"textDocument/{name[:1].lower()}{name[1:]}"
    folder = "compiler/lsp/features"
    create(f"{folder}/{name}.cpp", fill(FEATURE, f"{name}.cpp", name=name, what=what,
                                        indent=" " * len(f"bool answer{name}("),
                                        capability=method.split("/")[-1]))
    rewrite(f"{folder}/Features.def", lambda text: in_order(
        text, "TDSL_LSP_FEATURE", FEATURE_LINE.format(name=name, method=method)))
    create(f"test/unit/lsp/features/{name}Test.cpp",
           fill(FEATURE_TEST, f"{name}Test.cpp", name=name, what=what, method=method))
    print("Then a line in docs/language-server.md; docs/recipes/add-a-lsp-feature.md tells more.")


KINDS = {"pass": new_pass, "primitive": new_primitive,
         "construct": new_construct, "lsp-feature": new_lsp_feature}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in KINDS:
        sys.exit(f"usage: ./dev new {'|'.join(KINDS)} NAME")
    KINDS[sys.argv[1]](*sys.argv[2:])
