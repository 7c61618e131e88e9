/*
 * Commands: what ecorun can do; each takes RunnerSettings and its words, and returns an ExitCode.
 */
#ifndef ECO_RUNTIME_RUNNER_COMMANDS_H
#define ECO_RUNTIME_RUNNER_COMMANDS_H

int command_up(void *settings, int count, char **words);
int command_down(void *settings, int count, char **words);
int command_redo(void *settings, int count, char **words);
int command_status(void *settings, int count, char **words);
int command_history(void *settings, int count, char **words);
int command_verify(void *settings, int count, char **words);
int command_sql(void *settings, int count, char **words);
int command_wait(void *settings, int count, char **words);
int command_baseline(void *settings, int count, char **words);
int command_ephemeral(void *settings, int count, char **words);

#endif
