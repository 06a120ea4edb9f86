//===- GraphOps.td - Stages, reads, reductions ----------------------------===//

#ifndef TDSL_GRAPH_GRAPHOPS_TD
#define TDSL_GRAPH_GRAPHOPS_TD

include "compiler/graph/GraphDialect.td"
include "compiler/graph/GraphTypes.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Graph_Op<string mnemonic, list<Trait> traits = []>
    : Op<Graph_Dialect, mnemonic, traits>;

// A number as bodies hold it: without a sign.
def Graph_Value : AnyTypeOf<[AnySignlessInteger, Index, AnyFloat], "a number">;

// The names and symbols of a list of indices, read from two string arrays.
class Graph_IndexedOp<string mnemonic, list<Trait> traits = []>
    : Graph_Op<mnemonic, traits # [
        DeclareOpInterfaceMethods<OpAsmOpInterface,
                                  ["getAsmBlockArgumentNames"]>]> {
  code indexedDeclaration = [{
    unsigned getNumIndices() { return getNames().size(); }
    /// As written, and as its loop is called.
    ::llvm::StringRef getIndexName(unsigned i) {
      return ::llvm::cast<::mlir::StringAttr>(getNames()[i]).getValue();
    }
    /// In the algebra: unique in the function.
    ::llvm::StringRef getIndexSymbol(unsigned i) {
      return ::llvm::cast<::mlir::StringAttr>(getSymbols()[i]).getValue();
    }
    ::mlir::BlockArgument getIndex(unsigned i) {
      return getBody().getArgument(i);
    }
    ::tdsl::graph::YieldOp getYield();
  }];
}

def Graph_FuncOp : Graph_Op<"func", [
    IsolatedFromAbove, FunctionOpInterface, SingleBlock,
    DeclareOpInterfaceMethods<OpAsmOpInterface,
                              ["getAsmBlockArgumentNames"]>]> {
  let summary = "one instance of a function, flat";
  let description = [{
    Arguments and results are tensors; `graph.name` names each of them, a unit
    `graph.const` marks what is given once. `sizes` are the symbols, `facts`
    forms that are >= 0, `consts` those sizes that are known before code is
    made, `required` forms that the entry is to check for being >= 0: calls in
    the function need them. Results are stages.

    C1. The body is one block that ends in `graph.return`.
    C2. Every argument and result is a tensor with a `graph.name`.
    C3. Facts and `required` are forms of the algebra over `sizes`; `consts`
        are among these.
    C4. Stage names and argument names are unique, and so are the symbols of
        indices, sizes included.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<FunctionType>:$function_type,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs,
                       StrArrayAttr:$sizes, StrArrayAttr:$facts,
                       StrArrayAttr:$consts,
                       OptionalAttr<StrArrayAttr>:$required);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    static constexpr ::llvm::StringLiteral NameAttr = "graph.name";
    static constexpr ::llvm::StringLiteral ConstAttr = "graph.const";

    ::llvm::StringRef getArgumentName(unsigned i);
    ::llvm::StringRef getResultName(unsigned i);
    bool isConstArgument(unsigned i);
    ::tdsl::graph::ReturnOp getReturn();

    // For FunctionOpInterface.
    ::mlir::Region *getCallableRegion() { return &getBody(); }
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
  }];
}

def Graph_SizeOp : Graph_Op<"size", [Pure]> {
  let summary = "the value of a size";
  let description = "C1. The name is among the sizes of the function around.";
  let arguments = (ins StrAttr:$name);
  let results = (outs Index:$result);
  let assemblyFormat = "$name attr-dict";
  let hasVerifier = 1;
}

