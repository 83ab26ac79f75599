"""Open data in rows and columns: a zip of six CSV files, and a reader of it."""
