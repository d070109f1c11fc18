// Where the engines differ, as docs/analysts.md tells it: under each name a query that shows it, and under the same name
// with _instead one that all answer alike. Some show it not always, by chance, and some on one line of Neo4j alone.

//: optional_then_comprehension
MATCH (a:City {id: 'city:lubeck'})
OPTIONAL MATCH (a)-[:STRONG_IN]->(s:Sector)
RETURN size([(b:City)-[:NEEDS]->(s) | b.id]) AS needing;

//: optional_then_comprehension_instead
MATCH (a:City {id: 'city:lubeck'})
OPTIONAL MATCH (a)-[:STRONG_IN]->(s:Sector)
RETURN CASE WHEN s IS NULL THEN 0 ELSE size([(b:City)-[:NEEDS]->(s) | b.id]) END AS needing;

//: optional_then_negated_pattern
MATCH (a:City {id: 'city:lubeck'})
OPTIONAL MATCH (a)-[:STRONG_IN]->(s:Sector)
WITH a, s
WHERE NOT (:City)-[:NEEDS]->(s)
RETURN count(*) AS rows;

//: optional_then_negated_pattern_instead
MATCH (a:City {id: 'city:lubeck'})
OPTIONAL MATCH (a)-[:STRONG_IN]->(s:Sector)
WITH a, s
WHERE s IS NULL OR NOT EXISTS { (:City)-[:NEEDS]->(s) }
RETURN count(*) AS rows;

//: element_of_a_list_in_where
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
MATCH (:City {id: $city})-[l:LINKED]-(c:City)
WHERE l.begun_from[0] <= p.since
RETURN count(*) AS partners;

//: element_of_a_list_in_where_instead
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
MATCH (:City {id: $city})-[l:LINKED]-(c:City)
WITH p, l
WHERE l.begun_from[0] <= p.since
RETURN count(*) AS partners;

//: reduce_in_where
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
MATCH (:City {id: $city})-[l:LINKED]-(c:City)
WHERE reduce(n = 0, stated IN l.stated | n + stated) > p.stated
RETURN count(*) AS partners;

//: reduce_in_where_instead
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
MATCH (:City {id: $city})-[l:LINKED]-(c:City)
WITH p, reduce(n = 0, stated IN l.stated | n + stated) AS stated
WHERE stated > p.stated
RETURN count(*) AS partners;

//: where_on_a_shortest_path
MATCH (a:City {id: $city})
MATCH (b:City {id: $other})
MATCH way = shortestPath((a)-[:LINKED*..4]-(b))
WHERE none(l IN relationships(way) WHERE 'friendship_city' IN l.kinds)
RETURN length(way) AS links;

//: where_on_a_shortest_path_instead
MATCH way = (:City {id: $city})-[:LINKED*..3]-(:City {id: $other})
WHERE none(l IN relationships(way) WHERE 'friendship_city' IN l.kinds)
RETURN length(way) AS links
ORDER BY links
LIMIT 1;

//: shortest_path_to_itself
MATCH (a:City {id: $city})
MATCH way = shortestPath((a)-[:LINKED*0..3]-(a))
RETURN length(way) AS links;

//: shortest_path_to_itself_instead
MATCH (a:City {id: $city})
MATCH (b:City)
WHERE b.id IN $cities AND b <> a
MATCH way = shortestPath((a)-[:LINKED*..3]-(b))
RETURN b.id AS city, length(way) AS links
ORDER BY city;

//: the_word_shortest
MATCH way = SHORTEST 1 (:City {id: $city})-[:LINKED]-+(:City {id: 'city:rijeka'})
RETURN length(way) AS links;

//: the_word_shortest_instead
MATCH (a:City {id: $city})
MATCH (b:City {id: 'city:rijeka'})
MATCH way = shortestPath((a)-[:LINKED*..6]-(b))
RETURN length(way) AS links;

//: relationship_known_in_a_comprehension
MATCH (:City {id: $city})-[t:SISTER_CITY]-(p:City)
RETURN p.id AS partner, size([(a)-[t]-(b) | a.id]) AS ends
ORDER BY partner;

