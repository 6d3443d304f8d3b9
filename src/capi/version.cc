// Which library this is, asked at run time; knows no engine.
#include "vuoro/vuoro.h"

uint32_t vuoro_version(void) { return VUORO_VERSION; }

uint32_t vuoro_abi_version(void) { return VUORO_ABI_VERSION; }