def Graph_StageOp : Graph_IndexedOp<"stage", [
    HasParent<"FuncOp">, SingleBlock,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>]> {
  let summary = "a tensor, defined point by point";
  let description = [{
    `result[i, j] = body(i, j)` for every point of the box, which is the type of
    the result. After the name of an index stands its symbol where it differs
    (`"i" as "i.1"`), then its interval, `"*"` for every integer.

    `pinned`: a schedule names it, so no pass removes it. `anonymous`: the
    source gives it no name of its own. `boundary`: clamp_edges or its like made
    it. `nonEmpty`: compute it only where one of these forms is > 0; its box may
    have points although no reader has one.

    ```mlir
    %y = graph.stage "y" ["i" in "0..N"] : f32 {
    ^bb0(%i: index):
      %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
      graph.yield %v : f32
    }
    ```

    C1. One name, one symbol and one block argument of type index a dimension.
    C2. The body yields one value of the element type, without its sign and
        without a predicate.
    C3. The body takes nothing but tensors from around it.
    C4. Forms of `nonEmpty` are in the algebra.
  }];
  let arguments = (ins StrAttr:$name, StrArrayAttr:$names,
                       StrArrayAttr:$symbols, UnitAttr:$pinned,
                       UnitAttr:$anonymous, UnitAttr:$boundary,
                       OptionalAttr<StrArrayAttr>:$nonEmpty);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Graph_TensorType:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = indexedDeclaration # [{
    TensorType getType() { return getResult().getType(); }
    unsigned getRank() { return getType().getRank(); }
    /// Its indices with their intervals; nothing when one is everywhere.
    std::optional<std::vector<::tdsl::sets::Variable>> getVariables();
    /// The alternatives of `nonEmpty`, as forms that are to be > 0.
    std::vector<::tdsl::sets::Expr> getNonEmptyForms();
    /// The reduction whose value is the stage's value, or null.
    ReduceOp getRootReduction();
  }];
}

def Graph_ReadOp : Graph_Op<"read", [
    Pure, AttrSizedOperandSegments,
    TypesMatchWith<"the result is an element without its sign",
                   "tensor", "result",
                   "llvm::cast<TensorType>($_self).getValueType()">]> {
  let summary = "one element of a tensor";
  let description = [{
    `result = tensor[indices]`. With `if`, zero where the guard is false, and no
    memory is touched; nothing may depend on that zero. With `checked`, the
    point may lie outside of the tensor: then the site is reported and the value
    is zero.

    ```mlir
    %v = graph.read %x[%i, %k] if %c checked <"y" reads "x" at "f.tdsl":3:12>
        : !graph.tensor<f32, ["0..M", "0..N"]>
    ```

    C1. As many indices as dimensions.
  }];
  let arguments = (ins Graph_TensorType:$tensor, Variadic<Index>:$indices,
                       Optional<I1>:$guard, OptionalAttr<Graph_SiteAttr>:$checked);
  let results = (outs Graph_Value:$result);
  let assemblyFormat = [{
    $tensor `[` $indices `]` (`if` $guard^)? (`checked` $checked^)?
    attr-dict `:` qualified(type($tensor))
  }];
  let hasVerifier = 1;
}

def Graph_ReduceOp : Graph_IndexedOp<"reduce", [
    Pure, SingleBlock, SameVariadicOperandSize]> {
  let summary = "combines the values of the body over a box of points";
  let description = [{
    For every point with `from <= index < to` (outermost index first) whose
    predicate holds. The value of no points is the identity: 0, 1, -inf (the
    lowest), inf (the highest), false, true; for argmax and argmin 0.

    `max` and `min` yield NaN if there is one; `argmax` and `argmin` take the
    first of equals, compare the body's values and yield the index. `unsigned`
    says how integers compare. `contract`: the body is a product, to be added
    with one rounding. `strict`: in the order of the points.

    C1. One name, symbol, start, end and block argument of type index an index;
        at least one index, and exactly one for argmax and argmin.
    C2. The body yields a value of the result's type; for argmax and argmin the
        result is an integer or an index. `any` and `all` are of i1.
    C3. `unsigned` only where integers are compared, `contract` only on sums of
        floats.
  }];
  let arguments = (ins Graph_ReduceKindAttr:$kind, StrArrayAttr:$names,
                       StrArrayAttr:$symbols, Variadic<Index>:$from,
                       Variadic<Index>:$to, UnitAttr:$isUnsigned,
                       UnitAttr:$contract, UnitAttr:$strict);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Graph_Value:$result);
  let assemblyFormat = [{
    `` $kind custom<Indices>($names, $symbols) `from` `(` $from `)` `to` `(` $to `)`
    (`unsigned` $isUnsigned^)? (`contract` $contract^)? (`strict` $strict^)?
    attr-dict `:` type($result) $body
  }];
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = indexedDeclaration # [{
    bool isArg() {
      return getKind() == ReduceKind::ArgMax || getKind() == ReduceKind::ArgMin;
    }
    /// The intervals as forms of the algebra; nothing when data are read.
    std::optional<std::vector<::tdsl::sets::Variable>> getVariables();
  }];
}

