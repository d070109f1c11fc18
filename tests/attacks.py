"""What anybody might ask of a store that is only to be read, by name: pure data, for every engine.

`{file}` stands for the address of a file and `{url}` for one of a server on this machine, neither of which may be touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Attack:
    """A query, and how it may end: `refused` by a CypherError at once, `ended` by one when it has taken too much,
    `harmless` where an engine may answer it or not. None of them changes, reads or reaches anything else.
    """

    query: str
    expected: Literal["refused", "ended", "harmless"] = "refused"
    parameters: Mapping[str, Any] = field(default_factory=dict)


WRITES = {
    "create a node": Attack("CREATE (:City {id: 'city:new'})"),
    "create a node with a new label": Attack("CREATE (:Invented {id: 'x'}) RETURN 1 AS one"),
    "create a link": Attack("MATCH (a:City), (b:City) WHERE a.id < b.id CREATE (a)-[:LINKED]->(b)"),
    "create a link of a new type": Attack("MATCH (a:City), (b:City) WHERE a.id < b.id CREATE (a)-[:INVENTED]->(b)"),
    "insert as in GQL": Attack("INSERT (:City {id: 'city:new'})"),
    "merge a node": Attack("MERGE (c:City {id: 'city:new'}) RETURN c"),
    "merge with on match": Attack("MATCH (k:City) MERGE (c:City {id: k.id}) ON MATCH SET c.seen = 1 RETURN c"),
    "set a property": Attack("MATCH (c:City) SET c.name = 'gone' RETURN c.name AS name"),
    "set all properties": Attack("MATCH (c:City) SET c = {}"),
    "add properties": Attack("MATCH (c:City) SET c += {seen: 1}"),
    "set a label": Attack("MATCH (c:City) SET c:Seen"),
    "remove a property": Attack("MATCH (c:City) REMOVE c.id RETURN c"),
    "remove a label": Attack("MATCH (c:City) REMOVE c:City"),
    "delete links": Attack("MATCH ()-[r]->() DELETE r"),
    "detach and delete everything": Attack("MATCH (n) DETACH DELETE n"),
    "for each": Attack("MATCH (c:City) FOREACH (x IN [1] | SET c.seen = x)"),
    "write in a subquery": Attack("CALL { CREATE (:City {id: 'city:new'}) } RETURN 1 AS one"),
    "write in a subquery of each row": Attack("MATCH (c:City) CALL { WITH c SET c.seen = 1 } RETURN c"),
    "write in a union": Attack("RETURN 1 AS one UNION CREATE (c:City {id: 'city:new'}) RETURN 1 AS one"),
    "write after reading with": Attack("MATCH (c:City) WITH c ORDER BY c.id LIMIT 1 DETACH DELETE c"),
    "write in transactions": Attack("MATCH (c:City) CALL { WITH c SET c.seen = 1 } IN TRANSACTIONS OF 1 ROW"),
    "write in concurrent transactions": Attack("CALL { CREATE (:Invented) } IN 2 CONCURRENT TRANSACTIONS"),
    "write before more rows than are read": Attack(
        "MATCH (a), (b) SET a.seen = b.id RETURN a.seen AS seen", "harmless"
    ),
    "write, then fail": Attack("CREATE (c:City {id: 'city:new'}) WITH c RETURN 1 / 0 AS nothing"),
    "write by a list of maps": Attack(
        "UNWIND $rows AS row CREATE (c:City) SET c = row", parameters={"rows": [{"id": f"city:{n}"} for n in range(9)]}
    ),
}
SCHEMA = {
    "create an index": Attack("CREATE INDEX invented FOR (c:City) ON (c.name)"),
    "create a constraint": Attack("CREATE CONSTRAINT invented FOR (c:City) REQUIRE c.name IS UNIQUE"),
    "create a full-text index": Attack("CREATE FULLTEXT INDEX invented FOR (c:City) ON EACH [c.name]"),
    "drop an index": Attack("DROP INDEX `City[id]`"),
    "drop a constraint": Attack("DROP CONSTRAINT `City[id]`"),
    "create a database": Attack("CREATE DATABASE invented"),
    "drop a database": Attack("DROP DATABASE kg"),
    "alter a database": Attack("ALTER DATABASE kg SET ACCESS READ ONLY"),
    "lift the engine's own limits": Attack("ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` true"),
    "create a user": Attack("CREATE USER invented SET PASSWORD 'invented-password'"),
    "change a password": Attack("ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'invented-password'"),
    "drop a user": Attack("DROP USER root"),
    "grant a role": Attack("GRANT ROLE admin TO citykg"),
}
OUTSIDE = {
    "load a file": Attack("LOAD CSV FROM '{file}' AS line RETURN line"),
    "load a file with headers": Attack("LOAD CSV WITH HEADERS FROM '{file}' AS line RETURN line"),
    "load a file in a subquery": Attack("CALL { LOAD CSV FROM '{file}' AS line RETURN line } RETURN line"),
    **{
        f"load a file in {where}": Attack(query.replace("…", "COLLECT { LOAD CSV FROM '{file}' AS line RETURN line }"))
        for where, query in {
            "a comprehension": "RETURN [x IN [1] | …] AS lines",
            "a comprehension within another's subquery": "RETURN [x IN [1] | COLLECT { RETURN [y IN [x] | …] AS z }] AS lines",
            "a case": "WITH 1 AS x RETURN CASE WHEN x = 2 THEN [] ELSE … END AS lines",
            "an aggregate": "MATCH (c:City) RETURN collect([x IN [c.id] | …]) AS lines",
            "a predicate of a path": "MATCH p = (a:City)-[*1..2]-(b) WHERE all(n IN nodes(p) WHERE size(…) > 0) RETURN b.id AS id",
            "an order": "UNWIND [1, 2] AS x RETURN x ORDER BY [y IN [x] | …] LIMIT 1",
        }.items()
    },
    "load by a procedure in a comprehension": Attack(
        "RETURN [x IN [1] | COLLECT { CALL apoc.load.csv('{file}') YIELD list RETURN list }] AS lines"
    ),
    "load a file of a computed name": Attack("WITH $file AS file LOAD CSV FROM file AS line RETURN line"),
    "load an address": Attack("LOAD CSV FROM '{url}' AS line RETURN line"),
    "load an address for each node": Attack("MATCH (c:City) LOAD CSV FROM '{url}' + c.id AS line RETURN line"),
    "load by a procedure": Attack("CALL apoc.load.csv('{file}') YIELD list RETURN list"),
    "load JSON by a procedure": Attack("CALL apoc.load.json('{url}') YIELD value RETURN value"),
    "load by a nested query": Attack(
        "CALL do.when(true, \"LOAD CSV FROM '{file}' AS line RETURN line\", '', {}) YIELD value RETURN value"
    ),
    "export by a procedure": Attack("CALL apoc.export.csv.all('/tmp/invented.csv', {})"),
    "call the machine": Attack("RETURN java.lang.System.getenv('HOME') AS home"),
    "another language": Attack("SELECT FROM City"),
    "another language by a procedure": Attack("CALL sql('DELETE FROM City')"),
    "use the system database": Attack("USE system MATCH (n) RETURN n"),
    "use another database": Attack("USE other MATCH (n) RETURN n"),
}
ADMINISTRATION = {
    **{
        f"show {what}": Attack(f"SHOW {what.upper()}", "harmless")
        for what in (
            "databases",
            "settings",
            "transactions",
            "indexes",
            "constraints",
            "functions",
            "procedures",
            "roles",
        )
    },
    "show users": Attack("SHOW USERS"),
    "show the current user": Attack("SHOW CURRENT USER", "harmless"),
    "terminate a transaction": Attack("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "harmless"),
    "list the configuration": Attack("CALL dbms.listConfig()"),
    "list the configuration in a comprehension": Attack(
        "MATCH (c:City) RETURN [x IN [c.id] | COLLECT { CALL dbms.listConfig() YIELD name RETURN name }] AS names"
    ),
    "query the machine's counters": Attack("CALL dbms.queryJmx('*:*')"),
    "kill connections": Attack("CALL dbms.killConnections(['bolt-1'])"),
    "change a setting": Attack("CALL dbms.setConfigValue('db.transaction.timeout', '0')"),
    "create a user by a procedure": Attack("CALL dbms.security.createUser('invented', 'invented-password')"),
    "create a label": Attack("CALL db.createLabel('Invented')"),
    "create a relationship type": Attack("CALL db.createRelationshipType('INVENTED')"),
    "create a property": Attack("CALL db.createProperty('invented')"),
    "rewrite old dates": Attack("CALL db.migrateLegacyTemporals()"),
    "write by apoc": Attack("CALL apoc.cypher.doIt('CREATE (:Invented)', {})"),
    "write by apoc's batches": Attack("CALL apoc.periodic.iterate('RETURN 1', 'CREATE (:Invented)', {})"),
    "merge by a procedure": Attack("CALL merge.node(['City'], {id: 'city:new'}, {}, {}) YIELD node RETURN node"),
    "merge a new label by a procedure": Attack("CALL merge.node(['Invented'], {id: 'x'}, {}, {})"),
    "merge a link by a procedure": Attack(
        "MATCH (a:City), (b:City) WHERE a.id < b.id CALL merge.relationship(a, 'INVENTED', {}, {}, b) YIELD rel RETURN rel"
    ),
    "merge nodes by a procedure": Attack(
        "MATCH (c:City) WITH collect(c) AS all CALL refactor.mergeNodes(all) YIELD node RETURN node"
    ),
    "clone nodes by a procedure": Attack(
        "MATCH (c:City) WITH collect(c) AS all CALL refactor.cloneNodesWithRelationships(all) YIELD output RETURN output",
        "harmless",
    ),
    "write by a nested query": Attack(
        "CALL do.when(true, \"CREATE (:City {id: 'city:new'})\", '', {}) YIELD value RETURN 1"
    ),
}
DISGUISES = {
    "explain a write": Attack("EXPLAIN CREATE (:City {id: 'city:new'})", "harmless"),
    "profile a write": Attack("PROFILE CREATE (:City {id: 'city:new'})", "harmless"),
    "profile a change": Attack("PROFILE MATCH (c:City) SET c.seen = 1"),
    "a version before a write": Attack("CYPHER 5 CREATE (:City {id: 'city:new'})"),
    "an option before a write": Attack("CYPHER runtime=slotted CREATE (:City {id: 'city:new'})"),
    "comments around a write": Attack("/* MATCH */ CREATE // (n)\n(:City /**/ {id: 'city:new'})"),
    "a keyword in escapes": Attack("\\u0043REATE (:City {id: 'city:new'})"),
    "a keyword half in escapes": Attack("MATCH (c:City) \\u0053ET c.seen = 1"),
    "a query behind another": Attack("MATCH (n) RETURN n; MATCH (n) DETACH DELETE n"),
    "end a text and write": Attack("RETURN '\\u0027 AS x CREATE (:City) //' AS x", "harmless"),
    "a full-width keyword": Attack("ＣＲＥＡＴＥ (:City)"),
    "other spaces": Attack("CREATE\u00a0(:City\u2003{id: 'city:new'})"),
    "a write as a parameter": Attack("RETURN $query AS query", "harmless", {"query": "MATCH (n) DETACH DELETE n"}),
    "a label as a parameter": Attack("CREATE (n:$($label))", parameters={"label": "Invented"}),
}
GREEDY = {
    "endless rows that nobody reads": Attack(
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b", "harmless"
    ),
    "endless counting": Attack("MATCH (a), (b), (c), (d), (e), (f), (g) RETURN count(a.id + g.id) AS n", "ended"),
    "endless in one expression": Attack(
        "RETURN size([x IN range(1, 1000000) | size([y IN range(1, 1000000) | y])]) AS n", "ended"
    ),
    "a regular expression that backtracks": Attack(
        "RETURN $text =~ '(a*)*b' AS matches", "harmless", {"text": "a" * 5000}
    ),
    "a text that doubles": Attack("RETURN reduce(t = 'abcdefgh', i IN range(1, 60) | t + t) AS t", "ended"),
    "a list that doubles": Attack("RETURN reduce(l = [1], i IN range(1, 60) | l + l) AS l", "ended"),
    "everything collected": Attack(
        "MATCH (a), (b), (c), (d), (e), (f) RETURN collect([a, b, c, d, e, f]) AS all", "ended"
    ),
    "everything sorted": Attack("MATCH (a), (b), (c), (d), (e), (f) RETURN a, f ORDER BY f.id + a.id", "ended"),
    "a megabyte of text": Attack(f"RETURN '{'x' * 1_000_000}' AS text", "harmless"),
    "a megabyte of clauses": Attack("WITH 1 AS x " * 80_000 + "RETURN x", "harmless"),
    "brackets without end": Attack("RETURN " + "(" * 20_000 + "1" + ")" * 20_000 + " AS one", "harmless"),
    "ten thousand parameters": Attack(
        f"RETURN {' + '.join(f'$p{n}' for n in range(500))} AS sum", "harmless", {f"p{n}": n for n in range(10_000)}
    ),
    "a parameter of twenty megabytes": Attack("RETURN size($text) AS n", "harmless", {"text": "x" * 20_000_000}),
}
ATTACKS: dict[str, Attack] = {**WRITES, **SCHEMA, **OUTSIDE, **ADMINISTRATION, **DISGUISES, **GREEDY}
