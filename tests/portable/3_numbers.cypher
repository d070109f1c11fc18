// Counting and calculating.

//: ties_by_kind
MATCH (p:Partnership)
RETURN p.kind AS kind, count(*) AS ties, count(p.since) AS dated, sum(p.stated) AS stated
ORDER BY ties DESC, kind;

//: degrees_of_the_world (of whole numbers)
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN count(p) AS places, sum(degree) AS ends, min(degree) AS least, max(degree) AS most, round(avg(degree), 9) AS mean;

//: percentiles
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN toFloat(percentileCont(degree, 0.5)) AS median, percentileDisc(degree, 0.9) AS ninetieth, toFloat(percentileCont(degree, $share)) AS quarter;

//: middle_of_the_map (floats)
MATCH (c:City)
WHERE c.lat IS NOT NULL
RETURN count(c) AS places, round(avg(c.lat), 6) AS lat, min(c.lat) AS south, max(c.lat) AS north, round(sum(c.lon), 6) AS lon;

//: spread_of_degrees
MATCH (p:Place)-[l:LINKED]-()
WITH p, count(l) AS degree
RETURN round(stDev(degree), 9) AS sample, round(stDevP(degree), 9) AS population;

//: nothing_to_count (aggregates of no row)
MATCH (p:Partnership {kind: 'no such kind'})
RETURN count(p) AS number, sum(p.stated) AS sum, avg(p.stated) AS mean, min(p.id) AS first, max(p.id) AS last, collect(p.id) AS all;

//: nulls_are_not_counted
MATCH (p:Partnership)
WHERE p.kind <> 'twinning'
RETURN count(*) AS ties, count(p.since) AS begun, count(p.until) AS ended, count(DISTINCT p.kind) AS kinds;

//: least_and_greatest_of_texts
MATCH (p:Partnership)
WHERE p.since IS NOT NULL
RETURN min(p.since_from) AS oldest, max(p.since_from) AS newest;

//: whole_numbers_stay_whole
MATCH (p:Partnership)
WITH count(*) AS n
RETURN n, n / 7 AS divided, n % 7 AS rest, -n / 7 AS negative, -n % 7 AS negative_rest, n / 7.0 AS exact, 2 ^ 10 AS power, n * 1.0 AS as_float;

//: shares_in_hundredths
MATCH (p:Partnership)
WITH count(*) AS n, sum(CASE WHEN p.kind = 'twinning' THEN 1 ELSE 0 END) AS twinnings
RETURN n, twinnings, round(100.0 * twinnings / n, 1) AS percent, toInteger(100 * twinnings / n) AS whole, 1 > $share AS more;

//: rounding
UNWIND [-2.5, -1.5, -0.4, 0.5, 1.5, 2.345, 139.705] AS x
RETURN x, round(x) AS round, round(x, 2) AS hundredths, ceil(x) AS ceil, floor(x) AS floor, abs(x) AS abs, sign(x) AS sign
ORDER BY x;

//: distance_by_hand (haversine, in kilometres)
MATCH (a:City {id: $city})
MATCH (b:City)
WHERE b.lat IS NOT NULL AND b.id <> a.id
WITH a, b, radians(b.lat - a.lat) AS north, radians(b.lon - a.lon) AS east
WITH b, 2 * 6371 * asin(sqrt(sin(north / 2) ^ 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ^ 2)) AS km
RETURN b.id AS city, round(km) AS km
ORDER BY km, city;

//: logarithm_of_degrees
MATCH (p:Place)-[l:LINKED]-()
WITH count(l) AS degree, p
WITH degree, count(p) AS places
RETURN degree, places, round(log(degree), 9) AS ln, round(log10(degree), 9) AS lg, round(exp(-degree), 9) AS e, round(sqrt(degree), 9) AS root
ORDER BY degree;

//: weights_of_kinds (a map as parameter; an unknown key is null)
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
WITH p, reduce(score = 0.0, kind IN l.kinds | score + coalesce($weights[kind], 0.5)) AS score
RETURN p.id AS partner, score
ORDER BY score DESC, partner;

//: sum_in_a_list
MATCH (:City {id: $city})-[l:LINKED]-(p:Place)
RETURN p.id AS partner, reduce(n = 0, s IN l.stated | n + s) AS stated, size(l.partnerships) AS ties
ORDER BY stated DESC, partner;

//: numbers_of_texts
UNWIND ['12', '12.7', '-12', 'twelve', '', '1e3'] AS text
RETURN text, toInteger(text) AS whole, toFloat(text) AS float
ORDER BY text;

//: numbers_as_texts
RETURN toString(12) AS whole, toString(12.0) AS float, toString(0.1 + 0.2) AS sum, toString(true) AS truth, toString(1e21) AS large;

//: numbers_compared
RETURN 1 = 1.0 AS same, 1 < 1.5 AS less, '1' = 1 AS text, [1] = [1.0] AS lists, {a: 1} = {a: 1.0} AS maps;

//: largest_numbers
RETURN 9223372036854775807 AS most, -9223372036854775808 AS least, 0x1F AS hexadecimal, 1.5e300 * 10 AS float;

//: by_decade
MATCH (p:Partnership)
WHERE p.since IS NOT NULL
WITH toInteger(substring(p.since_from, 0, 4)) / 10 * 10 AS decade, p
ORDER BY p.id
RETURN decade, count(*) AS ties, collect(p.kind)[..2] AS first_two
ORDER BY decade;

//: pairs_of_countries
MATCH (a:City)-[:LINKED]->(b:City)
WITH CASE WHEN a.country < b.country THEN [a.country, b.country] ELSE [b.country, a.country] END AS pair
RETURN pair, count(*) AS links
ORDER BY links DESC, pair[0], pair[1]
LIMIT 12;
