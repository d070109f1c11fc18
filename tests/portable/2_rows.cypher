// Optional parts, rows of one's own, subqueries, unions.

//: strict_sense_of_each_sister_city (optional)
MATCH (c:City {id: $city})-[t:SISTER_CITY|FRIENDSHIP_CITY]-(o:Place)
OPTIONAL MATCH (p:Partnership {id: t.partnership})-[:IN_SECTOR]->(s:Sector)
WITH o, t, s ORDER BY s.id
RETURN o.id AS partner, t.since AS since, collect(s.id) AS sectors
ORDER BY partner;

//: places_that_are_not_there (an optional match that finds nothing gives null)
UNWIND $cities AS id
OPTIONAL MATCH (c:City {id: id})
RETURN id, c.name_en AS name, c IS NULL AS missing
ORDER BY id;

//: nothing_then_more (what was not found is kept out by IS NOT NULL)
UNWIND $cities AS id
OPTIONAL MATCH (c:City {id: id})
WITH id, c WHERE c IS NOT NULL
OPTIONAL MATCH (c)-[:STRONG_IN]->(s:Sector)
WITH id, s ORDER BY s.id
RETURN id, collect(s.id) AS strong, count(s) AS number
ORDER BY id;

//: rows_given_as_maps
UNWIND $visits AS visit
OPTIONAL MATCH (c:City {id: visit.city})
RETURN visit.city AS city, visit.year AS year, visit.days * 2 AS twice, c.name_ja AS name
ORDER BY city;

//: rows_joined_with_the_graph
UNWIND $visits AS visit
MATCH (:City {id: $city})-[l:LINKED]-(c:City {id: visit.city})
WITH c, l, visit
WHERE visit.year IS NULL OR l.begun_from[0] <= toString(visit.year)
RETURN c.id AS city, visit {.year, .days} AS visit, l.kinds AS kinds
ORDER BY city;

//: with_and_where_after_counting
MATCH (p:Place)-[:LINKED]-(q:Place)
WITH p, count(q) AS degree
WHERE degree >= $least * 5
RETURN p.id AS place, degree
ORDER BY degree DESC, place;

//: best_of_each_country (the first of each group)
MATCH (p:City)-[l:LINKED]-()
WITH p, count(l) AS degree
ORDER BY degree DESC, p.id
WITH p.country AS country, collect({city: p.id, degree: degree})[0] AS first
RETURN country, first.city AS city, first.degree AS degree
ORDER BY degree DESC, country
LIMIT 10;

//: ties_with_claims (a pattern in brackets)
MATCH (p:Partnership)
WHERE p.kind IN $kinds
WITH p, [(p)-[:SUPPORTED_BY]->(c:Claim) WHERE c.certainty = 'stated' | c.property] AS stated
RETURN p.id AS tie, size(stated) AS claims, 'since' IN stated AS with_a_beginning
ORDER BY tie;

//: a_map_of_a_node (projection)
MATCH (c:City {id: $city})
RETURN c {.id, .name_en, .country, .nothing, kana: c.kana, partners: COUNT { (c)-[:LINKED]-() }} AS city;

//: all_of_a_node
MATCH (s:Sector {id: $sector})
RETURN s {.*} AS sector, properties(s) = s {.*} AS same, size(keys(s)) AS keys;

//: exists_with_a_condition
MATCH (c:City)
WHERE EXISTS { MATCH (c)-[:TAKES_PART_IN]->(g:Programme) WHERE g.on_from IS NOT NULL }
RETURN c.id AS city
ORDER BY city;

//: not_exists
MATCH (:City {id: $city})-[t:FRIENDSHIP_CITY]-(c:City)
WHERE NOT EXISTS { MATCH (:Partnership {id: t.partnership})<-[:ACTIVITY_OF]-(:Activity) }
RETURN c.id AS without_activity
ORDER BY without_activity;

//: exists_as_a_value
MATCH (p:Partnership)
WHERE p.kind <> 'twinning'
RETURN p.id AS tie, EXISTS { (p)-[:IN_SECTOR]->() } AS has_a_sector, EXISTS { (p)<-[:ACTIVITY_OF]-() } AS has_done_something
ORDER BY tie;

