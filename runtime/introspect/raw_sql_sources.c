#include "runtime/introspect/raw_sql.h"

#include "runtime/introspect/kind.h"

#include <stddef.h>

#define SOURCE(catalog, what, up)                                                                                     \
    "select '" catalog "'::regclass, o.oid, " what ", " up ", null::text from " catalog " o"
#define IS_OURS(catalog) " where " USER_OBJECT("o.oid", catalog)
#define QUALIFIED(schema, name) "format('%I.%I', " schema "::regnamespace::text, " name ")"
#define QNAME_OF(schema, name)                                                                                        \
    "(select quote_ident(s.nspname) from pg_namespace s where s.oid = " schema ") || '.' || " name
#define IDENTITY(catalog, oid) "(pg_identify_object('" catalog "'::regclass, " oid ", 0)).identity"

/* " options (a 'x', b 'y')" of an array "a=x", "b=y"; nothing for null. */
#define OPTIONS(array)                                                                                                \
    "coalesce((select ' options (' || string_agg(quote_ident(split_part(t, '=', 1)) || ' ' || "                       \
    "quote_literal(substr(t, position('=' in t) + 1)), ', ' order by n) || ')' "                                      \
    "from unnest(" array ") with ordinality u (t, n)), '')"

/* A clause, or null, which concat_ws() leaves out. */
#define ROUTINE(key, oid) "'" key " = ' || (select " QNAME_OF("f.pronamespace", "quote_ident(f.proname)")             \
                          " from pg_proc f where f.oid = " oid ")"
#define OPERATOR(key, oid)                                                                                            \
    "'" key " = operator(' || (select " QNAME_OF("x.oprnamespace", "x.oprname")                                       \
    " from pg_operator x where x.oid = " oid ") || ')'"
#define TYPE(key, oid) "'" key " = ' || format_type(nullif(" oid ", 0), null)"
#define TEXT(key, value) "'" key " = ' || quote_literal(" value ")"
#define NUMBER(key, value) "'" key " = ' || nullif(" value ", 0)"
#define WORD(word, condition) "case when " condition " then '" word "' end"

#define FIRES(enabled, alter)                                                                                         \
    "case " enabled " when 'O' then '' else E';\\n' || " alter " || case " enabled                                     \
    " when 'D' then ' disable' when 'R' then ' enable replica' else ' enable always' end"

static const char rules[] =
    SOURCE("pg_rewrite", "format('rule %I on %s', o.rulename, o.ev_class::regclass)",
           "rtrim(pg_get_ruledef(o.oid), ';') || "
           FIRES("o.ev_enabled", "format('alter table %s', o.ev_class::regclass)") " || format(' rule %I', "
           "o.rulename) end")
    " where o.rulename <> '_RETURN' and " USER_OBJECT("o.ev_class", "pg_class");

static const char event_triggers[] =
    SOURCE("pg_event_trigger", "format('event trigger %I', o.evtname)",
           "format(E'create event trigger %I on %s%s\\n    execute function %s()', o.evtname, o.evtevent,"
           "  (select E'\\n    when tag in (' || string_agg(quote_literal(t), ', ' order by n) || ')'"
           "     from unnest(o.evttags) with ordinality u (t, n)), o.evtfoid::regproc) || "
           FIRES("o.evtenabled", "format('alter event trigger %I', o.evtname)") " end")
    IS_OURS("pg_event_trigger");

/* No "||" here: a bar divides what is for which version. */
#define PUBLISHED_COLUMNS                                                                                             \
    "{15|(select format(' (%s)', string_agg(quote_ident(a.attname), ', ' order by a.attnum)) from pg_attribute a"     \
    "      where a.attrelid = r.prrelid and a.attnum = any (r.prattrs) having count(*) > 0)|''}"
#define PUBLISHED_ROWS                                                                                                \
    "{15|case when r.prqual is not null then format(' where %s', pg_get_expr(r.prqual, r.prrelid)) end|''}"
#define PUBLISHED_SCHEMAS                                                                                             \
    "{15|(select format('tables in schema %s', string_agg(quote_ident(s.nspname), ', ' order by s.nspname))"          \
    "       from pg_publication_namespace p join pg_namespace s on s.oid = p.pnnspid where p.pnpubid = o.oid"         \
    "     having count(*) > 0)|null}"

