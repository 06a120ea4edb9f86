//===- TirOps.td - Loops, buffers and scalar code -------------------------===//
//
// The tensor IR: what a Nest becomes. See Rationale.md for why it is as it is.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TIR_TIROPS_TD
#define TDSL_TIR_TIROPS_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinTypeInterfaces.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"

def Tir_Dialect : Dialect {
  let name = "tir";
  let cppNamespace = "::tdsl::tir";
  let summary = "Loops over buffers, with scalar or vector bodies";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
}

//===----------------------------------------------------------------------===//
// Enums, types, attributes
//===----------------------------------------------------------------------===//

def Tir_Scope : I32EnumAttr<"Scope", "where a buffer lies", [
    I32EnumAttrCase<"Argument", 0, "argument">,
    I32EnumAttrCase<"Heap", 1, "heap">,
    I32EnumAttrCase<"Stack", 2, "stack">,
    I32EnumAttrCase<"Shared", 3, "shared">]> {
  let cppNamespace = "::tdsl::tir";
}

def Tir_LoopKind : I32EnumAttr<"LoopKind", "how a loop runs", [
    I32EnumAttrCase<"Serial", 0, "serial">,
    I32EnumAttrCase<"Parallel", 1, "parallel">,
    I32EnumAttrCase<"Vector", 2, "vector">,
    I32EnumAttrCase<"Unrolled", 3, "unrolled">]> {
  let cppNamespace = "::tdsl::tir";
}

def Tir_Axis : I32EnumAttr<"Axis", "of a grid of blocks and of a block's threads", [
    I32EnumAttrCase<"X", 0, "x">,
    I32EnumAttrCase<"Y", 1, "y">,
    I32EnumAttrCase<"Z", 2, "z">]> {
  let cppNamespace = "::tdsl::tir";
}

def Tir_Combine : I32EnumAttr<"Combine", "how values are accumulated", [
    I32EnumAttrCase<"Sum", 0, "sum">,
    I32EnumAttrCase<"Prod", 1, "prod">,
    I32EnumAttrCase<"Max", 2, "max">,
    I32EnumAttrCase<"Min", 3, "min">,
    I32EnumAttrCase<"UMax", 4, "umax">,
    I32EnumAttrCase<"UMin", 5, "umin">,
    I32EnumAttrCase<"Any", 6, "any">,
    I32EnumAttrCase<"All", 7, "all">]> {
  let cppNamespace = "::tdsl::tir";
}

class Tir_Type<string name, string typeMnemonic>
    : TypeDef<Tir_Dialect, name> {
  let mnemonic = typeMnemonic;
}

def Tir_Buffer : Tir_Type<"Buffer", "buffer"> {
  let summary = "Memory of one element type; rank 1 everywhere in flat form";
  let parameters = (ins "::mlir::Type":$elementType, "unsigned":$rank,
                        EnumParameter<Tir_Scope>:$scope);
  let assemblyFormat = "`<` $elementType `,` $rank `,` $scope `>`";
}

