/* The C ABI of Vuoro: queue management and appointment scheduling in a library, in C99 and C++20.
 *
 * Threads: the functions of this file may be called on any thread. */
#ifndef VUORO_VUORO_H_
#define VUORO_VUORO_H_

#include <stdint.h>

#ifndef VUORO_API
#if defined(__GNUC__)
#define VUORO_API __attribute__((visibility("default")))
#else
#define VUORO_API
#endif
#endif

/* The library's version, by the rules of Semantic Versioning. */
#define VUORO_VERSION_MAJOR 0
#define VUORO_VERSION_MINOR 1
#define VUORO_VERSION_PATCH 0
#define VUORO_VERSION \
  (VUORO_VERSION_MAJOR * 10000u + VUORO_VERSION_MINOR * 100u + VUORO_VERSION_PATCH)

/* The ABI's number, which is also the soname's; raised only when a compiled host would break. */
#define VUORO_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

/* The VUORO_VERSION of the library that is loaded; the header's may differ. Cannot fail. */
VUORO_API uint32_t vuoro_version(void);

/* The VUORO_ABI_VERSION of the library that is loaded. Cannot fail. */
VUORO_API uint32_t vuoro_abi_version(void);

#ifdef __cplusplus
}
#endif

#endif /* VUORO_VUORO_H_ */