static const char publications[] =
    SOURCE("pg_publication", "format('publication %I', o.pubname)",
           "concat(format('create publication %I', o.pubname),"
           "  case when o.puballtables then ' for all tables' else"
           "    (select E' for\\n    ' || nullif(concat_ws(E',\\n    ',"
           "       (select 'table ' || string_agg(concat(r.prrelid::regclass, " PUBLISHED_COLUMNS ", "
           PUBLISHED_ROWS "),"
           "                                      E',\\n        ' order by r.prrelid::regclass::text)"
           "          from pg_publication_rel r where r.prpubid = o.oid), " PUBLISHED_SCHEMAS "), '')) end,"
           "  format(E'\\n    with (publish = %L', concat_ws(', ', case when o.pubinsert then 'insert' end,"
           "         case when o.pubupdate then 'update' end, case when o.pubdelete then 'delete' end,"
           "         case when o.pubtruncate then 'truncate' end)),"
           "  case when o.pubviaroot then ', publish_via_partition_root = true' end, ')')")
    IS_OURS("pg_publication");

static const char casts[] =
    SOURCE("pg_cast", "format('cast (%s as %s)', format_type(o.castsource, null), format_type(o.casttarget, null))",
           "format('create cast (%s as %s)%s%s', format_type(o.castsource, null), format_type(o.casttarget, null),"
           "  case o.castmethod when 'i' then ' with inout' when 'b' then ' without function'"
           "                    else ' with function ' || o.castfunc::regprocedure end,"
           "  case o.castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' end)")
    IS_OURS("pg_cast")          /* that of a range to its multirange comes with it */
    " and not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = o.oid"
    "                    and d.deptype = 'i')";

/* An ordered-set aggregate has its own arguments before those it sorts. */
#define ORDERED "g.aggkind <> 'n'"
static const char aggregates[] =
    "select 'pg_proc'::regclass, o.oid,"
    "  'aggregate ' || " QNAME_OF("o.pronamespace", "quote_ident(o.proname)")
    "  || '(' || coalesce(nullif(pg_get_function_identity_arguments(o.oid), ''), '*') || ')',"
    "  format(E'create aggregate %s(%s) (\\n    %s\\n)', " QNAME_OF("o.pronamespace", "quote_ident(o.proname)")
    "  , coalesce(nullif(pg_get_function_arguments(o.oid), ''), '*'), concat_ws(E',\\n    ',"
    "  " ROUTINE("sfunc", "g.aggtransfn") ", " TYPE("stype", "g.aggtranstype") ", " NUMBER("sspace",
    "g.aggtransspace") ","
    "  " ROUTINE("finalfunc", "g.aggfinalfn") ", " WORD("finalfunc_extra", "g.aggfinalextra") ","
    "  'finalfunc_modify = ' || case when g.aggfinalmodify = case when " ORDERED " then 'w' else 'r' end then null"
    "    when g.aggfinalmodify = 'r' then 'read_only' when g.aggfinalmodify = 's' then 'shareable' else "
    "'read_write' end,"
    "  " ROUTINE("combinefunc", "g.aggcombinefn") ", " ROUTINE("serialfunc", "g.aggserialfn") ","
    "  " ROUTINE("deserialfunc", "g.aggdeserialfn") ", " TEXT("initcond", "g.agginitval") ","
    "  " ROUTINE("msfunc", "g.aggmtransfn") ", " ROUTINE("minvfunc", "g.aggminvtransfn") ","
    "  " TYPE("mstype", "g.aggmtranstype") ", " NUMBER("msspace", "g.aggmtransspace") ","
    "  " ROUTINE("mfinalfunc", "g.aggmfinalfn") ", " WORD("mfinalfunc_extra", "g.aggmfinalextra") ","
    "  " TEXT("minitcond", "g.aggminitval") ", " OPERATOR("sortop", "g.aggsortop") ","
    "  " WORD("parallel = safe", "o.proparallel = 's'") ", " WORD("parallel = restricted", "o.proparallel = 'r'") ","
    "  " WORD("hypothetical", "g.aggkind = 'h'") ")), null::text"
    "  from pg_proc o join pg_aggregate g on g.aggfnoid = o.oid" IS_OURS("pg_proc");

