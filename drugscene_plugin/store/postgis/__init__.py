"""The store on a PostgreSQL server with PostGIS, which many share. The database itself enforces who may do what."""