def Graph_TableOp : Graph_Op<"table", [Pure,
    TypesMatchWith<"the result is an entry", "entries", "result",
                   "llvm::cast<::mlir::ShapedType>($_self).getElementType()">]> {
  let summary = "one entry of a table of constants";
  let description = [{
    `result = entries[index]`, with `if` and `checked` as in `graph.read`.

    ```mlir
    %w = graph.table dense<[1.0, 4.0, 1.0]> : tensor<3xf32> [%d]
    ```

    C1. The entries are a vector of signless numbers, at least one.
  }];
  let arguments = (ins ElementsAttr:$entries, Index:$index, Optional<I1>:$guard,
                       OptionalAttr<Graph_SiteAttr>:$checked);
  let results = (outs Graph_Value:$result);
  let assemblyFormat = [{
    $entries `[` $index `]` (`if` $guard^)? (`checked` $checked^)? attr-dict
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

class Graph_DivisionOp<string mnemonic>
    : Graph_Op<mnemonic, [Pure, SameOperandsAndResultType]> {
  let arguments = (ins Index:$left, Index:$right);
  let results = (outs Index:$result);
  let assemblyFormat = "$left `,` $right attr-dict";
  let hasFolder = 1;
}
def Graph_FloorDivOp : Graph_DivisionOp<"floordiv"> {
  let summary = "the quotient of two indices, rounded down; x / 0 is 0";
}
def Graph_ModOp : Graph_DivisionOp<"mod"> {
  let summary = "what is left by floordiv, with the divisor's sign; x % 0 is 0";
}

def Graph_CheckOp : Graph_Op<"check", [Pure, AllTypesMatch<["value", "result"]>]> {
  let summary = "a value that is right only under a condition";
  let description = [{
    `result = value`; where the condition is false the site is reported (an
    empty mean, argmax or argmin).

    ```mlir
    %m = graph.check %some, %v at #graph.site<...> : f32
    ```
  }];
  let arguments = (ins I1:$condition, Graph_Value:$value, Graph_SiteAttr:$site);
  let results = (outs Graph_Value:$result);
  let assemblyFormat = [{
    $condition `,` $value `at` $site attr-dict `:` type($value)
  }];
}

def Graph_YieldOp : Graph_Op<"yield", [Pure, Terminator,
    ParentOneOf<["StageOp", "ReduceOp"]>]> {
  let summary = "the value of a body at one point";
  let description = [{
    In a reduction, `if` skips the points where its operand is false.
  }];
  let arguments = (ins Graph_Value:$value, Optional<I1>:$predicate);
  let assemblyFormat =
      "$value (`if` $predicate^)? attr-dict `:` type($value)";
}

def Graph_ReturnOp : Graph_Op<"return", [Pure, Terminator,
    HasParent<"FuncOp">]> {
  let summary = "the results of a function";
  let description = "C1. As many tensors, of the types that the function says.";
  let arguments = (ins Variadic<Graph_TensorType>:$values);
  let assemblyFormat = "($values^ `:` qualified(type($values)))? attr-dict";
  let hasVerifier = 1;
}

#endif // TDSL_GRAPH_GRAPHOPS_TD
