//===- GpuContraction.cpp - Tiles of a contraction on a GPU ---------------===//
//
// c[i, j] = sum[k] a[i, k] * b[k, j]:
//
//   block.y, block.x: a tile of c
//     thread.y, thread.x: some of its rows and columns, summed in registers
//       for a slice of k:
//         shared a, b: the slice, copied by all threads
//         for k: c <- a * b
//
//===----------------------------------------------------------------------===//

#include "compiler/autoschedule/GpuContraction.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::autoschedule {

using sets::Variable;

/// Results of a block along each axis, threads along each, k of a slice.
constexpr int64_t Tile = 64;
constexpr int64_t Threads = 16;
constexpr int64_t Slice = 16;

namespace {

class GpuTiler {
public:
  GpuTiler(Writer &writer, const StageInfo &info)
      : writer(writer), info(info),
        stage(graph::StageOp(info.op).getName().str()) {}

  bool run() {
    if (info.pure.size() != 2 || info.reduced.size() != 1 || info.hasChecked ||
        info.hasInnerReduction)
      return false;
    std::string i = nameOf(info.pure[0]), j = nameOf(info.pure[1]);
    std::string k = nameOf(info.reduced[0]);
    int64_t each = Tile / Threads;
    if (!writer.add(stage, "tile", {i, j, Tile, Tile},
                    {i + "_block", j + "_block", i, j}) ||
        !writer.add(stage, "tile", {i, j, each, each},
                    {i + "_thread", j + "_thread", i, j}) ||
        !writer.split(stage, k, Slice, k + "_slice", k))
      return true;
    writer.add(stage, "reorder",
               {i + "_block", j + "_block", i + "_thread", j + "_thread",
                k + "_slice", k, i, j});
    writer.bind(stage, {{i + "_block", "block.y"},
                        {j + "_block", "block.x"},
                        {i + "_thread", "thread.y"},
                        {j + "_thread", "thread.x"}});
    writer.add(stage, "unroll", {i});
    writer.add(stage, "unroll", {j});
    copyOperands(k + "_slice");
    return true;
  }

private:
  std::string nameOf(const Variable &variable) {
    return writer.scheduled.nest.plan(stage)->findLoop(variable.name)->name;
  }

  void copyOperands(const std::string &slice) {
    std::vector<std::string> tensors;
    for (const ReadInfo &read : info.reads) {
      std::string tensor =
          graph::nameOf(graph::ReadOp(read.op).getTensor()).str();
      if (read.forms && read.forms->size() == 2 &&
          !llvm::is_contained(tensors, tensor))
        tensors.push_back(tensor);
    }
    for (const std::string &tensor : tensors) {
      std::string copy = tensor + "_tile";
      if (!writer.add(tensor, "cache_read", {stage, slice}, {copy}))
        continue;
      const schedule::StagePlan &plan = *writer.scheduled.nest.plan(copy);
      std::string row = plan.loops[0].name, column = plan.loops[1].name;
      writer.bind(copy, {{row, "thread.y"}, {column, "thread.x"}});
    }
  }

  Writer &writer;
  const StageInfo &info;
  std::string stage;
};

} // namespace

bool arrangeTiles(Writer &writer, const StageInfo &info) {
  return GpuTiler(writer, info).run();
}

} // namespace tdsl::autoschedule
