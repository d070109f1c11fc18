// Texts, lists, maps, and what is true, false or neither.

//: names_that_begin_so
MATCH (p:Place)
WHERE toLower(p.name_en) STARTS WITH $letters
RETURN p.id AS id, p.name_en AS name
ORDER BY id;

//: names_that_end_so
MATCH (p:City)
WHERE p.name_ja ENDS WITH '市' AND p.country <> 'JP'
RETURN p.country AS country, count(*) AS cities
ORDER BY cities DESC, country;

//: quotes_that_speak_of_water
MATCH (c:Claim)-[:FROM]->(d:Document)
WHERE c.quote CONTAINS '水' AND c.certainty <> 'stated'
RETURN d.id AS document, c.certainty AS certainty, count(*) AS claims
ORDER BY document, certainty;

//: names_by_a_pattern (a regular expression for the whole of the text)
MATCH (s:Sector)
WHERE s.name_en =~ $pattern OR s.name_ja =~ $pattern
RETURN s.id AS id, s.name_en AS name
ORDER BY id;

//: places_called (in a list of names)
MATCH (p:Place)
WHERE $name IN p.names
RETURN p.id AS id, size(p.names) AS names, p.names[0] AS first, p.names[-1] AS last
ORDER BY id;

//: parts_of_an_id
MATCH (p:Partnership)
WHERE p.kind = 'memorandum'
WITH p, split(p.id, ':') AS parts
RETURN parts[0] AS type, replace(parts[1], '-', ' ') AS words, size(split(parts[1], '-')) AS number
ORDER BY words;

//: letters_of_names
MATCH (c:City {country: 'JP'})
RETURN c.name_ja AS name, size(c.name_ja) AS letters, left(c.name_ja, 1) AS first, right(c.name_ja, 1) AS last,
       substring(c.name_en, 1, 3) AS middle, toUpper(c.name_en) AS large, reverse(c.name_en) AS backwards
ORDER BY c.id;

//: spaces_around
UNWIND ['  Kawasaki ', ' 川崎　', '', 'a b'] AS text
RETURN trim(text) AS trimmed, lTrim(text) AS left, rTrim(text) AS right, size(text) AS size
ORDER BY size, trimmed;

//: texts_put_together
MATCH (c:City {id: $city})
RETURN c.name_ja + ' (' + c.name_en + ', ' + coalesce(c.jis, '?') + ')' AS text, c.name_ja + c.nothing AS none, 'No. ' + toString(3) AS number;

//: a_text_with_marks (quotes, a backslash, a tab, an emoji)
RETURN 'it\'s' AS apostrophe, "a \"quote\"" AS quote, 'back\\slash' AS backslash, 'tab\there' AS tab, '🏙 city' AS emoji, '\u5ddd\u5d0e' AS escaped;

//: order_of_texts (by code point, not by language)
UNWIND ['b', 'A', 'a', 'Z', 'é', 'e', '川', 'か', 'カ', '10', '9', ''] AS text
RETURN text
ORDER BY text;

//: order_of_places_by_name
MATCH (p:Place)
RETURN p.name_en AS name, p.id AS id
ORDER BY name, id
LIMIT 40;

//: list_of_sectors_in_order
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
UNWIND l.sectors AS sector
WITH sector, p ORDER BY p.id
RETURN sector, collect(p.id) AS partners, size(collect(DISTINCT p)) AS number
ORDER BY number DESC, sector;

//: all_any_none_single
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
RETURN p.id AS partner, all(k IN l.kinds WHERE k IN $kinds) AS all, any(k IN l.kinds WHERE k IN $kinds) AS any,
       none(k IN l.kinds WHERE k IN $kinds) AS none, single(k IN l.kinds WHERE k IN $kinds) AS single
ORDER BY partner;

//: of_an_empty_list_and_of_null
RETURN all(x IN [] WHERE x > 1) AS all, any(x IN [] WHERE x > 1) AS any, none(x IN [] WHERE x > 1) AS none, single(x IN [] WHERE x > 1) AS single,
       all(x IN [1, null] WHERE x > 0) AS all_null, any(x IN [1, null] WHERE x > 1) AS any_null, none(x IN [null] WHERE x > 1) AS none_null;