/* A shell, made because another operator named it, is made the same way again. */
static const char operators[] =
    SOURCE("pg_operator", "format('operator %s.%s (%s, %s)', (select quote_ident(nspname) from pg_namespace where"
           " oid = o.oprnamespace), o.oprname, coalesce(format_type(nullif(o.oprleft, 0), null), 'none'),"
           " coalesce(format_type(nullif(o.oprright, 0), null), 'none'))",
           "format(E'create operator %s (\\n    %s\\n)', " QNAME_OF("o.oprnamespace", "o.oprname") ", "
           "concat_ws(E',\\n    ',"
           "  " ROUTINE("function", "o.oprcode") ", " TYPE("leftarg", "o.oprleft") ", " TYPE("rightarg",
           "o.oprright") ","
           "  " OPERATOR("commutator", "o.oprcom") ", " OPERATOR("negator", "o.oprnegate") ","
           "  " ROUTINE("restrict", "o.oprrest") ", " ROUTINE("join", "o.oprjoin") ","
           "  " WORD("hashes", "o.oprcanhash") ", " WORD("merges", "o.oprcanmerge") "))")
    IS_OURS("pg_operator") " and o.oprcode <> 0";

/* Members of a class or family, as both of their statements list them. */
#define OPERATORS_WHERE(condition)                                                                                    \
    "(select string_agg(format('operator %s %s%s', m.amopstrategy, m.amopopr::regoperator, case when "                 \
    "m.amopsortfamily <> 0 then ' for order by ' || (select " QNAME_OF("f.opfnamespace", "quote_ident(f.opfname)")    \
    " from pg_opfamily f where f.oid = m.amopsortfamily) end), E',\\n    ' order by m.amopstrategy,"                   \
    " m.amopopr::regoperator::text) from pg_amop m where " condition ")"
#define FUNCTIONS_WHERE(condition)                                                                                    \
    "(select string_agg(format('function %s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, null),"          \
    " format_type(m.amprocrighttype, null), m.amproc::regprocedure), E',\\n    ' order by m.amprocnum,"                \
    " m.amproc::regprocedure::text) from pg_amproc m where " condition ")"
#define BELONGS(catalog, member, to)                                                                                  \
    "exists (select from pg_depend d where d.classid = '" catalog "'::regclass and d.objid = " member                 \
    " and d.refclassid = '" to "'::regclass and d.refobjid = o.oid)"

/* Operators and functions that are the class's own, not loose members of its family, depend on it. */
static const char operator_families[] =
    SOURCE("pg_opfamily", "'operator family ' || " IDENTITY("pg_opfamily", "o.oid"),
           "concat('create operator family ' || " IDENTITY("pg_opfamily", "o.oid") ","
           "  E';\nalter operator family ' || " IDENTITY("pg_opfamily", "o.oid") " || E' add\n    ' || nullif("
           "   concat_ws(E',\n    ', " OPERATORS_WHERE(BELONGS("pg_amop", "m.oid", "pg_opfamily")) ", "
           FUNCTIONS_WHERE(BELONGS("pg_amproc", "m.oid", "pg_opfamily")) "), ''))")
    IS_OURS("pg_opfamily");

static const char operator_classes[] =
    SOURCE("pg_opclass", "'operator class ' || " IDENTITY("pg_opclass", "o.oid"),
           "format(E'create operator class %s%s for type %s using %I family %s as\n    %s',"
           "  " QNAME_OF("o.opcnamespace", "quote_ident(o.opcname)") ", case when o.opcdefault then ' default' end,"
           "  format_type(o.opcintype, null), (select amname from pg_am where oid = o.opcmethod),"
           "  (select " QNAME_OF("f.opfnamespace", "quote_ident(f.opfname)") " from pg_opfamily f where f.oid = "
           "o.opcfamily),"
           "  concat_ws(E',\n    ', " OPERATORS_WHERE(BELONGS("pg_amop", "m.oid", "pg_opclass")) ", "
           FUNCTIONS_WHERE(BELONGS("pg_amproc", "m.oid", "pg_opclass")) ","
           "    'storage ' || coalesce(format_type(nullif(o.opckeytype, 0), null), case when not exists (select from"
           "       pg_depend d where d.refclassid = 'pg_opclass'::regclass and d.refobjid = o.oid)"
           "       then format_type(o.opcintype, null) end)))")
    IS_OURS("pg_opclass");

