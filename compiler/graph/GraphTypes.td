//===- GraphTypes.td - Tensors, reduction kinds, places that are checked --===//

#ifndef TDSL_GRAPH_GRAPHTYPES_TD
#define TDSL_GRAPH_GRAPHTYPES_TD

include "compiler/graph/GraphDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

def Graph_TensorType : TypeDef<Graph_Dialect, "Tensor"> {
  let mnemonic = "tensor";
  let summary = "an immutable tensor over a box of integer points";
  let description = [{
    The element type keeps its sign (`si32`, `ui8`, `i1`, `f32`, `bf16`). Each
    dimension is an interval `"lower..upper"`, half open, in the algebra of
    sets, or `"*"`: defined at every integer. A scalar has no dimensions.

    ```mlir
    !graph.tensor<f32, ["0..M", "-1..N + 1"]>
    !graph.tensor<ui16, ["*", "*"]>
    !graph.tensor<f64>
    ```

    C1. The element type is `i1`, `si*`, `ui*` of 8 to 64 bits, or a float.
    C2. Each dimension is `"*"` or an interval.
  }];
  let parameters = (ins "::mlir::Type":$elementType,
                        ArrayRefParameter<"::mlir::StringAttr">:$dims);
  let builders = [
    TypeBuilder<(ins "::mlir::Type":$elementType,
                     "::llvm::ArrayRef<::tdsl::graph::Dim>":$dims)>
  ];
  let extraClassDeclaration = [{
    unsigned getRank() const { return getDims().size(); }
    bool isEverywhere(unsigned dim) const;
    /// Of a dimension that is not everywhere.
    ::tdsl::sets::Interval getInterval(unsigned dim) const;
    Dim getDim(unsigned dim) const;
    /// All intervals; nothing when some dimension is everywhere.
    std::optional<std::vector<::tdsl::sets::Interval>> getBox() const;
    /// The signless type that an element has inside of a body.
    ::mlir::Type getValueType() const;
    bool isUnsigned() const { return getElementType().isUnsignedInteger(); }
  }];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Graph_ReduceKind : I32EnumAttr<"ReduceKind", "how a reduction combines", [
    I32EnumAttrCase<"Sum", 0, "sum">, I32EnumAttrCase<"Prod", 1, "prod">,
    I32EnumAttrCase<"Max", 2, "max">, I32EnumAttrCase<"Min", 3, "min">,
    I32EnumAttrCase<"Any", 4, "any">, I32EnumAttrCase<"All", 5, "all">,
    I32EnumAttrCase<"ArgMax", 6, "argmax">,
    I32EnumAttrCase<"ArgMin", 7, "argmin">]> {
  let cppNamespace = "::tdsl::graph";
  let genSpecializedAttr = 0;
}
def Graph_ReduceKindAttr
    : EnumAttr<Graph_Dialect, Graph_ReduceKind, "reduce_kind">;

def Graph_SiteAttr : AttrDef<Graph_Dialect, "Site"> {
  let mnemonic = "site";
  let summary = "a place in the source that is checked at run time";
  let description = [{
    Which stage reads which tensor, and where that is written. The tensor is
    empty where a reduction is checked to have a point.

    ```mlir
    #graph.site<"y" reads "x" at "gather.tdsl" : 3 : 12>
    ```
  }];
  let parameters = (ins StringRefParameter<>:$stage,
                        StringRefParameter<>:$tensor,
                        StringRefParameter<>:$file,
                        "unsigned":$line, "unsigned":$column);
  let assemblyFormat =
      "`<` $stage `reads` $tensor `at` $file `:` $line `:` $column `>`";
}

#endif // TDSL_GRAPH_GRAPHTYPES_TD