//: ties_that_held_then (lists that run side by side)
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
WITH p, [i IN range(0, size(l.partnerships) - 1) WHERE l.begun_by[i] <= $to AND l.ended_from[i] >= $from | l.kinds[i]] AS held
WHERE size(held) > 0
RETURN p.id AS partner, held
ORDER BY partner;

//: parts_of_lists
WITH $cities AS cities
RETURN head(cities) AS head, tail(cities) AS tail, last(cities) AS last, cities[1..3] AS slice, cities[-2..] AS end, cities[9] AS beyond,
       reverse(cities) AS backwards, cities + ['city:rijeka'] AS more, range(10, 1, -3) AS range, size([]) AS empty;

//: lists_in_lists
RETURN $nested AS nested, $nested[0][1][0] AS deep, size($nested) AS size, [x IN $nested | size(x)] AS sizes, $nested = [[1, [2.5, null]], [], [true, '川崎']] AS same;

//: is_it_in_the_list (three-valued)
UNWIND [['a', ['a', 'b']], ['c', ['a', 'b']], ['c', ['a', null]], ['a', ['a', null]], [null, ['a']], [null, []], ['a', null]] AS pair
RETURN pair[0] AS item, pair[1] AS list, pair[0] IN pair[1] AS found, NOT pair[0] IN pair[1] AS not_found;

//: maps_in_maps
WITH {city: $city, tie: {kind: 'sister_city', days: [1, 2]}, none: null} AS map
RETURN map AS map, map.tie.kind AS kind, map['city'] AS city, map.tie.days[1] AS day, map.missing AS missing, size(keys(map)) AS keys;

//: three_valued_logic
UNWIND [true, false, null] AS a
UNWIND [true, false, null] AS b
RETURN a, b, a AND b AS and, a OR b AS or, a XOR b AS xor, NOT a AS not, a = b AS equal, a <> b AS different
ORDER BY a, b;

//: comparing_with_nothing
RETURN null = null AS equal, null <> null AS different, null IS NULL AS is_null, null > 1 AS greater, 1 IN [null] AS in, [1, null] = [1, null] AS lists,
       [1, null] = [2, null] AS other_lists, $unknown IS NULL AS parameter, coalesce($unknown, 'unknown') AS word, null + 1 AS sum;

//: comparing_what_cannot_be_compared
RETURN 1 < 'a' AS number_and_text, true > 0 AS truth_and_number, 1 = 'a' AS equal, 1 <> 'a' AS different;

//: unknown_is_not_no (a where that is null leaves the row out)
MATCH (p:Partnership)
WHERE p.kind <> 'twinning'
RETURN sum(CASE WHEN p.not_one_field = 'no' THEN 1 ELSE 0 END) AS no, sum(CASE WHEN NOT p.not_one_field = 'no' THEN 1 ELSE 0 END) AS yes,
       sum(CASE WHEN p.not_one_field IS NULL THEN 1 ELSE 0 END) AS unknown;

//: cases
MATCH (p:Partnership)
WHERE p.kind <> 'twinning'
WITH p, CASE p.kind WHEN 'sister_city' THEN 'friends' WHEN 'friendship_city' THEN 'friends' ELSE 'work' END AS group,
     CASE WHEN p.until IS NULL THEN 'open' WHEN p.until_to < $from THEN 'ended' ELSE 'until ' + p.until END AS state
RETURN group, state, count(*) AS ties
ORDER BY group, state;

//: case_without_else
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
RETURN p.id AS partner, CASE WHEN size(l.kinds) > 1 THEN size(l.kinds) END AS several
ORDER BY several DESC, partner
LIMIT 6;

//: chained_comparison
MATCH (p:Partnership)
WHERE '1990' <= p.since_from < '2000'
RETURN p.id AS tie, p.since AS since
ORDER BY since, tie;

//: truths_of_texts
UNWIND ['true', 'FALSE', 'yes', ''] AS text
RETURN text, toBoolean(text) AS truth
ORDER BY text;
