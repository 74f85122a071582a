-- Who may read and write what: domain/rights.py says the same in the words of the panel.

ALTER TABLE {schema}.scenes ENABLE ROW LEVEL SECURITY;
CREATE POLICY police_read ON {schema}.scenes FOR SELECT TO {county}, {editor} USING (true);
CREATE POLICY county_writes ON {schema}.scenes TO {county} USING (true) WITH CHECK (true);
CREATE POLICY editor_adds ON {schema}.scenes FOR INSERT TO {editor} WITH CHECK (
    lpo_code = ANY ((SELECT {schema}.own('lpo'))::text[])
    AND EXISTS (SELECT FROM {schema}.rounds r WHERE r.label = round)
);
CREATE POLICY editor_changes ON {schema}.scenes FOR UPDATE TO {editor}
    USING (lpo_code = ANY ((SELECT {schema}.own('lpo'))::text[]))
    WITH CHECK (lpo_code = ANY ((SELECT {schema}.own('lpo'))::text[]));
CREATE POLICY editor_removes ON {schema}.scenes FOR DELETE TO {editor}
    USING (lpo_code = ANY ((SELECT {schema}.own('lpo'))::text[]));

ALTER TABLE {schema}.link_decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY police_read ON {schema}.link_decisions FOR SELECT TO {county}, {editor} USING (true);
CREATE POLICY county_decides ON {schema}.link_decisions FOR INSERT TO {county} WITH CHECK (true);
CREATE POLICY editor_decides ON {schema}.link_decisions FOR INSERT TO {editor} WITH CHECK (
    {schema}.scene_in(NULL, from_scene, 'lpo', (SELECT {schema}.own('lpo')))
    OR {schema}.scene_in(round, to_scene, 'lpo', (SELECT {schema}.own('lpo')))
);

ALTER TABLE {schema}.sign_offs ENABLE ROW LEVEL SECURITY;
CREATE POLICY police_read ON {schema}.sign_offs FOR SELECT TO {county}, {editor} USING (true);
CREATE POLICY county_signs ON {schema}.sign_offs FOR INSERT TO {county} WITH CHECK (true);
CREATE POLICY editor_signs ON {schema}.sign_offs FOR INSERT TO {editor} WITH CHECK (
    role = 'lpo' AND code = ANY ((SELECT {schema}.own('lpo'))::text[])
    AND (scene_id IS NULL OR {schema}.scene_in(round, scene_id, 'lpo', ARRAY[code]))
);
CREATE POLICY reviewer_signs ON {schema}.sign_offs FOR INSERT TO {reviewer} WITH CHECK (
    role = 'municipality' AND code = ANY ((SELECT {schema}.own('municipality'))::text[])
    AND (scene_id IS NULL OR {schema}.scene_in(round, scene_id, 'municipality', ARRAY[code]))
);

ALTER TABLE {schema}.local_decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY police_read ON {schema}.local_decisions FOR SELECT TO {county}, {editor} USING (true);
CREATE POLICY county_records ON {schema}.local_decisions FOR INSERT TO {county} WITH CHECK (true);
CREATE POLICY editor_records ON {schema}.local_decisions FOR INSERT TO {editor} WITH CHECK (
    role = 'lpo' AND {schema}.scene_in(NULL, scene_id, 'lpo', (SELECT {schema}.own('lpo')))
);

ALTER TABLE {schema}.measures ENABLE ROW LEVEL SECURITY;
CREATE POLICY police_read ON {schema}.measures FOR SELECT TO {county}, {editor} USING (true);
CREATE POLICY county_records ON {schema}.measures FOR INSERT TO {county} WITH CHECK (true);
CREATE POLICY editor_records ON {schema}.measures FOR INSERT TO {editor} WITH CHECK (
    {schema}.scene_in(NULL, scene_id, 'lpo', (SELECT {schema}.own('lpo')))
);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC;
GRANT USAGE ON SCHEMA {schema} TO {county}, {editor}, {reviewer}, {reader};
GRANT EXECUTE ON FUNCTION {schema}.me(), {schema}.own(text) TO {county}, {editor}, {reviewer}, {reader};
GRANT EXECUTE ON FUNCTION {schema}.begin_write() TO {county}, {editor}, {reviewer};
GRANT EXECUTE ON FUNCTION {schema}.scene_in(text, text, text, text[]) TO {editor}, {reviewer};
GRANT EXECUTE ON FUNCTION {schema}.mark_edited(text, text[], double precision) TO {county}, {editor};

GRANT SELECT ON {schema}.store_info, {schema}.areas TO {county}, {editor}, {reviewer}, {reader};
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {county};
GRANT SELECT ON
    {schema}.rounds, {schema}.scenes, {schema}.seen_findings, {schema}.codes, {schema}.change_log,
    {schema}.link_decisions, {schema}.sign_offs, {schema}.local_decisions, {schema}.measures,
    {schema}.publications, {schema}.corrections, {schema}.figures, {schema}.released_cells, {schema}.check_outs,
    {schema}.marks
TO {editor};
GRANT SELECT ON
    {schema}.rounds, {schema}.scenes_cooperation, {schema}.link_decisions_cooperation,
    {schema}.sign_offs_cooperation, {schema}.local_decisions_cooperation, {schema}.measures_cooperation
TO {reviewer};
GRANT SELECT ON {schema}.rounds_public, {schema}.scenes_public TO {reader};

GRANT UPDATE, DELETE ON {schema}.scenes, {schema}.seen_findings TO {county}, {editor};
GRANT INSERT, UPDATE, DELETE ON
    {schema}.codes, {schema}.figures, {schema}.check_outs, {schema}.members, {schema}.public_rounds, {schema}.public_scenes
TO {county};
GRANT INSERT ON
    {schema}.rounds, {schema}.areas, {schema}.publications, {schema}.corrections, {schema}.released_cells
TO {county};
GRANT UPDATE (state, revision) ON {schema}.rounds TO {county};
