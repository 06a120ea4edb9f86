//===- Checker.cpp - What is wrong with an access -------------------------===//

#include "backends/cuda/emulator/Checker.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

uint64_t number(const void *address) {
  return reinterpret_cast<uint64_t>(address);
}

StringRef verb(AccessKind kind) {
  switch (kind) {
  case AccessKind::Read:
    return "reads";
  case AccessKind::Write:
    return "writes";
  case AccessKind::Atomic:
    return "updates atomically";
  }
  llvm_unreachable("not a kind");
}

std::string triple(const Triple32 &of) {
  return formatv("({0}, {1}, {2})", of[0], of[1], of[2]);
}

} // namespace

Checker::Checker(const Setup &setup) : setup(setup), shadow(setup.granule) {
  const Memory &memory = setup.memory;
  for (const SharedArray &array : memory.arrays) {
    uint64_t rest = memory.sharedBytes - array.offset;
    arrays.push_back({"shared array `" + array.name + "`",
                      memory.shared + array.offset,
                      array.bytes ? array.bytes : rest, false, -1});
  }
  elsewhere = {"memory that belongs to no argument", nullptr, 0, true, -1};
  for (const Buffer &of : memory.buffers) {
    buffers.push_back({of.name, of.begin, of.bytes, true,
                       static_cast<int32_t>(of.parameter)});
    if (!of.bytes)
      elsewhere = {"memory", nullptr, std::nullopt, true, -1};
  }
}

void Checker::beginBlock(uint64_t block) {
  blockStart = ++stamp;
  blocks.emplace_back(stamp, block);
}

std::optional<std::string> Checker::see(const Access &access) {
  const Site &site = setup.sites[access.site];
  const Region *region = regionOf(access);
  if (!region)
    return std::nullopt;
  uint64_t begin = number(access.address);
  if (region->bytes &&
      (access.address < region->begin ||
       begin + access.bytes > number(region->begin) + *region->bytes))
    return outOfBounds(access, *region);
  // Alignments and cells are powers of two, and a division would take as long
  // as half of the rest.
  if (begin & (site.alignment - 1))
    return formatv("{0}: its address must be divisible by {1}",
                   says(access) + " " + element(site, *region, begin),
                   site.alignment);
  Moment now;
  now.blockStart = blockStart;
  now.touch.stamp = stamp;
  now.touch.warpStamp = warpStamps[access.thread / WarpLanes];
  now.touch.thread = access.thread;
  now.touch.site = access.site;
  uint64_t step = shadow.cellBytes();
  for (uint64_t at = begin & ~(step - 1); at < begin + access.bytes;
       at += step) {
    Cell &cell = shadow.cell(at);
    AccessKind kind = AccessKind::Read;
    if (const Touch *before =
            cell.conflict(access.kind, now, region->global, kind))
      return race(access, *region, *before, kind, at);
    if (!region->global && access.kind != AccessKind::Write &&
        !cell.isWritten(blockStart))
      return says(access) + " " + element(site, *region, at) +
             ", which no thread of the block has written";
    cell.add(access.kind, now);
  }
  return std::nullopt;
}

/// The memory that an access must stay in: what its address was computed from,
/// or else what it points to. Null for what a thread has for itself.
const Checker::Region *Checker::regionOf(const Access &access) const {
  const Site &site = setup.sites[access.site];
  if (site.sharedArray >= 0)
    return &arrays[static_cast<size_t>(site.sharedArray)];
  for (const Region &region : buffers)
    if (region.parameter == site.parameter)
      return &region;
  for (const std::vector<Region> *regions : {&arrays, &buffers})
    for (const Region &region : *regions)
      if (region.bytes && access.address >= region.begin &&
          access.address < region.begin + *region.bytes)
        return &region;
  return setup.stacks.holds(access.address) ? nullptr : &elsewhere;
}

std::string Checker::outOfBounds(const Access &access,
                                 const Region &region) const {
  const Site &site = setup.sites[access.site];
  std::string text = formatv("out of bounds: {0} {1}, which has ", says(access),
                             element(site, region, number(access.address)));
  if (site.elementBytes == 1)
    return text + formatv("{0} bytes", *region.bytes).str();
  return text + formatv("{0} elements of {1} bytes",
                        *region.bytes / site.elementBytes, site.elementBytes)
                    .str();
}

std::string Checker::race(const Access &access, const Region &region,
                          const Touch &before, AccessKind kind,
                          uint64_t address) const {
  const Site &site = setup.sites[access.site];
  const Site &otherSite = setup.sites[before.site];
  std::string text = formatv(
      "race on {0}: {1} {2}{3}, {4} {5}{6}", element(site, region, address),
      thread(before.thread), verb(kind), at(otherSite), thread(access.thread),
      verb(access.kind), at(site));
  if (before.stamp < blockStart)
    return text + "; the first is of block " + blockOf(before.stamp) +
           ", and nothing orders blocks";
  return text + ", with no barrier between";
}

/// "thread (1, 0, 0) reads at file:3"
std::string Checker::says(const Access &access) const {
  return formatv("{0} {1}{2}", thread(access.thread), verb(access.kind),
                 at(setup.sites[access.site]));
}

/// "element 7 of argument 1"
std::string Checker::element(const Site &site, const Region &region,
                             uint64_t address) const {
  auto offset = static_cast<int64_t>(address - number(region.begin));
  auto bytes = static_cast<int64_t>(site.elementBytes);
  int64_t index = offset / bytes - (offset % bytes < 0 ? 1 : 0);
  StringRef unit = bytes == 1 ? "byte" : "element";
  return formatv("{0} {1} of {2}", unit, index, region.name);
}

std::string Checker::thread(uint32_t index) const {
  return "thread " + triple(unflatten(index, setup.blockSize));
}

std::string Checker::blockOf(uint32_t of) const {
  auto after = partition_point(
      blocks, [&](const auto &block) { return block.first <= of; });
  return triple(unflatten(std::prev(after)->second, setup.grid));
}

} // namespace tdsl::cuda::emulator
