import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * The functions of SedonaSpark that our statements use, by name and by what its documentation says of them, on JTS, which
 * Sedona's own rest on too. A stand-in, for tests: a geometry is binary here (EWKB), and no join is planned by an index.
 */
public final class SedonaStandIn {
    private static Geometry geometry(byte[] ewkb) throws ParseException {
        return ewkb == null ? null : new WKBReader().read(ewkb);
    }

    private static byte[] ewkb(Geometry geometry) {
        return geometry == null ? null : new WKBWriter(2, geometry.getSRID() != 0).write(geometry);
    }

    private static Coordinate point(byte[] ewkb) throws ParseException {
        Geometry geometry = geometry(ewkb);
        return geometry == null || geometry.isEmpty() ? null : geometry.getCoordinate();
    }

    public static final class ST_Point implements UDF2<Number, Number, byte[]> {
        public byte[] call(Number x, Number y) {
            if (x == null || y == null) return null;
            return ewkb(new GeometryFactory().createPoint(new Coordinate(x.doubleValue(), y.doubleValue())));
        }
    }

    public static final class ST_GeomFromWKB implements UDF1<byte[], byte[]> {
        public byte[] call(byte[] wkb) throws ParseException {
            return ewkb(geometry(wkb));
        }
    }

    public static final class ST_SetSRID implements UDF2<byte[], Integer, byte[]> {
        public byte[] call(byte[] place, Integer srid) throws ParseException {
            Geometry geometry = geometry(place);
            if (geometry != null) geometry.setSRID(srid);
            return ewkb(geometry);
        }
    }

    public static final class ST_SRID implements UDF1<byte[], Integer> {
        public Integer call(byte[] place) throws ParseException {
            return place == null ? null : geometry(place).getSRID();
        }
    }

    public static final class ST_IsEmpty implements UDF1<byte[], Boolean> {
        public Boolean call(byte[] place) throws ParseException {
            return place == null ? null : geometry(place).isEmpty();
        }
    }

    public static final class ST_X implements UDF1<byte[], Double> {
        public Double call(byte[] place) throws ParseException {
            Coordinate point = point(place);
            return point == null ? null : point.x;
        }
    }

    public static final class ST_Y implements UDF1<byte[], Double> {
        public Double call(byte[] place) throws ParseException {
            Coordinate point = point(place);
            return point == null ? null : point.y;
        }
    }

    public static final class ST_Intersects implements UDF2<byte[], byte[], Boolean> {
        public Boolean call(byte[] one, byte[] other) throws ParseException {
            return one == null || other == null ? null : geometry(one).intersects(geometry(other));
        }
    }

    /** As Sedona's inner join, which a missing place makes fail. */
    public static final class ST_DWithin implements UDF3<byte[], byte[], Number, Boolean> {
        public Boolean call(byte[] one, byte[] other, Number distance) throws ParseException {
            return geometry(one).isWithinDistance(geometry(other), distance.doubleValue());
        }
    }

    public static final class ST_Distance implements UDF2<byte[], byte[], Double> {
        public Double call(byte[] one, byte[] other) throws ParseException {
            return one == null || other == null ? null : geometry(one).distance(geometry(other));
        }
    }
}
