/*===- words.h - Say why something failed ---------------------------------===*/

#ifndef TDSL_RUNTIME_DEVICE_WORDS_H
#define TDSL_RUNTIME_DEVICE_WORDS_H

#include "tdsl/device.h"

/* Writes a sentence, cut off where there is no more room. Always returns 1, so
 * that a function that fails can end with it. */
int rt_say(tdsl_words *why, const char *format, ...)
    __attribute__((format(printf, 2, 3), cold));

/* Whether a variable is in the environment and neither empty nor "0". */
int rt_is_set(const char *variable);

/* The number that a variable of the environment has: `otherwise` if there is
 * none, -1 if it is no number from 0 on. */
int32_t rt_number_of(const char *variable, int32_t otherwise);

#endif /* TDSL_RUNTIME_DEVICE_WORDS_H */
