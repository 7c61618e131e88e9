/*
 * A throwaway PostgreSQL server for a test program: on a unix socket in a private folder, gone when the program exits.
 */
#ifndef ECO_TESTS_THROWAWAY_H
#define ECO_TESTS_THROWAWAY_H

/* Start it, once a program; gives libpq's conninfo. Ends the program if there is no server to start. */
const char *throwaway_server(void);

#endif