static const char text_search_dictionaries[] =
    SOURCE("pg_ts_dict", "'text search dictionary ' || " QNAME_OF("o.dictnamespace", "quote_ident(o.dictname)"),
           "format(E'create text search dictionary %s (\\n    %s\\n)', " QNAME_OF("o.dictnamespace",
           "quote_ident(o.dictname)") ", concat_ws(E',\\n    ', 'template = ' || (select " QNAME_OF("t.tmplnamespace",
           "quote_ident(t.tmplname)") " from pg_ts_template t where t.oid = o.dicttemplate), o.dictinitoption))")
    IS_OURS("pg_ts_dict");

/* A mapping for each sort of token, with its dictionaries in order. */
static const char text_search_configurations[] =
    SOURCE("pg_ts_config", "'text search configuration ' || " QNAME_OF("o.cfgnamespace", "quote_ident(o.cfgname)"),
           "concat(format('create text search configuration %s (parser = %s)', " QNAME_OF("o.cfgnamespace",
           "quote_ident(o.cfgname)") ", (select " QNAME_OF("p.prsnamespace", "quote_ident(p.prsname)")
           "     from pg_ts_parser p where p.oid = o.cfgparser)),"
           "  (select string_agg(format(E';\\nalter text search configuration %s add mapping for %I with %s', "
           QNAME_OF("o.cfgnamespace", "quote_ident(o.cfgname)") ", t.alias, m.dictionaries), '' order by t.alias)"
           "     from (select maptokentype, string_agg(mapdict::regdictionary::text, ', ' order by mapseqno)"
           "             from pg_ts_config_map where mapcfg = o.oid group by 1) m (token, dictionaries)"
           "     join ts_token_type(o.cfgparser) t on t.tokid = m.token))")
    IS_OURS("pg_ts_config");

static const char foreign_data_wrappers[] =
    SOURCE("pg_foreign_data_wrapper", "format('foreign data wrapper %I', o.fdwname)",
           "concat(format('create foreign data wrapper %I', o.fdwname), ' handler ' || nullif(o.fdwhandler, "
           "0)::regproc,"
           "  ' validator ' || nullif(o.fdwvalidator, 0)::regproc, " OPTIONS("o.fdwoptions") ")")
    IS_OURS("pg_foreign_data_wrapper");

static const char foreign_servers[] =
    SOURCE("pg_foreign_server", "format('server %I', o.srvname)",
           "concat(format('create server %I', o.srvname), ' type ' || quote_literal(o.srvtype),"
           "  ' version ' || quote_literal(o.srvversion),"
           "  format(' foreign data wrapper %I', (select fdwname from pg_foreign_data_wrapper w where w.oid = "
           "o.srvfdw)),"
           "  " OPTIONS("o.srvoptions") ")")
    IS_OURS("pg_foreign_server");

#define FOREIGN_COLUMNS                                                                                               \
    "(select string_agg(format(E';\\nalter foreign table %s alter %I set %s', o.oid::regclass, a.attname, c.setting),"\
    "        '' order by a.attnum, c.setting) from pg_attribute a join pg_type t on t.oid = a.atttypid"               \
    "   cross join lateral (values ('statistics ' || a.attstattarget, a.attstattarget >= 0), ('storage ' ||"          \
    "     case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end," \
    "     a.attstorage <> t.typstorage)) c (setting, differs)"                                                        \
    "  where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped and c.differs)"
