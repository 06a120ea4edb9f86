//===- BodyProver.h - Walks a body and proves its reads -------------------===//

#ifndef TDSL_SEMA_PROVE_BODYPROVER_H
#define TDSL_SEMA_PROVE_BODYPROVER_H

#include "compiler/sema/prove/Demand.h"
#include "compiler/sema/prove/IndexProof.h"

namespace tdsl::sema {

class BodyProver {
public:
  BodyProver(FunctionContext &f, Demands &demands) : f(f), demands(demands) {}

  void walk(const Expr &e, const Place &place);

private:
  void walkLogical(const LogicalExpr &e, const Place &place);
  void walkSelect(const SelectExpr &e, const Place &place);
  void walkReduce(const ReduceExpr &e, const Place &place);
  void walkBinary(const BinaryExpr &e, const Place &place);
  void walkTable(const TableExpr &e, const Place &place);
  void checkNonEmpty(const ReduceExpr &e, const Place &place);

  // Reads (Reads.cpp)
  void readAccess(const AccessExpr &access, const Place &place);
  void readBoundary(const AccessExpr &access, const Place &place);
  void readValue(const ValueRef &base, const Box &box, const Place &place);
  void readCall(const CallSite &call, unsigned result, const Box &box,
                const Place &place);
  void readView(const CallSite &call, unsigned argument, unsigned result,
                const Box &box, const Place &place);
  std::optional<Box> boxOfParam(const CallSite &call, unsigned argument,
                                unsigned result, const Box &box) const;
  /// Proves the index and yields what it reads of the dimension.
  std::optional<sets::Interval> readDim(const Expr &index, const Dim &dim,
                                        const ReadTensor &tensor,
                                        const Place &place, Verdict &verdict);
  ReadTensor describe(const ValueRef &base, Span span) const;

  FunctionContext &f;
  Demands &demands;
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_BODYPROVER_H
