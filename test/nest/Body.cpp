//===- Body.cpp - One evaluation of a graph body --------------------------===//

#include "test/nest/Body.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"

#include <cmath>
#include <limits>

namespace tdsl::testing {

namespace arith = mlir::arith;

static unsigned widthOf(mlir::Type type) {
  return type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
}

Number narrow(Number number, mlir::Type type) {
  if (type.isF32())
    number.real = static_cast<float>(number.real);
  else if (type.isIntOrIndex() && widthOf(type) < 64)
    number.integer = llvm::SignExtend64(number.integer, widthOf(type));
  return number;
}

static uint64_t unsignedOf(int64_t value, mlir::Type type) {
  unsigned width = widthOf(type);
  return width == 64 ? value : value & ((uint64_t(1) << width) - 1);
}

static bool compare(arith::CmpIPredicate predicate, int64_t a, int64_t b,
                    mlir::Type type) {
  uint64_t ua = unsignedOf(a, type), ub = unsignedOf(b, type);
  switch (predicate) {
  case arith::CmpIPredicate::eq:
    return a == b;
  case arith::CmpIPredicate::ne:
    return a != b;
  case arith::CmpIPredicate::slt:
    return a < b;
  case arith::CmpIPredicate::sle:
    return a <= b;
  case arith::CmpIPredicate::sgt:
    return a > b;
  case arith::CmpIPredicate::sge:
    return a >= b;
  case arith::CmpIPredicate::ult:
    return ua < ub;
  case arith::CmpIPredicate::ule:
    return ua <= ub;
  case arith::CmpIPredicate::ugt:
    return ua > ub;
  case arith::CmpIPredicate::uge:
    return ua >= ub;
  }
  llvm_unreachable("a predicate");
}

static bool compare(arith::CmpFPredicate predicate, double a, double b) {
  switch (predicate) {
  case arith::CmpFPredicate::OEQ:
    return a == b;
  case arith::CmpFPredicate::UNE:
    return a != b;
  case arith::CmpFPredicate::OLT:
    return a < b;
  case arith::CmpFPredicate::OLE:
    return a <= b;
  case arith::CmpFPredicate::OGT:
    return a > b;
  case arith::CmpFPredicate::OGE:
    return a >= b;
  default:
    llvm::report_fatal_error("the nest interpreter lacks a comparison");
  }
}

static int64_t floorDiv(int64_t a, int64_t b) {
  return b == 0 ? 0 : llvm::divideFloorSigned(a, b);
}

static Number constant(arith::ConstantOp op) {
  if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(op.getValue()))
    return {integer.getValue().getSExtValue(), 0};
  return {0, llvm::cast<mlir::FloatAttr>(op.getValue()).getValueAsDouble()};
}

void Body::runOne(mlir::Operation &op) {
  values[op.getResult(0)] = narrow(evaluate(op), op.getResult(0).getType());
}

std::optional<Number> Body::run(mlir::Block &block) {
  for (mlir::Operation &op : block.without_terminator())
    runOne(op);
  auto yield = llvm::cast<graph::YieldOp>(block.getTerminator());
  if (yield.getPredicate() && !values.lookup(yield.getPredicate()).integer)
    return std::nullopt;
  return values.lookup(yield.getValue());
}

Number Body::evaluate(mlir::Operation &op) {
  auto integer = [](int64_t value) { return Number{value, 0}; };
  auto real = [](double value) { return Number{0, value}; };
  Number a = op.getNumOperands() > 0 ? operand(op, 0) : Number();
  Number b = op.getNumOperands() > 1 ? operand(op, 1) : Number();
  return llvm::TypeSwitch<mlir::Operation *, Number>(&op)
      .Case([&](arith::ConstantOp it) { return constant(it); })
      .Case([&](arith::AddIOp) { return integer(a.integer + b.integer); })
      .Case([&](arith::SubIOp) { return integer(a.integer - b.integer); })
      .Case([&](arith::MulIOp) { return integer(a.integer * b.integer); })
      .Case([&](arith::MaxSIOp) {
        return integer(std::max(a.integer, b.integer));
      })
      .Case([&](arith::MinSIOp) {
        return integer(std::min(a.integer, b.integer));
      })
      .Case([&](arith::AndIOp) { return integer(a.integer & b.integer); })
      .Case([&](arith::OrIOp) { return integer(a.integer | b.integer); })
      .Case([&](arith::XOrIOp) { return integer(a.integer ^ b.integer); })
      .Case<arith::IndexCastOp, arith::ExtSIOp, arith::TruncIOp>(
          [&](auto) { return a; })
      .Case<arith::ExtUIOp, arith::IndexCastUIOp>([&](auto it) {
        return integer(unsignedOf(a.integer, it.getIn().getType()));
      })
      .Case([&](arith::CmpIOp it) {
        return integer(compare(it.getPredicate(), a.integer, b.integer,
                               it.getLhs().getType()));
      })
      .Case([&](arith::CmpFOp it) {
        return integer(compare(it.getPredicate(), a.real, b.real));
      })
      .Case([&](arith::SelectOp) { return a.integer ? b : operand(op, 2); })
      .Case([&](arith::AddFOp) { return real(a.real + b.real); })
      .Case([&](arith::SubFOp) { return real(a.real - b.real); })
      .Case([&](arith::MulFOp) { return real(a.real * b.real); })
      .Case([&](arith::DivFOp) { return real(a.real / b.real); })
      .Case([&](arith::NegFOp) { return real(-a.real); })
      .Case([&](arith::MaximumFOp) { return real(std::fmax(a.real, b.real)); })
      .Case([&](arith::MinimumFOp) { return real(std::fmin(a.real, b.real)); })
      .Case([&](arith::SIToFPOp) { return real(a.integer); })
      .Case<arith::ExtFOp, arith::TruncFOp>([&](auto) { return a; })
      .Case([&](mlir::math::ExpOp) { return real(std::exp(a.real)); })
      .Case([&](mlir::math::SqrtOp) { return real(std::sqrt(a.real)); })
      .Case([&](mlir::math::AbsFOp) { return real(std::fabs(a.real)); })
      .Case([&](graph::SizeOp it) {
        return integer(sizes.at(it.getName().str()));
      })
      .Case([&](graph::FloorDivOp) {
        return integer(floorDiv(a.integer, b.integer));
      })
      .Case([&](graph::ModOp) {
        return integer(b.integer == 0
                           ? 0
                           : a.integer -
                                 floorDiv(a.integer, b.integer) * b.integer);
      })
      .Case([&](graph::ReadOp it) { return read(it); })
      .Case([&](graph::TableOp it) { return table(it); })
      .Case([&](graph::CheckOp) { return b; })
      .Case([&](graph::ReduceOp it) { return reduce(it); })
      .Default([](mlir::Operation *unknown) -> Number {
        llvm::report_fatal_error(llvm::Twine("the nest interpreter lacks ") +
                                 unknown->getName().getStringRef());
      });
}

