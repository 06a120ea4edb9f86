/*===- seat.h - One user of a driver at a time ----------------------------===*\
|*
|* A driver is called from one thread at a time. Its seat is the lock that sees
|* to that, and remembers which plans the driver has loaded.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_DEVICE_SEAT_H
#define TDSL_RUNTIME_DEVICE_SEAT_H

#include "tdsl/device.h"

#include <stdbool.h>

typedef struct rt_seat rt_seat;

/* Waits for the seat of a driver. NULL only if there is no memory for one. */
rt_seat *rt_take_seat(const tdsl_driver *driver);
void rt_leave_seat(rt_seat *seat);

/* The kernels of a plan, loaded now unless they were before; NULL with the
 * reason if that fails. The caller has the seat. */
void *rt_loaded_module(rt_seat *seat, const tdsl_plan *plan, tdsl_words *why);

/* Whether rt_loaded_module would load. */
bool rt_is_loaded(rt_seat *seat, const tdsl_plan *plan);

#endif /* TDSL_RUNTIME_DEVICE_SEAT_H */
