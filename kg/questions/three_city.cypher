// Q00, three-city: what the finder rests on. $from and $to are as_of's first and last day, $stated is true where
// stated evidence alone counts. Python forms the options, scores them and writes the reasons.
// A pattern in brackets starts at the node that is known: the other way round the embedded engine reads every node.

//: links (every link of some places, with all its ties and their days; $places is a list of ids)
UNWIND $places AS id
MATCH (p:Place {id: id})-[l:LINKED]-(q:Place)
RETURN id AS place, q.id AS other, l.partnerships AS partnerships, l.sectors AS sectors,
       l.begun_from AS begun_from, CASE WHEN $stated THEN l.begun_by_stated ELSE l.begun_by END AS begun_by,
       l.ended_from AS ended_from, l.ended_by AS ended_by, l.stated AS stated,
       CASE WHEN $stated THEN l.stated ELSE l.asserted END AS asserted;

//: degrees (how many places some places are linked to at as_of)
UNWIND $places AS id
MATCH (p:Place {id: id})-[l:LINKED]-(:Place)
WITH id, CASE WHEN $stated THEN l.begun_by_stated ELSE l.begun_by END AS begun_by, l.ended_from AS ended_from
WHERE any(i IN range(0, size(begun_by) - 1) WHERE begun_by[i] <= $to AND ended_from[i] >= $from)
RETURN id AS place, count(*) AS degree;

//: sector_and_narrower
MATCH (s:Sector {id: $sector})<-[:BROADER*0..]-(narrower:Sector)
RETURN DISTINCT narrower.id AS id
ORDER BY id;

//: ties_in_sector (of these partnerships, those with an entry that holds for one of the sectors)
UNWIND $partnerships AS id
MATCH (p:Partnership {id: id})-[entry:IN_SECTOR]->(s:Sector)
WHERE s.id IN $sectors AND entry.since_to <= $to AND entry.until_from >= $from
RETURN DISTINCT id;

//: activities (the dated activities of these partnerships up to as_of)
UNWIND $partnerships AS id
MATCH (:Partnership {id: id})<-[:ACTIVITY_OF]-(a:Activity)
WHERE a.on_to <= $to AND CASE WHEN $stated THEN a.stated ELSE a.asserted END > 0
RETURN id AS partnership, a.on AS on, a.on_from AS on_from, a.on_to AS on_to;

//: gatherings (events and programmes in which at least two of the places take part)
UNWIND $places AS id
MATCH (:Place {id: id})-[:TAKES_PART_IN]->(g)
WITH g, collect(DISTINCT id) AS places
WHERE size(places) > 1 AND CASE WHEN $stated THEN g.stated ELSE g.asserted END > 0
RETURN g.id AS id, places, g.on AS on, g.on_from AS on_from, g.on_to AS on_to,
       CASE WHEN $stated THEN g.told_by_stated ELSE g.told_by END AS told_by,
       [(g)-[:HAS_THEME]->(s:Sector) | s.id] AS sectors
ORDER BY id;

//: own_ties (every tie to which the city, or a body that stands for it, is party in any role)
MATCH way = (c:Place {id: $city})<-[:PART_OF*0..]-(x)-[:PARTY_TO]->(p:Partnership)
WHERE none(n IN nodes(way)[1..] WHERE any(label IN labels(n) WHERE label IN ['City', 'District', 'Region']))
RETURN DISTINCT p.id AS id, p.since_from AS begun_from, p.until_from AS ended_from, p.until_to AS ended_by,
       CASE WHEN $stated THEN p.begun_by_stated ELSE p.since_to END AS begun_by,
       CASE WHEN $stated THEN p.stated ELSE p.stated + p.implied END AS asserted,
       [(p)<-[:PARTY_TO]-(y) WHERE y.id <> c.id | {id: y.id, name: y.name, name_ja: y.name_ja, name_en: y.name_en}] AS others
ORDER BY id;

//: denials (ties between two of the places that a document denies and none asserts)
UNWIND $places AS id
MATCH (x:Place {id: id})-[:PARTY_TO]->(p:Partnership)
WHERE p.status = 'denied'
WITH DISTINCT p
RETURN p.id AS id, p.kind AS kind, [(p)<-[:PARTY_TO]-(y) | y.id] AS parties,
       [(p)-[:SUPPORTED_BY]->(c:Claim)-[:FROM]->(d:Document) | {property: c.property, value: c.value, place: c.place,
         quote: c.quote, certainty: c.certainty, document: d.id, title: d.name, title_ja: d.title_ja, title_en: d.title_en, date: d.on, url: d.url}] AS claims
ORDER BY id;

//: names (what the places shown are called)
UNWIND $places AS id
MATCH (p:Place {id: id})
RETURN p.id AS id, p.name AS name, p.name_ja AS name_ja, p.name_en AS name_en;