def Tir_Site : AttrDef<Tir_Dialect, "Site"> {
  let mnemonic = "site";
  let summary = "A place in the source that is checked at run time";
  let parameters = (ins StringRefParameter<"whose computation it is">:$stage,
                        StringRefParameter<"what is read">:$tensor,
                        StringRefParameter<"source file">:$file,
                        "unsigned":$line, "unsigned":$column,
                        "unsigned":$dim, "unsigned":$kind);
  let assemblyFormat =
      "`<` $stage `,` $tensor `,` $file `,` $line `,` $column `,` $dim `,` $kind `>`";
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

class Tir_Op<string mnemonic, list<Trait> traits = []>
    : Op<Tir_Dialect, mnemonic, traits>;

def Tir_IndexLike : AnyTypeOf<[Index, VectorOfAnyRankOf<[Index]>]>;
def Tir_BoolLike : AnyTypeOf<[I1, VectorOfAnyRankOf<[I1]>]>;

def Tir_FuncOp : Tir_Op<"func", [IsolatedFromAbove, Symbol, NoTerminator,
                                 SingleBlock]> {
  let summary = "A kernel";
  let description = [{
    The block's arguments are one flat buffer for each parameter of the
    function, results last, then one index for each size. `params` and `sizes`
    name them. `leaves` says how many counters tir.leaf and tir.clock use.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$params,
                       StrArrayAttr:$sizes, I64Attr:$leaves);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name $params $sizes $leaves $body attr-dict";
  let hasVerifier = 1;
}

def Tir_ViewOp : Tir_Op<"view", [Pure]> {
  let summary = "Gives a flat buffer its extents, row after row";
  let arguments = (ins Tir_Buffer:$flat, Variadic<Index>:$extents);
  let results = (outs Tir_Buffer:$buffer);
  let assemblyFormat =
      "$flat `[` $extents `]` attr-dict `:` type($flat) `to` type($buffer)";
  let hasVerifier = 1;
}

def Tir_AllocateOp : Tir_Op<"allocate", [NoTerminator, SingleBlock]> {
  let summary = "Runs its body with a buffer that lives as long";
  let description = [{
    The buffer is the block's argument, uninitialised. Where memory cannot be
    had, the body does not run and the call fails. A stack buffer has constant
    extents. A flat buffer has as many elements as its extents' product.
  }];
  let arguments = (ins Variadic<Index>:$extents, StrAttr:$stage);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$stage `[` $extents `]` $body attr-dict";
  let hasVerifier = 1;
}

def Tir_ForOp : Tir_Op<"for", [RecursiveMemoryEffects]> {
  let summary = "A loop from `lower` to `upper`, exclusive, by one";
  let description = [{
    A serial loop may carry values. The other kinds carry none; a vector or
    unrolled loop has a constant extent. The body ends with tir.yield.
  }];
  let arguments = (ins Index:$lower, Index:$upper, Variadic<AnyType>:$inits,
                       Tir_LoopKind:$kind, StrAttr:$name);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $kind $name $lower `to` $upper (`carry` `(` $inits^ `:` type($inits) `)`)?
    $body (`->` type($results)^)? attr-dict
  }];
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [
    OpBuilder<(ins "LoopKind":$kind, "::llvm::StringRef":$name,
                   "::mlir::Value":$lower, "::mlir::Value":$upper,
                   CArg<"::mlir::ValueRange", "{}">:$inits)>];
  let extraClassDeclaration = [{
    ::mlir::BlockArgument getVariable() { return getBody().getArgument(0); }
    ::mlir::Block *getBlock() { return &getBody().front(); }
    /// upper - lower where both are known when the code is made.
    std::optional<int64_t> getConstantExtent();
  }];
}

def Tir_YieldOp : Tir_Op<"yield", [Pure, Terminator, ReturnLike]> {
  let summary = "Ends a loop's body, with the values that it carries";
  let arguments = (ins Variadic<AnyType>:$values);
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def Tir_LoadOp : Tir_Op<"load",
    [AttrSizedOperandSegments, MemoryEffects<[MemRead]>]> {
  let summary = "Reads one element, or a vector";
  let description = [{
    With index operands and a vector result: adjacent elements of the last
    dimension. With a vector of indices: a gather. Where `guard` is false the
    value is zero and no memory is touched.
  }];
  let arguments = (ins Tir_Buffer:$buffer, Variadic<Tir_IndexLike>:$indices,
                       Optional<Tir_BoolLike>:$guard);
  let results = (outs AnyType:$value);
  let assemblyFormat = [{
    $buffer `[` $indices `]` (`if` $guard^ `:` type($guard))? attr-dict `:`
    type($buffer) `,` type($indices) `->` type($value)
  }];
  let hasVerifier = 1;
}

def Tir_StoreOp : Tir_Op<"store",
    [AttrSizedOperandSegments, MemoryEffects<[MemWrite]>]> {
  let summary = "Writes one element, or a vector; the mirror of tir.load";
  let arguments = (ins AnyType:$value, Tir_Buffer:$buffer,
                       Variadic<Tir_IndexLike>:$indices, Optional<Tir_BoolLike>:$guard);
  let assemblyFormat = [{
    $value `,` $buffer `[` $indices `]` (`if` $guard^ `:` type($guard))?
    attr-dict `:` type($value) `,` type($buffer) `,` type($indices)
  }];
  let hasVerifier = 1;
}

def Tir_AccumulateOp : Tir_Op<"accumulate",
    [AttrSizedOperandSegments, MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "buffer[indices] = combine(buffer[indices], value)";
  let description = [{
    A vector value at one element is folded across its lanes (`across`), in an
    order of the compiler's choosing. `contract` lets a sum whose value is a
    product become a fused multiply-add.
  }];
  let arguments = (ins Tir_Combine:$combine, AnyType:$value,
                       Tir_Buffer:$buffer, Variadic<Tir_IndexLike>:$indices,
                       Optional<Tir_BoolLike>:$guard, UnitAttr:$contract,
                       UnitAttr:$across);
  let assemblyFormat = [{
    $combine (`contract` $contract^)? (`across` $across^)? $value `,`
    $buffer `[` $indices `]` (`if` $guard^ `:` type($guard))?
    attr-dict `:` type($value) `,` type($buffer) `,` type($indices)
  }];
}

def Tir_CheckOp : Tir_Op<"check", [MemoryEffects<[MemWrite]>]> {
  let summary = "Reports `index` where `failed`: the call will fail";
  let description = [{
    Comes before an access that could not be proven, which is itself guarded.
    Vector operands report their first failing lane.
  }];
  let arguments = (ins Tir_BoolLike:$failed, Tir_IndexLike:$index, Tir_IndexLike:$extent,
                       Tir_Site:$site);
  let assemblyFormat = [{
    $failed `,` $index `of` $extent `at` $site attr-dict `:`
    type($failed) `,` type($index) `,` type($extent)
  }];
}

def Tir_LeafOp : Tir_Op<"leaf", [MemoryEffects<[MemWrite]>]> {
  let summary = "Counts one run of a leaf of the nest (for `dslc verify`)";
  let arguments = (ins I64Attr:$leaf);
  let assemblyFormat = "$leaf attr-dict";
}

def Tir_ClockOp : Tir_Op<"clock", [MemoryEffects<[MemWrite]>]> {
  let summary = "Notes the time in a counter (for `dslc bench --by-stage`)";
  let description = [{
    Nanoseconds of a clock that never goes back. Stands in no loop.
  }];
  let arguments = (ins I64Attr:$place);
  let assemblyFormat = "$place attr-dict";
}

def Tir_IotaOp : Tir_Op<"iota", [Pure]> {
  let summary = "base, base + 1, base + 2, ... in lanes";
  let arguments = (ins Index:$base);
  let results = (outs VectorOfAnyRankOf<[Index]>:$lanes);
  let assemblyFormat = "$base attr-dict `:` type($lanes)";
}

//===----------------------------------------------------------------------===//
// Kernels of a GPU
//===----------------------------------------------------------------------===//

def Tir_LaunchOp : Tir_Op<"launch", [NoTerminator, SingleBlock]> {
  let summary = "Runs its body once for each thread of each block of a grid";
  let description = [{
    Stands in no loop and in no other launch. Nothing is returned; what one
    launch wrote, the next one sees. `grid` has the number of blocks along x, y
    and z; where one is below 1 nothing runs. Control flow around a tir.barrier
    is the same for all threads of a block.
  }];
  let arguments = (ins StrAttr:$stage, Index:$gridX, Index:$gridY, Index:$gridZ,
                       DenseI64ArrayAttr:$threads);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $stage `blocks` `[` $gridX `,` $gridY `,` $gridZ `]` `threads` $threads
    $body attr-dict
  }];
  let hasVerifier = 1;
}

