/*===- words.c - Say why something failed ---------------------------------===*/

#include "runtime/device/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int rt_say(tdsl_words *why, const char *format, ...) {
  va_list args;
  va_start(args, format);
  vsnprintf(why->text, sizeof why->text, format, args);
  va_end(args);
  return 1;
}

int rt_is_set(const char *variable) {
  const char *value = getenv(variable);
  return value && *value && strcmp(value, "0") != 0;
}

int32_t rt_number_of(const char *variable, int32_t otherwise) {
  const char *value = getenv(variable);
  if (!value || !*value)
    return otherwise;
  char *end;
  long number = strtol(value, &end, 10);
  return *end || number < 0 || number > INT32_MAX ? -1 : (int32_t)number;
}
