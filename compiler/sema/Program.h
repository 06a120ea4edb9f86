//===- Program.h - A checked program --------------------------------------===//
//
// What check() makes of the AST: names are resolved, every expression has its
// type, every conversion is a node, every index has its range, every access
// its proof. Whole-tensor expressions have become stages with indices, and
// boundary functions have become stages defined everywhere, so that one form
// is left: a stage is a scalar expression over its indices.
//
// A function is checked once, for all types and sizes. Types may be parameters
// of the function (Types.h); sizes are symbols of the algebra (sets/Expr.h).
// The reference backend interprets this tree: it is the meaning of the
// language. lower/AstToGraph elaborates it into the graph IR.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_PROGRAM_H
#define TDSL_SEMA_PROGRAM_H

#include "compiler/sema/Schedule.h"
#include "compiler/sema/Types.h"
#include "compiler/sets/Facts.h"
#include "compiler/support/Source.h"

#include <deque>
#include <memory>
#include <variant>

namespace tdsl::sema {

struct CallSite;
struct Expr;
struct Function;
struct Stage;

/// An index of a stage or of a reduction.
struct Index {
  std::string name;   // as written: also the name of its loop
  std::string symbol; // its name in the algebra, unique within the function
  Span span;
  /// The range in the algebra, in sizes and in the symbols of outer indices.
  /// Where an end is read from data it is an opaque symbol, and `lower` and
  /// `upper` below are the truth. A range whose end is not above its start is
  /// empty. `everywhere`: a stage index without a range of its own.
  sets::Interval range;
  bool everywhere = false;
  const Expr *lower = nullptr; // type Index; set only where data is read
  const Expr *upper = nullptr;
};

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

enum class ExprKind : uint8_t {
  Constant, // a number or truth value of its type
  IndexRef, // the value of an index, as its type
  SizeRef,  // the value of a size or const parameter, as its type
  Access,   // one element of a stage or of a call's result
  Unary,
  Binary,
  Compare,
  Logical,
  Select, // if c then a else b
  Cast,
  Builtin, // exp(x), min(a, b)
  Reduce,
  Table, // [1, 4, 6][i]
};

struct Expr {
  ExprKind kind;
  ElemType type; // Scalar::Index inside of `[ ]`, shapes and ranges
  Span span;

protected:
  Expr(ExprKind kind, ElemType type, Span span)
      : kind(kind), type(type), span(span) {}
};

template <ExprKind K> struct ExprOf : Expr {
  static bool classof(const Expr *e) { return e->kind == K; }

protected:
  ExprOf(ElemType type, Span span) : Expr(K, type, span) {}
};

/// A literal, `inf`, `nan`, lowest(T), highest(T). An integer literal keeps
/// its exact value also where its type is a float or a parameter.
struct ConstantExpr : ExprOf<ExprKind::Constant> {
  enum class Special : uint8_t { None, Inf, Nan, Lowest, Highest };
  std::variant<bool, int64_t, uint64_t, double> value;
  Special special = Special::None; // then value says nothing
  ConstantExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

struct IndexRefExpr : ExprOf<ExprKind::IndexRef> {
  const Index *index = nullptr;
  IndexRefExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

struct SizeRefExpr : ExprOf<ExprKind::SizeRef> {
  std::string symbol;
  SizeRefExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// A stage, or a result of a call.
struct ValueRef {
  const Stage *stage = nullptr;
  const CallSite *call = nullptr;
  unsigned result = 0; // of the call
};

/// How an access is known to be inside of its tensor.
enum class Proof : uint8_t {
  Proven,  // by the compiler
  Checked, // at run time, and reported
};

struct AccessExpr : ExprOf<ExprKind::Access> {
  ValueRef base;
  std::vector<const Expr *> indices; // type Index, one a dimension
  Proof proof = Proof::Proven;
  /// The proof (or the meaning of a check) needs the conditions on the way to
  /// this place: it may be evaluated only where they hold.
  bool underCondition = false;
  AccessExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

enum class UnaryOp : uint8_t { Negate, Not, BitNot };
struct UnaryExpr : ExprOf<ExprKind::Unary> {
  UnaryOp op = UnaryOp::Negate;
  const Expr *operand = nullptr;
  UnaryExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// Operands and result have one type (a shift count too). Integers wrap;
/// integer division rounds down; x / 0 and x % 0 are 0.
enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  And,
  Or,
  Xor,
  Shl,
  Shr
};
struct BinaryExpr : ExprOf<ExprKind::Binary> {
  BinaryOp op = BinaryOp::Add;
  const Expr *left = nullptr;
  const Expr *right = nullptr;
  BinaryExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// Of two operands of one type; the result is bool. A chain has become `&&`.
enum class CompareOp : uint8_t { Eq, Ne, Lt, Le, Gt, Ge };
struct CompareExpr : ExprOf<ExprKind::Compare> {
  CompareOp op = CompareOp::Eq;
  const Expr *left = nullptr;
  const Expr *right = nullptr;
  CompareExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// The right side is evaluated only where the left does not decide.
enum class LogicalOp : uint8_t { And, Or };
struct LogicalExpr : ExprOf<ExprKind::Logical> {
  LogicalOp op = LogicalOp::And;
  const Expr *left = nullptr;
  const Expr *right = nullptr;
  LogicalExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// What is not taken is not evaluated.
struct SelectExpr : ExprOf<ExprKind::Select> {
  const Expr *condition = nullptr;
  const Expr *then = nullptr;
  const Expr *otherwise = nullptr;
  SelectExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

struct CastExpr : ExprOf<ExprKind::Cast> {
  const Expr *operand = nullptr;
  bool saturate = false; // sat_u8(e)
  CastExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

enum class Builtin : uint8_t {
#define TDSL_BUILTIN(Name, Spelling, Arity, Class) Name,
#include "compiler/sema/Builtins.def"
#undef TDSL_BUILTIN
};
struct BuiltinExpr : ExprOf<ExprKind::Builtin> {
  Builtin function = Builtin::Abs;
  std::vector<const Expr *> arguments; // one type (IsNan: result is bool)
  BuiltinExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

enum class ReduceOp : uint8_t {
  Sum,
  Prod,
  Max,
  Min,
  Any,
  All,
  Mean,
  ArgMax,
  ArgMin
};
/// The type of a sum, prod, max, min or mean is that of its body; f16 and bf16
/// sums, products and means accumulate in f32 and round once. ArgMax and
/// ArgMin have one index and yield its value, the first of equals.
struct ReduceExpr : ExprOf<ExprKind::Reduce> {
  ReduceOp op = ReduceOp::Sum;
  std::vector<const Index *> indices; // outermost first
  const Expr *predicate = nullptr;    // or none
  const Expr *body = nullptr;
  /// ArgMax, ArgMin, Mean: not proven nonempty, so checked at run time.
  bool checkNonEmpty = false;
  ReduceExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

/// A table of constants of one type; the index is in range (or checked).
struct TableExpr : ExprOf<ExprKind::Table> {
  std::vector<const ConstantExpr *> entries;
  const Expr *index = nullptr; // type Index
  Proof proof = Proof::Proven;
  bool underCondition = false;
  TableExpr(ElemType t, Span s) : ExprOf(t, s) {}
};

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// A tensor argument: a value with some of its dimensions fixed. `q[k]` of
/// rank 3 has its first fixed and two free ones; `x[_, j]` the other way.
struct TensorView {
  ValueRef base;
  std::vector<const Expr *> fixed; // one a dimension of base; null where free
  Proof proof = Proof::Proven;     // of the fixed ones
};

/// A scalar, or a view of a tensor.
struct Argument {
  const Expr *scalar = nullptr; // then view says nothing
  TensorView view;
};

/// A call of a function on tensors or scalars, once for every value of the
/// indices around it that its arguments use (a plane at a time).
struct CallSite {
  const Function *callee = nullptr;
  std::string name; // of the stage that it defines (`h`); empty inside others
  Span span;
  std::vector<ElemType> types;       // of the callee's type parameters
  std::vector<sets::Expr> sizes;     // of the callee's sizes, in ours
  std::vector<Argument> arguments;   // of the callee's params, in order
  std::vector<const Index *> outer;  // the indices that the arguments use
  std::vector<ElemType> resultTypes; // of the callee's results, in ours
  std::vector<Shape> resultShapes;
  /// What the call needs and nothing proves: checked at run time. Places in
  /// callee->wheres, and forms that must be zero (a dimension that only
  /// checks, or one that was solved by a division).
  std::vector<unsigned> checkedWheres;
  std::vector<sets::Expr> checkedZeros;
};

//===----------------------------------------------------------------------===//
// Stages and functions
//===----------------------------------------------------------------------===//

enum class StageKind : uint8_t { Param, Let, Result };

/// A named value, defined point by point. Of rank 0 it is a scalar.
struct Stage {
  std::string name;
  StageKind kind = StageKind::Let;
  Span span; // of the name where it is defined
  const Function *function = nullptr;
  ElemType type;
  /// Where it is defined: stated by its type, or inferred from its right side,
  /// or everywhere.
  Shape shape;
  /// The smallest box that holds all reads of it, in sizes; the shape for
  /// params and results. Lets only; every dimension has a range unless nothing
  /// reads the stage.
  std::vector<sets::Interval> computed;
  std::vector<const Index *> indices; // one a dimension; none of params
  const Expr *body = nullptr;         // none of params
  /// Where the whole body is a result of a call: `let h = matmul(x, w)`.
  const CallSite *wholeCall = nullptr;
  bool isConst = false;           // a `const` parameter: given once
  bool isBoundary = false;        // made by clamp_edges and its like
  const Expr *fallback = nullptr; // a scalar parameter's default

