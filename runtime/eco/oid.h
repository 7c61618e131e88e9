/* The numbers of PostgreSQL's built-in types; they never change. Used in parameters and arrays. */
#ifndef ECO_OID_H
#define ECO_OID_H

enum {
    ECO_OID_UNKNOWN = 0,            /* let the server work it out */
    ECO_OID_BOOL = 16,
    ECO_OID_BYTEA = 17,
    ECO_OID_CHAR = 18,
    ECO_OID_NAME = 19,
    ECO_OID_INT8 = 20,
    ECO_OID_INT2 = 21,
    ECO_OID_INT4 = 23,
    ECO_OID_TEXT = 25,
    ECO_OID_OID = 26,
    ECO_OID_JSON = 114,
    ECO_OID_XML = 142,
    ECO_OID_POINT = 600,
    ECO_OID_LSEG = 601,
    ECO_OID_PATH = 602,
    ECO_OID_BOX = 603,
    ECO_OID_POLYGON = 604,
    ECO_OID_LINE = 628,
    ECO_OID_CIDR = 650,
    ECO_OID_FLOAT4 = 700,
    ECO_OID_FLOAT8 = 701,
    ECO_OID_CIRCLE = 718,
    ECO_OID_MACADDR8 = 774,
    ECO_OID_MONEY = 790,
    ECO_OID_MACADDR = 829,
    ECO_OID_INET = 869,
    ECO_OID_BPCHAR = 1042,
    ECO_OID_VARCHAR = 1043,
    ECO_OID_DATE = 1082,
    ECO_OID_TIME = 1083,
    ECO_OID_TIMESTAMP = 1114,
    ECO_OID_TIMESTAMPTZ = 1184,
    ECO_OID_INTERVAL = 1186,
    ECO_OID_TIMETZ = 1266,
    ECO_OID_BIT = 1560,
    ECO_OID_VARBIT = 1562,
    ECO_OID_NUMERIC = 1700,
    ECO_OID_UUID = 2950,
    ECO_OID_PG_LSN = 3220,
    ECO_OID_JSONB = 3802,
    ECO_OID_XID8 = 5069
};

#endif