//: relationship_known_in_a_comprehension_instead
MATCH (:City {id: $city})-[t:SISTER_CITY]-(p:City)
RETURN p.id AS partner, startNode(t).id AS start, endNode(t).id AS end
ORDER BY partner;

//: star_and_more
MATCH (c:City {id: $city})
WITH c.id AS id, c.name_en AS name
RETURN *, size(name) AS letters;

//: star_and_more_instead
MATCH (c:City {id: $city})
WITH c.id AS id, c.name_en AS name
RETURN id, name, size(name) AS letters;

//: type_as_a_value
MATCH (:City {id: $city})-[t:$($type)]-(p)
RETURN count(*) AS ties;

//: type_as_a_value_instead
MATCH (:City {id: $city})-[t]-(p)
WHERE type(t) = $type
RETURN count(*) AS ties;

//: labels_as_a_value
MATCH (p:$any(['City', 'Port']))
RETURN count(*) AS places;

//: labels_as_a_value_instead
MATCH (p:Place)
WHERE any(label IN labels(p) WHERE label IN ['City', 'Port'])
RETURN count(*) AS places;

//: first_label (not always)
MATCH (p:Region)
RETURN DISTINCT labels(p)[0] AS label;

//: first_label_instead
MATCH (p:Region)
RETURN DISTINCT [label IN labels(p) WHERE label <> 'Place'][0] AS label;

//: order_of_keys (not always)
MATCH (c:City {id: $city})
RETURN keys(c) AS keys;

//: order_of_keys_instead
MATCH (c:City {id: $city})
UNWIND keys(c) AS key
WITH key ORDER BY key
RETURN collect(key) AS keys;

//: rows_without_an_order (not always)
MATCH (c:City)
RETURN c.country AS country, c.id AS city
ORDER BY country
LIMIT 6;

//: rows_without_an_order_instead
MATCH (c:City)
RETURN c.country AS country, c.id AS city
ORDER BY country, city
LIMIT 6;

//: collect_without_an_order (not always)
MATCH (:City {id: $city})-[:LINKED]-(p)
RETURN collect(p.id) AS partners;

//: collect_without_an_order_instead
MATCH (:City {id: $city})-[:LINKED]-(p)
WITH p ORDER BY p.id
RETURN collect(p.id) AS partners;

//: element_id
MATCH (c:City {id: $city})
RETURN elementId(c) AS id;

//: element_id_instead
MATCH (c:City {id: $city})
RETURN c.id AS id;

//: columns_of_no_row
MATCH (c:City {id: 'city:nowhere'})
RETURN c.id AS id;

//: columns_of_no_row_instead
MATCH (c:City {id: 'city:nowhere'})
RETURN collect(c.id) AS ids;

//: number_as_a_condition
MATCH (c:City)
WHERE c.lat
RETURN count(*) AS cities;

//: number_as_a_condition_instead
MATCH (c:City)
WHERE c.lat IS NOT NULL
RETURN count(*) AS cities;

//: wrong_regular_expression
MATCH (c:City)
WHERE c.name_en =~ '[K'
RETURN count(*) AS cities;

//: wrong_regular_expression_instead
MATCH (c:City)
WHERE c.name_en STARTS WITH 'K'
RETURN count(*) AS cities;

//: case_of_a_number
MATCH (c:City {id: $city})
RETURN CASE WHEN size(c.names) THEN 'named' ELSE 'nameless' END AS state;

//: case_of_a_number_instead
MATCH (c:City {id: $city})
RETURN CASE WHEN size(c.names) > 0 THEN 'named' ELSE 'nameless' END AS state;

//: moment_as_text
RETURN toString(datetime('2014-08-26T17:30:00+09:00')) AS text;

//: moment_as_text_instead
RETURN datetime('2014-08-26T17:30:00+09:00') AS moment, toString(date('2014-08-26')) AS text;

//: durations_compared
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
RETURN duration.between(date(p.since), $day) > duration({years: 25}) AS silver;

