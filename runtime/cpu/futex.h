/*===- futex.h - Sleep until a word changes -------------------------------===*\
|*
|* `group` lets two kinds of sleepers share a word and be woken apart.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CPU_FUTEX_H
#define TDSL_RUNTIME_CPU_FUTEX_H

#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Returns at once if the word is not `expected`; may also return early. */
static inline void rt_futex_wait(_Atomic uint32_t *word, uint32_t expected,
                                 uint32_t group) {
  syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected,
          NULL, NULL, group);
}

static inline void rt_futex_wake(_Atomic uint32_t *word, int count,
                                 uint32_t group) {
  syscall(SYS_futex, word, FUTEX_WAKE_BITSET | FUTEX_PRIVATE_FLAG, count, NULL,
          NULL, group);
}

#endif /* TDSL_RUNTIME_CPU_FUTEX_H */
