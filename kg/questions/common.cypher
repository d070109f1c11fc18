// What several questions fetch. Parameters begin with $; days are ISO texts, so they compare as texts.

//: newest (the date of the newest document: as_of, where the question names none)
MATCH (d:Document)
WHERE d.on_to IS NOT NULL
RETURN d.on AS on, d.on_from AS on_from, d.on_to AS on_to
ORDER BY on_to DESC, on_from DESC
LIMIT 1;

//: places_called (places of a folded name; $name is an id's or a name's folded form)
MATCH (p:Place)
WHERE $name IN p.names
RETURN p.id AS id, p.name AS name, p.name_ja AS name_ja, p.name_en AS name_en
ORDER BY id;

//: sectors_called (sectors of a folded name)
MATCH (s:Sector)
WHERE $name IN s.names
RETURN s.id AS id, s.name AS name, s.name_ja AS name_ja, s.name_en AS name_en
ORDER BY id;

//: place_by_id
MATCH (p:Place {id: $id})
RETURN p.id AS id, p.name AS name, p.name_ja AS name_ja, p.name_en AS name_en;

//: sector_by_id
MATCH (s:Sector {id: $id})
RETURN s.id AS id, s.name AS name, s.name_ja AS name_ja, s.name_en AS name_en;

//: all_places (for "did you mean" and for completion)
MATCH (p:Place)
RETURN p.id AS id, p.name AS name, p.name_ja AS name_ja, p.name_en AS name_en, p.names AS names
ORDER BY id;

//: all_sectors
MATCH (s:Sector)
RETURN s.id AS id, s.name AS name, s.name_ja AS name_ja, s.name_en AS name_en, s.names AS names
ORDER BY id;

//: stands_for (the place that a port or body stands for, and the way to it)
MATCH way = (p:Place {id: $id})-[:PART_OF*1..]->(place:City|District|Region)
RETURN place.id AS id
ORDER BY length(way), id
LIMIT 1;

//: ties (what sentences say of these partnerships)
UNWIND $partnerships AS id
MATCH (p:Partnership {id: id})
RETURN p.id AS id, p.name_ja AS name_ja, p.name_en AS name_en, p.kind AS kind, p.designation AS designation,
       p.since AS since, p.until AS until, p.stated AS stated, p.contested AS contested, p.conflicts AS conflicts,
       [(p)<-[r:PARTY_TO]-(x) | {id: x.id, name: x.name, name_ja: x.name_ja, name_en: x.name_en, role: r.role}] AS parties,
       [(p)-[e:IN_SECTOR]->(s:Sector) | {id: s.id, name: s.name, name_ja: s.name_ja, name_en: s.name_en,
         since: e.since, until: e.until, since_from: e.since_from, since_to: e.since_to,
         until_from: e.until_from, until_to: e.until_to}] AS sectors,
       [(p)-[:SUPPORTED_BY]->(c:Claim)-[:FROM]->(d:Document) | {property: c.property, value: c.value, place: c.place,
         quote: c.quote, certainty: c.certainty, document: d.id, title: d.name, title_ja: d.title_ja, title_en: d.title_en, date: d.on, url: d.url}] AS claims
ORDER BY id;

//: events (what sentences say of these events)
UNWIND $ids AS id
MATCH (g:Event {id: id})
RETURN g.id AS id, g.name AS name, g.name_ja AS name_ja, g.name_en AS name_en, g.date AS date, g.since AS since, g.until AS until, [(g)-[:PART_OF]->(b:Policy) | b.id] AS policies,
       [(g)<-[t:TAKES_PART_IN]-(x) | {id: x.id, via: t.via}] AS participants,
       [(g)-[:SUPPORTED_BY]->(c:Claim)-[:FROM]->(d:Document) | {property: c.property, value: c.value, place: c.place,
         quote: c.quote, certainty: c.certainty, document: d.id, title: d.name, title_ja: d.title_ja, title_en: d.title_en, date: d.on, url: d.url}] AS claims
ORDER BY id;

//: programmes (what sentences say of these programmes)
UNWIND $ids AS id
MATCH (g:Programme {id: id})
RETURN g.id AS id, g.name AS name, g.name_ja AS name_ja, g.name_en AS name_en, g.date AS date, g.since AS since, g.until AS until, [(g)-[:PART_OF]->(b:Policy) | b.id] AS policies,
       [(g)<-[t:TAKES_PART_IN]-(x) | {id: x.id, via: t.via}] AS participants,
       [(g)-[:SUPPORTED_BY]->(c:Claim)-[:FROM]->(d:Document) | {property: c.property, value: c.value, place: c.place,
         quote: c.quote, certainty: c.certainty, document: d.id, title: d.name, title_ja: d.title_ja, title_en: d.title_en, date: d.on, url: d.url}] AS claims
ORDER BY id;