//: durations_compared_instead
MATCH (p:Partnership {id: 'partnership:kawasaki-shenyang'})
RETURN date(p.since) + duration({years: 25}) < $day AS silver;

//: durations_added_up
UNWIND [duration({years: 1}), duration({months: 2})] AS time
RETURN sum(time) AS time;

//: durations_added_up_instead
UNWIND [duration({years: 1}), duration({months: 2})] AS time
RETURN sum(time.months) AS months;

//: short_dates
RETURN date('2014-8-26') AS day;

//: short_dates_instead
RETURN date('2014-08-26') AS day;

//: point_given
RETURN $here.latitude AS latitude, $here = point({latitude: 35.53, longitude: 139.70}) AS same;

//: point_given_instead
WITH {latitude: 35.53, longitude: 139.70} AS here
RETURN here.latitude AS latitude, point(here) = point({latitude: 35.53, longitude: 139.70}) AS same;

//: distance_on_the_earth
MATCH (a:City {id: $city})
MATCH (b:City {id: $other})
RETURN point.distance(point({latitude: a.lat, longitude: a.lon}), point({latitude: b.lat, longitude: b.lon})) AS metres;

//: distance_on_the_earth_instead
MATCH (a:City {id: $city})
MATCH (b:City {id: $other})
WITH a, b, haversin(radians(b.lat - a.lat)) + cos(radians(a.lat)) * cos(radians(b.lat)) * haversin(radians(b.lon - a.lon)) AS h
RETURN round(2 * 6371 * asin(sqrt(h))) AS kilometres;

//: percentile_of_whole_numbers
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN percentileCont(degree, 0.5) AS median;

//: percentile_of_whole_numbers_instead
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN toFloat(percentileCont(degree, 0.5)) AS median;

//: last_digits_of_a_mean (not always)
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN avg(degree) AS mean;

//: last_digits_of_a_mean_instead
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN round(avg(degree), 9) AS mean;

//: large_numbers_and_floats
RETURN 9007199254740993 = 9007199254740992.0 AS same;

//: large_numbers_and_floats_instead
RETURN 9007199254740993 = toInteger(9007199254740992.0) AS same;

//: number_after_a_space (5.26)
RETURN toInteger(' 12') AS number;

//: number_after_a_space_instead
RETURN toInteger(trim(' 12')) AS number;

//: kinds_of_values_in_one_order
UNWIND [date('2014-08-26'), '2014-08-26'] AS value
RETURN value
ORDER BY value;

//: kinds_of_values_in_one_order_instead
UNWIND [date('2014-08-26'), '2014-08-26'] AS value
RETURN toString(value) AS value
ORDER BY value;

//: union_in_another_order
MATCH (c:City {id: $city})
RETURN c.id AS id, c.name_en AS name
UNION ALL
MATCH (s:Sector {id: $sector})
RETURN s.name_en AS name, s.id AS id;

//: union_in_another_order_instead
MATCH (c:City {id: $city})
RETURN c.id AS id, c.name_en AS name
UNION ALL
MATCH (s:Sector {id: $sector})
RETURN s.id AS id, s.name_en AS name;

//: with_but_no_name
MATCH (c:City)
WITH c.country
RETURN count(*) AS cities;

//: with_but_no_name_instead
MATCH (c:City)
WITH c.country AS country
RETURN count(*) AS cities;

//: exists_of_a_property
MATCH (c:City)
WHERE exists(c.lat)
RETURN count(*) AS cities;

//: exists_of_a_property_instead
MATCH (c:City)
WHERE c.lat IS NOT NULL
RETURN count(*) AS cities;

//: version_before_a_query
CYPHER 5 MATCH (c:City)
RETURN count(*) AS cities;

//: version_before_a_query_instead
MATCH (c:City)
RETURN count(*) AS cities;

//: what_there_is
CALL db.propertyKeys() YIELD propertyKey
RETURN count(*) > 10 AS many;

//: what_there_is_instead
MATCH (n)
UNWIND keys(n) AS key
RETURN count(DISTINCT key) > 10 AS many;