  size_t rank() const { return shape.size(); }
};

struct TypeParameter {
  std::string name;
  TypeClass typeClass = TypeClass::Any;
};

struct SizeParameter {
  std::string name; // also its symbol
  Span span;
  bool isConst = false; // `const K = 2`: known when the code is made
  std::optional<sets::Expr> fallback;
  /// The argument that binds it; none where it is given by name.
  const Stage *boundBy = nullptr;
  unsigned boundByDim = 0;
};

/// A bound of float elements, as written: `x > 0.5` excludes it.
struct RealBound {
  double value = 0;
  bool isUpper = false;
  bool isExclusive = false;

  /// The outermost number of a type that is allowed; comparing with it is
  /// comparing with the bound in that type.
  double last(Scalar type) const;
};

/// A precondition. On sizes it is in the algebra; on elements it bounds every
/// element of one parameter.
struct Where {
  Span span;
  std::string text;      // as written
  const Expr *condition; // bool, over sizes (null where on elements)
  std::vector<sets::Expr> nonNegatives; // what it adds to the facts
  const Stage *elements = nullptr;
  std::optional<sets::Expr> lowest, highest;        // inclusive, in sizes
  std::optional<RealBound> lowestReal, highestReal; // instead, of floats
};

struct Function {
  std::string name;
  std::string module; // empty for the file given on the command line
  Span span;          // of the name
  std::string doc;
  std::vector<TypeParameter> types;
  std::vector<SizeParameter> sizes;
  std::vector<const Stage *> params;
  std::vector<const Stage *> results;
  /// Lets and results, each after those that it reads.
  std::vector<const Stage *> stages;
  std::vector<const CallSite *> calls;
  std::vector<Where> wheres;
  /// Sizes are not negative, `where` holds.
  sets::Facts facts;
  std::optional<std::string> exportName; // @export("name")
  bool strict = false;                   // @strict
  bool wrapping = false;                 // @wrapping

