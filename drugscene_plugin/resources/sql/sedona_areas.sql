-- The relation `areas`, from its columns.
SELECT levels AS level, labels AS label, ST_SetSRID(ST_GeomFromWKB(outlines), $srid) AS place FROM given_areas