Number Body::read(graph::ReadOp op) {
  if (op.getGuard() && !values.lookup(op.getGuard()).integer)
    return {};
  Point point;
  for (mlir::Value index : op.getIndices())
    point.push_back(values.lookup(index).integer);
  return reader.read(op, point);
}

Number Body::table(graph::TableOp op) {
  if (op.getGuard() && !values.lookup(op.getGuard()).integer)
    return {};
  auto entries = llvm::cast<mlir::DenseElementsAttr>(op.getEntries());
  int64_t at = values.lookup(op.getIndex()).integer;
  if (at < 0 || at >= entries.getNumElements())
    return {};
  if (entries.getElementType().isIntOrIndex())
    return {(*(entries.value_begin<llvm::APInt>() + at)).getSExtValue(), 0};
  return {0, (*(entries.value_begin<llvm::APFloat>() + at)).convertToDouble()};
}

Number Body::reduce(graph::ReduceOp op) {
  Number best, result = op.isArg() ? Number() : identityOf(op);
  best.integer = -1; // of an argmax: no value yet
  reduceFrom(op, 0, best, result);
  return result;
}

void Body::reduceFrom(graph::ReduceOp op, unsigned depth, Number &best,
                      Number &result) {
  if (depth < op.getNumIndices()) {
    int64_t from = values.lookup(op.getFrom()[depth]).integer;
    int64_t to = values.lookup(op.getTo()[depth]).integer;
    for (int64_t i = from; i < to; ++i) {
      bind(op.getIndex(depth), i);
      reduceFrom(op, depth + 1, best, result);
    }
    return;
  }
  std::optional<Number> value = run(op.getBody().front());
  if (!value)
    return;
  if (!op.isArg()) {
    result = combine(op, result, *value);
    return;
  }
  bool isMax = op.getKind() == graph::ReduceKind::ArgMax;
  Number key = values.lookup(op.getYield().getValue());
  double now = key.real + key.integer;
  if (best.integer < 0 || (isMax ? now > best.real : now < best.real)) {
    best = {0, now};
    result = values.lookup(op.getIndex(0));
  }
}

Number identityOf(graph::ReduceOp reduce) {
  mlir::Type type = reduce.getResult().getType();
  double infinity = std::numeric_limits<double>::infinity();
  bool isUnsigned = reduce.getIsUnsigned();
  int64_t lowest =
      isUnsigned || !type.isIntOrIndex() ? 0 : llvm::minIntN(widthOf(type));
  int64_t highest = !type.isIntOrIndex() ? 0
                    : isUnsigned         ? -1
                                         : llvm::maxIntN(widthOf(type));
  switch (reduce.getKind()) {
  case graph::ReduceKind::Sum:
  case graph::ReduceKind::Any:
  case graph::ReduceKind::ArgMax:
  case graph::ReduceKind::ArgMin:
    return {0, 0};
  case graph::ReduceKind::Prod:
    return {1, 1};
  case graph::ReduceKind::All:
    return {-1, 0}; // i1 is kept with its sign
  case graph::ReduceKind::Max:
    return {lowest, -infinity};
  case graph::ReduceKind::Min:
    return {highest, infinity};
  }
  llvm_unreachable("a reduction");
}

Number combine(graph::ReduceOp reduce, Number a, Number b) {
  mlir::Type type = reduce.getResult().getType();
  bool isUnsigned = reduce.getIsUnsigned();
  auto isLess = [&](Number x, Number y) {
    if (!type.isIntOrIndex())
      return x.real < y.real;
    return isUnsigned
               ? unsignedOf(x.integer, type) < unsignedOf(y.integer, type)
               : x.integer < y.integer;
  };
  switch (reduce.getKind()) {
  case graph::ReduceKind::Sum:
    return narrow({a.integer + b.integer, a.real + b.real}, type);
  case graph::ReduceKind::Prod:
    return narrow({a.integer * b.integer, a.real * b.real}, type);
  case graph::ReduceKind::Any:
    return {a.integer | b.integer, 0};
  case graph::ReduceKind::All:
    return {a.integer & b.integer, 0};
  case graph::ReduceKind::Max:
    return isLess(a, b) ? b : a;
  case graph::ReduceKind::Min:
    return isLess(b, a) ? b : a;
  case graph::ReduceKind::ArgMax:
  case graph::ReduceKind::ArgMin:
    break;
  }
  llvm_unreachable("an argmax is never opened");
}

} // namespace tdsl::testing
