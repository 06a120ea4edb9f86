/*===- seat.c - One user of a driver at a time ----------------------------===*/

#include "runtime/device/seat.h"
#include "runtime/device/words.h"

#include <pthread.h>
#include <stdlib.h>

/* One plan on one driver. The word of the plan leads to a list of these, one
 * for each driver that ran it. None is ever freed: nobody says when a plan goes
 * away, and until then its list is walked. */
typedef struct loaded {
  const rt_seat *seat;
  void *module;
  struct loaded *next_of_plan;
  struct loaded *next_of_seat;
} loaded;

struct rt_seat {
  const tdsl_driver *driver; /* NULL once it was forgotten */
  pthread_mutex_t lock;
  loaded *modules;
  rt_seat *next;
};

static pthread_mutex_t seats_lock = PTHREAD_MUTEX_INITIALIZER;
static rt_seat *seats;

static rt_seat *find_seat(const tdsl_driver *driver) {
  rt_seat *seat = seats;
  while (seat && seat->driver != driver)
    seat = seat->next;
  return seat;
}

rt_seat *rt_take_seat(const tdsl_driver *driver) {
  pthread_mutex_lock(&seats_lock);
  rt_seat *seat = find_seat(driver);
  if (!seat && (seat = (rt_seat *)calloc(1, sizeof *seat))) {
    pthread_mutex_init(&seat->lock, NULL);
    seat->driver = driver;
    seat->next = seats;
    seats = seat;
  }
  pthread_mutex_unlock(&seats_lock);
  if (seat)
    pthread_mutex_lock(&seat->lock);
  return seat;
}

void rt_leave_seat(rt_seat *seat) { pthread_mutex_unlock(&seat->lock); }

static loaded *find_module(const rt_seat *seat, const tdsl_plan *plan) {
  loaded *entry = (loaded *)__atomic_load_n(plan->state, __ATOMIC_ACQUIRE);
  while (entry && entry->seat != seat)
    entry = entry->next_of_plan;
  return entry;
}

int rt_is_loaded(const rt_seat *seat, const tdsl_plan *plan) {
  return plan->state && find_module(seat, plan);
}

/* Threads that hold the seats of other drivers may add theirs meanwhile. */
static void remember(rt_seat *seat, const tdsl_plan *plan, loaded *entry,
                     void *module) {
  entry->seat = seat;
  entry->module = module;
  entry->next_of_seat = seat->modules;
  seat->modules = entry;
  void *first = __atomic_load_n(plan->state, __ATOMIC_RELAXED);
  do
    entry->next_of_plan = (loaded *)first;
  while (!__atomic_compare_exchange_n(plan->state, &first, (void *)entry, 1,
                                      __ATOMIC_RELEASE, __ATOMIC_RELAXED));
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
  if (module)
    remember(seat, plan, entry, module);
  else
    free(entry);
  return module;
}

void tdsl_device_forget(const tdsl_driver *driver) {
  pthread_mutex_lock(&seats_lock);
  rt_seat *seat = find_seat(driver);
  if (seat) {
    pthread_mutex_lock(&seat->lock);
    for (loaded *entry = seat->modules; entry; entry = entry->next_of_seat)
      driver->unload(driver->user, entry->module);
    seat->modules = NULL;
    seat->driver = NULL; /* entries of this seat are found no more */
    pthread_mutex_unlock(&seat->lock);
  }
  pthread_mutex_unlock(&seats_lock);
}
