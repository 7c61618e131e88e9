#include "codegen/emit.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <string.h>

typedef struct Binding {
    const char *name, *value;
    bool used;
} Binding;

enum { BINDINGS = 32 };

static Binding *find(Binding *bindings, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(bindings[i].name, name, length) == 0 && !bindings[i].name[length])
            return &bindings[i];
    return NULL;
}

static void fill(StrBuf *out, const char *template, Binding *bindings, size_t count)
{
    const char *rest = template;

    for (const char *gap; (gap = strstr(rest, "${")); rest = strchr(gap, '}') + 1) {
        const char *name = gap + 2, *end = strchr(name, '}');
        Binding *binding = end ? find(bindings, count, name, (size_t)(end - name)) : NULL;

        assert(binding && "a gap without a value");
        strbuf_putn(out, rest, (size_t)(gap - rest));
        strbuf_puts(out, binding->value);
        binding->used = true;
    }
    strbuf_puts(out, rest);
}

void emit(StrBuf *out, const char *template, ...)
{
    Binding bindings[BINDINGS];
    size_t count = 0;
    va_list arguments;

    va_start(arguments, template);
    for (const char *name; (name = va_arg(arguments, const char *)); count++) {
        assert(count < BINDINGS);
        bindings[count] = (Binding){.name = name, .value = va_arg(arguments, const char *)};
    }
    va_end(arguments);

    fill(out, template, bindings, count);
    for (size_t i = 0; i < count; i++)
        assert(bindings[i].used && "a value without a gap");
}

const char *ident(const StrBuf *out, const char *name)
{
    return quote_name(out->arena, name);
}

const char *qualified(const StrBuf *out, const char *schema, const char *name)
{
    return quote_qname(out->arena, schema, name);
}

const char *qualified_type(const StrBuf *out, const char *schema, const char *name)
{
    return quote_type_name(out->arena, schema, name);
}

const char *qualified_fully(const StrBuf *out, const char *schema, const char *name)
{
    return schema ? arena_printf(out->arena, "%s.%s", ident(out, schema), ident(out, name)) : ident(out, name);
}

const char *keywords(const StrBuf *out, const char *words)
{
    char *upper = arena_strdup(out->arena, words);

    for (char *at = upper; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return upper;
}

const char *literal(const StrBuf *out, const char *text)
{
    return quote_literal(out->arena, text);
}
