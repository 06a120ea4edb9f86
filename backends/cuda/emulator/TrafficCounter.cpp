//===- TrafficCounter.cpp - Bank conflicts and sectors --------------------===//

#include "backends/cuda/emulator/TrafficCounter.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

constexpr uint64_t Banks = 32;
constexpr uint64_t BankBytes = 4;
constexpr uint64_t SectorBytes = 32;

/// The pieces of a size that some accesses touch, each once; the addresses are
/// in order, and so are the pieces.
SmallVector<uint64_t, 64> piecesOf(ArrayRef<uint64_t> addresses, uint64_t bytes,
                                   uint64_t size) {
  SmallVector<uint64_t, 64> pieces;
  for (uint64_t address : addresses)
    for (uint64_t piece = address / size; piece * size < address + bytes;
         ++piece)
      if (pieces.empty() || piece > pieces.back())
        pieces.push_back(piece);
  return pieces;
}

/// How many bytes some accesses touch; the addresses are in order.
uint64_t bytesOf(ArrayRef<uint64_t> addresses, uint64_t bytes) {
  uint64_t sum = 0, end = 0;
  for (uint64_t address : addresses) {
    sum += address + bytes - std::max(address, end);
    end = address + bytes;
  }
  return sum;
}

/// The passes over the banks: each gives one word of each bank.
uint64_t passesFor(ArrayRef<uint64_t> words) {
  std::array<uint64_t, Banks> wanted = {};
  for (uint64_t word : words)
    ++wanted[word % Banks];
  return *std::max_element(wanted.begin(), wanted.end());
}

} // namespace

void TrafficCounter::see(const Access &access) {
  if (stacks.holds(access.address))
    return;
  uint32_t visit = visits[access.thread * sites.size() + access.site]++;
  size_t place = access.site * WarpsOfBlock + access.thread / WarpLanes;
  std::vector<Request> &requests = open[place];
  if (requests.empty())
    touched.push_back(place);
  if (requests.size() <= visit)
    requests.resize(visit + 1);
  Request &request = requests[visit];
  uint32_t lane = access.thread % WarpLanes;
  request.addresses[lane] = reinterpret_cast<uint64_t>(access.address);
  request.lanes |= 1u << lane;
  request.bytes = std::max(request.bytes, access.bytes);
}

void TrafficCounter::meet() {
  for (size_t place : touched) {
    for (const Request &request : open[place])
      count(request, counts[place / WarpsOfBlock]);
    open[place].clear();
  }
  touched.clear();
  std::fill(visits.begin(), visits.end(), 0);
}

/// Lanes that access more than a word at once are served in groups whose bytes
/// fill the banks once, as the hardware does with 8 and 16 bytes.
void TrafficCounter::count(const Request &request, Traffic &traffic) const {
  auto begin = reinterpret_cast<uint64_t>(memory.shared);
  uint64_t bytes = std::max(request.bytes, uint64_t(1));
  uint64_t group = std::clamp(Banks * BankBytes / bytes, uint64_t(1), Banks);
  ++traffic.requests;
  SmallVector<uint64_t, WarpLanes> together;
  for (uint32_t lane = 0; lane < WarpLanes; ++lane) {
    if (request.lanes >> lane & 1)
      together.push_back(request.addresses[lane]);
    if (together.empty())
      continue;
    traffic.isShared =
        together[0] >= begin && together[0] < begin + memory.sharedBytes;
    if ((lane + 1) % (traffic.isShared ? group : WarpLanes) != 0)
      continue;
    std::sort(together.begin(), together.end());
    auto pieces =
        piecesOf(together, bytes, traffic.isShared ? BankBytes : SectorBytes);
    traffic.transactions +=
        traffic.isShared ? passesFor(pieces) : pieces.size();
    traffic.fewest += traffic.isShared
                          ? divideCeil(pieces.size(), Banks)
                          : divideCeil(bytesOf(together, bytes), SectorBytes);
    together.clear();
  }
}

std::vector<Traffic> TrafficCounter::result() const {
  std::vector<Traffic> result;
  for (size_t index = 0; index < sites.size(); ++index) {
    if (counts[index].requests == 0)
      continue;
    result.push_back(counts[index]);
    result.back().what = sites[index].what;
    result.back().place = sites[index].place;
  }
  return result;
}

} // namespace tdsl::cuda::emulator
