#include "runtime/runner/report.h"

#include <stdlib.h>

void report_line(const Runner *runner, const ReportLine *line)
{
    if (runner_wants_json(runner))
        return;
    runner_say(runner, "%-8s %04ld_%-36s %3zu statement%s %6ld ms\n", line->up ? "applied" : "reverted", line->version,
               line->name, line->statements, line->statements == 1 ? " " : "s", line->milliseconds);
}

json_t *report_new(const Runner *runner)
{
    return json_pack("{s:i, s:s}", "format", 1, "database", runner->db ? db_label(runner->db) : "");
}

void report_print(const Runner *runner, json_t *document)
{
    char *text = json_dumps(document, JSON_INDENT(2));

    if (text && !runner->settings->quiet)
        puts(text);
    free(text);
    json_decref(document);
}

void report_end(const Runner *runner, const ReportLine *lines, size_t count, long version)
{
    if (!runner_wants_json(runner)) {
        runner_say(runner, "%s is at version %ld%s\n", db_label(runner->db), version,
                   count || diag_failed(&runner->diags) ? "" : ", nothing to do");
        return;
    }

    json_t *document = report_new(runner), *steps = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(steps, json_pack("{s:I, s:s, s:s, s:I, s:I}", "version", (json_int_t)lines[i].version,
                                               "name", lines[i].name, "direction", lines[i].up ? "up" : "down",
                                               "statements", (json_int_t)lines[i].statements, "milliseconds",
                                               (json_int_t)lines[i].milliseconds));
    json_object_set_new(document, "done", steps);
    json_object_set_new(document, "version", json_integer(version));
    report_print(runner, document);
}
