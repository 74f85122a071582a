-- What nobody may do, the owner included: the same as the triggers of a GeoPackage, and that times and names are the server's.

CREATE FUNCTION {schema}.utc(moment timestamptz) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Begins a write: raises the store's revision once in a transaction, and holds up every other write until that ends, so
-- that nothing read after it changes under the write. The time of the write never runs backwards.
CREATE FUNCTION {schema}.begin_write() RETURNS TABLE (version bigint, at text, transaction_id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    UPDATE store_info SET revision = revision + 1, written_at = date_trunc(
        'milliseconds', greatest(clock_timestamp(), written_at + interval '1 millisecond')
    ) WHERE xmin <> pg_current_xact_id()::xid;
    RETURN QUERY SELECT schema_version, utc(written_at), pg_current_xact_id()::text FROM store_info;
END $$;

CREATE FUNCTION {schema}.lock_store() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    PERFORM begin_write();
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.now_text() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {path} AS $$
    SELECT utc(written_at) FROM store_info
$$;

-- Who decided something and when is what the server says.
CREATE FUNCTION {schema}.stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    NEW.by := session_user;
    NEW.at := now_text();
    RETURN NEW;
END $$;

CREATE FUNCTION {schema}.keep() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION {kept} USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION {schema}.guard_scenes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    sides text[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.round] WHEN 'DELETE' THEN ARRAY[OLD.round]
        ELSE ARRAY[OLD.round, NEW.round] END;
BEGIN
    IF EXISTS (SELECT FROM rounds WHERE label = ANY (sides) AND state <> 'draft') THEN
        RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- The log finds a row by its number.
        IF (OLD.fid, OLD.round, OLD.scene_id) IS DISTINCT FROM (NEW.fid, NEW.round, NEW.scene_id) THEN
            RAISE EXCEPTION 'drugscene: a scene keeps its id, its round and its number' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.revision IS DISTINCT FROM OLD.revision + 1 THEN
            RAISE EXCEPTION 'drugscene: somebody else saved the scene' USING ERRCODE = 'serialization_failure';
        END IF;
        -- What other software wrote has no checksum that a signature could be bound to.
        IF NEW.checksum IS NOT DISTINCT FROM OLD.checksum AND (
            NEW.geom::bytea IS DISTINCT FROM OLD.geom::bytea
            OR ({signed_now}) IS DISTINCT FROM ({signed_before})
        ) THEN
            NEW.checksum := NULL;
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION {schema}.guard_rounds() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'published' THEN
            RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'published' AND NOT (
        NEW.state = 'draft' AND NEW.revision = OLD.revision + 1
        AND to_jsonb(NEW) - ARRAY['state', 'revision'] = to_jsonb(OLD) - ARRAY['state', 'revision']
        AND EXISTS (SELECT FROM corrections c WHERE c.round = OLD.label AND c.revision = NEW.revision)
    ) THEN
        RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state = 'published' AND NOT EXISTS (
        SELECT FROM publications p WHERE p.round = NEW.label AND p.revision = NEW.revision
    ) THEN
        RAISE EXCEPTION 'drugscene: a round is published with what it said' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- A round is published as the revision that is under way.
CREATE FUNCTION {schema}.guard_publications() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM rounds WHERE label = NEW.round AND revision = NEW.revision AND state <> 'published') THEN
        RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- What the public reads is written together with a publication, and not otherwise.
CREATE FUNCTION {schema}.guard_public() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    said jsonb := CASE TG_OP WHEN 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
BEGIN
    IF TG_OP = 'UPDATE' OR NOT EXISTS (
        SELECT FROM publications p
        WHERE p.round = coalesce(said ->> 'round', said ->> 'label') AND p.xmin = pg_current_xact_id()::xid
    ) THEN
        RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
END $$;

CREATE FUNCTION {schema}.guard_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
BEGIN
    IF EXISTS (SELECT FROM rounds WHERE label = NEW.round AND state = 'published') THEN
        RAISE EXCEPTION {guard} USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- Whoever does not see the whole of a row signs it as it stands: the server knows its checksum, to which the signer has added
-- that of what one saw. So a change of either part is found out, and nobody else says what was seen.
CREATE FUNCTION {schema}.bind_sign_off() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {path} AS $$
DECLARE
    signed record;
BEGIN
    IF is_of('county') OR is_of('editor') OR NEW.code <> ALL (own('municipality')) THEN
        RETURN NEW;  -- whoever signs for another municipality is refused by the policy
    END IF;
    IF NEW.scene_id IS NULL THEN
        IF EXISTS (SELECT FROM scenes WHERE round = NEW.round AND municipality_code = NEW.code) THEN
            RAISE EXCEPTION 'drugscene: the area has scenes' USING ERRCODE = 'serialization_failure';
        END IF;
        NEW.checksum := {no_scenes};
        RETURN NEW;
    END IF;
    SELECT checksum INTO signed FROM scenes
    WHERE round = NEW.round AND scene_id = NEW.scene_id AND municipality_code = NEW.code;
    IF NOT FOUND THEN
        RETURN NEW;  -- and so is whoever signs for a scene of another, whether there is one or not
    END IF;
    IF signed.checksum IS NULL THEN
        RAISE EXCEPTION 'drugscene: the scene was last written by other software: save it with the plugin first'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.checksum := signed.checksum || {between} || split_part(NEW.checksum, {between}, 2);
    RETURN NEW;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON {schema}.scenes
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_scenes();
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON {schema}.rounds
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_rounds();
CREATE TRIGGER guard BEFORE INSERT ON {schema}.publications
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_publications();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON {schema}.public_rounds
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_public();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON {schema}.public_scenes
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_public();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON {schema}.public_rounds
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON {schema}.public_scenes
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.keep();
CREATE TRIGGER guard BEFORE INSERT ON {schema}.link_decisions
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_settled();
CREATE TRIGGER guard BEFORE INSERT ON {schema}.sign_offs
    FOR EACH ROW EXECUTE FUNCTION {schema}.guard_settled();
CREATE TRIGGER bind BEFORE INSERT ON {schema}.sign_offs
    FOR EACH ROW EXECUTE FUNCTION {schema}.bind_sign_off();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON {schema}.figures
    FOR EACH ROW EXECUTE FUNCTION {schema}.stamp();
