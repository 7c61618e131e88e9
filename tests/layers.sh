#!/bin/sh
# layers.sh: who may include whom, what nobody may call, and that a test names every diagnostic. docs/architecture.md has the picture.
set -u

broken=0

# forbid WHY PATTERN PATH...: no C, flex or bison file under PATH has a line that matches. The two command lines see all.
forbid() {
    why=$1 pattern=$2
    shift 2
    found=$(find "$@" -type f \( -name '*.[chly]' -o -name '*.def' \) ! -path codegen/ecogen.c ! -path 'codegen/command/*' ! -path runtime/ecorun.c \
        -exec grep -HnE "$pattern" {} + 2>/dev/null)
    [ -n "$found" ] || return 0
    broken=1
    printf '%s:\n' "$why"
    printf '%s\n' "$found" | sed 's/^/    /'
}

includes() {
    printf '#[[:space:]]*include[[:space:]]*"(%s)/' "$1"
}

forbid 'dsl is the middle: it knows neither syntax, nor files written, nor databases' \
    "$(includes 'grammar|codegen|runtime')" dsl
forbid 'grammar builds the tree and nothing more' "$(includes 'codegen|runtime')" grammar
forbid 'codegen reads catalogs only' "$(includes 'grammar|runtime')" codegen
forbid 'statements know nothing of their order' "$(includes 'codegen/plan')" codegen/sql
forbid 'libeco depends on libpq alone' "$(includes 'dsl|grammar|codegen|runtime/[^e]|runtime/e[^c]')" runtime/eco
forbid 'what touches a database does not write files' "$(includes 'codegen|grammar')" \
    runtime/pg runtime/introspect runtime/runner
forbid 'connections know nothing of what is done with them' "$(includes 'runtime/(introspect|prove|runner)')" runtime/pg
forbid 'no database in what is pure' '#include [<"](libpq-fe\.h|libpq/|postgres\.h)' dsl grammar codegen

forbid 'text that grows is a StrBuf' '(^|[^[:alnum:]_])(strcat|strcpy|sprintf|vsprintf|asprintf|gets) *\(' \
    dsl grammar codegen runtime
forbid 'what differs by kind is a table' 'switch *\((.*[^[:alnum:]_])?kind(->id)? *\)' dsl grammar codegen runtime
forbid 'who is pure inside does not end the program' '(^|[^[:alnum:]_])_?exit *\(' grammar codegen dsl/catalog

# Columns are characters: what continues one in UTF-8 does not count. Tables of cases may be wider, as is what was generated.
wide=$(find codegen dsl grammar runtime schema tests -type f \( -name '*.[chly]' -o -name '*.def' \) \
    ! -name '*_cases.def' ! -path 'tests/golden/*' -exec grep -lE '^.{121}' {} + | while read -r file; do
    LC_ALL=C tr -d '\200-\277' <"$file" | LC_ALL=C awk -v file="$file" 'length > 120 { print "    " file ":" FNR }'
done)
if [ -n "$wide" ]; then
    broken=1
    printf 'a line has 120 columns at most:\n%s\n' "$wide"
fi

tests/codes-covered || broken=1

exit "$broken"
