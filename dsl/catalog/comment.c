#include "dsl/catalog/comment.h"

static const Field fields[] = {
    {"text", FIELD_TEXT, offsetof(Comment, text)},
    {0},
};

const Kind comment_kind = {
    .name = "comment",
    .size = sizeof(Comment),
    .fields = fields,
    .nameless = true,
};