def Tir_KernelOp : Tir_Op<"kernel", [IsolatedFromAbove, Symbol, NoTerminator,
                                     SingleBlock]> {
  let summary = "A launch by itself: what a GPU backend makes code of";
  let description = [{
    The block's arguments are flat buffers, then indices. `buffers` has the
    number of each buffer in the plan (runtime/include/tdsl/device.h), `uses`
    whether it is read (1), written (2) or both, `sizes` the number of the size
    that each index is. With `report`, the last buffer is the report, of i32:
    tir.check and tir.leaf write it. Each tir.check has its number among the
    plan's sites as `number`.

    The body is in flat form: serial tir.for, scf.if, tir.allocate of shared or
    stack buffers with a constant number of elements, tir.load and tir.store of
    scalars, tir.check, tir.leaf, tir.barrier, tir.block_id, tir.thread_id and
    scalar operations of arith and math.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, DenseI64ArrayAttr:$threads,
                       DenseI64ArrayAttr:$buffers, DenseI64ArrayAttr:$uses,
                       DenseI64ArrayAttr:$sizes, UnitAttr:$report);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `threads` $threads `buffers` $buffers `uses` $uses `sizes` $sizes
    (`report` $report^)? $body attr-dict
  }];
  let hasVerifier = 1;
}

def Tir_BlockIdOp : Tir_Op<"block_id", [Pure]> {
  let summary = "The number of this thread's block along an axis";
  let arguments = (ins Tir_Axis:$axis);
  let results = (outs Index:$id);
  let assemblyFormat = "$axis attr-dict";
}

def Tir_ThreadIdOp : Tir_Op<"thread_id", [Pure]> {
  let summary = "The number of this thread in its block along an axis";
  let arguments = (ins Tir_Axis:$axis);
  let results = (outs Index:$id);
  let assemblyFormat = "$axis attr-dict";
}

def Tir_BarrierOp : Tir_Op<"barrier", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "Waits for all threads of the block";
  let description = [{
    What a thread of the block wrote before, to shared memory or to a buffer,
    every thread of the block sees behind it.
  }];
  let assemblyFormat = "attr-dict";
}

#endif // TDSL_TIR_TIROPS_TD
