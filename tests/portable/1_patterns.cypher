// Which nodes, relationships and ways there are.

//: cities_of_a_country
MATCH (c:City)
WHERE c.country = $country
RETURN c.id AS id, c.name_en AS name, c.wikidata AS wikidata
ORDER BY id;

//: two_labels_at_once
MATCH (p:Place:Region)
RETURN p.id AS id, p.name_ja AS name
ORDER BY id;

//: ports_and_districts (either label)
MATCH (p:Port|District)
RETURN p.id AS id, p:Port AS port, [label IN labels(p) WHERE label <> 'Place'] AS labels
ORDER BY id;

//: places_that_are_no_city
MATCH (p:Place)
WHERE NOT p:City AND NOT p:Region
RETURN p.id AS id
ORDER BY id;

//: partners_in_either_direction
MATCH (:City {id: $city})-[t:SISTER_CITY|FRIENDSHIP_CITY]-(p:Place)
RETURN p.id AS partner, type(t) AS type, t.since AS since
ORDER BY type, partner;

//: partners_by_a_type_that_is_given
MATCH (:City {id: $city})-[t]-(p:City)
WHERE type(t) = $type
RETURN p.id AS partner, startNode(t).id = $city AS from_the_city
ORDER BY partner;

//: who_sends_trainees_to_whom (a directed tie)
MATCH (sender:Place)-[t:ENVIRONMENTAL_TECHNOLOGY_TRAINEE]->(host:Place)
RETURN sender.id AS sender, host.id AS host, t.partnership AS tie
ORDER BY sender, host;

//: ports_that_act_for_a_city
MATCH (a:City)-[t:FRIENDSHIP_PORT|PORT_EXCHANGE|WATER_PARTNERSHIP]-(b:Place)
WHERE t.via IS NOT NULL AND a.id < b.id
RETURN a.id AS a, b.id AS b, t.via AS via
ORDER BY a, b, via;

//: partners_of_partners (two steps)
MATCH (:City {id: $city})-[:LINKED]-(partner)-[:LINKED]-(third:Place)
WHERE third.id <> $city
RETURN third.id AS third, count(DISTINCT partner) AS shared
ORDER BY shared DESC, third
LIMIT 15;

//: places_within_three_links (a trail)
MATCH (:City {id: $other})-[:LINKED*1..3]-(p:Place)
RETURN DISTINCT p.id AS id
ORDER BY id;

//: trails_with_their_lengths
MATCH way = (:City {id: $other})-[:LINKED*1..2]-(p:Place)
RETURN length(way) AS links, count(*) AS ways, count(DISTINCT p) AS places
ORDER BY links;

//: all_that_a_body_is_part_of (a trail of no step or more)
MATCH way = (o:Organisation)-[:PART_OF*0..]->(p:Country)
WITH o, length(way) AS steps, [n IN nodes(way) | n.id] AS wholes
RETURN o.id AS body, steps, wholes
ORDER BY body, steps, wholes;

//: shortest_way_between_two_places
MATCH (a:City {id: 'city:lubeck'}), (b:City {id: 'city:da-nang'})
MATCH way = shortestPath((a)-[:LINKED*..6]-(b))
RETURN length(way) AS links, [n IN nodes(way) | n.id] AS places;

//: all_shortest_ways_between_two_places
MATCH (a:City {id: $other}), (b:City {id: 'city:baltimore'})
MATCH way = allShortestPaths((a)-[:LINKED*..4]-(b))
WITH [n IN nodes(way) | n.id] AS places
RETURN places
ORDER BY places[1], places;

//: no_way_at_all
MATCH (a:City {id: $city})
MATCH (b:Sector {id: $sector})
OPTIONAL MATCH way = shortestPath((a)-[:LINKED*..5]-(b))
RETURN a.id AS id, way IS NULL AS none;

//: shortest_with_a_condition (a condition on the way stands in a trail, not in shortestPath)
MATCH way = (a:City {id: $city})-[:LINKED*..2]-(b:City {id: $other})
WHERE none(r IN relationships(way) WHERE 'friendship_city' IN r.kinds AND size(r.kinds) = 1)
RETURN length(way) AS links, [n IN nodes(way) | n.id] AS places
ORDER BY links, places
LIMIT 3;

//: open_triads (two partners that are not linked)
MATCH (:City {id: $city})-[:LINKED]-(a:Place)
WITH collect(a) AS partners
UNWIND partners AS a
UNWIND partners AS b
WITH a, b
WHERE a.id < b.id AND NOT EXISTS { (a)-[:LINKED]-(b) }
RETURN count(*) AS pairs, min(a.id) AS first, max(b.id) AS last;

//: closed_triads
MATCH (a:Place)-[:LINKED]-(b:Place)-[:LINKED]-(c:Place)-[:LINKED]-(a)
WHERE a.id < b.id AND b.id < c.id
RETURN a.id AS a, b.id AS b, c.id AS c
ORDER BY a, b, c
LIMIT 20;

//: ties_of_more_than_two
MATCH (x)-[r:PARTY_TO]->(p:Partnership)
WITH p, count(x) AS parties
WHERE parties > $least
MATCH (x)-[r:PARTY_TO]->(p)
WITH p, parties, x, r ORDER BY x.id
RETURN p.id AS tie, parties, collect(x.id + ' as ' + r.role) AS who
ORDER BY tie;

//: places_without_a_link
MATCH (p:Place)
WHERE NOT EXISTS { (p)-[:LINKED]-() }
RETURN p.id AS id
ORDER BY id
SKIP 3 LIMIT 12;

//: a_sector_and_all_narrower_ones
MATCH way = (:Sector {id: $sector})<-[:BROADER*0..]-(s:Sector)
RETURN s.id AS sector, length(way) AS below
ORDER BY below, sector;

//: strength_meets_need
MATCH (a:City)-[:STRONG_IN]->(s:Sector)<-[:NEEDS]-(b:City)
WHERE a <> b
RETURN s.id AS sector, a.id AS strong, b.id AS needs
ORDER BY sector, strong, needs;

//: nobody_knows_a_day (ties whose beginning is not told, counted by kind)
MATCH (p:Partnership)
WHERE p.since IS NULL
RETURN p.kind AS kind, count(*) AS ties
ORDER BY ties DESC, kind;

//: proposals_and_what_they_are_about
MATCH (d:Document)-[:PROPOSES]->(g:Proposal)-[:ABOUT]->(x)
RETURN d.id AS document, g.id AS proposal, x.id AS about
ORDER BY document, proposal, about;

//: one_pattern_written_twice_is_the_same (a relationship is used once in a pattern)
MATCH (a:City {id: $city})-[r1:LINKED]-(b)-[r2:LINKED]-(c)
WITH count(*) AS trails, sum(CASE WHEN a = c THEN 1 ELSE 0 END) AS back
RETURN trails, back;