#define FOREIGN_TRIGGERS                                                                                              \
    "(select string_agg(E';\\n' || pg_get_triggerdef(t.oid) || "                                                      \
    FIRES("t.tgenabled", "format('alter foreign table %s', o.oid::regclass)")                                         \
    " || format(' trigger %I', t.tgname) end, '' order by t.tgname)"                                                  \
    "   from pg_trigger t where t.tgrelid = o.oid and not t.tgisinternal)"
static const char foreign_tables[] =
    "select 'pg_class'::regclass, o.oid, 'foreign table ' || o.oid::regclass,"
    "  concat(format(E'create foreign table %s (', o.oid::regclass),"
    "    (select string_agg(concat(E'\\n    ', quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),"
    "        case when a.attfdwoptions is not null then " OPTIONS("a.attfdwoptions") " end,"
    "        case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation end,"
    "        case when a.attnotnull then ' not null' end,"
    "        case a.attgenerated when '' then ' default ' || pg_get_expr(x.adbin, 0)"
    "             else ' generated always as (' || pg_get_expr(x.adbin, x.adrelid) || ') stored' end), ','"
    "        order by a.attnum)"
    "       from pg_attribute a join pg_type t on t.oid = a.atttypid"
    "       left join pg_attrdef x on x.adrelid = a.attrelid and x.adnum = a.attnum"
    "      where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped),"
    "    (select string_agg(format(E',\\n    constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), ''"
    "        order by k.conname) from pg_constraint k where k.conrelid = o.oid and k.contype = 'c'), E'\\n)',"
    "    format(' server %I', s.srvname), " OPTIONS("f.ftoptions") ", " FOREIGN_COLUMNS ", " FOREIGN_TRIGGERS "),"
    "  null::text"
    "  from pg_class o join pg_foreign_table f on f.ftrelid = o.oid join pg_foreign_server s on s.oid = f.ftserver"
    IS_OURS("pg_class") " and not exists (select from pg_inherits i where o.oid in (i.inhrelid, i.inhparent))";

static const char conversions[] =
    SOURCE("pg_conversion", "'conversion ' || " QNAME_OF("o.connamespace", "quote_ident(o.conname)"),
           "format('create %sconversion %s for %L to %L from %s', case when o.condefault then 'default ' end,"
           "  " QNAME_OF("o.connamespace", "quote_ident(o.conname)") ", pg_encoding_to_char(o.conforencoding),"
           "  pg_encoding_to_char(o.contoencoding), o.conproc::regproc)")
    IS_OURS("pg_conversion");

static const char transforms[] =
    SOURCE("pg_transform", "format('transform for %s language %I', format_type(o.trftype, null), l.lanname)",
           "format('create transform for %s language %I (%s)', format_type(o.trftype, null), l.lanname,"
           "  concat_ws(', ', 'from sql with function ' || nullif(o.trffromsql, 0)::regprocedure,"
           "            'to sql with function ' || nullif(o.trftosql, 0)::regprocedure))")
    " join pg_language l on l.oid = o.trflang" IS_OURS("pg_transform");

static const char access_methods[] =
    SOURCE("pg_am", "format('access method %I', o.amname)",
           "format('create access method %I type %s handler %s', o.amname, case o.amtype when 't' then 'table' "
           "else 'index'"
           "  end, o.amhandler::regproc)")
    IS_OURS("pg_am");

/*
 * What is granted on objects yet to come: without a schema it stands in place of what PostgreSQL grants by itself, so
 * that something may have been taken away; in a schema it comes on top.
 */
#define WHERE_DEFAULT                                                                                                 \
    "concat('for role ', quote_ident(pg_get_userbyid(o.defaclrole)), ' in schema ' || quote_ident(n.nspname))"
#define WHAT_DEFAULT                                                                                                  \
    "case o.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'"                 \
    " when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end"
#define BY_DEFAULT                                                                                                    \
    "case when o.defaclnamespace = 0 then acldefault(case o.defaclobjtype when 'S' then 's' else o.defaclobjtype end,"\
    " o.defaclrole) else acldefault('c', o.defaclrole) end"
