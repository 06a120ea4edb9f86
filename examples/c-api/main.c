/*===- main.c - Call a compiled function from C ---------------------------===*\
|*
|* Allocates the result by its inferred shape, checks every status, and shows
|* what a wrong call says.
|*
\*===----------------------------------------------------------------------===*/

#include "smooth.h"

#include <stdio.h>
#include <stdlib.h>

static void check(tdsl_status status) {
  if (status == TDSL_OK)
    return;
  fprintf(stderr, "error: %s\n", tdsl_last_error());
  exit(1);
}

int main(void) {
  float measured[] = {12.1f, 11.8f, 14.9f, 13.2f, 9.7f, 10.4f, 12.6f};
  float weight = 2.0f;
  int64_t days[] = {sizeof measured / sizeof measured[0]};

  tdsl_dtype f32 = tdsl_make_dtype(TDSL_FLOAT, 32);
  tdsl_tensor x = tdsl_dense(measured, f32, 1, days);
  tdsl_tensor w = tdsl_dense(&weight, f32, 0, NULL); /* a scalar */

  /* What shape will the result have? */
  int64_t shape[TDSL_MAX_RANK];
  const tdsl_tensor *inputs[] = {&x, &w, NULL};
  check(tdsl_infer_shape(&smooth, inputs, NULL, 2, shape));
  float *smoothed = malloc((size_t)shape[0] * sizeof *smoothed);
  if (!smoothed)
    return 1;
  tdsl_tensor y = tdsl_dense(smoothed, f32, 1, shape);

  /* The call: parameters in order, results last. */
  const tdsl_tensor *args[] = {&x, &w, &y};
  check(tdsl_invoke(&smooth, args, NULL, NULL));

  printf("day  measured  smoothed\n");
  for (int64_t i = 0; i < days[0]; i++)
    printf("%3d  %8.1f  %8.2f\n", (int)i + 1, measured[i], smoothed[i]);

  /* A wrong call is refused before anything is written. */
  shape[0] = 3;
  tdsl_status status = tdsl_invoke(&smooth, args, NULL, NULL);
  printf("\nrefused (%s): %s\n", tdsl_status_name(status), tdsl_last_error());

  free(smoothed);
  return 0;
}
