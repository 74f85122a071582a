-- The change log: written by the database, whoever writes the tables and with what. It says what the plugin says of a store
-- in a file (domain/change_log.py), and tells those who listen that there is something new.

CREATE FUNCTION {schema}.note(
    of_action text, of_round text, of_scene text, of_revision bigint, was json, is_now json
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = {path} AS $$
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before, after)
    VALUES (now_text(), session_user, of_action, of_round, of_scene, of_revision, was, is_now)
$$;

CREATE FUNCTION {schema}.log_scenes_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    -- Those that come with their round are counted in the line about the round, which is written after them.
    INSERT INTO change_log (at, by, action, round, scene_id, revision, after)
    SELECT now_text(), session_user, 'add_scene', n.round, n.scene_id, n.revision, (
        SELECT coalesce(json_object_agg(name, value ORDER BY place), '{{}}')
        FROM (VALUES {said_now}) said (place, name, value) WHERE value IS NOT NULL
    ) FROM new_rows n WHERE EXISTS (SELECT FROM rounds r WHERE r.label = n.round) ORDER BY n.fid;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_scenes_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before, after)
    SELECT now_text(), session_user, 'change_scene', n.round, n.scene_id, n.revision,
        coalesce(d.was, '{{}}'), coalesce(d.is_now, '{{}}')
    FROM new_rows n JOIN old_rows o USING (fid)
    CROSS JOIN LATERAL (
        SELECT json_object_agg(name, was ORDER BY place) AS was, json_object_agg(name, is_now ORDER BY place) AS is_now
        FROM (VALUES {said_both}) said (place, name, was, is_now) WHERE was::text IS DISTINCT FROM is_now::text
    ) d ORDER BY n.fid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'drugscene: there is no such scene that is yours to change'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_scenes_removed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, scene_id, revision, before)
    SELECT now_text(), session_user, 'remove_scene', o.round, o.scene_id, o.revision + 1, (
        SELECT coalesce(json_object_agg(name, value ORDER BY place), '{{}}')
        FROM (VALUES {said_before}) said (place, name, value) WHERE value IS NOT NULL
    ) FROM old_rows o ORDER BY o.fid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'drugscene: there is no such scene that is yours to remove'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_rounds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM note('add_round', NEW.label, NULL, NULL, NULL, json_build_object(
            'ref_date', NEW.ref_date, 'state', NEW.state, 'definition', NEW.definition, 'delisting', NEW.delisting,
            'from_round', NEW.from_round, 'revision', NEW.revision,
            'scenes', (SELECT count(*) FROM scenes WHERE round = NEW.label)
        ));
    ELSE
        PERFORM note(
            CASE WHEN OLD.state = 'published' THEN 'correct_round' WHEN NEW.state = 'published' THEN 'publish_round'
                ELSE 'set_round_state' END,
            NEW.label, NULL, NULL,
            json_build_object('state', OLD.state, 'revision', OLD.revision),
            json_build_object('state', NEW.state, 'revision', NEW.revision)
        );
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_areas() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    PERFORM note('add_areas', NULL, NULL, NULL, NULL, (
        SELECT coalesce(json_object_agg(level, codes), '{{}}')
        FROM (SELECT level, json_agg(code ORDER BY fid) AS codes FROM new_rows GROUP BY level) l
    ));
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_findings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    was json := CASE WHEN TG_OP <> 'INSERT' THEN json_build_object(OLD.fingerprint, OLD.reason) END;
    is_now json := CASE WHEN TG_OP <> 'DELETE' THEN json_build_object(NEW.fingerprint, NEW.reason) END;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM note('withdraw_finding', OLD.round, NULL, NULL, was, is_now);
    ELSE
        PERFORM note('accept_finding', NEW.round, NULL, NULL, was, is_now);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_members() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    was json := CASE WHEN TG_OP <> 'INSERT'
        THEN json_build_object('user', OLD.user_name, 'level', OLD.level, 'code', OLD.code) END;
    is_now json := CASE WHEN TG_OP <> 'DELETE'
        THEN json_build_object('user', NEW.user_name, 'level', NEW.level, 'code', NEW.code) END;
BEGIN
    PERFORM begin_write();
    PERFORM note('set_rights', NULL, NULL, NULL, was, is_now);
    RETURN NULL;
END $$;

-- A list is set by taking the old one away and putting the new one there: two lines.
CREATE FUNCTION {schema}.log_codes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    list text;
    items json;