#define CHANGES_DEFAULT(given, verb, had, has, to)                                                                    \
    "(select string_agg(format(E'alter default privileges %s " given "%s on %s " to " %s%s', w.place,"               \
    "   x.privileges, w.what, x.role, " verb "), E';\\n' order by x.role, x.grantable) from ("              \
    "  select case e.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(e.grantee)) end,"                  \
    "         string_agg(lower(e.privilege_type), ', ' order by e.privilege_type), e.is_grantable"                    \
    "    from (select grantee, privilege_type, is_grantable from aclexplode(" has ") except"                          \
    "          select grantee, privilege_type, is_grantable from aclexplode(" had ")) e group by 1, 3)"               \
    " x (role, privileges, grantable))"
#define WITH_OPTION "case when x.grantable then ' with grant option' end"

static const char default_privileges[] =
    "select 'pg_default_acl'::regclass, o.oid, format('default privileges %s on %s', w.place, w.what),"
    "  concat_ws(E';\\n', " CHANGES_DEFAULT("revoke ", "''", "o.defaclacl", "w.given", "from") ","
    "            " CHANGES_DEFAULT("grant ", WITH_OPTION, "w.given", "o.defaclacl", "to") "),"
    "  concat_ws(E';\\n', " CHANGES_DEFAULT("revoke ", "''", "w.given", "o.defaclacl", "from") ","
    "            " CHANGES_DEFAULT("grant ", WITH_OPTION, "o.defaclacl", "w.given", "to") ")"
    "  from pg_default_acl o left join pg_namespace n on n.oid = o.defaclnamespace"
    " cross join lateral (select " WHERE_DEFAULT ", " WHAT_DEFAULT ", " BY_DEFAULT ") w (place, what, given)"
    IS_OURS("pg_default_acl");

/* A shell first, because the functions take it and give it back; those go when it goes. */
static const char base_types[] =
    SOURCE("pg_type", "'type ' || " QNAME_OF("o.typnamespace", "quote_ident(o.typname)"),
           "concat_ws(E';\n', 'create type ' || " QNAME_OF("o.typnamespace", "quote_ident(o.typname)") ","
           "  (select string_agg(rtrim(pg_get_functiondef(p.oid), E'\n'), E';\n' order by p.oid <> o.typinput,"
           "          p.oid <> o.typoutput, p.proname) from pg_proc p where p.oid in (" SUPPORT_OF("o") ")),"
           "  format(E'create type %s (\n    %s\n)', " QNAME_OF("o.typnamespace", "quote_ident(o.typname)") ", "
           "concat_ws(E',\n    ',"
           "  " ROUTINE("input", "o.typinput") ", " ROUTINE("output", "o.typoutput") ","
           "  " ROUTINE("receive", "o.typreceive") ", " ROUTINE("send", "o.typsend") ","
           "  " ROUTINE("typmod_in", "o.typmodin") ", " ROUTINE("typmod_out", "o.typmodout") ","
           "  " ROUTINE("analyze", "o.typanalyze") ", " ROUTINE("subscript", "o.typsubscript") ","
           "  'internallength = ' || case o.typlen when -1 then 'variable' else o.typlen::text end,"
           "  " WORD("passedbyvalue", "o.typbyval") ", 'alignment = ' || case o.typalign when 'c' then 'char'"
           "    when 's' then 'int2' when 'i' then 'int4' else 'double' end,"
           "  'storage = ' || case o.typstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main'"
           "    else 'extended' end,"
           "  'category = ' || quote_literal(nullif(o.typcategory::text, 'U')), "
           WORD("preferred = true", "o.typispreferred") ", " TEXT("default", "o.typdefault") ", "
           TYPE("element", "o.typelem") ","
           "  'delimiter = ' || quote_literal(nullif(o.typdelim::text, ',')), "
           WORD("collatable = true", "o.typcollation <> 0") ")))")
    " where " IS_BASE_TYPE("o") " and o.oid not in " OF_EXTENSION("pg_type");

/* In an order in which they can be made: what uses another comes behind it. */
const char *const raw_sql_sources[] = {
    base_types, aggregates, operators, operator_families, operator_classes, casts, conversions, transforms,
    access_methods, text_search_dictionaries, text_search_configurations,
    foreign_data_wrappers, foreign_servers, foreign_tables,
    rules, publications, event_triggers, default_privileges,
    NULL,
};