//: counts_in_braces
MATCH (d:Document)
WITH d, COUNT { (d)<-[:FROM]-(:Claim) } AS claims
WHERE claims > 0
RETURN d.id AS document, claims, COUNT { MATCH (d)<-[:FROM]-(c:Claim) WHERE c.certainty = 'negated' } AS denied
ORDER BY claims DESC, document;

//: newest_activity_of_each_tie (a subquery for each row)
MATCH (p:Partnership)
WHERE p.kind IN $kinds
CALL {
  WITH p
  MATCH (p)<-[:ACTIVITY_OF]-(a:Activity)
  WHERE a.on_to IS NOT NULL
  RETURN a
  ORDER BY a.on_to DESC, a.id
  LIMIT 1
}
RETURN p.id AS tie, a.id AS activity, a.on AS on
ORDER BY tie;

//: both_ends_of_a_subquery (a subquery that counts always gives a row)
MATCH (s:Sector)
CALL {
  WITH s
  MATCH (s)<-[:IN_SECTOR]-(p:Partnership)
  RETURN count(p) AS ties
}
WITH s, ties
WHERE ties > 0
RETURN s.id AS sector, ties
ORDER BY ties DESC, sector;

//: what_a_city_does (a union in a subquery)
MATCH (c:City {id: $other})
CALL {
  WITH c
  MATCH (c)-[:TAKES_PART_IN]->(g:Programme)
  RETURN g.id AS id, 'programme' AS what
  UNION
  WITH c
  MATCH (c)-[:PARTY_TO]->(p:Partnership)
  RETURN p.id AS id, p.kind AS what
}
RETURN what, count(id) AS number
ORDER BY what;

//: union_without_doubles (in a subquery, so that all of it can be ordered)
CALL {
  MATCH (:City {id: $city})-[:SISTER_CITY]-(c:Place)
  RETURN c.id AS id
  UNION
  MATCH (:City {id: $city})-[:LINKED]-(c:Place)
  WHERE c.country = 'US'
  RETURN c.id AS id
}
RETURN id
ORDER BY id;

//: union_with_doubles (in whatever order)
MATCH (:City {id: $city})-[:SISTER_CITY]-(c:Place)
RETURN c.id AS id, 'sister city' AS because
UNION ALL
MATCH (:City {id: $city})-[:LINKED]-(c:Place)
WHERE c.country = 'US'
RETURN c.id AS id, 'in the United States' AS because;

//: distinct_rows
MATCH (:City {id: $city})-[:PARTY_TO]->(p:Partnership)-[:IN_SECTOR]->(s:Sector)
RETURN DISTINCT s.id AS sector, p.contested AS contested
ORDER BY sector;

//: pages_of_an_answer
MATCH (c:City)
RETURN c.id AS id
ORDER BY id DESC
SKIP $least LIMIT $least + 3;

//: every_pair_that_takes_part_together
MATCH (a:City)-[:TAKES_PART_IN]->(g:Programme)<-[:TAKES_PART_IN]-(b:City)
WHERE a.id < b.id
WITH a, b, g ORDER BY g.id
RETURN a.id AS a, b.id AS b, collect(DISTINCT g.id) AS programmes
ORDER BY a, b;

//: collect_then_unwind
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
UNWIND range(0, size(l.partnerships) - 1) AS i
WITH p, l.kinds[i] AS kind, l.begun_from[i] AS from, l.begun_by[i] AS by, l.ended_from[i] AS ended
WHERE by <= $to AND ended >= $from
RETURN p.id AS partner, kind, from, by
ORDER BY kind, partner;

//: order_of_what_is_not_known (null comes last, first when descending)
MATCH (a:Activity)
RETURN a.id AS id, a.on_from AS day
ORDER BY day, id;

//: order_of_what_is_not_known_descending
MATCH (a:Activity)
RETURN a.on_from AS day, a.id AS id
ORDER BY day DESC, id
LIMIT 20;
