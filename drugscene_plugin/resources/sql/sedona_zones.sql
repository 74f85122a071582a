-- The relation `zones`, from its columns.
SELECT layouts AS layout, labels AS label, bands AS band, ST_SetSRID(ST_GeomFromWKB(outlines), $srid) AS place
FROM given_zones
