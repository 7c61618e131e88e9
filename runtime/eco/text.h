/*
 * Text of the small structs, as psql prints them, and back. A buffer has ECO_SMALL_TEXT bytes, and is returned.
 */
#ifndef ECO_TEXT_H
#define ECO_TEXT_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { ECO_SMALL_TEXT = 64 };

const char *eco_uuid_text(EcoUuid uuid, char *text);
const char *eco_inet_text(EcoInet inet, char *text);
const char *eco_macaddr_text(EcoMacaddr address, char *text);
const char *eco_macaddr8_text(EcoMacaddr8 address, char *text);

/* 32 hexadecimal digits with or without hyphens; false if the text is none. */
bool eco_uuid_from_text(const char *text, EcoUuid *uuid);

#ifdef __cplusplus
}
#endif

#endif
