// Nodes, relationships and paths as results, whole.

//: a_node
MATCH (c:City {id: $city})
RETURN c AS city;

//: nodes_of_two_labels
MATCH (p:Port)
RETURN p AS port
ORDER BY p.id;

//: a_relationship (with both its nodes)
MATCH (:City {id: $city})-[t:SISTER_CITY]-(:City)
RETURN t AS tie
ORDER BY t.partnership;

//: links_with_aligned_lists
MATCH (:City {id: $city})-[l:LINKED]-(:City {id: $other})
RETURN l AS link, size(l.partnerships) = size(l.begun_from) AND size(l.kinds) = size(l.ended_by) AS aligned;

//: a_path
MATCH way = (:Organisation {id: 'organisation:khammouane-water'})-[:PART_OF*1..]->(:Place)
RETURN way, length(way) AS steps
ORDER BY steps;

//: a_path_of_one_node
MATCH way = (:City {id: $city})
RETURN way, length(way) AS steps;

//: shortest_path_as_a_value
MATCH (a:City {id: 'city:lubeck'})
MATCH (b:City {id: 'city:da-nang'})
MATCH way = shortestPath((a)-[:LINKED*..6]-(b))
RETURN way;

//: a_path_against_the_direction
MATCH way = (:Document {id: 'document:clair-607'})<-[:FROM]-(c:Claim)<-[:SUPPORTED_BY]-(:Partnership)
RETURN way
ORDER BY c.id;

//: parts_of_a_path
MATCH way = (:Measure)-[:UNDER]->(:Policy)-[:PART_OF*1..3]->(p:Policy)
WITH way, p, nodes(way)[0] AS measure
RETURN measure.id AS measure, p.id AS policy, [r IN relationships(way) | type(r)] AS types, length(way) AS steps
ORDER BY measure, steps, policy
LIMIT 25;

//: trail_as_a_list_of_relationships
MATCH (:Sector {id: 'sector:low-carbon'})-[up:BROADER*1..]->(s:Sector)
RETURN up, s.id AS sector
ORDER BY size(up);

//: nodes_in_lists_and_maps
MATCH (s:Sector {id: $sector})<-[b:BROADER]-(n:Sector)
WITH s, n, b ORDER BY n.id
WITH s, collect(n) AS narrower, collect(b) AS edges
RETURN {sector: s, narrower: narrower, edges: edges, none: null} AS all;

//: kinds_of_nodes
MATCH (n)
UNWIND labels(n) AS label
RETURN label, count(*) AS nodes
ORDER BY label;

//: kinds_of_relationships
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS relationships
ORDER BY type;

//: ends_of_relationships
MATCH ()-[t:WATER_PARTNERSHIP|STAFF_EXCHANGE]->()
RETURN startNode(t).id AS start, endNode(t).id AS end, type(t) AS type, t.partnership AS tie
ORDER BY tie, start, end;

//: properties_of_an_entry
MATCH (p:Partnership)-[e:IN_SECTOR]->(s:Sector)
WHERE e.since IS NOT NULL
RETURN p.id AS tie, s.id AS sector, properties(e) AS entry
ORDER BY tie, sector;

//: properties_that_are_there
MATCH (d:Document)
UNWIND keys(d) AS key
RETURN key, count(*) AS documents
ORDER BY key;

//: property_named_by_a_parameter
MATCH (c:City {id: $city})
UNWIND ['name_en', 'jis', 'nothing'] AS key
RETURN key, c[key] AS value
ORDER BY key;

//: same_node_or_not
MATCH (a:City {id: $city})-[:LINKED]-(b)
WITH a, collect(b) AS partners
MATCH (c:City {id: $other})
RETURN c IN partners AS partner, a = c AS same, a <> c AS different, a IN partners AS its_own;
