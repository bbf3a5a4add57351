/* Loaded before the C library: moves the wall clock by CLOCK_SECONDS once the file CLOCK_WHEN exists. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t id, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) {
        real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    }
    int result = real(id, now);
    if (id == CLOCK_REALTIME && access(getenv("CLOCK_WHEN"), F_OK) == 0) {
        now->tv_sec += atol(getenv("CLOCK_SECONDS"));
    }
    return result;
}
