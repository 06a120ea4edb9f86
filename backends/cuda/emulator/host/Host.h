//===- Host.h - What kernels call instead of the machine ------------------===//
//
// Each function of a TDSL_NVVM_CALL in Intrinsics.def takes the number of the
// site that calls it, then, if the intrinsic gives a struct, where to write its
// words, then the intrinsic's operands. Floats, vectors and truth values come
// and go as unsigned integers with the same bits. An intrinsic with several
// pointers has a site for each, one number after the other.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_HOST_HOST_H
#define TDSL_CUDA_EMULATOR_HOST_HOST_H

#include <cstdint>

namespace tdsl::cuda::emulator::host {

/// The words of a struct that an intrinsic gives.
template <unsigned Count> using Words = uint32_t (*)[Count];

/// A value and whether it is another lane's.
struct Shuffled {
  uint32_t value;
  bool isOther;
};

// Barriers.cpp

void blockBarrier(uint32_t site);
void blockBarrierOf(uint32_t site, uint32_t barrier);
void warpBarrier(uint32_t site, uint32_t mask);
void endThread(uint32_t site);
void trap(uint32_t site);

// Shuffles.cpp: the value of lane - b, lane + b, lane ^ b or lane b; the last
// operand holds the limits of the part of the warp that is shuffled.

#define TDSL_SHUFFLE(Name)                                                     \
  uint32_t Name(uint32_t site, uint32_t mask, uint32_t value, uint32_t b,      \
                uint32_t limits);                                              \
  void Name##Told(uint32_t site, Shuffled *result, uint32_t mask,              \
                  uint32_t value, uint32_t b, uint32_t limits);
TDSL_SHUFFLE(shuffleButterfly)
TDSL_SHUFFLE(shuffleDown)
TDSL_SHUFFLE(shuffleIndex)
TDSL_SHUFFLE(shuffleUp)
#undef TDSL_SHUFFLE

// Votes.cpp

uint32_t voteAll(uint32_t site, uint32_t mask, uint32_t mine);
uint32_t voteAny(uint32_t site, uint32_t mask, uint32_t mine);
uint32_t voteBallot(uint32_t site, uint32_t mask, uint32_t mine);
uint32_t voteUniform(uint32_t site, uint32_t mask, uint32_t mine);
uint32_t reduceAdd(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceAnd(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceMax(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceMin(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceOr(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceUnsignedMax(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceUnsignedMin(uint32_t site, uint32_t value, uint32_t mask);
uint32_t reduceXor(uint32_t site, uint32_t value, uint32_t mask);

// AsyncCopy.cpp: `filled` says how many bytes come from global memory; the
// rest is zero.

void copy4(uint32_t site, void *to, const void *from);
void copy8(uint32_t site, void *to, const void *from);
void copy16(uint32_t site, void *to, const void *from);
void copy4Part(uint32_t site, void *to, const void *from, uint32_t filled);
void copy8Part(uint32_t site, void *to, const void *from, uint32_t filled);
void copy16Part(uint32_t site, void *to, const void *from, uint32_t filled);
void commitCopies(uint32_t site);
void waitForCopies(uint32_t site, uint32_t mostOpen);
void waitForAllCopies(uint32_t site);

// LoadMatrix.cpp

uint32_t loadMatrix1(uint32_t site, const void *row);
uint32_t loadMatrix1Transposed(uint32_t site, const void *row);
void loadMatrix2(uint32_t site, Words<2> result, const void *row);
void loadMatrix2Transposed(uint32_t site, Words<2> result, const void *row);
void loadMatrix4(uint32_t site, Words<4> result, const void *row);
void loadMatrix4Transposed(uint32_t site, Words<4> result, const void *row);

// MultiplyMatrix.cpp: d = a * b + c of fragments.

#define TDSL_MULTIPLY(Name)                                                    \
  void Name(uint32_t site, Words<4> d, uint32_t a0, uint32_t a1, uint32_t a2,  \
            uint32_t a3, uint32_t b0, uint32_t b1, uint32_t c0, uint32_t c1,   \
            uint32_t c2, uint32_t c3);
TDSL_MULTIPLY(multiplyBfloat)
TDSL_MULTIPLY(multiplyBytes)
TDSL_MULTIPLY(multiplyHalf)
TDSL_MULTIPLY(multiplyTensorFloat)
TDSL_MULTIPLY(multiplyUnsignedBytes)
#undef TDSL_MULTIPLY
void multiplyHalfToHalf(uint32_t site, Words<2> d, uint32_t a0, uint32_t a1,
                        uint32_t a2, uint32_t a3, uint32_t b0, uint32_t b1,
                        uint32_t c0, uint32_t c1);
} // namespace tdsl::cuda::emulator::host

#endif // TDSL_CUDA_EMULATOR_HOST_HOST_H
