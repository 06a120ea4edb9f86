/*===- seat.c - One user of a driver at a time ----------------------------===*\
|*
|* Plans are numbered when they first run, in the word that each has for the
|* runtime. So a seat never looks at a plan that is not running: it may be gone,
|* and another one may be where it was.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/device/seat.h"
#include "runtime/device/words.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct loaded {
  uintptr_t number; /* of the plan */
  void *module;
  struct loaded *next;
} loaded;

struct rt_seat {
  const tdsl_driver *driver;
  pthread_mutex_t lock;
  loaded *modules; /* the one that was used last comes first */
  rt_seat *next;
};

static pthread_mutex_t seats_lock = PTHREAD_MUTEX_INITIALIZER;
static rt_seat *seats;

/* The place of the pointer to a seat, or to where it would be. */
static rt_seat **find_seat(const tdsl_driver *driver) {
  rt_seat **place = &seats;
  while (*place && (*place)->driver != driver)
    place = &(*place)->next;
  return place;
}

rt_seat *rt_take_seat(const tdsl_driver *driver) {
  pthread_mutex_lock(&seats_lock);
  rt_seat **place = find_seat(driver);
  if (!*place && (*place = (rt_seat *)calloc(1, sizeof **place))) {
    pthread_mutex_init(&(*place)->lock, NULL);
    (*place)->driver = driver;
  }
  rt_seat *seat = *place;
  pthread_mutex_unlock(&seats_lock);
  if (seat)
    pthread_mutex_lock(&seat->lock);
  return seat;
}

void rt_leave_seat(rt_seat *seat) { pthread_mutex_unlock(&seat->lock); }

/* Threads that have the seats of other drivers may number it meanwhile. */
static uintptr_t number_of(const tdsl_plan *plan) {
  static uintptr_t last;
  void *number = __atomic_load_n(plan->state, __ATOMIC_RELAXED);
  if (number)
    return (uintptr_t)number;
  uintptr_t fresh = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
  if (__atomic_compare_exchange_n(plan->state, &number, (void *)fresh, 0,
                                  __ATOMIC_RELAXED, __ATOMIC_RELAXED))
    return fresh;
  return (uintptr_t)number;
}

static loaded *find_module(rt_seat *seat, const tdsl_plan *plan) {
  uintptr_t number = number_of(plan);
  loaded **place = &seat->modules;
  while (*place && (*place)->number != number)
    place = &(*place)->next;
  loaded *found = *place;
  if (!found)
    return NULL;
  *place = found->next;
  found->next = seat->modules;
  return seat->modules = found;
}

bool rt_is_loaded(rt_seat *seat, const tdsl_plan *plan) {
  return plan->state && find_module(seat, plan);
}

void *rt_loaded_module(rt_seat *seat, const tdsl_plan *plan, tdsl_words *why) {
  loaded *entry = find_module(seat, plan);
  if (entry)
    return entry->module;
  entry = (loaded *)malloc(sizeof *entry);
  if (!entry) {
    rt_say(why, "no memory to remember them");
    return NULL;
  }
  void *module = seat->driver->load(seat->driver->user, plan, why);
  if (module) {
    *entry = (loaded){number_of(plan), module, seat->modules};
    seat->modules = entry;
  } else {
    free(entry);
  }
  return module;
}

static void unload_all(rt_seat *seat) {
  while (seat->modules) {
    loaded *entry = seat->modules;
    seat->modules = entry->next;
    seat->driver->unload(seat->driver->user, entry->module);
    free(entry);
  }
}

void tdsl_device_forget(const tdsl_driver *driver) {
  pthread_mutex_lock(&seats_lock);
  rt_seat **place = find_seat(driver);
  rt_seat *seat = *place;
  if (seat) {
    *place = seat->next;
    unload_all(seat);
    pthread_mutex_destroy(&seat->lock);
    free(seat);
  }
  pthread_mutex_unlock(&seats_lock);
}
