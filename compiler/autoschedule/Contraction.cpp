//===- Contraction.cpp - Register tiles -----------------------------------===//
//
// c[i, j] = sum[k] a[i, k] * b[k, j], for `rows` of i and `vectors` of j:
//
//   for a block of i:                that the second cache holds of a
//     for a block of k:              that the first cache holds of b's panel
//       for a panel of j:            `vectors` wide
//         for a tile of i:           `rows` high
//           for k:                   rows*vectors sums stay in registers
//             c[tile] += a[rows, k] * b[k, vectors]
//
// Registers: rows*vectors sums, `vectors` of b and one of a.
//
//===----------------------------------------------------------------------===//

#include "compiler/autoschedule/Loops.h"

namespace tdsl::autoschedule {

using sets::Variable;

/// k that runs between a load and a store of the tile.
constexpr int64_t DepthOfBlock = 512;

namespace {

struct TileShape {
  int64_t rows = 1;
  int64_t vectors = 2;
  int64_t lanes = 8;
};

class Tiler {
public:
  Tiler(Writer &writer, const StageInfo &info)
      : writer(writer), info(info),
        stage(graph::StageOp(info.op).getName().str()) {}

  /// Lanes along the last index; rows along the innermost other index that the
  /// read along the lanes does not use.
  void run(const LoopOptions &options) {
    const Variable &column = info.pure.back();
    const Variable *row = rowIndex(column);
    TileShape shape = shapeFor(column, *row);
    bool isBlocked = info.pure.size() == 2 && info.reduced.size() == 1;
    std::string i = nameOf(row->name), j = nameOf(column.name);
    std::vector<std::string> order;
    if (isBlocked) {
      order = blocks(i, shape);
    } else {
      for (const Variable &other : llvm::ArrayRef(info.pure).drop_back())
        if (other.name != row->name)
          order.push_back(nameOf(other.name));
    }
    writer.split(stage, j, shape.vectors * shape.lanes, "panel", j);
    writer.split(stage, i, shape.rows, "tile", i);
    order.insert(order.end(), {"panel", "tile"});
    for (const Variable &reduced : info.reduced)
      order.push_back(innerName(reduced));
    order.insert(order.end(), {i, j});
    std::vector<Writer::Arg> arguments(order.begin(), order.end());
    writer.add(stage, "reorder", arguments);
    if (options.isParallel)
      writer.add(stage, "parallel", {order.front()});
    writer.add(stage, "unroll", {i});
    writer.add(stage, "vectorize", {j, shape.lanes});
    writer.add(stage, "unroll", {j});
    for (const Variable &reduced : llvm::drop_begin(info.reduced))
      writeOutIfSmall(reduced);
  }

private:
  std::string nameOf(llvm::StringRef symbol) {
    return writer.scheduled.nest.plan(stage)->findLoop(symbol)->name;
  }

  /// A loop after it was split keeps its name for the inner part.
  std::string innerName(const Variable &variable) {
    const schedule::StagePlan &plan = *writer.scheduled.nest.plan(stage);
    std::string symbol = variable.name;
    while (const schedule::Split *split = plan.splitOf(symbol))
      symbol = split->inner;
    return nameOf(symbol);
  }

  const Variable *rowIndex(const Variable &column) {
    const Variable *row = nullptr;
    for (const Variable &other : llvm::ArrayRef(info.pure).drop_back())
      for (const ReadInfo &read : info.reads)
        if (read.uses(column.name) && !read.uses(other.name))
          row = &other;
    return row;
  }

  TileShape shapeFor(const Variable &column, const Variable &row) {
    TileShape shape;
    shape.lanes = writer.target.lanes(info.widestBits);
    auto columns = column.range.extent().constant();
    if (columns && *columns < 2 * shape.lanes)
      shape.vectors = 1;
    int64_t registers = writer.target.vectorRegisters;
    shape.rows = (registers - 1 - shape.vectors) / shape.vectors;
    shape.rows = std::min<int64_t>(shape.rows, 12);
    if (auto rows = row.range.extent().constant())
      shape.rows = std::max<int64_t>(1, std::min(shape.rows, *rows));
    return shape;
  }

  /// Blocks of rows that half of the second cache holds, of k that keep a
  /// panel in the first one.
  std::vector<std::string> blocks(const std::string &i,
                                  const TileShape &shape) {
    const Variable &reduced = info.reduced.front();
    int64_t bytes = std::max(1u, info.widestBits / 8);
    int64_t rows = writer.target.l2Bytes / 2 / (DepthOfBlock * bytes);
    rows = std::max(shape.rows, rows / shape.rows * shape.rows);
    writer.split(stage, i, rows, "block", i);
    std::string k = nameOf(reduced.name);
    auto depth = reduced.range.extent().constant();
    if (depth && *depth <= DepthOfBlock)
      return {"block"};
    writer.split(stage, k, DepthOfBlock, k + "_block", k);
    return {"block", k + "_block"};
  }

  void writeOutIfSmall(const Variable &reduced) {
    auto extent = reduced.range.extent().constant();
    if (extent && *extent <= 4)
      writer.add(stage, "unroll", {nameOf(reduced.name)});
  }

  Writer &writer;
  const StageInfo &info;
  std::string stage;
};

} // namespace

void arrangeContraction(Writer &writer, const StageInfo &info,
                        const LoopOptions &options) {
  Tiler(writer, info).run(options);
}

} // namespace tdsl::autoschedule
