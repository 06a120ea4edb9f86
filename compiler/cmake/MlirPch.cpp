//===- MlirPch.cpp - Carries the precompiled header -----------------------===//
//
// A target needs a source; this one exists so that the header is compiled once.
//
//===----------------------------------------------------------------------===//
