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
