// Dates, durations, points, and parameters of every type.

//: dates_of_texts (a day of a text that is one)
MATCH (p:Partnership)
WHERE p.since_from > '0001-01-01' AND p.kind IN $kinds
WITH p, date(p.since_from) AS begun
RETURN p.id AS tie, begun, begun.year AS year, begun.month AS month, begun.quarter AS quarter, begun.dayOfWeek AS weekday, begun.ordinalDay AS day_of_year
ORDER BY begun, tie;

//: anniversaries (25 years on, as a date)
MATCH (p:Partnership)
WHERE p.since_from > '0001-01-01' AND p.since_from = p.since_to
RETURN p.id AS tie, date(p.since_from) + duration({years: 25}) AS silver, date(p.since_from) + duration('P1M') AS month_later
ORDER BY silver, tie;

//: how_long (between two days)
MATCH (p:Partnership)
WHERE p.since_from > '0001-01-01' AND p.kind IN $kinds
WITH p, date(p.since_from) AS begun
RETURN p.id AS tie, duration.between(begun, $day) AS time, duration.inDays(begun, $day).days AS days, duration.inMonths(begun, $day).months AS months
ORDER BY days DESC, tie;

//: ties_before_a_day
MATCH (p:Partnership)
WHERE p.since_from > '0001-01-01' AND date(p.since_to) < $day
RETURN count(*) AS ties, max(date(p.since_to)) AS newest;

//: dates_of_parts
RETURN date({year: 2014, month: 8, day: 26}) AS day, date('2014-08') AS month, date('2014') AS year, date({year: 2014, week: 35, dayOfWeek: 2}) AS week,
       date.truncate('month', $day) AS first, date('2014-08-26') = $day AS same, $day > date('2014') AS later;

//: dates_given_by_python
RETURN $python_day AS day, $python_day = $day AS same, $day.year AS year, $day + duration({days: 6}) AS later, toString($day) AS text;

//: moments
RETURN $moment AS moment, $moment.hour AS hour, $moment.offset AS offset, $local_moment AS local, $local_moment.second AS second, $clock AS clock, $clock.minute AS minute;

//: moments_of_texts
RETURN datetime('2014-08-26T17:30:15+09:00') AS moment, localdatetime('2014-08-26T17:30:15') AS local, localtime('17:30:15') AS clock, time('17:30:15+09:00') AS with_zone,
       datetime('2014-08-26T17:30:15+09:00') < datetime('2014-08-26T17:30:15Z') AS earlier;

//: durations
RETURN $span AS span, duration('P2Y3M4DT5H6M7S') AS long, duration({hours: 36}) AS hours, $span.years AS years, duration({days: 3}) + duration({days: 4}) AS sum,
       duration({months: 2}) * 2 AS twice, duration('P1Y') = duration('P12M') AS same;

//: days_in_order
UNWIND [date('2014-08-26'), date('1997-10-01'), null, date('2020-02-06')] AS day
RETURN day
ORDER BY day;

//: first_and_last_day_of_activities
MATCH (a:Activity)-[:ACTIVITY_OF]->(p:Partnership)
WHERE a.on_from IS NOT NULL
RETURN p.id AS tie, min(date(a.on_from)) AS first, max(date(a.on_to)) AS last, count(a) AS activities
ORDER BY first, tie;

//: activities_by_year
MATCH (a:Activity)
WHERE a.on_from IS NOT NULL
RETURN date(a.on_from).year AS year, count(*) AS activities
ORDER BY year;

//: points_of_places
MATCH (c:City {country: 'JP'})
WHERE c.lat IS NOT NULL
WITH c, point({latitude: c.lat, longitude: c.lon}) AS at
RETURN c.id AS city, at, at.latitude AS lat, at.x AS x
ORDER BY city;

//: points_given
RETURN $here AS here, $on_the_sheet AS sheet, point({x: 3, y: 4}) AS point, $here.x AS x, $on_the_sheet.y AS y, point({x: 1, y: 2, z: 3}) AS deep;

//: far_and_near (on a flat map, in degrees)
MATCH (c:City)
WHERE c.lat IS NOT NULL
WITH c, point.distance(point({x: c.lon, y: c.lat}), point({x: 139.7, y: 35.53})) AS degrees
RETURN c.id AS city, round(degrees, 6) AS degrees, point.distance($on_the_sheet, point({x: 0, y: 0})) AS five
ORDER BY degrees, city;

//: parameters_of_every_type
RETURN $city AS text, $least AS whole, $share AS float, $stated AS truth, $unknown AS none, $cities AS list, $weights AS map, $visits AS maps, $nested AS lists, $day AS day, $span AS span;

//: parameters_in_a_pattern
MATCH (c:City {id: $city, country: 'JP'})-[:PARTY_TO {role: 'party'}]->(p:Partnership {kind: 'memorandum'})
RETURN p.id AS tie
ORDER BY tie;

//: a_list_as_parameter
MATCH (c:City)-[r:STRONG_IN|NEEDS]->(s:Sector)
WHERE c.id IN $cities AND s.id IN $sectors
RETURN c.id AS city, type(r) AS type, s.id AS sector
ORDER BY city, type, sector;