BEGIN
    FOR list, items IN
        SELECT code_list, json_agg(json_build_array(code, label_sv, label_en) ORDER BY place)
        FROM rows_written GROUP BY code_list
    LOOP
        IF TG_OP = 'DELETE' THEN
            PERFORM note('set_codes', NULL, NULL, NULL, json_build_object(list, items), NULL);
        ELSE
            PERFORM note('set_codes', NULL, NULL, NULL, NULL, json_build_object(list, items));
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_links() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'decide_links', round, json_build_object('links', json_agg(
        json_build_array(coalesce(from_scene, ''), coalesce(to_scene, '')) ORDER BY fid
    )) FROM new_rows GROUP BY round;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_sign_offs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'sign_off', round, json_build_object(
        'role', role, 'code', code, 'decision', decision, 'scenes', count(*)
    ) FROM new_rows GROUP BY round, role, code, decision ORDER BY min(fid);
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_local_decisions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    PERFORM note('record_decision', NULL, NEW.scene_id, NULL, NULL,
        json_build_object('decision', NEW.decision, 'date', NEW.date));
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_measures() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    PERFORM note('record_measure', NULL, NEW.scene_id, NULL, NULL,
        json_build_object('type', NEW.type, 'actor', NEW.actor, 'since', NEW.since, 'state', NEW.state));
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_figures() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'keep_figures', round, json_build_object('figures', json_agg(json_build_object(
        'name', name, 'parameters', parameters::json, 'sha256', coalesce(sha256, '')
    ) ORDER BY fid)) FROM rows_written GROUP BY round;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.log_releases() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    INSERT INTO change_log (at, by, action, round, after)
    SELECT now_text(), session_user, 'release', round,
        jsonb_build_object('revision', revision) || parameters::jsonb || jsonb_build_object('cells', count(*))
    FROM new_rows GROUP BY round, revision, parameters;
    RETURN NULL;
END $$;

CREATE TRIGGER log_added AFTER INSERT ON {schema}.scenes REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_scenes_added();
CREATE TRIGGER log_changed AFTER UPDATE ON {schema}.scenes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_scenes_changed();
CREATE TRIGGER log_removed AFTER DELETE ON {schema}.scenes REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_scenes_removed();
CREATE TRIGGER log AFTER INSERT OR UPDATE ON {schema}.rounds
    FOR EACH ROW EXECUTE FUNCTION {schema}.log_rounds();
CREATE TRIGGER log AFTER INSERT ON {schema}.areas REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_areas();
CREATE TRIGGER log AFTER INSERT OR UPDATE OR DELETE ON {schema}.seen_findings
    FOR EACH ROW EXECUTE FUNCTION {schema}.log_findings();
CREATE TRIGGER log AFTER INSERT OR UPDATE OR DELETE ON {schema}.members
    FOR EACH ROW EXECUTE FUNCTION {schema}.log_members();
CREATE TRIGGER log_set AFTER INSERT ON {schema}.codes REFERENCING NEW TABLE AS rows_written
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_codes();
CREATE TRIGGER log_changed AFTER UPDATE ON {schema}.codes REFERENCING NEW TABLE AS rows_written
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_codes();
CREATE TRIGGER log_removed AFTER DELETE ON {schema}.codes REFERENCING OLD TABLE AS rows_written
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_codes();
CREATE TRIGGER log AFTER INSERT ON {schema}.link_decisions REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_links();
CREATE TRIGGER log AFTER INSERT ON {schema}.sign_offs REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_sign_offs();
CREATE TRIGGER log AFTER INSERT ON {schema}.local_decisions
    FOR EACH ROW EXECUTE FUNCTION {schema}.log_local_decisions();
CREATE TRIGGER log AFTER INSERT ON {schema}.measures
    FOR EACH ROW EXECUTE FUNCTION {schema}.log_measures();
CREATE TRIGGER log_kept AFTER INSERT ON {schema}.figures REFERENCING NEW TABLE AS rows_written
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_figures();
CREATE TRIGGER log_replaced AFTER UPDATE ON {schema}.figures REFERENCING NEW TABLE AS rows_written
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_figures();
CREATE TRIGGER log AFTER INSERT ON {schema}.released_cells REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.log_releases();

-- Who listens is told that there is news, and not what: everybody who may log in may listen. What it is, the log says to
-- those who may read it.
CREATE FUNCTION {schema}.tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    PERFORM pg_notify({channel}, 'changes');
    RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON {schema}.change_log FOR EACH STATEMENT EXECUTE FUNCTION {schema}.tell();

-- Who is editing which scene just now. It locks nothing, and is forgotten by itself.
CREATE TABLE {schema}.marks (
    round text NOT NULL,
    scene_id text NOT NULL,
    by text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (round, scene_id, by)
);

CREATE FUNCTION {schema}.mark_edited(of_round text, scenes text[], seconds double precision) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    news boolean;
BEGIN
    DELETE FROM marks WHERE until < clock_timestamp();
    DELETE FROM marks WHERE by = session_user AND round = of_round AND scene_id <> ALL (scenes);
    news := FOUND;
    INSERT INTO marks SELECT of_round, scene, session_user, clock_timestamp() + make_interval(secs => least(seconds, 600))
    FROM unnest(scenes) scene WHERE NOT EXISTS (
        SELECT FROM marks m WHERE m.round = of_round AND m.scene_id = scene AND m.by = session_user
    );
    IF news OR FOUND THEN
        PERFORM pg_notify({channel}, 'marks');
    END IF;
    UPDATE marks SET until = clock_timestamp() + make_interval(secs => least(seconds, 600))
    WHERE by = session_user AND round = of_round;
END $$;
