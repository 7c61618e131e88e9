#include "codegen/c/models.h"
bool models_emit(const Catalog *catalog, const ModelOptions *options, Arena *arena, Diags *diags, List *files){(void)catalog;(void)options;(void)arena;(void)diags;(void)files;return true;}
