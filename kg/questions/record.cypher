// One record and what stands around it: `citykg show`, and Q26, `ask sources`. LABEL is the label that the id's type
// says (:City for city:…); Python puts it in from a closed list, since a label cannot be a parameter.

//: called (every record of a folded name)
MATCH (n)
WHERE $name IN n.names
RETURN n.id AS id, n.name AS name, coalesce(n.name_ja, n.title_ja) AS name_ja, coalesce(n.name_en, n.title_en) AS name_en
ORDER BY id;

//: by_id
MATCH (n:LABEL {id: $id})
RETURN n.id AS id, n.name AS name, coalesce(n.name_ja, n.title_ja) AS name_ja, coalesce(n.name_en, n.title_en) AS name_en;

//: all_named (for "did you mean")
MATCH (n)
WHERE n.names IS NOT NULL
RETURN n.id AS id, n.name AS name, coalesce(n.name_ja, n.title_ja) AS name_ja, coalesce(n.name_en, n.title_en) AS name_en, n.names AS names
ORDER BY id;

//: records (records with every claim about them)
UNWIND $ids AS id
MATCH (n:LABEL {id: id})
RETURN n.id AS id, n.name AS name, coalesce(n.name_ja, n.title_ja) AS name_ja, coalesce(n.name_en, n.title_en) AS name_en, properties(n) AS properties,
       [(n)-[:SUPPORTED_BY]->(c:Claim)-[:FROM]->(d:Document) | {property: c.property, value: c.value, entry: c.entry, place: c.place,
         quote: c.quote, certainty: c.certainty, document: d.id, title: d.name, title_ja: d.title_ja, title_en: d.title_en, date: d.on, url: d.url}] AS claims
ORDER BY id;

//: names_of (what records are called)
UNWIND $ids AS id
MATCH (n:LABEL {id: id})
RETURN n.id AS id, n.name AS name, coalesce(n.name_ja, n.title_ja) AS name_ja, coalesce(n.name_en, n.title_en) AS name_en;

//: edges_out (what records lead to)
UNWIND $ids AS id
MATCH (n:LABEL {id: id})-[r]->(x)
WHERE NOT type(r) IN ['SUPPORTED_BY', 'FROM', 'LINKED'] AND r.partnership IS NULL
RETURN id AS record, type(r) AS type, x.id AS id, x.name AS name, coalesce(x.name_ja, x.title_ja) AS name_ja, coalesce(x.name_en, x.title_en) AS name_en, properties(r) AS properties
ORDER BY record, type, id;

//: edges_in (what leads to records)
UNWIND $ids AS id
MATCH (n:LABEL {id: id})<-[r]-(x)
WHERE NOT type(r) IN ['SUPPORTED_BY', 'FROM', 'LINKED'] AND r.partnership IS NULL
RETURN id AS record, type(r) AS type, x.id AS id, x.name AS name, coalesce(x.name_ja, x.title_ja) AS name_ja, coalesce(x.name_en, x.title_en) AS name_en, properties(r) AS properties
ORDER BY record, type, id;

//: bodies (what is part of a place or body and stands for no other place)
MATCH way = (n:LABEL {id: $id})<-[:PART_OF*1..]-(x)
WHERE none(m IN nodes(way)[1..] WHERE any(label IN labels(m) WHERE label IN ['City', 'District', 'Region']))
RETURN DISTINCT x.id AS id, x.name AS name, coalesce(x.name_ja, x.title_ja) AS name_ja, coalesce(x.name_en, x.title_en) AS name_en
ORDER BY id;

//: ties_of (every tie to which one of these is party, in any role)
UNWIND $ids AS id
MATCH (n:LABEL {id: id})-[:PARTY_TO]->(p:Partnership)
RETURN DISTINCT p.id AS id
ORDER BY id;

//: ties_in (every tie in a sector or a narrower one)
MATCH (:Sector {id: $id})<-[:BROADER*0..]-(s:Sector)<-[:IN_SECTOR]-(p:Partnership)
RETURN DISTINCT p.id AS id
ORDER BY id;

//: places_in (the places of a country, by its two letters)
MATCH (n:Country {id: $id})
MATCH (p:Place)
WHERE p.country = n.country AND p.id <> n.id
RETURN p.id AS id, p.name AS name, coalesce(p.name_ja, p.title_ja) AS name_ja, coalesce(p.name_en, p.title_en) AS name_en
ORDER BY id;

//: below (the measures of a policy and of the policies that are part of it)
MATCH (:Policy {id: $id})<-[:PART_OF*0..]-(:Policy)<-[:UNDER]-(m:Measure)
RETURN DISTINCT m.id AS id, m.name AS name, coalesce(m.name_ja, m.title_ja) AS name_ja, coalesce(m.name_en, m.title_en) AS name_en
ORDER BY id;

//: cited (all that one document says, and of which record)
MATCH (d:Document {id: $id})<-[:FROM]-(c:Claim)<-[:SUPPORTED_BY]-(x)
RETURN x.id AS id, x.name AS name, coalesce(x.name_ja, x.title_ja) AS name_ja, coalesce(x.name_en, x.title_en) AS name_en, c.property AS property, c.value AS value, c.entry AS entry,
       c.place AS place, c.quote AS quote, c.certainty AS certainty, d.id AS document, d.name AS title,
       d.title_ja AS title_ja, d.title_en AS title_en, d.on AS date, d.url AS url
ORDER BY id, property, value, place;