  /// The first result or parameter that is defined everywhere. Such a function
  /// is called only by others, which say where; null: it can be called from
  /// outside.
  const Stage *everywhere() const;
  /// Whether each result has a shape: without, its loops have no bounds.
  bool hasBounds() const;
};

//===----------------------------------------------------------------------===//
// Tests and benches
//===----------------------------------------------------------------------===//

/// What the host makes for a test: `random.normal(f32[8, 128], seed: 1)`.
enum class Generator : uint8_t {
  Normal,
  Uniform,
  Integers,
  Zeros,
  Ones,
  Full,
  Iota
};
struct HostInput {
  const Stage *param = nullptr; // of the body below; its shape is constant
  Generator generator = Generator::Normal;
  uint64_t seed = 0;
  double low = 0, high = 1; // uniform, integers (inclusive); full: low
};

struct Assertion {
  enum class Kind : uint8_t { Close, Equal, True } kind = Kind::Close;
  Span span;
  unsigned left = 0, right = 0; // results of the body; True has no right
  double rtol = 1e-5, atol = 0;
};

/// A test or a bench: a function of what the host makes.
struct TestCase {
  std::string name;
  Span span;
  const Function *body = nullptr; // no type or size parameters
  std::vector<HostInput> inputs;
  std::vector<Assertion> assertions; // none in a bench
};

/// Owns everything that the phases after it point to.
class Program {
public:
  std::vector<const Function *> functions; // of the main file first
  std::vector<TestCase> tests;
  std::vector<TestCase> benches;
  std::vector<Schedule> schedules;

  const Function *findFunction(llvm::StringRef name) const;

  template <typename T, typename... Args> T *make(Args &&...args) {
    auto holder = std::make_shared<T>(std::forward<Args>(args)...);
    T *made = holder.get();
    nodes.push_back(std::move(holder));
    return made;
  }

private:
  std::vector<std::shared_ptr<const void>> nodes;
};

/// An expression of type Index, Bool-free, as a form of the algebra; nothing
/// where it reads data. Index and size references become their symbols.
std::optional<sets::Expr> toSets(const Expr &e);

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROGRAM_H
