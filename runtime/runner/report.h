/*
 * Report: what a run did, as text while it goes on, or as one JSON document at its end.
 */
#ifndef ECO_RUNTIME_RUNNER_REPORT_H
#define ECO_RUNTIME_RUNNER_REPORT_H

#include "runtime/runner/runner.h"

#include <jansson.h>

typedef struct ReportLine {
    long version;
    const char *name;
    bool up;
    size_t statements;
    long milliseconds;
} ReportLine;

/* One step that was done; nothing with --format json. */
void report_line(const Runner *runner, const ReportLine *line);

/* The end: where the database is now. With --format json, everything. */
void report_end(const Runner *runner, const ReportLine *lines, size_t count, long version);

/* A JSON document on stdout, {"format": 1, "database": …} with what the caller adds. */
json_t *report_new(const Runner *runner);
void report_print(const Runner *runner, json_t *document);

#endif
