/*
 * Characters: which of them look like something they are not.
 */
#ifndef ECO_GRAMMAR_CHARACTERS_H
#define ECO_GRAMMAR_CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

/* The character at `text` (well-formed) and how many bytes it has. */
uint32_t character_at(const char *text, size_t *bytes);

/* What to do about a character that PostgreSQL takes for a letter but no person would; NULL if it is a fine one. */
const char *character_advice(uint32_t character);

#endif
