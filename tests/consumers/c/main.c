/* An outsider's C program: prints the library's version and checks it against the header's. */
#include <stdio.h>
#include <vuoro/vuoro.h>

int main(void) {
  const uint32_t version = vuoro_version();
  printf("vuoro %u.%u.%u, ABI %u\n", (unsigned)(version / 10000), (unsigned)(version / 100 % 100),
         (unsigned)(version % 100), (unsigned)vuoro_abi_version());
  return version == VUORO_VERSION && vuoro_abi_version() == VUORO_ABI_VERSION ? 0 : 1;
}
