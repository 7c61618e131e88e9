#ifndef ECO_DSL_CATALOG_COMMENT_H
#define ECO_DSL_CATALOG_COMMENT_H

#include "dsl/catalog/catalog.h"

/* COMMENT ON its parent, which can be of any kind that has comments. Name: "". */
typedef struct Comment {
    Object object;
    const char *text;
} Comment;

static inline const Comment *as_comment(const Object *object)
{
    return (const Comment *)object;
}

#endif
